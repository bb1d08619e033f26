"""What comes of a change of known size, in many made-up cohorts: how often it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.compare.estimate import CANNOT_TELL, primary
from netweave.compare.planning.cohorts import made_up

if TYPE_CHECKING:
    from netweave.compare.planning.cohorts import MadeUp
    from netweave.simulation.settings import CohortSettings

# Beyond so many decimals a planted change of zero is rounding.
EXACT = 9
NUMBERS = [
    "effect",
    "expected",
    "estimate",
    "std_error",
    "spread",
    "width",
    "detected",
    "said",
    "wrong_sign",
    "covered",
    "replicates",
]


def tried(
    settings: CohortSettings, effects: tuple[float, ...], replicates: int, seed: int
) -> tuple[pd.DataFrame, dict[str, float]]:
    """Make up cohorts and estimate; one row for each planted change, and the mean sizes."""
    rows, sizes = [], []
    for sequence in np.random.SeedSequence(seed).spawn(replicates):
        for effect, cohort in zip(effects, made_up(settings, sequence, effects), strict=True):
            row, size = _seen(cohort)
            rows.append({"effect": effect, **row})
            sizes.append(size)
    table = pd.DataFrame(rows)
    means = pd.DataFrame(sizes).mean()
    return _summed(table), {str(name): float(value) for name, value in means.items()}


def _seen(cohort: MadeUp) -> tuple[dict[str, float], dict[str, float]]:
    """Estimate P1 of one cohort and say what would be reported of it."""
    found = primary(cohort.dyads)
    interval = found.widest
    low, high = (interval.low, interval.high) if interval else (np.nan, np.nan)
    detected = low > 0 or high < 0
    expected = round(cohort.expected, EXACT)
    said = found.verdict != CANNOT_TELL
    row = {
        "expected": expected,
        "estimate": found.estimate,
        "std_error": interval.std_error if interval else np.nan,
        "width": high - low,
        "detected": float(detected),
        "said": float(said),
        "wrong_sign": float(said and found.estimate * expected < 0),
        "covered": float(low <= expected <= high) if interval else np.nan,
    }
    size = {
        "people": found.people,
        "organizations": found.organizations,
        "pairs": found.pairs,
        "scale": found.scale,
    }
    return row, {name: float(value) for name, value in size.items()}


def _summed(table: pd.DataFrame) -> pd.DataFrame:
    """Average over the cohorts, in the order of the planted change."""
    grouped = table.groupby("effect")
    means = grouped.mean()
    spread, count = grouped["estimate"].std(), grouped.size()
    found = means.assign(spread=spread, replicates=count).reset_index()
    return found.sort_values("expected", kind="stable")[NUMBERS].reset_index(drop=True)


def crossing(expected: np.ndarray, share: np.ndarray, level: float) -> float:
    """Give the change at which a share reaches a level; NaN if it never does, or did already.

    Growing changes only (0 and above); a share that falls by chance is held at what it was.
    """
    up = expected >= 0
    changes, shares = expected[up], np.maximum.accumulate(share[up])
    if not len(shares) or shares[0] >= level or shares[-1] < level:
        return float("nan")
    above = int(np.argmax(shares >= level))
    part = (level - shares[above - 1]) / (shares[above] - shares[above - 1])
    return float(changes[above - 1] + part * (changes[above] - changes[above - 1]))
