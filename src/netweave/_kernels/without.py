"""How far apart everybody is without each person in turn, in small 0/1 matrices; exact.

A cell (i, j) that is not zero is an arc i → j. Paths are let through one person after another,
which shortens distances step by step. All but one person are let through for each in turn: first
one half of the people for the other half, then a quarter for the other quarter, and so on, so that
what is common to many is done once (n log n steps on a table of n × n instead of n²).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

FAR = 16_000  # out of reach; the sum of two such still fits into 16 bits
NEARBY = 127  # the same for 8 bits, where all distances are shorter


def steps_without(
    matrix: sparse.csr_array, people: np.ndarray, far: int = FAR
) -> Iterator[tuple[int, np.ndarray]]:
    """Yield each of some people, with the distances between all on paths that do not pass there.

    The person stays an end of paths: leave that row and column out to have the person gone. The
    table is used again, so do not keep it. Whatever is ``far`` away, or farther, is out of reach.
    """
    steps = np.full(matrix.shape, far, dtype=np.uint8 if far == NEARBY else np.int16)
    steps[np.repeat(np.arange(len(steps)), np.diff(matrix.indptr)), matrix.indices] = 1
    np.fill_diagonal(steps, 0)
    passed = (np.diff(matrix.indptr) > 0) & (np.bincount(matrix.indices, minlength=len(steps)) > 0)
    passed[people] = False
    room = np.empty_like(steps)
    _let_through(steps, np.flatnonzero(passed), room)
    yield from _halved(steps, people, room)


def _halved(
    steps: np.ndarray, people: np.ndarray, room: np.ndarray
) -> Iterator[tuple[int, np.ndarray]]:
    """Let one half of the people through for the other, and the other way round."""
    if len(people) < 2:
        yield from ((int(person), steps) for person in people)
        return
    middle = len(people) // 2
    for stay, through in ((people[:middle], people[middle:]), (people[middle:], people[:middle])):
        shorter = steps.copy()
        _let_through(shorter, through, room)
        yield from _halved(shorter, stay, room)


def _let_through(steps: np.ndarray, people: np.ndarray, room: np.ndarray) -> None:
    """Shorten the distances by the ways through some people."""
    for person in people:
        np.add(steps[:, person, None], steps[person], out=room)
        np.minimum(steps, room, out=steps)


def reciprocals(n: int) -> np.ndarray:
    """Give 1/d at place d for every sum of distances among n people; 0 for 0 and out of reach."""
    table = np.zeros(2 * FAR + 3)
    table[1:n] = 1 / np.arange(1, n)
    return table


def near_without(matrix: sparse.csr_array, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give what stays without each of some people: the sum of 1/d, and how many pairs are joined.

    Over ordered pairs of the others. The same numbers of pairs at each distance give the same sum,
    to the last bit.
    """
    found = _near_without(matrix, people, NEARBY) or _near_without(matrix, people, FAR)
    assert found is not None  # a small network has no distances of 16,000
    return found


def _near_without(
    matrix: sparse.csr_array, people: np.ndarray, far: int
) -> tuple[np.ndarray, np.ndarray] | None:
    """Do so as long as nobody is within reach and so far away; None otherwise."""
    weight = np.zeros(far)
    weight[1:] = 1 / np.arange(1, far)
    near, pairs = np.zeros(matrix.shape[0]), np.zeros(matrix.shape[0], dtype=np.int64)
    for person, steps in steps_without(matrix, people, far):
        steps[person] = steps[:, person] = far
        count = _counts(steps, far)
        if count[-1]:  # whoever is farther away has somebody at this distance before
            return None
        near[person], pairs[person] = (count * weight).sum(), count[1:].sum()
    return near[people], pairs[people]


def _counts(steps: np.ndarray, far: int) -> np.ndarray:
    """Count the cells at each distance that is not far; of 0 there may be none counted."""
    if far > NEARBY:
        return np.bincount(steps.ravel(), minlength=far + 1)[:far]
    count = np.zeros(far, dtype=np.int64)
    for distance in range(1, far):
        count[distance] = np.count_nonzero(steps == distance)
        if not count[distance]:  # then nobody is farther away
            break
    return count
