"""Writing a report into a folder: only over files that a report wrote, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from netweave import errors
from netweave.report.tables import Table
from netweave.report.wording import clean

MANIFEST = "findings.json"
# What a report is made of; a manifest that lists anything else was not written by one.
OURS = re.compile(
    r"index\.html|netweave\.xlsx|findings\.json|tables/[a-z0-9_]+\.csv|maps/[a-z0-9_]+\.(svg|png)"
)
RISKY = ("=", "+", "-", "@", "\t", "\r")
CREATED = dt.datetime(2024, 1, 1)  # a workbook carries a date; a fixed one keeps the bytes the same
WIDEST = 60
SHEET_NAME = 31


def prepare(folder: Path, *, force: bool = False) -> None:
    """Make the folder, or refuse one that holds something else than a report."""
    if folder.exists() and not folder.is_dir():
        raise errors.folder_in_use(str(folder), folder.name)
    if folder.is_dir() and not force and not written_before(folder):
        others = sorted(path.name for path in folder.iterdir())
        if others:
            raise errors.folder_in_use(str(folder), others[0])
    folder.mkdir(parents=True, exist_ok=True)


def written_before(folder: Path) -> list[str]:
    """List the files of the last report in a folder, as its manifest says.

    The manifest may have been written by anybody. If it names one thing that no report writes, the
    folder holds no report; what leads out of the folder and what is no file is left alone.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = manifest["files"] if manifest["program"] == "netweave" else []
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    if not isinstance(names, list) or not all(_ours(name) for name in names):
        return []
    return [name for name in names if (folder / name).is_file() and _inside(folder, name)]


def write_all(
    folder: Path, contents: dict[str, str | bytes], facts: dict[str, Any], *, force: bool = False
) -> list[Path]:
    """Write every file of a report, take away those of the last one, and keep the manifest.

    Parameters
    ----------
    folder : Path
        Prepared.
    contents : dict
        Relative path → text or bytes.
    facts : dict
        What the manifest says beside the list of files.
    force : bool, default False
        Whether files that no report wrote may be overwritten.

    Returns
    -------
    list of Path
        What was written, in order.
    """
    before = set(written_before(folder))
    names = [*contents, MANIFEST]
    there = [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]
    foreign = [name for name in there if name not in before and not force]
    if outside := [name for name in names if not _inside(folder, name)] + foreign:
        raise errors.folder_in_use(str(folder), outside[0])
    for name in sorted(before - set(names)):
        (folder / name).unlink(missing_ok=True)
    manifest = {"program": "netweave", "files": sorted(names), **facts}
    text = clean(json.dumps(_finite(manifest), indent=1, ensure_ascii=False, sort_keys=True))
    for name, content in {**contents, MANIFEST: f"{text}\n"}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            content.encode("utf-8", "replace") if isinstance(content, str) else content
        )
    return [folder / name for name in names]


def as_csv(table: Table) -> str:
    """Write a table as CSV, with no cell that a spreadsheet would take for a formula."""
    safe = table.frame.map(_safe_cell)
    safe.columns = pd.Index([_safe_cell(column) for column in table.frame.columns])
    return safe.to_csv(index=False, lineterminator="\n")


def as_workbook(tables: Sequence[Table], title: str, remarks: Sequence[str], path: Path) -> None:
    """Write the tables as one workbook: a README sheet, then one sheet per table."""
    import xlsxwriter  # noqa: PLC0415

    options = {
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "in_memory": True,
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": clean(title), "comments": "netweave", "created": CREATED})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    names = _sheet_names(tables)
    readme = book.add_worksheet("README")
    readme.set_column(0, 0, 32)
    readme.set_column(1, 1, 100, wrap)
    head = [("netweave report", clean(title)), *(("", clean(text)) for text in remarks)]
    rows = [*head, ("", ""), ("Sheet", "What it shows")]
    rows += [(name, clean(f"{table.caption} {table.note}".strip()))
             for name, table in zip(names, tables, strict=True)]  # fmt: skip
    for row, (left, right) in enumerate(rows):
        readme.write_string(row, 0, left, bold if row in {0, len(head) + 1} else None)
        readme.write_string(row, 1, right, wrap)
    for name, table in zip(names, tables, strict=True):
        _sheet(book.add_worksheet(name), table, bold)
    book.close()


def _sheet(sheet: Any, table: Table, bold: Any) -> None:  # noqa: ANN401
    """Write one table; text is written as text, never as a formula."""
    for column, name in enumerate(table.columns):
        values = [_plain(value) for value in table.frame.iloc[:, column]]
        sheet.write_string(0, column, name, bold)
        for row, value in enumerate(values, 1):
            if isinstance(value, float) and math.isfinite(value):
                sheet.write_number(row, column, value)
            elif isinstance(value, str):
                sheet.write_string(row, column, clean(value))
        longest = max([len(name), *(len(str(value)) for value in values)])
        sheet.set_column(column, column, min(WIDEST, longest + 2))
    sheet.freeze_panes(1, 1)
    if len(table.frame):
        sheet.autofilter(0, 0, len(table.frame), len(table.columns) - 1)


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """Give each table a sheet name that a workbook accepts, each once."""
    names: list[str] = []
    for table in tables:
        name = table.name.replace("_", " ")[:SHEET_NAME]
        names.append(name if name not in names else f"{name[: SHEET_NAME - 3]} {len(names)}")
    return names


def _plain(value: object) -> object:
    """Give a float, a text, or None for what is missing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return float(value) if hasattr(value, "__float__") else str(value)


def _safe_cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = clean(value.replace("\r", " ").replace("\n", " "))
    return f"'{text}" if value.startswith(RISKY) or text.startswith(RISKY) else text


def _finite(value: Any) -> Any:  # noqa: ANN401
    """Give what JSON can say: numbers that are not finite become null."""
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _ours(name: object) -> bool:
    """Whether a report may have a file of this name."""
    return isinstance(name, str) and OURS.fullmatch(name) is not None


def _inside(folder: Path, name: str) -> bool:
    """Whether a path stays inside the folder, links followed."""
    return (folder / name).resolve().is_relative_to(folder.resolve())
