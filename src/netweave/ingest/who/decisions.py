"""What a person decided in a crosswalk: accepted, rejected, another candidate, or not yet."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from html import escape
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from netweave import errors
from netweave.ingest import safe
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Table

ACCEPT = frozenset({"accept", "accepted", "yes", "y", "ok"})
REJECT = frozenset({"reject", "rejected", "no", "n", "nobody"})
PERSON, ORGANIZATION = "person", "organization"
WHATS = (PERSON, ORGANIZATION)
ACCEPTED, REJECTED, OPEN, TYPED = "accepted", "rejected", "undecided", "written"
CANDIDATES = ("suggested", "second", "third")
_PLACES = {"1": "suggested", "2": "second", "3": "third"}
COLUMNS = (
    "what", "as_written", "source", "rows", "reason",
    *(f"{which}_{part}" for which in CANDIDATES for part in ("id", "name", "score")),
    "decision", "note",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Crosswalk:
    """Names that wait for a decision, with the people they may mean.

    Parameters
    ----------
    table : DataFrame
        One row per spelling and file: what (person or organization), as_written, source, rows,
        reason, up to three candidates (id, name and score each), decision and note.

    Examples
    --------
    >>> import pandas as pd
    >>> Crosswalk(pd.DataFrame({"as_written": ["Ana Ruis", "Bo"], "decision": ["accept", None]}))
    <Crosswalk: 2 names to decide (1 decided)>
    """

    table: pd.DataFrame

    @property
    def undecided(self) -> int:
        """How many rows wait for a decision."""
        return int(cells.text(self.table["decision"]).isna().sum())

    def __repr__(self) -> str:
        count = len(self.table)
        noun = "name" if count == 1 else "names"
        return f"<Crosswalk: {count} {noun} to decide ({count - self.undecided} decided)>"

    def _repr_html_(self) -> str:
        shown = safe.shown(self.table).to_html(index=False, na_rep="", max_rows=60)
        return f"<p>{escape(repr(self))}</p>{shown}"

    def to_csv(self, path: str | PathLike[str]) -> Path:
        """Write the table to a file that a person edits and ``aliases=`` takes.

        Parameters
        ----------
        path : path
            The file. It is replaced: give the earlier one as ``decisions=`` to ``nw.crosswalk``.

        Returns
        -------
        Path
            The file written. Cells that a spreadsheet would take for a formula get an apostrophe.

        Raises
        ------
        ArgumentError
            If the folder of the file does not exist.
        DataError
            If the file cannot be written.
        """
        with safe.writing(path) as place:
            table = safe.spreadsheet_safe(self.table)
            table.to_csv(place, index=False, encoding="utf-8-sig")
        return Path(path)


def is_crosswalk(table: Table) -> bool:
    """Say whether a table of other spellings is a crosswalk: it has a column decision."""
    return "decision" in table.frame.columns


def rows_of(table: Table) -> pd.DataFrame:
    """Give the rows of a crosswalk as text, apostrophes of spreadsheets undone."""
    table.has("as_written", "decision")
    columns = {}
    for column in COLUMNS:
        values = table.text(column if column in table.frame.columns else None)
        columns[column] = values.map(safe.unprotected, na_action="ignore").astype("str")
    rows = pd.DataFrame(columns).astype("str")
    rows["what"] = rows["what"].fillna(PERSON).str.casefold()
    unknown = rows.index[~rows["what"].isin(WHATS)]
    if len(unknown):
        raise errors.bad_rows(
            table.name,
            "must say person or organization in the column what",
            list(rows["what"][unknown]),
            [int(table.lines[place]) for place in unknown],
            "Leave it blank for a person.",
        )
    return rows


def decided(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Say per row what was decided and who is meant: columns state and meant."""
    states, meant = [], []
    for line, row in zip(table.lines.tolist(), rows.to_dict("records"), strict=True):
        state, who = _one(row)
        if state == ACCEPTED and who == "":
            word, text = str(row["decision"]), cells.one_text(row["as_written"])
            raise errors.no_such_candidate(table.name, line, word, text)
        states.append(state)
        meant.append(who or None)
    return pd.DataFrame({
        "state": pd.Series(states, dtype="str"),
        "meant": pd.Series(meant, dtype="str"),
        "number": rows["decision"].isin(list(_PLACES)).to_numpy(),
    })


def _one(row: Mapping[Hashable, Any]) -> tuple[str, str]:
    """Give the state of one row, and the id, name or spelling that is meant."""
    word = cells.one_text(row["decision"])
    short = word.casefold()
    if not word:
        return OPEN, ""
    if short in REJECT:
        return REJECTED, ""
    part = "id" if row["what"] == PERSON else "name"
    if short in ACCEPT:
        return ACCEPTED, cells.one_text(row[f"suggested_{part}"])
    if short in _PLACES:
        return ACCEPTED, cells.one_text(row[f"{_PLACES[short]}_{part}"])
    return TYPED, word
