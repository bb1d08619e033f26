"""Who was no longer there, by where people stood at the start and what they got."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave.analytics._facts import NAN
from netweave.analytics._groups import coded, split_by_person
from netweave.analytics.partners import rates
from netweave.analytics.passports import notices_for, passport
from netweave.coverage import asked_about
from netweave.results import Result

if TYPE_CHECKING:
    from netweave.network import Network

# The two groups of each question, and how a sentence calls them.
SPLITS = {
    "any_tie": ("no_tie", "some_tie"),
    "ties": ("few_ties", "many_ties"),
    "cross_ties": ("no_cross_tie", "some_cross_tie"),
    "value": ("low_value", "high_value"),
}
WORDS = {
    "any_tie": ("without any tie", "with one"),
    "ties": ("with at most as many ties as half of them have", "with more"),
    "cross_ties": ("without a tie to another {group}", "with one"),
    "value": ("who got less out of it", "who got more"),
}
FORMULA = (
    "share of the people of the first wave who are not in the second; interval Beta(x + 1/2, "
    "n − x + 1/2); differences by Zou & Donner 2008"
)


@dataclass(frozen=True, repr=False)
class Attrition(Result):
    """A `Result` about who was no longer there, with the counts behind it.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `attrition` for the rows of the table.
    counts : DataFrame
        Index term; ``people`` and of them ``left``. With small counts a single person can be
        recognized: show them through an audience.
    """

    counts: pd.DataFrame = field(default_factory=pd.DataFrame)


@guarded
def attrition(
    before: Network,
    after: Network,
    *,
    value: str | pd.Series | None = None,
    group: str = "organization",
    members_only: bool = True,
) -> Attrition:
    """Say how many people were no longer there, by their ties and what they got at the start.

    Those who stay in a network are not a chance sample of those who began. Whoever had no tie to
    another organization, or got little out of it, may have left more often; why they did, ties do
    not show. Nobody is named.

    Parameters
    ----------
    before, after : Network
        One wave each. Somebody has left who is in the first and not in the second; people who
        declined in the second cannot be told from them.
    value : str or Series, optional
        What people said at the start that they got out of it: a column of the people of
        ``before``, or a Series over them; numbers, or True and False.
    group : str, default "organization"
        What ties cross.
    members_only : bool, default True
        Whether people who are convener in either wave are left out, with their ties.

    Returns
    -------
    Attrition
        Shares of people who left, with Jeffreys interval and ``n`` people: ``all``; ``no_tie`` and
        ``some_tie``; ``few_ties`` (at most the median) and ``many_ties``; ``no_cross_tie`` and
        ``some_cross_tie``; with ``value``, ``low_value`` (at most the median, or less than it where
        nobody is above) and ``high_value``. Rows ``…_difference`` are the first less the second.
        Ties are binary, direction disregarded. People whose place is not known stand in rows
        ``…_not_known`` and in neither group: who did not answer and may therefore have had more
        ties than were seen, who has no known organization or said nothing of the value. NaN, with
        the code in ``reason``: for a group of nobody, for nobody at all, and for ties across where
        at most one organization is known. The claim is 1: it describes.

    Raises
    ------
    DataError
        If people lack the column, the value is neither numbers nor True and False, or a Series
        names somebody who was not there at the start, or somebody twice.

    References
    ----------
    Brown, L. D., Cai, T. T. & DasGupta, A. (2001). Interval estimation for a binomial proportion.
    *Statistical Science*, 16, 101-133.

    Zou, G. Y. & Donner, A. (2008). Construction of confidence limits about effect measures: a
    general approach. *Statistics in Medicine*, 27, 1693-1702.

    Examples
    --------
    Ana and Cleo are tied across organizations and stay; Ben and Dan have no tie, and Dan leaves.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Hill", "Hill", "Lake", "Lake"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["cleo"]})
    >>> start = nw.Network(people, ties)
    >>> found = nw.attrition(start, start.without(["dan"]))
    >>> table = found.table.set_index("term")
    >>> table.loc[["all", "no_cross_tie", "some_cross_tie"], ["estimate", "n"]]
                    estimate  n
    term
    all                 0.25  4
    no_cross_tie        0.50  2
    some_cross_tie      0.00  2
    """
    who = _members(before, after, members_only=members_only)
    start = before if who is None else before.without(who)
    left = ~start.people.index.isin(after.people.index)
    if isinstance(value, pd.Series):
        _check_people(value, before.people.index)
    splits = _splits(start, value, group)
    counts = {"all": (len(left), int(left.sum()))}
    rows = [_row("all", counts["all"], "EMPTY")]
    for name, (place, reason) in splits.items():
        for at, term in enumerate((*SPLITS[name], f"{name}_not_known")):
            here = place == (at if at < 2 else -1)
            counts[term] = int(here.sum()), int(left[here].sum())
        rows += _rows(name, counts, reason)
    table = _table(rows)
    labels = (before.the_wave or "before", after.the_wave or "after")
    return Attrition(
        table,
        _sentence(counts, splits, group),
        notices_for(start),
        passport=replace(passport(start, "attrition"), formula=FORMULA, wave=" → ".join(labels)),
        counts=pd.DataFrame(counts, index=["people", "left"]).T.rename_axis("term"),
    )


def answered(net: Network, role: str = "") -> np.ndarray:
    """Mark who answered about every kind that enters, or of whom it is not known.

    A role ("learner" or "learned_from") asks for those who answered as such.
    """
    everybody = np.ones(net.n, dtype=bool)
    for kind in net.structural_kinds:
        about = asked_about(net, kind)
        if about.reporter == "record":
            continue
        voices = about.roles or (about.gave, about.gave)
        chosen = {"learner": voices[0], "learned_from": voices[1]}
        everybody &= chosen.get(role, about.gave)
    return everybody


def _members(before: Network, after: Network, *, members_only: bool) -> pd.Index | None:
    """Give the conveners of either wave who are there at the start; None if they are kept."""
    if not members_only:
        return None
    marked = [net.people.index[net.convener.to_numpy()] for net in (before, after)]
    ids = marked[0].union(marked[1], sort=False)
    return ids[ids.isin(before.people.index)]


def _splits(
    start: Network, value: str | pd.Series | None, group: str
) -> dict[str, tuple[np.ndarray, str]]:
    """Give each person's group per question, -1 where it is not known, and why there are none."""
    matrix = start.structure()
    ties = np.diff(matrix.indptr)
    sure = answered(start)
    median = float(np.median(ties)) if start.n else 0.0
    found = {
        "any_tie": (_placed(ties > 0, known=sure | (ties > 0)), ""),
        "ties": (_placed(ties > median, known=sure | (ties > median)), ""),
        "cross_ties": _across(start, group, sure),
    }
    if value is not None:
        found["value"] = (_valued(start, value), "")
    return found


