"""Communities on large networks: moves of one node at a time, connected parts, merging.

The twin in plain Python is ``_kernels/moves.py``. Both give the same labels: all sums of
weights are exact (see ``_kernels/louvain.py``), and every other number is computed alike.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from netweave._kernels.compiled.jit import kernel

Number = Any


@kernel
def taken(
    label: np.ndarray, strength: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Give each community's strength and size, the free labels, and how many of these there are."""
    n = len(label)
    total, size = np.zeros(n), np.zeros(n, dtype=np.int32)
    for i in range(n):
        total[label[i]] += strength[i]
        size[label[i]] += 1
    free, left = np.empty(n, dtype=np.uint32), 0
    for c in range(n - 1, -1, -1):
        if size[c] == 0:
            free[left] = c
            left += 1
    return total, size, free, left


@kernel
def best(
    link: np.ndarray, met: np.ndarray, known: int, own: Number, cost: float, total: np.ndarray
) -> tuple[float, Number]:
    """Give the most that is gained elsewhere, and where (-1: alone); forget the links."""
    most, to = 0.0, np.int64(-1)
    for at in range(known):
        c = met[at]
        gain = link[c] - cost * total[c]
        link[c] = 0.0
        if gain >= most and (gain > most or (gain > 0.0 and c < to)) and c != own:
            most, to = gain, np.int64(c)
    return most, to


@kernel
def changed(
    own: Number,
    to: Number,
    strength: float,
    total: np.ndarray,
    size: np.ndarray,
    free: np.ndarray,
    left: int,
) -> int:
    """Take a node from its community into another; give how many free labels are left."""
    total[own] -= strength
    total[to] += strength
    size[to] += 1
    size[own] -= 1
    if size[own] == 0:
        free[left] = own
        left += 1
    return left


@kernel
def settle(  # noqa: C901, PLR0913, PLR0915, PLR0917  # one loop, whole for its speed
    indptr: np.ndarray,
    indices: np.ndarray,
    weight: np.ndarray,
    strength: np.ndarray,
    share: float,
    order: np.ndarray,
    label: np.ndarray,
    least: float,
) -> float:
    """Move each node to the community it gains most from until nobody moves; give the gain.

    Nodes are looked at again when a neighbour has moved, until a round gains no more than the
    least. Orders and labels are without a sign, so that none is looked at twice.
    """
    n, gained = len(order), 0.0
    total, size, free, left = taken(label, strength)
    link, met, awake = np.zeros(n), np.empty(n + 1, dtype=np.uint32), np.ones(n, dtype=np.uint8)
    while True:
        gain = 0.0
        for i in order:
            if not awake[i]:
                continue
            own, known, awake[i] = label[i], 0, 0
            for at in range(indptr[i], indptr[i + 1]):
                c = label[indices[at]]
                met[known] = c  # counted below if it is new
                known += link[c] == 0.0
                link[c] += weight[at]
            cost = share * strength[i]
            stay = link[own] - cost * (total[own] - strength[i])
            most, to = best(link, met, known, own, cost, total)
            if most <= stay + 1e-10 * strength[i]:
                continue
            if to < 0:
                left -= 1
            there = np.uint32(to) if to >= 0 else free[left]
            gain += most - stay
            left = changed(own, there, strength[i], total, size, free, left)
            label[i] = there
            for at in range(indptr[i], indptr[i + 1]):
                awake[indices[at]] |= label[indices[at]] != there
        gained += gain
        if gain <= least:
            return gained


@kernel
def inside(
    indptr: np.ndarray, indices: np.ndarray, weight: np.ndarray, bound: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keep the ties between nodes of one bound."""
    starts = np.zeros(len(indptr), dtype=np.uint64)
    ends, kept = np.empty(len(indices) + 1, np.uint32), np.empty(len(indices) + 1)
    last = 0
    for i in range(len(bound)):
        for at in range(indptr[i], indptr[i + 1]):
            ends[last], kept[last] = indices[at], weight[at]  # counted if it is inside
            last += bound[indices[at]] == bound[i]
        starts[i + 1] = last
    return starts, ends[:last], kept[:last]


@kernel
def pieces(indptr: np.ndarray, indices: np.ndarray, label: np.ndarray) -> np.ndarray:
    """Give the connected parts of the communities, numbered by their first member."""
    n = len(label)
    part, queue = np.full(n, -1, dtype=np.int32), np.empty(n, dtype=np.uint32)
    parts = 0
    for first in range(n):
        if part[first] >= 0:
            continue
        part[first] = parts
        queue[0] = first
        done, found = 0, 1
        while done < found:
            i = queue[done]
            done += 1
            for at in range(indptr[i], indptr[i + 1]):
                j = indices[at]
                if part[j] < 0 and label[j] == label[i]:
                    part[j] = parts
                    queue[found] = j
                    found += 1
        parts += 1
    return part


@kernel
def gathered(key: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Give where each of the keys 0 … count - 1 starts among the places in order of keys."""
    start = np.zeros(count + 1, dtype=np.int64)
    for one in key:
        start[one + 1] += 1
    start = np.cumsum(start)
    fill, places = start[:-1].copy(), np.empty(len(key), dtype=np.uint64)
    for place in range(len(key)):
        places[fill[key[place]]] = place
        fill[key[place]] += 1
    return start, places


@kernel
def merged(
    indptr: np.ndarray, indices: np.ndarray, weight: np.ndarray, label: np.ndarray, count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Add up the ties between communities 0 … count - 1; those inside are left out."""
    start, member = gathered(label, count)
    link, met = np.zeros(count), np.empty(count + 1, dtype=np.uint32)
    ends = np.zeros(count + 1, dtype=np.uint64)
    to, value = np.empty(len(indices) + 1, dtype=np.uint32), np.empty(len(indices) + 1)
    last = 0
    for c in range(count):
        known = 0
        for i in member[start[c] : start[c + 1]]:
            for at in range(indptr[i], indptr[i + 1]):
                d = label[indices[at]]
                met[known] = d  # counted below if it is new
                known += link[d] == 0.0
                link[d] += weight[at]
        for d in met[:known]:
            to[last], value[last] = d, link[d]
            last += d != c
            link[d] = 0.0
        ends[c + 1] = last
    return ends, to[:last].copy(), value[:last].copy()


@kernel
def within(
    indptr: np.ndarray, indices: np.ndarray, weight: np.ndarray, label: np.ndarray
) -> tuple[float, np.ndarray]:
    """Add up the ties inside communities 0, 1, …, from both ends, and each community's ties."""
    total = np.zeros(len(label))
    whole = 0.0
    for i in range(len(label)):
        own, every = 0.0, 0.0
        for at in range(indptr[i], indptr[i + 1]):
            every += weight[at]
            own += weight[at] if label[indices[at]] == label[i] else 0.0
        total[label[i]] += every
        whole += own
    return whole, total
