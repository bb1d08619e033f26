"""Shortest paths from 64 people at once: numbers of paths forward, dependencies backward.

Every row of numbers holds one lane per source. A person's lane is reached at one distance only, so
the rows of even and of odd distances stand apart: what is being read is never written. Which lanes
of a person belong to the distance at hand is a word of 64 bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from netweave._kernels.compiled.bits import divided, lowest, ones
from netweave._kernels.compiled.jit import kernel

LANES = 64
BLOCK = 8 * LANES  # sources per call, so that its room is used more than once
FEW = 12  # so many lanes are walked bit by bit; more are added up as a whole row
ZERO, ONE = np.uint64(0), np.uint64(1)

Number = Any  # a number, or a word of bits, as the machine has it
Pair = tuple[np.ndarray, np.ndarray]
Three = tuple[np.ndarray, np.ndarray, np.ndarray]


@kernel
def gathered(
    person: Number, arcs: Pair, words: np.ndarray, want: Number, rows: np.ndarray, into: np.ndarray
) -> Number:
    """Add up the neighbours' rows in the lanes that they hold and that are wanted."""
    starts, ends = arcs
    found = ZERO
    for arc in range(starts[person], starts[person + 1]):
        other = ends[arc]
        word = words[other] & want
        if word == ZERO:
            continue
        found |= word
        if ones(word) < FEW:
            while word:
                lane = lowest(word)
                into[lane] += rows[other, lane]
                word &= word - ONE
        else:
            for lane in range(LANES):
                into[lane] += rows[other, lane]
    return found


@kernel
def pushed(
    ahead: Pair,
    words: Three,
    rows: np.ndarray,
    later: np.ndarray,
    who: np.ndarray,
    here: tuple[Number, Number],
) -> Number:
    """Hand on the numbers of paths of a few people, and write down whom they reach."""
    seen, front, new = words
    end = here[1]
    for place in range(here[0], here[1]):
        person = who[place]
        for arc in range(ahead[0][person], ahead[0][person + 1]):
            other = ahead[1][arc]
            word = front[person] & ~seen[other]
            if word == ZERO:
                continue
            if new[other] == ZERO:
                who[end] = other
                end += 1
            new[other] |= word
            while word:
                lane = lowest(word)
                later[other, lane] += rows[person, lane]
                word &= word - ONE
    return end


@kernel
def moved(word: Number, gathered: np.ndarray, row: np.ndarray) -> None:
    """Put what was gathered into its lanes of a row; few lanes were gathered one by one."""
    if ones(word) < FEW:
        while word:
            lane = lowest(word)
            row[lane], gathered[lane] = gathered[lane], 0.0
            word &= word - ONE
        return
    for lane in range(LANES):
        if (word >> np.uint64(lane)) & ONE:
            row[lane] = gathered[lane]
        gathered[lane] = 0.0


@kernel
def pulled(
    back: Pair,
    words: Three,
    rows: np.ndarray,
    later: np.ndarray,
    who: np.ndarray,
    here: tuple[Number, Number],
) -> tuple[Number, Number]:
    """Let everybody who can still be reached ask their neighbours for numbers of paths."""
    seen, front, new = words
    into = np.zeros(LANES)
    live = ZERO
    for place in range(here[0], here[1]):
        live |= front[who[place]]
    end, asked = here[1], np.int64(0)
    for person in range(len(seen)):
        want = live & ~seen[person]
        if want == ZERO:
            continue
        asked += np.int64(back[0][person + 1] - back[0][person])
        found = gathered(person, back, front, want, rows, into)
        if found == ZERO:
            continue
        new[person] = found
        who[end] = person
        end += 1
        moved(found, into, later[person])
    return end, asked


@kernel
def forward(ahead: Pair, back: Pair, words: Three, paths: np.ndarray, walk: Three) -> Number:
    """Count the shortest paths, level by level; give the greatest distance."""
    seen, front, new = words
    who, bits, level_ends = walk
    first, last, level = 0, level_ends[0], 0
    arcs, open_arcs = np.int64(0), len(ahead[1])
    while first < last:
        rows, later = paths[level % 2], paths[(level + 1) % 2]
        if 2 * arcs < open_arcs:
            end = pushed(ahead, words, rows, later, who, (first, last))
        else:
            end, open_arcs = pulled(back, words, rows, later, who, (first, last))
        for place in range(first, last):
            front[who[place]] = ZERO
        arcs = np.int64(0)
        for place in range(last, end):
            person = who[place]
            word = new[person]
            bits[place], front[person], new[person] = word, word, ZERO
            seen[person] |= word
            arcs += np.int64(ahead[0][person + 1] - ahead[0][person])
        level += 1
        level_ends[level] = end
        first, last = last, end
    return level - 1


@kernel
def settled_few(
    word: Number, counts: Number, paths: np.ndarray, onward: np.ndarray, share: np.ndarray
) -> Number:
    """Do what `settled` does, lane by lane."""
    total = 0.0
    while word:
        lane = lowest(word)
        total += onward[lane] * paths[lane]
        share[lane] = onward[lane] + divided(np.float64((counts >> lane) & ONE), paths[lane])
        onward[lane] = 0.0
        word &= word - ONE
    return total


