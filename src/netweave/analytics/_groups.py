"""Ties across and inside the groups that people belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import maximum_bipartite_matching

from netweave.analytics._facts import NAN, known_group
from netweave.codes import REASONS

if TYPE_CHECKING:
    from netweave.network import Network


def coded(net: Network, group: str) -> tuple[np.ndarray, pd.Index]:
    """Give each person's group as a number, -1 where it is unknown, and the names in order."""
    codes, names = pd.factorize(known_group(net, group), sort=True)
    return np.asarray(codes), pd.Index(names)


def sizes(net: Network, group: str) -> np.ndarray:
    """Count the people of each known group."""
    codes, names = coded(net, group)
    return np.bincount(codes[codes >= 0], minlength=len(names))


def _cells(net: Network, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the ends of the ties among people of known group, both ways."""
    cells = net.structure().tocoo()
    known = (codes[cells.row] >= 0) & (codes[cells.col] >= 0)
    return cells.row[known], cells.col[known]


def tie_counts(net: Network, group: str) -> np.ndarray:
    """Count the ties across and inside groups, among people whose group is known."""
    codes, _ = coded(net, group)
    row, column = _cells(net, codes)
    inside = int((codes[row] == codes[column]).sum()) // 2
    return np.array([len(row) // 2 - inside, inside])


def index(ties: np.ndarray) -> float:
    """Give (external - internal)/(external + internal)."""
    return float((ties[0] - ties[1]) / ties.sum()) if ties.sum() else NAN


def expected_index(people: np.ndarray) -> float:
    """Give the index's mean over all ways to hand the labels to the people."""
    n = people.sum()
    if len(people) < 2:
        return NAN
    return float(1 - 2 * (people * (people - 1)).sum() / (n * (n - 1)))


def why_no_index(net: Network, ties: np.ndarray, people: np.ndarray) -> str:
    """Give the code of the reason why the index is undefined, or ""."""
    rules = {
        "EMPTY": not net.n,
        "NO_GROUP": not len(people),
        "ONE_GROUP": len(people) == 1,
        "NO_TIES": not ties.sum(),
    }
    return next((code for code, holds in rules.items() if holds), "")


def index_by_person(net: Network, group: str) -> np.ndarray:
    """Give each person's index; NaN where there is nothing to compare."""
    codes, names = coded(net, group)
    row, column = _cells(net, codes)
    if len(names) < 2:
        return np.full(net.n, np.nan)
    total = np.bincount(row, minlength=net.n)
    inside = np.bincount(row[codes[row] == codes[column]], minlength=net.n)
    values = np.full(net.n, np.nan)
    np.divide(total - 2.0 * inside, total, out=values, where=total > 0)
    return values


def expected_by_person(net: Network, group: str) -> np.ndarray:
    """Give 1 - 2 (n_g - 1)/(n - 1) for everybody whose group is known."""
    codes, names = coded(net, group)
    if len(names) < 2:
        return np.full(net.n, np.nan)
    people = np.bincount(codes[codes >= 0])
    values = 1 - 2 * (people - 1.0) / (people.sum() - 1.0)
    return np.where(codes >= 0, values[codes], np.nan)


def index_sentence(ties: np.ndarray, expected: float, reason: str, group: str) -> str:
    """Say which share of ties crosses, beside the share expected."""
    if reason:
        return f"Ties across and inside {group} cannot be compared: {REASONS[reason]}."
    share, chance = ties[0] / ties.sum(), (expected + 1) / 2
    return (
        f"{ties[0]} of {ties.sum()} ties ({100 * share:.0f} in 100) cross from one {group} to "
        f"another; if ties ignored {group}, about {100 * chance:.0f} in 100 would."
    )


def pair_table(net: Network, group: str) -> pd.DataFrame:
    """Give one row per unordered pair of groups, each with itself included."""
    codes, names = coded(net, group)
    people, groups = sizes(net, group), len(names)
    row, column = _cells(net, codes)
    counts = np.zeros((groups, groups), dtype=np.int64)
    np.add.at(counts, (codes[row], codes[column]), 1)
    a, b = np.triu_indices(groups)
    alone = a == b
    ties = np.where(alone, counts[a, b] // 2, counts[a, b])
    pairs = np.where(alone, people[a] * (people[a] - 1) // 2, people[a] * people[b])
    density = np.divide(ties, pairs, out=np.full(len(a), np.nan), where=pairs > 0)
    return pd.DataFrame({
        "organization_a": names[a],
        "organization_b": names[b],
        "people_a": people[a],
        "people_b": people[b],
        "ties": ties,
        "pairs": pairs,
        "density": density,
        "support": _supports(net.structure(), codes, list(zip(a, b, ties, strict=True))),
    })


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
