"""From the columns of any DataFrame to columns whose cells can be read as text or as dates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.tables import cells

MOST_COLUMNS = 16_384
_PLAIN = frozenset({
    str, int, float, bool, type(None), date, datetime, time, timedelta, Decimal, np.float64,
    np.int64, np.bool_, pd.Timestamp, pd.Timedelta, type(pd.NaT), type(pd.NA),
})  # fmt: skip
_FIRST, _LAST = np.datetime64("0001-01-01", "s"), np.datetime64("9999-12-31T23:59:59", "s")
_DAY = np.timedelta64(86_400, "s")


def refuse_wide(name: str, count: int) -> None:
    """Refuse a table with more columns than any spreadsheet."""
    if count > MOST_COLUMNS:
        raise errors.too_many_columns(name, count, MOST_COLUMNS)


def names_of(frame: pd.DataFrame, name: str) -> list[str]:
    """Give the names of a frame's columns as text."""
    called = []
    for column in frame.columns:
        try:
            called.append(cells.writable(str(column).strip()))
        except Exception as fault:
            what = f"a column name of type {type(column).__name__}"
            raise errors.not_as_text(name, what, fault) from fault
    return called


def readable(frame: pd.DataFrame, called: list[str], name: str) -> pd.DataFrame:
    """Give a frame all of whose cells can be read; refuse one with a cell that cannot."""
    before = [frame.iloc[:, place] for place in range(len(called))]
    after = [_readable(values, column, name) for values, column in zip(before, called, strict=True)]
    if all(one is other for one, other in zip(before, after, strict=True)):
        return frame
    whole = pd.DataFrame(dict(enumerate(after)), index=frame.index)
    whole.columns = frame.columns
    return whole


def _readable(values: pd.Series, column: str, name: str) -> pd.Series:
    """Give one column in a form that can be read."""
    if isinstance(values.dtype, pd.ArrowDtype) and values.dtype.kind in "MmO":
        values = _unpacked(values, column, name)
    if isinstance(values.dtype, pd.CategoricalDtype):
        _check(pd.Series(values.cat.categories.astype("object")), column, name, lines=False)
    elif pd.api.types.is_datetime64_any_dtype(values.dtype):
        values = _within_the_calendar(values)
    elif values.dtype.kind == "O":
        _check(values, column, name)
    return values


def _unpacked(values: pd.Series, column: str, name: str) -> pd.Series:
    """Take times, lists and records out of the columns of Arrow."""
    array: Any = values.array
    try:
        plain = array.__arrow_array__().to_pandas(date_as_object=True)
    except Exception as fault:
        raise errors.not_as_text(name, str(values.dtype), fault, column) from fault
    return pd.Series(plain).set_axis(values.index)


def _within_the_calendar(values: pd.Series) -> pd.Series:
    """Give times beyond the year 9999, which are nobody's, as text: it is refused where read."""
    seconds = values.to_numpy(dtype="datetime64[s]")
    edge = _DAY if isinstance(values.dtype, pd.DatetimeTZDtype) else 0 * _DAY
    beyond = (seconds < _FIRST + edge) | (seconds > _LAST - edge)
    if not beyond.any():
        return values
    told = [str(seconds[row]) if beyond[row] else values.iloc[row] for row in range(len(values))]
    return pd.Series(told, index=values.index, dtype="object")


def _check(values: pd.Series, column: str, name: str, *, lines: bool = True) -> None:
    """Refuse a column with an object that has no text."""
    kinds = set(map(type, values)) - _PLAIN
    if not kinds:
        return
    for row, value in enumerate(values, 1):
        if type(value) in kinds:
            try:
                cells.one_text(value)
            except errors.DataError as fault:
                what = type(value).__name__
                raise errors.not_as_text(
                    name, what, fault.__cause__, column, row * lines
                ) from fault
