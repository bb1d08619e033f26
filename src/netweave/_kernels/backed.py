"""Who else joins two contacts of a person: at one step, at two, or any way round the person.

Symmetric 0/1 matrices with sorted indices. Counts are given per cell (person, contact): with how
many of the person's other contacts that contact has something. Products are taken in blocks of
rows, because the square of a matrix fills in.
"""

from __future__ import annotations

import itertools

import numpy as np
from scipy import sparse

from netweave._kernels.cuts import walk

WORK = 4_000_000
FULL = 2_000  # people up to whom a full table may be made, if there are so many two-paths
CHEAPER = 30  # times that a step in a full table costs less than one along a list


def rows_of(matrix: sparse.csr_array) -> np.ndarray:
    """Give the row of every cell."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def tied_and_sole(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Give per cell (i, j) how many contacts of i are tied to j, and how many i alone joins to j.

    The latter are not tied to j, and i is the only contact that they have in common with j.
    """
    n, degree = matrix.shape[0], np.diff(matrix.indptr)
    steps = matrix @ degree.astype(float)
    if n <= FULL and n**3 < CHEAPER * steps.sum():
        return _in_full(matrix)
    near = 3 * (matrix + sparse.eye_array(n)).tocsr()
    work = np.cumsum(matrix @ steps) // WORK
    edges = [0, *(np.flatnonzero(np.diff(work)) + 1), n]
    tied, sole = np.zeros(matrix.nnz), np.zeros(matrix.nnz)
    for first, last in itertools.pairwise(edges):
        cells = slice(matrix.indptr[first], matrix.indptr[last])
        place = np.repeat(np.arange(last - first), degree[first:last]), matrix.indices[cells]
        two = matrix[first:last] @ matrix
        tied[cells] = np.asarray(two[place]).ravel()
        # Two steps away over one person only; then: over whom?
        alone = (two + near[first:last]).tocsr()
        alone.data = (alone.data == 1).astype(float)
        alone.eliminate_zeros()
        sole[cells] = np.asarray((alone @ matrix)[place]).ravel()
    turned = sparse.csr_array((sole, matrix.indices, matrix.indptr), shape=(n, n)).T.tocsr()
    turned.sort_indices()
    return tied, turned.data


def _in_full(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Do the same in full tables; single precision holds counts up to 16 million."""
    n = matrix.shape[0]
    cells = rows_of(matrix) * n + matrix.indices
    dense = np.zeros((n, n), dtype=np.float32)
    dense.ravel()[cells] = 1
    two = dense @ dense
    tied = two.ravel()[cells].astype(float)
    alone = two == 1
    alone.ravel()[cells] = False
    np.fill_diagonal(alone, val=False)
    np.matmul(dense, alone.astype(np.float32), out=two)
    return tied, two.ravel()[cells].astype(float)


def joined_otherwise(matrix: sparse.csr_array) -> np.ndarray:
    """Give per cell (i, j) how many other contacts of i a chain that avoids i joins to j."""
    n = matrix.shape[0]
    order, parent, size, low = walk(matrix)
    person, other = rows_of(matrix), matrix.indices.astype(np.int64)
    below = (order[other] > order[person]) & (order[other] < order[person] + size[person])
    # Everybody met from somebody, by that person and then by the place in the order met.
    children = np.flatnonzero(parent >= 0)
    children = children[np.lexsort((order[children], parent[children]))]
    keys = parent[children] * np.int64(n) + order[children]
    wanted = person[below] * np.int64(n) + order[other[below]]
    child = children[np.searchsorted(keys, wanted, side="right") - 1]
    branch = np.full(matrix.nnz, n)  # n: not below, or in a branch with another way round
    cut = low[child] >= order[person[below]]
    branch[np.flatnonzero(below)[cut]] = child[cut]
    _, group, count = np.unique(
        person * np.int64(n + 1) + branch, return_inverse=True, return_counts=True
    )
    joined: np.ndarray = count[np.ravel(group)] - 1.0
    return joined
