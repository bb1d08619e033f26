"""The weights of a network as something that multiplies: held tie by tie, or as two factors.

Whoever met in a session of a hundred makes ten thousand ties, but a vector is multiplied with all
of them by adding it up per session and handing the sums back. So the ties need not exist.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from netweave._kernels.meetings import Meetings, each_and_once

SWEEPS = 12  # from the strongest person on; most networks of meetings are one piece of few steps


class Weights(ABC):
    """A square table of weights, row = learner, column = learned_from, its diagonal empty."""

    symmetric: bool

    @property
    @abstractmethod
    def n(self) -> int:
        """How many people."""

    @property
    @abstractmethod
    def row_sums(self) -> np.ndarray:
        """How much each person learned."""

    @abstractmethod
    def times(self, x: np.ndarray) -> np.ndarray:
        """Multiply with a vector, or with the columns of a table."""

    @abstractmethod
    def turned(self) -> Weights:
        """Exchange rows and columns."""

    @abstractmethod
    def among(self, members: np.ndarray) -> Weights:
        """Keep some people, given by their places, and the weights among them."""

    @abstractmethod
    def links(self) -> sparse.csr_array:
        """Give the arrows between the people, and maybe further nodes numbered after them."""

    @abstractmethod
    def dense(self) -> np.ndarray:
        """Write every weight out; for small networks."""

    @property
    def column_sums(self) -> np.ndarray:
        """How much others learned from each person."""
        return self.row_sums if self.symmetric else self.turned().row_sums

    @property
    def total(self) -> float:
        """The sum of all weights."""
        return float(self.row_sums.sum())

    def both(self) -> Weights:
        """Add up the two directions."""
        return Both(self)

    def pieces(self, *, strong: bool = False) -> np.ndarray:
        """Give the number of each one's piece: joined somehow, or reaching each other (strong)."""
        if strong and not self.symmetric:
            labels = csgraph.connected_components(self.links(), connection="strong")[1]
            return np.asarray(np.unique(labels[: self.n], return_inverse=True)[1])
        strength, both = self.row_sums + self.column_sums, self.both()
        alone = strength == 0
        reached = np.zeros(self.n)
        reached[np.argmax(strength) : np.argmax(strength) + 1] = 1.0
        for _ in range(SWEEPS):
            reached = np.where(both.times(reached) > 0, 1.0, reached)
            if (alone | (reached > 0)).all():
                return np.where(alone, np.cumsum(alone), 0)
        labels = csgraph.connected_components(self.links(), connection="weak")[1]
        return np.asarray(np.unique(labels[: self.n], return_inverse=True)[1])


@dataclass(frozen=True, eq=False)
class Held(Weights):
    """Weights that stand in a sparse matrix without diagonal."""

    matrix: sparse.csr_array
    symmetric: bool = False

    @property
    def n(self) -> int:
        return int(self.matrix.shape[0])

    @cached_property
    def row_sums(self) -> np.ndarray:
        return np.asarray(self.matrix.sum(axis=1), dtype=float).ravel()

    def times(self, x: np.ndarray) -> np.ndarray:
        return np.asarray(self.matrix @ x)

    def turned(self) -> Weights:
        return self if self.symmetric else Held(self.matrix.T.tocsr())

    def among(self, members: np.ndarray) -> Weights:
        return Held(self.matrix[members][:, members], self.symmetric)

    def both(self) -> Weights:
        return Held((self.matrix + self.matrix.T).tocsr(), symmetric=True)

    def links(self) -> sparse.csr_array:
        return self.matrix

    def set_against(self, value: float) -> sparse.csc_array:
        """Give value · I - W."""
        found: sparse.csc_array = (value * sparse.eye_array(self.n) - self.matrix).tocsc()
        return found

    def dense(self) -> np.ndarray:
        return np.asarray(self.matrix.toarray(), dtype=float)


