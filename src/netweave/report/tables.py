"""A table of the report: one frame that becomes HTML, CSV and a sheet of the workbook."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.report.wording import clean, number, percent

Format = Callable[[Any], str]


@dataclass(frozen=True)
class Table:
    """A table with a name for its files, a caption for readers, and its values.

    Parameters
    ----------
    name : str
        File name without suffix, and id on the page.
    caption : str
        What it shows, one sentence.
    frame : DataFrame
        The first column heads the rows; further columns hold text, numbers, NaN or SUPPRESSED.
    formats : mapping
        Column → how its numbers are written on the page.
    note : str
        What to mind, under the table.
    emphasis : tuple of str
        First cells of rows that are set in bold.
    files_only : bool
        Whether the table is left out of the page because it is long.
    banded : bool
        Whether its cells are short texts that must not break.
    reasons : mapping
        (row, column) → code of the reason why the value there is undefined.
    """

    name: str
    caption: str
    frame: pd.DataFrame
    formats: Mapping[str, Format] = field(default_factory=dict)
    note: str = ""
    emphasis: tuple[str, ...] = ()
    files_only: bool = False
    banded: bool = False
    reasons: Mapping[tuple[int, str], str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[str]:
        """The headings."""
        return [clean(column) for column in self.frame.columns]

    @cached_property
    def numeric(self) -> list[bool]:
        """Which columns hold numbers and are set flush right."""
        columns = [self.frame.iloc[:, place] for place in range(len(self.frame.columns))]
        return [_is_numeric(one) or _is_short(one) for one in columns]

    @cached_property
    def rows(self) -> list[list[str]]:
        """The cells as text for the page."""
        formats = [self.formats.get(str(column), number) for column in self.frame.columns]
        return [
            [clean(write(_plain(value))) for write, value in zip(formats, row, strict=True)]
            for row in self.frame.itertuples(index=False, name=None)
        ]

    def as_shown(self) -> Table:
        """Give the same table with no digit more than the page shows, for the files.

        A number in full gives back the counts it was divided from.
        """
        rows = [
            [_shortened(_plain(value), text) for value, text in zip(values, texts, strict=True)]
            for values, texts in zip(
                self.frame.itertuples(index=False, name=None), self.rows, strict=True
            )
        ]
        frame = pd.DataFrame(rows, columns=self.frame.columns, dtype=object)
        return replace(self, frame=frame)

    @property
    def has_hidden(self) -> bool:
        """Whether a value was suppressed."""
        return any((self.frame[column] == SUPPRESSED).any() for column in self.frame.columns)


def table(
    name: str,
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    **options: Any,
) -> Table:
    """Make a table from rows."""
    return Table(name, caption, pd.DataFrame(list(rows), columns=list(columns)), **options)


def percents(*columns: str) -> dict[str, Format]:
    """Write these columns as percentages."""
    return dict.fromkeys(columns, percent)


def digits(places: int, *columns: str) -> dict[str, Format]:
    """Write these columns with so many decimals."""
    return dict.fromkeys(columns, lambda value: number(value, places))


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Give Python's own number for a numpy one, and None for what is missing."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if value is pd.NA or value is pd.NaT else value


def _shortened(value: Any, text: str) -> Any:  # noqa: ANN401
    """Give a number as the page writes it: a number again, or the text where it is no number."""
    if not isinstance(value, float) or not math.isfinite(value):
        return value
    bare = text.replace(",", "").replace("−", "-")
    if not _WRITTEN.fullmatch(bare):
        return text
    return float(f"{float(bare[:-1]) / 100:.12g}") if bare.endswith("%") else float(bare)


_WRITTEN = re.compile(r"-?\d+(\.\d+)?%?")


def _is_numeric(column: pd.Series) -> bool:
    values = [_plain(value) for value in column]
    words = [value for value in values if isinstance(value, str) and value != SUPPRESSED]
    return len(words) < len(values) and not words


_SHORT = re.compile(
    r"(about |all )?[−+<>]?[\d.,]+( to \d+%| of \d+)?%?|[\d,]+ \([<>]?\d+%\)"
    r"|all but [\d–]+ of \d+|\d+–\d+|–|all|withheld"
)


def _is_short(column: pd.Series) -> bool:
    """Whether a column of texts holds nothing but written numbers."""
    values = [value for value in column if isinstance(value, str) and value != SUPPRESSED]
    return bool(values) and all(_SHORT.fullmatch(value) for value in values)
