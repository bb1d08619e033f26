"""What the pairs that nobody reported could do to P1: weights by class, bounds, tipping points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave.codes import Notice
from netweave.compare.case import sides_of
from netweave.compare.estimate import CANNOT_TELL
from netweave.compare.intervals import Spread
from netweave.compare.secondary.left_out import pairs_of, ratio_of, spread_of

if TYPE_CHECKING:
    from netweave.compare.case import Case
    from netweave.compare.secondary.alone import Traits
    from netweave.compare.thresholds import AtLevel
    from netweave.dyads import Dyads

COLUMNS = ["term", "estimate", "conf_low", "conf_high", "n", "method", "reason"]
NAN = float("nan")
# Below this, in ties, a sum of counts is rounding.
NOTHING = 1e-9


@dataclass(frozen=True)
class Tipping:
    """How many pairs that were not observed in both waves would undo a change.

    Parameters
    ----------
    needed : int
        How many of them would have to have been lost, or new.
    needed_interval : int
        How many until the interval includes no change; 0 where it does already.
    possible : int
        How many of them could have been: what was observed in one wave rules out the others.
    unobserved : int
        Pairs across that were not observed in both waves.
    up : bool
        Whether the change is upward, so that lost ties would undo it.
    """

    needed: int
    needed_interval: int
    possible: int
    unobserved: int
    up: bool

    @property
    def reachable(self) -> bool:
        """Whether the pairs that were not observed could undo the change."""
        return 0 < self.needed <= self.possible


@dataclass(frozen=True)
class Missing:
    """What is known, and what could be, of the pairs across that were not observed.

    Parameters
    ----------
    bounds : tuple of float
        P1 with every such pair filled as tied before and not after, and the other way round.
    tipping : Tipping or None
        None where there is no change to undo.
    reconstructed : tuple of float
        In either wave, the share of observed pairs across of which one side only answered.
    weighted : float
        P1 with the observed pairs weighted up to all pairs of their class.
    weighted_spread : Spread
        The intervals of that.
    unmatched : int
        Pairs of classes of which no pair was observed.
    """

    bounds: tuple[float, float]
    tipping: Tipping | None
    reconstructed: tuple[float, float]
    weighted: float
    weighted_spread: Spread
    unmatched: int


def missing_of(case: Case, traits: Traits) -> Missing | None:
    """Find out what the missing pairs could do; None where P1 is undefined."""
    if case.found.reason:
        return None
    weighted, spread, unmatched = _by_class(case, traits)
    return Missing(
        bounds=bounds(case.dyads),
        tipping=_tipping(case),
        reconstructed=_reconstructed(case),
        weighted=weighted,
        weighted_spread=spread,
        unmatched=unmatched,
    )


def bounds(dyads: Dyads) -> tuple[float, float]:
    """Give P1 over all pairs across, those not observed in a wave filled (1, 0) and (0, 1).

    What one wave observed of a pair is kept. Filling (0, 0) or (1, 1) would cancel.
    """
    cross, people = dyads.cross, int(dyads.known.sum())
    ends = []
    for first, second in ((1, 0), (0, 1)):
        before = np.where(dyads.seen_before, dyads.before, first)[cross]
        after = np.where(dyads.seen_after, dyads.after, second)[cross]
        ends.append(2 * float(after.sum() - before.sum()) / people)
    return ends[0], ends[1]


def _tipping(case: Case) -> Tipping | None:
    """Count pairs until the change is zero, the other missing pairs taken as unchanged."""
    dyads, chosen = case.dyads, case.dyads.cross & case.dyads.observed
    net = int(dyads.after[chosen].sum()) - int(dyads.before[chosen].sum())
    if not net:
        return None
    up = net > 0
    missing = dyads.cross & ~dyads.observed
    # A tie can have been lost unless it was seen missing before or seen there after.
    gone, there = (dyads.before, dyads.after) if up else (dyads.after, dyads.before)
    seen_gone, seen_there = (
        (dyads.seen_before, dyads.seen_after) if up else (dyads.seen_after, dyads.seen_before)
    )
    can = missing & ~(seen_gone & ~gone) & ~(seen_there & there)
    return Tipping(abs(net), _to_the_interval(case), int(can.sum()), int(missing.sum()), up)


def _to_the_interval(case: Case) -> int:
    """Count pairs until the interval includes no change.

    Estimate and interval are taken as numbers of ties: a missing pair that did not change adds
    nothing to the number and nothing to its spread, whatever the pairs are divided by. So both
    ends move by one tie for each pair that was lost, or new.
    """
    found = case.found
    if found.widest is None or found.spread.includes_no_change:
        return 0
    nearest = min(abs(found.widest.low), abs(found.widest.high))
    # P1 is the number of ties won over the observed pairs, by their number, times scale.
    return math.ceil(nearest / found.scale * found.pairs - NOTHING)


def _reconstructed(case: Case) -> tuple[float, float]:
    dyads, shares = case.dyads, []
    for net in case.waves:
        sides = sides_of(net, dyads, case.kind)
        seen = (sides[0] | sides[1]) & dyads.cross
        alone = (sides[0] ^ sides[1]) & dyads.cross
        shares.append(alone.sum() / seen.sum() if seen.any() else NAN)
    return float(shares[0]), float(shares[1])


def classes(case: Case, traits: Traits) -> np.ndarray:
    """Give every pair its class: the pair of organizations and the pair of roles, before."""
    dyads, net = case.dyads, case.waves[0]
    role = traits.roles(net)[net.people.index.get_indexer(case.panel.people)]
    pairs = [
        np.sort([codes[dyads.one], codes[dyads.other]], axis=0)
        for codes in (dyads.group_before, role)
    ]
    return np.asarray(np.unique(np.concatenate(pairs), axis=1, return_inverse=True)[1]).ravel()


def _by_class(case: Case, traits: Traits) -> tuple[float, Spread, int]:
    """Weight each observed pair across by all pairs of its class over those observed."""
    dyads, found = case.dyads, case.found
    chosen, group = dyads.cross & dyads.observed, classes(case, traits)
    every = np.bincount(group[dyads.cross], minlength=group.max() + 1)
    seen = np.bincount(group[chosen], minlength=len(every))
    weight = (every / np.maximum(seen, 1))[group[chosen]]
    change = dyads.after[chosen].astype(float) - dyads.before[chosen]

    def scaled(sums: np.ndarray) -> np.ndarray:
        return found.scale * ratio_of(sums[:, 0], sums[:, 1])

    parts = np.stack([weight * change, weight], axis=1)
    estimate, spread = spread_of(parts, pairs_of(dyads, chosen), scaled)
    return estimate, spread, int(every[seen == 0].sum())


def missing_notice(case: Case, missing: Missing | None) -> Notice | None:
    """Raise W19 where the missing pairs could undo a change that the data otherwise tell."""
    if missing is None or missing.tipping is None or case.found.verdict == CANNOT_TELL:
        return None
    count = missing.tipping.unobserved
    pairs = f"{count:,} pairs across were" if count > 1 else "1 pair across was"
    found = f"{pairs} not observed in both waves."
    return Notice("W19", found) if missing.tipping.reachable else None


def sensitivity_table(
    case: Case, missing: Missing | None, levels: tuple[AtLevel, ...]
) -> pd.DataFrame:
    """Lay out P1 beside itself under other ways to treat missing pairs, and at other levels."""
    if missing is None:
        return pd.DataFrame(columns=COLUMNS)
    found, across = case.found, int(case.dyads.cross.sum())
    weighting = "observed pairs weighted up to all of their organizations and roles"
    lost = f"; {missing.unmatched:,} pairs of no observed class left out"
    rows = [
        _row("P1", found.estimate, found.pairs, "pairs observed in both waves", found.spread),
        *_shares(case, missing),
        _row("P1_class_weights", missing.weighted, found.pairs,
             weighting + (lost if missing.unmatched else ""), missing.weighted_spread),
        _row("P1_bound_low", missing.bounds[0], across, "missing: tied before, not after"),
        _row("P1_bound_high", missing.bounds[1], across, "missing: not tied before, tied after"),
        *_tips(missing.tipping),
        *_same(case),
        *(_level_row(one, found.pairs) for one in levels if not one.used),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"estimate": float, "conf_low": float, "conf_high": float, "n": "int64"})


def _row(
    term: str, estimate: float, n: int, method: str, spread: Spread | None = None
) -> dict[str, Any]:
    interval = spread.widest if spread else None
    reason = "NO_DYADS" if math.isnan(estimate) else spread.reason if spread else ""
    return {
        "term": term,
        "estimate": estimate,
        "conf_low": interval.low if interval else NAN,
        "conf_high": interval.high if interval else NAN,
        "n": n,
        "method": method,
        "reason": reason,
    }


def _shares(case: Case, missing: Missing) -> list[dict[str, Any]]:
    seen = (case.dyads.seen_before, case.dyads.seen_after)
    return [
        _row(f"reconstructed_share_{when}", share, int((case.dyads.cross & there).sum()),
             "observed pairs across of which one side only answered")
        for when, share, there in zip(("before", "after"), missing.reconstructed, seen, strict=True)
    ]  # fmt: skip


def _tips(tip: Tipping | None) -> list[dict[str, Any]]:
    """Count the pairs that undo the estimate, and its interval; n is how many could."""
    if tip is None:
        return []
    what = "lost" if tip.up else "new"
    rows = []
    needs = (("tipping_point", tip.needed), ("tipping_point_interval", tip.needed_interval))
    for term, needed in needs:
        if needed:
            can = needed <= tip.possible
            how = f"missing pairs that must have been {what}; the other ones unchanged"
            how += "; the interval as a number of ties" * term.endswith("interval")
            end = "" if can else f"; cannot be reached: {tip.possible:,} could"
            rows.append(_row(term, float(needed), tip.possible, how + end))
    return rows


def _same(case: Case) -> list[dict[str, Any]]:
    found = case.found
    value = found.same_reporters if found.reporters_changed else found.estimate
    spread = found.same_spread if found.reporters_changed else found.spread
    pairs = found.same_pairs if found.reporters_changed else found.pairs
    return [_row("P1_same_reporters", value, pairs, "pairs of the same reporters", spread)]


def _level_row(one: AtLevel, pairs: int) -> dict[str, Any]:
    row = _row(f"P1_from_{one.level:g}", one.estimate, pairs, f"a tie counts from {one.word} on")
    return {**row, "conf_low": one.low, "conf_high": one.high}
