"""What the report knows: the waves of the headline kind, the change, coverage and events.

Structural findings rest on the headline kind alone. Nothing is formatted here and nothing is
hidden; ``sections`` asks the audience what may be shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from netweave import codes, errors
from netweave.audience import Audience, Beside, audience_named, fewest_respondents
from netweave.codes import Notice
from netweave.compare.instrument import is_flagged
from netweave.coverage import groups_of, is_recorded
from netweave.report.mixes import Mix, mix_of
from netweave.report.notices import event_notices, told
from netweave.report.thresholds import AtLevel
from netweave.report.waves import (
    FEW_IN_BOTH,
    REMEMBERED,
    Wave,
    described_kind,
    nobody_in_both,
    waves_of,
    why_no_change,
)

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.compare import Change
    from netweave.network import Network

CONVENERS = "Conveners"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """What a report is asked for.

    Parameters
    ----------
    title : str
        The heading.
    audience : str, default "network"
        "network", "analyst" or "public".
    headline : str, optional
        The kind of tie whose change is the headline; needed if several could be.
    group : str, default "organization"
        What ties are said to cross.
    seed : int, default 1
        Seed of anything random.
    in_file : bool, default True
        Whether the options stand in a project file, so that errors name its keys.
    """

    title: str
    audience: str = "network"
    headline: str | None = None
    group: str = "organization"
    seed: int = 1
    in_file: bool = True


@dataclass(frozen=True)
class Findings:
    """Everything that the sections of a report are written from.

    Parameters
    ----------
    net : Network
        As woven.
    options : Options
        What was asked for.
    audience : Audience
        Who may see what.
    kind : str
        The kind that structural findings rest on; "" if there is only opportunity.
    is_headline : bool
        Whether that kind may be a headline.
    waves : tuple of Wave
        The waves in which that kind was recorded, in order.
    change : Change or None
        Before and after, first wave against last.
    no_change : str
        Why there is no change to report; "" if there is.
    affiliations : Affiliations or None
        Events and works.
    event_notices : tuple of Notice
        What must be known about these.
    by_threshold : tuple of AtLevel
        The headline with a tie counted from one level lower, as chosen, and one higher.
    """

    net: Network
    options: Options
    audience: Audience
    kind: str
    is_headline: bool
    waves: tuple[Wave, ...]
    change: Change | None
    no_change: str
    affiliations: Affiliations | None = None
    event_notices: tuple[Notice, ...] = field(default_factory=tuple)
    by_threshold: tuple[AtLevel, ...] = ()

    @property
    def group(self) -> str:
        """What ties are said to cross."""
        return self.options.group

    @property
    def last(self) -> Wave | None:
        """The wave that is described where one is enough."""
        return self.waves[-1] if self.waves else None

    @property
    def remembered(self) -> bool:
        """Whether people were asked afterwards how it had been, so that no change was measured."""
        return self.change is not None and is_flagged(
            self.net.kinds.to_dict("index")[self.kind], "retrospective"
        )

    @property
    def told(self) -> Change | None:
        """The change that page one may speak of: none that people only remember."""
        return None if self.remembered else self.change

    @property
    def unsaid(self) -> str:
        """Why page one speaks of no change; "" if it does."""
        return REMEMBERED.format(first=self.waves[0].label) if self.remembered else self.no_change

    @property
    def has_groups(self) -> bool:
        """Whether anybody's organization is known."""
        return any(groups_of(wave.everybody, self.group).notna().any() for wave in self.waves)

    @property
    def has_convener(self) -> bool:
        """Whether anybody is marked as convener."""
        return bool(self.net.convener.any())

    @property
    def recorded(self) -> bool:
        """Whether the kind comes from records, so that nobody had to answer."""
        return bool(self.kind) and is_recorded(self.net, self.kind)

    @property
    def tied_if(self) -> str:
        """Say when two people are tied."""
        kind = self.net.kinds.loc[self.kind]
        if kind["evidence"] == "coproduced":
            return "Two people are tied if they made something together."
        if kind["mutual"]:
            return "Two people are tied if either reported it."
        return "Two people are tied if either learned from the other."

    @cached_property
    def shown_groups(self) -> dict[str, str]:
        """Organization of members → the name under which it is shown."""
        return self.audience.merged(
            fewest_respondents({w.label: self._gave(w) for w in self.waves})
        )

    @cached_property
    def convener_label(self) -> str:
        """The name under which conveners are shown, apart from the members."""
        if not self.waves:
            return CONVENERS
        names = {
            str(name)
            for wave in self.waves
            for name in groups_of(wave.everybody, self.group)[wave.everybody.convener].dropna()
        }
        taken = set(self.shown_groups) | set(self.shown_groups.values())
        if len(names) == 1 and not names & taken:
            return names.pop()
        return CONVENERS if CONVENERS not in taken else f"{CONVENERS} (staff)"

    @cached_property
    def hides_totals(self) -> bool:
        """Whether all ties of a wave would give back those of too few joiners or leavers.

        The ties of the panel are printed exactly, so the ties of all members less those of the
        panel are the ties of the people who joined or left.
        """
        if self.hides_across:
            return True
        if self.change is None or self.audience.exact:
            return False
        row = self.change.flows.loc["people"].to_dict()
        few = [self.audience.hides(row[name]) for name in ("n_joined", "n_left")]
        return any(few)

    @cached_property
    def mixes(self) -> list[Mix]:
        """The ties between organizations, wave by wave, as they may be shown."""
        if not self.has_groups:
            return []
        label = self.convener_label
        return [
            mix_of(
                wave, self.shown(wave), label, self.audience, self.group, self._panel_alone(wave)
            )
            for wave in self.waves
        ]

    def _panel_alone(self, wave: Wave) -> Beside | None:
        """Give what is printed of the panel's ties, where too few other people are in a wave."""
        if self.change is None or self.audience.exact or wave.label not in self.change.shares.index:
            return None
        few = wave.members.n - int(self.change.people.to_dict()["P"])
        if not self.audience.hides(few):
            return None
        row = self.change.shares.loc[wave.label].to_dict()
        return Beside(int(row["cross"]), int(row["same"]), few)

    @cached_property
    def hides_across(self) -> bool:
        """Whether the number of ties across organizations gives back a count between two of them.

        With two organizations there is one such count, and it is that number.
        """
        return any(mix.told for mix in self.mixes)

    @property
    def few_declined(self) -> bool:
        """Whether so few declined that rates over all eligible would give their number back."""
        return any(self.audience.hides(wave.coverage.declined) for wave in self.waves)

    @property
    def merged_groups(self) -> list[str]:
        """The organizations that are shown under a name they share."""
        return [name for name, shown in self.shown_groups.items() if name != shown]

    @cached_property
    def notices(self) -> list[Notice]:
        """Every warning, the weightiest first, in words that this audience may read."""
        found = list(self.net.notes)
        noted = {notice.code for notice in found}
        found += [notice for notice in self.event_notices if notice.code not in noted]
        found += list(self.change.warnings) if self.change else []
        if self.change is None:
            found += [notice for wave in self.waves for notice in wave.coverage.notices]
        have = {notice.code for notice in found} if self.change else set()
        for wave in self.waves[1:-1]:
            found += [notice for notice in wave.coverage.notices if notice.code not in have]
        few = self.few_declined
        return codes.by_weight([told(notice, self.audience, few_declined=few) for notice in found])

    def shown(self, wave: Wave) -> Network:
        """Give a wave's network with the names under which its organizations are shown."""
        names = groups_of(wave.everybody, self.group).map(self.shown_groups)
        names = names.mask(wave.everybody.convener, self.convener_label)
        return wave.everybody.with_people(**{self.group: names.astype("str").where(names.notna())})

    def _gave(self, wave: Wave) -> pd.Series:
        """Count respondents per organization; members where it is not known who answered."""
        return wave.coverage.by_group["answered"]