@kernel
def settled(
    word: Number, counts: Number, paths: np.ndarray, onward: np.ndarray, share: np.ndarray
) -> Number:
    """Sum a person's dependencies over the lanes, and note each lane's share per path."""
    if ones(word) < FEW:
        return settled_few(word, counts, paths, onward, share)
    for lane in range(LANES):
        held = (word >> np.uint64(lane)) & ONE
        goal = np.float64((counts >> np.uint64(lane)) & ONE)
        behind = onward[lane]
        if held:
            share[lane] = behind + divided(goal, paths[lane])
        onward[lane] = behind * paths[lane] if held else 0.0
    half = LANES // 2
    while half:
        for lane in range(half):
            onward[lane] += onward[lane + half]
        half //= 2
    total = onward[0]
    onward[:] = 0.0
    return total


@kernel
def along(
    person: Number,
    word: Number,
    arcs: Pair,
    front: np.ndarray,
    paths: np.ndarray,
    shares: np.ndarray,
    sums: np.ndarray,
) -> None:
    """Add to each arc of a person what depends on it."""
    for arc in range(arcs[0][person], arcs[0][person + 1]):
        other = arcs[1][arc]
        both = front[other] & word
        while both:
            lane = lowest(both)
            sums[arc] += paths[lane] * shares[other, lane]
            both &= both - ONE


@kernel
def stepped_back(
    ahead: Pair, front: np.ndarray, rows: Pair, walk: Three, level: Number, goals: Pair, sums: Three
) -> tuple[Number, Number]:
    """Work out the dependencies of those at one distance from those at the next.

    Gives what the sources can reach by paths that avoid everybody shut, and how many goals are
    here.
    """
    who, bits, level_ends = walk
    total, onward, by_arc = sums
    paths, share, after = rows[0][level % 2], rows[1][level % 2], rows[1][(level + 1) % 2]
    reached, pairs = 0.0, 0
    for place in range(level_ends[level - 1] if level else 0, level_ends[level]):
        person, word = who[place], bits[place]
        gathered(person, ahead, front, word, after, onward)
        if len(by_arc):
            along(person, word, ahead, front, paths[person], after, by_arc)
        counts = goals[0][person] if level else ZERO
        found = settled(word, counts, paths[person], onward, share[person])
        if level == 0:
            reached += found
            continue
        total[person] += found
        pairs += ones(word & counts)
        if goals[1][person]:
            share[person, :] = 0.0
    return reached, pairs


@kernel
def backward(
    ahead: Pair,
    front: np.ndarray,
    rows: Pair,
    walk: Three,
    deepest: Number,
    goals: Pair,
    sums: Three,
) -> tuple[Number, Number]:
    """Work out all dependencies, from the greatest distance to the sources themselves."""
    who, bits, level_ends = walk
    reached, pairs = 0.0, 0
    last = level_ends[deepest]
    for level in range(deepest, -1, -1):
        more, found = stepped_back(ahead, front, rows, walk, level, goals, sums)
        reached += more
        pairs += found
        first = level_ends[level - 1] if level else 0
        for place in range(level_ends[level], last):
            front[who[place]] = ZERO
        last = level_ends[level]
        for place in range(first, last):
            front[who[place]] = bits[place] if level else ZERO
    return reached, pairs


@kernel
def begun(
    some: np.ndarray, words: Three, paths: np.ndarray, walk: Three, codes: np.ndarray
) -> np.ndarray:
    """Put each source on its lane; say in which lanes everybody counts as a goal."""
    who, bits, level_ends = walk
    level_ends[0] = len(some)
    own, counts = np.zeros(len(codes), np.uint64), np.zeros(len(codes), np.uint64)
    known = ZERO
    for lane in range(len(some)):
        person, bit = some[lane], ONE << np.uint64(lane)
        words[0][person], words[1][person] = bit, bit
        who[lane], bits[lane] = person, bit
        paths[0, person, lane] = 1.0
        if codes[person] >= 0:
            own[codes[person]] |= bit
            known |= bit
    for person in range(len(codes)):
        if codes[person] >= 0:
            counts[person] = known & ~own[codes[person]]
    return counts


@kernel
def dependencies(
    ahead: Pair,
    back: Pair,
    sources: np.ndarray,
    codes: np.ndarray,
    shut: np.ndarray,
    by_arc: bool,  # noqa: FBT001
) -> tuple[np.ndarray, np.ndarray, float, int]:
    """Give dependencies per person and per arc, summed over sources and goals, and two numbers.

    A goal counts if its code differs from the source's; a code of -1 counts on neither side. The
    numbers are the sum over counting pairs of the share of their paths on which nobody is shut,
    and how many connected pairs count.
    """
    n = len(codes)
    words = (np.zeros(n, np.uint64), np.zeros(n, np.uint64), np.zeros(n, np.uint64))
    rows = (np.empty((2, n, LANES)), np.empty((2, n, LANES)))
    room = n * min(n, LANES)
    walk = (np.empty(room, np.uint32), np.empty(room, np.uint64), np.empty(n + 2, np.int64))
    sums = (np.zeros(n), np.zeros(LANES), np.zeros(len(ahead[1]) if by_arc else 0))
    reached, pairs = 0.0, 0
    for start in range(0, len(sources), LANES):
        rows[0][:], rows[1][:] = 0.0, 0.0
        words[0][:] = ZERO
        counts = begun(sources[start : start + LANES], words, rows[0], walk, codes)
        deepest = forward(ahead, back, words, rows[0], walk)
        more, found = backward(ahead, words[1], rows, walk, deepest, (counts, shut), sums)
        reached += more
        pairs += found
    return sums[0], sums[2], reached, pairs
