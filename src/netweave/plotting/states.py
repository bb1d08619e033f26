"""What became of every tie between two waves: kept, formed, lost, or not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import errors
from netweave.coverage import asked_about
from netweave.plotting.layout import all_people
from netweave.plotting.looks import silent

if TYPE_CHECKING:
    from netweave.network import Network

STATES = ("kept", "formed", "lost", "unknown")


@dataclass(frozen=True)
class TieStates:
    """The pairs tied in either wave and what became of them; the people of both waves.

    Parameters
    ----------
    people : Index
        Everybody, the first wave's people first.
    one, other : int array
        Places of the two, ``one < other``.
    state : array of str
        "kept", "formed", "lost"; "unknown" where nobody of the pair answered in a wave in which
        both were there.
    tied_before, tied_after : bool array
        Whether the pair is tied in that wave.
    joined, left : bool array over people
        Who is in the second wave only, in the first only.
    convener, silent : bool array over people
        Who is convener in either wave; who did not answer in one of them.
    kinds : tuple of str
        The kinds of tie counted.
    before, after : Network
        The two waves with these kinds only.
    """

    people: pd.Index
    one: np.ndarray
    other: np.ndarray
    state: np.ndarray
    tied_before: np.ndarray
    tied_after: np.ndarray
    joined: np.ndarray
    left: np.ndarray
    convener: np.ndarray
    silent: np.ndarray
    kinds: tuple[str, ...]
    before: Network
    after: Network

    def involves(self, people: np.ndarray) -> np.ndarray:
        """Say which pairs hold one of some people."""
        return np.asarray(people[self.one] | people[self.other])


def compared_kinds(before: Network, after: Network, kind: str | None) -> list[str]:
    """Give the kind named, else the headline kinds, else all kinds that are structural."""
    both = [
        net.kinds.assign(used=net.kinds.index.isin(net.structural_kinds)) for net in (before, after)
    ]
    table = pd.concat(both)
    table = table[~table.index.duplicated()]
    if kind is not None:
        if kind not in table.index:
            raise errors.not_one_of("kind", list(table.index), kind)
        return [kind]
    headline = table.index[table["headline"] & table["used"]]
    chosen = headline if len(headline) else table.index[table["used"]]
    if not len(chosen) and len(before.ties) + len(after.ties):
        raise errors.nothing_structural([str(name) for name in table.index])
    return [str(name) for name in chosen]


def tie_states(before: Network, after: Network, kind: str | None = None) -> TieStates:
    """Compare two waves pair by pair; ties count in either direction."""
    kinds = compared_kinds(before, after, kind)
    waves = [_only(net, kinds) for net in (before, after)]
    people = all_people(waves)
    n = max(len(people), 1)
    here = [people.isin(net.people.index) for net in waves]
    tied = [_keys(net, people) for net in waves]
    keys = np.union1d(*tied)
    one, other = keys // n, keys % n
    first, second = np.isin(keys, tied[0]), np.isin(keys, tied[1])
    seen = [_seen(net, kinds, people, one, other) for net in waves]
    state = np.full(len(keys), "unknown", dtype=object)
    observed = seen[0] & seen[1]
    state[first & second & observed] = "kept"
    state[~first & observed] = "formed"
    state[~second & observed] = "lost"
    return TieStates(
        people=people,
        one=one,
        other=other,
        state=state,
        tied_before=first,
        tied_after=second,
        joined=~here[0],
        left=~here[1],
        convener=_any(waves, people, [net.convener.to_numpy() for net in waves]),
        silent=_any(waves, people, [silent(net, kinds) for net in waves]),
        kinds=tuple(kinds),
        before=waves[0],
        after=waves[1],
    )


def _only(net: Network, kinds: list[str]) -> Network:
    return net.where(kind=[kind for kind in kinds if kind in net.kinds.index])


def _keys(net: Network, people: pd.Index) -> np.ndarray:
    """Code each tied pair as one number over the common people."""
    pairs = sparse.triu(net.structure(), k=1).tocoo()
    place = people.get_indexer(net.people.index).astype(np.int64)
    ends = np.sort(np.column_stack([place[pairs.row], place[pairs.col]]), axis=1)
    return np.asarray(np.sort(ends[:, 0] * max(len(people), 1) + ends[:, 1]))


def _seen(
    net: Network, kinds: list[str], people: pd.Index, one: np.ndarray, other: np.ndarray
) -> np.ndarray:
    """Say which pairs somebody answered about, all these kinds; those not both there count too."""
    place = net.people.index.get_indexer(people)
    there = (place[one] >= 0) & (place[other] >= 0)
    sides = np.ones((2, int(there.sum())), dtype=bool)
    for kind in [kind for kind in kinds if kind in net.kinds.index]:
        sides &= asked_about(net, kind).sides(place[one][there], place[other][there])
    seen = ~there
    seen[there] = sides.any(axis=0)
    return np.asarray(seen)


def _any(waves: list[Network], people: pd.Index, flags: list[np.ndarray]) -> np.ndarray:
    found = np.zeros(len(people), dtype=bool)
    for net, flag in zip(waves, flags, strict=True):
        found[people.get_indexer(net.people.index)] |= flag
    return found
