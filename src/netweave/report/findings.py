"""What the report knows: the waves of the headline kind, the change, coverage and events.

Structural findings rest on the headline kind alone. Nothing is formatted here and nothing is
hidden; ``sections`` asks the audience what may be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from netweave import codes, errors
from netweave.audience import Audience, audience_named, fewest_respondents
from netweave.codes import Notice
from netweave.coverage import Coverage, answered, coverage_of, groups_of, is_recorded

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.compare import Change
    from netweave.network import Network

CONVENERS = "Conveners"
EVENTS_NEEDED = 10
FULL_TABLE = 0.9
LONG_LIST = 20
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
    """

    title: str
    audience: str = "network"
    headline: str | None = None
    group: str = "organization"
    seed: int = 1


@dataclass(frozen=True)
class Wave:
    """One wave of the headline kind, with and without the conveners.

    Parameters
    ----------
    label : str
        The wave, "" where none was named.
    everybody, members : Network
        The ties of the headline kind among all, and among members only.
    coverage : Coverage
        Who answered, among members.
    """

    label: str
    everybody: Network
    members: Network
    coverage: Coverage

    @property
    def withheld(self) -> bool:
        """Whether so few pairs were observed that path measures are withheld (W03)."""
        return any(notice.code == "W03" for notice in self.coverage.notices)

    @property
    def thin(self) -> bool:
        """Whether path measures may not be a headline (W02 or W03)."""
        return any(notice.code in {"W02", "W03"} for notice in self.coverage.notices)

    @property
    def has_convener(self) -> bool:
        """Whether anybody is marked as convener."""
        return bool(self.everybody.convener.any())


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

    @property
    def group(self) -> str:
        """What ties are said to cross."""
        return self.options.group

    @property
    def last(self) -> Wave | None:
        """The wave that is described where one is enough."""
        return self.waves[-1] if self.waves else None

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
    def by_threshold(self) -> list[tuple[float, dict[str, float]]]:
        """P1 with a tie counted from one level lower, as chosen, and one higher."""
        from netweave.report import sensitivity  # noqa: PLC0415

        return sensitivity.estimates(self) if self.change and not self.change.reason else []

    @cached_property
    def hides_totals(self) -> bool:
        """Whether all ties of a wave would give back those of too few joiners or leavers.

        The ties of the panel are printed exactly, so the ties of all members less those of the
        panel are the ties of the people who joined or left.
        """
        if self.change is None or self.audience.exact:
            return False
        row = self.change.flows.loc["people"].to_dict()
        few = [self.audience.hides(row[name]) for name in ("n_joined", "n_left")]
        return any(few)

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
        from netweave.report import sensitivity  # noqa: PLC0415

        sign = sensitivity.notice(self.by_threshold)
        found += [sign] if sign else []
        if self.change is None:
            found += [notice for wave in self.waves for notice in wave.coverage.notices]
        have = {notice.code for notice in found} if self.change else set()
        for wave in self.waves[1:-1]:
            found += [notice for notice in wave.coverage.notices if notice.code not in have]
        return codes.by_weight([told(notice, self.audience) for notice in found])

    def shown(self, wave: Wave) -> Network:
        """Give a wave's network with the names under which its organizations are shown."""
        names = groups_of(wave.everybody, self.group).map(self.shown_groups)
        names = names.mask(wave.everybody.convener, self.convener_label)
        return wave.everybody.with_people(**{self.group: names.astype("str").where(names.notna())})

    def _gave(self, wave: Wave) -> pd.Series:
        """Count respondents per organization; members where it is not known who answered."""
        return wave.coverage.by_group["answered"]


def told(notice: Notice, audience: Audience) -> Notice:
    """Give a notice in words that tell an audience nothing about single people."""
    if audience.shows_people:
        return notice
    coarse = {
        "W04": "In at least one wave, members of some organizations answered far more often.",
        "W11": "Some people changed organization between the waves.",
    }
    return replace(notice, found=coarse[notice.code]) if notice.code in coarse else notice


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
    kind, is_headline = described_kind(net, options.headline)
    waves = waves_of(net, kind, options.group) if kind else ()
    change, no_change = None, why_no_change(net, kind, waves, is_headline=is_headline)
    if not no_change:
        from netweave.compare import before_after  # noqa: PLC0415

        progress("comparing the waves")
        first, last = waves[0].everybody, waves[-1].everybody
        change = before_after(first, last, group=options.group, kind=kind)
    return Findings(
        net, options, audience, kind, is_headline, waves, change, no_change,
        affiliations, event_notices(affiliations),
    )  # fmt: skip


