"""Ties across and inside the groups that people belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import maximum_bipartite_matching

from netweave import errors
from netweave._checks import has_columns
from netweave._kernels import labels as kernels
from netweave._kernels.grouped import between, inside
from netweave.affiliations import Affiliations
from netweave.analytics._facts import NAN, known_group, not_misspelled, strengths
from netweave.analytics._observed import Observed, observed
from netweave.analytics._weights import by_weight, ties_of, weights_of
from netweave.results import Communities

if TYPE_CHECKING:
    from netweave.network import Network


def labels_of(net: Network | Affiliations, partition: str | pd.Series | Communities) -> pd.Series:
    """Give a group per person, from a column of people, a Series over them, or communities."""
    if isinstance(partition, str):
        if isinstance(net, Affiliations):
            return _column(net, partition)
        return known_group(net, partition)
    labels = partition.labels if isinstance(partition, Communities) else partition
    if not isinstance(labels, pd.Series):
        rule = "must be a column of people, a Series over them, or what communities gave"
        raise errors.setting_out_of_range("partition", rule, type(partition).__name__)
    unknown = net.people.index[labels.index.get_indexer(net.people.index) < 0]
    if len(unknown):
        raise errors.DataError(
            f"partition lacks {len(unknown)} of the people: {errors.listed(unknown)}. "
            "Give a Series whose index holds every id of net.people.index."
        )
    return labels.reindex(net.people.index)


def _column(affiliations: Affiliations, name: str) -> pd.Series:
    """Give a column of people as text; without organizations recorded, nobody's is known."""
    people = affiliations.people
    if name == "organization" and name not in people:
        not_misspelled(people.columns)
        people = people.assign(organization=np.nan)
    has_columns("people", [name], people)
    return people[name].astype("str").where(people[name].notna())


def coded(
    net: Network | Affiliations, partition: str | pd.Series | Communities
) -> tuple[np.ndarray, pd.Index]:
    """Give each person's group as a number, -1 where it is unknown, and the names in order."""
    codes, names = pd.factorize(labels_of(net, partition), sort=True)
    return np.asarray(codes), pd.Index(names)


def sizes(net: Network | Affiliations, partition: str | pd.Series | Communities) -> np.ndarray:
    """Count the people of each known group."""
    codes, names = coded(net, partition)
    return np.bincount(codes[codes >= 0], minlength=len(names))


@dataclass(frozen=True)
class Labelled:
    """The ties among the people whose group is known, each pair (or arc) once.

    Parameters
    ----------
    labels : int array
        The group of every person whose group is known, as a number.
    people : int array
        The places of these people in the network.
    one, other : int array
        The two ends of each tie, as places in ``people``; learner and learned_from if directed.
    weights : float array
        The strength of each tie, or 1.
    pairs : int
        How many pairs (or arcs) there could be.
    """

    labels: np.ndarray
    people: np.ndarray
    one: np.ndarray
    other: np.ndarray
    weights: np.ndarray
    pairs: int

    def split(self) -> np.ndarray:
        """Give what goes across and what stays inside."""
        inside = self.weights[self.labels[self.one] == self.labels[self.other]].sum()
        return np.array([self.weights.sum() - inside, inside])

    def inside(self, labels: np.ndarray) -> np.ndarray:
        """Give what would stay inside, per column of labels."""
        return kernels.inside(self.one, self.other, self.weights, labels)

    def expected_inside(self, strata: np.ndarray) -> float:
        """Give the mean of that over all ways to hand labels out within strata; exact."""
        return kernels.expected_inside(self.one, self.other, self.weights, self.labels, strata)


def labelled(
    net: Network, group: str, *, directed: bool = False, weighted: bool = False
) -> Labelled:
    """Give the ties among the people of known group: arcs if directed, else pairs."""
    codes, _ = coded(net, group)
    known = np.flatnonzero(codes >= 0)
    if directed:
        matrix = ties_of(net, weighted=weighted)
    else:
        matrix = sparse.triu(strengths(net, weighted=weighted, directed=False), 1).tocsr()
    cells = matrix[known][:, known].tocoo()
    pairs = len(known) * (len(known) - 1) // (1 if directed else 2)
    one, other = cells.row.astype(np.int64), cells.col.astype(np.int64)
    return Labelled(codes[known], known, one, other, cells.data.astype(float), pairs)


