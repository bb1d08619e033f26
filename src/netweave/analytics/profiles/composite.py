"""One number out of the four principles: off by default, because its parts oppose each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave.analytics.profiles._shares import ratio
from netweave.codes import Notice

if TYPE_CHECKING:
    from netweave.analytics.profiles._parts import Part

PRINCIPLES = ("relationships", "humility", "openness", "emergence")
FLOOR = 0.01  # a heuristic: the least a mean counts, so that its logarithm exists
ALTERNATIVES = 1_000  # weights drawn to see how much hangs on them
# Only shares that run from 0 to 1: a number of introductions has no highest value, and the rest
# would count one thing twice.
ENTER = {
    "relationships": ("R1", "R2", "R3", "R4"),
    "humility": ("H1", "H2", "H3"),
    "openness": ("O1", "O2", "O3", "O4"),
    "emergence": ("E1", "E2"),
}


def weights_for(weights: Mapping[str, float] | None) -> np.ndarray:
    """Give the weights of the four principles, which sum to 1."""
    if weights is None:
        return np.full(len(PRINCIPLES), 1 / len(PRINCIPLES))
    rule = f"must give each of {errors.listed(PRINCIPLES)} a weight above 0"
    if not isinstance(weights, Mapping) or set(weights) != set(PRINCIPLES):
        raise errors.setting_out_of_range("weights", rule, weights)
    given = np.array([float(weights[name]) for name in PRINCIPLES])
    if not (np.isfinite(given) & (given > 0)).all():
        raise errors.setting_out_of_range("weights", rule, weights)
    return np.asarray(given / given.sum())


def composed(
    people: pd.Index,
    parts: Mapping[str, list[Part]],
    weights: np.ndarray,
    generator: np.random.Generator,
) -> pd.DataFrame:
    """Give everybody's weighted geometric mean, and how far its place moves with the weights."""
    means = np.column_stack([_mean(parts[name], ENTER[name]) for name in PRINCIPLES])
    logs = np.log(np.maximum(means, FLOOR))
    whole = ~np.isnan(means).any(axis=1)
    table = pd.DataFrame(means, columns=list(PRINCIPLES), index=people)
    table["composite"] = np.where(whole, np.exp(logs @ weights), np.nan)
    low, high = np.full((2, len(people)), np.nan)
    if whole.any():
        drawn = generator.dirichlet(np.ones(len(PRINCIPLES)), ALTERNATIVES)
        places = np.array([_percentiles(logs[whole] @ one) for one in drawn])
        low[whole], high[whole] = places.min(axis=0), places.max(axis=0)
    table["percentile_low"], table["percentile_high"] = low, high
    table["reason"] = pd.Series("NOT_OBSERVED", index=people, dtype="str").where(~whole)
    return table


def _mean(parts: list[Part], enter: tuple[str, ...]) -> np.ndarray:
    """Give the mean of the parts that are defined; NaN if none is."""
    values = np.array([one.values for one in parts if one.id in enter])
    count = (~np.isnan(values)).sum(axis=0)
    total = np.nansum(values, axis=0)
    return ratio(total, count)


def _percentiles(values: np.ndarray) -> np.ndarray:
    """Give everybody's place among all: lower ones and half of the equal ones."""
    order = np.sort(values)
    below = np.searchsorted(order, values - 1e-12)
    above = np.searchsorted(order, values + 1e-12, side="right")
    return np.asarray((below + above) / 2 / len(values))


def notice(weights: np.ndarray) -> Notice:
    """Give W24 with the weights."""
    said = ", ".join(f"{name} {one:.2f}" for name, one in zip(PRINCIPLES, weights, strict=True))
    return Notice("W24", f"Weights: {said}.")
