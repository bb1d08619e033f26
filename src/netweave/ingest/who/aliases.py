"""Other spellings of people: alias files, crosswalks, columns of the roster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave.ingest.fates import Fates, Mentions, mentions
from netweave.ingest.safe import plain, written
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Source, read_table
from netweave.ingest.who import decisions
from netweave.ingest.who.decisions import Crosswalk

AliasSource: TypeAlias = "Source | Crosswalk"


@dataclass(frozen=True)
class Aliases:
    """Other ways in which people are written, and whom they mean.

    Parameters
    ----------
    file : str
        What the file is called.
    as_written : Series of str
        The spelling found in the records.
    person : Series of str
        The id of the person meant, or the name as the roster writes it.
    source : Series of str
        The file the spelling belongs to; missing: every file.
    line : array of int
        The line of each.
    listed : bool, default True
        Whether its rows are counted in the ledger: True for a file, False for a roster's column.
    crosswalk : DataFrame or None
        The rows of a crosswalk with what was decided (columns state, meant and number).
    """

    file: str
    as_written: pd.Series
    person: pd.Series
    source: pd.Series
    line: np.ndarray
    listed: bool = True
    crosswalk: pd.DataFrame | None = None

    def __repr__(self) -> str:
        return f"<Aliases {plain(self.file)}: {len(self.line)} rows>"

    def state(self, row: int) -> str:
        """Say what was decided in a row; rows of a plain table of aliases are accepted."""
        return decisions.ACCEPTED if self.crosswalk is None else str(self.crosswalk["state"][row])

    def about_people(self, row: int) -> bool:
        """Say whether a row is about a person."""
        return self.crosswalk is None or self.crosswalk["what"][row] == decisions.PERSON

    def place(self, row: int) -> str:
        """Say where a row stands."""
        told = ": accepted" if self.crosswalk is not None else ""
        return f"{self.file} line {self.line[row]}{told}"


def read_aliases(source: AliasSource) -> Aliases:
    """Read a table with the columns as_written and person, and maybe source; or a crosswalk."""
    if isinstance(source, Crosswalk):
        table = read_table(source.table, name="crosswalk")
    else:
        table = read_table(source, name="aliases")
    if decisions.is_crosswalk(table):
        rows = decisions.rows_of(table)
        rows = pd.concat([rows, decisions.decided(table, rows)], axis=1)
        written, meant, limit = rows["as_written"], rows["meant"], rows["source"]
        return Aliases(table.name, written, meant, limit, table.lines, crosswalk=rows)
    table.has("as_written", "person")
    limited = "source" if "source" in table.frame.columns else None
    return Aliases(
        table.name,
        table.text("as_written"),
        table.text("person"),
        table.text(limited),
        table.lines,
    )


def key_of(table: Aliases, row: int) -> tuple[str, str]:
    """Give the file that a row is limited to, "" for none, and the spelling."""
    limit = table.source.iloc[row]
    return ("" if pd.isna(limit) else written(str(limit))), str(table.as_written.iloc[row])


def split_column(values: pd.Series, people: pd.Series, lines: np.ndarray, file: str) -> Aliases:
    """Take a roster's column of other spellings, several in a cell separated by ; or |."""
    parts = values.str.split(r"[;|]", regex=True).explode()
    parts = cells.text(parts).set_axis(parts.index)
    parts = parts[parts.notna() & people.reindex(parts.index).notna()]
    rows = parts.index.to_numpy()
    blank = pd.Series(np.full(len(parts), np.nan), dtype="str")
    return Aliases(
        f"{file}, other spellings",
        parts.reset_index(drop=True),
        people.iloc[rows].reset_index(drop=True),
        blank,
        lines[rows],
        listed=False,
    )


def mentions_of(tables: list[Aliases], settled: list[Fates]) -> list[Mentions]:
    """Give alias files as mentions: used where a record needed them."""
    return [
        mentions(table.file, table.line, "alias", table.as_written, fates)
        for table, fates in zip(tables, settled, strict=True)
        if table.listed
    ]


def unused(tables: list[Aliases], settled: list[Fates], used: list[set[int]]) -> pd.DataFrame:
    """List the rows of alias files that no record needed."""
    frames = [pd.DataFrame(columns=["file", "line", "as_written", "person"])]
    for table, fates, needed in zip(tables, settled, used, strict=True):
        rows = [row for row in np.flatnonzero(fates.open).tolist() if row not in needed]
        if table.listed:
            frames.append(
                pd.DataFrame({
                    "file": table.file,
                    "line": table.line[rows],
                    "as_written": table.as_written.iloc[rows].to_numpy(),
                    "person": table.person.iloc[rows].to_numpy(),
                })
            )
    return pd.concat(frames[1:] or frames, ignore_index=True)
