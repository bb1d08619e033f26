"""P1, the change in ties across organizations per person, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave.compare.intervals import Interval, independent, jackknife, largest_p, widest
from netweave.compare.turnover import ratio
from netweave.results import TERMS

if TYPE_CHECKING:
    from netweave.dyads import Dyads

# Fewer organizations than this say nothing beyond themselves (a heuristic).
FEW_ORGANIZATIONS = 6
METHODS = {
    "person": "jackknife over people",
    "organization": "jackknife over organizations",
    "dyad": "pairs as independent",
}
WIDEST = {
    "person": "people",
    "organization": "organizations",
    "dyad": "pairs",
}


@dataclass(frozen=True)
class Primary:
    """P1 with its three intervals, or the reason why it is undefined.

    Parameters
    ----------
    reason : str
        "" or "NO_GROUP", "ONE_GROUP", "NO_DYADS".
    people, organizations, pairs : int
        People of known organization, their organizations, observed pairs across organizations.
    scale : float
        Possible ties across organizations per person: twice all pairs across, by people.
    density : tuple of float
        Share of observed pairs across organizations that were tied, before and after.
    intervals : tuple of Interval
        By person, by organization, by pair; empty where P1 is undefined.
    same_reporters : float
        P1 over the pairs reported by the same sides in both waves; NaN without such pairs.
    same_pairs : int
        How many such pairs.
    """

    reason: str
    people: int
    organizations: int
    pairs: int
    scale: float = float("nan")
    density: tuple[float, float] = (float("nan"), float("nan"))
    intervals: tuple[Interval, ...] = ()
    same_reporters: float = float("nan")
    same_pairs: int = 0

    @property
    def estimate(self) -> float:
        """The change in ties across organizations per person."""
        return self.scale * (self.density[1] - self.density[0])

    @property
    def means(self) -> tuple[float, float]:
        """Ties across organizations per person, before and after."""
        return self.scale * self.density[0], self.scale * self.density[1]

    @property
    def this_cohort_only(self) -> bool:
        """Whether there are too few organizations to speak beyond them."""
        return self.organizations < FEW_ORGANIZATIONS

    @property
    def used(self) -> tuple[Interval, ...]:
        """The intervals that compete for the widest."""
        few = self.this_cohort_only
        return tuple(one for one in self.intervals if not (few and one.by == "organization"))

    @property
    def widest(self) -> Interval | None:
        """The interval that is reported; None if there is none."""
        return widest(self.used)

    @property
    def p_value(self) -> float:
        """The largest of the p-values; NaN with fewer than six organizations."""
        return float("nan") if self.this_cohort_only else largest_p(self.used)

    @property
    def depends_on_reporters(self) -> bool:
        """Whether P1 changes sign where the same people reported in both waves."""
        return bool(self.estimate * self.same_reporters < 0)


def primary(dyads: Dyads) -> Primary:
    """Estimate P1 from the pairs of a panel.

    ``P1 = c · (density after − density before)`` over the pairs across organizations observed in
    both waves, ``c`` = twice all pairs across organizations, observed or not, by people.
    """
    people, organizations = int(dyads.known.sum()), dyads.organizations
    chosen = dyads.cross & dyads.observed
    pairs, possible = int(chosen.sum()), int(dyads.cross.sum())
    if not pairs:
        reason = "NO_GROUP" if not people else "ONE_GROUP" if organizations == 1 else "NO_DYADS"
        return Primary(reason, people, organizations, pairs)
    before, after = dyads.before[chosen], dyads.after[chosen]
    scale = 2 * possible / people
    change = after.astype(float) - before.astype(float)
    steady = dyads.same_reporters[chosen]
    return Primary(
        reason="",
        people=people,
        organizations=organizations,
        pairs=pairs,
        scale=scale,
        density=(float(before.mean()), float(after.mean())),
        intervals=_intervals(dyads, chosen, change, scale),
        same_reporters=scale * float(change[steady].mean()) if steady.any() else float("nan"),
        same_pairs=int(steady.sum()),
    )


def _intervals(
    dyads: Dyads, chosen: np.ndarray, change: np.ndarray, scale: float
) -> tuple[Interval, ...]:
    one, other = dyads.one[chosen], dyads.other[chosen]
    persons = np.cumsum(dyads.known) - 1
    # A person's organization is that of the first wave; pairs across differ in both.
    home, organizations = np.full(len(dyads.people), -1), dyads.group_before[dyads.known]
    home[dyads.known] = np.unique(organizations, return_inverse=True)[1]
    units = (
        (persons, int(dyads.known.sum()), "person"),
        (home, dyads.organizations, "organization"),
    )
    by_unit = [
        jackknife(change, (place[one], place[other]), count, scale=scale, by=by)
        for place, count, by in units
    ]
    return (*by_unit, independent(change, scale=scale))


def estimate_table(found: Primary, shares: pd.DataFrame) -> pd.DataFrame:
    """Lay out P1, its three intervals, the means, densities, effect sizes and shares."""
    rows = [_p1_row(found)]
    rows += [_interval_row(found, interval) for interval in found.intervals]
    if found.same_pairs < found.pairs:
        rows.append({
            "term": "P1_same_reporters",
            "estimate": found.same_reporters,
            "n": found.same_pairs,
            "method": "pairs whose same sides answered in both waves",
        })
    rows += [
        {"term": term, "estimate": value, "n": found.people, "method": "observed pairs, rescaled"}
        for term, value in zip(("cross_ties_before", "cross_ties_after"), found.means, strict=True)
    ]
    rows += [
        {"term": term, "estimate": value, "n": found.pairs, "method": "observed pairs across"}
        for term, value in effect_sizes(*found.density).items()
    ]
    rows += [
        {
            "term": f"cross_share_{when}",
            "estimate": row["share"],
            "n": int(row["cross"] + row["same"]),
            "method": "ties among observed pairs",
        }
        for when, row in zip(("before", "after"), shares.to_dict("records"), strict=True)
    ]
    rows.append({
        "term": "cross_share_expected",
        "estimate": shares["expected"].iloc[0],
        "n": found.pairs,
        "method": "if ties ignored organization",
    })
    return _as_terms(rows)


def _as_terms(rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows).reindex(columns=TERMS)
    words = ["term", "method"]
    numbers = [name for name in TERMS if name not in {*words, "n"}]
    return table.astype({**dict.fromkeys(words, "str"), **dict.fromkeys(numbers, float), "n": int})


def _p1_row(found: Primary) -> dict[str, Any]:
    row: dict[str, Any] = {"term": "P1", "estimate": found.estimate, "n": found.people}
    widest_one = found.widest
    if widest_one is None:
        why = found.reason or next((one.reason for one in found.used if one.reason), "")
        return {**row, "method": f"undefined: {why}" if found.reason else f"no interval: {why}"}
    compared = "two" if found.this_cohort_only else "three"
    return {
        **row,
        "std_error": widest_one.std_error,
        "statistic": widest_one.statistic,
        "p_value": found.p_value,
        "conf_low": widest_one.low,
        "conf_high": widest_one.high,
        "method": f"widest of {compared}: {WIDEST[widest_one.by]}",
    }


def _interval_row(found: Primary, interval: Interval) -> dict[str, Any]:
    notes = [METHODS[interval.by]]
    if found.this_cohort_only and interval.by == "organization":
        notes.append(f"for the arithmetic only: fewer than {FEW_ORGANIZATIONS} organizations")
    if interval.reason:
        notes.append(f"no interval: {interval.reason}")
    return {
        "term": f"P1_{interval.by}",
        "estimate": interval.estimate,
        "std_error": interval.std_error,
        "statistic": interval.statistic,
        "p_value": float("nan") if found.this_cohort_only else interval.p_value,
        "conf_low": interval.low,
        "conf_high": interval.high,
        "n": interval.n,
        "method": "; ".join(notes),
    }


def effect_sizes(before: float, after: float) -> dict[str, float]:
    """Compare two densities: difference, ratio, odds ratio, and Cohen's h."""
    return {
        "cross_density_before": before,
        "cross_density_after": after,
        "cross_density_difference": after - before,
        "cross_density_ratio": ratio(after, before),
        "cross_odds_ratio": ratio(after * (1 - before), before * (1 - after)),
        "cohens_h": 2 * float(np.arcsin(np.sqrt(after)) - np.arcsin(np.sqrt(before))),
    }
