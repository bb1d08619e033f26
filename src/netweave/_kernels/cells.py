"""Cells of a square matrix as one number each, row by row."""

from __future__ import annotations

import numpy as np
from scipy import sparse


def codes_of(matrix: sparse.csr_array, *, directed: bool) -> np.ndarray:
    """Give the numbers of the cells, row by row; of a pair only the one above the diagonal."""
    entries = matrix.tocoo()
    row, column = entries.row.astype(np.int64), entries.col.astype(np.int64)
    kept = row != column if directed else row < column
    return np.sort(row[kept] * matrix.shape[0] + column[kept])


def from_codes(codes: np.ndarray, n: int) -> sparse.csr_array:
    """Build the 0/1 matrix with ones in the cells of these numbers, which are sorted."""
    starts = np.searchsorted(codes, np.arange(n + 1, dtype=np.int64) * n)
    columns = codes % max(n, 1)
    size = np.int32 if len(codes) < np.iinfo(np.int32).max else np.int64
    parts = np.ones(len(codes)), columns.astype(size), starts.astype(size)
    return sparse.csr_array(parts, shape=(n, n))
