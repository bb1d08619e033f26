"""Who stayed how long: the times of a meeting report, read without guessing, and their union."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.sessions.logs import Asked, one_day
from netweave.ingest.tables import cells, offsets

MINUTE = np.timedelta64(1, "m")
LONGEST = np.timedelta64(7, "D")
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{2})(?!\d)")
DEVICE = re.compile(
    r"\b(?:iphone|ipad|android|galaxy|samsung|pixel|macbook|laptop|phone|tablet|zoom user|pc)\b"
)
# What may stand beside such a word in the name of a device: iPhone 12 Pro, Galaxy S10, iPad (2).
_MODEL = re.compile(r"\b(?:pro|max|mini|plus|air|se|ultra|user|\w*\d\w*)\b")
_ORDERS = {False: "month first", True: "day first"}


@dataclass(frozen=True)
class Times:
    """The times of a report, and how they were read.

    Parameters
    ----------
    found : dict of str to array
        Column → its times (NaT where a cell is blank or no time).
    faulty : dict of str to array
        Column → where a cell is filled and no time.
    note : str
        In which order day and month were read, and why; "" where it makes no difference.
    """

    found: dict[str, np.ndarray]
    faulty: dict[str, np.ndarray]
    note: str = ""


def read_times(file: str, columns: Mapping[str, pd.Series], asked: Asked) -> Times:
    """Read all times of a report in one order: proven by the file, or told by the caller.

    Proof is a field above 12, and that nobody leaves before joining or stays for a week. Without
    proof ``date=`` may tell: the first time must lie on that day.
    """
    spelled = {name: _long_years(values) for name, values in columns.items()}
    orders = [False, True] if asked.dayfirst is None else [asked.dayfirst]
    ways = {order: _parsed(spelled, order) for order in orders}
    fewest = min(sum(int(bad.sum()) for bad in way.faulty.values()) for way in ways.values())
    ways = {
        order: way
        for order, way in ways.items()
        if sum(int(bad.sum()) for bad in way.faulty.values()) == fewest
    }
    sound = {order: way for order, way in ways.items() if _sound(way.found)}
    ways = _on_the_day(file, sound or ways, asked)
    first, *others = ways.items()
    if any(not _same(first[1], other) for _, other in others):
        raise errors.two_orders(
            file,
            _examples(spelled),
            "Say dayfirst=True or dayfirst=False, or the day of the meeting: date='2022-03-31'.",
        )
    swapped = _parsed(spelled, not first[0])
    note = "" if others or _same(first[1], swapped) else f"dates read {_ORDERS[first[0]]}"
    note = "; ".join(filter(None, [note, offsets.offsets_note(_texts(spelled))]))
    return Times(first[1].found, first[1].faulty, note)


def _long_years(values: pd.Series) -> pd.Series:
    """Write years of two digits with four: these reports are of this century."""
    return pd.Series(
        cells.mapped(values, lambda cell: _SHORT_YEAR.sub(r"\1\2\3\g<2>20\4", cell, count=1)),
        dtype="str",
    )


def _parsed(columns: Mapping[str, pd.Series], dayfirst: bool) -> Times:  # noqa: FBT001
    found, faulty = {}, {}
    utc = len(offsets.offsets_of(_texts(columns))) > 1
    for name, values in columns.items():
        times, reasons = cells.dates_of(*cells.coded_texts(values), dayfirst, utc=utc)
        found[name] = times.to_numpy().astype("datetime64[us]")
        faulty[name] = np.asarray(reasons != "") & values.notna().to_numpy()
    return Times(found, faulty)


def _texts(columns: Mapping[str, pd.Series]) -> list[str]:
    return [text for values in columns.values() for text in cells.coded_texts(values)[1]]


def _sound(found: Mapping[str, np.ndarray]) -> bool:
    """Say whether nobody leaves before joining or stays for a week, and the meeting neither."""
    pairs = [("join", "leave"), ("first", "last"), ("start", "end")]
    spans = [found[end] - found[begin] for begin, end in pairs if begin in found and end in found]
    return not any(((span < np.timedelta64(0)) | (span > LONGEST)).any() for span in spans)


def first_time(found: Mapping[str, np.ndarray]) -> np.datetime64:
    """Give the start of a meeting: as its report says, else the first time anybody joined."""
    for name in ("start", "join", "stamp"):
        known = found.get(name, np.array([], dtype="datetime64[us]"))
        known = known[~np.isnat(known)]
        if len(known):
            return np.datetime64(known.min(), "us")
    return np.datetime64("NaT", "us")


def _on_the_day(file: str, ways: dict[bool, Times], asked: Asked) -> dict[bool, Times]:
    """Keep the orders under which the meeting is on the day that the caller gave."""
    if asked.date is None:
        return ways
    day, last = one_day("date", asked.date, asked.dayfirst)
    starts = {order: first_time(way.found) for order, way in ways.items()}
    kept = {
        order: ways[order]
        for order, start in starts.items()
        if np.isnat(start) or day.astype("datetime64[D]") <= start.astype("datetime64[D]") <= last
    }
    if not kept:
        days = dict.fromkeys(np.datetime_as_string(start, unit="D") for start in starts.values())
        raise errors.other_day(file, cells.one_text(asked.date), list(map(str, days)))
    return kept


def _same(one: Times, other: Times) -> bool:
    return all(
        np.array_equal(values.view("int64"), other.found[name].view("int64"))
        for name, values in one.found.items()
    )


def _examples(columns: Mapping[str, pd.Series]) -> list[str]:
    filled = [text for values in columns.values() for text in values.dropna()]
    return [text for text in dict.fromkeys(filled) if cells.one_date(text) == cells.TWO_WAYS][:1]


def minutes_of(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Give minutes from 87, 1:27:51 or 1h 27m 51s, and where a cell holds something else.

    Examples
    --------
    >>> import pandas as pd
    >>> minutes_of(pd.Series(["90", "1h 30m", "1:30:00", "30s", "long"]))[0].tolist()
    [90.0, 90.0, 90.0, 0.5, nan]
    """
    number, spelled = cells.numbers(values)
    hours, _ = cells.hours(values)
    found = np.where(spelled, hours * 60, number)
    found = np.where(found >= 0, found, np.nan)
    return found, values.notna().to_numpy() & np.isnan(found)


