"""Sessions kept against sessions promised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import has_columns
from netweave._guard import guarded
from netweave.analytics._facts import NAN, findings
from netweave.analytics.partners import rates
from netweave.results import Passport, Result

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

FORMULA = "Σ min(kept, promised) / Σ promised; shares with the interval Beta(x + 1/2, n − x + 1/2)"

MOST = 1_000_000  # no cohort holds as many sessions: a larger promise is a slip


@dataclass(frozen=True, repr=False)
class AttendanceKept(Result):
    """A `Result` about attendance, with what each promised and kept.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `attendance_kept` for the rows of the table.
    each : DataFrame
        Per person or group ``promised``, ``kept`` (sessions attended) and ``share`` (the part of
        the promise that was kept, at most 1). Of persons: never publish it.
    held : int
        How many sessions were held.
    """

    each: pd.DataFrame = field(default_factory=pd.DataFrame)
    held: int = 0


@guarded
def attendance_kept(
    affiliations: Affiliations, promised: str | pd.Series, *, by: str = "person"
) -> AttendanceKept:
    """Say how much of the attendance that was promised was kept.

    Parameters
    ----------
    affiliations : Affiliations
        Who was at which session, in any role. Works do not count.
    promised : str or Series
        How many sessions each person, or each group, promised to attend: a Series over them, or,
        of persons, a column of people. Who is missing promised nothing and is left out.
    by : str, default "person"
        Who promised: "person", or a column of people such as "organization". A group was at a
        session if one of its people was.

    Returns
    -------
    AttendanceKept
        Row ``kept_share``: of all sessions promised (``n``) the share kept; more sessions than
        promised by one do not make up for fewer by another. Rows ``in_full`` and ``none``: of
        those who promised one session or more (``n``) the shares who kept all, and none, with
        Jeffreys interval. NaN, with the code in ``reason``, if no session was held or nobody
        promised one. The claim is 1: it describes.

    Raises
    ------
    DataError
        If somebody who promised is not among the people or groups, a promise is no whole number
        from 0 to a million, or people lack the column.

    References
    ----------
    Brown, L. D., Cai, T. T. & DasGupta, A. (2001). Interval estimation for a binomial proportion.
    *Statistical Science*, 16, 101-133.

    Examples
    --------
    Ana promised two sessions and kept both; Ben promised two and kept one; Cleo promised none.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> records = pd.DataFrame({"person": ["ana", "ana", "ben"], "event": ["s1", "s2", "s1"]})
    >>> sessions = nw.Affiliations(
    ...     ["ana", "ben", "cleo"], pd.DataFrame(index=["s1", "s2"]), records
    ... )
    >>> found = nw.attendance_kept(sessions, pd.Series({"ana": 2, "ben": 2}))
    >>> found.table.set_index("term")[["estimate", "n"]]
                estimate  n
    term
    kept_share      0.75  4
    in_full         0.50  2
    none            0.00  2
    >>> found.sentence
    'Of 4 promised sessions 3 were kept (75 in 100); of 2 people who promised, 1 kept all
    and 0 none.'
    """
    attended, held = _attended(affiliations, by)
    promise = _promised(affiliations, promised, by, attended.index)
    promise = promise[promise > 0]
    kept = attended.reindex(promise.index).astype(float)
    part = kept.clip(upper=promise)
    each = pd.DataFrame({"promised": promise, "kept": kept, "share": part / promise})
    reason = "NO_EVENTS" if not held else "" if len(promise) else "NOBODY"
    full, none = (0, 0) if reason else (int((kept >= promise).sum()), int((kept == 0).sum()))
    return AttendanceKept(
        _table(promise, part, (full, none), reason),
        _sentence(promise, part, (full, none), (reason, held, by)),
        passport=Passport(
            "attendance_kept",
            FORMULA,
            kinds=("attendance",),
            wave=", ".join(map(str, affiliations.events["wave"].dropna().unique())),
            people=affiliations.n,
            ties=None,
        ),
        each=each,
        held=held,
    )


def _attended(affiliations: Affiliations, by: str) -> tuple[pd.Series, int]:
    """Count the sessions that each person or group was at, and those that were held."""
    sessions = (affiliations.events["kind"] == "attendance").to_numpy()
    there = affiliations.matrix[:, sessions]
    people = affiliations.people
    if by == "person":
        counts = np.asarray(there.sum(axis=1)).ravel()
        return pd.Series(counts, index=people.index), int(sessions.sum())
    has_columns("people", [by], people)
    codes, names = pd.factorize(people[by], sort=True)
    rows, columns = there.nonzero()
    pairs = pd.DataFrame({"group": codes[rows], "event": columns}).drop_duplicates()
    counts = np.bincount(pairs.loc[pairs["group"] >= 0, "group"], minlength=len(names))
    return pd.Series(counts, index=pd.Index(names, name=by)), int(sessions.sum())


def _promised(
    affiliations: Affiliations, promised: str | pd.Series, by: str, known: pd.Index
) -> pd.Series:
    """Check what was promised, and by whom."""
    if isinstance(promised, str):
        if by != "person":
            rule = f"must be a Series over {by} where by={by!r}"
            raise errors.setting_out_of_range("promised", rule, promised)
        has_columns("people", [promised], affiliations.people)
        promised = affiliations.people[promised]
    given = promised.dropna()
    unknown = given.index[known.get_indexer(given.index) < 0]
    if len(unknown):
        if by == "person":
            mend = "Give ids as they stand in people."
            raise errors.unknown_people("promised", list(unknown), mend)
        raise errors.DataError(
            f"promised names {len(unknown)} {by}(s) of nobody: {errors.listed(unknown)}. "
            f"The people have {errors.listed(known)}."
        )
    numbers = pd.to_numeric(given, errors="coerce").astype(float)
    wrong = given[~((numbers >= 0) & (numbers <= MOST) & (numbers % 1 == 0))]
    if len(wrong) or given.index.has_duplicates:
        raise errors.DataError(
            "promised must be one whole number of sessions, 0 or more, for each; got "
            f"{errors.listed(wrong) if len(wrong) else 'some more than once'}. "
            "Leave out who promised nothing."
        )
    return numbers


def _table(
    promise: pd.Series, part: pd.Series, counts: tuple[int, int], reason: str
) -> pd.DataFrame:
    total, people = float(promise.sum()), len(promise)
    spread = [rates.rate(0 if reason else count, 0 if reason else people) for count in counts]
    rows = [
        ("kept_share", NAN if reason else float(part.sum()) / total, round(total), reason),
        ("in_full", spread[0][0], people, reason),
        ("none", spread[1][0], people, reason),
    ]
    table = findings(rows, rates.METHOD)
    table.loc[0, "method"] = "share of the sessions promised"
    table.loc[1:, "conf_low"] = [one[1] for one in spread]
    table.loc[1:, "conf_high"] = [one[2] for one in spread]
    return table


def _sentence(
    promise: pd.Series, part: pd.Series, counts: tuple[int, int], about: tuple[str, int, str]
) -> str:
    """Say how many of the promised sessions were kept."""
    reason, held, by = about
    if reason:
        why = "no session was held" if reason == "NO_EVENTS" else "nobody promised a session"
        return f"How much of the promised attendance was kept cannot be said: {why}."
    total, kept = float(promise.sum()), float(part.sum())
    share = rates.percent(kept / total)
    who = f"{len(promise):,} {_promisers(by, len(promise))}"
    text = (
        f"Of {total:,.0f} promised sessions {kept:,.0f} were kept ({share} in 100); of {who}, "
        f"{counts[0]:,} kept all and {counts[1]:,} none."
    )
    over = int((promise > held).sum())
    if over:
        text += f" {over:,} promised more sessions than the {held:,} that were held."
    return text


def _promisers(by: str, count: int) -> str:
    """Name who promised."""
    if by == "person":
        return "person who promised" if count == 1 else "people who promised"
    several = f"{by[:-1]}ies" if by.endswith("y") else f"{by}s"
    return f"{by if count == 1 else several} that promised"
