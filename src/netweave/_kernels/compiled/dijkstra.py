"""Shortest paths where arcs have lengths: Dijkstra from one person after the other."""

from __future__ import annotations

from typing import Any

import numpy as np

from netweave._kernels.compiled.jit import kernel

BLOCK = 256  # sources per call
WAYS = 4  # children of a place in the heap
OUTSIDE, DONE = -1, -2

Number = Any
Arcs = tuple[np.ndarray, np.ndarray, np.ndarray]
Heap = tuple[np.ndarray, np.ndarray, np.ndarray]


@kernel
def raised(heap: Heap, at: Number) -> None:
    """Move the person at a place of the heap up, until nobody farther stands above."""
    key, who, spot = heap
    distance, person = key[at], who[at]
    while at > 0:
        above = (at - 1) // WAYS
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
    found = who[0]
    spot[found] = DONE
    last, distance, person = size - 1, key[size - 1], who[size - 1]
    at = 0
    while WAYS * at + 1 < last:
        best = WAYS * at + 1
        for child in range(best + 1, min(best + WAYS, last)):
            if key[child] < key[best]:
                best = child
        if key[best] >= distance:
            break
        key[at], who[at] = key[best], who[best]
        spot[who[at]] = at
        at = best
    if last > 0:
        key[at], who[at] = distance, person
        spot[person] = at
    return found


@kernel
def reached(heap: Heap, size: Number, person: Number, distance: Number) -> Number:
    """Put a person into the heap, or nearer than before; give the heap's size."""
    key, who, spot = heap
    at = spot[person]
    if at == OUTSIDE:
        at = size
        size += 1
    key[at], who[at] = distance, person
    raised(heap, at)
    return size


@kernel
def explored(arcs: Arcs, source: Number, room: Arcs, heap: Heap, tied: Number) -> Number:
    """Fill distances and numbers of shortest paths from a source; give how many are in order."""
    starts, ends, lengths = arcs
    distance, paths, order = room
    distance[source], paths[source] = 0.0, 1.0
    size = reached(heap, 0, source, 0.0)
    count = 0
    while size:
        person = nearest(heap, size)
        size -= 1
        order[count] = person
        count += 1
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
    heap = (np.zeros(n), np.zeros(n, np.uint32), np.full(n, OUTSIDE))
    for source in sources:
        count = explored(arcs, source, room, heap, tied)
        for place in range(count - 1, -1, -1):
            person = room[2][place]
            behind[person] = gathered(arcs, person, room, behind, by_arc, tied)
            if not np.isfinite(room[1][person]):
                people[person] = np.nan
            if person != source:
                people[person] += behind[person]
        for place in range(count):
            person = room[2][place]
            room[0][person], room[1][person], behind[person] = np.inf, 0.0, 0.0
            heap[2][person] = OUTSIDE
    return people, by_arc