def described_kind(net: Network, headline: str | None) -> tuple[str, bool]:
    """Choose the kind that findings rest on, and say whether it may be a headline."""
    if headline is not None:
        if headline not in net.kinds.index:
            raise errors.not_one_of("[report] headline", list(net.kinds.index), headline)
        if net.kinds.loc[headline, "evidence"] == "opportunity":
            refusal = codes.REFUSALS["E-HEADLINE"]
            asked = f"[report] headline = {headline!r}. {refusal.text}"
            raise errors.RefusalError(
                "E-HEADLINE", f"{asked} Name a kind that was reported or co-produced."
            )
        return headline, True
    eligible = [str(name) for name in net.kinds.index[net.kinds["headline"]]]
    if len(eligible) > 1:
        raise errors.headline_needed(eligible)
    if eligible:
        return eligible[0], True
    others = net.kinds.index[net.kinds["evidence"] != "opportunity"]
    return (str(others[0]), False) if len(others) else ("", False)


def waves_of(net: Network, kind: str, group: str) -> tuple[Wave, ...]:
    """Give the waves in which a kind was recorded: asked of anybody, or with ties."""
    one = net.where(kind=kind)
    labelled: Mapping[str, Network] = one.by_wave() if len(one.waves) else {"": one}
    waves = [_wave(label, part, kind, group) for label, part in labelled.items()]
    found = tuple(wave for wave in waves if _recorded(wave, kind))
    return found or tuple(waves[:1])


def _wave(label: str, part: Network, kind: str, group: str) -> Wave:
    members = part.without("convener")
    return Wave(label, part, members, coverage_of(members, kind, group=group))


def _recorded(wave: Wave, kind: str) -> bool:
    asked = not is_recorded(wave.everybody, kind)
    gave, known = answered(wave.everybody, kind)
    return bool(len(wave.everybody.ties)) or (asked and known and bool(gave.any()))


def why_no_change(net: Network, kind: str, waves: tuple[Wave, ...], *, is_headline: bool) -> str:
    """Say why there is no change to report; "" if there is."""
    if not kind:
        return (
            "There is no headline and no change to report: these records hold only opportunity. "
            "Being at the same event is the chance of a tie, not a tie."
        )
    if len(waves) < 2:
        label = waves[0].label if waves else ""
        which = f" ({label})" if label else ""
        held = f", although the project names {len(net.waves)}" if len(net.waves) > 1 else ""
        return (
            f"No change is reported: ties of the kind “{kind}” were recorded in one wave{which} "
            f"only{held}. A change needs the same question at two times."
        )
    if not is_headline:
        return (
            f"No change is reported: ties of the kind “{kind}” are not marked as a headline. "
            f"If they are what the cohort was about, write headline = “{kind}” under [report]."
        )
    return ""


def event_notices(affiliations: Affiliations | None) -> tuple[Notice, ...]:
    """Say where attendance carries little about pairs (W05), or a work has many authors (W06)."""
    if affiliations is None:
        return ()
    events = affiliations.events
    found = []
    sessions = events.index[events["kind"] == "attendance"]
    if len(sessions):
        there = affiliations.matrix[:, events.index.get_indexer(sessions)]
        cells = there.shape[0] * there.shape[1]
        fill = there.nnz / cells if cells else 0.0
        if fill > FULL_TABLE or len(sessions) < EVENTS_NEEDED:
            found.append(
                Notice("W05", f"{len(sessions)} events; {fill:.0%} of all possible attendances.")
            )
    long = events[(events["kind"] == "authorship") & (events["size"] > LONG_LIST)]
    if len(long):
        found.append(
            Notice(
                "W06", f"{len(long)} works; the longest list has {long['size'].max():.0f} authors."
            )
        )
    return tuple(found)
