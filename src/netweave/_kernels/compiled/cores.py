"""Core numbers: people with few ties are taken away, level by level."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel


@kernel
def peeled(degree: np.ndarray, indptr: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """Give the core number of everybody; row i lists those who lose a tie when i goes.

    ``degree`` is used up. Those left are looked through once per level, which altogether takes
    no longer than going through the ties.
    """
    core = np.zeros(len(degree), dtype=np.int32)
    left = np.arange(len(degree)).astype(np.int32)
    going = np.empty(len(degree), dtype=np.int32)
    size, level = len(degree), 0
    while size:
        stay, gone = 0, 0
        for i in left[:size]:
            if degree[i] > level:
                left[stay] = i
                stay += 1
            elif degree[i] == level:  # below it: went at an earlier level
                going[gone] = i
                gone += 1
        core[going[: _go(going, gone, level, degree, (indptr, indices))]] = level
        size, level = stay, level + 1
    return core


@kernel
def _go(
    going: np.ndarray,
    gone: int,
    level: int,
    degree: np.ndarray,
    losers: tuple[np.ndarray, np.ndarray],
) -> int:
    """Take away those going, and whoever comes down to the level by it; say how many went."""
    at = 0
    while at < gone:
        for j in losers[1][losers[0][going[at]] : losers[0][going[at] + 1]]:
            if degree[j] > level:
                degree[j] -= 1
                if degree[j] == level:
                    going[gone] = j
                    gone += 1
        at += 1
    return gone
