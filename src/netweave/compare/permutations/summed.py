"""A linear model of pairs from sums over arcs alone: no pair is laid out, whatever the shuffle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave._kernels.permute import Shuffles, crossed
from netweave.compare.permutations.model import EXACT, Fitted, Moments, Pairs

if TYPE_CHECKING:
    from scipy import sparse


def moments(pairs: Pairs, *, all_pairs: bool = False) -> Moments:
    """Add up predictors and outcome, and their products, over the pairs that enter.

    ``all_pairs`` adds up over all pairs of people, for which the outcome means nothing.
    """
    columns = [*(one.values for one in pairs.predictors), pairs.outcome.values]
    missing = None if all_pairs else pairs.outcome.missing
    out = 0.0 if missing is None else float(missing.sum())
    count = pairs.n * (pairs.n - 1) - out
    sums = np.array([_less(column, missing) for column in columns])
    products = np.array([[_less(a * b, missing) for b in columns] for a in columns])
    return Moments(count * pairs.half, sums * pairs.half, products * pairs.half)


def _less(values: sparse.csr_array, missing: sparse.csr_array | None) -> float:
    """Sum what is not missing."""
    total = float(values.sum())
    return total if missing is None else total - float((values * missing).sum())


def linear(pairs: Pairs, found: Moments) -> Fitted:
    """Fit by least squares; standard errors as if pairs were independent."""
    k = len(pairs.predictors)
    centred = found.centred
    inverse = np.linalg.inv(centred[:k, :k])
    slopes = inverse @ centred[:k, k]
    total = centred[k, k]
    left = max(total - float(slopes @ centred[:k, k]), 0.0)
    left = 0.0 if left <= EXACT * total else left
    variance = left / (found.count - k - 1)
    means = found.sums[:k] / found.count
    constant = found.sums[k] / found.count - float(slopes @ means)
    errors = np.sqrt(variance * np.diag(inverse))
    first = np.sqrt(variance * (1 / found.count + means @ inverse @ means))
    return Fitted(
        np.append(constant, slopes),
        np.append(first, errors),
        r_squared=1 - left / total,
        adjusted=1 - left / total * (found.count - 1) / (found.count - k - 1),
    )


@dataclass(frozen=True)
class _Drawn:
    """The sums that move: of each predictor shuffled, times what stays.

    Parameters
    ----------
    sums, squares : arrays (draws, k), (draws, k, k)
        Of the shuffled predictors over the pairs that enter: sums, and products with each other.
    times : array (draws, k + 1, k)
        Products with the predictors, and the outcome, that stay.
    """

    sums: np.ndarray
    squares: np.ndarray
    times: np.ndarray


def _drawn(pairs: Pairs, shuffles: Shuffles) -> _Drawn:
    moved = [one.values for one in pairs.predictors]
    missing, k = pairs.outcome.missing, len(moved)
    everywhere = moments(pairs, all_pairs=True)
    fixed = [*moved, pairs.outcome.values]
    if missing is not None:
        fixed = [(one - one * missing).tocsr() for one in fixed]
    times = crossed(fixed, moved, shuffles) * pairs.half
    draws = len(times)
    sums = np.broadcast_to(everywhere.sums[:k], (draws, k))
    squares = np.broadcast_to(everywhere.products[:k, :k], (draws, k, k))
    if missing is not None:
        a, b = np.triu_indices(k)
        both = [moved[i] * moved[j] for i, j in zip(a, b, strict=True)]
        outside = crossed([missing], [*moved, *both], shuffles)[:, 0] * pairs.half
        sums = sums - outside[:, :k]
        squares = squares.copy()
        squares[:, a, b] -= outside[:, k:]
        squares[:, b, a] = squares[:, a, b]
    return _Drawn(sums, squares, times)


def statistics(pairs: Pairs, found: Moments, shuffles: Shuffles) -> np.ndarray:
    """Give t of each predictor for every shuffle of what the others leave of it."""
    drawn = _drawn(pairs, shuffles)
    everywhere = moments(pairs, all_pairs=True)
    k = len(pairs.predictors)
    return np.column_stack([
        _statistic(which, found, drawn, residual_weights(everywhere, which, k))
        for which in range(k)
    ])


def residual_weights(everywhere: Moments, which: int, k: int) -> np.ndarray:
    """Give how what the others leave of a predictor is mixed: a constant, then each predictor."""
    others = [other for other in range(k) if other != which]
    centred = everywhere.centred
    slopes = np.linalg.solve(centred[np.ix_(others, others)], centred[others, which])
    means = everywhere.sums[:k] / everywhere.count
    weights = np.zeros(k + 1)
    weights[which + 1] = 1.0
    weights[[other + 1 for other in others]] = -slopes
    weights[0] = -(means[which] - float(slopes @ means[others]))
    return weights


def _statistic(which: int, found: Moments, drawn: _Drawn, weights: np.ndarray) -> np.ndarray:
    """Put the shuffled residual beside the other predictors, which stay, and give its t."""
    k, n = drawn.sums.shape[1], found.count
    others = [other for other in range(k) if other != which]
    constant, mix = weights[0], weights[1:]
    total = drawn.sums @ mix + constant * n
    square = np.einsum("dij,i,j->d", drawn.squares, mix, mix)
    square = square + 2 * constant * (drawn.sums @ mix) + constant**2 * n
    times = drawn.times @ mix + constant * found.sums  # with each predictor, and with the outcome
    times = times - total[:, None] * found.sums / n  # centred
    square = square - total**2 / n
    centred = found.centred
    inverse = np.linalg.inv(centred[np.ix_(others, others)])
    outcome = centred[others, k]
    inside = times[:, others]
    square = square - np.einsum("di,ij,dj->d", inside, inverse, inside)
    slope = times[:, k] - inside @ inverse @ outcome
    left = centred[k, k] - outcome @ inverse @ outcome
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = left - slope**2 / square
        rest[rest <= EXACT * centred[k, k]] = 0.0
        t: np.ndarray = slope / np.sqrt(square * rest / (n - k - 1))
    t[square <= 1e-12 * np.abs(square).max(initial=1e-300)] = np.nan  # nothing is left of it
    return t
