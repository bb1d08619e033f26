"""The sections on the network as a whole, on bridging and on clusters."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.coverage import answered, groups_of
from netweave.report import numbers
from netweave.report.page import Gap, Heading, Part, Section, Shown, Text
from netweave.report.tables import Table, digits, percents, table
from netweave.report.wording import DASH, number

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave

# Below this agreement between runs a division is not called stable (a heuristic).
STABLE = 0.8


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
        " Every number is given among members only and with the convener, whose ties exist by "
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
    unused = [*([] if findings.has_convener else [columns[3]]),
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


def clusters(findings: Findings) -> Section:
    """Write the section on clusters: how clear, how stable, whether they follow organizations."""
    title = "Clusters"
    withheld = [wave.label for wave in findings.waves if wave.withheld]
    rows, sentences = [], []
    for wave in findings.waves:
        if wave.withheld:
            continue
        for words, net in numbers.sides(wave):
            facts = _clustered(findings, net)
            rows.append([wave.label or "all records", words or "everybody", *facts])
            if net is wave.members and not math.isnan(facts[2]):
                sentences.append(_overlap(wave, facts))
    parts: list[Part] = [Text(
        "Groups of people with more ties among each other than to the rest, found by a computer "
        "from the ties alone. They answer one question: do clusters follow organizations?"
    )]  # fmt: skip
    if withheld:
        parts.append(Gap(numbers.withheld_words(withheld)))
    parts += [Text(sentence) for sentence in sentences if sentence]
    columns = ["wave", "among", "clusters", "modularity", "agreement of the runs",
               "same organization, same cluster", "other organization, same cluster",
               "modularity of organizations"]  # fmt: skip
    if rows:
        parts.append(Shown(table(
            "clusters", "Clusters, and how far organizations explain them", columns, rows,
            formats={**digits(0, "clusters"), **percents(*columns[5:7])},
            note="Agreement: 1 if all runs found the same division; below 0.8 no division is "
            "called stable. With fewer than 20 people clusters are unstable. How the modularity "
            "of organizations lies among networks with the same numbers of ties (its percentile), "
            "and the adjusted Rand index, are not computed in this version.",
        )))  # fmt: skip
    return Section("clusters", title, parts)


def _clustered(findings: Findings, net: Network) -> list[Any]:
    from netweave.analytics.clusters.fit import modularity  # noqa: PLC0415
    from netweave.analytics.clusters.found import communities  # noqa: PLC0415

    if findings.audience.hides(net.n):
        return [SUPPRESSED, *[math.nan] * 5]
    if not net.structure().nnz:
        return [math.nan] * 6
    found = communities(net, seed=findings.options.seed)
    sizes = found.labels.value_counts()
    groups = groups_of(net, findings.group)
    known = bool(groups.notna().any())
    shares = _same_cluster(found.labels, groups) if known else (math.nan, math.nan)
    own = float(modularity(net, partition=groups)) if known else math.nan
    return [int((sizes > 1).sum()), found.modularity, found.agreement, *shares, own]


def _same_cluster(labels: pd.Series, groups: pd.Series) -> tuple[float, float]:
    """Share of pairs in one cluster, among pairs of the same and of different organizations."""
    known = groups.notna().to_numpy() & labels.notna().to_numpy()
    cluster = labels[known].astype(int).to_numpy()
    organization = pd.factorize(groups[known])[0]
    one, other = np.triu_indices(len(cluster), k=1)
    together = cluster[one] == cluster[other]
    same = organization[one] == organization[other]
    return _mean(together[same]), _mean(together[~same])


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else math.nan


def _overlap(wave: Wave, facts: list[Any]) -> str:
    if facts[2] < STABLE:
        when = f"At {wave.label} no" if wave.label else "No"
        return (
            f"{when} stable division into clusters was found (agreement of the runs "
            f"{number(facts[2])}), so it cannot be said whether clusters follow organizations."
        )
    if math.isnan(facts[4]):
        return ""
    label = f"At {wave.label}, of " if wave.label else "Of "
    return (
        f"{label}100 pairs of members of the same organization {100 * facts[3]:.0f} are in the "
        f"same cluster; of 100 pairs of different organizations, {100 * facts[4]:.0f}."
    )
