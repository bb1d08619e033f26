"""Walk through the XML of a workbook: how far its sheets reach, and which formulas failed.

The reader of workbooks gives a failed formula (#N/A, #REF!) as a blank cell. A blank cell may be
an answer; a failed formula never is. Cells are counted as that reader counts them: one without its
place stands behind the one before.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from typing import NamedTuple, Protocol
from xml.parsers import expat

BLOCK = 1 << 18
NO_VALUE = "#ERROR"
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


class Failed(NamedTuple):
    """Cells of a failed formula, counted from 0: where they begin, how many, and what they show."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


class Seen(Protocol):
    """What notes the parts of an XML document as they come by."""

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        """Note where an element begins."""

    def end(self, tag: str) -> None:
        """Note where an element ends."""

    def text(self, text: str) -> None:
        """Note text between elements."""


def walk(archive: zipfile.ZipFile, part: str, seen: Seen) -> None:
    """Show every element of a part to ``seen``; a document that declares its own words is none."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.StartElementHandler = lambda tag, told: seen.start(tag.rpartition(":")[2], told)
    parser.EndElementHandler = lambda tag: seen.end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = seen.text
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            parser.Parse(block, False)  # noqa: FBT003
    parser.Parse(b"", True)  # noqa: FBT003


def _refuse_declarations(name: str, *_: object) -> None:
    """Refuse what no workbook has: words of its own (entities) may unfold without end."""
    raise ValueError(f"{name} is declared inside it")


def place_of(letters: bytes | str) -> int:
    """Give the place of a column: A is 0, AA is 26."""
    place = 0
    for letter in letters.encode() if isinstance(letters, str) else letters:
        place = place * 26 + (letter & 31)
    return place - 1


class Attributes:
    """The attributes of every element of one name."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.found: list[dict[str, str]] = []

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        """Note an element of this name."""
        if tag == self.tag:
            self.found.append(dict(told))

    def end(self, tag: str) -> None:
        """Pass over the end."""

    def text(self, text: str) -> None:
        """Pass over text."""


class ExcelSheet:
    """A sheet of Excel: the rows and columns that it spans, and its failed formulas."""

    def __init__(self) -> None:
        self.rows = self.wide = 0
        self.failed: list[Failed] = []
        self._row = self._column = 0
        self._here: tuple[int, int] | None = None
        self._inside = self._value = False
        self._held: list[str] = []

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        """Note a row, a cell or its value."""
        if tag == "sheetData":
            self._inside = True
        elif tag == "row" and self._inside:
            self._row = int(told["r"]) - 1 if "r" in told else self._row
            self.rows = max(self.rows, self._row + 1)
        elif tag == "c" and self._inside:
            self._cell(told)
        elif tag == "v":
            self._value = self._here is not None

    def _cell(self, told: Mapping[str, str]) -> None:
        row = self._row
        if "r" in told:
            found = _PLACE.fullmatch(told["r"])
            if found is None:
                raise ValueError(f"no cell is at {told['r'][:20]!r}")
            self._column, row = place_of(found[1]), int(found[2]) - 1
        self._here = (row, self._column) if told.get("t") == "e" else None
        self._held = []
        self._column += 1
        self.rows, self.wide = max(self.rows, row + 1), max(self.wide, self._column)

    def end(self, tag: str) -> None:
        """Note the end of a row, a cell or its value."""
        if tag == "v":
            self._value = False
        elif tag == "c" and self._here is not None:
            self.failed.append(Failed(*self._here, 1, 1, _shown(self._held)))
            self._here = None
        elif tag == "row" and self._inside:
            self._row, self._column = self._row + 1, 0
        elif tag == "sheetData":
            self._inside = False

    def text(self, text: str) -> None:
        """Keep the value of a failed formula."""
        if self._value:
            self._held.append(text)


def _shown(held: list[str]) -> str:
    """Give what a failed formula shows, which is never nothing."""
    return "".join(held).strip()[:100] or NO_VALUE


class OpenSheets:
    """The sheets of an OpenDocument file, whose cells and rows may stand for many alike."""

    def __init__(self) -> None:
        self.failed: dict[str, list[Failed]] = {}
        self.rows = self.wide = self.cells = self.letters = self.spaces = 0
        self._before = self._at = self._times = self._reach = self._column = 0
        self._here: list[Failed] = []
        self._cell = _Cell(0)

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        """Note a sheet, a row, a cell or what is in it."""
        if tag == "table":
            self._before, self.rows, self.wide, self._at = self.cells, 0, 0, 0
            self._here = self.failed.setdefault(told.get("table:name", ""), [])
        elif tag == "table-row":
            self._times, self._reach = _times(told, "table:number-rows-repeated"), 0
            self._column = 0
        elif tag in {"table-cell", "covered-table-cell"}:
            self._cell = _Cell(_times(told, "table:number-columns-repeated"), open=True)
            self._cell.holds = any("value" in key or "formula" in key for key in told)
            self._cell.failed = told.get("calcext:value-type") == "error"
        elif self._cell.open:
            self._cell.holds = True
            self._cell.aside += tag == "annotation"
            self._cell.spaces += _times(told, "text:c") if tag == "s" else 0

    def end(self, tag: str) -> None:
        """Note the end of a sheet, a row or a cell."""
        cell = self._cell
        if tag in {"table-cell", "covered-table-cell"}:
            self._end_of(cell)
            cell.open = False
        elif tag == "annotation":
            cell.aside -= 1
        elif tag == "table-row":
            self._at += self._times
            if self._reach:
                self.rows, self.wide = self._at, max(self.wide, self._reach)
                self.cells = self._before + self.rows * self.wide

    def _end_of(self, cell: _Cell) -> None:
        """Count what a cell stands for."""
        if cell.failed:
            shown = _shown(cell.held)
            self._here.append(Failed(self._at, self._column, self._times, cell.times, shown))
        self._column += cell.times
        self._reach = self._column if cell.holds else self._reach
        self.spaces = max(self.spaces, cell.spaces)
        held = cell.spaces + sum(map(len, cell.held))
        self.letters += held * cell.times * self._times

    def text(self, text: str) -> None:
        """Keep the text of a cell."""
        if self._cell.open and not self._cell.aside:
            self._cell.held.append(text)


class _Cell:
    """One cell of an OpenDocument sheet as it is read."""

    def __init__(self, times: int, *, open: bool = False) -> None:  # noqa: A002
        self.times, self.open = times, open
        self.holds = self.failed = False
        self.aside = self.spaces = 0
        self.held: list[str] = []


def _times(told: Mapping[str, str], name: str) -> int:
    """Say for how many an element stands."""
    times = int(told.get(name, "1"))
    if times < 0:
        raise ValueError(f"{name} is {times}")
    return times
