"""Whose shares are not read: too few ties, or too few of the pairs observed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave.analytics._observed import observed
from netweave.analytics.nulls.spoken import FEW
from netweave.analytics.passports import notices_for, observed_share
from netweave.codes import Notice, by_weight

if TYPE_CHECKING:
    from netweave.network import Network

LEAST = 5  # a heuristic: with fewer ties a person's shares say little
COVERAGE = 0.7  # a heuristic: with fewer of the pairs observed they say little either


@dataclass(frozen=True)
class Settings:
    """What profiles are asked for.

    Parameters
    ----------
    draws : int
        How many random networks; 0 for none.
    seed : int
        Of whatever is random.
    least : int
        From how many ties on shares are given.
    coverage : float
        From which share of pairs observed on.
    """

    draws: int = 199
    seed: int = 0
    least: int = LEAST
    coverage: float = COVERAGE

    def __post_init__(self) -> None:
        for name in ("draws", "least", "seed"):
            value = getattr(self, name)
            whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
            if not whole or value < 0:
                raise errors.setting_out_of_range(name, "must be 0 or a whole number above", value)
        if not 0 <= self.coverage <= 1:
            raise errors.setting_out_of_range("coverage", "must lie between 0 and 1", self.coverage)

    def seeds(self, count: int) -> list[int]:
        """Give seeds of streams that do not overlap."""
        spawned = np.random.SeedSequence(self.seed).spawn(count)
        return [int(one.generate_state(1, np.uint64)[0]) for one in spawned]


def withholding(net: Network, settings: Settings) -> np.ndarray:
    """Give per person the code why shares of the person's ties are withheld, else ""."""
    contacts = np.diff(net.structure().indptr)
    why = np.full(net.n, "", dtype=object)
    why[_pairs_seen(net) < settings.coverage] = "COVERAGE"
    why[contacts < settings.least] = "FEW_TIES"
    return why


def _pairs_seen(net: Network) -> np.ndarray:
    """Give the share of everybody's pairs that was observed, at most that of the whole network."""
    about = observed(net)
    whole = observed_share(net)
    mine = np.ones(net.n)
    if about is not None and net.n > 1:
        mine = about.by_person(np.zeros(net.n, dtype=np.int64))[0] / (net.n - 1)
    return mine if np.isnan(whole) else np.minimum(mine, whole)


def notices(net: Network, settings: Settings, distinct: dict[str, int]) -> tuple[Notice, ...]:
    """Say what holds for a profile: few ties (W21), few random networks (W15), who answered."""
    found = list(notices_for(net))
    few = int((np.diff(net.structure().indptr) < settings.least).sum())
    if few:
        text = f"People with fewer than {settings.least} ties: {few} of {net.n}."
        found.append(Notice("W21", text))
    from_few = {words: count for words, count in distinct.items() if 0 < count < FEW}
    if from_few:
        said = "; ".join(f"{count} {words}" for words, count in from_few.items())
        found.append(Notice("W15", f"Distinct networks: {said}."))
    return tuple(by_weight(found))
