"""From an Excel or OpenDocument workbook to rows of typed cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from netweave import errors

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def sheet_rows(path: Path, sheet: str | None) -> tuple[str, list[list[Any]], np.ndarray]:
    """Read one sheet: its label, its rows that hold anything, and their row numbers."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_path(path)
        names = list(book.sheet_names)
        if sheet is not None and sheet not in names:
            raise errors.missing_sheet(path.name, sheet, names)
        if not names:
            raise errors.DataError(f"{path.name} is a workbook without any sheet.")
        chosen = names[0] if sheet is None else sheet
        cells = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as fault:
        raise errors.not_what_it_says(
            path.name, f"no workbook that can be opened ({fault})"
        ) from fault
    label = f"{path.name}, sheet {chosen!r}" if len(names) > 1 else path.name
    kept = [(place, row) for place, row in enumerate(cells, 1) if any(map(_filled, row))]
    lines = np.array([place for place, _ in kept], dtype=np.int64)
    return label, [row for _, row in kept], lines


def _filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None
