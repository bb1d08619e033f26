"""Groups found in the ties: the consensus of several runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import community as louvain
import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from netweave import errors
from netweave._checks import one_of
from netweave._kernels import partition as kernels
from netweave.analytics._facts import series
from netweave.registry import measure
from netweave.results import Communities

if TYPE_CHECKING:
    from netweave.network import Network


TOGETHER = 0.5

ROUNDS = 50


@measure(
    "communities",
    "person",
    needs=("seed",),
    formula="method 3; Blondel et al. 2008; Lancichinetti & Fortunato 2012",
    range="1 to n",
    unit="number of the group",
    values="label",
)
def communities(net: Network, *, seed: int, runs: int = 20, method: str = "louvain") -> Communities:
    """Find groups of people with more ties inside than between: the consensus of several runs.

    Louvain's answer depends on the order in which it looks at people. It is run ``runs`` times,
    with seeds ``seed``, ``seed + 1``, …; people who were put together in at least half of the
    runs are joined with that share as weight, and the runs are repeated on those ties until all
    of them agree. Both the stability of each person and the agreement of the runs come from the
    first runs, those on the network itself.

    Parameters
    ----------
    net : Network
        One wave; binary ties, direction disregarded.
    seed : int
        Seed of the first run. Same network, same seed, same groups.
    runs : int, default 20
        How many runs.
    method : {"louvain"}, default "louvain"
        The algorithm (python-louvain).

    Returns
    -------
    Communities
        ``labels`` 1, 2, … by size (of equal groups the one with the first person of
        ``net.people`` first); a person without ties is a group. ``modularity`` and ``agreement``
        are NaN without ties, ``stability`` is NaN for a group of one.

    Raises
    ------
    ArgumentError
        If runs is below 1 or the seed is negative.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of
    communities in large networks. *Journal of Statistical Mechanics*, P10008.

    Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. *Scientific
    Reports*, 2, 336.

    Examples
    --------
    Two trios with one tie between them.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben", "cleo", "dan", "dan", "eve"],
    ...     "learned_from": ["ben", "cleo", "cleo", "dan", "eve", "fay", "fay"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve", "fay"], ties)
    >>> found = nw.communities(net, seed=1)
    >>> found.labels.to_dict()
    {'ana': 1, 'ben': 1, 'cleo': 1, 'dan': 2, 'eve': 2, 'fay': 2}
    >>> round(found.modularity, 3), found.agreement
    (0.357, 1.0)
    """
    one_of("method", ("louvain",), method)
    if runs < 1:
        raise errors.setting_out_of_range("runs", "must be at least 1", runs)
    if not 0 <= seed < 2**32 - runs:
        raise errors.setting_out_of_range("seed", "must be 0 or above and below 2**32", seed)
    matrix = net.structure()
    tied = np.flatnonzero(np.asarray(matrix.sum(axis=1)) > 0)
    inner: sparse.csr_array = matrix[tied][:, tied]
    first = _runs(_graph(inner), len(tied), seed, runs)
    agreed = _consensus(inner, first, seed)
    labels = np.arange(net.n) + len(tied)
    labels[tied] = agreed
    labels = kernels.canonical(labels)
    steady = np.full(net.n, np.nan)
    steady[tied] = kernels.stability(agreed, first)
    numbers = pd.array(labels + 1, dtype="Int64")
    return Communities(
        labels=pd.Series(numbers, index=net.people.index, name="cluster"),
        modularity=kernels.modularity(matrix, labels),
        stability=series(net, steady, "stability"),
        agreement=kernels.mean_agreement(first),
        method=method,
        seed=seed,
        runs=runs,
    )


def _graph(matrix: sparse.csr_array) -> nx.Graph:
    """Give the graph with nodes 0, 1, … and edges in order, so that runs can be repeated."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(matrix.shape[0]))
    cells = sparse.triu(matrix).tocoo()
    order = np.lexsort((cells.col, cells.row))
    ends = (cells.row[order].tolist(), cells.col[order].tolist(), cells.data[order].tolist())
    graph.add_weighted_edges_from(zip(*ends, strict=True))
    return graph


def _runs(graph: nx.Graph, n: int, seed: int, runs: int) -> np.ndarray:
    """Run Louvain with consecutive seeds: one column of canonical labels per run."""
    found = np.zeros((n, runs), dtype=np.int64)
    for run in range(runs if n else 0):
        best = louvain.best_partition(graph, random_state=seed + run)
        found[:, run] = kernels.canonical(np.array([best[node] for node in range(n)]))
    return found


def _consensus(matrix: sparse.csr_array, runs: np.ndarray, seed: int) -> np.ndarray:
    """Run Louvain on who was put together, again and again, until all runs agree.

    People whom every run put together are one block: the block graph with the blocks' inner
    pairs as loops has the modularity of the graph of people, and is much smaller.
    """
    for _ in range(ROUNDS):
        if not len(runs) or (runs == runs[:, :1]).all():
            return runs[:, 0]
        blocks, member = np.unique(runs, axis=0, return_inverse=True)
        runs = _runs(_together(blocks, np.bincount(member)), len(blocks), seed, runs.shape[1])
        runs = runs[member.ravel()]
        runs = np.column_stack([kernels.canonical(run) for run in runs.T])
    best = np.argmax([kernels.modularity(matrix, run) for run in runs.T])
    return runs[:, best]


def _together(blocks: np.ndarray, size: np.ndarray) -> nx.Graph:
    """Join the blocks that were together in at least half of the runs, or else most often."""
    share = (blocks[:, None, :] == blocks[None, :, :]).mean(axis=2)
    np.fill_diagonal(share, 0.0)
    kept = np.where(share >= TOGETHER, share, 0.0)
    lonely = np.flatnonzero((size == 1) & (kept.max(axis=1) == 0) & (share.max(axis=1) > 0))
    nearest = share[lonely].argmax(axis=1)
    kept[lonely, nearest] = kept[nearest, lonely] = share[lonely, nearest]
    weight = kept * size[:, None] * size[None, :]
    weight[np.diag_indices(len(size))] = size * (size - 1) / 2
    return _graph(sparse.csr_array(weight))
