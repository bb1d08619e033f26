"""What became of every row: used, merged into another, or refused, and why.

The unit is the mention: one person in one row. An attendance row mentions one person, a
publication each of its authors, an answer its respondent and whom it names. Mentions roll up to
rows, and the counts of a file add up to its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

FATES = ("used", "merged", "refused")
ROW_FATES = ("used", "used_in_part", "merged", "refused")
NO_SUCH_PERSON = "no such person in the roster"
SHARED_NAME = "two people share this name"
SHARED_ADDRESS = "two people share this id or address"
MISSING_PERSON = "person is missing"
UNMATCHED = (NO_SUCH_PERSON, SHARED_NAME, SHARED_ADDRESS, MISSING_PERSON)
DECLINED = "declined"
NOT_ELIGIBLE = "not eligible in this wave"
BEFORE_JOINING = "before joining"
AFTER_LEAVING = "after leaving"
ITSELF = "names itself"
_RECORDS = ("file", "row", "line", "mention", "fate", "reason", "value")


class Fates:
    """The fate of each mention while a file is read; the first reason given stands."""

    def __init__(self, count: int) -> None:
        self.fate = np.zeros(count, dtype=np.int8)
        self.reason = np.zeros(count, dtype=np.int32)
        self.words: list[str] = [""]

    @property
    def open(self) -> np.ndarray:
        """Which mentions are still to be used."""
        return np.asarray(self.fate == 0)

    def copy(self) -> Fates:
        """Give a second copy, to be settled further."""
        twin = Fates(0)
        twin.fate, twin.reason = self.fate.copy(), self.reason.copy()
        twin.words = list(self.words)
        return twin

    def _word(self, reason: str) -> int:
        if reason not in self.words:
            self.words.append(reason)
        return self.words.index(reason)

    def refuse(self, where: np.ndarray, reason: str) -> None:
        """Refuse the mentions marked, if nothing was decided about them before."""
        self._settle(where, reason, 2)

    def merge(self, where: np.ndarray, reason: str) -> None:
        """Merge the mentions marked into another, if nothing was decided before."""
        self._settle(where, reason, 1)

    def _settle(self, where: np.ndarray, reason: str, fate: int) -> None:
        hit = where & self.open
        if hit.any():
            self.fate[hit] = fate
            self.reason[hit] = self._word(reason)

    def refuse_each(self, reasons: np.ndarray) -> None:
        """Refuse every mention that has a reason (a text that is not blank)."""
        coded, words = pd.factorize(reasons)
        for place, reason in enumerate(words):
            if reason:
                self.refuse(coded == place, str(reason))

    def fate_column(self) -> pd.Categorical[Any]:
        """Give the fates as words."""
        return pd.Categorical.from_codes(self.fate, categories=pd.Index(FATES))

    def reason_column(self) -> pd.Categorical[Any]:
        """Give the reasons as words, blank where a mention is used."""
        return pd.Categorical.from_codes(self.reason, categories=pd.Index(self.words))


@dataclass(frozen=True)
class Mentions:
    """Every mention of one file, in the file's order.

    Parameters
    ----------
    file : str
        What the file is called.
    row : array of int
        The row each mention stands in, counted from 0.
    line : array of int
        The line of each mention, as a person counts.
    mention : sequence of str
        The part it plays: person, author, respondent, named, alias.
    value : Series of str
        As it was written.
    fates : Fates
        What has been decided so far.
    """

    file: str
    row: np.ndarray
    line: np.ndarray
    mention: pd.Categorical[Any]
    value: pd.Series
    fates: Fates

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(np.unique(self.row))

    def settled(self, fates: Fates) -> Mentions:
        """Give the same mentions with further decisions."""
        return Mentions(self.file, self.row, self.line, self.mention, self.value, fates)


def mentions(file: str, line: np.ndarray, mention: str, value: pd.Series, fates: Fates) -> Mentions:
    """Collect the mentions of a file with one per row, all playing the same part."""
    row = np.arange(len(line))
    part = one_part(len(line), mention)
    return Mentions(file, row, np.asarray(line), part, value.reset_index(drop=True), fates)


def one_part(count: int, mention: str) -> pd.Categorical[Any]:
    """Give a column in which every mention plays the same part."""
    return pd.Categorical.from_codes(np.zeros(count, dtype=np.int8), pd.Index([mention]))


def set_aside(file: str, lines: np.ndarray, reason: str, first: int) -> Mentions:
    """Give the rows of a file that were not asked for, numbered after those that were."""
    fates = Fates(len(lines))
    fates.refuse(np.ones(len(lines), dtype=bool), reason)
    value = pd.Series(np.full(len(lines), np.nan), dtype="str")
    found = mentions(file, lines, "row", value, fates)
    return Mentions(file, found.row + first, found.line, found.mention, value, fates)


def raise_faults(found: Mentions, mend: str = "Correct the cells.") -> None:
    """Raise one error over the refused mentions of a file (on_bad="raise")."""
    wrong = np.flatnonzero(found.fates.fate == 2)
    if not len(wrong):
        return
    reason = found.fates.words[found.fates.reason[wrong[0]]]
    values = found.value.iloc[wrong].fillna("")
    lines = list(dict.fromkeys(found.line[wrong].tolist()))
    raise errors.refused_cells(found.file, reason, list(values), lines, mend)


def _no_answers() -> pd.DataFrame:
    return pd.DataFrame(columns=["file", "wave", "kind", "respondent", "count"])


@dataclass(frozen=True, repr=False)
class Ledger:
    """What was used, merged and refused, file by file, down to the line.

    Parameters
    ----------
    records : DataFrame
        One row per mention (index ``record``): file, row, line, mention, fate, reason, value.
    reports : DataFrame
        The survey answers that became ties, before two reports of one tie were reconciled.
    outside : mapping of str to int
        Per file, how many used mentions lie outside every wave's window.
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

    records: pd.DataFrame
    reports: pd.DataFrame
    outside: Mapping[str, int] = field(default_factory=dict)
    unused_aliases: pd.DataFrame = field(default_factory=pd.DataFrame)
    reading: Mapping[str, str] = field(default_factory=dict)
    departed: Mapping[str, int] = field(default_factory=dict)
    unusable_answers: pd.DataFrame = field(default_factory=_no_answers)
    affiliations: Affiliations | None = None

    @cached_property
    def _by_row(self) -> pd.DataFrame:
        """Roll mentions up to rows: (file, row) → the row's fate."""
        fate = self.records["fate"].cat.codes.to_numpy()
        marks = pd.DataFrame({
            "file": self.records["file"],
            "row": self.records["row"],
            **{name: fate == place for place, name in enumerate(FATES)},
        })
        rows = marks.groupby(["file", "row"], observed=True, sort=False).any().reset_index()
        kept = rows["used"] | rows["merged"]
        fates = np.select(
            [rows["refused"] & kept, rows["refused"], rows["used"]],
            ["used_in_part", "refused", "used"],
            "merged",
        )
        return rows[["file", "row"]].assign(fate=pd.Categorical(fates, ROW_FATES))

    @cached_property
    def files(self) -> pd.DataFrame:
        """Per file: rows, and how many were used, used in part, merged and refused."""
        rows = self._by_row
        counts = pd.crosstab(rows["file"], rows["fate"], dropna=False)
        counts = counts.reindex(index=self.records["file"].cat.categories, columns=ROW_FATES)
        counts = counts.fillna(0).astype("int64")
        counts.columns = pd.Index(ROW_FATES)
        counts.insert(0, "rows", counts.sum(axis=1))
        return counts.rename_axis("file")

    @property
    def refused(self) -> pd.DataFrame:
        """The mentions that were refused."""
        return self.records[self.records["fate"] == "refused"]

    @cached_property
    def reasons(self) -> pd.Series:
        """How often each reason was given, merged and refused together."""
        words = self.records["reason"].astype("str")
        counts = words[words != ""].value_counts(sort=False)
        return counts.sort_index().sort_values(ascending=False, kind="stable").rename("count")

    @cached_property
    def unmatched(self) -> pd.DataFrame:
        """Names that fit nobody in the roster: as written, file, reason, count, lines."""
        refused = self.refused
        lost = refused[refused["reason"].isin(UNMATCHED)]
        parts = ["value", "file", "reason"]
        lost = lost.astype(dict.fromkeys(parts, "str")).fillna({"value": "(blank)"})
        groups = lost.groupby(parts, sort=False)["line"]
        table = groups.agg(count="size", lines=lambda lines: _lines(list(lines))).reset_index()
        return table.rename(columns={"value": "as_written"}).sort_values(
            ["count", "as_written", "file"], ascending=[False, True, True], ignore_index=True
        )

    def unusable_in_words(self) -> str:
        """Say how many answers named somebody and could not be used; "" for none."""
        count = int(self.unusable_answers["count"].sum())
        people = len(self.unusable_answers["respondent"].unique())
        if not count:
            return ""
        return (
            f"{count} {'answer' if count == 1 else 'answers'} of {people} "
            f"{'person' if people == 1 else 'people'} named somebody and could not be used; whom "
            "they meant counts as not named."
        )

    def summary(self) -> list[str]:
        """Say in one line per file, and one per reason, what became of the rows."""
        text = [
            f"{file}: {row.rows} rows: {row.used} used, {row.used_in_part} used in part, "
            f"{row.merged} merged, {row.refused} refused"
            for file, row in zip(self.files.index, self.files.itertuples(index=False), strict=True)
        ]
        text += [
            f"{file}: {count} mentions outside every wave" for file, count in self.outside.items()
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
        """
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        tables = {
            "files": self.files.reset_index(),
            "records": self.records.reset_index(),
            "unmatched": self.unmatched,
            "unused_aliases": self.unused_aliases,
            "reports": self.reports,
        }
        written = []
        for name, table in tables.items():
            path = place / f"{name}.csv"
            spreadsheet_safe(table).to_csv(path, index=False)
            written.append(path)
        return written


def _lines(lines: list[int]) -> str:
    return ", ".join(str(line) for line in lines[:10]) + (" …" if len(lines) > 10 else "")


def plain(text: str) -> str:
    """Strip what would steer a terminal."""
    return "".join(mark if mark.isprintable() else " " for mark in text)


def spreadsheet_safe(table: pd.DataFrame) -> pd.DataFrame:
    """Strip control characters, and put an apostrophe before what would be a formula."""
    safe = table.copy()
    for column in safe.columns:
        kind = safe[column].dtype
        if isinstance(kind, pd.CategoricalDtype | pd.StringDtype):
            words = safe[column].astype("str").map(plain, na_action="ignore").astype("str")
            risky = words.str.startswith(("=", "+", "-", "@", "\t", "\r")).fillna(value=False)
            safe[column] = words.where(~risky.astype(bool), "'" + words)
    return safe


def assembled(parts: list[Mentions]) -> pd.DataFrame:
    """Put the mentions of all files into one table of records."""
    files = pd.Index(list(dict.fromkeys(part.file for part in parts)), dtype="str")
    frames = [
        pd.DataFrame({
            "file": pd.Categorical.from_codes(
                np.full(len(part.line), files.get_loc(part.file), dtype=np.int32), categories=files
            ),
            "row": part.row.astype(np.int32),
            "line": part.line.astype(np.int32),
            "mention": part.mention,
            "fate": part.fates.fate_column(),
            "reason": part.fates.reason_column(),
            "value": part.value,
        })
        for part in parts
    ]
    for column in ("mention", "reason"):
        union = pd.api.types.union_categoricals([frame[column] for frame in frames])
        sizes = np.cumsum([0, *(len(frame) for frame in frames)])
        for place, frame in enumerate(frames):
            frame[column] = union[sizes[place] : sizes[place + 1]]
    table = pd.concat(frames, ignore_index=True)[list(_RECORDS)]
    table.index = pd.RangeIndex(len(table), name="record")
    return table
