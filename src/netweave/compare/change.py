"""Before and after: how ties across organizations changed, and what may be said about it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netweave import _checks
from netweave._guard import guarded
from netweave.compare import account, flows, missing, thresholds, turnover, wording
from netweave.compare.case import prepared
from netweave.compare.estimate import estimate_table
from netweave.compare.outcome import Change
from netweave.compare.secondary.alone import RURAL, traits_of
from netweave.compare.secondary.found import beside
from netweave.compare.sentence import Sentence

if TYPE_CHECKING:
    import pandas as pd

    from netweave.codes import Notice
    from netweave.compare.case import Case
    from netweave.compare.secondary.found import Beside
    from netweave.network import Network


@dataclass(frozen=True)
class _Told:
    """What the sentence and the warnings are made from."""

    shares: pd.DataFrame
    turned: pd.DataFrame
    beside: Beside
    missing: missing.Missing | None
    levels: tuple[thresholds.AtLevel, ...]


@guarded
def before_after(  # noqa: PLR0913  # one keyword per fact
    before: Network,
    after: Network,
    *,
    group: str = "organization",
    kind: str | None = None,
    allow_opportunity: bool = False,
    members_only: bool = True,
    acquaintance: str | None = None,
    role: str = "role",
    locale: str = "locale",
    rural: str | Iterable[str] = RURAL,
    adjust: str = "holm",
) -> Change:
    """Say how ties across organizations changed between two waves, and how sure that is.

    The headline P1 is the change in ties across organizations per person, among the people who
    were eligible in both waves, whether they answered or not. Its interval is the widest of three:
    leaving out one person at a time, one organization at a time, and taking pairs as independent.
    A paired test on everybody's number of ties would count each tie twice and is not offered.
    It is a change, never an effect: there is no comparison group.

    Beside it stand the other estimands, each with its denominator, and what other ways to treat
    pairs that were not observed would give. Nobody is dropped for not answering.

    Parameters
    ----------
    before, after : Network
        One wave each: ``net.wave("baseline")``, ``net.wave("endline")``. The same ids name the
        same people.
    group : str, default "organization"
        The column of people whose groups ties cross.
    kind : str, optional
        The kind of tie to compare. Left out, it is the only kind marked as headline.
    allow_opportunity : bool, default False
        Whether a kind that is only an opportunity, such as attendance, may be compared; W07 says
        so. It needs a threshold: ``net.with_threshold({kind: level})``.
    members_only : bool, default True
        Whether people who are convener in either wave are left out.
    acquaintance : str, optional
        The kind of tie that says who knew whom at the start, for the pairs of strangers who are
        tied now. Left out, it is the kind called "acquaintance", if there is one. Where it was
        asked in the later wave only, or its kind is marked ``retrospective``, W10 says so. Pairs
        tied at the start are taken to have known each other.
    role, locale : str, default "role" and "locale"
        The columns of people for role-alike and rural isolates, and the role for weights by class.
        Where there is no such column, these are missing.
    rural : str or iterable of str
        What the locale of rural people begins with, case disregarded. The default is the word
        "rural" and the codes 41 to 43 of the National Center for Education Statistics.
    adjust : {"holm", "none"}, default "holm"
        Whether secondary p-values are adjusted for their number; where not, W23 says so.

    Returns
    -------
    Change
        ``table``, ``sentence``, ``warnings`` and the tables described there. P1 is any real
        number; it is undefined (NaN, with ``reason``) where nobody's organization is known, where
        there is one organization only, or where no pair across was observed in both waves; turnover
        and flows are given even then. It is undefined, with everything else, where a wave counts
        as not observed: who answered is known for the other wave only, or for neither and there is
        no tie. With fewer than six organizations, or where no pair is left without one of them,
        the interval over organizations is not used, there is no p-value, and W17 says "this cohort
        only". Where people answered in one wave only, the sentence says P1 over the pairs reported
        by the same people both times, and that the data cannot tell the direction if it differs.
        ``verdict`` is "up", "down" or "cannot tell": the last, and a claim that only describes,
        also where the waves were not recorded in the same way (W09), the kind is an opportunity
        (W07) or too few pairs were observed (W03). With fewer than 80 in 100 pairs of the panel
        observed in both waves the claim only describes as well. W18 is raised where one level of
        the scale up or down turns the sign, W19 where a change that is told could be undone by the
        pairs that were not observed.

    Raises
    ------
    DataError
        If a network holds several waves, lacks the kind, or if nobody is in both.
    ArgumentError
        If both are the same wave, ``before`` is the later one, the kind must be named, or there is
        no kind ``acquaintance``.
    RefusalError
        E-HEADLINE if the kind is an opportunity and ``allow_opportunity`` is False.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999), "Non-parametric standard errors and tests for
    network statistics", Connections 22(2), for the jackknife over people; its factor (n − 2)/2n
    holds for independent pairs only, so the ordinary (n − 1)/n is used here. Cohen, J. (1988),
    Statistical Power Analysis for the Behavioral Sciences, ch. 6, for h. Holm, S. (1979), "A simple
    sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, for the
    adjustment.

    Examples
    --------
    Two people in each of two organizations. Of the four pairs across, none was tied before and one
    is tied after; each person has two possible ties across: P1 = 2 · (1/4 − 0/4).

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Hill", "Hill", "Lake", "Lake"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben"],
    ...     "learned_from": ["ben", "ben", "cleo"],
    ...     "wave": ["start", "end", "end"],
    ... })
    >>> net = nw.Network(people, ties)
    >>> change = nw.compare.before_after(net.wave("start"), net.wave("end"))
    >>> float(change.table.set_index("term").loc["P1", "estimate"])
    0.5
    >>> change.turnover.loc["cross", ["kept", "new", "lost", "never"]].astype(int).tolist()
    [0, 1, 0, 3]
    >>> [notice.code for notice in change.warnings]
    ['W17']
    """
    _checks.one_of("adjust", ("holm", "none"), adjust)
    case = prepared(before, after, group, kind, (allow_opportunity, members_only))
    traits = traits_of(role, locale, rural)
    other = beside(case, (before, after), traits, acquaintance, adjusted=adjust == "holm")
    told = _Told(
        shares=turnover.share_table(case.dyads, case.labels),
        turned=turnover.turnover_table(case.dyads, turnover.months_between(*case.waves)),
        beside=other,
        missing=missing.missing_of(case, traits),
        levels=thresholds.by_threshold(case),
    )
    left_out = account.other_kinds(before, after, case.kind)
    return _change(case, told, left_out)


def _change(case: Case, told: _Told, left_out: tuple[str, ...]) -> Change:
    """Put everything together."""
    interval, other = case.found.widest, told.beside
    notices = _notices(case, told)
    parts = _sentence(case, told, notices)
    return Change(
        table=estimate_table(case.found, told.shares),
        sentence=str(parts),
        warnings=notices,
        claim=case.found.claim,
        passport=account.passport(case, left_out),
        turnover=told.turned,
        arcs=turnover.arc_turnover(*case.waves, case.panel.people, case.kind),
        shares=told.shares,
        flows=flows.flow_table(
            *case.waves, case.panel, case.group, observed=not any(case.unobserved)
        ),
        isolates=other.isolates,
        coverage=account.coverage_table(case),
        response=account.response_table(case),
        people=account.people_counts(case),
        cross_ties=flows.cross_ties(case.dyads, case.labels),
        secondary=other.secondary,
        strangers=other.strangers,
        reach=other.reach,
        levels=other.levels,
        hubs=other.hubs,
        outside_convenings=other.outside,
        sensitivity=missing.sensitivity_table(case, told.missing, told.levels),
        by_threshold=told.levels,
        verdict=case.found.verdict,
        waves=case.labels,
        kind=case.kind,
        reason=case.found.reason,
        undefined=_undefined(case),
        widest=interval.by if interval else "",
        assumptions=account.assumptions(case),
        parts=parts,
    )


def _notices(case: Case, told: _Told) -> tuple[Notice, ...]:
    more = [
        missing.missing_notice(case, told.missing),
        thresholds.threshold_notice(told.levels),
        *told.beside.notices,
    ]
    return account.notices(case, told.turned, more)


def _undefined(case: Case) -> str:
    why = wording.unobserved_words(case.known, case.unobserved_labels)
    reason = case.found.reason
    return wording.undefined_words(reason, case.words, why if reason == "NOT_OBSERVED" else "")


def _sentence(case: Case, told: _Told, notices: tuple[Notice, ...]) -> Sentence:
    words, found = case.words, case.found
    rates = [
        f"{label} {wave.response:.0%}"
        for label, wave in zip(case.labels, case.coverage, strict=True)
        if not math.isnan(wave.response)
    ]
    tip = told.missing.tipping if told.missing else None
    if found.reason:
        lead = _undefined(case)
        second = wording.turnover_words(told.turned, len(case.panel.people))
    else:
        lead = wording.change_words(found, words)
        before, after = told.shares["share"].tolist()
        blind = float(told.shares["expected"].iloc[-1])
        second = wording.share_words((before, after), blind, words, found.verdict)
    known = "" if found.reason else wording.stranger_words(told.beside.strangers, words.ties)
    return Sentence(
        said=(lead, second, *account.assumptions(case)),
        counted=(known, wording.tipping_words(tip, found.verdict)),
        words=words,
        response=", ".join(rates),
        moved=wording.moved_words(account.set_aside(case), words),
        codes=tuple(notice.code for notice in notices),
    )