def in_minutes(span: np.ndarray) -> np.ndarray:
    """Give a length of time in minutes."""
    return np.asarray(span / MINUTE, dtype=float)


def devices_apart(
    name: pd.Series, unaddressed: np.ndarray, found: Mapping[str, np.ndarray]
) -> tuple[pd.Series, np.ndarray]:
    """Give the devices of one name that are there at once a number each; mark the further ones.

    Only names that hold nothing but words for devices, where there is no address.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> clock = lambda *times: np.array([f"2022-03-01T{time}" for time in times], "datetime64[us]")
    >>> join, leave = clock("10:00", "10:20", "10:30"), clock("10:30", "10:40", "11:00")
    >>> stays = {"join": join, "leave": leave}
    >>> devices_apart(pd.Series(["iPhone"] * 3), np.array([True] * 3), stays)[0].tolist()
    ['iPhone', 'iPhone #2', 'iPhone']
    """
    device = name.map(_only_device, na_action="ignore") == True  # noqa: E712
    timed = ~np.isnat(found["join"]) & ~np.isnat(found["leave"])
    rows = np.flatnonzero(device.to_numpy(dtype=bool) & unaddressed & timed)
    apart = np.zeros(len(name), dtype=bool)
    numbered = name.copy()
    free: dict[str, list[np.datetime64]] = {}
    for row in rows[np.argsort(found["join"][rows], kind="stable")].tolist():
        until = free.setdefault(str(name[row]).casefold(), [])
        join, leave = found["join"][row], found["leave"][row]
        number = next((at for at, end in enumerate(until) if end <= join), len(until))
        until[number : number + 1] = [leave]
        if number:
            numbered[row], apart[row] = f"{name[row]} #{number + 1}", True
    return numbered, apart


def _only_device(name: str) -> bool:
    """Say whether a name holds words for a device and nothing else."""
    folded = name.casefold()
    rest = _MODEL.sub("", DEVICE.sub("", folded))
    return bool(DEVICE.search(folded)) and not any(map(str.isalpha, rest))


def union_minutes(who: np.ndarray, join: np.ndarray, leave: np.ndarray) -> np.ndarray:
    """Give, per stay, the minutes of its person: two stays at once are counted once.

    Examples
    --------
    >>> import numpy as np
    >>> clock = lambda *times: np.array([f"2022-03-01T{time}" for time in times], "datetime64[us]")
    >>> join, leave = clock("10:00", "10:20", "10:50"), clock("10:30", "10:40", "11:00")
    >>> union_minutes(np.array([7, 7, 7]), join, leave).tolist()
    [50.0, 50.0, 50.0]
    """
    order = np.lexsort((leave, join, who))
    stays = pd.DataFrame({
        "who": who[order],
        "join": join[order].astype("datetime64[us]").astype("int64"),
        "leave": leave[order].astype("datetime64[us]").astype("int64"),
    })
    until = stays.groupby("who")["leave"].cummax().groupby(stays["who"]).shift()
    begin = np.fmax(stays["join"].to_numpy(dtype=float), until.to_numpy(dtype=float))
    added = np.maximum(stays["leave"].to_numpy(dtype=float) - begin, 0.0)
    total = pd.Series(added).groupby(stays["who"]).transform("sum").to_numpy()
    minutes = np.empty(len(who), dtype=float)
    minutes[order] = total / 60e6
    return minutes
