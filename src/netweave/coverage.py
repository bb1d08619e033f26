"""Who answered, and which pairs of people were therefore observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave.codes import Notice

if TYPE_CHECKING:
    from netweave.network import Network

# Heuristics: no published threshold stands behind them.
FULL = 0.8
LEAST = 0.6
UNEVEN = 0.2


@dataclass(frozen=True)
class Coverage:
    """How much of one kind of tie was observed in one wave.

    Parameters
    ----------
    wave : str
        The wave, "" where none was named.
    kind : str
        The kind of tie.
    known : bool
        Whether it is known who answered. Where it is not, every pair is taken as observed and the
        numbers here are NaN.
    eligible : int
        People who could have answered, those who declined included.
    answered : int
        People who answered; for records, where nobody is asked, everybody.
    declined : int
        People who declined: eligible, and did not answer.
    response : float
        ``answered / eligible``, 0 to 1; NaN for records and where it is not known.
    pairs : int
        Pairs of eligible people.
    both, one, none : float
        Pairs of which both sides, one side, nobody answered; NaN where it is not known. A pair
        with somebody who declined is in ``none``: what the other side said of it was taken out.
    coverage : float
        Share of pairs reported by at least one side, 0 to 1. Of records only pairs with somebody
        who declined are missing.
    confirmation : float
        Of the ties of which both sides were asked and at least one report reaches the threshold,
        the share of which both do, 0 to 1; NaN where only one side is asked and where the two
        reports were not kept.
    by_group : DataFrame
        Response by organization: ``eligible``, ``answered``, ``response``.
    notices : tuple of Notice
        W01 to W04, where they apply.
    """

    wave: str
    kind: str
    known: bool
    eligible: int
    answered: int
    declined: int
    response: float
    pairs: int
    both: float
    one: float
    none: float
    coverage: float
    confirmation: float
    by_group: pd.DataFrame
    notices: tuple[Notice, ...] = ()


def is_recorded(net: Network, kind: str) -> bool:
    """Say whether a kind comes from records, where nobody had to be asked."""
    return bool(net.kinds.loc[kind, "reporter"] == "record")


def answered(net: Network, kind: str) -> tuple[np.ndarray, bool]:
    """Mark who answered the question behind a kind, and say whether that is known at all.

    People never asked count as not answering where anybody was asked; where nobody's answer is
    known, everybody counts as having answered.
    """
    if is_recorded(net, kind):
        return np.ones(net.n, dtype=bool), True
    column = net.responded(kind)
    if not net.n or column.isna().all():
        return np.ones(net.n, dtype=bool), False
    return column.fillna(value=False).to_numpy(dtype=bool), True


def groups_of(net: Network, group: str) -> pd.Series:
    """Give everybody's group, all missing where the network has no organizations at all."""
    if group == "organization" and group not in net.people.columns and net.roster is None:
        return pd.Series(np.nan, index=net.people.index, name=group, dtype="str")
    return net.group(group)


def response(net: Network, kind: str, *, group: str = "organization") -> pd.DataFrame:
    """Count who answered, by organization, in the order of the people; unknown ones are left out.

    Columns ``eligible``, ``answered`` and ``response`` (NaN where it is not known who answered).
    People who declined are eligible; of them nothing but the organization is known.
    """
    gave, known = answered(net, kind)
    asked = known and not is_recorded(net, kind)
    refused = net.declined["organization"].astype("str")
    if group != "organization":
        refused = refused[:0]
    homes = pd.concat([groups_of(net, group), refused], ignore_index=True)
    by = pd.Series(np.append(gave, np.zeros(len(refused), dtype=bool))).groupby(homes, sort=False)
    table = by.agg(["size", "sum"]).rename(columns={"size": "eligible", "sum": "answered"})
    table = table.astype("int64").rename_axis(group)
    share = table["answered"] / table["eligible"] if asked else np.nan
    return table.assign(response=pd.Series(share, index=table.index, dtype="float64"))


