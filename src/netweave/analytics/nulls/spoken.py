"""The place of a value among random ones in plain words: equal ones are never counted as lower."""

from __future__ import annotations

import numpy as np

FEW = 20  # with fewer different networks (or labelings) to compare with, a place says nothing


def share(count: float, draws: float) -> str:
    """Say how many in 100 so many of the draws are; never all or none, as more draws might differ.

    >>> share(630, 999), share(999, 999), share(99, 99), share(2, 999)
    ('63', 'more than 99', '99', 'fewer than 1')
    """
    part = 100 * count / (draws + 1)
    if part > 99:
        return "more than 99"
    return f"{int(part + 0.5)}" if part >= 0.5 else "fewer than 1"


def placed(less: float, equal: float, draws: float) -> str:
    """Say among how many of the draws a value is higher, or lower, and among how many equal.

    >>> placed(600, 0, 999)
    'higher than in 60 of 100 of them'
    >>> placed(100, 300, 999)
    'lower than in 60 of 100 of them and equal in 30'
    """
    more = draws - less - equal
    side, count = ("higher", less) if less >= more else ("lower", more)
    also = f" and equal in {share(equal, draws)}" if equal else ""
    return f"{side} than in {share(count, draws)} of 100 of them{also}"


def about(number: float) -> str:
    """Write a mean number of people, such as 0.45 or 12."""
    return f"{number:.2g}" if number < 10 else f"{number:.0f}"


def labelings(labels: np.ndarray, strata: np.ndarray | None = None, least: int = FEW) -> int:
    """Count the ways to hand labels out within strata, as far as ``least``.

    >>> labelings(np.array([0, 0, 1, 1])), labelings(np.arange(9))
    (6, 20)
    """
    strata = np.zeros(len(labels), dtype=np.int64) if strata is None else strata
    ways = 1
    for stratum in np.unique(strata):
        left = int((strata == stratum).sum())
        for size in np.sort(np.bincount(labels[strata == stratum])):
            part, few = 1, min(int(size), left - int(size))
            for step in range(few):
                part = part * (left - step) // (step + 1)
                if ways * part >= least:
                    return least
            ways, left = ways * part, left - int(size)
    return ways
