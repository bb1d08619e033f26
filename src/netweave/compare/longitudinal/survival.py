"""How long ties last, over several waves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from netweave import results
from netweave._guard import guarded
from netweave.compare.estimate import CHANGE
from netweave.compare.longitudinal.account import responses, waves_notices, waves_passport
from netweave.compare.longitudinal.courses import courses_of
from netweave.compare.longitudinal.lasting import curve_of, spells_of
from netweave.compare.longitudinal.periods import LEAST_SHARED, periods_of
from netweave.compare.longitudinal.series import series_of
from netweave.compare.sentence import Sentence, Words
from netweave.compare.wording import number
from netweave.coverage import capped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netweave.compare.longitudinal.courses import Courses
    from netweave.compare.longitudinal.lasting import Curve
    from netweave.compare.longitudinal.periods import Period
    from netweave.network import Network

FORMULA = (
    "Kaplan–Meier on pairs: product over ages of 1 − lost / at risk, age in waves; interval by "
    "leaving out one person at a time, on the scale log(−log S), Student's t"
)
# Age is counted in waves; where one gap is this many times as long as another it is said (a
# heuristic).
UNEVEN = 1.5
WHOLE = {0.0: "none", 1.0: "all"}
# Warnings about the change between two waves, which is not what is told here.
OF_CHANGE = {"W17", "W20", "W23"}


@dataclass(frozen=True, repr=False)
class TieSurvival(results.Result):
    """How long ties last: the share still there one wave later, two waves later, and so on.

    Parameters
    ----------
    table, sentence, warnings, claim, passport
        As in ``Result``. Terms: ``S_cross_1``, ``S_cross_2``, …, ``S_same_1``, …: the share of ties
        across, and inside, organizations that are still there after so many waves; ``n`` is how
        many were at risk. A column ``reason`` says why an estimate or interval is missing.
    at_risk : DataFrame
        Index (pairs, waves_later); ``at_risk``, ``lost``, ``censored`` (the next wave is not known:
        not observed, behind a break, or none), ``survival, std_error, conf_low, conf_high``, and
        ``same_reporters``: survival where a pair counts as observed only if the same people
        answered about it in both waves.
    starts : DataFrame
        Index pairs; ``started`` (seen to start), ``unknown`` (there when the pair was first
        observed, or again after a break), ``counted`` (of either, those that entered),
        ``old_followed`` (of those of unknown start, how many were observed one wave later).
    new_only : bool
        Whether only ties that were seen to start entered.
    waves : tuple of str
        The labels, in order.
    kind : str
        The kind of tie.
    """

    at_risk: pd.DataFrame = field(default_factory=pd.DataFrame)
    starts: pd.DataFrame = field(default_factory=pd.DataFrame)
    new_only: bool = False
    waves: tuple[str, ...] = ()
    kind: str = ""

    drawn_by: ClassVar[str] = "netweave.plotting.staying:survival_plot"

    def __repr__(self) -> str:
        return f"<TieSurvival {' → '.join(self.waves)}: {self.sentence}>"


@guarded
def tie_survival(
    waves: Network | Mapping[str, Network],
    *,
    group: str = "organization",
    kind: str | None = None,
    allow_opportunity: bool = False,
    members_only: bool = True,
    new_only: bool = False,
    least_shared: float = LEAST_SHARED,
) -> TieSurvival:
    """Say how long ties last, across organizations and inside them.

    A tie is a pair of whom at least one learned from the other. It enters at the wave in which it
    starts, and is at risk in each later wave in which its pair is observed. A pair that is not
    observed in a wave is censored before it: nothing is taken for granted of it. So is every pair
    at a break, where two waves were asked differently or share few people, or where a wave between
    them is left out. Age is counted in waves.

    A wave without ties of the kind, in which nobody is known to have answered, was not asked about
    it: it is left out and named, and the gap it leaves is a break, since the wave after it is two
    waves later. Where such waves are no part of the series, give a mapping of those that are.

    Parameters
    ----------
    waves : Network or mapping
        A network of three waves or more, or label → network of one wave, in order; with two waves
        it is the share of ties that persist.
    group : str, default "organization"
        The column of people whose groups ties cross. Pairs that turn from inside to across or
        back are in neither curve.
    kind : str, optional
        The kind of tie. Left out, it is the only kind marked as headline.
    allow_opportunity : bool, default False
        Whether a kind that is only an opportunity may be followed; W07 says so.
    members_only : bool, default True
        Whether people who are convener in one of the waves are left out.
    new_only : bool, default False
        Whether only ties count that were seen to start. Otherwise a tie that was there when its
        pair was first observed enters there, though it is older: old ties last longer, so that
        the first share is then more that of old ties than of new ones.
    least_shared : float, default 0.5
        The share of the people of two waves that must be in both, or there is a break. A
        heuristic.

    Returns
    -------
    TieSurvival
        ``table``, ``sentence``, ``at_risk``, ``starts``. Survival is undefined (NaN) where no tie
        was at risk ("NO_TIES"); its interval where somebody is an end of every tie, or fewer than
        three people are ("TOO_FEW"), or where all ties or none are left ("NO_VARIANCE").

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
    Kaplan, E. L. & Meier, P. (1958), "Nonparametric estimation from incomplete observations",
    Journal of the American Statistical Association 53, 457-481. Ties of one person are not
    independent, so the interval leaves out one person at a time instead of Greenwood's formula.

    Examples
    --------
    Two ties inside and two across start or are there in 2021; of the two across, one is gone in
    2022 and the other in 2023, of the two inside none.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Hill", "Hill", "Lake", "Lake"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> inside, across = [("ana", "ben"), ("cleo", "dan")], [("ana", "cleo"), ("ben", "dan")]
    >>> rows = {"2021": inside + across, "2022": inside + across[:1], "2023": inside}
    >>> ties = pd.DataFrame(
    ...     [(*pair, wave) for wave, pairs in rows.items() for pair in pairs],
    ...     columns=["learner", "learned_from", "wave"],
    ... )
    >>> found = nw.compare.tie_survival(nw.Network(people, ties))
    >>> found.at_risk[["at_risk", "lost", "survival"]].astype(float).loc["cross"].values.tolist()
    [[2.0, 1.0, 0.5], [1.0, 1.0, 0.0]]
    >>> found.at_risk.loc["same", "survival"].tolist()
    [1.0, 1.0]
    """
    series = series_of(waves, kind, allow_opportunity=allow_opportunity)
    periods = periods_of(series, group, (allow_opportunity, members_only), least_shared)
    courses = courses_of(series.members(members_only=members_only), series.kind, group)
    whole = [not one.breaks and not gap for one, gap in zip(periods, series.gaps, strict=True)]
    table, starts = _followed(courses, whole, new_only=new_only)
    notices = tuple(one for one in waves_notices(periods) if one.code not in OF_CHANGE)
    words = series.words(group, members_only=members_only)
    said = (
        *(_words(name, table, words) for name in ("cross", "same")),
        _old_words(starts),
        _uneven_words(np.diff(series.years)[whole]),
        series.left_out_words,
        series.gap_words,
    )
    terms = _terms(table)
    sentence = Sentence(
        said=said,
        words=words,
        response=responses(notices),
        moved="Pairs that turned from inside to across or back are in neither.",
        codes=tuple(notice.code for notice in notices),
    )
    return TieSurvival(
        table=terms,
        sentence=str(sentence),
        warnings=notices,
        claim=_claim(terms, [one for one, kept in zip(periods, whole, strict=True) if kept]),
        passport=waves_passport(
            series, ("tie survival", FORMULA), len(courses.people), members_only=members_only
        ),
        at_risk=table,
        starts=starts,
        new_only=new_only,
        waves=series.labels,
        kind=series.kind,
    )


def _claim(terms: pd.DataFrame, joined: list[Period]) -> int:
    """Give the level of claim: that of a change, where there is an interval and waves compare."""
    told = [one.found for one in joined if one.found is not None]
    sound = terms["conf_low"].notna().any() and not any(found.gates for found in told)
    return capped(CHANGE if sound else 1, *(found.coverage for found in told))


def _followed(
    courses: Courses, whole: list[bool], *, new_only: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lay out the curves across and inside, and how their ties entered."""
    spells = spells_of(courses, whole, new_only=new_only)
    strict = spells_of(courses, whole, new_only=new_only, same_reporters=True)
    ends = (courses.one, courses.other)
    blocks, starts = {}, {}
    for name, across in (("cross", True), ("same", False)):
        chosen = courses.labelled(across=across)
        curve = curve_of(spells, ends, chosen)
        alike = curve_of(strict, ends, chosen).survival
        blocks[name] = _block(curve).assign(same_reporters=alike)
        begun, unknown = (int(part[chosen].sum()) for part in (spells.started, spells.unknown))
        counted, old = begun + (0 if new_only else unknown), int(spells.followed[chosen].sum())
        starts[name] = {"started": begun, "unknown": unknown, "counted": counted,
                        "old_followed": old}  # fmt: skip
    table = pd.concat(blocks, names=["pairs", "waves_later"])
    return table, pd.DataFrame.from_dict(starts, orient="index").rename_axis("pairs")


