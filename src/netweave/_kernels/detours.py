"""How much farther apart everybody is when one tie goes, for every tie.

Symmetric 0/1 matrices. Seen from one person, a tie matters to those whom every shortest path
reaches over it; only their distances are looked for anew, among those that stay as they were.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from netweave._kernels import cuts, engine

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
        found = _in_python(matrix)[rows, matrix.indices]
    cells = rows * np.int64(n) + matrix.indices
    back = np.searchsorted(cells, matrix.indices * np.int64(n) + rows)
    both: np.ndarray = found + found[back]
    return both


def _in_python(matrix: sparse.csr_array) -> np.ndarray:
    """Give a table of what the loss of each tie costs the people on the side of its first end.

    A bridge leaves no way round, so that every pair across is lost; only for the other ties is
    anything looked for anew.
    """
    n = matrix.shape[0]
    dense = np.zeros((n, n))
    near = [_bits(matrix.indices[a:b]) for a, b in zip(*_ends(matrix), strict=True)]
    bridge = [0] * n
    one, other = cuts.bridges(matrix)
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        bridge[a] |= 1 << b
        bridge[b] |= 1 << a
    for person in range(n):
        for a, b, loss in _seen_from(near, bridge, person):
            dense[a, b] += loss
    if len(one):
        far = csgraph.shortest_path(matrix, unweighted=True)
        close = np.divide(1.0, far, out=np.zeros_like(far), where=far > 0)
        for a, b in zip(one, other, strict=True):
            here = (far[a] < far[b]).astype(float)  # across a bridge it is one step farther
            there = (far[b] < far[a]).astype(float)
            dense[a, b] = dense[b, a] = here @ close @ there
    return dense


def _ends(matrix: sparse.csr_array) -> tuple[list[int], list[int]]:
    return matrix.indptr[:-1].tolist(), matrix.indptr[1:].tolist()


def _bits(places: np.ndarray) -> int:
    """Give a set of places as a number with those bits."""
    return sum(1 << place for place in places.tolist())


def _places(bits: int) -> Iterator[int]:
    """Give the places in a set, in order."""
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last


def _levels(near: list[int], person: int) -> list[int]:
    """Give the sets of people at each distance, from 0 on."""
    levels, seen = [1 << person], 1 << person
    while levels[-1]:
        front = 0
        for other in _places(levels[-1]):
            front |= near[other]
        levels.append(front & ~seen)
        seen |= front
    return levels


def _seen_from(near: list[int], bridge: list[int], person: int) -> Iterator[tuple[int, int, float]]:
    """Give each tie (nearer end, farther end) that somebody hangs on, and what its loss costs.

    Bridges are left out.
    """
    levels = _levels(near, person)
    distance: dict[int, int] = {person: 0}
    passed: dict[int, int] = {person: 0}  # whom all shortest paths to somebody pass
    above: dict[int, int] = {}
    behind: dict[int, int] = {}
    for step, level in enumerate(levels[1:], 1):
        for other in _places(level):
            distance[other] = step
            before = near[other] & levels[step - 1]
            passed[other] = _common(passed, before)
            if before & (before - 1) == 0 and not before & bridge[other]:
                above[other], behind[other] = before.bit_length() - 1, 0
                passed[other] |= 1 << other
            for stem in _places(passed[other]):
                if stem in behind:
                    behind[stem] |= 1 << other
    for other, lost in behind.items():
        yield above[other], other, _cost(near, levels, distance, (above[other], other, lost))


def _common(passed: dict[int, int], before: int) -> int:
    """Give whom the shortest paths to all of some people pass."""
    common = -1
    for stem in _places(before):
        common &= passed[stem]
        if not common:
            break
    return common


def _cost(
    near: list[int], levels: list[int], distance: dict[int, int], tie: tuple[int, int, int]
) -> float:
    """Look for the distances anew of those who hang on a tie; give the fall of 1/d over them."""
    stem, end, lost = tie
    waiting: dict[int, int] = {}  # new distance → who has it
    for other in _places(lost):
        ways = near[other] & ~lost
        if other == end:
            ways &= ~(1 << stem)
        if ways:
            step = distance[other] + (1 if ways & levels[distance[other]] else 2)
            waiting[step] = waiting.get(step, 0) | 1 << other
    total = sum(1 / distance[other] for other in _places(lost))
    step, left = distance[end], lost
    while waiting:
        step += 1
        front = waiting.pop(step, 0) & left
        left &= ~front
        total -= front.bit_count() / step
        onward = 0
        for other in _places(front):
            onward |= near[other]
        if onward & left:
            waiting[step + 1] = waiting.get(step + 1, 0) | (onward & left)
    return total
