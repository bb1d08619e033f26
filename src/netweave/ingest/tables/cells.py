"""What single cells say: text, dates, yes or no, numbers, hours. Values in, reasons out.

Nothing here guesses: a date that can be read two ways is refused until the caller, or another
cell of the column, says which. Every different text is read once, however often it occurs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import MAXYEAR, date, datetime, time, timedelta
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionDtype

from netweave import errors
from netweave.ingest.tables.offsets import CLOCK, LONGEST, WEEKDAY, offset_of, offsets_of

YES = frozenset({"yes", "y", "x", "1", "true", "t", "on", "✓", "✔"})
NO = frozenset({"no", "n", "0", "false", "f", "off", "-"})
NO_DATE = "date does not parse"
NO_OFFSET = "time has no UTC offset, and others have different ones"
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
_NUMBERS = re.compile(r"(?:[A-Za-z]+\.?,?\s+)?(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}")
HOURS = re.compile(r"(?P<h>\d+):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d(?:\.\d+)?))?")
_SPOKEN = re.compile(
    r"(?:(?P<h>\d+(?:[.,]\d+)?)\s*h(?:(?:ou)?rs?)?\.?)?,?\s*"
    r"(?:(?P<m>\d+(?:[.,]\d+)?)\s*m(?:in(?:ute)?s?)?\.?)?,?\s*"
    r"(?:(?P<s>\d+(?:[.,]\d+)?)\s*s(?:ec(?:ond)?s?)?\.?)?"
)
_ISO = re.compile(
    r"pt(?:(?P<h>\d+(?:[.,]\d+)?)h)?(?:(?P<m>\d+(?:[.,]\d+)?)m)?(?:(?P<s>\d+(?:[.,]\d+)?)s)?"
)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
TWO_NUMBERS = "number can be read two ways (write 1.234 if its comma is decimal, else 1234)"


def one_text(value: object) -> str:
    """Spell one cell as text: whole numbers without a point, dates as ISO, missing as blank."""
    if isinstance(value, str):
        return value.strip()
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    try:
        return _spelled(value)
    except Exception as fault:
        raise errors.not_as_text("the table", type(value).__name__, fault) from fault


def _spelled(value: Any) -> str:  # noqa: ANN401
    """Spell a cell that is no text."""
    if isinstance(value, np.datetime64 | np.timedelta64):
        value = _of_pandas(value)
    if isinstance(value, timedelta):
        value = _clock_text(value)
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, Real) and not isinstance(value, bool | np.bool_):
        return _integer_text(int(value)) if isinstance(value, Integral) else _real_text(value)
    return str(value).strip()


def _of_pandas(value: np.datetime64 | np.timedelta64) -> object:
    """Give a time of numpy as one of pandas; as text where pandas has none, "" for none at all."""
    if np.isnat(value):
        return ""
    try:
        return pd.Timedelta(value) if isinstance(value, np.timedelta64) else pd.Timestamp(value)
    except (ValueError, OverflowError):
        return str(value)


def _moment_text(value: datetime) -> str:
    """Spell a day as a day, and a time of day behind it if there is one."""
    if value.year > MAXYEAR or value.time() != time():
        return value.isoformat(" ")
    return value.date().isoformat()


def _integer_text(value: int) -> str:
    """Spell a whole number; one of thousands of figures in the short way that has no limit."""
    return str(value) if value.bit_length() < 10_000 else hex(value)


def _real_text(value: Any) -> str:  # noqa: ANN401
    try:
        return _number_text(float(value))
    except OverflowError:
        return str(value)


def _clock_text(value: timedelta) -> str:
    """Spell a span of time as hours, minutes and seconds."""
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _number_text(value: float) -> str:
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) <= 2**53 else str(value)


def text(values: pd.Series) -> pd.Series:
    """Give a column as stripped text, blank cells missing, whatever it held."""
    coded, names = coded_texts(values)
    return pd.Series(np.array([*names, np.nan], dtype=object)[coded], dtype="str")


def coded_texts(values: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Give the different stripped texts of a column, and which each cell holds: -1 for none."""
    if values.dtype.kind == "O" and not isinstance(values.dtype, ExtensionDtype):
        spelled = np.empty(len(values), dtype=object)
        spelled[:] = [one_text(value) for value in values]
        return _places(*pd.factorize(spelled))
    first, different = pd.factorize(values)
    return _places(first, different)


