"""The functions of networkx that count ties, triangles and walks, on our kernels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse

from netweave._kernels import cores, holes, spectral, triads
from netweave._kernels.operators import Held
from netweave.exchange.given import Given, given

ROUNDS = 100


def degree_centrality(G: Any) -> dict[Any, float]:
    """Give the number of ties of a node as a share of the others."""
    seen = given(G)
    ends = np.diff(seen.arcs.indptr)
    return _shares(seen, ends + _taken(seen) if seen.is_directed() else ends)


def in_degree_centrality(G: Any) -> dict[Any, float]:
    """Give the number of arrows to a node as a share of the others."""
    seen = given(G)
    return _shares(seen, _taken(seen))


def out_degree_centrality(G: Any) -> dict[Any, float]:
    """Give the number of arrows from a node as a share of the others."""
    seen = given(G)
    return _shares(seen, np.diff(seen.arcs.indptr))


def _taken(seen: Given) -> np.ndarray:
    return np.bincount(seen.arcs.indices, minlength=len(seen.nodes))


def _shares(seen: Given, counts: np.ndarray) -> dict[Any, float]:
    if len(seen.nodes) < 2:
        return dict.fromkeys(seen.nodes, 1)
    share = 1.0 / (len(seen.nodes) - 1.0)
    return _by_node(seen, counts * share)


def _by_node(seen: Given, values: np.ndarray) -> dict[Any, Any]:
    return dict(zip(seen.nodes, values.tolist(), strict=True))


def constraint(G: Any, nodes: None = None, weight: None = None) -> dict[Any, float]:
    """Give Burt's constraint, NaN without ties."""
    seen = given(G)
    return _by_node(seen, holes.around(_strengths(seen)).constraint)


def effective_size(G: Any, nodes: None = None, weight: None = None) -> dict[Any, float]:
    """Give Burt's effective size, NaN without ties."""
    seen = given(G)
    return _by_node(seen, holes.around(_strengths(seen)).effective_size)


def _strengths(seen: Given) -> sparse.csr_array:
    """Add the two directions up; networkx refuses a graph without nodes here."""
    if not seen.nodes:
        raise nx.NetworkXError("Graph has no nodes or edges")
    both: sparse.csr_array = (seen.arcs + seen.arcs.T).tocsr()
    both.sort_indices()
    return both


def core_number(G: Any) -> dict[Any, int]:
    """Give the greatest k such that a node is in a k-core."""
    seen = given(G)
    return _by_node(seen, cores.core_numbers(seen.arcs, symmetric=True))


def clustering(G: Any, nodes: None = None, weight: None = None) -> dict[Any, float]:
    """Give the share of pairs of neighbours that are joined."""
    seen = given(G)
    closed, pairs = _triangles(seen)
    return _by_node(seen, np.divide(closed, pairs, out=np.zeros(len(pairs)), where=pairs > 0))


def transitivity(G: Any) -> float:
    """Give the share of two-paths that are closed."""
    closed, pairs = _triangles(given(G))
    return float(closed.sum() / pairs.sum()) if closed.any() else 0


def _triangles(seen: Given) -> tuple[np.ndarray, np.ndarray]:
    degree = np.diff(seen.joined.indptr).astype(float)
    return triads.triangles(seen.joined).astype(float), degree * (degree - 1) / 2


def triadic_census(G: Any, nodelist: None = None) -> dict[str, int]:
    """Count the triads of each sort."""
    seen = given(G)
    return {sort: int(count) for sort, count in triads.census(seen.joined, seen.arcs).items()}


def reciprocity(G: Any, nodes: None = None) -> float:
    """Give the share of arrows that are returned."""
    return overall_reciprocity(G)


def overall_reciprocity(G: Any) -> float:
    """Give the share of arrows that are returned."""
    arcs = given(G).arcs
    if not arcs.nnz:
        raise nx.NetworkXError("Not defined for empty graphs")
    return float((arcs * arcs.T).sum() / arcs.nnz)


def connected_components(G: Any) -> Iterator[set[Any]]:
    """Give the pieces of an undirected graph, as networkx meets them."""
    seen = given(G)
    count, labels = sparse.csgraph.connected_components(seen.joined, directed=False)
    pieces: list[set[Any]] = [set() for _ in range(count)]
    for node, label in zip(seen.nodes, labels.tolist(), strict=True):
        pieces[label].add(node)
    first = dict.fromkeys(labels.tolist())
    return (pieces[label] for label in first)


def number_connected_components(G: Any) -> int:
    """Count the pieces of an undirected graph."""
    return int(sparse.csgraph.connected_components(given(G).joined, directed=False)[0])


def weakly_connected_components(G: Any) -> Iterator[set[Any]]:
    """Give the pieces of a directed graph, whichever way its arrows go."""
    return connected_components(G)


def number_weakly_connected_components(G: Any) -> int:
    """Count the pieces of a directed graph, whichever way its arrows go."""
    return number_connected_components(G)


def pagerank(
    G: Any, alpha: float = 0.85, personalization: None = None, max_iter: int = ROUNDS,
    tol: float = 1e-6, nstart: None = None, weight: str | None = "weight", dangling: None = None,
) -> dict[Any, float]:  # fmt: skip
    """Give where somebody is found who follows the arrows and starts anew at times."""
    seen = given(G)
    if not seen.nodes:
        return {}
    weights = seen.arcs if weight is None else _positive(seen.weights(weight))
    return _by_node(seen, spectral.surfed(Held(weights), alpha))


def _positive(weights: sparse.csr_array) -> sparse.csr_array:
    """Leave out arrows of no weight; what is no length of a share is left to networkx."""
    if not (np.isfinite(weights.data) & (weights.data >= 0)).all():
        raise NotImplementedError("netweave takes weights that are finite and not negative")
    weights.eliminate_zeros()
    weights.sort_indices()
    return weights


def eigenvector_centrality(
    G: Any, max_iter: int = ROUNDS, tol: float = 1e-6, nstart: None = None, weight: None = None
) -> dict[Any, float]:
    """Give the eigenvector of the greatest eigenvalue, of length 1."""
    seen = given(G)
    if not seen.nodes:
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    if not seen.arcs.nnz:
        return dict.fromkeys(seen.nodes, float(len(seen.nodes) ** -0.5))
    return _by_node(seen, spectral.principal(Held(seen.arcs, symmetric=True))[1])
