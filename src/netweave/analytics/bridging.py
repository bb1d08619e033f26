"""Who has holes around them, and how much of the network crosses the lines of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave._kernels import holes
from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN, findings, series, strengths
from netweave.analytics.passports import passport
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network

_ISOLATE = {"NO_ALTERS": "the person has no ties"}


def _suffix(name: str, *, weighted: bool, directed: bool) -> str:
    return name + ("_weighted" if weighted else "_directed" * directed)


@measure(
    "constraint",
    "person",
    needs=("one kind if weighted",),
    formula="method 3; Burt 1992, eq. 2.4",
    range="above 0; 1 for a single tie; can exceed 1",
    unit="share of a person's ties spent on contacts who know each other",
    undefined=_ISOLATE,
)
def constraint(net: Network, *, weighted: bool = False, directed: bool = False) -> pd.Series:
    """Say how much a person's ties lead back to the same few people: Burt's constraint.

    Few alternatives give a high value. ``p_ij`` is the share of i's ties spent on j; the
    constraint is the sum over j of ``(p_ij + sum_q p_iq p_qj)²``, where q's ties are those in the
    whole network.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted.
    weighted : bool, default False
        Use strengths, both directions added up; ``directed`` then changes nothing, and neither
        do thresholds.
    directed : bool, default False
        Count a tie that goes both ways twice.

    Returns
    -------
    Series of float
        Above 0, and not capped at 1: each of three people who all know each other has 1.125.
        A single tie gives 1. NaN for a person without ties. Named ``constraint``
        (``constraint_weighted``, ``constraint_directed``).

    Raises
    ------
    DataError
        If weighted and the network holds several kinds.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, eq. 2.4.

    Examples
    --------
    Ana knows three people who do not know each other: three times (1/3)². For each of them she is
    the only contact.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.constraint(net).round(3).to_dict()
    {'ana': 0.333, 'ben': 1.0, 'cleo': 1.0, 'dan': 1.0}
    """
    z = strengths(net, weighted=weighted, directed=directed)
    name = _suffix("constraint", weighted=weighted, directed=directed)
    return series(net, holes.constraint(z), name)


@measure(
    "effective_size",
    "person",
    needs=("one kind if weighted",),
    formula="method 3; Burt 1992, eq. 2.2; Borgatti 1997",
    range="1 to the person's degree",
    unit="contacts",
    undefined=_ISOLATE,
)
def effective_size(net: Network, *, weighted: bool = False, directed: bool = False) -> pd.Series:
    """Count a person's contacts, less what they have in common: Burt's effective size.

    With binary ties it is the degree less the mean number of ties that a contact has to the other
    contacts, ``k - 2t/k`` for t ties among k contacts.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted.
    weighted : bool, default False
        Use strengths, both directions added up; ``directed`` then changes nothing, and neither
        do thresholds.
    directed : bool, default False
        Count a tie that goes both ways twice.

    Returns
    -------
    Series of float
        1 to the person's degree; NaN for a person without ties. Named ``effective_size``
        (``effective_size_weighted``, ``effective_size_directed``).

    Raises
    ------
    DataError
        If weighted and the network holds several kinds.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes*. Harvard University Press, eq. 2.2.

    Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. *Connections*,
    20(1), 35-38.

    Examples
    --------
    Ana has three contacts, of whom two know each other: 3 - 2·1/3.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "ben"],
    ...     "learned_from": ["ana", "ana", "ana", "cleo"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.effective_size(net).round(3).to_dict()
    {'ana': 2.333, 'ben': 1.0, 'cleo': 1.0, 'dan': 1.0}
    """
    z = strengths(net, weighted=weighted, directed=directed)
    name = _suffix("effective_size", weighted=weighted, directed=directed)
    return series(net, holes.effective_size(z), name)


@measure(
    "open_two_paths",
    "person",
    formula="method 2.1",
    range="0 to k(k - 1)/2",
    unit="pairs of contacts who are not tied",
)
def open_two_paths(net: Network) -> pd.Series:
    """Count the pairs of a person's contacts who are not tied to each other.

    Parameters
    ----------
    net : Network
        One wave.

    Returns
    -------
    Series of float
        0 to k(k - 1)/2 for k contacts. Never missing.

    References
    ----------
    Everett, M. G. & Borgatti, S. P. (2020). Unpacking Burt's constraint measure. *Social
    Networks*, 62, 50-57.

    Examples
    --------
    Of Ana's three pairs of contacts, Ben and Cleo are tied.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> from netweave.analytics.bridging import open_two_paths
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan", "ben"],
    ...     "learned_from": ["ana", "ana", "ana", "cleo"],
    ... })
    >>> open_two_paths(nw.Network(["ana", "ben", "cleo", "dan"], ties)).to_dict()
    {'ana': 2.0, 'ben': 0.0, 'cleo': 0.0, 'dan': 0.0}
    """
    return series(net, holes.open_pairs(net.structure()), "open_two_paths")


_GROUPS = {
    "NO_GROUP": "nobody's group is known",
    "ONE_GROUP": "all known people are of one group",
}


@measure(
    "ei_index",
    "network",
    needs=("group",),
    formula="method 3; Krackhardt & Stern 1988",
    range="-1 (all ties inside groups) to 1 (all across)",
    unit="share across less share inside",
    undefined={"EMPTY": "nobody", **_GROUPS, "NO_TIES": "no ties among people of known group"},
)
def ei_index(net: Network, *, group: str = "organization") -> Result:
    """Compare ties across groups with ties inside, beside what the sizes of the groups imply.

    The index is (external - internal)/(external + internal). **Zero is not the neutral value**:
    with many small groups nearly all pairs are external, and a network that ignores groups has
    the expected value of the table, ``1 - 2 sum_g n_g (n_g - 1)/(n (n - 1))``, exact when labels
    are permuted freely over the people whose group is known.

    Parameters
    ----------
    net : Network
        One wave. People whose group is unknown are left out with their ties.
    group : str, default "organization"
        A column of people.

    Returns
    -------
    Result
        Rows ``observed``, ``expected``, ``difference``, ``external``, ``internal``; the index
        goes from -1 to 1. NaN, with the code in column ``reason``, if nobody's group is known,
        if there is one group only, or if there are no ties.

    Raises
    ------
    DataError
        If people has no such column.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. *Social Psychology Quarterly*, 51, 123-140.

    Examples
    --------
    Two organizations of two people. One tie crosses, one does not: 0. Of the six pairs four
    cross: (4 - 2)/6.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ana"], "learned_from": ["ben", "cleo"]})
    >>> result = nw.ei_index(nw.Network(people, ties))
    >>> result.table.set_index("term")["estimate"].round(3).to_dict()
    {'observed': 0.0, 'expected': 0.333, 'difference': -0.333, 'external': 1.0, 'internal': 1.0}
    """
    ties, people = groups.tie_counts(net, group), groups.sizes(net, group)
    reason = groups.why_no_index(net, ties, people)
    observed, expected = groups.index(ties), groups.expected_index(people)
    no_expectation = reason if reason != "NO_TIES" else ""
    rows = [
        ("observed", NAN if reason else observed, ties.sum(), reason),
        ("expected", expected, people.sum(), no_expectation),
        ("difference", NAN if reason else observed - expected, ties.sum(), reason),
        ("external", ties[0], ties.sum(), ""),
        ("internal", ties[1], ties.sum(), ""),
    ]
    table = findings(rows, "E-I index; expectation: labels permuted")
    sentence = groups.index_sentence(ties, expected, reason, group)
    return Result(table, sentence, passport=passport(net, "ei_index"))


@measure(
    "ei_index_by_person",
    "person",
    needs=("group",),
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
    net: Network, *, group: str = "organization", expected: bool = False
) -> pd.Series:
    """Compare each person's ties across groups with those inside the person's own group.

    **Zero is not the neutral value**: see ``expected``.

    Parameters
    ----------
    net : Network
        One wave. Contacts whose group is unknown are left out.
    group : str, default "organization"
        A column of people.
    expected : bool, default False
        Give instead what a person of that group would have if ties ignored groups:
        ``1 - 2 (n_g - 1)/(n - 1)`` over the people whose group is known.

    Returns
    -------
    Series of float
        -1 to 1, named ``ei_index_by_person`` (``ei_index_by_person_expected``). NaN for a person
        without ties, of unknown group, or without a contact of known group, and for everybody if
        there is one group only; the expectation needs no ties.

    Raises
    ------
    DataError
        If people has no such column.

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
    if expected:
        values = groups.expected_by_person(net, group)
        return series(net, values, "ei_index_by_person_expected")
    return series(net, groups.index_by_person(net, group), "ei_index_by_person")


