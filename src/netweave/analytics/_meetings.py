"""What records of meetings tell without any tie being made: whom people met, and who was alone.

Who is tied to whom is what the projection says: peers of one breakout group, of one session outside
its groups, authors of one work, and presenters with those who listened to them; only of the kinds
that were chosen, if any were.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from netweave._kernels.sweeps import others_met
from netweave.affiliations import Affiliations


def steps(sessions: Affiliations, role: str = "any") -> tuple[sparse.csr_array, sparse.csr_array]:
    """Give who steps into which meeting and who out of it; several waves are refused.

    Along the arrows to the people learned from ("learned"), against them ("taught"), or either way.
    """
    into, out = sessions.steps(directed=role != "any")
    return (out, into) if role == "taught" else (into, out)


def people_met(sessions: Affiliations, role: str = "any") -> np.ndarray:
    """Count the others whom each person met, whom each learned from, or who learned from each."""
    return others_met(*steps(sessions, role))


def alone(sessions: Affiliations) -> np.ndarray:
    """Mark the people who met nobody."""
    into, out = steps(sessions)
    company = into @ np.bincount(out.indices, minlength=out.shape[1]).astype(float)
    oneself = np.asarray(into.multiply(out).sum(axis=1)).ravel()
    return np.asarray(company == oneself)


def pieces(sessions: Affiliations) -> np.ndarray:
    """Give the number of each person's piece: people whom chains of meetings join."""
    into, out = steps(sessions)
    n = into.shape[0]
    arrows = sparse.block_array([[None, into], [out.T.tocsr(), None]], format="csr")
    return np.asarray(connected_components(arrows, connection="strong")[1][:n])
