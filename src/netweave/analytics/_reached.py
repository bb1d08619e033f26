"""Whom everybody reaches, in a network or among people who share meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave._checks import one_of
from netweave._kernels import routes, sweeps
from netweave.affiliations import Affiliations
from netweave.analytics import _meetings as meetings
from netweave.analytics._facts import tie_lengths

if TYPE_CHECKING:
    from netweave.network import Network


def reached(
    net: Network | Affiliations,
    *,
    directed: bool = False,
    role: str = "learned",
    steps: int | None = None,
) -> sweeps.Reached:
    """Sweep over ties; in records of meetings, over those that the projection would make."""
    one_of("role", ("learned", "taught"), role)
    whole = isinstance(steps, int | np.integer) and not isinstance(steps, bool)
    if steps is not None and not (whole and steps >= 1):
        raise errors.setting_out_of_range("steps", "must be a whole number from 1 on", steps)
    if isinstance(net, Affiliations):
        way = role if directed else "any"
        return sweeps.shared_sweep(*meetings.steps(net, way), limit=steps)
    matrix = net.structure(directed=directed)
    if directed and role == "taught":
        matrix = matrix.T.tocsr()
    return sweeps.sweep(matrix, limit=steps)


def reached_by_length(
    net: Network | Affiliations, *, directed: bool = False, role: str = "learned"
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give per person the sum of 1/d, the sum of d and how many are reached; strong ties short."""
    one_of("role", ("learned", "taught"), role)
    if isinstance(net, Affiliations):
        raise errors.pairs_needed()
    long = tie_lengths(net, directed=directed)
    return routes.sums(long.T.tocsr() if directed and role == "taught" else long)


def named(name: str, *, directed: bool, role: str, weighted: bool = False) -> str:
    """Give the name of a finding, with the role if direction counts."""
    return (f"{name}_{role}" if directed else name) + "_weighted" * weighted
