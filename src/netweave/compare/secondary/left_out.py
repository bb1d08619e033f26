"""A statistic of sums over pairs, again without each person, organization or pair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave.compare.estimate import FEW_ORGANIZATIONS
from netweave.compare.intervals import Interval, Spread, left_out_interval

if TYPE_CHECKING:
    from netweave.dyads import Dyads

# Rows of sums, one column per part, to one value per row.
Statistic = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Pairs:
    """Some pairs of a panel, with the units that may be left out at either end.

    Parameters
    ----------
    chosen : bool array
        Which pairs of the panel.
    people : tuple of int arrays
        The person at either end, counted among those of known organization.
    homes : tuple of int arrays
        The organization at either end, that of the first wave.
    sizes : tuple of int
        How many people and organizations there are.
    """

    chosen: np.ndarray
    people: tuple[np.ndarray, np.ndarray]
    homes: tuple[np.ndarray, np.ndarray]
    sizes: tuple[int, int]

    @property
    def few(self) -> bool:
        """Whether there are too few organizations to speak of others than these."""
        return self.sizes[1] < FEW_ORGANIZATIONS


def pairs_of(dyads: Dyads, chosen: np.ndarray) -> Pairs:
    """Choose pairs, all of whose people have a known organization."""
    known = dyads.known
    person = np.cumsum(known) - 1
    home = np.full(len(known), -1)
    home[known] = np.unique(dyads.group_before[known], return_inverse=True)[1]
    one, other = dyads.one[chosen], dyads.other[chosen]
    sizes = int(known.sum()), dyads.organizations
    return Pairs(chosen, (person[one], person[other]), (home[one], home[other]), sizes)


def ratio_of(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide, NaN where the whole is empty."""
    out = np.full(np.shape(part), np.nan)
    np.divide(part, whole, out=out, where=np.asarray(whole) > 0)
    return out


def spread_of(parts: np.ndarray, pairs: Pairs, statistic: Statistic) -> tuple[float, Spread]:
    """Give a statistic of the sums of some columns over pairs, with its three intervals."""
    parts = np.asarray(parts, dtype=float)
    total = parts.sum(axis=0)
    estimate = float(statistic(total[None, :])[0])
    found: list[Interval] = []
    units = zip(("person", "organization"), (pairs.people, pairs.homes), pairs.sizes, strict=True)
    for by, ends, count in units:
        rest = total - per_unit(parts, ends, count)
        found.append(left_out_interval(by, estimate, statistic(rest)))
    found.append(left_out_interval("dyad", estimate, statistic(total - parts)))
    return estimate, Spread(tuple(found), pairs.few)


def per_unit(parts: np.ndarray, ends: tuple[np.ndarray, np.ndarray], count: int) -> np.ndarray:
    """Add up, unit by unit, the columns over the pairs that a unit is in, each pair once."""
    one, other = ends
    apart = one != other
    sums = np.zeros((count, parts.shape[1]))
    for place, column in enumerate(parts.T):
        sums[:, place] = np.bincount(one, weights=column, minlength=count)
        sums[:, place] += np.bincount(other[apart], weights=column[apart], minlength=count)
    return sums
