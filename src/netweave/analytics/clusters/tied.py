"""What groups are found in: the ties of a network, or the meetings of a two-mode table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave._checks import one_of
from netweave._kernels import louvain, partition, together
from netweave.affiliations import Affiliations
from netweave.analytics._facts import strengths

if TYPE_CHECKING:
    from scipy import sparse

    from netweave._kernels.louvain import Ties
    from netweave.network import Network

WEIGHTS = ("newman", "count")


@dataclass(frozen=True)
class OfTies:
    """A symmetric matrix of ties."""

    matrix: sparse.csr_array

    def ties(self) -> Ties:
        """Give the ties as nodes are moved on them."""
        return louvain.tied(self.matrix)

    def modularity(self, labels: np.ndarray, resolution: float = 1.0) -> float:
        """Give the modularity of labels 0, 1, …; -1 leaves somebody out."""
        known = np.flatnonzero(labels >= 0)
        inner: sparse.csr_array = self.matrix
        if len(known) < len(labels):
            inner = inner[known][:, known]
        return partition.modularity(inner, labels[known], resolution) if len(known) else np.nan


@dataclass(frozen=True)
class OfMeetings:
    """Who was at which meeting, people × meetings, and how much each meeting ties a pair."""

    members: sparse.csr_array
    weight: np.ndarray

    def ties(self) -> Ties:
        """Give the ties as nodes are moved on them."""
        return together.together(self.members, self.weight)

    def modularity(self, labels: np.ndarray, resolution: float = 1.0) -> float:
        """Give the modularity of labels 0, 1, …; -1 leaves somebody out."""
        known = np.flatnonzero(labels >= 0)
        there = self.members if len(known) == len(labels) else self.members[known]
        if not len(known):
            return np.nan
        return together.modularity(there, self.weight, labels[known], resolution)


def source(
    net: Network | Affiliations, *, weighted: bool = False, weights: str = "newman"
) -> OfTies | OfMeetings:
    """Give what the groups of a network, or of those who meet, are found in."""
    if isinstance(net, Affiliations):
        one_of("weights", WEIGHTS, weights)
        found = net.factored(weights)
        if not found.symmetric:
            raise errors.DataError(
                "people learn from presenters in one direction, and groups are found among those "
                "who learn from each other. Choose sessions.where(kind='attendance_peer'), or "
                "project first: sessions.project().where(kind='attendance_presenter')."
            )
        return OfMeetings(found.learner, found.each)
    return OfTies(strengths(net, weighted=weighted, directed=False))
