"""Whether it matters that ties are strong or weak: betweenness by steps and by strengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave.analytics._facts import NAN, findings, strengths
from netweave.analytics.centrality.between import betweenness
from netweave.analytics.passports import notices_for, passport
from netweave.codes import REASONS
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

AGREE = 0.8  # a heuristic: from this correlation of ranks on, one of the two is enough
EVEN = 1e-9  # values this near to each other, relatively, are one


@measure(
    "betweenness_agreement",
    "network",
    needs=("one kind",),
    formula="method 3; Spearman 1904",
    range="-1 to 1",
    unit="correlation of ranks",
    undefined={
        "EMPTY": "nobody",
        "NO_TIES": "there are no ties",
        "NO_VARIANCE": "everybody with ties has one value, by steps or by strengths",
    },
)
def betweenness_agreement(net: Network, *, directed: bool = False) -> Result:
    """Say whether betweenness by steps and by strengths puts people in the same order.

    Where every tie is one step, a weak tie joins as well as a strong one; where strong ties are
    short, connections run along them. Neither is the right one. Where the two orders differ, show
    both.

    Parameters
    ----------
    net : Network
        One wave, one kind of tie. Thresholds enter where ties are steps, and do not where they are
        strengths.
    directed : bool, default False
        Follow the arrows from learner to learned_from, as in `betweenness`.

    Returns
    -------
    Result
        One row, ``spearman``: the correlation of the ranks that ``betweenness(net)`` and
        ``betweenness(net, weighted=True)`` give, -1 to 1, equal values sharing the mean of their
        ranks. ``n`` is the number of people it is about, those with ties. NaN, with the code in
        column ``reason``, if there are none, or if all of them have one value by either way. The
        sentence asks for both if the correlation is below 0.8, a convention of this library and no
        finding.

    Raises
    ------
    DataError
        If the network holds several kinds, because their units do not add up.

    See Also
    --------
    betweenness : The two that are compared.

    References
    ----------
    Spearman, C. (1904). The proof and measurement of association between two things. *American
    Journal of Psychology*, 15, 72-101.

    Examples
    --------
    Everybody is one step from everybody but Dan, who has only Ana: she lies between two pairs. By
    strengths it is Ben as well who lies between, as the tie of Ana and Cleo is so weak that the
    way over Ben is shorter.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana", "dan"],
    ...     "learned_from": ["ben", "cleo", "cleo", "ana"],
    ...     "weight": [4.0, 4.0, 1.0, 4.0],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.betweenness(net).tolist(), nw.betweenness(net, weighted=True).tolist()
    ([2.0, 0.0, 0.0, 0.0], [2.0, 2.0, 0.0, 0.0])
    >>> found = nw.betweenness_agreement(net)
    >>> found.table[["term", "estimate", "n"]].round(3)
           term  estimate  n
    0  spearman     0.577  4
    """
    joined = strengths(net, weighted=True, directed=False)
    some = np.asarray(joined.sum(axis=1)).ravel() > 0
    ranks = [
        _ranked(betweenness(net, directed=directed, weighted=weighted).to_numpy()[some])
        for weighted in (False, True)
    ]
    value, reason = NAN, "NO_TIES" if net.n else "EMPTY"
    if some.any():
        value = _correlated(*ranks)
        reason = "NO_VARIANCE" if np.isnan(value) else ""
    count = int(some.sum())
    return Result(
        findings([("spearman", value, count, reason)], "correlation of ranks"),
        _sentence(value, count, reason),
        notices_for(net),
        passport=passport(net, "betweenness_agreement"),
    )


def _ranked(values: np.ndarray) -> np.ndarray:
    """Give ranks, the mean of them to values that differ by rounding only."""
    order = np.argsort(values, kind="stable")
    apart = np.diff(values[order]) > EVEN * values.max(initial=0.0)
    place = np.empty(len(values), dtype=np.int64)
    place[order] = np.concatenate([np.zeros(min(len(values), 1), dtype=np.int64), np.cumsum(apart)])
    size = np.bincount(place)
    return np.asarray((np.cumsum(size) - (size - 1) / 2)[place])


def _correlated(one: np.ndarray, other: np.ndarray) -> float:
    """Correlate; NaN where one of the two does not vary."""
    one, other = one - one.mean(), other - other.mean()
    spread = np.sqrt((one @ one) * (other @ other))
    return float(one @ other / spread) if spread else NAN


def _sentence(value: float, count: int, reason: str) -> str:
    """Say whether one of the two is enough."""
    if reason:
        return f"Betweenness by steps and by strengths cannot be compared: {REASONS[reason]}."
    answer = "put people in much the same order, so that one of the two is enough"
    if value < AGREE:
        answer = "put people in different orders, so that both belong into a report"
    return (
        f"Betweenness by steps and by strengths {answer} (correlation of ranks {value:.2f}, "
        f"{count:,} people with ties)."
    )
