"""Communities of people who meet: the ties between them are never made."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse

from netweave._kernels import engine
from netweave._kernels.louvain import Listed, Ties, whole
from netweave._kernels.sparse import row_lists

GROWTH = 1e-4  # a round of moves that adds no more modularity is the last
# In how many orders what one move of everybody gives is merged, up to how many people; few people
# are moved until nobody gains, and among more than these each order would take a minute.
TRIES = {300: 0, 100_000: 6}

Array = np.ndarray


@dataclass(frozen=True)
class Met:
    """Who was at which meeting, listed by node; a node can be several people.

    Parameters
    ----------
    indptr, meeting, count : arrays
        The meetings of each node, and how many of its people were there.
    weight : float array
        How much each meeting ties each two who were there.
    strength : float array
        What each node is tied by in all.
    """

    indptr: Array
    meeting: Array
    count: Array
    weight: Array
    strength: Array
    refinable: bool = False
    compiled: bool = True
    tries: int = 0

    @cached_property
    def _node(self) -> Array:
        """Give the node of each record."""
        every = np.arange(len(self.strength), dtype=np.uint32)
        return np.repeat(every, np.diff(self.indptr).astype(np.int64))

    def settle(
        self,
        share: float,
        order: Array,
        label: Array,
        *,
        bound: Array | None = None,
        once: bool = False,
    ) -> float:
        """Move nodes until a round gains little, or once, in place; give the gain."""
        del bound
        from netweave._kernels.compiled import together  # noqa: PLC0415

        listed = (self.indptr, self._node, self.meeting, self.count, self.weight, self.strength)
        least = math.inf if once else GROWTH * float(self.strength.sum()) / 2
        freely = order.view(np.uint32), label.view(np.uint32)
        return float(together.settle(*listed, share, *freely, least))

    def pieces(self, label: Array) -> Array:
        """Give the connected parts of the communities."""
        from netweave._kernels.compiled import together  # noqa: PLC0415

        part: Array = together.pieces(self._node, self.meeting, label, len(self.weight))
        return part

    def merged(self, label: Array, count: int) -> Met:
        """Make each community a node."""
        from netweave._kernels.compiled import together  # noqa: PLC0415

        listed = (self.indptr, self.meeting, self.count, label, count, len(self.weight))
        indptr, meeting, there = together.merged(*listed)
        strength = np.bincount(label, self.strength, count)
        return replace(self, indptr=indptr, meeting=meeting, count=there, strength=strength)


def together(members: sparse.csr_array, weight: Array) -> Ties:
    """Tie everybody to those at the same meetings (0/1, people × meetings), with their weights."""
    size = np.asarray(members.sum(axis=0)).ravel()
    scale = whole(float((weight * size * (size - 1)).sum()))
    parts = np.where(weight > 0, np.maximum(np.rint(weight * scale), 1.0), 0.0)
    exact = np.where(size > 1, parts, 0.0)
    here: sparse.csr_array = members[:, np.flatnonzero(exact > 0)].tocsr()
    exact, size = exact[exact > 0], size[exact > 0]
    strength = here @ (exact * (size - 1))
    tries = next((count for most, count in TRIES.items() if members.shape[0] <= most), 1)
    if engine.compiled(members.shape[0]):
        return Met(*row_lists(here), np.ones(len(here.indices)), exact, strength, tries=tries)
    pairs = (here @ sparse.diags_array(exact)) @ here.T
    ties = (pairs - sparse.diags_array(pairs.diagonal())).tocsr()
    ties.eliminate_zeros()
    indptr, indices = ties.indptr.astype(np.int64), ties.indices.astype(np.int32)
    least = GROWTH * float(strength.sum()) / 2
    how = {"restless": True, "refinable": False, "compiled": False}
    return Listed(indptr, indices, ties.data, strength, least, tries=tries, **how)


def modularity(members: sparse.csr_array, weight: Array, labels: Array, resolution: float) -> float:
    """Give the modularity of labels 0, 1, … on those ties."""
    n, meetings = members.shape
    size = np.asarray(members.sum(axis=0)).ravel()
    strength = members @ (weight * np.maximum(size - 1, 0))
    twice = float(strength.sum())
    if not twice:
        return float("nan")
    member = sparse.csr_array((np.ones(n), labels, np.arange(n + 1)), (n, int(labels.max()) + 1))
    there = (members.T @ member).tocsr()
    row = np.repeat(np.arange(meetings), np.diff(there.indptr))
    inside = float((weight[row] * there.data * (there.data - 1)).sum())
    share = np.bincount(labels, strength) / twice
    return inside / twice - resolution * float((share**2).sum())
