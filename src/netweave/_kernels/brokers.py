"""Gould and Fernandez' five roles: whom a person stands between, by the groups of the three.

A cell (k, j) of the matrices says that k learned from j. A triple is open if k learned from j and
j from i, and k not from i; i and k are two people. Codes of groups are 0 or above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from scipy import sparse

from netweave._kernels import engine

ROLES = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
LANES = 16
FEW = 50_000  # so many triples are listed for many labelings


def roles(matrix: sparse.csr_array, codes: np.ndarray, *, partial: bool = False) -> np.ndarray:
    """Count the open triples around everybody by role (0/1 matrix), one column per role.

    With partial, a triple counts 1/(number of people between the same two).
    """
    n = matrix.shape[0]
    if not engine.compiled(n):
        weigh = _open(matrix.toarray(), partial=partial)
        return weigh(codes)
    if partial:
        return portions(matrix, codes, partial=True)
    from netweave._kernels.compiled import brokers  # noqa: PLC0415  # numba only where it pays

    arrays = (*_cells(matrix)[:2], codes.astype(np.int32))
    return _added(lambda first, last: brokers.roles(first, last, *arrays), n)


def portions(matrix: sparse.csr_array, codes: np.ndarray, *, partial: bool = False) -> np.ndarray:
    """Add up, by role, what the weaker of each triple's ties exceeds the direct one by."""
    n = matrix.shape[0]
    if not engine.compiled(n):
        return _portions(matrix.toarray(), codes, partial=partial)
    from netweave._kernels.compiled import brokers  # noqa: PLC0415  # numba only where it pays

    cells, labels = _cells(matrix), codes.astype(np.int32)
    return _added(lambda first, last: brokers.portions((first, last), cells, labels, partial), n)


