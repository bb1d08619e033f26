"""Two changes set against each other: their difference, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave.codes import Notice
from netweave.compare.estimate import CANNOT_TELL
from netweave.compare.instrument import WINDOW_SLACK, differences
from netweave.compare.intervals import Interval, Spread
from netweave.compare.turnover import months_between

if TYPE_CHECKING:
    from netweave.compare.case import Case

NAN = float("nan")
SIDES = ("cohort", "comparison group")


@dataclass(frozen=True)
class Paired:
    """The change in a cohort and that in a comparison group.

    Parameters
    ----------
    sides : tuple of Case
        The cohort, and the comparison group.
    """

    sides: tuple[Case, Case]

    @property
    def reason(self) -> str:
        """Why one of the two changes is undefined, "" where both are defined."""
        return next((side.found.reason for side in self.sides if side.found.reason), "")

    @property
    def undefined(self) -> tuple[str, ...]:
        """The sides whose change is undefined."""
        found = zip(SIDES, self.sides, strict=True)
        return tuple(name for name, side in found if side.found.reason)

    @property
    def estimate(self) -> float:
        """P1 of the cohort less P1 of the comparison group."""
        if self.reason:
            return NAN
        first, second = (side.found.estimate for side in self.sides)
        return first - second

    @property
    def density(self) -> float:
        """The same of the share of pairs across that are tied, which does not grow with size."""
        if self.reason:
            return NAN
        first, second = (side.found.density[1] - side.found.density[0] for side in self.sides)
        return first - second

    @property
    def spread(self) -> Spread:
        """The intervals of the difference of P1."""
        return self._spread((1.0, 1.0))

    @property
    def density_spread(self) -> Spread:
        """The intervals of the difference of the shares."""
        first, second = (side.found.scale for side in self.sides)
        return self._spread((first, second))

    def _spread(self, scales: tuple[float, float]) -> Spread:
        if self.reason:
            return Spread()
        first, second = (side.found.spread for side in self.sides)
        both = zip(first.intervals, second.intervals, strict=True)
        found = tuple(combined(one, other, scales) for one, other in both)
        return Spread(found, first.few or second.few)

    @property
    def shared_groups(self) -> int:
        """How many organizations have people in both groups."""
        names = [set(side.dyads.groups[np.unique(side.dyads.group_before[side.dyads.known])])
                 for side in self.sides]  # fmt: skip
        return len(names[0] & names[1])

    @property
    def doubtful(self) -> tuple[str, ...]:
        """The sides whose change does not hold up where the same people reported both times."""
        found = zip(SIDES, self.sides, strict=True)
        return tuple(name for name, side in found if side.found.depends_on_reporters)

    @property
    def turns(self) -> bool:
        """Whether the difference has another sign in shares of pairs than in ties per person."""
        return bool(self.density * self.estimate < 0)

    @property
    def verdict(self) -> str:
        """What the data tell of the difference: "up", "down" or "cannot tell"."""
        told = self.reason or self.doubtful or self.turns or self.spread.includes_no_change
        return CANNOT_TELL if told else "up" if self.estimate > 0 else "down"

    @property
    def notices(self) -> list[Notice]:
        """Say in what the two groups were not asked alike, before or after (W09)."""
        found = []
        for place, when in enumerate(("before", "after")):
            nets = [side.waves[place] for side in self.sides]
            differs = differences(nets[0], nets[1], self.sides[0].kind)
            found += [f"{when}: {'; '.join(differs)}"] * bool(differs)
        months = [months_between(*side.waves) for side in self.sides]
        if max(months) > min(months) * (1 + WINDOW_SLACK):  # not where one is NaN
            found.append(f"time between the waves: {months[0]:.0f} months → {months[1]:.0f} months")
        groups = "The cohort and the comparison group differ"
        return [Notice("W09", f"{groups}; {'; '.join(found)}.")] if found else []


def combined(one: Interval, other: Interval, scales: tuple[float, float]) -> Interval:
    """Give the interval of the difference of two independent estimates, each by its scale.

    The standard errors add as squares; Student's t has the degrees of freedom of Welch and
    Satterthwaite, the normal stays the normal. Where one of the two has none, there is none.
    """
    first, second = (side.std_error / scale
                     for side, scale in zip((one, other), scales, strict=True))  # fmt: skip
    estimate = one.estimate / scales[0] - other.estimate / scales[1]
    reasons = sorted(filter(None, (one.reason, other.reason)), key=lambda code: code != "TOO_FEW")
    blank = one.by, estimate, NAN, one.df, one.n + other.n
    if reasons:
        return Interval(*blank, reasons[0])
    squares = np.array([first, second]) ** 2
    finite = np.isfinite([one.df, other.df])
    parts = (squares[finite] ** 2 / np.array([one.df, other.df])[finite]).sum()
    df = float(squares.sum() ** 2 / parts) if parts else np.inf
    return Interval(one.by, estimate, float(np.sqrt(squares.sum())), df, one.n + other.n)
