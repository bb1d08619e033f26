"""The section on hubs: what hangs on the convener, and how far single people stand out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.report import numbers
from netweave.report.page import Gap, Heading, Part, Section, Shown, Text
from netweave.report.tables import Table, percents
from netweave.report.wording import percent, reason

if TYPE_CHECKING:
    from netweave.analytics.hubs import HubDependence
    from netweave.report.findings import Findings, Wave

LOSSES = {
    "pair_loss": "Pairs cut off: of the pairs that can reach each other, the share that no longer "
    "could",
    "geodesic_share": "Shortest paths through: the share of shortest routes that lead through",
    "open_two_path_share": "Brokered: of all chains of two ties between people not tied, the share "
    "with this in the middle",
    "sole_common_neighbour_share": "Sole common contact: of the pairs not tied who share this "
    "contact, the share who share no other",
    "efficiency_loss": "Reach lost, longer detours included",
}


REMAINING = {
    "density": "Share of pairs tied",
    "ties": "Tied pairs",
    "cross_share": "Share of ties across organizations",
    "isolates": "People without any tie",
}


@dataclass(frozen=True)
class Hubs:
    """What the members would lose without the conveners, in one wave."""

    wave: Wave
    found: HubDependence

    @cached_property
    def losses(self) -> pd.DataFrame:
        """The table of losses by term."""
        return self.found.table.set_index("term")

    def loss(self, term: str, column: str = "estimate") -> float:
        """Give one loss."""
        return float(self.losses[column].to_dict()[term])

    @property
    def reason(self) -> str:
        """Why the losses are undefined; "" if they are defined."""
        code = self.losses["reason"].to_dict()["pair_loss"]
        return code if isinstance(code, str) else ""

    @property
    def reach(self) -> tuple[float, float]:
        """Share of member pairs that can reach each other, with the conveners and without."""
        from netweave.analytics.cohesion import connectedness  # noqa: PLC0415

        n = self.wave.members.n
        reached = float(self.losses["n"].to_dict()["pair_loss"])
        with_them = reached / (n * (n - 1) / 2) if n > 1 else math.nan
        return with_them, connectedness(self.wave.members)


def find(findings: Findings) -> list[Hubs]:
    """Compute what hangs on the conveners, in the waves where path measures stand."""
    from netweave.analytics.hubs import hub_dependence  # noqa: PLC0415

    return [
        Hubs(wave, hub_dependence(wave.everybody)) for wave in findings.waves if not wave.withheld
    ]


def section(findings: Findings, found: list[Hubs]) -> Section:
    """Write the section on hubs: dependence on the convener, and centralization."""
    parts: list[Part] = [*_dependence(findings, found), Heading("How far single people stand out")]
    parts.append(Shown(numbers.wave_table(
        findings, "centralization", "Centralization: 1 for a star, 0 if everybody is alike",
        numbers.centralization_rows(),
        "It moves with size and number of ties, so it is no verdict by itself and is not compared "
        "between networks of different size.",
    )))  # fmt: skip
    return Section("hubs", "Hubs", parts)


def _dependence(findings: Findings, found: list[Hubs]) -> list[Part]:
    if not findings.has_convener:
        return [Gap(
            "What hangs on the convener cannot be said: nobody is marked as convener. Name the "
            "column with convener = “…” under [people]."
        )]  # fmt: skip
    parts: list[Part] = []
    withheld = [wave.label for wave in findings.waves if wave.withheld]
    if withheld:
        parts.append(Gap(f"What hangs on the convener: {numbers.withheld_words(withheld)}"))
    for one in found:
        label = f"{one.wave.label}: " if one.wave.label else ""
        if one.reason:
            why = f"{label}what hangs on the convener cannot be said: {reason(one.reason)}."
            parts.append(Gap(why))
        else:
            parts.append(Text(f"{label}{one.found.sentence}"))
    defined = [one for one in found if not one.reason]
    if defined:
        parts += [Shown(losses(defined)), Shown(remaining(findings, defined))]
    return parts


def losses(found: list[Hubs]) -> Table:
    """Lay out the losses without the conveners beside those without one member."""
    kinds = {
        "estimate": "without the convener",
        "average_single_removal": "without one member, on average",
        "most_harmful_member": "without the member who costs most",
    }
    columns: dict[str, list[object]] = {"what is lost": list(LOSSES.values())}
    for one in found:
        for column, words in kinds.items():
            heading = f"{one.wave.label}: {words}" if one.wave.label else words
            columns[heading] = [one.loss(term, column) for term in LOSSES]
    return Table(
        "hub_dependence",
        "What the members would lose on the map without the convener, beside the loss without any "
        "one member",
        pd.DataFrame(columns),
        formats=percents(*list(columns)[1:]),
        note="Pairs are pairs of members. Taking anybody out costs something, so the convener's "
        "number is read beside the other two. A dash: undefined.",
    )


def remaining(findings: Findings, found: list[Hubs]) -> Table:
    """Lay out what stays without the conveners."""
    columns: dict[str, list[object]] = {"": list(REMAINING.values())}
    for one in found:
        pairs = {"with_hubs": one.wave.everybody.n, "without_hubs": one.wave.members.n}
        for side, words in (("with_hubs", "with the convener"), ("without_hubs", "without")):
            heading = f"{one.wave.label}: {words}" if one.wave.label else words
            values = one.found.remaining[side].to_dict()
            n = pairs[side]
            crossing = SUPPRESSED if findings.hides_totals else values["cross_share"]
            alone = values["isolates"] if findings.audience.exact else SUPPRESSED
            columns[heading] = [
                numbers.density_writer(findings)((values["density"], n * (n - 1) // 2)),
                numbers.ties_writer(findings)(values["ties"]),
                crossing if crossing == SUPPRESSED else percent(crossing),
                alone,
            ]
    frame = pd.DataFrame(columns)
    kept = frame[(frame.iloc[:, 1:] != SUPPRESSED).any(axis=1)]
    return Table("hub_remaining", "What stays without the convener", kept.reset_index(drop=True))
