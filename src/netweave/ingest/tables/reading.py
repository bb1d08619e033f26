"""Any file of rows and columns → one table whose rows know their line in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.tables import (
    cells,
    columns,
    datafiles,
    formats,
    frames,
    textfiles,
    workbooks,
)
from netweave.ingest.tables.headers import SURVEYMONKEY, Header, header_of, left_out_of, not_answers
from netweave.ingest.tables.table import Aside, Rows, Table, TextWords

Source: TypeAlias = "str | PathLike[str] | pd.DataFrame | Table"
__all__ = ["TEXT_SUFFIXES", "Aside", "Rows", "Source", "Table", "existing", "read_table"]
TEXT_SUFFIXES = formats.TEXT
HEAD = 30
LONG_PATH = 400
FRAME = "a DataFrame; lines count its rows from 1"
_UNNAMED = re.compile(r"Unnamed: \d+(_level_\d+)?")


def read_table(
    source: Source,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    name: str = "table",
    header: int | None = None,
    delimiter: str | None = None,
) -> Table:
    """Read a text file, a workbook, a Parquet or SPSS file, or take a DataFrame, as one table.

    What was detected stands in the table's ``note`` and can be overridden here; every reader takes
    the table in place of the file.

    Text files are read as text throughout: an id 007 stays 007. The encoding is taken from the
    byte order mark, else UTF-8, else Windows-1252 with a note; UTF-16 without a mark is seen by
    its zero bytes. The delimiter (comma, semicolon, tab, vertical bar) is the one under which most
    rows are equally wide. The header is the first row that is no title above the table; the two or
    three header rows of survey tools are read as such, and the question texts kept as ``labels``.
    Rows without any cell are passed over. In SPSS files the words of coded values are kept, and
    the codes that the file declares missing are missing.

    Parameters
    ----------
    source : path, DataFrame or Table
        A file ending in csv, tsv, tab, txt, xlsx, xlsm, xlsb, xls, ods, parquet, sav or zsav, a
        DataFrame, or a table that was read before.
    sheet : str, optional
        The sheet of a workbook; the first one if left out.
    encoding : str, optional
        The encoding of a text or SPSS file.
    rows : mapping of str to str or list of str, optional
        Column → what it must hold for a row to be asked for; the others are set aside.
    name : str, default "table"
        What messages call a DataFrame.
    header : int, optional
        The line of the header, as a person counts lines or sheet rows; found if left out.
    delimiter : str, optional
        What separates the cells of a text file: "," ";" "|" or a tab; found if left out.

    Returns
    -------
    Table
        The rows, and for each its line as a person counts them in the file.

    Raises
    ------
    DataError
        If the file does not exist, is empty, has no row under its header, is not what its name
        says, repeats a column name, or has rows with more cells than the header.
    ArgumentError
        If an argument is none that the source can take.
    MissingExtraError
        If the package that reads such a file is not installed.

    Examples
    --------
    >>> import pandas as pd
    >>> table = read_table(pd.DataFrame({"id": ["p1", "p2"]}), name="roster")
    >>> table, table.lines.tolist()
    (<Table roster: 2 rows, 1 columns>, [1, 2])
    >>> read_table(table, rows={"id": "p2"}).lines.tolist()
    [2]
    """
    asked = {"sheet": sheet, "encoding": encoding, "header": header, "delimiter": delimiter}
    if header is not None and (isinstance(header, bool) or not isinstance(header, int)):
        raise errors.setting_out_of_range("header", "must be a line number, 1 or above", header)
    if delimiter is not None and delimiter not in textfiles.DELIMITERS:
        raise errors.not_one_of("delimiter", textfiles.DELIMITERS, delimiter)
    if isinstance(source, pd.DataFrame | Table):
        _refuse_options(asked)
        table = source if isinstance(source, Table) else _answers_only(_from_frame(source, name))
        return table.only(rows)
    path = existing(source)
    _refuse_other_options(path, asked)
    try:
        return _answers_only(_from_file(path, sheet, encoding, header, delimiter)).only(rows)
    except OSError as fault:
        raise errors.cannot_be_opened(path.name, fault.strerror or str(fault)) from fault


def _answers_only(table: Table) -> Table:
    """Set aside the previews and tests of a survey, which are nobody's answers."""
    if not table.tool:
        return table
    reasons = not_answers(table.frame, table.tool)
    none = reasons != ""
    if not none.any():
        return table
    if none.all():
        raise errors.no_answers(table.name, len(none), str(reasons[0]))
    words = dict.fromkeys(reasons[none])
    asides = tuple(Aside(table.lines[reasons == word], str(word)) for word in words)
    frame = table.frame[~none].reset_index(drop=True)
    return replace(table, frame=frame, lines=table.lines[~none], aside=(*table.aside, *asides))