def _block(curve: Curve) -> pd.DataFrame:
    index = pd.RangeIndex(1, len(curve.survival) + 1, name="waves_later")
    columns = {
        "at_risk": curve.at_risk,
        "lost": curve.lost,
        "censored": curve.censored,
        "survival": curve.survival,
        "std_error": curve.std_error,
        "conf_low": curve.low,
        "conf_high": curve.high,
    }
    return pd.DataFrame(columns, index=index)


def _terms(table: pd.DataFrame) -> pd.DataFrame:
    """Lay out the survival in the common columns."""
    rows: list[dict[str, Any]] = []
    for (name, later), row in zip(table.index, table.to_dict("records"), strict=True):
        reason = ""
        if np.isnan(row["survival"]):
            reason = "NO_TIES"
        elif np.isnan(row["conf_low"]):
            reason = "TOO_FEW" if 0 < row["survival"] < 1 else "NO_VARIANCE"
        rows.append({
            "term": f"S_{name}_{later}",
            "estimate": row["survival"],
            **{column: row[column] for column in ("std_error", "conf_low", "conf_high")},
            "n": int(row["at_risk"]),
            "method": "Kaplan–Meier; jackknife over people, log(−log)",
            "reason": reason,
        })
    found = pd.DataFrame(rows).reindex(columns=[*results.TERMS, "reason"])
    numbers = [column for column in results.TERMS if column not in {"term", "method", "n"}]
    return found.astype(dict.fromkeys(numbers, float))


