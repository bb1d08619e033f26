"""Meetings of people and the weights they give to pairs: who learned beside whom, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from netweave._kernels import engine
from netweave._kernels.sparse import row_lists

BLOCK = 256  # meetings at a time where the weight of a pair is handed back to its meetings
ROWS, BLOCKS = 1024, 32  # at least so many people at a time, and at most so many parts


@dataclass(frozen=True)
class Meetings:
    """Sessions, breakout groups or works, with those who learned there and from whom.

    Parameters
    ----------
    learner, learned_from : csr arrays of 0 and 1, people × meetings
        Who learned there, and from whom one could; the same for peers and for authors.
    event : int array
        The place of each meeting's event.
    factor : float array
        How much a meeting counts; one of 0 makes no tie.
    others : float array
        From how many each learner could learn there, whether anybody knows who they are.
    size : float array
        How many people were there.
    mutual : bool
        Whether everybody there learns from everybody else.
    light : float array
        The share of its count that a large meeting keeps.
    """

    learner: sparse.csr_array
    learned_from: sparse.csr_array
    event: np.ndarray
    factor: np.ndarray
    others: np.ndarray
    size: np.ndarray
    mutual: bool
    light: np.ndarray

    @property
    def live(self) -> np.ndarray:
        """1 where a meeting makes ties, 0 where it makes none."""
        return ((self.factor > 0) & (self.others > 0)).astype(float)

    @property
    def counted(self) -> np.ndarray:
        """1 where a meeting counts among those that people took part in, else 0."""
        return (self.factor > 0).astype(float) if self.mutual else self.live

    def only(self, keep: np.ndarray) -> Meetings:
        """Leave out the meetings that are not marked."""
        learner = _columns(self.learner, keep)
        return Meetings(
            learner,
            learner if self.mutual else _columns(self.learned_from, keep),
            self.event[keep],
            self.factor[keep],
            self.others[keep],
            self.size[keep],
            self.mutual,
            self.light[keep],
        )

    def within(self, most: int, large: str) -> Meetings:
        """Leave out meetings of more than so many people, or let them weigh as one of so many."""
        crowded = self.size > most
        if large == "leave_out":
            return self.only(~crowded) if crowded.any() else self
        light = np.divide(most - 1, self.size - 1, out=np.ones(len(crowded)), where=crowded)
        return replace(self, light=light)


def _columns(matrix: sparse.csr_array, keep: np.ndarray) -> sparse.csr_array:
    chosen: sparse.csr_array = matrix.tocsc()[:, np.flatnonzero(keep)].tocsr()
    chosen.sort_indices()
    return chosen


def steps(
    kinds: Iterable[Meetings], n: int, *, directed: bool = False
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Give who steps into which meeting, and who out of it: 0/1 arrays of people × meetings.

    One person is tied to another, in any of these kinds of meetings, exactly if there is a column
    into which the one steps and out of which the other does. Directed, the one is the learner;
    else a meeting that is not mutual has a second column, for the way back.
    """
    into, out = [sparse.csr_array((n, 0))], [sparse.csr_array((n, 0))]
    for met in kinds:
        live = met.only(met.live > 0)
        there, back = live.learner, live.learned_from
        into += [there] if directed or met.mutual else [there, back]
        out += [back] if directed or met.mutual else [back, there]
    return sparse.hstack(into, format="csr"), sparse.hstack(out, format="csr")


def weighed(met: Meetings, weights: str) -> sparse.csr_array:
    """Give the weight of every pair, learners × those learned from, in order."""
    if weights in {"newman", "count", "resource_allocation"}:
        return _met(met, *each_and_once(met, weights))
    found = _met(met, met.live)
    if weights == "binary":
        found.data[:] = 1.0
    if weights == "jaccard":
        one, other = met.learner @ met.counted, met.learned_from @ met.counted
        found.data /= one[_row_of(found)] + other[found.indices] - found.data
    return found


def each_and_once(met: Meetings, weights: str) -> tuple[np.ndarray, np.ndarray | None]:
    """Give what one learner gets from one other at each meeting, and a factor for each learner.

    For the weights that are sums over meetings: "newman", "count" and "resource_allocation".
    """
    nothing = np.zeros(len(met.factor))
    if weights == "newman":
        return np.divide(met.factor, met.others, out=nothing, where=met.others > 0), None
    if weights == "count":
        return met.live * met.light, None
    events = met.learner @ met.counted
    once = np.divide(1.0, events, out=np.zeros(len(events)), where=events > 0)
    return np.divide(met.live, met.others + met.mutual, out=nothing, where=met.live > 0), once


