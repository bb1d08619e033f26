"""From surveys to reports: who answered what, and what each answer says about two people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from netweave.codes import Notice
from netweave.coverage import answered_as
from netweave.ingest.answers.survey import SurveySource
from netweave.ingest.fates import DECLINED, ITSELF, NOBODY, NOT_ELIGIBLE, Fates
from netweave.ingest.weaving.roster import Presence
from netweave.ingest.who.matching import Directory

TWICE = "same answer twice"
HIGHEST = "answered twice, differently: the highest counts"
ALONE = "respondent of this row is not used"
SETTLED = (DECLINED, NOT_ELIGIBLE, ITSELF, ALONE, NOBODY)
TOLERATED = 0.05
ROLES = {"learner": "learned_from", "learned_from": "taught"}
UNUSABLE_COLUMNS = ("file", "wave", "kind", "respondent", "count")
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
    offered : int array
        Places of those who have a column of their own in a matrix.
    """

    source: SurveySource
    fates: Fates
    respondent: np.ndarray
    named: np.ndarray
    offered: np.ndarray = field(default_factory=lambda: np.array([], dtype=np.int64))


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
    columns = pd.Series(list(source.offered), dtype="str")
    offered, _ = directory.find(columns, source.file)
    return Heard(source, fates, respondent, named, offered[offered >= 0])


