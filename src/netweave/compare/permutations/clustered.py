"""Standard errors of a model of pairs in which pairs that share a person may go together."""

from __future__ import annotations

import numpy as np

from netweave.compare.permutations.laid import FAR, Rows


def dyadic_errors(rows: Rows, slopes: np.ndarray, *, logit: bool) -> np.ndarray:
    """Give dyad-robust standard errors; NaN where the variance comes out below zero."""
    score = rows.design @ slopes
    if logit:
        chance = 1 / (1 + np.exp(-np.clip(score, -FAR, FAR)))
        weights, left = chance * (1 - chance), rows.outcome - chance
    else:
        weights, left = np.ones(len(score)), rows.outcome - score
    bread = np.linalg.inv(rows.design.T @ (rows.design * weights[:, None]))
    parts = rows.design * left[:, None]
    people = _added(rows.learner, parts, rows.n) + _added(rows.learned_from, parts, rows.n)
    low, high = (np.minimum(rows.learner, rows.learned_from),
                 np.maximum(rows.learner, rows.learned_from))  # fmt: skip
    _, pair = np.unique(low * rows.n + high, return_inverse=True)
    pairs = _added(pair, parts, int(pair.max(initial=-1)) + 1)
    # two rows about one and the same pair share both people, and were added up once for each
    variance = np.diag(bread @ (people.T @ people - pairs.T @ pairs) @ bread)
    return np.sqrt(np.where(variance > 0, variance, np.nan))


def _added(codes: np.ndarray, parts: np.ndarray, count: int) -> np.ndarray:
    found = np.zeros((count, parts.shape[1]))
    np.add.at(found, codes, parts)
    return found
