"""How much of the network crosses the lines of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN, findings, series
from netweave.analytics.passports import passport
from netweave.registry import measure
from netweave.results import Result

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


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
