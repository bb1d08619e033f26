"""Several waves in order: what they are called, when they were, and the kind they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave.compare import instrument
from netweave.compare.sentence import Words, nouns
from netweave.compare.turnover import months_between
from netweave.coverage import is_recorded, was_asked

if TYPE_CHECKING:
    from netweave.network import Network

    Waves = Network | Mapping[str, Network]


@dataclass(frozen=True)
class Series:
    """Waves in order, one network each.

    Parameters
    ----------
    labels : tuple of str
        What the waves are called.
    nets : tuple of Network
        One wave each, as they were given.
    kind : str
        The kind of tie that is followed.
    doubtful : bool
        Whether the kind must be named in the sentence: it is not the only headline.
    years : float array
        When each wave was, in years after the first; NaN where the waves have no dates.
    left_out : tuple of str
        Waves in which nobody was asked about the kind, or nobody answered.
    gaps : tuple of tuple of str
        For each wave but the last, the waves left out between it and the next.
    """

    labels: tuple[str, ...]
    nets: tuple[Network, ...]
    kind: str
    doubtful: bool
    years: np.ndarray
    left_out: tuple[str, ...] = ()
    gaps: tuple[tuple[str, ...], ...] = ()

    def words(self, group: str, *, members_only: bool) -> Words:
        """Give the nouns of its sentences."""
        return nouns(group, self.kind, members_only=members_only, doubtful=self.doubtful)

    @property
    def left_out_words(self) -> str:
        """Name the waves that are left out, and say why; "" if there is none."""
        if not self.left_out:
            return ""
        named = errors.listed(self.left_out, len(self.left_out))
        one = len(self.left_out) == 1
        return (
            f"The {'wave' if one else 'waves'} {named} {'holds' if one else 'hold'} no answer "
            f"about {self.kind} and {'is' if one else 'are'} left out."
        )

    @property
    def gap_words(self) -> str:
        """Say that no tie is followed across waves that are left out; "" if none is between."""
        between = [
            f"from {first} to {last}"
            for (first, last), gap in zip(self.pairs, self.gaps, strict=True)
            if gap
        ]
        if not between:
            return ""
        return (
            f"No tie is followed {' or '.join(between)}, since a wave between them is left "
            "out: that gap is more than one wave."
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The labels of adjacent waves."""
        return list(pairwise(self.labels))

    def members(self, *, members_only: bool) -> list[Network]:
        """Give the waves with that kind alone, without anybody who is a convener in one of them."""
        nets = [net.where(kind=self.kind) for net in self.nets]
        if not members_only:
            return nets
        marked = [person for net in nets for person in net.people.index[net.convener.to_numpy()]]
        return [net.without(net.people.index[net.people.index.isin(marked)]) for net in nets]


def series_of(waves: Waves, kind: str | None, *, allow_opportunity: bool, least: int = 2) -> Series:
    """Check the waves and choose the kind that all of them share."""
    found = dict(waves) if isinstance(waves, Mapping) else waves.by_wave()
    if len(found) < least:
        mend = "Give a network of several waves, or a mapping of label to network, in order."
        rule = f"must hold {least} waves or more"
        raise errors.setting_out_of_range("waves", rule, list(found), mend)
    labels, nets = tuple(str(label) for label in found), tuple(found.values())
    _in_order(labels, nets)
    name, doubtful = _kind(nets, kind, allow_opportunity=allow_opportunity)
    asked = _asked(nets, name)
    if sum(asked) < least:
        asked = [True] * len(nets)
    places = [place for place, keep in enumerate(asked) if keep]
    kept = tuple(nets[place] for place in places)
    return Series(
        labels=tuple(labels[place] for place in places),
        nets=kept,
        kind=name,
        doubtful=doubtful,
        years=_years(kept),
        left_out=tuple(label for label, keep in zip(labels, asked, strict=True) if not keep),
        gaps=tuple(labels[place + 1 : later] for place, later in pairwise(places)),
    )


def _kind(
    nets: tuple[Network, ...], kind: str | None, *, allow_opportunity: bool
) -> tuple[str, bool]:
    """Choose the kind that all waves share, and say whether it could have been another."""
    chosen, doubtful = [], False
    for before, after in pairwise(nets):
        instrument.wave_labels(before, after)
        name = instrument.chosen_kind(before, after, kind, allow_opportunity=allow_opportunity)
        doubtful |= instrument.headline_kinds(before, after) != [name]
        chosen.append(name)
    if len(set(chosen)) > 1:
        raise errors.name_one_kind(
            list(dict.fromkeys(chosen)), "the waves have different headlines"
        )
    return chosen[0], doubtful


def _asked(nets: tuple[Network, ...], kind: str) -> list[bool]:
    """Say in which waves a kind was asked about; in all of them, where ties were recorded."""
    if any(is_recorded(net, kind) for net in nets):
        return [True] * len(nets)
    return [was_asked(net, kind) for net in nets]


def _in_order(labels: tuple[str, ...], nets: tuple[Network, ...]) -> None:
    """Refuse labels that name two waves, or another one than theirs, and waves out of order."""
    if len(set(labels)) < len(labels):
        rule = "must have labels that differ when written out"
        raise errors.setting_out_of_range("waves", rule, list(labels))
    own = [net.the_wave for net in nets]
    for label, mine in zip(labels, own, strict=True):
        if mine and label != mine and label in own:
            rule = f"must not call the wave {mine!r} by the name of another one"
            raise errors.setting_out_of_range("waves", rule, label)
    for before, after in pairwise(zip(labels, nets, strict=True)):
        if dated(before[1]) and dated(after[1]) and starts(before[1]) > starts(after[1]):
            rule = "must be in the order of their dates"
            raise errors.setting_out_of_range("waves", rule, [before[0], after[0]])


def dated(net: Network) -> bool:
    """Say whether it is known when a wave began and ended."""
    return bool(len(net.waves) and net.waves[["start", "end"]].notna().to_numpy().all())


def starts(net: Network) -> pd.Timestamp:
    """Give when a wave began."""
    return pd.Timestamp(net.waves["start"].iloc[0])


def overlap(before: Network, after: Network) -> bool:
    """Say whether a wave begins before the one before it has ended."""
    if not (dated(before) and dated(after)):
        return False
    return bool(starts(after) < before.waves["end"].iloc[0])


def _years(nets: tuple[Network, ...]) -> np.ndarray:
    """Count the years from the first wave to each."""
    return np.cumsum([0.0, *(months_between(*pair) / 12 for pair in pairwise(nets))])