def told_states(surveys: Sequence[Any], waves: pd.DataFrame, found: Presence) -> Presence:
    """Take over who declined or was not eligible according to the surveys and items themselves."""
    eligible, declined = found.eligible.copy(), found.declined.copy()
    for survey in surveys:
        wave = waves.index.get_loc(survey.source.wave)
        state = survey.source.answers["state"].to_numpy()
        known = survey.respondent >= 0
        declined[wave, survey.respondent[known & (state == "declined")]] = True
        eligible[wave, survey.respondent[known & (state == "not_eligible")]] = False
    return replace(found, eligible=eligible, declined=declined)


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
    itself = (survey.respondent == survey.named) & (survey.named >= 0) & (at_named >= 0)
    _mark(fates, at_named[itself & ~not_asked(survey)], ITSELF)
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

    Answers of one person to one question about one other are one report, that of the highest
    level; lower ones are merged into it with a reason of their own.
    """
    frames = [_rows(number, survey) for number, survey in enumerate(surveys)]
    empty = pd.DataFrame({"source": [], "row": [], "respondent": [], "named": [], "weight": []})
    table = pd.concat(frames, ignore_index=True) if frames else empty
    if len(table):
        keys = ["wave", "kind", "direction", "respondent", "named"]
        ranked = table.sort_values("weight", ascending=False, kind="stable")
        again = ranked[ranked.duplicated(keys)].sort_index()
        highest = table.groupby(keys)["weight"].transform("max")
        for reason, rows in (
            (HIGHEST, again[again["weight"] < highest[again.index]]),
            (TWICE, again[again["weight"] == highest[again.index]]),
        ):
            _merge_again(surveys, rows, reason)
        table = table.drop(index=again.index).reset_index(drop=True)
    return _shaped(table, surveys, offsets, people)


def _merge_again(surveys: list[Heard], again: pd.DataFrame, reason: str) -> None:
    """Merge answers that another row gives too."""
    for number, rows in again.groupby("source")["row"]:
        survey = surveys[int(str(number))]
        answers = survey.source.answers.iloc[rows.to_numpy()]
        for column in ("at_named", "at_respondent"):
            _mark(survey.fates, answers[column].to_numpy(), reason, merged=True)


def told_twice(survey: Heard) -> str:
    """Say in how many answers of one survey somebody contradicted themselves; "" for none."""
    at = survey.source.answers["at_named"].to_numpy()
    count = int(survey.fates.given((HIGHEST,))[at[at >= 0]].sum())
    answers = "answer differs from another" if count == 1 else "answers differ from others"
    return f"{count} {answers} of the same person: the highest counts" if count else ""


def not_asked(survey: Heard) -> np.ndarray:
    """Mark the rows that say that the respondent was not asked about whom they name."""
    answers = survey.source.answers
    if "unasked" not in answers:
        return np.zeros(len(answers), dtype=bool)
    return answers["unasked"].to_numpy(dtype=bool)


def _rows(number: int, survey: Heard) -> pd.DataFrame:
    answers = survey.source.answers
    at_named = answers["at_named"].to_numpy()
    row = np.flatnonzero((at_named >= 0) & survey.fates.open[at_named] & ~not_asked(survey))
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
        **_contacts(survey.source, row),
    })


def _contacts(source: SurveySource, row: np.ndarray) -> dict[str, np.ndarray]:
    """Give the contacts a year that the levels of a scale of frequency stand for."""
    scale = source.scale
    if scale is None or not scale.per_year:
        return {}
    place = source.answers["weight"].to_numpy()[row].astype(int) - scale.lowest
    return {"per_year": np.where(place < 0, 0.0, np.array(scale.per_year)[place])}


def _shaped(
    table: pd.DataFrame, surveys: list[Heard], offsets: list[int], people: pd.Index
) -> pd.DataFrame:
    if not len(table):
        return pd.DataFrame(columns=[*REPORT_COLUMNS, "direction"])
    kept = [*REPORT_COLUMNS, *(["per_year"] if "per_year" in table else []), "direction"]
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
    return table.assign(**columns)[kept].astype({"record": "int32"})


def answered(
    surveys: list[Heard], people: pd.Index, waves: pd.DataFrame
) -> tuple[pd.DataFrame, dict[tuple[str, str, str], np.ndarray]]:
    """Say per wave and person who answered which question; missing where nobody was asked it.

    Somebody of whose answers more than half could not be used has not answered: what such a
    person did not name is not known. Of what was recorded nobody is asked.
    """
    gave: dict[tuple[str, str, str], np.ndarray] = {}
    for survey in surveys:
        source = survey.source
        key = (source.wave, source.kind, source.direction)
        mine = gave.setdefault(key, np.zeros(len(people), dtype=bool))
        here = np.full(len(people), source.silent != "missing")
        idle = (source.answers["state"] != "responded").to_numpy() & (survey.respondent >= 0)
        here[survey.respondent[idle]] = False
        here[survey.respondent[spoke(survey)]] = True
        here[garbled(survey, len(people))] = False
        mine |= here
    recorded = {survey.source.kind for survey in surveys if survey.source.silent == "recorded"}
    asked = {key: answer for key, answer in gave.items() if key[1] not in recorded}
    kinds = list(dict.fromkeys(kind for _, kind, _ in asked))
    blocks = {label: _answered_in(str(label), asked, kinds, people) for label in waves.index}
    if not blocks or not kinds:
        index = pd.MultiIndex.from_product([waves.index, people], names=["wave", "person"])
        return pd.DataFrame(index=index), gave
    return _needed(pd.concat(blocks, names=["wave", "person"]), asked), gave


def spoke(survey: Heard) -> np.ndarray:
    """Mark the rows in which somebody of the roster answered; a blank is no answer."""
    at = survey.source.answers["at_respondent"].to_numpy()
    answering = (survey.source.answers["state"] == "responded").to_numpy()
    return np.asarray(answering & (survey.fates.fate[at] < 2) & ~not_asked(survey))


def unusable(surveys: list[Heard], people: pd.Index) -> pd.DataFrame:
    """Count, per survey and respondent, the answers that named somebody and could not be used.

    Whom such an answer names looks like somebody the respondent did not name: the level is missing
    or not on the scale, or the name finds nobody. People who declined or were not there, and
    people who name themselves, are no such case, nor is an answer that another row gives again.
    """
    tables = [_unusable_in(survey, people) for survey in surveys]
    table = pd.concat([pd.DataFrame(columns=UNUSABLE_COLUMNS), *tables], ignore_index=True)
    return table.astype(dict.fromkeys(UNUSABLE_COLUMNS, "str") | {"count": "int64"})


def _lost(survey: Heard, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Mark the answers that named somebody and could not be used, and those that could."""
    fates, who = survey.fates, survey.respondent
    at = survey.source.answers["at_named"].to_numpy()
    meant = (at >= 0) & (who >= 0) & ~not_asked(survey)
    used, lost = meant & (fates.fate[at] < 2), meant & (fates.fate[at] == 2)
    lost &= ~fates.given(SETTLED)[at] & spoke(survey)
    pair = who.astype(np.int64) * (count + 1) + survey.named
    known = np.flatnonzero(lost & (survey.named >= 0))
    if len(known):
        lost[known] = ~np.isin(pair[known], pair[used])
    return lost, used


