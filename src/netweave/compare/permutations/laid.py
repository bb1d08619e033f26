"""A model of pairs in which every pair is a row: logistic, or with values that are not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave.compare.permutations.model import EXACT, Fitted, Moments, Pairs

if TYPE_CHECKING:
    from netweave._kernels.permute import Shuffles

STEPS = 30  # of Newton; a fit that needs more has no finite coefficients
ALIKE = 4  # pairs are counted by sort where there are so many times fewer sorts
FAR = 30.0  # log odds of a pair from which on its outcome counts as certain


@dataclass(frozen=True)
class Rows:
    """The pairs that enter, one per row.

    Parameters
    ----------
    n : int
        How many people.
    learner, learned_from : int arrays
        The places of the two people.
    design : array (pairs, 1 + k)
        A column of ones, then the predictors.
    outcome : array
        The outcome.
    """

    n: int
    learner: np.ndarray
    learned_from: np.ndarray
    design: np.ndarray
    outcome: np.ndarray

    @property
    def moments(self) -> Moments:
        """Add up predictors and outcome, and their products."""
        columns = np.column_stack([self.design[:, 1:], self.outcome])
        return Moments(float(len(columns)), columns.sum(axis=0), columns.T @ columns)


def rows_of(pairs: Pairs, *, all_pairs: bool = False) -> Rows:
    """Lay out the pairs of which predictors, and unless all pairs are wanted outcome, are known."""
    n = pairs.n
    enters = ~np.eye(n, dtype=bool) if pairs.directed else np.triu(np.ones((n, n), dtype=bool), 1)
    for one in [*pairs.predictors, *([] if all_pairs else [pairs.outcome])]:
        if one.missing is not None:
            enters &= one.missing.toarray() == 0
    learner, other = np.nonzero(enters)
    columns = [one.values.toarray()[learner, other] for one in pairs.predictors]
    design = np.column_stack([np.ones(len(learner)), *columns])
    return Rows(n, learner, other, design, pairs.outcome.values.toarray()[learner, other])


def linear(rows: Rows) -> Fitted:
    """Fit by least squares; standard errors as if pairs were independent."""
    count, size = rows.design.shape
    slopes, *_ = np.linalg.lstsq(rows.design, rows.outcome, rcond=None)
    left = float(((rows.outcome - rows.design @ slopes) ** 2).sum())
    total = float(((rows.outcome - rows.outcome.mean()) ** 2).sum())
    left = 0.0 if left <= EXACT * total else left
    spread = np.diag(np.linalg.inv(rows.design.T @ rows.design))
    errors = np.sqrt(left / (count - size) * spread)
    adjusted = 1 - left / total * (count - 1) / (count - size)
    return Fitted(slopes, errors, r_squared=1 - left / total, adjusted=adjusted)


def logistic(rows: Rows) -> Fitted | None:
    """Fit by maximum likelihood; None where no finite coefficients fit."""
    times = np.ones(len(rows.outcome))
    start = np.zeros(rows.design.shape[1])
    slopes, errors = _newton(rows.design, rows.outcome, times, start)
    if errors is None:
        return None
    score = rows.design @ slopes
    likelihood = float((rows.outcome * score - np.logaddexp(0.0, score)).sum())
    return Fitted(slopes, errors, log_likelihood=likelihood)


def _newton(
    design: np.ndarray, ties: np.ndarray, times: np.ndarray, slopes: np.ndarray
) -> tuple[np.ndarray, np.ndarray | None]:
    """Give coefficients and standard errors, None for these where there are none.

    Each row stands for so many pairs (``times``), of which so many are tied.
    """
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ slopes, -FAR, FAR)))
        information = design.T @ (design * (times * chance * (1 - chance))[:, None])
        try:
            inverse = np.linalg.inv(information)
        except np.linalg.LinAlgError:
            break
        step = inverse @ (design.T @ (ties - times * chance))
        slopes = slopes + step
        if np.abs(step).max() <= 1e-9 * (1 + np.abs(slopes).max()):
            spread = np.diag(inverse)
            return slopes, np.sqrt(spread) if (spread > 0).all() else None
        if not np.isfinite(slopes).all() or np.abs(design @ slopes).min() > FAR:
            break
    return slopes, None


def statistics(pairs: Pairs, rows: Rows, shuffles: Shuffles, *, logit: bool) -> np.ndarray:
    """Give t, or z, of each predictor for every shuffle of what the others leave of it.

    A pair that is not known after the shuffle is left out of that fit. NaN where a fit fails.
    """
    everybody = rows_of(pairs, all_pairs=True)
    sorts, sort = np.unique(everybody.design, axis=0, return_inverse=True)
    sort_of = np.full((pairs.n, pairs.n), -1)
    sort_of[everybody.learner, everybody.learned_from] = sort.ravel()
    if not pairs.directed:
        sort_of[everybody.learned_from, everybody.learner] = sort.ravel()
    columns = []
    for which in range(len(pairs.predictors)):
        others, own = np.delete(everybody.design, which + 1, axis=1), everybody.design[:, which + 1]
        slopes, *_ = np.linalg.lstsq(others, own, rcond=None)
        left = sorts[:, which + 1] - np.delete(sorts, which + 1, axis=1) @ slopes
        shuffled = _Shuffled(rows, which, sort_of.ravel(), left)
        columns.append(shuffled.statistics(shuffles, logit=logit))
    return np.column_stack(columns)


class _Shuffled:
    """A model in which what the others leave of one predictor is shuffled.

    Parameters
    ----------
    rows : Rows
        The pairs that enter.
    which : int
        The predictor.
    sort_of : int array
        The sort of every pair of people, row by row; pairs of one sort have the same predictors.
        -1 where they are not known.
    left : array
        What the others leave of the predictor, by sort.
    """

    def __init__(self, rows: Rows, which: int, sort_of: np.ndarray, left: np.ndarray) -> None:
        self.rows, self.sort_of, self.left = rows, sort_of, left
        self.others = np.delete(rows.design, which + 1, axis=1)
        self.kinds, kind = np.unique(self.others, axis=0, return_inverse=True)
        self.kind = kind.ravel()
        self.start = np.zeros(self.others.shape[1] + 1)

    def statistics(self, shuffles: Shuffles, *, logit: bool) -> np.ndarray:
        """Give the statistic of every shuffle."""
        count = len(self.rows.outcome)
        if logit:
            start, _ = _newton(self.others, self.rows.outcome, np.ones(count), self.start[:-1])
            self.start[:-1] = start if np.isfinite(start).all() else 0.0
        few = len(self.kinds) * len(self.left) <= count / ALIKE
        one = (self._z_of_alike if few else self._z) if logit else self._t

        def work(orders: np.ndarray) -> list[float]:
            places = (order[self.rows.learner] * self.rows.n + order[self.rows.learned_from]
                      for order in orders)  # fmt: skip
            return [one(self.sort_of[place]) for place in places]

        return np.concatenate([np.array(block) for block in shuffles.each(work)])

    def _z_of_alike(self, sort: np.ndarray) -> float:
        """Count pairs that are alike in everything, which is the same fit with fewer rows."""
        size, known = len(self.left), sort >= 0
        cell = self.kind[known] * size + sort[known]
        times = np.bincount(cell, minlength=len(self.kinds) * size)
        ties = np.bincount(cell, self.rows.outcome[known], minlength=len(times))
        there = np.flatnonzero(times)
        design = np.column_stack([self.kinds[there // size], self.left[there % size]])
        return self._fit(design, ties[there], times[there].astype(float))

    def _z(self, sort: np.ndarray) -> float:
        design, outcome = self._known(sort)
        return self._fit(design, outcome, np.ones(len(outcome)))

    def _fit(self, design: np.ndarray, ties: np.ndarray, times: np.ndarray) -> float:
        slopes, errors = _newton(design, ties, times, self.start)
        return float("nan") if errors is None else float(slopes[-1] / errors[-1])

    def _t(self, sort: np.ndarray) -> float:
        return _t(*self._known(sort))

    def _known(self, sort: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        known = sort >= 0
        design = np.column_stack([self.others[known], self.left[sort[known]]])
        return design, self.rows.outcome[known]


def _t(design: np.ndarray, outcome: np.ndarray) -> float:
    """Give t of the last column."""
    count, size = design.shape
    if count <= size:
        return float("nan")
    try:
        inverse = np.linalg.inv(design.T @ design)
    except np.linalg.LinAlgError:
        return float("nan")
    slopes = inverse @ (design.T @ outcome)
    left = float(((outcome - design @ slopes) ** 2).sum())
    left = 0.0 if left <= EXACT * float(((outcome - outcome.mean()) ** 2).sum()) else left
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(slopes[-1] / np.sqrt(left / (count - size) * inverse[-1, -1]))
