"""How many new ties would cross organizations by chance: three answers to three questions."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats

from netweave._kernels import labels as shuffled
from netweave._kernels.newties import dealt
from netweave.analytics.nulls.spoken import FEW, labelings
from netweave.compare.permutations.tails import tails

if TYPE_CHECKING:
    from netweave.compare.chance.forming import Forming

NAN = float("nan")


@dataclass(frozen=True)
class ByChance:
    """How many of some new ties are across, beside how many chance puts across.

    Parameters
    ----------
    term, method : str
        What it is called, and how chance was drawn.
    ties, crossing : int
        New ties that enter, and those of them that are across.
    expected : float
        How many would be across on average.
    spread : float
        Standard deviation over the draws.
    percentile, p_greater, p_less : float
        Where the count lies: mid-p, and the share as great or greater, as small or smaller.
    draws : int
        How many draws; 0 where it is exact.
    reason : str
        Why there is no place among the draws; "" where there is one.
    few : bool
        Whether fewer than 20 different draws are possible, or were seen.
    """

    term: str
    method: str
    ties: int
    crossing: int
    expected: float = NAN
    spread: float = NAN
    percentile: float = NAN
    p_greater: float = NAN
    p_less: float = NAN
    draws: int = 0
    reason: str = ""
    few: bool = False

    @property
    def p_value(self) -> float:
        """Two-sided: twice the smaller tail, at most 1."""
        return float(np.minimum(1.0, 2 * min(self.p_greater, self.p_less)))


@dataclass
class _Seen:
    """Which different draws were seen, as far as it matters."""

    keys: set[bytes] = field(default_factory=set)

    def add(self, draws: np.ndarray) -> None:
        for row in draws:
            if len(self.keys) >= FEW:
                return
            self.keys.add(row.tobytes())


def rewired(found: Forming, draws: int, seed: int) -> ByChance:
    """Deal new ties out anew among the eligible pairs; everybody keeps the number of them."""
    across = found.square(found.case.dyads.cross).ravel()
    seen, counts = _Seen(), []
    for cells in dealt(found.ends, found.square(found.eligible), draws, seed):
        seen.add(cells)
        counts.append(across[cells].sum(axis=1))
    method = f"{draws:,} networks with everybody's number of new ties, among the eligible pairs"
    blank = ByChance("cross_share_new", method, int(found.new.sum()), found.crossing)
    alone = len(seen.keys) == 1 and draws >= FEW
    return _placed(blank, np.concatenate(counts), alone=alone, few=len(seen.keys) < FEW)


def at_random(found: Forming) -> ByChance:
    """Draw as many pairs from the eligible ones, whoever they belong to: exact."""
    eligible, across = (int((found.eligible & mark).sum())
                        for mark in (found.eligible, found.case.dyads.cross))  # fmt: skip
    ties, crossing = int(found.new.sum()), found.crossing
    law = stats.hypergeom(eligible, across, ties)
    less, equal = float(law.cdf(crossing - 1)), float(law.pmf(crossing))
    share = across / eligible
    rest = (eligible - ties) / max(eligible - 1, 1)
    spread = math.sqrt(ties * share * (1 - share) * rest)
    alike = spread == 0
    return ByChance(
        term="cross_share_new_at_random",
        method="as many pairs drawn at random from the eligible ones: exact",
        ties=ties,
        crossing=crossing,
        expected=ties * share,
        spread=spread,
        percentile=NAN if alike else less + equal / 2,
        p_greater=NAN if alike else min(1.0, 1 - less),
        p_less=NAN if alike else min(1.0, less + equal),
        reason="SAME_BY_CHANCE" if alike else "",
    )


def relabelled(found: Forming, strata: np.ndarray, draws: int, seed: int) -> ByChance:
    """Hand organizations out anew within strata, among people who kept theirs.

    Ties among colleagues at the start are taken as free to form, so this is the secondary answer.
    """
    dyads = found.case.dyads
    stayed = dyads.known & (dyads.group_before == dyads.group_after) & (strata >= 0)
    place = np.cumsum(stayed) - 1
    one, other = (end[stayed[found.ends[0]] & stayed[found.ends[1]]] for end in found.ends)
    one, other = place[one], place[other]
    homes = np.unique(dyads.group_before[stayed], return_inverse=True)[1]
    layers = np.unique(strata[stayed], return_inverse=True)[1]
    ties, ones = len(one), np.ones(len(one))
    crossing = int((homes[one] != homes[other]).sum())
    method = f"{draws:,} times organizations were dealt out anew among {len(homes):,} people"
    blank = ByChance("cross_share_new_labels", method, ties, crossing)
    if not ties:
        return _placed(blank, np.empty(0), alone=False, few=True)
    rng = np.random.default_rng(seed)
    drawn = [ties - shuffled.inside(one, other, ones, labels)
             for labels in shuffled.permutations(homes, layers, draws, rng)]  # fmt: skip
    ways = labelings(homes, layers)
    expected = ties - shuffled.expected_inside(one, other, ones, homes, layers)
    counts = np.concatenate(drawn)
    return _placed(blank, counts, alone=ways == 1, few=ways < FEW, expected=expected)


def _placed(
    blank: ByChance, counts: np.ndarray, *, alone: bool, few: bool, expected: float = NAN
) -> ByChance:
    """Say where a count lies among those drawn."""
    crossing, draws = blank.crossing, len(counts)
    if not draws:
        return _with(blank, reason="NO_NEW_TIES", few=few)
    at = tails(crossing, counts.astype(float))
    reason = "DEGENERATE_NULL" if alone else "SAME_BY_CHANCE" if at.alike else ""
    filled = _with(
        blank,
        expected=float(counts.mean()) if math.isnan(expected) else expected,
        spread=float(counts.std(ddof=1)) if draws > 1 else NAN,
        draws=draws,
        reason=reason,
        few=few,
    )
    if reason:
        return filled
    equal = at.greater + at.less - draws
    percentile = (draws - at.greater + 0.5 * equal + 0.5) / (draws + 1)
    return _with(filled, percentile=percentile, p_greater=at.p_greater, p_less=at.p_less)


def _with(blank: ByChance, **values: float | str | bool) -> ByChance:
    return ByChance(**{**vars(blank), **values})


def table_of(found: list[ByChance], extra: list[str]) -> pd.DataFrame:
    """Lay the answers out, one row each."""
    rows = []
    for one in found:
        share = [count / one.ties if one.ties else NAN for count in (one.crossing, one.expected)]
        rows.append({
            "term": one.term,
            "estimate": share[0],
            "std_error": one.spread / one.ties if one.ties else NAN,
            "p_value": one.p_value,
            "n": one.ties,
            "method": one.method,
            "expected": share[1],
            "difference": share[0] - share[1],
            "percentile": one.percentile,
            "p_greater": one.p_greater,
            "p_less": one.p_less,
            "draws": one.draws,
            "crossing": one.crossing,
            "expected_crossing": one.expected,
            "reason": one.reason,
        })
    table = pd.DataFrame(rows).reindex(columns=extra)
    words = table["reason"].astype("str")
    return table.assign(reason=words.where(words != ""))
