"""P1 again with a tie counted from one level higher and lower."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netweave.codes import Notice
from netweave.compare.estimate import Primary, primary
from netweave.dyads import dyads_of
from netweave.scales import SCALES

if TYPE_CHECKING:
    from netweave.compare.case import Case
    from netweave.network import Network


@dataclass(frozen=True)
class AtLevel:
    """P1 where a tie counts from one level on.

    Parameters
    ----------
    level : float
        The rank on the scale.
    word : str
        The level in words, or the rank where the words are not known.
    used : bool
        Whether the comparison rests on this level.
    estimate, low, high : float
        P1 and its interval.
    """

    level: float
    word: str
    used: bool
    estimate: float
    low: float
    high: float


def level_word(net: Network, kind: str, level: float) -> str:
    """Give the word of a level on the scale of a kind, or the number."""
    scale = SCALES.get(str(net.kinds.loc[kind, "scale"]))
    place = int(level) - scale.lowest if scale and level == int(level) else -1
    return scale.levels[place] if scale and 0 <= place < len(scale.levels) else f"{level:g}"


def threshold_of(net: Network, kind: str) -> float:
    """Give the level from which on a tie of a kind counts; NaN for any level above 0."""
    return float(net.kinds["threshold"].to_dict()[kind])


def first_level(net: Network, kind: str) -> float:
    """Give the level from which on ties count: the threshold, or the lowest level that is a tie.

    NaN where there is neither a threshold nor a scale, so that there is no level to move.
    """
    threshold = threshold_of(net, kind)
    if not math.isnan(threshold):
        return threshold
    named = str(net.kinds.loc[kind, "scale"])
    scale = SCALES.get(named)
    return float(max(scale.lowest, 1) if scale else 1) if named else math.nan


def by_threshold(case: Case) -> tuple[AtLevel, ...]:
    """Estimate P1 one level lower, as it is, and one level higher, where ties reach the level."""
    net = case.waves[0]
    used = first_level(net, case.kind)
    alike = used == first_level(case.waves[1], case.kind)
    if case.found.reason or math.isnan(used) or not alike:
        return ()
    least = 1 if not math.isnan(threshold_of(net, case.kind)) else used
    found = []
    for level in (used - 1, used, used + 1):
        if level == used:
            found.append(_at(case, level, case.found))
        elif level >= least and _reached(case, level):
            found.append(_at(case, level, _again(case, level)))
    return tuple(found)


def _reached(case: Case, level: float) -> bool:
    return any(net.with_threshold({case.kind: level}).structure().nnz for net in case.waves)


def _again(case: Case, level: float) -> Primary:
    before, after = (net.with_threshold({case.kind: level}) for net in case.waves)
    return primary(dyads_of(before, after, case.panel, kind=case.kind, group=case.group))


def _at(case: Case, level: float, found: Primary) -> AtLevel:
    interval, word = found.widest, level_word(case.waves[0], case.kind, level)
    ends = (interval.low, interval.high) if interval else (math.nan, math.nan)
    return AtLevel(level, word, found is case.found, found.estimate, *ends)


def threshold_notice(found: tuple[AtLevel, ...]) -> Notice | None:
    """Say whether one level up or down turns the sign (W18)."""
    up = any(one.estimate > 0 for one in found)
    down = any(one.estimate < 0 for one in found)
    text = "The sign of the change differs between the levels."
    return Notice("W18", text) if up and down else None
