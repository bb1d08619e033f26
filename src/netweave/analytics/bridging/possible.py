"""What an index of ties across groups could have been: its bounds, and labels handed out anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._checks import counted, seeded
from netweave._kernels import labels as kernels
from netweave.analytics._facts import NAN
from netweave.analytics._groups import Labelled, labels_of
from netweave.analytics._observed import observed
from netweave.analytics.bridging.met import Met
from netweave.codes import REASONS

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network


@dataclass(frozen=True)
class Shuffled:
    """The index under labels handed out anew, beside the one observed.

    Parameters
    ----------
    mean, spread : float
        Mean and standard deviation over the shuffles; NaN without any.
    percentile : float
        Mid-p place of the observed index among the shuffled ones, 0 to 1.
    p_value : float
        Twice the smaller tail, at most 1.
    reason : str
        "SAME_BY_CHANCE" if every shuffle gives one value, "" otherwise.
    less, equal : int
        How many shuffles gave a lower index than the observed one, and how many the same.
    """

    mean: float = NAN
    spread: float = NAN
    percentile: float = NAN
    p_value: float = NAN
    reason: str = ""
    less: int = 0
    equal: int = 0


def checked(permutations: int | None, seed: int | None) -> None:
    """Refuse a number of permutations below 1, or permutations without a seed."""
    if permutations is None:
        return
    counted("permutations", permutations)
    seeded(seed, "with permutations")


def strata_of(net: Network | Affiliations, strata: str | None, people: np.ndarray) -> np.ndarray:
    """Give the stratum of some people as a number; who has none recorded are a stratum too."""
    if strata is None:
        return np.zeros(len(people), dtype=np.int64)
    codes, _ = pd.factorize(labels_of(net, strata).iloc[people], sort=True, use_na_sentinel=False)
    return np.asarray(codes, dtype=np.int64)


def alike(net: Network, strata: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Split strata by who answered: labels then go to people who could report as much."""
    about = observed(net)
    if about is None:
        return strata
    both = np.column_stack([strata, about.answers[people]])
    levels: np.ndarray = np.unique(both, axis=0, return_inverse=True)[1].ravel()
    return levels


def expected(ties: Labelled | Met, strata: np.ndarray) -> float:
    """Give the index's mean over all ways to hand labels out within strata; exact."""
    total = ties.split().sum()
    if not total:
        return NAN
    return float(1 - 2 * ties.expected_inside(strata) / total)


def shuffled(
    ties: Labelled | Met, strata: np.ndarray, observed: float, permutations: int, seed: int
) -> Shuffled:
    """Hand the labels out anew within strata, and place the observed index among the results."""
    draws = kernels.permutations(ties.labels, strata, permutations, np.random.default_rng(seed))
    values = 1 - 2 * np.concatenate([ties.inside(drawn) for drawn in draws]) / ties.split().sum()
    mean, spread = float(values.mean()), float(values.std())
    same = np.isclose(values, observed, rtol=0, atol=1e-12)
    if np.ptp(values) < 1e-12:
        return Shuffled(mean, 0.0, reason="SAME_BY_CHANCE")
    below, equal = int(((values < observed) & ~same).sum()), int(same.sum())
    percentile = (below + equal / 2 + 0.5) / (permutations + 1)
    tails = 2 * min(percentile, 1 - percentile)
    return Shuffled(mean, spread, percentile, tails, less=below, equal=equal)


def rescaled(ties: Labelled, observed: float) -> float:
    """Place the index between what these strengths could give on other pairs: -1 least, 1 most."""
    people = np.bincount(ties.labels)
    every = len(ties.labels) * (len(ties.labels) - 1)
    inside = int((people * (people - 1)).sum()) * ties.pairs // every
    strongest = np.sort(ties.weights)[::-1]
    total = strongest.sum()
    most = 2 * strongest[: ties.pairs - inside].sum() / total - 1
    least = 1 - 2 * strongest[:inside].sum() / total
    return float(2 * (observed - least) / (most - least) - 1) if most - least > 1e-12 else NAN


def sentence(ties: np.ndarray, expectation: float, reason: str, group: str, what: str) -> str:
    """Say which share of ties crosses, beside the share expected."""
    if reason:
        return f"Ties across and inside {group} cannot be compared: {REASONS[reason]}."
    said = (
        f"{ties[0]:g} of {ties.sum():g} {what} ({100 * ties[0] / ties.sum():.0f} in 100) cross "
        f"from one {group} to another"
    )
    if np.isnan(expectation):
        return f"{said}."
    chance = 100 * (expectation + 1) / 2
    return f"{said}; if ties ignored {group}, about {chance:.0f} in 100 would."
