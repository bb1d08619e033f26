"""Brokerage against chance: the same ties, the labels of groups dealt anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from netweave._guard import guarded
from netweave._kernels import brokers, labels
from netweave.analytics import _groups as groups
from netweave.analytics.bridging.brokers import among, follows, merged, roles
from netweave.analytics.bridging.possible import checked, strata_of
from netweave.analytics.nulls import spoken
from netweave.analytics.passports import notices_for, passport
from netweave.codes import REASONS, Notice
from netweave.results import TERMS, Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netweave.network import Network

METHOD = "labels dealt anew"


@dataclass(frozen=True, repr=False)
class Dealt(Result):
    """A `Result` whose picture is that of the roles."""

    drawn_by: ClassVar[str] = "netweave.plotting.mixes:brokerage_plot"


@guarded
def brokerage_against_labels(
    net: Network,
    *,
    seed: int = 0,
    group: str = "organization",
    strata: str | None = None,
    directed: bool | None = None,
    permutations: int = 999,
) -> Result:
    """Compare brokerage with what the same ties give when labels of groups are dealt at random.

    The ties stay; the labels go to other people. This says whether somebody holds a role more
    often than the ties and the sizes of the groups imply, and not whether the ties themselves are
    unlikely. Gould and Fernandez' own moments are of another question: there the labels stay and
    the ties are drawn at random.

    Parameters
    ----------
    net : Network
        One wave. People whose group is unknown are left out with their ties. Parallel ties count
        once. Conveners take part; ``net.without("convener")`` leaves them out.
    seed : int, default 0
        Seed of the random dealing. Same network, same seed, same result.
    group : str, default "organization"
        A column of people.
    strata : str, optional
        A column of people: labels are dealt only among people who have the same value there (those
        without a value among themselves).
    directed : bool, optional
        As in `brokerage`.
    permutations : int, default 999
        How many times the labels are dealt.

    Returns
    -------
    Result
        One row per role for the whole network (no ``person``), which ``.plot()`` draws as
        ``nw.plotting.brokerage_plot`` does, then one per person and role: ``estimate`` (the
        count), ``expected`` and ``std_error`` (mean and standard deviation over the dealings),
        ``statistic`` (their difference in standard deviations), ``percentile``
        (``(less + equal/2 + 1/2)/(permutations + 1)``), ``p_value`` (twice the smaller tail of it),
        ``n`` (all triples of the person). Where every dealing gives the same, the last four are
        NaN with the reason ``SAME_BY_CHANCE``; for a person of unknown group all are.

    Raises
    ------
    ArgumentError
        If permutations is below 1 or the seed is negative.
    DataError
        If people has no such column.

    References
    ----------
    Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage
    in transaction networks. *Sociological Methodology*, 19, 89-126.

    Examples
    --------
    Ben learned from Ana, Cleo learned from Ben; Ben and Cleo are of one organization. Ben is
    gatekeeper whenever Ana is the one who is dealt the other label: once in three times.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame({"organization": ["A", "B", "B"]}, index=["ana", "ben", "cleo"])
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo"], "learned_from": ["ana", "ben"]})
    >>> result = nw.brokerage_against_labels(nw.Network(people, ties), seed=1)
    >>> ben = result.table[result.table["person"] == "ben"].set_index("term")
    >>> float(ben.loc["gatekeeper", "estimate"]), round(float(ben.loc["gatekeeper", "expected"]), 1)
    (1.0, 0.3)
    """
    checked(permutations, seed)
    directed = follows(net) if directed is None else directed
    codes, _ = groups.coded(net, group)
    known = codes >= 0
    ties = among(net, known, weighted=False, directed=directed)
    decks = strata_of(net, strata, np.flatnonzero(known))
    labelings = labels.permutations(codes[known], decks, permutations, np.random.default_rng(seed))
    observed = _and_all(merged(brokers.roles(ties, codes[known]), directed=directed))
    drawn = (
        _and_all(merged(block, directed=directed)) for block in brokers.relabelled(ties, labelings)
    )
    chance = _compared(observed, drawn, permutations)
    table = _table(net, known, chance, roles(directed=directed))
    ways = min(spoken.labelings(codes[known], decks), permutations) if known.any() else 0
    few = Notice("W15", f"Ways to deal {group}, or dealings: {ways}.")
    judged = ways >= spoken.FEW and bool(table["percentile"].notna().any())
    return Dealt(
        table,
        _sentence(table[table["person"].isna()], group),
        (*((few,) if 0 < ways < spoken.FEW else ()), *notices_for(net)),
        claim=2 if judged else 1,
        passport=passport(net, "brokerage_against_labels", seed=seed),
    )


def _and_all(found: np.ndarray) -> np.ndarray:
    """Put the sum over everybody before the people."""
    return np.concatenate([found.sum(axis=0, keepdims=True), found])


def _compared(
    observed: np.ndarray, drawn: Iterator[np.ndarray], count: int
) -> dict[str, np.ndarray]:
    """Give mean, deviation and percentile of what was observed; NaN where nothing varies."""
    sums, squares, below = (np.zeros(observed.shape) for _ in range(3))
    least, most = np.full(observed.shape, np.inf), np.full(observed.shape, -np.inf)
    for block in drawn:
        apart = block - observed[:, :, None]
        sums += apart.sum(axis=2)
        squares += (apart**2).sum(axis=2)
        below += (apart < 0).sum(axis=2) + (apart == 0).sum(axis=2) / 2
        least, most = np.minimum(least, apart.min(axis=2)), np.maximum(most, apart.max(axis=2))
    varies = most > least
    apart = sums / count
    spread = np.sqrt(np.maximum(squares - sums * apart, 0) / max(count - 1, 1))
    percentile = np.where(varies, (below + 0.5) / (count + 1), np.nan)
    return {
        "estimate": observed,
        "expected": observed + apart,
        "std_error": spread,
        "statistic": np.divide(-apart, spread, out=np.full(spread.shape, np.nan), where=varies),
        "p_value": np.minimum(1.0, 2 * np.minimum(percentile, 1 - percentile)),
        "percentile": percentile,
        "n": np.repeat(observed.sum(axis=1, keepdims=True), observed.shape[1], axis=1),
    }


def _table(
    net: Network, known: np.ndarray, chance: dict[str, np.ndarray], names: tuple[str, ...]
) -> pd.DataFrame:
    """Put the roles of the whole network, then those of every person, below each other."""
    there = np.concatenate([[known.any()], known])
    full = {}
    for name, values in chance.items():
        whole = np.full((net.n + 1, len(names)), np.nan)
        whole[there] = values if known.any() else values[1:]
        full[name] = whole.ravel()
    missing = np.repeat(~there, len(names))
    reason = pd.Series(np.where(missing, "NO_GROUP_KNOWN", "SAME_BY_CHANCE"), dtype="str")
    if not known.any():
        reason[:] = "NO_GROUP"
    table = pd.DataFrame({
        "term": np.tile(np.array(names, dtype=object), net.n + 1),
        **full,
        "conf_low": np.nan,
        "conf_high": np.nan,
        "n": np.where(missing, 0, full["n"]),
        "method": METHOD,
        "person": pd.Index([np.nan, *net.people.index], dtype="str").repeat(len(names)),
        "reason": reason.where(np.isnan(full["percentile"])),
    })
    return table[[*TERMS, "person", "expected", "percentile", "reason"]]


def _sentence(network: pd.DataFrame, group: str) -> str:
    """Say how often each role is taken, beside what dealing gives."""
    if network["estimate"].isna().any():
        return f"Roles of brokers cannot be told: {REASONS['NO_GROUP']}."
    told = [
        f"{row['term'].replace('_', ' ')} {row['estimate']:.0f} ({row['expected']:.1f})"
        for row in network.to_dict("records")
    ]
    return (
        "Times that somebody stands between two people who are not tied: "
        f"{network['n'].iloc[0]:.0f}, as {', '.join(told)}; in brackets the average if the labels "
        f"of {group} are dealt at random."
    )
