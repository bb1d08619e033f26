"""Nestedness of 0/1 tables."""

from __future__ import annotations

import numpy as np


def nodf(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give NODF over all pairs of lines, over rows and over columns, in per cent, and the pairs.

    NaN where there is no pair. Lines without a 1 are taken to have been left out.
    """
    numbers = table.astype(np.float64)
    sums, pairs = zip(*(_paired(lines) for lines in (numbers, numbers.T)), strict=True)
    total = np.array([sum(sums), *sums])
    count = np.array([sum(pairs), *pairs])
    with np.errstate(invalid="ignore", divide="ignore"):
        values: np.ndarray = 100 * total / count
    return values, count


def _paired(lines: np.ndarray) -> tuple[float, int]:
    """Add up, over pairs of lines with unequal sums, the share of the smaller in the larger."""
    held = lines.sum(axis=1)
    order = np.argsort(-held, kind="stable")
    lines, held = lines[order], held[order]
    shared = lines @ lines.T
    smaller = np.where(held > 0, held, 1.0)
    within = np.triu(shared / smaller, 1) * (held[:, None] > held)
    return float(within.sum()), len(held) * (len(held) - 1) // 2
