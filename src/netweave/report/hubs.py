"""The section on hubs: what hangs on the convener, and how far single people stand out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from netweave._kernels import holes
from netweave.audience import SUPPRESSED, fives
from netweave.report import indices, numbers, shielded
from netweave.report.page import Gap, Part, Section, Shown, Text
from netweave.report.tables import Format, Table, digits, percents
from netweave.report.wording import joined, reason

if TYPE_CHECKING:
    from netweave.analytics.hubs.dependence import HubDependence
    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.indices import Judged
    from netweave.report.waves import Wave

TITLE = "Hub or node: does everything run through the convener?"
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
    "density": "Share of observed pairs tied",
    "ties": "Tied pairs",
    "cross_share": "Share of ties across organizations",
    "isolates": "People without any tie",
}


SOLE = "sole_common_neighbour_share"
# Fewer open pairs than this make a share of them a matter of one or two (a heuristic).
LEAST_OPEN_PAIRS = 10
SINGLES = ("average_single_removal", "most_harmful_member")
AMONG_OBSERVED = ("NO_TIES", "NO_PAIRS", "NO_OPEN_PAIRS")


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
        """Give one loss; sole contacts of single members only over enough open pairs."""
        if term == SOLE and column in SINGLES:
            return self.sole[SINGLES.index(column)]
        return float(self.losses[column].to_dict()[term])

    @cached_property
    def sole(self) -> tuple[float, float]:
        """Mean and greatest share of sole contacts over members with enough open pairs."""
        net = self.wave.everybody
        matrix = net.structure()
        pairs = holes.open_pairs(matrix)
        enough = ~net.convener.to_numpy(dtype=bool) & (pairs >= LEAST_OPEN_PAIRS)
        if not enough.any():
            return math.nan, math.nan
        shares = holes.sole_middles(matrix)[enough] / pairs[enough]
        return float(shares.mean()), float(shares.max())

    @property
    def reason(self) -> str:
        """Why the losses are undefined; "" if they are defined."""
        return self.code("pair_loss")

    def code(self, term: str) -> str:
        """Give the code of the reason why a loss is undefined; "" if it is defined."""
        code = self.losses["reason"].to_dict()[term]
        return code if isinstance(code, str) else ""

    @property
    def why(self) -> str:
        """The same in words that do not take a pair nobody reported on for one without a tie."""
        seen = self.wave.complete or self.reason not in AMONG_OBSERVED
        return reason(self.reason) + ("" if seen else " among the pairs observed")

    @property
    def reach(self) -> tuple[float, float]:
        """Share of member pairs that can reach each other, with the conveners and without."""
        from netweave.analytics.cohesion.pieces import connectedness  # noqa: PLC0415

        n = self.wave.members.n
        reached = float(self.losses["n"].to_dict()["pair_loss"])
        with_them = reached / (n * (n - 1) / 2) if n > 1 else math.nan
        return with_them, connectedness(self.wave.members)


def find(findings: Findings) -> list[Hubs]:
    """Compute what hangs on the conveners, in the waves where path measures stand."""
    from netweave.analytics.hubs.dependence import hub_dependence  # noqa: PLC0415

    return [
        Hubs(wave, hub_dependence(wave.everybody)) for wave in findings.waves if not wave.withheld
    ]


def section(findings: Findings, found: list[Hubs], judged: list[Judged]) -> Section:
    """Write the section on hubs: dependence on the convener, and the indices of the whole."""
    return Section("hubs", TITLE, [*_dependence(findings, found), *indices.parts(findings, judged)])


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
            why = f"{label}what hangs on the convener cannot be said: {one.why}."
            parts.append(Gap(why))
        else:
            parts.append(Text(f"{label}{_sentence(findings, one)}"))
    defined = [one for one in found if not one.reason]
    if defined:
        left = remaining(findings, defined)
        kept = Shown(left) if len(left.frame) else Gap(f"{left.caption} is hidden. {left.note}")
        parts += [Shown(losses(findings, defined)), kept]
    return parts


def _sentence(findings: Findings, one: Hubs) -> str:
    """Say what hangs on the conveners; in steps above the analyst."""
    if findings.audience.exact:
        return one.found.sentence
    cut = shielded.hub_loss(findings, one.wave, one.loss("pair_loss"))
    if cut == SUPPRESSED:
        return "what hangs on the convener is hidden: there are too few members."
    return (
        f"Of the pairs of members that can reach each other, {cut} could not without "
        f"{indices.conveners(findings)}."
    )


def _loss(findings: Findings, one: Hubs, term: str, column: str) -> object:
    """Give one cell of the losses: a number for the analyst, words in steps for others."""
    share = one.loss(term, column)
    if findings.audience.exact:
        return share
    if column == SINGLES[1]:
        return shielded.member_loss(findings, share)
    return shielded.hub_loss(findings, one.wave, share, term=term)


def losses(findings: Findings, found: list[Hubs]) -> Table:
    """Lay out the losses without the conveners beside those without one member."""
    kinds = {
        "estimate": f"without {indices.conveners(findings)}",
        "average_single_removal": "without one member, on average",
        "most_harmful_member": "without the member who costs most",
    }
    if findings.audience.exact:
        kinds["n"] = "n"
    columns: dict[str, list[object]] = {"what is lost": list(LOSSES.values())}
    formats: dict[str, Format] = {}
    reasons: dict[tuple[int, str], str] = {}
    for one in found:
        for column, words in kinds.items():
            heading = f"{one.wave.label}: {words}" if one.wave.label else words
            columns[heading] = [_loss(findings, one, term, column) for term in LOSSES]
            formats |= digits(0, heading) if column == "n" else percents(heading)
            reasons |= {(place, heading): one.code(term) for place, term in enumerate(LOSSES)}
    return Table(
        "hub_dependence",
        f"What the members would lose on the map without {indices.conveners(findings)}, beside "
        "the loss without any one member",
        pd.DataFrame(columns),
        formats=formats,
        note=_what_pairs(findings, found),
        reasons=reasons,
    )


def _what_pairs(findings: Findings, found: list[Hubs]) -> str:
    """Say over which pairs the losses go, and how many there are."""
    sizes = joined(
        f"{one.wave.members.n * (one.wave.members.n - 1) // 2:,}"
        + (f" at {one.wave.label}" if one.wave.label else "")
        for one in found
    )
    counted = (
        "n counts the pairs (or chains of two ties) that the convener's share is taken of."
        if findings.audience.exact
        else "How many of them can reach each other is given in steps only, since it would tell "
        "how many people are alone; so are shares that belong to one person or two."
    )
    return (
        f"Without {indices.conveners(findings)}: over pairs of members, of whom there are {sizes}. "
        "Without one member: over all pairs of the other people, the conveners included, who "
        "stay. Taking anybody out costs something, so the convener's number is read beside the "
        f"other two. {counted} Sole contacts of one member: only members with "
        f"{LEAST_OPEN_PAIRS} pairs of contacts or more who are not tied. A dash: undefined."
    )


def remaining(findings: Findings, found: list[Hubs]) -> Table:
    """Lay out what stays without the conveners."""
    columns: dict[str, list[object]] = {"": list(REMAINING.values())}
    for one in found:
        nets = {"with the convener": one.wave.everybody, "without": one.wave.members}
        if shielded.lone_team(findings, one.wave):
            nets.pop("with the convener")
        for words, net in nets.items():
            heading = f"{one.wave.label}: {words}" if one.wave.label else words
            columns[heading] = _staying(findings, one, net)
    frame = pd.DataFrame(columns)
    kept = frame[(frame.iloc[:, 1:] != SUPPRESSED).any(axis=1)]
    return Table(
        "hub_remaining",
        "What stays without the convener",
        kept.reset_index(drop=True),
        note=numbers.left_out(findings, totals=True).strip(),
    )


def _staying(findings: Findings, one: Hubs, net: Network) -> list[object]:
    """Give a column of what stays; coarser where a few conveners are in it."""
    convened = net is one.wave.everybody
    values = one.found.remaining["with_hubs" if convened else "without_hubs"].to_dict()
    density = numbers.observed_density(findings.kind, net)
    few = convened and shielded.few_in_team(findings) and not findings.hides_totals
    return [
        fives(density[0]) if few else numbers.density_writer(findings)(density),
        shielded.about(values["ties"]) if few else numbers.ties_writer(findings)(values["ties"]),
        SUPPRESSED
        if findings.hides_totals
        else shielded.share_of_ties(findings, values["cross_share"], convened=convened),
        values["isolates"] if findings.audience.exact else SUPPRESSED,
    ]
