"""The three findings of page one: a sentence each, and how sure one can be of it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from netweave.report import numbers, shielded, thresholds
from netweave.report.indices import conveners, reach_sentence
from netweave.report.page import Point
from netweave.report.wording import NOT_CONCLUDED, plural, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netweave.report.findings import Findings
    from netweave.report.hubs import Hubs
    from netweave.report.indices import Judged
    from netweave.report.mixes import Mix
    from netweave.report.structure import Alone

MOST_POINTS = 3
# A sentence ends here: a stop, a space, and a word that begins one.
END = re.compile(r"(?<=\.) (?=[A-Z0-9−])")
CENTRALIZED = "centralization_degree"
# Beyond so many of a hundred random networks a place is called rare; the test is two-sided.
RARE = 0.025


def points(
    findings: Findings,
    judged: Sequence[Judged],
    hubs: Sequence[Hubs],
    mixes: Sequence[Mix],
    alone: Sequence[Alone],
) -> list[Point]:
    """Give the findings of page one that can be told here, three at most, the change first."""
    found = [
        _change(findings) if findings.told is not None else _size(findings),
        _hub(findings, judged, hubs),
        _organizations(findings, mixes),
        _alone(findings, alone),
    ]
    told = [one for one in found if one is not None]
    return told[:MOST_POINTS]


def limits(findings: Findings) -> tuple[str, ...]:
    """Give what nobody should conclude; nothing of change where none is reported."""
    return NOT_CONCLUDED if findings.told is not None else NOT_CONCLUDED[1:]


def _change(findings: Findings) -> Point | None:
    """Take the sentence of the change apart: what was found, and what speaks for and against."""
    change = findings.told
    if change is None:
        return None
    first, *others = END.split(shielded.sentence(findings, change))
    if change.reason:  # turnover is all that can be told
        why = first
        first, *others = others or [first]
        others = [*others, why] if why != first else others
        return Point("change", "Before and after", first, " ".join(others), "change")
    sure = [text for text in others if " crossed " not in text or "if ties ignored" not in text]
    sure = [*sure[:-1], thresholds.in_words(findings.by_threshold).strip(), *sure[-1:]]
    return Point("change", "Before and after", first, " ".join(text for text in sure if text),
                 "change")  # fmt: skip


def _size(findings: Findings) -> Point | None:
    """Say how many members are tied where there is no change to report."""
    last = findings.last
    if last is None or findings.audience.hides(last.members.n) or not last.members.n:
        return None
    density = numbers.observed_density(findings.kind, last.members)
    share = numbers.density_writer(findings)(density)
    among = f"among {plural(last.members.n, 'member')}{when(last.label)}"
    said = f"Of the observed pairs {among}, {share} are tied."
    if not re.search(r"\d", share):
        said = f"Ties {among} are described here, and no change."
    return Point("size", "The network", said, findings.unsaid, "whole")


def _hub(findings: Findings, judged: Sequence[Judged], hubs: Sequence[Hubs]) -> Point | None:
    """Say what stays joined without the conveners, and whether single people stand out."""
    last = next((one for one in judged if one.wave is findings.last), None)
    if last is None or last.wave.thin or findings.remembered:
        return None
    title = "Hub or node"
    chance = _beside_chance(last)
    if not last.wave.has_convener:
        if not chance:
            return None
        missing = "Nobody is marked as convener, so what hangs on the convener cannot be said."
        lead = _capital(when(last.wave.label))
        said = f"{lead}{chance if lead else _capital_of(chance)}"
        return Point("hubs", title, said, missing, "hubs")
    lead = _capital(when(last.wave.label))
    said = _joined(findings, last) or f"{lead}{chance if lead else _capital_of(chance)}"
    if not said:
        return None
    routes = next((one for one in hubs if one.wave is last.wave and not one.reason), None)
    sure = [] if said.endswith(chance) else [_capital_of(chance)]
    if routes is not None:
        share = shielded.hub_loss(
            findings, last.wave, routes.loss("geodesic_share"), term="geodesic_share"
        )
        if re.search(r"\d", share):
            sure.insert(0, f"{_capital_of(share)} of the shortest routes between members "
                        f"lead through {conveners(findings)}, which is their task.")  # fmt: skip
    return Point("hubs", title, said, " ".join(part for part in sure if part), "hubs")


def _joined(findings: Findings, one: Judged) -> str:
    """Say how many pairs of members can reach each other without the conveners; "" if hidden."""
    said = END.split(reach_sentence(findings, one))[0].partition(";")[0].rstrip(".")
    if not said.startswith("Without"):
        return ""
    lead = _capital(when(one.wave.label))
    return f"{lead}{said[:1].lower() if lead else said[:1]}{said[1:]}."


def _beside_chance(one: Judged) -> str:
    """Say where members' ties stand among random networks; "" where none were drawn."""
    row = one.found.table.set_index("term").to_dict("index").get(CENTRALIZED)
    side = "percentile_without" if one.wave.has_convener else "percentile"
    place = float(row[side]) if row else math.nan
    if math.isnan(place):
        return ""
    who = "among members alone, " if one.wave.has_convener else ""
    beside = "random networks with as many people and ties"
    if RARE <= place <= 1 - RARE:
        return f"{who}ties gather around single people about as much as in {beside}."
    more = "more" if place > RARE else "less"
    return f"{who}ties gather around single people {more} than in nearly all {beside}."


