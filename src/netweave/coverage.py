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
        People who declined; they are in ``eligible`` and in nothing else.
    response : float
        ``answered / eligible``, 0 to 1; NaN for records and where it is not known.
    pairs : int
        Pairs of people.
    both, one, none : float
        Pairs of which both sides, one side, nobody answered; NaN where it is not known.
    coverage : float
        Share of pairs reported by at least one side, 0 to 1; 1 for records.
    confirmation : float
        Of the mutual ties between two people who both answered, the share that both reported;
        NaN for directed kinds and where the reports were not kept.
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
    """
    gave, known = answered(net, kind)
    asked = known and not is_recorded(net, kind)
    by = pd.Series(gave, index=net.people.index).groupby(groups_of(net, group), sort=False)
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
    declined = int(net.waves["declined"].sum()) if len(net.waves) else 0
    eligible, count = net.n + declined, int(gave.sum())
    pairs = net.n * (net.n - 1) // 2
    both, none = count * (count - 1) // 2, (net.n - count) * (net.n - count - 1) // 2
    seen = (both, pairs - both - none, none) if known else (np.nan, np.nan, np.nan)
    rate = count / eligible if asked and eligible else np.nan
    share = 1 - none / pairs if known and pairs else np.nan
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


def confirmation(net: Network, kind: str, gave: np.ndarray) -> float:
    """Share of mutual ties, of pairs who both answered, that both sides reported."""
    one = net.where(kind=kind)
    ties = one.ties
    if "reports" not in ties.columns or not bool(one.kinds.loc[kind, "mutual"]):
        return float("nan")
    learner, other = (ties[role].cat.codes.to_numpy() for role in ("learner", "learned_from"))
    least = float(one.kinds["threshold"].to_dict()[kind])
    counted = gave[learner] & gave[other] & (learner < other) & ties["reports"].notna().to_numpy()
    if not np.isnan(least):
        counted &= ties["weight"].to_numpy() >= least
    if not counted.any():
        return float("nan")
    return float((ties["reports"].to_numpy()[counted] >= 2).mean())


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
