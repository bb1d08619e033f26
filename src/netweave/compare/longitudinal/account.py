"""What a finding over several waves rests on: warnings, and where the numbers come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from netweave import results
from netweave.codes import Notice
from netweave.compare.outcome import merged

if TYPE_CHECKING:
    from netweave.compare.longitudinal.periods import Period
    from netweave.compare.longitudinal.series import Series


def waves_notices(periods: list[Period]) -> tuple[Notice, ...]:
    """Collect what the reader should know, naming the waves that each speaks of."""
    found = []
    for one in periods:
        between = f"{one.labels[0]} → {one.labels[1]}: "
        for notice in one.notices:
            for text in _parted(notice):
                named = any(label in text for label in one.labels)
                found.append(Notice(notice.code, text if named else between + text))
    tested = [one.found.spread.p_value for one in periods if one.found is not None]
    tests = int(np.isfinite(tested).sum())
    if tests > 1:
        found.append(Notice("W23", f"There are {tests} periods, each with its own p-value."))
    return merged(found)


def _parted(notice: Notice) -> list[str]:
    """Give what was found of one wave at a time, so that a wave of two periods is told once."""
    of_waves = notice.code in {"W01", "W02", "W03", "W04"}
    return re.split(r"(?<=\.) ", notice.found) if of_waves else [notice.found]


def responses(notices: tuple[Notice, ...]) -> str:
    """Give what was found of low response, for its caution."""
    return "; ".join(notice.found.rstrip(".") for notice in notices if notice.code == "W01")


def waves_passport(
    series: Series, what: tuple[str, str], people: int, *, members_only: bool
) -> results.Passport:
    """Say where the numbers come from; what: the measure and its formula."""
    levels = [float(net.kinds["threshold"].to_dict()[series.kind]) for net in series.nets]
    spelled = list(dict.fromkeys("any" if np.isnan(level) else f"{level:g}" for level in levels))
    others = [str(name) for net in series.nets for name in net.kinds.index if name != series.kind]
    marked = any(bool(net.convener.any()) for net in series.nets)
    return results.Passport(
        measure=what[0],
        formula=what[1],
        kinds=(series.kind,),
        left_out=tuple(dict.fromkeys(others)),
        wave=" → ".join(series.labels),
        threshold=f"{series.kind}: {' → '.join(spelled)}",
        people=people,
        ties=None,
        convener=("without" if members_only else "with") if marked else "none marked",
    )
