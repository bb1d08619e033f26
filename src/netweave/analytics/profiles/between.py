"""Where each organization stands: how many partners, and on how many of its people they hang."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd
from scipy import sparse

from netweave._guard import guarded
from netweave._kernels import rewire
from netweave._kernels.sparse import binary
from netweave.analytics import _groups as groups
from netweave.analytics.nulls.drawing import Choices, reference
from netweave.analytics.passports import notices_for
from netweave.analytics.profiles import _shares as shares
from netweave.analytics.profiles._chance import DEGREES, Chance, Values, judge, key_of
from netweave.analytics.profiles._parts import Part, part, part_of, table_of
from netweave.analytics.profiles._profile import UNTESTED, Profile, beside, count
from netweave.analytics.profiles._withheld import Settings
from netweave.analytics.profiles.loads import loads
from netweave.analytics.profiles.openness import LOCALE, unlike
from netweave.analytics.profiles.standing import passport_of
from netweave.analytics.profiles.terms import ORGANIZATION
from netweave.codes import Notice, by_weight
from netweave.results import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from netweave.network import Network

TYPE = "organization_type"
ORGANIZATIONS = 10  # a heuristic: with fewer there are few other networks to compare with
FIRM = 2  # so many people at least would have to leave to end all ties of two organizations
PARTNERS = "in which every organization has as many partners"


@dataclass(frozen=True, repr=False)
class OrganizationProfile(Profile):
    """Where each organization stands; see `organization_profile`.

    Parameters
    ----------
    table, sentence, warnings, claim, passport, network : see BehaviorProfile
        The table has the rows of one organization together, in alphabetical order.
    pairs : DataFrame
        The pairs of organizations that are tied: ``organization_a``, ``organization_b``,
        ``people_a``, ``people_b``, ``ties``, ``pairs``, ``density``, ``support``, as in `mixing`.
    """

    pairs: pd.DataFrame = field(default_factory=pd.DataFrame)

    drawn_by: ClassVar[str] = "netweave.plotting.mixes:partners_plot"
    unit: ClassVar[str] = "organization"
    labels: ClassVar[Mapping[str, str]] = ORGANIZATION

    def plot(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Draw how many ties join each two organizations; ``nw.plotting.organization_map``, how."""
        return Result.plot(self, ax, **options)


