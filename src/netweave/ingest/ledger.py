"""What became of every row: used, merged into another, or refused, and why.

The unit is the mention: one person in one row. An attendance row mentions one person, a
publication each of its authors, an answer its respondent and whom it names. Mentions roll up to
rows, and the counts of a file add up to its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
NAMES_TWO = "names two people of the roster"
STILL_OPEN = "no such person in the roster (undecided in the crosswalk)"
NOBODY = "decided: not in the roster"
UNMATCHED = (
    NO_SUCH_PERSON, STILL_OPEN, SHARED_NAME, NAMES_TWO, SHARED_ADDRESS, MISSING_PERSON,
)  # fmt: skip
DECLINED = "declined"
NOT_ELIGIBLE = "not eligible in this wave"
BEFORE_JOINING = "before joining"
AFTER_LEAVING = "after leaving"
ITSELF = "names itself"
MERGES = ("as_written", "file", "person", "how", "count", "lines")
WAITING = ("wave", "kind", "person", "state")
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
        filled = np.array([bool(word) for word in words] + [False])
        hit = self.open & filled[coded]
        given = {place: str(words[place]) for place in np.unique(coded[hit])}
        known = {word: place for place, word in enumerate(self.words)}
        self.words += [word for word in given.values() if word not in known]
        known = {word: place for place, word in enumerate(self.words)}
        places = np.zeros(len(words) + 1, dtype=np.int32)
        places[list(given)] = [known[word] for word in given.values()]
        self.fate[hit], self.reason[hit] = 2, places[coded[hit]]

    def given(self, reasons: tuple[str, ...]) -> np.ndarray:
        """Mark the mentions that have one of some reasons."""
        return np.asarray(np.array([word in reasons for word in self.words])[self.reason])

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
        there = np.zeros(int(self.row.max(initial=-1)) + 1, dtype=bool)
        there[self.row] = True
        return int(there.sum())

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
    parts : sequence of Mentions
        Every mention of every file, settled; a file whose rows are not all asked for has several
        parts.
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

    @cached_property
    def records(self) -> pd.DataFrame:
        """One row per mention (index ``record``): file, row, line, mention, fate, reason, value."""
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
        """Names that fit nobody in the roster: as written, file, reason, count, lines."""
        lost = self.refused
        lost = lost[lost["reason"].isin(UNMATCHED)]
        parts = ["value", "file", "reason"]
        lost = lost.astype(dict.fromkeys(parts, "str")).fillna({"value": "(blank)"})
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
        """
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
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
            path = place / f"{name}.csv"
            spreadsheet_safe(table).to_csv(path, index=False)
            written.append(path)
        return written


def lines_in_words(lines: list[int]) -> str:
    """Write lines for a person to read, the first ten of them."""
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


def row_fates(parts: Sequence[Mentions]) -> list[int]:
    """Count the rows of one file that were used, used in part, merged and refused."""
    row = np.concatenate([part.row for part in parts])
    marks = np.zeros((len(FATES), int(row.max(initial=-1)) + 1), dtype=bool)
    marks[np.concatenate([part.fates.fate for part in parts]), row] = True
    used, merged, refused = marks
    kept = used | merged
    counts = (used & ~refused, kept & refused, merged & ~used & ~refused, refused & ~kept)
    return [int(mark.sum()) for mark in counts]


def assembled(parts: Sequence[Mentions], keep: Sequence[np.ndarray] | None = None) -> pd.DataFrame:
    """Put the mentions of all files, or those of each that are marked, into one table."""
    files, roles, words = (
        pd.Index(list(dict.fromkeys(labels)), dtype="str")
        for labels in (
            (part.file for part in parts),
            (str(word) for part in parts for word in part.mention.categories),
            (word for part in parts for word in part.fates.words),
        )
    )
    columns: dict[str, list[Any]] = {name: [] for name in ("record", *_RECORDS)}
    starts = np.cumsum([0, *(len(part.line) for part in parts)])
    for number, part in enumerate(parts):
        at = slice(None) if keep is None else np.flatnonzero(keep[number])
        found = {
            "record": np.arange(starts[number], starts[number + 1])[at],
            "row": part.row[at].astype(np.int32),
            "line": part.line[at].astype(np.int32),
            "mention": roles.get_indexer(part.mention.categories)[part.mention.codes[at]],
            "fate": part.fates.fate[at],
            "reason": words.get_indexer(pd.Index(part.fates.words))[part.fates.reason[at]],
            "value": part.value.iloc[at],
        }
        columns["file"].append(np.full(len(found["row"]), files.get_loc(part.file), np.int32))
        for name, values in found.items():
            columns[name].append(values)
    return _records(columns, {"file": files, "mention": roles, "reason": words})


def _records(columns: dict[str, list[Any]], labels: dict[str, pd.Index]) -> pd.DataFrame:
    """Give the table of records from the parts of its columns."""
    value = pd.concat(columns.pop("value"), ignore_index=True)
    whole = {name: np.concatenate(parts) for name, parts in columns.items()}
    record = whole.pop("record")
    every = len(record) == int(record.max(initial=-1)) + 1
    index = pd.RangeIndex(len(record)) if every else pd.Index(record)
    coded = {
        name: pd.Categorical.from_codes(whole[name].astype(np.int32), categories=known)
        for name, known in {**labels, "fate": pd.Index(FATES)}.items()
    }
    table = pd.DataFrame({**whole, **coded, "value": value.array}, index=index)
    return table.rename_axis("record")[list(_RECORDS)]
