"""What several runs agree on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import sparse

from netweave._kernels.partition import agreement, canonical, joint_counts

TOGETHER = 0.5  # blocks are joined from this share of the runs on
ROUNDS = 50
MOST_BLOCKS = 2_000

Array = np.ndarray
# From a symmetric matrix without diagonal and what is inside each node: one column per run.
Runs = Callable[[sparse.csr_array, Array], Array]


def agreed(runs: Array, again: Runs) -> Array:
    """Run on who was put together, again and again, until all runs agree.

    People whom every run put together are one block: the block graph with the blocks' inner
    pairs as loops has the modularity of the graph of people, and is much smaller. Where there are
    too many blocks, or no end in sight, it is the run that agrees best with the others.
    """
    for _ in range(ROUNDS):
        if not len(runs) or (runs == runs[:, :1]).all():
            return runs[:, 0]
        member = np.zeros(len(runs), dtype=np.int64)
        for run in runs.T:
            member = np.unique(joint_counts(member, run)[0], return_inverse=True)[1]
        first = np.unique(member, return_index=True)[1]
        if len(first) > MOST_BLOCKS:
            break
        found = again(*_together(runs[first], np.bincount(member)))[member]
        runs = np.column_stack([canonical(run) for run in found.T])
    return runs[:, int(agreement(runs).sum(axis=0).argmax())]


def _together(blocks: Array, size: Array) -> tuple[sparse.csr_array, Array]:
    """Join the blocks that were together in at least half of the runs, or else most often."""
    share = np.zeros((len(size), len(size)))
    for run in blocks.T:
        share += run[:, None] == run
    share /= blocks.shape[1]
    np.fill_diagonal(share, 0.0)
    kept = np.where(share >= TOGETHER, share, 0.0)
    lonely = np.flatnonzero((size == 1) & (kept.max(axis=1) == 0) & (share.max(axis=1) > 0))
    nearest = share[lonely].argmax(axis=1)
    kept[lonely, nearest] = kept[nearest, lonely] = share[lonely, nearest]
    kept *= size[:, None] * size
    return sparse.csr_array(kept), size * (size - 1.0)
