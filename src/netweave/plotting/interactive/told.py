"""The ties between groups, as far as the audience may be told of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from netweave.analytics.bridging.mixes import mixing
from netweave.audience import JOINED, WITHHELD, Audience, Band
from netweave.plotting.looks import count

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.plotting.interactive.given import Asked

MOST_HIDDEN = 0.25  # with a greater share of the pairs hidden there are no lines (a heuristic)
NOTHING = "No ties are shown: with so few organizations, bands could not hide how many there are."
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
        return {label: self._bands(label, table) for label, table in self.tables.items()}

    def _bands(self, label: str, table: pd.DataFrame) -> list[Band]:
        """Band the counts of a wave.

        Where so few people are in one wave only that nothing may be told of them, the bands hide
        what all ties would be beyond those of the others, which a report prints.
        """
        counts, most = [int(n) for n in table["ties"]], [float(n) for n in table["pairs"]]
        net = self.asked.waves[label]
        stayed = net.people.index[net.people.index.isin(self._stayed)]
        few = net.n - len(stayed)
        if not self.audience.hides(few):
            return self.audience.bands_of(counts, most)
        part = int(self._across(net.subset(stayed))["ties"].sum())
        return self.audience.bands_beside(counts, most, part, few * (net.n - 1.0))

    @cached_property
    def _stayed(self) -> pd.Index:
        """Who is in all waves."""
        stayed = self.asked.networks[0].people.index
        for net in self.asked.networks[1:]:
            stayed = stayed[stayed.isin(net.people.index)]
        return stayed

    @cached_property
    def withheld(self) -> set[tuple[str, str]]:
        """The pairs of groups of which in some wave not even that they are joined may be told."""
        if self.audience.exact:
            return set()
        return {
            (str(a), str(b))
            for label, table in self.tables.items()
            for a, b, band in zip(*(table[end] for end in PAIR), self.bands[label], strict=True)
            if band == WITHHELD
        }

    @cached_property
    def nothing(self) -> bool:
        """Whether so many pairs are withheld that no tie is shown."""
        pairs = max((len(table) for table in self.tables.values()), default=0)
        return len(self.withheld) > MOST_HIDDEN * pairs

    def tells(self, one: str, other: str) -> bool:
        """Say whether the ties between two groups may be shown."""
        return not self.nothing and (min(one, other), max(one, other)) not in self.withheld

    @cached_property
    def shown(self) -> dict[str, list[tuple[str, str, int]]]:
        """The pairs of groups that are joined, as far as they are shown, with their ties."""
        return {
            label: [
                (str(a), str(b), int(ties))
                for a, b, ties in table[[*PAIR, "ties"]].itertuples(index=False)
                if ties and self.tells(str(a), str(b))
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
        if not self.withheld:
            return []
        pairs = count(len(self.withheld), "pair")
        return [f"Not shown, joined or not: {pairs} of organizations, so that no sum tells them."]
