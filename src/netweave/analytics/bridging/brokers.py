"""Who stands between two people who are not tied: inside a group, into it, out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels import brokers
from netweave.analytics import _groups as groups
from netweave.analytics._facts import strengths
from netweave.analytics._weights import ties_of, with_ties
from netweave.registry import measure

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.network import Network

MERGED = ("coordinator", "consultant", "gatekeeper_or_representative", "liaison")


@measure(
    "brokerage",
    "person",
    needs=("group", "one kind if weighted"),
    formula="method 3; Gould & Fernandez 1989",
    range="0 and above",
    unit="pairs of people between whom the person stands",
    undefined={
        "NO_GROUP": "nobody's group is known",
        "CONVENER": "exclude_convener: the person is a convener",
        "NO_GROUP_KNOWN": "the person's group is not known",
        "ONE_GROUP": "all known people are of one group: nobody can stand between groups",
    },
)
def brokerage(
    net: Network,
    *,
    group: str = "organization",
    directed: bool | None = None,
    weighted: bool = False,
    partial: bool = False,
    expected: bool = False,
    exclude_convener: bool = False,
) -> pd.DataFrame:
    """Count whom each person passes learning between, in Gould and Fernandez' five roles.

    A person j brokers if j learned from i and k learned from j, but k did not learn from i. The
    groups of i, j and k give the role of j: **coordinator** (all three of one group),
    **consultant** (i and k of one group, j of another), **gatekeeper** (i of another group: brings
    learning in), **representative** (k of another group: carries learning out), **liaison** (three
    groups). Whoever reads the arrows the other way round has gatekeeper and representative swapped.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. People whose group is unknown are left out with
        their ties. Parallel ties count once. Two people who both kept silent count as not tied,
        because nobody could say so: there are then too many triples.
    group : str, default "organization"
        A column of people.
    directed : bool, optional
        True follows the learning. With False, for ties without a direction, each two people who
        are not tied count once, and gatekeeper and representative are one role. Left out, it is
        False where every kind that enters is mutual, as of people who met or wrote together,
        because there are no directions to follow; else True.
    weighted : bool, default False
        Count a triple by what the weaker of its two ties exceeds the direct tie from i to k by, so
        that a weak direct tie lessens brokerage and does not end it. This is netweave's own
        variant; with ties of strength 1 it is the count. Thresholds change nothing then. With
        directed=False the strengths of both directions are added up.
    partial : bool, default False
        Share each triple among all who stand between the same two.
    expected : bool, default False
        Give instead the mean over all ways to deal the labels to the people, ties as they are.
    exclude_convener : bool, default False
        Leave out every triple with a convener, as broker or at either end; conveners are NaN. The
        members have the same numbers as in ``net.without("convener")``, which leaves conveners out
        of the table as well. Two members whom only a convener joins are then joined by nobody.

    Returns
    -------
    DataFrame of float
        One row per person: ``coordinator``, ``consultant``, ``gatekeeper``, ``representative``
        (``gatekeeper_or_representative`` instead of both if not directed), ``liaison``, and
        ``total``. Counts, not normalized: large groups make some roles likely, see ``expected``.
        0 for a person without ties; NaN for a person of unknown group, and for conveners if they
        are left out. If all are of one group
        nobody can stand between groups, and all but ``coordinator`` and ``total`` are NaN.

    Raises
    ------
    DataError
        If people has no such column, or if weighted and the network holds several kinds.

    References
    ----------
    Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage
    in transaction networks. *Sociological Methodology*, 19, 89-126.

    Examples
    --------
    Ben learned from Ana, Cleo and Dan learned from Ben. What Ana knows comes into Ben's
    organization through Ben, to Cleo; and back to Ana's, to Dan.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["A", "B", "B", "A"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "dan"],
    ...     "learned_from": ["ana", "ben", "ben"],
    ... })
    >>> found = nw.brokerage(nw.Network(people, ties))
    >>> found.loc["ben"].to_dict()  # doctest: +NORMALIZE_WHITESPACE
    {'coordinator': 0.0, 'consultant': 1.0, 'gatekeeper': 1.0, 'representative': 0.0,
     'liaison': 0.0, 'total': 2.0}
    >>> float(found.drop("ben").to_numpy().sum())
    0.0
    """
    directed = follows(net) if directed is None else directed
    codes, _ = groups.coded(net, group)
    known = codes >= 0
    if exclude_convener:
        known &= ~net.convener.to_numpy(dtype=bool)
    ties = among(net, known, weighted=weighted, directed=directed)
    count = brokers.portions if weighted else brokers.roles
    found = count(ties, codes[known], partial=partial)
    if expected:
        chances = brokers.chances(np.bincount(codes[known]))
        found = found.sum(axis=1, keepdims=True) * chances
    values = np.full((net.n, len(roles(directed=directed)) + 1), np.nan)
    counted = merged(found, directed=directed)
    values[known] = np.column_stack([counted, counted.sum(axis=1)])
    if len(np.unique(codes[known])) == 1:
        values[:, 1:-1] = np.nan
    return pd.DataFrame(
        values, index=net.people.index, columns=[*roles(directed=directed), "total"]
    )


def follows(net: Network) -> bool:
    """Say whether there is learning to follow, which ties without a direction do not show."""
    with_ties(net)
    used = net.structural_kinds or list(net.kinds.index)
    return not used or not net.kinds.loc[used, "mutual"].all()


def roles(*, directed: bool) -> tuple[str, ...]:
    """Give the names of the roles."""
    return brokers.ROLES if directed else MERGED


def merged(found: np.ndarray, *, directed: bool) -> np.ndarray:
    """Give roles as they are, or without directions: each pair once, two roles as one."""
    if directed:
        return found
    gateway = (found[:, 2] + found[:, 3]) / 2
    return np.stack([found[:, 0] / 2, found[:, 1] / 2, gateway, found[:, 4] / 2], axis=1)


def among(net: Network, known: np.ndarray, *, weighted: bool, directed: bool) -> sparse.csr_array:
    """Give the ties among some people: rows learned from columns."""
    if not directed:
        ties = strengths(net, weighted=weighted, directed=False)
    else:
        ties = ties_of(net, weighted=weighted)
    if known.all():
        return ties
    inner: sparse.csr_array = ties[known][:, known]
    return inner
