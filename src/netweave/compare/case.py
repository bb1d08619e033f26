"""Two waves made ready for comparison: one kind of tie, the same people, their pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netweave.compare import instrument
from netweave.compare.estimate import Primary, primary
from netweave.coverage import Coverage, coverage_of
from netweave.dyads import Dyads, Panel, dyads_of, panel_of

if TYPE_CHECKING:
    from netweave.network import Network


@dataclass(frozen=True)
class Case:
    """The two waves of one kind, members only if asked, and their pairs.

    Parameters
    ----------
    waves : tuple of Network
        Before and after, without conveners, holding the one kind.
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


def prepared(
    before: Network, after: Network, group: str, kind: str | None, switches: tuple[bool, bool]
) -> Case:
    """Check two waves and lay out their pairs; switches: allow_opportunity, members_only."""
    allow_opportunity, members_only = switches
    labels = instrument.wave_labels(before, after)
    chosen = instrument.chosen_kind(before, after, kind, allow_opportunity=allow_opportunity)
    panel = panel_of(before, after, members_only=members_only)
    headlines = instrument.headline_kinds(before, after)
    waves = tuple(
        net.where(kind=chosen).without(panel.conveners[panel.conveners.isin(net.people.index)])
        for net in (before, after)
    )
    dyads = dyads_of(waves[0], waves[1], panel, kind=chosen, group=group)
    return Case(
        waves=(waves[0], waves[1]),
        labels=labels,
        kind=chosen,
        group=group,
        members_only=members_only,
        panel=panel,
        dyads=dyads,
        found=primary(dyads),
        coverage=(
            coverage_of(waves[0], chosen, group=group),
            coverage_of(waves[1], chosen, group=group),
        ),
        doubtful=headlines != [chosen],
    )


def joint_coverage(case: Case) -> float:
    """Share of the panel's pairs observed in both waves; NaN where it is not known who answered."""
    known = case.coverage[0].known and case.coverage[1].known
    observed = case.dyads.observed
    return float(observed.mean()) if known and len(observed) else float("nan")


def moved(case: Case) -> int:
    """How many people of the panel changed organization."""
    dyads = case.dyads
    return int((dyads.known & (dyads.group_before != dyads.group_after)).sum())