def garbled(survey: Heard, count: int) -> np.ndarray:
    """Mark the people of whose answers more than half could not be used."""
    lost, used = (
        np.bincount(survey.respondent[mark], minlength=count) for mark in _lost(survey, count)
    )
    return np.asarray(lost > used)


def unusable_notices(surveys: list[Heard], count: int) -> list[Notice]:
    """Say where more than one in twenty answers that named somebody could not be used (W25)."""
    notices = []
    for survey in surveys:
        lost, used = (int(mark.sum()) for mark in _lost(survey, count))
        if lost > TOLERATED * (lost + used):
            where = f"{survey.source.kind}, {survey.source.wave}"
            found = f"{where}: {lost} of {lost + used} answers that named somebody."
            notices.append(Notice("W25", found))
    return notices


def _unusable_in(survey: Heard, people: pd.Index) -> pd.DataFrame:
    source = survey.source
    lost, _ = _lost(survey, len(people))
    count = np.bincount(survey.respondent[lost], minlength=len(people))
    places = np.flatnonzero(count)
    return pd.DataFrame({
        "file": source.file,
        "wave": source.wave,
        "kind": source.kind,
        "respondent": people[places],
        "count": count[places],
    })


def _answered_in(
    wave: str, gave: dict[tuple[str, str, str], np.ndarray], kinds: list[str], people: pd.Index
) -> pd.DataFrame:
    columns = {}
    for kind in kinds:
        asked = [
            answer for (label, name, _), answer in gave.items() if (label, name) == (wave, kind)
        ]
        columns[f"responded_{kind}"] = _boolean(asked, len(people))
        nobody = [np.zeros(len(people), dtype=bool)] if asked else []
        for role, direction in ROLES.items():
            mine = [gave[wave, kind, direction]] if (wave, kind, direction) in gave else nobody
            columns[answered_as(kind, role)] = _boolean(mine, len(people))
    anything = [answer for (label, *_), answer in gave.items() if label == wave]
    return pd.DataFrame({"responded": _boolean(anything, len(people)), **columns}, index=people)


def _needed(table: pd.DataFrame, asked: Iterable[tuple[str, str, str]]) -> pd.DataFrame:
    """Drop who answered as what, unless a kind was asked in both directions and they differ."""
    ways: dict[str, set[str]] = {}
    for _, kind, direction in asked:
        ways.setdefault(kind, set()).add(direction)
    drop: list[str] = []
    for kind, directions in ways.items():
        mine = [answered_as(kind, role) for role in ROLES]
        alike = all(table[name].equals(table[f"responded_{kind}"]) for name in mine)
        drop += mine if alike or len(directions) == 1 else []
    return table.drop(columns=drop)


def _boolean(asked: list[np.ndarray], count: int) -> pd.arrays.BooleanArray:
    if not asked:
        return pd.array([pd.NA] * count, dtype="boolean")
    return pd.array(np.logical_or.reduce(asked), dtype="boolean")
