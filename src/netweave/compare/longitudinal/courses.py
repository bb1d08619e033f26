"""Every pair of people through all waves: tied or not, observed or not, across or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.compare.case import unobserved
from netweave.coverage import answered, asked_about, groups_of
from netweave.dyads import arcs_among, few_enough

if TYPE_CHECKING:
    from netweave.network import Network


@dataclass(frozen=True)
class Courses:
    """All unordered pairs of some people over several waves.

    Parameters
    ----------
    people : Index
        Everybody who is there in one of the waves.
    home : int array, waves × people
        Everybody's organization in each wave; -1 where it is not known or the person not there.
    present : bool array, waves × people
        Who is there.
    one, other : int arrays
        Places of the two people of each pair, ``one < other``.
    tied : bool array, waves × pairs
        Whether the pair is tied, in either direction.
    sides : bool array, waves × 2 × pairs
        Whether the one, and the other, answered about the two of them.
    """

    people: pd.Index
    home: np.ndarray
    present: np.ndarray
    one: np.ndarray
    other: np.ndarray
    tied: np.ndarray
    sides: np.ndarray

    @property
    def seen(self) -> np.ndarray:
        """Whether each pair was observed, waves × pairs."""
        return np.asarray(self.sides.any(axis=1))

    @property
    def there(self) -> np.ndarray:
        """Whether both people are there, waves × pairs."""
        return np.asarray(self.present[:, self.one] & self.present[:, self.other])

    def labelled(self, *, across: bool) -> np.ndarray:
        """Say which pairs are across, or inside, in every wave in which both are there."""
        one, other = self.home[:, self.one], self.home[:, self.other]
        known = (one >= 0) & (other >= 0)
        alike = (one != other) if across else (one == other)
        return np.asarray(((known & alike) | ~self.there).all(axis=0) & self.there.any(axis=0))

    def among(self, people: np.ndarray) -> Courses:
        """Give the pairs of some people only; the people keep their places."""
        keep = people[self.one] & people[self.other]
        return Courses(
            self.people,
            self.home,
            self.present,
            self.one[keep],
            self.other[keep],
            self.tied[:, keep],
            self.sides[:, :, keep],
        )


def courses_of(nets: list[Network], kind: str, group: str) -> Courses:
    """Lay out all pairs over the waves; each network holds one wave and that one kind."""
    people = _everybody(nets)
    few_enough(len(people))
    one, other = (place.astype(np.int32) for place in np.triu_indices(len(people), k=1))
    present = np.array([people.isin(net.people.index) for net in nets])
    homes = [groups_of(net, group).reindex(people) for net in nets]
    coded = pd.factorize(pd.concat(homes).astype("str"))[0].reshape(len(nets), len(people))
    blank = unobserved(nets, [answered(net, kind)[1] for net in nets])
    tied = np.zeros((len(nets), len(one)), dtype=bool)
    sides = np.zeros((len(nets), 2, len(one)), dtype=bool)
    for wave, net in enumerate(nets):
        here = present[wave][one] & present[wave][other]
        place = net.people.index.get_indexer(people)
        first, second = place[one[here]], place[other[here]]
        arcs = arcs_among(net, net.people.index)
        tied[wave, here] = (arcs | arcs.T)[first, second]
        if not blank[wave]:
            sides[wave][:, here] = asked_about(net, kind).sides(first, second)
    return Courses(people, coded, present, one, other, tied, sides)


def _everybody(nets: list[Network]) -> pd.Index:
    met = dict.fromkeys(person for net in nets for person in net.people.index)
    people: pd.Index = pd.Index(list(met), name="person", tupleize_cols=False)
    return people
