"""What each person does with ties, under four principles: lists of parts, never one number."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave.analytics.nulls.drawing import Choices, reference
from netweave.analytics.profiles import _shares as shares
from netweave.analytics.profiles import composite as one_number
from netweave.analytics.profiles import openness as opened
from netweave.analytics.profiles._chance import DEGREES, Chance, Values, judge
from netweave.analytics.profiles._later import seen_from
from netweave.analytics.profiles._parts import Part, table_of, together
from netweave.analytics.profiles._profile import UNTESTED, Profile, beside, count
from netweave.analytics.profiles._withheld import (
    COVERAGE,
    LEAST,
    Settings,
    notices,
    withholding,
)
from netweave.analytics.profiles.emergence import emergence
from netweave.analytics.profiles.humility import humility
from netweave.analytics.profiles.relationships import relationships
from netweave.analytics.profiles.standing import passport_of
from netweave.analytics.profiles.terms import BEHAVIOR
from netweave.codes import by_weight

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.codes import Notice
    from netweave.network import Network


def _table() -> pd.DataFrame:
    return pd.DataFrame()


@dataclass(frozen=True, repr=False)
class BehaviorProfile(Profile):
    """What each person does with ties, part by part; see `network_behavior_profile`.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        The table holds the four below, person by person. Never publish it.
    network : Series
        ``people``, ``density``, ``connectedness``, ``components``, ``isolates``,
        ``centralization``: everybody's part can be perfect in a network that is in pieces.
    relationships, humility, openness, emergence : DataFrame
        The parts of one principle each.
    formation : DataFrame
        Pairs of people not tied in this wave, with and without a ``common_contact``: ``pairs``,
        how many are ``new`` in the next wave, and the ``rate``; empty without a next wave.
    composite : DataFrame
        Empty unless asked for.
    """

    relationships: pd.DataFrame = field(default_factory=_table)
    humility: pd.DataFrame = field(default_factory=_table)
    openness: pd.DataFrame = field(default_factory=_table)
    emergence: pd.DataFrame = field(default_factory=_table)
    formation: pd.DataFrame = field(default_factory=_table)
    composite: pd.DataFrame = field(default_factory=_table)

    labels: ClassVar[Mapping[str, str]] = BEHAVIOR


@guarded
def network_behavior_profile(  # noqa: PLR0913  # one keyword per choice
    net: Network,
    *,
    later: Network | None = None,
    group: str = "organization",
    role: str = opened.ROLE,
    locale: str = opened.LOCALE,
    draws: int = 199,
    seed: int = 0,
    composite: bool = False,
    weights: Mapping[str, float] | None = None,
    least: int = LEAST,
    coverage: float = COVERAGE,
) -> BehaviorProfile:
    """List what each person does with ties, under the four principles of working in a network.

    Every part is printed with its numerator and denominator and, where there is one, beside random
    networks. The parts of a principle are a list and are not averaged.

    ============= =========== ==================================================================
    principle     part        what it is
    ============= =========== ==================================================================
    relationships R1          mean strength of the strongest tie to each contact, as a share of
                              the highest level of its scale
    ..            R2          strength that goes both ways, ``2 sum min(w_ij, w_ji)`` of all, if
                              one kind can show it and its ties differ in strength; else contacts
                              tied both ways. Kinds that are mutual by construction are left out
    ..            R3          mean over contacts of the further kinds of tie, of those there are
    ..            R4          contacts kept in the next wave, of those still there
    humility      H1          balance ``1 - |2 l - 1|`` of the `learning_share` l, which is listed
                              too: who only learns and who only teaches both have 0
    ..            H2, H3      `redundancy` at two steps; 1 less `dependent_alters`
    openness      O1          contacts in other organizations
    ..            O2, O3, O4  pairs of contacts from two organizations, roles, locales
    emergence     E1          contacts met outside convenings and not by the convener, of those of
                              known context: who met at a convening too, or was introduced by
                              somebody not in the network, is none
    ..            E2          pairs of contacts, not tied now, who are tied in the next wave;
                              ``E2_credit`` shares each of them among all who stood between
    ..            E3          new ties that the person is reported to have introduced (their
                              number), and ``E3_cross``, the share between organizations
    ============= =========== ==================================================================

    Parameters
    ----------
    net : Network
        One wave. Two people are contacts if either learned from the other; parallel ties are one.
    later : Network, optional
        The next wave, for R4, E2 and E3, which are not observed without it.
    group, role, locale : str
        Columns of people. Without a column ``role`` or ``locale`` its part is not observed.
    draws : int, default 199
        How many random networks of each sort; 0 for none.
    seed : int, default 0
        Same networks, same seed, same answer.
    composite : bool, default False
        Whether to make one number of the four as well (W24).
    weights : mapping, optional
        Principle → weight in the composite; equal ones if left out.
    least : int, default 5
        From how many ties on a person's shares are given; with fewer their counts stand alone.
        A convention of this library: no study stands behind it.
    coverage : float, default 0.7
        From which share of pairs observed on they are, in the network and of the person's own. A
        convention as well.

    Returns
    -------
    BehaviorProfile
        ``table`` with a row per person and part: ``term``, ``estimate``; ``std_error``, leaving
        out one contact at a time; ``conf_low`` and ``conf_high``, the Jeffreys interval of a share
        of counts; ``n``, the contacts; ``person``, ``numerator``, ``denominator``; ``base``, what
        O1 would be if ties ignored organization, and for E2 how often people without a contact in
        common were tied; ``expected``, ``difference``, ``percentile`` and ``draws`` among random
        networks: for H2, H3 and O1 to O4 those in which everybody has as many ties, for R2 those
        in which everybody learned from and taught as many, with the strengths of what they
        learned, for E2 those in which everybody has as many new ties, among pairs that were not
        tied and could be observed. The others have no such comparison. ``reason`` is the code
        where the estimate is undefined or withheld: ``NO_ALTERS``, ``K<2``, ``FEW_TIES``,
        ``COVERAGE``, ``NOT_OBSERVED``, ``NOT_ELIGIBLE``, ``NO_SCALE``, ``ONE_KIND``,
        ``BOTH_WAYS``, ``NO_GROUP``, ``ONE_GROUP``, ``NO_GROUP_KNOWN``, ``ALL_TIED``,
        ``NO_INTRODUCTIONS``. The composite has the mean of each principle, their weighted
        geometric mean (all four must be there), and the lowest and highest place among the people
        that it has under 1,000 other weights. Warnings: W12, W15, W21, W24 and those about who
        answered and conveners.

    Raises
    ------
    DataError
        If there are several waves, or no such column.
    ArgumentError
        If a number is out of its range, or ``later`` is the same wave.

    Notes
    -----
    Whoever is the only one between two organizations is open by O1 and not needed less by H2: the
    principles oppose each other by construction. Ties that nobody could report are not there, so
    that counts are lower bounds. A strength above the highest level counts as the highest.

    References
    ----------
    Obstfeld, D. (2005). Social networks, the tertius iungens orientation, and involvement in
    innovation. *Administrative Science Quarterly*, 50, 100-130, for introducing as what is seen
    in E3 alone.

    Squartini, T., Picciolo, F., Ruzzenenti, F. & Garlaschelli, D. (2013). Reciprocity of weighted
    networks. *Scientific Reports*, 3, 2729.

    Examples
    --------
    Ana works with Ben of her own organization and with Cleo and Dan of two others.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "C"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana"] * 3, "learned_from": ["ben", "cleo", "dan"]})
    >>> found = nw.network_behavior_profile(nw.Network(people, ties), draws=0, least=1)
    >>> rows = found.openness.set_index(["person", "term"]).loc["ana"]
    >>> rows.loc[["O1", "O2"], ["numerator", "denominator", "estimate"]].round(3)
          numerator  denominator  estimate
    term
    O1          2.0          3.0     0.667
    O2          3.0          3.0     1.000
    """
    if weights is not None and not composite:
        raise errors.setting_out_of_range("weights", "need composite=True", weights)
    given = one_number.weights_for(weights)
    settings = Settings(draws, seed, least, coverage)
    seeds = settings.seeds(4)
    labels = opened.labels_of(net, group, role, locale)
    next_wave = seen_from(net, later)
    related, mutual = relationships(net, next_wave, draws, seeds[1])
    parts = {
        "relationships": related,
        "humility": humility(net),
        "openness": opened.openness(net, group, labels),
    }
    alike = _chance(net, labels, settings, seeds[0])
    for name in ("humility", "openness"):
        parts[name] = [_beside(one, alike) for one in parts[name]]
    emerged = emergence(net, next_wave, group, draws, seeds[2])
    parts["emergence"] = emerged.parts
    withheld = withholding(net, settings)
    lists = {
        name: [one if one.id == "E3" else one.withheld(withheld) for one in made]
        for name, made in parts.items()
    }
    number, also = pd.DataFrame(), list(emerged.notices)
    if composite:
        number = one_number.composed(
            net.people.index, lists, given, np.random.default_rng(seeds[3])
        )
        also.append(one_number.notice(given))
    chances = [one for one in (alike, mutual, emerged.chance) if one is not None]
    found = _profile(net, lists, chances, settings, also)
    formation = pd.DataFrame() if emerged.formation is None else emerged.formation
    return dataclasses.replace(found, formation=formation, composite=number)


def _chance(net: Network, labels: opened.Labels, settings: Settings, seed: int) -> Chance | None:
    """Compute H2, H3 and O1 to O4 on networks in which everybody has as many ties."""
    if not settings.draws:
        return None

    def found(matrix: sparse.csr_array) -> Values:
        values = {name: one.values for name, one in opened.found_in(matrix, labels).items()}
        redundant, dependent = shares.redundant(matrix), shares.dependent(matrix)
        return values | {"H2": redundant.values, "H3": 1 - dependent.values}

    drawn = reference(net, "degrees", settings.draws, seed, Choices())
    networks = ((key, one.structure()) for key, one in drawn.networks)
    return judge(drawn.key, networks, found(net.structure()), found, DEGREES)


def _beside(one: Part, chance: Chance | None) -> Part:
    return one.beside(chance) if chance is not None and one.id in chance.judged else one


def _profile(
    net: Network,
    parts: Mapping[str, list[Part]],
    chances: list[Chance],
    settings: Settings,
    also: list[Notice],
) -> BehaviorProfile:
    """Put tables, sentence and warnings together."""
    contacts = np.diff(net.structure().indptr)
    tables = {
        name: table_of(net.people.index, contacts, made, BEHAVIOR) for name, made in parts.items()
    }
    whole = together(list(tables.values()), net.n)
    warned = notices(net, settings, {one.words: one.distinct for one in chances})
    placed = any(one.enough for one in chances) and bool(whole["percentile"].notna().any())
    return BehaviorProfile(
        whole,
        _sentence(contacts, parts, settings),
        tuple(by_weight([*warned, *also])),
        claim=2 if placed else 1,
        passport=passport_of(net, "network_behavior_profile", settings.seed),
        network=beside(net),
        **tables,
    )


def _sentence(contacts: np.ndarray, parts: Mapping[str, list[Part]], settings: Settings) -> str:
    """Say for how many people shares can be read, and the one that everybody asks for."""
    people, enough = len(contacts), int((contacts >= settings.least).sum())
    ties = count(settings.least, "tie", "ties")
    have = f"{enough:,} {'has' if enough == 1 else 'have'} {ties} or more"
    lead = f"Of {count(people)}, {have}, so that shares of them can be read."
    share, base = opened.crossing_median(parts["openness"])
    crossing = ""
    if enough > 1 and not np.isnan(share):
        crossing = (
            f" The median of their shares of contacts in other organizations is {share:.0%}; if "
            f"ties ignored organization it would be {base:.0%}."
        )
    return f"{lead}{crossing} Parts are listed, not added up. {UNTESTED}"
