"""Core numbers: the densest part of the network that each person belongs to."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from netweave._kernels import engine


def core_numbers(matrix: sparse.csr_array, *, symmetric: bool) -> np.ndarray:
    """Give each person the greatest k for which they are in a k-core of a 0/1 matrix.

    A k-core is the largest set in which the row of everybody leads to at least k others of it. A
    symmetric matrix gives the usual cores.
    """
    n = matrix.shape[0]
    degree = np.diff(matrix.indptr).astype(np.int32)
    losers = matrix if symmetric else matrix.T.tocsr()  # who loses a cell when the person goes
    if not engine.compiled(n):
        return _peeled(degree, losers)
    from netweave._kernels.compiled.cores import peeled  # noqa: PLC0415

    found = peeled(degree, losers.indptr.astype(np.int64), losers.indices.astype(np.int32))
    return np.asarray(found, dtype=np.int64)


def _peeled(degree: np.ndarray, losers: sparse.csr_array) -> np.ndarray:
    """Take away, level by level, all people at once who have no more cells than the level."""
    core = np.zeros(len(degree), dtype=np.int64)
    left = np.ones(len(degree), dtype=bool)
    level = 0
    while left.any():
        going = np.flatnonzero(left & (degree <= level))
        if not len(going):
            level += 1
            continue
        core[going], left[going] = level, False
        hit = losers[going].indices
        degree = degree - np.bincount(hit, minlength=len(degree))
    return core