@dataclass(frozen=True, eq=False)
class Factored(Weights):
    """Weights that are a sum over meetings: W = by_row · L · each · Fᵀ · by_column, no diagonal.

    Parameters
    ----------
    learner, learned_from : csr arrays of 0 and 1, people × meetings
        L, who learned at each meeting, and F, from whom one could.
    each : float array
        What one learner gets from one other at each meeting.
    by_row, by_column : float arrays
        A factor for each learner, and for each person learned from.
    symmetric : bool
        Whether both directions weigh the same.
    """

    learner: sparse.csr_array
    learned_from: sparse.csr_array
    each: np.ndarray
    by_row: np.ndarray
    by_column: np.ndarray
    symmetric: bool

    @property
    def n(self) -> int:
        return int(self.learner.shape[0])

    @cached_property
    def _own(self) -> sparse.csr_array:
        """Who stands on both sides of a meeting."""
        if self.learner is self.learned_from:
            return self.learner
        own: sparse.csr_array = self.learner.multiply(self.learned_from).tocsr()
        return own

    @cached_property
    def _gathered(self) -> sparse.csc_array:
        """Fᵀ, without a copy."""
        turned: sparse.csc_array = self.learned_from.T
        return turned

    @cached_property
    def diagonal(self) -> np.ndarray:
        """What everybody would get from themselves."""
        return np.asarray(self.by_row * (self._own @ self.each) * self.by_column)

    @cached_property
    def row_sums(self) -> np.ndarray:
        """How much each person learned; people who met nobody have 0 exactly."""
        from_all = self.learned_from.T @ self.by_column
        others = self.learner.copy()
        others.data = from_all[others.indices]
        if self.learner is self.learned_from:
            person = np.repeat(np.arange(self.n), np.diff(others.indptr))
            others.data -= self.by_column[person]
        else:
            others = (others - sparse.diags_array(self.by_column) @ self._own).tocsr()
        return np.asarray(self.by_row * (others @ self.each))

    def times(self, x: np.ndarray) -> np.ndarray:
        wide = (slice(None), None) if x.ndim > 1 else slice(None)
        there = self._gathered @ (self.by_column[wide] * x)
        there *= self.each[wide]
        found = self.by_row[wide] * (self.learner @ there)
        found -= self.diagonal[wide] * x
        return np.asarray(found)

    def turned(self) -> Weights:
        if self.symmetric:
            return self
        return Factored(
            self.learned_from, self.learner, self.each, self.by_column, self.by_row, symmetric=False
        )

    def among(self, members: np.ndarray) -> Weights:
        learner = self.learner[members]
        same = self.learner is self.learned_from
        chosen = replace(
            self,
            learner=learner,
            learned_from=learner if same else self.learned_from[members],
            by_row=self.by_row[members],
            by_column=self.by_column[members],
        )
        return chosen.tidy()

    def both(self) -> Weights:
        return replace(self, each=2.0 * self.each) if self.symmetric else Both(self)

    def links(self) -> sparse.csr_array:
        """Give arrows from learners to their meetings, and on to those learned from there."""
        n, meetings = self.learner.shape
        onward = self.learned_from.T.tocsr()
        first = self.learner.nnz
        return sparse.csr_array(
            (
                np.ones(first + onward.nnz, dtype=np.int8),
                np.concatenate([self.learner.indices + n, onward.indices]),
                np.concatenate([self.learner.indptr, onward.indptr[1:] + first]),
            ),
            shape=(n + meetings, n + meetings),
        )

    def set_against(self, value: float) -> sparse.csc_array:
        """Give value · I - W as equations in people and meetings, so that no pair is built."""
        given = sparse.diags_array(self.by_row) @ self.learner @ sparse.diags_array(self.each)
        taken = self.learned_from.T @ sparse.diags_array(self.by_column)
        own = sparse.diags_array(value + self.diagonal)
        parts = [[own, -given], [-taken, sparse.eye_array(len(self.each))]]
        whole: sparse.csc_array = sparse.block_array(parts, format="csc")
        return whole

    def dense(self) -> np.ndarray:
        met = self.learner @ sparse.diags_array(self.each) @ self.learned_from.T
        found: np.ndarray = self.by_row[:, None] * met.toarray() * self.by_column
        np.fill_diagonal(found, 0.0)
        return found

    def tidy(self) -> Factored:
        """Leave out the meetings that make no tie."""
        meetings = len(self.each)
        same = self.learner is self.learned_from
        learning = np.bincount(self.learner.indices, minlength=meetings)
        teaching = np.bincount(self.learned_from.indices, minlength=meetings)
        keep = (self.each > 0) & (learning > same) & (teaching > same)
        if keep.all():
            return self
        learner = _columns(self.learner, keep)
        return replace(
            self,
            learner=learner,
            learned_from=learner if same else _columns(self.learned_from, keep),
            each=self.each[keep],
        )


@dataclass(frozen=True, eq=False)
class Both(Weights):
    """The sum of weights and of the same weights turned."""

    one: Weights
    symmetric: bool = True

    @property
    def n(self) -> int:
        return self.one.n

    @cached_property
    def _turned(self) -> Weights:
        return self.one.turned()

    @cached_property
    def row_sums(self) -> np.ndarray:
        return np.asarray(self.one.row_sums + self._turned.row_sums)

    def times(self, x: np.ndarray) -> np.ndarray:
        return np.asarray(self.one.times(x) + self._turned.times(x))

    def turned(self) -> Weights:
        return self

    def among(self, members: np.ndarray) -> Weights:
        return Both(self.one.among(members))

    def links(self) -> sparse.csr_array:
        return self.one.links()

    def dense(self) -> np.ndarray:
        found = self.one.dense()
        return np.asarray(found + found.T)


def _columns(matrix: sparse.csr_array, keep: np.ndarray) -> sparse.csr_array:
    """Keep some columns."""
    mark, place = keep[matrix.indices], np.cumsum(keep, dtype=matrix.indices.dtype) - 1
    before = np.concatenate([[0], np.cumsum(mark, dtype=matrix.indptr.dtype)])
    return sparse.csr_array(
        (matrix.data[mark], place[matrix.indices[mark]], before[matrix.indptr]),
        shape=(matrix.shape[0], int(keep.sum())),
    )


def factored(met: Meetings, weights: str) -> Factored:
    """Give the weights that meetings make, "newman", "count" or "resource_allocation"."""
    each, once = each_and_once(met, weights)
    ones = np.ones(met.learner.shape[0])
    symmetric = met.mutual and once is None
    by_row = ones if once is None else once
    return Factored(met.learner, met.learned_from, each, by_row, ones, symmetric).tidy()
