"""Where ties began: outside convenings, at one, or nobody knows; and whether a convener helped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from netweave.network import Network

# The words of a tie's context, however written; any other word leaves it unknown.
OUTSIDE, CONVENING = "outside", "convening"


class Began(NamedTuple):
    """How ties began, or pairs of people with several ties.

    Parameters
    ----------
    outside, convening : bool array
        What is recorded; a pair may have both.
    introduced : bool array
        Whether a convener is said to have introduced the two.
    helped : bool array
        Whether that is so, or may be: introduced by somebody who is not among the people, such as
        a convener left out; or whether a convener is one of the two.
    """

    outside: np.ndarray
    convening: np.ndarray
    introduced: np.ndarray
    helped: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """Whether it is known where they began."""
        return np.asarray(self.outside | self.convening)

    @property
    def own(self) -> np.ndarray:
        """Whether they are self-organized: nothing recorded speaks of a convening or a convener."""
        return np.asarray(self.outside & ~self.convening & ~self.helped)

    def over(self, gather: Callable[[np.ndarray], np.ndarray]) -> Began:
        """Give the same of pairs; ``gather`` marks those that have a tie among some."""
        return Began(*(gather(mark) for mark in self))


def began(net: Network, conveners: pd.Index, people: pd.Index) -> Began | None:
    """Say how each tie began, if that is recorded; ``people`` are all that may be named."""
    ties = net.ties
    if "context" not in ties.columns:
        return None
    said = ties["context"].astype("str").str.strip().str.casefold()
    outside, convening = ((said == word).to_numpy(dtype=bool) for word in (OUTSIDE, CONVENING))
    hubs = net.people.index.isin(conveners)
    ends = [hubs[ties[role].cat.codes.to_numpy()] for role in ("learner", "learned_from")]
    introduced = other = np.zeros(len(ties), dtype=bool)
    if "introduced_by" in ties.columns:
        by = ties["introduced_by"].astype("str").str.strip()
        introduced = by.isin(conveners.astype("str")).to_numpy()
        named = (by.notna() & (by != "")).to_numpy(dtype=bool)
        other = named & ~by.isin(people.astype("str")).to_numpy()
    return Began(outside, convening, introduced, introduced | other | ends[0] | ends[1])
