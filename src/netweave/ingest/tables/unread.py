"""Columns that are called like an argument of a reader and were not named: said, never guessed."""

from __future__ import annotations

from collections.abc import Iterable

from netweave import errors
from netweave.ingest.tables.table import Rows, Table

PEOPLE = frozenset({
    "consent", "role", "wave", "left", "joined", "eligible", "convener", "state", "date", "time",
})  # fmt: skip
ANSWERS = frozenset({"state", "level", "direction"})


def unread(table: Table, words: frozenset[str], named: Iterable[object], rows: Rows = None) -> str:
    """Name the columns that bear a reserved name, whatever its case, and were not asked for.

    Examples
    --------
    >>> import pandas as pd
    >>> from netweave.ingest.tables.reading import read_table
    >>> table = read_table(pd.DataFrame({"id": ["p1"], "Consent": ["no"], "Role": ["x"]}))
    >>> unread(table, PEOPLE, ["id", "Role"])
    "columns not read: 'Consent'; name them if they were meant"
    """
    taken = set(rows or {})
    for one in named:
        taken.update([one] if isinstance(one, str) else one if isinstance(one, Iterable) else [])
    left = [
        str(column)
        for column in table.frame.columns
        if str(column).strip().casefold() in words and column not in taken
    ]
    return f"columns not read: {errors.listed(left)}; name them if they were meant" if left else ""
