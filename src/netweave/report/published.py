"""Everything that is published of a report beside the page: tables, numbers, workbook, maps."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.report import files, workbook
from netweave.report.figures import Figure, as_document, figures
from netweave.report.wording import CAUTION, DIRECTION

if TYPE_CHECKING:
    from netweave.report.codebook import Sheet
    from netweave.report.findings import Findings, Options
    from netweave.report.page import Page
    from netweave.report.tables import Table

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
READING = (
    "A dash on the page is a value that is not defined, an empty cell here; “hidden” was left out "
    "to protect people. Neither is zero. Shares run from 0 to 1 here and are percentages on the "
    "page."
)


@dataclass(frozen=True)
class Published:
    """What a report publishes beside its page, for its audience.

    Parameters
    ----------
    tables : list of Table
        With no digit beyond the page's, unless the audience sees numbers in full.
    figures : list of Figure
        Every number of these tables with its passport.
    sheets : list of Sheet
        The workbook after its README.
    """

    tables: list[Table]
    figures: list[Figure]
    sheets: list[Sheet]


def published(findings: Findings, page: Page) -> Published:
    """Give what may be published of a page."""
    exact = findings.audience.exact
    tables = page.tables if exact else [table.as_shown() for table in page.tables]
    numbers = figures(findings, tables)
    return Published(tables, numbers, workbook.sheets(findings, tables, numbers))


def contents(page: Page, options: Options, told: Published) -> dict[str, str | bytes]:
    """Give every file of the report but the page: name → content."""
    found: dict[str, str | bytes] = {}
    for table in told.tables:
        found[f"tables/{table.name}.csv"] = files.as_csv(table.frame)
    for sheet in told.sheets:
        found[f"sheets/{sheet.name.replace(' ', '_')}.csv"] = files.as_csv(sheet.frame)
    found["sheets/readme.csv"] = files.as_csv(readme(page, told.sheets))
    found["numbers.json"] = files.as_json(document(page, options, told))
    for picture in page.pictures:
        found[f"maps/{picture.name}.svg"] = f"{HEAD}{picture.svg}\n"
        found[f"maps/{picture.name}.png"] = picture.png
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "netweave.xlsx"
        workbook.write(told.sheets, page.title, remarks(page), path)
        found["netweave.xlsx"] = path.read_bytes()
    return found


def remarks(page: Page) -> list[str]:
    """Give what the README says before it lists the sheets."""
    said = [page.subtitle, page.audience, page.statement, DIRECTION, READING, CAUTION]
    return [*said, f"netweave {page.version}"]


def readme(page: Page, sheets: Sequence[Sheet]) -> pd.DataFrame:
    """Give the README as a table."""
    rows = workbook.readme_rows(sheets, page.title, remarks(page))
    return pd.DataFrame(rows[1:], columns=list(rows[0]))


def document(page: Page, options: Options, told: Published) -> dict[str, Any]:
    """Give every number of the report as one document, page one first."""
    return {
        **{key: fact for key, fact in facts(page, options).items() if key != "cards"},
        "direction": DIRECTION,
        "findings": [asdict(point) for point in page.points],
        "five_numbers": [
            {"id": card.id, "title": card.title, "shown": card.value, "unit": card.unit,
             "detail": card.detail}
            for card in page.cards
        ],
        **as_document(told.figures),
    }  # fmt: skip


def facts(page: Page, options: Options) -> dict[str, object]:
    """Give what other programs may read from the report: page one in plain text."""
    return {
        "version": page.version,
        "title": page.title,
        "audience": options.audience,
        "statement": page.statement,
        "cards": {card.id: f"{card.value} {card.unit}".strip() for card in page.cards},
        "warnings": [notice.code for notice in page.warnings],
    }
