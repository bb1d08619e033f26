"""What the surveys asked: the kinds of tie they measure, and where waves asked differently."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from netweave import errors
from netweave.codes import Notice
from netweave.ingest.answers.survey import REPORTER, SurveySource
from netweave.ingest.weaving.reports import Heard, spoke


def kinds_table(surveys: list[SurveySource]) -> tuple[pd.DataFrame, list[Notice]]:
    """Declare the kinds that the surveys measure; sources of one kind must agree."""
    rows, notices = {}, []
    for kind in dict.fromkeys(survey.kind for survey in surveys):
        mine = [survey for survey in surveys if survey.kind == kind]
        first = mine[0]
        for survey in mine[1:]:
            _check_same(first, survey)
        caps = sorted({survey.most_names for survey in mine if survey.most_names is not None})
        questions = list(dict.fromkeys(survey.question for survey in mine if survey.question))
        if len(questions) > 1:
            found = f"{kind} was asked as {errors.listed(questions)}."
            notices.append(Notice("W09", found))
        notices += _other_caps(mine) + _same_answers(mine)
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
            "reporter": _reporter(mine),
            "retrospective": _retrospective(mine),
            "cap": float(caps[0]) if caps else np.nan,
        }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("kind")
    return typed(table), notices


def _same_answers(surveys: list[SurveySource]) -> list[Notice]:
    """Say where two waves hold the same answers, row for row: one file was named twice (W09)."""
    columns, notices = ["respondent", "named", "level"], []
    for one, other in itertools.combinations(surveys, 2):
        alike = one.wave != other.wave and one.direction == other.direction and len(one.answers)
        if alike and one.answers[columns].equals(other.answers[columns]):
            found = (
                f"{one.kind}: {one.wave} and {other.wave} hold the same answers, row for row "
                f"({one.file}, {other.file}). Is one file named for two waves?"
            )
            notices.append(Notice("W09", found))
    return notices


def typed(kinds: pd.DataFrame) -> pd.DataFrame:
    """Keep what is not known missing: retrospective may be neither True nor False."""
    if "retrospective" not in kinds.columns:
        return kinds
    told = pd.array(kinds["retrospective"].to_list(), dtype="boolean")
    return kinds.assign(retrospective=told, cap=kinds["cap"].astype(float))


def _reporter(surveys: list[SurveySource]) -> str:
    """Say whose answer makes a pair observed; nobody's has to where the tie was recorded."""
    if surveys[0].silent == "recorded":
        return "record"
    asked = {REPORTER[survey.direction] for survey in surveys}
    return asked.pop() if len(asked) == 1 else "either"


def _retrospective(surveys: list[SurveySource]) -> bool | None:
    """Say whether a kind was asked afterwards: in any wave; not, if every survey says so."""
    said = [survey.retrospective for survey in surveys]
    return True if True in said else (None if None in said else False)


def _other_caps(surveys: list[SurveySource]) -> list[Notice]:
    """Say where waves let people name different numbers of others (W09)."""
    caps = {survey.wave: survey.most_names for survey in surveys}
    if len(set(caps.values())) < 2:
        return []
    told = [f"{wave} {'any number' if cap is None else cap}" for wave, cap in caps.items()]
    return [Notice("W09", f"{surveys[0].kind} let people name: {', '.join(told)}.")]


def capped(surveys: list[Heard]) -> list[Notice]:
    """Say of surveys that let people name only so many how many named as many (W08)."""
    notices = []
    for survey in surveys:
        source, most = survey.source, survey.source.most_names
        if most is None:
            continue
        answering = spoke(survey)
        rows = pd.DataFrame({
            "who": survey.respondent,
            "whom": survey.named,
            "text": source.answers["named"].where(survey.named < 0),
        })[answering]
        names = rows[source.answers["named"].notna().to_numpy()[answering]].drop_duplicates()
        full = int((names.groupby("who").size() >= most).sum())
        found = (
            f"{source.kind}, {source.wave}: people could name {most} at most; {full} of the "
            f"{rows['who'].nunique()} who answered named as many."
        )
        notices.append(Notice("W08", found))
    return notices


def _check_same(first: SurveySource, second: SurveySource) -> None:
    """Refuse two surveys of one kind that measure different things."""
    pairs = {
        "direction": (first.direction == "mutual", second.direction == "mutual"),
        "scale": (first.scale, second.scale),
        "threshold": (str(first.threshold), str(second.threshold)),
        "headline": (first.headline, second.headline),
        "silent": tuple(one.silent == "recorded" for one in (first, second)),
    }
    for what, (one, other) in pairs.items():
        if one != other:
            raise errors.kind_disagrees(first.kind, what, (first.file, second.file))
