"""Two changes set against each other: their difference, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from netweave.codes import Notice
from netweave.compare.estimate import CANNOT_TELL
from netweave.compare.instrument import WINDOW_SLACK, differences
from netweave.compare.intervals import Interval, Spread
from netweave.compare.missing import bounds
from netweave.compare.secondary.left_out import pairs_of, ratio_of, spread_of
from netweave.compare.thresholds import by_threshold
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
    def formed(self) -> tuple[Formed, Formed]:
        """The share of pairs across not tied before that are tied after, in either group."""
        first, second = (formed_in(side) for side in self.sides)
        return first, second

    @property
    def formed_reason(self) -> str:
        """Why the difference of the two shares is undefined, "" where it is not."""
        return next((one.reason for one in self.formed if one.reason), "")

    @property
    def still(self) -> tuple[str, ...]:
        """The sides in which nothing changed, so that there is no spread to measure."""
        found = zip(SIDES, self.sides, strict=True)
        return tuple(name for name, side in found if side.found.spread.reason == "NO_VARIANCE")

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
        gates = any(side.found.gates for side in self.sides)
        return CANNOT_TELL if told or gates else "up" if self.estimate > 0 else "down"

    @property
    def turned(self) -> Notice | None:
        """Say whether one level up or down turns the sign of the difference (W18)."""
        levels = [{one.level: one.estimate for one in by_threshold(side)} for side in self.sides]
        apart = [levels[0][level] - levels[1][level] for level in levels[0] if level in levels[1]]
        text = "The sign of the difference differs between the levels."
        return Notice("W18", text) if min(apart, default=0) < 0 < max(apart, default=0) else None

    @property
    def undone(self) -> Notice | None:
        """Say whether unobserved pairs could undo a difference that is otherwise told (W19)."""
        if self.verdict == CANNOT_TELL:
            return None
        first, second = (bounds(side.dyads) for side in self.sides)
        low, high = first[0] - second[1], first[1] - second[0]
        text = f"With them filled the difference lies between {low:.2f} and {high:.2f}."
        return Notice("W19", text) if low <= 0 <= high else None

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


@dataclass(frozen=True)
class Formed:
    """The share of pairs across that were not tied before and are tied after.

    Parameters
    ----------
    pairs : int
        Pairs across, observed in both waves and not tied before.
    estimate : float
        The share; NaN without such pairs.
    spread : Spread
        Its intervals.
    """

    pairs: int
    estimate: float = NAN
    spread: Spread = field(default_factory=Spread)

    @property
    def reason(self) -> str:
        """Why the share is undefined, "" where it is not."""
        return "" if self.pairs else "NO_DYADS"

    def beside(self, other: Formed) -> tuple[float, Spread, int]:
        """Give the difference of two shares, its intervals, and how many pairs they are of."""
        both = zip(self.spread.intervals, other.spread.intervals, strict=False)
        found = tuple(combined(*two, (1.0, 1.0)) for two in both)
        spread = Spread(found, self.spread.few or other.spread.few)
        return self.estimate - other.estimate, spread, self.pairs + other.pairs


def formed_in(side: Case) -> Formed:
    """Count the pairs across of one group that could become tied, and those that did."""
    dyads = side.dyads
    chosen = dyads.cross & dyads.observed & ~dyads.before
    if side.found.reason or not chosen.any():
        return Formed(0)
    parts = np.stack([dyads.after[chosen], np.ones(int(chosen.sum()))], axis=1)

    def share(sums: np.ndarray) -> np.ndarray:
        return ratio_of(sums[:, 0], sums[:, 1])

    return Formed(len(parts), *spread_of(parts, pairs_of(dyads, chosen), share))


def combined(one: Interval, other: Interval, scales: tuple[float, float]) -> Interval:
    """Give the interval of the difference of two independent estimates, each by its scale.

    The standard errors add as squares; Student's t has the degrees of freedom of Welch and
    Satterthwaite, the normal stays the normal. Where nothing varies in one of the two, the
    difference varies as the other does; where nothing does in both, or one has too few to tell,
    there is no interval.
    """
    first, second = (side.std_error / scale
                     for side, scale in zip((one, other), scales, strict=True))  # fmt: skip
    estimate = one.estimate / scales[0] - other.estimate / scales[1]
    reasons = [side.reason for side in (one, other)]
    why = [code for code in reasons if code not in ("", "NO_VARIANCE")]
    if why or all(reasons):
        reason = why[0] if why else "NO_VARIANCE"
        return Interval(one.by, estimate, NAN, one.df, one.n + other.n, reason)
    squares = np.array([first, second]) ** 2
    finite = np.isfinite([one.df, other.df]) & (squares > 0)
    parts = (squares[finite] ** 2 / np.array([one.df, other.df])[finite]).sum()
    df = float(squares.sum() ** 2 / parts) if parts else np.inf
    return Interval(one.by, estimate, float(np.sqrt(squares.sum())), df, one.n + other.n)
