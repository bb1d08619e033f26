"""Organizations × organizations: counts of ties, banded so that no total gives one back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import JOINED, SUPPRESSED, WITHHELD, Band
from netweave.report.page import Gap, Part, Picture, Section, Shown, Text
from netweave.report.tables import Table, digits, percents
from netweave.report.wording import DASH, plural

if TYPE_CHECKING:
    from netweave.report.findings import Findings, Wave

PUBLIC_WORDS = {"joined": "yes", "not joined": "no", str(JOINED): "yes"}


@dataclass(frozen=True)
class Mix:
    """The ties between each two organizations in one wave, as they may be shown.

    Parameters
    ----------
    wave : Wave
        The wave.
    table : DataFrame
        ``nw.mixing`` on the shown names.
    bands : list of Band
        What is shown in place of each count, in the order of the table.
    convener : str
        The shown name of the conveners; "" where nobody is marked or they are too few to show.
    """

    wave: Wave
    table: pd.DataFrame
    bands: list[Band]
    convener: str

    @cached_property
    def members(self) -> pd.Series:
        """Which rows are pairs of two different member organizations."""
        a, b = self.table["organization_a"], self.table["organization_b"]
        return (a != b) & (a != self.convener) & (b != self.convener)

    @property
    def possible(self) -> int:
        """How many pairs of member organizations there are."""
        return int(self.members.sum())

    @property
    def joined(self) -> int:
        """How many of them are joined by at least one tie."""
        return int((self.members & (self.table["ties"] > 0)).sum())

    @property
    def single(self) -> int:
        """How many of the joined pairs hang on one person."""
        return int((self.members & (self.table["support"] == 1)).sum())

    @property
    def robust(self) -> int:
        """How many pairs stay joined whoever of them leaves."""
        return int((self.members & (self.table["support"] >= 2)).sum())

    @property
    def countable(self) -> bool:
        """Whether the number of joined pairs may be shown beside the bands."""
        return WITHHELD not in [
            band for band, inside in zip(self.bands, self.members, strict=True) if inside
        ]

    @property
    def threads_shown(self) -> bool:
        """Whether it may be said how many pairs hang on one person.

        Where a shown band begins at 1, that number says how many of its cells are 2 or more.
        """
        return self.countable and all(band.exact or band.lowest > 1 for band in self.bands)

    def cell(self, one: str, other: str) -> Band | None:
        """Give what is shown for two organizations; None where one was not there."""
        a, b = sorted((one, other))
        return self._cells.get((a, b))

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Band]:
        names = zip(self.table["organization_a"], self.table["organization_b"], strict=True)
        return {
            (min(a, b), max(a, b)): band for (a, b), band in zip(names, self.bands, strict=True)
        }


def mixes(findings: Findings) -> list[Mix]:
    """Count and band the ties between organizations, wave by wave."""
    if not findings.has_groups:
        return []
    return [_mix(findings, wave) for wave in findings.waves]


def _mix(findings: Findings, wave: Wave) -> Mix:
    from netweave.analytics.bridging import mixing  # noqa: PLC0415

    net = findings.shown(wave)
    convener = findings.convener_label if wave.has_convener else ""
    few = wave.has_convener and not findings.audience.exact and int(net.convener.sum()) < 3
    table = mixing(net.without("convener") if few else net, group=findings.group)
    convener = "" if few else convener
    return Mix(wave, table, _bands(findings, table, convener), convener)


def _bands(findings: Findings, table: pd.DataFrame, convener: str) -> list[Band]:
    """Band three sets of cells of which the report prints the sum: across, inside, convener."""
    a, b = table["organization_a"], table["organization_b"]
    of_convener = (a == convener) | (b == convener)
    sets = {"across": (a != b) & ~of_convener, "inside": (a == b) & ~of_convener,
            "convener": of_convener}  # fmt: skip
    bands: dict[int, Band] = {}
    for chosen in sets.values():
        rows = table[chosen]
        counts, most = [int(n) for n in rows["ties"]], [float(n) for n in rows["pairs"]]
        bands |= dict(zip(rows.index, findings.audience.bands_of(counts, most), strict=True))
    return [bands[row] for row in table.index]


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
    named = (
        ""
        if findings.group == "organization"
        else f" “Organization” stands here for the column “{findings.group}”."
    )
    return (
        "How many pairs of people of two organizations are tied; on the diagonal, pairs inside an "
        f"organization. {findings.tied_if} {how}{convener}{named}"
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
            _convened(mix),
        ])  # fmt: skip
    columns = ["wave", "pairs of organizations", "joined", "… by two people or more on each side",
               "… hanging on one person", "organizations tied to the convener"]  # fmt: skip
    unused = [] if any(mix.convener for mix in found) else [columns[-1]]
    return Table(
        "organization_pairs",
        "Pairs of member organizations joined by at least one tie",
        pd.DataFrame(rows, columns=columns).drop(columns=unused),
        note="A pair hangs on one person if one departure ends all its ties.",
    )


def _convened(mix: Mix) -> str:
    if not mix.convener:
        return DASH
    a, b = mix.table["organization_a"], mix.table["organization_b"]
    row = mix.table[((a == mix.convener) | (b == mix.convener)) & (a != b)]
    shown = [mix.bands[place] for place in row.index]
    if WITHHELD in shown:
        return SUPPRESSED
    return f"{int((row['ties'] > 0).sum())} of {len(row)}"


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
