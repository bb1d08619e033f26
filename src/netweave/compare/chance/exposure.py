"""Do pairs who shared a session form ties more often: the exposure contrast."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._guard import guarded
from netweave.codes import Notice
from netweave.compare.chance import rows, told
from netweave.compare.chance.forming import forming
from netweave.compare.chance.shared import Met, met_between
from netweave.compare.intervals import Spread
from netweave.compare.permutations.tails import written
from netweave.compare.secondary.left_out import pairs_of, ratio_of, spread_of
from netweave.compare.turnover import ratio
from netweave.compare.wording import number
from netweave.coverage import capped
from netweave.results import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netweave.affiliations import Affiliations
    from netweave.compare.case import Case
    from netweave.compare.chance.forming import Forming
    from netweave.network import Network

NAN = float("nan")
DOSES = ("0", "1", "2+")
NOT_BY_LOT = (
    "Nobody was dealt out to sessions by lot: people chose which to attend, so this is an "
    "association."
)


@dataclass(frozen=True, repr=False)
class ExposureContrast(Result):
    """How often pairs formed a tie, by whether they shared a session.

    Parameters
    ----------
    table, sentence, warnings, claim, passport
        As in ``Result``. Terms ``contrast`` (share newly tied of the pairs that shared a session,
        less that of the others, with the widest interval), ``contrast_person``,
        ``contrast_organization``, ``contrast_dyad`` (the intervals it was chosen from), ``shared``
        and ``not_shared`` (the two shares); then the same of pairs across organizations, as
        ``cross_contrast`` and so on. ``n`` counts pairs, people or organizations; ``reason`` says
        why a value or an interval is missing.
    by_sessions : DataFrame
        Index pairs ("all", "cross") and sessions shared ("0", "1", "2+"): untied ``pairs``, how
        many are ``tied`` after, and the ``rate``.
    sessions : Series
        ``counted`` between the waves; ``too_large`` by ``max_size``; ``left_out``, not between the
        waves or without a date; ``people_not_listed``, people of the panel whom the sessions do
        not know and who are left out.
    reason : str
        Why the contrast is undefined; "" where it is not.
    """

    by_sessions: pd.DataFrame = field(default_factory=pd.DataFrame)
    sessions: pd.Series = field(default_factory=lambda: pd.Series(dtype="int64"))
    reason: str = ""


@dataclass(frozen=True)
class _Contrast:
    """The contrast among some pairs."""

    name: str
    pairs: tuple[int, int]
    tied: tuple[int, int]
    estimate: float
    spread: Spread
    reason: str = ""

    @property
    def rates(self) -> tuple[float, float]:
        """Share newly tied, of pairs that shared a session and of the others."""
        return ratio(self.tied[0], self.pairs[0]), ratio(self.tied[1], self.pairs[1])


@guarded
def exposure_contrast(  # noqa: PLR0913  # one keyword per fact
    before: Network,
    after: Network,
    sessions: Affiliations,
    *,
    group: str = "organization",
    kind: str | None = None,
    max_size: int | None = None,
    allow_opportunity: bool = False,
    members_only: bool = True,
) -> ExposureContrast:
    """Say whether pairs who shared a session became tied more often than pairs who did not.

    Of the pairs that were observed in both waves and not tied in the first, the share that is
    tied in the second, among those who were at the same session between the waves, less that among
    the others. Its interval is the widest of three: leaving out one person at a time, one
    organization at a time, and taking pairs as independent. It is an association: those who meet
    may be those who would have found each other anyway.

    Parameters
    ----------
    before, after : Network
        One wave each: ``net.wave("baseline")``, ``net.wave("endline")``.
    sessions : Affiliations
        Who was at what, with the ids of the networks. Where waves have dates, sessions count from
        the end of the first wave's window up to the end of the second's, and those without a date
        do not; otherwise all count, so give only those between the waves. Works do not count.
    group : str, default "organization"
        The column of people whose groups ties cross.
    kind : str, optional
        The kind of tie. Left out, it is the only kind marked as headline.
    max_size : int, optional
        Sessions of more people than this do not count (W26). Where nearly everybody is at some
        session with everybody else there is hardly a pair to compare with; small sessions tell
        pairs apart.
    allow_opportunity : bool, default False
        Whether a kind that is only an opportunity, such as attendance, may be taken (W07). It
        needs a threshold: ``net.with_threshold({kind: level})``.
    members_only : bool, default True
        Whether conveners of either wave are left out.

    Returns
    -------
    ExposureContrast
        ``table``, ``by_sessions``, ``sessions``, and W13 always. Undefined (NaN, with ``reason``):
        ``NO_GROUP``, ``ONE_GROUP``, ``NO_DYADS``, ``NOT_OBSERVED`` as in `before_after`;
        ``NO_CONTRAST``, all untied pairs shared a session or none did. With fewer than six
        organizations, or where one of them cannot be left out, the interval over organizations is
        not used, there is no p-value, and W17 says so.

    Raises
    ------
    DataError
        If a network holds several waves, lacks the kind, or nobody is in both.
    ArgumentError
        If both are the same wave, ``before`` is the later one, the kind must be named, ``max_size``
        is below 2, or ``sessions`` is no Affiliations or knows nobody of the panel.
    RefusalError
        E-HEADLINE if the kind is an opportunity and ``allow_opportunity`` is False.

    Notes
    -----
    A tie is a pair of whom at least one learned from the other; direction, strength and parallel
    ties do not enter. Everybody in ``sessions.people`` without a record is taken to have been at
    no session. Breakout groups are not told apart, and a session of everybody joins every pair.
    Pairs of unknown organization, and those that a move turned from inside to across or back, are
    left out.

    Examples
    --------
    Of five people, Ana and Cleo, and Ben and Dan, shared a session; Ana and Cleo are tied now, and
    of the other seven untied pairs one is: 1/2 − 1/7 = 0.357.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Elm", "Elm", "Hill", "Hill", "Lake"]},
    ...     index=["ana", "ben", "cleo", "dan", "eva"],
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ana", "eva"],
    ...     "learned_from": ["ben", "ben", "cleo", "dan"],
    ...     "wave": ["start", "end", "end", "end"],
    ... })
    >>> net = nw.Network(people, ties, waves=["start", "end"])
    >>> records = pd.DataFrame({
    ...     "person": ["ana", "cleo", "ben", "dan"],
    ...     "event": ["s1", "s1", "s2", "s2"],
    ... })
    >>> met = nw.Affiliations(people.index, pd.DataFrame(index=["s1", "s2"]), records)
    >>> found = nw.compare.exposure_contrast(net.wave("start"), net.wave("end"), met)
    >>> found.table.set_index("term").loc[["shared", "not_shared"], "n"].tolist()
    [2, 7]
    >>> round(float(found.table.set_index("term").loc["contrast", "estimate"]), 3)
    0.357
    >>> [notice.code for notice in found.warnings]
    ['W17', 'W13']
    """
    found = forming((before, after), group, kind, (allow_opportunity, members_only))
    met = met_between(found, sessions, max_size)
    case = found.case
    everyone = _contrast(found, met, found.eligible, "")
    across = _contrast(found, met, found.eligible & case.dyads.cross, "cross_")
    notices = told.notices_of(case, Notice("W13", _of_sessions(met)), *_further(everyone, met))
    parts = (*_parts(case, everyone, across), _left_words(met), NOT_BY_LOT)
    first = everyone.spread.widest
    return ExposureContrast(
        table=_table([everyone, across]),
        sentence=told.said(case, parts, notices),
        warnings=notices,
        claim=capped(1 if everyone.reason or first is None else 2, case.found.coverage),
        passport=told.passport_of(case, (before, after), "exposure_contrast", int(found.new.sum())),
        by_sessions=_by_sessions(found, met),
        sessions=pd.Series(
            {
                "counted": met.sessions,
                "too_large": met.too_large,
                "left_out": met.outside,
                "people_not_listed": met.strangers,
            },
            name="sessions",
        ),
        reason=everyone.reason,
    )


def _contrast(found: Forming, met: Met, pairs: np.ndarray, name: str) -> _Contrast:
    """Compare the share newly tied of the pairs that met with that of the others."""
    dyads, chosen = found.case.dyads, pairs & met.listed
    shared, tied = met.times[chosen] > 0, dyads.after[chosen]
    sums = [shared & tied, shared, ~shared & tied, ~shared]
    new, some, others, rest = (int(mark.sum()) for mark in sums)
    reason = found.case.found.reason or ("" if some and rest else "NO_CONTRAST")
    counts = (some, rest), (new, others)
    if reason:
        return _Contrast(name, *counts, NAN, Spread(), reason)
    parts = np.stack(sums, axis=1)
    estimate, spread = spread_of(parts, pairs_of(dyads, chosen), _difference)
    return _Contrast(name, *counts, estimate, spread)


def _difference(sums: np.ndarray) -> np.ndarray:
    return np.asarray(ratio_of(sums[:, 0], sums[:, 1]) - ratio_of(sums[:, 2], sums[:, 3]))


def _further(found: _Contrast, met: Met) -> Iterator[Notice]:
    """Warn where one organization cannot be left out, and of sessions that are too large.

    Fewer than six organizations are warned of anyway.
    """
    if found.spread.hangs_on_one and not found.spread.few:
        yield Notice("W17", "Without one of the organizations one of the two shares is empty.")
    if met.too_large:
        yield Notice("W26", f"Sessions between the waves too large to count: {met.too_large:,}.")


# ---------------------------------------------------------------------- laying it out


def _table(found: list[_Contrast]) -> pd.DataFrame:
    return rows.frame(row for one in found for row in _rows(one))


def _rows(found: _Contrast) -> Iterator[rows.Row]:
    term = f"{found.name}contrast"
    yield rows.headline(term, found.estimate, found.spread, sum(found.pairs), found.reason)
    yield from rows.candidates(term, found.spread)
    for which, name in enumerate(("shared", "not_shared")):
        yield {
            "term": f"{found.name}{name}",
            "estimate": found.rates[which],
            "n": found.pairs[which],
            "method": "share newly tied",
            "reason": "" if found.pairs[which] else found.reason,
        }


def _by_sessions(found: Forming, met: Met) -> pd.DataFrame:
    counted = {}
    dose = np.minimum(met.times, 2)
    for name, pairs in (
        ("all", found.eligible),
        ("cross", found.eligible & found.case.dyads.cross),
    ):
        for which, label in enumerate(DOSES):
            chosen = pairs & met.listed & (dose == which)
            count, tied = int(chosen.sum()), int((chosen & found.case.dyads.after).sum())
            counted[name, label] = {"pairs": count, "tied": tied, "rate": ratio(tied, count)}
    table = pd.DataFrame.from_dict(counted, orient="index")
    table.index = pd.MultiIndex.from_tuples(list(counted), names=["pairs", "sessions"])
    return table.astype({"pairs": "int64", "tied": "int64", "rate": float})


# ---------------------------------------------------------------------- saying it


def _parts(case: Case, everyone: _Contrast, across: _Contrast) -> tuple[str, ...]:
    words = case.words
    if everyone.reason:
        why = told.why_not(case, everyone.reason)
        return (f"Whether pairs who met formed more {words.ties} cannot be said: {why}.",)
    lead = f"Of the pairs not tied before, {_shares(everyone)}"
    beside = "" if across.reason else f"Across {words.groups}, {_shares(across)}"
    return lead, beside, _reach(everyone, words.groups)


def _shares(found: _Contrast) -> str:
    """Say both shares with their denominators, and the difference with its interval."""
    rates = [f"({number(100 * rate, 0)} in 100)" for rate in found.rates]
    tied = f"{found.tied[0]:,} of {found.pairs[0]:,} who shared a session became tied {rates[0]}"
    others = f"{found.tied[1]:,} of {found.pairs[1]:,} who did not {rates[1]}"
    widest = found.spread.widest
    points = number(100 * found.estimate, 0)
    if widest is None:
        return f"{tied} and {others}: a difference of {points} in 100, without an interval."
    # No difference of shares lies beyond 100 in 100; the table has the ends as they come.
    bounded = (max(-1.0, widest.low), min(1.0, widest.high))
    ends = " to ".join(number(100 * end, 0) for end in bounded)
    p = found.spread.p_value
    tested = "" if np.isnan(p) else f", p = {written(p)}"
    return f"{tied} and {others}: a difference of {points} in 100 (95% interval {ends}{tested})."


def _reach(found: _Contrast, groups: str) -> str:
    said = []
    if found.spread.widest and found.spread.includes_no_change:
        said.append("The interval includes no difference, so these data cannot tell whether there "
                    "is one.")  # fmt: skip
    if found.spread.this_cohort_only:
        said.append(f"With so few {groups} the interval speaks of this cohort only."
                    if found.spread.few else
                    f"Without one of the {groups} one share is empty, so this is about this "
                    "cohort only.")  # fmt: skip
    return " ".join(said)


def _left_words(met: Met) -> str:
    """Say which sessions, and which people, do not enter."""
    said = []
    if not met.sessions and met.outside:
        said.append(
            f"No session counts: {met.outside:,} lie outside the time between the waves, or have "
            "no date."
        )
    if met.strangers:
        are = "1 person" if met.strangers == 1 else f"{met.strangers:,} people"
        said.append(f"{are} whom the list of sessions does not know stay out of it.")
    return " ".join(said)


def _of_sessions(met: Met) -> str:
    said = f"Sessions between the waves: {met.sessions:,}"
    return f"{said}; not between them, or without a date: {met.outside:,}."
