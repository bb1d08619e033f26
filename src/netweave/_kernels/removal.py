"""What a network loses when people go: one at a time, or a set of hubs at once."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from netweave._kernels import cuts, engine, holes, paths, sweeps
from netweave._kernels.without import near_without


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide where there is something to divide by; NaN elsewhere."""
    share = np.full(np.shape(part), np.nan)
    np.divide(part, whole, out=share, where=np.asarray(whole) > 0)
    return share


def among(matrix: sparse.csr_array, people: np.ndarray) -> sparse.csr_array:
    """Keep the rows and columns of some people."""
    inner: sparse.csr_array = matrix[people][:, people]
    inner.sort_indices()
    return inner


def joined(matrix: sparse.csr_array, people: np.ndarray) -> int:
    """Count the pairs among some people whom a chain through anybody joins."""
    _, labels = connected_components(matrix, directed=False)
    return paths.joined_pairs(labels[people])


def set_losses(matrix: sparse.csr_array, hubs: np.ndarray) -> dict[str, tuple[float, int]]:
    """Give per index (loss, pairs or two-paths that it is a share of) when a set of hubs goes.

    Symmetric 0/1 matrix. Pairs range over the people outside the hubs; a share of none is NaN.
    """
    outside = np.flatnonzero(~hubs)
    inner = among(matrix, outside)
    before, after = joined(matrix, outside), joined(inner, np.arange(len(outside)))
    near = sweeps.reciprocal_distances(matrix, outside)[outside].sum()
    still = sweeps.reciprocal_distances(inner).sum()
    brokered = int(holes.open_pairs(matrix).sum())
    through, shared, sole = holes.shared_middles(matrix, hubs)
    return {
        "pair_loss": (_ratio(before - after, before), before),
        "geodesic_share": (_ratio(paths.paths_through(matrix, hubs) / 2, before), before),
        "open_two_path_share": (_ratio(through, brokered), brokered),
        "sole_common_neighbour_share": (_ratio(sole, shared), shared),
        "efficiency_loss": (_ratio(near - still, near), before),
    }


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


def single_losses(matrix: sparse.csr_array, *, efficiency: bool) -> dict[str, np.ndarray]:
    """Give per index everybody's loss if that person alone went; pairs exclude the person.

    The loss of efficiency takes a sweep per person, so it can be left out (NaN).
    """
    pairs, separated = cuts.pairs_separated(matrix)
    between = paths.betweenness(matrix) / 2
    brokered = holes.open_pairs(matrix)
    everything = np.full(len(pairs), brokered.sum())
    return {
        "pair_loss": _share(separated, pairs),
        "geodesic_share": _share(between, pairs),
        "open_two_path_share": _share(brokered, everything),
        "sole_common_neighbour_share": _share(holes.sole_middles(matrix), brokered),
        "efficiency_loss": _efficiency_losses(matrix, between, pairs)
        if efficiency
        else np.full(len(pairs), np.nan),
    }


def _efficiency_losses(
    matrix: sparse.csr_array, between: np.ndarray, pairs: np.ndarray
) -> np.ndarray:
    """Recompute the distances without each person who lies between others; 0 for the rest."""
    near = sweeps.reciprocal_distances(matrix)
    before = near.sum() - 2 * near
    losses = np.where(pairs > 0, 0.0, np.nan)
    people = np.flatnonzero(between > 0)
    losses[people] = 1 - remaining(matrix, people)[0] / before[people]
    return losses


def remaining(matrix: sparse.csr_array, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give what stays without each of some people: the sum of 1/d, and how many pairs are joined.

    Over ordered pairs of the others, along the arcs.
    """
    if not engine.compiled(matrix.shape[0]):
        return near_without(matrix, people)
    near, pairs = np.zeros(len(people)), np.zeros(len(people), dtype=np.int64)
    everybody = np.arange(matrix.shape[0])
    for place, person in enumerate(people):
        left = sweeps.sweep(among(matrix, everybody[everybody != person]))
        near[place], pairs[place] = left.near.sum(), left.people.sum()
    return near, pairs
