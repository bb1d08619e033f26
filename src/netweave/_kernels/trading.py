"""Many trades of ties at once, for small networks, without waiting for a compiler.

All ties are paired at random, and each pair is tried with the same probability. A trade is made if
its new cells are free and if no other trade that is tried has any of its cells, old or new. Traded
back, it has the same cells, and so have all the others: each step is as likely as its reverse, so
that every network comes up equally often in the long run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

TURNS = 10  # of so many attempts on arcs one tries to turn a ring of three round
TRIED = 0.875  # of the pairs and rings; all of them every time would leave out networks

# (generator, attempts at most, trades that are enough) → attempts and trades made
Walk = Callable[[np.random.Generator, int, int], tuple[int, int]]


@dataclass
class Chain:
    """The ties that may move (their ends, arcs sorted by learner) and the cells that are taken."""

    tails: np.ndarray
    heads: np.ndarray
    starts: np.ndarray
    taken: np.ndarray  # cells with a tie, and cells that are fixed
    n: int
    directed: bool
    absent: bool  # what moves are the pairs without a tie, because these are fewer


def together(chain: Chain) -> Walk:
    """Walk in steps of many trades each."""
    table = np.zeros(chain.n * chain.n, dtype=bool)
    table[chain.taken] = True
    chain.tails, chain.heads = chain.tails.copy(), chain.heads.copy()

    def walk(generator: np.random.Generator, attempts: int, enough: int) -> tuple[int, int]:
        tried = traded = 0
        while tried < attempts and traded < enough:
            some, made = _trades(chain, table, generator)
            tried, traded = tried + some, traded + made
            if chain.directed:
                some, made = _turns(chain, table, generator)
                tried, traded = tried + some, traded + made
        return tried, traded

    return walk


def _trades(chain: Chain, table: np.ndarray, generator: np.random.Generator) -> tuple[int, int]:
    """Pair the ties at random and let them trade ends: a-b and c-d become a-d and c-b."""
    tails, heads, n = chain.tails, chain.heads, chain.n
    order = generator.permutation(len(tails))
    half = len(tails) // 2
    chosen = generator.random(half) < TRIED
    first, second = order[:half][chosen], order[half : 2 * half][chosen]
    a, b, c, d = tails[first], heads[first], tails[second], heads[second]
    if not chain.directed:
        swapped = generator.random(len(first)) < 0.5
        c, d = np.where(swapped, d, c), np.where(swapped, c, d)
    ends = ((a, b), (c, d), (a, d), (c, b))
    if chain.directed:
        cells = np.stack([one * n + other for one, other in ends])
    else:
        cells = np.stack([np.minimum(*pair) * n + np.maximum(*pair) for pair in ends])
    good = (a != d) & (b != c) & _alone(cells, table, new=2)
    heads[first[good]] = d[good]
    tails[second[good]], heads[second[good]] = c[good], b[good]
    table[cells[:2, good]] = False
    table[cells[2:, good]] = True
    return len(first), int(good.sum())


def _turns(chain: Chain, table: np.ndarray, generator: np.random.Generator) -> tuple[int, int]:
    """Turn rings of three arcs round, which trades alone cannot do."""
    tails, heads, starts, n = chain.tails, chain.heads, chain.starts, chain.n
    count = max(1, len(tails) // (2 * TURNS))
    first = generator.integers(0, len(tails), count)
    a, b = tails[first], heads[first]
    leaving = starts[b + 1] - starts[b]
    after = starts[b] + (generator.random(count) * leaving).astype(np.int64)
    there = (leaving > 0) & (generator.random(count) < TRIED)
    first, after, a, b = first[there], after[there], a[there], b[there]
    c = heads[after]
    ends = ((a, b), (b, c), (c, a), (b, a), (c, b), (a, c))
    cells = np.stack([one * n + other for one, other in ends])
    good = (c != a) & table[cells[2]] & _alone(cells, table, new=3)
    for place in np.flatnonzero(good).tolist():
        row = slice(starts[c[place]], starts[c[place] + 1])
        closing = np.flatnonzero(heads[row] == a[place])
        if not len(closing):  # the arc is there, but fixed
            good[place] = False
            continue
        heads[first[place]], heads[after[place]] = c[place], a[place]
        heads[row.start + closing[0]] = b[place]
    table[cells[:3, good]] = False
    table[cells[3:, good]] = True
    return count, int(good.sum())


def _alone(cells: np.ndarray, table: np.ndarray, *, new: int) -> np.ndarray:
    """Say which trades find their last cells, the new ones, free, and share no cell with others."""
    often = np.bincount(cells.ravel(), minlength=1)
    shared: np.ndarray = (often[cells] > 1).any(axis=0) | table[cells[-new:]].any(axis=0)
    return ~shared
