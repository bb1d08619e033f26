"""How much farther apart everybody is when one tie goes, seen from some of the people."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel

Rows = tuple[np.ndarray, np.ndarray]
FAR = 2**31 - 2


@kernel
def _distances(
    person: int, rows: Rows, distance: np.ndarray, ways: np.ndarray, stem: np.ndarray
) -> np.ndarray:
    """Fill in the distances from a person, from how many people nearer by each is reached, and one.

    Gives who is reached, the nearest first. The stem is the cell of the last of these ways.
    """
    indptr, indices = rows
    order = np.empty(len(distance), dtype=np.int32)
    distance[:] = -1
    ways[:] = 0
    distance[person], order[0], head, tail = 0, person, 0, 1
    while head < tail:
        one = order[head]
        head += 1
        for cell in range(indptr[one], indptr[one + 1]):
            other = indices[cell]
            if distance[other] < 0:
                distance[other] = distance[one] + 1
                order[tail] = other
                tail += 1
            if distance[other] == distance[one] + 1:
                ways[other] += 1
                stem[other] = cell
    return order[1:tail]


@kernel
def _hanging(
    end: int, rows: Rows, distance: np.ndarray, ways: np.ndarray, gone: np.ndarray, lost: np.ndarray
) -> int:
    """List whom every shortest path reaches by way of one person; give how many they are.

    ``gone`` counts, for these and their neighbours, the ways that are gone.
    """
    indptr, indices = rows
    lost[0], gone[end], count, head = end, ways[end], 1, 0
    while head < count:
        one = lost[head]
        head += 1
        for cell in range(indptr[one], indptr[one + 1]):
            other = indices[cell]
            if distance[other] == distance[one] + 1:
                gone[other] += 1
                if gone[other] == ways[other]:
                    lost[count] = other
                    count += 1
    return count


@kernel
def _nearest(
    one: int, end: int, rows: Rows, distance: np.ndarray, hangs: np.ndarray, anew: np.ndarray
) -> int:
    """Give the distance of somebody by way of the neighbours, over a tie that is not gone."""
    indptr, indices = rows
    best: int = anew[one]
    for cell in range(indptr[one], indptr[one + 1]):
        other = indices[cell]
        if hangs[other]:
            best = min(best, anew[other] + 1)
        elif one != end or distance[other] >= distance[one]:
            best = min(best, distance[other] + 1)
    return best


@kernel
def _cost(
    lost: np.ndarray, rows: Rows, distance: np.ndarray, hangs: np.ndarray, anew: np.ndarray
) -> float:
    """Look for the distances anew of those who hang on a tie; give the fall of 1/d over them."""
    for one in lost:
        anew[one], hangs[one] = FAR, True
    changed, backwards = True, True
    while changed:
        changed = False
        for at in range(len(lost)):
            one = lost[len(lost) - 1 - at] if backwards else lost[at]
            best = _nearest(one, lost[0], rows, distance, hangs, anew)
            changed = changed or best < anew[one]
            anew[one] = best
        backwards = not backwards
    total = 0.0
    for one in lost:
        hangs[one] = False
        total += 1.0 / distance[one]
        if anew[one] < FAR:
            total -= 1.0 / anew[one]
    return total


@kernel
def losses(first: int, last: int, indptr: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """Give per cell (nearer end, farther end) the fall of the sum of 1/d from these people."""
    n = len(indptr) - 1
    rows = (indptr, indices)
    found = np.zeros(len(indices))
    distance, ways = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.int32)
    anew, lost = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.int32)
    stem, gone = np.empty(n, dtype=np.int64), np.zeros(n, dtype=np.int32)
    hangs = np.zeros(n, dtype=np.bool_)
    for person in range(first, last):
        for end in _distances(person, rows, distance, ways, stem):
            if ways[end] != 1:
                continue
            count = _hanging(end, rows, distance, ways, gone, lost)
            found[stem[end]] += _cost(lost[:count], rows, distance, hangs, anew)
            for one in lost[:count]:
                gone[one] = 0
                for cell in range(indptr[one], indptr[one + 1]):
                    gone[indices[cell]] = 0
    return found
