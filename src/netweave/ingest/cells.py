"""What single cells say: text, dates, yes or no, numbers, hours. Values in, reasons out.

Nothing here guesses: a date that can be read two ways is refused until the caller says which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

YES = frozenset({"yes", "y", "x", "1", "true", "t", "on", "✓", "✔"})
NO = frozenset({"no", "n", "0", "false", "f", "off", "-"})
NO_DATE = "date does not parse"
TWO_WAYS = "date can be read day first or month first (say dayfirst=)"
_MONTHS = {
    month: place
    for place, month in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH = (
    r"(?P<word>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?",
        r"(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/. ]+{_MONTH}[-/., ]+(?P<year>\d{{4}})",
        rf"{_MONTH}[-/ ]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/, ]+(?P<year>\d{{4}})",
        rf"{_MONTH}[-/, ]*(?P<year>\d{{4}})",
    )
)
_YEAR = re.compile(r"\d{4}")
_YEAR_AND_MONTH = (
    re.compile(r"\d{4}[-/.]\d{1,2}"),
    re.compile(rf"{_MONTH}[-/, ]*\d{{4}}"),
)
_CLOCK = re.compile(
    r"(?P<date>.*?\d{4}|\d{4}.*?)(?:t|,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]m)?\s*(?:z|utc|[+-]\d{2}:?\d{2})?"
)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")
_BLANK = pd.Series([None], dtype="str")
_HOURS = re.compile(r"(?P<h>\d+):(?P<m>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?")


def one_text(value: object) -> str:
    """Spell one cell as text: whole numbers without a point, dates as ISO, missing as blank."""
    if isinstance(value, str):
        return value.strip()
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, Real) and not isinstance(value, bool | np.bool_):
        return _number_text(float(value))
    return str(value).strip()


def _number_text(value: float) -> str:
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)


def text(values: pd.Series) -> pd.Series:
    """Give a column as stripped text, blank cells missing, whatever it held."""
    if isinstance(values.dtype, pd.StringDtype):
        coded, names = pd.factorize(values.astype("str"))
        stripped = pd.Series(names, dtype="str").str.strip()
        stripped = pd.concat([stripped.where(stripped != ""), _BLANK], ignore_index=True)
        return stripped.take(coded % len(stripped)).reset_index(drop=True)
    spelled = [_safe(one_text(value)) for value in values.astype("object")]
    series = pd.Series(spelled, dtype="str")
    return series.where(series != "")


def _safe(value: str) -> str:
    """Replace halves of surrogate pairs, which no file can hold."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def mapped(values: pd.Series, function: Callable[[str], Any]) -> np.ndarray:
    """Apply a function to each different text once; missing stays None."""
    coded, names = pd.factorize(values)
    answers = np.empty(len(names) + 1, dtype=object)
    for place, name in enumerate(names):
        answers[place] = function(name)
    answers[-1] = None
    return answers[coded]


def dates(values: pd.Series, dayfirst: bool | None = None) -> tuple[pd.Series, np.ndarray]:  # noqa: FBT001
    """Give dates, and for each cell that holds none although it holds something, why."""
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_localize(None)
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        kept = values.astype("datetime64[us]").reset_index(drop=True)
        return kept, np.full(len(kept), "", dtype=object)
    read = mapped(text(values), lambda cell: one_date(cell, dayfirst))
    faulty = np.array([isinstance(value, str) for value in read], dtype=bool)
    reasons = read.copy()
    reasons[~faulty] = ""
    read[faulty] = None
    found = pd.to_datetime(pd.Series(read, dtype="object")).astype("datetime64[us]")
    return found, reasons


def one_date(cell: str, dayfirst: bool | None = None) -> datetime | str:  # noqa: FBT001
    """Read one date, or say why it cannot be read.

    A year alone is its first day, a month its first. English month names only.

    Examples
    --------
    >>> one_date("13/04/2022").isoformat(), one_date("Apr 3, 2022 9:05 PM").isoformat()
    ('2022-04-13T00:00:00', '2022-04-03T21:05:00')
    >>> one_date("03/04/2022")
    'date can be read day first or month first (say dayfirst=)'
    """
    spelled = _WEEKDAY.sub("", cell.casefold(), count=1) if cell[:1].isalpha() else cell.casefold()
    clock = _CLOCK.fullmatch(spelled)
    if clock is None:
        return _day(spelled, dayfirst)
    day = _day(clock["date"], dayfirst)
    if isinstance(day, str):
        return day
    try:
        return datetime.combine(day, _time(clock))
    except ValueError:
        return NO_DATE


