"""The functions of networkx that follow shortest paths, on our kernels."""

from __future__ import annotations

from typing import Any

import numpy as np

from netweave._kernels import paths, sweeps
from netweave.exchange.given import Given, given


def betweenness_centrality(
    G: Any, k: None = None, normalized: bool = True, weight: None = None,
    endpoints: bool = False, seed: object = None,
) -> dict[Any, float]:  # fmt: skip
    """Give the share of shortest paths through every node."""
    seen = given(G)
    values = paths.betweenness(seen.arcs)
    return _by_node(seen, values * _scale(seen, len(seen.nodes) - 1, normalized))


def edge_betweenness_centrality(
    G: Any, k: None = None, normalized: bool = True, weight: None = None, seed: object = None
) -> dict[tuple[Any, Any], float]:
    """Give the share of shortest paths along every edge."""
    seen = given(G)
    n = len(seen.nodes)
    shares = paths.along_arcs(seen.arcs) * _scale(seen, n, normalized)
    edges = seen.edges()
    place = {node: at for at, node in enumerate(seen.nodes)}
    one, other = (np.array([place[edge[end]] for edge in edges], dtype=np.int64) for end in (0, 1))
    keys = np.repeat(np.arange(n), np.diff(seen.arcs.indptr)) * n + seen.arcs.indices
    total = shares[np.searchsorted(keys, one * n + other)]
    if not seen.is_directed():
        total = total + shares[np.searchsorted(keys, other * n + one)]
    return dict(zip(edges, total.tolist(), strict=True))


def closeness_centrality(
    G: Any, u: None = None, distance: None = None, wf_improved: bool = True
) -> dict[Any, float]:
    """Give 1 / the mean distance from those who reach a node, times their share."""
    seen = given(G)
    found = sweeps.sweep(seen.arcs.T.tocsr())
    reached, steps = found.people.astype(float), found.steps.astype(float)
    near = np.divide(reached, steps, out=np.zeros_like(steps), where=steps > 0)
    if wf_improved and len(seen.nodes) > 1:
        near *= reached / (len(seen.nodes) - 1)
    return _by_node(seen, near)


def harmonic_centrality(
    G: Any, nbunch: None = None, distance: None = None, sources: None = None
) -> dict[Any, float]:
    """Sum 1 / the distance from those who reach a node."""
    seen = given(G)
    return _by_node(seen, sweeps.reciprocal_distances(seen.arcs.T.tocsr()))


def _by_node(seen: Given, values: np.ndarray) -> dict[Any, float]:
    return dict(zip(seen.nodes, values.tolist(), strict=True))


def _scale(seen: Given, places: int, normalized: bool) -> float:
    """Turn a sum over ordered pairs into what networkx gives; ``places`` may lie on a path."""
    if places < 2:
        return 1.0
    if normalized:
        return 1.0 / (places * (places - 1))
    return 1.0 if seen.is_directed() else 0.5
