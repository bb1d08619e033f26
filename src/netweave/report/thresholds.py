"""P1 again with a tie counted from one level higher and lower; nothing is formatted here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netweave import errors
from netweave.codes import Notice
from netweave.scales import SCALES

if TYPE_CHECKING:
    from netweave.compare import Change
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
        Whether the report rests on this level.
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


def estimates(ends: tuple[Network, Network], change: Change, group: str) -> tuple[AtLevel, ...]:
    """Estimate P1 one level lower, as it is, and one level higher, where ties reach the level."""
    used = first_level(ends[0], change.kind)
    chosen = not math.isnan(threshold_of(ends[0], change.kind))
    found = []
    for level in (used - 1, used, used + 1):
        if level == used:
            found.append(_at(level, ends[0], change, used=True))
        elif level >= (1 if chosen else used) and _reached(ends, change.kind, level):
            found += _again(ends, change.kind, group, level)
    return () if math.isnan(used) else tuple(found)


def _reached(ends: tuple[Network, Network], kind: str, level: float) -> bool:
    return any(net.with_threshold({kind: level}).structure().nnz for net in ends)


def _again(ends: tuple[Network, Network], kind: str, group: str, level: float) -> list[AtLevel]:
    from netweave.compare import before_after  # noqa: PLC0415

    before, after = (net.with_threshold({kind: level}) for net in ends)
    try:
        change = before_after(before, after, group=group, kind=kind)
    except errors.NetweaveError:
        return []
    return [_at(level, before, change, used=False)]


def _at(level: float, net: Network, change: Change, *, used: bool) -> AtLevel:
    row = change.table.iloc[0].to_dict()
    numbers = (float(row[name]) for name in ("estimate", "conf_low", "conf_high"))
    return AtLevel(level, level_word(net, change.kind, level), used, *numbers)


def notice(found: tuple[AtLevel, ...]) -> Notice | None:
    """Say whether one level up or down turns the sign (W18)."""
    up = any(one.estimate > 0 for one in found)
    down = any(one.estimate < 0 for one in found)
    text = "The sign of the change differs between the levels."
    return Notice("W18", text) if up and down else None


def in_words(levels: Sequence[AtLevel]) -> str:
    """Say from which other level the interval would include no change; "" where none would."""
    used = [at for at in levels if at.used and not at.low <= 0 <= at.high]
    other = [at.word for at in levels if not at.used and at.low <= 0 <= at.high]
    if not used or not other:
        return ""
    return f" Counting ties from {' or '.join(other)} on, the interval includes no change."
