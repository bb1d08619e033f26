"""What the cards are filled from: the waves of one kind of tie, the change, and the meetings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import coverage, errors
from netweave.analytics.bridging.mixes import mixing
from netweave.analytics.passports import notices_for
from netweave.compare import before_after
from netweave.coverage import coverage_of, was_asked
from netweave.indicators.catalog import Cell

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.codes import Notice
    from netweave.compare import Change
    from netweave.network import Network


@dataclass(frozen=True)
class Given:
    """All that a card may be filled from.

    Parameters
    ----------
    net : Network
        Everybody and every kind, over all waves.
    affiliations : Affiliations or None
        Meetings and products.
    kind : str
        The kind of tie that is asked about.
    group, role : str
        Columns of people.
    practice : str or Series or None
        The practice of each session.
    convenings : str or iterable of str
        Which practices are convenings.
    """

    net: Network
    affiliations: Affiliations | None
    kind: str
    group: str
    role: str
    practice: str | pd.Series | None
    convenings: tuple[str, ...]

    @cached_property
    def waves(self) -> dict[str, Network]:
        """The waves in which the kind was asked about, in their order; "" where none is named."""
        chosen = self.net.where(kind=self.kind)
        asked = chosen.by_wave() or {"": chosen}
        return {wave: net for wave, net in asked.items() if was_asked(net, self.kind)}

    @cached_property
    def members(self) -> dict[str, Network]:
        """The same waves without conveners."""
        return {wave: net.without("convener") for wave, net in self.waves.items()}

    @cached_property
    def change(self) -> Change | None:
        """The change from the first wave to the last, where there are two that can be compared."""
        if len(self.waves) < 2:
            return None
        first, *_, last = self.waves.values()
        try:
            return before_after(
                first,
                last,
                kind=self.kind,
                group=self.group,
                role=self.role,
                allow_opportunity=True,  # which W07 says
            )
        except errors.DataError:  # nobody is in both
            return None

    @cached_property
    def coverage(self) -> dict[str, float]:
        """The share of pairs of members observed in each wave; NaN where nobody knows."""
        return {wave: coverage_of(net, self.kind).coverage for wave, net in self.members.items()}

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """What holds for the change, and for each wave by itself; each code once."""
        found = {} if self.change is None else {one.code: one for one in self.change.warnings}
        for net in self.members.values():
            for one in notices_for(net, [self.kind], convener=False):
                found.setdefault(one.code, one)
        return tuple(found[code] for code in sorted(found))

    def pairs_of_groups(self, wave: str, among: pd.Index | None = None) -> pd.DataFrame:
        """Give the ties of each two organizations of members in a wave, with their support.

        Of all members, or of some; pairs of organizations of which nobody could report are left
        out: missing is not zero.
        """
        members = self.members[wave]
        if among is not None:
            members = members.subset(members.people.index.intersection(among))
        counted = mixing(members, group=self.group)
        across = counted["organization_a"] != counted["organization_b"]
        columns = ["organization_a", "organization_b"]
        seen = counted[across & (counted["pairs"] > 0)]
        return seen.set_index(columns)[["ties", "pairs", "support"]]

    def pairs_across(self, wave: str) -> int:
        """Count the pairs of members of different organizations, observed or not."""
        sizes = self.members[wave].group(self.group).value_counts().to_numpy(dtype=np.int64)
        return int(sizes.sum() ** 2 - (sizes**2).sum()) // 2


def answered(net: Network, kind: str) -> np.ndarray:
    """Mark who answered; everybody where that is not known."""
    return coverage.answered(net, kind)[0]


def taken(table: pd.DataFrame, term: str, card: str, wave: str = "") -> Cell:
    """Give the row of a finding as the value of a card."""
    row = table[table["term"] == term].to_dict("records")[0]
    why = row["reason"] if isinstance(row["reason"], str) else ""
    return Cell(card, wave, float(row["estimate"]), int(row["n"]), why)