def _refuse_options(asked: Mapping[str, object]) -> None:
    """Refuse what only a file can take."""
    given = [option for option, value in asked.items() if value is not None]
    if given:
        raise errors.ArgumentError(
            f"{given[0]}= says how to read a file, and the source is already a table. "
            f"Give {given[0]}= to read_table together with the path."
        )


def _refuse_other_options(path: Path, asked: Mapping[str, object]) -> None:
    """Refuse an option that means nothing for this sort of file."""
    suffix = path.suffix.casefold()
    takes = {"sheet": formats.WORKBOOKS, "delimiter": formats.TEXT,
             "encoding": (*formats.TEXT, *formats.SPSS),
             "header": (*formats.TEXT, *formats.WORKBOOKS)}  # fmt: skip
    if suffix not in formats.EVERY:
        return
    for option, suffixes in takes.items():
        if asked[option] is not None and suffix not in suffixes:
            raise errors.ArgumentError(
                f"{option}= means nothing for {path.name}; it is for files ending in "
                f"{errors.listed(suffixes, 12)}. Leave it out."
            )


def _from_file(
    path: Path, sheet: str | None, encoding: str | None, header: int | None, delimiter: str | None
) -> Table:
    suffix = path.suffix.casefold()
    if suffix in formats.WORKBOOKS:
        label, rows, lines = workbooks.sheet_rows(path, sheet)
        untold = f"; failed formulas of {suffix} files read as blank"
        note = f"read from {label}{untold if suffix in workbooks.UNTOLD else ''}"
        return _from_cells(label, rows, lines, note, header)
    if suffix in formats.TEXT:
        return _from_text(path, encoding, header, delimiter)
    if suffix in formats.PARQUET:
        read = datafiles.parquet(path)
        return _from_frame(read.frame, path.name, read.note)
    if suffix in formats.SPSS:
        return _from_spss(path, datafiles.spss(path, encoding))
    raise errors.unknown_suffix(path.name, formats.EVERY, *formats.what_is(path))


def _from_text(
    path: Path, encoding: str | None, header: int | None, delimiter: str | None
) -> Table:
    """Read a text file, at speed where its bytes show that this is sure."""
    with path.open("rb") as file:
        codec, note = textfiles.encoding_of(file, path.name, encoding)
    with textfiles.opened(path, codec) as text:
        chosen = delimiter or textfiles.delimiter_of(text.read(textfiles.SAMPLE_SIZE))
    note += f"; cells separated by {textfiles.DELIMITERS[chosen]}"
    with textfiles.opened(path, codec) as text:
        stream = textfiles.rows_of(text, path.name, chosen)
        head, stream = _head(stream, path.name, header)
        found = _header(path.name, head, header)
        width, body = len(found.names), head[found.body :]
        read = None
        if body and path.stat().st_size > columns.LARGE:
            read = columns.quick(path, codec, chosen, body[0][0], width)
        if read is None:
            read = columns.exact(chain(body, stream), path.name, width)
    names = _named(path.name, found.names, [read.blank(place) for place in range(width)])
    series = {called: read.series(place) for place, called in enumerate(names)}
    frame = pd.DataFrame(series, copy=False)
    words = {called: read.coded(place) for place, called in enumerate(names)}
    table = _table(frame, path.name, read.lines, note, found)
    return replace(table, words=TextWords(frame, words))


