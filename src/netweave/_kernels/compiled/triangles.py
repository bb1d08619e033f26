"""Triangles, each found once: from the person with the fewest ties to those with more."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel


@kernel
def ranked(
    indptr: np.ndarray, indices: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Rank people by their count of ties, and keep of every tie the way to the higher rank.

    Gives where each rank's ties begin, their other ends, and each rank's person and degree.
    """
    n = len(indptr) - 1
    degree = np.empty(n, dtype=np.uint32)
    for i in range(n):
        degree[i] = indptr[i + 1] - indptr[i]
    count = np.zeros(n + 1, dtype=np.int64)  # how many people have fewer ties
    for k in degree:
        count[k + 1] += 1
    count = np.cumsum(count)
    rank = np.empty(n, dtype=np.uint32)
    order = np.empty(n, dtype=np.uint32)
    for i in range(n):
        place = count[degree[i]]
        rank[i], order[place] = place, i
        count[degree[i]] += 1
    starts = np.zeros(n + 1, dtype=np.uint64)
    ends = np.empty(len(indices) // 2 + 1, dtype=np.uint32)  # one more, to write past
    to = np.uint64(0)
    for own, person in enumerate(order):
        for at in range(indptr[person], indptr[person + 1]):
            other = rank[indices[at]]
            ends[to] = other
            to += np.uint64(other > own)
        starts[own + 1] = to
    return starts, ends[:to], order, degree[order].astype(np.int64)


@kernel
def counted(first: int, last: int, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Count around each person the triangles whose lowest person is one of first … last - 1."""
    mark = np.zeros(len(starts) - 1, dtype=np.uint8)
    around = np.zeros(len(mark), dtype=np.int64)
    for u in range(first, last):
        own = ends[starts[u] : starts[u + 1]]
        if len(own) < 2:
            continue
        for v in own:
            mark[v] = 1
        whole = 0
        for v in own:
            found = 0
            for at in range(starts[v], starts[v + 1]):
                w = ends[at]
                found += mark[w]
                around[w] += mark[w]
            around[v] += found
            whole += found
        around[u] += whole
        for v in own:
            mark[v] = 0
    return around


@kernel
def lent(
    first: int, last: int, starts: np.ndarray, ends: np.ndarray, degree: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Sum for every tie 1/degree of those who make a triangle with it, and count the triangles.

    Only triangles whose lowest person is one of first … last - 1; the sums are of the ties from
    ``starts[first]`` on, since a triangle has none before.
    """
    mark = np.zeros(len(degree), dtype=np.uint8)
    held = np.zeros(len(degree))
    around = np.zeros(len(degree), dtype=np.int64)
    sums = np.zeros(len(ends) - starts[first])
    share = 1.0 / np.maximum(degree, 1)
    hits = np.empty(len(degree) + 1, dtype=np.uint64)
    for u in range(first, last):
        own, begin = ends[starts[u] : starts[u + 1]], starts[u] - starts[first]
        for v in own:
            mark[v] = 1
        for place, v in enumerate(own):
            found, through = 0, 0.0
            for at in range(starts[v], starts[v + 1]):
                hits[found] = at
                found += mark[ends[at]]
            for at in hits[:found]:
                w = ends[at]
                around[w] += 1
                through += share[w]
                held[w] += share[v]
                sums[at - starts[first]] += share[u]
            around[v] += found
            around[u] += found
            sums[begin + place] += through
        for place, v in enumerate(own):
            sums[begin + place] += held[v]
            mark[v], held[v] = 0, 0.0
    return sums, around


@kernel
def spent(starts: np.ndarray, ends: np.ndarray, sums: np.ndarray, people: int) -> np.ndarray:
    """Sum per person the squares (1 + sum)² over the ties, and those times their logarithm."""
    found = np.zeros((2, people))
    for u in range(people):
        square, spread = 0.0, 0.0
        for at in range(starts[u], starts[u + 1]):
            part = (1.0 + sums[at]) ** 2
            logged = part * np.log(part) if sums[at] > 0.0 else 0.0
            square += part
            spread += logged
            found[0, ends[at]] += part
            found[1, ends[at]] += logged
        found[0, u] += square
        found[1, u] += spread
    return found
