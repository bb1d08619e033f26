"""A calendar file: who was invited to what, and who accepted. It does not say who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import one_of
from netweave.ingest.fates import Fates
from netweave.ingest.sessions.logs import Asked, LongLog, dated_label, long_frame, roles_meant
from netweave.ingest.sessions.meetings import text_of
from netweave.ingest.tables.reading import Source, Table, existing

if TYPE_CHECKING:
    from icalendar import Calendar

SUFFIX = ".ics"
ACCEPTED = "accepted"
RECURRING = "recurring event whose dates are not in the file"
CANCELLED = "the event was cancelled"
_TIMES = ("DTSTART", "DTEND", "DURATION")
UNREADABLE = "date of the event does not parse"
NOT_A_PERSON = {"ROOM": "a room", "RESOURCE": "a resource", "GROUP": "a group of people"}
ANSWERS = {
    "ACCEPTED": "",
    "DECLINED": "declined the invitation",
    "TENTATIVE": "accepted the invitation tentatively",
    "DELEGATED": "passed the invitation on",
    "NEEDS-ACTION": "did not answer the invitation",
}


@dataclass(frozen=True)
class Entry:
    """One event of a calendar.

    Parameters
    ----------
    title : str
        What it is called.
    start : datetime64
        When it begins, in the calendar's own time; NaT where it does not say.
    hours : float
        How long it lasts; NaN for whole days.
    reason : str
        Why nobody of it can be counted; "" otherwise.
    people : list of (address, bool)
        Those invited and the organizer, with what is said of them; whether it is the organizer.
    lines : list of int
        The line of each of these people.
    """

    title: str
    start: Any
    hours: float
    reason: str
    people: list[tuple[Any, bool]]
    lines: list[int]

    @cached_property
    def invited(self) -> frozenset[str]:
        """Give the addresses of those invited, whatever the case of their letters."""
        return frozenset(str(who).casefold() for who, host in self.people if not host)


def entries(source: Source, asked: Asked) -> LongLog:
    """Read a calendar as a log of those who accepted, if the caller says that this is meant."""
    if isinstance(source, pd.DataFrame | Table):
        raise errors.ArgumentError("layout='calendar' needs the path of an .ics file, not a table.")
    path = existing(source)
    if asked.invitations is None:
        raise errors.not_attendance(path.name)
    one_of("invitations", (ACCEPTED,), asked.invitations)
    text, note = text_of(path, asked.encoding)
    found = list(_entries(_parsed(path.name, text), _lines_of(text), path))
    labels = _labels(found, asked)
    lines = [line for entry in found for line in entry.lines]
    if not lines:
        raise errors.DataError(
            f"{path.name} has {len(found)} event(s), and nobody is invited to any. "
            "Export the calendar with its guests, or leave it out."
        )
    rows = [
        _row(entry, label, who, asked)
        for entry, label in zip(found, labels, strict=True)
        for who in entry.people
    ]
    told = pd.DataFrame(rows)
    fates = Fates(len(told))
    fates.merge(told.pop("listed").to_numpy(dtype=bool), "organizer, listed among those invited")
    fates.refuse_each(told.pop("reason").to_numpy(dtype=object))
    for name in ("person", "name", "event"):
        told[name] = told[name].astype("str")
    told["event"] = told["event"].where(fates.open)
    fates.refuse((told["person"].isna() & told["name"].isna()).to_numpy(), "person is missing")
    told["until"] = told["time"].to_numpy().astype("datetime64[D]").astype("datetime64[us]")
    note = f"{note}; a calendar: invitations, those who accepted are counted as present"
    return LongLog(
        path.name,
        long_frame(len(told), {str(name): told[name] for name in told}),
        np.array(lines, dtype=np.int64),
        np.arange(len(told)),
        fates,
        note,
    )


def _parsed(file: str, text: str) -> Calendar:
    try:
        from icalendar import Calendar  # noqa: PLC0415
    except ImportError as fault:
        raise errors.missing_extra(file, "calendars", "icalendar", "calendar") from fault
    try:
        calendar = Calendar.from_ical(text)
        list(calendar.walk("VEVENT"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
        raise errors.not_what_it_says(file, f"no calendar that can be read ({fault})") from fault
    return calendar


def _lines_of(text: str) -> list[list[int]]:
    """Give, per event, the lines of its organizer and of those invited, in the file's order."""
    events: list[list[int]] = []
    inside: list[str] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        word, _, rest = line.upper().partition(":")
        if word == "BEGIN":
            inside.append(rest.strip())
            if inside[-1] == "VEVENT":
                events.append([])
        elif word == "END" and inside:
            inside.pop()
        elif inside and inside[-1] == "VEVENT" and word.split(";")[0] in {"ATTENDEE", "ORGANIZER"}:
            events[-1].append(number if word.startswith("ATTENDEE") else -number)
    return events