def relabelled(matrix: sparse.csr_array, labelings: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    """Count for many labelings, given as blocks of columns of codes.

    Yields people × roles × labelings.
    """
    if not engine.compiled(matrix.shape[0]):
        tell = _told(matrix.toarray())
        for block in labelings:
            for first in range(0, block.shape[1], LANES):
                yield tell(block[:, first : first + LANES])
        return
    for block in labelings:
        yield from _lanes(matrix, block)


def _lanes(matrix: sparse.csr_array, labels: np.ndarray) -> Iterator[np.ndarray]:
    """Count for a block of labelings, a few side by side, in threads."""
    from netweave._kernels.compiled import brokers  # noqa: PLC0415  # numba only where it pays

    indptr, indices, _ = _cells(matrix)

    def walk(first: int, last: int) -> np.ndarray:
        codes = np.ascontiguousarray(labels[:, first:last], dtype=np.int32)
        found: np.ndarray = brokers.relabelled(indptr, indices, codes)
        return found

    yield from engine.in_blocks(walk, labels.shape[1], LANES)


def chances(sizes: np.ndarray) -> np.ndarray:
    """Give the chance of each role when labels are dealt freely to three different people."""
    size = np.asarray(sizes, dtype=float)
    n = size.sum()
    if n < 3:
        return np.zeros(5)
    every = n * (n - 1) * (n - 2)
    same = (size * (size - 1) * (size - 2)).sum() / every
    two = (size * (size - 1) * (n - size)).sum() / every
    return np.array([same, two, two, two, 1 - same - 3 * two])


def _cells(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        np.ascontiguousarray(matrix.indptr, dtype=np.int64),
        np.ascontiguousarray(matrix.indices, dtype=np.int32),
        np.ascontiguousarray(matrix.data, dtype=np.float64),
    )


def _added(work: Callable[[int, int], np.ndarray], n: int) -> np.ndarray:
    """Add up what eight blocks of learners give."""
    total = np.zeros((n, 5))
    for found in engine.in_blocks(work, n, n // 8 + 1):
        total += found
    return total


def _open(ties: np.ndarray, *, partial: bool) -> Callable[[np.ndarray], np.ndarray]:
    """Prepare a small 0/1 matrix; give a function from codes to counts by role."""
    unheard = 1.0 - ties
    np.fill_diagonal(unheard, 0.0)
    if partial:
        between = ties @ ties
        np.divide(unheard, between, out=unheard, where=between > 0)
    else:  # counts below 300² are exact in single precision, which takes half the time
        ties, unheard = ties.astype(np.float32), unheard.astype(np.float32)
    known = ties * (ties.T @ unheard)  # j, i: triples that start with i and pass j
    heard = ties.T * (ties @ unheard.T)  # j, k: triples that pass j and end with k
    every = known.sum(axis=1)

    def weigh(codes: np.ndarray) -> np.ndarray:
        same = (codes[:, None] == codes).astype(ties.dtype)
        starts, ends = np.einsum("ij,ij->i", known, same), np.einsum("ij,ij->i", heard, same)
        order, sizes = np.argsort(codes, kind="stable"), np.bincount(codes)
        learner, open_ = ties[order], unheard[order][:, order]
        both, all_three = np.zeros_like(every), np.zeros_like(every)
        for last, size in zip(np.cumsum(sizes), sizes, strict=True):
            if size > 1:
                at = slice(last - size, last)
                linked = np.einsum("kj,kj->j", learner[at], open_[at, at] @ ties.T[order[at]])
                both += linked
                all_three[order[at]] = linked[order[at]]
        return _by_role(every, starts, ends, both, all_three).astype(float)

    return weigh


def _told(ties: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Prepare a small 0/1 matrix; give a function from columns of codes to roles of everybody.

    The triples are listed if they are few, and otherwise counted by products of matrices.
    """
    n = len(ties)
    unheard = 1.0 - ties
    np.fill_diagonal(unheard, 0.0)
    every = (ties * (ties.T @ unheard)).sum(axis=1).astype(np.int64)
    if every.sum() > FEW:
        weigh = _open(ties, partial=False)
        return lambda block: np.stack([weigh(codes) for codes in block.T], axis=2)
    around = [(np.flatnonzero(ties[:, j]), np.flatnonzero(ties[j])) for j in range(n)]
    open_ = [np.nonzero(unheard[np.ix_(*sides)]) for sides in around]
    none = np.empty(0, dtype=np.int64)
    end, start = (
        np.concatenate([
            none,
            *(near[side][to[side]] for near, to in zip(around, open_, strict=True)),
        ])
        for side in (0, 1)
    )
    broker = np.repeat(np.arange(n), every)
    firsts = (np.cumsum(every) - every)[every > 0]

    def count(marked: np.ndarray) -> np.ndarray:
        counted = np.zeros((n, marked.shape[1]))
        if firsts.size:
            counted[every > 0] = np.add.reduceat(marked, firsts, axis=0, dtype=np.int32)
        return counted

    def tell(block: np.ndarray) -> np.ndarray:
        codes = block.astype(np.int16)
        known, own, heard = codes[start], codes[broker], codes[end]
        starts, ends = known == own, own == heard
        shared = (starts, ends, known == heard, starts & ends)
        whole = np.broadcast_to(every[:, None], (n, block.shape[1]))
        return _by_role(whole, *(count(marked) for marked in shared)).transpose(0, 2, 1)

    return tell


def _by_role(
    every: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    both: np.ndarray,
    all_three: np.ndarray,
) -> np.ndarray:
    """Give the roles from which two of the three share a group: i and j, j and k, i and k, all."""
    return np.stack(
        [
            all_three,
            both - all_three,
            ends - all_three,
            starts - all_three,
            every - starts - ends - both + 2 * all_three,
        ],
        axis=-1,
    )


def _portions(ties: np.ndarray, codes: np.ndarray, *, partial: bool) -> np.ndarray:
    """Do it learner by learner: brokers × those whom the brokers learned from."""
    sums = np.zeros((5, len(ties)))
    same = (codes[:, None] == codes).astype(float)
    for k, heard in enumerate(ties):
        brokers = np.flatnonzero(heard)
        direct = heard.copy()
        direct[k] = np.inf
        flow = np.maximum(np.minimum(heard[brokers, None], ties[brokers]) - direct, 0.0)
        if partial:
            flow /= np.maximum(np.count_nonzero(flow, axis=0), 1)
        every, both, own = flow.sum(axis=1), flow @ same[k], same[k, brokers]
        starts = np.einsum("ji,ji->j", flow, same[brokers])
        sums[:, brokers] += (every, starts, own * every, both, own * both)
    return _by_role(*sums)
