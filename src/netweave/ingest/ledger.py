"""What became of every row: the account of all files, down to the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.ingest.fates import (
    MISSING_PERSON,
    ROW_FATES,
    UNMATCHED,
    Mentions,
    assembled,
    row_fates,
)
from netweave.ingest.safe import folder_at, lines_in_words, plain, spreadsheet_safe, writing

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

MERGES = ("as_written", "file", "person", "how", "count", "lines")
WAITING = ("wave", "kind", "person", "state")


def _no_answers() -> pd.DataFrame:
    return pd.DataFrame(columns=["file", "wave", "kind", "respondent", "count"])


@dataclass(frozen=True, repr=False)
class Ledger:
    """What was used, merged and refused, file by file, down to the line.

    Parameters
    ----------
    parts : sequence of Mentions
        Every mention of every file, settled; a file whose rows are not all asked for has several
        parts.
    reports : DataFrame
        The survey answers that became ties, before two reports of one tie were reconciled.
    outside : mapping of str to int
        Per file, how many used mentions lie outside every wave's window.
    coarse : mapping of str to int
        Per file, how many of those lie outside because their date is a month or a year that
        crosses the edge of a wave.
    unused_aliases : DataFrame
        Rows of alias files that no record needed.
    reading : mapping of str to str
        Per file, what was detected when it was read.
    departed : mapping of str to int
        Per file, how many used mentions are of people who had left by the end of the wave of the
        event: they count in the event and in ``affiliations``, and enter no tie of that wave.
    unusable_answers : DataFrame
        Answers that named somebody and could not be used, so that whom they meant looks like
        somebody not named: file, wave, kind, respondent, count.
    affiliations : Affiliations or None
        The sessions and works that were woven, with the people who took part.
    find_merges : function or None
        Makes ``merges`` from ``records``.
    waiting : DataFrame
        Who stands in a survey's file and has not answered: wave, kind, person, state.
    items : DataFrame
        Answers to items of a scale as given: index wave and person, one column per item.
    item_facts : DataFrame
        Per item its question, range, words, and whether it is worded the other way round.
    silenced : int
        How many people lost more than half of their answers and count as not having answered.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> roster = nw.read_people(pd.DataFrame({"id": ["p1", "p2"]}), id="id")
    >>> log = pd.DataFrame({"who": ["p1", "P2", "p9"], "session": ["s1", "s1", "s1"]})
    >>> net = nw.weave(roster, nw.read_attendance(log, person="who", event="session"))
    >>> net.report.files[["rows", "used", "refused"]].loc["attendance"].tolist()
    [3, 2, 1]
    >>> net.report.unmatched[["as_written", "count"]].values.tolist()
    [['p9', 1]]
    """

    parts: Sequence[Mentions]
    reports: pd.DataFrame
    outside: Mapping[str, int] = field(default_factory=dict)
    unused_aliases: pd.DataFrame = field(default_factory=pd.DataFrame)
    reading: Mapping[str, str] = field(default_factory=dict)
    departed: Mapping[str, int] = field(default_factory=dict)
    unusable_answers: pd.DataFrame = field(default_factory=_no_answers)
    affiliations: Affiliations | None = None
    find_merges: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    waiting: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(WAITING)))
    items: pd.DataFrame = field(default_factory=pd.DataFrame)
    item_facts: pd.DataFrame = field(default_factory=pd.DataFrame)
    silenced: int = 0
    coarse: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def records(self) -> pd.DataFrame:
        """One row per mention (index ``record``): file, row, line, mention, fate, reason, value.

        ``value`` is missing where it would name somebody who declined, and in the rest of a row
        whose respondent declined: the counts stay, and nobody is named.
        """
        return assembled(self.parts)

    @cached_property
    def merges(self) -> pd.DataFrame:
        """Texts read as a person whom the roster writes in another way.

        Columns as_written, file, person, how (the line of an alias file or crosswalk; spelling;
        address; the name beside an id that is nobody's), count and lines. Taking out that line, or
        a reject in the crosswalk, undoes it.
        """
        if self.find_merges is None:
            return pd.DataFrame(columns=list(MERGES))
        return self.find_merges(self.records)

    @cached_property
    def files(self) -> pd.DataFrame:
        """Per file: rows, and how many were used, used in part, merged and refused."""
        names = list(dict.fromkeys(part.file for part in self.parts))
        rows = [row_fates([part for part in self.parts if part.file == name]) for name in names]
        index = pd.Index(names, dtype="str", name="file")
        counts = pd.DataFrame(rows, index=index, columns=pd.Index(ROW_FATES), dtype="int64")
        counts.insert(0, "rows", counts.sum(axis=1))
        return counts

    @cached_property
    def refused(self) -> pd.DataFrame:
        """The mentions that were refused."""
        return assembled(self.parts, [part.fates.fate == 2 for part in self.parts])

    @cached_property
    def reasons(self) -> pd.Series:
        """How often each reason was given, merged and refused together."""
        counts: dict[str, int] = {}
        for part in self.parts:
            given = np.bincount(part.fates.reason, minlength=len(part.fates.words)).tolist()
            for word, count in zip(part.fates.words, given, strict=True):
                counts[word] = counts.get(word, 0) + count
        found = sorted((-count, word) for word, count in counts.items() if word and count)
        index = pd.Index([word for _, word in found], dtype="str", name="reason")
        return pd.Series([-count for count, _ in found], index, dtype="int64", name="count")

    @cached_property
    def unmatched(self) -> pd.DataFrame:
        """Names that fit nobody in the roster: as written, file, reason, count, lines.

        "(blank)" stands for a blank cell, "(withheld)" for what a person who declined wrote.
        """
        lost = self.refused
        lost = lost[lost["reason"].isin(UNMATCHED)]
        parts = ["value", "file", "reason"]
        lost = lost.astype(dict.fromkeys(parts, "str"))
        blank = lost["reason"] == MISSING_PERSON
        lost["value"] = lost["value"].mask(lost["value"].isna() & ~blank, "(withheld)")
        lost = lost.fillna({"value": "(blank)"})
        groups = lost.groupby(parts, sort=False)["line"]
        table = groups.agg(count="size", lines=lambda at: lines_in_words(list(at))).reset_index()
        return table.rename(columns={"value": "as_written"}).sort_values(
            ["count", "as_written", "file"], ascending=[False, True, True], ignore_index=True
        )

    def unusable_in_words(self) -> str:
        """Say how many answers named somebody and could not be used; "" for none."""
        count = int(self.unusable_answers["count"].sum())
        people = len(self.unusable_answers["respondent"].unique())
        if not count:
            return ""
        said = (
            f"{count} {'answer' if count == 1 else 'answers'} of {people} "
            f"{'person' if people == 1 else 'people'} named somebody and could not be used; "
        )
        half = "more than half of what they said was lost, so they count as not having answered."
        if not self.silenced:
            return f"{said}whom they meant counts as not named."
        if self.silenced == people:
            return f"{said}{half}"
        return (
            f"{said}whom they meant counts as not named, but for {self.silenced} of the people: "
            f"{half}"
        )

    def _coarse_in_words(self, file: str) -> str:
        count = self.coarse.get(file, 0)
        why = "a date that is only a month or a year and crosses the edge of a wave"
        return f", {count} of them with {why}" if count else ""

    def summary(self) -> list[str]:
        """Say in one line per file, and one per reason, what became of the rows."""
        text = [
            f"{file}: {row.rows} rows: {row.used} used, {row.used_in_part} used in part, "
            f"{row.merged} merged, {row.refused} refused"
            for file, row in zip(self.files.index, self.files.itertuples(index=False), strict=True)
        ]
        text += [
            f"{file}: {count} mentions outside every wave{self._coarse_in_words(file)}"
            for file, count in self.outside.items()
        ]
        text += [
            f"{file}: {count} mentions of people who had left by the end of the wave: in the "
            "event, in none of the wave's ties"
            for file, count in self.departed.items()
        ]
        text += [line for line in [self.unusable_in_words()] if line]
        text += [f"{reason}: {count}" for reason, count in self.reasons.items()]
        if len(self.unused_aliases):
            text.append(f"aliases that no record needed: {len(self.unused_aliases)}")
        return [plain(line) for line in text]

    def __repr__(self) -> str:
        total = self.files.sum()
        counts = ", ".join(f"{total[name]} {name.replace('_', ' ')}" for name in ROW_FATES)
        return f"<Ledger: {len(self.files)} files, {total['rows']} rows: {counts}>"

    def to_excel(self, path: str | PathLike[str]) -> Path:
        """Write the account as one workbook, for people to read and to sort.

        Sheets: README (what each sheet is, and what becomes of a row), files, reasons, unmatched,
        refused, merged, read as, unused aliases, reading, reports. Every cell that is text is
        written as text, so that none becomes a formula or a link. A sheet that would be longer than
        Excel allows is cut, and says so; ``to_csv`` writes all of it.

        Parameters
        ----------
        path : path
            The file, ending in .xlsx. The same ledger gives the same bytes.

        Returns
        -------
        Path
            The file written.

        Raises
        ------
        ArgumentError
            If the path does not end in .xlsx, or its folder does not exist.
        DataError
            If the file cannot be written.
        """
        from netweave.ingest import ledgerbook  # noqa: PLC0415

        return ledgerbook.write(self, path)

    def to_csv(self, folder: str | PathLike[str]) -> list[Path]:
        """Write files.csv, records.csv, unmatched.csv and reports.csv into a folder.

        Parameters
        ----------
        folder : path
            Created if it does not exist.

        Returns
        -------
        list of Path
            The files written. Cells that a spreadsheet would take for a formula get an apostrophe.

        Raises
        ------
        DataError
            If the folder is a file, or cannot be written to.
        """
        place = folder_at(folder)
        tables = {
            "files": self.files.reset_index(),
            "records": self.records.reset_index(),
            "unmatched": self.unmatched,
            "unused_aliases": self.unused_aliases,
            "merges": self.merges,
            "reports": self.reports,
        }
        written = []
        for name, table in tables.items():
            with writing(place / f"{name}.csv") as path:
                spreadsheet_safe(table).to_csv(path, index=False)
            written.append(place / f"{name}.csv")
        return written
