"""New ties dealt out anew: everybody keeps the number of them, only some pairs may be tied.

Two ties trade ends, many networks at once: each is a chain of its own that begins at the ties
observed. A trade that would tie a pair that may not be tied, or is tied already, is not made, and
the chain stays where it is for that attempt. Where only some pairs may be tied, trades need not
reach every network with the same numbers of ties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from netweave._kernels import engine
from netweave._kernels.cells import codes_of
from netweave._kernels.rewire import BURN_IN, FEWEST, THIN, WAIT, WAIT_LEAST, degree_preserving

CHAINS = 512
CELLS = 1 << 24  # bytes for the tables of what is taken in all chains
BLOCK = 64  # attempts between two looks at how many trades were made


def dealt(
    ends: tuple[np.ndarray, np.ndarray], allowed: np.ndarray, draws: int, seed: int
) -> Iterator[np.ndarray]:
    """Yield networks with as many ties for everybody, as cells ``lower · n + higher``.

    Parameters
    ----------
    ends : two int arrays
        The two people of each tie.
    allowed : bool array (n, n)
        Which pairs may be tied; symmetric. The ties observed are among them.
    draws : int
        How many networks.
    seed : int
        Same seed, same networks.

    Yields
    ------
    int array (networks, ties)
        Some networks at a time, the cells of each in ascending order.
    """
    n = len(allowed)
    if engine.compiled(n):
        yield from _one_chain(ends, allowed, draws, seed)
        return
    open_ = np.flatnonzero(np.triu(allowed, k=1))
    if 2 * len(ends[0]) <= len(open_):
        yield from _many_chains(ends, allowed, draws, seed)
        return
    # Pairs without a tie are fewer, and are what moves: trades of them are made more often.
    cells = np.minimum(*ends) * n + np.maximum(*ends)
    rest = np.divmod(np.setdiff1d(open_, cells), n)
    for drawn in _many_chains((rest[0], rest[1]), allowed, draws, seed):
        tied = np.ones((len(drawn), len(open_)), dtype=bool)
        np.put_along_axis(tied, np.searchsorted(open_, drawn), values=False, axis=1)
        yield np.tile(open_, (len(drawn), 1))[tied].reshape(len(drawn), -1)


def _many_chains(
    ends: tuple[np.ndarray, np.ndarray], allowed: np.ndarray, draws: int, seed: int
) -> Iterator[np.ndarray]:
    """Walk many chains at once."""
    n = len(allowed)
    chains = max(1, min(CHAINS, draws, CELLS // (n * n)))
    state = _chains(ends, allowed, chains)
    rng = np.random.default_rng(seed)
    size = len(ends[0])
    most = WAIT * size + WAIT_LEAST if size > 1 else 0
    tried = _walk(state, rng, most, BURN_IN * size)
    pause = max(FEWEST, tried * THIN // BURN_IN) if state.traded else 0
    for first in range(0, draws, chains):
        if first and pause:
            _walk(state, rng, pause, np.inf)
        yield state.cells()[: draws - first]


@dataclass
class _Chains:
    """Many networks: the ends of their ties, and which cells are taken in each, all in a row.

    ``of_ties`` and ``of_cells`` say where the ties, and the cells, of each network begin.
    """

    n: int
    size: int
    tails: np.ndarray
    heads: np.ndarray
    taken: np.ndarray
    of_ties: np.ndarray
    of_cells: np.ndarray
    traded: int = 0

    def cells(self) -> np.ndarray:
        """Give the cells of every network, in ascending order."""
        cells = np.minimum(self.tails, self.heads) * self.n + np.maximum(self.tails, self.heads)
        return np.sort(cells.reshape(len(self.of_ties), self.size), axis=1)

    def mark(self, base: np.ndarray, one: np.ndarray, other: np.ndarray, *, there: bool) -> None:
        """Mark pairs as taken, or as free, both ways round."""
        self.taken[base + one * self.n + other] = there
        self.taken[base + other * self.n + one] = there


def _chains(ends: tuple[np.ndarray, np.ndarray], allowed: np.ndarray, count: int) -> _Chains:
    n, size = len(allowed), len(ends[0])
    closed = ~allowed
    closed[ends[0], ends[1]] = closed[ends[1], ends[0]] = True
    tails, heads = (np.tile(np.asarray(end, dtype=np.int64), count) for end in ends)
    every = np.arange(count)
    return _Chains(n, size, tails, heads, np.tile(closed.ravel(), count), every * size,
                   every * n * n)  # fmt: skip


def _walk(state: _Chains, rng: np.random.Generator, attempts: int, enough: float) -> int:
    """Try trades in every chain until there were enough of them on average: how many attempts.

    Where no chain has made one after so many attempts in all, there is none to be made.
    """
    chains, tried, made = len(state.of_ties), 0, 0
    while tried < attempts and made < enough * chains:
        if not (made or state.traded) and tried * chains >= attempts:
            break
        block = min(BLOCK, attempts - tried)
        numbers = rng.random((block, 2, chains))
        made += sum(_trade(state, *row) for row in numbers)
        tried += block
    state.traded += made
    return tried


def _trade(state: _Chains, one: np.ndarray, two: np.ndarray) -> int:
    """Try in every chain to let two ties a-b and c-d become a-d and c-b.

    Which end of the second tie is c is as likely as not; nobody is tied to themselves, as the
    diagonal is taken.
    """
    n, size = state.n, state.size
    first = (one * size).astype(np.int64) + state.of_ties
    second = (two * 2 * size).astype(np.int64)
    swapped = (second & 1).astype(bool)
    second = (second >> 1) + state.of_ties
    a, b, c, d = (ends[at] for at in (first, second) for ends in (state.tails, state.heads))
    c, d = np.where(swapped, d, c), np.where(swapped, c, d)
    base, taken = state.of_cells, state.taken
    at = np.flatnonzero(~(taken[base + a * n + d] | taken[base + c * n + b]))
    a, b, c, d, base = (values[at] for values in (a, b, c, d, base))
    state.mark(base, a, b, there=False)
    state.mark(base, c, d, there=False)
    state.mark(base, a, d, there=True)
    state.mark(base, c, b, there=True)
    first, second = first[at], second[at]
    state.heads[first] = d
    state.tails[second], state.heads[second] = c, b
    return len(at)


def _one_chain(
    ends: tuple[np.ndarray, np.ndarray], allowed: np.ndarray, draws: int, seed: int
) -> Iterator[np.ndarray]:
    """Walk one chain, compiled."""
    n = len(allowed)
    both = np.concatenate(ends), np.concatenate(ends[::-1])
    ties = sparse.csr_array((np.ones(len(both[0])), both), shape=(n, n))
    barred = ~allowed
    np.fill_diagonal(barred, val=False)
    fixed = sparse.csr_array(barred.astype(float))
    for drawn in degree_preserving(ties, draws, seed, directed=False, fixed=fixed):
        yield codes_of(drawn, directed=False)[None, :]
