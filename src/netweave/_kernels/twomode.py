"""Tables of people × events: what pairs would share if only the margins were given.

Two models of chance. Margins kept on average: each cell is 1 with its own probability (maximum
entropy). Margins kept exactly: every 0/1 table with these sums is as likely as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from scipy.special import expit

CLOSE = 1e-10  # how near the expected margins come to the observed ones
STEPS = 200
BLOCK = 256  # distributions at a time: they stay in the processor's cache
CHAINS = 512
CELLS = 1 << 24  # how many cells all chains may hold together
SIDE_BY_SIDE = 100  # balances what starting a chain costs with what short arrays cost
BURN_IN, THIN = 100, 10  # rounds of trades before the first draw, and between draws
ENOUGH = 20  # as many distinct tables are counted, no more


def shared_events(table: np.ndarray) -> np.ndarray:
    """Count the columns in which each two rows of a 0/1 table both hold 1."""
    numbers = table.astype(np.float32)
    counts: np.ndarray = np.rint(numbers @ numbers.T).astype(np.int32)
    return counts


# ---------------------------------------------------------------------- margins on average


def cell_probabilities(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Give the probability of each cell, ``x y / (1 + x y)``, whose sums are these margins.

    Margins of an existing 0/1 table. Cells that are the same in every table with these margins
    are exactly 0 or 1.
    """
    row_levels, row_of, row_counts = _levels(rows)
    column_levels, column_of, column_counts = _levels(columns)
    levels = _level_probabilities(row_levels, row_counts, column_levels, column_counts)
    chances: np.ndarray = levels[row_of[:, None], column_of]
    return chances


