"""What a column shows of how its cells are to be read, and what to check in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionDtype

from netweave.ingest.tables.cells import HOURS, TWO_WAYS, coded_texts, day_first_of, one_date


def order_shown(coded: np.ndarray, names: Sequence[str]) -> tuple[bool, np.ndarray, int] | None:
    """Say which order ``dates`` took from a column, which rows show it, and how many it decides.

    None if it took none: nothing proves one, or no cell could be read two ways.
    """
    order = day_first_of(names)
    open_ = [place for place, name in enumerate(names) if one_date(name) == TWO_WAYS]
    if order is None or not open_:
        return None
    proof = [place for place, name in enumerate(names) if day_first_of([name]) is not None]
    return order, np.flatnonzero(np.isin(coded, proof)), int(np.isin(coded, open_).sum())


def maybe_swapped(values: pd.Series) -> np.ndarray:
    """Give the rows of dates whose day and month a spreadsheet may have swapped.

    It turns texts into dates where its own order lets it, and leaves the others as text: texts
    with a number above 12, beside dates whose days are all 12 or less.
    """
    if values.dtype.kind != "O" or isinstance(values.dtype, ExtensionDtype):
        return np.array([], dtype=np.int64)
    rows = [row for row, one in enumerate(values) if isinstance(one, date) and pd.notna(one)]
    shown = any(isinstance(one, str) and day_first_of([one.strip()]) is not None for one in values)
    early = all(values.iloc[row].day <= 12 for row in rows)
    return np.array(rows if shown and early else [], dtype=np.int64)


def hours_note(values: pd.Series) -> str:
    """Point to lengths above a day that are written like a clock: they may be minutes."""
    if pd.api.types.is_timedelta64_dtype(values.dtype):
        return ""
    coded, names = coded_texts(values)
    clocks = [HOURS.fullmatch(name) for name in names]
    long = [place for place, found in enumerate(clocks) if found and int(found["h"]) >= 24]
    count = int(np.isin(coded, long).sum())
    if not count:
        return ""
    found = clocks[long[0]]
    hour, minute = (int(found[part]) for part in ("h", "m")) if found else (0, 0)
    return (
        f"{count} cell{'s' * (count > 1)} of 24 hours or more, such as {names[long[0]]!r} read as "
        f"{hour} h {minute} min: check that they are not minutes and seconds"
    )
