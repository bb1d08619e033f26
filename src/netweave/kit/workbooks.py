"""The workbooks of the kit: one line per person who answers, one column per person named."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pandas as pd

from netweave.kit.filled import Filled, put, write
from netweave.kit.questions import (
    AGREEMENT,
    OWN_PLACE,
    STATES,
    Question,
    asked_in,
    draft_items,
    own_place,
)
from netweave.scales import Scale

CREATED = datetime(2024, 1, 1)  # a workbook carries its date; a fixed one keeps the bytes the same
FIRST = ("id", "name", "state", "date")
STATEMENTS, WORDS, SIGN_IN = "Statements", "Words", "Sign-in"
SPARE_ROWS = 30
_Person = tuple[str, str]


def answers(
    people: Sequence[_Person], scale: Scale, wave: int, filled: Filled | None = None
) -> bytes:
    """Make the workbook of one wave: a sheet per question, one for the statements, the scale.

    What was filled in before is put into it.
    """
    import xlsxwriter  # noqa: PLC0415

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _OPTIONS) as book:
        book.set_properties({"created": CREATED})
        looks = _looks(book)
        for question in asked_in(wave):
            sheet = book.add_worksheet(question.sheet)
            headings = _question(sheet, looks, people, question)
            _put(sheet, looks, filled, question.sheet, (headings, people))
        sheet = book.add_worksheet(STATEMENTS)
        _put(sheet, looks, filled, STATEMENTS, (_statements(sheet, looks, people), people))
        _words(book.add_worksheet(WORDS), looks, scale)
        sheets = [question.sheet for question in asked_in(wave)]
        _others(book, looks, filled, {*sheets, STATEMENTS, WORDS})
    return held.getvalue()


def sign_in(people: Sequence[_Person], filled: Filled | None = None) -> bytes:
    """Make the sign-in sheet: the people, and room for a column per session."""
    import xlsxwriter  # noqa: PLC0415

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _OPTIONS) as book:
        book.set_properties({"created": CREATED})
        looks = _looks(book)
        sheet = book.add_worksheet(SIGN_IN)
        _row(sheet, 0, FIRST[:2], looks["head"])
        for number, person in enumerate(people, 1):
            _row(sheet, number, person, looks["text"])
        sheet.set_column(0, 1, 24)
        sheet.freeze_panes(1, 2)
        _put(sheet, looks, filled, SIGN_IN, (FIRST[:2], people))
        if filled is not None and SIGN_IN in filled.sheets:
            _others(book, looks, filled, {SIGN_IN})
    return held.getvalue()


def _put(
    sheet: Any,  # noqa: ANN401
    looks: dict[str, Any],
    filled: Filled | None,
    name: str,
    laid: tuple[Sequence[str], Sequence[_Person]],
) -> None:
    """Put in what was filled in before."""
    held = [] if filled is None else filled.sheet(name)
    if filled is not None and held:
        put(sheet, looks, filled, held, laid)


def _others(book: Any, looks: dict[str, Any], filled: Filled | None, own: set[str]) -> None:  # noqa: ANN401
    """Keep the sheets that are not the kit's own, as they are."""
    for name, rows in {} if filled is None else filled.sheets.items():
        if name not in own:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    write(sheet, (number, column), cell, looks)


_OPTIONS = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def _looks(book: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"num_format": "@"}),
        "own": book.add_format({"bg_color": "#D9D9D9"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }


def _row(sheet: Any, number: int, texts: Iterable[str], look: Any, first: int = 0) -> None:  # noqa: ANN401
    for place, text in enumerate(texts, first):
        sheet.write_string(number, place, text, look)


def _respondents(sheet: Any, looks: dict[str, Any], people: Sequence[_Person]) -> None:  # noqa: ANN401
    """Write the columns that every sheet of answers begins with."""
    _row(sheet, 0, FIRST, looks["head"])
    for number, person in enumerate(people, 1):
        _row(sheet, number, person, looks["text"])
        sheet.write_blank(number, 3, None, looks["date"])
    sheet.data_validation(1, 2, len(people), 2, {"validate": "list", "source": list(STATES)})
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 3, 13)
    sheet.set_row(0, 60)
    sheet.freeze_panes(1, 2)


def _question(
    sheet: Any,  # noqa: ANN401
    looks: dict[str, Any],
    people: Sequence[_Person],
    question: Question,
) -> list[str]:
    """Lay out the sheet of a question; give its headings."""
    _respondents(sheet, looks, people)
    named = [f"{question.stem} [{name}]" for name in column_names(people)]
    _row(sheet, 0, named, looks["head"], len(FIRST))
    last = len(FIRST) + len(people) - 1
    rule: dict[str, Any] = {"validate": "list", "source": ["x"]}
    if question.scaled:
        rule["source"] = "=Words!$A$2:$A$50"
    sheet.data_validation(1, len(FIRST), len(people), last, rule)
    sheet.set_column(len(FIRST), last, 15)
    for number in range(len(people)):
        sheet.write_blank(number + 1, len(FIRST) + number, None, looks["own"])
    return [*FIRST, *named]


def _statements(sheet: Any, looks: dict[str, Any], people: Sequence[_Person]) -> list[str]:  # noqa: ANN401
    """Lay out the sheet of the statements; give its headings."""
    _respondents(sheet, looks, people)
    texts = [f"{item.id} {item.statement}" for item in draft_items()]
    question, words = own_place()
    texts.append(f"{OWN_PLACE} {question}")
    _row(sheet, 0, texts, looks["head"], len(FIRST))
    last = len(FIRST) + len(texts) - 1
    answers = {"validate": "list", "source": list(AGREEMENT)}
    sheet.data_validation(1, len(FIRST), len(people), last - 1, answers)
    sheet.data_validation(1, last, len(people), last, {"validate": "list", "source": list(words)})
    sheet.set_column(len(FIRST), last, 18)
    sheet.set_row(0, 110)
    return [*FIRST, *texts]


def _words(sheet: Any, looks: dict[str, Any], scale: Scale) -> None:  # noqa: ANN401
    _row(sheet, 0, (f"levels of {scale.id}", "rank"), looks["head"])
    for number, word in enumerate(scale.levels, 1):
        sheet.write_string(number, 0, word, looks["text"])
        sheet.write_number(number, 1, scale.lowest + number - 1)
    sheet.set_column(0, 0, 28)


def column_names(people: Sequence[_Person]) -> list[str]:
    """Name the columns of people: by name, and by id where the name would not find this person.

    That is so where there is no name, where two share it but for case, accents or order, where it
    is somebody else's id, and where brackets would end the heading of the column early.
    """
    from netweave.ingest.who.matching import Directory  # noqa: PLC0415

    ids = pd.Index([who for who, _ in people], dtype="str")
    names = pd.Series([name or None for _, name in people], dtype="str")
    found, _ = Directory(ids, names, []).find(names, "")
    return [
        name if place == at and not set("[]") & set(name) else who
        for at, (place, (who, name)) in enumerate(zip(found.tolist(), people, strict=True))
    ]
