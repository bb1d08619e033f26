"""A cohort's change beside that of a comparison group: difference in differences."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave.codes import Notice
from netweave.compare.case import prepared
from netweave.compare.chance import lacking, rows, told
from netweave.compare.chance.paired import SIDES, Paired
from netweave.compare.estimate import CANNOT_TELL
from netweave.compare.outcome import merged
from netweave.compare.permutations.tails import listing, written
from netweave.compare.wording import number
from netweave.network import Network
from netweave.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netweave.compare.estimate import Primary

Waves = tuple[Network, Network]
ALIKE = "Without the cohort, ties would have changed alike in both groups (parallel trends)."
SAME = "Ties were asked about in the same way in both groups, and in both waves."
APART = "What the cohort did reached nobody in the comparison group."
BY_LOT = "Who was in which group was assigned at random."
NOT_BY_LOT = "Who was in which group was not assigned at random, so nothing secures the first one."
LESS = "This is a difference between two changes, not an effect"


@dataclass(frozen=True, repr=False)
class DifferenceInDifferences(Result):
    """The change in a cohort less that in a comparison group.

    Parameters
    ----------
    table, sentence, warnings, claim, passport
        As in ``Result``. Terms: ``difference_in_differences`` (P1 of the cohort less P1 of the
        comparison group, with the widest interval), the same with ``_person``, ``_organization``
        and ``_dyad`` (the intervals it was chosen from), ``density_difference`` (the same of the
        share of pairs across that are tied, which does not grow with the size of a group),
        ``formation_difference`` (the same of the share of pairs across not tied before that are
        tied after), ``P1_cohort`` and ``P1_comparison``, ``formation_cohort`` and
        ``formation_comparison``, each with its own widest interval. ``n`` counts
        people, organizations or pairs of both groups; ``reason`` says why a value or an interval
        is missing.
    groups : DataFrame
        Index "cohort", "comparison group": ``people``, ``organizations``, ``pairs`` across that
        were observed both times, ties across per person ``before`` and ``after``, ``change``.
    verdict : str
        "up", "down" or "cannot tell": the last where the difference or its interval is undefined,
        the interval includes no difference, a change is not borne out by the same reporters,
        the sign hangs on whether ties are counted per person or per pair, or W03, W07 or W09 was
        raised.
    assumptions : tuple of str
        What an effect takes for granted, one sentence each.
    lacks : tuple of str
        Why this is no more than a difference between two changes; empty where the claim is 5.
    reason : str
        Why the difference is undefined, as in `before_after`; "" where it is not.
    """

    groups: pd.DataFrame = field(default_factory=pd.DataFrame)
    verdict: str = CANNOT_TELL
    assumptions: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    reason: str = ""


@guarded
def difference_in_differences(
    cohort: Waves,
    comparison: Waves,
    *,
    group: str = "organization",
    kind: str | None = None,
    assigned_at_random: bool = False,
    allow_opportunity: bool = False,
    members_only: bool = True,
) -> DifferenceInDifferences:
    """Set the change in a cohort against that in a comparison group.

    The change in ties across organizations per person (P1 of `before_after`) in the cohort, less
    the same in people who were not in it: on a wait list, or of organizations that declined. It
    is the only way here to an effect, and takes for granted that without the cohort both groups
    would have changed alike. Two waves cannot test that.

    Parameters
    ----------
    cohort, comparison : tuple of two Networks
        Before and after: ``(net.wave("baseline"), net.wave("endline"))``. Nobody but conveners may
        be in both groups.
    group : str, default "organization"
        The column of people whose groups ties cross.
    kind : str, optional
        The kind of tie, the same in both. Left out, it is the only kind marked as headline in the
        cohort.
    assigned_at_random : bool, default False
        Whether it was decided by lot who was in which group.
    allow_opportunity : bool, default False
        Whether a kind that is only an opportunity, such as attendance, may be taken (W07). It
        needs a threshold: ``net.with_threshold({kind: level})``.
    members_only : bool, default True
        Whether conveners of either wave are left out.

    Returns
    -------
    DifferenceInDifferences
        ``table``, ``groups``, ``assumptions``, ``verdict``. The claim is 5, and the sentence
        speaks of an effect under its condition, only where the difference is told ("up" or
        "down"), both groups have six organizations or more and share none, something changed in
        both, and none of W01 to W04, W07, W09, W10, W18 and W19 was raised. Else ``lacks`` says
        why, and it is 3; or 1 without an interval, with fewer than 80 in 100 pairs observed in
        one of the groups, or where W03, W07 or W09 says that the waves of one cannot be compared.
        W18 and W19 are about the difference: the sign with ties counted from one level lower or
        higher, and pairs not observed in one of the waves, filled against it. Undefined (NaN, with
        ``reason``) where P1 of one of the groups is.

    Raises
    ------
    DataError
        If a network holds several waves, lacks the kind, or nobody is in both waves.
    ArgumentError
        If somebody is in both groups, ``cohort`` or ``comparison`` is not two networks, the two
        waves of one are the same or stand backwards, or the kind must be named.
    RefusalError
        E-HEADLINE if the kind is an opportunity and ``allow_opportunity`` is False.

    Notes
    -----
    A tie is a pair of whom at least one learned from the other; direction, strength and parallel
    ties do not enter, people without ties do. The two groups are taken as independent: of each of
    the three ways (people, organizations, pairs) the squared standard errors of both add up, with
    the degrees of freedom of Welch and Satterthwaite for people and organizations, and the widest
    of the three is reported. Where nothing at all changed in one of the groups its standard error
    is taken as 0: the interval is that of the other group, with its degrees of freedom, is too
    narrow, and ``lacks`` says so. Ties per person can grow more in a larger group, so the
    difference is given per pair too, and of new ties alone.

    References
    ----------
    Welch, B. L. (1947). The generalization of 'Student's' problem when several different
    population variances are involved. *Biometrika*, 34, 28-35.

    Examples
    --------
    Two people in each of two organizations, in either group. Of the four pairs across, the cohort
    ties two, the others one: per person 2 · (2/4) = 1 against 2 · (1/4) = 0.5.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> def group(names, across):
    ...     homes = pd.DataFrame({"organization": ["Elm", "Elm", "Hill", "Hill"]}, index=names)
    ...     rows = [(names[0], names[1], "start"), (names[0], names[1], "end")]
    ...     rows += [(names[one], names[other], "end") for one, other in across]
    ...     ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave"])
    ...     net = nw.Network(homes, ties, waves=["start", "end"])
    ...     return net.wave("start"), net.wave("end")
    >>> cohort = group(["ana", "ben", "cleo", "dan"], [(0, 2), (1, 3)])
    >>> others = group(["eva", "finn", "gus", "hal"], [(0, 2)])
    >>> found = nw.compare.difference_in_differences(cohort, others)
    >>> found.table.set_index("term")["estimate"][["P1_cohort", "P1_comparison"]].tolist()
    [1.0, 0.5]
    >>> float(found.table.set_index("term").loc["difference_in_differences", "estimate"])
    0.5
    >>> found.claim, found.verdict
    (3, 'cannot tell')
    """
    switches = (allow_opportunity, members_only)
    first = prepared(*_two("cohort", cohort), group, kind, switches)
    second = prepared(*_two("comparison", comparison), group, first.kind, switches)
    found = Paired((first, second))
    _apart(found)
    notices = merged([*_notices(found)])
    lacks = lacking.lacks(found, notices)
    assumptions = (ALIKE, SAME, APART, BY_LOT if assigned_at_random else NOT_BY_LOT)
    made = told.passport_of(first, cohort, "difference_in_differences", 0)
    return DifferenceInDifferences(
        table=rows.frame(_rows(found)),
        sentence=_sentence(found, notices, lacks, assigned_at_random),
        warnings=notices,
        claim=lacking.claim(found, lacks),
        passport=replace(
            made,
            wave=f"{made.wave}; comparison group: {' → '.join(second.labels)}",
            people=sum(len(side.panel.people) for side in found.sides),
            ties=None,
        ),
        groups=_groups(found),
        verdict=found.verdict,
        assumptions=assumptions,
        lacks=lacks,
        reason=found.reason,
    )


def _two(name: str, waves: Waves) -> Waves:
    rule = "must be two networks, (before, after)"
    if not isinstance(waves, tuple | list) or len(waves) != 2:
        raise errors.setting_out_of_range(name, rule, type(waves).__name__)
    for one in waves:
        if not isinstance(one, Network):
            raise errors.setting_out_of_range(name, rule, f"a pair with {type(one).__name__}")
    return waves[0], waves[1]


def _apart(found: Paired) -> None:
    """Refuse people who are in both groups."""
    first, second = (side.waves[0].people.index.union(side.waves[1].people.index, sort=False)
                     for side in found.sides)  # fmt: skip
    both = first[first.isin(second)]
    if len(both):
        raise errors.in_both_groups([str(person) for person in both])


def _notices(found: Paired) -> Iterator[Notice]:
    """Give what is to be known of either group, named, and of the two beside each other."""
    yield from found.notices
    yield from filter(None, (found.turned, found.undone))
    for name, side in zip(SIDES, found.sides, strict=True):
        for notice in told.notices_of(side):
            yield Notice(notice.code, f"{name[0].upper()}{name[1:]}: {notice.found}")


# ---------------------------------------------------------------------- laying it out


def _rows(found: Paired) -> Iterator[rows.Row]:
    people = sum(side.found.people for side in found.sides)
    pairs = sum(side.found.pairs for side in found.sides)
    spread, reason, term = found.spread, found.reason, "difference_in_differences"
    yield rows.headline(term, found.estimate, spread, people, reason)
    yield from rows.candidates(term, spread)
    yield rows.headline("density_difference", found.density, found.density_spread, pairs, reason)
    formed = found.formed
    both = formed[0].beside(formed[1])
    yield rows.headline("formation_difference", *both, reason or found.formed_reason)
    for name, side in zip(("cohort", "comparison"), found.sides, strict=True):
        one = side.found
        change = float("nan") if one.reason else one.estimate
        yield rows.headline(f"P1_{name}", change, one.spread, one.people, one.reason)
    for name, rate in zip(("cohort", "comparison"), formed, strict=True):
        yield rows.headline(
            f"formation_{name}", rate.estimate, rate.spread, rate.pairs, rate.reason
        )


def _groups(found: Paired) -> pd.DataFrame:
    def row(one: Primary) -> dict[str, float]:
        before, after = (float("nan"),) * 2 if one.reason else one.means
        return {
            "people": one.people,
            "organizations": one.organizations,
            "pairs": one.pairs,
            "before": before,
            "after": after,
            "change": after - before,
        }

    table = pd.DataFrame([row(side.found) for side in found.sides], index=list(SIDES))
    whole = dict.fromkeys(("people", "organizations", "pairs"), "int64")
    return table.astype(whole).rename_axis("group")


# ---------------------------------------------------------------------- saying it


def _sentence(
    found: Paired,
    notices: tuple[Notice, ...],
    lacks: tuple[str, ...],
    by_lot: bool,  # noqa: FBT001
) -> str:
    words = found.sides[0].words
    if found.reason:
        side = found.sides[SIDES.index(found.undefined[0])]
        why = told.why_not(side, found.reason)
        lead = (
            f"How much more {words.ties} across {words.groups} changed than in the comparison "
            f"group cannot be said: of the {listing(found.undefined)}, {why}."
        )
        return " ".join([lead, *_cautions(found, notices)])
    digits = _digits(found)
    first, second = (_change(side.found, digits) for side in found.sides)
    lead = (
        f"In the cohort, {words.ties} across {words.groups} per {words.member} changed by {first}, "
        f"in the comparison group by {second}: a difference of {_signed(found.estimate, digits)} "
        f"({_sure(found, digits)})."
    )
    meaning = f"{LESS}: {'; '.join(lacks)}." if lacks else _effect(by_lot=by_lot)
    return " ".join([lead, _formed_words(found), meaning, *_cautions(found, notices)])


def _digits(found: Paired) -> int:
    """Give as few decimals, one or two, as let the printed changes and their difference agree."""
    first, second = (side.found.estimate for side in found.sides)
    apart = round(first, 1) - round(second, 1)
    return 1 if math.isclose(apart, round(found.estimate, 1), abs_tol=1e-9) else 2


def _signed(value: float, digits: int) -> str:
    text = number(value, digits)
    return f"+{text}" if value > 0 and float(text) else text


def _change(found: Primary, digits: int) -> str:
    before, after = (number(mean, digits) for mean in found.means)
    return f"{_signed(found.estimate, digits)} ({before} → {after})"


def _sure(found: Paired, digits: int) -> str:
    """Say the interval, and how many people it is from."""
    counts = [
        f"{side.found.people:,} people in {side.words.count(side.found.organizations)}"
        for side in found.sides
    ]
    beside = " beside ".join(counts)
    interval = found.spread.widest
    if interval is None:
        return f"no interval; {beside}"
    p = found.spread.p_value
    tested = "" if math.isnan(p) else f", p = {written(p)}"
    ends = f"{number(interval.low, digits)} to {number(interval.high, digits)}"
    return f"95% interval {ends}{tested}; {beside}"


def _formed_words(found: Paired) -> str:
    """Say how many of the pairs that were not tied became so, in either group."""
    if found.formed_reason:
        return "In one of the groups no pair across could become tied."
    rates = [f"{number(100 * one.estimate, 0)} in 100" for one in found.formed]
    return (
        f"Of the pairs across that were not tied, {rates[0]} became so in the cohort and "
        f"{rates[1]} in the comparison group."
    )


def _effect(*, by_lot: bool) -> str:
    """Speak of an effect, and of what that takes for granted."""
    if by_lot:
        return (
            "Who was in which group was assigned at random, so that without the cohort both would "
            "have changed alike but for chance: if nothing of it reached the comparison group, "
            "the difference is the effect of the cohort."
        )
    return (
        "If ties would have changed alike in both groups without the cohort, and nothing of it "
        "reached the comparison group, the difference is the effect of the cohort. Who was in "
        "which group was not assigned at random, and two waves cannot test this."
    )


def _cautions(found: Paired, notices: tuple[Notice, ...]) -> Iterator[str]:
    """Give the cautions that the warnings of either group call for."""
    codes = [notice.code for notice in notices]
    for name, side in zip(SIDES, found.sides, strict=True):
        own = [notice for notice in told.notices_of(side) if notice.code in codes]
        text = told.without_disclaimer(told.said(side, (), tuple(own)))
        if text:
            yield f"{name[0].upper()}{name[1:]}: {text}"
    if found.notices:
        yield "The two groups were not asked in the same way, so part of the difference may " \
              "come from that."  # fmt: skip
