"""Who is tied to whom, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netweave._checks import one_of
from netweave._guard import guarded
from netweave.analytics import _groups as groups
from netweave.analytics._weights import by_weight

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network


@guarded
def mixing(
    net: Network | Affiliations,
    *,
    group: str = "organization",
    directed: bool = False,
    weighted: bool = False,
    expected: Literal["labels", "degrees"] | None = None,
) -> pd.DataFrame:
    """Count the ties between each two groups, and how many departures would end them.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; one kind of tie if weighted. People whose group is unknown are left out. Of
        records of meetings, one kind of tie: ``sessions.where(kind=…)``; their weights (Newman's)
        always count, and no pair is built.
    group : str, default "organization"
        A column of people.
    directed : bool, default False
        Count arrows, from the group of the learners to that of the people they learned from; a tie
        that goes both ways counts once in each direction.
    weighted : bool, default False
        Add up the weights of ties (both directions, unless directed) instead of counting them;
        thresholds then change nothing.
    expected : {"labels", "degrees"}, optional
        Add the ties expected by chance, and say what chance is to keep. "labels": the ties, while
        everybody's group is handed out anew; the mean is then the number of ties times the share
        of all ``pairs`` that are of this row: exactly so, if everybody answered.
        "degrees": every group's number of ties, ``k_a k_b/2m`` for k_a ends of ties in group a
        (``k_a²/4m`` inside; directed ``k_a k_b/m``), which is what modularity compares with.

    Returns
    -------
    DataFrame
        One row per unordered pair of groups, each group with itself included, in alphabetical
        order: ``organization_a``, ``organization_b``, ``people_a``, ``people_b``, ``ties`` (pairs
        of people who are tied, either way), ``pairs`` (pairs of people there could be; where it
        is known who answered, those that somebody could report, for every kind), ``density``
        (ties/pairs; NaN without pairs, as of one person alone), ``support`` (the fewest
        people whose departure ends all ties between the two, which is the size of a maximum
        matching; NaN inside a group, and for records of meetings, where that takes every tie by
        itself), and ``expected`` if asked for. ``support`` 1 is a single
        thread: see `single_threads`.

        Directed: one row per ordered pair, ``learner`` (group of the learners), ``learned_from``
        (group of those they learned from), ``people_learner``, ``people_learned_from``, ``ties``,
        ``pairs``, ``density``, and ``expected`` if asked for.

        Weighted: ``strength`` in place of ``ties``, and ``density`` is the mean strength of a
        pair, tied or not.

    Raises
    ------
    DataError
        If people has no such column, or if weighted and the network holds several kinds.
    ArgumentError
        If ``expected`` is neither of the two.

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
    >>> net = nw.Network(people, ties)
    >>> table = nw.mixing(net)
    >>> table[["organization_a", "organization_b", "ties", "pairs", "density", "support"]]
      organization_a organization_b  ties  pairs  density  support
    0              A              A     0      1      0.0      NaN
    1              A              B     2      4      0.5      1.0
    2              B              B     0      1      0.0      NaN

    Two ties on six pairs: 2·4/6 across are expected if groups do not matter.

    >>> nw.mixing(net, expected="labels")["expected"].round(3).tolist()
    [0.333, 1.333, 0.333]
    >>> arrows = nw.mixing(net, directed=True, expected="labels")
    >>> arrows[["learner", "learned_from", "ties", "pairs", "expected"]]
      learner learned_from  ties  pairs  expected
    0       A            A     0      2  0.333333
    1       A            B     2      4  0.666667
    2       B            A     0      4  0.666667
    3       B            B     0      2  0.333333
    """
    one_of("expected", ("labels", "degrees", None), expected)
    table = groups.arc_table if directed else groups.pair_table
    return table(net, group, expected, weighted=by_weight(net, weighted=weighted))


@guarded
def single_threads(net: Network, *, group: str = "organization") -> pd.DataFrame:
    """List the pairs of groups whose ties would all end if one person left, and who that is.

    Parameters
    ----------
    net : Network
        One wave. People whose group is unknown are left out. Ties count whichever way the learning
        went; parallel ties are one.
    group : str, default "organization"
        A column of people.

    Returns
    -------
    DataFrame
        One row per pair of groups with ``support`` 1 in `mixing`, in alphabetical order:
        ``organization_a``, ``organization_b``, ``ties`` (pairs of people who are tied),
        ``person_a`` and ``person_b``, the id of the person of either group whose departure ends
        them. One tie ends with either person, so both are named; of several ties all have one
        person in common, and the other side is missing.

    Raises
    ------
    DataError
        If people has no such column.

    See Also
    --------
    mixing : All pairs of groups, with the support of each.

    References
    ----------
    König, D. (1931). Graphs and matrices. *Matematikai és Fizikai Lapok*, 38, 116-119.

    Examples
    --------
    Ana and Ben of A both learned from Cleo of B; Dan of C learned from Ana.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "A", "B", "C"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "dan"],
    ...     "learned_from": ["cleo", "cleo", "ana"],
    ... })
    >>> nw.single_threads(nw.Network(people, ties))
      organization_a organization_b  ties person_a person_b
    0              A              B     2      NaN     cleo
    1              A              C     1      ana      dan
    """
    ties = groups.labelled(net, group)
    table = groups.pair_table(net, group)
    thin = table[table["support"] == 1].reset_index(drop=True)
    names = groups.coded(net, group)[1]
    across = ties.labels[ties.one] != ties.labels[ties.other]
    one, other = ties.one[across], ties.other[across]
    first = ties.labels[one] < ties.labels[other]
    a, b = np.where(first, one, other), np.where(first, other, one)
    ends = pd.DataFrame({
        "organization_a": names[ties.labels[a]],
        "organization_b": names[ties.labels[b]],
        "person_a": net.people.index[ties.people[a]],
        "person_b": net.people.index[ties.people[b]],
    })
    pair = ["organization_a", "organization_b"]
    found = ends.groupby(pair)[["person_a", "person_b"]]
    sole = found.first().where(found.first() == found.last())
    return thin[[*pair, "ties"]].merge(sole, on=pair, how="left", validate="1:1")