def _head(
    stream: Iterator[tuple[int, list[Any]]], name: str, header: int | None
) -> tuple[list[tuple[int, list[Any]]], Iterator[tuple[int, list[Any]]]]:
    """Take the rows in which the header is looked for: the first, or from the line named on."""
    if header is None:
        head = list(islice(stream, HEAD))
        if not head:
            raise errors.DataError(f"{name} is empty. Export it again, or leave it out.")
        return head, stream
    passed: list[int] = []
    for line, row in stream:
        passed.append(line)
        if line == header:
            return [(line, row), *islice(stream, HEAD - 1)], stream
        if line > header:
            break
    raise errors.no_such_header(name, header, passed[-3:])


def _header(name: str, head: Sequence[tuple[int, Sequence[Any]]], asked: int | None) -> Header:
    """Find the header, and say in which line it is unless it is the first."""
    rows = _titles_padded(head)
    frames.refuse_wide(name, max(map(len, rows)))
    found = header_of(rows, None if asked is None else 0)
    first = next(
        (line for line, row in head[: found.body] if _starts(row, found.names)),
        head[found.body - 1][0],
    )
    said = [f"header in line {first}"] if first > 1 or asked else []
    return replace(found, note="; ".join([*said, *([found.note] if found.note else [])]))


def _starts(row: Sequence[Any], names: Sequence[str]) -> bool:
    return [cells.one_text(cell) for cell in row[:2]] == list(names[:2])


def _titles_padded(head: Sequence[tuple[int, Sequence[Any]]]) -> list[Sequence[Any]]:
    """Make lone cells above the first blank line as wide as the table: they are its title."""
    rows = [row for _, row in head]
    wide = max(map(len, rows))
    for place, (line, row) in enumerate(head[:-1]):
        if sum(map(_filled, row)) != 1:
            break
        if head[place + 1][0] > line + 1 + sum(str(cell).count("\n") for cell in row):
            titles = [[*row, *([""] * (wide - len(row)))] for row in rows[: place + 1]]
            return [*titles, *rows[place + 1 :]]
    return rows


def _named(name: str, names: Sequence[str], blank: Sequence[bool]) -> list[str]:
    """Give the column names; a trailing column without name and without cells is none."""
    count = len(names)
    while count and not names[count - 1] and blank[count - 1]:
        count -= 1
    called = [text or f"column {place}" for place, text in enumerate(names[:count], 1)]
    _refuse_twice(name, called)
    return called


def _table(frame: pd.DataFrame, name: str, lines: np.ndarray, note: str, found: Header) -> Table:
    """Give the table under a header, or say that there is nothing under it."""
    if not len(frame):
        other = (
            " The workbook has other sheets: name one with sheet=." if ", sheet '" in name else ""
        )
        raise errors.DataError(
            f"{name} has a header ({errors.listed(frame.columns)}) and no row under it.{other} "
            "Export it again, or leave it out."
        )
    note = f"{note}; {found.note}" if found.note else note
    labels = {column: text for column, text in found.labels.items() if column in frame.columns}
    left_out = tuple(column for column in found.left_out if column in frame.columns)
    return Table(frame, name, lines, note, (), labels, found.tool, left_out)


def _from_cells(
    name: str,
    rows: Sequence[list[Any]],
    lines: np.ndarray,
    note: str,
    header: int | None,
) -> Table:
    """Give typed cells as a table."""
    head, rest = _head(iter(zip(lines.tolist(), rows, strict=True)), name, header)
    found = _header(name, head, header)
    body = [*head[found.body :], *rest]
    width = max(len(found.names), max((len(row) for _, row in body), default=0))
    grid = np.empty((len(body), width), dtype=object)
    for place, (_, row) in enumerate(body):
        grid[place, : len(row)] = row
    blank = [not any(map(_filled, grid[:, place])) for place in range(width)]
    names = _named(name, [*found.names, *([""] * (width - len(found.names)))], blank)
    frame = {called: _typed(grid[:, place]) for place, called in enumerate(names)}
    return _table(pd.DataFrame(frame), name, np.array([line for line, _ in body]), note, found)