def find(
    net: Network,
    options: Options,
    affiliations: Affiliations | None = None,
    progress: Progress = lambda _: None,
) -> Findings:
    """Collect what a report says about a network.

    Parameters
    ----------
    net : Network
        As woven, any number of waves.
    options : Options
        What is asked for.
    affiliations : Affiliations, optional
        The events and works behind it.
    progress : callable
        Told the name of each long step.

    Returns
    -------
    Findings
        For ``sections``.
    """
    audience = audience_named(options.audience)
    kind, is_headline = described_kind(net, options.headline, in_file=options.in_file)
    waves = waves_of(net, kind, options.group) if kind else ()
    no_change = why_no_change(net, kind, waves, is_headline=is_headline)
    change: Change | None = None
    by_threshold: tuple[AtLevel, ...] = ()
    if not no_change:
        progress("comparing the waves")
        try:
            change, by_threshold = _compared(net, waves, kind, options.group)
        except errors.DataError as error:
            no_change = nobody_in_both(waves, error)
    if change is not None and audience.hides(int(change.people.to_dict()["P"])):
        change, by_threshold = None, ()
        no_change = FEW_IN_BOTH.format(least=audience.least)
    return Findings(
        net, options, audience, kind, is_headline, waves, change, no_change,
        affiliations, event_notices(affiliations), by_threshold,
    )  # fmt: skip


def _compared(
    net: Network, waves: tuple[Wave, ...], kind: str, group: str
) -> tuple[Change, tuple[AtLevel, ...]]:
    """Compare the first wave with the last, also one level up and down.

    The other kinds stay: who knew whom is one of them.
    """
    from netweave.compare import before_after  # noqa: PLC0415

    ends = (net.wave(wave.label) for wave in (waves[0], waves[-1]))
    change = before_after(*ends, group=group, kind=kind)
    return change, change.by_threshold
