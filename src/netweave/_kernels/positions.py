"""Who stands in the same place: likeness of ties, CONCOR, blocks.

A row is a learner, a column a person learned from. Dense, people by people, so for networks of a
few thousand people.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

ROWS = 512
# Correlations are ±1 when none is further than this from it; rounding leaves some 1e-15.
CLOSE = 1e-6
ROUNDS = 100
STILL = 1e-12  # … or they stay what they are, as where everybody is tied to everybody


def likeness(arcs: sparse.csr_array, by: str) -> np.ndarray:
    """Compare the ties of each two people to and from all others, block of rows by block.

    ``by`` is "correlation", "euclidean" or "jaccard"; the arcs are 0/1 without a diagonal. The
    cells of the two people with each other are left out. NaN where there is nothing to compare.
    """
    n = arcs.shape[0]
    compare = {"correlation": _correlation, "euclidean": _euclidean, "jaccard": _jaccard}[by]
    given = arcs.T.tocsr()
    ties = np.diff(arcs.indptr) + np.diff(given.indptr)
    found = np.full((n, n), np.nan)
    for first in range(0, n, ROWS):
        rows = slice(first, first + ROWS)
        both = (arcs[rows] @ given + given[rows] @ arcs).toarray()  # to and from the same others
        direct = (arcs[rows] + given[rows]).toarray()
        with np.errstate(invalid="ignore", divide="ignore"):
            mine, theirs = ties[rows, None] - direct, ties[None, :] - direct
            found[rows] = compare(both, mine, theirs, 2.0 * (n - 2))
    np.fill_diagonal(found, 0.0 if by == "euclidean" else 1.0)
    return found


def _correlation(
    both: np.ndarray, mine: np.ndarray, theirs: np.ndarray, cells: float
) -> np.ndarray:
    spread = mine * (cells - mine) * theirs * (cells - theirs)
    spread[spread <= 0] = np.nan
    values: np.ndarray = (cells * both - mine * theirs) / np.sqrt(spread)
    return np.asarray(np.clip(values, -1.0, 1.0))


def _euclidean(both: np.ndarray, mine: np.ndarray, theirs: np.ndarray, cells: float) -> np.ndarray:
    del cells
    return np.asarray(np.sqrt(mine + theirs - 2 * both))


def _jaccard(both: np.ndarray, mine: np.ndarray, theirs: np.ndarray, cells: float) -> np.ndarray:
    del cells
    values: np.ndarray = both / (mine + theirs - both)
    return values


def concor(arcs: sparse.csr_array, splits: int) -> np.ndarray:
    """Split the people, and each part again, by iterated correlations; give blocks 0, 1, ….

    Of the two parts of a block the one with its first person comes first; people without ties
    are the last block.
    """
    n = arcs.shape[0]
    dense = arcs.toarray()
    profiles = np.concatenate([dense, dense.T], axis=1)
    tied = profiles.any(axis=1)
    parts = [np.flatnonzero(tied)] if tied.any() else []
    for _ in range(splits):
        parts = [half for part in parts for half in _halves(part, profiles[part])]
    labels = np.full(n, len(parts))
    for number, part in enumerate(parts):
        labels[part] = number
    return labels


def _halves(part: np.ndarray, profiles: np.ndarray) -> list[np.ndarray]:
    """Cut a part in two if its iterated correlations become +1 and -1."""
    values, before = _correlated(profiles), np.zeros(0)
    for _ in range(ROUNDS):
        if (1 - np.abs(values) < CLOSE).all():
            with_first = values[0] > 0
            return [half for half in (part[with_first], part[~with_first]) if len(half)]
        if len(before) and np.abs(values - before).max() < STILL:
            break
        values, before = _correlated(values), values
    return [part]


def _correlated(rows: np.ndarray) -> np.ndarray:
    """Correlate each two rows; two rows of one value everywhere count as alike."""
    apart = rows - rows.mean(axis=1, keepdims=True)
    length = np.sqrt((apart * apart).sum(axis=1))
    flat = length < CLOSE
    apart /= np.where(flat, 1.0, length)[:, None]
    apart[flat] = 0.0
    values: np.ndarray = np.clip(apart @ apart.T, -1.0, 1.0)
    values[np.ix_(flat, flat)] = 1.0
    return values


def blocks(arcs: sparse.csr_array, labels: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Count the arcs from each block to each, and the pairs that could hold one (0 … count - 1)."""
    cells = arcs.tocoo()
    places = labels[cells.row] * count + labels[cells.col]
    found = np.bincount(places, minlength=count * count).reshape(count, count)
    sizes = np.bincount(labels, minlength=count)
    return found, np.outer(sizes, sizes) - np.diag(sizes)


def image_fit(found: np.ndarray, pairs: np.ndarray, image: np.ndarray) -> float:
    """Correlate the arcs with the 0/1 image of their blocks over all pairs; NaN without spread."""
    cells, arcs = float(pairs.sum()), float(found.sum())
    ones, inside = float(pairs[image].sum()), float(found[image].sum())
    spread = arcs * (cells - arcs) * ones * (cells - ones)
    return (cells * inside - arcs * ones) / float(np.sqrt(spread)) if spread else float("nan")
