"""The answers to one question: who says what of whom, and what became of each mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.answers import levels
from netweave.ingest.answers.forms import Entries, Question, entries_of
from netweave.ingest.fates import Fates, Mentions
from netweave.ingest.tables import cells
from netweave.ingest.tables.headers import QUALTRICS
from netweave.ingest.tables.reading import Table
from netweave.scales import Scale, number_of

NOT_ANSWERED = "names somebody although the state says that nobody answered"


@dataclass(frozen=True)
class Reading:
    """How the cells of a question are read.

    Parameters
    ----------
    respondent : str
        The column of who answers.
    state, time : str or None
        The columns of the response state, and of the date.
    states : mapping of str to str
        What words for states mean.
    scale : Scale or None
        The scale of the levels.
    blank : {"missing", "no tie"}
        What a blank cell of a matrix means.
    codes : mapping of str to str
        Texts that are no answer: "missing" or "impossible".
    nobody : frozenset of str
        Texts in place of a name that say that nobody is named.
    separator : str
        What stands between the names in one cell.
    choices : iterable of str or None
        The names that were offered.
    silent : bool
        Whether a row without any answer to the question named nobody.
    dayfirst : bool or None
        How to read 03/04/2022.
    """

    respondent: str
    state: str | None
    time: str | None
    states: Mapping[str, str]
    scale: Scale | None
    blank: str
    codes: Mapping[str, str]
    nobody: frozenset[str]
    separator: str
    choices: Iterable[str] | None
    silent: bool
    dayfirst: bool | None


@dataclass(frozen=True)
class _Told:
    """What the cells say: those that matter, their weight, why one cannot be used.

    Rows ``held`` hold something for the question; rows ``plain`` say of somebody that there is, or
    is not, a tie, even if no cell of them is kept.
    """

    entries: Entries
    weight: np.ndarray
    reasons: np.ndarray
    unasked: np.ndarray
    held: np.ndarray
    plain: np.ndarray
    note: tuple[str, ...]

    def only(self, keep: np.ndarray) -> _Told:
        """Keep the cells that are marked."""
        return _Told(
            self.entries.only(keep),
            self.weight[keep],
            self.reasons[keep],
            self.unasked[keep],
            self.held,
            self.plain,
            self.note,
        )


def answers_of(
    table: Table, question: Question, reading: Reading
) -> tuple[Mentions, pd.DataFrame, str]:
    """Parse every row; a fault is noted at the mention it concerns."""
    if table.text(reading.respondent).isna().all():
        raise errors.DataError(
            f"{table.name}[{reading.respondent!r}] is blank in all {len(table.frame)} rows, so "
            "nobody can be said to have answered. Name the column that says who answered."
        )
    told = _told(table, question, reading)
    state, faults, silent = _states(table, question, reading, told.held)
    told = told.only(~told.unasked | (state[told.entries.row] == "responded"))
    moments, reasons = table.dates(reading.time, reading.dayfirst)
    faults = np.where(faults == "", reasons, faults)
    found, answers = _laid_out(table, reading.respondent, told)
    row = answers.pop("row").to_numpy()
    answers["state"], answers["time"] = state[row], moments.iloc[row].array
    at_named = answers["at_named"].to_numpy()
    _refuse(found.fates, answers["at_respondent"].to_numpy(), faults[row])
    _refuse(found.fates, at_named, faults[row])
    reasons = answers.pop("reason").to_numpy(dtype=object)
    idle = np.isin(answers["state"], ["invited", "not_eligible"])
    reasons = np.where(idle & (reasons == ""), NOT_ANSWERED, reasons)
    _refuse(found.fates, at_named, reasons)
    dates = table.dates_note(reading.time, dayfirst=reading.dayfirst).removeprefix("; ")
    note = [question.note, *told.note, silent, dates]
    order = ["respondent", "named", "level", "weight", "state", "time"]
    answers = answers[[*order, "at_respondent", "at_named", "unasked"]]
    return found, answers, "; ".join(part for part in note if part)


def _refuse(fates: Fates, places: np.ndarray, reasons: np.ndarray) -> None:
    """Refuse the mentions at these places that have a reason."""
    there = (places >= 0) & (reasons != "")
    if there.any():
        every = np.full(len(fates.fate), "", dtype=object)
        every[places[there]] = reasons[there]
        fates.refuse_each(every)


def _states(
    table: Table, question: Question, reading: Reading, held: np.ndarray
) -> tuple[np.ndarray, np.ndarray, str]:
    """Give the state of each row, why it cannot be used, and how many rows say nothing at all.

    Where no state says otherwise, a row that holds nothing for the question has not answered it;
    in long form a row is an answer.
    """
    written = table.text(reading.state)
    if table.tool == QUALTRICS and reading.state == "Finished":
        small = written.str.casefold()
        written = written.mask(small.isin(cells.YES), "responded").mask(small.isin(cells.NO))
    word, faults = cells.words(written, reading.states, "state", "")
    untold = (word == "") & (faults == "")
    idle = untold & ~held
    word = np.where(word == "", "responded", word)
    if reading.silent or not idle.any():
        return word, faults, ""
    count = f"{idle.sum()} row{'s' if idle.sum() > 1 else ''}"
    note = f"{count} without any answer to {question.asked}: not answered"
    return np.where(idle, "invited", word), faults, note


def _told(table: Table, question: Question, reading: Reading) -> _Told:
    """Read the cells of a question."""
    entries = entries_of(table, question, reading.separator, reading.choices)
    count = len(table.frame)
    if question.form == "matrix":
        return _told_matrix(table, question, reading, entries)
    gap = levels.coded(entries.named, reading.codes)
    nobody = _says_nobody(entries, reading)
    held = np.full(count, question.form == "long")
    held[entries.row[gap != ""]] = False
    rows, entries = entries.row[nobody], entries.only((gap == "") & ~nobody)
    held[rows] = True
    held[entries.row] = True
    code = levels.coded(entries.level, reading.codes)
    weight, reasons = np.ones(len(entries.row)), np.full(len(entries.row), "", dtype=object)
    if reading.scale is not None and question.levels:
        where = f"{table.name}[{question.levels[0]!r}]"
        plain = levels.only(entries.level, code == "")
        weight, reasons = levels.ranked(plain, reading.scale, where, table.lines[entries.row])
    unasked = code != ""
    weight, reasons = np.where(unasked, np.nan, weight), np.where(unasked, "", reasons)
    note = (*_counted(np.append(gap[gap != ""], code)), *_named_nobody(entries, rows, weight))
    return _Told(entries, weight, reasons, unasked, held, np.zeros(count, dtype=bool), note)


def _told_matrix(table: Table, question: Question, reading: Reading, entries: Entries) -> _Told:
    """Read the cells of a matrix: levels on a scale, or marks."""
    entries, nobody = _without_nobody(entries, reading)
    where, lines = f"{table.name}[{question.asked!r}]", table.lines[entries.row]
    code = levels.coded(entries.level, reading.codes)
    blank = entries.level.codes < 0
    plain = levels.only(entries.level, code == "")
    no = np.zeros(len(blank), dtype=bool)
    if reading.scale is None:
        weight, no, reasons = levels.marked(plain, entries.named, where, lines)
    else:
        weight, reasons = levels.ranked(plain, reading.scale, where, lines)
    empty = plain.codes < 0
    reasons = np.where(empty, "", reasons)
    held = np.zeros(len(table.frame), dtype=bool)
    held[entries.row[~empty]] = True
    held[nobody] = True
    unasked = (code != "") | (blank & (reading.blank == "missing"))
    meant = "not observed" if reading.blank == "missing" else "no tie"
    wide = sum(name.casefold() not in reading.nobody for name in question.people)
    note = f"{question.asked}: a matrix of {wide} people, a blank is {meant}"
    notes = (note, *_counted(code), *_numbered(table, reading.scale, plain))
    notes += _named_nobody(entries, nobody, weight)
    told = _Told(entries, weight, reasons, unasked, held, held, notes)
    return told.only(~no & ~(blank & ~unasked))


def _says_nobody(entries: Entries, reading: Reading) -> np.ndarray:
    """Mark the cells that stand for "I named nobody" instead of a name."""
    said = levels.each(entries.named, lambda text: text.casefold() in reading.nobody, blank=False)
    return said.astype(bool)


def _without_nobody(entries: Entries, reading: Reading) -> tuple[Entries, np.ndarray]:
    """Take the columns for nobody out of a matrix, and give the rows in which one is marked."""
    column = _says_nobody(entries, reading)
    mark = levels.each(entries.level, levels.is_mark, blank=False).astype(bool)
    mark |= np.asarray(entries.level.astype(str)) == np.asarray(entries.named.astype(str))
    return entries.only(~column), entries.row[column & mark]


def _named_nobody(entries: Entries, rows: np.ndarray, weight: np.ndarray) -> tuple[str, ...]:
    """Count the answers that say nobody, and point to names that may mean it."""
    beside = int(np.isin(np.unique(rows), entries.row[weight > 0]).sum())
    alone = len(np.unique(rows)) - beside
    told = [f"{alone} answer{'s name' if alone > 1 else ' names'} nobody"] if alone else []
    if beside:
        told.append(f"{beside} answer{'s' * (beside > 1)} with nobody beside names, which count")
    there = entries.named.categories[np.unique(entries.named.codes[entries.named.codes >= 0])]
    likely = [str(name) for name in there if str(name).casefold() in levels.NOBODY]
    if likely:
        words = errors.listed(likely)
        told.append(f"{words} counts as a name; if it means nobody, say nobody={likely[0]!r}")
    return tuple(told)


def _numbered(table: Table, scale: Scale | None, written: pd.Categorical[Any]) -> tuple[str, ...]:
    """Say how levels are read that a survey tool wrote as numbers: it may count from elsewhere."""
    words = [written.categories[code] for code in np.unique(written.codes[written.codes >= 0])]
    if scale is None or not table.tool or not words or not all(map(str.isdecimal, words)):
        return ()
    if any(number_of(word) is not None for word in scale.levels):
        return ()
    return (f"levels are numbers, read as ranks: {scale.lowest} is {scale.levels[0]!r}",)


def _counted(code: np.ndarray) -> tuple[str, ...]:
    """Say how many cells hold codes."""
    words = {
        levels.MISSING: "a code for no answer: not observed",
        levels.IMPOSSIBLE: "a code for a tie that cannot be: not at risk",
    }
    counts = {meant: int((code == meant).sum()) for meant in words}
    return tuple(
        f"{count} cell{'s hold' if count > 1 else ' holds'} {words[meant]}"
        for meant, count in counts.items()
        if count
    )


def _laid_out(table: Table, respondent: str, told: _Told) -> tuple[Mentions, pd.DataFrame]:
    """Lay out the mentions row by row: the respondent once, then everybody the row names."""
    rows = len(table.frame)
    said = np.bincount(told.entries.row[~told.unasked], minlength=rows) > 0
    kept = np.bincount(told.entries.row, minlength=rows) > 0
    bare = np.flatnonzero(~kept | (told.plain & ~said))
    entry = np.append(np.arange(len(told.entries.row)), np.full(len(bare), -1))
    row = np.append(told.entries.row, bare)
    order = np.argsort(row, kind="stable")
    entry, row = entry[order], row[order]
    unasked = np.append(told.unasked, False)[entry]
    names = (entry >= 0) & ~unasked
    at_named = np.where(names, np.cumsum(names) + row, -1)
    counts = np.bincount(row[names], minlength=rows)
    at = np.arange(rows) + np.cumsum(counts) - counts
    who = table.text(respondent)
    named = _texts(told.entries.named, entry)
    found = _mentions(table, who, named[names], row[names], (at, at_named[names]))
    answers = pd.DataFrame({
        "row": row,
        "respondent": who.take(row).reset_index(drop=True),
        "named": named,
        "level": _texts(told.entries.level, entry),
        "weight": np.append(told.weight, np.nan)[entry],
        "at_respondent": at[row],
        "at_named": at_named,
        "unasked": unasked,
        "reason": np.append(told.reasons, "")[entry],
    })
    return found, answers


def _texts(values: pd.Categorical[Any], places: np.ndarray) -> pd.Series:
    """Give the texts at some places; missing at -1."""
    every = pd.Series([*values.categories, None], dtype="str")
    codes = np.append(values.codes, -1)[places]
    return every.take(codes % len(every)).reset_index(drop=True)


def _mentions(
    table: Table,
    who: pd.Series,
    named: pd.Series,
    row: np.ndarray,
    places: tuple[np.ndarray, np.ndarray],
) -> Mentions:
    """Put respondents and those they name in their places."""
    count = len(who) + len(named)
    origin, part = np.empty(count, dtype=np.int64), np.zeros(count, dtype=np.int8)
    origin[places[0]] = np.arange(len(who))
    origin[places[1]] = np.arange(len(who), count)
    part[places[1]] = 1
    rows = np.append(np.arange(len(who)), row)[origin]
    value = pd.concat([who, named], ignore_index=True).take(origin).reset_index(drop=True)
    parts = pd.Categorical.from_codes(part, pd.Index(["respondent", "named"]))
    return Mentions(table.name, rows, table.lines[rows], parts, value, Fates(count))
