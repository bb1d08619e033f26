"""Communities of people who meet, from who was at which meeting: no pair is ever made.

Every meeting keeps how many of each community are there. What a node is tied to a community by is
a sum over its own meetings.
"""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel
from netweave._kernels.compiled.louvain import Number, best, changed, gathered, taken

ONE = np.uint64(1)


@kernel
def _tables(
    node: np.ndarray, meeting: np.ndarray, count: np.ndarray, label: np.ndarray, meetings: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Give, per meeting, the communities there and how many of each: starts, lengths, both."""
    start, places = gathered(meeting, meetings)
    length, community = np.zeros(meetings, dtype=np.uint64), np.empty(len(node), dtype=np.uint32)
    there, slot = np.zeros(len(node)), np.full(len(label), -1, dtype=np.int64)
    for e in range(meetings):
        last = start[e]
        for at in places[start[e] : start[e + 1]]:
            c = label[node[at]]
            if slot[c] < start[e]:
                slot[c], community[last], there[last] = last, c, 0.0
                last += 1
            there[slot[c]] += count[at]
        length[e] = last - start[e]
    return start.astype(np.uint64), length, community, there


@kernel
def _moved(
    begin: Number,
    end: Number,
    tables: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    meeting: np.ndarray,
    count: np.ndarray,
    own: Number,
    to: Number,
) -> None:
    """Count a node to another community at each of its meetings."""
    start, length, community, there = tables
    for record in range(begin, end):
        e = meeting[record]
        place, last = start[e], start[e] + length[e] - ONE
        while community[place] != own:
            place += ONE
        there[place] -= count[record]
        if there[place] == 0.0:
            community[place], there[place] = community[last], there[last]
            last -= ONE
        place, last = start[e], last + ONE  # one behind the last, which may be the first
        while place < last and community[place] != to:
            place += ONE
        if place == last:
            community[place], there[place] = to, 0.0
            last += ONE
        there[place] += count[record]
        length[e] = last - start[e]


@kernel
def settle(  # noqa: PLR0913, PLR0915, PLR0917  # one loop, whole for its speed
    indptr: np.ndarray,
    node: np.ndarray,
    meeting: np.ndarray,
    count: np.ndarray,
    weight: np.ndarray,
    strength: np.ndarray,
    share: float,
    order: np.ndarray,
    label: np.ndarray,
    least: float,
) -> float:
    """Move each node to the community it gains most from; give the gain.

    All nodes are looked at in rounds, until a round gains no more than the least.
    """
    tables = _tables(node, meeting, count, label, len(weight))
    start, length, community, there = tables
    total, size, free, left = taken(label, strength)
    link, met, gained = np.zeros(len(order)), np.empty(len(order) + 1, dtype=np.uint32), 0.0
    while True:
        gain = 0.0
        for i in order:
            own, known, inside = label[i], 0, 0.0
            for at in range(indptr[i], indptr[i + 1]):
                e = meeting[at]
                each = weight[e] * count[at]
                inside += each * count[at]
                for place in range(start[e], start[e] + length[e]):
                    c = community[place]
                    met[known] = c  # counted below if it is new
                    known += link[c] == 0.0
                    link[c] += each * there[place]
            cost = share * strength[i]
            stay = link[own] - inside - cost * (total[own] - strength[i])
            most, to = best(link, met, known, own, cost, total)
            if most <= stay + 1e-10 * strength[i]:
                continue
            if to < 0:
                left -= 1
            goal = np.uint32(to) if to >= 0 else free[left]
            gain += most - stay
            left = changed(own, goal, strength[i], total, size, free, left)
            label[i] = goal
            _moved(indptr[i], indptr[i + 1], tables, meeting, count, own, goal)
        gained += gain
        if gain <= least:
            return gained


@kernel
def _root(up: np.ndarray, i: int) -> int:
    """Go up to the first of those that i is connected with."""
    while up[i] != i:
        up[i] = up[up[i]]
        i = up[i]
    return i


@kernel
def pieces(node: np.ndarray, meeting: np.ndarray, label: np.ndarray, meetings: int) -> np.ndarray:
    """Give the connected parts of the communities, numbered by their first member."""
    n = len(label)
    start, places = gathered(meeting, meetings)
    up, first = np.arange(n), np.full(n, -1, dtype=np.int64)
    seen = np.full(n, -1, dtype=np.int64)
    for e in range(meetings):
        for at in places[start[e] : start[e + 1]]:
            i, c = node[at], label[node[at]]
            if seen[c] != e:
                seen[c], first[c] = e, i
            a, b = _root(up, i), _root(up, first[c])
            up[max(a, b)] = min(a, b)
    part, parts = np.empty(n, dtype=np.int32), 0
    for i in range(n):
        if up[i] == i:
            part[i] = parts
            parts += 1
        else:
            part[i] = part[up[i]]
    return part


@kernel
def merged(
    indptr: np.ndarray,
    meeting: np.ndarray,
    count: np.ndarray,
    label: np.ndarray,
    groups: int,
    meetings: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count the members of communities 0 … groups - 1 at each meeting."""
    start, member = gathered(label, groups)
    ends, slot = np.zeros(groups + 1, dtype=np.uint64), np.full(meetings, -1, dtype=np.int64)
    to, there = np.empty(len(meeting), dtype=np.uint32), np.empty(len(meeting))
    last = 0
    for c in range(groups):
        first = last
        for i in member[start[c] : start[c + 1]]:
            for at in range(indptr[i], indptr[i + 1]):
                e = meeting[at]
                if slot[e] < first:
                    slot[e], to[last], there[last] = last, e, 0.0
                    last += 1
                there[slot[e]] += count[at]
        ends[c + 1] = last
    return ends, to[:last].copy(), there[:last].copy()