@guarded
def organization_profile(
    net: Network,
    *,
    group: str = "organization",
    types: str = TYPE,
    locale: str = LOCALE,
    draws: int = 0,
    seed: int = 0,
    fewest: int = ORGANIZATIONS,
) -> OrganizationProfile:
    """Say of each organization how many partners it has, and on how many people they hang.

    Two organizations are partners if a person of the one and a person of the other are tied.

    ============== ==================================================================
    term           what it is
    ============== ==================================================================
    partners       partners, of the other organizations there are
    firm_partners  partners with whom the ties would outlast any one person
                   (``support`` 2 or more), of all partners
    breadth        people with a tie to another organization, of its people
    hhi            how much its ties across hang on few of its people: the sum of the
                   squares of their shares, 1 if all are one person's
    load           `brokerage_load` between organizations
    redundancy_2   `redundancy` between organizations
    types, locales pairs of partners of two types, or in two locales
    ============== ==================================================================

    Parameters
    ----------
    net : Network
        One wave. Two people are tied if either learned from the other; parallel ties are one.
        People whose organization is unknown are left out.
    group : str, default "organization"
        A column of people.
    types, locale : str
        Columns of people that say of what type an organization is, and where. An organization
        whose people differ has none. Without the column under its usual name the row is not
        observed.
    draws : int, default 0
        How many random networks. The number of partners is held against those in which every
        person has as many ties, all else against those in which every organization has as many
        partners.
    seed : int, default 0
        Same network, same seed, same answer.
    fewest : int, default 10
        With fewer organizations no random networks are drawn, because there are few others; W15.
        A convention of this library: no study stands behind it.

    Returns
    -------
    OrganizationProfile
        ``table`` with a row per ``organization`` and term, else as in
        `network_behavior_profile`; ``label`` says the term in words, ``n`` is the number
        of partners, and ``std_error`` is of leaving out one partner. NaN with a ``reason``:
        ``ONE_GROUP``; ``NO_ALTERS`` without partners, ``K<2`` with one, ``NO_OPEN_PAIRS``,
        ``NOT_OBSERVED``, ``NO_GROUP_KNOWN``. A share of so few people can be traced to them: show
        it within the organization only.

    Raises
    ------
    DataError
        If there are several waves, or no such column.
    ArgumentError
        If a number is out of its range.

    See Also
    --------
    mixing : The pairs of organizations.
    plotting.organization_map : The organizations and their ties as a map.
    single_threads : Who the pairs with support 1 hang on.

    References
    ----------
    König, D. (1931). Graphs and matrices. *Matematikai és Fizikai Lapok*, 38, 116-119, for the
    support.

    Examples
    --------
    Of the five people of A only Ana is tied to another organization, twice.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": [*"AAAAA", "B", "C"]},
    ...     index=["ana", "ben", "cleo", "dan", "eve", "fay", "gus"],
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["fay", "gus"]})
    >>> found = nw.organization_profile(nw.Network(people, ties))
    >>> rows = found.table.set_index(["organization", "term"])["estimate"]["A"]
    >>> rows[["partners", "firm_partners", "breadth", "hhi", "redundancy_2"]].tolist()
    [1.0, 0.0, 0.2, 1.0, 0.0]
    """
    settings = Settings(draws, seed)
    codes, names = groups.coded(net, group)
    inside = _Inside(net, codes, len(names))
    table = groups.pair_table(net, group)
    across = table["organization_a"] != table["organization_b"]
    pairs = table[across & (table["ties"] > 0)].reset_index(drop=True)
    labels = {
        "types": _labels(net, codes, len(names), types, TYPE),
        "locales": _labels(net, codes, len(names), locale, LOCALE),
    }
    parts = _parts(inside, _firm(pairs, names), labels)
    drawn = draws if len(names) >= max(fewest, 2) else 0
    parts, chances = _beside(net, inside, labels, parts, drawn, settings)
    notes = list(notices_for(net))
    if draws and not (drawn and all(one.enough for one in chances)):
        notes.append(Notice("W15", f"Organizations: {len(names)}."))
    rows = table_of(names, inside.partners, parts, ORGANIZATION, unit="organization")
    placed = bool(rows["percentile"].notna().any()) and all(one.enough for one in chances)
    return OrganizationProfile(
        rows,
        _sentence(inside, pairs),
        tuple(by_weight(notes)),
        claim=2 if placed else 1,
        passport=passport_of(net, "organization_profile", seed),
        network=beside(net),
        pairs=pairs,
    )


class _Inside:
    """Who belongs to which organization, and which organizations are tied."""

    def __init__(self, net: Network, codes: np.ndarray, organizations: int) -> None:
        self.codes, self.organizations = codes, organizations
        self.known = np.flatnonzero(codes >= 0)
        self.people = np.bincount(codes[self.known], minlength=organizations).astype(float)
        self.persons = net.structure()
        self.matrix = self.joined(self.persons)
        self.partners = np.diff(self.matrix.indptr)

    def joined(self, matrix: sparse.csr_array) -> sparse.csr_array:
        """Give which organizations are tied."""
        row, column = (self.codes[end] for end in matrix.nonzero())
        known = (row >= 0) & (column >= 0)
        return binary(row[known], column[known], self.organizations)

    def across(self) -> np.ndarray:
        """Count everybody's ties to other organizations, among people of known organization."""
        row, column = self.persons.nonzero()
        one, other = self.codes[row], self.codes[column]
        crossing = row[(one >= 0) & (other >= 0) & (one != other)]
        return np.bincount(crossing, minlength=len(self.codes)).astype(float)


def _firm(pairs: pd.DataFrame, names: pd.Index) -> np.ndarray:
    """Count per organization the partners whose ties no single person carries."""
    firm = pairs[pairs["support"] >= FIRM]
    ends = pd.concat([firm["organization_a"], firm["organization_b"]])
    return np.bincount(names.get_indexer(pd.Index(ends)), minlength=len(names)).astype(float)


