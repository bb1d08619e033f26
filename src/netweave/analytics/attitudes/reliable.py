"""How far the items of a scale hang together: alpha and omega, for many samples at once."""

from __future__ import annotations

import numpy as np

# No item is taken to be free of error: the least unique share of its variance (a heuristic).
LEAST_UNIQUE = 0.005
# A statement runs against the others if its loading is so far on the other side (a heuristic:
# what is nearer to none may be chance).
AGAINST = 0.2
STEPS = 1_000
NEAR = 1e-9


def covariances(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Give the covariances of the items, one table per row of ``counts``.

    Parameters
    ----------
    values : float array, people × items
        Complete answers.
    counts : array, samples × people
        How often each person is in each sample.

    Returns
    -------
    float array, samples × items × items
    """
    centred = values - values.mean(axis=0)
    people, items = values.shape
    number = counts.sum(axis=1)[:, None, None]
    squares = (centred[:, :, None] * centred[:, None, :]).reshape(people, items * items)
    sums, means = counts @ squares, (counts @ centred) / number[:, 0]
    middle = means[:, :, None] * means[:, None, :]
    table: np.ndarray = (sums.reshape(-1, items, items) - number * middle) / (number - 1)
    return table


def alpha(tables: np.ndarray) -> np.ndarray:
    """Give Cronbach's alpha, K/(K − 1) · (1 − Σ s_k² / s_T²); NaN where the sum does not vary."""
    items = tables.shape[-1]
    total = tables.sum(axis=(1, 2))
    parts = np.trace(tables, axis1=1, axis2=2)
    share = np.divide(parts, total, out=np.full(len(total), np.nan), where=_vary(tables))
    found: np.ndarray = items / (items - 1) * (1 - share)
    return found


def omega(tables: np.ndarray, near: float = NEAR) -> np.ndarray:
    """Give McDonald's omega, (Σλ)² / ((Σλ)² + Σψ), of the one-factor model; NaN as for alpha.

    Of two items, which leave the model undetermined, the Spearman–Brown coefficient 2r/(1 + r).
    The loadings are those of the answers as they are, since a score adds these up.
    """
    spread = np.sqrt(np.diagonal(tables, axis1=1, axis2=2))
    scale = np.where(spread > 0, spread, 1.0)
    alike = tables / (scale[:, :, None] * scale[:, None, :])
    np.einsum("bii->bi", alike)[:] = 1.0
    found = np.full(len(tables), np.nan)
    varies = _vary(tables)
    if tables.shape[-1] == 2:
        between = alike[:, 0, 1]
        np.divide(2 * between, 1 + between, out=found, where=varies & (between > -1))
        return found
    loadings = one_factor(alike, near)
    common = (loadings * spread).sum(axis=1) ** 2
    unique = ((1 - loadings**2) * spread**2).sum(axis=1)
    np.divide(common, common + unique, out=found, where=varies)
    return found


def against(table: np.ndarray) -> np.ndarray:
    """Mark the items of one table that load the other way than their sum.

    Without a factor model, of two items, both are marked if they go apart.
    """
    spread = np.sqrt(np.diagonal(table))
    alike = table / np.where(spread > 0, np.outer(spread, spread) + (spread == 0), 1.0)
    np.fill_diagonal(alike, 1.0)
    if len(table) == 2:
        return np.full(2, alike[0, 1] < -AGAINST)
    loadings = one_factor(alike[None])[0]
    side = np.sign((loadings * spread).sum()) or 1.0
    return np.asarray(side * loadings < -AGAINST)


def one_factor(alike: np.ndarray, near: float = NEAR) -> np.ndarray:
    """Give the loadings of the one-factor model by maximum likelihood, one row per table.

    The equations of EM (Rubin & Thayer 1982), from the first principal component on; what the
    loadings leave of a variance is unique, as it is where the likelihood is greatest. Each pair of
    steps is drawn out by its own ratio (SQUAREM, Varadhan & Roland 2008) if that stays inside.
    """
    values, vectors = np.linalg.eigh(alike)
    first = vectors[:, :, -1] * np.sqrt(np.maximum(values[:, -1:], 0))
    loadings = np.clip(first, -0.9, 0.9)
    active = np.arange(len(alike))
    for _ in range(STEPS):
        here = alike[active]
        old = loadings[active]
        one = _step(here, old)
        two = _step(here, one)
        new = _step(here, _drawn_out(old, one, two))
        loadings[active] = new
        active = active[np.abs(new - two).max(axis=1, initial=0.0) > near]
        if not len(active):
            break
    return np.asarray(loadings)


def _step(alike: np.ndarray, loadings: np.ndarray) -> np.ndarray:
    """Improve the loadings once; what they leave of each variance is unique."""
    precise = loadings / np.maximum(1 - loadings**2, LEAST_UNIQUE)
    weights = precise / (1 + (loadings * precise).sum(axis=1, keepdims=True))
    told = np.einsum("bij,bj->bi", alike, weights)
    second = (weights * told).sum(axis=1) + 1 - (weights * loadings).sum(axis=1)
    new = told / second[:, None]
    most = np.sqrt(1 - LEAST_UNIQUE)
    return np.asarray(np.clip(new, -most, most))


def _drawn_out(old: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
    first, change = one - old, two - 2 * one + old
    size = np.sqrt((change**2).sum(axis=1))
    ratio = np.sqrt((first**2).sum(axis=1)) / np.maximum(size, 1e-300)
    ratio = np.where(size > 0, np.clip(ratio, 1.0, 50.0), 1.0)[:, None]
    far = old + 2 * ratio * first + ratio**2 * change
    inside = (np.abs(far) < np.sqrt(1 - LEAST_UNIQUE)).all(axis=1)
    return np.asarray(np.where(inside[:, None], far, two))


def _vary(tables: np.ndarray) -> np.ndarray:
    """Say where the sum of the items varies by more than rounding."""
    parts = np.abs(tables).sum(axis=(1, 2))
    found: np.ndarray = tables.sum(axis=(1, 2)) > 1e-12 * np.maximum(parts, 1e-300)
    return found
