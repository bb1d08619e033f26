"""Shares and rates of pairs: S1 and S3, S4, S7, S9 and S10, as sums over pairs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from netweave.compare.secondary.left_out import Statistic, pairs_of, ratio_of, spread_of
from netweave.compare.secondary.row import Row

if TYPE_CHECKING:
    from netweave.compare.secondary.known import Outside, Strangers
    from netweave.compare.secondary.levels import Moves
    from netweave.dyads import Dyads


def _share(sums: np.ndarray) -> np.ndarray:
    return ratio_of(sums[:, 0], sums[:, 1])


def _difference(sums: np.ndarray) -> np.ndarray:
    return np.asarray(ratio_of(sums[:, 0], sums[:, 1]) - ratio_of(sums[:, 2], sums[:, 3]))


def _steady(sums: np.ndarray) -> np.ndarray:
    formed, kept = ratio_of(sums[:, 0], sums[:, 1]), ratio_of(sums[:, 2], sums[:, 3])
    out = np.full(len(formed), np.nan)
    np.divide(formed, formed + 1 - kept, out=out, where=formed + 1 - kept > 0)
    return out


def _row(
    dyads: Dyads,
    term: str,
    of: tuple[np.ndarray, list[np.ndarray]],
    statistic: Statistic = _share,
    *,
    tested: bool = False,
) -> Row:
    """Make a row from the pairs it is about and the marks that are added up over them."""
    chosen, marks = of
    parts = np.stack([mark[chosen] for mark in marks], axis=1)
    pairs = pairs_of(dyads, chosen)
    estimate, spread = spread_of(parts, pairs, statistic)
    return Row(term, estimate, spread, int(chosen.sum()), tested=tested)


def rate_rows(dyads: Dyads) -> Iterator[Row]:
    """Give S1, the rates of S3 and their difference, and S10.

    The change in the share of ties that cross is that over the pairs observed in both waves, so
    that the share expected by chance is the same in both and falls out of the difference.
    """
    cross, same = dyads.cross & dyads.observed, dyads.same & dyads.observed
    both, before, after = cross | same, dyads.before, dyads.after
    crossing = [after & cross, after, before & cross, before]
    yield _row(dyads, "cross_share_change", (both, crossing), _difference, tested=True)
    every = np.ones(len(both), dtype=bool)
    for name, pairs in (("cross", cross), ("same", same)):
        yield _row(dyads, f"formation_{name}", (pairs & ~before, [after, every]))
        yield _row(dyads, f"persistence_{name}", (pairs & before, [after, every]))
    parts = [after & cross, cross, after & same, same]
    yield _row(dyads, "formation_difference", (both & ~before, parts), _difference, tested=True)
    steady = [after & ~before, ~before, after & before, before]
    yield _row(dyads, "steady_state_cross", (cross, steady), _steady)


def stranger_rows(dyads: Dyads, found: Strangers | None) -> Iterator[Row]:
    """Give S4: of the pairs across who were strangers, the share tied after."""
    if found is not None:
        marks = [dyads.after, np.ones(len(dyads.after), dtype=bool)]
        yield _row(dyads, "strangers_tied", (found.pairs, marks))


def outside_rows(dyads: Dyads, found: Outside | None) -> Iterator[Row]:
    """Give S9: of the new ties across of known context, the share that began on their own."""
    if found is not None:
        marks = [found.own, np.ones(len(found.own), dtype=bool)]
        yield _row(dyads, "outside_convenings", (found.known, marks))


def level_rows(dyads: Dyads, moves: Moves | None) -> Iterator[Row]:
    """Give S7: of the kept ties, the shares that moved up, stayed, moved down, and up less down."""
    if moves is None:
        return
    kept = moves.kept
    every = np.ones(len(kept), dtype=bool)
    for name, mark in (("up", moves.up), ("same", ~(moves.up | moves.down)), ("down", moves.down)):
        yield _row(dyads, f"level_{name}", (kept, [mark, every]))
    marks = [moves.up, every, moves.down, every]
    yield _row(dyads, "level_shift", (kept, marks), _difference, tested=True)
