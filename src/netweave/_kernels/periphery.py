"""Core and periphery: the exact split of Lip, and how well it fits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

NAN = float("nan")


@dataclass(frozen=True)
class Split:
    """A core and a periphery.

    Parameters
    ----------
    core : bool array
        Who is in the core.
    ambiguous : bool
        Whether people on both sides of the cut have equally many ties.
    ties : tuple of int
        Ties inside the core, between, and inside the periphery.
    pairs : tuple of int
        Pairs of people there.
    """

    core: np.ndarray
    ambiguous: bool
    ties: tuple[int, int, int]
    pairs: tuple[int, int, int]

    @property
    def misplaced(self) -> int:
        """Pairs of the core who are not tied, and ties inside the periphery."""
        return self.pairs[0] - self.ties[0] + self.ties[2]

    @property
    def fit(self) -> float:
        """Correlation of ties with the ideal pattern over the pairs inside the two blocks."""
        inner, _, outer = self.pairs
        close = self.ties[0] + self.ties[2]
        spread = float(close) * (inner + outer - close) * inner * outer
        if not spread:
            return NAN
        return float(((inner + outer) * self.ties[0] - close * inner) / np.sqrt(spread))


def split(one: np.ndarray, other: np.ndarray, n: int) -> Split:
    """Find the core with the fewest misplaced pairs, the smallest of several, from the ties.

    A core of the k people with most ties misplaces k(k - 1)/2 + m - (their ties) pairs, and no
    other core of k people misplaces fewer (Lip 2011). Of equals the earlier are taken.
    """
    degree = np.bincount(one, minlength=n) + np.bincount(other, minlength=n)
    order = np.argsort(-degree, kind="stable")
    size = np.arange(n + 1, dtype=np.int64)
    most = np.concatenate([[0], np.cumsum(degree[order])])
    k = int(np.argmin(size * (size - 1) // 2 - most))
    core = np.zeros(n, dtype=bool)
    core[order[:k]] = True
    ambiguous = 0 < k < n and degree[order[k - 1]] == degree[order[k]]
    ends = core[one].astype(np.int64) + core[other]
    outer, between, inner = np.bincount(ends, minlength=3).tolist()
    pairs = (k * (k - 1) // 2, k * (n - k), (n - k) * (n - k - 1) // 2)
    return Split(core, bool(ambiguous), (inner, between, outer), pairs)


def ends(joined: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Give the two ends of each tie of a symmetric matrix, once."""
    cells = joined.tocoo()
    once = cells.row < cells.col
    return cells.row[once], cells.col[once]


def several(n: int, m: int, least: int, fixed: int = 0) -> bool:
    """Say whether n people and m ties make so many different networks; some pairs may be fixed."""
    pairs = n * (n - 1) // 2 - fixed
    few, found = min(m, pairs - m), 1
    for step in range(few):
        found = found * (pairs - step) // (step + 1)
        if found >= least:
            return True
    return found >= least
