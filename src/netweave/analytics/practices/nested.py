"""Whether those who do little do what everybody does: nestedness of a two-mode table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._checks import counted, seeded
from netweave._guard import guarded
from netweave._kernels import nesting, twomode
from netweave.analytics._attended import Events, taking_part
from netweave.analytics._facts import NAN, findings
from netweave.codes import REASONS, Notice
from netweave.results import TERMS, Passport, Result

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations

FORMULA = "NODF, Almeida-Neto et al. 2008, eq. 1 to 3; curveball null (method 2.2)"
ROWS = ("nodf", "nodf_people", "nodf_events")
FEW_TABLES = 20
CLOSE = 1e-9  # in per cent: sums taken in another order are the same


@guarded
def nestedness(
    affiliations: Affiliations,
    *,
    kind: Events | None = None,
    wave: str | None = None,
    draws: int = 999,
    seed: int = 0,
) -> Result:
    """Say how nested it is who takes part in what.

    In a nested table, those with few events are at events that those with more are at too, and
    rare events are attended by people who are at the common ones. Networks whose practices are
    nested share a core of practices and differ in how far they go beyond it; where they are not,
    each has practices of its own.

    Parameters
    ----------
    affiliations : Affiliations
        People (or networks) and events (or practices); facilitators do not take part. Each counts
        once, whatever its weight and roles.
    kind : {"attendance", "authorship"}, optional
        Which events; needed where there are both.
    wave : str, optional
        Which wave; needed where there are several.
    draws : int, default 999
        How many random tables, in which everybody is at as many events as observed, and every
        event has as many people.
    seed : int, default 0
        Same records, same seed, same answer.

    Returns
    -------
    Result
        Three rows, in per cent, from 0 to 100: ``nodf`` over all pairs, ``nodf_people`` over pairs
        of people, ``nodf_events`` over pairs of events; ``n`` pairs. A pair in which one has fewer
        than the other counts the share of the smaller that lies within the larger; a pair with
        equally many counts 0. ``expected``, ``std_error`` and ``percentile`` are those of the
        random tables, as in `against_chance`. NaN, with the code in ``reason``: "EMPTY" without
        people, "N<2" or "NO_EVENTS" without a pair to compare; of the percentile
        "DEGENERATE_NULL" if no other table has these sums, "SAME_BY_CHANCE" if all drawn have the
        same nestedness. W15, if fewer than 20 distinct tables were seen.

    Raises
    ------
    DataError
        If there are events of several waves or of two kinds, and none was chosen.
    ArgumentError
        If draws is less than 1, or there is no such wave or kind.

    Notes
    -----
    People without an event, and events without people, are left out: they would be nested in
    everything. Nestedness depends much on how full a table is and how unequal its sums are; read
    the percentile, not the value alone.

    References
    ----------
    Almeida-Neto, M., Guimarães, P., Guimarães Jr, P. R., Loyola, R. D. & Ulrich, W. (2008). A
    consistent metric for nestedness analysis in ecological systems. *Oikos*, 117, 1227-1239.

    Examples
    --------
    Ana is at all three events, Ben at two of these, Cleo at one of Ben's: everything lies within
    the larger, for people and for events.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> records = pd.DataFrame({
    ...     "person": ["ana", "ana", "ana", "ben", "ben", "cleo"],
    ...     "event": ["s1", "s2", "s3", "s1", "s2", "s1"],
    ... })
    >>> sessions = nw.Affiliations(
    ...     ["ana", "ben", "cleo"], pd.DataFrame(index=["s1", "s2", "s3"]), records
    ... )
    >>> found = nw.nestedness(sessions, seed=1)
    >>> found.table[["term", "estimate", "n", "reason"]]
              term  estimate  n           reason
    0         nodf     100.0  6  DEGENERATE_NULL
    1  nodf_people     100.0  3  DEGENERATE_NULL
    2  nodf_events     100.0  3  DEGENERATE_NULL
    """
    counted("draws", draws)
    seeded(seed)
    table, label, chosen = taking_part(affiliations, wave, kind)
    table = table[table.any(axis=1)]
    why = _reason(affiliations.n, table)
    values, pairs = nesting.nodf(table)
    rows = [
        (term, NAN if why else value, int(count), why)
        for term, value, count in zip(ROWS, values, pairs, strict=True)
    ]
    found = findings(rows, f"{draws} random tables with the same sums")
    distinct = FEW_TABLES
    if not why:
        drawn, distinct = _drawn(table, draws, seed)
        found = _judged(found, drawn, degenerate=distinct == 1)
    for column in ("expected", "percentile"):
        found[column] = found.get(column, pd.Series(NAN, found.index))
    few = distinct < FEW_TABLES
    notes = (Notice("W15", f"Distinct tables with the same sums seen: {distinct}."),) if few else ()
    sentence = _sentence(found, table, why, few=few)
    found = found[[*TERMS, "expected", "percentile", "reason"]]
    judged = not few and bool(found["percentile"].notna().any())
    passport = Passport(
        "nestedness", FORMULA, (chosen,), wave=label, people=len(table), ties=None, seed=seed
    )
    return Result(found, sentence, notes, 2 if judged else 1, passport)


def _reason(people: int, table: np.ndarray) -> str:
    """Give the code of why no pair can be compared, or ""."""
    if not people:
        return "EMPTY"
    if not table.size:
        return "NO_EVENTS"
    return "N<2" if len(table) < 2 else ""


def _drawn(table: np.ndarray, draws: int, seed: int) -> tuple[np.ndarray, int]:
    """Give the nestedness of random tables, draws × 3, and how many were distinct, up to 20."""
    values: list[np.ndarray] = []
    seen = {np.packbits(table).tobytes()}
    for tables in twomode.random_tables(table, draws, np.random.default_rng(seed)):
        for one in np.moveaxis(tables, 2, 0):
            values.append(nesting.nodf(one)[0])
            if len(seen) < FEW_TABLES:
                seen.add(np.packbits(one).tobytes())
    return np.array(values), len(seen)


def _judged(found: pd.DataFrame, drawn: np.ndarray, *, degenerate: bool) -> pd.DataFrame:
    """Put what chance gives beside the observed values."""
    observed = found["estimate"].to_numpy()
    equal = np.abs(drawn - observed) <= CLOSE
    less = ((drawn < observed) & ~equal).sum(axis=0)
    count, same = len(drawn), equal.sum(axis=0)
    percentile = (less + 0.5 * same + 0.5) / (count + 1)
    why = np.full(len(found), "", dtype=object)
    why[same == count] = "SAME_BY_CHANCE"
    if degenerate:
        why[:] = "DEGENERATE_NULL"
    why[np.isnan(observed)] = ""
    judged = (why == "") & ~np.isnan(observed)
    spread = drawn.std(axis=0, ddof=1) if count > 1 else np.full(len(found), NAN)
    reasons = pd.Series(why, found.index, dtype="str")
    return found.assign(
        draws=count,
        higher=less,
        same=same,
        std_error=np.where(np.isnan(observed), NAN, spread),
        expected=drawn.mean(axis=0),
        percentile=np.where(judged, percentile, NAN),
        reason=reasons.where(reasons != ""),
    )


def _sentence(found: pd.DataFrame, table: np.ndarray, why: str, *, few: bool) -> str:
    """Say how nested the table is, and whether chance gives that too."""
    if why:
        return f"How nested it is who takes part in what cannot be said: {REASONS[why]}."
    row = found.iloc[0]
    people, events = table.shape
    said = (
        f"How nested it is what {people:,} people or groups take part in, over {events:,} events: "
        f"{row['estimate']:.1f} of 100 (NODF)."
    )
    if np.isnan(row["percentile"]) or few:
        alike = row["reason"] == "SAME_BY_CHANCE"
        other = "Every table with these sums is as nested" if alike else "Hardly any other table"
        return f"{said} {other}{'' if alike else ' has these sums to compare it with'}."
    higher, same = (100 * row[part] / row["draws"] for part in ("higher", "same"))
    equal = f" and equal in {same:.0f}" if same >= 0.5 else ""
    return (
        f"{said} {row['draws']:,} random tables with the same sums have {row['expected']:.1f} on "
        f"average, and it is higher than in {higher:.0f} of 100 of them{equal}."
    )
