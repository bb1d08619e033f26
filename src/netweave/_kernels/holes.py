"""Structural holes: constraint, effective size, open two-paths, from sparse matrices.

Products are taken in blocks of rows and masked at once: the square of the matrix as a whole never
exists, because it fills in.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

WORK = 4_000_000


def _blocks(matrix: sparse.csr_array) -> Iterator[slice]:
    """Cut the rows so that the product of a block with the matrix stays small."""
    degree = np.diff(matrix.indptr)
    work = matrix @ degree.astype(float) if matrix.nnz else np.zeros(matrix.shape[0])
    block = (np.cumsum(work) // WORK).astype(np.int64)
    edges = np.flatnonzero(np.diff(block)) + 1
    for first, last in zip([0, *edges], [*edges, matrix.shape[0]], strict=True):
        if last > first:
            yield slice(int(first), int(last))


def _over(matrix: sparse.csr_array, divisor: np.ndarray) -> sparse.csr_array:
    """Divide every row by its divisor; empty rows stay empty."""
    inverse = np.divide(1.0, divisor, out=np.zeros_like(divisor), where=divisor > 0)
    divided: sparse.csr_array = (sparse.diags_array(inverse) @ matrix).tocsr()
    return divided


def _pattern(matrix: sparse.csr_array) -> sparse.csr_array:
    ones = matrix.copy()
    ones.data = np.ones_like(ones.data)
    return ones


def _masked(left: sparse.csr_array, right: sparse.csr_array, mask: sparse.csr_array) -> np.ndarray:
    """Sum each row of left @ right over the cells of the mask."""
    total = np.zeros(left.shape[0])
    for rows in _blocks(_pattern(mask)):
        total[rows] = ((left[rows] @ right) * mask[rows]).sum(axis=1)
    return total


def _degree(z: sparse.csr_array) -> np.ndarray:
    return np.diff(z.indptr).astype(float)


def constraint(z: sparse.csr_array) -> np.ndarray:
    """Give Burt's constraint from the symmetric strengths z (no diagonal); NaN without ties."""
    share = _over(z, np.asarray(z.sum(axis=1), dtype=float))
    ties = _pattern(z)
    total = np.zeros(z.shape[0])
    for rows in _blocks(ties):
        indirect = (share[rows] @ share) * ties[rows]
        spent = share[rows] + indirect
        total[rows] = (spent * spent).sum(axis=1)
    return np.where(_degree(z) > 0, total, np.nan)


def effective_size(z: sparse.csr_array) -> np.ndarray:
    """Give Burt's effective size from the symmetric strengths z; NaN without ties."""
    share = _over(z, np.asarray(z.sum(axis=1), dtype=float))
    strongest = np.asarray(z.max(axis=1).toarray(), dtype=float).ravel() if z.nnz else _degree(z)
    marginal = _over(z, strongest)
    redundant = _masked(share, marginal.T.tocsr(), _pattern(z))
    return np.where(_degree(z) > 0, _degree(z) - redundant, np.nan)


def open_pairs(matrix: sparse.csr_array) -> np.ndarray:
    """Count per person the pairs of neighbours that are not joined (symmetric 0/1 matrix)."""
    degree = _degree(matrix)
    closed = _masked(matrix, matrix, matrix) / 2
    pairs: np.ndarray = degree * (degree - 1) / 2 - closed
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
