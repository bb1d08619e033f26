"""The ledger as a workbook: one sheet for each question that somebody has about the records."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave import errors
from netweave.ingest.fates import ROW_FATES, assembled
from netweave.ingest.safe import plain, writing

if TYPE_CHECKING:
    from netweave.ingest.ledger import Ledger

MOST_ROWS = 1_048_576  # what a sheet of Excel holds, its header included
LONGEST = 32_767  # characters in a cell
WIDEST = 60
SAMPLE = 200
CREATED = dt.datetime(2024, 1, 1)  # a workbook carries a date; a fixed one keeps the bytes the same
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "in_memory": True,
}
FATE_WORDS = {
    "used": "the row went into the network",
    "used_in_part": "some of what the row says could be used: a publication of which one author is "
    "in the roster, an answer whose respondent is known and whom it names is not",
    "merged": "another row says the same",
    "refused": "the row could not be used; the sheet refused says why",
}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, what it shows, and its table."""

    name: str
    about: str
    table: pd.DataFrame


def write(ledger: Ledger, path: str | PathLike[str], most: int = MOST_ROWS) -> Path:
    """Write the ledger as a workbook whose sheets have at most so many rows."""
    import xlsxwriter  # noqa: PLC0415

    place = Path(path)
    if place.suffix.casefold() != ".xlsx":
        raise errors.not_a_workbook(str(path))
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, OPTIONS)
    book.set_properties({"title": "netweave: ledger of rows", "created": CREATED})
    sheets = sheets_of(ledger)
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    readme = book.add_worksheet("README")
    cut = [_fill(book.add_worksheet(one.name), one.table, (bold, day), most) for one in sheets]
    _readme(readme, ledger, list(zip(sheets, cut, strict=True)), book, most)
    book.close()
    with writing(place) as new:
        new.write_bytes(held.getvalue())
    return place


def sheets_of(ledger: Ledger) -> list[Sheet]:
    """Give the sheets in order; one that has nothing to say has no rows."""
    parts = ledger.parts
    merged = assembled(parts, [part.fates.fate == 1 for part in parts])
    columns = ["file", "line", "mention", "value", "reason"]
    return [
        Sheet("files", "Per file: rows read, used, used in part, merged, refused.",
              ledger.files.reset_index()),
        Sheet("reasons", "How often each reason was given, merged and refused together.",
              ledger.reasons.rename_axis("reason").reset_index()),
        Sheet("unmatched", "Names that fit nobody in the roster, most frequent first.",
              ledger.unmatched),
        Sheet("refused", "Everything refused: file, line, what it stands for, as written, why.",
              ledger.refused[columns].reset_index()),
        Sheet("merged", "What another row says too, and why it was merged.",
              merged[columns].reset_index()),
        Sheet("read as", "Texts read as a person whom the roster writes in another way.",
              ledger.merges),
        Sheet("unused aliases", "Rows of alias files that no record needed.",
              ledger.unused_aliases),
        Sheet("reading", "Per file, what was detected when it was read.", _reading(ledger)),
        Sheet("reports", "The survey answers that became ties, before two reports of one tie were "
              "reconciled.", ledger.reports),
    ]  # fmt: skip


def _reading(ledger: Ledger) -> pd.DataFrame:
    files = list(ledger.files.index)
    return pd.DataFrame({
        "file": files,
        "detected": [ledger.reading.get(str(file), "") for file in files],
        "mentions outside every wave": [ledger.outside.get(str(file), 0) for file in files],
        "mentions of people who had left by the end of the wave": [
            ledger.departed.get(str(file), 0) for file in files
        ],
    })


def _fill(sheet: Any, table: pd.DataFrame, formats: tuple[Any, Any], most: int) -> int:  # noqa: ANN401
    """Write a table under a header that stays in view; say how many rows did not fit."""
    bold, day = formats
    lost = max(0, len(table) + 1 - most)
    shown = table.iloc[: most - 2] if lost else table  # the last row says that the sheet is cut
    lost = len(table) - len(shown)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(shown.columns):
        values = shown[column].astype("object").tolist()
        words = [str(column), *(_text(value) for value in values[:SAMPLE])]
        sheet.set_column(at, at, min(WIDEST, max(map(len, words)) + 2))
        sheet.write_string(0, at, _text(column), bold)
        for row, value in enumerate(values, 1):
            _cell(sheet, row, at, value, day)
    if lost:
        sheet.write_string(len(shown) + 1, 0, _cut(lost))
    if len(shown.columns):
        sheet.autofilter(0, 0, max(1, len(shown)), len(shown.columns) - 1)
    return lost


def _cut(lost: int) -> str:
    return f"cut here: {lost} further rows are not in this sheet; net.report.to_csv writes all"


def _cell(sheet: Any, row: int, column: int, value: object, day: Any) -> None:  # noqa: ANN401
    """Write numbers as numbers, dates as dates and everything else as text."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) < 1e300:
        sheet.write_number(row, column, value)
    elif isinstance(value, dt.datetime) and value.year >= 1900:
        sheet.write_datetime(row, column, value.replace(tzinfo=None), day)
    else:
        sheet.write_string(row, column, _text(value))


def _text(value: object) -> str:
    """Give a text that a cell can hold: no control characters, no halves of pairs, not too long."""
    text = plain(str(value)).encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _readme(
    sheet: Any,  # noqa: ANN401
    ledger: Ledger,
    sheets: Sequence[tuple[Sheet, int]],
    book: Any,  # noqa: ANN401
    most: int,
) -> None:
    """Say what the sheets are, what becomes of a row, and what was lost."""
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 100)
    total = ledger.files.sum()
    rows: list[tuple[str, int | None, str]] = [
        ("Ledger of rows", None, "What became of every row that was read, and why."),
        ("", None, ""),
        ("Row", None, "Every row has one fate; the fates of a file add up to its rows."),
        ("read", int(total["rows"]), f"rows of {len(ledger.files)} files"),
        *((name.replace("_", " "), int(total[name]), FATE_WORDS[name]) for name in ROW_FATES),
        ("", None, ""),
        ("Sheet", None, "What it shows"),
        *((one.name, len(one.table), _about(one, lost, most)) for one, lost in sheets),
        ("", None, ""),
        ("In words", None, ""),
        *(("", None, line) for line in ledger.summary()),
    ]
    for row, (left, number, right) in enumerate(rows):
        heading = number is None and bool(left)
        sheet.write_string(row, 0, left, bold if heading else wrap)
        if number is not None:
            sheet.write_number(row, 1, number, wrap)
        sheet.write_string(row, 2, _text(right), wrap)


def _about(one: Sheet, lost: int, most: int) -> str:
    if not lost:
        return one.about
    return f"{one.about} The sheet is cut: {lost} rows are beyond the {most} that it can hold."
