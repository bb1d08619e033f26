"""People who change places: sums over the arcs of one matrix against another that is shuffled."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse

from netweave._kernels import engine

LANES = 64  # orders drawn from one stream of random numbers, fewer if there are many people
PLACES = 1 << 22  # places of people kept at once
DENSE = 5_000  # people up to whom a matrix may be laid out in full
CELLS = 1 << 17  # cells looked up together
FULLER = 8  # a matrix so many times fuller than the other is looked up, not walked through


@dataclass(frozen=True)
class Shuffles:
    """Orders of the people: so many at random, or every one but the first where there are no more.

    Parameters
    ----------
    n : int
        How many people.
    wanted : int
        How many orders.
    seed : int
        Same seed, same orders, whatever the number of threads.
    """

    n: int
    wanted: int
    seed: int

    @cached_property
    def every(self) -> np.ndarray | None:
        """Every order but that of the data, where these are no more than wanted; else None."""
        if self.n > 12 or math.factorial(self.n) - 1 > self.wanted:
            return None
        orders = list(itertools.permutations(range(self.n)))[1:]
        return np.array(orders, dtype=np.int64).reshape(len(orders), self.n)

    @property
    def count(self) -> int:
        """How many orders there are."""
        return self.wanted if self.every is None else len(self.every)

    @property
    def step(self) -> int:
        """How many orders are drawn from one stream."""
        return max(1, min(LANES, PLACES // max(self.n, 1)))

    @cached_property
    def _streams(self) -> list[np.random.SeedSequence]:
        return np.random.SeedSequence(self.seed).spawn(-(-self.wanted // self.step))

    def block(self, first: int, last: int) -> np.ndarray:
        """Give the orders first … last - 1, one per row; first is a multiple of the step."""
        if self.every is not None:
            return self.every[first:last]
        rng = np.random.default_rng(self._streams[first // self.step])
        return rng.permuted(np.tile(np.arange(self.n), (last - first, 1)), axis=1)

    def each(self, work: Callable[[np.ndarray], Any]) -> list[Any]:
        """Call ``work(orders)`` on every block, in threads; give the results in order."""
        _ = self.every, self._streams
        return list(engine.in_blocks(lambda a, b: work(self.block(a, b)), self.count, self.step))


class Walked:
    """A matrix as the kernels take it: its cells, and laid out in full when that is asked for."""

    def __init__(self, matrix: sparse.csr_array) -> None:
        self.n = matrix.shape[0]
        self.start = np.ascontiguousarray(matrix.indptr, dtype=np.int64)
        self.column = np.ascontiguousarray(matrix.indices, dtype=np.int64)
        self.value = np.ascontiguousarray(matrix.data, dtype=np.float64)
        self.row = np.repeat(np.arange(self.n), np.diff(self.start))
        self.ones = bool((self.value == 1.0).all())

    @cached_property
    def full(self) -> np.ndarray:
        """Every cell, row by row."""
        laid = np.zeros(self.n * self.n)
        laid[self.row * self.n + self.column] = self.value
        return laid


def crossed(
    fixed: Sequence[sparse.csr_array], moved: Sequence[sparse.csr_array], shuffles: Shuffles
) -> np.ndarray:
    """Sum fixed[i, j] · moved[order[i], order[j]] for every order, pair of matrices by pair.

    Means and variances do not change when people change places, so that nothing else has to be
    computed anew. Only the cells of the emptier matrix are walked through. The result has the
    axes order, fixed, moved.
    """
    ones, others = [Walked(one) for one in fixed], [Walked(one) for one in moved]

    def work(orders: np.ndarray) -> np.ndarray:
        places = np.empty_like(orders)
        np.put_along_axis(places, orders, np.broadcast_to(np.arange(shuffles.n), orders.shape), 1)
        found = np.empty((len(orders), len(ones), len(others)))
        for a, one in enumerate(ones):
            for b, other in enumerate(others):
                found[:, a, b] = _sums(one, other, orders, places)
        return found

    for pair in itertools.product(ones, others):
        if not _walk(*pair):
            _ = max(pair, key=lambda one: len(one.value)).full  # laid out once, before the threads
    blocks = shuffles.each(work)
    return np.concatenate(blocks) if blocks else np.empty((0, len(ones), len(others)))


def _walk(one: Walked, other: Walked) -> bool:
    """Say whether the compiled kernel walks through both, or the fuller one is looked up."""
    if not engine.compiled(one.n):
        return False
    few, many = sorted((len(one.value), len(other.value)))
    return one.n > DENSE or many <= FULLER * few


def _sums(one: Walked, other: Walked, orders: np.ndarray, places: np.ndarray) -> np.ndarray:
    if _walk(one, other):
        from netweave._kernels.compiled.permute import crossed as compiled  # noqa: PLC0415

        summed: np.ndarray = compiled(
            one.start, one.column, one.value, other.start, other.column, other.value,
            np.ascontiguousarray(orders), places,
        )  # fmt: skip
        return summed
    if len(one.value) <= len(other.value):
        return _looked_up(one, other, orders)
    return _looked_up(other, one, places)


def _looked_up(few: Walked, many: Walked, orders: np.ndarray) -> np.ndarray:
    """Look the cells of the emptier matrix up in the fuller one, some orders at a time."""
    found = np.empty(len(orders))
    step = max(1, CELLS // max(len(few.value), 1))
    for first in range(0, len(orders), step):
        some = orders[first : first + step]
        cells = some.take(few.row, axis=1)
        cells *= many.n
        cells += some.take(few.column, axis=1)
        values = many.full.take(cells)
        if not few.ones:
            values *= few.value
        found[first : first + step] = values.sum(axis=1)
    return found
