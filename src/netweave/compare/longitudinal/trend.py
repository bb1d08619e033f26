"""The slope of ties across organizations over the waves that may be joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave.compare.estimate import FEW_ORGANIZATIONS, Primary
from netweave.compare.intervals import Spread, independent, jackknife
from netweave.compare.turnover import ratio

if TYPE_CHECKING:
    from netweave.compare.longitudinal.courses import Courses

# A line through fewer waves is the change between them.
LEAST_WAVES = 3


@dataclass(frozen=True)
class Slope:
    """The slope over a stretch of waves, on the people of all of them.

    Parameters
    ----------
    labels : tuple of str
        The waves.
    found : Primary
        The slope as its estimate, in ties across organizations per person and year, with its
        intervals; the slope is linear in the pairs, so that what holds for a change holds for it.
    reason : str
        Why it is undefined: "NO_DATES", or a reason of P1.
    """

    labels: tuple[str, ...]
    found: Primary
    reason: str


def stretches(joined: list[bool]) -> list[range]:
    """Give the runs of waves between which nothing breaks, three waves or more."""
    starts = [0] + [place + 1 for place, whole in enumerate(joined) if not whole]
    ends = [start - 1 for start in starts[1:]] + [len(joined)]
    runs = [range(start, end + 1) for start, end in zip(starts, ends, strict=True)]
    return [run for run in runs if len(run) >= LEAST_WAVES]


def slope_of(
    courses: Courses, labels: tuple[str, ...], years: np.ndarray, warned: tuple[str, ...] = ()
) -> Slope:
    """Fit a line through the waves of each pair and average over the pairs across.

    warned: codes of what was found of any two of the waves.
    """
    panel = np.asarray(courses.present.all(axis=0))
    pairs = courses.among(panel)
    known = np.asarray((courses.home >= 0).all(axis=0) & panel)
    across = pairs.labelled(across=True)
    chosen = across & pairs.seen.all(axis=0)
    covered = ratio(float(pairs.seen.all(axis=0).sum()), len(pairs.one))
    homes = courses.home[0][known]
    people, organizations = int(known.sum()), len(np.unique(homes))
    reason = _reason(people, organizations, int(chosen.sum()))
    if not reason and np.isnan(years).any():
        reason = "NO_DATES"
    if reason:
        return Slope(labels, Primary(reason, people, organizations, int(chosen.sum())), reason)
    scale = 2 * int(across.sum()) / people
    units = _units(courses, known)
    alike = chosen & (pairs.sides == pairs.sides[:1]).all(axis=(0, 1))
    slopes = _slopes(pairs.tied, years)
    found = Primary(
        reason="",
        people=people,
        organizations=organizations,
        pairs=int(chosen.sum()),
        scale=scale,
        density=(0.0, float(slopes[chosen].mean())),
        spread=_spread(slopes, pairs, chosen, units, scale),
        reporters_changed=not (pairs.sides == pairs.sides[:1]).all(),
        same_reporters=scale * float(slopes[alike].mean()) if alike.any() else float("nan"),
        same_pairs=int(alike.sum()),
        same_spread=_spread(slopes, pairs, alike, units, scale),
        answers=float(_slopes(pairs.sides.sum(axis=1), years)[across].mean()),
        coverage=covered,
        warned=warned,
    )
    return Slope(labels, found, "")


def _reason(people: int, organizations: int, pairs: int) -> str:
    if pairs:
        return ""
    return "NO_GROUP" if not people else "ONE_GROUP" if organizations == 1 else "NO_DYADS"


def _slopes(values: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Give the least-squares slope over the years of each pair's value in every wave."""
    centred = years - years.mean()
    return np.asarray(centred @ values / (centred @ centred))


def _units(courses: Courses, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give everybody a number, and one for the organization of the first wave; -1 if unknown."""
    home = np.full(len(known), -1)
    home[known] = np.unique(courses.home[0][known], return_inverse=True)[1]
    return np.cumsum(known) - 1, home


def _spread(
    values: np.ndarray,
    pairs: Courses,
    chosen: np.ndarray,
    units: tuple[np.ndarray, np.ndarray],
    scale: float,
) -> Spread:
    """Give the three intervals of a mean over pairs."""
    if not chosen.any():
        return Spread()
    one, other, mine = pairs.one[chosen], pairs.other[chosen], values[chosen]
    counts = [int(place.max()) + 1 for place in units]
    by_unit = [
        jackknife(mine, (place[one], place[other]), count, scale=scale, by=by)
        for place, count, by in zip(units, counts, ("person", "organization"), strict=True)
    ]
    few = counts[1] < FEW_ORGANIZATIONS
    return Spread((*by_unit, independent(mine, scale=scale)), few)