def _placed(second: np.ndarray, *, known: np.ndarray) -> np.ndarray:
    return np.where(known, second.astype(np.int64), -1)


def _across(start: Network, group: str, sure: np.ndarray) -> tuple[np.ndarray, str]:
    codes, names = coded(start, group)
    if len(names) < 2:
        reason = ("ONE_GROUP" if len(names) else "NO_GROUP") if start.n else "EMPTY"
        return np.full(start.n, -1), reason
    across = split_by_person(start, codes, weighted=False, role="any")[0] > 0
    return _placed(across, known=(codes >= 0) & (sure | across)), ""


def _check_people(value: pd.Series, people: pd.Index) -> None:
    """Refuse values of people who were not there, and several of one."""
    unknown = value.index[people.get_indexer(value.index) < 0].unique()
    if len(unknown):
        mend = "Give ids as they stand in before.people.index."
        raise errors.unknown_people("value", list(unknown), mend)
    if value.index.has_duplicates:
        again = value.index[value.index.duplicated()].unique()
        raise errors.DataError(
            f"value has several rows for {len(again)} person(s): {errors.listed(again)}. Keep one."
        )


def _valued(start: Network, value: str | pd.Series) -> np.ndarray:
    """Split people by what they got: at most the median, or below it if nobody is above."""
    if isinstance(value, str):
        if value not in start.people.columns:
            raise errors.missing_column("people", value, start.people.columns)
        given = start.people[value]
    else:
        given = value.reindex(start.people.index)
    try:
        numbers = given.astype("Float64").to_numpy(dtype=float, na_value=NAN)
    except (TypeError, ValueError):
        raise errors.DataError(
            f"value must be numbers or True and False, got {errors.listed(given.dropna().unique())}"
            ". Give the answers as numbers, from little to much."
        ) from None
    if np.isinf(numbers).any():
        raise errors.DataError("value must be numbers, but holds an infinite one. Correct it.")
    known = ~np.isnan(numbers)
    middle = float(np.median(numbers[known])) if known.any() else NAN
    above = numbers > middle
    return _placed(above if above.any() else numbers >= middle, known=known)


