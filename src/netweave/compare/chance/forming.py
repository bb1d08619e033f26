"""The pairs that could form a tie between two waves, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.compare.case import prepared
from netweave.compare.turnover import ratio
from netweave.dyads import arcs_among

if TYPE_CHECKING:
    from netweave.compare.case import Case
    from netweave.network import Network


@dataclass(frozen=True)
class Forming:
    """Two waves, and which of their pairs could form a tie and did.

    Parameters
    ----------
    case : Case
        The waves.
    untied : bool array over pairs
        Observed both times and not tied before.
    eligible : bool array over pairs
        Those of them that are across or inside organizations in both waves.
    new : bool array over pairs
        Eligible ones that are tied after.
    """

    case: Case
    untied: np.ndarray
    eligible: np.ndarray
    new: np.ndarray

    @property
    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        """The two people of each new tie."""
        dyads = self.case.dyads
        return dyads.one[self.new], dyads.other[self.new]

    @property
    def crossing(self) -> int:
        """How many new ties are across."""
        return int((self.new & self.case.dyads.cross).sum())

    @property
    def reason(self) -> str:
        """Why nothing can be said of where new ties are, "" where something can."""
        return self.case.found.reason or ("" if self.new.any() else "NO_NEW_TIES")

    def square(self, marks: np.ndarray) -> np.ndarray:
        """Lay marks of pairs out as people × people, the same both ways."""
        dyads = self.case.dyads
        there = np.zeros((len(dyads.people), len(dyads.people)), dtype=bool)
        there[dyads.one, dyads.other] = marks
        return there | there.T


def forming(
    waves: tuple[Network, Network], group: str, kind: str | None, switches: tuple[bool, bool]
) -> Forming:
    """Prepare two waves; switches: allow_opportunity, members_only."""
    case = prepared(*waves, group, kind, switches)
    dyads = case.dyads
    untied = dyads.observed & ~dyads.before
    eligible = untied & (dyads.cross | dyads.same)
    return Forming(case, untied, eligible, eligible & dyads.after)


def closure_table(found: Forming) -> pd.DataFrame:
    """Count the untied pairs with a contact in common at the start, and the others: now tied."""
    case = found.case
    before = case.waves[0]
    place = before.people.index.get_indexer(case.panel.people)
    arcs = arcs_among(before, before.people.index)
    ties = (arcs | arcs.T)[place].astype(np.float32)
    shared = (ties @ ties.T)[case.dyads.one, case.dyads.other] > 0
    rows = {}
    for name, chosen in (("open", shared), ("other", ~shared)):
        pairs, tied = (int((chosen & found.untied & mark).sum())
                       for mark in (found.untied, case.dyads.after))  # fmt: skip
        rows[name] = {"pairs": pairs, "tied": tied, "rate": ratio(tied, pairs)}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("untied pairs")
    return table.astype({"pairs": "int64", "tied": "int64", "rate": float})
