"""Who reaches whom along arcs: pairs joined one way or both, and bounds of pairs."""

from __future__ import annotations

from graphlib import TopologicalSorter

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from netweave._kernels import sweeps
from netweave._kernels.sparse import binary


def joined_by_paths(arcs: sparse.csr_array) -> tuple[int, int]:
    """Count the pairs of which both reach each other, and those of which at least one does."""
    _, knot = connected_components(arcs, directed=True, connection="strong")
    size = np.bincount(knot, minlength=1)
    both = int((size * (size - 1) // 2).sum())
    reached = int(sweeps.sweep(arcs).people.sum()) if arcs.nnz else 0
    return both, reached - both


def without_bound(arcs: sparse.csr_array, piece: np.ndarray) -> int:
    """Count the pairs of one piece that lack a least upper bound; upwards is along the arcs.

    The bounds of a pair are what both reach. Whatever one of them reaches is a bound too, so it is
    the least if it reaches as many as there are bounds.
    """
    lacking = 0
    for label in range(int(piece.max(initial=-1)) + 1):
        members = np.flatnonzero(piece == label)
        if len(members) > 2:
            lacking += _lacking(_reachable(arcs[members][:, members]))
    return lacking


def _reachable(arcs: sparse.csr_array) -> np.ndarray:
    """Give who reaches whom, everybody themselves included, as a table of yes and no."""
    knots, knot = connected_components(arcs, directed=True, connection="strong")
    cells = arcs.tocoo()
    above = binary(knot[cells.row], knot[cells.col], knots)
    steps = {
        start: above.indices[above.indptr[start] : above.indptr[start + 1]].tolist()
        for start in range(knots)
    }
    reach = np.eye(knots, dtype=bool)
    for start in TopologicalSorter(steps).static_order():  # those above come first
        for other in steps[start]:
            reach[start] |= reach[other]
    found: np.ndarray = reach[knot][:, knot]
    return found


def _lacking(reach: np.ndarray) -> int:
    count, lacking = reach.sum(axis=1), 0
    for person in range(1, len(reach)):
        bounds = reach[:person] & reach[person]
        lacking += int(((bounds * count).max(axis=1) < bounds.sum(axis=1)).sum())
        lacking += int((~bounds.any(axis=1)).sum())
    return lacking
