"""How sure one can be of a mean over pairs: three intervals, of which the widest is reported.

Pairs share people and people share organizations, so neither pairs nor people are independent. A
jackknife that leaves out one person, or one organization, at a time takes account of that; the
density is what is jackknifed, because deleting somebody changes the number of possible partners.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import special

CONFIDENCE = 0.95
# Below this, relative to the scale of the estimate, a standard error is rounding.
NOTHING = 1e-12


@dataclass(frozen=True)
class Interval:
    """An estimate with its standard error and a symmetric interval.

    Parameters
    ----------
    by : {"person", "organization", "dyad"}
        What was taken as independent.
    estimate : float
        The estimate, the same for every method.
    std_error : float
        NaN where it cannot be computed.
    df : float
        Degrees of freedom of Student's t; infinity for the normal.
    n : int
        How many people, organizations or pairs.
    reason : str, default ""
        Why there is no interval: "NO_DYADS", "TOO_FEW" or "NO_VARIANCE"; "" where there is one.
    values : array
        The estimates with one person or organization left out; empty for pairs.
    """

    by: str
    estimate: float
    std_error: float
    df: float
    n: int
    reason: str = ""
    values: np.ndarray = field(default_factory=lambda: np.empty(0))

    @property
    def _half(self) -> float:
        if self.reason:
            return float("nan")
        return float(special.stdtrit(self.df, 0.5 + CONFIDENCE / 2)) * self.std_error

    @property
    def low(self) -> float:
        """The lower end."""
        return self.estimate - self._half

    @property
    def high(self) -> float:
        """The upper end."""
        return self.estimate + self._half

    @property
    def statistic(self) -> float:
        """The estimate in standard errors."""
        return float("nan") if self.reason else self.estimate / self.std_error

    @property
    def p_value(self) -> float:
        """Two-sided p for no change."""
        return 2 * float(special.stdtr(self.df, -abs(self.statistic)))


def jackknife(
    values: np.ndarray,
    ends: tuple[np.ndarray, np.ndarray],
    count: int,
    *,
    scale: float,
    by: str,
) -> Interval:
    """Interval for ``scale * mean(values)`` over pairs, leaving out one unit at a time.

    Parameters
    ----------
    values : float array
        One value per pair.
    ends : two int arrays
        The units (people, or their organizations) at the two ends of each pair, 0 to ``count - 1``;
        the two ends of a pair differ.
    count : int
        How many units, those in no pair included.
    scale : float
        Factor of the mean, the same for every deletion.
    by : str
        What a unit is.

    Returns
    -------
    Interval
        ``se² = (n-1)/n · Σ (θ₍₋ᵢ₎ − mean)²``, Student's t with n − 1 degrees of freedom.
    """
    pairs, total = len(values), float(values.sum())
    estimate = scale * total / pairs if pairs else float("nan")
    both, twice = np.concatenate(ends), np.concatenate([values, values])
    rest_pairs = pairs - np.bincount(both, minlength=count)
    rest = total - np.bincount(both, weights=twice, minlength=count)
    blank = Interval(by, estimate, float("nan"), count - 1, count)
    if not pairs:
        return _without(blank, "NO_DYADS")
    if count < 3 or (rest_pairs == 0).any():
        return _without(blank, "TOO_FEW")
    return left_out_interval(by, estimate, scale * rest / rest_pairs, scale=scale)


def left_out_interval(
    by: str, estimate: float, left_out: np.ndarray, *, scale: float = 1.0
) -> Interval:
    """Interval of an estimate from its values with one unit left out at a time.

    ``se² = (n-1)/n · Σ (θ₍₋ᵢ₎ − mean)²``; Student's t with n − 1 degrees of freedom over people and
    organizations, the normal over pairs. "TOO_FEW" where there are fewer than three units (two
    pairs), or where the estimate is undefined without one of them.
    """
    count = len(left_out)
    df = np.inf if by == "dyad" else count - 1
    if not np.isfinite(estimate):
        return Interval(by, estimate, float("nan"), df, count, "NO_DYADS")
    if count < (2 if by == "dyad" else 3) or not np.isfinite(left_out).all():
        return Interval(by, estimate, float("nan"), df, count, "TOO_FEW")
    spread = float(((left_out - left_out.mean()) ** 2).sum())
    error = float(np.sqrt((count - 1) / count * spread))
    reason = "NO_VARIANCE" if error <= NOTHING * scale else ""
    return Interval(by, estimate, 0.0 if reason else error, df, count, reason, left_out)


def independent(values: np.ndarray, *, scale: float) -> Interval:
    """Interval for ``scale * mean(values)`` as if pairs were independent, with the normal."""
    pairs = len(values)
    estimate = scale * float(values.mean()) if pairs else float("nan")
    blank = Interval("dyad", estimate, float("nan"), np.inf, pairs)
    if pairs < 2:
        return _without(blank, "TOO_FEW" if pairs else "NO_DYADS")
    error = scale * float(values.std(ddof=1)) / float(np.sqrt(pairs))
    if error <= NOTHING * scale:
        return Interval("dyad", estimate, 0.0, np.inf, pairs, "NO_VARIANCE")
    return Interval("dyad", estimate, error, np.inf, pairs)


def _without(blank: Interval, reason: str) -> Interval:
    return Interval(blank.by, blank.estimate, float("nan"), blank.df, blank.n, reason)


@dataclass(frozen=True)
class Spread:
    """The three intervals of one estimate and which of them may be used.

    Parameters
    ----------
    intervals : tuple of Interval
        By person, by organization, by pair; empty where the estimate is undefined.
    few : bool
        Whether there are fewer organizations than say anything beyond themselves.
    """

    intervals: tuple[Interval, ...] = ()
    few: bool = False

    def _reason(self, by: str) -> str:
        return next((one.reason for one in self.intervals if one.by == by), "")

    @property
    def hangs_on_one(self) -> bool:
        """Whether no pair would be left without one of the organizations."""
        return self._reason("organization") == "TOO_FEW"

    @property
    def this_cohort_only(self) -> bool:
        """Whether the interval over organizations cannot be used."""
        return self.few or self.hangs_on_one

    @property
    def used(self) -> tuple[Interval, ...]:
        """The intervals that compete for the widest; none where no person can be left out."""
        if self._reason("person") == "TOO_FEW":
            return ()
        few = self.this_cohort_only
        return tuple(one for one in self.intervals if not (few and one.by == "organization"))

    @property
    def widest(self) -> Interval | None:
        """The interval that is reported; None if there is none."""
        return widest(self.used)

    @property
    def p_value(self) -> float:
        """The largest of the p-values; NaN where this is about this cohort only."""
        return float("nan") if self.this_cohort_only else largest_p(self.used)

    @property
    def reason(self) -> str:
        """Why there is no interval; "" where there is one."""
        if self.widest is not None or not self.intervals:
            return ""
        return self._reason("person")

    @property
    def includes_no_change(self) -> bool:
        """Whether zero lies in the interval, or no interval says that it does not."""
        found = self.widest
        return found is None or found.low <= 0 <= found.high


def widest(intervals: Sequence[Interval]) -> Interval | None:
    """Give the widest interval of those that exist, the first of equals; None if none does."""
    usable = [interval for interval in intervals if not interval.reason]
    return max(usable, key=lambda interval: interval.high - interval.low, default=None)


def largest_p(intervals: Sequence[Interval]) -> float:
    """Give the largest p-value of the intervals that exist, NaN if none does."""
    usable = [interval.p_value for interval in intervals if not interval.reason]
    return max(usable, default=float("nan"))
