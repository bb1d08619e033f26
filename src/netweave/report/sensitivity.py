"""Would another threshold say the same? How the answer is laid out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netweave.report import shielded, thresholds
from netweave.report.page import Gap, Part, Shown
from netweave.report.tables import Table, digits, table
from netweave.report.wording import signed

if TYPE_CHECKING:
    from netweave.report.findings import Findings


def as_table(findings: Findings) -> Table:
    """Lay out P1 by threshold."""
    rows = [
        [
            f"{one.word} or more{' (used here)' if one.used else ''}",
            shielded.average(findings, one.estimate),
            *shielded.ends(findings, one.low, one.high),
        ]
        for one in findings.by_threshold
    ]
    return table(
        "threshold_sensitivity",
        "The headline again, with a tie counted from one level lower or higher",
        ["a tie counts from", "change per person", "95% from", "95% to"],
        rows,
        formats=digits(2, "change per person", "95% from", "95% to"),
        note=_no_threshold(findings),
        emphasis=tuple(str(row[0]) for row in rows if "(used here)" in str(row[0])),
    )


def _no_threshold(findings: Findings) -> str:
    if not math.isnan(thresholds.threshold_of(findings.net, findings.kind)):
        return ""
    return "No threshold was chosen, so a tie at any level counts."


def parts(findings: Findings) -> list[Part]:
    """Write the sensitivity to the threshold, or why there is none to show."""
    return [Shown(as_table(findings))] if len(findings.by_threshold) > 1 else [Gap(_none(findings))]


def _none(findings: Findings) -> str:
    if findings.by_threshold:
        return "There is no other level to compare with: no tie reaches the next one."
    return "There is no threshold to move: every reported tie of this kind counts."


def in_words(findings: Findings) -> str:
    """Say the range of P1 over the thresholds, in one line."""
    found = findings.by_threshold
    if not found:
        return "no threshold and no scale: every tie counts"
    return "; ".join(
        f"from {one.word}: {signed(shielded.average(findings, one.estimate), 2)}" for one in found
    )
