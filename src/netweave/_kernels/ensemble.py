"""Facts of many networks of one size: small ones all at once, side by side in one matrix.

Symmetric 0/1 matrices. Small networks are laid along the diagonal of one large matrix, and every
step of a search is taken in all of them together; large ones are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from scipy import sparse

from netweave._kernels import engine, holes, paths, sweeps

CELLS = 1 << 17  # people × sources looked at together: what fits into a processor's cache
PEOPLE = 6_000  # people looked at together where only ties are followed
EXACT = 100  # above so many people paths are counted to seven digits: twice as fast


def together(n: int) -> int:
    """Give how many networks of n people are looked at together where only ties are followed."""
    return max(1, PEOPLE // max(n, 1))


def stacks(
    matrices: Iterable[sparse.csr_array], n: int
) -> Iterator[tuple[list[sparse.csr_array], sparse.csr_array]]:
    """Take some networks at a time and lay them along the diagonal of one matrix."""
    drawn, count = iter(matrices), together(n)
    while some := list(islice(drawn, count)):
        yield some, beside(some, n)


def beside(matrices: list[sparse.csr_array], n: int) -> sparse.csr_array:
    """Lay networks of n people along the diagonal."""
    sizes = np.cumsum([0, *(matrix.nnz for matrix in matrices)])
    starts = [m.indptr[:-1] + size for m, size in zip(matrices, sizes, strict=False)]
    columns = [matrix.indices + place * n for place, matrix in enumerate(matrices)]
    people = n * len(matrices)
    indptr = np.concatenate([*starts, sizes[-1:]]).astype(np.int32)
    values = np.ones(int(sizes[-1]), dtype=np.float64 if n <= EXACT else np.float32)
    parts = (values, np.concatenate(columns).astype(np.int32), indptr)
    return sparse.csr_array(parts, shape=(people, people))


def open_pairs(matrices: list[sparse.csr_array], stack: sparse.csr_array, n: int) -> np.ndarray:
    """Count per person the pairs of neighbours that are not tied, one row per network."""
    if engine.compiled(n):
        return np.array([holes.open_pairs(matrix) for matrix in matrices]).reshape(-1, n)
    degree = np.diff(stack.indptr).astype(float)
    closed = np.asarray(((stack @ stack) * stack).sum(axis=1)).ravel() / 2
    return np.asarray(degree * (degree - 1) / 2 - closed).reshape(-1, n)


def between(
    matrices: list[sparse.csr_array], stack: sparse.csr_array, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give betweenness (unordered pairs) and the sum of 1/d per person, one row per network."""
    if engine.compiled(n):
        return (
            np.array([paths.betweenness(matrix) / 2 for matrix in matrices]).reshape(-1, n),
            np.array([sweeps.reciprocal_distances(matrix) for matrix in matrices]).reshape(-1, n),
        )
    lane = np.tile(np.arange(n), len(matrices))
    rows = np.arange(len(lane))
    tied = np.zeros((len(lane), n), dtype=stack.dtype)
    tied[np.repeat(rows, np.diff(stack.indptr)), stack.indices % n] = 1.0
    unseen, some = 1.0 - tied, np.empty_like(tied)
    unseen[rows, lane] = 0.0
    near, levels = tied.sum(axis=1).astype(float), [tied]
    while unseen.any():
        step = stack @ levels[-1]
        step *= unseen
        np.minimum(step, 1.0, out=some)  # counts of paths are whole numbers
        found = some.sum(axis=1).astype(float)
        if not found.any():
            break
        levels.append(step)
        near += found / len(levels)
        unseen -= some
    del unseen
    return _back(stack, levels, some).reshape(-1, n) / 2, near.reshape(-1, n)


def _back(stack: sparse.csr_array, levels: list[np.ndarray], room: np.ndarray) -> np.ndarray:
    """Add up backwards which share of the shortest paths leads through each person."""
    total = np.zeros(stack.shape[0])
    if len(levels) < 2:
        return total
    share = np.zeros_like(room)
    while len(levels) > 1:
        paths_of = levels.pop()
        share += 1.0
        share /= np.maximum(paths_of, 1.0, out=room)
        share *= np.minimum(paths_of, 1.0, out=room)  # nobody but those so far away
        del paths_of
        share = stack @ share
        share *= levels[-1]
        total += share.sum(axis=1)
    return total
