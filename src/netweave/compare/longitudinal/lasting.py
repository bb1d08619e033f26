"""Kaplan–Meier on pairs: of the ties of an age, how many were still there a wave later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from netweave.compare.intervals import CONFIDENCE, NOTHING

if TYPE_CHECKING:
    from netweave.compare.longitudinal.courses import Courses


@dataclass(frozen=True)
class Spells:
    """How often each pair's tie was at risk at each age, and was lost.

    Parameters
    ----------
    at_risk, lost, censored : int array, ages × pairs
        Row k: ties that had lasted k waves and were observed in the next; those of them that were
        gone there; those that had lasted k waves and of which the next is not known: not observed,
        behind a break, or after the last wave.
    started, unknown : int array over pairs
        Ties that were seen to start, and those that were there when the pair was first observed.
    followed : int array over pairs
        Of the latter, those that entered and were observed one wave later.
    """

    at_risk: np.ndarray
    lost: np.ndarray
    censored: np.ndarray
    started: np.ndarray
    unknown: np.ndarray
    followed: np.ndarray


def spells_of(
    courses: Courses, whole: list[bool], *, new_only: bool, same_reporters: bool = False
) -> Spells:
    """Follow each tie from the wave in which it starts until it is gone or not observed.

    whole: whether each wave may be joined with the next; a break ends what is known of every tie.
    A tie whose start was not seen enters at the wave in which its pair is first observed, unless
    only new ones count. With same_reporters, a pair that other sides answered about is unobserved.
    """
    seen = courses.seen
    tied, pairs = courses.tied & seen, len(courses.one)
    age = np.where(tied[0] & (not new_only), 0, -1)
    counts = np.zeros((3, len(whole), pairs), dtype=np.int64)
    started, unknown = np.zeros(pairs, dtype=np.int64), tied[0].astype(np.int64)
    everyone, old, aged = np.arange(pairs), age == 0, np.zeros(pairs, dtype=np.int64)
    for wave, joined in enumerate(whole):
        known = seen[wave] & seen[wave + 1] & joined
        if same_reporters:
            known &= (courses.sides[wave] == courses.sides[wave + 1]).all(axis=0)
        after, followed = tied[wave + 1], age >= 0
        for row, chosen in enumerate((
            followed & known,
            followed & known & ~after,
            followed & ~known,
        )):
            counts[row, age[chosen], everyone[chosen]] += 1
        aged += followed & known & old & (age == 0)
        begins, enters = known & ~tied[wave] & after, ~known & after
        started += begins
        unknown += enters
        age = np.where(followed & known & after, age + 1, -1)
        age = np.where(begins | (enters & (not new_only)), 0, age)
        old = np.where(begins | enters, enters, old)
    ended = (age >= 0) & (age < len(whole))
    counts[2, age[ended], everyone[ended]] += 1
    at_risk, lost, censored = counts
    return Spells(at_risk, lost, censored, started, unknown, aged)


@dataclass(frozen=True)
class Curve:
    """The share of ties still there after each number of waves.

    Parameters
    ----------
    at_risk, lost, censored : int array over ages
        As in ``Spells``, over all pairs.
    survival : float array
        After one wave, two, …; NaN from where no tie was at risk any more.
    std_error, low, high : float array
        By leaving out one person at a time; NaN where that cannot be done.
    """

    at_risk: np.ndarray
    lost: np.ndarray
    censored: np.ndarray
    survival: np.ndarray
    std_error: np.ndarray
    low: np.ndarray
    high: np.ndarray


def curve_of(spells: Spells, ends: tuple[np.ndarray, np.ndarray], chosen: np.ndarray) -> Curve:
    """Estimate survival over some pairs, with its interval; ends: the two people of each pair."""
    at_risk, lost, censored = (
        part[:, chosen].sum(axis=1) for part in (spells.at_risk, spells.lost, spells.censored)
    )
    survival = _product(at_risk, lost)
    touched = spells.at_risk.any(axis=0) & chosen
    people, places = np.unique(np.concatenate([end[touched] for end in ends]), return_inverse=True)
    count = len(people)
    left_out = [
        total - np.array([np.bincount(places, np.tile(row[touched], 2), count) for row in part]).T
        for total, part in ((at_risk, spells.at_risk), (lost, spells.lost))
    ]
    error = (
        _error(_product(left_out[0], left_out[1]), survival)
        if count > 2
        else np.full(len(survival), np.nan)
    )
    low, high = _log_log(survival, error, count)
    return Curve(at_risk, lost, censored, survival, error, low, high)


def _product(at_risk: np.ndarray, lost: np.ndarray) -> np.ndarray:
    """Multiply what is kept at each age; NaN from where nothing is at risk."""
    with np.errstate(invalid="ignore", divide="ignore"):
        kept = 1.0 - np.where(at_risk > 0, lost / at_risk, np.nan)
    return np.asarray(np.cumprod(kept, axis=-1))


def _error(left_out: np.ndarray, survival: np.ndarray) -> np.ndarray:
    """Give the jackknife's standard error at each age; NaN where somebody cannot be left out."""
    count = len(left_out)
    error = np.sqrt((count - 1) / count * ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0))
    return np.where(np.isfinite(survival) & (error > NOTHING), error, np.nan)


def _log_log(survival: np.ndarray, error: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the interval on the scale log(−log S), on which it never leaves 0 to 1."""
    inner = (survival > 0) & (survival < 1) & np.isfinite(error)
    share = np.where(inner, survival, 0.5)
    t = float(special.stdtrit(max(count - 1, 1), 0.5 + CONFIDENCE / 2))
    width = np.where(inner, t * error / (share * -np.log(share)), np.nan)
    with np.errstate(over="ignore"):
        return share ** np.exp(width), share ** np.exp(-width)
