"""From an Excel or OpenDocument workbook to rows of typed cells."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np

from netweave import errors
from netweave.ingest.tables import archives, formats

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SAME = {".xlsx": (".xlsx", ".xlsm")}
_FAULT = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)


def sheet_rows(path: Path, sheet: str | None) -> tuple[str, list[list[Any]], np.ndarray]:
    """Read one sheet: its label, its rows that hold anything, and their row numbers."""
    found, suffix = formats.what_is(path)
    if path.suffix.casefold() not in _SAME.get(suffix, (suffix,)):
        raise errors.not_what_it_says(path.name, found, suffix)
    if suffix != ".xls":
        archives.check(path)
    names, chosen, cells = _cells(path, sheet)
    for row, column, fault_text in _error_cells(path, chosen):
        if row < len(cells) and column < len(cells[row]):
            cells[row][column] = fault_text
    label = f"{path.name}, sheet {chosen!r}" if len(names) > 1 else path.name
    kept = [(place, row) for place, row in enumerate(cells, 1) if any(map(_filled, row))]
    lines = np.array([place for place, _ in kept], dtype=np.int64)
    return label, [row for _, row in kept], lines


def _cells(path: Path, sheet: str | None) -> tuple[list[str], str, list[list[Any]]]:
    """Open a workbook and read the cells of one sheet; whatever goes wrong in it is one error."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_path(path)
        names = list(book.sheet_names)
        chosen = names[0] if sheet is None and names else sheet
        if chosen in names:
            return names, chosen, book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # the reader is native code, and may stop in its own way
        raise errors.damaged(path.name, formats.what_is(path)[0], fault) from fault
    if not names:
        raise errors.DataError(f"{path.name} is a workbook without any sheet.")
    raise errors.missing_sheet(path.name, str(sheet), names)


def _error_cells(path: Path, sheet: str) -> list[tuple[int, int, str]]:
    """Find the cells of a failed formula (#N/A, #REF!), which the reader gives as blank.

    A blank cell may be an answer; a failed formula never is.
    """
    if path.suffix.casefold() not in {".xlsx", ".xlsm"}:
        return []
    try:
        with zipfile.ZipFile(path) as book:
            sheets = {
                one.get("name"): one.get(_RELATION)
                for one in ET.fromstring(book.read("xl/workbook.xml")).iter(_SHEET)
            }
            relations = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))
            parts = {one.get("Id"): str(one.get("Target")) for one in relations}
            part = parts.get(sheets.get(sheet), "").removeprefix("/").removeprefix("xl/")
            if f"xl/{part}" not in book.namelist():
                return []
            faults = _FAULT.findall(book.read(f"xl/{part}"))
    except (KeyError, *archives.FAULTS) as fault:
        raise errors.damaged(path.name, "a workbook", fault) from fault
    return [
        (int(row) - 1, archives.place_of(letters), text.decode("utf-8", "replace"))
        for letters, row, text in faults
    ]


def _filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None
