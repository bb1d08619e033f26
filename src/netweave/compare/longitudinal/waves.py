"""Ties across organizations over several waves, each beside the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from netweave import results
from netweave._guard import guarded
from netweave.compare.estimate import CANNOT_TELL, METHODS
from netweave.compare.longitudinal.account import responses, waves_notices, waves_passport
from netweave.compare.longitudinal.courses import courses_of
from netweave.compare.longitudinal.periods import (
    LEAST_SHARED,
    period_table,
    periods_of,
    rate_table,
)
from netweave.compare.longitudinal.series import series_of
from netweave.compare.longitudinal.spoken import waves_words
from netweave.compare.longitudinal.trend import slope_of, stretches
from netweave.compare.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netweave.compare.longitudinal.periods import Period
    from netweave.compare.longitudinal.series import Series
    from netweave.compare.longitudinal.trend import Slope
    from netweave.network import Network

FORMULA = (
    "P1 of each pair of adjacent waves among the people of both; slope: least-squares line through "
    "the waves of each pair across organizations, averaged over pairs, times 2 · all such pairs / "
    "people; widest of the jackknives over people and organizations and of independent pairs"
)


@dataclass(frozen=True, repr=False)
class OverWaves(results.Result):
    """How ties across organizations went on over several waves.

    Parameters
    ----------
    table, sentence, warnings, claim, passport
        As in ``Result``. Terms: ``P1 a → b`` for each pair of adjacent waves, as ``before_after``
        gives it, and ``slope a → d`` for each stretch of three waves or more without a break, in
        ties across organizations per person and year. A column ``reason`` says why an estimate is
        missing.
    periods : DataFrame
        Index (before, after); ``people, organizations, pairs`` (of both waves; observed pairs
        across), ``ties_before, ties_after`` (across organizations, per person), ``estimate,
        std_error, p_value, conf_low, conf_high, widest`` of the change, ``verdict`` ("up",
        "down", "cannot tell", as in ``before_after``; "" where nobody is in both), ``reason``,
        ``joined_later, left`` (people of one wave only), ``shared`` (people of both, of those of
        either), ``years`` from end to end of the windows, ``joined`` (whether a line may join the
        two waves).
    rates : DataFrame
        Index (before, after, pairs "cross", "same", "all", "other"); as ``Change.turnover``, and
        ``years``.
    breaks : DataFrame
        Columns ``before, after, why``: where nothing may be joined.
    slopes : DataFrame
        One row per stretch without a break: ``first, last, waves, people, pairs``, and each of the
        three intervals as ``<by>_low, <by>_high``; ``same_reporters``, the slope over the pairs
        that the same people reported in all waves.
    verdict : str
        "up" or "down" where every period, and every slope there is, says so; else "cannot tell".
        A break leaves it open as well.
    waves : tuple of str
        The labels, in order.
    kind : str
        The kind of tie.
    """

    periods: pd.DataFrame = field(default_factory=pd.DataFrame)
    rates: pd.DataFrame = field(default_factory=pd.DataFrame)
    breaks: pd.DataFrame = field(default_factory=pd.DataFrame)
    slopes: pd.DataFrame = field(default_factory=pd.DataFrame)
    verdict: str = CANNOT_TELL
    waves: tuple[str, ...] = ()
    kind: str = ""

    drawn_by: ClassVar[str] = "netweave.plotting.courses:waves_plot"

    def __repr__(self) -> str:
        return f"<OverWaves {' → '.join(self.waves)}: {self.sentence}>"


@guarded
def over_waves(
    waves: Network | Mapping[str, Network],
    *,
    group: str = "organization",
    kind: str | None = None,
    allow_opportunity: bool = False,
    members_only: bool = True,
    least_shared: float = LEAST_SHARED,
) -> OverWaves:
    """Say how ties across organizations went on over several waves, and where to stop reading.

    Each wave is set beside the next among the people eligible in both, as ``before_after`` does,
    with the widest of three intervals. Waves that were asked differently, or share few people, are
    not joined: between them there is a break, and neither line nor slope runs across it. Over each
    stretch of three waves or more without a break there is a slope, among the people of all its
    waves, with the same three intervals. It is a change, never an effect.

    A wave without ties of the kind, in which nobody is known to have answered, was not asked about
    it: it is left out and named, and the waves around it are set beside each other.

    Parameters
    ----------
    waves : Network or mapping
        A network of several waves, or label → network of one wave, in order.
    group : str, default "organization"
        The column of people whose groups ties cross.
    kind : str, optional
        The kind of tie. Left out, it is the only kind marked as headline.
    allow_opportunity : bool, default False
        Whether a kind that is only an opportunity may be followed; W07 says so.
    members_only : bool, default True
        Whether people who are convener in one of the waves compared are left out.
    least_shared : float, default 0.5
        The share of the people of two waves that must be in both for a line between them. A
        heuristic.

    Returns
    -------
    OverWaves
        ``table``, ``sentence``, ``periods``, ``rates``, ``breaks``, ``slopes``. A change is
        undefined (NaN, with ``reason``) as in ``before_after``; a slope as well where the waves
        have no dates ("NO_DATES") or no pair was observed in all of them ("NO_DYADS"). With fewer
        than six organizations there is no p-value, and W17 says "this cohort only". The p-values of
        several periods are not adjusted for each other: W23.

    Raises
    ------
    ArgumentError
        If there are fewer than two waves, they go backwards, or the kind must be named.
    DataError
        If one of the networks holds several waves or lacks the kind.
    RefusalError
        E-HEADLINE if the kind is an opportunity and ``allow_opportunity`` is False.

    References
    ----------
    Snijders, T. A. B. & Borgatti, S. P. (1999), "Non-parametric standard errors and tests for
    network statistics", Connections 22(2), for the jackknife over people; with the factor
    (n − 1)/n, as in ``before_after``.

    Examples
    --------
    Four people, two organizations, a year between the waves. Of the four pairs across, none, one
    and then two are tied: 0, 2/4 and 4/4 ties per person, a slope of one half per year.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Hill", "Hill", "Lake", "Lake"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ana", "ben"],
    ...     "learned_from": ["ben", "cleo", "cleo", "dan"],
    ...     "wave": ["2021", "2022", "2023", "2023"],
    ... })
    >>> windows = pd.DataFrame({
    ...     "wave": ["2021", "2022", "2023"],
    ...     "start": ["2021-01-01", "2022-01-01", "2023-01-01"],
    ...     "end": ["2022-01-01", "2023-01-01", "2024-01-01"],
    ... })
    >>> found = nw.compare.over_waves(nw.Network(people, ties, waves=windows))
    >>> found.periods[["ties_before", "ties_after", "joined"]].values.tolist()
    [[0.0, 0.5, True], [0.5, 1.0, True]]
    >>> f"{found.table.set_index('term').loc['slope 2021 → 2023', 'estimate']:.2f}"
    '0.50'
    """
    series = series_of(waves, kind, allow_opportunity=allow_opportunity)
    periods = periods_of(series, group, (allow_opportunity, members_only), least_shared)
    slopes = _slopes(series, periods, group, members_only=members_only)
    rows = period_table(periods)
    notices = waves_notices(periods)
    words = series.words(group, members_only=members_only)
    table = _table(rows, slopes)
    return OverWaves(
        table=table,
        sentence=str(
            Sentence(
                said=(*waves_words(periods, slopes, words), series.left_out_words),
                words=words,
                response=responses(notices),
                moved=_MOVED,
                codes=tuple(notice.code for notice in notices if notice.code != "W09"),
            )
        ),
        warnings=notices,
        claim=_claim(periods, slopes),
        passport=waves_passport(
            series, ("P1 over waves", FORMULA), int(rows["people"].max()), members_only=members_only
        ),
        periods=rows,
        rates=rate_table(periods),
        breaks=pd.DataFrame(
            [[*one.labels, "; ".join(one.breaks)] for one in periods if one.breaks],
            columns=["before", "after", "why"],
        ),
        slopes=_slope_table(slopes),
        verdict=_verdict(periods, slopes),
        waves=series.labels,
        kind=series.kind,
    )


_MOVED = (
    "Pairs that somebody's new organization turned from inside to across or back are set aside."
)


def _slopes(
    series: Series, periods: list[Period], group: str, *, members_only: bool
) -> list[Slope]:
    """Give the slope of each stretch of waves without a break."""
    nets = series.members(members_only=members_only)
    return [
        slope_of(
            courses_of(nets[run.start : run.stop], series.kind, group),
            series.labels[run.start : run.stop],
            series.years[run.start : run.stop],
            _warned(periods[run.start : run.stop - 1]),
        )
        for run in stretches([not one.breaks for one in periods])
    ]


def _warned(periods: list[Period]) -> tuple[str, ...]:
    return tuple(code for one in periods if one.found is not None for code in one.found.warned)


def _verdict(periods: list[Period], slopes: list[Slope]) -> str:
    """Give the direction on which every period, and every slope there is, agree."""
    joined = [CANNOT_TELL if one.breaks or one.found is None else one.found.verdict
              for one in periods]  # fmt: skip
    told = {*joined, *(one.found.verdict for one in slopes if not one.reason)}
    return told.pop() if len(told) == 1 else CANNOT_TELL


def _claim(periods: list[Period], slopes: list[Slope]) -> int:
    """Give the highest level that a change that may be read as one, or a slope, bears."""
    told = [one.found for one in periods if not one.breaks] + [one.found for one in slopes]
    return max((found.claim for found in told if found is not None), default=1)


def _table(rows: pd.DataFrame, slopes: list[Slope]) -> pd.DataFrame:
    """Lay out changes and slopes in the common columns."""
    found: list[dict[str, Any]] = [
        {
            "term": f"P1 {before} → {after}",
            **{name: row[name] for name in ("estimate", "std_error", "p_value")},
            "statistic": row["estimate"] / row["std_error"] if row["std_error"] else np.nan,
            "conf_low": row["conf_low"],
            "conf_high": row["conf_high"],
            "n": row["people"],
            "method": f"widest interval: {METHODS[row['widest']]}"
            if row["widest"]
            else "no interval",
            "reason": row["reason"],
        }
        for (before, after), row in zip(rows.index, rows.to_dict("records"), strict=True)
    ]
    for one in slopes:
        interval = one.found.widest
        known = {} if interval is None else {
            "std_error": interval.std_error,
            "statistic": interval.statistic,
            "p_value": one.found.spread.p_value,
            "conf_low": interval.low,
            "conf_high": interval.high,
        }  # fmt: skip
        found.append({
            "term": f"slope {one.labels[0]} → {one.labels[-1]}",
            "estimate": one.found.estimate,
            "n": one.found.people,
            "method": f"per year; widest interval: {METHODS[interval.by]}" if interval else
            "per year; no interval",
            "reason": one.reason,
            **known,
        })  # fmt: skip
    table = pd.DataFrame(found).reindex(columns=[*results.TERMS, "reason"])
    numbers = [name for name in results.TERMS if name not in {"term", "method", "n"}]
    return table.astype({**dict.fromkeys(numbers, float), "n": int})


def _slope_table(slopes: list[Slope]) -> pd.DataFrame:
    rows = []
    for one in slopes:
        row: dict[str, Any] = {"first": one.labels[0], "last": one.labels[-1]}
        row |= {"waves": len(one.labels), "people": one.found.people, "pairs": one.found.pairs}
        for interval in one.found.intervals:
            row |= {f"{interval.by}_low": interval.low, f"{interval.by}_high": interval.high}
        rows.append(row | {"same_reporters": one.found.same_reporters})
    return pd.DataFrame(rows)
