"""Partitions as arrays of labels: order, modularity, agreement."""

from __future__ import annotations

import numpy as np
from scipy import sparse


def canonical(labels: np.ndarray) -> np.ndarray:
    """Give the groups the numbers 0, 1, … by size, the larger first, ties by their first member."""
    _, first, code, size = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -size))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[code]


def modularity(matrix: sparse.csr_array, labels: np.ndarray) -> float:
    """Give Newman and Girvan's modularity of labels 0, 1, … on a symmetric 0/1 matrix."""
    twice = float(matrix.sum())
    if not twice:
        return float("nan")
    cells = matrix.tocoo()
    groups = int(labels.max()) + 1
    same = labels[cells.row] == labels[cells.col]
    inside = np.bincount(labels[cells.row][same], minlength=groups) / twice
    degree = np.asarray(matrix.sum(axis=1)).ravel()
    share = np.bincount(labels, weights=degree, minlength=groups) / twice
    return float((inside - share**2).sum())


def _pairs(counts: np.ndarray) -> float:
    return float((counts * (counts - 1.0) / 2.0).sum())


def joint_counts(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give for each member the number of the joint cell, and the sizes of the joint cells."""
    both = left.astype(np.int64) * (int(right.max(initial=0)) + 1) + right
    _, cell, count = np.unique(both, return_inverse=True, return_counts=True)
    return cell, count


def adjusted_rand(left: np.ndarray, right: np.ndarray) -> float:
    """Give Hubert and Arabie's adjusted Rand index of two labelings 0, 1, …; 1 if both alike."""
    every = len(left) * (len(left) - 1) / 2
    together = _pairs(joint_counts(left, right)[1])
    a, b = _pairs(np.bincount(left)), _pairs(np.bincount(right))
    chance = a * b / every if every else 0.0
    most = (a + b) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def mean_agreement(runs: np.ndarray) -> float:
    """Give the mean adjusted Rand index over pairs of runs (columns); NaN for fewer than two."""
    count = runs.shape[1]
    if count < 2 or not len(runs):
        return float("nan")
    pairs = [
        adjusted_rand(runs[:, i], runs[:, j]) for i in range(count) for j in range(i + 1, count)
    ]
    return float(np.mean(pairs))


def stability(labels: np.ndarray, runs: np.ndarray) -> np.ndarray:
    """Give per member the mean share of runs in which its group-mates were with it; NaN alone."""
    size = np.bincount(labels, minlength=1)[labels]
    mates = np.zeros(len(labels))
    for run in runs.T:
        cell, count = joint_counts(labels, run)
        mates += count[cell] - 1
    possible = (size - 1.0) * runs.shape[1]
    share = np.full(len(labels), np.nan)
    np.divide(mates, possible, out=share, where=size > 1)
    return share
