"""The rules by which a network is given a structural phase, each with its cut-off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors

if TYPE_CHECKING:
    from netweave._kernels.shapes import Shape

PHASES = {
    "scattered_fragments": "scattered fragments",
    "hub_and_spoke": "a single hub with spokes",
    "core_periphery": "a core and a periphery",
    "multi_hub": "several hubs",
    "distributed": "a mesh in which no hub and no core stands out",
}
# Indices that are low where there are hubs; all others are high then.
LOW_WITH_HUBS = ("evenness", "effective_number", "effective_hubs", "core_people")


def tail(index: str) -> str:
    """Say on which side of chance an index lies where there are hubs.

    >>> tail("gini"), tail("effective_hubs")
    ('higher', 'lower')
    """
    return "lower" if index in LOW_WITH_HUBS else "higher"


# The statistic that defines a phase, and on which side of chance it then lies.
DEFINED_BY = {
    phase: (index, tail(index))
    for phase, index in {
        "hub_and_spoke": "centralization_degree",
        "core_periphery": "core_fit",
        "multi_hub": "effective_hubs",
    }.items()
}
CLOSE = 1e-12  # rounding


@dataclass(frozen=True)
class PhaseCutoffs:
    """The cut-offs of `structural_phase`: heuristics, for no published rule has numbers.

    Parameters
    ----------
    largest : float, default 0.5
        Scattered fragments: at most this share of people in the largest piece.
    pair_loss : float, default 0.5
        Hub and spoke: one person joins at least this share of the pairs of others. Core and
        periphery: nobody joins as many.
    centralization : float, default 0.5
        Hub and spoke: besides, degree centralization is at least this.
    open_share : float, default 0.5
        Hub and spoke: or else that person is in the middle of more than this share of the open
        two-paths.
    core_least : int, default 3
        Core and periphery: at least so many people in the core.
    core_most : float, default 0.5
        Core and periphery: at most this share of all people in the core.
    fit : float, default 0.5
        Core and periphery: the fit is at least this.
    periphery : float, default 0.25
        Core and periphery: the density of the periphery is at most this share of the core's.
    hubs_least : float, default 2
        Several hubs: the effective number of hubs is at least this.
    hubs_most : float, default 0.5
        Several hubs: and at most this share of all people.
    least_people : int, default 15
        With fewer people the label is withheld unless forced.
    level : float, default 0.05
        How rarely chance may give as much for a label to be supported.
    """

    largest: float = 0.5
    pair_loss: float = 0.5
    centralization: float = 0.5
    open_share: float = 0.5
    core_least: int = 3
    core_most: float = 0.5
    fit: float = 0.5
    periphery: float = 0.25
    hubs_least: float = 2.0
    hubs_most: float = 0.5
    least_people: int = 15
    level: float = 0.05

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
            most = np.inf if name in {"core_least", "hubs_least", "least_people"} else 1.0
            if not (number and 0 <= value <= most):
                rule = "must be 0 or above" if most > 1 else "must lie between 0 and 1"
                raise errors.setting_out_of_range(name, rule, value)


@dataclass(frozen=True)
class Condition:
    """One comparison of a rule.

    Parameters
    ----------
    phase : str
        Whose rule it belongs to.
    name : str
        What is compared.
    value : float
        Of the network; NaN never holds.
    sign : {"<=", ">=", "<", ">"}
        How it is compared.
    cutoff : float
        With what.
    span : float
        How far the value could range, to compare distances.
    """

    phase: str
    name: str
    value: float
    sign: str
    cutoff: float
    span: float = 1.0

    @property
    def holds(self) -> bool:
        """Whether the value satisfies it, rounding aside."""
        apart = self.value - self.cutoff
        return {
            "<=": apart <= CLOSE,
            ">=": apart >= -CLOSE,
            "<": apart < -CLOSE,
            ">": apart > CLOSE,
        }[self.sign]

    @property
    def crossing(self) -> tuple[str, float, float]:
        """What is crossed: equal for conditions that would turn together."""
        return self.name.removeprefix("max_").removeprefix("broker_"), self.value, self.cutoff

    @property
    def distance(self) -> float:
        """How far the value is from the cut-off, as a share of its range."""
        return abs(self.value - self.cutoff) / self.span


def conditions(shape: Shape, cutoffs: PhaseCutoffs) -> list[Condition]:
    """Compare a network with every cut-off, rule by rule."""
    n, split = float(shape.people), shape.split
    core, _, outer = split.pairs
    dense = split.ties[0] / core if core else np.nan
    thin = split.ties[2] / outer if outer else np.nan
    relative = thin / dense if dense else np.nan
    hub, around = "hub_and_spoke", "core_periphery"
    return [
        Condition(
            "scattered_fragments", "ties", float(shape.ties), "<=", 0.0, n * (n - 1) / 2 or 1
        ),
        Condition("scattered_fragments", "largest_share", shape.largest, "<=", cutoffs.largest),
        Condition(hub, "max_pair_loss", shape.loss, ">=", cutoffs.pair_loss),
        Condition(hub, "centralization_degree", shape.centralization, ">=", cutoffs.centralization),
        Condition(hub, "broker_pair_loss", shape.broker_loss, ">=", cutoffs.pair_loss),
        Condition(hub, "broker_share", shape.broker, ">", cutoffs.open_share),
        Condition(around, "core_people", float(split.core.sum()), ">=", cutoffs.core_least, n),
        Condition(around, "core_people", float(split.core.sum()), "<=", cutoffs.core_most * n, n),
        Condition(around, "core_ambiguous", float(split.ambiguous), "<", 1.0),
        Condition(around, "core_fit", split.fit, ">=", cutoffs.fit),
        Condition(around, "periphery_to_core", relative, "<=", cutoffs.periphery),
        Condition(around, "max_pair_loss", shape.loss, "<", cutoffs.pair_loss),
        Condition("multi_hub", "effective_hubs", shape.hubs, ">=", cutoffs.hubs_least, n),
        Condition("multi_hub", "effective_hubs", shape.hubs, "<=", cutoffs.hubs_most * n, n),
    ]


def named(holds: list[bool]) -> str:
    """Give the phase whose rule is the first to hold, from what holds, in order."""
    scattered = any(holds[:2])
    hub = (holds[2] and holds[3]) or (holds[4] and holds[5])
    rules = (scattered, hub, all(holds[6:12]), all(holds[12:]), True)
    return next(phase for phase, rule in zip(PHASES, rules, strict=True) if rule)


def phase_of(shape: Shape, cutoffs: PhaseCutoffs) -> str:
    """Give the phase of a network."""
    return named([one.holds for one in conditions(shape, cutoffs)])


@dataclass(frozen=True)
class NearestCutoff:
    """The cut-off whose crossing would change the phase and that is nearest.

    Parameters
    ----------
    name : str
        What is compared.
    value, cutoff : float
        Of the network, and the cut-off.
    distance : float
        Between the two, as a share of how far the value could range.
    label : str
        The phase on the other side.
    """

    name: str
    value: float
    cutoff: float
    distance: float
    label: str


def nearest(found: list[Condition]) -> NearestCutoff | None:
    """Find the nearest cut-off that decides; conditions on one value and cut-off turn together."""
    holds, best = [one.holds for one in found], None
    here = named(holds)
    for one in found:
        if np.isnan(one.value) or one.name in {"ties", "core_ambiguous"}:
            continue
        label = named([
            held != (other.crossing == one.crossing)
            for other, held in zip(found, holds, strict=True)
        ])
        if label != here and (best is None or one.distance < best.distance):
            best = NearestCutoff(one.name, one.value, one.cutoff, one.distance, label)
    return best


def laid_out(found: list[Condition]) -> pd.DataFrame:
    """Lay every condition of every rule out as a row."""
    table = pd.DataFrame({
        "rule": [one.phase for one in found],
        "condition": [one.name for one in found],
        "value": [float(one.value) for one in found],
        "sign": [one.sign for one in found],
        "cutoff": [float(one.cutoff) for one in found],
        "holds": [one.holds for one in found],
    })
    return table.astype({"holds": bool})
