"""Runs of python-louvain, the reference that results elsewhere were made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from netweave._kernels.partition import canonical

if TYPE_CHECKING:
    import networkx as nx


def several(matrix: sparse.csr_array, inside: np.ndarray, seed: int, runs: int) -> np.ndarray:
    """Run with consecutive seeds, one column of labels each; ``inside`` is twice the loops."""
    import community as louvain  # noqa: PLC0415

    tied = np.flatnonzero(np.asarray(matrix.sum(axis=1)) + inside > 0)
    inner: sparse.csr_array = matrix[tied][:, tied]
    graph = _graph(inner, inside[tied] / 2)
    found = np.repeat(np.arange(matrix.shape[0])[:, None] + len(tied), runs, axis=1)
    for run in range(runs if len(tied) else 0):
        best = louvain.best_partition(graph, random_state=seed + run)
        found[tied, run] = [best[node] for node in range(len(tied))]
    return np.column_stack([canonical(run) for run in found.T]) if len(found) else found


def _graph(matrix: sparse.csr_array, loops: np.ndarray) -> nx.Graph:
    """Give the graph with nodes 0, 1, … and edges in order, so that runs can be repeated."""
    import networkx as nx  # noqa: PLC0415

    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(matrix.shape[0]))
    cells = sparse.triu(matrix + sparse.diags_array(loops)).tocoo()
    order = np.lexsort((cells.col, cells.row))
    ends = (cells.row[order].tolist(), cells.col[order].tolist(), cells.data[order].tolist())
    graph.add_weighted_edges_from(zip(*ends, strict=True))
    return graph
