"""Which pairs of people could be reported, counted by group without listing the pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave.coverage import Asked, asked_about

if TYPE_CHECKING:
    from netweave.network import Network


@dataclass(frozen=True)
class Observed:
    """Who can have been observed with whom: people who answered alike are counted together.

    Parameters
    ----------
    answers : int array over people
        Who answered alike, as a number: every kind, as learner and as the one learned from.
    seen : bool array
        Whether people of one answer and of the other are observed, if nobody was skipped.
    one, other : int array
        Ordered pairs that somebody was not asked about, and so may differ from that.
    change : int array
        What such a pair adds: -1 if it was not observed after all, 0 or 1.
    """

    answers: np.ndarray
    seen: np.ndarray
    one: np.ndarray
    other: np.ndarray
    change: np.ndarray

    def by_person(self, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Count everybody's observed pairs with people of known group, and of the own group."""
        counts = self._counts(codes)
        itself = np.where(codes >= 0, self.seen[self.answers, self.answers], 0)
        reach = self.seen.astype(np.int64) @ counts
        every = reach.sum(axis=1)[self.answers] - itself
        own = np.where(codes >= 0, reach[self.answers, np.maximum(codes, 0)] - itself, 0)
        known = codes[self.other] >= 0
        np.add.at(every, self.one[known], self.change[known])
        same = known & (codes[self.one] == codes[self.other])
        np.add.at(own, self.one[same], self.change[same])
        return every, own

    def by_group(self, codes: np.ndarray) -> np.ndarray:
        """Count the observed ordered pairs by the groups of their two ends."""
        counts = self._counts(codes)
        pairs = counts.T @ self.seen.astype(np.int64) @ counts
        known = np.flatnonzero((codes >= 0) & self.seen[self.answers, self.answers])
        np.subtract.at(pairs, (codes[known], codes[known]), 1)
        both = (codes[self.one] >= 0) & (codes[self.other] >= 0)
        ends = codes[self.one][both], codes[self.other][both]
        np.add.at(pairs, ends, self.change[both])
        return np.asarray(pairs)

    def _counts(self, codes: np.ndarray) -> np.ndarray:
        table = np.zeros((len(self.seen), int(codes.max(initial=-1)) + 1), dtype=np.int64)
        known = codes >= 0
        np.add.at(table, (self.answers[known], codes[known]), 1)
        return table


def observed(net: Network, *, directed: bool = False) -> Observed | None:
    """Say which pairs (arcs, if directed) of the structure were observed; None if all were.

    With several kinds a pair must have been observed for every one of them.
    """
    asked = [asked_about(net, kind) for kind in net.structural_kinds]
    asked = [about for about in asked if not about.complete]
    if not asked or not net.n:
        return None
    voices = np.column_stack([
        voice for about in asked for voice in about.roles or (about.gave,) * 2
    ])
    kept, answers = np.unique(voices, axis=0, return_inverse=True)
    seen = np.ones((len(kept), len(kept)), dtype=bool)
    for place, about in enumerate(asked):
        seen &= _heard(about, kept[:, 2 * place], kept[:, 2 * place + 1], directed=directed)
    keys = [about.partial for about in asked]
    first, second = (np.concatenate(ends) for ends in zip(*keys, strict=True))
    pairs = np.unique(np.concatenate([first * net.n + second, second * net.n + first]))
    one, other = pairs // net.n, pairs % net.n
    there = np.ones(len(one), dtype=bool)
    for about in asked:
        there &= about.arcs(one, other) if directed else about.seen(one, other)
    answers = np.asarray(answers).ravel()
    change = there.astype(np.int64) - seen[answers[one], answers[other]]
    return Observed(answers, seen, one, other, change)


def _heard(
    about: Asked, learner: np.ndarray, learned_from: np.ndarray, *, directed: bool
) -> np.ndarray:
    """Say whether answers alone make an arc from each to each observed, or, undirected, a pair."""
    first, second = learner[:, None], learned_from[None, :]
    alone = {
        "learner": first | np.zeros_like(second),
        "learned_from": second | np.zeros_like(first),
        "record": first & second,
    }
    arcs = np.asarray(alone.get(about.reporter, first | second))
    return arcs if directed else arcs | arcs.T