def _labels(
    net: Network, codes: np.ndarray, organizations: int, column: str, usual: str
) -> np.ndarray | None:
    """Give the label that all people of an organization share, -1 for none; None: not recorded."""
    if column == usual and column not in net.people.columns:
        return None
    labels = groups.coded(net, column)[0]
    both = (codes >= 0) & (labels >= 0)
    found = np.full(organizations, -1)
    for code in range(organizations):
        values = np.unique(labels[both & (codes == code)])
        if len(values) == 1:
            found[code] = values[0]
    return found


def _parts(inside: _Inside, firm: np.ndarray, labels: dict[str, np.ndarray | None]) -> list[Part]:
    """Make the parts."""
    matrix, partners = inside.matrix, inside.partners.astype(float)
    alone: dict[str, np.ndarray | bool] = {"NO_ALTERS": partners == 0}
    one: dict[str, np.ndarray | bool] = {"ONE_GROUP": inside.organizations == 1}
    across, known = inside.across(), inside.known
    codes, size = inside.codes[known], inside.organizations
    total = np.bincount(codes, across[known], size)
    squares = np.bincount(codes, across[known] ** 2, size)
    linked = np.bincount(codes, across[known] > 0, size)
    backed, brokered = shares.redundant_and_open(matrix)
    even = np.full(size, brokered.sum() / max(size, 1))
    others = np.full(size, size - 1.0)
    breadth = linked if size > 1 else np.zeros(size)
    people = inside.people if size > 1 else np.zeros(size)
    made = [
        part("partners", partners, others, one, "ONE_GROUP", method="organizations", counts=False),
        part("firm_partners", firm, partners, one | alone, "NO_ALTERS", method="partners"),
        part("breadth", breadth, people, one, "ONE_GROUP", method="people"),
        part("hhi", squares, total**2, one | alone, "NO_ALTERS", method="ties", counts=False),
        part("load", brokered, even, one, "NO_OPEN_PAIRS", method="pairs", counts=False),
        part_of("redundancy_2", backed, one | alone, "K<2", method="pairs of partners"),
    ]
    for name, values in labels.items():
        found = unlike(matrix, np.full(size, -1) if values is None else values)
        unknown = {"NOT_OBSERVED": values is None} | alone
        few = {"NO_GROUP_KNOWN": partners > 1, "K<2": partners == 1}
        made.append(part_of(name, found, one | unknown | few, "K<2", method="pairs of partners"))
    return made


def _beside(
    net: Network,
    inside: _Inside,
    labels: dict[str, np.ndarray | None],
    parts: list[Part],
    draws: int,
    settings: Settings,
) -> tuple[list[Part], list[Chance]]:
    """Put the parts beside random networks, if any are drawn."""
    if not draws:
        return parts, []
    seeds = settings.seeds(2)

    def partners(matrix: sparse.csr_array) -> Values:
        return {"partners": np.diff(inside.joined(matrix).indptr) / (inside.organizations - 1)}

    def rest(matrix: sparse.csr_array) -> Values:
        backed, brokered = shares.redundant_and_open(matrix)
        found = {
            name: unlike(matrix, codes).values
            for name, codes in labels.items()
            if codes is not None
        }
        return found | {"load": loads(brokered), "redundancy_2": backed.values}

    drawn = reference(net, "degrees", draws, seeds[0], Choices())
    networks = ((key, one.structure()) for key, one in drawn.networks)
    persons = judge(drawn.key, networks, partners(inside.persons), partners, DEGREES)
    random = rewire.degree_preserving(inside.matrix, draws, seeds[1], directed=False)
    between = judge(
        key_of(inside.matrix),
        ((key_of(one), one) for one in random),
        rest(inside.matrix),
        rest,
        PARTNERS,
    )
    placed = []
    for one in parts:
        chance = next((c for c in (persons, between) if one.id in c.judged), None)
        placed.append(one if chance is None else one.beside(chance))
    return placed, [persons, between]


def _sentence(inside: _Inside, pairs: pd.DataFrame) -> str:
    """Say how many pairs of organizations are tied, and how many by one person only."""
    number = inside.organizations
    if number < 2:
        return f"With {count(number, 'organization', 'organizations')} there is nothing between."
    possible, thin = number * (number - 1) // 2, int((pairs["support"] < FIRM).sum())
    return (
        f"Of {count(possible, 'pair', 'pairs')} of {number:,} organizations, {len(pairs):,} are "
        f"tied; the ties of {thin:,} of them would end if one person left. {UNTESTED}"
    )