def tie_counts(net: Network, group: str) -> np.ndarray:
    """Count the ties across and inside groups, among people whose group is known."""
    counts: np.ndarray = labelled(net, group).split().astype(np.int64)
    return counts


def index(ties: np.ndarray) -> float:
    """Give (external - internal)/(external + internal)."""
    return float((ties[0] - ties[1]) / ties.sum()) if ties.sum() else NAN


def expected_index(net: Network | Affiliations, group: str, *, directed: bool = False) -> float:
    """Give the index of all pairs (arcs) that could be reported: its mean over free labels."""
    codes, names = coded(net, group)
    if len(names) < 2:
        return NAN
    known, about = codes >= 0, _observed_of(net, directed=directed)
    if about is not None:
        every, own = (int(pairs[known].sum()) for pairs in about.by_person(codes))
    else:  # by group and not by two groups, of which there may be very many
        people = np.bincount(codes[known]).astype(np.int64)
        every, own = (int((people * (others - 1)).sum()) for others in (people.sum(), people))
    return 1 - 2 * own / every if every else NAN


def _observed_of(net: Network | Affiliations, *, directed: bool) -> Observed | None:
    """Say which pairs were observed; None if all were, as those of a record of meetings."""
    return None if isinstance(net, Affiliations) else observed(net, directed=directed)


def pairs_there_could_be(
    net: Network | Affiliations, codes: np.ndarray, *, directed: bool = False
) -> np.ndarray:
    """Count the ordered pairs that somebody could report, by the groups of their two ends.

    Where it is not known who answered, these are all pairs of two people.
    """
    about = _observed_of(net, directed=directed)
    if about is not None:
        return about.by_group(codes)
    people = np.bincount(codes[codes >= 0]).astype(np.int64)
    return np.asarray(np.outer(people, people) - np.diag(people))


def why_no_index(net: Network | Affiliations, ties: np.ndarray, people: np.ndarray) -> str:
    """Give the code of the reason why the index is undefined, or ""."""
    rules = {
        "EMPTY": not net.n,
        "NO_GROUP": not len(people),
        "ONE_GROUP": len(people) == 1,
        "NO_TIES": not ties.sum(),
    }
    return next((code for code, holds in rules.items() if holds), "")


def split_by_person(
    net: Network | Affiliations, codes: np.ndarray, *, weighted: bool, role: str = "any"
) -> np.ndarray:
    """Give everybody's ties across and inside groups, to people whose group is known."""
    weights = weights_of(net, weighted=by_weight(net, weighted=weighted), role=role)
    every = inside(weights, np.where(codes >= 0, 0, -1))
    own = inside(weights, codes)
    return np.array([every - own, own])


def index_by_person(
    net: Network | Affiliations, group: str, *, weighted: bool = False, role: str = "both"
) -> np.ndarray:
    """Give each person's index; NaN where there is nothing to compare."""
    codes, names = coded(net, group)
    values = np.full(net.n, np.nan)
    if len(names) < 2:
        return values
    role = "any" if role == "both" else role
    across, own = split_by_person(net, codes, weighted=weighted, role=role)
    np.divide(across - own, across + own, out=values, where=across + own > 0)
    return values


def expected_by_person(net: Network | Affiliations, group: str) -> np.ndarray:
    """Give 1 - 2 (n_g - 1)/(n - 1), of the pairs that could be reported, if the group is known."""
    codes, names = coded(net, group)
    if len(names) < 2:
        return np.full(net.n, np.nan)
    about = None if isinstance(net, Affiliations) else observed(net)
    if about is not None:
        every, own = about.by_person(codes)
        share = np.divide(own, every, out=np.full(net.n, np.nan), where=every > 0)
        return np.where(codes >= 0, 1 - 2 * share, np.nan)
    people = np.bincount(codes[codes >= 0])
    values = 1 - 2 * (people - 1.0) / (people.sum() - 1.0)
    return np.where(codes >= 0, values[codes], np.nan)


