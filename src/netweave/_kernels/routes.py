"""Shortest paths where strong ties are short: lengths from strengths, and what lies on the paths.

Two paths are equally long if their lengths differ by less than `TIED` of them. Sums of fractions
such as 1/2 + 1/3 + 1/6 and 1/2 + 1/2 differ in floating point by about 1e-16 of themselves; paths
that truly differ do so by far more, unless strengths carry ten digits or are ten thousand million
times as strong as others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from netweave import errors
from netweave._kernels import engine
from netweave._kernels.sparse import row_lists

TIED = 1e-10
CELLS = 1 << 22  # distances held at a time


def lengths(strengths: sparse.csr_array, alpha: float = 1.0) -> sparse.csr_array:
    """Give (mean strength / strength) ** alpha for every arc."""
    found = strengths.copy()
    if found.nnz:
        parts = found.data / found.data.max()  # a mean of huge numbers would be infinite
        found.data = (parts.mean() / parts) ** alpha
    return found


def betweenness(long: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Sum over ordered pairs the share of shortest paths through each person and along each arc."""
    people, arcs = np.zeros(long.shape[0]), np.zeros(long.nnz)
    way = _compiled if engine.compiled(len(people)) else _in_numpy
    for through, along in way(long):
        people += through
        arcs += along
    if np.isnan(people).any():
        raise errors.too_many_paths()
    return people, arcs


def _compiled(long: sparse.csr_array) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    from netweave._kernels.compiled.dijkstra import BLOCK, dependencies  # noqa: PLC0415

    arcs = (*row_lists(long), long.data.astype(float))
    sources = np.arange(long.shape[0], dtype=np.uint32)
    return engine.in_blocks(
        lambda first, last: dependencies(arcs, sources[first:last], TIED), len(sources), BLOCK
    )


def _in_numpy(long: sparse.csr_array) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Take everybody's k-th nearest person at once; small networks only, n × n is held."""
    n = long.shape[0]
    distance = np.vstack([*distances(long), np.zeros((0, n))])
    order = np.argsort(distance, axis=1, kind="stable")
    across = np.full((n, n), np.inf)
    row = np.repeat(np.arange(n), np.diff(long.indptr))
    across[row, long.indices] = long.data
    source = np.arange(n)
    paths, behind = np.eye(n), np.zeros((n, n))
    for place in range(1, n):
        goal = order[:, place]
        paths[source, goal] = (paths * _on(distance, across.T[goal], goal)).sum(axis=1)
    if not np.isfinite(paths).all():
        raise errors.too_many_paths()
    for place in range(n - 1, 0, -1):
        goal = order[:, place]
        many = paths[source, goal]
        share = np.divide(1 + behind[source, goal], many, out=np.zeros(n), where=many > 0)
        behind += paths * _on(distance, across.T[goal], goal) * share[:, None]
    behind[source, source] = 0.0
    yield behind.sum(axis=0), _along(distance, paths, behind, long, row)


def _on(distance: np.ndarray, into: np.ndarray, goal: np.ndarray) -> np.ndarray:
    """Mark, per source, who comes last before its goal on a shortest path."""
    far = distance[np.arange(len(goal)), goal][:, None]
    with np.errstate(invalid="ignore"):
        near = distance + into <= far * (1 + TIED)
        last: np.ndarray = near & (distance < far) & np.isfinite(far)
    return last


def _along(
    distance: np.ndarray,
    paths: np.ndarray,
    behind: np.ndarray,
    long: sparse.csr_array,
    row: np.ndarray,
) -> np.ndarray:
    """Sum over sources what depends on each arc."""
    total = np.zeros(long.nnz)
    for source in range(len(paths)):
        far = distance[source]
        with np.errstate(invalid="ignore"):
            on = far[row] + long.data <= far[long.indices] * (1 + TIED)
        on &= np.isfinite(far[row]) & (far[row] < far[long.indices])
        end = long.indices[on]
        total[on] += paths[source][row[on]] / paths[source][end] * (1 + behind[source][end])
    return total


def distances(long: sparse.csr_array) -> Iterator[np.ndarray]:
    """Give the distances from blocks of people to everybody; infinite where nothing leads."""
    n = long.shape[0]
    dijkstra: Any = csgraph.dijkstra
    step = max(1, CELLS // max(n, 1))
    matrix = sparse.csr_matrix(long)
    for first in range(0, n, step):
        some = np.arange(first, min(first + step, n))
        yield np.asarray(dijkstra(matrix, directed=True, indices=some))


def sums(long: sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give per person the sum of 1/d, the sum of d and how many others are reached."""
    near, far, count = [np.zeros(0)], [np.zeros(0)], [np.zeros(0)]
    for block in distances(long):
        known = np.isfinite(block) & (block > 0)
        near.append(np.divide(1.0, block, out=np.zeros_like(block), where=known).sum(axis=1))
        far.append(np.where(known, block, 0.0).sum(axis=1))
        count.append(known.sum(axis=1).astype(float))
    return np.concatenate(near), np.concatenate(far), np.concatenate(count)
