"""Many trades of ties at once where many are tied: bits of whole rows are compared and changed.

People are laid out in pairs of rows and pairs of columns at random, so that the table falls into
blocks of two by two. A block with a tie in two opposite corners, and none in the others, turns
round: two ties trade ends. Which blocks are tried hangs on chance alone and no two blocks have a
cell in common, so that each step is as likely as its reverse and every network comes up equally
often in the long run. Without direction rows and columns are two halves of the people, drawn anew.
"""

from __future__ import annotations

import numpy as np

from netweave._kernels.trading import TRIED, Chain, Walk

ROUNDS = 4  # in which rows are paired anew, before columns are
EMPTY = 20  # of so many blocks one counts as tried at least, so that the search for one ends


def crowded(chain: Chain) -> Walk:
    """Walk in steps of many trades each; an attempt is a block with one tie in either row.

    Attempts are counted as chance would have them, the same in each step: were it so many as were
    found, networks in which few are found would be left less often.
    """
    n = chain.n
    ties, free = _tables(chain)
    sides = (n, n) if chain.directed else (n // 2, (n + 1) // 2)
    share = ties.sum() / max(n * (n - 1), 1)
    blocks = ROUNDS * (sides[0] // 2) * (sides[1] // 2)
    attempt = max(int(blocks * max((2 * share * (1 - share)) ** 2, 1 / EMPTY)), 1)

    def walk(generator: np.random.Generator, attempts: int, enough: int) -> tuple[int, int]:
        tried = traded = 0
        while tried < attempts and traded < enough:
            order = generator.permutation(n)
            tails, heads = order[: n // 2], order[n // 2 :]
            if chain.directed:
                tails, heads = np.arange(n), order
                traded += _turned(ties, free, generator)
            heads = heads[: len(heads) // 2 * 2]
            traded += _traded(ties, free, (tails, heads), generator)
            tried += attempt
            if not chain.directed:
                _put(ties, tails, heads, ties[heads][:, tails].T)
        chain.tails, chain.heads = np.nonzero(ties.T if chain.directed else np.triu(ties))
        return tried, traded

    return walk


def _tables(chain: Chain) -> tuple[np.ndarray, np.ndarray]:
    """Give the ties, and where there may be one; a row per head, as rows are quick to fetch."""
    n = chain.n
    ties, free = np.zeros((n, n), dtype=bool), np.ones((n, n), dtype=bool)
    ties[chain.heads, chain.tails] = True
    free[chain.taken % n, chain.taken // n] = False
    free[chain.heads, chain.tails] = True
    np.fill_diagonal(free, val=False)
    return (ties, free) if chain.directed else (ties | ties.T, free & free.T)


def _put(ties: np.ndarray, rows: np.ndarray, columns: np.ndarray, part: np.ndarray) -> None:
    """Put a part in its rows and columns."""
    block = ties[rows]
    block[:, columns] = part
    ties[rows] = block


def _bits(part: np.ndarray) -> np.ndarray:
    """Pack the bits of each column of a table into bytes."""
    return np.packbits(np.ascontiguousarray(part.T), axis=1)


def _traded(
    ties: np.ndarray,
    free: np.ndarray,
    people: tuple[np.ndarray, np.ndarray],
    generator: np.random.Generator,
) -> int:
    """Turn blocks round among some tails and heads; give how many."""
    tails, heads = people
    pairs = heads[::2], heads[1::2]
    left, right = (_bits(ties[side][:, tails]) for side in pairs)
    may = _bits((free[pairs[0]] & free[pairs[1]])[:, tails])
    half, made = len(tails) // 2, 0
    for _ in range(ROUNDS):
        order = generator.permutation(len(tails))
        one, other = order[:half], order[half : 2 * half]
        a, b, c, d = left[one], right[one], left[other], right[other]
        turn = (a ^ b) & (c ^ d) & (a ^ c) & may[one] & may[other]
        turn &= _most(turn.shape, generator)
        left[one], right[one], left[other], right[other] = a ^ turn, b ^ turn, c ^ turn, d ^ turn
        made += int(np.bitwise_count(turn).sum())
    for side, bits in zip(pairs, (left, right), strict=True):
        _put(ties, side, tails, np.unpackbits(bits, axis=1, count=len(side)).T)
    return made


def _most(shape: tuple[int, int], generator: np.random.Generator) -> np.ndarray:
    """Give random bytes of which seven bits in eight are set: not every block is tried."""
    drawn = np.frombuffer(generator.bytes(3 * shape[0] * shape[1]), dtype=np.uint8)
    return np.asarray(np.bitwise_or.reduce(drawn.reshape(3, *shape), axis=0))


def _turned(ties: np.ndarray, free: np.ndarray, generator: np.random.Generator) -> int:
    """Turn rings of three arcs round among people put together at random; give how many."""
    third = len(ties) // 3
    a, b, c = generator.permutation(len(ties))[: 3 * third].reshape(3, third)
    one, other = (a, b, c), (b, c, a)
    ahead, back = ties[one, other], ties[other, one]
    good = (ahead.all(axis=0) & ~back.any(axis=0)) | (back.all(axis=0) & ~ahead.any(axis=0))
    good &= (free[one, other] & free[other, one]).all(axis=0)
    good &= generator.random(third) < TRIED
    ties[one, other] ^= good
    ties[other, one] ^= good
    return int(good.sum())
