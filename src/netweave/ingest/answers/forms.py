"""How people are named in a survey: one in a row, in boxes, in a roster of columns, in one cell.

Here the columns of a question are found, and its cells laid out one after another: row by row,
with whom each cell is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list
from netweave.ingest.answers import checkboxes
from netweave.ingest.answers.levels import is_mark, is_no
from netweave.ingest.tables import cells
from netweave.ingest.tables.headers import SURVEYMONKEY
from netweave.ingest.tables.reading import Table

FORMS = ("long", "generator", "matrix", "checkbox")
BLANKS = ("missing", "no tie")
_ROW = re.compile(r"(?P<question>.*\S)\s*\[(?P<item>.+)\]", re.DOTALL)


@dataclass(frozen=True)
class Question:
    """The columns of one question.

    Parameters
    ----------
    form : {"long", "generator", "matrix", "checkbox"}
        How people are named.
    asked : str
        What the caller called it.
    columns : tuple of str
        The columns that name people: one, or one per box or per person.
    people : tuple of str
        For a matrix, whom each column stands for.
    levels : tuple of str
        The columns with the levels of those named; none, one, or one per box.
    note : str
        What was detected.
    """

    form: str
    asked: str
    columns: tuple[str, ...]
    people: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Entries:
    """The cells of a question, row by row.

    Parameters
    ----------
    row : int array
        The row of the table that each cell stands in, ascending.
    named : Categorical of str
        Whom the cell is about.
    level : Categorical of str
        What it says of them; missing where it says nothing.
    """

    row: np.ndarray
    named: pd.Categorical[Any]
    level: pd.Categorical[Any]

    def only(self, keep: np.ndarray) -> Entries:
        """Keep the cells that are marked."""
        return Entries(self.row[keep], self.named[keep], self.level[keep])


def question_of(
    table: Table,
    whom: str | Sequence[str],
    level: str | Sequence[str] | None,
    form: str | None,
    *,
    scaled: bool,
) -> Question:
    """Find the columns of a question and the form in which it names people."""
    columns, note = _columns(table, whom)
    asked = whom if isinstance(whom, str) else " … ".join([columns[0], *columns[1:][-1:]])
    form = form or _form(table, whom, columns, scaled=scaled and level is None)
    levels = () if level is None else tuple(_columns(table, level)[0])
    _check(form, columns, levels)
    people: tuple[str, ...] = ()
    if form == "matrix":
        people = _people(table, asked, columns)
    return Question(form, asked, tuple(columns), people, levels, note)


def _columns(table: Table, whom: str | Sequence[str]) -> tuple[list[str], str]:
    """Give the columns that were named: as they are, by the stem of a question, or by its text."""
    if not isinstance(whom, str):
        named = [str(column) for column in as_list(whom)]
        table.has(named)
        if not named:
            raise errors.no_such_question(table.name, "", list(table.frame.columns))
        return list(dict.fromkeys(named)), ""
    every = [str(column) for column in table.frame.columns]
    if whom in every:
        return [whom], ""
    below = _below(whom, every)
    if below:
        stem = re.compile(rf"{re.escape(whom)}[_.# -].+")
        aside = [column for column in every if stem.fullmatch(column) and column not in below]
        return below, f"not read: {', '.join(aside)}" if aside else ""
    return _by_text(table, whom, every), ""


def _below(stem: str, every: list[str]) -> list[str]:
    """Give the columns of a stem: Q2_1, Q2_2; name1, name2; knows_Ana, knows_Bo."""
    between = "[_.# -]" if stem[-1:].isdigit() else "[_.# -]?"
    for rest in (rf"{between}\d+", "[_.# -].+"):
        pattern = re.compile(re.escape(stem) + rest)
        below = [column for column in every if pattern.fullmatch(column)]
        if below:
            return below
    return []


def _by_text(table: Table, whom: str, every: list[str]) -> list[str]:
    """Give the columns whose question has this text, or alone begins with it."""
    texts = {column: parts(table, column)[0] for column in every}
    wanted = _plain(whom)
    found = [column for column, text in texts.items() if text and _plain(text) == wanted]
    if found:
        return found
    begun = [column for column, text in texts.items() if text and _plain(text).startswith(wanted)]
    questions = list(dict.fromkeys(texts[column] for column in begun))
    if len(questions) > 1:
        raise errors.several_questions(table.name, whom, questions)
    if not begun or not wanted:
        have = [*every, *dict.fromkeys(text for text in texts.values() if text)]
        raise errors.no_such_question(table.name, whom, have)
    return begun


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def parts(table: Table, column: str) -> tuple[str, str]:
    """Give the question of a column and the item in it: Qualtrics, SurveyMonkey, Google Forms.

    Where a column is not one of several of a question, the item is "".
    """
    label = table.labels.get(column, "")
    if table.tool == SURVEYMONKEY:
        question = column.removesuffix(f": {label}")
        return question, label if question != column else ""
    rows = None if label else _ROW.fullmatch(column)
    if rows:
        return rows["question"], rows["item"].strip()
    question, dash, item = (label or column).rpartition(" - ")
    return (question.strip(), item.strip()) if dash else (label, "")


def _form(table: Table, whom: str | Sequence[str], columns: Sequence[str], *, scaled: bool) -> str:
    """Tell the form: several columns that hold marks or levels are a matrix, else boxes."""
    if isinstance(whom, str):
        alone = len(columns) == 1 and (whom == columns[0] or not parts(table, columns[0])[1])
        return "long" if alone else "matrix"
    if scaled or (len(columns) > 1 and _marks_only(table, columns)):
        return "matrix"
    return "generator"


def _marks_only(table: Table, columns: Sequence[str]) -> bool:
    """Say whether columns hold marks and nothing else."""
    written: set[str] = set()
    for column in columns:
        held = table.text(column).dropna().unique()
        item = parts(table, column)[1]
        written |= {text for text in held if text != item}
        if not all(is_mark(text) or is_no(text) for text in written):
            return False
    return any(table.text(column).notna().any() for column in columns)


def _check(form: str, columns: Sequence[str], levels: Sequence[str]) -> None:
    """Refuse columns that do not go with the form."""
    if form in {"matrix", "checkbox"} and levels:
        mend = {
            "matrix": "The cells of the matrix hold the levels: name their scale with scale=.",
            "checkbox": "One level cannot be of several people: ask for levels in a matrix.",
        }
        raise errors.not_for_form("level", form, mend[form])
    if levels and len(levels) != len(columns):
        raise errors.one_level_for_each(len(columns), len(levels))
    if form in {"long", "checkbox"} and len(columns) > 1:
        other = "Name one column, or say form='generator' or form='matrix'."
        raise errors.not_for_form("a list of columns", form, other)


def _people(table: Table, asked: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Say whom each column of a matrix stands for."""
    items = [parts(table, column)[1] for column in columns]
    labels = [table.labels.get(column, "") for column in columns]
    if not any(items) and len(set(labels)) == len(columns):
        items = _endings(labels)
    begins = re.compile(rf"{re.escape(asked)}[_.# -]+(?P<item>.*[^\W\d].*)", re.IGNORECASE)
    people = [
        item or (found["item"] if (found := begins.fullmatch(column)) else column)
        for item, column in zip(items, columns, strict=True)
    ]
    _refuse_twice(table.name, people, columns)
    return tuple(people)


