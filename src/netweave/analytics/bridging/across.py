"""How much of the network crosses the lines of groups."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

import numpy as np

from netweave._checks import one_of
from netweave.affiliations import Affiliations
from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN, findings, series
from netweave.analytics._weights import by_weight
from netweave.analytics.bridging import possible
from netweave.analytics.bridging.met import Met, met
from netweave.analytics.nulls.spoken import FEW, labelings, share
from netweave.analytics.passports import notices_for, passport
from netweave.codes import Notice
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network

    Row = tuple[str, float, int, str]


_METHOD = "E-I index; expectation: labels permuted"
_GROUPS = {
    "NO_GROUP": "nobody's group is known",
    "ONE_GROUP": "all known people are of one group",
}


@measure(
    "ei_index",
    "network",
    needs=("group", "one kind if weighted", "seed"),
    formula="method 3; Krackhardt & Stern 1988",
    range="-1 (all ties inside groups) to 1 (all across)",
    unit="share across less share inside",
    undefined={
        "EMPTY": "nobody",
        **_GROUPS,
        "NO_TIES": "no ties among people of known group",
        "NOT_OBSERVED": "expected, difference: nobody could report any pair",
        "NO_VARIANCE": "rescaled: the number of ties and the sizes allow one value only",
        "SAME_BY_CHANCE": "percentile: every permutation gives the same index",
    },
)
def ei_index(
    net: Network | Affiliations,
    *,
    group: str = "organization",
    weighted: bool = False,
    directed: bool = False,
    permutations: int | None = None,
    strata: str | None = None,
    seed: int = 0,
) -> Result:
    """Compare ties across groups with ties inside, beside what the sizes of the groups imply.

    The index is (external - internal)/(external + internal). **Zero is not the neutral value**:
    with many small groups nearly all pairs are external, and a network that ignores groups has
    the expected value of the table, ``1 - 2 sum_g n_g (n_g - 1)/(n (n - 1))``, exact when labels
    are permuted freely over the people whose group is known. Where it is known who answered, it is
    the index of all pairs (arrows, if directed) that somebody could report, for every kind:
    ``1 - 2 (such pairs inside)/(such pairs)``.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; one kind of tie if weighted. People whose group is unknown are left out with
        their ties, and people without ties count in the sizes of the groups only. Of records of
        meetings, one kind of tie: ``sessions.where(kind=…)``; their weights (Newman's) always
        count, and no pair is built. The row ``rescaled`` lays every tie elsewhere by itself and
        is left out then, and column ``n`` counts the people of known group.
    group : str, default "organization"
        A column of people.
    weighted : bool, default False
        Add up strengths, both directions, instead of counting pairs who are tied either way;
        ``directed`` then changes nothing, and neither do thresholds.
    directed : bool, default False
        Count a tie that goes both ways twice.
    permutations : int, optional
        Hand the labels out anew so many times and place the observed index among the results.
    strata : str, optional
        A column of people, such as their role, within whose levels labels are exchanged; people
        who have none recorded are a level of their own. The expected value is then the mean of
        such exchanges, which is exact too and hangs on the ties. Where somebody did not answer,
        labels are exchanged only among people who answered the same, with or without strata.
    seed : int, default 0
        Seed of the permutations.

    Returns
    -------
    Result
        Rows ``observed``, ``expected``, ``difference``, ``external``, ``internal``,
        ``rescaled``. The index goes from -1 to 1. ``rescaled`` is 2 (observed - least)/(most -
        least) - 1, where the same ties (or strengths) are laid on the pairs so that the index is
        greatest, as many as can be on pairs across, and least, as many as can be on pairs inside:
        -1 is as far inside and 1 as far across as the sizes of the groups allow.

        With permutations there are two further rows, ``expected_permuted``, the mean over them,
        and ``percentile``, the share of permuted indices below the observed one, ``(below +
        equal/2 + 1/2)/(permutations + 1)``; and row ``observed`` has the standard deviation over
        permutations as ``std_error``, the distance to their mean in such deviations as
        ``statistic``, and twice the smaller tail as ``p_value``. W15, and a claim that only
        describes, if fewer than 20 labelings are possible or were drawn.

        NaN, with the code in column ``reason``, if nobody's group is known, if there is one group
        only, if there are no ties; ``rescaled`` also where least and most are the same, and
        ``percentile`` where all permutations give one index, and the expectation where nobody
        could report any pair.

    Raises
    ------
    DataError
        If people has no such column, or if weighted and the network holds several kinds.
    ArgumentError
        If ``permutations`` is below 1.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. *Social Psychology Quarterly*, 51, 123-140.

    Examples
    --------
    Two organizations of two people. One tie crosses, one does not: 0. Of the six pairs four
    cross: (4 - 2)/6. Two ties could both cross (1) or both stay inside (-1), so the rescaled index
    is the index.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["ben", "cleo"]})
    >>> result = nw.ei_index(nw.Network(people, ties))
    >>> result.table.set_index("term")["estimate"].round(3)
    term
    observed      0.000
    expected      0.333
    difference   -0.333
    external      1.000
    internal      1.000
    rescaled      0.000
    Name: estimate, dtype: float64
    """
    possible.checked(permutations, seed)
    if isinstance(net, Affiliations):
        ties: groups.Labelled | Met = met(net, group)
        chance = groups.expected_index(net, group)
        levels, what = possible.strata_of(net, strata, ties.people), "strength of ties"
    else:
        arrows = directed and not weighted
        ties = groups.labelled(net, group, weighted=weighted, directed=arrows)
        chance = groups.expected_index(net, group, directed=arrows)
        levels = possible.alike(net, possible.strata_of(net, strata, ties.people), ties.people)
        what = "strength of ties" if weighted else "arrows" if directed else "ties"
    split, people = ties.split(), groups.sizes(net, group)
    reason = groups.why_no_index(net, split, people)
    if strata is not None:
        chance = NAN if reason else possible.expected(ties, levels)
    draws = None
    if permutations is not None:
        draws = possible.Shuffled()
        if not reason:
            draws = possible.shuffled(ties, levels, groups.index(split), permutations, seed)
    made = passport(net, "ei_index", seed=None if draws is None else seed, weighted=weighted)
    sentence = possible.sentence(split, chance, reason, group, what)
    found = Result(_table(ties, chance, reason, draws), sentence, notices_for(net), passport=made)
    if draws is None or permutations is None or np.isnan(draws.percentile):
        return found
    return _placed(found, draws, (permutations, labelings(ties.labels, levels)), group)


def _placed(found: Result, draws: possible.Shuffled, counts: tuple[int, int], group: str) -> Result:
    """Say how many ways to hand out labels gave fewer ties across; too few of them say nothing."""
    permutations = counts[0]
    if min(counts) < FEW:
        few = Notice("W15", f"Ways to hand out {group}, or permutations: {min(counts)}.")
        return dataclasses.replace(found, warnings=(few, *found.warnings))
    also = f" and {share(draws.equal, permutations)} in 100 as many" if draws.equal else ""
    sentence = (
        f"{found.sentence} Of {permutations} ways to hand out {group} at random, "
        f"{share(draws.less, permutations)} in 100 gave fewer ties across{also}."
    )
    return dataclasses.replace(found, sentence=sentence, claim=2)


def _rows(split: np.ndarray, chance: float, reason: str, counts: tuple[int, int]) -> list[Row]:
    """Give the rows that need no tie by itself; the counts are of ties and of people."""
    observed, (ties, people) = NAN if reason else groups.index(split), counts
    unseen = (reason or "NOT_OBSERVED") if np.isnan(chance) else ""
    return [
        ("observed", observed, ties, reason),
        ("expected", chance, people, unseen),
        ("difference", NAN if reason else observed - chance, ties, reason or unseen),
        ("external", split[0], ties, ""),
        ("internal", split[1], ties, ""),
    ]


def _table(
    ties: groups.Labelled | Met, chance: float, reason: str, draws: possible.Shuffled | None
) -> pd.DataFrame:
    """Put the index, its expectation and its bounds into the vocabulary of results."""
    people = len(ties.people)
    count = people if isinstance(ties, Met) else len(ties.weights)
    observed = groups.index(ties.split())
    rows = _rows(ties.split(), chance, reason, (count, people))
    if not isinstance(ties, Met):  # needs every tie by itself
        place = NAN if reason else possible.rescaled(ties, observed)
        why = (reason or "NO_VARIANCE") if np.isnan(place) else ""
        rows.append(("rescaled", place, count, why))
    if draws is not None:
        rows += [
            ("expected_permuted", draws.mean, count, reason),
            ("percentile", draws.percentile, count, reason or draws.reason),
        ]
    table = findings(rows, _METHOD)
    if draws is not None:
        found = [draws.spread, NAN, draws.p_value]
        if draws.spread > 0:
            found[1] = (observed - draws.mean) / draws.spread
        table.loc[0, ["std_error", "statistic", "p_value"]] = found
    return table


@measure(
    "ei_index_by_person",
    "person",
    needs=("group", "one kind if weighted"),
    formula="method 3; Krackhardt & Stern 1988",
    range="-1 (all ties inside the person's group) to 1 (all across)",
    unit="share across less share inside",
    undefined={
        **_GROUPS,
        "NO_ALTERS": "the person has no ties",
        "NO_GROUP_KNOWN": "the person's group, or that of all contacts, is not known",
    },
)
def ei_index_by_person(
    net: Network | Affiliations,
    *,
    group: str = "organization",
    weighted: bool = False,
    role: Literal["both", "learned", "taught"] = "both",
    expected: bool = False,
) -> pd.Series:
    """Compare each person's ties across groups with those inside the person's own group.

    **Zero is not the neutral value**: see ``expected``.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; one kind of tie if weighted. Contacts whose group is unknown are left out. Of
        records of meetings, one kind of tie: ``sessions.where(kind=…)``; their weights (Newman's)
        always count, and no pair is built.
    group : str, default "organization"
        A column of people.
    weighted : bool, default False
        Add up strengths instead of counting contacts; thresholds then change nothing.
    role : {"both", "learned", "taught"}, default "both"
        Ties either way, those to the people this person learned from, or those to the people who
        learned from this person. Parallel ties are one, or are added up if weighted.
    expected : bool, default False
        Give instead what a person of that group would have if ties ignored groups:
        ``1 - 2 (n_g - 1)/(n - 1)`` over the people whose group is known, or, where it is known
        who answered, the same over the pairs of this person that somebody could report.

    Returns
    -------
    Series of float
        -1 to 1, named ``ei_index_by_person`` with ``_learned`` or ``_taught`` and ``_weighted`` as
        asked, or ``ei_index_by_person_expected``. NaN for a person without ties in this role, of
        unknown group, or without a contact of known group, and for everybody if there is one group
        only; the expectation needs no ties.

    Raises
    ------
    DataError
        If people has no such column, or if weighted and the network holds several kinds.
    ArgumentError
        If the role is none of the three.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. *Social Psychology Quarterly*, 51, 123-140.

    Examples
    --------
    Ana has one tie inside her organization and one outside, Ben one inside, Cleo one outside.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["ben", "cleo"]})
    >>> net = nw.Network(people, ties)
    >>> nw.ei_index_by_person(net).to_dict()
    {'ana': 0.0, 'ben': -1.0, 'cleo': 1.0, 'dan': nan}
    >>> nw.ei_index_by_person(net, expected=True).round(3).to_dict()
    {'ana': 0.333, 'ben': 0.333, 'cleo': 0.333, 'dan': 0.333}
    """
    one_of("role", ("both", "learned", "taught"), role)
    if expected:
        values = groups.expected_by_person(net, group)
        return series(net, values, "ei_index_by_person_expected")
    weighted = by_weight(net, weighted=weighted)
    values = groups.index_by_person(net, group, weighted=weighted, role=role)
    name = "ei_index_by_person" + ("" if role == "both" else f"_{role}") + "_weighted" * weighted
    return series(net, values, name)
