"""Reports of Zoom and Microsoft Teams: a block about the meeting, then who joined and left."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.sessions.logs import LAYOUTS, Asked
from netweave.ingest.tables import cells, formats, textfiles, workbooks
from netweave.ingest.tables.reading import Aside, Source, Table, existing, read_table

HEAD = 60
SNIFFED = 65_536
ACTIVITIES = "another section of the report, which repeats the participants"
# What a report calls its columns (case aside), and what is meant.
_COLUMNS = {
    "zoom": {
        "name (original name)": "name",
        "name": "name",
        "user email": "email",
        "email": "email",
        "join time": "join",
        "leave time": "leave",
        "duration (minutes)": "duration",
        "total duration (minutes)": "duration",
        "in waiting room": "waiting",
    },
    "teams": {
        "full name": "name",
        "name": "name",
        "user action": "action",
        "timestamp": "stamp",
        "join time": "join",
        "first join": "first",
        "first join time": "first",
        "leave time": "leave",
        "last leave": "last",
        "last leave time": "last",
        "duration": "duration",
        "in-meeting duration": "duration",
        "email": "email",
        "participant id (upn)": "upn",
        "role": "role",
    },
}
_FACTS = {
    "topic": "title",
    "meeting title": "title",
    "start time": "start",
    "meeting start time": "start",
    "end time": "end",
    "meeting end time": "end",
}
WANTED = {
    "zoom": "Name (Original Name), and Duration (Minutes) or Join Time and Leave Time",
    "teams": "Full Name, User Action, Timestamp; or Name, First Join, Last Leave, Duration",
}
_TEAMS = ({"join", "leave", "duration"}, {"first", "last", "duration"}, {"action", "stamp"})
_SECTION = re.compile(r"\d{1,2}\.\s.*")


@dataclass(frozen=True)
class Report:
    """A meeting report taken apart.

    Parameters
    ----------
    tool : str
        ``"zoom"`` or ``"teams"``.
    table : Table
        The participants, with the columns as the report names them.
    columns : dict of str to str
        What is meant (name, email, join, leave, duration ...) → the column that holds it.
    facts : dict of str to str
        What the block says of the meeting: title, start, end.
    """

    tool: str
    table: Table
    columns: dict[str, str]
    facts: dict[str, str] = field(default_factory=dict)

    def text(self, meaning: str) -> pd.Series:
        """Give a column by what is meant; all missing where the report has none."""
        return self.table.text(self.columns.get(meaning))


def recognised(source: Source, asked: Asked) -> str | None:
    """Say whether the head of a file is a report of Zoom or Teams; None for anything else."""
    if isinstance(source, pd.DataFrame | Table):
        frame = source.frame if isinstance(source, Table) else source
        found = _found([[cells.one_text(column) for column in frame.columns]])
        return found[0] if found else None
    path = existing(source)
    if path.suffix.casefold() in formats.WORKBOOKS:
        if asked.names_columns:  # a large log is not opened twice to learn what the caller said
            return None
        found = _found(workbooks.sheet_rows(path, asked.sheet)[1][:HEAD])
    elif path.suffix.casefold() in formats.TEXT:
        found = _delimited(_head(path, asked.encoding))[1]
    else:
        found = None
    return found[0] if found else None


def _head(path: Path, encoding: str | None) -> str:
    """Give the beginning of a text file as far as it can be read."""
    try:
        with path.open("rb") as file:
            content = file.read(SNIFFED)
    except OSError as fault:
        raise errors.cannot_be_opened(path.name, fault.strerror or str(fault)) from fault
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode(encoding or "utf-8-sig", "replace")
    except (LookupError, TypeError, ValueError):  # whoever reads the file says so
        return ""


def _delimited(text: str) -> tuple[str, tuple[str, int] | None]:
    """Give the delimiter under which a text is a report, and what it is."""
    lines = text.splitlines()[:HEAD]
    for delimiter in ("\t", ",", ";"):
        found = _found([[cell.strip('" ') for cell in line.split(delimiter)] for line in lines])
        if found:
            return delimiter, found
    return ",", None


def _found(rows: Sequence[Sequence[Any]]) -> tuple[str, int] | None:
    """Give the tool and the place of the participants' header among the first rows."""
    previous = ""
    for place, row in enumerate(rows[:HEAD]):
        names = {_key(cell) for cell in row}
        meant = {_COLUMNS["teams"][name] for name in names if name in _COLUMNS["teams"]}
        told = any(kept <= meant for kept in _TEAMS) or "participants" in previous
        if "name" in meant and told:
            return "teams", place
        if "name (original name)" in names and len(_meanings("zoom", row)) > 1:
            return "zoom", place
        if "name" in names and names & {"duration (minutes)", "total duration (minutes)"}:
            return "zoom", place
        filled = [cell for cell in names if cell]
        previous = filled[0] if len(filled) == 1 and _SECTION.fullmatch(filled[0]) else ""
    return None


def _key(cell: object) -> str:
    return " ".join(cells.one_text(cell).replace("\ufeff", "").casefold().split())


def _meanings(tool: str, header: Sequence[Any]) -> dict[str, str]:
    """Give the columns of a header by what is meant; the first of several counts."""
    known: dict[str, str] = {}
    for cell in header:
        meaning = _COLUMNS[tool].get(_key(cell))
        if meaning:
            known.setdefault(meaning, cells.one_text(cell))
    return known


