"""Shares that are sums over a person's contacts, so that one contact at a time can be left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.special import betaincinv

from netweave._kernels import backed


@dataclass(frozen=True)
class Shares:
    """One share per person: what the contacts add to the numerator and to the denominator.

    Parameters
    ----------
    n : int
        How many people.
    person : int array over contacts
        Whose contact it is.
    part, whole : float array over contacts
        What the contact adds.
    halved : bool
        Whether the share counts pairs of contacts, each of which stands under both.
    """

    n: int
    person: np.ndarray
    part: np.ndarray
    whole: np.ndarray
    halved: bool = False

    def _sum(self, values: np.ndarray) -> np.ndarray:
        total = np.bincount(self.person, values, self.n)
        return total / 2 if self.halved else total

    @property
    def numerator(self) -> np.ndarray:
        """The sum of the parts."""
        return self._sum(self.part)

    @property
    def denominator(self) -> np.ndarray:
        """What it is a share of."""
        return self._sum(self.whole)

    @property
    def values(self) -> np.ndarray:
        """The shares; NaN where there is nothing to share."""
        return ratio(self.numerator, self.denominator)

    @property
    def std_error(self) -> np.ndarray:
        """The standard error of leaving out one contact at a time (jackknife).

        NaN with fewer than two contacts, and where nothing to share is left without one of them.
        """
        part = self.numerator[self.person] - self.part
        whole = self.denominator[self.person] - self.whole
        left = ratio(part, whole)
        count = np.bincount(self.person, minlength=self.n)
        mean = ratio(np.bincount(self.person, left, self.n), count)
        apart = np.bincount(self.person, (left - mean[self.person]) ** 2, self.n)
        factor = np.where(count > 1, (count - 1) / np.maximum(count, 1), np.nan)
        return np.asarray(np.sqrt(factor * apart))


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide where there is something to divide by; NaN elsewhere."""
    share = np.full(np.shape(part), np.nan)
    np.divide(part, whole, out=share, where=np.asarray(whole) > 0)
    return share


def jeffreys(part: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the 95 percent interval Beta(x + 1/2, n - x + 1/2) of a share of counts."""
    there = whole > 0
    x, n = np.where(there, part, 0.0), np.where(there, whole, 1.0)
    ends = [betaincinv(x + 0.5, n - x + 0.5, end) for end in (0.025, 0.975)]
    low, high = (np.where(there, end, np.nan) for end in ends)
    return low, high


def over_contacts(matrix: sparse.csr_array, part: np.ndarray, whole: np.ndarray | None) -> Shares:
    """Give a share over the cells of a matrix; each counts 1 in the denominator if not said."""
    person = backed.rows_of(matrix)
    ones = np.ones(len(person)) if whole is None else whole
    return Shares(matrix.shape[0], person, part.astype(float), ones.astype(float))


def over_pairs(matrix: sparse.csr_array, part: np.ndarray, whole: np.ndarray | None) -> Shares:
    """Give a share over pairs of contacts: per cell, how many pairs the contact is in."""
    person = backed.rows_of(matrix)
    others = np.diff(matrix.indptr)[person] - 1.0 if whole is None else whole
    return Shares(matrix.shape[0], person, part.astype(float), others.astype(float), halved=True)


def redundant(matrix: sparse.csr_array, steps: int | None = 2) -> Shares:
    """Give the share of pairs of contacts that are joined without the person."""
    if steps is None:
        return over_pairs(matrix, backed.joined_otherwise(matrix), None)
    tied, sole = backed.tied_and_sole(matrix)
    if steps == 1:
        return over_pairs(matrix, tied, None)
    others = np.diff(matrix.indptr)[backed.rows_of(matrix)] - 1.0
    return over_pairs(matrix, others - sole, others)


def redundant_and_open(matrix: sparse.csr_array) -> tuple[Shares, np.ndarray]:
    """Give the redundancy at two steps, and the pairs of contacts who are not tied, in one pass."""
    tied, sole = backed.tied_and_sole(matrix)
    others = np.diff(matrix.indptr)[backed.rows_of(matrix)] - 1.0
    open_pairs = over_pairs(matrix, others - tied, others).numerator
    return over_pairs(matrix, others - sole, others), open_pairs


def dependent(matrix: sparse.csr_array) -> Shares:
    """Give the share of contacts who have no other tie."""
    return over_contacts(matrix, np.diff(matrix.indptr)[matrix.indices] == 1, None)
