"""The header of an export: how many rows it has, what its columns are called and mean.

Survey tools write two or three header rows, and columns about the device and the place of the
person who answered. The columns are known by the ids that the tools give them, not by the text
under them, which may be in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from netweave.ingest.tables import cells

QUALTRICS, SURVEYMONKEY = "qualtrics", "surveymonkey"
GOOGLE, MICROSOFT = "google forms", "microsoft forms"
TOOLS = {
    QUALTRICS: "a Qualtrics export",
    SURVEYMONKEY: "a SurveyMonkey export",
    GOOGLE: "a Google Forms export",
    MICROSOFT: "a Microsoft Forms export",
}
PREVIEW = "preview of the survey, no answer"
TEST = "test of the survey, no answer"
SPAM = "the survey tool took it for spam"
SYNTHETIC = "made by the survey tool, no answer"
# What Qualtrics documents for Status: codes are sums of these, or words that hold these.
_STATUS = ((1, "preview", PREVIEW), (2, "test", TEST), (8, "spam", SPAM))
_SYNTHETIC = (256, "synthetic")
_IMPORT = re.compile(r'\{\s*"ImportId"\s*:\s*"(?P<id>[^"]*)"')
_LEGACY = re.compile(r"V\d+")
_RESPONSE = re.compile(r"(?:R|FS)_\w+")
_QUALTRICS = frozenset({
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished",
    "RecordedDate", "ResponseId", "ResponseID", "ResponseSet", "DistributionChannel",
    "UserLanguage", "RecipientEmail", "ExternalReference", "ExternalDataReference",
})  # fmt: skip
_DATES = ("StartDate", "EndDate", "RecordedDate")
_MONKEY = ("respondentid", "collectorid")
_MICROSOFT = ("ID", "Start time", "Completion time")
_ONE_ANSWER = frozenset({"", "response", "open-ended response"})
# Columns that tell who or where somebody is, or with what they answered, by the tool's own ids.
_PRIVATE = {
    QUALTRICS: (
        "IPAddress", "Name", "EmailAddress", "RecipientLastName", "RecipientFirstName",
        "RecipientEmail", "ExternalReference", "ExternalDataReference", "LocationLatitude",
        "LocationLongitude", "LocationAccuracy", "DistributionChannel", "UserLanguage",
    ),
    SURVEYMONKEY: ("IP Address", "Email Address", "First Name", "Last Name"),
    GOOGLE: ("Email Address", "Username"),
    MICROSOFT: ("Email", "Name", "Language"),
}  # fmt: skip
_BROWSER = re.compile(r"(?P<stem>.+)_(?P<part>Browser|Version|Operating System|Resolution)")


@dataclass(frozen=True)
class Header:
    """What the header rows of a table say.

    Parameters
    ----------
    names : list of str
        The name of every column; "" where the header has none.
    body : int
        Which of the rows is the first of the data.
    labels : dict of str to str
        Column → the text under its name: the question, or the choice within it.
    tool : str
        The survey tool that wrote the file; "" for any other table.
    left_out : tuple of str
        Columns about the person, the place and the device that the tool adds: they can be named
        as the respondent, and are carried nowhere.
    note : str
        What was detected, for the reading note.
    """

    names: list[str]
    body: int
    labels: dict[str, str] = field(default_factory=dict)
    tool: str = ""
    left_out: tuple[str, ...] = ()
    note: str = ""


def header_of(rows: Sequence[Sequence[Any]], at: int | None = None) -> Header:
    """Find the header in the first rows that hold anything; ``at`` says which row it is.

    Examples
    --------
    >>> header = header_of([
    ...     ["ResponseId", "Q1_1"],
    ...     ["Response ID", "Know - Bo"],
    ...     ['{"ImportId":"_recordId"}', '{"ImportId":"QID1_1"}'],
    ... ])
    >>> header.tool, header.body, header.labels["Q1_1"]
    ('qualtrics', 3, 'Know - Bo')
    >>> header_of([["Sign-in", ""], ["Name", "Office"], ["Bo", "Lab"]]).names
    ['Name', 'Office']
    """
    first = _below_titles(rows) if at is None else at
    texts = [[cells.one_text(cell) for cell in row] for row in rows[first : first + 3]]
    found = _qualtrics(texts) or _legacy(texts) or _monkey(texts) or _single(texts[0])
    found = replace(found, body=found.body + first, names=_apart(found.names, found.tool))
    texts_under = dict(zip(found.names, found.labels.values(), strict=False))
    labels = {name: " ".join(text.split()) for name, text in texts_under.items() if name and text}
    left_out = left_out_of(found.names, found.tool)
    return replace(found, labels=labels, left_out=left_out, note=_note(found, first, left_out))


def left_out_of(names: Iterable[str], tool: str) -> tuple[str, ...]:
    """Give the columns that a survey tool adds about the person, the place and the device."""
    every = list(names)
    private = set(_PRIVATE.get(tool, ()))
    if tool == SURVEYMONKEY:
        private |= {name for name in every if re.fullmatch(r"Custom Data \d+", name)}
    if tool == QUALTRICS:
        parts = [found for found in map(_BROWSER.fullmatch, every) if found]
        stems = {found["stem"] for found in parts if found["part"] == "Browser"}
        private |= {found[0] for found in parts if found["stem"] in stems}
    return tuple(name for name in every if name in private)


def not_answers(frame: pd.DataFrame, tool: str) -> np.ndarray:
    """Say for each row of an export why it is no answer of anybody: a preview, a test; "" else.

    Examples
    --------
    >>> table = pd.DataFrame({"Status": ["IP Address", "Survey Preview", "0", "9"]})
    >>> not_answers(table, "qualtrics").tolist()
    ['', 'preview of the survey, no answer', '', 'preview of the survey, no answer']
    """
    reasons = np.full(len(frame), "", dtype=object)
    if tool != QUALTRICS:
        return reasons
    for column in ("Status", "DistributionChannel"):
        if column in frame.columns:
            found = cells.mapped(cells.text(frame[column]), _no_answer)
            found = np.where(pd.isna(found), "", found)
            reasons = np.where(reasons == "", found, reasons)
    return reasons


def _no_answer(status: str) -> str:
    """Read one status: a code, or the words for it."""
    if status.isdecimal():
        code = int(status)
        if code == _SYNTHETIC[0]:
            return SYNTHETIC
        return next((reason for bit, _, reason in _STATUS if code < 128 and code & bit), "")
    word = status.casefold()
    if _SYNTHETIC[1] in word:
        return SYNTHETIC
    return next((reason for _, part, reason in _STATUS if part in word.split()), "")


def _below_titles(rows: Sequence[Sequence[Any]]) -> int:
    """Give the first row that is no title: a title fills at most half as many cells."""
    filled = [sum(cells.one_text(cell) != "" for cell in row) for row in rows]
    most = max(filled)
    widest = len(rows[filled.index(most)])
    place = 0
    while place < len(rows) - 1 and len(rows[place]) >= widest:
        if 2 * filled[place] > most:
            break
        place += 1
    names = [text for text in map(cells.one_text, rows[place]) if text]
    return place if place < len(rows) - 1 and len(set(names)) == len(names) else 0


def _qualtrics(texts: list[list[str]]) -> Header | None:
    """Read three header rows, or two (workbooks), of the present generation."""
    names = texts[0]
    imports = [_imported(row) for row in texts[1:]]
    if any(imports):
        body = imports.index(True) + 2
        under = texts[1] if body == 3 else []
        return Header(names, body, _by_place(names, under), QUALTRICS)
    known = _QUALTRICS.intersection(names)
    if len(known) < 3 or not known & {"ResponseId", "RecordedDate", "ResponseID"}:
        return None
    if len(texts) > 1 and not _is_answer(names, texts[1]):
        return Header(names, 2, _by_place(names, texts[1]), QUALTRICS)
    return Header(names, 1, {}, QUALTRICS)


def _imported(row: list[str]) -> bool:
    """Say whether a row is the one of import ids."""
    filled = [cell for cell in row if cell]
    return bool(filled) and 2 * sum(bool(_IMPORT.match(cell)) for cell in filled) > len(filled)


def _is_answer(names: list[str], row: list[str]) -> bool:
    """Tell an answer from the row of question texts by its dates and its response id."""
    held = dict(zip(names, row, strict=False))
    if any(_RESPONSE.fullmatch(held.get(name, "")) for name in ("ResponseId", "ResponseID")):
        return True
    dates = [held[name] for name in _DATES if held.get(name)]
    return any(cells.one_date(date) != cells.NO_DATE or _number(date) for date in dates)


def _number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdecimal()


def _legacy(texts: list[list[str]]) -> Header | None:
    """Read the older generation: V1, V2, … over ResponseID, ResponseSet, …."""
    names = texts[0]
    count = next((place for place, name in enumerate(names) if name != f"V{place + 1}"), len(names))
    if count < 8 or len(texts) < 2 or _RESPONSE.fullmatch(texts[1][0] if texts[1] else ""):
        return None
    under = texts[1] + [""] * (len(names) - len(texts[1]))
    called = [
        text if _LEGACY.fullmatch(name) and text else name
        for name, text in zip(names, under, strict=False)
    ]
    return Header(called, 2, _by_place(called, under), QUALTRICS)


def _monkey(texts: list[list[str]]) -> Header | None:
    """Read the question and, if it is there, the row of choices under it."""
    head = [re.sub(r"[\s_]", "", name.casefold()) for name in texts[0][:2]]
    if tuple(head) != _MONKEY:
        return None
    under = texts[1] if len(texts) > 1 else []
    two = any(under) and not any(under[:2])
    width = max(len(texts[0]), len(under))
    under = (under if two else []) + [""] * width
    asked = texts[0] + [""] * (width - len(texts[0]))
    names, question = [], ""
    for place, cell in enumerate(asked):
        question = cell or (question if under[place] else "")
        wide = under[place] and (_wide(asked, place) or under[place].casefold() not in _ONE_ANSWER)
        names.append(f"{question}: {under[place]}" if wide else question)
    return Header(names, 1 + two, _by_place(names, under), SURVEYMONKEY)


def _wide(names: list[str], place: int) -> bool:
    """Say whether a question has several columns: its own cell or the next one is blank."""
    return not names[place] or (place + 1 < len(names) and not names[place + 1])


def _single(names: list[str]) -> Header:
    """Read a header of one row."""
    tool = ""
    if names[:1] == ["Timestamp"]:
        tool = GOOGLE
    elif tuple(names[:3]) == _MICROSOFT:
        tool = MICROSOFT
    return Header(names, 1, {}, tool)


def _by_place(names: list[str], under: list[str]) -> dict[str, str]:
    """Give the text under each column, by its place: names may still repeat."""
    return {str(place): text for place, text in enumerate(under[: len(names)])}


def _apart(names: list[str], tool: str) -> list[str]:
    """Tell apart the columns of a survey tool that share a name; other tables stay as they are."""
    if not tool:
        return names
    taken: set[str] = set()
    apart = []
    for name in names:
        unique, further = name, 2
        while name and unique in taken:
            unique, further = f"{name} ({further})", further + 1
        taken.add(unique)
        apart.append(unique)
    return apart


def _note(found: Header, first: int, left_out: tuple[str, ...]) -> str:
    """Say what was detected."""
    parts = []
    if first:
        parts.append(f"{first} row{'s' if first > 1 else ''} above the header passed over")
    if found.tool:
        count = found.body - first
        parts.append(f"{TOOLS[found.tool]}, {count} header row{'s' if count > 1 else ''}")
    if left_out:
        parts.append(f"left out: {', '.join(left_out)}")
    return "; ".join(parts)
