"""Ties to people outside the cohort: whom members learn from there, and who learns from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import errors
from netweave._checks import as_list, has_columns
from netweave._guard import guarded
from netweave.analytics._facts import NAN, known_group
from netweave.analytics.partners import rates
from netweave.analytics.partners.leaving import answered
from netweave.analytics.passports import notices_for, passport
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

SORT = "role"
NOT_KNOWN = "not known"
FORMULA = "arcs between members and people outside; share of members Beta(x + 1/2, n − x + 1/2)"
# Warnings about pairs of members say nothing of ties to people who were never asked.
ABOUT_PAIRS = {"W02", "W03"}


@dataclass(frozen=True, repr=False)
class OutsideTies(Result):
    """A `Result` about ties to people outside, by who these are and where members work.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `outside_ties` and `knowledge_reach` for the rows of the table.
    by_sort : DataFrame
        Index the sort of people outside, such as their role: how many there are (``people``), how
        many of them are tied to a member (``tied``), the ``ties``, and how many ``members`` have
        one.
    by_group : DataFrame
        Index organization of the members: ``members`` whose place is known, how many of them are
        ``tied`` to somebody outside, and the ``ties``. Small counts show single people: show them
        through an audience.
    """

    by_sort: pd.DataFrame = field(default_factory=pd.DataFrame)
    by_group: pd.DataFrame = field(default_factory=pd.DataFrame)


@guarded
def outside_ties(
    net: Network,
    *,
    column: str = "outside",
    values: str | Iterable[object] | None = None,
    sort: str = SORT,
    group: str = "organization",
) -> OutsideTies:
    """Say how many members learn from people outside the cohort, such as researchers and experts.

    People outside are on the list of people too, marked in a column of it, since a tie joins two
    people of the network. They are nobody's members: leave them out, ``net.without(…)``, before
    anything is said about the cohort itself.

    Parameters
    ----------
    net : Network
        One wave, with the people outside in it. Ties are binary; of one kind only, if you give
        ``net.where(kind=…)``.
    column : str, default "outside"
        The column of people that says who is outside.
    values : str or iterable, optional
        Which of its values mean outside, such as ``["researcher", "expert"]`` of the column role.
        Left out, the column holds True and False; missing is a member.
    sort : str, default "role"
        The column of people that tells sorts of people outside apart; without it all are one.
    group : str, default "organization"
        The column of people by which members are counted.

    Returns
    -------
    OutsideTies
        Row ``members_tied``: of the members (``n``) the share who learned from somebody outside,
        with Jeffreys interval; members who did not answer and of whom no such tie is known are
        left out. Row ``people_tied``: how many people outside members learned from, of ``n`` on
        the list; the list often holds nobody but those who were named, so no share is given. Row
        ``ties``: how many ties that are. NaN, with the code in ``reason``, where there is no
        member. The claim is 1: it describes what members report.

    Raises
    ------
    DataError
        If people lack a column, if the column is not True and False and no values are given, or if
        nobody has one of the values.

    See Also
    --------
    knowledge_reach : The other way, who outside learns from members.

    References
    ----------
    Brown, L. D., Cai, T. T. & DasGupta, A. (2001). Interval estimation for a binomial proportion.
    *Statistical Science*, 16, 101-133.

    Examples
    --------
    Rosa and Sven are researchers. Ana learned from both, Ben from nobody outside.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"role": ["teacher", "teacher", "researcher", "researcher"]},
    ...     index=["ana", "ben", "rosa", "sven"],
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben"],
    ...     "learned_from": ["rosa", "sven", "ana"],
    ... })
    >>> found = nw.outside_ties(nw.Network(people, ties), column="role", values="researcher")
    >>> found.table[["term", "estimate", "n"]]
               term  estimate  n
    0  members_tied       0.5  2
    1   people_tied       2.0  2
    2          ties       2.0  4
    >>> found.sentence
    '1 of 2 members learned from somebody outside the cohort (50 in 100, 95% interval
    6 to 94), from 2 people in all.'
    """
    outside = _outside(net, column, values)
    return _found(net, outside, "learner", (sort, group))


@guarded
def knowledge_reach(
    net: Network,
    *,
    column: str = "outside",
    values: str | Iterable[object] | None = None,
    sort: str = SORT,
    group: str = "organization",
) -> OutsideTies:
    """Say how many people outside the cohort learned from a member.

    What members learn may travel on, to colleagues who never came to a session. This counts the
    first step only, as members report it ("Whom outside did you teach?").

    Parameters
    ----------
    net : Network
        One wave, with the people outside in it. Ties are binary; of one kind only, if you give
        ``net.where(kind=…)``.
    column : str, default "outside"
        The column of people that says who is outside.
    values : str or iterable, optional
        Which of its values mean outside; left out, the column holds True and False.
    sort : str, default "role"
        The column of people that tells sorts of people outside apart; without it all are one.
    group : str, default "organization"
        The column of people by which members are counted.

    Returns
    -------
    OutsideTies
        Rows as in `outside_ties`, of ties in which somebody outside is the learner and a member is
        learned from. NaN, with the code in ``reason``, where there is no member, and
        "NOT_OBSERVED" where only learners were asked, about everything, and no such tie is known.
        The claim is 1.

    Raises
    ------
    DataError
        As in `outside_ties`.

    See Also
    --------
    outside_ties : The other way, whom outside members learn from.

    References
    ----------
    Brown, Cai & DasGupta (2001), as in `outside_ties`.

    Examples
    --------
    Tove and Uli, who are not in the cohort, learned from Ana; Ben taught nobody outside.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"outside": [False, False, True, True]}, index=["ana", "ben", "tove", "uli"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["tove", "uli"], "learned_from": ["ana", "ana"]})
    >>> found = nw.knowledge_reach(nw.Network(people, ties))
    >>> found.table.set_index("term")["estimate"].to_dict()
    {'members_tied': 0.5, 'people_tied': 2.0, 'ties': 2.0}
    """
    outside = _outside(net, column, values)
    return _found(net, outside, "learned_from", (sort, group))


def _outside(net: Network, column: str, values: str | Iterable[object] | None) -> np.ndarray:
    """Mark the people outside."""
    people = net.people
    if column not in people.columns:
        mend = "Mark who is outside, or name another column and its values=."
        raise errors.DataError(f"{errors.missing_column('people', column, people.columns)} {mend}")
    given = people[column]
    if values is not None:
        wanted = as_list(values)
        there = given.isin(wanted)
        if not there.any():
            raise errors.DataError(
                f"nobody has {errors.listed(wanted)} in people[{column!r}], which holds "
                f"{errors.listed(given.dropna().unique())}. Give values= as they stand there."
            )
        return np.asarray(there)
    known = given.dropna()
    if not set(known.unique()) <= {True, False}:
        raise errors.DataError(
            f"people[{column!r}] must hold True and False, got {errors.listed(known.unique())}. "
            "Say which of its values mean outside: values=[…]."
        )
    return np.asarray(given.astype("boolean").fillna(value=False).to_numpy(dtype=bool))


def _found(net: Network, outside: np.ndarray, role: str, columns: tuple[str, str]) -> OutsideTies:
    """Count the ties of members with people outside, in which members have one role."""
    arcs = net.structure(directed=True)
    arcs = arcs if role == "learner" else arcs.T.tocsr()
    ties = sparse.csr_array(arcs[np.flatnonzero(~outside)][:, np.flatnonzero(outside)])
    tied = np.diff(ties.indptr) > 0
    known = answered(net, role)[~outside] | tied
    others = np.asarray(ties.sum(axis=0)).ravel() > 0
    reporters = set(net.kinds.loc[net.structural_kinds, "reporter"])
    unasked = role == "learned_from" and reporters == {"learner"} and not ties.nnz
    reason = "NOT_OBSERVED" if unasked else "" if known.any() else "EMPTY"
    members = net.without(net.people.index[outside])
    name = "outside_ties" if role == "learner" else "knowledge_reach"
    counts = (int(tied.sum()), int(known.sum()), int(others.sum()), ties.nnz)
    return OutsideTies(
        _table(counts, len(tied), len(others), reason),
        _sentence(counts, len(tied), role, reason),
        tuple(one for one in notices_for(members) if one.code not in ABOUT_PAIRS),
        passport=replace(passport(members, name), formula=FORMULA, ties=ties.nnz),
        by_sort=_by_sort(net, outside, ties, columns[0]),
        by_group=_by_group(members, ties, known, columns[1]),
    )


def _table(
    counts: tuple[int, int, int, int], members: int, outside: int, reason: str
) -> pd.DataFrame:
    tied, known, others, ties = counts
    share = (NAN, NAN, NAN) if reason else rates.rate(tied, known)
    numbers = [NAN, NAN] if reason else [float(others), float(ties)]
    return pd.DataFrame({
        "term": ["members_tied", "people_tied", "ties"],
        "estimate": [share[0], *numbers],
        **dict.fromkeys(("std_error", "statistic", "p_value"), NAN),
        "conf_low": [share[1], NAN, NAN],
        "conf_high": [share[2], NAN, NAN],
        "n": [known, outside, members * outside],
        "method": [rates.METHOD, "count", "count"],
        "reason": pd.Series([reason or None] * 3, dtype="str"),
    })


def _sentence(counts: tuple[int, int, int, int], members: int, role: str, reason: str) -> str:
    """Say how many members have a tie to somebody outside, and to how many people."""
    tied, known, others, _ = counts
    if reason == "NOT_OBSERVED":
        return "Who outside the cohort learned from members is not known: only learners were asked."
    if reason:
        return "No member's ties to people outside the cohort are known."
    people = "1 person" if others == 1 else f"{others:,} people"
    share = rates.said(rates.rate(tied, known))
    who = f"{tied:,} of {known:,} {'member' if known == 1 else 'members'}"
    silent = "" if known == members else f" {members - known:,} did not answer."
    if role == "learner":
        said = f"learned from somebody outside the cohort ({share}), from {people} in all."
    else:
        was = "was" if tied == 1 else "were"
        said = f"{was} learned from by somebody outside the cohort ({share}), by {people} in all."
    return f"{who} {said}{silent}"


def _by_sort(net: Network, outside: np.ndarray, ties: sparse.csr_array, sort: str) -> pd.DataFrame:
    """Count people outside, and their ties, by what they are; the usual column may be missing."""
    if sort != SORT:
        has_columns("people", [sort], net.people)
    sorts = net.people[sort] if sort in net.people.columns else pd.Series(index=net.people.index)
    names = sorts[outside].astype("str").where(sorts[outside].notna(), NOT_KNOWN).to_numpy()
    codes, labels = pd.factorize(names, sort=True)
    table = ties.tocoo()
    pairs = pd.DataFrame({"member": table.row, "person": table.col, "sort": codes[table.col]})
    grouped = pairs.groupby("sort")
    found = pd.DataFrame({
        "people": np.bincount(codes, minlength=len(labels)),
        "tied": grouped["person"].nunique().reindex(range(len(labels)), fill_value=0),
        "ties": grouped["person"].count().reindex(range(len(labels)), fill_value=0),
        "members": grouped["member"].nunique().reindex(range(len(labels)), fill_value=0),
    })
    return found.astype("int64").set_axis(pd.Index(labels, name=sort, dtype="str"))


def _by_group(
    members: Network, ties: sparse.csr_array, known: np.ndarray, group: str
) -> pd.DataFrame:
    """Count members, and their ties to people outside, by organization."""
    labels = known_group(members, group).fillna(NOT_KNOWN)
    each = np.diff(ties.indptr)
    table = pd.DataFrame({"members": known, "tied": each > 0, "ties": each}).astype("int64")
    found: pd.DataFrame = table.groupby(labels.to_numpy()).sum()
    return found.rename_axis(group)
