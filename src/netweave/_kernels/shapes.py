"""The shape of whole networks: pieces, the most central person, core, brokering, what hangs on one.

Symmetric 0/1 matrices of one size; ratios of nothing are NaN.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from netweave._kernels import blocks, cuts, engine, ensemble, periphery

NAN = float("nan")


class Shape(NamedTuple):
    """What the rules of structural phases ask of a network.

    Parameters
    ----------
    people, ties : int
        How many there are.
    largest : float
        Share of people in the largest piece.
    centralization : float
        Freeman's, of degrees.
    loss : float
        Share of the pairs of others that the one person joins on whom most of them hang.
    broker : float
        Share of the open two-paths with the one person in the middle who is so most often.
    broker_loss : float
        Share of the pairs of others that this person joins.
    split : periphery.Split
        Core and periphery.
    hubs : float
        Over how many people brokering is spread.
    """

    people: int
    ties: int
    largest: float
    centralization: float
    loss: float
    broker: float
    broker_loss: float
    split: periphery.Split
    hubs: float


def shapes(matrices: Iterator[sparse.csr_array], n: int) -> Iterator[Shape]:
    """Describe networks of n people."""
    for some, stack in ensemble.stacks(matrices, n):
        brokered = ensemble.open_pairs(some, stack, n)
        losses = _losses(some, stack, n)
        for matrix, middles, loss in zip(some, brokered, losses, strict=True):
            yield _shape(matrix, middles, loss)


def without_each(matrix: sparse.csr_array) -> Iterator[sparse.csr_array]:
    """Give the network without the first person, without the second, and so on."""
    everybody = np.arange(matrix.shape[0])
    for person in everybody:
        kept = np.delete(everybody, person)
        yield matrix[kept][:, kept]


def _losses(matrices: list[sparse.csr_array], stack: sparse.csr_array, n: int) -> np.ndarray:
    """Give the share of pairs of others that each person joins; NaN where there are none."""
    if engine.compiled(n):
        parted = np.array([cuts.pairs_separated(matrix) for matrix in matrices])
        pairs, separated = parted.reshape(-1, 2, n).transpose(1, 0, 2)
    else:
        pairs, separated = blocks.pairs_separated(stack, n)
    shares = np.full(pairs.shape, NAN)
    np.divide(separated, pairs, out=shares, where=pairs > 0)
    return shares


def _shape(matrix: sparse.csr_array, middles: np.ndarray, losses: np.ndarray) -> Shape:
    n = matrix.shape[0]
    _, labels = connected_components(matrix, directed=False)
    losses = np.where(np.isnan(losses), -1.0, losses)
    first, all_open = int(np.argmax(middles)), float(middles.sum())
    degree = np.diff(matrix.indptr)[None, :].astype(float)
    return Shape(
        people=n,
        ties=matrix.nnz // 2,
        largest=float(np.bincount(labels).max()) / n,
        centralization=float(centralizations(degree)[0]),
        loss=float(losses.max()) if losses.max() >= 0 else NAN,
        broker=float(middles[first]) / all_open if all_open else NAN,
        broker_loss=max(float(losses[first]), 0.0) if all_open else NAN,
        split=periphery.split(*periphery.ends(matrix), n),
        hubs=float(spreads(middles[None, :])[0]),
    )


def centralizations(values: np.ndarray, most: float | None = None) -> np.ndarray:
    """Give Freeman's centralization per row; ``most`` is the greatest sum of differences."""
    n = values.shape[1]
    most = float((n - 1) * (n - 2)) if most is None else most
    if n < 3:
        return np.full(len(values), NAN)
    return np.asarray((values.max(axis=1, keepdims=True) - values).sum(axis=1) / most)


def spreads(values: np.ndarray) -> np.ndarray:
    """Give (sum x)² / sum x² per row: over how many people the values are spread."""
    squares = (values**2).sum(axis=1)
    return _over(values.sum(axis=1) ** 2, squares)


def ginis(values: np.ndarray) -> np.ndarray:
    """Give the mean difference of two people by twice the mean, per row."""
    n, ranked = values.shape[1], np.sort(values, axis=1)
    return _over(ranked @ (2.0 * np.arange(1, n + 1) - n - 1), n * values.sum(axis=1))


def evennesses(values: np.ndarray) -> np.ndarray:
    """Give the entropy of the shares by its maximum, per row."""
    n = values.shape[1]
    if n < 2:
        return np.full(len(values), NAN)
    share = values / np.maximum(values.sum(axis=1, keepdims=True), 1.0)
    entropy = -(share * np.log(np.where(share > 0, share, 1.0))).sum(axis=1)
    return np.where(values.any(axis=1), entropy / np.log(n), NAN)


def greatest_losses(
    matrices: list[sparse.csr_array], stack: sparse.csr_array, n: int
) -> np.ndarray:
    """Give per network the greatest share of pairs of others that one person joins."""
    if not matrices or not n:
        return np.full(len(matrices), NAN)
    losses = _losses(matrices, stack, n)
    known = ~np.isnan(losses)
    greatest = np.where(known, losses, -1.0).max(axis=1)
    return np.where(known.any(axis=1), greatest, NAN)


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide where there is something to divide by; NaN elsewhere."""
    found = np.full(len(whole), NAN)
    np.divide(part, whole, out=found, where=whole > 0)
    return found
