"""Ties as wires: how easily a current gets from person to person, and through whom it flows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import sparse
from scipy.linalg import lapack
from scipy.sparse import csgraph, linalg

from netweave._kernels import engine

MOST = 5_000  # people up to whom potentials are held as one dense table
CELLS = 1 << 18  # how many potentials are sorted at a time: they stay in the cache


def _grounded(wires: sparse.csr_array) -> sparse.csc_array:
    """Give the Laplacian without its last row and column."""
    strength = np.asarray(wires.sum(axis=1)).ravel()
    laplacian = (sparse.diags_array(strength) - wires).tocsc()
    grounded: sparse.csc_array = laplacian[:-1, :-1]
    return grounded


def potentials(wires: sparse.csr_array) -> np.ndarray:
    """Give everybody's potential for each place of entry, of a connected network (dense).

    The current leaves at the last person, whose potential is 0.
    """
    n = wires.shape[0]
    table = np.zeros((n, n))
    if n > 1:
        upper, _ = lapack.dpotrf(_grounded(wires).toarray())
        half, _ = lapack.dpotri(upper, overwrite_c=1)
        half = np.triu(half)
        table[:-1, :-1] = half + np.triu(half, 1).T
    return table


def information(wires: sparse.csr_array) -> np.ndarray:
    """Give Stephenson and Zelen's information of everybody in a connected network of two or more.

    It is n divided by the sum of a person's resistances to all others.
    """
    n, table = wires.shape[0], potentials(wires)
    own = np.diag(table)
    return np.asarray(n / (n * own + own.sum() - 2.0 * table.sum(axis=1)))


def through(wires: sparse.csr_array) -> np.ndarray:
    """Give the current through each person, over all pairs of others in the same piece.

    One unit enters at one person of a pair and leaves at the other (Newman 2005); by Brandes and
    Fleischer (2005) it takes one sort per tie.
    """
    labels = csgraph.connected_components(wires, directed=False)[1]
    flow = np.zeros(wires.shape[0])
    sizes = np.bincount(labels, minlength=1)
    people = np.argsort(labels, kind="stable")
    for first, size in zip(np.cumsum(sizes) - sizes, sizes, strict=True):
        if size > 2:
            members = people[first : first + size]
            flow[members] = _through_piece(wires[members][:, members])
    return flow


def _through_piece(wires: sparse.csr_array) -> np.ndarray:
    n = wires.shape[0]
    ties = sparse.triu(wires, k=1).tocoo()
    drop = _drops(wires, ties)
    rank = 2.0 * np.arange(n) - (n - 1)

    def pairs(first: int, last: int) -> np.ndarray:
        """Add up the current on each tie over all pairs: differences of sorted potentials."""
        falls = drop(first, last)
        falls.sort(axis=1)
        return np.asarray(ties.data[first:last] * (falls @ rank))

    step = max(1, CELLS // n)
    current = np.concatenate(list(engine.in_blocks(pairs, ties.nnz, step)))
    met = np.bincount(ties.row, current, minlength=n) + np.bincount(ties.col, current, minlength=n)
    return np.maximum(met / 2 - (n - 1) / 2, 0.0)


def _drops(wires: sparse.csr_array, ties: sparse.coo_array) -> Callable[[int, int], np.ndarray]:
    """Give what says how far the potential falls along ties, for each place of entry."""
    n = wires.shape[0]
    if n <= MOST:
        table = potentials(wires)
        return lambda first, last: table[ties.row[first:last]] - table[ties.col[first:last]]
    solved = linalg.splu(_grounded(wires), permc_spec="MMD_AT_PLUS_A")

    def drop(first: int, last: int) -> np.ndarray:
        count = last - first
        entry = np.zeros((n, count))
        entry[ties.row[first:last], np.arange(count)] += 1.0
        entry[ties.col[first:last], np.arange(count)] -= 1.0
        falls = np.zeros((count, n))
        falls[:, :-1] = solved.solve(entry[:-1]).T
        return falls

    return drop
