"""Shortest paths where arcs have lengths: Dijkstra from one person after the other."""

from __future__ import annotations

from typing import Any

import numpy as np

from netweave._kernels.compiled.jit import kernel

BLOCK = 256  # sources per call
OUTSIDE = np.uint32(0xFFFFFFFF)  # nobody has so high a place in the heap
ZERO, ONE = np.uint64(0), np.uint64(1)
TWO, THREE = np.uint64(2), np.uint64(3)  # a place of the heap has 2² places below it

Number = Any
Arcs = tuple[np.ndarray, np.ndarray, np.ndarray]
Heap = tuple[np.ndarray, np.ndarray, np.ndarray]


@kernel
def raised(heap: Heap, at: Number, person: Number, distance: Number) -> None:
    """Put a person at a place of the heap, or higher, so that nobody farther stands above."""
    key, who, spot = heap
    while at > ZERO:
        above = (at - ONE) >> TWO
        if key[above] <= distance:
            break
        key[at], who[at] = key[above], who[above]
        spot[who[at]] = at
        at = above
    key[at], who[at] = distance, person
    spot[person] = at


@kernel
def nearest(heap: Heap, size: Number) -> Number:
    """Take the nearest person out of the heap."""
    key, who, spot = heap
    found, last = who[0], size - ONE
    distance, person = key[last], who[last]
    key[last] = np.inf  # so that four places below can be compared wherever there is one
    at = ZERO
    while (at << TWO) + ONE < last:
        one = (at << TWO) + ONE
        one += np.uint64(key[one + ONE] < key[one])
        other = (at << TWO) + THREE
        other += np.uint64(key[other + ONE] < key[other])
        best = other if key[other] < key[one] else one
        least = key[best]
        if least >= distance:
            break
        key[at], who[at] = least, who[best]
        spot[who[at]] = at
        at = best
    if last > ZERO:
        key[at], who[at] = distance, person
        spot[person] = at
    return found


@kernel
def reached(heap: Heap, size: Number, person: Number, distance: Number) -> Number:
    """Put a person into the heap, or nearer than before; give the heap's size."""
    spot = heap[2]
    new = spot[person] == OUTSIDE
    raised(heap, size if new else np.uint64(spot[person]), person, distance)
    return size + ONE if new else size


@kernel
def explored(arcs: Arcs, source: Number, room: Arcs, heap: Heap, tied: Number) -> Number:
    """Fill distances and numbers of shortest paths from a source; give how many are in order."""
    starts, ends, lengths = arcs
    distance, paths, order = room
    distance[source], paths[source] = 0.0, 1.0
    size, count = reached(heap, ZERO, source, 0.0), ZERO
    while size:
        person = nearest(heap, size)
        size -= ONE
        order[count] = person
        count += ONE
        here = distance[person]
        for arc in range(starts[person], starts[person + 1]):
            other, length = ends[arc], here + lengths[arc]
            if length < distance[other] * (1.0 - tied):
                distance[other], paths[other] = length, paths[person]
                size = reached(heap, size, other, length)
            elif here < distance[other] and length <= distance[other] * (1.0 + tied):
                paths[other] += paths[person]
    return count


@kernel
def gathered(
    arcs: Arcs, person: Number, room: Arcs, behind: np.ndarray, sums: np.ndarray, tied: Number
) -> Number:
    """Add up what depends on a person through each arc that lies on a shortest path."""
    starts, ends, lengths = arcs
    distance, paths, _ = room
    total, here = 0.0, distance[person]
    for arc in range(starts[person], starts[person + 1]):
        other = ends[arc]
        if here < distance[other] and here + lengths[arc] <= distance[other] * (1.0 + tied):
            share = paths[person] / paths[other] * (1.0 + behind[other])
            total += share
            sums[arc] += share
    return total


@kernel
def dependencies(arcs: Arcs, sources: np.ndarray, tied: float) -> tuple[np.ndarray, np.ndarray]:
    """Give dependencies per person and per arc, summed over sources."""
    n = len(arcs[0]) - 1
    people, by_arc, behind = np.zeros(n), np.zeros(len(arcs[1])), np.zeros(n)
    room = (np.full(n, np.inf), np.zeros(n), np.zeros(n, np.uint32))
    heap = (np.full(n + 4, np.inf), np.zeros(n, np.uint32), np.full(n, OUTSIDE, np.uint32))
    for source in sources:
        count = explored(arcs, source, room, heap, tied)
        for person in room[2][:count][::-1]:
            behind[person] = gathered(arcs, person, room, behind, by_arc, tied)
            if not np.isfinite(room[1][person]):
                people[person] = np.nan
            if person != source:
                people[person] += behind[person]
        for person in room[2][:count]:
            room[0][person], room[1][person], behind[person] = np.inf, 0.0, 0.0
            heap[2][person] = OUTSIDE
    return people, by_arc
