"""Shortest paths in 0/1 matrices: many people at once, level by level, exact.

A cell (i, j) that is not zero is an arc i → j. Distances count arcs.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

LANES = 64
WORDS = 4


def levels(
    matrix: sparse.csr_array, goals: np.ndarray | None = None
) -> Iterator[tuple[int, np.ndarray]]:
    """Count, distance by distance, how many of the goals everybody reaches along the arcs.

    Each person carries one bit per goal; one level is one OR over the neighbours. Yields
    (distance, newly reached per person) for every block of goals and every distance in it. Left
    out, everybody is a goal.
    """
    n = matrix.shape[0]
    rows = np.flatnonzero(np.diff(matrix.indptr))
    starts = matrix.indptr[rows]
    goals = np.arange(n) if goals is None else goals
    lane = np.arange(64 * WORDS)
    bits = np.left_shift(np.uint64(1), (lane % 64).astype(np.uint64))
    for first in range(0, len(goals), 64 * WORDS):
        block = goals[first : first + 64 * WORDS]
        front = np.zeros((n, WORDS), dtype=np.uint64)
        front[block, lane[: len(block)] // 64] = bits[: len(block)]
        seen = front.copy()
        distance = 0
        while rows.size and front.any():
            distance += 1
            near = np.bitwise_or.reduceat(front[matrix.indices], starts, axis=0)
            front = np.zeros_like(seen)
            front[rows] = near & ~seen[rows]
            seen |= front
            yield distance, np.bitwise_count(front).sum(axis=1)


def reciprocal_distances(matrix: sparse.csr_array, goals: np.ndarray | None = None) -> np.ndarray:
    """Sum 1/d from each person to the goals they reach (everybody); nobody reached gives 0."""
    total = np.zeros(matrix.shape[0])
    for distance, reached in levels(matrix, goals):
        total += reached / distance
    return total


def reached_within(matrix: sparse.csr_array, steps: int) -> np.ndarray:
    """Count the others that each person reaches in at most so many steps."""
    total = np.zeros(matrix.shape[0])
    for distance, reached in levels(matrix):
        if distance <= steps:
            total += reached
    return total


def shortest(matrix: sparse.csr_array, sources: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Give distances (-1 = out of reach) and numbers of shortest paths from each source.

    Columns are the sources, rows everybody; the third value is the greatest distance.
    """
    back = matrix.T.tocsr()
    lanes = np.arange(len(sources))
    distance = np.full((matrix.shape[0], len(sources)), -1, dtype=np.int32)
    paths = np.zeros(distance.shape)
    distance[sources, lanes] = 0
    paths[sources, lanes] = 1.0
    front, level = paths.copy(), 0
    while True:
        step = np.where(distance < 0, back @ front, 0.0)
        new = step > 0
        if not new.any():
            return distance, paths, level
        level += 1
        distance[new] = level
        paths += step
        front = step


def betweenness(matrix: sparse.csr_array) -> np.ndarray:
    """Sum over ordered pairs the share of shortest paths that pass through each person.

    Brandes' accumulation (2001), for a block of sources at a time: memory grows with n, not n².
    """
    n = matrix.shape[0]
    total = np.zeros(n)
    for first in range(0, n, LANES):
        sources = np.arange(first, min(first + LANES, n))
        distance, paths, deepest = shortest(matrix, sources)
        behind = np.zeros_like(paths)
        for level in range(deepest, 0, -1):
            here = distance == level
            share = np.divide(1.0 + behind, paths, out=np.zeros_like(paths), where=here)
            behind += np.where(distance == level - 1, paths * (matrix @ share), 0.0)
        behind[sources, np.arange(len(sources))] = 0.0
        total += behind.sum(axis=1)
    return total


def paths_through(matrix: sparse.csr_array, hubs: np.ndarray) -> float:
    """Sum over ordered pairs outside the hubs the share of shortest paths through any hub."""
    outside = np.flatnonzero(~hubs)
    keep = sparse.diags_array((~hubs).astype(float))
    without: sparse.csr_array = (keep @ matrix @ keep).tocsr()
    total = 0.0
    for first in range(0, len(outside), LANES):
        sources = outside[first : first + LANES]
        distance, paths, _ = shortest(matrix, sources)
        detour, left, _ = shortest(without, sources)
        apart = (distance > 0) & ~hubs[:, None]
        still = np.divide(left, paths, out=np.zeros_like(paths), where=apart & (detour == distance))
        total += float(np.sum(apart) - still.sum())
    return total


def joined_pairs(labels: np.ndarray) -> int:
    """Count the unordered pairs that bear the same label."""
    sizes = np.bincount(labels) if len(labels) else np.zeros(1, dtype=int)
    return int((sizes * (sizes - 1) // 2).sum())
