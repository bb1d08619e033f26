"""What records of meetings tell without any tie: who shared an event, which has no direction."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from netweave import errors
from netweave._kernels.sweeps import others_met
from netweave.affiliations import Affiliations


def table(sessions: Affiliations) -> sparse.csr_array:
    """Give people × events of the one wave; several waves are refused."""
    _ = sessions.the_wave
    return sessions.matrix


def undirected(argument: str, value: object, got: object) -> None:
    """Refuse to tell who learned from whom."""
    if got != value:
        raise errors.no_direction(argument, value, got)


def people_met(sessions: Affiliations) -> np.ndarray:
    """Count the others with whom each person shared an event."""
    return others_met(table(sessions))


def alone(sessions: Affiliations) -> np.ndarray:
    """Mark the people who shared no event with anybody."""
    held = table(sessions)
    company = np.bincount(held.indices, minlength=held.shape[1]) > 1
    return np.asarray(held @ company.astype(float) == 0)


def pieces(sessions: Affiliations) -> np.ndarray:
    """Give the number of each person's piece: people whom chains of shared events join."""
    held = table(sessions)
    n, events = held.shape
    ends = np.concatenate([held.indptr, np.full(events, held.indptr[-1], held.indptr.dtype)])
    arrows = sparse.csr_array(
        (np.ones(held.nnz, dtype=np.int8), held.indices + n, ends), shape=(n + events, n + events)
    )
    return np.asarray(connected_components(arrows, directed=False)[1][:n])
