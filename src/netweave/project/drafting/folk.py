"""The people of the roster, by whom the columns of other files are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave.ingest.tables.reading import Table
from netweave.ingest.who.matching import Directory
from netweave.ingest.who.people import PeopleSource
from netweave.ingest.who.settled import directory_of

# A column holds people if so much of what is written in it finds somebody (a heuristic).
MOST = 0.5
UNIQUE = 0.7  # of the rows of a roster must have an id of their own (a heuristic)
SAMPLE = 2_000


@dataclass(frozen=True)
class Folk:
    """The people of a roster; nobody where no roster was found."""

    directory: Directory | None = None

    @classmethod
    def of(cls, people: PeopleSource | None) -> Folk:
        """Know the people of a roster by id, name, address and ORCID."""
        return cls(None if people is None else directory_of(people, list(people.aliases)))

    @property
    def names(self) -> list[str]:
        """The names as the roster writes them."""
        return [] if self.directory is None else [name for name in self.directory.written if name]

    def places(self, texts: pd.Series) -> np.ndarray:
        """Give who is meant by each text, as a number; -1: nobody."""
        if self.directory is None or not len(texts):
            return np.full(len(texts), -1)
        return np.asarray(self.directory.find(texts.astype("str"), "")[0])

    def share(self, texts: Iterable[str]) -> float:
        """Give the share of different texts that find somebody; 0 where there is no text."""
        different = pd.Series(list(dict.fromkeys(texts))[:SAMPLE], dtype="str")
        return float((self.places(different) >= 0).mean()) if len(different) else 0.0

    def known(self, texts: Iterable[str]) -> bool:
        """Say whether texts are people."""
        return self.share(texts) >= MOST


def texts_in(table: Table, column: str) -> pd.Series:
    """Give what is written in a column, blank cells left out."""
    return table.text(column).dropna()


def unique(table: Table, column: str) -> bool:
    """Say whether every row has a text of its own in a column."""
    texts = table.text(column)
    return bool(texts.notna().all() and not texts.str.casefold().duplicated().any())


def mostly_unique(table: Table, column: str) -> bool:
    """Say whether few rows lack a text, or share theirs: such faults the reader tells."""
    texts = table.text(column)
    return bool(texts.str.casefold().nunique() >= UNIQUE * len(texts))
