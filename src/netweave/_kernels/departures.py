"""What a network of arcs loses when people go: whom arrows still lead to, and how far it is.

A cell (i, j) that is not zero is an arc i → j. Pairs are ordered, paths follow the arcs, and
somebody brokers a → i → b where no arc leads from a to b.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from scipy import sparse

from netweave._kernels import paths, sweeps
from netweave._kernels.holes import WORK
from netweave._kernels.removal import among, remaining

NAN = float("nan")


def _blocks(matrix: sparse.csr_array) -> list[slice]:
    """Cut the rows so that the product of a block with another matrix stays small."""
    work = np.cumsum(np.diff(matrix.indptr) * (matrix.nnz / max(matrix.shape[0], 1) + 1))
    edges = np.flatnonzero(np.diff((work // WORK).astype(np.int64))) + 1
    bounds = [0, *edges.tolist(), matrix.shape[0]]
    return [slice(first, last) for first, last in pairwise(bounds)]


def open_pairs(arcs: sparse.csr_array) -> np.ndarray:
    """Count per person the ordered pairs a → i → b of two people with no arc a → b."""
    back = arcs.T.tocsr()
    through = np.diff(back.indptr).astype(float) * np.diff(arcs.indptr)
    through -= np.asarray((arcs * back).sum(axis=1)).ravel()  # there and back is no pair
    for rows in _blocks(back):
        closed = ((back[rows] @ arcs) * arcs[rows]).sum(axis=1)
        through[rows] -= np.asarray(closed).ravel()
    return through


def shared_middles(arcs: sparse.csr_array, hubs: np.ndarray) -> tuple[int, int, int]:
    """Count what a set of hubs stands between.

    Returns the open two-paths with a hub in the middle and both ends outside; the ordered pairs
    outside with a hub between them; those of them with nobody else between.
    """
    outside, inside = np.flatnonzero(~hubs), np.flatnonzero(hubs)
    inner = among(arcs, outside)
    into: sparse.csr_array = arcs[outside][:, inside]
    onward: sparse.csr_array = arcs[inside][:, outside]
    count = shared = sole = 0
    for rows in _blocks(into):
        through = (into[rows] @ onward).tocoo()
        other_than = through.row + rows.start != through.col
        is_open = other_than & ~_has(inner[rows], through)
        count += int(through.data[is_open].sum())
        shared += int(is_open.sum())
        sole += int((is_open & ~_has(inner[rows] @ inner, through)).sum())
    return count, shared, sole


def sole_middles(arcs: sparse.csr_array) -> np.ndarray:
    """Count per person the open pairs a → i → b that nobody else is between."""
    n = arcs.shape[0]
    named: sparse.csr_array = (sparse.diags_array(np.arange(1.0, n + 1)) @ arcs).tocsr()
    count = np.zeros(n)
    for rows in _blocks(arcs):
        both, who = arcs[rows] @ arcs, arcs[rows] @ named
        both.sort_indices()
        who.sort_indices()
        cells = both.tocoo()
        sole = (cells.data == 1) & (cells.row + rows.start != cells.col) & ~_has(arcs[rows], cells)
        count += np.bincount(who.data[sole].astype(np.int64) - 1, minlength=n)
    return count


def _has(matrix: sparse.csr_array, cells: sparse.coo_array) -> np.ndarray:
    """Say of each cell whether another matrix of the same shape holds it."""
    held, n = matrix.tocoo(), matrix.shape[1]
    return np.isin(
        cells.row.astype(np.int64) * n + cells.col, held.row.astype(np.int64) * n + held.col
    )


def set_losses(arcs: sparse.csr_array, hubs: np.ndarray) -> dict[str, tuple[float, int]]:
    """Give per index (loss, pairs or two-paths that it is a share of) when a set of hubs goes."""
    outside = np.flatnonzero(~hubs)
    before = sweeps.sweep(arcs, outside)
    after = sweeps.sweep(among(arcs, outside))
    pairs, still = int(before.people[outside].sum()), int(after.people.sum())
    near = float(before.near[outside].sum())
    brokered = int(open_pairs(arcs).sum())
    through, shared, sole = shared_middles(arcs, hubs)
    return {
        "pair_loss": (_ratio(pairs - still, pairs), pairs),
        "geodesic_share": (_ratio(paths.paths_through(arcs, hubs), pairs), pairs),
        "open_two_path_share": (_ratio(through, brokered), brokered),
        "sole_common_neighbour_share": (_ratio(sole, shared), shared),
        "efficiency_loss": (_ratio(near - float(after.near.sum()), near), pairs),
    }


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else NAN


def pairs_among(arcs: sparse.csr_array, people: np.ndarray) -> int:
    """Count the ordered pairs among some people of whom one reaches the other, through anybody."""
    return int(sweeps.sweep(arcs, people).people[people].sum())


def pairs_of_others(arcs: sparse.csr_array) -> np.ndarray:
    """Count per person the ordered pairs of others of whom one reaches the other."""
    reached = sweeps.sweep(arcs).people
    reaching = sweeps.sweep(arcs.T.tocsr()).people
    pairs: np.ndarray = reached.sum() - reached - reaching
    return pairs


def single_losses(arcs: sparse.csr_array, *, efficiency: bool) -> dict[str, np.ndarray]:
    """Give per index everybody's loss if that person alone went; pairs exclude the person.

    The losses of pairs and of efficiency take a sweep per person, so they can be left out (NaN).
    """
    pairs = pairs_of_others(arcs).astype(float)
    between, brokered = paths.betweenness(arcs), open_pairs(arcs)
    lost = np.full((2, len(pairs)), NAN)
    if efficiency:
        lost = _swept(arcs, between, pairs)
    return {
        "pair_loss": lost[0],
        "geodesic_share": _shares(between, pairs),
        "open_two_path_share": _shares(brokered, np.full(len(pairs), brokered.sum())),
        "sole_common_neighbour_share": _shares(sole_middles(arcs), brokered),
        "efficiency_loss": lost[1],
    }


def _shares(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide where there is something to divide by; NaN elsewhere."""
    share = np.full(len(whole), NAN)
    np.divide(part, whole, out=share, where=whole > 0)
    return share


def _swept(arcs: sparse.csr_array, between: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Sweep again without each person who lies between others; 0 for the rest."""
    ahead, back = sweeps.sweep(arcs), sweeps.sweep(arcs.T.tocsr())
    near = ahead.near.sum() - ahead.near - back.near
    losses = np.where(pairs > 0, 0.0, np.full((2, 1), NAN))
    people = np.flatnonzero(between > 0)
    still_near, still = remaining(arcs, people)
    losses[0, people] = 1 - still / pairs[people]
    losses[1, people] = 1 - still_near / near[people]
    return losses
