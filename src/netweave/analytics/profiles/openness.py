"""Promote openness: contacts in other organizations, and how unlike each other contacts are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels import backed
from netweave.analytics import _groups as groups
from netweave.analytics.profiles import _shares as shares
from netweave.analytics.profiles._parts import Part, part_of

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.network import Network

ROLE, LOCALE = "role", "locale"
ROOM = 8  # cells of a table of people × groups per contact, up to which it is made


@dataclass(frozen=True)
class Labels:
    """Everybody's organization, role and locale as numbers, -1 where it is not known.

    Parameters
    ----------
    group, role, locale : int array
        The numbers.
    recorded : tuple of bool
        Whether there is such a column.
    """

    group: np.ndarray
    role: np.ndarray
    locale: np.ndarray
    recorded: tuple[bool, bool, bool]

    @property
    def each(self) -> dict[str, np.ndarray]:
        """The labels that O2, O3 and O4 are about."""
        return {"O2": self.group, "O3": self.role, "O4": self.locale}


def labels_of(net: Network, group: str, role: str, locale: str) -> Labels:
    """Read the three columns; role and locale may be missing under their usual names."""
    codes, there = [], []
    for column, usual in ((group, ""), (role, ROLE), (locale, LOCALE)):
        recorded = column in net.people.columns or column != usual
        there.append(recorded)
        codes.append(groups.coded(net, column)[0] if recorded else np.full(net.n, -1))
    return Labels(codes[0], codes[1], codes[2], (there[0], there[1], there[2]))


def crossing(matrix: sparse.csr_array, codes: np.ndarray) -> shares.Shares:
    """Give the share of contacts of another group, among contacts of known group."""
    person, other = backed.rows_of(matrix), matrix.indices
    known = (codes[person] >= 0) & (codes[other] >= 0)
    across = codes[person][known] != codes[other][known]
    return shares.Shares(len(codes), person[known], across * 1.0, np.ones(len(across)))


def unlike(matrix: sparse.csr_array, codes: np.ndarray) -> shares.Shares:
    """Give the share of pairs of contacts that are of two groups, among those of known group."""
    known = codes[matrix.indices] >= 0
    person, group = backed.rows_of(matrix)[known], codes[matrix.indices][known]
    contacts = np.bincount(person, minlength=len(codes))[person]
    apart = (contacts - _as_often(person, group, codes.max(initial=0) + 1)).astype(float)
    return shares.Shares(len(codes), person, apart, contacts - 1.0, halved=True)


def _as_often(person: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    """Count per contact how many contacts of the same person are of the same group."""
    bins = person * np.int64(groups) + group
    if groups * person.max(initial=0) <= ROOM * len(bins):
        return np.asarray(np.bincount(bins)[bins])
    _, which, count = np.unique(bins, return_inverse=True, return_counts=True)
    return np.asarray(count[np.ravel(which)])


def found_in(matrix: sparse.csr_array, labels: Labels) -> dict[str, shares.Shares]:
    """Give the shares that O1 to O4 are."""
    found = {"O1": crossing(matrix, labels.group)}
    return found | {name: unlike(matrix, codes) for name, codes in labels.each.items()}


def openness(net: Network, group: str, labels: Labels) -> list[Part]:
    """Make O1 to O4."""
    matrix = net.structure()
    found = found_in(matrix, labels)
    base = (1 + groups.expected_by_person(net, group)) / 2
    known = dict(zip(labels.each, labels.recorded, strict=True))
    codes, last = _codes(matrix, labels.group, recorded=True), "NO_GROUP_KNOWN"
    parts = [part_of("O1", found["O1"], codes, last, method="contacts").with_base(base)]
    if len(np.unique(labels.group[labels.group >= 0])) < 2:
        blank = np.full(net.n, "ONE_GROUP", dtype=object)
        parts[0] = parts[0].withheld(blank)
    for name, one in labels.each.items():
        codes = _codes(matrix, one, recorded=known[name])
        parts.append(part_of(name, found[name], codes, "K<2", method="pairs of contacts"))
    return parts


def _codes(
    matrix: sparse.csr_array, codes: np.ndarray, *, recorded: bool
) -> dict[str, np.ndarray | bool]:
    """Give the rules by which a share of labels is undefined."""
    contacts = np.diff(matrix.indptr)
    return {
        "NOT_OBSERVED": not recorded,
        "NO_GROUP": not (codes >= 0).any(),
        "NO_ALTERS": contacts == 0,
        "NO_GROUP_KNOWN": (contacts > 0) & ((matrix @ (codes >= 0).astype(float)) == 0),
    }


def crossing_median(parts: list[Part]) -> tuple[float, float]:
    """Give the median of O1, and of what it would be if ties ignored organization."""
    values, base = parts[0].values, parts[0].base
    there = ~np.isnan(values)
    if not there.any():
        return float("nan"), float("nan")
    return float(np.median(values[there])), float(pd.Series(base[there]).median())