def _endings(labels: Sequence[str]) -> list[str]:
    """Give what labels say after the question that they share; older exports join it with -."""
    if len(labels) == 1:
        return list(labels)
    first, last = min(labels), max(labels)
    pairs = enumerate(zip(first, last, strict=False))
    shared = next((place for place, (one, other) in pairs if one != other), len(first))
    begin = first.rfind("-", 0, shared) + 1
    return [label[begin:].strip() for label in labels]


def _refuse_twice(file: str, people: Sequence[str], columns: Sequence[str]) -> None:
    first: dict[str, str] = {}
    for person, column in zip(people, columns, strict=True):
        if person.casefold() in first:
            raise errors.person_in_two_columns(file, person, [first[person.casefold()], column])
        first[person.casefold()] = column


def entries_of(
    table: Table, question: Question, separator: str, choices: Iterable[str] | None
) -> Entries:
    """Lay out the cells of a question row by row; a matrix with its blank cells."""
    if question.form == "matrix":
        return _matrix(table, question)
    if question.form == "generator":
        return _boxes(table, question)
    if question.form == "checkbox":
        return _checked(table, question.columns[0], separator, choices)
    columns = [*question.columns, *question.levels]
    codes, words = _grid(table, columns)
    codes = codes.reshape(-1, len(columns))
    row = np.flatnonzero(codes[:, 0] >= 0)
    level = codes[row, 1] if question.levels else np.full(len(row), -1)
    return Entries(row, _coded(codes[row, 0], words), _coded(level, words))


def _grid(table: Table, columns: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Give the cells of columns, row after row, as codes of texts (-1: blank), and the texts."""
    grid = np.empty((len(table.frame), len(columns)), dtype=object)
    for place, column in enumerate(columns):
        grid[:, place] = table.text(column).to_numpy(dtype=object)
    codes, words = pd.factorize(grid.ravel())
    return codes, np.asarray(words, dtype=object)


def _coded(codes: np.ndarray, words: Sequence[str] | np.ndarray) -> pd.Categorical[Any]:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(words), dtype="str"))


def _matrix(table: Table, question: Question) -> Entries:
    """Lay out all cells of a matrix: everybody who is a column, in every row."""
    codes, words = _grid(table, question.columns)
    count, wide = len(table.frame), len(question.columns)
    row = np.repeat(np.arange(count), wide)
    return Entries(
        row, _coded(np.tile(np.arange(wide), count), question.people), _coded(codes, words)
    )


def _boxes(table: Table, question: Question) -> Entries:
    """Lay out the boxes of a name generator that hold a name, with the level beside each."""
    codes, words = _grid(table, question.columns)
    filled = np.flatnonzero(codes >= 0)
    level = _coded(np.full(len(filled), -1), [])
    if question.levels:
        ranks, spelled = _grid(table, question.levels)
        level = _coded(ranks[filled], spelled)
    return Entries(filled // len(question.columns), _coded(codes[filled], words), level)


def _checked(table: Table, column: str, separator: str, choices: Iterable[str] | None) -> Entries:
    """Lay out the names in cells that hold several."""
    split = checkboxes.splitter(separator, choices)
    found = [names or () for names in cells.mapped(table.text(column), split)]
    row = np.repeat(np.arange(len(found)), [len(names) for names in found])
    codes, words = pd.factorize(np.array([name for names in found for name in names], dtype=object))
    return Entries(row, _coded(codes, words), _coded(np.full(len(row), -1), []))