def _met(met: Meetings, weight: np.ndarray, once: np.ndarray | None = None) -> sparse.csr_array:
    """Add up, for every pair, the weights of the meetings that both were at."""
    if engine.compiled(met.learner.shape[0]):
        return _walked(met, weight, np.ones(met.learner.shape[0]) if once is None else once)
    here = met.learner @ sparse.diags_array(weight)
    if once is not None:
        here = sparse.diags_array(once) @ here
    # Turning the product round puts its cells in order, which is quicker than to sort them.
    found: sparse.csr_array = (met.learned_from @ here.T.tocsr()).T.tocsr()
    found.data[_row_of(found) == found.indices] = 0.0
    found.eliminate_zeros()
    return found


def _walked(met: Meetings, weight: np.ndarray, once: np.ndarray) -> sparse.csr_array:
    """Do the same in a compiled walk from person to meeting to person, in threads."""
    from netweave._kernels.compiled import meetings  # noqa: PLC0415  # numba only where it pays

    n = met.learner.shape[0]
    walk = row_lists(met.learner), row_lists(met.learned_from.T.tocsr()), weight
    step = max(ROWS, -(-n // BLOCKS))
    counts = engine.in_blocks(lambda first, last: meetings.others(first, last, walk), n, step)
    starts = np.concatenate([[0], *counts]).cumsum().astype(np.uint64)
    total = int(starts[-1])
    cells = np.empty(total, dtype=np.int32), np.empty(total)
    for _ in engine.in_blocks(
        lambda first, last: meetings.shared(first, last, walk, once, starts, cells), n, step
    ):
        pass
    narrow = np.int32 if total <= np.iinfo(np.int32).max else np.int64  # else scipy copies all
    return sparse.csr_array((cells[1], cells[0], starts.astype(narrow)), (n, n))


def _row_of(matrix: sparse.csr_array) -> np.ndarray:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def pairs_of(met: Meetings) -> int:
    """Count the pairs that the meetings make; two who learn from each other are one pair."""
    found = _met(met, met.live)
    return found.nnz // 2 if met.mutual else found.nnz


@dataclass(frozen=True)
class Made:
    """What each meeting makes of the ties of its kind.

    Parameters
    ----------
    pairs : int array
        How many pairs meet there.
    alone : int array
        How many of them meet nowhere else.
    weight : float array
        How much of the weight of all ties comes from there.
    distinct : int
        How many pairs all meetings make together.
    """

    pairs: np.ndarray
    alone: np.ndarray
    weight: np.ndarray
    distinct: int


def made(met: Meetings, weights: str) -> Made:
    """Say of each meeting how many pairs and how much weight it makes.

    Where the weight of a tie is no sum over meetings ("binary", "jaccard"), each of the meetings
    that the two share makes an equal part of it.
    """
    n, meetings = met.learner.shape
    count, named = _met(met, met.live), _met(met, met.live * np.arange(1, meetings + 1))
    single = named.data[count.data == 1].astype(np.int64) - 1
    alone = np.bincount(single, minlength=meetings)
    arcs = met.live * _arcs(met, np.ones(n))
    if weights in {"binary", "jaccard"}:
        weight = _handed_back(met, weighed(met, weights), count)
    else:
        each, once = each_and_once(met, weights)
        weight = each * (arcs if once is None else _arcs(met, once))
    half = 2 if met.mutual else 1
    pairs = np.rint(arcs).astype(np.int64) // half
    return Made(pairs, alone // half, weight, count.nnz // half)


def _arcs(met: Meetings, once: np.ndarray) -> np.ndarray:
    """Add up, at each meeting, a number per learner over everybody else one learns from there."""
    both = met.learner.multiply(met.learned_from).tocsr()
    others = np.asarray(met.learned_from.sum(axis=0)).ravel()
    return np.asarray((met.learner.T @ once) * others - both.T @ once)


def _handed_back(met: Meetings, weight: sparse.csr_array, count: sparse.csr_array) -> np.ndarray:
    """Divide the weight of each pair equally among the meetings that the two share."""
    weight.data /= count.data
    parts = [np.zeros(0)]
    learner, learned_from = met.learner.tocsc(), met.learned_from.tocsc()
    for first in range(0, learner.shape[1], BLOCK):
        here = slice(first, first + BLOCK)
        met_there = weight @ learned_from[:, here].toarray()
        parts.append((learner[:, here].toarray() * met_there).sum(axis=0))
    return met.live * np.concatenate(parts)
