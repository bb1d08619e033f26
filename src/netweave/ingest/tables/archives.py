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
from xml.etree import ElementTree as ET

from netweave import errors

MOST_CELLS = 20_000_000
MOST_BYTES = 1 << 31
MOST_ROWS = 1 << 20
BLOCK = 1 << 20
# A part this much larger than its archived form is no table: zeros shrink a thousandfold.
_SUSPECT, _RATIO = 1 << 26, 400
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d{1,10})["']""")
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    ET.ParseError,
)


def check(path: Path) -> None:
    """Refuse an archived workbook that is damaged or unfolds beyond all measure."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bombs(path.name, archive)
            for part in archive.namelist():
                if _SHEETS.fullmatch(part):
                    _refuse_far_corners(path.name, archive, part)
            if "content.xml" in archive.namelist():
                _refuse_repeats(path.name, archive)
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
    """Unfold a part block by block; each begins with the end of the one before."""
    held = b""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            yield held + block
            held = block[-64:]


def _refuse_far_corners(name: str, archive: zipfile.ZipFile, part: str) -> None:
    """Refuse a sheet whose farthest row and column span too many cells."""
    rows, columns = 0, set[bytes]()
    for block in _blocks(archive, part):
        found = _PLACE.findall(block)
        columns.update({letters for letters, _ in found})
        rows = max(rows, max((int(row) for _, row in found), default=0))
        rows = max(rows, max(map(int, _ROW.findall(block)), default=0))
    wide = max((place_of(letters) + 1 for letters in columns), default=0)
    if rows > MOST_ROWS or rows * wide > MOST_CELLS:
        raise errors.too_large(name, f"a sheet of {rows} rows and {wide} columns")


def place_of(letters: bytes) -> int:
    """Give the place of a column: A is 0, AA is 26."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place - 1


def _refuse_repeats(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse an OpenDocument sheet whose repeated cells unfold to too many."""
    rows, wide, here, most = 0, 0, 0, 0
    with archive.open("content.xml") as file:
        for _, part in ET.iterparse(file):
            if part.tag == f"{_TABLE}table-cell":
                times = int(part.get(f"{_TABLE}number-columns-repeated", "1"))
                here += times
                wide = here if _holds(part) else wide
            elif part.tag == f"{_TABLE}table-row":
                times = int(part.get(f"{_TABLE}number-rows-repeated", "1"))
                rows += times if wide else 0
                most = max(most, wide)
                here, wide = 0, 0
                part.clear()
            if rows * max(most, wide) > MOST_CELLS:
                raise errors.too_large(name, f"sheets of {rows} rows and {most} columns")


def _holds(cell: ET.Element) -> bool:
    """Say whether a cell of an OpenDocument sheet holds anything."""
    return len(cell) > 0 or any("value" in key or "formula" in key for key in cell.attrib)
