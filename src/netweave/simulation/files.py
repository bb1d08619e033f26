"""The files a cohort has: roster, attendance workbook, BibTeX, survey exports, project file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import xlsxwriter

from netweave.simulation import surveys
from netweave.simulation.bibtex import as_bibtex
from netweave.simulation.readme import as_readme
from netweave.simulation.truth import CohortTruth

ROSTER, SESSIONS, PRODUCTS, ALIASES = "roster.csv", "sessions.xlsx", "products.bib", "aliases.csv"
PROJECT, TRUTH, README = "cohort.toml", "truth.json", "README.md"
CREATED = datetime(2024, 4, 2)  # a workbook carries its date; a fixed one keeps the bytes the same
_WIDTHS = (9, 52, 12, 11, 11, 26, 15, 28, 46)


def write_cohort(tables: dict[str, pd.DataFrame], truth: CohortTruth, folder: Path) -> Path:
    """Write every file of a cohort; give the project file."""
    folder.mkdir(parents=True, exist_ok=True)
    _csv(tables["roster"], folder / ROSTER)
    if len(tables["aliases"]):  # an alias file without a spelling settles nothing
        _csv(tables["aliases"], folder / ALIASES)
    for number, wave in enumerate(truth.settings.waves):
        # the first export is one that a spreadsheet program saved, with its byte order mark
        encoding = "utf-8" if number else "utf-8-sig"
        _csv(tables[f"survey_{wave.label}"], folder / survey_file(wave.label), encoding)
    records = [table for table in _RECORDS if len(tables[table])]  # an empty log cannot be read
    if "sessions" in records:
        _workbook(tables["sessions"], folder / SESSIONS)
    if "products" in records:
        _text(as_bibtex(tables["products"]), folder / PRODUCTS)
    _text(_json(truth), folder / TRUTH)
    _text(as_readme(tables, truth), folder / README)
    _text(as_project(truth, records), folder / PROJECT)
    return folder / PROJECT


def survey_file(wave: str) -> str:
    """Give the file name of a wave's survey export."""
    return f"survey_{wave}.csv"


def _csv(table: pd.DataFrame, path: Path, encoding: str = "utf-8") -> None:
    table.to_csv(path, index=False, encoding=encoding, lineterminator="\n")


def _text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _json(truth: CohortTruth) -> str:
    """Give the truth as JSON, one tie a line."""
    facts = truth.as_dict()
    ties = facts.pop("ties")
    head = json.dumps(facts, indent=1, ensure_ascii=False).removesuffix("\n}")
    waves = ",\n".join(
        f"  {json.dumps(wave, ensure_ascii=False)}: [\n"
        + ",\n".join(f"   {json.dumps(row, ensure_ascii=False)}" for row in rows)
        + "\n  ]"
        for wave, rows in ties.items()
    )
    return f'{head},\n "ties": {{\n{waves}\n }}\n}}\n'


def _workbook(sessions: pd.DataFrame, path: Path) -> None:
    """Write the attendance log as a workbook with real dates, the same bytes every time."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": "Attendance", "created": CREATED})
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Attendance")
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(sessions.columns):
        sheet.write_string(0, column, str(name), bold)
        sheet.set_column(column, column, _WIDTHS[column])
        for row, value in enumerate(sessions[name].tolist(), 1):
            moment = _as_date(value) if name == "date" else None
            if moment is not None:
                sheet.write_datetime(row, column, moment, day)
            elif isinstance(value, str):
                if value:
                    sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, float(value))
    book.close()


def _as_date(text: str) -> datetime | None:
    """Give the date of a text, None where there is no such day."""
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time())
    except ValueError:
        return None


def as_project(truth: CohortTruth, records: Iterable[str]) -> str:
    """Give the project file that ``netweave report`` reads; it names the files that there are."""
    settings = truth.settings
    waves = "".join(
        f'\n[[waves]]\nlabel = "{wave.label}"\nstart = {wave.start}\nend = {wave.end}\n'
        for wave in settings.waves
    )
    asked = "".join(
        f"""
[[survey]]
file = "{survey_file(wave.label)}"
wave = "{wave.label}"
kind = "learning"
respondent = "{surveys.RESPONDENT}"
named = "{surveys.COLLEAGUE}"
direction = "learned_from"  # the respondent learned from the colleague named
level = "{surveys.LEVEL}"
scale = "{surveys.SCALE}"
threshold = "{surveys.THRESHOLD}"
time = "{surveys.SUBMITTED}"
question = "{surveys.QUESTION}"
"""
        for wave in settings.waves
    )
    aliases = _ALIASES if truth.aliases["settled"].any() else ""
    logs = "".join(_RECORDS[table] for table in records)
    return f"{_HEAD}{waves}{logs}{asked}{aliases}{_REPORT}"


_HEAD = f"""# A made-up cohort (README.md says what was planted). Run it: netweave report {PROJECT}
title = "A community of practice of education networks (made up)"

[people]
file = "{ROSTER}"
id = "person_id"
email = "email"
name = "name"
organization = "organization"
role = "role"
locale = "locale"
convener = "convener"
joined = "joined"
left = "left"
"""

_RECORDS = {
    "sessions": f"""
[[attendance]]
file = "{SESSIONS}"
person = "name"
email = "email"
event = "session"
role = "role"
time = "date"
group = "breakout"
format = "format"
duration = "duration_hours"
reference_hours = 3  # a workshop counts as one session, an hour of webinar as a third
""",
    "products": f"""
[[authorship]]
file = "{PRODUCTS}"
""",
}

_ALIASES = f"""
[aliases]
file = "{ALIASES}"
"""

_REPORT = """
[report]
headline = "learning"
group = "organization"
seed = 1
"""
