"""Breadth-first sweeps from 256 people at once: one bit for each of them in everybody's words."""

from __future__ import annotations

from typing import Any

import numpy as np

from netweave._kernels.compiled.bits import ones
from netweave._kernels.compiled.jit import kernel

LANES = 256
ZERO, ONE = np.uint64(0), np.uint64(1)

Whole = Any  # a whole number as the machine has it
Arcs = tuple[np.ndarray, np.ndarray]
Words = tuple[np.ndarray, np.ndarray, np.ndarray]
Sums = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


@kernel
def begun(goals: np.ndarray, words: Words, who: np.ndarray) -> Whole:
    """Give each goal its own bit; say how many people stand at distance 0."""
    seen, front, _ = words
    people = 0
    for lane in range(len(goals)):
        goal = goals[lane]
        if seen[goal, 0] | seen[goal, 1] | seen[goal, 2] | seen[goal, 3] == ZERO:
            who[people] = goal
            people += 1
        seen[goal, lane // 64] |= ONE << np.uint64(lane % 64)
        front[goal, lane // 64] = seen[goal, lane // 64]
    return people


@kernel
def handed(back: Arcs, words: Words, who: np.ndarray, there: np.ndarray) -> Whole:
    """Hand the bits of a few people to everybody with an arc to them; say how many get any."""
    starts, ends = back
    seen, front, new = words
    touched = 0
    for person in who:
        a, b, c, d = front[person, 0], front[person, 1], front[person, 2], front[person, 3]
        for arc in range(starts[person], starts[person + 1]):
            i = ends[arc]
            e, f = a & ~seen[i, 0], b & ~seen[i, 1]
            g, h = c & ~seen[i, 2], d & ~seen[i, 3]
            if e | f | g | h == ZERO:
                continue
            if new[i, 0] | new[i, 1] | new[i, 2] | new[i, 3] == ZERO:
                there[touched] = i
                touched += 1
            new[i, 0] |= e
            new[i, 1] |= f
            new[i, 2] |= g
            new[i, 3] |= h
    return touched


@kernel
def asked(ahead: Arcs, words: Words, who: np.ndarray, there: np.ndarray) -> tuple[Whole, Whole]:
    """Let everybody who lacks a bit still on its way ask along their arcs.

    Gives how many people get any, and how many arcs were asked along.
    """
    starts, ends = ahead
    seen, front, new = words
    la = lb = lc = ld = ZERO
    for person in who:
        la, lb = la | front[person, 0], lb | front[person, 1]
        lc, ld = lc | front[person, 2], ld | front[person, 3]
    touched, walked = 0, np.int64(0)
    for i in range(len(seen)):
        wa, wb, wc, wd = la & ~seen[i, 0], lb & ~seen[i, 1], lc & ~seen[i, 2], ld & ~seen[i, 3]
        if wa | wb | wc | wd == ZERO:
            continue
        walked += np.int64(starts[i + 1] - starts[i])
        a = b = c = d = ZERO
        for arc in range(starts[i], starts[i + 1]):
            j = ends[arc]
            a, b, c, d = a | front[j, 0], b | front[j, 1], c | front[j, 2], d | front[j, 3]
        a, b, c, d = a & wa, b & wb, c & wc, d & wd
        if a | b | c | d:
            new[i, 0], new[i, 1], new[i, 2], new[i, 3] = a, b, c, d
            there[touched] = i
            touched += 1
    return touched, walked


@kernel
def counted(words: Words, there: np.ndarray, starts: np.ndarray, level: Whole, sums: Sums) -> Whole:
    """Count the bits that arrived at this distance; give how many arcs lead to these people."""
    seen, _, new = words
    near, steps, people, farthest, pairs = sums
    arcs: Whole = 0
    for i in there:
        got = ones(new[i, 0]) + ones(new[i, 1]) + ones(new[i, 2]) + ones(new[i, 3])
        for word in range(4):
            seen[i, word] |= new[i, word]
        near[i] += got / level
        steps[i] += got * level
        people[i] += got
        farthest[i] = level
        pairs[level] += got
        arcs += np.int64(starts[i + 1] - starts[i])
    return arcs


@kernel
def swept(ahead: Arcs, back: Arcs, goals: np.ndarray, limit: int) -> Sums:
    """Give per person sum 1/d, sum d, number and greatest d of the goals, and pairs per distance.

    ``ahead`` are the arcs, ``back`` the same turned round. At most 256 goals, at most ``limit``
    steps. While few people carry bits, these hand them on; otherwise everybody asks.
    """
    n = len(ahead[0]) - 1
    words = (np.zeros((n, 4), np.uint64), np.zeros((n, 4), np.uint64), np.zeros((n, 4), np.uint64))
    whole = np.zeros(n, np.int64)
    sums = (np.zeros(n), whole, whole.copy(), whole.copy(), np.zeros(limit + 1, np.int64))
    here, there = np.empty(n, np.uint32), np.empty(n, np.uint32)
    people = begun(goals, words, here)
    level, arcs, open_arcs = 0, 0, len(ahead[1])
    while people and level < limit:
        level += 1
        if 3 * arcs < open_arcs:
            found = handed(back, words, here[:people], there)
        else:
            found, open_arcs = asked(ahead, words, here[:people], there)
        for place in range(people):
            words[1][here[place], :] = ZERO
        arcs = counted(words, there[:found], back[0], level, sums)
        words = (words[0], words[2], words[1])
        here, there, people = there, here, found
    return sums


@kernel
def met(table: Arcs, turned: Arcs, first: int, last: int) -> np.ndarray:
    """Count the others with whom people first … last - 1 share an event, each of them once."""
    events, people = table[1], turned[1]
    seen = np.full(len(table[0]) - 1, -1, np.int64)
    counts = np.zeros(last - first, np.int64)
    for person in range(first, last):
        seen[person] = person
        for record in range(table[0][person], table[0][person + 1]):
            event = events[record]
            for place in range(turned[0][event], turned[0][event + 1]):
                other = people[place]
                if seen[other] != person:
                    seen[other] = person
                    counts[person - first] += 1
    return counts
