"""The fate of every mention of a file: used, merged into another, or refused, and why.

The unit is the mention: one person in one row. An attendance row mentions one person, a
publication each of its authors, an answer its respondent and whom it names. Mentions roll up to
rows, and the counts of a file add up to its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors

FATES = ("used", "merged", "refused")
ROW_FATES = ("used", "used_in_part", "merged", "refused")
NO_SUCH_PERSON = "no such person in the roster"
SHARED_NAME = "two people share this name"
SHARED_ADDRESS = "two people share this id or address"
MISSING_PERSON = "person is missing"
SEVERAL_NAMED = "names several people in one cell (say form= and separator=, or cut it apart)"
NAMES_TWO = "names two people of the roster"
TWO_MEANT = "id and name mean two people of the roster"
STILL_OPEN = "no such person in the roster (undecided in the crosswalk)"
NOBODY = "decided: not in the roster"
UNMATCHED = (
    NO_SUCH_PERSON, STILL_OPEN, SHARED_NAME, NAMES_TWO, SEVERAL_NAMED, TWO_MEANT, SHARED_ADDRESS,
    MISSING_PERSON,
)  # fmt: skip
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
