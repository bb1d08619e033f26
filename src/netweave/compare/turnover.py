"""Ties kept, new and lost: by pairs within and across organizations, and by direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.dyads import observed_arcs

if TYPE_CHECKING:
    from netweave.dyads import Dyads
    from netweave.network import Network

COUNTS = ["kept", "new", "lost", "never"]
DAYS_PER_MONTH = 365.25 / 12


def ratio(part: float, whole: float) -> float:
    """Divide, NaN where the whole is empty."""
    return part / whole if whole else float("nan")


def counted(before: np.ndarray, after: np.ndarray) -> dict[str, int]:
    """Count kept, new, lost and never among pairs."""
    kept = int((before & after).sum())
    new, lost = int(after.sum()) - kept, int(before.sum()) - kept
    return {"kept": kept, "new": new, "lost": lost, "never": len(before) - kept - new - lost}


def rates(count: dict[str, int]) -> dict[str, float]:
    """Give formation, persistence, Jaccard and the density if both rates went on for ever."""
    kept, new, lost = count["kept"], count["new"], count["lost"]
    formed = ratio(new, new + count["never"])
    persisted = ratio(kept, kept + lost)
    return {
        "formation_rate": formed,
        "persistence_rate": persisted,
        "jaccard": ratio(kept, kept + new + lost),
        "steady_state": ratio(formed, formed + (1 - persisted)),
    }


def months_between(before: Network, after: Network) -> float:
    """Give the months from one wave to the next, by the ends of their windows, else by the starts.

    A survey is answered at the end of its window. NaN where the waves have no dates.
    """
    for when in ("end", "start"):
        if len(before.waves) and len(after.waves):
            first, second = before.waves[when].iloc[0], after.waves[when].iloc[0]
            if pd.notna(first) and pd.notna(second):
                months = 12 * (second.year - first.year) + second.month - first.month
                return float(months + (second.day - first.day) / DAYS_PER_MONTH)
    return float("nan")


def per_year(rates_by_wave: pd.DataFrame, months: float) -> pd.DataFrame:
    """Give formation and persistence as rates per year: ``1 − (1 − f)^(12/months)``, ``p^…``."""
    formed, kept = rates_by_wave["formation_rate"], rates_by_wave["persistence_rate"]
    power = 12 / months if months > 0 else 1.0
    table = pd.DataFrame({
        "formation_per_year": 1 - (1 - formed) ** power,
        "persistence_per_year": kept**power,
    })
    return table if months > 0 else table * float("nan")


def turnover_table(dyads: Dyads, months: float = float("nan")) -> pd.DataFrame:
    """Count the pairs observed in both waves, across, same and all of them.

    Pairs whose organizations are unknown, or that changed from within to across or back, are in
    the row "other", which is there only if there are such pairs, and in "all".
    """
    observed = dyads.observed
    parts = {
        "cross": dyads.cross,
        "same": dyads.same,
        "other": ~(dyads.cross | dyads.same),
        "all": np.ones(len(observed), dtype=bool),
    }
    rows = {}
    for name, chosen in parts.items():
        pairs = observed & chosen
        if name != "other" or pairs.any():
            count = counted(dyads.before[pairs], dyads.after[pairs])
            rows[name] = {**count, "dyads": int(pairs.sum()), **rates(count)}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("pairs")
    table = table.join(per_year(table, months))
    return table.astype(dict.fromkeys([*COUNTS, "dyads"], "int64"))


def arc_turnover(before: Network, after: Network, people: pd.Index, kind: str) -> pd.Series:
    """Count the ordered pairs observed in both waves: kept, new, lost, never."""
    first, seen_first = observed_arcs(before, people, kind)
    second, seen_second = observed_arcs(after, people, kind)
    seen = seen_first & seen_second
    return pd.Series(counted(first[seen], second[seen]), name="arcs", dtype="int64")


def share_table(dyads: Dyads, labels: tuple[str, str]) -> pd.DataFrame:
    """Share of ties that cross organizations in each wave, beside what blind mixing would give.

    Over the pairs observed in both waves, as the change of the share is: a wave that is observed
    better, or somebody who moves, does not make the two differ.
    """
    parts = [chosen & dyads.observed for chosen in (dyads.cross, dyads.same)]
    pairs = [int(chosen.sum()) for chosen in parts]
    rows = {}
    for label, tied in zip(labels, (dyads.before, dyads.after), strict=True):
        ties = [int((tied & chosen).sum()) for chosen in parts]
        rows[label] = {
            "cross": ties[0],
            "same": ties[1],
            "pairs": sum(pairs),
            "share": ratio(ties[0], sum(ties)),
            "expected": ratio(pairs[0], sum(pairs)),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("wave")
