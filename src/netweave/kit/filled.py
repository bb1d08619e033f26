"""A workbook of the kit as it came back: what was filled in is kept when people are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from netweave.ingest.tables import cells, workbooks

ID, NAME = "id", "name"
Person = tuple[str, str]


@dataclass(frozen=True)
class Filled:
    """The sheets of a workbook, as they are.

    Parameters
    ----------
    sheets : dict of str to list
        Sheet → its rows that hold anything, the headings first.
    renamed : dict of str to str
        Heading → what it is called now that more people are named.
    """

    sheets: Mapping[str, Sequence[Sequence[Any]]]
    renamed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path) -> Filled:
        """Read every sheet of a workbook."""
        names = workbooks.sheet_names(path)
        return cls({name: workbooks.sheet_rows(path, name)[1] for name in names})

    @property
    def people(self) -> list[Person]:
        """Who has a line, in order, by the first sheet that lists people."""
        for rows in self.sheets.values():
            headings = headings_of(rows)
            if ID in headings:
                places = headings.index(ID), headings.index(NAME) if NAME in headings else -1
                found = [(_text(row, places[0]), _text(row, places[1])) for row in rows[1:]]
                return [(who, name) for who, name in dict(found).items() if who]
        return []

    def sheet(self, name: str) -> Sequence[Sequence[Any]]:
        """Give the rows of a sheet; of a workbook that lacks it, those of its only list."""
        if name in self.sheets:
            return self.sheets[name]
        lists = [rows for rows in self.sheets.values() if ID in headings_of(rows)]
        return lists[0] if len(lists) == 1 else []


def headings_of(rows: Sequence[Sequence[Any]]) -> list[str]:
    """Give the headings of a sheet."""
    return [cells.one_text(cell) for cell in rows[0]] if rows else []


def _text(row: Sequence[Any], place: int) -> str:
    return cells.one_text(row[place]) if 0 <= place < len(row) else ""


def put(
    sheet: Any,  # noqa: ANN401
    looks: Mapping[str, Any],
    filled: Filled,
    held: Sequence[Sequence[Any]],
    laid: tuple[Sequence[str], Sequence[Person]],
) -> None:
    """Write what was filled in into a sheet that was laid out anew.

    ``laid`` are its headings and its people. Columns and lines that it does not have, such as
    remarks, and people who are no longer in the roster, are added at its end.
    """
    headings, people = [*laid[0]], {who: row for row, (who, _) in enumerate(laid[1], 1)}
    old = headings_of(held)
    called = [filled.renamed.get(name, name) for name in old]
    for name in called:
        if name and name not in headings:
            sheet.write_string(0, len(headings), name, looks["head"])
            headings.append(name)
    columns = [headings.index(name) if name else -1 for name in called]
    own, end = old.index(ID) if ID in old else -1, len(people) + 1
    for row in held[1:]:
        line = people.get(_text(row, own), end)
        end += line == end
        for column, cell in zip(columns, row, strict=False):
            known = line < len(people) + 1 and headings[column] in {ID, NAME}
            if column >= 0 and not known:
                write(sheet, (line, column), cell, looks)


def write(sheet: Any, place: tuple[int, int], cell: object, looks: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Write a cell as it was: a date stays a date, a number a number, and text is no formula."""
    row, column = place
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime | date):
        sheet.write_datetime(row, column, cell, looks["date"])
    elif isinstance(cell, time | timedelta):
        sheet.write_string(row, column, str(cell), looks["text"])
    else:
        sheet.write_string(row, column, str(cell), looks["text"])
