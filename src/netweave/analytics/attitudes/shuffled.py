"""Rank correlation, and how far chance would bring it when people trade places in their group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from netweave.analytics.nulls.spoken import FEW, labelings

NAN = float("nan")
CELLS = 1 << 20  # values shuffled together
EQUAL = 1e-12
NORMAL = 1.959963984540054  # the 97.5 in 100 point of the normal distribution


@dataclass(frozen=True)
class Ranked:
    """Spearman's correlation of two columns, and its place among shuffled ones.

    Parameters
    ----------
    rho : float
        The correlation.
    expected : float
        Its mean over all ways to shuffle.
    p_value : float
        Two-sided, ``(1 + as far from expected or farther)/(1 + draws)``.
    low, high : float
        95% interval as if people were independent (Bonett & Wright 2000).
    people : int
        How many.
    within, within_low, within_high : float
        The correlation of the ranks less their mean in the stratum, which the same p-value is of,
        and its interval.
    ways : int
        How many different ways to shuffle there are, counted up to 20.
    reason : str
        Why there is no correlation, or no p-value; "" where there are both.
    """

    rho: float
    expected: float
    p_value: float
    low: float
    high: float
    people: int
    ways: int
    reason: str = ""
    within: float = NAN
    within_low: float = NAN
    within_high: float = NAN

    @property
    def enough(self) -> bool:
        """Whether there are ways enough to shuffle that the p-value says something."""
        return not self.reason and self.ways >= FEW


def spearman(
    one: np.ndarray, other: np.ndarray, strata: np.ndarray, draws: int, seed: int
) -> Ranked:
    """Correlate ranks, and shuffle the first column within strata to see what chance gives."""
    people = len(one)
    blank = Ranked(NAN, NAN, NAN, NAN, NAN, people, 0)
    if people < 3:
        return _without(blank, "N<3")
    first, second = (rankdata(values) - (people + 1) / 2 for values in (one, other))
    size = np.sqrt((first**2).sum() * (second**2).sum())
    if size <= EQUAL:
        return _without(blank, "NO_VARIANCE")
    order = np.argsort(strata, kind="stable")
    first, second, strata = first[order], second[order], strata[order]
    rho = float(first @ second / size)
    ways = labelings(np.unique(first, return_inverse=True)[1], strata)
    middle, other_middle = (
        pd.Series(ranks).groupby(strata).transform("mean").to_numpy() for ranks in (first, second)
    )
    expected = float(middle @ second / size)
    inside = _within(first - middle, second - other_middle, len(np.unique(strata)))
    low, high = _interval(rho, people)
    if ways == 1:
        return Ranked(rho, expected, NAN, low, high, people, ways, "DEGENERATE_NULL", *inside)
    far = abs(rho - expected) - EQUAL
    count, rng = 0, np.random.default_rng(seed)
    for begin in range(0, draws, step := max(1, CELLS // people)):
        keys = rng.random((min(step, draws - begin), people)) + strata
        drawn = first[np.argsort(keys, axis=1)] @ second / size
        count += int((np.abs(drawn - expected) >= far).sum())
    return Ranked(rho, expected, (1 + count) / (1 + draws), low, high, people, ways, "", *inside)


def strata_of(groups: pd.Series) -> np.ndarray:
    """Give each group a number; people of unknown group trade places with each other."""
    return np.asarray(pd.factorize(groups)[0]) + 1


def _without(blank: Ranked, reason: str) -> Ranked:
    return Ranked(NAN, NAN, NAN, NAN, NAN, blank.people, 0, reason)


def _within(one: np.ndarray, other: np.ndarray, strata: int) -> tuple[float, float, float]:
    """Correlate what is left of ranks less the means of strata; each further mean costs one."""
    size = np.sqrt((one**2).sum() * (other**2).sum())
    if size <= EQUAL:
        return NAN, NAN, NAN
    rho = float(one @ other / size)
    return rho, *_interval(rho, len(one) - strata + 1)


def _interval(rho: float, people: int) -> tuple[float, float]:
    if people < 4 or abs(rho) > 1 - EQUAL:
        return NAN, NAN
    middle, half = np.arctanh(rho), NORMAL * np.sqrt((1 + rho**2 / 2) / (people - 3))
    return float(np.tanh(middle - half)), float(np.tanh(middle + half))