def _places(first: np.ndarray, different: Iterable[Any]) -> tuple[np.ndarray, list[str]]:
    """Give values that are spelled alike one place."""
    places: dict[str, int] = {}
    again = []
    for value in different:
        spelled = writable(one_text(value))
        again.append(places.setdefault(spelled, len(places)) if spelled else -1)
    return np.array([*again, -1], dtype=np.int64)[first], list(places)


def writable(value: str) -> str:
    """Replace halves of surrogate pairs, which no file can hold."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def mapped(values: pd.Series, function: Callable[[str], Any]) -> np.ndarray:
    """Apply a function to each different text once; missing stays None."""
    coded, names = pd.factorize(values)
    return _answers(coded, [function(name) for name in names], None)


def _answers(coded: np.ndarray, answers: Sequence[Any], blank: object) -> np.ndarray:
    """Give each cell the answer of its text."""
    every = np.empty(len(answers) + 1, dtype=object)
    for place, answer in enumerate(answers):
        every[place] = answer
    every[-1] = blank
    chosen: np.ndarray = every[coded]
    return chosen


def dates(values: pd.Series, dayfirst: bool | None = None) -> tuple[pd.Series, np.ndarray]:  # noqa: FBT001
    """Give dates, and for each cell that holds none although it holds something, why.

    Where a cell of the column proves that days (or months) stand first and none the other, all
    are read so; otherwise a cell that can be read two ways is refused.
    """
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_localize(None)
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        kept = values.astype("datetime64[us]").reset_index(drop=True)
        return kept, np.full(len(kept), "", dtype=object)
    return dates_of(*coded_texts(values), dayfirst)


def dates_of(
    coded: np.ndarray,
    names: Sequence[str],
    dayfirst: bool | None = None,  # noqa: FBT001
    *,
    utc: bool | None = None,
) -> tuple[pd.Series, np.ndarray]:
    """Give the dates of a column whose different texts are known, and why a cell holds none.

    Clock times stay as written, except where they have different offsets from UTC: then, or where
    ``utc`` says so, they are read in UTC.
    """
    order = day_first_of(names) if dayfirst is None else dayfirst
    read = [one_date(name, order) for name in names]
    if len(offsets_of(names)) > 1 if utc is None else utc:
        read = [_in_utc(name, one) for name, one in zip(names, read, strict=True)]
    found = np.array(
        [np.datetime64("NaT") if isinstance(one, str) else one for one in [*read, ""]],
        dtype="datetime64[us]",
    )
    reasons = [one if isinstance(one, str) else "" for one in read]
    return pd.Series(found[coded]), _answers(coded, reasons, "")


def day_first_of(values: Iterable[str]) -> bool | None:
    """Say whether days stand before months, if some cell proves one order and none the other.

    Examples
    --------
    >>> day_first_of(["03/04/2022", "13/04/2022"]), day_first_of(["03/04/2022"])
    (True, None)
    """
    shown = {order for order in map(_order_of, values) if order is not None}
    return shown.pop() if len(shown) == 1 else None


def _in_utc(cell: str, read: datetime | str) -> datetime | str:
    """Move a clock time to UTC; a day without a time stays."""
    if isinstance(read, str) or ":" not in cell:
        return read
    offset = offset_of(cell)
    try:
        return NO_OFFSET if offset is None else read - timedelta(minutes=offset)
    except OverflowError:
        return NO_DATE


def _order_of(cell: str) -> bool | None:
    """Say which order one date proves: one of its first two numbers is no month."""
    found = _NUMBERS.match(cell)
    if found is None or (int(found[1]) > 12) == (int(found[2]) > 12):
        return None
    order = int(found[1]) > 12
    return order if isinstance(one_date(cell, order), datetime) else None


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
    quick = _iso(cell)
    if quick is not None or len(cell) > LONGEST:
        return quick or NO_DATE
    spelled = WEEKDAY.sub("", cell.casefold(), count=1) if cell[:1].isalpha() else cell.casefold()
    clock = CLOCK.fullmatch(spelled)
    if clock is None:
        return _day(spelled, dayfirst)
    day = _day(clock["date"], dayfirst)
    if isinstance(day, str):
        return day
    try:
        return datetime.combine(day, _time(clock))
    except ValueError:
        return NO_DATE


def _iso(cell: str) -> datetime | None:
    """Read 2022-04-03, alone or with a time of day; None for whatever else there is."""
    if len(cell) not in {10, 16, 19} or cell[4] != "-" or cell[7] != "-" or cell[11:13] == "24":
        return None
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        return None
    return found if found.year >= 1000 and found.tzinfo is None else None


def _time(clock: re.Match[str]) -> time:
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if clock["half"] == "p" else 0)
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
    if not months.any():
        return pd.Series(day.astype("datetime64[us]"), index=first.index)
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
    """Give finite numbers, and where a cell holds something else.

    1,5 is read with a decimal comma where no cell of the column has a point. 1,234 may be a
    thousand or a bit more than one: it is refused unless another cell of the column settles it.

    Examples
    --------
    >>> numbers(pd.Series(["1,5", "1,234"]))[0].tolist(), numbers(pd.Series(["1,234"]))[1].tolist()
    ([1.5, 1.234], [True])
    """
    coded, names = coded_texts(values)
    return _measured(coded, names, _number_of(names))


def number_reasons(values: pd.Series, what: str) -> np.ndarray:
    """Say for each cell that holds no number why: what it is not, or how it can be read."""
    spelled = text(values)
    _, bad = numbers(spelled)
    two_ways = mapped(spelled, lambda cell: TWO_NUMBERS if _THOUSANDS.fullmatch(cell) else what)
    return np.where(bad, two_ways, "")


def _measured(
    coded: np.ndarray, names: Sequence[str], read: Callable[[str], float]
) -> tuple[np.ndarray, np.ndarray]:
    """Read each different text as a number; say where one is none."""
    found = np.array([*map(read, names), np.nan], dtype=float)[coded]
    return found, (coded >= 0) & np.isnan(found)


def _number_of(names: Sequence[str]) -> Callable[[str], float]:
    """Give how the numbers of a column are read: with a decimal comma or without."""
    comma = any(_COMMA.fullmatch(name) and not _THOUSANDS.fullmatch(name) for name in names)
    comma = comma and not any("." in name and _NUMBER.fullmatch(name) for name in names)

    def read(cell: str) -> float:
        if comma and _COMMA.fullmatch(cell):
            cell = cell.replace(",", ".")
        value = float(cell) if _NUMBER.fullmatch(cell) else np.nan
        return value if np.isfinite(value) else np.nan

    return read


def hours(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Give hours from numbers of hours, time cells, 1:30, 1h 5m or PT1H5M; say where none is held.

    Examples
    --------
    >>> hours(pd.Series(["1:30", "1h 27m 36s", "PT1H15M", "30 min", "2", "long"]))[0].tolist()
    [1.5, 1.46, 1.25, 0.5, 2.0, nan]
    """
    if pd.api.types.is_timedelta64_dtype(values.dtype):
        return (values.dt.total_seconds() / 3600).to_numpy(dtype=float), np.zeros(len(values), bool)
    coded, names = coded_texts(values)
    number = _number_of(names)
    return _measured(coded, names, lambda cell: _one_hours(cell, number))


def _one_hours(cell: str, number: Callable[[str], float]) -> float:
    if len(cell) > LONGEST:
        return number(cell)
    spelled = cell.casefold()
    found = HOURS.fullmatch(spelled) or _SPOKEN.fullmatch(spelled) or _ISO.fullmatch(spelled)
    if found is None or not any(found.groupdict().values()):
        return number(cell)
    parts = [float((found[part] or "0").replace(",", ".")) for part in ("h", "m", "s")]
    return (parts[0] * 3600 + parts[1] * 60 + parts[2]) / 3600


def folded(text: str) -> str:
    """Spell a text so that case, spaces and the width of letters make no difference."""
    return unicodedata.normalize("NFKC", " ".join(text.split())).casefold()


def one_spelling(values: pd.Series) -> tuple[pd.Series, str]:
    """Give texts that differ only in case or spaces the first spelling, and say which did."""
    written = values.dropna().unique()
    first: dict[str, str] = {}
    spelled = {text: first.setdefault(folded(text), text) for text in written}
    changed = [f"{text!r} as {kept!r}" for text, kept in spelled.items() if text != kept]
    return values.map(spelled).astype("str"), f"read {', '.join(changed)}" if changed else ""
