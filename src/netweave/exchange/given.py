"""A graph of networkx, or a network, as the arrays that kernels take."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from netweave._kernels.sparse import binary, either_way
from netweave.network import Network


class Given:
    """A simple graph without weights: nodes in their order, arcs as a 0/1 matrix.

    Parameters
    ----------
    graph : networkx graph
        Taken as it is now; it must not be a multigraph. Loops are left out of the arcs.
    """

    __networkx_backend__ = "netweave"

    def __init__(self, graph: nx.Graph) -> None:
        self.graph = graph
        self.nodes = list(graph)
        rows, columns = self._cells(graph)
        self.arcs = binary(rows, columns, len(self.nodes))

    def _cells(self, graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
        place = {node: at for at, node in enumerate(self.nodes)}
        rows = [neighbours for _, neighbours in graph.adjacency()]
        sizes = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
        columns = map(place.__getitem__, chain.from_iterable(rows))
        return (
            np.repeat(np.arange(len(rows)), sizes),
            np.fromiter(columns, dtype=np.int64, count=int(sizes.sum())),
        )

    def is_directed(self) -> bool:
        """Say whether arcs go one way; networkx asks this of every graph."""
        return bool(self.graph.is_directed())

    def is_multigraph(self) -> bool:
        """Say whether arcs may be parallel; networkx asks this of every graph."""
        return bool(self.graph.is_multigraph())

    @cached_property
    def joined(self) -> sparse.csr_array:
        """The 0/1 matrix of who is joined, whichever way the arc goes."""
        return either_way(self.arcs) if self.is_directed() else self.arcs

    def weights(self, name: str) -> sparse.csr_array:
        """Give the values of an edge attribute in place of the ones; 1 where it is missing."""
        rows, columns = self._cells(self.graph)
        edges = chain.from_iterable(data.values() for _, data in self.graph.adjacency())
        values = np.fromiter(
            (data.get(name, 1) for data in edges), dtype=np.float64, count=len(rows)
        )
        shape = (len(self.nodes), len(self.nodes))
        weighted: sparse.csr_array = sparse.coo_array((values, (rows, columns)), shape).tocsr()
        return weighted

    def edges(self) -> list[tuple[Any, Any]]:
        """Give every edge once, in the order of networkx."""
        return list(self.graph.edges())


class OfNetwork(Given):
    """A network as networkx sees it: a directed graph of its structure.

    Parameters
    ----------
    net : Network
        One wave. Strengths are there where it holds one kind of tie.
    """

    def __init__(self, net: Network) -> None:
        self.net = net
        self.nodes = net.people.index.tolist()
        self.arcs = net.structure(directed=True)

    @property
    def joined(self) -> sparse.csr_array:
        """Whoever learned from whom."""
        return self.net.structure()

    def is_directed(self) -> bool:
        """Arrows point from the learner to the person learned from."""
        return True

    def is_multigraph(self) -> bool:
        """Parallel ties are one arc of the structure."""
        return False

    def weights(self, name: str) -> sparse.csr_array:
        """Give the strengths of the arcs as ``weight``, and ones as anything else."""
        if name != "weight" or len(self.net.kinds) != 1:
            return self.arcs
        strong: sparse.csr_array = (self.net.matrix * self.arcs).tocsr()
        return strong

    def edges(self) -> list[tuple[Any, Any]]:
        """Give every arc."""
        cells = self.arcs.tocoo()
        pairs = zip(cells.row.tolist(), cells.col.tolist(), strict=True)
        return [(self.nodes[one], self.nodes[other]) for one, other in pairs]


def given(graph: Any) -> Given:
    """Take a network, or a graph that was converted before."""
    return OfNetwork(graph) if isinstance(graph, Network) else graph


def as_graph(net: Network) -> nx.DiGraph:
    """Give the directed graph that networkx sees in a network."""
    seen = OfNetwork(net)
    graph: nx.DiGraph[Any] = nx.DiGraph(arrow="learner → learned_from")
    graph.add_nodes_from(net.to_networkx().nodes(data=True))
    if len(net.kinds) != 1:
        graph.add_edges_from(seen.edges())
        return graph
    cells = seen.weights("weight").tocoo()
    ends = zip(cells.row.tolist(), cells.col.tolist(), cells.data.tolist(), strict=True)
    graph.add_weighted_edges_from(
        (seen.nodes[one], seen.nodes[other], weight) for one, other, weight in ends
    )
    return graph
