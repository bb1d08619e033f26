"""The sorts of triangles, each found once: from who has the fewest ties to those with more."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel


@kernel
def upwards(
    joined: tuple[np.ndarray, np.ndarray], arcs: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Keep of every tie the way from the person with fewer ties, or of equals the earlier one.

    Both matrices are (indptr, indices). Gives where each person's ties begin, their other ends and
    codes, and each person's number of ties of each code. A code is 4, + 1 if the first end has an
    arc to the second, + 2 if the second has one to the first.
    """
    indptr, indices = joined
    n = len(indptr) - 1
    place = np.zeros(n + 1, dtype=np.int64)
    for j in arcs[1]:
        place[j + 1] += 1
    place = np.cumsum(place)
    back = np.empty(len(arcs[1]), dtype=np.int32)  # the arcs, turned round
    degree = np.empty(n, dtype=np.int32)
    for i in range(n):
        degree[i] = indptr[i + 1] - indptr[i]
        for j in arcs[1][arcs[0][i] : arcs[0][i + 1]]:
            back[place[j]] = i
            place[j] += 1
    mark = np.full(n, 4, dtype=np.uint8)
    sorts = np.zeros((n, 8), dtype=np.int64)
    starts = np.zeros(n + 1, dtype=np.int64)
    ends = np.empty(len(indices) // 2 + 1, dtype=np.int32)  # one more, to write past
    codes = np.empty(len(ends), dtype=np.uint8)
    to, begin = 0, 0
    for i in range(n):
        for j in arcs[1][arcs[0][i] : arcs[0][i + 1]]:
            mark[j] |= 1
        for j in back[begin : place[i]]:
            mark[j] |= 2
        begin = place[i]
        for j in indices[indptr[i] : indptr[i + 1]]:
            ends[to], codes[to] = j, mark[j]
            to += (degree[j] > degree[i]) | ((degree[j] == degree[i]) & (j > i))
            sorts[i, mark[j]] += 1
            mark[j] = 4
        starts[i + 1] = to
    return starts, ends, codes, sorts


@kernel
def closed(
    first: int, last: int, starts: np.ndarray, ends: np.ndarray, codes: np.ndarray
) -> np.ndarray:
    """Count triangles whose lowest person is one of first … last - 1.

    Gives how many there are with each three codes of the ties lowest–middle, lowest–highest,
    middle–highest (two bits each).
    """
    mark = np.zeros(len(starts) - 1, dtype=np.uint8)
    sorts = np.zeros(64, dtype=np.int64)
    for u in range(first, last):
        if starts[u + 1] - starts[u] < 2:
            continue
        for at in range(starts[u], starts[u + 1]):
            mark[ends[at]] = codes[at]
        for at in range(starts[u], starts[u + 1]):
            v = ends[at]
            for over in range(starts[v], starts[v + 1]):
                w = ends[over]
                if mark[w]:
                    sorts[(codes[at] & 3) << 4 | (mark[w] & 3) << 2 | codes[over] & 3] += 1
        for at in range(starts[u], starts[u + 1]):
            mark[ends[at]] = 0
    return sorts


@kernel
def products(
    first: int, last: int, starts: np.ndarray, ends: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """Add up around each person the products of weights of triangles whose lowest is in a block."""
    n = len(starts) - 1
    mark = np.zeros(n)
    around = np.zeros(n)
    for u in range(first, last):
        if starts[u + 1] - starts[u] < 2:
            continue
        for at in range(starts[u], starts[u + 1]):
            mark[ends[at]] = weights[at]
        for at in range(starts[u], starts[u + 1]):
            v = ends[at]
            found = 0.0
            for over in range(starts[v], starts[v + 1]):
                w = ends[over]
                if mark[w] > 0:
                    product = weights[at] * weights[over] * mark[w]
                    found += product
                    around[w] += product
            around[v] += found
            around[u] += found
        for at in range(starts[u], starts[u + 1]):
            mark[ends[at]] = 0.0
    return around
