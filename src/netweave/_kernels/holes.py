"""Structural holes: Burt's measures in one walk, open two-paths, who else is between.

Products are taken in blocks of rows and masked at once: the square of the matrix as a whole never
exists, because it fills in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import sparse

from netweave._kernels import engine, triads
from netweave._kernels.sparse import row_lists
from netweave._kernels.triads import SPLIT

WORK = 4_000_000
PARTS = 8  # into how many blocks people are divided at most, each with a number for every tie


def _blocks(matrix: sparse.csr_array) -> Iterator[slice]:
    """Cut the rows so that the product of a block with the matrix stays small."""
    degree = np.diff(matrix.indptr)
    work = matrix @ degree.astype(float) if matrix.nnz else np.zeros(matrix.shape[0])
    block = (np.cumsum(work) // WORK).astype(np.int64)
    edges = np.flatnonzero(np.diff(block)) + 1
    for first, last in zip([0, *edges], [*edges, matrix.shape[0]], strict=True):
        if last > first:
            yield slice(int(first), int(last))


def _degree(z: sparse.csr_array) -> np.ndarray:
    return np.diff(z.indptr).astype(float)


class Holes(NamedTuple):
    """What one walk around everybody finds; NaN without ties, the hierarchy with fewer than two."""

    constraint: np.ndarray
    effective_size: np.ndarray
    hierarchy: np.ndarray


def around(z: sparse.csr_array, *, ego: bool = False) -> Holes:
    """Give Burt's measures from the symmetric strengths z (no diagonal).

    With ego, what a contact spends on somebody is a share of the contact's ties within the
    person's own surroundings, otherwise of all the contact's ties.
    """
    if not engine.compiled(z.shape[0]):
        found = _dense(z, ego=ego)
    elif not ego and (z.data == 1.0).all():
        found = _by_triangles(z)
    else:
        found = _compiled(z, ego=ego)
    degree = _degree(z)
    alone = np.where(degree > 0, 0.0, np.nan)
    few = np.where(degree > 1, 0.0, np.nan)
    even = np.clip(found[2], 0.0, 1.0)  # equal parts may miss 0 by rounding
    return Holes(found[0] + alone, found[1] + alone, even + few)


def _compiled(z: sparse.csr_array, *, ego: bool) -> np.ndarray:
    """Walk over the contacts of contacts, the cells of every row in order, in threads."""
    from netweave._kernels.compiled import holes  # noqa: PLC0415  # numba only where it pays

    if not z.has_sorted_indices:
        z = z.sorted_indices()
    matrix = (
        np.ascontiguousarray(z.indptr, dtype=np.uint64),
        np.ascontiguousarray(z.indices, dtype=np.uint32),
        np.ascontiguousarray(z.data, dtype=np.float64),
    )
    facts = matrix, np.asarray(z.sum(axis=1), dtype=np.float64), _strongest(z), ego
    blocks = engine.in_blocks(
        lambda first, last: holes.around(first, last, *facts), z.shape[0], holes.BLOCK
    )
    return np.hstack([np.zeros((3, 0)), *blocks])


def _by_triangles(z: sparse.csr_array) -> np.ndarray:
    """Do it for ties that all count one, with nothing but what triangles lend to their ties.

    A person of k ties spends ``(1 + s)/k`` on a contact, where s is the sum of 1/degree of those
    who know both, the same seen from either end; and in t triangles has 2t/k redundant contacts.
    """
    from netweave._kernels.compiled import triangles  # noqa: PLC0415  # numba only where it pays

    starts, ends, order, degree = triangles.ranked(*row_lists(z))
    n = len(order)
    sums, around = np.zeros(len(ends)), np.zeros(n, dtype=np.int64)
    for some, count in engine.in_blocks(
        lambda first, last: triangles.lent(first, last, starts, ends, degree),
        n,
        max(SPLIT, -(-n // PARTS)),
    ):
        sums[len(sums) - len(some) :] += some
        around += count
    square, spread = triangles.spent(starts, ends, sums, n)
    k = np.maximum(degree, 1)
    whole = np.maximum(square, 1.0)  # at least one for each tie
    found = np.empty((3, n))
    found[0, order] = square / k**2
    found[1, order] = degree - 2 * around / k
    found[2, order] = (spread / whole + np.log(k / whole)) / np.log(np.maximum(k, 2))
    return found


def _dense(z: sparse.csr_array, *, ego: bool) -> np.ndarray:
    """Do the same person by person, each with the square of strengths among the contacts."""
    strength = z.toarray()
    total, strongest = strength.sum(axis=1), _strongest(z)
    found = np.zeros((3, z.shape[0]))
    for person in np.flatnonzero(np.diff(z.indptr)):
        near = z.indices[z.indptr[person] : z.indptr[person + 1]]
        own, among = strength[person, near], strength[np.ix_(near, near)]
        whole, most = total[near], strongest[near]
        if ego:
            whole, most = among.sum(axis=1) + own, np.maximum(among.max(axis=1), own)
        share = own / own.sum()
        spent = (share + (share / whole) @ among) ** 2
        part = spent / spent.sum()
        degree = len(near)
        found[0, person] = spent.sum()
        found[1, person] = degree - ((among @ share) / most).sum()
        found[2, person] = (part * np.log(part * degree)).sum() / np.log(max(degree, 2))
    return found


def _strongest(z: sparse.csr_array) -> np.ndarray:
    strongest = _degree(z)
    rows = np.flatnonzero(strongest)
    if rows.size:
        strongest[rows] = np.maximum.reduceat(z.data, z.indptr[rows])
    return strongest


def open_pairs(matrix: sparse.csr_array) -> np.ndarray:
    """Count per person the pairs of neighbours that are not joined (symmetric 0/1 matrix)."""
    degree = _degree(matrix)
    pairs: np.ndarray = degree * (degree - 1) / 2 - triads.triangles(matrix)
    return pairs


def sole_middles(matrix: sparse.csr_array) -> np.ndarray:
    """Count per person the open pairs of neighbours that have no other common neighbour."""
    n = matrix.shape[0]
    named: sparse.csr_array = (sparse.diags_array(np.arange(1.0, n + 1)) @ matrix).tocsr()
    count = np.zeros(n)
    for rows in _blocks(matrix):
        both, who = _cells(matrix[rows] @ matrix), _cells(matrix[rows] @ named)
        row = both.row + rows.start
        sole = (both.data == 1) & (row < both.col) & ~_has(matrix, row, both.col)
        middles = who.data[sole].astype(np.int64) - 1
        count += np.bincount(middles, minlength=n)
    return count


def _has(matrix: sparse.csr_array, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Say of each cell whether the matrix holds it."""
    n = matrix.shape[0]
    cells = matrix.tocoo()
    return np.isin(row.astype(np.int64) * n + column, cells.row.astype(np.int64) * n + cells.col)


