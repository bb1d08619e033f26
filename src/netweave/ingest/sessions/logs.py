"""What every layout of attendance shares: roles, formats, what may be asked, the long form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from numbers import Real
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import one_of
from netweave.ingest.fates import Fates
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Aside, Rows

Date: TypeAlias = "str | dt.date | None"
ROLES = ("presenter", "attendee", "facilitator")
SYNONYMS: dict[str, str] = {
    **dict.fromkeys(("presenter", "speaker", "panelist", "panellist", "lecturer"), "presenter"),
    **dict.fromkeys(("attendee", "participant", "attended", "member", "audience"), "attendee"),
    **dict.fromkeys(("facilitator", "host", "moderator", "organizer", "organiser"), "facilitator"),
}
FORMATS: dict[str, tuple[float, float]] = {
    "workshop": (1.0, 1.0),
    "role-alike": (1.0, 1.0),
    "job-alike": (1.0, 1.0),
    "consultancy": (1.0, 1.0),
    "site visit": (1.0, 1.0),
    "webinar": (0.0, 1.0),
    "lecture": (0.0, 1.0),
}
LAYOUTS = {
    "log": "a log with one row per person and session",
    "sheet": "a sign-in sheet with one column per session",
    "zoom": "a Zoom participant report",
    "teams": "a Microsoft Teams attendance report",
    "calendar": "a calendar file",
}
_FILE = {"sheet", "encoding", "rows", "dayfirst"}
_MEETING = {*_FILE, "session", "date", "reference_hours", "least_minutes"}
_APPLY = {
    "log": {
        *_FILE, "person", "name", "event", "role", "time", "group", "format", "duration", "roles",
        "formats", "reference_hours", "session", "date",
    },
    "sheet": {*_FILE, "person", "name", "group", "roles", "sessions"},
    "zoom": _MEETING,
    "teams": {*_MEETING, "roles"},
    "calendar": {"encoding", "session", "reference_hours", "roles", "invitations"},
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the caller of ``read_attendance`` said, by the names used there."""

    person: str | None = None
    name: str | None = None
    event: str | Sequence[str] | None = None
    role: str | None = None
    time: str | None = None
    group: str | None = None
    format: str | None = None
    duration: str | None = None
    session: str | None = None
    date: Date = None
    sessions: str | Sequence[str] | Mapping[str, Date] | None = None
    least_minutes: float | None = None
    invitations: str | None = None
    roles: Mapping[str, str] | None = None
    formats: Mapping[str, tuple[float, float]] | None = None
    reference_hours: float | None = None
    dayfirst: bool | None = None
    sheet: str | None = None
    encoding: str | None = None
    rows: Rows = None

    @property
    def given(self) -> list[str]:
        """Name the arguments that were given."""
        return [one.name for one in fields(self) if getattr(self, one.name) is not None]

    @property
    def columns(self) -> list[object]:
        """Give the columns of the file that were named."""
        return [getattr(self, name) for name in sorted(_COLUMNS)]

    @property
    def names_columns(self) -> bool:
        """Say whether any column of the file was named."""
        return bool(_COLUMNS.intersection(self.given))

    def check(self, layout: str, file: str, *, told: bool) -> None:
        """Refuse what does not apply to a layout, and values outside their range."""
        wrong = [name for name in self.given if name not in _APPLY[layout]]
        if wrong:
            raise errors.does_not_apply(file, (layout, LAYOUTS[layout]), wrong, told=told)
        for name in ("reference_hours", "least_minutes"):
            value = getattr(self, name)
            number = isinstance(value, Real) and not isinstance(value, bool)
            if value is not None and not (number and 0 < value < np.inf):
                raise errors.setting_out_of_range(name, "must be above 0", value)
        if self.session is not None and not cells.one_text(self.session):
            raise errors.setting_out_of_range("session", "must be a name", self.session)


_COLUMNS = {"person", "name", "event", "role", "time", "group", "format", "duration", "sessions"}