def _entries(calendar: Calendar, lines: list[list[int]], path: Path) -> Iterator[Entry]:
    zone = _zone(str(calendar.get("X-WR-TIMEZONE", "")))
    events = list(calendar.walk("VEVENT"))
    for at, event in enumerate(events):
        start, end = (_time(event, name, zone) for name in ("DTSTART", "DTEND"))
        length = _said(event, "DURATION")
        if end is None and start is not None and isinstance(length, timedelta):
            end = start + length
        invited = [(person, False) for person in _several(event.get("ATTENDEE"))]
        organizer = [(person, True) for person in _several(event.get("ORGANIZER"))]
        known = lines[at] if len(lines) == len(events) else []
        places = sorted(line for line in known if line > 0), [-n for n in known if n < 0]
        if (len(places[0]), len(places[1])) != (len(invited), len(organizer)):
            places = [0] * len(invited), [0] * len(organizer)
        yield Entry(
            str(event.get("SUMMARY", "")).strip() or path.stem,
            np.datetime64("NaT", "us") if start is None else np.datetime64(start, "us"),
            _hours(event, start, end),
            _reason(event),
            [*invited, *organizer],
            [*places[0], *places[1]],
        )


def _several(value: Any) -> list[Any]:  # noqa: ANN401
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def _time(event: Any, name: str, zone: ZoneInfo | None) -> datetime | None:  # noqa: ANN401
    """Give a time of an event as its clocks show it; UTC in the calendar's zone if it has one."""
    value = _said(event, name)
    if not isinstance(value, date):
        return None
    if not isinstance(value, datetime):
        return datetime.combine(value, datetime.min.time())
    if zone is not None and str(value.tzinfo).upper() in {"UTC", "ETC/UTC"}:
        value = value.astimezone(zone)
    return value.replace(tzinfo=None)


def _said(event: Any, name: str) -> Any:  # noqa: ANN401
    """Give what an event says of its times; None where it says nothing or nothing readable."""
    try:
        return getattr(event.get(name), "dt", None)
    except (ValueError, AttributeError):
        return None


def _hours(event: Any, start: datetime | None, end: datetime | None) -> float:  # noqa: ANN401
    timed = isinstance(_said(event, "DTSTART"), datetime)
    if start is None or end is None or not timed or end <= start:
        return float("nan")
    return (end - start).total_seconds() / 3600


def _reason(event: Any) -> str:  # noqa: ANN401
    """Say why nobody of an event can be counted."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return CANCELLED
    if any(name in event and _said(event, name) is None for name in _TIMES):
        return UNREADABLE
    return RECURRING if "RRULE" in event or "RDATE" in event else ""


def _labels(found: list[Entry], asked: Asked) -> list[str]:
    """Name the events by title and day, and by the hour where a day has two of one title."""
    if asked.session is not None:
        if len(found) != 1:
            raise errors.ArgumentError(
                f"session names one session, and the calendar holds {len(found)} events. "
                "Leave session= out, or export that event alone."
            )
        return [asked.session]
    labels = [dated_label(entry.title, entry.start) for entry in found]
    starts: dict[str, set[str]] = {}
    for label, entry in zip(labels, found, strict=True):
        starts.setdefault(label, set()).add(str(entry.start))
    return [
        label if len(starts[label]) == 1 else f"{entry.title}, {str(entry.start)[:16]}"
        for label, entry in zip(labels, found, strict=True)
    ]


def _row(entry: Entry, label: str, who: tuple[Any, bool], asked: Asked) -> dict[str, Any]:
    """Give one person of an event, and why he or she cannot be counted."""
    person, organizes = who
    told = {name.upper(): str(value) for name, value in getattr(person, "params", {}).items()}
    address = str(person).strip()
    address = address[7:] if address.casefold().startswith("mailto:") else address
    name = told.get("CN", "").strip()
    answer = told.get("PARTSTAT", "NEEDS-ACTION").upper()
    reason = entry.reason
    if not reason and organizes:
        reason = "organizer, who need not have been there"
    if not reason and told.get("CUTYPE", "").upper() in NOT_A_PERSON:
        reason = f"{NOT_A_PERSON[told['CUTYPE'].upper()]}, not a person"
    if not reason and told.get("ROLE", "").upper() == "NON-PARTICIPANT":
        reason = "invited for information only"
    meant = roles_meant(asked.roles)
    return {
        "listed": organizes and str(person).casefold() in entry.invited,
        "person": address if "@" in address else None,
        "name": name if name and "@" not in name else None,
        "event": label,
        "part": meant.get(told.get("ROLE", "").casefold(), "attendee"),
        "time": entry.start,
        "hours": entry.hours,
        "reason": reason or ANSWERS.get(answer, f"unknown answer {answer!r} to the invitation"),
    }
