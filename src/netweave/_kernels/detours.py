"""How much farther apart everybody is when one tie goes, for every tie.

Symmetric 0/1 matrices. Seen from one person, a tie matters to those whom every shortest path
reaches over it; only their distances are looked for anew.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from netweave._kernels import engine
from netweave._kernels.without import FAR, reciprocals, steps_without

STEP = 32


def losses(matrix: sparse.csr_array) -> np.ndarray:
    """Give per cell the fall of the sum of 1/d over ordered pairs when that tie is deleted."""
    n = matrix.shape[0]
    rows = np.repeat(np.arange(n), np.diff(matrix.indptr))
    if engine.compiled(n):
        from netweave._kernels.compiled.detours import losses as compiled  # noqa: PLC0415

        indptr = np.ascontiguousarray(matrix.indptr, dtype=np.int64)
        indices = np.ascontiguousarray(matrix.indices, dtype=np.int32)
        found = np.zeros(matrix.nnz)
        for part in engine.in_blocks(lambda a, b: compiled(a, b, indptr, indices), n, STEP):
            found += part
    else:
        found = _in_numpy(matrix)[rows, matrix.indices]
    cells = rows * np.int64(n) + matrix.indices
    back = np.searchsorted(cells, matrix.indices * np.int64(n) + rows)
    both: np.ndarray = found + found[back]
    return both


def _in_numpy(matrix: sparse.csr_array) -> np.ndarray:
    """Give a table of what the loss of each tie costs, over unordered pairs.

    Without the ties of a person the distances of the others are known. A way that passes there
    costs what its two halves cost, and a tie of the person counts for whoever is nearest to the
    person over that tie alone: they come there by the second best of the person's ties.
    """
    n = matrix.shape[0]
    found, weight = np.zeros((n, n)), reciprocals(n)
    tied = np.flatnonzero(np.diff(matrix.indptr))
    for person, steps in steps_without(matrix, tied):
        steps[:, person] = FAR
        contacts = matrix.indices[matrix.indptr[person] : matrix.indptr[person + 1]]
        ways = steps[contacts]
        best = ways.min(axis=0)
        hang = np.flatnonzero(((ways == best).sum(axis=0) == 1) & (best < FAR))
        over, ways = ways[:, hang].argmin(axis=0), ways[:, hang]
        ways[over, np.arange(len(hang))] = FAR
        second, best = ways.min(axis=0) + 1, best + 1
        best[person] = 0
        other = steps[hang]
        before = np.minimum(other, best[hang, None] + best)
        after = np.minimum(other, second[:, None] + best)
        fall = (weight[before] - weight[after]).sum(axis=1)
        found[person] = np.bincount(contacts[over], fall, n)
    return found
