"""What goes across groups in records of meetings, whose ties are never made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave._kernels import grouped
from netweave._kernels import labels as kernels
from netweave.analytics import _groups as groups

if TYPE_CHECKING:
    from netweave._kernels.operators import Factored
    from netweave.affiliations import Affiliations


@dataclass(frozen=True)
class Met:
    """The weights of meetings among the people whose group is known; compare `Labelled`.

    Parameters
    ----------
    labels : int array
        The group of every person whose group is known, as a number.
    people : int array
        The places of these people.
    weights : Factored
        What everybody learned from everybody, as two factors.
    parts : float array
        What goes across and what stays inside.
    """

    labels: np.ndarray
    people: np.ndarray
    weights: Factored
    parts: np.ndarray

    def split(self) -> np.ndarray:
        """Give what goes across and what stays inside."""
        return self.parts

    def inside(self, labels: np.ndarray) -> np.ndarray:
        """Give what would stay inside, per column of labels."""
        return grouped.inside_by_deal(self.weights, self.people, labels)

    def expected_inside(self, strata: np.ndarray) -> float:
        """Give the mean of that over all ways to hand labels out within strata; exact."""
        codes = np.full(self.weights.n, -1)
        codes[self.people] = strata
        flow = grouped.between(self.weights, codes, int(strata.max(initial=-1)) + 1)
        first = np.unique(strata, return_index=True)[1]  # one person stands for each stratum
        one, other = (first[end] for end in np.nonzero(flow))
        return kernels.expected_inside(one, other, flow[flow != 0], self.labels, strata)


def met(sessions: Affiliations, group: str) -> Met:
    """Give what people of known group learned from each other at meetings."""
    codes, _ = groups.coded(sessions, group)
    known = np.flatnonzero(codes >= 0)
    split = groups.split_by_person(sessions, codes, weighted=True, role="learned")
    return Met(codes[known], known, sessions.factored(), split[:, known].sum(axis=1))
