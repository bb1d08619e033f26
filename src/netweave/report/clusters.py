"""The section on clusters: how clear, how stable, and whether they follow organizations."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.coverage import groups_of
from netweave.report import numbers
from netweave.report.chance import draws_for
from netweave.report.page import Gap, Part, Section, Shown, Text
from netweave.report.tables import digits, percents, table
from netweave.report.wording import number, when

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave

# Below this agreement between runs a division is not called stable (a heuristic).
STABLE = 0.8
AGREEMENT = ("adjusted_rand", "normalized_mutual_information", "modularity_of_groups",
             "modularity_percentile")  # fmt: skip


def section(findings: Findings) -> Section:
    """Write the section on clusters."""
    withheld = [wave.label for wave in findings.waves if wave.withheld]
    rows, sentences = [], []
    for wave in findings.waves:
        if wave.withheld:
            continue
        for words, net in numbers.sides(findings, wave):
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
               "adjusted Rand index", "mutual information", "modularity of organizations",
               "its place among random networks"]  # fmt: skip
    if rows:
        parts.append(Shown(table(
            "clusters", "Clusters, and how far organizations explain them", columns, rows,
            formats={**digits(0, "clusters"), **percents(*columns[5:7], columns[-1]),
                     **(digits(1, "modularity") if findings.hides_totals else {})},
            note="Agreement: 1 if all runs found the same division; below 0.8 no division is "
            "called stable. With fewer than 20 people clusters are unstable. Adjusted Rand index: "
            "1 if clusters are the organizations, about 0 if they have nothing to do with each "
            "other; mutual information, from 0 to 1, grows with the number of clusters. Place: "
            "the share of random networks, in which everybody has as many ties as here, whose "
            "modularity of the organizations is lower; 50% is the middle. A dash: undefined."
            f"{numbers.left_out(findings, totals=True)}",
            reasons={(place, name): "NO_TIES" if math.isnan(_number(row[3])) else "NO_GROUP"
                     for place, row in enumerate(rows) for name in columns[2:]},
        )))  # fmt: skip
    return Section("clusters", "Clusters, beside organizations", parts)


def _number(value: object) -> float:
    return value if isinstance(value, float) else 0.0


def _clustered(findings: Findings, net: Network) -> list[Any]:
    from netweave.analytics.clusters.agreement import clusters_and_groups  # noqa: PLC0415
    from netweave.analytics.clusters.found import communities  # noqa: PLC0415

    if findings.audience.hides(net.n):
        return [SUPPRESSED, *[math.nan] * 8]
    if not net.structure().nnz:
        return [math.nan] * 9
    seed = findings.options.seed
    found = communities(net, seed=seed)
    sizes = found.labels.value_counts()
    groups = groups_of(net, findings.group)
    facts = [int((sizes > 1).sum()), found.modularity, found.agreement]
    if not groups.notna().any():
        return [*facts, *[math.nan] * 6]
    draws = draws_for(net)
    agreed = clusters_and_groups(
        net, found, seed=seed, group=findings.group, permutations=draws, draws=draws
    )
    values = agreed.table.set_index("term")["estimate"].to_dict()
    if findings.hides_totals:  # made of the counts of ties across and inside
        values["modularity_of_groups"] = SUPPRESSED
    return [
        *facts, *_same_cluster(found.labels, groups),
        *(values.get(term, math.nan) for term in AGREEMENT),
    ]  # fmt: skip


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
        time = when(wave.label).strip()
        lead = f"{time[:1].upper()}{time[1:]} no" if time else "No"
        return (
            f"{lead} stable division into clusters was found (agreement of the runs "
            f"{number(facts[2])}), so it cannot be said whether clusters follow organizations."
        )
    if math.isnan(facts[4]):
        return ""
    time = when(wave.label).strip()
    label = f"{time[:1].upper()}{time[1:]}, of " if time else "Of "
    return (
        f"{label}100 pairs of members of the same organization {100 * facts[3]:.0f} are in the "
        f"same cluster; of 100 pairs of different organizations, {100 * facts[4]:.0f}."
    )
