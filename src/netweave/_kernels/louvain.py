"""Communities of connected people, found by moving them one at a time and merging.

A pass moves nodes to the community they gain most modularity from, splits what is not connected,
looks for parts inside the communities, makes each part a node, and does the same with these until
nothing merges. Passes are repeated from the communities found until modularity stops growing.
Where first moves take long, those among many who meet, what they give is merged in several orders.

Weights are rounded to whole numbers of 2⁻⁵⁰ of their sum, and no tie to nothing. Sums of them are
exact in any order, so small and large networks, which are computed differently, get the same
communities, on every machine. Orders of visiting are drawn by a generator of its own for the same
reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Protocol

import numpy as np
from scipy import sparse

from netweave._kernels import engine, moves
from netweave._kernels.partition import canonical
from netweave._kernels.sparse import row_lists

GROWTH = 1e-3  # a pass that adds no more modularity is the last
PASSES, LAST = 2, 10  # so many passes from single nodes, and from communities agreed on
REFINED = 5_000  # up to so many nodes, communities are taken apart before they are merged
AGREE = 5  # so many equal runs are enough

Array = np.ndarray


class Ties(Protocol):
    """What nodes are tied by, in one form or another."""

    @property
    def strength(self) -> Array:
        """What each node is tied by in all."""

    @property
    def refinable(self) -> bool:
        """Whether communities are taken apart before they are merged."""

    @property
    def compiled(self) -> bool:
        """Whether the moves are compiled."""

    @property
    def tries(self) -> int:
        """In how many orders first communities are merged, of which the best stay; 0: as usual."""

    def settle(
        self,
        share: float,
        order: Array,
        label: Array,
        *,
        bound: Array | None = None,
        once: bool = False,
    ) -> float:
        """Move nodes, inside their bounds if there are any, until none gains, or once."""

    def pieces(self, label: Array) -> Array:
        """Give the connected parts of the communities, numbered by their first member."""

    def merged(self, label: Array, count: int) -> Ties:
        """Make each community a node."""


@dataclass(frozen=True)
class Listed:
    """Ties listed by node, in order of the other end."""

    indptr: Array
    indices: Array
    weight: Array
    strength: Array
    least: float
    restless: bool
    refinable: bool
    compiled: bool
    tries: int = 0

    def settle(
        self,
        share: float,
        order: Array,
        label: Array,
        *,
        bound: Array | None = None,
        once: bool = False,
    ) -> float:
        """Move nodes, inside their bounds if there are any, until none gains, or once."""
        ties = self.indptr, self.indices, self.weight
        least = math.inf if once else self.least
        if bound is not None:
            ties = self._steps.inside(*ties, bound)
        if not self.compiled:
            how = least, self.restless
            return moves.settle(*ties, self.strength, share, order, label, *how)
        freely = order.view(np.uint32), label.view(np.uint32)
        return float(self._steps.settle(*ties, self.strength, share, *freely, least))

    def pieces(self, label: Array) -> Array:
        """Give the connected parts of the communities."""
        part: Array = self._steps.pieces(self.indptr, self.indices, label)
        return part

    def merged(self, label: Array, count: int) -> Listed:
        """Make each community a node."""
        indptr, indices, weight = self._steps.merged(
            self.indptr, self.indices, self.weight, label, count
        )
        strength = np.bincount(label, self.strength, count)
        return replace(self, indptr=indptr, indices=indices, weight=weight, strength=strength)

    @property
    def _steps(self) -> ModuleType:
        if not self.compiled:
            return moves
        from netweave._kernels.compiled import louvain  # noqa: PLC0415

        return louvain


def whole(total: float) -> float:
    """Give the power of two that makes a sum of weights about 2⁵⁰."""
    return math.ldexp(1.0, min(50 - math.frexp(total)[1], 1023)) if total > 0 else 1.0


def tied(matrix: sparse.csr_array, loops: Array | None = None) -> Listed:
    """Take the ties of a symmetric matrix without diagonal; loops count for strengths alone."""
    n = matrix.shape[0]
    inside = np.zeros(n) if loops is None else loops
    scale = whole(float(matrix.sum() + inside.sum()))
    parts = np.maximum(np.rint(matrix.data * scale), 1.0)
    there = matrix.data > 0
    exact = sparse.csr_array((parts * there, matrix.indices, matrix.indptr), (n, n))
    if not there.all():
        exact.eliminate_zeros()
    strength = exact @ np.ones(n) + np.rint(inside * scale)
    fast = engine.compiled(n)
    indptr, indices = row_lists(exact) if fast else (exact.indptr, exact.indices)
    return Listed(
        indptr,
        indices,
        exact.data,
        strength,
        least=0.0,
        restless=False,
        refinable=n <= REFINED,
        compiled=fast,
    )


def _mixed(value: Array) -> Array:
    """Mix the bits of 64-bit numbers (splitmix64)."""
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Array = value ^ (value >> np.uint64(31))
    return mixed


class Orders:
    """Draws orders of 0 … n - 1, one after the other, from a seed."""

    def __init__(self, seed: int) -> None:
        self._seed = _mixed(np.array([seed], dtype=np.uint64))
        self._count = 0

    def next(self, n: int) -> Array:
        """Give the next order."""
        self._count += 1
        keys = np.arange(n, dtype=np.uint64) + _mixed(self._seed + np.uint64(self._count))
        return _mixed(keys).argsort().astype(np.int32)


def found(ties: Ties, seed: int, resolution: float = 1.0, start: Array | None = None) -> Array:
    """Give communities 0, 1, …, each connected, found from single nodes or from a start."""
    twice, n = float(ties.strength.sum()), len(ties.strength)
    label = np.arange(n, dtype=np.int32) if start is None else start.astype(np.int32)
    if not twice:
        return np.arange(n, dtype=np.int32)
    orders = Orders(seed)
    if start is None and ties.tries:
        label = _tried(ties, orders, resolution / twice)
    for _ in range(PASSES if start is None else LAST):
        label, gained = _pass(ties, label, orders, resolution / twice)
        if 2 * gained / twice <= GROWTH:
            break
    return label


def _tried(ties: Ties, orders: Orders, share: float) -> Array:
    """Move every node once, merge in several orders, and give the best communities.

    To move nodes takes long while communities are many, and little once they are few.
    """
    n = len(ties.strength)
    label = np.arange(n, dtype=np.int32)
    ties.settle(share, orders.next(n), label, once=True)
    part = ties.pieces(label)
    count = int(part.max()) + 1
    less, most = ties.merged(part, count), -math.inf
    for _ in range(ties.tries):
        above, gained = _pass(less, np.arange(count, dtype=np.int32), orders, share)
        found = above[part]
        if ties.tries > 1:  # otherwise there is nothing to compare
            gained += ties.settle(share, orders.next(n), found)
        if gained > most:
            label, most = found, gained
    return label


def _pass(ties: Ties, label: Array, orders: Orders, share: float) -> tuple[Array, float]:
    """Move and merge until nothing merges: give the communities of the nodes, and the gain."""
    label, place, gained = label.copy(), np.arange(len(label)), 0.0
    while True:
        n = len(label)
        gained += ties.settle(share, orders.next(n), label)
        label = ties.pieces(label)
        part = _parts(ties, label, orders, share) if ties.refinable else label
        count = int(part.max()) + 1
        if count == n:
            return label[place], gained
        ties, place = ties.merged(part, count), part[place]
        above = np.empty(count, dtype=np.int32)
        above[part] = label
        label = above


def _parts(ties: Ties, label: Array, orders: Orders, share: float) -> Array:
    """Take communities apart: find communities inside each of them, from single nodes."""
    part = np.arange(len(label), dtype=np.int32)
    ties.settle(share, orders.next(len(label)), part, bound=label, once=True)
    return ties.pieces(part)


def several(ties: Ties, seed: int, runs: int, resolution: float = 1.0) -> Array:
    """Run with consecutive seeds, one column each; ``AGREE`` runs are enough if all are equal."""
    n = len(ties.strength)

    def run(first: int, last: int) -> list[Array]:
        return [canonical(found(ties, seed + at, resolution)) for at in range(first, last)]

    def columns(first: int, last: int) -> list[Array]:
        if not ties.compiled:  # threads help only those who give up the interpreter's lock
            return run(first, last)
        blocks = engine.in_blocks(lambda a, b: run(first + a, first + b), last - first, 1)
        return [column for block in blocks for column in block]

    made = columns(0, min(AGREE, runs))
    if any((column != made[0]).any() for column in made):
        made += columns(len(made), runs)
    return np.column_stack(made) if n else np.zeros((0, len(made)), dtype=np.int64)
