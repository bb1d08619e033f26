"""Whether clusters are just the organizations."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._checks import counted, seeded
from netweave._kernels import partition as kernels
from netweave.analytics._facts import NAN, findings
from netweave.analytics._groups import coded
from netweave.analytics.clusters.fit import modularity
from netweave.analytics.nulls.judging import against_chance
from netweave.analytics.nulls.spoken import FEW, labelings, share
from netweave.analytics.passports import notices_for, passport
from netweave.codes import REASONS, Notice
from netweave.registry import measure
from netweave.results import Communities, Result

if TYPE_CHECKING:
    from netweave.network import Network

# Heuristics: no published threshold stands behind them.
SAME = 0.8  # from this adjusted Rand index on, two divisions are called much the same
CHANCE = 0.05  # up to this p-value clusters are said to follow groups
UNSTABLE = 20  # with fewer people, the sentence tells how far the runs agree


@measure(
    "clusters_and_groups",
    "network",
    needs=("partition", "group", "seed"),
    formula="method 3; Hubert & Arabie 1985, eq. 5; Vinh et al. 2010",
    range="-1 to 1",
    unit="agreement beyond chance",
    undefined={
        "EMPTY": "nobody",
        "NO_GROUP": "nobody's cluster and group are both known",
        "ONE_GROUP": "everybody whose cluster and group are known is of one group",
        "NO_TIES": "modularity: no ties among people whose group is known",
        "DEGENERATE_NULL": "modularity_percentile: no other network has these degrees",
        "SAME_BY_CHANCE": "modularity_percentile: all random networks have the same",
    },
)
def clusters_and_groups(
    net: Network,
    partition: str | pd.Series | Communities,
    *,
    seed: int = 0,
    group: str = "organization",
    permutations: int = 999,
    draws: int | None = None,
) -> Result:
    """Compare clusters with organizations, to see whether they are just the organizations.

    The adjusted Rand index counts the pairs of people who are together both in a cluster and in a
    group, beyond what is expected if people were handed out at random to clusters and groups of
    these sizes: 1 if clusters and groups are the same division, around 0 if they have nothing to
    do with each other. The p-value is the share of random orders of the group labels that agree at
    least as well. Two cut-offs of the sentence are conventions of this library, no findings: from
    an index of 0.8 on clusters are called much the same as the groups, and only with p of at most
    0.05 are they said to follow them at all.

    Parameters
    ----------
    net : Network
        One wave. Its ties enter the modularity of the groups only: binary, direction disregarded,
        mutual and parallel ties once.
    partition : str, Series or Communities
        What `communities` gave, a cluster per person on ``net.people.index``, or a column of
        people. People whose cluster or group is missing are left out; people without ties, who
        are clusters of one, are not.
    seed : int, default 0
        Seed of the permutations.
    group : str, default "organization"
        A column of people.
    permutations : int, default 999
        How many random orders.
    draws : int, optional
        Compare the modularity of the groups with so many random networks in which everybody has
        as many ties, as `against_chance` does with "degrees". 999 take seconds with hundreds of
        people.

    Returns
    -------
    Result
        Row ``adjusted_rand``, -1 to 1. Row ``normalized_mutual_information``, 0 to 1: the mutual
        information of the two divisions over the *mean* of their entropies; it grows with the
        number of clusters, whatever they are, so read its p-value. Row ``modularity_of_groups``:
        Newman and Girvan's modularity of the groups, without the clusters. Row
        ``majority_share``: the share of people who belong to the group that most people of their
        cluster belong to. The first two rows have a p-value, ``(1 + as good or better)/(1 +
        permutations)``. With draws, rows ``modularity_expected``, the mean over the random
        networks, and ``modularity_percentile``, ``(less + equal/2 + 1/2)/(draws + 1)``.

        NaN, with the code in column ``reason``, if nobody's cluster and group are known or, but
        for the modularity, all are of one group; the modularity also without ties, and its
        percentile if no other network has these degrees. W15, and a claim that only describes, if
        fewer than 20 labelings are possible or were drawn.

    Raises
    ------
    DataError
        If people has no such column, or the Series is not about these people.
    ArgumentError
        If permutations is below 1 or the seed is negative.

    References
    ----------
    Hubert, L. & Arabie, P. (1985). Comparing partitions. *Journal of Classification*, 2, 193-218.

    Vinh, N. X., Epps, J. & Bailey, J. (2010). Information theoretic measures for clusterings
    comparison. *Journal of Machine Learning Research*, 11, 2837-2854.

    Examples
    --------
    Two pairs, each in its organization: the clusters are the organizations. Of six ways to pair
    the labels with four people two agree fully, about one third of the permutations.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "cleo"], "learned_from": ["ben", "dan"]})
    >>> net = nw.Network(people, ties)
    >>> found = nw.clusters_and_groups(net, nw.communities(net, seed=1), seed=1)
    >>> found.table.set_index("term")["estimate"].to_dict()  # doctest: +NORMALIZE_WHITESPACE
    {'adjusted_rand': 1.0, 'normalized_mutual_information': 1.0,
     'modularity_of_groups': 0.5, 'majority_share': 1.0}
    """
    _checked(permutations, draws, seed)
    own = modularity(net, group)
    cluster, names = coded(net, partition)[0], coded(net, group)[0]
    both = np.flatnonzero((cluster >= 0) & (names >= 0))
    one, other = (np.unique(codes[both], return_inverse=True)[1] for codes in (cluster, names))
    reason = ""
    if len(np.unique(other)) < 2:
        reason = ("ONE_GROUP" if len(both) else "NO_GROUP") if net.n else "EMPTY"
    values, chances = np.full(3, NAN), np.full(2, NAN)
    if not reason:
        values = np.array([*_alike(one, other), _majority(one, other)])
        chances = _by_chance(one, other, values[:2], permutations, seed)
    why = ""
    if np.isnan(own):
        why = reason if reason in {"EMPTY", "NO_GROUP"} else "NO_TIES"
    rows = [
        ("adjusted_rand", values[0], len(both), reason),
        ("normalized_mutual_information", values[1], len(both), reason),
        ("modularity_of_groups", own, net.structure().nnz // 2, why),
        ("majority_share", values[2], len(both), reason),
    ]
    table = findings(rows, f"{permutations} permutations of the group labels")
    table.loc[:1, "p_value"] = chances
    table.loc[2:, "method"] = "as observed"
    if draws is not None:
        table = pd.concat([table, _of_degrees(net, group, draws, seed, why)], ignore_index=True)
    ways = 0 if reason else min(labelings(other), permutations)
    few = Notice("W15", f"Ways to hand out {group}, or permutations: {ways}.")
    said = _sentence(values, chances, reason, group, few=ways < FEW)
    return Result(
        table,
        said + _unsteady(net, partition),
        (*((few,) if 0 < ways < FEW else ()), *notices_for(net)),
        claim=2 if ways >= FEW else 1,
        passport=passport(net, "clusters_and_groups", seed=seed),
    )


def _checked(permutations: int, draws: int | None, seed: int) -> None:
    """Refuse settings out of range."""
    counted("permutations", permutations)
    if draws is not None:
        counted("draws", draws)
    seeded(seed)


def _alike(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    return kernels.adjusted_rand(one, other), kernels.normalized_information(one, other)


def _majority(cluster: np.ndarray, group: np.ndarray) -> float:
    """Give the share of people who are of the largest group in their cluster."""
    cell, count = kernels.joint_counts(cluster, group)
    largest = np.zeros(int(cluster.max()) + 1, dtype=np.int64)
    np.maximum.at(largest, cluster, count[cell])
    return float(largest.sum() / len(cluster))


def _by_chance(
    one: np.ndarray, other: np.ndarray, found: np.ndarray, permutations: int, seed: int
) -> np.ndarray:
    """Give the share of random orders, the observed one included, that agree as well or better."""
    rng = np.random.default_rng(seed)
    drawn = np.array([_alike(one, rng.permutation(other)) for _ in range(permutations)])
    share: np.ndarray = ((drawn >= found - 1e-12).sum(axis=0) + 1) / (permutations + 1)
    return share


def _of_degrees(net: Network, group: str, draws: int, seed: int, why: str) -> pd.DataFrame:
    """Place the modularity of the groups among networks in which everybody has as many ties."""
    mean, place, reason, method = NAN, NAN, why, f"{draws} random networks with the same degrees"
    if not why:
        measured = functools.partial(modularity, partition=group)
        row = against_chance(net, measured, "degrees", draws=draws, seed=seed).table.iloc[0]
        mean, place = float(row["expected"]), float(row["percentile"])
        reason = "" if np.isfinite(place) else str(row["reason"])
    return findings(
        [
            ("modularity_expected", mean, net.structure().nnz // 2, why),
            ("modularity_percentile", place, net.structure().nnz // 2, reason),
        ],
        method,
    )


def _sentence(
    values: np.ndarray, chances: np.ndarray, reason: str, group: str, *, few: bool
) -> str:
    """Answer whether the clusters are just the groups, as far as chance can tell."""
    if reason:
        return f"Clusters cannot be compared with {group}: {REASONS[reason]}."
    index = f"adjusted Rand index {values[0]:.2f} (1: the same division, 0: as by chance"
    often = f"; {share(chances[0], 0)} in 100 random orders of the labels agree as well or better"
    if few:
        answer = f"How far clusters and {group} agree: {index})"
        often = f"; fewer than {FEW} labelings are compared, too few to tell it from chance"
    elif chances[0] > CHANCE:
        answer = f"How far clusters and {group} agree: {index}; p = {chances[0]:.3f})"
    else:
        answer = f"The clusters follow {group} more than chance would, but are not the same"
        if values[0] >= SAME:
            answer = f"The clusters are much the same as {group}"
        answer, often = f"{answer}: {index}; p = {chances[0]:.3f})", ""
    return (
        f"{answer}{often}; {100 * values[2]:.0f} in 100 people share the {group} of most of their "
        "cluster."
    )


def _unsteady(net: Network, partition: str | pd.Series | Communities) -> str:
    """Say how much the runs agree where there are so few people that clusters are unstable."""
    if (
        net.n >= UNSTABLE
        or not isinstance(partition, Communities)
        or partition.agreement != (partition.agreement)
    ):
        return ""
    return (
        f" With fewer than {UNSTABLE} people clusters are unstable: the mean adjusted Rand "
        f"index of {partition.runs} runs (method {partition.method!r}) is "
        f"{partition.agreement:.2f}."
    )