def mixing(net: Network, *, group: str = "organization") -> pd.DataFrame:
    """Count the ties between each two groups, and how many departures would end them.

    Parameters
    ----------
    net : Network
        One wave. People whose group is unknown are left out.
    group : str, default "organization"
        A column of people.

    Returns
    -------
    DataFrame
        One row per unordered pair of groups, each group with itself included, in alphabetical
        order: ``organization_a``, ``organization_b``, ``people_a``, ``people_b``, ``ties`` (pairs
        of people who are tied, either way), ``pairs`` (pairs of people there could be),
        ``density`` (ties/pairs; NaN for one person with themselves), ``support`` (the fewest
        people whose departure ends all ties between the two, which is the size of a maximum
        matching; NaN inside a group). ``support`` 1 is a single thread.

    Raises
    ------
    DataError
        If people has no such column.

    References
    ----------
    König, D. (1931). Graphs and matrices. *Matematikai és Fizikai Lapok*, 38, 116-119.

    Examples
    --------
    Ana and Ben of A both learned from Cleo, who is one of two people of B.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["cleo", "cleo"]})
    >>> table = nw.mixing(nw.Network(people, ties))
    >>> table[["organization_a", "organization_b", "ties", "pairs", "density", "support"]]
      organization_a organization_b  ties  pairs  density  support
    0              A              A     0      1      0.0      NaN
    1              A              B     2      4      0.5      1.0
    2              B              B     0      1      0.0      NaN
    """
    return groups.pair_table(net, group)
