"""Which pairs of people a map joins: parallel and mutual ties become one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from netweave.network import Network


@dataclass(frozen=True)
class JoinedPairs:
    """The lines of a map, one per pair of people.

    Parameters
    ----------
    one, other : int array
        Places in ``net.people``; one < other.
    weight : float array
        What the width shows: the (stronger direction's) weight where there is one kind of tie,
        else the number of ties.
    forth, back : bool array
        Whether a directed tie runs one → other, or other → one (learner → learned_from).
    arcs : int
        How many ties the lines stand for; a mutual tie counts once.
    kinds : tuple of str
        The kinds of tie drawn.
    evidence : tuple of str
        What they are evidence of, without repeats.
    unit : str
        What the weight counts: the kind's unit, "ties" for several kinds, or "".
    """

    one: np.ndarray
    other: np.ndarray
    weight: np.ndarray
    forth: np.ndarray
    back: np.ndarray
    arcs: int
    kinds: tuple[str, ...]
    evidence: tuple[str, ...]
    unit: str

    def __len__(self) -> int:
        return len(self.one)


def joined_pairs(net: Network) -> JoinedPairs:
    """Give the pairs joined by the structural kinds; by opportunity where there is nothing else."""
    _ = net.the_wave
    ties, kinds = net.ties, net.kinds
    drawn = net.structural_kinds or [str(kind) for kind in kinds.index]
    least = np.where(kinds.index.isin(drawn), kinds["threshold"].fillna(0.0), np.inf)
    kind = ties["kind"].cat.codes.to_numpy()
    keep = ties["weight"].to_numpy() >= least[kind]
    kind = kind[keep].astype(np.int64)
    learner = ties["learner"].cat.codes.to_numpy()[keep].astype(np.int64)
    learned_from = ties["learned_from"].cat.codes.to_numpy()[keep].astype(np.int64)
    mutual = kinds["mutual"].to_numpy()[kind]
    low, high = np.minimum(learner, learned_from), np.maximum(learner, learned_from)
    key, line = np.unique(low * max(net.n, 1) + high, return_inverse=True)
    forward = learner < learned_from
    each = np.where(mutual, 0.5, 1.0)
    single = len(drawn) == 1
    amount = ties["weight"].to_numpy()[keep] if single else each
    there = np.bincount(line[forward], amount[forward], minlength=len(key))
    back = np.bincount(line[~forward], amount[~forward], minlength=len(key))
    counted = np.flatnonzero(np.bincount(kind, minlength=len(kinds)))
    return JoinedPairs(
        one=key // max(net.n, 1),
        other=key % max(net.n, 1),
        weight=np.maximum(there, back) if single else there + back,
        forth=np.bincount(line[forward & ~mutual], minlength=len(key)) > 0,
        back=np.bincount(line[~forward & ~mutual], minlength=len(key)) > 0,
        arcs=int(each.sum()),
        kinds=tuple(str(name) for name in kinds.index[counted]),
        evidence=tuple(dict.fromkeys(kinds["evidence"].iloc[counted])),
        unit=str(kinds.loc[drawn[0], "unit"]) if single else "ties",
    )
