"""Any file of rows and columns → one table whose rows know their line in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list
from netweave.ingest import cells, textfiles, workbooks

Source: TypeAlias = "str | PathLike[str] | pd.DataFrame"
Rows: TypeAlias = "Mapping[str, str | Sequence[str]] | None"
TEXT_SUFFIXES = (".csv", ".tsv", ".tab", ".txt")


@dataclass(frozen=True)
class Aside:
    """Rows of a file that were not asked for, and why.

    Parameters
    ----------
    lines : array of int
        Their lines.
    reason : str
        Which column does not hold what was asked for.
    """

    lines: np.ndarray
    reason: str


@dataclass(frozen=True, repr=False)
class Table:
    """A table as it was read.

    Parameters
    ----------
    frame : DataFrame
        One row per row of the file that holds anything; text where the file is text.
    name : str
        What messages call it: the file's name, and the sheet where there are several.
    lines : array of int
        The line (or sheet row) of every row, as a person counts them; the header is usually 1.
    note : str
        What was detected: encoding, delimiter, sheet.
    aside : Aside or None
        The rows that were not asked for.
    """

    frame: pd.DataFrame
    name: str
    lines: np.ndarray
    note: str = ""
    aside: Aside | None = None

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self.frame)} rows, {len(self.frame.columns)} columns>"

    def column(self, name: str) -> pd.Series:
        """Give a column as the file holds it, or say what the file has instead."""
        if name not in self.frame.columns:
            raise errors.missing_column(self.name, name, self.frame.columns)
        return self.frame[name]

    def text(self, name: str | None) -> pd.Series:
        """Give a column as stripped text, blank cells missing; all missing where None is asked."""
        if name is None:
            return pd.Series(np.full(len(self.frame), np.nan), dtype="str")
        return cells.text(self.column(name))

    def dates(
        self,
        name: str | None,
        dayfirst: bool | None,  # noqa: FBT001
    ) -> tuple[pd.Series, np.ndarray]:
        """Give a column as dates, and for each cell that holds none although filled, why."""
        return cells.dates(self.text(None) if name is None else self.column(name), dayfirst)

    def last_days(self, name: str | None, first: pd.Series) -> pd.Series:
        """Give the last day that each date of a column may mean: a year alone means any of it."""
        if name is None or pd.api.types.is_datetime64_any_dtype(self.column(name).dtype):
            return cells.last_days(first, np.zeros(len(first), dtype=np.int64))
        months = cells.mapped(self.text(name), cells.open_months)
        return cells.last_days(first, pd.Series(months).fillna(0).to_numpy(dtype=np.int64))

    def only(self, rows: Rows) -> Table:
        """Keep the rows whose columns hold what is asked for, and remember the others."""
        if not rows:
            return self
        keep = np.ones(len(self.frame), dtype=bool)
        for column, values in rows.items():
            wanted = [cells.one_text(value) for value in as_list(values)]
            keep &= self.text(column).isin(wanted).to_numpy()
        words = [f"{column} is not {errors.listed(as_list(held))}" for column, held in rows.items()]
        if not keep.any():
            raise errors.DataError(
                f"{self.name} has no row left: in all {len(keep)} rows {' or '.join(words)}. "
                f"Correct rows={dict(rows)!r}."
            )
        aside = Aside(self.lines[~keep], f"not asked for: {' or '.join(words)}")
        frame = self.frame[keep].reset_index(drop=True)
        return replace(self, frame=frame, lines=self.lines[keep], aside=aside)

    def has(self, *columns: str | Iterable[str] | None) -> None:
        """Refuse the table if it lacks a column that was named."""
        for column in columns:
            names = [column] if isinstance(column, str) else list(column or ())
            for name in names:
                self.column(name)


def read_table(
    source: Source,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    name: str = "table",
) -> Table:
    """Read a CSV, TSV, Excel or OpenDocument file, or take a DataFrame, as one table.

    Text files are read as text throughout: an id 007 stays 007. The encoding is taken from the
    byte order mark, else UTF-8, else Windows-1252 with a note; the delimiter (comma, semicolon,
    tab, vertical bar) is the one under which most rows are as wide as the header. The first row
    that holds anything is the header. Rows without any cell are passed over.

    Parameters
    ----------
    source : path or DataFrame
        A file ending in csv, tsv, tab, txt, xlsx, xlsm, xlsb, xls or ods, or a table.
    sheet : str, optional
        The sheet of a workbook; the first one if left out.
    encoding : str, optional
        The encoding of a text file.
    rows : mapping of str to str or list of str, optional
        Column → what it must hold for a row to be asked for; the others are set aside.
    name : str, default "table"
        What messages call a DataFrame.

    Returns
    -------
    Table
        The rows, and for each its line as a person counts them in the file.

    Raises
    ------
    DataError
        If the file does not exist, is empty, has no row under its header, is not what its name
        says, repeats a column name, or has rows with more cells than the header.

    Examples
    --------
    >>> import pandas as pd
    >>> table = read_table(pd.DataFrame({"id": ["p1", "p2"]}), name="roster")
    >>> table, table.lines.tolist()
    (<Table roster: 2 rows, 1 columns>, [1, 2])
    """
    table = _from_frame(source, name) if isinstance(source, pd.DataFrame) else None
    return (table or _from_file(source, sheet, encoding)).only(rows)


def _from_file(source: object, sheet: str | None, encoding: str | None) -> Table:
    path = existing(source)
    suffix = path.suffix.casefold()
    if suffix in workbooks.SUFFIXES:
        label, rows, lines = workbooks.sheet_rows(path, sheet)
        return _assembled(label, rows, lines, f"sheet {label}")
    if suffix not in TEXT_SUFFIXES:
        raise errors.unknown_suffix(path.name, [*TEXT_SUFFIXES, *workbooks.SUFFIXES])
    text, note = textfiles.decoded(path.read_bytes(), path.name, encoding)
    delimiter = textfiles.delimiter_of(text)
    found, lines = textfiles.rows_of(text, path.name, delimiter)
    note = f"{note}; cells separated by {textfiles.DELIMITERS[delimiter]}"
    return _assembled(path.name, found, lines, note)


def existing(source: object) -> Path:
    """Give the path of a source, or say that there is no such file."""
    if not isinstance(source, str | PathLike):
        raise errors.ArgumentError(
            f"source must be a path or a DataFrame, got {type(source).__name__}. "
            "Convert other tables with pandas.DataFrame first."
        )
    path = Path(source)
    if path.is_dir():
        raise errors.DataError(f"{path} is a folder, not a file. Name the file in it.")
    try:
        found = path.is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        near = [other.name for other in path.parent.glob("*")] if path.parent.is_dir() else []
        raise errors.missing_file(str(path), path.name, near)
    return path


def _assembled(name: str, rows: Sequence[Sequence[Any]], lines: np.ndarray, note: str) -> Table:
    if not rows:
        raise errors.DataError(f"{name} is empty. Export it again, or leave it out.")
    header, wanted = _header(rows)
    _refuse_twice(name, header)
    if len(rows) == 1:
        raise errors.DataError(
            f"{name} has a header ({errors.listed(header)}) and no row under it. "
            "Export it again, or leave it out."
        )
    body, lines = rows[1:], lines[1:]
    widths = np.fromiter(map(len, body), dtype=np.int64, count=len(body))
    if widths.max() > wanted:
        _refuse_ragged(name, body, lines, wanted)
    if widths.min() < wanted:
        body = [[*row, *([""] * (wanted - len(row)))] for row in body]
    grid = np.empty((len(body), wanted), dtype=object)
    grid[:] = [row[:wanted] for row in body]
    columns = {column: _typed(grid[:, place]) for place, column in enumerate(header)}
    return Table(pd.DataFrame(columns), name, lines, note)


def _typed(values: np.ndarray) -> pd.Series:
    """Give a column of text as text, and a column of typed cells as it is."""
    words = pd.api.types.infer_dtype(values, skipna=False) == "string"
    column = pd.Series(values, dtype="str" if words else "object")
    return cells.text(column) if words else column


def _header(rows: Sequence[Sequence[Any]]) -> tuple[list[str], int]:
    """Give the column names; a trailing column without name and without cells is none."""
    names = [cells.one_text(cell) for cell in rows[0]]
    while names and not names[-1] and not any(_at(row, len(names) - 1) for row in rows[1:]):
        names.pop()
    return [name or f"column {place}" for place, name in enumerate(names, 1)], len(names)


def _at(row: Sequence[Any], place: int) -> bool:
    return place < len(row) and cells.one_text(row[place]) != ""


def _refuse_twice(name: str, header: Sequence[str]) -> None:
    twice = [column for place, column in enumerate(header) if column in header[:place]]
    if twice:
        raise errors.DataError(
            f"{name} has {len(twice)} column name(s) more than once: "
            f"{errors.listed(dict.fromkeys(twice))}. Rename them in the file."
        )


def _refuse_ragged(
    name: str, body: Sequence[Sequence[Any]], lines: np.ndarray, wanted: int
) -> None:
    long = [place for place, row in enumerate(body) if any(map(_filled, row[wanted:]))]
    if long:
        values = [", ".join(map(str, body[place][wanted:])) for place in long]
        raise errors.bad_rows(
            name,
            f"must have at most the {wanted} cells of its header in every row",
            values,
            [int(lines[place]) for place in long],
            "A cell that holds the delimiter must be quoted; a further column needs a name.",
        )


def _filled(cell: object) -> bool:
    return cells.one_text(cell) != ""


def _from_frame(source: pd.DataFrame, name: str) -> Table:
    frame = (
        source.reset_index()
        if any(level is not None for level in source.index.names)
        else (source.reset_index(drop=True))
    )
    frame.columns = pd.Index([str(column).strip() for column in frame.columns], dtype="str")
    _refuse_twice(name, list(frame.columns))
    if not len(frame.columns) or not len(frame):
        raise errors.DataError(f"{name} is an empty table. Fill it, or leave it out.")
    lines = np.arange(1, len(frame) + 1, dtype=np.int64)
    return Table(frame, name, lines, "a DataFrame; lines count its rows from 1")
