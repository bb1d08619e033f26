"""What may be said over several waves, in plain words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netweave.codes import REASONS
from netweave.compare.wording import (
    GATED,
    NO_DIRECTION,
    digits_for,
    number,
    reach_words,
    signed,
)

if TYPE_CHECKING:
    from netweave.compare.estimate import Primary
    from netweave.compare.longitudinal.periods import Period
    from netweave.compare.longitudinal.trend import Slope
    from netweave.compare.sentence import Words


def waves_words(periods: list[Period], slopes: list[Slope], words: Words) -> tuple[str, ...]:
    """Say each change that may be read as one, the slopes, and where nothing is joined."""
    lead = (
        f"{words.ties.capitalize()} outside people's own {words.group}, per {words.member} of both "
        "waves"
    )
    told = [_period_words(one, words) for one in periods if not one.breaks]
    first = f"{lead}: {'; '.join(told)}." if told else ""
    return (
        first,
        *(_slope_words(one, words) for one in slopes),
        *(_break_words(one) for one in periods if one.breaks),
        *_reach(periods, slopes, words),
    )


def _reach(periods: list[Period], slopes: list[Slope], words: Words) -> list[str]:
    """Say once how far the intervals reach, where it is no further than this cohort."""
    told = [one.found for one in periods if not one.breaks] + [one.found for one in slopes]
    with_interval = [found for found in told if found is not None and found.widest]
    return list(dict.fromkeys(reach_words(found, words) for found in with_interval))


def _period_words(one: Period, words: Words) -> str:
    before, after = one.labels
    found = one.found
    if found is None or found.reason:
        reason = REASONS[found.reason if found else "NO_DYADS"].replace("organization", words.group)
        return f"from {before} to {after} not known, since {reason}"
    interval, means = found.widest, found.means
    ends = (interval.low, interval.high) if interval else (math.nan, math.nan)
    digits = digits_for(*means, ends)
    change = number(found.estimate, digits)
    change = f"+{change}" if found.estimate > 0 else change
    said = [f"change {change}"]
    if interval:
        said.append(f"95% interval {number(ends[0], digits)} to {number(ends[1], digits)}")
    people = "1 person" if found.people == 1 else f"{found.people:,} people"
    said.append(f"{people} in {words.count(found.organizations)}")
    doubt = _doubt(found) if interval else "no interval can be given"
    said += [doubt] if doubt else []
    first, last = (number(mean, digits) for mean in means)
    return f"from {first} at {before} to {last} at {after} ({', '.join(said)})"


def _doubt(found: Primary) -> str:
    """Say why no direction can be told; "" where it can."""
    if found.depends_on_reporters:
        return f"{NO_DIRECTION}, since it hangs on who answered"
    if found.spread.includes_no_change:
        return "the interval includes no change"
    return f"{NO_DIRECTION}, since {GATED[found.gates[0]]}" if found.gates else ""


def _slope_words(one: Slope, words: Words) -> str:
    first, last = one.labels[0], one.labels[-1]
    if one.reason:
        why = REASONS[one.reason].replace("organization", words.group)
        return f"From {first} to {last} no slope can be given: {why}."
    found = one.found
    people = "1 person" if found.people == 1 else f"{found.people:,} people"
    said = f"{signed(found.estimate)} such {'tie' if abs(found.estimate) == 1 else 'ties'} a year"
    return (
        f"From {first} to {last}, over the {people} of all {len(one.labels)} waves: {said} per "
        f"{words.member} ({_slope_interval(found)})."
    )


def _slope_interval(found: Primary) -> str:
    interval = found.widest
    if interval is None:
        return "no interval can be given"
    digits = 1 if min(abs(interval.low), abs(interval.high)) >= 0.05 else 2
    said = f"95% interval {number(interval.low, digits)} to {number(interval.high, digits)}"
    doubt = _doubt(found)
    return f"{said}; {doubt}" if doubt else said


def _break_words(one: Period) -> str:
    why = "; ".join(text.rstrip(".") for text in one.breaks)
    return f"Nothing is joined between {one.labels[0]} and {one.labels[1]}: {why}."
