"""Sparse matrices from integer codes, always in canonical form."""

from __future__ import annotations

import numpy as np
from scipy import sparse


def summed(rows: np.ndarray, columns: np.ndarray, values: np.ndarray, n: int) -> sparse.csr_array:
    """Build an n × n matrix in which parallel entries add up, rows and columns sorted."""
    matrix = sparse.coo_array((values, (rows, columns)), shape=(n, n)).tocsr()
    matrix.sum_duplicates()
    matrix.sort_indices()
    return matrix


def binary(rows: np.ndarray, columns: np.ndarray, n: int) -> sparse.csr_array:
    """Build an n × n matrix of ones where there is at least one entry, without the diagonal."""
    apart = rows != columns
    matrix = summed(rows[apart], columns[apart], np.ones(int(apart.sum())), n)
    matrix.data[:] = 1.0
    return matrix


def either_way(matrix: sparse.csr_array) -> sparse.csr_array:
    """Give the 0/1 matrix in which i and j are joined if either cell was not zero."""
    joined: sparse.csr_array = (matrix + matrix.T).tocsr()
    joined.eliminate_zeros()
    joined.data[:] = 1.0
    joined.sort_indices()
    return joined


def row_lists(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Give where each row starts and the columns of its cells, as compiled kernels take them.

    Always the same types, so that a kernel is compiled once; without a sign, so that no index is
    looked at twice.
    """
    return matrix.indptr.astype(np.uint64), matrix.indices.astype(np.uint32)


def same_both_ways(rows: np.ndarray, columns: np.ndarray) -> bool:
    """Say whether there is a cell (j, i) for every cell (i, j)."""
    n = int(max(rows.max(initial=-1), columns.max(initial=-1))) + 1
    held = sparse.coo_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), (n, n)).tocsr()
    held.sum_duplicates()
    back = held.T.tocsr()
    return np.array_equal(held.indptr, back.indptr) and np.array_equal(held.indices, back.indices)
