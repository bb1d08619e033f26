"""Older ties count less: strength halves every so many days, inside one wave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import codes, errors

if TYPE_CHECKING:
    from netweave.network import Network


def faded(net: Network, half_life: float, at: Any) -> Network:
    """Give the network with every weight as it is on a day, of ties of one wave."""
    if not (np.isfinite(half_life) and half_life > 0):
        raise errors.setting_out_of_range("half_life", "must be days above 0", half_life)
    if len(net._waves) > 1:
        raise _refused(f"the network holds the waves {errors.listed(list(net._waves.index), 5)}")
    day, times = _day(at), _times(net)
    if len(times) and day < times.max():
        raise errors.setting_out_of_range("at", f"must not be before {times.max():%Y-%m-%d}", at)
    for wave, end in net._waves["end"].items():
        if day > end:
            raise _refused(f"at={day:%Y-%m-%d} is after the end of the wave {wave!r}")
    days = (day - times).dt.total_seconds() / 86_400
    ties = net._ties.assign(weight=net._ties["weight"] * 2.0 ** -(days / half_life))
    units = [f"{unit or 'strength'}, half-life {half_life:g} days" for unit in net._kinds["unit"]]
    return net._with(ties=ties, kinds=net._kinds.assign(unit=units))


def _day(at: Any) -> pd.Timestamp:
    try:
        day = pd.Timestamp(at)
    except (TypeError, ValueError):
        day = None
    if day is None or pd.isna(day) or day.tzinfo:
        raise errors.setting_out_of_range("at", "must be a date", at)
    return day


def _times(net: Network) -> pd.Series:
    """Give when each tie was; ties without a date are refused."""
    ties = net._ties
    missing = ties["time"].isna().to_numpy() if "time" in ties else np.ones(len(ties), dtype=bool)
    if missing.any():
        raise errors.DataError(
            f"decay needs a date for every tie; {missing.sum():,} of {len(ties):,} have none. "
            "Choose kinds with dates: net.where(kind='…')."
        )
    return ties["time"] if "time" in ties else pd.Series([], dtype="datetime64[us]")


def _refused(found: str) -> errors.RefusalError:
    refusal = codes.REFUSALS["E-DECAY"]
    return errors.RefusalError("E-DECAY", f"{found}. {refusal.text} {refusal.mend}")
