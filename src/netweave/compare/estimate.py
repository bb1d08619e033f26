"""P1, the change in ties across organizations per person, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave import claims
from netweave.compare.intervals import Interval, Spread, independent, jackknife
from netweave.compare.turnover import ratio
from netweave.coverage import capped, coverage_code
from netweave.results import TERMS

if TYPE_CHECKING:
    from netweave.dyads import Dyads

# Fewer organizations than this say nothing beyond themselves (a heuristic).
FEW_ORGANIZATIONS = 6
CANNOT_TELL = claims.CANNOT_TELL
CHANGE = claims.CHANGE
# Under these warnings two waves do not show which way ties went, whatever the interval: too few
# pairs observed, an opportunity in place of a tie, not asked in the same way.
GATES = ("W03", "W07", "W09")
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
        "" or "NO_GROUP", "ONE_GROUP", "NO_DYADS", "NOT_OBSERVED".
    people, organizations, pairs : int
        People of known organization, their organizations, observed pairs across organizations.
    scale : float
        Possible ties across organizations per person: twice all pairs across, by people.
    density : tuple of float
        Share of observed pairs across organizations that were tied, before and after.
    spread : Spread
        By person, by organization, by pair; empty where P1 is undefined.
    reporters_changed : bool
        Whether somebody of the panel answered, or was asked about somebody, in one wave only.
    same_reporters : float
        P1 over the pairs reported by the same sides in both waves; NaN without such pairs.
    same_pairs : int
        How many such pairs.
    same_spread : Spread
        The intervals of that.
    answers : float
        How many more sides of a pair answered after than before, on average over the pairs across;
        below 0 where fewer did.
    coverage : float
        Share of the pairs of the panel that were observed in both waves.
    warned : tuple of str
        Codes of what was found of the waves themselves.
    """

    reason: str
    people: int
    organizations: int
    pairs: int
    scale: float = float("nan")
    density: tuple[float, float] = (float("nan"), float("nan"))
    spread: Spread = field(default_factory=Spread)
    reporters_changed: bool = False
    same_reporters: float = float("nan")
    same_pairs: int = 0
    same_spread: Spread = field(default_factory=Spread)
    answers: float = 0.0
    coverage: float = float("nan")
    warned: tuple[str, ...] = ()

    @property
    def estimate(self) -> float:
        """The change in ties across organizations per person."""
        return self.scale * (self.density[1] - self.density[0])

    @property
    def means(self) -> tuple[float, float]:
        """Ties across organizations per person, before and after."""
        return self.scale * self.density[0], self.scale * self.density[1]

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The intervals by person, by organization and by pair."""
        return self.spread.intervals

    @property
    def widest(self) -> Interval | None:
        """The interval that is reported; None if there is none."""
        return self.spread.widest

    @property
    def depends_on_reporters(self) -> bool:
        """Whether P1 does not hold up where the same people reported in both waves.

        Fewer answers alone make fewer ties under the rule that either side's report is enough, and
        more answers more. A change in that direction must show among the same reporters too. One
        against it, that is larger among the same reporters, is not made by who answered, however
        wide the interval over these fewer pairs is.
        """
        if not self.reporters_changed:
            return False
        opposite = np.sign(self.same_reporters) != np.sign(self.estimate)  # NaN differs too
        smaller = abs(self.same_reporters) < abs(self.estimate)
        alone = smaller or self.answers * self.estimate > 0
        told = not self.spread.includes_no_change
        return bool(opposite or (alone and told and self.same_spread.includes_no_change))

    @property
    def verdict(self) -> str:
        """What the data tell: "up", "down" or "cannot tell".

        They cannot tell where P1 or its interval is undefined, where the interval includes no
        change, where P1 does not hold up among the same reporters, and where the waves cannot be
        compared.
        """
        open_ = self.spread.includes_no_change or self.depends_on_reporters
        if self.reason or open_ or self.gates:
            return CANNOT_TELL
        return "up" if self.estimate > 0 else "down"

    @property
    def gates(self) -> tuple[str, ...]:
        """Codes under which no direction is told, whatever the interval."""
        found = {*self.warned, coverage_code(self.coverage)}
        return tuple(code for code in GATES if code in found)

    @property
    def claim(self) -> int:
        """The level of claim: a change where there is an interval and the waves compare."""
        sound = self.widest is not None and not (self.reason or self.gates)
        return capped(CHANGE if sound else 1, self.coverage)


def primary(dyads: Dyads) -> Primary:
    """Estimate P1 from the pairs of a panel.

    ``P1 = c · (density after − density before)`` over the pairs across organizations observed in
    both waves, ``c`` = twice all pairs across organizations, observed or not, by people.
    """
    people, organizations = int(dyads.known.sum()), dyads.organizations
    chosen = dyads.cross & dyads.observed
    pairs, possible = int(chosen.sum()), int(dyads.cross.sum())
    covered = ratio(float(dyads.observed.sum()), len(dyads.one))
    reason = no_estimate(people, organizations, pairs)
    if reason:
        return Primary(reason, people, organizations, pairs, coverage=covered)
    scale = 2 * possible / people
    same = chosen & dyads.same_reporters
    return Primary(
        reason="",
        people=people,
        organizations=organizations,
        pairs=pairs,
        scale=scale,
        density=(float(dyads.before[chosen].mean()), float(dyads.after[chosen].mean())),
        spread=_spread(dyads, chosen, scale),
        reporters_changed=not dyads.same_reporters.all(),
        same_reporters=scale * float(_change(dyads, same).mean()) if same.any() else float("nan"),
        same_pairs=int(same.sum()),
        same_spread=_spread(dyads, same, scale),
        answers=float((dyads.sides_after - dyads.sides_before)[dyads.cross].mean()),
        coverage=covered,
    )


def _change(dyads: Dyads, chosen: np.ndarray) -> np.ndarray:
    return np.asarray(dyads.after[chosen].astype(float) - dyads.before[chosen])


def _spread(dyads: Dyads, chosen: np.ndarray, scale: float) -> Spread:
    ends = dyads.one[chosen], dyads.other[chosen]
    # A person's organization is that of the first wave; pairs across differ in both.
    return spread_over(_change(dyads, chosen), ends, (dyads.known, dyads.group_before), scale)


def spread_over(
    values: np.ndarray,
    ends: tuple[np.ndarray, np.ndarray],
    people: tuple[np.ndarray, np.ndarray],
    scale: float,
) -> Spread:
    """Give the three intervals of ``scale`` times a mean over pairs.

    ends: the two people of each pair; people: whose organization is known, and everybody's.
    """
    if not len(values):
        return Spread()
    known, groups = people
    home = np.full(len(known), -1)
    names, home[known] = np.unique(groups[known], return_inverse=True)
    units = (
        (np.cumsum(known) - 1, int(known.sum()), "person"),
        (home, len(names), "organization"),
    )
    by_unit = [
        jackknife(values, (place[ends[0]], place[ends[1]]), count, scale=scale, by=by)
        for place, count, by in units
    ]
    few = len(names) < FEW_ORGANIZATIONS
    return Spread((*by_unit, independent(values, scale=scale)), few)


def no_estimate(people: int, organizations: int, pairs: int) -> str:
    """Say why nothing can be estimated over the pairs across; "" where it can."""
    if pairs:
        return ""
    return "NO_GROUP" if not people else "ONE_GROUP" if organizations == 1 else "NO_DYADS"


def estimate_table(found: Primary, shares: pd.DataFrame) -> pd.DataFrame:
    """Lay out P1, its three intervals, the means, densities, effect sizes and shares."""
    p1: dict[str, Any] = {"term": "P1", "estimate": found.estimate, "n": found.people}
    how = {"method": f"undefined: {found.reason}"} if found.reason else _widest_row(found.spread)
    rows = [{**p1, **how}]
    rows += [_interval_row(found.spread, interval) for interval in found.intervals]
    if found.reporters_changed:
        rows.append({
            "term": "P1_same_reporters",
            "estimate": found.same_reporters,
            "n": found.same_pairs,
            **_widest_row(found.same_spread, "pairs whose same sides answered in both waves; "),
        })
    rows += [
        {"term": term, "estimate": value, "n": found.people, "method": "observed pairs, rescaled"}
        for term, value in zip(("cross_ties_before", "cross_ties_after"), found.means, strict=True)
    ]
    rows += [
        {"term": term, "estimate": value, "n": found.pairs, "method": "observed pairs across"}
        for term, value in effect_sizes(*found.density).items()
    ]
    return _as_terms([*rows, *_share_rows(shares)])


def _share_rows(shares: pd.DataFrame) -> list[dict[str, Any]]:
    waves = dict(zip(("before", "after"), shares.to_dict("records"), strict=True))
    observed = [
        {
            "term": f"cross_share_{when}",
            "estimate": row["share"],
            "n": int(row["cross"] + row["same"]),
            "method": "ties among the pairs observed in both waves",
        }
        for when, row in waves.items()
    ]
    blind = [
        {
            "term": f"cross_share_expected_{when}",
            "estimate": row["expected"],
            "n": int(row["pairs"]),
            "method": "if ties ignored organization",
        }
        for when, row in waves.items()
    ]
    return observed + blind


def _as_terms(rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows).reindex(columns=TERMS)
    words = ["term", "method"]
    numbers = [name for name in TERMS if name not in {*words, "n"}]
    return table.astype({**dict.fromkeys(words, "str"), **dict.fromkeys(numbers, float), "n": int})


def _widest_row(spread: Spread, about: str = "") -> dict[str, Any]:
    """Give the widest interval and its name, or say why there is none."""
    found = spread.widest
    if found is None:
        return {"method": f"{about}no interval: {spread.reason or 'NO_DYADS'}"}
    compared = "two" if spread.this_cohort_only else "three"
    return {
        "std_error": found.std_error,
        "statistic": found.statistic,
        "p_value": spread.p_value,
        "conf_low": found.low,
        "conf_high": found.high,
        "method": f"{about}widest of {compared}: {WIDEST[found.by]}",
    }


def _interval_row(spread: Spread, interval: Interval) -> dict[str, Any]:
    notes = [METHODS[interval.by]]
    if spread.few and interval.by == "organization":
        notes.append(f"for the arithmetic only: fewer than {FEW_ORGANIZATIONS} organizations")
    if not spread.used and not interval.reason:
        notes.append("for the arithmetic only: nobody can be left out")
    if interval.reason:
        notes.append(f"no interval: {interval.reason}")
    return {
        "term": f"P1_{interval.by}",
        "estimate": interval.estimate,
        "std_error": interval.std_error,
        "statistic": interval.statistic,
        "p_value": interval.p_value if spread.used and not spread.this_cohort_only else np.nan,
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
