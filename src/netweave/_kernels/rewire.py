"""Random networks in which everybody has as many ties as before.

Two ties trade ends, over and over. A trade that would make a loop, a tie that is there already or
a tie in a fixed cell is not made, and the chain stays where it is for that attempt: counting the
attempts, not the trades, is what makes every network equally likely in the long run. Arcs keep who
learned and who taught how often; as trades alone cannot turn a ring of three arcs round, one
attempt in ten tries that.

Before the first draw as many attempts are made as give 10 trades per tie, and a fifth of that
between draws. Small networks of many ties try many trades at once, see `trading` and `crowded`.
`WAIT` bounds the attempts where hardly any trade is possible; where none was, the observed network
is taken for the only one there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from scipy import sparse

from netweave._kernels import engine
from netweave._kernels.cells import codes_of, from_codes
from netweave._kernels.crowded import crowded
from netweave._kernels.trading import TURNS, Chain, Walk, together

BURN_IN, THIN = 10, 2  # trades per tie before the first draw, and about between draws
WAIT, WAIT_LEAST = 200, 10_000  # attempts per tie, and at least, before giving up on more trades
FEWEST = 20  # attempts between draws, however few the ties
BLOCK = 1 << 16  # attempts at a time
NO_END = 1 << 62  # trades: between draws attempts alone count, whatever they come to
MANY = 128  # from so many ties on a small network trades many pairs of ties at once
CROWDED = 8  # and where one cell in so many is tied, whole rows of ties


# (ends, ends, taken cells, two random numbers) → whether a trade was made
Move = Callable[[list[int], list[int], set[int], float, float], bool]


def degree_preserving(
    matrix: sparse.csr_array,
    draws: int,
    seed: int | np.random.Generator,
    *,
    directed: bool | None = None,
    fixed: sparse.csr_array | None = None,
) -> Iterator[sparse.csr_array]:
    """Yield 0/1 matrices with the row and column sums of a 0/1 matrix without diagonal.

    ``directed``: None takes a symmetric matrix as undirected, and keeps it symmetric. ``fixed``
    marks cells that stay as they are (both of a pair, if undirected); then it may be that not
    every matrix with these sums can be reached. Same seed, same matrices, whatever the machine.
    """
    if directed is None:
        directed = bool((matrix - matrix.T).count_nonzero())
    generator = np.random.default_rng(seed)
    cells, held, free = _cells(matrix, fixed, directed=directed)
    chain = _chain(cells, held, free, matrix.shape[0], directed=directed)
    size = len(chain.tails)
    if engine.compiled(chain.n):
        walk = _fast(chain)
    elif size <= MANY:
        walk = _plain(chain)
    else:
        walk = crowded(chain) if size * CROWDED > chain.n**2 else together(chain)
    most = WAIT * size + WAIT_LEAST if size > 1 else 0
    tried, traded = walk(generator, most, BURN_IN * size)
    pause = max(FEWEST, tried * THIN // BURN_IN) if traded else 0
    for _ in range(draws):
        if pause:
            walk(generator, pause, NO_END)
        yield _drawn(chain, cells, held)


def _cells(
    matrix: sparse.csr_array, fixed: sparse.csr_array | None, *, directed: bool
) -> tuple[np.ndarray, np.ndarray, int]:
    """Give the cells with a tie, the fixed ones (a pair once), and how many are free."""
    n = matrix.shape[0]
    cells = codes_of(matrix, directed=directed)
    held = np.empty(0, dtype=np.int64) if fixed is None else codes_of(fixed, directed=directed)
    return cells, held, n * (n - 1) // (1 if directed else 2) - len(held)


def _chain(cells: np.ndarray, held: np.ndarray, free: int, n: int, *, directed: bool) -> Chain:
    """Set a chain up: on the ties, or on the pairs without one where these are fewer."""
    moving = np.setdiff1d(cells, held, assume_unique=True)
    absent = 2 * len(moving) > free
    if absent:
        row, column = np.nonzero(~np.eye(n, dtype=bool) if directed else np.tri(n, k=-1).T)
        everywhere = row.astype(np.int64) * n + column
        moving = np.setdiff1d(everywhere, np.concatenate([cells, held]))
    tails, heads = moving // max(n, 1), moving % max(n, 1)
    starts = np.searchsorted(tails, np.arange(n + 1))
    taken = np.concatenate([moving, held])
    return Chain(tails, heads, starts.astype(np.int64), taken, n, directed, absent)


def _drawn(chain: Chain, cells: np.ndarray, held: np.ndarray) -> sparse.csr_array:
    """Give where the chain is now as a matrix."""
    n, tails, heads = chain.n, chain.tails, chain.heads
    if chain.absent:
        there = np.ones((n, n), dtype=bool)
        np.fill_diagonal(there, val=False)
        there[tails, heads] = False
        there[held // n, held % n] = np.isin(held, cells)
        if not chain.directed:
            there[heads, tails] = False
            there[held % n, held // n] = there[held // n, held % n]
        return from_codes(np.flatnonzero(there), n)
    stay = np.intersect1d(held, cells, assume_unique=True) if len(held) else held
    tails, heads = np.append(tails, stay // max(n, 1)), np.append(heads, stay % max(n, 1))
    codes = tails * n + heads
    if not chain.directed:
        codes = np.concatenate([codes, heads * n + tails])
    return from_codes(np.sort(codes), n)


# ---------------------------------------------------------------------- walking


def _blocks(generator: np.random.Generator, attempts: int) -> Iterator[np.ndarray]:
    """Give two random numbers per attempt, the same whoever asks."""
    for first in range(0, attempts, BLOCK):
        yield generator.random((min(BLOCK, attempts - first), 2))


def _plain(chain: Chain) -> Walk:
    """Walk in Python."""
    tails, heads = chain.tails.tolist(), chain.heads.tolist()
    starts, taken = chain.starts.tolist(), set(chain.taken.tolist())
    move = _arcs_move(chain.n, starts) if chain.directed else _pairs_move(chain.n)

    def walk(generator: np.random.Generator, attempts: int, enough: int) -> tuple[int, int]:
        tried = traded = 0
        for block in _blocks(generator, attempts):
            for one, two in block.tolist():
                tried += 1
                traded += move(tails, heads, taken, one, two)
                if traded == enough:
                    break
            if traded == enough:
                break
        chain.tails = np.array(tails, dtype=np.int64)
        chain.heads = np.array(heads, dtype=np.int64)
        return tried, traded

    return walk


def _pairs_move(n: int) -> Move:
    """Give the attempt to let two pairs a-b and c-d become a-d and c-b."""

    def move(tails: list[int], heads: list[int], taken: set[int], one: float, two: float) -> bool:
        first, (second, swapped) = int(one * len(tails)), divmod(int(two * 2 * len(tails)), 2)
        a, b, c, d = tails[first], heads[first], tails[second], heads[second]
        if swapped:
            c, d = d, c
        new, other = _pair(a, d, n), _pair(c, b, n)
        if a == d or b == c or new in taken or other in taken:
            return False
        taken -= {_pair(a, b, n), _pair(c, d, n)}
        taken |= {new, other}
        heads[first], tails[second], heads[second] = d, c, b
        return True

    return move


def _pair(one: int, other: int, n: int) -> int:
    return one * n + other if one < other else other * n + one


def _arcs_move(n: int, starts: list[int]) -> Move:
    """Give the attempt to let two arcs trade heads, or to turn three arcs in a ring round."""

    def turn(tails: list[int], heads: list[int], taken: set[int], at: int, two: float) -> bool:
        a, b = tails[at], heads[at]
        after = starts[b] + int(two * (starts[b + 1] - starts[b]))
        if after == starts[b + 1]:
            return False
        c = heads[after]
        back = [b * n + a, c * n + b, a * n + c]
        if c == a or c * n + a not in taken or not taken.isdisjoint(back):
            return False
        row = heads[starts[c] : starts[c + 1]]
        if a not in row:  # the arc is there, but fixed
            return False
        taken -= {a * n + b, b * n + c, c * n + a}
        taken |= set(back)
        heads[at], heads[after], heads[starts[c] + row.index(a)] = c, a, b
        return True

    def move(tails: list[int], heads: list[int], taken: set[int], one: float, two: float) -> bool:
        first, kind = divmod(int(one * TURNS * len(tails)), TURNS)
        if kind == 0:
            return turn(tails, heads, taken, first, two)
        second = int(two * len(tails))
        a, b, c, d = tails[first], heads[first], tails[second], heads[second]
        new, other = a * n + d, c * n + b
        if a == d or b == c or new in taken or other in taken:
            return False
        taken -= {a * n + b, c * n + d}
        taken |= {new, other}
        heads[first], heads[second] = d, b
        return True

    return move


def _fast(chain: Chain) -> Walk:
    """Walk compiled."""
    from netweave._kernels.compiled import rewire as compiled  # noqa: PLC0415

    chain.tails = np.ascontiguousarray(chain.tails, dtype=np.int64)
    chain.heads = np.ascontiguousarray(chain.heads, dtype=np.int64)
    ends = chain.tails, chain.heads, chain.starts
    table = np.full(1 << (4 * len(chain.taken) + 8).bit_length(), -1, dtype=np.int64)
    compiled.enter(table, chain.taken)

    def step(block: np.ndarray, enough: int) -> tuple[int, int]:
        if chain.directed:
            return compiled.arcs(ends, table, TURNS, block, enough)
        return compiled.pairs(ends, table, block, enough)

    def walk(generator: np.random.Generator, attempts: int, enough: int) -> tuple[int, int]:
        tried = traded = 0
        for block in _blocks(generator, attempts):
            more, made = step(block, enough - traded)
            tried, traded = tried + more, traded + made
            if traded == enough:
                break
        return tried, traded

    return walk
