"""Shortest paths in 0/1 matrices: through whom, and along which arcs, they run; exact.

A cell (i, j) that is not zero is an arc i → j. Distances count arcs. Brandes' accumulation (2001)
from a block of sources at a time: memory grows with n, not n².
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import sparse

from netweave import errors
from netweave._kernels import engine
from netweave._kernels.sparse import row_lists

LANES = 64


class Task(NamedTuple):
    """Between whom paths count.

    Parameters
    ----------
    sources : int array
        Where paths start.
    codes : int array
        A pair counts if its codes differ; -1 counts on neither side.
    shut : bool array
        Whose paths are not to be counted in ``open``.
    by_arc : bool
        Whether to add up by arcs too.
    """

    sources: np.ndarray
    codes: np.ndarray
    shut: np.ndarray
    by_arc: bool = False


class Sums(NamedTuple):
    """What depends on people and on arcs, over all ordered pairs that count.

    Parameters
    ----------
    people, arcs : float arrays
        The sum over pairs of the share of their shortest paths through each person other than the
        two, and along each arc.
    open : float
        The sum over pairs of the share of their shortest paths on which nobody is shut.
    pairs : int
        How many pairs are connected.
    """

    people: np.ndarray
    arcs: np.ndarray
    open: float
    pairs: int


def betweenness(matrix: sparse.csr_array) -> np.ndarray:
    """Sum over ordered pairs the share of shortest paths that pass through each person."""
    return _added(matrix, _everybody(matrix)).people


def along_arcs(matrix: sparse.csr_array) -> np.ndarray:
    """Sum over ordered pairs the share of shortest paths along each arc, as matrix.indices."""
    return _added(matrix, _everybody(matrix)._replace(by_arc=True)).arcs


def across(matrix: sparse.csr_array, codes: np.ndarray) -> Sums:
    """Do the same per person over pairs of different codes; -1 counts on neither side."""
    task = _everybody(matrix)._replace(codes=codes.astype(np.int64))
    return _added(matrix, task._replace(sources=np.flatnonzero(codes >= 0)))


def paths_through(matrix: sparse.csr_array, hubs: np.ndarray) -> float:
    """Sum over ordered pairs outside the hubs the share of shortest paths through any hub."""
    return through(matrix, hubs)[0]


def through(matrix: sparse.csr_array, hubs: np.ndarray) -> tuple[float, int]:
    """Do the same, and count the connected ordered pairs outside the hubs."""
    codes = np.where(hubs, -1, np.arange(len(hubs)))
    found = _added(matrix, Task(np.flatnonzero(~hubs), codes, hubs))
    return max(found.pairs - found.open, 0.0), found.pairs


def joined_pairs(labels: np.ndarray) -> int:
    """Count the unordered pairs that bear the same label."""
    sizes = np.bincount(labels) if len(labels) else np.zeros(1, dtype=int)
    return int((sizes * (sizes - 1) // 2).sum())


def _everybody(matrix: sparse.csr_array) -> Task:
    """Let all pairs count."""
    n = matrix.shape[0]
    return Task(np.arange(n), np.arange(n), np.zeros(n, dtype=bool))


def _added(matrix: sparse.csr_array, task: Task) -> Sums:
    """Add up over blocks of sources, in numpy or compiled."""
    people = np.zeros(matrix.shape[0])
    arcs = np.zeros(matrix.nnz if task.by_arc else 0)
    reached, pairs = 0.0, 0
    way = _compiled if engine.compiled(len(people)) else _in_numpy
    for found in way(matrix, task):
        people += found.people
        arcs += found.arcs
        reached += found.open
        pairs += found.pairs
    if np.isnan(people).any():
        raise errors.too_many_paths()
    return Sums(people, arcs, reached, pairs)


def _compiled(matrix: sparse.csr_array, task: Task) -> Iterator[Sums]:
    """Accumulate in compiled code, in threads."""
    from netweave._kernels.compiled.brandes import BLOCK, dependencies  # noqa: PLC0415

    ahead, back = row_lists(matrix), row_lists(matrix.T.tocsr())
    sources = task.sources.astype(np.uint32)
    rest = (task.codes, task.shut, task.by_arc)

    def work(first: int, last: int) -> Sums:
        return Sums(*dependencies(ahead, back, sources[first:last], *rest))

    return engine.in_blocks(work, len(sources), BLOCK)


def _in_numpy(matrix: sparse.csr_array, task: Task) -> Iterator[Sums]:
    """Accumulate backwards, distance by distance, for a block of sources."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    for first in range(0, len(task.sources), LANES):
        sources = task.sources[first : first + LANES]
        distance, paths, deepest = shortest(matrix, sources)
        known = (task.codes >= 0)[:, None] & (task.codes[sources] >= 0)
        goals = known & (task.codes[:, None] != task.codes[sources]) & (distance > 0)
        parts = np.divide(goals, paths, out=np.zeros_like(paths), where=goals)
        through, people = np.zeros_like(paths), np.zeros(len(paths))
        arcs = np.zeros(matrix.nnz if task.by_arc else 0)
        beyond = np.zeros_like(paths)  # the shares of those one step farther
        for level in range(deepest, 0, -1):
            here = distance == level
            if level < deepest:
                through = np.where(here, matrix @ beyond, 0.0)
                people += np.einsum("pl,pl->p", through, paths)
            beyond = np.where(here & ~task.shut[:, None], through + parts, 0.0)
            if task.by_arc:
                arcs += _by_arc(matrix.indices, row, paths * (distance == level - 1), beyond)
        start = distance == 0
        # Where nobody is shut, every pair that counts is open.
        reached = (matrix @ beyond)[start].sum() if task.shut.any() else goals.sum()
        yield Sums(people, arcs, float(reached), int(goals.sum()))


def _by_arc(ends: np.ndarray, row: np.ndarray, paths: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Sum paths × share over the lanes, for every arc."""
    found: np.ndarray = np.einsum("al,al->a", paths[row], share[ends])
    return found


def shortest(matrix: sparse.csr_array, sources: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Give distances (-1 = out of reach) and numbers of shortest paths from each source.

    Columns are the sources, rows everybody; the third value is the greatest distance.
    """
    back = matrix.T.tocsr()
    lanes = np.arange(len(sources))
    distance = np.full((matrix.shape[0], len(sources)), -1, dtype=np.int32)
    distance[sources, lanes] = 0
    front = back[:, sources].toarray().astype(float)
    paths = front.copy()
    paths[sources, lanes] = 1.0
    level = 0
    new = (front > 0) & (distance < 0)
    while new.any():
        level += 1
        distance[new] = level
        left = distance < 0
        if not left.any():
            break
        front = np.where(left, back @ front, 0.0)
        paths += front
        new = front > 0
    return distance, paths, level
