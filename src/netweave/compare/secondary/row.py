"""The frame of secondary findings: one row each, with p-values adjusted for their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from netweave.compare.estimate import METHODS
from netweave.compare.intervals import Spread

NAN = float("nan")

COLUMNS = [
    "term",
    "estimate",
    "std_error",
    "conf_low",
    "conf_high",
    "range_low",
    "range_high",
    "p_value",
    "p_holm",
    "n",
    "method",
    "reason",
]


@dataclass(frozen=True)
class Row:
    """One secondary finding.

    Parameters
    ----------
    term : str
        Its name.
    estimate : float
        NaN where it is undefined.
    spread : Spread
        Its intervals; empty where there is only a range.
    n : int
        How many pairs, or people, it is about.
    tested : bool
        Whether no change, or no difference, is what it is tested against.
    left_out : array
        Its values with one person left out at a time, where that is all there is.
    reason : str
        Why it is undefined, where that is known; "" otherwise.
    """

    term: str
    estimate: float
    spread: Spread
    n: int
    tested: bool = False
    left_out: np.ndarray = field(default_factory=lambda: np.empty(0))
    reason: str = ""

    @property
    def p_value(self) -> float:
        """The largest of the p-values; NaN where nothing is tested."""
        return self.spread.p_value if self.tested and self.spread.widest else float("nan")

    @property
    def possible(self) -> tuple[float, float]:
        """The least and the greatest value that this could have."""
        return -1.0 if self.term.endswith(("_change", "_difference", "_shift")) else 0.0, 1.0

    def as_dict(self) -> dict[str, object]:
        """Lay the row out; no interval goes beyond what is possible."""
        found = self.spread.widest
        low, high = np.clip((found.low, found.high), *self.possible) if found else (NAN, NAN)
        reason = self.reason or ("NO_DYADS" if np.isnan(self.estimate) else "")
        told = self.left_out[np.isfinite(self.left_out)]
        return {
            "term": self.term,
            "estimate": self.estimate,
            "std_error": found.std_error if found else np.nan,
            "conf_low": low,
            "conf_high": high,
            "range_low": told.min() if len(told) else np.nan,
            "range_high": told.max() if len(told) else np.nan,
            "p_value": self.p_value,
            "n": self.n,
            "method": self._method(),
            "reason": reason or self.spread.reason,
        }

    def _method(self) -> str:
        """Say which interval it is, and why there is no p-value where there is none."""
        found = self.spread.widest
        if not self.spread.intervals:
            ranged = len(self.left_out) > 0
            return "range leaving out one person at a time; not tested" if ranged else "not tested"
        if found is None:
            return "no interval"
        compared = "two" if self.spread.this_cohort_only else "three"
        tested = "" if self.tested else "; not tested: nothing to hold it against"
        if self.tested and self.spread.this_cohort_only:
            tested = "; not tested: this cohort only"
        least, most = self.possible
        cut = "; cut at what is possible" if found.low < least or found.high > most else ""
        return f"widest of {compared}: {METHODS[found.by]}{cut}{tested}"


def holm(p_values: np.ndarray) -> np.ndarray:
    """Adjust p-values for their number after Holm (1979); those that are missing do not count."""
    p = np.asarray(p_values, dtype=float)
    out = np.full(len(p), np.nan)
    order = [place for place in np.argsort(p, kind="stable") if not np.isnan(p[place])]
    largest = 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(order) - rank) * p[place]))
        out[place] = largest
    return out


def frame(rows: Iterable[Row], *, adjusted: bool = True) -> pd.DataFrame:
    """Lay out the rows, with Holm's p-values beside the others."""
    table = pd.DataFrame([row.as_dict() for row in rows], columns=COLUMNS)
    numbers = [name for name in COLUMNS if name not in {"term", "method", "reason", "n"}]
    words = dict.fromkeys(["term", "method", "reason"], "str")
    table = table.astype({**dict.fromkeys(numbers, float), **words, "n": "int64"})
    if adjusted:
        table["p_holm"] = holm(table["p_value"].to_numpy())
    return table