_Row = tuple[str, tuple[float, float, float], int, str, str]


def _row(term: str, count: tuple[int, int], reason: str = "NOBODY") -> _Row:
    people, left = count
    return term, rates.rate(left, people), people, rates.METHOD, "" if people else reason


def _rows(name: str, counts: dict[str, tuple[int, int]], reason: str) -> list[_Row]:
    """Give the rows of one question: both groups, their difference, and who is in neither."""
    first, second = SPLITS[name]
    why = reason or "NOBODY"
    rows = [_row(first, counts[first], why), _row(second, counts[second], why)]
    gap = rates.difference(rows[0][1], rows[1][1])
    people = counts[first][0] + counts[second][0]
    lacking = why if np.isnan(gap[0]) else ""
    rows.append((f"{first}_difference", gap, people, rates.DIFFERENCE, lacking))
    unknown = f"{name}_not_known"
    return rows + ([_row(unknown, counts[unknown])] if counts[unknown][0] else [])


def _table(rows: list[_Row]) -> pd.DataFrame:
    codes = pd.Series([row[4] for row in rows], dtype="str")
    return pd.DataFrame({
        "term": [row[0] for row in rows],
        "estimate": [row[1][0] for row in rows],
        **dict.fromkeys(("std_error", "statistic", "p_value"), NAN),
        "conf_low": [row[1][1] for row in rows],
        "conf_high": [row[1][2] for row in rows],
        "n": [row[2] for row in rows],
        "method": [row[3] for row in rows],
        "reason": codes.where(codes != ""),
    })


def _sentence(
    counts: dict[str, tuple[int, int]], splits: dict[str, tuple[np.ndarray, str]], group: str
) -> str:
    """Say how many left, and how many of those without and with ties across, or value."""
    people, left = counts["all"]
    if not people:
        return "Nobody was there at the start, so nobody can have left."
    was = "was" if left == 1 else "were"
    who = "person who was" if people == 1 else "people who were"
    parts = [
        f"Of {people:,} {who} there at the start, {left:,} {was} not there at the end "
        f"({rates.said(rates.rate(left, people))})."
    ]
    for name in ("cross_ties", "value"):
        pair = [counts[term] for term in SPLITS[name]] if name in splits else []
        if not pair or not all(size for size, _ in pair):
            continue
        (size, gone), (other, others) = pair
        gap = rates.difference(rates.rate(gone, size), rates.rate(others, other))
        words = [text.format(group=group) for text in WORDS[name]]
        parts.append(
            f"Of those {words[0]}, {gone:,} of {size:,}; of those {words[1]}, {others:,} of "
            f"{other:,} (difference {rates.said(gap)})."
        )
    return " ".join(parts)