@dataclass(frozen=True)
class LongLog:
    """A file of attendance with one mention per person and session, whatever its layout was.

    Parameters
    ----------
    file : str
        What the file is called.
    frame : DataFrame
        Per mention: person and name as written; event (missing: in no session); part (the role);
        time and until (the first and last day its date may mean); group; format; hours; minutes.
    lines : array of int
        The line of each mention.
    row : array of int
        The row of the file that each mention stands in, from 0.
    fates : Fates
        What is decided about each mention.
    note : str
        What was recognised.
    aside : tuple of Aside
        Rows that are no part of the log.
    """

    file: str
    frame: pd.DataFrame
    lines: np.ndarray
    row: np.ndarray
    fates: Fates
    note: str
    aside: tuple[Aside, ...] = ()


def long_frame(count: int, known: Mapping[str, Any]) -> pd.DataFrame:
    """Give the columns of a long log; those of which nothing is known are missing throughout."""
    at = np.zeros(count, dtype=np.int64)
    blank = pd.Series([np.nan], dtype="str").array.take(at)
    never = np.full(count, np.datetime64("NaT", "us"))
    empty: dict[str, Any] = {
        **dict.fromkeys(("person", "name", "event"), blank),
        "part": pd.Categorical.from_codes(at + ROLES.index("attendee"), pd.Index(ROLES)),
        **dict.fromkeys(("time", "until"), never),
        **dict.fromkeys(("group", "format"), blank),
        **dict.fromkeys(("hours", "minutes"), np.full(count, np.nan)),
    }
    return pd.DataFrame({**empty, **known}, copy=False)


def roles_meant(roles: Mapping[str, str] | None) -> dict[str, str]:
    """Give the words that the caller has for roles, case aside."""
    for meant in (roles or {}).values():
        one_of("roles", ROLES, meant)
    return {str(word).strip().casefold(): meant for word, meant in (roles or {}).items()}


def formats_known(
    formats: Mapping[str, tuple[float, float]] | None,
) -> dict[str, tuple[float, float]]:
    """Give phi and psi of every format, with those of the caller."""
    known = dict(FORMATS)
    for word, pair in (formats or {}).items():
        if not (isinstance(pair, tuple | list) and len(pair) == 2 and all(map(_share, pair))):
            raise errors.ArgumentError(
                f"formats[{word!r}] must be (phi, psi), two numbers from 0 to 1: how much peers "
                f"and how much presenters are learned from; got {errors.shown(pair)}."
            )
        known[format_key(word)] = (float(pair[0]), float(pair[1]))
    return known


def _share(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1


def format_key(word: str) -> str:
    """Spell a format so that case, spaces and underscores make no difference."""
    return " ".join(str(word).casefold().replace("_", " ").split())


def one_day(what: str, value: Date, dayfirst: bool | None) -> tuple[Any, Any]:  # noqa: FBT001
    """Give the moment that a caller named, and the last day that it may mean."""
    spelled = cells.one_text(value)
    if not spelled:
        return np.datetime64("NaT", "us"), np.datetime64("NaT", "us")
    found = cells.one_date(spelled, dayfirst)
    if not isinstance(found, dt.datetime):
        raise errors.ArgumentError(
            f"{what} must be a date such as '2022-03-01', got {errors.shown(spelled)}: {found}."
        )
    first = pd.Series([found]).astype("datetime64[us]")
    last = cells.last_days(first, np.array([cells.open_months(spelled)]))
    return first.to_numpy()[0], last.to_numpy()[0]


def stem(source: object) -> str:
    """Give what a file is called without its suffix; a table in memory is ``attendance``."""
    if isinstance(source, pd.DataFrame):
        return "attendance"
    return Path(source if isinstance(source, str | PathLike) else getattr(source, "name", "")).stem


def dated_label(title: str, start: Any) -> str:  # noqa: ANN401
    """Name a session by its title and when it began: a meeting that recurs has one title."""
    if np.isnat(start):
        return title
    day = np.datetime_as_string(start, unit="D")
    clock = np.datetime_as_string(start, unit="m")[11:]
    return f"{title}, {day}" if clock == "00:00" else f"{title}, {day} {clock}"
