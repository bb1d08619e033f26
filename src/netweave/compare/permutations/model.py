"""What a model of pairs is made of: the pairs that enter, sums over them, and what was fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from netweave import errors

if TYPE_CHECKING:
    from netweave.compare.permutations.cells import Cells

NAN = float("nan")
EXACT = 1e-12  # so little of the outcome's spread left over counts as nothing
ALONE = 1e-9  # so little of a predictor's spread beside the others counts as nothing


@dataclass(frozen=True)
class Pairs:
    """An outcome and predictors over the same people.

    Parameters
    ----------
    outcome : Cells
        Not known where a pair does not enter.
    predictors : list of Cells
        In the order of their names.
    names : list of str
        What they are called.
    directed : bool
        Ordered pairs; else every pair once.
    """

    outcome: Cells
    predictors: list[Cells]
    names: list[str]
    directed: bool

    @property
    def n(self) -> int:
        """How many people."""
        return self.outcome.n

    @property
    def half(self) -> float:
        """What an ordered pair counts."""
        return 1.0 if self.directed else 0.5

    @property
    def complete(self) -> bool:
        """Whether every predictor is known for every pair."""
        return all(one.missing is None for one in self.predictors)

    def in_units(self) -> tuple[Pairs, np.ndarray]:
        """Give the same in units of about the largest number each, and what they make of slopes.

        The units are powers of two, so that no digit is lost; in one unit what is large would hide
        what is small.
        """
        units = [_unit(one) for one in (self.outcome, *self.predictors)]
        outcome, *others = (
            one if unit == 1.0 else replace(one, values=sparse.csr_array(one.values / unit))
            for one, unit in zip((self.outcome, *self.predictors), units, strict=True)
        )
        slopes = units[0] / np.array([1.0, *units[1:]])
        return replace(self, outcome=outcome, predictors=others), slopes


def _unit(cells: Cells) -> float:
    """Give the highest power of two up to the largest number."""
    largest = float(abs(cells.values).max()) if cells.values.nnz else 1.0
    return float(2.0 ** np.floor(np.log2(largest)))


@dataclass(frozen=True)
class Moments:
    """Sums and products over pairs: of each predictor, and last of the outcome.

    Parameters
    ----------
    count : float
        How many pairs.
    sums, products : arrays
        Of one, and of two of them.
    """

    count: float
    sums: np.ndarray
    products: np.ndarray

    @cached_property
    def centred(self) -> np.ndarray:
        """Give the products around the means."""
        found: np.ndarray = self.products - np.outer(self.sums, self.sums) / max(self.count, 1)
        flat = np.diag(found) <= 1e-12 * np.diag(self.products)
        found[flat] = found[:, flat] = 0.0
        return found


@dataclass(frozen=True)
class Fitted:
    """Coefficients, the constant first, and how well they fit.

    Parameters
    ----------
    slopes, errors : arrays
        Coefficients and their standard errors.
    r_squared, adjusted : float
        Of a linear model.
    log_likelihood : float
        Of a logistic model.
    """

    slopes: np.ndarray
    errors: np.ndarray
    r_squared: float = NAN
    adjusted: float = NAN
    log_likelihood: float = NAN

    def times(self, units: np.ndarray) -> Fitted:
        """Give the coefficients in other units."""
        return replace(self, slopes=self.slopes * units, errors=self.errors * units)

    @property
    def statistics(self) -> np.ndarray:
        """Give t, or z, of each predictor."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found: np.ndarray = self.slopes[1:] / self.errors[1:]
        return found


def why_not(n: int, found: Moments) -> str:
    """Give the reason code of a model that cannot be fitted, "" for one that can."""
    if n < 2:
        return "N<2" if n else "EMPTY"
    if not found.count:
        return "NO_DYADS"
    if found.centred[-1, -1] == 0:
        return "NO_VARIANCE"
    return "TOO_FEW" if found.count <= len(found.sums) else ""


def check_predictors(names: Sequence[str], found: Moments) -> None:
    """Refuse a predictor that is constant, or that follows from those before it."""
    spread = found.centred[:-1, :-1]
    for which, name in enumerate(names):
        if spread[which, which] == 0:
            raise errors.predictor_constant(name, int(found.count))
        before = spread[:which, :which]
        scale = np.sqrt(np.diag(before))
        own = spread[:which, which] / (scale * np.sqrt(spread[which, which]))
        alike = before / np.outer(scale, scale)
        if which and 1 - own @ np.linalg.solve(alike, own) <= ALONE:
            raise errors.predictors_collinear(name, names[:which])
