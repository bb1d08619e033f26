"""A table as it was read: rows that know their line, columns as text or as dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list
from netweave.ingest.tables import cells, offsets, signs

ALONE = 10
Rows: TypeAlias = "Mapping[str, str | Sequence[str]] | None"


@dataclass(frozen=True)
class Aside:
    """Rows of a file that were not asked for, and why.

    Parameters
    ----------
    lines : array of int
        Their lines.
    reason : str
        Which column does not hold what was asked for.
    """

    lines: np.ndarray
    reason: str


class TextWords(dict[str, tuple[np.ndarray, list[str]]]):
    """The different texts of every column of a frame, and which of them each row holds.

    It is of use only with the frame it was read with: whoever changes the frame reads anew.
    """

    def __init__(
        self, frame: pd.DataFrame, words: Mapping[str, tuple[np.ndarray, list[str]]]
    ) -> None:
        super().__init__(words)
        self.frame = frame


@dataclass(frozen=True, repr=False)
class Table:
    """A table as it was read.

    Parameters
    ----------
    frame : DataFrame
        One row per row of the file that holds anything; text where the file is text.
    name : str
        What messages call it: the file's name, and the sheet where there are several.
    lines : array of int
        The line (or sheet row) of every row, as a person counts them; the header is usually 1.
    note : str
        What was detected: encoding, delimiter, sheet, header.
    aside : tuple of Aside
        The rows that were not asked for.
    labels : mapping of str to str
        Column → the text of its question, where the file has one beside the name.
    tool : str
        The survey tool that wrote the file, such as qualtrics; "" for any other table.
    left_out : tuple of str
        Columns about the person and the device that the tool adds; they are carried nowhere.
    words : TextWords or None
        The different texts of the columns, where they are known from reading.
    """

    frame: pd.DataFrame
    name: str
    lines: np.ndarray
    note: str = ""
    aside: tuple[Aside, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    tool: str = ""
    left_out: tuple[str, ...] = ()
    words: TextWords | None = None

    def __repr__(self) -> str:
        name = errors.plain(self.name)
        return f"<Table {name}: {len(self.frame)} rows, {len(self.frame.columns)} columns>"

    def column(self, name: str) -> pd.Series:
        """Give a column as the file holds it, or say what the file has instead."""
        if name not in self.frame.columns:
            raise errors.missing_column(self.name, name, self.frame.columns)
        return self.frame[name]

    def text(self, name: str | None) -> pd.Series:
        """Give a column as stripped text, blank cells missing; all missing where None is asked."""
        if name is None:
            return pd.Series(np.full(len(self.frame), np.nan), dtype="str")
        values = self.column(name)
        return values if name in self._known() else cells.text(values)

    def coded(self, name: str) -> tuple[np.ndarray, list[str]]:
        """Give the different texts of a column, and which of them each row holds: -1 for none."""
        values = self.column(name)
        return self._known().get(name) or cells.coded_texts(values)

    def _known(self) -> Mapping[str, tuple[np.ndarray, list[str]]]:
        """Give the texts of the columns that are as they were read from a text file."""
        ours = self.words is not None and self.words.frame is self.frame
        return self.words if ours and self.words is not None else {}

    def dates(
        self,
        name: str | None,
        dayfirst: bool | None,  # noqa: FBT001
    ) -> tuple[pd.Series, np.ndarray]:
        """Give a column as dates, and for each cell that holds none although filled, why."""
        if name is not None and name in self._known():
            return cells.dates_of(*self._known()[name], dayfirst)
        return cells.dates(self.text(None) if name is None else self.column(name), dayfirst)

    def dates_note(self, *names: str | None, dayfirst: bool | None = None) -> str:
        """Say how ``dates`` read some columns: the order of days, UTC offsets, and what to check.

        "" where nothing had to be decided; else what a reader adds to its note.
        """
        told: list[str] = []
        for name in dict.fromkeys(names):
            if name is None:
                continue
            said = [
                "" if dayfirst is not None else self._order_said(name),
                self._swap_said(name),
                self._offsets_said(name),
            ]
            told += [part.format(repr(name)) for part in said if part]
        return "".join(f"; {part}" for part in told)

    def _order_said(self, name: str) -> str:
        """Say in which order days were read, and what shows it."""
        if pd.api.types.is_datetime64_any_dtype(self.column(name).dtype):
            return ""
        shown = signs.order_shown(*self.coded(name))
        if shown is None:
            return ""
        order, proofs, decided = shown
        others = len(proofs) - 1
        as_line = f"as line {int(self.lines[proofs[0]])}"
        if others:
            as_line += f" and {others} other{'s' * (others > 1)} show"
        elif decided > ALONE:
            as_line += f" alone shows for {decided} others that can be read two ways: check it"
        else:
            as_line += " shows"
        return f"dates of {{}} read {'day' if order else 'month'} first, {as_line}"

    def _swap_said(self, name: str) -> str:
        """Say where a spreadsheet may have swapped days and months."""
        rows = signs.maybe_swapped(self.column(name))
        if not len(rows):
            return ""
        lines = errors.at_lines([int(line) for line in self.lines[rows]])
        return (
            "some cells of {} are dates and others text; a spreadsheet may have swapped day and "
            f"month in those that are dates ({lines}): check them"
        )

    def _offsets_said(self, name: str) -> str:
        """Say what became of offsets from UTC."""
        values = self.column(name)
        if isinstance(values.dtype, pd.DatetimeTZDtype):
            return "clock times of {} as written, their UTC offset dropped"
        if pd.api.types.is_datetime64_any_dtype(values.dtype):
            return ""
        return offsets.offsets_note(self.coded(name)[1]).replace("times", "times of {}", 1)

    def last_days(self, name: str | None, first: pd.Series) -> pd.Series:
        """Give the last day that each date of a column may mean: a year alone means any of it."""
        if name is None or pd.api.types.is_datetime64_any_dtype(self.column(name).dtype):
            return cells.last_days(first, np.zeros(len(first), dtype=np.int64))
        coded, names = self.coded(name)
        months = np.array([*map(cells.open_months, names), 0], dtype=np.int64)
        return cells.last_days(first, months[coded])

    def only(self, rows: Rows) -> Table:
        """Keep the rows whose columns hold what is asked for, and remember the others."""
        if not rows:
            return self
        keep = np.ones(len(self.frame), dtype=bool)
        for column, values in rows.items():
            wanted = [cells.one_text(value) for value in as_list(values)]
            coded, texts = self.coded(column)
            keep &= np.array([*(text in wanted for text in texts), False], dtype=bool)[coded]
        asked = [f"{column} is not {errors.listed(as_list(held))}" for column, held in rows.items()]
        if not keep.any():
            raise errors.DataError(
                f"{self.name} has no row left: in all {len(keep)} rows {' or '.join(asked)}. "
                f"Correct rows={dict(rows)!r}."
            )
        aside = (*self.aside, Aside(self.lines[~keep], f"not asked for: {' or '.join(asked)}"))
        frame = self.frame[keep].reset_index(drop=True)
        kept = {name: (coded[keep], texts) for name, (coded, texts) in self._known().items()}
        words = TextWords(frame, kept)
        return replace(self, frame=frame, lines=self.lines[keep], aside=aside, words=words)

    def carries(self, **arguments: object) -> None:
        """Refuse what a survey tool adds about the person, the place and the device.

        Only who answers may be in such a column: anything else would be kept, or quoted.
        """
        for argument, columns in arguments.items():
            named = [] if columns is None else as_list(columns)
            private = [str(column) for column in named if str(column) in self.left_out]
            if private:
                raise errors.never_carried(self.name, private, argument)

    def has(self, *columns: str | Iterable[str] | None) -> None:
        """Refuse the table if it lacks a column that was named."""
        for column in columns:
            names = [column] if isinstance(column, str) else list(column or ())
            for name in names:
                self.column(name)
