"""The standard error of P1 for independent pairs, and the smallest change it lets one see."""

from __future__ import annotations

import numpy as np
from scipy import special

from netweave.compare.estimate import FEW_ORGANIZATIONS
from netweave.compare.intervals import CONFIDENCE

# People and organizations differ, so that the standard error is larger than for independent pairs
# by about this much (a heuristic).
HETEROGENEITY = (1.2, 1.4)


def planned_error(scale: float, pairs: float, density: float, rates: tuple[float, float]) -> float:
    """Give the standard error of P1 for independent pairs.

    ``c · sqrt((f(1 − d) + (1 − p)d − (f(1 − d) − (1 − p)d)²) / pairs)``; density: d, before;
    rates: f, formation among untied pairs, and p, persistence of ties.
    """
    formed, lost = rates[0] * (1.0 - density), (1.0 - rates[1]) * density
    return scale * float(np.sqrt((formed + lost - (formed - lost) ** 2) / pairs))


def smallest_change(
    scale: float, pairs: float, density: float, persistence: float, errors: float
) -> tuple[float, float]:
    """Give the P1 that is so many of its own standard errors, and that standard error.

    Pairs are taken as independent. With the change of density D, what forms is ``D + (1 − p)d``,
    and ``D² = errors² (D + 2(1 − p)d − D²) / pairs`` is solved for D.
    """
    lost = (1.0 - persistence) * density
    k = errors**2 / pairs
    change = (k + float(np.sqrt(k * k + 8.0 * k * lost * (1.0 + k)))) / (2.0 * (1.0 + k))
    formation = (change + lost) / (1.0 - density)
    return scale * change, planned_error(scale, pairs, density, (formation, persistence))


def errors_needed(power: float) -> float:
    """Give z(.975) + z(power): so many standard errors are found with that power."""
    return float(special.ndtri(0.5 + CONFIDENCE / 2) + special.ndtri(power))


def errors_reported(power: float, people: int, organizations: int) -> float:
    """Give the same for the interval that is reported, which is wider.

    The jackknives hold the variance of independent pairs twice, since each pair is left out at both
    its ends, and are read with Student's t of as many degrees of freedom as there are
    organizations, or people where these are too few, less one.
    """
    units = organizations if organizations >= FEW_ORGANIZATIONS else people
    t = float(special.stdtrit(max(units - 1, 1), 0.5 + CONFIDENCE / 2))
    return t * float(np.sqrt(2.0)) + float(special.ndtri(power))