def _typed(values: np.ndarray) -> pd.Series:
    """Give a column of text as text, and a column of typed cells as it is."""
    words = pd.api.types.infer_dtype(values, skipna=False) == "string"
    column = pd.Series(values, dtype="str" if words else "object")
    return cells.text(column) if words else column


def _filled(cell: object) -> bool:
    return cells.one_text(cell) != ""


def existing(source: object) -> Path:
    """Give the path of a source, or say that there is no such file."""
    if not isinstance(source, str | PathLike):
        raise errors.ArgumentError(
            f"source must be a path or a DataFrame, got {type(source).__name__}. "
            "Convert other tables with pandas.DataFrame first."
        )
    path = Path(source)
    try:
        folder, found = path.is_dir(), path.is_file()
        near = [] if found or not path.parent.is_dir() else list(path.parent.glob("*"))
    except PermissionError as fault:
        raise errors.cannot_be_opened(path.name, str(fault.strerror)) from fault
    except (OSError, ValueError):
        folder, found, near = False, False, []
    if folder:
        raise errors.DataError(f"{path} is a folder, not a file. Name the file in it.")
    if not found:
        shown = str(path) if len(str(path)) <= LONG_PATH else f"{str(path)[:80]}…"
        raise errors.missing_file(shown, path.name[:LONG_PATH], [other.name for other in near])
    return path


def _refuse_twice(name: str, header: Sequence[str]) -> None:
    twice = [column for column, count in Counter(header).items() if count > 1]
    if twice:
        raise errors.DataError(
            f"{name} has {len(twice)} column name(s) more than once: "
            f"{errors.listed(twice)}. Rename them in the file."
        )


def _from_frame(source: pd.DataFrame, name: str, note: str = FRAME) -> Table:
    """Take a frame as a table; the further header rows of survey tools are no records."""
    frames.refuse_wide(name, len(source.columns))
    named = any(level is not None for level in source.index.names)
    frame = source.reset_index(drop=not named, allow_duplicates=True)
    called = frames.names_of(frame, name)
    frame = frames.readable(frame, called, name)
    blank = ["" if _UNNAMED.fullmatch(column) else column for column in called]
    first = frame.head(HEAD - 1).astype("object").to_numpy().tolist()
    found = header_of([blank, *first], 0) if called else Header([], 1)
    skipped = found.body - 1 if _surely(found, first) else 0
    called = [cells.writable(column) for column in found.names] if skipped else called
    frame.columns = pd.Index(called, dtype="str")
    left_out = left_out_of(frame.columns, found.tool)
    found = replace(found, labels=found.labels if skipped else {}, left_out=left_out)
    _refuse_twice(name, list(frame.columns))
    if not len(frame.columns) or len(frame) <= skipped:
        raise errors.DataError(f"{name} is an empty table. Fill it, or leave it out.")
    lines = np.arange(1 + skipped, len(frame) + 1, dtype=np.int64)
    frame = frame.iloc[skipped:].reset_index(drop=True) if skipped else frame
    return _table(frame, name, lines, note, found)


def _surely(found: Header, first: Sequence[Sequence[Any]]) -> bool:
    """Say whether the first records of a frame are header rows beyond doubt."""
    under = [cells.one_text(cell) for row in first[: found.body - 1] for cell in row]
    return found.tool == SURVEYMONKEY or any('"ImportId"' in text for text in under)


def _from_spss(path: Path, read: datafiles.Read) -> Table:
    """Take an SPSS file as a table; its question texts stand in place of a second header row."""
    texts = [read.labels.get(str(column), "") for column in read.frame.columns]
    found = header_of([list(read.frame.columns), texts], 0)
    table = _from_frame(read.frame, path.name, read.note)
    left_out = left_out_of(table.frame.columns, found.tool)
    return replace(table, labels=read.labels, tool=found.tool, left_out=left_out)
