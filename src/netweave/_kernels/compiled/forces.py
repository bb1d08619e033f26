"""Forces between everybody, far people taken together: a pyramid of square grids."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel

LEAF = 4.0  # people per cell of the finest grid, on average


@kernel
def _pyramid(
    xy: np.ndarray, mass: np.ndarray, depth: int, corner: np.ndarray, cell: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Add up mass and centre of mass per cell, the coarsest level first; give who is in a cell."""
    n = len(xy)
    side = 1 << depth
    first = np.zeros(depth + 2, dtype=np.int64)
    for level in range(depth + 1):
        first[level + 1] = first[level] + (1 << (2 * level))
    sums = np.zeros((first[depth + 1], 3))
    place = np.zeros(n, dtype=np.int64)
    begin = np.zeros(side * side + 1, dtype=np.int64)
    for person in range(n):
        column = min(int((xy[person, 0] - corner[0]) / cell), side - 1)
        row = min(int((xy[person, 1] - corner[1]) / cell), side - 1)
        place[person] = row * side + column
        begin[place[person] + 1] += 1
        for level in range(depth, -1, -1):
            at = first[level] + row * (1 << level) + column
            sums[at, 0] += mass[person]
            sums[at, 1] += mass[person] * xy[person, 0]
            sums[at, 2] += mass[person] * xy[person, 1]
            row >>= 1
            column >>= 1
    for where in range(side * side):
        begin[where + 1] += begin[where]
    fill = begin[:-1].copy()
    order = np.zeros(n, dtype=np.int64)
    for person in range(n):
        order[fill[place[person]]] = person
        fill[place[person]] += 1
    return first, sums, place, begin, order


@kernel
def _near(
    heavy: np.ndarray, person: int, cell: int, side: int, begin: np.ndarray, closest: float
) -> tuple[float, float]:
    """Push one person away from everybody in its own cell and those around it.

    ``heavy`` holds place and mass in the order of the cells, and ``person`` is a place in it.
    """
    x, y = 0.0, 0.0
    high, right = cell // side, cell % side
    for r in range(max(high - 1, 0), min(high + 2, side)):
        left, end = r * side + max(right - 1, 0), r * side + min(right + 2, side)
        for other in range(begin[left], begin[end]):
            dx = heavy[person, 0] - heavy[other, 0]
            dy = heavy[person, 1] - heavy[other, 1]
            share = heavy[other, 2] / max(dx * dx + dy * dy, closest)
            x += dx * share
            y += dy * share
    return x, y


@kernel
def _far(
    at: np.ndarray, row: int, column: int, depth: int, first: np.ndarray, sums: np.ndarray
) -> tuple[float, float]:
    """Push one person away from cells: at each level those near its parent and not near itself."""
    x, y = 0.0, 0.0
    for level in range(depth, 1, -1):
        side = 1 << level
        high, right = (row >> 1) << 1, (column >> 1) << 1
        for r in range(max(high - 2, 0), min(high + 4, side)):
            for c in range(max(right - 2, 0), min(right + 4, side)):
                if abs(r - row) <= 1 and abs(c - column) <= 1:
                    continue
                mass, across, along = sums[first[level] + r * side + c]
                if mass > 0.0:
                    dx, dy = at[0] - across / mass, at[1] - along / mass
                    share = mass / (dx * dx + dy * dy)
                    x += dx * share
                    y += dy * share
        row >>= 1
        column >>= 1
    return x, y


@kernel
def repulsion(xy: np.ndarray, mass: np.ndarray, closest: float) -> np.ndarray:
    """Push everybody from everybody by the product of their masses over their distance."""
    n = len(xy)
    corner = np.array([xy[:, 0].min(), xy[:, 1].min()])
    width = max(xy[:, 0].max() - corner[0], xy[:, 1].max() - corner[1]) * 1.000001 + 1e-9
    depth = max(1, int(np.ceil(np.log2(max(n / LEAF, 1.0)) / 2)))
    side = 1 << depth
    first, sums, place, begin, order = _pyramid(xy, mass, depth, corner, width / side)
    heavy = np.column_stack((xy[order], mass[order]))
    force = np.zeros((n, 2))
    for at, person in enumerate(order):
        cell = place[person]
        x, y = _near(heavy, at, cell, side, begin, closest)
        u, v = _far(heavy[at], cell // side, cell % side, depth, first, sums)
        force[person, 0] = (x + u) * mass[person]
        force[person, 1] = (y + v) * mass[person]
    return force
