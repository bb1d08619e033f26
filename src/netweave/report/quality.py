"""The section on data quality: who answered, the warnings, and what became of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.report import answers, records
from netweave.report.page import Heading, Notices, Part, Section, Text

if TYPE_CHECKING:
    from netweave.report.findings import Findings

TITLE = "Data quality"
LEAD = (
    "What the numbers above rest on. A pair that nobody could report is missing, which is not the "
    "same as a pair without a tie."
)


def section(findings: Findings) -> Section:
    """Write who answered, the warnings with what to do, and the fate of every row."""
    answered = answers.parts(findings)
    return Section("quality", TITLE, [
        Text(LEAD),
        *([Heading("Who answered", "answers"), *answered] if answered else []),
        *_warnings(findings),
        Heading(records.TITLE, "records"),
        *records.parts(findings),
    ])  # fmt: skip


def _warnings(findings: Findings) -> list[Part]:
    if not findings.notices:
        return [Heading("Warnings", "warnings"), Text("There is no warning.")]
    return [
        Heading("Warnings, and what to do about them", "warnings"),
        Text("The weightiest first. A coloured edge marks those that change how results are read."),
        Notices(findings.notices),
    ]
