"""Page one: a sentence, five things, at most three warnings and a map."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netweave.audience import SUPPRESSED
from netweave.report.numbers import reach_writer, withheld_words
from netweave.report.page import Card
from netweave.report.pictures import interval_graphic, turnover_graphic
from netweave.report.wording import interval, joined, number, percent, plural, reason, signed

if TYPE_CHECKING:
    from netweave.report.findings import Findings
    from netweave.report.hubs import Hubs
    from netweave.report.organizations import Mix
    from netweave.report.structure import Alone

ON_PAGE_ONE = 3
NOT_DEFINED = "Not defined"
NOT_SHOWN = "Not shown"
AUDIENCES = {
    "analyst": "Analyst copy: names people, keep it with those who may see it",
    "network": "For the network: no person is named, counts of ties are banded",
    "public": "Public: aggregates only",
}
METHODS = {"person": "people", "organization": "organizations", "dyad": "pairs"}


def statement(findings: Findings) -> str:
    """Give the sentence of page one."""
    if findings.change is not None:
        return findings.change.sentence
    last = findings.last
    if last is None:
        return f"{findings.no_change} What follows is exposure: who could have met whom."
    pairs = last.members.structure().nnz // 2
    when = f" at {last.label}" if last.label else ""
    return (
        f"{plural(pairs, 'tied pair')} among {plural(last.members.n, 'member')}{when}. "
        f"{findings.no_change}"
    )


def subtitle(findings: Findings) -> str:
    """Say who is in the report, and when."""
    net = findings.net
    people = plural(net.n, "person", "people")
    waves = [wave.label for wave in findings.waves if wave.label]
    parts = [people]
    if findings.has_groups:
        known = {name for wave in findings.waves for name in wave.coverage.by_group.index}
        parts.append(f"{len(known)} member organizations")
    if waves:
        parts.append(f"{'waves' if len(waves) > 1 else 'wave'} {joined(waves)}")
    if findings.kind:
        parts.append(f"ties: “{findings.kind}”")
    return " · ".join(parts)


def cards(findings: Findings, mixes: list[Mix], hubs: list[Hubs], alone: list[Alone]) -> list[Card]:
    """Give the five things of page one, in order."""
    return [
        _headline(findings),
        _turnover(findings),
        _pairs(mixes),
        _hub(findings, hubs),
        _alone(findings, alone),
    ]


def _headline(findings: Findings) -> Card:
    title = "Change in ties across organizations"
    change = findings.change
    if change is None or change.reason:
        why = change.undefined if change else findings.no_change
        return Card("headline", title, NOT_DEFINED, "", why, section="change")
    row = change.table.iloc[0].to_dict()
    terms = change.table.set_index("term")["estimate"].to_dict()
    before, after = terms["cross_ties_before"], terms["cross_ties_after"]
    low, high = row["conf_low"], row["conf_high"]
    how = (
        f"95% interval {interval(low, high)}, the widest of three ({METHODS[change.widest]})."
        if change.widest
        else "No interval can be given."
    )
    detail = (
        f"From {number(before, 1)} to {number(after, 1)} ties outside the own organization per "
        f"member, {plural(int(row['n']), 'member')} present at both waves. {how}"
    )
    graphic = interval_graphic(low, row["estimate"], high)
    return Card(
        "headline", title, signed(row["estimate"]), "ties per member", detail, graphic, "change"
    )


def _turnover(findings: Findings) -> Card:
    title = "What became of ties"
    change = findings.change
    if change is None:
        why = "one wave only" if findings.kind else "there are no ties, only opportunity"
        why = f"It cannot be said: {why}."
        return Card("turnover", title, NOT_DEFINED, "", why, section="change")
    across = not change.reason
    row = change.turnover.loc["cross" if across else "all"].to_dict()
    kept, new, lost = (int(row[name]) for name in ("kept", "new", "lost"))
    what = "ties across organizations" if across else "ties"
    rest = change.turnover.loc["same"].to_dict() if "same" in change.turnover.index else None
    inside = (
        f" Inside organizations: {int(rest['kept'])} kept, {int(rest['new'])} new, "
        f"{int(rest['lost'])} lost."
        if rest and across
        else ""
    )
    persisted = row["persistence_rate"]
    stayed = "" if math.isnan(persisted) else f" {percent(persisted)} of the earlier ties lasted."
    detail = f"{what[0].upper()}{what[1:]}: {kept} kept, {new} new, {lost} lost.{stayed}{inside}"
    value = f"{new:,} new, {lost:,} lost"
    return Card("turnover", title, value, what, detail, turnover_graphic(kept, new, lost), "change")


def _pairs(mixes: list[Mix]) -> Card:
    title = "Pairs of organizations joined"
    if not mixes or not mixes[-1].possible:
        why = "there is only one organization" if mixes else "nobody’s organization is known"
        detail = f"Which organizations are joined cannot be said: {why}."
        return Card("pairs", title, NOT_DEFINED, "", detail, section="organizations")
    first, last = mixes[0], mixes[-1]
    if not (first.countable and last.countable):
        detail = "With so few organizations the number would give single counts away."
        return Card("pairs", title, NOT_SHOWN, "", detail, section="organizations")
    value = f"{last.joined} of {last.possible}"
    when = f"at {last.wave.label}" if last.wave.label else ""
    before = (
        f"At {first.wave.label} it was {first.joined} of {first.possible}. "
        if last is not first
        else ""
    )
    threads = (
        f"{last.single} of the {last.joined} hang on one person: a single departure would end them."
        if last.single
        else "None of them hangs on one person alone."
    )
    detail = f"{before}Members only. {threads if last.threads_shown else ''}".strip()
    return Card("pairs", title, value, when, detail, section="organizations")


def _hub(findings: Findings, hubs: list[Hubs]) -> Card:
    title = "What hangs on the convener"
    if not findings.has_convener or not findings.waves:
        why = (
            "nobody is marked as convener"
            if findings.waves
            else "there are no ties, only opportunity"
        )
        detail = f"It cannot be said: {why}."
        return Card("hubs", title, NOT_DEFINED, "", detail, section="hubs")
    last = findings.waves[-1]
    if last.thin:
        detail = (
            withheld_words([last.label])
            if last.withheld
            else "Fewer than 80 in 100 pairs were observed (W02), so a number that follows paths "
            "is no headline. It stands in its section."
        )
        return Card("hubs", title, NOT_SHOWN, "", detail, section="hubs")
    found = {one.wave.label: one for one in hubs}[last.label]
    if found.reason:
        detail = f"It cannot be said: {reason(found.reason)}."
        return Card("hubs", title, NOT_DEFINED, "", detail, section="hubs")
    write = reach_writer(findings)
    with_, without = (write((share, last.members.n)) for share in found.reach)
    first = next((one for one in hubs if one.wave.label == findings.waves[0].label), None)
    earlier = (
        f" At {first.wave.label} it was {percent(first.loss('pair_loss'))}."
        if first is not None and first is not found and not first.reason
        else ""
    )
    reached = (
        ""
        if SUPPRESSED in {with_, without}
        else f" Pairs that can reach each other: {with_} with the convener, {without} without."
    )
    detail = (
        "Of the pairs of members that can reach each other, so many could not without the "
        f"convener.{earlier}{reached}"
    )
    unit = f"of member pairs cut off, {last.label}" if last.label else "of member pairs cut off"
    return Card("hubs", title, percent(found.loss("pair_loss")), unit, detail, section="hubs")


def _alone(findings: Findings, alone: list[Alone]) -> Card:
    title = "Members without ties"
    if not alone:
        detail = "It cannot be said: there are no ties, only opportunity."
        return Card("isolates", title, NOT_DEFINED, "", detail, section="events")
    head = findings.audience.head_count
    first, last = alone[0], alone[-1]
    before = (
        f"At {first.wave.label} it was {head(first.no_tie)} of {first.people}. "
        if last is not first
        else ""
    )
    cross = (
        " Without a tie to another organization: "
        + (f"{head(first.no_cross)} → " if first is not last and first.no_cross is not None else "")
        + f"{head(last.no_cross)}."
        if last.no_cross is not None
        else ""
    )
    convener = (
        f" Counting ties with the convener: {head(last.no_tie_at_all)}."
        if last.wave.has_convener
        else ""
    )
    asked = "" if findings.recorded else " who answered"
    unit = f"of {last.people}{asked}" + (f", {last.wave.label}" if last.wave.label else "")
    return Card(
        "isolates",
        title,
        head(last.no_tie),
        unit,
        f"{before.strip()}{convener}{cross}".strip(),
        section="whole",
    )
