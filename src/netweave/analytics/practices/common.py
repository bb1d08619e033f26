"""What two have in common, and how varied it is what one takes part in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list, has_columns, one_of
from netweave._guard import guarded
from netweave._kernels import twomode
from netweave.analytics._attended import Events, all_offered, taking_part
from netweave.analytics._facts import NAN, findings
from netweave.codes import REASONS
from netweave.results import Passport, Result

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

MOST = 5_000  # people, whose pairs are all listed


@guarded
def event_overlap(
    affiliations: Affiliations, *, kind: Events | None = None, wave: str | None = None
) -> pd.DataFrame:
    """Count what each two have in common: Jaccard's coefficient of their events.

    Being at the same event is an opportunity, no tie: the table describes what could be shared.

    Parameters
    ----------
    affiliations : Affiliations
        People (or networks) and events (or practices), each counted once, whatever its weight;
        facilitators do not take part.
    kind : {"attendance", "authorship"}, optional
        Which events; needed where there are both.
    wave : str, optional
        Which wave; needed where there are several.

    Returns
    -------
    DataFrame
        One row per pair, in the order of people: ``person``, ``other``, ``shared`` (events of
        both), ``either`` (events of one or the other), and ``jaccard``, shared/either, from 0
        (nothing in common) to 1 (the same events); NaN where neither is at any event.

    Raises
    ------
    DataError
        If there are events of several waves or of two kinds, and none was chosen; if there are
        more than 5,000 people.
    ArgumentError
        If there is no such wave or kind.

    References
    ----------
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. *New Phytologist*, 11,
    37-50.

    Examples
    --------
    Ana is at three events, Ben at two of these, Cleo at none.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> records = pd.DataFrame({
    ...     "person": ["ana", "ana", "ana", "ben", "ben"],
    ...     "event": ["s1", "s2", "s3", "s1", "s2"],
    ... })
    >>> sessions = nw.Affiliations(
    ...     ["ana", "ben", "cleo"], pd.DataFrame(index=["s1", "s2", "s3"]), records
    ... )
    >>> nw.event_overlap(sessions).round(2)
      person other  shared  either  jaccard
    0    ana   ben       2       3     0.67
    1    ana  cleo       0       3     0.00
    2    ben  cleo       0       2     0.00
    """
    if affiliations.n > MOST:
        mend = "Choose fewer people, or take nw.backbone, which lists pairs that met."
        raise errors.network_too_large("lists of every pair", affiliations.n, MOST, mend)
    table, _, _ = taking_part(affiliations, wave, kind)
    first, second = np.triu_indices(len(table), 1)
    shared = twomode.shared_events(table)[first, second].astype(np.int64)
    each = table.sum(axis=1)
    either = each[first] + each[second] - shared
    ids = affiliations.people.index
    return pd.DataFrame({
        "person": ids[first],
        "other": ids[second],
        "shared": shared,
        "either": either,
        "jaccard": np.where(either > 0, shared / np.maximum(either, 1), NAN),
    })


@dataclass(frozen=True, repr=False)
class PracticeVariety(Result):
    """A `Result` about variety, with each one's own.

    Parameters
    ----------
    table, sentence, warnings, claim, passport : see Result
        As in every finding; see `practice_variety` for the rows of the table.
    each : DataFrame
        Per person ``events``, ``practices``, ``share`` (of the practices offered), ``entropy`` and
        ``beyond`` (active in a practice other than convenings); NaN where not known, as of
        somebody who was only at events without a stated practice. Of persons: never publish it.
    """

    each: pd.DataFrame = field(default_factory=pd.DataFrame)


@guarded
def practice_variety(
    affiliations: Affiliations,
    column: str | pd.Series | None = None,
    *,
    convenings: str | Iterable[str] = (),
    kind: Events | None = None,
    wave: str | None = None,
) -> PracticeVariety:
    """Say in how many practices members take part, and how evenly.

    Networks are more than convenings: webinars, workgroups, coaching and shared products are
    practices too. More of them is not better in itself.

    Parameters
    ----------
    affiliations : Affiliations
        People (or networks) and events; facilitators do not take part.
    column : str or Series, optional
        The practice of each event: a column of events, or a Series over them. Left out, each event
        is a practice of its own.
    convenings : str or iterable of str, optional
        Which practices are convenings. Left out, nobody's part beyond convenings is known.
    kind : {"attendance", "authorship"}, optional
        Which events; needed where there are both.
    wave : str, optional
        Which wave; needed where there are several.

    Returns
    -------
    PracticeVariety
        Row ``practices``: the mean number of distinct practices of those who took part in one
        (``n``). Row ``entropy``: the mean of −Σ p ln p / ln K over the shares p of a member's
        events in each of the K practices offered; 0 is one practice alone, 1 all of them evenly.
        Row ``beyond``: the share of them active in a practice other than convenings. NaN, with the
        code in ``reason``: "NO_EVENTS" if nobody took part; "NOT_OBSERVED" for the entropy of a
        single practice, and for ``beyond`` without ``convenings``. The claim is 1: it describes.

    Raises
    ------
    DataError
        If events lack the column; if there are events of several waves or of two kinds, and none
        was chosen.
    ArgumentError
        If one of convenings is no practice, or there is no such wave or kind.

    References
    ----------
    Shannon, C. E. (1948). A mathematical theory of communication. *Bell System Technical Journal*,
    27, 379-423; divided by its maximum as in Pielou, E. C. (1966). *Journal of Theoretical
    Biology*, 13, 131-144.

    Examples
    --------
    Ana is at two convenings and a webinar, Ben at a convening, Cleo at nothing.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> events = pd.DataFrame(
    ...     {"practice": ["convening", "convening", "webinar"]}, index=["s1", "s2", "s3"]
    ... )
    >>> records = pd.DataFrame({
    ...     "person": ["ana", "ana", "ana", "ben"],
    ...     "event": ["s1", "s2", "s3", "s1"],
    ... })
    >>> sessions = nw.Affiliations(["ana", "ben", "cleo"], events, records)
    >>> found = nw.practice_variety(sessions, "practice", convenings="convening")
    >>> found.each.round(2)
            events  practices  share  entropy  beyond
    person
    ana          3          2    1.0     0.92     1.0
    ben          1          1    0.5     0.00     0.0
    cleo         0          0    0.0      NaN     NaN
    >>> found.sentence
    'The 2 who took part in a practice that is stated were active in 1.5 of 2 on average; 1 of
    them in a practice other than convenings.'
    """
    table, events, label, chosen = all_offered(affiliations, wave, kind)
    practices = _practices(affiliations, column, events)
    codes, found = pd.factorize(practices, sort=True)
    names = pd.Index(found, dtype=object)
    held = np.zeros((len(table), len(names)))
    known = codes >= 0  # an event without a practice counts as an event, and in no practice
    np.add.at(held.T, codes[known], table.T[known])
    each = _each(table, held, affiliations.people.index)
    if convenings:
        others = ~names.isin(_known(convenings, names))
        part = held[:, others].any(axis=1).astype(float)
        each["beyond"] = np.where(each["practices"] > 0, part, NAN)
    rows, sentence = _summed(each, len(names), asked=bool(convenings))
    passport = Passport(
        "practice_variety",
        "distinct practices; −Σ p ln p / ln K (method 5)",
        (chosen,),
        wave=label,
        people=int((each["practices"] > 0).sum()),
        ties=None,
    )
    summed = findings(rows, "means over those who took part")
    return PracticeVariety(summed, sentence, (), 1, passport, each=each)


def _practices(
    affiliations: Affiliations, column: str | pd.Series | None, events: pd.Index
) -> np.ndarray:
    """Give the practice of each event as text, None where none is stated."""
    if column is None:
        return events.astype("str").to_numpy(dtype=object)
    if isinstance(column, str):
        has_columns("events", [column], affiliations.events)
        column = affiliations.events[column]
    lacking = events[~events.isin(column.index)]
    if len(lacking):
        raise errors.DataError(
            f"column lacks {len(lacking)} of {len(events)} events, the first of them "
            f"{str(lacking[0])!r}. Give the practice of every event, or None where there is none."
        )
    stated = column.reindex(events).astype(object)
    text = stated.map(lambda value: str(value).strip(), na_action="ignore")
    return text.where(text.notna() & (text != ""), None).to_numpy(dtype=object)


def _known(convenings: str | Iterable[str], names: pd.Index) -> list[str]:
    """Give the practices that are convenings, all of which must exist."""
    wanted = [str(one) for one in as_list(convenings)]
    for one in wanted:
        one_of("convenings", [str(name) for name in names], one)
    return wanted


def _each(table: np.ndarray, held: np.ndarray, people: pd.Index) -> pd.DataFrame:
    """Count the events and practices of everybody, and how evenly they are spread."""
    total = held.sum(axis=1)
    part = held / np.maximum(total, 1)[:, None]
    spread = -(part * np.log(np.where(part > 0, part, 1.0))).sum(axis=1)
    offered = held.shape[1]
    known = (total > 0) & (offered > 1)
    # Who was only at events without a stated practice may have taken part in any.
    known_part = (offered > 0) & ((total > 0) | ~table.any(axis=1))
    distinct = (held > 0).sum(axis=1)
    each = {
        "events": table.sum(axis=1).astype(np.int64),
        "practices": distinct.astype(np.int64),
        "share": np.where(known_part, distinct / max(offered, 1), NAN),
        "entropy": np.where(known, np.abs(spread) / np.log(max(offered, 2)), NAN),
        "beyond": np.full(len(people), NAN),
    }
    return pd.DataFrame(each, index=people)


def _summed(
    each: pd.DataFrame, offered: int, *, asked: bool
) -> tuple[list[tuple[str, float, int, str]], str]:
    """Give the rows of the table and the sentence."""
    active = each[each["practices"] > 0]
    n = len(active)
    if not n:
        rows = [(term, NAN, 0, "NO_EVENTS") for term in ("practices", "entropy", "beyond")]
        return rows, f"How varied the practices are cannot be said: {REASONS['NO_EVENTS']}."
    single = "" if offered > 1 else "NOT_OBSERVED"
    rows = [
        ("practices", float(active["practices"].mean()), n, ""),
        ("entropy", float(active["entropy"].mean()) if offered > 1 else NAN, n, single),
        ("beyond", float(active["beyond"].mean()), n, "" if asked else "NOT_OBSERVED"),
    ]
    mean = active["practices"].mean()
    said = (
        f"The {n:,} who took part in a practice that is stated were active in {mean:.1f} of "
        f"{offered:,} on average"
    )
    if not asked:
        return rows, f"{said}."
    beyond = int(active["beyond"].sum())
    return rows, f"{said}; {beyond:,} of them in a practice other than convenings."
