"""The sum of the ties inside groups, for many labelings at once."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel


@kernel
def inside(
    one: np.ndarray, other: np.ndarray, weights: np.ndarray, labels: np.ndarray
) -> np.ndarray:
    """Sum the weights of the pairs whose ends bear one label; a column is one labeling."""
    lanes = labels.shape[1]
    total = np.zeros(lanes)
    for tie in range(len(one)):
        a, b, weight = one[tie], other[tie], weights[tie]
        for lane in range(lanes):
            total[lane] += weight if labels[a, lane] == labels[b, lane] else 0.0
    return total
