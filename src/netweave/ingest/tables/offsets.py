"""Clock times written with an offset from UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable

CLOCK = re.compile(
    r"(?P<date>.*?\d{4}|\d{4}.*?)(?:t|,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?:(?P<half>[ap])\.?m\.?)?\s*"
    r"(?P<zone>z|\(?(?:utc|gmt)?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?\)?)?"
)
# No date and no time is written with more letters; patterns take their time over long texts.
LONGEST = 64
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")


def offset_of(cell: str) -> int | None:
    """Give the offset from UTC that a clock time is written with, in minutes; None without one.

    Examples
    --------
    >>> offset_of("2022-03-31T23:30:00Z"), offset_of("3/31/2022 9:00 (UTC+05:30)")
    (0, 330)
    """
    clock = CLOCK.fullmatch(WEEKDAY.sub("", cell.casefold(), count=1)) if _timed(cell) else None
    zone = (clock["zone"] or "").strip("() ") if clock else ""
    if not zone:
        return None
    sign = _OFFSET.search(zone)
    return int(f"{sign[1]}1") * (60 * int(sign[2]) + int(sign[3] or 0)) if sign else 0


def _timed(cell: str) -> bool:
    """Say whether a cell may be a date with a time of day."""
    return ":" in cell and len(cell) <= LONGEST


def offsets_of(names: Iterable[str]) -> set[int]:
    """Give the different offsets from UTC that clock times are written with."""
    return {found for found in map(offset_of, names) if found is not None}


def offsets_note(names: Iterable[str]) -> str:
    """Say how clock times with an offset from UTC were read; "" where there is none."""
    several = len(offsets := offsets_of(names)) > 1
    said = "clock times as written, their UTC offset dropped" if offsets else ""
    return "clock times of different UTC offsets read in UTC" if several else said