def pair_table(
    net: Network | Affiliations, group: str, expected: str | None = None, *, weighted: bool = False
) -> pd.DataFrame:
    """Give one row per unordered pair of groups, each with itself included."""
    codes, names = coded(net, group)
    people, counts = sizes(net, group), mixed(net, codes, len(names), weighted=weighted)
    a, b = np.triu_indices(len(names))
    alone = a == b
    whole, there = counts[a, b], pairs_there_could_be(net, codes)[a, b]
    ties = np.where(alone, whole / 2 if weighted else whole // 2, whole)
    pairs = np.where(alone, there // 2, there)
    degree, twice = counts.sum(axis=1), counts.sum() or 1
    chance = degree[a] * degree[b] / np.where(alone, 2.0 * twice, twice)
    supports = np.full(len(a), np.nan)
    if not isinstance(net, Affiliations):
        joined = strengths(net, weighted=weighted, directed=False)
        supports[:] = _supports(joined, codes, list(zip(a, b, ties, strict=True)))
    table = pd.DataFrame({
        "organization_a": names[a],
        "organization_b": names[b],
        "people_a": people[a],
        "people_b": people[b],
        "strength" if weighted else "ties": ties,
        **_share(ties, pairs),
        "support": supports,
    })
    return _with_chance(table, expected, chance)


def arc_table(
    net: Network | Affiliations, group: str, expected: str | None = None, *, weighted: bool = False
) -> pd.DataFrame:
    """Give one row per group of learners and group of those they learned from."""
    codes, names = coded(net, group)
    people = sizes(net, group)
    counts = mixed(net, codes, len(names), directed=True, weighted=weighted)
    a, b = (place.ravel() for place in np.indices(counts.shape))
    ties = counts[a, b]
    chance = counts.sum(axis=1)[a] * counts.sum(axis=0)[b] / (counts.sum() or 1)
    table = pd.DataFrame({
        "learner": names[a],
        "learned_from": names[b],
        "people_learner": people[a],
        "people_learned_from": people[b],
        "strength" if weighted else "ties": ties,
        **_share(ties, pairs_there_could_be(net, codes, directed=True)[a, b]),
    })
    return _with_chance(table, expected, chance)


def _share(ties: np.ndarray, pairs: np.ndarray) -> dict[str, np.ndarray]:
    """Give the pairs that ties are a share of, and the share; NaN of none."""
    density = np.divide(ties, pairs, out=np.full(len(pairs), np.nan), where=pairs > 0)
    return {"pairs": pairs, "density": density}


def _with_chance(table: pd.DataFrame, expected: str | None, degrees: np.ndarray) -> pd.DataFrame:
    """Add the ties expected by chance: from everybody's number of ties, or by the pairs."""
    if expected is None:
        return table
    if expected == "degrees":
        return table.assign(expected=degrees)
    ties = table["strength" if "strength" in table else "ties"]
    return table.assign(expected=ties.sum() * table["pairs"] / max(int(table["pairs"].sum()), 1))


def mixed(
    net: Network | Affiliations,
    codes: np.ndarray,
    groups: int,
    *,
    directed: bool = False,
    weighted: bool = False,
) -> np.ndarray:
    """Give the ties, or their weights, by the groups of their two ends."""
    found = between(
        weights_of(net, weighted=weighted, role="learned" if directed else "any"), codes, groups
    )
    return found if weighted else found.astype(np.int64)


def _supports(
    matrix: sparse.csr_array, codes: np.ndarray, pairs: list[tuple[int, int, int]]
) -> list[float]:
    """Give the size of a maximum matching among the ties between two groups (König)."""
    members = [np.flatnonzero(codes == code) for code in range(int(codes.max(initial=-1)) + 1)]
    supports = []
    for a, b, ties in pairs:
        if a == b or not ties:
            supports.append(NAN if a == b else 0.0)
            continue
        block = sparse.csr_matrix(matrix[members[a]][:, members[b]])
        match = maximum_bipartite_matching(block, perm_type="column")
        supports.append(float((match >= 0).sum()))
    return supports
