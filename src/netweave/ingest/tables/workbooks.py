"""From an Excel or OpenDocument workbook to rows of typed cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from netweave import errors
from netweave.ingest.tables import archives, formats
from netweave.ingest.tables.sheetxml import Failed

_SAME = {".xlsx": (".xlsx", ".xlsm")}
# In these, failed formulas cannot be told from blank cells.
UNTOLD = (".xls", ".xlsb")
_Read = TypeVar("_Read")


def sheet_rows(path: Path, sheet: str | None) -> tuple[str, list[list[Any]], np.ndarray]:
    """Read one sheet: its label, its rows that hold anything, and their row numbers."""
    found, suffix = formats.what_is(path)
    if path.suffix.casefold() not in _SAME.get(suffix, (suffix,)):
        raise errors.not_what_it_says(path.name, found, suffix)
    failed = archives.check(path) if suffix != ".xls" else {}
    names, chosen, cells = _cells(path, sheet)
    if suffix not in UNTOLD and chosen not in failed:
        raise errors.damaged(path.name, found, f"the sheet {chosen!r} is not where it should be")
    cells = _with_failed(cells, failed.get(chosen, []))
    label = f"{path.name}, sheet {chosen!r}" if len(names) > 1 else path.name
    kept = [(place, row) for place, row in enumerate(cells, 1) if any(map(_filled, row))]
    lines = np.array([place for place, _ in kept], dtype=np.int64)
    return label, [row for _, row in kept], lines


def sheet_names(path: Path) -> list[str]:
    """Give the names of the sheets of a workbook."""
    return _opened(path, lambda book: list(book.sheet_names))


def _cells(path: Path, sheet: str | None) -> tuple[list[str], str, list[list[Any]]]:
    """Open a workbook and read the cells of one sheet; whatever goes wrong in it is one error."""

    def read(book: Any) -> tuple[list[str], str | None, list[list[Any]] | None]:  # noqa: ANN401
        names = list(book.sheet_names)
        chosen = names[0] if sheet is None and names else sheet
        if chosen not in names:
            return names, chosen, None
        return names, chosen, book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)

    names, chosen, cells = _opened(path, read)
    if not names:
        raise errors.DataError(f"{path.name} is a workbook without any sheet.")
    if cells is None:
        raise errors.missing_sheet(path.name, str(sheet), names)
    return names, str(chosen), cells


def _opened(path: Path, read: Callable[[Any], _Read]) -> _Read:
    """Read from a workbook; whatever goes wrong in it is one error."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    try:
        return read(CalamineWorkbook.from_path(path))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # the reader is native code, and may stop in its own way
        raise errors.damaged(path.name, formats.what_is(path)[0], fault) from fault


def _with_failed(cells: list[list[Any]], failed: Sequence[Failed]) -> list[list[Any]]:
    """Put in what failed formulas show: the reader gives them as blank cells.

    A blank cell may be an answer; a failed formula never is.
    """
    rows = max((one.row + one.rows for one in failed), default=0)
    wide = max((one.column + one.columns for one in failed), default=0)
    wide = max(wide, max(map(len, cells), default=0))
    if failed:
        whole = [*cells, *([] for _ in range(rows - len(cells)))]
        cells = [[*row, *([""] * (wide - len(row)))] for row in whole]
    for one in failed:
        for row in range(one.row, one.row + one.rows):
            cells[row][one.column : one.column + one.columns] = [one.text] * one.columns
    return cells


def _filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None
