"""The minimal reporting standard of method.md 4.7, filled in from the findings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from netweave.compare.order import in_words
from netweave.report import instrument, numbers, sensitivity, shielded, unobserved
from netweave.report.answers import both_share, same_reporters
from netweave.report.chance import draws_in_words
from netweave.report.indices import conveners
from netweave.report.instrument import NONE
from netweave.report.page import Part, Section, Shown, Terms, Text
from netweave.report.tables import Table
from netweave.report.wording import (
    CAUTION,
    DASH,
    DIRECTION,
    GLOSSARY,
    HIDDEN,
    interval,
    joined,
    number,
    percent,
    plural,
    signed,
)

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.hubs import Hubs
    from netweave.report.structure import Alone
    from netweave.report.waves import Wave

BOTH_WAYS = (
    "left out of the headline; given with and without: the headline and turnover, size, density, "
    "reciprocity and reach, people without ties, pairs of organizations, E-I, what stays without "
    "the convener, centralization, clusters; members only: the change in other units, its "
    "sensitivity to threshold and reporters, people who joined or left, who answered, levels of "
    "ties"
)
SORTS = {"cross": "across", "same": "inside", "other": "unknown or changed", "all": "all"}


def section(findings: Findings, alone: list[Alone], hubs: list[Hubs], version: str) -> Section:
    """Write the table that an evaluation must print."""
    table = Table(
        "reporting_standard",
        "What every evaluation table must state",
        pd.DataFrame(rows(findings, alone, hubs, version), columns=["", "in this report"]),
    )
    parts: list[Part] = [Text(DIRECTION), Text(CAUTION), Shown(instrument.kinds(findings))]
    parts += instrument.levels(findings)
    return Section("method", "How this was measured", [*parts, Shown(table)])


def rows(
    findings: Findings, alone: list[Alone], hubs: list[Hubs], version: str, *, drawn: bool = True
) -> list[tuple[str, str]]:
    """Give every item that an evaluation must state; ``drawn`` if random networks were."""
    seeded = "clusters; random networks; layout of the maps" if drawn else "nothing was drawn"
    return [
        *instrument.rows(findings),
        *_people(findings),
        *_coverage(findings),
        *_results(findings, alone, hubs),
        ("Comparison group", "no: this is change, not effect"),
        ("Null models", _nulls(findings, drawn=drawn)),
        ("Seed", f"{findings.options.seed} ({seeded})"),
        ("Software", f"netweave {version}"),
        ("Warnings raised", joined(dict.fromkeys(one.code for one in findings.notices)) or "none"),
    ]  # fmt: skip


def _nulls(findings: Findings, *, drawn: bool) -> str:
    """Say which random networks were drawn, how many, and which expectations are exact."""
    exact = (
        "exact and not drawn: the expected share, that of the pairs observed, and the expected E-I "
        "index, that of labels permuted freely over the pairs observed"
    )
    nets = [wave.everybody for wave in findings.waves]
    if not (nets and drawn):
        return exact
    return (
        f"{draws_in_words(nets)} random networks with as many people and ties (indices, shape); as "
        "many in which everybody has as many ties, and permutations of the labels (clusters); "
        f"{exact}"
    )


def glossary() -> Section:
    """Write the words used in the report."""
    return Section(
        "glossary",
        "Words used here",
        [Terms(sorted(GLOSSARY, key=lambda entry: entry[0].casefold()))],
    )


def _people(findings: Findings) -> list[tuple[str, str]]:
    rows = []
    windows = [
        f"{label}: {_day(row['start'])} to before {_day(row['end'])}"
        for label, row in findings.net.waves.iterrows()
        if row["start"] == row["start"]
    ]
    rows.append(("Windows of the waves", "; ".join(windows) or _order(findings.net)))
    rows.append(("Boundary", "whoever is on the roster and eligible in the wave; nobody appears "
                 "through a tie"))  # fmt: skip
    sizes = [
        f"{wave.label or 'all records'}: {plural(wave.members.n, 'member')}"
        + (
            f" in {plural(len(wave.coverage.by_group), 'organization')}"
            if findings.has_groups
            else ""
        )
        + f", {wave.everybody.n - wave.members.n} of the convener"
        for wave in findings.waves
    ]
    rows.append(("People and organizations by wave", "; ".join(sizes) or
                 plural(findings.net.n, "person", "people")))  # fmt: skip
    if findings.change:
        people = findings.change.people.to_dict()
        rows.append((
            "Panel, joined, left",
            f"{people['P']} in both waves, {people['J']} joined, {people['L']} left",
        ))  # fmt: skip
    convener = BOTH_WAYS if findings.has_convener else "nobody is marked as convener"
    if shielded.team_of_two(findings):
        convener = f"left out of the headline and of every table. {shielded.LONE_TEAM}"
    return [*rows, ("Convener", convener)]


def _order(net: Network) -> str:
    """Say in which order waves without dates are taken."""
    said = in_words(net.waves, "as they were given")
    return f"no dates given. {said}" if len(net.waves) > 1 else "no dates given"


def _day(moment: object) -> str:
    return str(moment)[:10]


def _coverage(findings: Findings) -> list[tuple[str, str]]:
    said, seen, both = [], [], []
    for wave in findings.waves:
        label = f"{wave.label}: " if wave.label else ""
        said.append(f"{label}{shielded.rate(findings, wave.coverage.response)}")
        seen.append(f"{label}{shielded.rate(findings, wave.coverage.coverage)}")
        both.append(f"{label}{shielded.rate(findings, both_share(wave.coverage))}")
    joint = findings.change.passport.coverage if findings.change else math.nan
    ends = [] if math.isnan(joint) else [f"both waves: {shielded.rate(findings, joint)}"]
    return [
        ("Response", "; ".join(said) or DASH),
        ("Pairs observed by at least one side", "; ".join([*seen, *ends]) or DASH),
        ("Pairs in which both sides answered", "; ".join(both) or DASH),
        ("Confirmation of mutual ties", _confirmation(findings)),
    ]


def _confirmation(findings: Findings) -> str:
    """Give the share of ties that both sides reported, or why there is none."""
    if not findings.kind:
        return DASH
    if not findings.recorded and findings.net.kinds.loc[findings.kind, "reporter"] != "either":
        return "not defined: the question is one-sided, so a tie has one report"
    if findings.recorded:
        return "not defined: ties come from records, nobody was asked"
    return "; ".join(
        f"{wave.label}: {_confirmed(wave)}" if wave.label else _confirmed(wave)
        for wave in findings.waves
    ) or DASH  # fmt: skip


def _confirmed(wave: Wave) -> str:
    share = wave.coverage.confirmation
    return "not known: reports were not kept" if math.isnan(share) else percent(share)


def _results(findings: Findings, alone: list[Alone], hubs: list[Hubs]) -> list[tuple[str, str]]:
    change = findings.change
    rows = []
    if change is None:
        rows += [("Headline (P1)", findings.no_change or NONE), ("Turnover", NONE)]
    else:
        row, digits = change.table.iloc[0].to_dict(), 1 if findings.hides_across else 2
        value, low, high = shielded.with_ends(findings, row)
        headline = (
            change.undefined or findings.unsaid
            if change.reason or findings.remembered
            else f"{signed(value, digits)} ties across organizations per person (95% interval "
            f"{interval(low, high, digits)}; {row['method']})"
        )
        shares = "; ".join(
            f"{wave}: {shielded.share_of_ties(findings, float(one['share']), panel=True)} "
            f"beside {percent(one['expected'])} expected"
            for wave, one in change.shares.iterrows()
        )
        turned = change.turnover
        kept = "; ".join(
            f"{SORTS[str(key)]}: "
            + " / ".join(number(int(one[name])) for name in ("kept", "new", "lost", "never"))
            for key, one in turned.iterrows()
        )
        rows += [
            ("Headline (P1)", headline),
            ("Share of ties across, beside expected", shares),
            ("Pairs kept / new / lost / never tied", HIDDEN if findings.hides_across else kept),
        ]
    head = findings.audience.head_count
    rows.append(("Members without any tie, among the pairs observed", "; ".join(
        f"{one.wave.label or 'all records'}: {head(one.no_tie)} of {one.people}" for one in alone
    ) or DASH))  # fmt: skip
    rows.append(("Others reached within two steps, members only", "; ".join(
        f"{wave.label or 'all records'}: {_reach(findings, wave)}" for wave in findings.waves
    ) or DASH))  # fmt: skip
    rows.append((f"Pairs cut off without {conveners(findings)}", "; ".join(
        f"{one.wave.label or 'all records'}: "
        f"{shielded.hub_loss(findings, one.wave, one.loss('pair_loss'))} (one member at most: "
        f"{shielded.member_loss(findings, one.loss('pair_loss', 'most_harmful_member'))})"
        for one in hubs
    ) or DASH))  # fmt: skip
    return [*rows, *_sensitivity(findings)]


def _reach(findings: Findings, wave: Wave) -> str:
    from netweave.analytics.cohesion.reaching import reach  # noqa: PLC0415

    write = numbers.step_or_percent(findings)
    return "withheld (W03)" if wave.withheld else write(reach(wave.members))


def _sensitivity(findings: Findings) -> list[tuple[str, str]]:
    change = findings.change
    if change is None or change.reason:
        return []
    same = same_reporters(findings, change)
    answer = (
        f"over pairs whose same sides answered in both waves: {same}"
        if same
        else "the same people answered in both waves"
    )
    other = unobserved.for_standard(findings, change)
    return [
        ("Sensitivity to the threshold", sensitivity.in_words(findings)),
        ("Sensitivity to non-response", "; ".join(part for part in (answer, other) if part)),
    ]
