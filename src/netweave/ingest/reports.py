"""From answers to ties: two reports of one tie are reconciled by a named rule, never added up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave.codes import Notice
from netweave.ingest.ledger import DECLINED, ITSELF, NOT_ELIGIBLE, Fates
from netweave.ingest.matching import Directory
from netweave.ingest.roster import Presence
from netweave.ingest.survey import REPORTER, SurveySource

RECONCILE = ("mean", "max", "min")
TWICE = "same answer twice"
ALONE = "respondent of this row is not used"
REPORT_COLUMNS = (
    "record", "file", "wave", "kind", "respondent", "learner", "learned_from", "level", "weight",
    "time",
)  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """A survey whose people are matched.

    Parameters
    ----------
    source : SurveySource
        The survey as read.
    fates : Fates
        What is decided about its mentions, to be settled further.
    respondent, named : int arrays, per row
        Places in the roster, -1: nobody.
    """

    source: SurveySource
    fates: Fates
    respondent: np.ndarray
    named: np.ndarray


def heard(source: SurveySource, directory: Directory) -> Heard:
    """Match the people of one survey; who is unmatched is refused with the reason."""
    fates = source.mentions.fates.copy()
    answers = source.answers
    respondent, reasons = directory.find(answers["respondent"], source.file)
    at, there = answers["at_respondent"].to_numpy(), answers["at_named"].to_numpy() >= 0
    each = np.full(len(fates.fate), "", dtype=object)
    each[at] = reasons
    named, reasons = directory.find(answers["named"], source.file)
    each[answers["at_named"].to_numpy()[there]] = reasons[there]
    fates.refuse_each(each)
    return Heard(source, fates, respondent, named)


def told_states(surveys: list[Heard], waves: pd.DataFrame, found: Presence) -> Presence:
    """Take over who declined or was not eligible according to the surveys themselves."""
    eligible, declined = found.eligible.copy(), found.declined.copy()
    for survey in surveys:
        wave = waves.index.get_loc(survey.source.wave)
        state = survey.source.answers["state"].to_numpy()
        known = survey.respondent >= 0
        declined[wave, survey.respondent[known & (state == "declined")]] = True
        eligible[wave, survey.respondent[known & (state == "not_eligible")]] = False
    return Presence(found.row, eligible, declined)


def settle(survey: Heard, wave: int, found: Presence) -> None:
    """Refuse who declined, was not eligible or names itself, and whoever such a row names."""
    answers, fates = survey.source.answers, survey.fates
    where = np.full(len(answers), wave)
    at, at_named = answers["at_respondent"].to_numpy(), answers["at_named"].to_numpy()
    for person, place in ((survey.respondent, at), (survey.named, at_named)):
        declined, absent = found.reasons(where, np.where(place >= 0, person, -1))
        _mark(fates, place[declined], DECLINED)
        if place is at:
            absent &= (answers["state"] != "not_eligible").to_numpy()
        _mark(fates, place[absent], NOT_ELIGIBLE)
    itself = (survey.respondent == survey.named) & (survey.named >= 0)
    _mark(fates, at_named[itself], ITSELF)
    orphan = ~fates.open[at] & (at_named >= 0)
    _mark(fates, at_named[orphan], ALONE)


def _mark(fates: Fates, places: np.ndarray, reason: str, *, merged: bool = False) -> None:
    mark = np.zeros(len(fates.fate), dtype=bool)
    mark[places] = True
    if merged:
        fates.merge(mark, reason)
    else:
        fates.refuse(mark, reason)


def reports(surveys: list[Heard], offsets: list[int], people: pd.Index) -> pd.DataFrame:
    """Give every report of a tie that counts, one per question, respondent and person named.

    The same answer given twice is merged into the one with the highest level.
    """
    frames = [_rows(number, survey) for number, survey in enumerate(surveys)]
    empty = pd.DataFrame({"source": [], "row": [], "respondent": [], "named": [], "weight": []})
    table = pd.concat(frames, ignore_index=True) if frames else empty
    keys = ["wave", "kind", "direction", "respondent", "named"]
    if len(table):
        ranked = table.sort_values("weight", ascending=False, kind="stable")
        again = ranked.index[ranked.duplicated(keys)]
        for number, rows in table.loc[again].groupby("source")["row"]:
            survey = surveys[int(str(number))]
            answers = survey.source.answers.iloc[np.sort(rows.to_numpy())]
            for column in ("at_named", "at_respondent"):
                _mark(survey.fates, answers[column].to_numpy(), TWICE, merged=True)
        table = table.drop(index=again).reset_index(drop=True)
    return _shaped(table, surveys, offsets, people)


def _rows(number: int, survey: Heard) -> pd.DataFrame:
    answers = survey.source.answers
    at_named = answers["at_named"].to_numpy()
    row = np.flatnonzero((at_named >= 0) & survey.fates.open[at_named])
    return pd.DataFrame({
        "source": number,
        "row": row,
        "wave": survey.source.wave,
        "kind": survey.source.kind,
        "direction": survey.source.direction,
        "respondent": survey.respondent[row],
        "named": survey.named[row],
        "weight": answers["weight"].to_numpy()[row],
        "level": answers["level"].iloc[row].array,
        "time": answers["time"].iloc[row].array,
        "at": at_named[row],
    })


def _shaped(
    table: pd.DataFrame, surveys: list[Heard], offsets: list[int], people: pd.Index
) -> pd.DataFrame:
    if not len(table):
        return pd.DataFrame(columns=[*REPORT_COLUMNS, "direction"])
    taught = (table["direction"] == "taught").to_numpy()
    respondent = table["respondent"].to_numpy()
    named = table["named"].to_numpy()
    number = table["source"].to_numpy()
    files = pd.Index([survey.source.file for survey in surveys], dtype="str")
    columns = {
        "record": np.array(offsets)[number] + table["at"].to_numpy(),
        "file": files[number],
        "respondent": pd.Categorical.from_codes(respondent, people),
        "learner": pd.Categorical.from_codes(np.where(taught, named, respondent), people),
        "learned_from": pd.Categorical.from_codes(np.where(taught, respondent, named), people),
    }
    return table.assign(**columns)[[*REPORT_COLUMNS, "direction"]].astype({"record": "int32"})


def answered(
    surveys: list[Heard], people: pd.Index, waves: pd.DataFrame
) -> tuple[pd.DataFrame, dict[tuple[str, str, str], np.ndarray]]:
    """Say per wave and person who answered which question; missing where nobody was asked it."""
    gave: dict[tuple[str, str, str], np.ndarray] = {}
    for survey in surveys:
        source = survey.source
        key = (source.wave, source.kind, source.direction)
        everybody = source.silent == "named nobody"
        mine = gave.setdefault(key, np.zeros(len(people), dtype=bool))
        mine |= everybody
        at = source.answers["at_respondent"].to_numpy()
        spoke = (source.answers["state"] == "responded").to_numpy() & (survey.fates.fate[at] < 2)
        mine[survey.respondent[spoke]] = True
    kinds = list(dict.fromkeys(kind for _, kind, _ in gave))
    blocks = {label: _answered_in(str(label), gave, kinds, people) for label in waves.index}
    if not blocks or not kinds:
        index = pd.MultiIndex.from_product([waves.index, people], names=["wave", "person"])
        return pd.DataFrame(index=index), gave
    return pd.concat(blocks, names=["wave", "person"]), gave


def _answered_in(
    wave: str, gave: dict[tuple[str, str, str], np.ndarray], kinds: list[str], people: pd.Index
) -> pd.DataFrame:
    columns = {}
    for kind in kinds:
        asked = [
            answer for (label, name, _), answer in gave.items() if (label, name) == (wave, kind)
        ]
        columns[f"responded_{kind}"] = _boolean(asked, len(people))
    anything = [answer for (label, *_), answer in gave.items() if label == wave]
    return pd.DataFrame({"responded": _boolean(anything, len(people)), **columns}, index=people)


def _boolean(asked: list[np.ndarray], count: int) -> pd.arrays.BooleanArray:
    if not asked:
        return pd.array([pd.NA] * count, dtype="boolean")
    return pd.array(np.logical_or.reduce(asked), dtype="boolean")


def ties(
    table: pd.DataFrame,
    gave: dict[tuple[str, str, str], np.ndarray],
    how: str,
) -> pd.DataFrame:
    """Reconcile the reports of each tie: mean, highest or lowest level.

    A report is what somebody said, an explicit "no tie" included. Silence counts only for "min":
    a tie that one side reports and the other, who answered, does not name is not confirmed.
    """
    if not len(table):
        return pd.DataFrame(columns=["learner", "learned_from", "weight", "kind", "wave"])
    one, other = (table[role].cat.codes.to_numpy() for role in ("learner", "learned_from"))
    mutual = (table["direction"] == "mutual").to_numpy()
    low, high = (
        np.where(mutual, np.minimum(one, other), one),
        np.where(mutual, np.maximum(one, other), other),
    )
    keyed = table.assign(one=low, other=high, positive=table["weight"] > 0)
    groups = keyed.groupby(["wave", "kind", "one", "other"], sort=True)
    merged = groups.agg(
        weight=("weight", how), given=("weight", "size"), reports=("positive", "sum"),
        record=("record", "first"), time=("time", "max"), direction=("direction", "first"),
    ).reset_index()  # fmt: skip
    if how == "min":
        merged = merged[merged["given"].to_numpy() >= _expected(merged, gave)]
    merged = merged[merged["weight"] > 0]
    merged["record"] = merged["record"].where(merged["given"] == 1, -1)
    return _both_ways(merged, table["learner"].cat.categories)


def _expected(merged: pd.DataFrame, gave: dict[tuple[str, str, str], np.ndarray]) -> np.ndarray:
    """Count who could have reported each tie: the sides that answered a question about it."""
    count = np.zeros(len(merged), dtype=np.int64)
    wave, kind = merged["wave"].to_numpy(), merged["kind"].to_numpy()
    for (label, name, direction), answer in gave.items():
        mine = (wave == label) & (kind == name)
        for side, asks in (("one", {"learned_from", "mutual"}), ("other", {"taught", "mutual"})):
            if direction in asks:
                count += mine & answer[merged[side].to_numpy()]
    return count


def _both_ways(merged: pd.DataFrame, people: pd.Index) -> pd.DataFrame:
    """Write a mutual tie as two rows, any other as one."""
    mutual = merged[merged["direction"] == "mutual"]
    back = mutual.rename(columns={"one": "other", "other": "one"})
    rows = pd.concat([merged, back], ignore_index=True)
    table = pd.DataFrame({
        "learner": pd.Categorical.from_codes(rows["one"].to_numpy(), people),
        "learned_from": pd.Categorical.from_codes(rows["other"].to_numpy(), people),
        "weight": rows["weight"].to_numpy(dtype=float),
        "kind": rows["kind"],
        "wave": rows["wave"],
        "time": rows["time"],
        "reports": rows["reports"].to_numpy(dtype="int64"),
        "record": rows["record"].to_numpy(dtype="int32"),
    })
    return table if table["time"].notna().any() else table.drop(columns="time")


def kinds_table(surveys: list[SurveySource]) -> tuple[pd.DataFrame, list[Notice]]:
    """Declare the kinds that the surveys measure; sources of one kind must agree."""
    rows, notices = {}, []
    for kind in dict.fromkeys(survey.kind for survey in surveys):
        mine = [survey for survey in surveys if survey.kind == kind]
        first = mine[0]
        for survey in mine[1:]:
            _check_same(first, survey)
        questions = list(dict.fromkeys(survey.question for survey in mine if survey.question))
        if len(questions) > 1:
            found = f"{kind} was asked as {errors.listed(questions)}."
            notices.append(Notice("W09", found))
        asked = {REPORTER[survey.direction] for survey in mine}
        rows[kind] = {
            "evidence": "reported",
            "mutual": first.direction == "mutual",
            "reciprocity_eligible": first.direction != "mutual",
            "headline": first.headline,
            "threshold": first.threshold,
            "max": float(first.scale.highest) if first.scale else np.nan,
            "unit": "scale points" if first.scale else "answers",
            "scale": first.scale.id if first.scale else "",
            "question": questions[0] if questions else "",
            "reporter": asked.pop() if len(asked) == 1 else "either",
        }
    table = pd.DataFrame.from_dict(rows, orient="index")
    return table.rename_axis("kind"), notices


def _check_same(first: SurveySource, second: SurveySource) -> None:
    """Refuse two surveys of one kind that measure different things."""
    pairs = {
        "direction": (first.direction == "mutual", second.direction == "mutual"),
        "scale": (first.scale, second.scale),
        "threshold": (str(first.threshold), str(second.threshold)),
        "headline": (first.headline, second.headline),
    }
    for what, (one, other) in pairs.items():
        if one != other:
            raise errors.kind_disagrees(first.kind, what, (first.file, second.file))
