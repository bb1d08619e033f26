"""Rows of an estimate with the widest of its intervals, and the three it was chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.compare.estimate import METHODS, WIDEST
from netweave.results import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netweave.compare.intervals import Interval, Spread

NAN = float("nan")
Row = dict[str, Any]


def headline(term: str, estimate: float, spread: Spread, n: int, reason: str = "") -> Row:
    """Give the row of an estimate with its widest interval, or with the reason of having none."""
    row: Row = {"term": term, "estimate": estimate, "n": n, "reason": reason}
    found = None if reason else spread.widest
    if found is None:
        why = reason or spread.reason or "TOO_FEW"
        return {
            **row,
            "reason": why,
            "method": f"{'undefined' if reason else 'no interval'}: {why}",
        }
    compared = "two" if spread.this_cohort_only else "three"
    method = f"widest of {compared}: {WIDEST[found.by]}"
    return {**row, **_interval(found, spread.p_value), "method": method}


def candidates(term: str, spread: Spread) -> list[Row]:
    """Give the rows of the intervals by person, by organization and by pair."""
    tested = bool(spread.used) and not spread.this_cohort_only
    return [
        {
            "term": f"{term}_{one.by}",
            "estimate": one.estimate,
            "n": one.n,
            "method": METHODS[one.by],
            "reason": one.reason,
            **_interval(one, one.p_value if tested else NAN),
        }
        for one in spread.intervals
    ]


def _interval(one: Interval, p_value: float) -> Row:
    return {
        "std_error": one.std_error,
        "statistic": one.statistic,
        "p_value": p_value,
        "conf_low": one.low,
        "conf_high": one.high,
    }


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Lay rows out in the vocabulary of results, with their reasons."""
    table = pd.DataFrame(list(rows)).reindex(columns=[*TERMS, "reason"])
    words = table["reason"].fillna("").astype("str")
    numbers = [name for name in TERMS if name not in {"term", "method", "n"}]
    table = table.astype({**dict.fromkeys(numbers, float), "n": "int64"})
    return table.assign(reason=words.where(words != ""))
