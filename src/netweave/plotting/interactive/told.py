"""The ties between groups, as far as the audience may be told of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from netweave.analytics.bridging.mixes import mixing
from netweave.audience import (
    JOINED,
    WITHHELD,
    Audience,
    Band,
    bands_between,
    too_much_hidden,
)
from netweave.plotting.looks import count

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.plotting.interactive.given import Asked

NOTHING = "No ties are shown: with so few organizations, bands could not hide how many there are."
BANDED = "Ties between the people of two organizations are shown in bands, not counted."
ONLY_JOINED = (
    "Organizations are shown as joined by a tie between their people or not, not how often."
)
PAIR = ["organization_a", "organization_b"]


@dataclass(frozen=True)
class Told:
    """The ties between each two groups, wave by wave.

    Parameters
    ----------
    asked : Asked
        What was asked for, with people under the names of their shown groups.
    """

    asked: Asked

    @property
    def audience(self) -> Audience:
        """Who reads it."""
        return self.asked.audience

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The ties between each two different groups, wave by wave."""
        return {label: self._across(net) for label, net in self.asked.waves.items()}

    def _across(self, net: Network) -> pd.DataFrame:
        table = mixing(net, group=self.asked.group)
        return table[table["organization_a"] != table["organization_b"]]

    @cached_property
    def bands(self) -> dict[str, list[Band]]:
        """What may stand in place of each count, in the order of the tables."""
        return {
            label: bands_between(self.audience, table, beside=self.asked.beside.get(label))
            for label, table in self.tables.items()
        }

    @cached_property
    def hidden(self) -> dict[str, set[tuple[str, str]]]:
        """The pairs of groups of which not even that they are joined may be told, by wave."""
        return {
            label: {
                (str(a), str(b))
                for a, b, band in zip(*(table[end] for end in PAIR), self.bands[label], strict=True)
                if band == WITHHELD and not self.audience.exact
            }
            for label, table in self.tables.items()
        }

    @cached_property
    def withheld(self) -> set[tuple[str, str]]:
        """The pairs of groups that are hidden in some wave, and so in what changed."""
        return set().union(*self.hidden.values())

    @cached_property
    def nothing(self) -> bool:
        """Whether so many pairs are withheld that no tie is shown."""
        pairs = max((len(table) for table in self.tables.values()), default=0)
        return too_much_hidden(len(self.withheld), pairs)

    def tells(self, one: str, other: str, label: str | None = None) -> bool:
        """Say whether the ties between two groups may be shown in a wave, or in what changed."""
        hidden = self.withheld if label is None else self.hidden[label]
        return not self.nothing and (min(one, other), max(one, other)) not in hidden

    @cached_property
    def shown(self) -> dict[str, list[tuple[str, str, int]]]:
        """The pairs of groups that are joined, as far as they are shown, with their ties."""
        return {
            label: [
                (str(a), str(b), int(ties))
                for a, b, ties in table[[*PAIR, "ties"]].itertuples(index=False)
                if ties and self.tells(str(a), str(b), label)
            ]
            for label, table in self.tables.items()
        }

    def word(self, ties: int) -> str:
        """Say how many ties, as far as it may be said."""
        if self.audience.exact:
            return count(ties, "tie")
        widened = any(JOINED in bands for bands in self.bands.values())
        return str(JOINED) if widened else str(self.audience.band(ties))

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of ties that occur, the least first."""
        return sorted({ties for rows in self.shown.values() for _, _, ties in rows})

    @cached_property
    def words(self) -> list[str]:
        """The words for numbers of ties, the fewest first; empty where numbers are shown."""
        if self.audience.exact:
            return []
        return list(dict.fromkeys(self.word(ties) for ties in self.numbers))

    @property
    def notes(self) -> list[str]:
        """What is not shown."""
        if self.nothing:
            return [NOTHING]
        if self.audience.exact:
            return []
        pairs = count(len(self.withheld), "pair")
        where = " in at least one wave" if len(self.tables) > 1 else ""
        hidden = f"Not shown{where}, joined or not: {pairs} of organizations, so that no sum tells"
        said = ONLY_JOINED if len(self.words) == 1 else BANDED
        return [*([f"{hidden} them."] if self.withheld else []), said]