def _organizations(findings: Findings, mixes: Sequence[Mix]) -> Point | None:
    """Say how many pairs of organizations are joined, and how firmly."""
    ends = [*mixes[:1], *mixes[1:][-1:]]
    shown = [mix for mix in ends if mix.possible and mix.countable]
    if not shown or shown[-1] is not mixes[-1]:
        return None
    last = shown[-1]
    earlier = (
        f"; {when(shown[0].wave.label).strip()} it was {shown[0].joined} of {shown[0].possible}"
        if len(shown) > 1 and not findings.remembered
        else ""
    )
    lumped = len(findings.merged_groups)
    said = (
        f"{last.joined} of {plural(last.possible, 'pair')} of organizations "
        f"{'is' if last.possible == 1 else 'are'} joined by at least one tie between their "
        f"members{when(last.wave.label)}{earlier}."
    )
    sure = []
    if last.threads_shown and last.joined:
        sure.append(
            f"{last.single} of the {last.joined} hang on one person, whose departure would end "
            "them." if last.single else "None of them hangs on one person alone."
        )  # fmt: skip
    sure.append(_counted(findings, last))
    if lumped:
        sure.append(f"{lumped} small organizations count as one here.")
    return Point("organizations", "Between organizations", said, " ".join(sure), "organizations")


def _counted(findings: Findings, mix: Mix) -> str:
    """Say among which pairs it was counted."""
    if findings.recorded:
        return "This is a count of what is on record."
    if not mix.wave.coverage.known:
        return "This is a count, and it is not known who answered."
    if mix.wave.complete:
        return "This is a count, and everybody answered."
    seen = shielded.rate(findings, mix.wave.coverage.coverage)
    return (
        f"This is a count over the pairs of members observed ({seen} of them); where nobody could "
        "report, there may be more."
    )


def _alone(findings: Findings, alone: Sequence[Alone]) -> Point | None:
    """Say how many members have no tie."""
    if not alone or not alone[-1].people:
        return None
    head = findings.audience.head_count
    first, last = alone[0], alone[-1]
    compared = last is not first and not findings.remembered
    then = f"; {when(first.wave.label).strip()} " if compared else ""
    before = f"{head(first.no_tie)} of {first.people}" if compared else ""
    who = "members" if findings.recorded or not last.wave.coverage.known else (
        "members who answered"
    )  # fmt: skip
    if last.no_tie:
        had = f"{head(last.no_tie)} of {last.people} {who} had no tie"
        earlier = f"{then}it was {before}" if compared else ""
    else:
        had = f"All {last.people} {who} had at least one tie"
        earlier = f"{then}{before} had none" if compared else ""
    said = f"{had}{when(last.wave.label)}{earlier}."
    sure = "Counted among the pairs observed." if not last.wave.complete else ""
    return Point("isolates", "Members without ties", said, sure, "whole")


def _capital(text: str) -> str:
    """Begin a sentence with a time, or with what follows it."""
    told = text.strip()
    return f"{_capital_of(told)}, " if told else ""


def _capital_of(text: str) -> str:
    return text[:1].upper() + text[1:]
