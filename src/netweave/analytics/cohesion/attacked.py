"""What is left of a network as people leave it, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from netweave import errors
from netweave._checks import counted, one_of, seeded
from netweave._guard import guarded
from netweave._kernels import paths
from netweave.analytics._facts import marked

if TYPE_CHECKING:
    from netweave.network import Network

ORDERS = ("random", "degree", "betweenness")
POINTS = 50


@guarded
def resilience(
    net: Network,
    *,
    leaving: str | Iterable[object] = "random",
    draws: int = 20,
    points: int = POINTS,
    seed: int = 1,
) -> pd.DataFrame:
    """Say how much still hangs together as people leave: by chance, the best tied first, or named.

    Parameters
    ----------
    net : Network
        One wave; binary ties, direction disregarded.
    leaving : {"random", "degree", "betweenness", "convener"} or iterable of ids, default "random"
        Who leaves, and in which order. "random" is the mean over ``draws`` random orders.
        "degree" and "betweenness" let those highest in the whole network go first; of equals the
        first of ``net.people``. "convener" lets the conveners go, in the order of ``net.people``,
        and nobody else; so do ids, in their own order.
    draws : int, default 20
        How many random orders.
    points : int, default 50
        At how many numbers of people gone, at most, the network is looked at, from none to all
        who leave.
    seed : int, default 1
        Seed of the random orders.

    Returns
    -------
    DataFrame
        One row per number of people gone: ``removed``, ``share_removed`` (of all people),
        ``largest_share`` (the largest piece, as a share of the people who were there at the
        start), ``joined_share`` (pairs that a chain of ties joins, as a share of those joined at
        the start, the pairs of those who left among them; NaN if none was),
        ``joined_among_staying`` (the same for the pairs of those who stay alone, so that it falls
        only if those who left held others together; NaN if none of their pairs was joined),
        ``spread`` (standard deviation of ``joined_share`` over random orders; NaN for one order).

    Raises
    ------
    DataError
        If an id is not in people.
    ArgumentError
        If draws or points is below 1, the seed negative, or if nobody is named.

    References
    ----------
    Albert, R., Jeong, H. & Barabási, A.-L. (2000). Error and attack tolerance of complex networks.
    *Nature*, 406, 378-382.

    Examples
    --------
    A star of four: when its centre leaves, no pair is joined.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> table = nw.resilience(net, leaving="degree")
    >>> table[["removed", "largest_share", "joined_share", "joined_among_staying"]].head(2)
       removed  largest_share  joined_share  joined_among_staying
    0        0           1.00           1.0                   1.0
    1        1           0.25           0.0                   0.0

    Of four who all know each other, one leaves: the other three still reach each other, although
    three of six pairs are gone.

    >>> pairs = ["ana ben", "ana cleo", "ana dan", "ben cleo", "ben dan", "cleo dan"]
    >>> ties = pd.DataFrame([pair.split() for pair in pairs], columns=["learner", "learned_from"])
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> table = nw.resilience(net, leaving=["ana"])
    >>> table[["removed", "joined_share", "joined_among_staying"]]
       removed  joined_share  joined_among_staying
    0        0           1.0                   1.0
    1        1           0.5                   1.0
    """
    for name, value in (("draws", draws), ("points", points)):
        counted(name, value)
    orders = _orders(net, leaving, draws, seed)
    steps = np.unique(np.linspace(0, orders.shape[1], points + 1).round().astype(int))
    curves = np.array([[_left(net, order[:gone]) for gone in steps] for order in orders])
    joined = curves[:, :, 1]
    return pd.DataFrame({
        "removed": steps,
        "share_removed": steps / max(net.n, 1),
        "largest_share": curves[:, :, 0].mean(axis=0),
        "joined_share": joined.mean(axis=0),
        "joined_among_staying": _mean(curves[:, :, 2]),
        "spread": joined.std(axis=0, ddof=1) if len(orders) > 1 else np.nan,
    })


def _orders(net: Network, leaving: str | Iterable[object], draws: int, seed: int) -> np.ndarray:
    """Give one row per order in which people leave."""
    if leaving == "random":
        seeded(seed)
        rng = np.random.default_rng(seed)
        return np.array([rng.permutation(net.n) for _ in range(draws)])
    matrix = net.structure()
    if isinstance(leaving, str) and leaving in ORDERS:
        high = paths.betweenness(matrix) if leaving == "betweenness" else np.diff(matrix.indptr)
        return np.argsort(-high, kind="stable")[None, :]
    if isinstance(leaving, str) and leaving != "convener" and leaving not in net.people.index:
        one_of("leaving", (*ORDERS, "convener"), leaving)
    if isinstance(leaving, str):
        gone = np.flatnonzero(marked(net, leaving, "leaving"))
    else:
        ids = list(dict.fromkeys(leaving))
        marked(net, ids, "leaving")
        gone = net.people.index.get_indexer(pd.Index(ids, dtype=net.people.index.dtype))
    if not len(gone):
        mend = "Mark who convenes in the column convener, or give ids."
        raise errors.setting_out_of_range("leaving", "must name at least one person", leaving, mend)
    return gone[None, :]


def _mean(curves: np.ndarray) -> np.ndarray:
    """Give the mean over the orders in which there is a value; NaN where there is none."""
    there = ~np.isnan(curves)
    count, total = there.sum(axis=0), np.where(there, curves, 0.0).sum(axis=0)
    mean: np.ndarray = np.divide(total, count, out=np.full(len(count), np.nan), where=count > 0)
    return mean


def _left(net: Network, gone: np.ndarray) -> tuple[float, float, float]:
    """Give the share of people in the largest piece, and of pairs joined: of all, of who stays."""
    matrix = net.structure()
    kept = np.delete(np.arange(net.n), gone)
    start = connected_components(matrix, directed=False)[1]
    piece = connected_components(matrix[kept][:, kept], directed=False)[1]
    largest = np.bincount(piece, minlength=1).max() / max(net.n, 1)
    joined = paths.joined_pairs(piece)
    before = (paths.joined_pairs(start), paths.joined_pairs(start[kept]))
    every, staying = (joined / pairs if pairs else np.nan for pairs in before)
    return float(largest), every, staying
