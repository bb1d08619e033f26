"""Distances in 0/1 matrices: breadth-first sweeps from many people at once, exact.

A cell (i, j) that is not zero is an arc i → j. Distances count arcs. `sweep` gives everything at
once for a matrix of people × people, `shared_sweep` the same for tables of people × meetings, in
which two people are one step apart if they share a meeting; no such pair is ever stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import sparse

from netweave._kernels import engine
from netweave._kernels.sparse import row_lists

WORDS = 4


class Reached(NamedTuple):
    """What a sweep finds for everybody, looking along the arcs.

    Parameters
    ----------
    near : float array
        The sum of 1/d over those whom a person reaches.
    steps : int array
        The sum of d over them.
    people : int array
        How many they are.
    farthest : int array
        The greatest d; 0 if nobody is reached.
    pairs : int array
        How many ordered pairs are d apart, at place d; 0 at place 0.
    """

    near: np.ndarray
    steps: np.ndarray
    people: np.ndarray
    farthest: np.ndarray
    pairs: np.ndarray


def sweep(
    matrix: sparse.csr_array, goals: np.ndarray | None = None, *, limit: int | None = None
) -> Reached:
    """Find whom everybody reaches along the arcs, and how far away they are.

    Left out, everybody is a goal, and any number of steps is allowed.
    """
    goals = np.arange(matrix.shape[0]) if goals is None else goals
    return _sweep(matrix, goals, limit, compiled=engine.compiled(matrix.shape[0]))


def shared_sweep(
    into: sparse.csr_array, out: sparse.csr_array | None = None, *, limit: int | None = None
) -> Reached:
    """Do the same for people × meetings: a step leads into a meeting, and on to whoever is ``out``.

    Left out, ``out`` is ``into``: one step leads to everybody with whom a meeting is shared. The
    sweep goes from people to meetings and back, so that distances come out twice as long.
    """
    n = into.shape[0]
    back = (into if out is None else out).T.tocsr()
    both: sparse.csr_array = sparse.block_array([[None, into], [back, None]], format="csr")
    twice = None if limit is None else 2 * limit
    found = _sweep(both, np.arange(n), twice, compiled=engine.compiled(n))
    return Reached(
        2 * found.near[:n],
        found.steps[:n] // 2,
        found.people[:n],
        found.farthest[:n] // 2,
        found.pairs[::2],
    )


def others_met(into: sparse.csr_array, out: sparse.csr_array | None = None) -> np.ndarray:
    """Count the others whom each person can meet in one step of `shared_sweep`."""
    n = into.shape[0]
    turned = (into if out is None else out).T.tocsr()
    if not engine.compiled(n):
        shared: sparse.csr_array = (into @ turned).tocsr()
        counts: np.ndarray = np.diff(shared.indptr).astype(np.int64) - (shared.diagonal() > 0)
        return counts
    from netweave._kernels.compiled.sweeps import met  # noqa: PLC0415

    rows, columns = row_lists(into), row_lists(turned)
    blocks = engine.in_blocks(lambda first, last: met(rows, columns, first, last), n, 4096)
    return np.concatenate([*blocks, np.zeros(0, dtype=np.int64)])


def reciprocal_distances(matrix: sparse.csr_array, goals: np.ndarray | None = None) -> np.ndarray:
    """Sum 1/d from each person to the goals they reach (everybody); nobody reached gives 0."""
    return sweep(matrix, goals).near


def _sweep(
    matrix: sparse.csr_array, goals: np.ndarray, limit: int | None, *, compiled: bool
) -> Reached:
    """Sweep in numpy or compiled, block after block, and add the blocks up.

    A goal to which there is no arc is reached by nobody and left out.
    """
    n = matrix.shape[0]
    goals = goals[np.bincount(matrix.indices, minlength=n)[goals] > 0]
    limit = n if limit is None else min(limit, n)
    total = _nobody(n, limit)
    blocks = _compiled_blocks(matrix, goals, limit) if compiled else _blocks(matrix, goals, limit)
    for found in blocks:
        for sums, more in zip(total, found, strict=True):
            add = np.maximum if sums is total.farthest else np.add
            add(sums, more, out=sums)
    deepest = int(total.farthest.max(initial=0))
    return total._replace(pairs=total.pairs[: deepest + 1])


def _nobody(n: int, limit: int) -> Reached:
    """Start with nobody reached."""
    counts = np.zeros((3, n), dtype=np.int64)
    return Reached(np.zeros(n), counts[0], counts[1], counts[2], np.zeros(limit + 1, np.int64))


def _compiled_blocks(matrix: sparse.csr_array, goals: np.ndarray, limit: int) -> Iterator[Reached]:
    """Sweep in compiled code, in threads."""
    from netweave._kernels.compiled.sweeps import LANES, swept  # noqa: PLC0415

    ahead, back = row_lists(matrix), row_lists(matrix.T.tocsr())
    wanted = goals.astype(np.uint32)

    def work(first: int, last: int) -> Reached:
        return Reached(*swept(ahead, back, wanted[first:last], limit))

    yield from engine.in_blocks(work, len(wanted), LANES)


def _blocks(matrix: sparse.csr_array, goals: np.ndarray, limit: int) -> Iterator[Reached]:
    """Sweep in numpy."""
    for first in range(0, len(goals), 64 * WORDS):
        found = _nobody(matrix.shape[0], limit)
        for distance, new in levels(matrix, goals[first : first + 64 * WORDS], limit):
            found.near[:] += new / distance
            found.steps[:] += new * distance
            found.people[:] += new
            found.farthest[new > 0] = distance
            found.pairs[distance] += new.sum()
        yield found


def levels(
    matrix: sparse.csr_array, goals: np.ndarray, limit: int
) -> Iterator[tuple[int, np.ndarray]]:
    """Count, distance by distance, how many of a block of goals everybody reaches.

    Each person carries one bit per goal; one level is one OR over the neighbours. Yields
    (distance, newly reached per person).
    """
    n = matrix.shape[0]
    rows = np.flatnonzero(np.diff(matrix.indptr))
    starts = matrix.indptr[rows]
    lane = np.arange(len(goals))
    front = np.zeros((n, WORDS), dtype=np.uint64)
    front[goals, lane // 64] = np.left_shift(np.uint64(1), (lane % 64).astype(np.uint64))
    seen = front.copy()
    for distance in range(1, limit + 1):
        if not rows.size or not front.any():
            return
        near = np.bitwise_or.reduceat(front[matrix.indices], starts, axis=0)
        front = np.zeros_like(seen)
        front[rows] = near & ~seen[rows]
        seen |= front
        yield distance, np.bitwise_count(front).sum(axis=1, dtype=np.int64)
