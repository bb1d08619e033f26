"""Waves and their half-open windows: a date belongs to the wave whose [start, end) holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from pandas.api.typing import NaTType

from netweave import errors
from netweave.ingest.tables import cells

Waves: TypeAlias = "Mapping[str, tuple[Any, Any] | None] | Iterable[str] | None"


def waves_table(waves: Waves, further: Iterable[str] = ()) -> pd.DataFrame:
    """Give the waves in order: those named with their windows, then further labels without."""
    named = waves if isinstance(waves, Mapping) else dict.fromkeys(_labels(waves))
    windows = {str(label): _window(str(label), window) for label, window in named.items()}
    for label in further:
        windows.setdefault(label, (pd.NaT, pd.NaT))
    table = pd.DataFrame(
        list(windows.values()), index=pd.Index(list(windows), dtype="str", name="wave"),
        columns=pd.Index(["start", "end"]), dtype="datetime64[us]",
    )  # fmt: skip
    _refuse_overlap(table)
    return table


def _labels(waves: Iterable[str] | None) -> list[str]:
    if waves is None:
        return []
    if isinstance(waves, pd.DataFrame):  # whose columns would be taken for labels
        raise errors.ArgumentError(
            "waves must hold a window for each label, or labels alone, got a table. "
            "For example waves={'first': ('2022-01-01', '2022-07-01')}."
        )
    return [waves] if isinstance(waves, str) else list(waves)


def _window(label: str, window: object) -> tuple[pd.Timestamp | NaTType, pd.Timestamp | NaTType]:
    if window is None:
        return pd.NaT, pd.NaT
    ends = list(window) if isinstance(window, tuple | list) else []
    if len(ends) != 2:
        raise errors.ArgumentError(
            f"waves[{label!r}] must be two dates (start, end), got {errors.shown(window)}. "
            f"For example waves={{{label!r}: ('2022-01-01', '2022-07-01')}}; the end is not in it."
        )
    start, end = (_moment(label, value) for value in ends)
    if not start < end:
        raise errors.ArgumentError(
            f"waves[{label!r}] must end after it starts, got {errors.shown(ends[0])} to "
            f"{errors.shown(ends[1])}. A window is [start, end): its end belongs to the next one."
        )
    return start, end


def _moment(label: str, value: object) -> pd.Timestamp:
    read = cells.one_date(cells.one_text(value))
    if isinstance(read, str):
        raise errors.ArgumentError(
            f"waves[{label!r}] must hold dates, got {errors.shown(value)}: {read}. "
            "Write them as 2022-01-31."
        )
    return pd.Timestamp(read)


def _refuse_overlap(table: pd.DataFrame) -> None:
    dated = table.dropna().sort_values("start")
    early = dated["end"].to_numpy()[:-1] > dated["start"].to_numpy()[1:]
    if early.any():
        place = int(np.flatnonzero(early)[0])
        raise errors.ArgumentError(
            f"waves must not overlap; {dated.index[place]!r} ends after "
            f"{dated.index[place + 1]!r} starts. A record must belong to one wave."
        )


def wave_codes(
    times: pd.Series, until: pd.Series, waves: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Give the place of the wave that holds all of each date; mark those too coarse for a wave.

    ``until`` is the last day that each date may mean, the same day where the date is one. The
    place is -1 where no wave holds all of the month or year; too coarse is one of which a part
    lies in a wave.
    """
    found = np.full(len(times), -1, dtype=np.int32)
    touches = np.zeros(len(times), dtype=bool)
    first, last = times.to_numpy(), until.to_numpy()
    open_ = last > first
    last = np.where(open_, last + np.timedelta64(1, "D") - np.timedelta64(1, "us"), first)
    starts, ends = waves["start"].to_numpy(), waves["end"].to_numpy()
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        found[(first >= start) & (last < end)] = place
        touches |= (first < end) & (last >= start)
    return found, touches & (found < 0)
