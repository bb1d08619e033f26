"""The slope of ties across organizations over the waves that may be joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave.compare.estimate import Primary, no_estimate, spread_over
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
    reason = no_estimate(people, organizations, int(chosen.sum()))
    if not reason and np.isnan(years).any():
        reason = "NO_DATES"
    if reason:
        return Slope(labels, Primary(reason, people, organizations, int(chosen.sum())), reason)
    scale = 2 * int(across.sum()) / people
    people_of = known, courses.home[0]
    alike = chosen & (pairs.sides == pairs.sides[:1]).all(axis=(0, 1))
    slopes = _slopes(pairs.tied, years)
    found = Primary(
        reason="",
        people=people,
        organizations=organizations,
        pairs=int(chosen.sum()),
        scale=scale,
        density=(0.0, float(slopes[chosen].mean())),
        spread=spread_over(
            slopes[chosen], (pairs.one[chosen], pairs.other[chosen]), people_of, scale
        ),
        reporters_changed=not (pairs.sides == pairs.sides[:1]).all(),
        same_reporters=scale * float(slopes[alike].mean()) if alike.any() else float("nan"),
        same_pairs=int(alike.sum()),
        same_spread=spread_over(
            slopes[alike], (pairs.one[alike], pairs.other[alike]), people_of, scale
        ),
        answers=float(_slopes(pairs.sides.sum(axis=1), years)[across].mean()),
        coverage=covered,
        warned=warned,
    )
    return Slope(labels, found, "")


def _slopes(values: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Give the least-squares slope over the years of each pair's value in every wave."""
    centred = years - years.mean()
    return np.asarray(centred @ values / (centred @ centred))
