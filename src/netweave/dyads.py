"""The pairs of people who were there in both waves: tied or not, observed or not, across or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave.coverage import asked_about, groups_of

if TYPE_CHECKING:
    from netweave.network import Network

MOST = 5_000  # people whose pairs are laid out: twelve million pairs (a heuristic: memory)


@dataclass(frozen=True)
class Panel:
    """Who is compared: the people of both waves, those who joined and those who left.

    Parameters
    ----------
    people : Index
        People in both waves, in the order of the first.
    joined, left : Index
        People in the second wave only, in the first wave only (left, or declined later).
    conveners : Index
        Conveners of either wave, left out of all three; empty if they were kept.
    """

    people: pd.Index
    joined: pd.Index
    left: pd.Index
    conveners: pd.Index


@dataclass(frozen=True)
class Dyads:
    """All unordered pairs of a panel as parallel arrays, one entry per pair.

    Parameters
    ----------
    people : Index
        The panel.
    groups : Index
        Names of the organizations that the codes below refer to.
    group_before, group_after : int array over people
        Each person's organization in either wave, -1 where it is not known.
    one, other : int array
        Places of the two people, ``one < other``.
    before, after : bool array
        Whether the pair is tied in the wave, in either direction.
    sides_before, sides_after : int8 array
        How many of the two, who could report a tie, answered about the pair: 0, 1 or 2. A tie of
        which nobody was asked does not make its pair observed: pairs would then enter for being
        tied.
    same_reporters : bool array
        Whether the same sides answered about the pair in both waves.
    cross, same, moved : bool array
        Of different organizations in both waves; of the same one in both; changed between the
        two. Pairs with an unknown organization are none of the three.
    """

    people: pd.Index
    groups: pd.Index
    group_before: np.ndarray
    group_after: np.ndarray
    one: np.ndarray
    other: np.ndarray
    before: np.ndarray
    after: np.ndarray
    sides_before: np.ndarray
    sides_after: np.ndarray
    same_reporters: np.ndarray
    cross: np.ndarray
    same: np.ndarray
    moved: np.ndarray

    @property
    def seen_before(self) -> np.ndarray:
        """Pairs observed before: one side at least answered."""
        return np.asarray(self.sides_before > 0)

    @property
    def seen_after(self) -> np.ndarray:
        """Pairs observed after: one side at least answered."""
        return np.asarray(self.sides_after > 0)

    @property
    def observed(self) -> np.ndarray:
        """Pairs observed in both waves."""
        return np.asarray(self.seen_before & self.seen_after)

    @property
    def unreported(self) -> tuple[int, int]:
        """How many pairs are tied in either wave although nobody answered for them."""
        waves = ((self.before, self.seen_before), (self.after, self.seen_after))
        before, after = (int((tied & ~seen).sum()) for tied, seen in waves)
        return before, after

    @property
    def known(self) -> np.ndarray:
        """People whose organization is known in both waves."""
        return np.asarray((self.group_before >= 0) & (self.group_after >= 0))

    @property
    def organizations(self) -> int:
        """How many organizations the people of known organization came from."""
        return len(np.unique(self.group_before[self.known]))


def panel_of(before: Network, after: Network, *, members_only: bool = True) -> Panel:
    """Say who is in both waves, who joined and who left; conveners of either wave stay out."""
    first, second = before.people.index, after.people.index
    marked = [net.people.index[net.convener.to_numpy()] for net in (before, after)]
    conveners = marked[0].append(marked[1].difference(marked[0], sort=False))
    if not members_only:
        conveners = conveners[:0]
    first, second = first[~first.isin(conveners)], second[~second.isin(conveners)]
    stayed = first[first.isin(second)]
    if not len(stayed):
        raise errors.nobody_in_both(len(first), len(second), members_only=members_only)
    return Panel(stayed, second[~second.isin(first)], first[~first.isin(second)], conveners)


def few_enough(people: int) -> None:
    """Refuse to lay out the pairs of so many people that they fill the memory."""
    if people > MOST:
        mend = "Compare fewer people: net.subset(...), for both waves the same."
        raise errors.network_too_large("comparisons of waves pair by pair", people, MOST, mend)


def how_many(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Count the sides that answered about each pair."""
    return np.asarray(one.astype(np.int8) + other)


def arcs_among(net: Network, people: pd.Index) -> np.ndarray:
    """Give the directed 0/1 network among some people as a dense bool array, row = learner."""
    place = net.people.index.get_indexer(people)
    return np.asarray(net.structure(directed=True)[place][:, place].toarray() > 0)


def dyads_of(
    before: Network,
    after: Network,
    panel: Panel,
    *,
    kind: str,
    group: str = "organization",
) -> Dyads:
    """Lay out all pairs of a panel; both networks must hold one wave and that one kind."""
    people = panel.people
    n = len(people)
    few_enough(n)
    one, other = (place.astype(np.int32) for place in np.triu_indices(n, k=1))
    tied, sides = [], []
    for net in (before, after):
        arcs = arcs_among(net, people)
        tied.append((arcs | arcs.T)[one, other])
        place = net.people.index.get_indexer(people)
        sides.append(asked_about(net, kind).sides(place[one], place[other]))
    alike = [first == second for first, second in zip(*sides, strict=True)]
    codes, groups = _group_codes(before, after, people, group)
    known = np.logical_and.reduce([(code[one] >= 0) & (code[other] >= 0) for code in codes])
    apart = [code[one] != code[other] for code in codes]
    return Dyads(
        people=people,
        groups=groups,
        group_before=codes[0],
        group_after=codes[1],
        one=one,
        other=other,
        before=tied[0],
        after=tied[1],
        sides_before=how_many(*sides[0]),
        sides_after=how_many(*sides[1]),
        same_reporters=alike[0] & alike[1],
        cross=known & apart[0] & apart[1],
        same=known & ~apart[0] & ~apart[1],
        moved=known & (apart[0] != apart[1]),
    )


def _group_codes(
    before: Network, after: Network, people: pd.Index, group: str
) -> tuple[list[np.ndarray], pd.Index]:
    columns = [groups_of(net, group).reindex(people) for net in (before, after)]
    coded, names = pd.factorize(pd.concat(columns).astype("str"))
    return [coded[: len(people)], coded[len(people) :]], pd.Index(names)


def observed_arcs(net: Network, people: pd.Index, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Give the directed ties among some people and which ordered pairs were observed.

    An ordered pair was observed if somebody who could report that direction answered about it.
    """
    place = net.people.index.get_indexer(people)
    seen = asked_about(net, kind).arcs(place[:, None], place[None, :])
    return arcs_among(net, people), seen & ~np.eye(len(people), dtype=bool)
