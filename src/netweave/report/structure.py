"""The sections on the network as a whole and on bridging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave.coverage import answered, groups_of
from netweave.report import numbers, shielded
from netweave.report.page import Gap, Heading, Part, Section, Shown, Text
from netweave.report.tables import Table
from netweave.report.wording import DASH

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave


@dataclass(frozen=True)
class Alone:
    """Who of the members who answered has no tie, in one wave."""

    wave: Wave
    people: int
    no_tie: int
    no_tie_at_all: int
    no_cross: int | None
    grouped: int
    not_known: int


def alone(findings: Findings) -> list[Alone]:
    """Count, wave by wave, the members without ties among those who answered."""
    return [_alone(findings, wave) for wave in findings.waves]


def _alone(findings: Findings, wave: Wave) -> Alone:
    gave = answered(wave.members, findings.kind)[0]
    none = _ties_of(wave.members) == 0
    at_all = (_ties_of(wave.everybody) == 0)[~wave.everybody.convener.to_numpy()]
    groups = groups_of(wave.members, findings.group)
    known = gave & groups.notna().to_numpy()
    no_cross = (
        int((~_crossing(wave.members, groups) & known).sum()) if groups.notna().any() else None
    )
    return Alone(
        wave=wave,
        people=int(gave.sum()),
        no_tie=int((none & gave).sum()),
        no_tie_at_all=int((at_all & gave).sum()),
        no_cross=no_cross,
        grouped=int(known.sum()),
        not_known=int((none & ~gave).sum()),
    )


def _ties_of(net: Network) -> np.ndarray:
    return np.diff(net.structure().indptr)


def _crossing(net: Network, groups: pd.Series) -> np.ndarray:
    """Mark who is tied to somebody of another known organization."""
    codes = pd.factorize(groups)[0]
    cells = net.structure().tocoo()
    apart = (codes[cells.row] >= 0) & (codes[cells.col] >= 0)
    apart &= codes[cells.row] != codes[cells.col]
    return np.bincount(cells.row[apart], minlength=net.n) > 0


def whole(findings: Findings, found: list[Alone]) -> Section:
    """Write the section on the network as a whole and on people without ties."""
    convener = (
        f" Every number is that of members only. {shielded.LONE_TEAM}"
        if shielded.team_of_two(findings)
        else " Every number is given among members only and with the convener, whose ties exist by "
        "design."
        if findings.has_convener
        else " Nobody is marked as convener, so there is one number each."
    )
    parts: list[Part] = [
        Text(
            f"Ties of the kind “{findings.kind}” only. {findings.tied_if}{convener}"
        ),
        Shown(numbers.wave_table(
            findings, "cohesion", "Size, density and reach", numbers.cohesion_rows(findings),
        )),
        Heading("Members without ties"),
        Shown(_alone_table(findings, found)),
    ]  # fmt: skip
    return Section("whole", "The network as a whole", parts)


def _alone_table(findings: Findings, found: list[Alone]) -> Table:
    head = findings.audience.head_count
    rows = [
        [one.wave.label or "all records", one.people, head(one.no_tie), head(one.no_tie_at_all),
         DASH if one.no_cross is None else head(one.no_cross), head(one.not_known)]
        for one in found
    ]  # fmt: skip
    known = all(one.wave.coverage.known for one in found)
    asked = "members" if findings.recorded or not known else "members who answered"
    columns = ["wave", asked, "without a tie to any member",
               "… and none to the convener either", "without a tie to another organization",
               "not known: no answer, and named by nobody"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=columns)
    told = findings.has_convener and not shielded.team_of_two(findings)
    unused = [*([] if told else [columns[3]]),
              *([columns[5]] if findings.recorded else [])]  # fmt: skip
    return Table(
        "isolates",
        "Members without ties"
        if findings.recorded
        else f"{asked.capitalize()} and have no tie among the pairs observed"
        if known
        else "Members without ties, among the pairs taken as observed",
        frame.drop(columns=unused),
        note=""
        if findings.recorded
        else "People who did not answer and were named by nobody may "
        "have ties that nobody reported; they are counted apart.",
    )


def bridging(findings: Findings) -> Section:
    """Write the section on bridging: E-I beside its expectation, positions as distributions."""
    from netweave.analytics.bridging.holes import constraint, effective_size  # noqa: PLC0415
    from netweave.analytics.centrality.between import betweenness  # noqa: PLC0415

    parts: list[Part] = []
    if findings.has_groups:
        parts.append(Shown(numbers.wave_table(
            findings, "ei_index", "Ties across organizations against ties inside",
            numbers.ei_rows(findings),
            "The index is +1 if every tie crosses and −1 if none does. Zero is not the neutral "
            "value: read it beside the expected one.",
        )))  # fmt: skip
    else:
        parts.append(Gap(
            "Whether ties cross organizations cannot be said: nobody's organization is known."
        ))  # fmt: skip
    measures: dict[str, Callable[[Network], pd.Series]] = {
        "Effective size": effective_size,
        "Constraint": constraint,
    }
    withheld = [wave.label for wave in findings.waves if wave.withheld]
    if withheld:
        parts.append(Gap(f"Lying between others: {numbers.withheld_words(withheld)}"))
    else:
        measures["Betweenness (shortest paths through the person)"] = betweenness
    parts.append(Shown(numbers.quartiles(findings, measures)))
    if not findings.audience.shows_people:
        parts.append(Text(
            "Who bridges is not shown at this level: such lists go to the people concerned first. "
            "A bridge that hangs on one person says something about the network, and nothing "
            "about that person's merit."
        ))  # fmt: skip
    return Section("bridging", "Bridging", parts)
