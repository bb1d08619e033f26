"""Organizations × organizations: counts of ties, banded so that no total gives one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import JOINED, SUPPRESSED, WITHHELD
from netweave.report.mixes import Mix
from netweave.report.page import Gap, Part, Picture, Section, Shown, Text
from netweave.report.tables import Table, digits, percents
from netweave.report.wording import DASH, plural

if TYPE_CHECKING:
    from netweave.report.findings import Findings

PUBLIC_WORDS = {"joined": "yes", "not joined": "no", str(JOINED): "yes"}


def mixes(findings: Findings) -> list[Mix]:
    """Count and band the ties between organizations, wave by wave."""
    return findings.mixes


def section(findings: Findings, found: list[Mix], pictures: list[Picture]) -> Section:
    """Write the section on ties between organizations."""
    title = "Ties between organizations"
    if not found:
        why = "nobody's organization is known" if findings.kind else "there are no ties to count"
        text = f"Which organizations are joined cannot be said: {why}."
        return Section("organizations", title, [Gap(text), *pictures])
    if found[-1].possible == 0:
        text = "There is only one organization, so no pair of organizations can be joined."
        return Section("organizations", title, [Gap(text), *pictures])
    parts: list[Part] = [Text(_lead(findings, found)), *_merged(findings), Shown(counts(found))]
    parts.append(Shown(matrix(findings, found)))
    parts += [Gap(text) for text in _hidden(findings, found)]
    if findings.audience.exact:
        parts.append(Shown(exact(found)))
    return Section("organizations", title, [*parts, *pictures])


def _lead(findings: Findings, found: list[Mix]) -> str:
    how = {
        "analyst": "Counts are exact.",
        "network": "Counts are shown in bands (0, 1, 2–4, 5 or more), so that they do not point at "
        "single people.",
        "public": "Shown is only whether two organizations are joined by at least one tie.",
    }[findings.audience.name]
    convener = (
        f" The row “{found[-1].convener}” is the convening team: with it the table shows the "
        "network as it is, without it members only."
        if found[-1].convener
        else ""
    )
    nothing = "“No”" if findings.audience.name == "public" else "0"
    seen = (
        ""
        if all(mix.wave.complete for mix in found)
        else f" {nothing} means that there is no tie among the pairs observed."
    )
    named = (
        ""
        if findings.group == "organization"
        else f" “Organization” stands here for the column “{findings.group}”."
    )
    return (
        "How many pairs of people of two organizations are tied; on the diagonal, pairs inside an "
        f"organization. {findings.tied_if} {how}{seen}{convener}{named}"
    )


def _merged(findings: Findings) -> list[Part]:
    merged = findings.merged_groups
    if not merged:
        return []
    label = findings.shown_groups[merged[0]]
    return [Text(
        f"{plural(len(merged), 'organization')} with too few respondents to be shown alone, or "
        f"needed to keep these from being found out, are shown together as “{label}”."
    )]  # fmt: skip


def counts(found: list[Mix]) -> Table:
    """Lay out how many pairs of organizations are joined, with and without the conveners' row."""
    rows = []
    for mix in found:
        rows.append([
            mix.wave.label or "all records", mix.possible,
            mix.joined if mix.countable else SUPPRESSED,
            *([mix.robust, mix.single] if mix.threads_shown else [SUPPRESSED] * 2),
            *_convened(mix),
        ])  # fmt: skip
    columns = ["wave", "pairs of organizations", "joined", "… by two people or more on each side",
               "… hanging on one person", "organizations tied to the convener",
               "joined, with the convener"]  # fmt: skip
    unused = [] if any(mix.convener for mix in found) else columns[-2:]
    return Table(
        "organization_pairs",
        "Pairs of member organizations joined by at least one tie",
        pd.DataFrame(rows, columns=columns).drop(columns=unused),
        note="A pair hangs on one person if one departure ends all its ties."
        + (
            ""
            if unused
            else " With the convener: the convening team counted as one organization more."
        ),
    )


def _convened(mix: Mix) -> tuple[str, str]:
    """Say how many organizations are tied to the conveners, and how many pairs are with them."""
    if not mix.convener:
        return DASH, DASH
    a, b = mix.table["organization_a"], mix.table["organization_b"]
    row = mix.table[((a == mix.convener) | (b == mix.convener)) & (a != b)]
    shown = [mix.bands[place] for place in row.index]
    if WITHHELD in shown:
        return SUPPRESSED, SUPPRESSED
    tied = int((row["ties"] > 0).sum())
    both = f"{mix.joined + tied} of {mix.possible + len(row)}" if mix.countable else SUPPRESSED
    return f"{tied} of {len(row)}", both


def matrix(findings: Findings, found: list[Mix]) -> Table:
    """Lay out organizations × organizations; with two waves or more a cell reads first → last."""
    shown = [found[0], found[-1]] if len(found) > 1 else found
    names = sorted({name for mix in found for name in mix.table["organization_a"]}
                   | {name for mix in found for name in mix.table["organization_b"]},
                   key=lambda name: (name == found[-1].convener, name.casefold()))  # fmt: skip
    rows = []
    for place, one in enumerate(names, 1):
        cells = [_cell(findings, shown, one, other) for other in names]
        rows.append([f"{place}  {one}", *cells])
    reading = (
        f"{shown[0].wave.label} → {shown[-1].wave.label}" if len(shown) > 1 else shown[0].wave.label
    )
    ending = f", {reading}" if reading else ""
    return Table(
        "organizations",
        f"Tied pairs of people between organizations{ending}",
        pd.DataFrame(rows, columns=["", *(str(place) for place in range(1, len(names) + 1))]),
        note="The columns bear the numbers of the rows. A dash: the organization was not there in "
        "that wave.",
        banded=True,
    )


def _cell(findings: Findings, shown: list[Mix], one: str, other: str) -> str:
    texts = []
    for mix in shown:
        band = mix.cell(one, other)
        text = DASH if band is None else str(band)
        text = PUBLIC_WORDS.get(text, text) if findings.audience.name == "public" else text
        texts.append("hidden" if text == SUPPRESSED else text)
    return " → ".join(texts)


def _hidden(findings: Findings, found: list[Mix]) -> list[str]:
    texts = []
    bands = [band for mix in found for band in mix.bands]
    if not findings.audience.exact and (WITHHELD in bands or JOINED in bands):
        texts.append(
            "Some cells say “1+” or “hidden”: with the totals printed elsewhere in this report, "
            "their band would have given the count away."
        )
    if any(mix.wave.has_convener and not mix.convener for mix in found):
        texts.append(
            "The convening team has fewer than three people and is not shown as a row of its own; "
            "the table is that of members only."
        )
    return texts


def exact(found: list[Mix]) -> Table:
    """List every pair with its exact count, density and support, for the analyst."""
    tables = []
    for mix in found:
        table = mix.table.copy()
        table.insert(2, "wave", mix.wave.label)
        tables.append(table)
    everything = pd.concat(tables, ignore_index=True)
    everything.columns = pd.Index([
        "organization", "and", "wave", "people", "and people", "tied pairs", "pairs", "density",
        "support",
    ])  # fmt: skip
    return Table(
        "organization_pairs_exact",
        "Every pair of organizations: tied pairs of people, density and support",
        everything,
        formats={**percents("density"), **digits(0, "support")},
        note="Support: the fewest people whose departure ends all ties between the two.",
        files_only=True,
    )
