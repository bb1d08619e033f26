"""The companion workbook: seven sheets with everything that is published, and a codebook."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.codes import REASONS
from netweave.report import passports
from netweave.report.codebook import MEANINGS, Sheet, codebook
from netweave.report.wording import HIDDEN, clean

if TYPE_CHECKING:
    from pathlib import Path

    from netweave.report.figures import Figure
    from netweave.report.findings import Findings
    from netweave.report.tables import Table

CREATED = dt.datetime(2024, 1, 1)  # a workbook carries a date; a fixed one keeps the bytes the same
WIDEST = 60
MOST_ROWS = 100_000  # a sheet takes a million, and a reader far fewer (a heuristic)
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "in_memory": True,
}
NUMBERS = {
    passports.MEASURES: "The network in each wave: every number, one row each",
    passports.CHANGE: "Before and after: every number, one row each",
    passports.QUALITY: "Who answered, and what became of the records: every number, one row each",
}


def sheets(findings: Findings, tables: Sequence[Table], figures: Sequence[Figure]) -> list[Sheet]:
    """Give the sheets after the README, the codebook last; people for the analyst only."""
    people = next((table.frame for table in tables if table.name == "people"), None)
    made = [] if people is None else [
        Sheet("people", "Everybody in each wave: never publish it", people, MEANINGS["people"])
    ]  # fmt: skip
    made.append(_ties(findings))
    made += [
        Sheet(name, purpose, _listed(figures, name), MEANINGS[name])
        for name, purpose in NUMBERS.items()
    ]
    return [*made, codebook(made)]


def _listed(figures: Sequence[Figure], sheet: str) -> pd.DataFrame:
    """List the numbers of a sheet with their passports; those of people have a sheet of theirs."""
    rows = [
        _row(one)
        for one in figures
        if passports.ABOUT[one.table].sheet == sheet and one.table != "people"
    ]
    return pd.DataFrame(rows, columns=list(MEANINGS[sheet]))


def _row(one: Figure) -> dict[str, object]:
    """Give a number as a row."""
    own = one.passport
    return {
        "table": one.table, "what": one.what, "column": one.column, "wave": one.wave,
        "value": one.value, "shown": one.shown, "given as": one.given_as, "unit": one.unit,
        "undefined because": REASONS.get(one.reason, ""), "reason": one.reason,
        "measure": own.measure, "formula": own.formula, "kinds": ", ".join(own.kinds),
        "threshold": own.threshold, "people": own.people, "convener": own.convener,
        "coverage": own.coverage, "seed": own.seed,
    }  # fmt: skip


def _ties(findings: Findings) -> Sheet:
    """List every tie for the analyst; for others the ties between organizations, in bands."""
    if findings.audience.shows_people:
        purpose = (
            "Every tie that people reported or that comes from a work; being at one session is "
            "none. Never publish it"
        )
        return Sheet("ties", purpose, _every_tie(findings), MEANINGS["ties"])
    rows = [
        [row["organization_a"], row["organization_b"], mix.wave.label, str(band)]
        for mix in findings.mixes
        for row, band in zip(mix.table.to_dict("records"), mix.bands, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=list(MEANINGS["ties in bands"]))
    purpose = "Ties between organizations, as this audience may see them"
    shown = frame.replace({"tied pairs": {"suppressed": HIDDEN}})
    return Sheet("ties", purpose, shown, MEANINGS["ties in bands"])


def _every_tie(findings: Findings) -> pd.DataFrame:
    """Give the ties of all kinds but opportunities, of which there may be millions."""
    net = findings.net
    ties = net.where(evidence=["reported", "coproduced"]).ties.reset_index(drop=True)
    kinds = net.kinds.reindex(ties["kind"].astype("str"))
    return pd.DataFrame({
        "learner": ties["learner"].astype("str"),
        "learned_from": ties["learned_from"].astype("str"),
        "kind": ties["kind"].astype("str"),
        "wave": ties["wave"].astype("str").fillna("") if "wave" in ties else "",
        "weight": ties["weight"].astype("float64"),
        "unit": kinds["unit"].fillna("").astype("str").to_numpy(),
        "mutual": ["yes" if one else "no" for one in kinds["mutual"]],
        "of this report": ["yes" if one == findings.kind else "no" for one in ties["kind"]],
    })


def write(made: Sequence[Sheet], title: str, remarks: Sequence[str], path: Path) -> None:
    """Write the sheets as one workbook, a README first; no cell of it is a formula."""
    import xlsxwriter  # noqa: PLC0415

    book = xlsxwriter.Workbook(str(path), OPTIONS)
    book.set_properties({"title": clean(title), "comments": "netweave", "created": CREATED})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    readme = book.add_worksheet("README")
    readme.set_column(0, 0, 24)
    readme.set_column(1, 1, 110, wrap)
    rows = readme_rows(made, title, remarks)
    heads = {0, len(rows) - len(made) - 1}
    for row, (left, right) in enumerate(rows):
        readme.write_string(row, 0, left, bold if row in heads else None)
        readme.write_string(row, 1, right, wrap)
    for sheet in made:
        _sheet(book.add_worksheet(sheet.name), sheet.frame.head(MOST_ROWS), bold)
    book.close()


def readme_rows(made: Sequence[Sheet], title: str, remarks: Sequence[str]) -> list[tuple[str, str]]:
    """Give the rows of the README: what this is, how to read it, and the list of sheets."""
    return [
        ("netweave report", clean(title)),
        *(("", clean(text)) for text in remarks),
        ("", ""),
        ("sheet", "what it lists"),
        *((sheet.name, f"{sheet.purpose} ({_rows_in_words(sheet)})") for sheet in made),
    ]


def _rows_in_words(sheet: Sheet) -> str:
    """Say how many rows a sheet has, and where the others are if a workbook cannot take all."""
    rows = len(sheet.frame)
    if rows <= MOST_ROWS:
        return f"{rows:,} rows"
    return f"the first {MOST_ROWS:,} of {rows:,} rows; all are in the CSV file of this name"


def _sheet(sheet: Any, frame: pd.DataFrame, bold: Any) -> None:  # noqa: ANN401
    """Write one sheet; text is written as text, never as a formula."""
    for column, name in enumerate(map(str, frame.columns)):
        values = [plain(value) for value in frame.iloc[:, column]]
        sheet.write_string(0, column, clean(name), bold)
        for row, value in enumerate(values, 1):
            if isinstance(value, float) and math.isfinite(value):
                sheet.write_number(row, column, value)
            elif isinstance(value, str) and value:
                sheet.write_string(row, column, clean(value))
        longest = max([len(name), *(len(str(value)) for value in values if value is not None)])
        sheet.set_column(column, column, min(WIDEST, longest + 2))
    sheet.freeze_panes(1, 1)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def plain(value: object) -> object:
    """Give a float, a text, or None for what is missing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return float(value) if hasattr(value, "__float__") else str(value)