def report(source: Source, asked: Asked, layout: str) -> Report:
    """Read a report of the tool that was recognised or named."""
    if isinstance(source, pd.DataFrame | Table) or not _has_rows(existing(source)):
        found = _from_table(source, layout)
    else:
        name, rows, lines, note = _rows(existing(source), asked)
        place = _found(rows)
        if place is None or place[0] != layout:
            raise errors.no_report(name, (layout, LAYOUTS[layout]), WANTED[layout])
        found = _taken_apart(layout, place[1], Grid(name, rows, lines, note))
    if not len(found.table.frame):
        raise errors.DataError(
            f"{found.table.name} is {LAYOUTS[layout]} in which nobody took part. "
            "Export it again, or leave it out."
        )
    return Report(layout, found.table.only(asked.rows), found.columns, found.facts)


def _has_rows(path: Path) -> bool:
    return path.suffix.casefold() in {*formats.TEXT, *formats.WORKBOOKS}


def _from_table(source: Source, layout: str) -> Report:
    """Take a table that was read already; it has no block."""
    table = read_table(source, name="attendance")
    if _found([list(table.frame.columns)]) != (layout, 0):
        raise errors.no_report(table.name, (layout, LAYOUTS[layout]), WANTED[layout])
    return Report(layout, table, _meanings(layout, list(table.frame.columns)))


@dataclass(frozen=True)
class Grid:
    """The rows of a file that hold anything, and the line of each."""

    name: str
    rows: Sequence[Sequence[Any]]
    lines: np.ndarray
    note: str


def _rows(path: Path, asked: Asked) -> tuple[str, Sequence[Sequence[Any]], np.ndarray, str]:
    if path.suffix.casefold() in formats.WORKBOOKS:
        label, rows, lines = workbooks.sheet_rows(path, asked.sheet)
        return label, rows, lines, f"sheet {label}"
    text, note = text_of(path, asked.encoding)
    text = text.removeprefix("\ufeff")
    delimiter = _delimited(text)[0]
    found = list(textfiles.rows_of(io.StringIO(text, newline=""), path.name, delimiter))
    lines = np.array([line for line, _ in found], dtype=np.int64)
    note += f"; cells separated by {textfiles.DELIMITERS[delimiter]}"
    return path.name, [row for _, row in found], lines, note


def text_of(path: Path, encoding: str | None) -> tuple[str, str]:
    """Read a text file as a whole, and say in words which encoding was taken."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise errors.cannot_be_opened(path.name, fault.strerror or str(fault)) from fault
    return textfiles.decoded(content, path.name, encoding)


def _taken_apart(tool: str, place: int, grid: Grid) -> Report:
    """Part a file into the block, the participants, and sections that repeat them."""
    header, body = grid.rows[place], range(place + 1, len(grid.rows))
    ends = [at for at in body if _is_section(grid.rows[at])] if tool == "teams" else []
    stop = ends[0] if ends else len(grid.rows)
    names = [cells.one_text(cell) for cell in header]
    columns = {name: column for column, name in reversed(list(enumerate(names))) if name}
    _refuse_ragged(grid, range(place + 1, stop), len(names))
    frame = pd.DataFrame({
        name: pd.Series(
            [_cell(grid.rows[at], column) for at in range(place + 1, stop)], dtype="str"
        )
        for name, column in columns.items()
    })
    titles = {*ends, *(at + 1 for at in ends)}
    others = grid.lines[[at for at in range(stop, len(grid.rows)) if at not in titles]]
    aside = (Aside(others, ACTIVITIES),) if len(others) else ()
    table = Table(frame, grid.name, grid.lines[place + 1 : stop], grid.note, aside)
    return Report(tool, table, _meanings(tool, header), _facts(grid.rows[:place]))


def _is_section(row: Sequence[Any]) -> bool:
    filled = [cells.one_text(cell) for cell in row if cells.one_text(cell)]
    return len(filled) == 1 and _SECTION.fullmatch(filled[0]) is not None


def _cell(row: Sequence[Any], column: int) -> str:
    return cells.one_text(row[column]) if column < len(row) else ""


def _refuse_ragged(grid: Grid, body: range, wanted: int) -> None:
    long = [at for at in body if any(cells.one_text(cell) for cell in grid.rows[at][wanted:])]
    if long:
        raise errors.bad_rows(
            grid.name,
            f"must have at most the {wanted} cells of its header in every row",
            [", ".join(map(cells.one_text, grid.rows[at][wanted:])) for at in long],
            [int(grid.lines[at]) for at in long],
            "A cell that holds the delimiter must be quoted.",
        )


def _facts(block: Sequence[Sequence[Any]]) -> dict[str, str]:
    """Read the block: a row of names over a row of values (Zoom), or a name and its value."""
    facts: dict[str, str] = {}
    for at, row in enumerate(block):
        named = [(column, _FACTS.get(_key(cell))) for column, cell in enumerate(row)]
        below = block[at + 1] if at + 1 < len(block) else []
        across = sum(1 for _, fact in named if fact) > 1
        for column, fact in named:
            value = _cell(below, column) if across else _cell(row, column + 1)
            if fact and value:
                facts.setdefault(fact, value)
    return facts
