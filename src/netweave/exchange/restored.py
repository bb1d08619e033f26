"""From plain rows and notes back to the tables they were, with the same dtypes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

from netweave import errors
from netweave.exchange.portable import DTYPES, ENDS, Portable, Row, Types
from netweave.network import Network


def from_notes(notes: Any) -> pd.DataFrame | None:
    """Give the table that notes hold."""
    return None if notes is None else frame_of(notes["rows"], notes["types"])


def frame_of(rows: Sequence[Row], types: Types) -> pd.DataFrame:
    """Build a table from plain rows; columns that no type is noted for come last, as they are."""
    names = [*types, *dict.fromkeys(name for row in rows for name in row if name not in types)]
    columns = {name: _column([row.get(name) for row in rows], types.get(name)) for name in names}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(rows)))


def _column(cells: list[Any], kind: Any) -> pd.Series:
    """Give the cells of a column in the dtype that was noted."""
    if isinstance(kind, dict):
        words = [None if cell is None else str(cell) for cell in cells]
        known = [*kind["category"], *dict.fromkeys(w for w in words if w is not None)]
        ordered = bool(kind.get("ordered"))
        return pd.Series(pd.Categorical(words, list(dict.fromkeys(known)), ordered=ordered))
    if kind == "str":
        return pd.Series([None if cell is None else str(cell) for cell in cells], dtype="str")
    column = pd.Series(cells, dtype="object").infer_objects()
    if kind is None or not DTYPES.fullmatch(kind):
        return column
    if kind.startswith("datetime"):
        aware = ", " in kind
        return _cast(pd.Series(pd.to_datetime(column, format="ISO8601", utc=aware)), kind)
    return _numbers(column, kind)


def _numbers(column: pd.Series, kind: str) -> pd.Series:
    """Give numbers, or yes and no, in their dtype; where some are missing, in one that can be."""
    if "bool" in kind:
        words = {"true": True, "false": False, "1": True, "0": False, "1.0": True, "0.0": False}
        flags = column.map(lambda cell: None if pd.isna(cell) else words[str(cell).casefold()])
        return _cast(flags, "boolean" if column.isna().any() else kind)
    numbers = pd.to_numeric(column)
    if column.isna().any() and kind.startswith(("int", "uint")):
        kind = f"UI{kind[2:]}" if kind.startswith("u") else f"I{kind[1:]}"
    return _cast(numbers, kind)


def _cast(column: Any, kind: str) -> pd.Series:
    cast: pd.Series = column.astype(kind)
    return cast


def assembled(content: Portable, name: str) -> Network:
    """Build the network from plain rows and the notes; ``name`` is the file, for messages."""
    about = content.about
    try:
        numbers = about["ids"] == "number"
        known, read = ("int64", int) if numbers else ("str", str)
        ids = [read(who) for who, _ in content.people]
        ends = [
            [read(one) for one, _, _ in content.ties],
            [read(one) for _, one, _ in content.ties],
        ]
        people = frame_of([row for _, row in content.people], about["people"])
        people.index = pd.Index(ids, dtype=known, name="person")
        ties = frame_of([row for _, _, row in content.ties], about["ties"])
        for role, who in zip(ENDS, ends, strict=True):
            ties[role] = pd.Series(who, dtype=known)
        tables = {part: from_notes(about[part]) for part in ("kinds", "waves", "roster", "unasked")}
        waves = tables["waves"]
        if waves is None or not len(waves):
            tables["waves"] = None
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        raise errors.notes_changed(name, fault) from fault
    return Network(people, ties, **tables)


def parsed_notes(text: object, name: str) -> Row | None:
    """Read the notes in a file; None where they are no notes of netweave."""
    if not isinstance(text, str):
        return None
    try:
        notes = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise errors.notes_changed(name, fault) from fault
    if not isinstance(notes, dict) or notes.get("program") != "netweave":
        return None
    return notes
