"""Partitions as arrays of labels: order, modularity, agreement."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from netweave._kernels import engine
from netweave._kernels.sparse import row_lists


def canonical(labels: np.ndarray) -> np.ndarray:
    """Give the groups the numbers 0, 1, … by size, the larger first, ties by their first member."""
    _, first, code, size = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -size))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[code]


def modularity(matrix: sparse.csr_array, labels: np.ndarray, resolution: float = 1.0) -> float:
    """Give Newman and Girvan's modularity of labels 0, 1, … on a symmetric matrix."""
    if engine.compiled(len(labels)):
        from netweave._kernels.compiled import louvain  # noqa: PLC0415  # numba only where it pays

        ties = (*row_lists(matrix), matrix.data.astype(float, copy=False))
        inside, total = louvain.within(*ties, labels.astype(np.int64, copy=False))
    else:
        row = np.repeat(labels, np.diff(matrix.indptr))
        inside = float(matrix.data[row == labels[matrix.indices]].sum())
        total = np.bincount(labels, np.asarray(matrix.sum(axis=1)).ravel())
    twice = float(total.sum())
    if not twice:
        return float("nan")
    return inside / twice - resolution * float(((total / twice) ** 2).sum())


def _pairs(counts: np.ndarray) -> float:
    return float((counts * (counts - 1.0) / 2.0).sum())


def joint_counts(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give for each member the number of the joint cell, and the sizes of the joint cells."""
    both = left.astype(np.int64) * (int(right.max(initial=0)) + 1) + right
    cells = int(both.max(initial=0)) + 1
    if cells <= 4 * len(both):
        return both, np.bincount(both)
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


def agreement(runs: np.ndarray) -> np.ndarray:
    """Give the adjusted Rand index of every two runs (columns); 1 on the diagonal."""
    count = runs.shape[1]
    alike = np.eye(count)
    for i in range(count):
        for j in range(i):
            alike[i, j] = alike[j, i] = adjusted_rand(runs[:, i], runs[:, j])
    return alike


def mean_agreement(runs: np.ndarray) -> float:
    """Give the mean adjusted Rand index over pairs of runs (columns); NaN for fewer than two."""
    count = runs.shape[1]
    if count < 2 or not len(runs):
        return float("nan")
    return float(agreement(runs)[np.triu_indices(count, 1)].mean())


def normalized_information(left: np.ndarray, right: np.ndarray) -> float:
    """Give the mutual information of two labelings over their mean entropy; 1 if both have none."""
    apart = _entropy(np.bincount(left)) + _entropy(np.bincount(right))
    joint = _entropy(joint_counts(left, right)[1])
    return 2 * max(apart - joint, 0.0) / apart if apart else 1.0


def _entropy(counts: np.ndarray) -> float:
    share = counts[counts > 0] / counts.sum()
    return float(-(share * np.log(share)).sum())


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