def _levels(margin: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the distinct sums, largest first, which one each line has, and how many lines have it.

    Lines with the same sum have the same probabilities, so that the work hangs on the number of
    distinct sums.
    """
    values, place, counts = np.unique(
        -np.asarray(margin, dtype=np.int64), return_inverse=True, return_counts=True
    )
    return -values, place, counts


def _level_probabilities(
    rows: np.ndarray, row_counts: np.ndarray, columns: np.ndarray, column_counts: np.ndarray
) -> np.ndarray:
    """Split the table at its forced corners, and solve what is free between them.

    For the k fullest rows and the l fullest columns, ``k l`` less what these rows hold outside
    the other columns cannot be negative (Gale and Ryser). Where it is 0, these rows are full in
    these columns and all other rows empty in all other columns.
    """
    high = np.concatenate([[0], np.cumsum(row_counts)])
    wide = np.concatenate([[0], np.cumsum(column_counts)])
    held = np.concatenate([[0], np.cumsum(rows * row_counts)])
    filled = np.concatenate([[0], np.cumsum(columns * column_counts)])
    slack = np.outer(high, wide) + (filled[-1] - filled) - held[:, None]
    corners = [(int(k), int(wide_l)) for k, wide_l in np.argwhere(slack == 0)]
    corners.sort(key=lambda corner: (corner[0], -corner[1]))
    chances = np.zeros((len(rows), len(columns)))
    for (top, right), (bottom, left) in pairwise(corners):
        chances[top:bottom, :left] = 1.0
        if bottom > top and right > left:
            chances[top:bottom, left:right] = _free(
                rows[top:bottom] - wide[left],
                row_counts[top:bottom],
                columns[left:right] - high[top],
                column_counts[left:right],
            )
    return chances


def _free(
    rows: np.ndarray, row_counts: np.ndarray, columns: np.ndarray, column_counts: np.ndarray
) -> np.ndarray:
    """Solve for the probabilities of a table without forced cells: Newton's method, damped."""
    n, events = row_counts.sum(), column_counts.sum()
    fill = (rows @ row_counts) / (n * events)
    at = np.concatenate([np.log(rows / (events - rows)), np.log(columns / (n - columns))])
    at[len(rows) :] -= np.log(fill / (1 - fill))
    margin = np.concatenate([rows, columns])
    counts = np.concatenate([row_counts, column_counts]).astype(float)
    weight = np.outer(row_counts, column_counts).astype(float)
    value = _potential(at, margin * counts, weight)
    for _ in range(STEPS):
        chances: np.ndarray = expit(np.add.outer(at[: len(rows)], at[len(rows) :]))
        gap = margin - np.concatenate([chances @ column_counts, row_counts @ chances])
        if np.abs(gap).max() <= CLOSE:
            break
        step = _newton(weight * chances * (1 - chances), gap * counts)
        rise, size = float(step @ (gap * counts)), 1.0
        while size > CLOSE:
            tried = _potential(at + size * step, margin * counts, weight)
            if tried <= value - 1e-4 * size * rise + 1e-12 * abs(value):
                break
            size /= 2
        at, value = at + size * step, tried
    return chances


def _potential(at: np.ndarray, sums: np.ndarray, weight: np.ndarray) -> float:
    """Give the convex function whose minimum has the wanted margins."""
    both = np.add.outer(at[: len(weight)], at[len(weight) :])
    return float((weight * np.logaddexp(0.0, both)).sum() - sums @ at)


def _newton(spread: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Solve the Newton step; the last unknown stays, since rows and columns share one constant."""
    n = len(spread)
    hessian = np.diag(np.concatenate([spread.sum(axis=1), spread.sum(axis=0)]))
    hessian[:n, n:], hessian[n:, :n] = spread, spread.T
    scale = 1 / np.sqrt(np.diag(hessian))[:-1]
    scaled = scale[:, None] * hessian[:-1, :-1] * scale
    scaled[np.diag_indices_from(scaled)] += 1e-13
    return np.append(scale * np.linalg.solve(scaled, scale * gap[:-1]), 0.0)


def upper_tails(chances: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Give P(sum >= c) for c = 0, 1, … of independent 0/1 trials, one column per distribution.

    ``chances``: trials × distributions; ``counts``: how often each trial is repeated. Exact: the
    distribution is built trial by trial from sums of positive numbers only, so that small tails
    keep their digits.
    """
    trials = np.repeat(np.arange(len(counts)), counts)
    mass = np.zeros((len(trials) + 1, chances.shape[1]))
    mass[0] = 1.0
    for done, trial in enumerate(trials, start=1):
        hit = mass[:done] * chances[trial]
        mass[:done] *= 1 - chances[trial]
        mass[1 : done + 1] += hit
    tails = np.minimum(np.cumsum(mass[::-1], axis=0)[::-1], 1.0)
    tails[0] = 1.0
    return tails


def margins_on_average(
    table: np.ndarray, first: np.ndarray, second: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give (expected, P(at least as many as observed)) of the columns that pairs of rows share.

    The stochastic degree sequence model: cells are independent with `cell_probabilities`. Pairs
    whose rows have the same two sums share one distribution, so the cost is about the number of
    distinct pairs of sums times half the square of the number of columns.
    """
    levels, row_of, counts = _levels(table.sum(axis=1))
    column_levels, _, column_counts = _levels(table.sum(axis=0))
    chances = _level_probabilities(levels, counts, column_levels, column_counts)
    observed = shared_events(table)[first, second]
    low, high = np.minimum(row_of[first], row_of[second]), np.maximum(row_of[first], row_of[second])
    expected = ((chances * column_counts) @ chances.T)[low, high]
    codes, which = np.unique(low * len(levels) + high, return_inverse=True)
    order = np.argsort(which, kind="stable")
    starts = np.searchsorted(which[order], np.arange(0, len(codes) + BLOCK, BLOCK))
    p_values = np.ones(len(first))
    for block, (start, end) in enumerate(pairwise(starts)):
        some = codes[block * BLOCK : (block + 1) * BLOCK]
        both = chances[some // len(levels)] * chances[some % len(levels)]
        tails = upper_tails(np.ascontiguousarray(both.T), column_counts)
        mine = order[start:end]
        p_values[mine] = tails[observed[mine], which[mine] - block * BLOCK]
    return expected, p_values


# ---------------------------------------------------------------------- margins exactly


def random_tables(
    table: np.ndarray, draws: int, generator: np.random.Generator
) -> Iterator[np.ndarray]:
    """Give random tables with the same margins, several at a time: rows × columns × tables.

    Curveball trades: two lines of the shorter side throw what only one of them holds together and
    deal it out again at random, each taking as many as before. In a round every line trades with
    one other. Several chains run side by side from the observed table, 100 rounds before the
    first draw and 10 between draws: few where lines are many, so that little goes into starting.
    """
    wide = table.shape[0] < table.shape[1]
    start = np.asarray(table.T if wide else table, dtype=bool)
    some = round(np.sqrt(SIDE_BY_SIDE * draws / max(start.shape[1], 1)))
    chains = max(1, min(some, draws, CHAINS, CELLS // max(table.size, 1)))
    state = np.repeat(start[:, :, None], chains, axis=2)
    rounds = BURN_IN
    while draws > 0:
        for _ in range(rounds):
            _trade(state, generator)
        drawn = state[:, :, : min(draws, chains)]
        yield drawn.transpose(1, 0, 2) if wide else drawn
        draws, rounds = draws - chains, THIN


def _trade(state: np.ndarray, generator: np.random.Generator) -> None:
    """Let the second axis trade in random couples, the same couples in every chain."""
    half = state.shape[1] // 2
    order = generator.permutation(state.shape[1])
    first, second = order[:half], order[half : 2 * half]
    mine, theirs = state[:, first], state[:, second]
    apart, kept = mine ^ theirs, mine & theirs
    left = apart.sum(axis=0, dtype=np.int32).astype(np.float32)
    wanted = (mine & apart).sum(axis=0, dtype=np.int32).astype(np.float32)
    # Line by line, an item that may go either way is taken with the probability wanted/left.
    for line, number in enumerate(generator.random(apart.shape, dtype=np.float32)):
        takes = number * left < wanted
        takes &= apart[line]
        left -= apart[line]
        wanted -= takes
        kept[line] |= takes
    state[:, first], state[:, second] = kept, kept ^ apart


def margins_exactly(
    table: np.ndarray,
    pairs: tuple[np.ndarray, np.ndarray],
    draws: int,
    generator: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, int]:
    """Give (mean, (1 + times at least as many) / (draws + 1), distinct tables seen, up to 20).

    The fixed degree sequence model, for the columns that pairs of rows share.
    """
    first, second = pairs
    observed = shared_events(table).astype(np.float32)
    total = np.zeros(observed.shape)
    reached = np.zeros(observed.shape, dtype=np.int64)
    seen: set[bytes] = set()
    size = max(1, (1 << 22) // max(observed.size, 1))
    for tables in random_tables(table, draws, generator):
        for begin in range(0, tables.shape[2], size):
            some = np.ascontiguousarray(np.moveaxis(tables[:, :, begin : begin + size], 2, 0))
            numbers = some.astype(np.float32)
            shared = numbers @ numbers.transpose(0, 2, 1)
            total += shared.sum(axis=0, dtype=np.float64)
            reached += (shared >= observed).sum(axis=0)
            for one in some if len(seen) < ENOUGH else ():
                seen.add(np.packbits(one).tobytes())
    mean, p_values = total[first, second] / draws, (1 + reached[first, second]) / (draws + 1)
    return mean, p_values, min(len(seen), ENOUGH)


# ---------------------------------------------------------------------- several tests


def adjusted(p_values: np.ndarray, correction: str) -> np.ndarray:
    """Adjust p-values for their number: "holm", "bh" (Benjamini and Hochberg) or "none"."""
    if correction == "none" or not len(p_values):
        return p_values.copy()
    n, order = len(p_values), np.argsort(p_values, kind="stable")
    ranked = p_values[order]
    if correction == "holm":
        steps = np.maximum.accumulate(ranked * np.arange(n, 0, -1))
    else:
        steps = np.minimum.accumulate((ranked * n / np.arange(1, n + 1))[::-1])[::-1]
    back = np.empty(n)
    back[order] = np.minimum(steps, 1.0)
    return back
