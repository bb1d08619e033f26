"""Two waves made ready for comparison: one kind of tie, the same people, their pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from netweave.compare import instrument
from netweave.compare.estimate import Primary, primary
from netweave.compare.sentence import Words, nouns
from netweave.coverage import Coverage, asked_about, coverage_of
from netweave.dyads import Dyads, Panel, dyads_of, panel_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from netweave.network import Network


@dataclass(frozen=True)
class Case:
    """The two waves of one kind, members only if asked, and their pairs.

    Parameters
    ----------
    waves : tuple of Network
        Before and after, without conveners, holding the one kind; in a wave that counts as not
        observed, nobody answered.
    labels : tuple of str
        What the waves are called.
    kind, group : str
        The kind of tie, and what ties cross.
    members_only : bool
        Whether conveners were left out.
    panel, dyads, found, coverage
        Who is compared, their pairs, P1, and who answered in either wave.
    doubtful : bool
        Whether the kind must be named in the sentence: it is not the only headline.
    unobserved : tuple of bool
        Which waves count as not observed.
    everybody : tuple of Network
        Before and after with the conveners, holding the one kind.
    """

    waves: tuple[Network, Network]
    labels: tuple[str, str]
    kind: str
    group: str
    members_only: bool
    panel: Panel
    dyads: Dyads
    found: Primary
    coverage: tuple[Coverage, Coverage]
    doubtful: bool
    unobserved: tuple[bool, bool]
    everybody: tuple[Network, Network]

    @property
    def words(self) -> Words:
        """The nouns of its sentences."""
        return nouns(self.group, self.kind, members_only=self.members_only, doubtful=self.doubtful)

    @property
    def known(self) -> tuple[bool, bool]:
        """Whether it is known who answered, in either wave."""
        return self.coverage[0].known, self.coverage[1].known

    @property
    def unobserved_labels(self) -> list[str]:
        """The waves that count as not observed."""
        return [label for label, is_so in zip(self.labels, self.unobserved, strict=True) if is_so]


def prepared(
    before: Network, after: Network, group: str, kind: str | None, switches: tuple[bool, bool]
) -> Case:
    """Check two waves and lay out their pairs; switches: allow_opportunity, members_only."""
    allow_opportunity, members_only = switches
    labels = instrument.wave_labels(before, after)
    chosen = instrument.chosen_kind(before, after, kind, allow_opportunity=allow_opportunity)
    panel = panel_of(before, after, members_only=members_only)
    headlines = instrument.headline_kinds(before, after)
    one_kind = (before.where(kind=chosen), after.where(kind=chosen))
    first, second = (_without(net, panel.conveners, members_only=members_only) for net in one_kind)
    coverage = coverage_of(first, chosen, group=group), coverage_of(second, chosen, group=group)
    blank = unobserved(one_kind, [wave.known for wave in coverage])
    waves = (
        _silenced(first, chosen, unobserved=blank[0]),
        _silenced(second, chosen, unobserved=blank[1]),
    )
    dyads = dyads_of(waves[0], waves[1], panel, kind=chosen, group=group)
    told = [
        *coverage[0].notices,
        *coverage[1].notices,
        *instrument.instrument_notices(*waves, chosen),
    ]
    found = replace(primary(dyads), warned=tuple(notice.code for notice in told))
    return Case(
        waves=waves,
        labels=labels,
        kind=chosen,
        group=group,
        members_only=members_only,
        panel=panel,
        dyads=dyads,
        found=replace(found, reason="NOT_OBSERVED") if any(blank) else found,
        coverage=coverage,
        doubtful=headlines != [chosen],
        unobserved=(blank[0], blank[1]),
        everybody=one_kind,
    )


def sides_of(net: Network, dyads: Dyads, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Say of the pairs of a panel whether the one, and the other, answered about the two."""
    place = net.people.index.get_indexer(dyads.people)
    return asked_about(net, kind).sides(place[dyads.one], place[dyads.other])


def _without(net: Network, conveners: pd.Index, *, members_only: bool) -> Network:
    members = net.without("convener") if members_only else net
    return members.without(conveners[conveners.isin(members.people.index)])


def unobserved(nets: Sequence[Network], known: Sequence[bool]) -> list[bool]:
    """Say which waves of one kind count as not observed; known: whether it is known who answered.

    Where it is known for some waves only who answered, the others are not observed. Where it is not
    known at all, as in a network built by hand, ties show that the question was asked.
    """
    return [not one for one in known] if any(known) else [not len(net.ties) for net in nets]


def _silenced(net: Network, kind: str, *, unobserved: bool) -> Network:
    """Let nobody have answered in a wave that counts as not observed."""
    return net.with_people(**{f"responded_{kind}": False}) if unobserved else net


def joint_coverage(case: Case) -> float:
    """Share of the panel's pairs observed in both waves; NaN where it is not known who answered."""
    observed = case.dyads.observed
    return float(observed.mean()) if all(case.known) and len(observed) else float("nan")


def moved(case: Case) -> int:
    """How many people of the panel changed organization."""
    dyads = case.dyads
    return int((dyads.known & (dyads.group_before != dyads.group_after)).sum())