def coverage_of(net: Network, kind: str | None = None, *, group: str = "organization") -> Coverage:
    """Count the answers to one kind in one wave, and the pairs that they observed.

    A pair is observed if at least one side that could report the tie answered. ``kind`` may be
    left out where the network has one. Raises DataError for several waves or kinds.
    """
    wave, kind = net.the_wave, net.the_kind if kind is None else kind
    if kind not in net.kinds.index:
        raise errors.not_one_of("kind", net.kinds.index, kind)
    gave, known = answered(net, kind)
    asked = known and not is_recorded(net, kind)
    declined = how_many_declined(net)
    eligible, count = net.n + declined, int(gave.sum())
    pairs, both = _pairs(eligible), _pairs(count)
    one = _pairs(net.n) - both - _pairs(net.n - count)
    seen = (both, one, pairs - both - one) if known else (np.nan, np.nan, np.nan)
    rate = count / eligible if asked and eligible else np.nan
    share = (both + one) / pairs if known and pairs else np.nan
    by_group = response(net, kind, group=group)
    return Coverage(
        wave=wave,
        kind=kind,
        known=known,
        eligible=eligible,
        answered=count,
        declined=declined,
        response=rate,
        pairs=pairs,
        both=seen[0],
        one=seen[1],
        none=seen[2],
        coverage=share,
        confirmation=confirmation(net, kind, gave) if asked else np.nan,
        by_group=by_group,
        notices=_notices(wave, (count, eligible, rate), share, by_group),
    )


def how_many_declined(net: Network) -> int:
    """Count who declined; a network built by hand may know no more than their number."""
    if len(net.declined) or not len(net.waves):
        return len(net.declined)
    return int(net.waves["declined"].sum())


def _pairs(people: int) -> int:
    return people * (people - 1) // 2


def confirmation(net: Network, kind: str, gave: np.ndarray) -> float:
    """Share of the ties reported by either side that both sides report, where both were asked.

    A report counts if it reaches the threshold of the kind, above 0 where there is none; silence
    of somebody who answered is no report.
    """
    one = net.where(kind=kind)
    ties, facts = one.ties, one.kinds.to_dict("index")[kind]
    if not {"highest", "lowest"} <= set(ties.columns) or facts["reporter"] != "either":
        return float("nan")
    learner, other = (ties[role].cat.codes.to_numpy() for role in ("learner", "learned_from"))
    counted = gave[learner] & gave[other]
    if facts["mutual"]:  # two rows say the same
        counted &= learner < other
    either, both = (_reaches(ties[name], facts["threshold"]) for name in ("highest", "lowest"))
    counted &= either
    return float(both[counted].mean()) if counted.any() else float("nan")


def _reaches(levels: pd.Series, threshold: float) -> np.ndarray:
    values = levels.to_numpy(dtype=float)
    return values > 0 if np.isnan(threshold) else values >= threshold


def _notices(
    wave: str, people: tuple[int, int, float], share: float, by_group: pd.DataFrame
) -> tuple[Notice, ...]:
    count, eligible, rate = people
    at = f"{wave}: " if wave else ""
    found = []
    if rate < FULL:
        found.append(Notice("W01", f"{at}{count} of {eligible} people answered ({rate:.0%})."))
    code = coverage_code(share)
    if code:
        found.append(Notice(code, f"{at}{share:.0%} of pairs were reported by at least one side."))
    rates = by_group["response"].dropna()
    if len(rates) and rates.max() - rates.min() > UNEVEN + 1e-12:
        spread = f"from {rates.min():.0%} to {rates.max():.0%}"
        found.append(Notice("W04", f"{at}response goes {spread} between organizations."))
    return tuple(found)


def coverage_code(share: float) -> str:
    """Name the warning that a share of observed pairs deserves, "" for none."""
    if share < LEAST:
        return "W03"
    return "W02" if share < FULL else ""
