"""The sum of one matrix times another whose people have changed places, for many orders."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel


@kernel
def crossed(  # noqa: PLR0913, PLR0917  # the arrays of two matrices
    start: np.ndarray,
    column: np.ndarray,
    value: np.ndarray,
    moved_start: np.ndarray,
    moved_column: np.ndarray,
    moved_value: np.ndarray,
    orders: np.ndarray,
    places: np.ndarray,
) -> np.ndarray:
    """Sum fixed[i, j] * moved[order[i], order[j]]; places[draw, order[draw, i]] is i."""
    n = len(start) - 1
    row = np.zeros(n)
    total = np.zeros(len(orders))
    for draw in range(len(orders)):
        found = 0.0
        for i in range(n):
            first, last = start[i], start[i + 1]
            if first == last:
                continue
            person = orders[draw, i]
            low, high = moved_start[person], moved_start[person + 1]
            for cell in range(low, high):
                row[places[draw, moved_column[cell]]] = moved_value[cell]
            for cell in range(first, last):
                found += value[cell] * row[column[cell]]
            for cell in range(low, high):
                row[places[draw, moved_column[cell]]] = 0.0
        total[draw] = found
    return total
