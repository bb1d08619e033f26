"""Labels handed out anew: how much of the ties lies inside groups if labels ignore the ties."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from netweave._kernels import engine

LANES = 64


def permutations(
    labels: np.ndarray, strata: np.ndarray, count: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """Shuffle labels within strata, so many times; yield (people, up to 64 shuffles) at a time."""
    order = np.argsort(strata, kind="stable")
    edges = np.flatnonzero(np.diff(strata[order])) + 1
    members = np.split(order, edges)
    ordered = labels[order].astype(np.int32)
    for first in range(0, count, LANES):
        shuffles = np.empty((min(LANES, count - first), len(labels)), dtype=np.int32)
        for row in shuffles:
            drawn = ordered.copy()
            for start, people in zip([0, *edges], members, strict=True):
                rng.shuffle(drawn[start : start + len(people)])
            row[order] = drawn
        yield np.ascontiguousarray(shuffles.T)


def inside(
    one: np.ndarray, other: np.ndarray, weights: np.ndarray, labels: np.ndarray
) -> np.ndarray:
    """Sum the weights of the pairs whose two ends bear one label, per column of labels."""
    if engine.compiled(len(labels)):
        from netweave._kernels.compiled.labels import inside as compiled  # noqa: PLC0415

        a, b = (np.ascontiguousarray(end, dtype=np.int32) for end in (one, other))
        summed: np.ndarray = compiled(a, b, np.ascontiguousarray(weights, dtype=float), labels)
        return summed
    together = labels[one] == labels[other]
    found: np.ndarray = (
        np.count_nonzero(together, axis=0).astype(float)
        if (weights == 1).all()
        else weights @ together
    )
    return found


def expected_inside(
    one: np.ndarray,
    other: np.ndarray,
    weights: np.ndarray,
    labels: np.ndarray,
    strata: np.ndarray,
) -> float:
    """Give the mean, over all shuffles within strata, of the weight inside groups: exact."""
    held = np.zeros((int(strata.max(initial=-1)) + 1, int(labels.max(initial=-1)) + 1))
    np.add.at(held, (strata, labels), 1.0)
    s, t = strata[one], strata[other]
    people = held.sum(axis=1)
    cells, cell = np.unique(s.astype(np.int64) * len(held) + t, return_inverse=True)
    a, b = np.divmod(cells, max(len(held), 1))
    both = np.einsum("ij,ij->i", held[a], held[b]) - np.where(a == b, people[a], 0.0)
    ways = people[a] * (people[b] - (a == b))
    chance = np.divide(both, ways, out=np.zeros_like(both), where=ways > 0)
    return float((weights * chance[cell]).sum())
