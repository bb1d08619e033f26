"""Which tables are answers about other people, and how they name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from netweave.ingest.answers.checkboxes import splitter
from netweave.ingest.answers.forms import parts
from netweave.ingest.tables.headers import QUALTRICS, TOOLS
from netweave.project.drafting.drafts import Draft, Leaf
from netweave.project.drafting.folk import Folk, texts_in
from netweave.project.drafting.headings import ANSWER, column_for, spelled
from netweave.project.drafting.questions import scale_of, sense_of
from netweave.scales import SCALES

MOST_VALUES = 6  # of a column that parts a file into waves, or into kinds of tie
BETWEEN, COMMA = (";", "\n", "|"), ", "
OTHER = re.compile(r"(?:other|none)\b", re.IGNORECASE)
NO_ANSWER = frozenset({
    "not applicable", "n a", "na", "prefer not to say", "prefer not to answer", "don t know",
    "do not know", "no answer", "not sure",
})  # fmt: skip
OPTIONAL = ("state", "time", "level", "scale", "question")


def answers_in(leaf: Leaf, folk: Folk) -> list[Draft]:
    """Draft the sections of a table of answers, one per question; none where it is none."""
    who = _respondent(leaf, folk)
    if who is None:
        return []
    drafts = [*_roles(leaf), *_matrices(leaf, folk, who), *_checkboxes(leaf, folk, who)]
    if not drafts:
        drafts = _named(leaf, folk, who)
    return [one for draft in drafts for one in _parted(draft)]


def _respondent(leaf: Leaf, folk: Folk) -> str | None:
    """Say which column tells who answered: the likeliest that finds people of the roster."""
    wanted = [*ANSWER["learner"], *ANSWER["respondent"]]
    called = [name for word in wanted for name in leaf.columns if spelled(name) == word]
    if folk.directory is None:
        return called[0] if called else None
    others = [name for name in leaf.columns if name not in called and not parts(leaf.read, name)[1]]
    known = [name for name in [*called, *others] if folk.known(texts_in(leaf.read, name))]
    return next(iter([*known, *called]), None)


def _base(leaf: Leaf, told: str, settings: dict[str, Any], question: str) -> Draft:
    """Draft a section: what naming somebody means, the state and the date of an answer."""
    direction, kind, why = sense_of(question)
    more: dict[str, Any] = {"kind": kind}
    guesses = {"kind": why, "direction": why}
    if "respondent" in settings:
        more["direction"] = direction
    if question and spelled(question) not in ANSWER["named"]:
        more["question"] = question
        guesses["question"] = "from the heading"
    table = leaf.read
    free = [name for name in leaf.columns if name not in table.left_out]
    state = "Finished" if table.tool == QUALTRICS and "Finished" in free else None
    state = state or column_for(ANSWER["state"], free)
    time = column_for(ANSWER["time"], free)
    more |= {name: column for name, column in (("state", state), ("time", time)) if column}
    first = {"wave": ""}
    tool = f"{TOOLS[table.tool]}: " if table.tool else ""
    return Draft("survey", leaf, tool + told, {**first, **settings, **more}, guesses,
                 optional=OPTIONAL)  # fmt: skip


def _roles(leaf: Leaf) -> list[Draft]:
    """Draft a list of ties that says by itself who learned from whom."""
    learner = column_for(ANSWER["learner"], leaf.columns)
    other = column_for(ANSWER["learned_from"], leaf.columns)
    if learner is None or other is None:
        return []
    draft = _base(leaf, "ties, one per row", {"learner": learner, "learned_from": other}, "")
    return [_levelled(draft, [learner, other], 1)]


def _named(leaf: Leaf, folk: Folk, who: str) -> list[Draft]:
    """Draft answers that name people in one column, or in several boxes."""
    free = [name for name in leaf.columns if name != who and name not in leaf.read.left_out]
    boxes = [name for name in free if _names_others(leaf, folk, who, name)]
    if not boxes and folk.directory is None:
        column = column_for(ANSWER["named"], free)
        boxes = [column] if column else []
    if not boxes:
        return []
    named: str | list[str] = boxes[0] if len(boxes) == 1 else boxes
    told = "answers, one person named per row" if len(boxes) == 1 else "answers in boxes"
    question = " ".join((parts(leaf.read, boxes[0])[0] or boxes[0]).split())
    draft = _base(leaf, told, {"respondent": who, "named": named}, question)
    return [_levelled(draft, [who, *boxes], len(boxes))]


def _names_others(leaf: Leaf, folk: Folk, who: str, column: str) -> bool:
    """Say whether a column holds people, and not those who answer under another name."""
    texts = leaf.read.text(column)
    if not folk.known(texts.dropna()):
        return False
    both = (texts.notna() & leaf.read.text(who).notna()).to_numpy()
    here, there = folk.places(leaf.read.text(who)[both]), folk.places(texts[both])
    found = (here >= 0) & (there >= 0)
    return not (found.any() and bool(np.mean(here[found] == there[found]) > 0.5))


def _levelled(draft: Draft, taken: Sequence[str], count: int) -> Draft:
    """Add the columns that hold levels of a scale, one for each box."""
    leaf = draft.leaf
    free = [name for name in leaf.columns if name not in taken]
    scales = {name: scale_of(texts_in(leaf.read, name)) for name in free}
    found = [name for name, scale in scales.items() if scale is not None]
    if len(found) != count:
        return draft
    level: str | list[str] = found[0] if count == 1 else found
    return _on_scale(replace(draft, settings={**draft.settings, "level": level}), scales[found[0]])


def _on_scale(draft: Draft, scale: str | None) -> Draft:
    """Name the scale whose words were found; from which word on a tie counts is left to decide."""
    if scale is None:
        return draft
    known = SCALES[scale]
    word = known.levels[min(2 - min(known.lowest, 1), len(known.levels) - 1)]
    why = {
        "scale": "its words are in the file",
        "threshold": "from which word on a level counts as a tie; left out, any does",
    }
    return replace(
        draft, settings={**draft.settings, "scale": scale}, guesses={**draft.guesses, **why},
        later={**draft.later, "threshold": word},
    )  # fmt: skip


def _matrices(leaf: Leaf, folk: Folk, who: str) -> list[Draft]:
    """Draft the questions that have a column for each person, as their headings tell."""
    asked: dict[str, dict[str, str]] = {}
    for column in leaf.columns:
        question, item = _item_in(leaf, column)
        if item and column not in leaf.read.left_out:
            asked.setdefault(question, {})[column] = item
    drafts = []
    for question, items in asked.items():
        people = [column for column, item in items.items() if not OTHER.match(item)]
        known = [column for column in people if folk.share([items[column]]) > 0]
        if len(known) < 2 or 2 * len(known) < len(people):
            continue
        whole = len(people) == len(items)
        settings = {"respondent": who, "named": _stem(leaf, question, people) if whole else people,
                    "form": "matrix"}  # fmt: skip
        draft = _base(leaf, "answers, one column per person", settings, question)
        drafts.append(_rated(draft, pd.concat([texts_in(leaf.read, name) for name in people])))
    return drafts


def _item_in(leaf: Leaf, column: str) -> tuple[str, str]:
    """Give the question of a column and the item in it; older exports join them with a hyphen."""
    question, item = parts(leaf.read, column)
    label = leaf.read.labels.get(column, "")
    if not item and leaf.read.tool == QUALTRICS and "-" in label:
        question, _, item = (part.strip() for part in label.rpartition("-"))
    return question, item


def _rated(draft: Draft, cells: pd.Series) -> Draft:
    """Name the scale of a matrix, and the words in it that are no answer."""
    none = [text for text in dict.fromkeys(cells) if spelled(text) in NO_ANSWER]
    scale = scale_of(text for text in cells if text not in none)
    if scale is None:
        return draft
    on = _on_scale(draft, scale)
    if not none:
        return on
    guesses = {**on.guesses, "missing": "taken for no answer"}
    return replace(on, settings={**on.settings, "missing": none}, guesses=guesses)


def _stem(leaf: Leaf, question: str, people: list[str]) -> str | list[str]:
    """Give the question if the reader finds these columns by it, else the columns."""
    from netweave import errors  # noqa: PLC0415
    from netweave.ingest.answers.forms import question_of  # noqa: PLC0415

    try:
        found = question_of(leaf.read, question, None, "matrix", scaled=False)
    except errors.NetweaveError:
        return people
    return question if list(found.columns) == people else people


def _checkboxes(leaf: Leaf, folk: Folk, who: str) -> list[Draft]:
    """Draft the questions whose cells hold several people."""
    drafts = []
    for column in leaf.columns:
        texts = texts_in(leaf.read, column)
        several = _between(texts)
        if column == who or column in leaf.read.left_out or several is None:
            continue
        joined = texts[texts.str.contains(COMMA, regex=False)]
        if several == COMMA and folk.known(joined):  # "Ruiz, Ana" is one person
            continue
        split = splitter(several, folk.names if several == COMMA else None)
        if folk.known(name for text in texts for name in split(text)):
            settings = {"respondent": who, "named": column, "form": "checkbox"}
            if several != BETWEEN[0]:
                settings["separator"] = several
            if several == COMMA:
                settings["choices"] = "people"
            told = "answers, several people in a cell"
            drafts.append(_base(leaf, told, settings, column))
    return drafts


def _between(texts: pd.Series) -> str | None:
    """Say what stands between the names of a cell; None where every cell holds one text."""
    inner = texts.str.strip("".join([*BETWEEN, COMMA]))
    return next((mark for mark in (*BETWEEN, COMMA)
                 if inner.str.contains(mark, regex=False).any()), None)  # fmt: skip


def _parted(draft: Draft) -> list[Draft]:
    """Part a table with a column of waves, or of kinds of tie, into a section for each."""
    found = [draft]
    for words, key in ((ANSWER["relation"], "kind"), (ANSWER["wave"], "wave")):
        column = column_for(words, draft.leaf.columns)
        values = [] if column is None else list(dict.fromkeys(texts_in(draft.leaf.read, column)))
        if column is None or column in draft.named or not 1 <= len(values) <= MOST_VALUES:
            continue
        found = [_only(one, column, value, key) for value in values for one in found]
    return found


def _only(draft: Draft, column: str, value: str, key: str) -> Draft:
    """Keep the rows of a table that hold one value, by which the wave or the kind is called."""
    settings = {**draft.settings, key: value,
                "rows": {**draft.settings.get("rows", {}), column: value}}  # fmt: skip
    guesses = {name: why for name, why in draft.guesses.items() if name != key}
    return Draft(draft.sort, draft.leaf, draft.told, settings, guesses, draft.later, draft.optional)
