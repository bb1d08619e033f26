"""Each wave beside the next: the change among the people of both, rates, and where a break is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave.compare import account
from netweave.compare.case import prepared
from netweave.compare.longitudinal.series import overlap
from netweave.compare.turnover import months_between, turnover_table

if TYPE_CHECKING:
    from netweave.codes import Notice
    from netweave.compare.case import Case
    from netweave.compare.estimate import Primary
    from netweave.compare.longitudinal.series import Series
    from netweave.network import Network

# Two waves of which a smaller share of people is the same are not joined (a heuristic).
LEAST_SHARED = 0.5
NUMBERS = ["people", "organizations", "pairs", "joined_later", "left"]


@dataclass(frozen=True)
class Period:
    """Two adjacent waves.

    Parameters
    ----------
    labels : tuple of str
        What they are called.
    found : Primary or None
        P1 among the people of both; None if nobody is in both.
    shared : float
        People of both waves, as a share of the people of either.
    turned : DataFrame
        Pairs kept, new and lost, across, inside and all.
    months : float
        From one wave to the next; NaN where they have no dates.
    joined, left : int
        People of the second wave only, of the first only.
    notices : tuple of Notice
        What the reader should know of these two waves.
    breaks : tuple of str
        Why nothing may be joined between them; empty if it may.
    """

    labels: tuple[str, str]
    found: Primary | None
    shared: float
    turned: pd.DataFrame
    months: float
    joined: int
    left: int
    notices: tuple[Notice, ...]
    breaks: tuple[str, ...]


def periods_of(
    series: Series, group: str, switches: tuple[bool, bool], least_shared: float
) -> list[Period]:
    """Compare each wave with the next; switches: allow_opportunity, members_only."""
    if not 0 <= least_shared <= 1:
        raise errors.setting_out_of_range("least_shared", "must lie between 0 and 1", least_shared)
    found = []
    for place, labels in enumerate(series.pairs):
        before, after = series.nets[place : place + 2]
        sizes = _sizes(before, after, members_only=switches[1])
        months = months_between(before, after)
        if not sizes[0]:
            found.append(_strangers(labels, sizes, months))
            continue
        case = prepared(before, after, group, series.kind, switches)
        found.append(_period(labels, case, (sizes, months), least_shared))
    return found


def _sizes(before: Network, after: Network, *, members_only: bool) -> tuple[int, int, int]:
    """Count who is in both waves, in the first and in the second; conveners of either stay out."""
    first, second = before.people.index, after.people.index
    if members_only:
        marked = [net.people.index[net.convener.to_numpy()] for net in (before, after)]
        conveners = marked[0].append(marked[1])
        first, second = first[~first.isin(conveners)], second[~second.isin(conveners)]
    return int(first.isin(second).sum()), len(first), len(second)


def _strangers(labels: tuple[str, str], sizes: tuple[int, int, int], months: float) -> Period:
    why = ("nobody is in both waves",)
    return Period(labels, None, 0.0, pd.DataFrame(), months, sizes[2], sizes[1], (), why)


def _period(
    labels: tuple[str, str],
    case: Case,
    counts: tuple[tuple[int, int, int], float],
    least_shared: float,
) -> Period:
    (both, first, second), months = counts
    shared = both / (first + second - both)
    turned = turnover_table(case.dyads, months)
    notices = account.notices(case, turned)
    why = [notice.found for notice in notices if notice.code == "W09"]
    if shared < least_shared:
        either = first + second - both
        why.append(f"only {both:,} of {either:,} people are in both waves")
    if overlap(*case.waves):
        why.append("their windows overlap")
    if case.found.reason == "NOT_OBSERVED":
        why.append("one of the waves was not observed")
    return Period(
        labels, case.found, shared, turned, months, second - both, first - both, notices, tuple(why)
    )


def period_table(periods: list[Period]) -> pd.DataFrame:
    """Lay out the periods, one row each; index (before, after)."""
    rows = [_row(one) for one in periods]
    index = pd.MultiIndex.from_tuples([one.labels for one in periods], names=["before", "after"])
    return pd.DataFrame(rows, index=index).astype(dict.fromkeys(NUMBERS, "int64"))


def _row(one: Period) -> dict[str, Any]:
    counts = {"joined_later": one.joined, "left": one.left, "shared": one.shared}
    counts["years"] = one.months / 12
    joined = {"joined": not one.breaks}
    found = one.found
    if found is None:
        nothing = dict.fromkeys(["ties_before", "ties_after", "estimate", "std_error", "p_value"])
        return {"people": 0, "organizations": 0, "pairs": 0, **nothing, "conf_low": np.nan,
                "conf_high": np.nan, "widest": "", "verdict": "", "reason": "NO_DYADS",
                **counts, **joined}  # fmt: skip
    interval, means = found.widest, found.means
    return {
        "people": found.people,
        "organizations": found.organizations,
        "pairs": found.pairs,
        "ties_before": means[0],
        "ties_after": means[1],
        "estimate": found.estimate,
        "std_error": interval.std_error if interval else np.nan,
        "p_value": found.spread.p_value,
        "conf_low": interval.low if interval else np.nan,
        "conf_high": interval.high if interval else np.nan,
        "widest": interval.by if interval else "",
        "verdict": found.verdict,
        "reason": found.reason,
        **counts,
        **joined,
    }


def rate_table(periods: list[Period]) -> pd.DataFrame:
    """Lay out formation and persistence, per period and per year; index (before, after, pairs)."""
    blocks = {
        one.labels: one.turned.assign(years=one.months / 12)
        for one in periods
        if one.found is not None and one.found.reason != "NOT_OBSERVED"
    }
    return pd.concat(blocks, names=["before", "after"]) if blocks else pd.DataFrame()
