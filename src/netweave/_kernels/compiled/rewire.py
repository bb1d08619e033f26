"""Trades of ties, with a table of the cells that are taken (open addressing)."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel

SPREAD = 0x2545F4914F6CDD1D


@kernel
def place(table: np.ndarray, key: int) -> int:
    """Find where a cell stands in the table, or the empty place where it would."""
    last = len(table) - 1
    at = ((key * SPREAD) >> 20) & last
    while table[at] != key and table[at] != -1:
        at = (at + 1) & last
    return at


@kernel
def leave(table: np.ndarray, key: int) -> None:
    """Take a cell out, and close the gap."""
    last = len(table) - 1
    gap = place(table, key)
    table[gap] = -1
    at = (gap + 1) & last
    while table[at] != -1:
        home = ((table[at] * SPREAD) >> 20) & last
        if ((at - home) & last) >= ((at - gap) & last):
            table[gap], table[at] = table[at], -1
            gap = at
        at = (at + 1) & last


@kernel
def enter(table: np.ndarray, keys: np.ndarray) -> None:
    """Enter cells."""
    for key in keys:
        table[place(table, key)] = key


@kernel
def exchanged(table: np.ndarray, old: tuple[int, ...], new: tuple[int, ...]) -> bool:
    """Put new cells in the place of old ones, unless one of the new is taken."""
    for key in new:
        if table[place(table, key)] == key:
            return False
    for key in old:
        leave(table, key)
    for key in new:
        table[place(table, key)] = key
    return True


@kernel
def turned(
    tails: np.ndarray,
    heads: np.ndarray,
    starts: np.ndarray,
    table: np.ndarray,
    at: int,
    number: float,
) -> bool:
    """Try to turn a ring of three round that begins with an arc."""
    n, a, b = len(starts) - 1, tails[at], heads[at]
    after = starts[b] + int(number * (starts[b + 1] - starts[b]))
    if after == starts[b + 1]:
        return False
    c = heads[after]
    if c == a or table[place(table, c * n + a)] == -1:
        return False
    closing = starts[c]
    while closing < starts[c + 1] and heads[closing] != a:
        closing += 1
    if closing == starts[c + 1]:
        return False
    old, new = (a * n + b, b * n + c, c * n + a), (b * n + a, c * n + b, a * n + c)
    if not exchanged(table, old, new):
        return False
    heads[at], heads[after], heads[closing] = c, a, b
    return True


@kernel
def arcs(
    ends: tuple[np.ndarray, np.ndarray, np.ndarray],
    table: np.ndarray,
    turns: int,
    numbers: np.ndarray,
    enough: int,
) -> tuple[int, int]:
    """Try one trade of arcs per row of random numbers until enough were made: (tried, made)."""
    tails, heads, starts = ends
    n, m, made, tried = len(starts) - 1, len(tails), 0, 0
    while tried < len(numbers) and made < enough:
        one, two = int(numbers[tried, 0] * turns * m), numbers[tried, 1]
        first, second = one // turns, int(two * m)
        tried += 1
        if one % turns == 0:
            made += turned(tails, heads, starts, table, first, two)
            continue
        a, b, c, d = tails[first], heads[first], tails[second], heads[second]
        if a == d or b == c:
            continue
        if exchanged(table, (a * n + b, c * n + d), (a * n + d, c * n + b)):
            heads[first], heads[second] = d, b
            made += 1
    return tried, made


@kernel
def pairs(
    ends: tuple[np.ndarray, np.ndarray, np.ndarray],
    table: np.ndarray,
    numbers: np.ndarray,
    enough: int,
) -> tuple[int, int]:
    """Try one trade of undirected ties per row, until enough were made: (tried, made)."""
    tails, heads, starts = ends
    n, m, made, tried = len(starts) - 1, len(tails), 0, 0
    while tried < len(numbers) and made < enough:
        first, two = int(numbers[tried, 0] * m), int(numbers[tried, 1] * 2 * m)
        second = two // 2
        tried += 1
        a, b, c, d = tails[first], heads[first], tails[second], heads[second]
        if two % 2 == 1:
            c, d = d, c
        if a == d or b == c:
            continue
        old = min(a, b) * n + max(a, b), min(c, d) * n + max(c, d)
        new = min(a, d) * n + max(a, d), min(c, b) * n + max(c, b)
        if exchanged(table, old, new):
            heads[first], tails[second], heads[second] = d, c, b
            made += 1
    return tried, made
