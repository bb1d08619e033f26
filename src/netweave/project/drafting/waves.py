"""Which wave the answers of a file belong to, and in which order waves stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cmp_to_key
from pathlib import PurePosixPath

import pandas as pd

from netweave.compare.order import EARLY, LATE, MIDDLE, wrong_way_round
from netweave.project.drafting.drafts import Draft

# What file names say besides the wave.
OTHER = frozenset({
    "survey",
    "surveys",
    "answers",
    "answer",
    "responses",
    "response",
    "network",
    "learning",
    "questionnaire",
    "export",
    "data",
    "results",
    "form",
    "forms",
    "qualtrics",
    "google",
    "microsoft",
    "surveymonkey",
    "edges",
    "edgelist",
    "ties",
    "long",
    "matrix",
    "csv",
    "xlsx",
    "final",
    "copy",
    "the",
    "of",
})
_PARTS = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"(?:t|w|wave|round|time)\d+|(?:19|20)\d\d|\d{1,2}", re.IGNORECASE)


def with_waves(drafts: Iterable[Draft]) -> list[Draft]:
    """Give the sections of a survey their wave, by the name of the file where nothing else says."""
    surveys = list(drafts)
    files = list(dict.fromkeys(draft.leaf.called for draft in surveys))
    labels = {called: label_of(called) for called in files}
    if len(set(labels.values())) < len(files):
        labels = {called: labels[called] if _tells(called) else _stem(called) for called in files}
    named = []
    for draft in surveys:
        if draft.settings.get("wave"):
            named.append(draft)
            continue
        settings = {**draft.settings, "wave": labels[draft.leaf.called]}
        guesses = {**draft.guesses, "wave": "from the name of the file"}
        named.append(replace(draft, settings=settings, guesses=guesses))
    return named


def label_of(called: str) -> str:
    """Give the wave that the name of a file or sheet tells.

    Examples
    --------
    >>> label_of("survey_baseline.csv"), label_of("Learning survey 2023.xlsx")
    ('baseline', '2023')
    >>> label_of("answers.csv"), label_of("wave2/export.csv")
    ('answers', 'wave2')
    """
    words = _PARTS.findall(_stem(called)) + _PARTS.findall(str(PurePosixPath(called).parent))
    telling = [word for word in words if _telling(word)]
    rest = [word for word in words if word.casefold() not in OTHER]
    return telling[0] if telling else " ".join(rest) or _stem(called)


def _stem(called: str) -> str:
    file, _, sheet = called.partition(", sheet ")
    return sheet.strip("'\"") or PurePosixPath(file).stem


def _telling(word: str) -> bool:
    folded = word.casefold()
    return folded in EARLY | MIDDLE | LATE or _NUMBERED.fullmatch(word) is not None


def _tells(called: str) -> bool:
    return any(map(_telling, _PARTS.findall(called)))


def in_order(drafts: Iterable[Draft]) -> tuple[list[str], dict[str, tuple[date, date]]]:
    """Give the waves in order, and the days of the first and the last answer where they are known.

    The order is that of the answers; where their days are not known, that which the names tell.
    """
    days: dict[str, list[pd.Timestamp]] = {}
    for draft in drafts:
        days.setdefault(str(draft.settings["wave"]), []).extend(_days(draft))
    labels = list(days)
    if all(days.values()):
        middle = {label: sorted(found)[len(found) // 2] for label, found in days.items()}
        labels.sort(key=lambda label: middle[label])
    else:
        labels.sort(key=cmp_to_key(_compared))
    spans = {label: (min(found).date(), max(found).date())
             for label, found in days.items() if found}  # fmt: skip
    return labels, spans


def _compared(one: str, other: str) -> int:
    return int(wrong_way_round(one, other)) - int(wrong_way_round(other, one))


def _days(draft: Draft) -> list[pd.Timestamp]:
    """Give the days of the answers of a section; none where its dates can be read two ways."""
    column = draft.settings.get("time")
    if column is None:
        return []
    table = draft.leaf.read.only(draft.settings.get("rows"))
    moments, _ = table.dates(column, None)
    return list(pd.Series(moments).dropna())