def _cells(matrix: sparse.csr_array) -> sparse.coo_array:
    """Give the cells in order of row and column, so that two like-shaped products line up."""
    matrix.sort_indices()
    return matrix.tocoo()


def shared_middles(matrix: sparse.csr_array, hubs: np.ndarray) -> tuple[int, int, int]:
    """Count what a set of hubs stands between (symmetric 0/1 matrix).

    Returns the open two-paths with a hub in the middle and both ends outside; the open pairs
    outside with a hub as a common neighbour; those of them without any other.
    """
    outside = np.flatnonzero(~hubs)
    inner: sparse.csr_array = matrix[outside][:, outside]
    spokes: sparse.csr_array = matrix[outside][:, np.flatnonzero(hubs)]
    through = sparse.triu(spokes @ spokes.T, k=1).tocoo()
    if not through.nnz:
        return 0, 0, 0
    is_open = ~_has(inner, through.row, through.col)
    row, column = through.row[is_open], through.col[is_open]
    others = 0
    for first in range(0, len(row), 4096):
        at = slice(first, first + 4096)
        common = (inner[row[at]] * inner[column[at]]).sum(axis=1)
        others += int((np.asarray(common).ravel() > 0).sum())
    return int(through.data[is_open].sum()), len(row), len(row) - others
