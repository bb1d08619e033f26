"""Look into a workbook before it is read: one that unfolds beyond all measure is refused.

Readers of workbooks lay a sheet out as a full rectangle. A stray cell in the far corner of a sheet
then takes all the memory there is, as does an archive made to unfold without end.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from netweave import errors
from netweave.ingest.tables import sheetxml
from netweave.ingest.tables.sheetxml import Failed, place_of

MOST_CELLS = 20_000_000
MOST_BYTES = 1 << 31
MOST_ROWS = 1 << 20
# What a cell of a spreadsheet holds at most, and far more than any table of people.
MOST_SPACES, MOST_LETTERS = 32_767, 1 << 29
BLOCK = 1 << 20
# A part this much larger than its archived form is no table: zeros shrink a thousandfold.
_SUSPECT, _RATIO = 1 << 26, 400
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d{1,10})["']""")
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# A failed formula; a cell or row without its place; bytes that are no plain text.
_UNSURE = (
    re.compile(rb"""\st\s*=\s*["']e["']"""),
    re.compile(
        rb"""<(?:\w+:)?(?:c|row)(?:\s+(?!r\s*=)[^\s=<>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?>"""
    ),
    re.compile(rb"\x00"),
)
_BOOK, _OPEN = "xl/workbook.xml", "content.xml"
_EXPORT = "Export it as CSV."
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    expat.ExpatError,
)


def check(path: Path) -> dict[str, list[Failed]]:
    """Refuse an archived workbook that is damaged or unfolds beyond all measure.

    Gives the failed formulas of every sheet whose parts can be read as XML.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bombs(path.name, archive)
            names = set(archive.namelist())
            if _OPEN in names:
                return _failed_in_open(path.name, archive)
            sheets = _parts(archive) if _BOOK in {name.casefold() for name in names} else {}
            for part in sorted(names - set(sheets.values())):
                if _SHEETS.fullmatch(part):
                    _failed_in(path.name, archive, part)
            return {sheet: _failed_in(path.name, archive, sheets[sheet]) for sheet in sheets}
    except errors.NetweaveError:
        raise
    except FAULTS as fault:
        raise errors.damaged(path.name, "a workbook", fault) from fault


def _refuse_bombs(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    bombs = [
        part
        for part in parts
        if part.file_size > max(_SUSPECT, _RATIO * max(part.compress_size, 1))
    ]
    if total > MOST_BYTES or bombs:
        packed = sum(part.compress_size for part in parts)
        raise errors.too_large(name, f"{total // 2**20} MiB from {packed // 2**10} KiB")


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Unfold a part block by block; none ends inside a tag unless that is very long."""
    held = b""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            block = held + block
            cut = block.rfind(b"<")
            held = block[cut:] if cut > 0 else block[-64:]
            yield block[:cut] if cut > 0 else block
    yield held


def _failed_in(name: str, archive: zipfile.ZipFile, part: str) -> list[Failed]:
    """Refuse a sheet whose farthest row and column span too many cells; give failed formulas.

    A look at the bytes tells how far most sheets reach. One that has a failed formula, or cells
    without their place, is walked through.
    """
    rows, columns, unsure = 0, set[bytes](), False
    for block in _blocks(archive, part):
        found = _PLACE.findall(block)
        columns.update({letters for letters, _ in found})
        rows = max(rows, max((int(row) for _, row in found), default=0))
        rows = max(rows, max(map(int, _ROW.findall(block)), default=0))
        unsure = unsure or any(pattern.search(block) for pattern in _UNSURE)
    wide = max((place_of(letters) + 1 for letters in columns), default=0)
    _refuse_span(name, rows, wide)
    if not unsure:
        return []
    sheet = sheetxml.ExcelSheet()
    sheetxml.walk(archive, part, sheet)
    _refuse_span(name, sheet.rows, sheet.wide)
    return sheet.failed


def _refuse_span(name: str, rows: int, wide: int) -> None:
    if rows > MOST_ROWS or rows * wide > MOST_CELLS:
        raise errors.too_large(name, f"a sheet of {rows} rows and {wide} columns")


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Give the part of the archive that holds each sheet of an Excel workbook."""
    sheets, relations = sheetxml.Attributes("sheet"), sheetxml.Attributes("Relationship")
    held = {part.replace("\\", "/").casefold(): part for part in archive.namelist()}
    sheetxml.walk(archive, held["xl/workbook.xml"], sheets)
    sheetxml.walk(archive, held["xl/_rels/workbook.xml.rels"], relations)
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations.found}
    parts = {}
    for sheet in sheets.found:
        link = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        target = targets.get(link, "").replace("\\", "/").casefold()
        path = target.removeprefix("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
        if path in held:
            parts[sheet.get("name", "")] = held[path]
    return parts


def _failed_in_open(name: str, archive: zipfile.ZipFile) -> dict[str, list[Failed]]:
    """Refuse OpenDocument sheets that repeat too much; give their failed formulas."""
    sheets = _Measured(name)
    sheetxml.walk(archive, _OPEN, sheets)
    return sheets.failed


class _Measured(sheetxml.OpenSheets):
    """Sheets that stop being read where they are too large."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def end(self, tag: str) -> None:
        """Note the end of an element, and refuse what unfolds beyond all measure."""
        super().end(tag)
        if self.cells > MOST_CELLS:
            raise errors.too_large(self.name, f"sheets of {self.rows} rows and {self.wide} columns")
        if self.spaces > MOST_SPACES:
            raise errors.too_large(self.name, f"a cell with {self.spaces} spaces", _EXPORT)
        if self.letters > MOST_LETTERS:
            raise errors.too_large(self.name, f"{self.letters} letters in repeated cells", _EXPORT)