def _words(name: str, table: pd.DataFrame, words: Words) -> str:
    """Say how many ties are still there one wave later, and estimated after the most waves.

    Counted are those that could be followed: of a tie first seen in the last wave nothing is known.
    """
    mine = (table.index.get_level_values("pairs") == name) & table["survival"].notna()
    rows = table[mine].droplevel("pairs")
    where = f"across {words.groups}" if name == "cross" else f"inside {words.groups}"
    if not len(rows):
        return f"No {words.ties} {where} could be followed from one wave to the next."
    count = int(rows["at_risk"].iloc[0])
    told = [_still(rows, later) for later in dict.fromkeys([1, int(rows.index[-1])])]
    ties = words.ties.replace("ties", "tie", 1) if count == 1 else words.ties
    return f"Of {count:,} {ties} {where} that could be followed, {'; '.join(told)}."


def _still(rows: pd.DataFrame, later: int) -> str:
    row = rows.to_dict("index")[later]
    share = f"{row['survival'] * 100:.0f} in 100"
    if later == 1:
        said = f"{WHOLE.get(row['survival'], f'about {share}')} were still there one wave later"
    else:
        said = f"an estimated {share} were still there {later} waves later"
    last = f"{row['at_risk']:,.0f} of them could be followed so far"
    facts = [] if later == 1 else [last]
    if np.isfinite(row["conf_low"]):
        ends = (number(100 * row["conf_low"], 0), number(100 * row["conf_high"], 0))
        facts.insert(0, f"95% interval {ends[0]} to {ends[1]} in 100")
    alike = row["same_reporters"]
    if np.isfinite(alike) and round(alike, 2) != round(row["survival"], 2):
        again = f"{alike * 100:.0f} in 100"
        facts.append(f"{again} if only pairs reported by the same people each time are counted")
    return f"{said} ({'; '.join(facts)})" if facts else said


def _old_words(starts: pd.DataFrame) -> str:
    old = int(starts["old_followed"].sum())
    if not old:
        return ""
    was = "1 of these ties was" if old == 1 else f"{old:,} of these ties were"
    return f"{was} there when first observed, so that their age is not known."


def _uneven_words(gaps: np.ndarray) -> str:
    """Say that the waves are not equally far apart; gaps: years between those that are joined."""
    if not len(gaps) or np.isnan(gaps).any() or gaps.max() <= UNEVEN * gaps.min():
        return ""
    low, high = (number(float(gap), 1) for gap in (gaps.min(), gaps.max()))
    return f"The waves are {low} to {high} years apart, so that one wave later is not one time."