def _time(clock: re.Match[str]) -> time:
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if clock["half"] == "pm" else 0)
    return time(hour, int(clock["minute"]), int(clock["second"] or 0))


def _day(spelled: str, dayfirst: bool | None) -> datetime | str:  # noqa: FBT001
    for pattern in _DATES:
        found = pattern.fullmatch(spelled.strip())
        if found:
            parts = found.groupdict()
            order = _order(parts, dayfirst)
            if isinstance(order, str):
                return order
            return _calendar(int(parts["year"]), *order)
    return NO_DATE


def _order(parts: dict[str, Any], dayfirst: bool | None) -> tuple[int, int] | str:  # noqa: FBT001
    """Give month and day of what matched."""
    if "first" not in parts:
        month = _MONTHS[parts["word"][:3]] if "word" in parts else int(parts.get("month") or 1)
        return month, int(parts.get("day") or 1)
    first, second = int(parts["first"]), int(parts["second"])
    if dayfirst is None and first != second and max(first, second) <= 12:
        return TWO_WAYS
    day_is_first = first > 12 if dayfirst is None else dayfirst
    return (second, first) if day_is_first else (first, second)


def _calendar(year: int, month: int, day: int) -> datetime | str:
    if year < 1000:
        return NO_DATE
    try:
        return datetime.combine(date(year, month, day), time())
    except ValueError:
        return NO_DATE


def open_months(cell: str) -> int:
    """Say how many months a date leaves open: 12 for a year alone, 1 for a month, 0 for a day."""
    spelled = cell.strip().casefold()
    if _YEAR.fullmatch(spelled):
        return 12
    return int(any(pattern.fullmatch(spelled) for pattern in _YEAR_AND_MONTH))


def last_days(first: pd.Series, months: np.ndarray) -> pd.Series:
    """Give the last day that each date may mean, from its first and the months it leaves open."""
    day = first.to_numpy().astype("datetime64[D]")
    end = (day.astype("datetime64[M]") + months.astype(np.int64)).astype("datetime64[D]") - 1
    return pd.Series(np.where(months > 0, end, day).astype("datetime64[us]"), index=first.index)


def words(
    values: pd.Series, meaning: Mapping[str, str], what: str, blank: str
) -> tuple[np.ndarray, np.ndarray]:
    """Translate words by a table whatever their case, and say where a word is not in it."""
    spelled = text(values)
    meant = mapped(spelled, lambda word: meaning.get(word.casefold(), ""))
    reasons = mapped(spelled, lambda word: f"unknown {what} {word!r}")
    known = np.array([bool(word) for word in meant], dtype=bool)
    filled = spelled.notna().to_numpy()
    return np.where(known, meant, blank), np.where(filled & ~known, reasons, "")


def flags(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Give yes or no (blank is no), and where a cell says neither."""
    spelled = text(values).str.casefold()
    yes, no = spelled.isin(YES).to_numpy(), spelled.isin(NO).to_numpy()
    return yes, ~(yes | no | spelled.isna().to_numpy())


def numbers(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Give finite numbers, and where a cell holds something else."""
    spelled = text(values)
    found = pd.to_numeric(spelled, errors="coerce").to_numpy(dtype=float)
    finite = np.isfinite(found)
    return np.where(finite, found, np.nan), spelled.notna().to_numpy() & ~finite


def hours(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Give hours from numbers, h:mm or time cells, and where a cell holds something else."""
    if pd.api.types.is_timedelta64_dtype(values.dtype):
        return (values.dt.total_seconds() / 3600).to_numpy(dtype=float), np.zeros(len(values), bool)
    spelled = text(values)
    found = mapped(spelled, _one_hours).astype(float)
    return found, spelled.notna().to_numpy() & np.isnan(found)


def _one_hours(cell: str) -> float:
    found = _HOURS.fullmatch(cell)
    if found is None:
        number, _ = numbers(pd.Series([cell], dtype="str"))
        return float(number[0])
    return int(found["h"]) + int(found["m"]) / 60 + int(found["s"] or 0) / 3600


def one_spelling(values: pd.Series) -> tuple[pd.Series, str]:
    """Give texts that differ only in case or spaces the first spelling, and say which did."""
    written = values.dropna().unique()
    first: dict[str, str] = {}
    spelled = {
        text: first.setdefault(
            unicodedata.normalize("NFKC", " ".join(text.split())).casefold(), text
        )
        for text in written
    }
    changed = [f"{text!r} as {kept!r}" for text, kept in spelled.items() if text != kept]
    return values.map(spelled).astype("str"), f"read {', '.join(changed)}" if changed else ""
