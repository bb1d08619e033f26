"""The ties between each two organizations in one wave, banded so that no total gives one back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import (
    FEWEST_IN_TEAM,
    WITHHELD,
    Audience,
    Band,
    Beside,
    bands_between,
)

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.waves import Wave


@dataclass(frozen=True)
class Mix:
    """The ties between each two organizations in one wave, as they may be shown.

    Parameters
    ----------
    wave : Wave
        The wave.
    table : DataFrame
        ``nw.mixing`` on the shown names.
    bands : list of Band
        What is shown in place of each count, in the order of the table.
    convener : str
        The shown name of the conveners; "" where nobody is marked or they are too few to show.
    audience : Audience
        Who reads it.
    """

    wave: Wave
    table: pd.DataFrame
    bands: list[Band]
    convener: str
    audience: Audience

    @cached_property
    def members(self) -> pd.Series:
        """Which rows are pairs of two different member organizations."""
        a, b = self.table["organization_a"], self.table["organization_b"]
        return (a != b) & (a != self.convener) & (b != self.convener)

    @property
    def possible(self) -> int:
        """How many pairs of member organizations there are."""
        return int(self.members.sum())

    @property
    def joined(self) -> int:
        """How many of them are joined by at least one tie."""
        return int((self.members & (self.table["ties"] > 0)).sum())

    @property
    def single(self) -> int:
        """How many of the joined pairs hang on one person."""
        return int((self.members & (self.table["support"] == 1)).sum())

    @property
    def robust(self) -> int:
        """How many pairs stay joined whoever of them leaves."""
        return int((self.members & (self.table["support"] >= 2)).sum())

    @property
    def told(self) -> bool:
        """Whether the number of ties across gives a banded or withheld count back."""
        a, b = self.table["organization_a"], self.table["organization_b"]
        inside = (a == b) & (a != self.convener)
        sets = [self.table[chosen] for chosen in (self.members, inside) if self.possible]
        return any(
            self.audience.gives_back(
                [int(n) for n in one["ties"]], [float(n) for n in one["pairs"]]
            )
            for one in sets
        )

    @property
    def countable(self) -> bool:
        """Whether the number of joined pairs may be shown beside the bands."""
        return WITHHELD not in [
            band for band, inside in zip(self.bands, self.members, strict=True) if inside
        ]

    @property
    def threads_shown(self) -> bool:
        """Whether it may be said how many pairs hang on one person.

        Where a shown band begins at 1, that number says how many of its cells are 2 or more.
        """
        return self.countable and all(band.exact or band.lowest > 1 for band in self.bands)

    @cached_property
    def between(self) -> dict[tuple[str, str], Band]:
        """What is shown of every two different organizations, the convening team among them."""
        return {pair: band for pair, band in self._cells.items() if pair[0] != pair[1]}

    @property
    def hidden(self) -> set[tuple[str, str]]:
        """The pairs of organizations of which it is not shown whether they are joined."""
        if self.audience.exact:
            return set()
        return {pair for pair, band in self.between.items() if band == WITHHELD}

    def cell(self, one: str, other: str) -> Band | None:
        """Give what is shown for two organizations; None where one was not there."""
        a, b = sorted((one, other))
        return self._cells.get((a, b))

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Band]:
        names = zip(self.table["organization_a"], self.table["organization_b"], strict=True)
        return {
            (min(a, b), max(a, b)): band for (a, b), band in zip(names, self.bands, strict=True)
        }


def mix_of(
    wave: Wave,
    shown: Network,
    label: str,
    audience: Audience,
    group: str,
    beside: Beside | None = None,
) -> Mix:
    """Count and band the ties between the shown organizations of a wave.

    ``label`` names the conveners among them; so few that a row would tell get none. ``beside`` is
    what is printed elsewhere of the same ties without those of a few people.
    """
    from netweave.analytics.bridging.mixes import mixing  # noqa: PLC0415

    few = wave.has_convener and not audience.exact and int(shown.convener.sum()) < FEWEST_IN_TEAM
    table = mixing(shown.without("convener") if few else shown, group=group)
    convener = label if wave.has_convener and not few else ""
    bands = bands_between(audience, table, convener, beside)
    return Mix(wave, table, bands, convener, audience)
