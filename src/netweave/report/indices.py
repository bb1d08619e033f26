"""Does everything run through a hub? The indices of the whole, beside random networks."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import SUPPRESSED, step
from netweave.codes import REASONS
from netweave.report import numbers, shielded
from netweave.report.chance import draws_for, draws_in_words
from netweave.report.page import Gap, Heading, Part, Shown, Text
from netweave.report.tables import Table
from netweave.report.wording import DASH, number

if TYPE_CHECKING:
    from netweave.analytics.hubs.overall import HubOrNode
    from netweave.analytics.hubs.phases import StructuralPhase
    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave

INDICES = {
    "centralization_degree": "Centralization by number of ties",
    "centralization_betweenness": "… by lying between others",
    "centralization_harmonic": "… by closeness to others",
    "centralization_learned": "… by learning from others",
    "centralization_taught": "… by being learned from",
    "gini": "How unequally ties are spread (Gini)",
    "effective_number": "Over how many people ties are spread",
    "effective_hubs": "Over how many people brokering is spread",
    "core_fit": "Fit of a core with a periphery",
    "core_people": "People in that core",
    "max_pair_loss": "Pairs that one person's leaving would part, at most",
}
ONE_HUB = (
    "no shape is named: brokering is spread over several people, and yet most pairs would be "
    "parted by the leaving of one, so neither a single hub nor its opposite describes the ties."
)
COUNTS = ("effective_number", "effective_hubs")


@dataclass(frozen=True)
class Judged:
    """The indices of one wave, with the conveners and without."""

    wave: Wave
    found: HubOrNode


def find(findings: Findings) -> list[Judged]:
    """Compute the indices of every wave with enough people to be shown and pairs observed."""
    from netweave.analytics.hubs.overall import hub_or_node  # noqa: PLC0415

    return [
        Judged(
            wave,
            hub_or_node(
                wave.everybody,
                group=findings.group if findings.has_groups else "organization",
                draws=draws_for(wave.everybody),
                seed=findings.options.seed,
            ),
        )
        for wave in findings.waves
        if not (wave.withheld or findings.audience.hides(wave.members.n))
    ]


def parts(findings: Findings, found: list[Judged]) -> list[Part]:
    """Write what stays joined without the conveners, the indices, and the shape of the ties."""
    heading = Heading("How far everything runs through single people")
    withheld = [wave.label for wave in findings.waves if wave.withheld]
    gaps = [Gap(numbers.withheld_words(withheld))] if withheld else []
    if not found:
        return [heading, *gaps] if gaps else []
    shape = [Heading("Which shape the ties have"), *_phases(findings, found)]
    said = [Text(_headed(one.wave, reach_sentence(findings, one))) for one in found]
    return [heading, *gaps, *said, Shown(table(findings, found)), *shape]


def _headed(wave: Wave, text: str) -> str:
    return f"{wave.label}: {text}" if wave.label else text


def conveners(findings: Findings) -> str:
    """Name the conveners as those who are taken out together."""
    count = max((int(wave.everybody.convener.sum()) for wave in findings.waves), default=0)
    return f"the {count} conveners together" if count > 1 else "the convener"


def reach_sentence(findings: Findings, one: Judged) -> str:
    """Say how many member pairs stay joined without the conveners; in steps above the analyst."""
    if findings.audience.exact:
        return one.found.sentence
    linked = linked_words(findings, one)
    if not one.wave.has_convener:
        start = "Nobody is marked as convener, so there is one number each."
        return f"{start} {_capital(linked)}." if linked else start
    row = one.found.table.set_index("term").to_dict("index")["member_pairs_joined"]
    write = numbers.reach_writer(findings)
    shares = [float(row[name]) for name in ("without_convener", "estimate")]
    without, with_them = (write((share, one.wave.members.n)) for share in shares)
    if SUPPRESSED in {without, with_them}:
        return f"{_capital(linked)}." if linked else "How many can reach each other is hidden."
    after = f"; {linked}" if linked else ""
    beside = f" ({with_them} with them)"
    if without == with_them:
        beside = ", as with them" if without == "all" else (
            ", the same range as with them: for this audience the two cannot be told apart"
        )  # fmt: skip
    return (
        f"Without {conveners(findings)}, {without} of the pairs of members can still reach each "
        f"other{beside}{after}."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def linked_words(findings: Findings, one: Judged) -> str:
    """Say how many pairs of organizations are linked directly, as they are shown."""
    mix = next((mix for mix in findings.mixes if mix.wave.label == one.wave.label), None)
    if mix is None or not mix.possible or not mix.countable:
        return ""
    pairs = "pair is" if mix.possible == 1 else "pairs are"
    return f"{mix.joined} of {mix.possible} organization {pairs} linked directly"


def table(findings: Findings, found: list[Judged]) -> Table:
    """Lay out the indices, one row each, wave after wave."""
    rows = [row for one in found for row in _rows(findings, one)]
    convener = any(one.wave.has_convener for one in found)
    both = ["with the convener", "place by chance"]
    columns = ["", "wave", *(both if convener else ["value", both[1]]),
               "without the convener", "its place by chance"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    unused = both if shielded.team_of_two(findings) else []
    nets = [one.wave.everybody for one in found]
    codes = [code for one in found for code in _codes(one)]
    reasons = {
        (place, column): code
        for place, (first, second) in enumerate(codes)
        for column, code in zip(columns[2:], (first, first, second, second), strict=True)
    }
    return Table(
        "hub_or_node",
        "Indices of the whole network, each beside random networks with as many people and ties",
        frame.drop(columns=unused if convener else columns[-2:]),
        note="Centralization: 1 for a star, 0 if everybody is alike. Place: so many of 100 random "
        f"networks ({draws_in_words(nets)} were drawn) have less; 50 is the middle. Nearly all of "
        "these indices move with the number of people and of ties, so the columns are not compared "
        "with each other by their values, and neither are waves; the places are. An unequal spread "
        f"of ties is no hub by itself.{_why(found)}{numbers.left_out(findings, totals=True)}",
        reasons=reasons,
    )


def _codes(one: Judged) -> list[tuple[str, str]]:
    """Give why each index is undefined, with the conveners and without; "" where it is not."""
    facts = one.found.table.set_index("term").to_dict("index")
    pairs = [(facts[term]["reason"], facts[term]["reason_without"])
             for term in INDICES if term in facts]  # fmt: skip
    return [tuple(code if isinstance(code, str) else "" for code in pair) for pair in pairs]  # type: ignore[misc]


def _why(found: list[Judged]) -> str:
    """Say why values are undefined, each reason once."""
    shown = pd.concat([one.found.table[one.found.table["term"].isin(INDICES)] for one in found])
    codes = pd.unique(shown[["reason", "reason_without"]].to_numpy().ravel())
    told = [REASONS[code] for code in codes if isinstance(code, str) and code != "NO_CONVENER"]
    return f" A dash: {'; '.join(told)}." if told else ""


def _rows(findings: Findings, one: Judged) -> list[list[object]]:
    facts = one.found.table.set_index("term").to_dict("index")
    return [
        [words, one.wave.label or "all records",
         _value(findings, term, facts[term]["estimate"], one.wave.everybody),
         _place(facts[term]["percentile"]),
         _value(findings, term, facts[term]["without_convener"], one.wave.members),
         _place(facts[term]["percentile_without"])]
        for term, words in INDICES.items() if term in facts
    ]  # fmt: skip


def _value(findings: Findings, term: str, value: float, net: Network) -> str:
    """Write one index: coarsely where a few conveners are in it, in steps where of one person.

    Where counts of ties are hidden, an index made of them is given in steps too.
    """
    if math.isnan(value):
        return DASH
    if term == "core_people":
        return findings.audience.head_count(int(value))
    if term == "max_pair_loss":
        return shielded.member_loss(findings, value)
    if findings.hides_totals:
        of_people = term in COUNTS
        return f"{step(value / net.n)} of people" if of_people else step(value)
    few = bool(net.convener.any()) and shielded.few_in_team(findings)
    return number(value, (2 if term not in COUNTS else 1) - few)


def _place(percentile: float) -> str:
    from netweave.analytics.hubs.told import in_hundred  # noqa: PLC0415

    return DASH if math.isnan(percentile) else in_hundred(percentile).removesuffix(" in 100")


def _phases(findings: Findings, found: list[Judged]) -> list[Part]:
    written: list[Part] = []
    for one in found:
        phase = one.found.phase
        if _one_hub(one, phase):
            written.append(Gap(_headed(one.wave, ONE_HUB)))
            continue
        text = _headed(one.wave, phase_sentence(findings, phase))
        written.append(Text(text) if phase.label else Gap(text))
    if any(one.found.phase.label for one in found):
        written.append(Text(
            "These shapes are names that practitioners gave. The cut-offs are conventions, no "
            "study stands behind them, and no shape is the goal."
        ))  # fmt: skip
    return written


def _one_hub(one: Judged, phase: StructuralPhase) -> bool:
    """Whether the rules see several hubs, although one person's leaving would part most pairs."""
    loss = one.found.table.set_index("term")["estimate"].to_dict()["max_pair_loss"]
    return phase.label == "multi_hub" and bool(loss >= phase.cutoffs.pair_loss)


def phase_sentence(findings: Findings, phase: StructuralPhase) -> str:
    """Say the shape; how often it stays without one person counts people, for the analyst only."""
    if findings.audience.exact or not phase.label:
        return phase.sentence
    from netweave.analytics.hubs.spoken import phase_sentence as said  # noqa: PLC0415

    return said(replace(phase, leave_one_out=math.nan), "")
