"""The scorecard: what networks of this kind aim at, and the number that speaks to it, if any.

Nothing is computed here that does not stand elsewhere on the page, and nothing is graded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.compare.wording import TERMS_IN_WORDS
from netweave.report import beside, events, numbers, shielded
from netweave.report.indices import conveners
from netweave.report.page import Gap, Heading, Items, Part, Section, Shown, Text
from netweave.report.tables import Table
from netweave.report.wording import DASH, interval, number, percent, signed

if TYPE_CHECKING:
    from netweave.report.findings import Findings
    from netweave.report.hubs import Hubs
    from netweave.report.mixes import Mix
    from netweave.report.structure import Alone
    from netweave.report.waves import Wave

TITLE = "Scorecard"
LEAD = (
    "Evaluations of networks ask three things: who is connected, how healthy the network is, and "
    "what comes of it. Records of ties can answer the first, part of the second, and none of the "
    "third. There is no overall grade and no traffic light: each number has its own yardstick, "
    "named beside it, and more is not always better."
)
RESULTS = (
    "Whether anybody teaches, learns or works differently is not in these records. Ask it in other "
    "ways: of the people served, in products used, in decisions taken."
)
NOT_HERE = (
    "Trust, and whether people feel that they belong: needs a question of its own.",
    "How people see the network and their place in it: needs statements to agree or disagree with.",
    "Whether the people reached are those whom the network is for: needs to be compared with a "
    "list of whom it is for.",
)
NO_QUESTION = "nobody was asked who knew whom at the start"
NO_CONTEXT = "where ties began was not asked, or is known of too few"
LEAST_TO_TELL = "hidden: too few to say it without speaking of single ones"


@dataclass(frozen=True)
class Line:
    """One row: what is counted, what for, its values, what to read it beside, and where it stands.

    Parameters
    ----------
    counted : str
        What is counted, with its unit.
    aim : str
        What networks want that it speaks to.
    first, last : str
        Its values in the first and the last wave; the last may be the only one.
    beside : str
        The yardstick, or why there is no value.
    section : str
        The title of the section that says more.
    """

    counted: str
    aim: str
    first: str
    last: str
    beside: str
    section: str


def section(
    findings: Findings, mixes: Sequence[Mix], hubs: Sequence[Hubs], alone: Sequence[Alone]
) -> Section:
    """Write the scorecard of the waves that can be described."""
    parts: list[Part] = [Text(LEAD)]
    if not findings.waves:
        parts.append(Gap("Who is connected cannot be said: these records hold only opportunity."))
    else:
        lines = [
            *_across(findings), *_pairs(mixes), *_strangers(findings), _reach(findings),
            _isolates(findings, alone), *_hubs(findings, hubs),
        ]  # fmt: skip
        parts += [Heading("Connectivity"), Shown(_table(findings, "connectivity", lines))]
    health = [*([_both_ways(findings)] if findings.waves else []), *_kept(findings)]
    parts.append(Heading("Health"))
    if health:
        parts.append(Shown(_table(findings, "health", health)))
    if occasions := events.for_scorecard(findings):
        parts.append(Shown(_occasions(occasions)))
    parts += [Text("Not measured here:"), Items(NOT_HERE), Heading("Results"), Text(RESULTS)]
    return Section("scorecard", TITLE, parts)


def _table(findings: Findings, name: str, lines: Sequence[Line]) -> Table:
    """Lay lines out, with one column of values per wave compared."""
    waves = _ends(findings)
    rows: list[list[object]] = []
    for line in lines:
        values = [line.first, line.last] if len(waves) > 1 else [line.last]
        rows.append([line.counted, line.aim, *values, line.beside, line.section])
    labels = [wave.label or "value" for wave in waves] or ["value"]
    columns = ["what is counted", "what networks aim at", *labels, "read it beside", "section"]
    captions = {
        "connectivity": "Connectivity: who is tied to whom, members only",
        "health": "Health: how the network works",
    }
    return Table(
        f"scorecard_{name}",
        captions[name],
        pd.DataFrame(rows, columns=columns),
        note="A dash: not defined, not asked, or not of that wave; the column beside says why.",
    )


def _ends(findings: Findings) -> list[Wave]:
    """Give the waves whose values stand side by side; the last where the first is remembered."""
    waves = list(findings.waves)
    return waves[-1:] if findings.remembered else [*waves[:1], *waves[1:][-1:]]


def _both(findings: Findings, write: Callable[[Wave], str]) -> tuple[str, str]:
    """Write a value of the first and the last wave."""
    waves = _ends(findings)
    return write(waves[0]), write(waves[-1])


def _across(findings: Findings) -> list[Line]:
    """Give ties outside the own organization, and the share of ties that cross."""
    change, aim = findings.told, "A bigger community to turn to"
    if change is None or change.reason:
        why = change.undefined if change is not None else findings.unsaid
        return [Line("Ties outside the own organization, per member", aim, DASH, DASH, why,
                     "Before and after")]  # fmt: skip
    terms = change.table.set_index("term").to_dict("index")
    places = 1 if findings.hides_across else 2
    first, last = (
        number(shielded.average(findings, float(terms[f"cross_ties_{end}"]["estimate"])), places)
        for end in ("before", "after")
    )
    row = {str(name): fact for name, fact in terms["P1"].items()}
    value, low, high = shielded.with_ends(findings, row)
    told = f"change {signed(value, places)}"
    told += f", 95% interval {interval(low, high, places)}" if change.widest else ", no interval"
    before, after = (
        shielded.share_of_ties(findings, float(share), panel=True)
        for share in change.shares["share"]
    )
    expected = " and ".join(dict.fromkeys(percent(one) for one in change.shares["expected"]))
    return [
        Line("Ties outside the own organization, per member", aim, first, last, told,
             "Before and after"),
        Line("Share of ties that cross organizations", "Learning across differences", before, after,
             f"{expected} if ties ignored organization", "Before and after"),
    ]  # fmt: skip


def _pairs(mixes: Sequence[Mix]) -> list[Line]:
    """Give the pairs of organizations that are joined, newly joined and firmly joined."""
    if not mixes or not mixes[-1].possible:
        return []
    first, last, where = mixes[0], mixes[-1], "Ties between organizations"

    def count(mix: Mix, *, firm: bool) -> str:
        shown = mix.threads_shown if firm else mix.countable
        return number(mix.robust if firm else mix.joined) if shown else SUPPRESSED

    lines = [
        Line("Pairs of organizations joined by a tie", "Sharing knowledge across organizations",
             count(first, firm=False), count(last, firm=False),
             f"{last.possible:,} pairs of organizations", where),
        Line("… by two people or more on each side", "Ties that last when somebody leaves",
             count(first, firm=True), count(last, firm=True),
             "the pairs joined, in the row above", where),
    ]  # fmt: skip
    if first is not last and first.countable and last.countable:
        new, before = newly_joined(first, last)
        lines.append(Line("Pairs of organizations newly joined", "Organizations that had not "
                          "worked together", DASH, number(new),
                          f"{before:,} pairs not joined before", where))  # fmt: skip
    return lines


def newly_joined(first: Mix, last: Mix) -> tuple[int, int]:
    """Count the pairs of organizations joined last and not first, and those not joined first."""

    def joined(mix: Mix) -> dict[tuple[str, str], bool]:
        rows = mix.table[mix.members]
        pairs = zip(rows["organization_a"], rows["organization_b"], strict=True)
        return dict(zip(pairs, rows["ties"] > 0, strict=True))

    before, after = joined(first), joined(last)
    open_ = [pair for pair, tied in before.items() if not tied]
    return sum(bool(after.get(pair)) for pair in open_), len(open_)


def _strangers(findings: Findings) -> list[Line]:
    """Give the strangers who are tied now, if people were asked whom they knew."""
    change = findings.told
    if change is None or change.reason:
        return []
    words, aim = "Strangers at the start who have a tie now", "Getting to know people"
    value, why = DASH, NO_QUESTION
    if findings.hides_across:
        value, why = SUPPRESSED, LEAST_TO_TELL
    elif len(change.strangers):
        value, why = _secondary(findings, "strangers_tied")
    return [Line(words, aim, DASH, value, why, "Before and after")]


def _secondary(findings: Findings, term: str) -> tuple[str, str]:
    """Give one of the other findings as its table shows it, with the number it is taken of."""
    change = findings.told
    if change is None or findings.hides_across:
        return SUPPRESSED, LEAST_TO_TELL
    table = beside.secondary(findings, change)
    rows = {str(row[0]): row for row in table.rows}
    row = rows.get(TERMS_IN_WORDS[term])
    if row is None:
        return DASH, NO_CONTEXT if term == "outside_convenings" else "not defined"
    return row[1], f"of {row[-1]}"


def _reach(findings: Findings) -> Line:
    """Give how many others are reached in two steps."""
    from netweave.analytics.cohesion.reaching import reach  # noqa: PLC0415

    write = numbers.step_or_percent(findings)

    def value(wave: Wave) -> str:
        if findings.audience.hides(wave.members.n):
            return SUPPRESSED
        return numbers.WITHHELD if wave.withheld else write(reach(wave.members))

    values = _both(findings, value)
    return Line("Share of the other members reached in two steps", "Somebody who knows somebody",
                *values, "100%: everybody reaches everybody", "The network as a whole")  # fmt: skip


def _isolates(findings: Findings, alone: Sequence[Alone]) -> Line:
    """Give the members without ties."""
    found = {one.wave.label: one for one in alone}
    head = findings.audience.head_count
    values = _both(findings, lambda wave: head(found[wave.label].no_tie))
    sizes = _both(findings, lambda wave: f"{found[wave.label].people:,}")
    people = " and ".join(dict.fromkeys(sizes))
    return Line("Members without a tie to any member", "Reducing isolation", *values,
                f"{people} members asked", "The network as a whole")  # fmt: skip


def _hubs(findings: Findings, hubs: Sequence[Hubs]) -> list[Line]:
    """Give what hangs on the conveners."""
    aim, where = "One of many nodes, not the central hub", "Hub or node"
    if not findings.has_convener:
        return [Line("Member pairs cut off without the convener", aim, DASH, DASH,
                     "nobody is marked as convener", where)]  # fmt: skip
    found = {one.wave.label: one for one in hubs if not one.reason}

    def value(wave: Wave, term: str, *, member: bool = False) -> str:
        one = found.get(wave.label)
        if one is None:
            return numbers.WITHHELD if wave.withheld else DASH
        if member:
            return shielded.member_loss(findings, one.loss(term, "most_harmful_member"))
        return shielded.hub_loss(findings, wave, one.loss(term), term=term)

    last = _ends(findings)[-1]
    return [
        Line(f"Member pairs cut off without {conveners(findings)}", aim,
             *_both(findings, lambda wave: value(wave, "pair_loss")),
             f"{value(last, 'pair_loss', member=True)} without one member, at most", where),
        Line(f"Shortest routes through {conveners(findings)}", aim,
             *_both(findings, lambda wave: value(wave, "geodesic_share")),
             "whoever convenes is meant to be in the middle", where),
    ]  # fmt: skip


def _both_ways(findings: Findings) -> Line:
    """Give the share of ties that go both ways."""
    from netweave.analytics.cohesion.returned import reciprocity  # noqa: PLC0415

    def value(wave: Wave) -> str:
        if findings.audience.hides(wave.members.n):
            return SUPPRESSED
        return shielded.share_of_ties(findings, reciprocity(wave.members))

    values = _both(findings, value)
    why = "100%: both say that they learned from each other"
    if set(values) == {DASH}:
        why = "the question does not say who learned from whom"
    return Line("Share of ties that go both ways", "Both learning and sharing", *values, why,
                "The network as a whole")  # fmt: skip


def _kept(findings: Findings) -> list[Line]:
    """Give what became of ties: lasting, deeper, begun outside sessions."""
    change, where = findings.told, "Before and after"
    if change is None:
        return []
    row = change.turnover.loc["all"].to_dict()
    persisted = float(row["persistence_rate"])
    lasting = SUPPRESSED if findings.hides_across else percent(persisted)
    lines = [Line("Share of the earlier ties that lasted", "Relationships as the bedrock", DASH,
                  lasting, "not every tie is meant to last", where)]  # fmt: skip
    if change.reason or math.isnan(persisted):
        return lines
    if len(change.levels):
        for term, words in (("level_up", "rose"), ("level_down", "fell")):
            value, of = _secondary(findings, term)
            lines.append(Line(f"Share of kept ties whose level {words}", "Depth, where it is "
                              "needed", DASH, value, f"{of} kept ties", where))  # fmt: skip
    value, of = _secondary(findings, "outside_convenings")
    lines.append(Line("Share of new ties begun outside sessions", "More than convenings", DASH,
                      value, of, where))  # fmt: skip
    return lines


def _occasions(lines: Sequence[tuple[str, str, str, str]]) -> Table:
    """Lay out who could have met, who presented, and what was made together, over all waves."""
    columns = ["what is counted", "what networks aim at", "all waves together", "read it beside"]
    return Table(
        "scorecard_occasions",
        "Health: occasions to meet, and things made together",
        pd.DataFrame(list(lines), columns=columns),
        note="Being at one session is the opportunity for a tie and is no tie.",
    )
