"""Before and after: how ties across organizations changed, and what may be said about it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netweave.compare import account, flows, turnover, wording
from netweave.compare.case import prepared
from netweave.compare.estimate import estimate_table
from netweave.compare.outcome import Change
from netweave.compare.sentence import Sentence, Words

if TYPE_CHECKING:
    import pandas as pd

    from netweave.codes import Notice
    from netweave.compare.case import Case
    from netweave.network import Network


def before_after(
    before: Network,
    after: Network,
    *,
    group: str = "organization",
    kind: str | None = None,
    allow_opportunity: bool = False,
    members_only: bool = True,
) -> Change:
    """Say how ties across organizations changed between two waves, and how sure that is.

    The headline P1 is the change in ties across organizations per person, among the people who
    were eligible in both waves, whether they answered or not. Its interval is the widest of three:
    leaving out one person at a time, one organization at a time, and taking pairs as independent.
    A paired test on everybody's number of ties would count each tie twice and is not offered.
    It is a change, never an effect: there is no comparison group.

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

    Raises
    ------
    DataError
        If a network holds several waves, lacks the kind, or if nobody is in both.
    ArgumentError
        If both are the same wave, ``before`` is the later one, or the kind must be named.
    RefusalError
        E-HEADLINE if the kind is an opportunity and ``allow_opportunity`` is False.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999), "Non-parametric standard errors and tests for
    network statistics", Connections 22(2), for the jackknife over people; its factor (n − 2)/2n
    holds for independent pairs only, so the ordinary (n − 1)/n is used here. Cohen, J. (1988),
    Statistical Power Analysis for the Behavioral Sciences, ch. 6, for h.

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
    case = prepared(before, after, group, kind, (allow_opportunity, members_only))
    shares = turnover.share_table(case.dyads, case.labels)
    turned = turnover.turnover_table(case.dyads)
    notices = account.notices(case, turned)
    interval = case.found.widest
    parts = _sentence(case, shares, turned, notices)
    return Change(
        table=estimate_table(case.found, shares),
        sentence=str(parts),
        warnings=notices,
        claim=3 if interval else 1,
        passport=account.passport(case, account.other_kinds(before, after, case.kind)),
        turnover=turned,
        arcs=turnover.arc_turnover(*case.waves, case.panel.people, case.kind),
        shares=shares,
        flows=flows.flow_table(*case.waves, case.panel, group, observed=not any(case.unobserved)),
        isolates=flows.isolate_table(
            case.waves, case.panel, kind=case.kind, group=group, labels=case.labels
        ),
        coverage=account.coverage_table(case),
        response=account.response_table(case),
        people=account.people_counts(case),
        cross_ties=flows.cross_ties(case.dyads, case.labels),
        waves=case.labels,
        kind=case.kind,
        reason=case.found.reason,
        undefined=_undefined(case),
        widest=interval.by if interval else "",
        assumptions=account.assumptions(case),
        parts=parts,
    )


def _words(case: Case) -> Words:
    return Words(
        who="Members" if case.members_only else "People",
        group=case.group,
        ties=f"ties of the kind {case.kind!r}" if case.doubtful else "ties",
    )


def _undefined(case: Case) -> str:
    why = wording.unobserved_words(case.known, case.unobserved_labels)
    reason = case.found.reason
    return wording.undefined_words(reason, _words(case), why if reason == "NOT_OBSERVED" else "")


def _sentence(
    case: Case, shares: pd.DataFrame, turned: pd.DataFrame, notices: tuple[Notice, ...]
) -> Sentence:
    words = _words(case)
    rates = [
        f"{label} {wave.response:.0%}"
        for label, wave in zip(case.labels, case.coverage, strict=True)
        if not math.isnan(wave.response)
    ]
    if case.found.reason:
        lead = _undefined(case)
        second = wording.turnover_words(turned, len(case.panel.people))
    else:
        lead = wording.change_words(case.found, words)
        share, expected = (tuple(shares[name].tolist()) for name in ("share", "expected"))
        second = wording.share_words(share, expected, words)
    return Sentence(
        said=(lead, second, *account.assumptions(case)),
        words=words,
        response=", ".join(rates),
        moved=wording.moved_words(account.set_aside(case), words),
        codes=tuple(notice.code for notice in notices),
    )
