"""Tables of works: one row per work, with its authors in one cell or in several columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Table
from netweave.ingest.works import works
from netweave.ingest.works.works import Author, Entry

SEVERAL = "one author or several: say separator="
# Each run of spaces is looked at once, from its first, however long it is.
_AND = re.compile(r"(?<!\s)\s+and\s+", re.IGNORECASE)
_AND_OR_COMMA = re.compile(r"(?:,|(?<!\s))\s+(?:and|&)\s+|,", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\s)\s*\(\d{5,}\)$")
Lists: TypeAlias = list[list[list[str]]]
_CLEAR = (";", "|")


@dataclass(frozen=True)
class Columns:
    """Which columns of a table say what.

    Parameters
    ----------
    work, time, doi : str or None
        Of the work.
    separator : str or None
        What stands between the authors of one cell; None: found out.
    authors : tuple of str
        One column that holds all authors, or one column each.
    orcid, email : tuple of str
        As ``authors``, in the same order; may be empty.
    """

    work: str | None
    time: str | None
    doi: str | None
    separator: str | None
    authors: tuple[str, ...]
    orcid: tuple[str, ...]
    email: tuple[str, ...]


def entries(
    table: Table,
    columns: Columns,
    dayfirst: bool | None,  # noqa: FBT001
) -> tuple[list[Entry], list[str]]:
    """Read one work from every row, and say how authors were told apart."""
    separator, said = _separator(table, columns)
    named = [_lists(table, column, columns, separator) for column in columns.authors]
    orcids, emails = (
        [_lists(table, column, columns, separator, blanks=True) for column in held]
        for held in (columns.orcid, columns.email)
    )
    moments, reasons = table.dates(columns.time, dayfirst)
    said += filter(None, [table.dates_note(columns.time, dayfirst=dayfirst).removeprefix("; ")])
    months = _months(table, columns.time)
    labels, dois = (table.text(part).fillna("").tolist() for part in (columns.work, columns.doi))
    times = [None if pd.isna(time) else time.to_pydatetime() for time in moments]
    rows = table.frame.itertuples(index=False, name=None)
    contents = ["\t".join(map(cells.one_text, row)) for row in rows]
    found, unpaired = [], 0
    doubt = partial(_Doubt, columns.separator is not None, len(columns.authors) > 1, separator)
    for row, line in enumerate(table.lines.tolist()):
        parts = [part for column in named for part in column[row]]
        keys = [_keys(row, named, held) for held in (orcids, emails)]
        unpaired += sum(key is None for key in keys)
        orcid, email = (key or [""] * len(parts) for key in keys)
        authors = tuple(
            author
            for part, one, other in zip(parts, orcid, email, strict=True)
            for author in _author(part, one, other, doubt=doubt(len(parts)))
        )
        key = labels[row] or works.bare_doi(dois[row]) or f"line {line}"
        facts = (int(months[row]), dois[row], contents[row])
        entry = works.entry_of(Entry(line, key, times[row], authors, "used", "", *facts))
        bad = str(reasons[row])
        found.append(works.refused(entry, bad) if bad and entry.fate == "used" else entry)
    if unpaired:
        said.append(f"{unpaired} cell(s) of keys ignored: not as many as authors")
    return found, said


def _months(table: Table, time: str | None) -> np.ndarray:
    """Say how many months each date leaves open."""
    if time is None or pd.api.types.is_datetime64_any_dtype(table.column(time).dtype):
        return np.zeros(len(table.frame), dtype=np.int64)
    months = pd.Series(cells.mapped(table.text(time), cells.open_months))
    return months.fillna(0).to_numpy(dtype=np.int64)


def _separator(table: Table, columns: Columns) -> tuple[str | None, list[str]]:
    """Give what stands between authors, and say what was found; None: nothing does."""
    if columns.separator is not None or len(columns.authors) > 1:
        return columns.separator, []
    held = table.text(columns.authors[0]).dropna()
    for mark in _CLEAR:
        if held.str.contains(mark, regex=False).any():
            return mark, [f"authors separated by {mark}"]
    if held.str.contains(_AND).any():
        return " and ", ["authors separated by the word and"]
    return None, ["one author in every cell"]


def _lists(
    table: Table, column: str, columns: Columns, separator: str | None, *, blanks: bool = False
) -> list[list[str]]:
    """Give the parts of every cell of a column."""
    alone = len(columns.authors) > 1 and columns.separator is None
    held = table.text(column).fillna("")
    return [[cell] if alone and cell else _parts(cell, separator, blanks=blanks) for cell in held]


def _parts(cell: str, separator: str | None, *, blanks: bool = False) -> list[str]:
    """Cut a cell into its parts; blank ones only count among keys, where order tells whose."""
    if separator is None:
        parts = [cell]
    elif separator == ",":
        parts = _whole(_AND_OR_COMMA.split(cell))
    elif separator.strip().casefold() == "and":
        parts = _AND.split(cell)
    else:
        parts = cell.split(separator)
    return [part.strip() for part in parts if part.strip() or (blanks and cell)]


def _whole(parts: Sequence[str]) -> list[str]:
    """Put "Jr." back behind the name that it belongs to."""
    found: list[str] = []
    for part in parts:
        if found and works.is_tail(part):
            found[-1] += f", {part.strip()}"
        else:
            found.append(part)
    return found


def _keys(row: int, named: Lists, held: Lists) -> list[str] | None:
    """Give each author of a row a key, column by column where there are as many columns."""
    pairs = [(names[row], keys[row]) for names, keys in zip(named, held, strict=False)]
    if len(named) != len(held):
        pairs = [([part for column in named for part in column[row]],
                  [part for column in held for part in column[row]])]  # fmt: skip
    paired = [_paired(names, keys) for names, keys in pairs]
    return None if None in paired else [key for keys in paired for key in keys or []]


def _paired(authors: Sequence[str], keys: Sequence[str]) -> list[str] | None:
    """Give each author a key; None where there are keys, but not as many as authors."""
    if not any(keys):
        return [""] * len(authors)
    kept = keys[:-1] if len(keys) > len(authors) and not keys[-1] else keys
    return list(kept) if len(kept) == len(authors) else None


@dataclass(frozen=True)
class _Doubt:
    """Whether a name may be a list of names.

    Parameters
    ----------
    said : bool
        Whether the caller said what stands between authors; then nothing is in doubt.
    columns : bool
        Whether every author has a column.
    separator : str or None
        What was found between authors.
    parts : int
        How many names the row has.
    """

    said: bool
    columns: bool
    separator: str | None
    parts: int

    def of(self, name: str) -> bool:
        """Find marks left over, an "and", or a comma that may not be that of "Last, First"."""
        if self.said:
            return False
        clear = self.columns or self.separator in _CLEAR
        heads = [one.split() for one in name.split(",") if one.strip() and not works.is_tail(one)]
        return (
            any(mark in name for mark in (*_CLEAR, " & "))
            or len(heads) > 2
            or ((self.columns or self.parts == 1) and bool(_AND.search(name)))
            or (not clear and len(heads) == 2 and min(map(len, heads)) > 1)
        )


def _author(part: str, orcid: str, email: str, *, doubt: _Doubt) -> list[Author]:
    """Read one name, unless it may be several."""
    name = _NUMBER.sub("", part)
    if doubt.of(name):
        return [Author(works.clean(name[: works.SHOWN]), why=SEVERAL)]
    return works.written(name, orcid, email)
