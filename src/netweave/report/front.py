"""Page one: a sentence, five things, at most three warnings and a map."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netweave.audience import SUPPRESSED
from netweave.compare.estimate import CANNOT_TELL
from netweave.compare.wording import UNKNOWN
from netweave.report import shielded, thresholds
from netweave.report.answers import not_known, same_reporters
from netweave.report.indices import conveners
from netweave.report.numbers import withheld_words
from netweave.report.page import Card
from netweave.report.pictures import interval_graphic, turnover_graphic
from netweave.report.wording import interval, joined, number, percent, plural, signed

if TYPE_CHECKING:
    from netweave.report.findings import Findings
    from netweave.report.hubs import Hubs
    from netweave.report.mixes import Mix
    from netweave.report.structure import Alone

ON_PAGE_ONE = 3
NOT_DEFINED = "Not defined"
NOT_SHOWN = "Not shown"
MOST = "most_harmful_member"
AUDIENCES = {
    "analyst": "Analyst copy: names people, keep it with those who may see it",
    "network": "For the network: no person is named, counts of ties are banded",
    "public": "Public: aggregates only",
}


def statement(findings: Findings) -> str:
    """Give the sentence of page one, and what nobody knows about who answered."""
    change = findings.told
    said = change is not None and (change.reason == "NOT_OBSERVED" or UNKNOWN in change.assumptions)
    return f"{_statement(findings)} {'' if said else not_known(findings)}".strip()


def _statement(findings: Findings) -> str:
    if findings.told is not None:
        return shielded.sentence(findings, findings.told)
    last = findings.last
    if last is None:
        return f"{findings.unsaid} What follows is exposure: who could have met whom."
    if not last.members.n or findings.audience.hides(last.members.n):
        return findings.unsaid
    if last.coverage.known and not last.coverage.answered:
        when = f" at {last.label}" if last.label else ""
        return f"Nothing is known of ties{when}: nobody’s answers could be used. {findings.unsaid}"
    pairs = last.members.structure().nnz // 2
    tied = f"{shielded.about(pairs)} tied pairs".capitalize()
    tied = tied if findings.hides_totals else plural(pairs, "tied pair")
    when = f" at {last.label}" if last.label else ""
    return f"{tied} among {plural(last.members.n, 'member')}{when}. {findings.unsaid}"


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
    """Give the five things of page one, in order; of what is only remembered, the last wave."""
    if findings.remembered:
        mixes, alone = mixes[-1:], alone[-1:]
        hubs = [one for one in hubs if one.wave is findings.last]
    return [
        _headline(findings),
        _turnover(findings),
        _pairs(mixes, findings.merged_groups),
        _hub(findings, hubs),
        _alone(findings, alone),
    ]


def _headline(findings: Findings) -> Card:
    title = "Change in ties across organizations"
    change = findings.told
    if change is None or change.reason:
        why = change.undefined if change else findings.unsaid
        return Card("headline", title, NOT_DEFINED, "", why, section="change")
    row = change.table.iloc[0].to_dict()
    terms = change.table.set_index("term")["estimate"].to_dict()
    values = terms["cross_ties_before"], terms["cross_ties_after"]
    before, after = (shielded.average(findings, value) for value in values)
    estimate, low, high = shielded.with_ends(findings, row)
    how = (
        f"95% interval {interval(low, high)}, {_widest(str(row['method']))}."
        if change.widest
        else "No interval can be given."
    )
    if any(notice.code == "W17" for notice in change.warnings):
        how += " This cohort only."
    if same := same_reporters(findings, change):
        how += f" Over pairs reported by the same people both times: {same}."
    how += thresholds.in_words(findings.by_threshold)
    detail = (
        f"From {number(before, 1)} to {number(after, 1)} ties outside the own organization per "
        f"member, {plural(int(row['n']), 'member')} present at both waves. {how}"
    )
    graphic = interval_graphic(low, estimate, high)
    open_ = change.verdict == CANNOT_TELL
    unit = "ties per member observed, direction cannot be told" if open_ else "ties per member"
    return Card("headline", title, signed(estimate), unit, detail, graphic, "change")


def _widest(method: str) -> str:
    """Say which interval it is, in the words of the row: "widest of two: people"."""
    which, _, of = method.partition(": ")
    return f"the {which} ({of})" if of else method


def _turnover(findings: Findings) -> Card:
    title = "What became of ties"
    change = findings.told
    if change is None:
        why = "one wave only" if findings.kind else "there are no ties, only opportunity"
        several = len(findings.waves) > 1
        why = findings.unsaid if several else f"It cannot be said: {why}."
        return Card("turnover", title, NOT_DEFINED, "", why, section="change")
    if not change.turnover["dyads"].to_dict()["all"]:
        why = "It cannot be said: no pair was observed in both waves."
        return Card("turnover", title, NOT_DEFINED, "", why, section="change")
    if findings.hides_across:
        return Card("turnover", title, NOT_SHOWN, "", shielded.ONE_PAIR, section="change")
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


def _pairs(mixes: list[Mix], merged: list[str]) -> Card:
    title = "Pairs of organizations joined"
    if not mixes or not mixes[-1].possible:
        why = "there is only one organization" if mixes else "nobody’s organization is known"
        detail = f"Which organizations are joined cannot be said: {why}."
        return Card("pairs", title, NOT_DEFINED, "", detail, section="organizations")
    first, last = mixes[0], mixes[-1]
    if not last.countable:
        detail = "The number would give single counts between two organizations away."
        return Card("pairs", title, NOT_SHOWN, "", detail, section="organizations")
    value = f"{last.joined} of {last.possible}"
    when = f"at {last.wave.label}" if last.wave.label else ""
    before = (
        f"At {first.wave.label} it was {first.joined} of {first.possible}. "
        if last is not first and first.countable
        else ""
    )
    threads = (
        f"{last.single} of the {last.joined} hang on one person: a single departure would end them."
        if last.single
        else "None of them hangs on one person alone."
    )
    lumped = f" {len(merged)} small organizations count as one here." if merged else ""
    detail = f"{before}Members only.{lumped} {threads if last.threads_shown else ''}".strip()
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
        detail = f"It cannot be said: {found.why}."
        return Card("hubs", title, NOT_DEFINED, "", detail, section="hubs")
    who = conveners(findings)
    first = next((one for one in hubs if one.wave.label == findings.waves[0].label), None)
    earlier = (
        f" At {first.wave.label}: {_loss(findings, first, 'pair_loss')} of pairs, "
        f"{_loss(findings, first, 'geodesic_share')} of routes."
        if first is not None and first is not found and not first.reason
        else ""
    )
    detail = (
        f"Of the pairs of members that can reach each other, so many could not without {who}; "
        "without the one member who matters most it is "
        f"{shielded.member_loss(findings, found.loss('pair_loss', MOST))}. "
        f"{_capital(_loss(findings, found, 'geodesic_share'))} of the shortest routes between "
        f"members lead through {who}.{earlier}"
    )
    unit = f"of member pairs cut off, {last.label}" if last.label else "of member pairs cut off"
    value = shielded.hub_loss(findings, found.wave, found.loss("pair_loss"))
    if value == SUPPRESSED:
        detail = "There are too few members to say it without speaking of single ones."
        return Card("hubs", title, NOT_SHOWN, "", detail, section="hubs")
    return Card("hubs", title, value, unit, detail, section="hubs")


def _loss(findings: Findings, one: Hubs, term: str) -> str:
    return str(shielded.hub_loss(findings, one.wave, one.loss(term)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _alone(findings: Findings, alone: list[Alone]) -> Card:
    title = "Members without ties"
    if not alone:
        detail = "It cannot be said: there are no ties, only opportunity."
        return Card("isolates", title, NOT_DEFINED, "", detail, section="events")
    head = findings.audience.head_count
    first, last = alone[0], alone[-1]
    ends = [
        (one.no_cross, one.grouped)
        for one in (alone[:1] + alone[1:][-1:])
        if one.no_cross is not None
    ]
    before = (
        f"At {first.wave.label} it was {head(first.no_tie)} of {first.people}. "
        if last is not first
        else ""
    )
    cross = (
        " Without a tie to another organization: "
        + " → ".join(f"{head(count)} of {base}" for count, base in ends)
        + "."
        if last.no_cross is not None
        else ""
    )
    convener = (
        f" Counting ties with the convener: {head(last.no_tie_at_all)}."
        if last.wave.has_convener and not shielded.team_of_two(findings)
        else ""
    )
    asked = "" if findings.recorded or not last.wave.coverage.known else " who answered"
    seen = "" if last.wave.complete else " Counted among the pairs observed."
    unit = f"of {last.people}{asked}" + (f", {last.wave.label}" if last.wave.label else "")
    return Card(
        "isolates",
        title,
        head(last.no_tie),
        unit,
        f"{before.strip()}{convener}{cross}{seen}".strip(),
        section="whole",
    )
