"""Communities on small networks: moves of one node at a time, connected parts, merging.

The twin for large networks is in ``_kernels/compiled/louvain.py``. Both take ties listed by node,
in order of the other end, and give the same labels.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np

Array = np.ndarray

MANY = 18  # from so many neighbours on, numpy is faster than a loop


def settle(  # noqa: PLR0913, PLR0917  # the twin has the same arguments
    indptr: Array,
    indices: Array,
    weight: Array,
    strength: Array,
    share: float,
    order: Array,
    label: Array,
    least: float,
    restless: bool,  # noqa: FBT001
) -> float:
    """Move each node to the community it gains most from until nobody moves; give the gain.

    Restless nodes are looked at in every round, others only when a
    neighbour has moved. A round that gains no more than the least is the last.
    """
    now = _State(indptr, indices, weight, strength, label)
    visits, awake, gained = order.tolist(), np.ones(len(order), dtype=bool), 0.0
    while True:
        gain = 0.0
        for i in visits:
            if awake[i]:
                awake[i] = restless
                best, to, stay = now.best(i, share * now.strength[i])
                if best > stay + 1e-10 * now.strength[i]:
                    gain += best - stay
                    awake[now.move(i, to)] = True
        gained += gain
        if gain <= least:
            label[:] = now.label
            return gained


class _State:
    """Who is where, and what each community adds up to, as lists and as arrays."""

    def __init__(
        self,
        indptr: Array,
        indices: Array,
        weight: Array,
        strength: Array,
        label: Array,
    ) -> None:
        indices = indices.astype(np.intp)
        self.strength = strength.tolist()
        self.near = [indices[a:b] for a, b in pairwise(indptr.tolist())]
        self.ties = [weight[a:b] for a, b in pairwise(indptr.tolist())]
        self.few = [
            list(zip(near.tolist(), ties.tolist(), strict=True)) if len(near) <= MANY else []
            for near, ties in zip(self.near, self.ties, strict=True)
        ]
        self.label, self.of = label.astype(np.intp), label.tolist()
        self.totals = np.bincount(label, strength, len(label))
        self.total = self.totals.tolist()
        self.size = np.bincount(label, minlength=len(label)).tolist()
        self.free = [c for c in range(len(label) - 1, -1, -1) if not self.size[c]]

    def best(self, i: int, cost: float) -> tuple[float, int, float]:
        """Give the most a node gains elsewhere, where (-1: alone), and what it gains by staying."""
        own = self.of[i]
        if len(self.near[i]) > MANY:
            return self._best_of_many(i, own, cost)
        link: defaultdict[int, float] = defaultdict(float)
        for j, tie in self.few[i]:
            link[self.of[j]] += tie
        stay = link.pop(own, 0.0) - cost * (self.total[own] - self.strength[i])
        best, to = 0.0, -1
        for c, tie in link.items():
            gain = tie - cost * self.total[c]
            if gain > best or (gain == best and gain > 0 and c < to):
                best, to = gain, c
        return best, to, stay

    def _best_of_many(self, i: int, own: int, cost: float) -> tuple[float, int, float]:
        link = np.bincount(self.label.take(self.near[i]), self.ties[i], len(self.of))
        worth = link - cost * self.totals
        stay = float(link[own]) - cost * (self.total[own] - self.strength[i])
        worth[own] = 0.0
        to = int(worth.argmax())
        best = float(worth[to])
        return (best, to, stay) if best > 0 else (0.0, -1, stay)

    def move(self, i: int, to: int) -> Array:
        """Move a node, -1 being to a community of its own; give its neighbours outside."""
        own, to = self.of[i], self.free.pop() if to < 0 else to
        for c, step in ((own, -1), (to, 1)):
            self.total[c] += step * self.strength[i]
            self.totals[c] = self.total[c]
            self.size[c] += step
        if not self.size[own]:
            self.free.append(own)
        self.of[i] = self.label[i] = to
        near: Array = self.near[i]
        outside: Array = near[self.label.take(near) != to]
        return outside


def inside(
    indptr: Array, indices: Array, weight: Array, bound: Array
) -> tuple[Array, Array, Array]:
    """Keep the ties between nodes of one bound."""
    kept = np.repeat(bound, np.diff(indptr)) == bound[indices]
    starts = np.concatenate([[0], np.cumsum(kept)])[indptr]
    return starts, indices[kept], weight[kept]


def pieces(indptr: Array, indices: Array, label: Array) -> Array:
    """Give the connected parts of the communities, numbered by their first member."""
    n = len(label)
    joined = np.zeros((n, n), dtype=bool)
    joined[np.repeat(np.arange(n), np.diff(indptr)), indices] = True
    packed = np.packbits(joined, axis=1, bitorder="little")
    near = [int.from_bytes(row.tobytes(), "little") for row in packed]
    bits = [1 << j for j in range(n)]
    left: defaultdict[int, int] = defaultdict(int)
    for i, c in enumerate(label.tolist()):
        left[c] |= bits[i]
    part, parts = [-1] * n, 0
    for first, c in enumerate(label.tolist()):
        if part[first] >= 0:
            continue
        front = bits[first]
        left[c] ^= front
        while front:
            i = front.bit_length() - 1
            part[i] = parts
            found = near[i] & left[c]
            left[c] ^= found
            front = (front ^ bits[i]) | found
        parts += 1
    return np.array(part, dtype=np.int32)


def merged(
    indptr: Array, indices: Array, weight: Array, label: Array, count: int
) -> tuple[Array, Array, Array]:
    """Add up the ties between communities 0 … count - 1; those inside are left out."""
    cell = np.repeat(label.astype(np.int64), np.diff(indptr)) * count + label[indices]
    between = np.bincount(cell, weight, count * count).reshape(count, count)
    np.fill_diagonal(between, 0.0)
    row, column = np.nonzero(between)
    ends = np.searchsorted(row, np.arange(count + 1))
    return ends, column.astype(np.int32), between[row, column]
