"""Would another threshold or the same reporters say the same? P1 again, one level up and down."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from netweave import errors
from netweave.codes import Notice
from netweave.report.page import Gap, Part, Shown
from netweave.report.tables import Table, digits, table
from netweave.report.wording import signed
from netweave.scales import SCALES

NUMBERS = ("estimate", "conf_low", "conf_high")

if TYPE_CHECKING:
    from netweave.network import Network
    from netweave.report.findings import Findings


def level_name(findings: Findings, level: float) -> str:
    """Give the word of a level on the scale of the headline kind, or the number."""
    scale = SCALES.get(str(findings.net.kinds.loc[findings.kind, "scale"]))
    place = int(level) - scale.lowest if scale and level == int(level) else -1
    return scale.levels[place] if scale and 0 <= place < len(scale.levels) else f"{level:g}"


def threshold_of(findings: Findings) -> float:
    """Give the level from which on a tie of the headline kind counts; NaN for any."""
    return float(findings.net.kinds["threshold"].to_dict()[findings.kind])


def other_levels(findings: Findings) -> list[float]:
    """Give the levels one below and one above the threshold that exist on the scale."""
    threshold = threshold_of(findings)
    if math.isnan(threshold):
        return []
    weights = findings.net.where(kind=findings.kind).ties["weight"]
    return [
        level
        for level in (threshold - 1, threshold, threshold + 1)
        if level == threshold or (level >= 1 and bool((weights >= level).any()))
    ]


def estimates(findings: Findings) -> list[tuple[float, dict[str, float]]]:
    """Estimate P1 at each level: level → estimate and interval."""
    from netweave.compare import before_after  # noqa: PLC0415

    found = []
    for level in other_levels(findings):
        waves = (
            _at(findings.waves[0].everybody, findings.kind, level),
            _at(findings.waves[-1].everybody, findings.kind, level),
        )
        try:
            change = before_after(*waves, group=findings.group, kind=findings.kind)
        except errors.NetweaveError:
            continue
        first = change.table.iloc[0]
        found.append((level, {name: float(first[name]) for name in NUMBERS}))
    return found


def _at(net: Network, kind: str, level: float) -> Network:
    return net.with_threshold({kind: level})


def notice(found: list[tuple[float, dict[str, float]]]) -> Notice | None:
    """Say whether one level up or down turns the sign (W18)."""
    signs = {row["estimate"] > 0 for _, row in found if row["estimate"]}
    return (
        Notice("W18", "The sign of the change differs between the levels.")
        if len(signs) > 1
        else None
    )


def as_table(findings: Findings, found: list[tuple[float, dict[str, float]]]) -> Table:
    """Lay out P1 by threshold."""
    threshold = threshold_of(findings)
    rows = []
    for level, row in found:
        mark = " (used here)" if level == threshold else ""
        rows.append([
            f"{level_name(findings, level)} or more{mark}",
            row["estimate"], row["conf_low"], row["conf_high"],
        ])  # fmt: skip
    return table(
        "threshold_sensitivity",
        "The headline again, with a tie counted from one level lower or higher",
        ["a tie counts from", "change per person", "95% from", "95% to"],
        rows,
        formats=digits(2, "change per person", "95% from", "95% to"),
        emphasis=tuple(str(row[0]) for row in rows if "(used here)" in str(row[0])),
    )


def parts(findings: Findings) -> list[Part]:
    """Write the sensitivity to the threshold, or why there is none to show."""
    found = findings.by_threshold
    if not found:
        return [Gap("There is no threshold to move: every reported tie of this kind counts.")]
    return [Shown(as_table(findings, found))]


def in_words(findings: Findings) -> str:
    """Say the range of P1 over the thresholds, in one line."""
    found = findings.by_threshold
    if not found:
        return "no threshold: every tie counts"
    return "; ".join(
        f"from {level_name(findings, level)}: {signed(row['estimate'], 2)}" for level, row in found
    )
