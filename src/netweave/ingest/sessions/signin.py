"""A sign-in sheet: one row per person, one column per session, a mark in the cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list
from netweave.ingest.fates import Fates
from netweave.ingest.sessions.logs import SYNONYMS, Asked, LongLog, long_frame, one_day, roles_meant
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Source, Table, read_table

OTHERS = "others"
PRESENT = cells.YES | {"present", "here", "☑", "✅"}
ABSENT = cells.NO | {"absent", "no show", "no-show", "–", "—", "☐"}
_EDGES = " ,;:–—-()[]|/·"
_NOBODY = "no mark"


def sheet(source: Source, asked: Asked) -> LongLog:
    """Read a sign-in sheet as a log: one mention per mark, and one for a row without any."""
    if asked.person is None and asked.name is None:
        raise errors.ArgumentError(
            "read_attendance needs person= or name=: the column that says who signed in."
        )
    table = read_table(
        source, sheet=asked.sheet, encoding=asked.encoding, rows=asked.rows, name="attendance"
    )
    table.has(asked.person, asked.name, asked.group)
    columns = _columns(table, asked)
    table.carries(sessions=columns, group=asked.group)
    (start, until), told = _days(table.name, columns, asked)
    marks, meant = _marks(table, columns, asked)
    row, place = _places(meant != _NOBODY)
    mark = np.where(place >= 0, marks[row, place], None)
    part = np.where(place >= 0, meant[row, place], "attendee")
    fates = Fates(len(row))
    unknown = part == ""
    fates.refuse_each(np.where(unknown, [f"unknown mark {one!r}" for one in mark], ""))
    counted = np.where(unknown, -1, place)
    labels = pd.Series([*columns, None], dtype="str")
    who, spelling, group = (table.text(name) for name in (asked.person, asked.name, asked.group))
    fates.refuse((who.isna() & spelling.isna()).to_numpy()[row], "person is missing")
    frame = long_frame(
        len(row),
        {
            "person": who.to_numpy()[row],
            "name": spelling.to_numpy()[row],
            "event": labels.to_numpy()[counted],
            "part": np.where(unknown, "attendee", part),
            "time": np.append(start, np.datetime64("NaT"))[counted],
            "until": np.append(until, np.datetime64("NaT"))[counted],
            "group": group.to_numpy()[row],
        },
    )
    note = _note(table.note, columns, start) + told
    return LongLog(table.name, frame, table.lines[row], row, fates, note, table.aside)


def _columns(table: Table, asked: Asked) -> list[str]:
    """Give the columns that are sessions."""
    named = [name for name in (asked.person, asked.name, asked.group) if name is not None]
    if asked.sessions is None:
        raise errors.ArgumentError(
            "a sign-in sheet needs sessions=: the list of the columns that are sessions, or "
            "sessions='others' for every column not named otherwise."
        )
    if asked.sessions == OTHERS and OTHERS not in table.frame.columns:
        besides = {*named, *table.left_out}
        columns = [name for name in table.frame.columns if name not in besides]
    else:
        columns = list(dict.fromkeys(map(str, as_list(asked.sessions))))
    table.has(columns)
    both = [name for name in columns if name in named]
    if both or not columns:
        raise errors.ArgumentError(
            "sessions must name at least one column, and none that holds the person or the group; "
            f"got {errors.listed(both or columns) or 'none'}."
        )
    return columns


def _marks(table: Table, columns: list[str], asked: Asked) -> tuple[np.ndarray, np.ndarray]:
    """Give every mark as text, and what it means: a role, nobody, or "" where nobody knows."""
    known = {
        **dict.fromkeys(ABSENT, _NOBODY),
        **dict.fromkeys(PRESENT, "attendee"),
        **SYNONYMS,
        **roles_meant(asked.roles),
    }
    shape = (len(table.frame), len(columns))
    spelled = cells.text(
        pd.Series(table.frame[columns].to_numpy(dtype=object).ravel(), dtype="object")
    )
    meant = cells.mapped(spelled, lambda mark: known.get(mark.casefold(), ""))
    meant[spelled.isna().to_numpy()] = _NOBODY
    filled = spelled.notna().to_numpy().reshape(shape)
    marks, meant = spelled.to_numpy(dtype=object).reshape(shape), meant.reshape(shape)
    if asked.sessions == OTHERS:
        strange = (meant == "").any(axis=0) & ~((meant != "") & filled).any(axis=0)
        if strange.any():
            first = int(np.flatnonzero(strange)[0])
            held = list(dict.fromkeys(marks[meant[:, first] == "", first]))
            wrong = [columns[at] for at in np.flatnonzero(strange)]
            raise errors.no_marks(table.name, wrong, held)
    return marks, meant


def _places(kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give row and column of every mention; a row that marks nothing is one, in column -1."""
    row, place = np.nonzero(kept)
    empty = np.flatnonzero(~kept.any(axis=1))
    rows, places = np.append(row, empty), np.append(place, np.full(len(empty), -1))
    order = np.argsort(rows, kind="stable")
    return rows[order], places[order]


