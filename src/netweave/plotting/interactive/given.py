"""What a map was asked for with, in one piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from netweave.plotting.layout import all_people

if TYPE_CHECKING:
    from netweave.audience import Audience, Beside
    from netweave.network import Network
    from netweave.results import Communities


@dataclass(frozen=True)
class Asked:
    """The waves and the options of one map; see `interactive_map`.

    ``recorded`` holds all waves, also those that are not shown: what may be told of one hangs on
    the others. ``beside`` says, wave by wave, what a report prints of all but a few people.
    """

    waves: dict[str, Network]
    color: str | pd.Series | Communities | None
    size: str | pd.Series | None
    label: str | int | None
    group: str
    kind: str | None
    palette: Mapping[str, str] | Sequence[str] | None
    audience: Audience
    title: str | None
    height: int
    seed: int
    recorded: dict[str, Network] = field(default_factory=dict)
    beside: Mapping[str, Beside] = field(default_factory=dict)

    @property
    def networks(self) -> list[Network]:
        """The waves in order."""
        return list(self.waves.values())

    @cached_property
    def everybody(self) -> pd.Index:
        """The people of all waves."""
        return all_people(self.networks)

    @property
    def n(self) -> int:
        """How many people there are in all waves together."""
        return len(self.everybody)

    @cached_property
    def people(self) -> pd.DataFrame:
        """Everybody's columns, those of the last wave in which they were."""
        tables = pd.concat([net.people for net in reversed(self.networks)])
        return tables[~tables.index.duplicated()].reindex(self.everybody)

    @property
    def steps(self) -> list[tuple[str, str]]:
        """The waves between which change is shown: each and the next."""
        labels = list(self.waves)
        return list(pairwise(labels))
