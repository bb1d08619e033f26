"""The latent process: who is tied to whom in each wave, with which probability, how closely.

Everything here is a vector over unordered dyads ``{i, j}``, ``i < j`` in the order of people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netweave.simulation.settings import CohortSettings

SAME, CROSS, CONVENER = 0, 1, 2
THRESHOLD_RANK, HIGHEST_RANK = 2, 5
_GRID = np.linspace(-8.0, 8.0, 2001)
_NORMAL = np.exp(-(_GRID**2) / 2.0) / np.exp(-(_GRID**2) / 2.0).sum()


@dataclass(frozen=True)
class LatentTies:
    """Ties at the threshold, complete: nobody fails to answer here.

    Parameters
    ----------
    first, second : ndarray of int
        The two people of each dyad.
    kind : ndarray of int
        Same organization 0, different organizations 1, with the convening organization 2.
    probability : ndarray of float, waves × dyads
        The probability of a tie given the effects of persons and organizations.
    tied : ndarray of bool, waves × dyads
        Whether there is a tie, in either direction.
    ranks : ndarray of int, waves × 2 × dyads
        How closely the first learned from the second, and the second from the first;
        0 where there is no tie in this direction.
    """

    first: np.ndarray
    second: np.ndarray
    kind: np.ndarray
    probability: np.ndarray
    tied: np.ndarray
    ranks: np.ndarray

    def rank_matrix(self, wave: int, people: int) -> np.ndarray:
        """Give the ranks of a wave as a matrix learner × learned from."""
        matrix = np.zeros((people, people), dtype=np.int64)
        matrix[self.first, self.second] = self.ranks[wave, 0]
        matrix[self.second, self.first] = self.ranks[wave, 1]
        return matrix


def logistic(x: np.ndarray) -> np.ndarray:
    """Give the probability of log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


def log_odds(p: np.ndarray) -> np.ndarray:
    """Give the log-odds of probabilities inside (0, 1)."""
    return np.asarray(np.log(p) - np.log1p(-p))


def intercept(mean: float, sd: float, ceiling: float = 1.0) -> float:
    """Solve E[min(logistic(a + sd·Z), ceiling)] = mean for a, with Z standard normal."""
    low, high = -40.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2.0
        expected = float(_NORMAL @ np.minimum(logistic(middle + sd * _GRID), ceiling))
        low, high = (middle, high) if expected < mean else (low, middle)
    return (low + high) / 2.0


def stationary_formation(probability: np.ndarray, persistence: float) -> np.ndarray:
    """Give the formation rate that makes up for loss: P·p + (1 − P)·f = P for each dyad."""
    return np.asarray((1.0 - persistence) * probability / (1.0 - probability))


def step(
    probability: np.ndarray, formation: np.ndarray, persistence: float, effect: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give formation with the effect, and the probability of a tie one wave later."""
    formation = logistic(log_odds(formation) + effect)
    return formation, probability * persistence + (1.0 - probability) * formation


def cross_change(before: np.ndarray, after: np.ndarray, cross: np.ndarray, people: int) -> float:
    """Give P1, c · mean over cross dyads of (after − before), c = 2 · cross dyads / people."""
    dyads = int(cross.sum())
    if not dyads or not people:
        return float("nan")
    factor = 2.0 * dyads / people
    return factor * float(np.mean(after[cross].astype(float) - before[cross].astype(float)))


def draw_ties(
    organization: np.ndarray,
    convener: np.ndarray,
    settings: CohortSettings,
    rng: np.random.Generator,
) -> LatentTies:
    """Draw the effects of persons and organizations, then ties wave by wave."""
    people, waves = len(organization), len(settings.waves)
    first, second = np.triu_indices(people, k=1)
    kind = np.where(organization[first] == organization[second], SAME, CROSS)
    kind = np.where(convener[first] | convener[second], CONVENER, kind)
    person = rng.normal(0.0, settings.person_sd, size=people)
    place = rng.normal(0.0, settings.organization_sd, size=int(organization.max()) + 1)
    own = person + place[organization]
    start, formation = _rates(kind, own[first] + own[second], settings)
    tied = np.zeros((waves, len(first)), dtype=bool)
    probability = np.empty((waves, len(first)))
    ranks = np.zeros((waves, 2, len(first)), dtype=np.int64)
    probability[0], chance = start, start
    for wave in range(waves):
        if wave:
            effect = _effect(kind, settings, wave - 1)
            forms, probability[wave] = step(
                probability[wave - 1], formation, settings.persistence, effect
            )
            chance = np.where(tied[wave - 1], settings.persistence, forms)
        tied[wave] = rng.random(len(first)) < chance
        kept = tied[wave] & tied[wave - 1] if wave else np.zeros_like(tied[wave])
        ranks[wave] = _ranks(tied[wave], kept, ranks[wave - 1], settings, rng)
    return LatentTies(first, second, kind, probability, tied, ranks)


def _rates(
    kind: np.ndarray, effects: np.ndarray, settings: CohortSettings
) -> tuple[np.ndarray, np.ndarray]:
    """Give each dyad its probability in the first wave and its formation rate after it."""
    densities = (settings.density_same, settings.density_cross, settings.density_convener)
    rates = (settings.formation_same, settings.formation_cross, None)
    spread = _spread(settings)
    ceiling = settings.highest_stationary
    constants = np.array([
        intercept(density, sd, ceiling) for density, sd in zip(densities, spread, strict=True)
    ])
    start = np.minimum(logistic(constants[kind] + effects), ceiling)
    formation = stationary_formation(start, settings.persistence)
    for number, rate in enumerate(rates):
        if rate is not None:
            own = logistic(intercept(rate, spread[number]) + effects)
            formation = np.where(kind == number, own, formation)
    return start, formation


def _spread(settings: CohortSettings) -> tuple[float, float, float]:
    """Give the standard deviation of u_i + u_j + v_g + v_h: inside one organization g = h."""
    person, place = 2.0 * settings.person_sd**2, settings.organization_sd**2
    apart = float(np.sqrt(person + 2.0 * place))
    return float(np.sqrt(person + 4.0 * place)), apart, apart


def _effect(kind: np.ndarray, settings: CohortSettings, number: int) -> np.ndarray:
    """Give the log-odds added to formation in each dyad at a step between waves."""
    added = (settings.effect_same, settings.effects[number], settings.effect_convener)
    return np.asarray(np.array(added)[kind])


def _ranks(
    tied: np.ndarray,
    kept: np.ndarray,
    before: np.ndarray,
    settings: CohortSettings,
    rng: np.random.Generator,
) -> np.ndarray:
    """Draw direction and level of new ties; kept ones keep direction and move by a level."""
    both = rng.random(tied.size) < settings.reciprocity
    forward = rng.random(tied.size) < 0.5
    learns = np.array([both | forward, both | ~forward])
    new = rng.choice([2, 3, 4, 5], size=(2, tied.size), p=[0.45, 0.3, 0.15, 0.1])
    moved = before + rng.choice([-1, 0, 1], size=(2, tied.size), p=[0.15, 0.55, 0.3])
    moved = np.clip(moved, THRESHOLD_RANK, HIGHEST_RANK)
    new = np.where(learns & tied, new, 0)
    return np.where(kept, np.where(before > 0, moved, 0), new)