def _days(file: str, columns: list[str], asked: Asked) -> tuple[list[np.ndarray], str]:
    """Give the first and last day that the date of every session may mean, and how it was read."""
    note = ""
    if isinstance(asked.sessions, Mapping):
        told = {str(column): date for column, date in asked.sessions.items()}
        days = [
            one_day(f"sessions[{column!r}]", told[column], asked.dayfirst) for column in columns
        ]
    else:
        order = _order(columns) if asked.dayfirst is None else asked.dayfirst
        found = [heading_date(column, order) for column in columns]
        if cells.TWO_WAYS in found:
            unclear = [column for column in columns if heading_date(column) == cells.TWO_WAYS]
            dated = f"sessions={{{unclear[0]!r}: '2022-03-31'}}"
            mend = f"Say dayfirst=True or dayfirst=False, or the dates: {dated}."
            raise errors.two_orders(file, unclear, mend)
        if order is not None and [heading_date(column) for column in columns] != found:
            note = f"; dates read {'day' if order else 'month'} first"
        days = [one_day("sessions", date, dayfirst=False) for date in found]
    return [np.array([day[end] for day in days], dtype="datetime64[us]") for end in (0, 1)], note


def _order(columns: list[str]) -> bool | None:
    """Say whether days stand first, if a heading proves one order and none the other."""
    ways = [[heading_date(column, order) for order in (True, False)] for column in columns]
    shown = {day is not None for day, month in ways if (day is None) != (month is None)}
    return shown.pop() if len(shown) == 1 else None


def heading_date(heading: str, dayfirst: bool | None = None) -> str | None:  # noqa: FBT001
    """Find the date in a heading: all of it, its beginning or its end; None if there is none.

    Examples
    --------
    >>> heading_date("2022-03-01 Kick-off"), heading_date("Clinic (March 15, 2022)")
    ('2022-03-01', '2022-03-15')
    >>> heading_date("3/4/2022 Clinic"), heading_date("Room 1234")
    ('date can be read day first or month first (say dayfirst=)', None)
    """
    words = re.split(r"[\s_]+", heading.strip())
    whole = _as_date(" ".join(words), dayfirst)
    if whole:
        return whole
    ends = {
        end
        for heads in (True, False)
        for end in [_longest(words if heads else words[::-1], heads, dayfirst)]
        if end
    }
    return ends.pop() if len(ends) == 1 else None


def _longest(words: list[str], heads: bool, dayfirst: bool | None) -> str | None:  # noqa: FBT001
    """Find the longest date that the first words hold (in reading order if ``heads``)."""
    for count in range(min(len(words) - 1, 6), 0, -1):
        part = words[:count] if heads else words[:count][::-1]
        spelled = " ".join(part).strip(_EDGES)
        found = None if spelled.isdigit() else _as_date(spelled, dayfirst)
        if found:
            return found
    return None


def _as_date(spelled: str, dayfirst: bool | None) -> str | None:  # noqa: FBT001
    """Give a date as ISO text (a year or a month stays one), or why it has two readings."""
    found: Any = cells.one_date(spelled, dayfirst)
    if not isinstance(found, datetime):
        return cells.TWO_WAYS if found == cells.TWO_WAYS else None
    size = {0: 10, 1: 7, 12: 4}[cells.open_months(spelled)]
    return found.isoformat()[: size if size < 10 or not (found.hour or found.minute) else None]


def _note(note: str, columns: list[str], start: np.ndarray) -> str:
    undated = [column for column, day in zip(columns, start, strict=True) if np.isnat(day)]
    told = f"a sign-in sheet, sessions {errors.listed(columns)}"
    if undated:
        told += f"; no date for {errors.listed(undated)}"
    return "; ".join(part for part in (note, told) if part)
