"""More than two waves: each beside the next, in one table, with its breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.report import shielded
from netweave.report.page import Gap, Heading, Part, Shown, Text
from netweave.report.tables import Table, digits

if TYPE_CHECKING:
    from netweave.compare import OverWaves
    from netweave.report.findings import Findings

DIRECTIONS = {"up": "up", "down": "down", "cannot tell": "cannot tell", "": "–"}
HIDDEN = ["ties before", "ties after", "change per person", "95% from", "95% to", "p"]


def find(findings: Findings) -> OverWaves | None:
    """Set each wave beside the next; None with fewer than three waves, or no change to report."""
    from netweave.compare import over_waves  # noqa: PLC0415

    if findings.change is None or len(findings.waves) < 3:
        return None
    nets = {wave.label: findings.net.wave(wave.label) for wave in findings.waves}
    return over_waves(nets, group=findings.group, kind=findings.kind)


def parts(findings: Findings) -> list[Part]:
    """Write the steps from wave to wave, and where nothing is joined."""
    found = find(findings)
    if found is None:
        return []
    written: list[Part] = [Heading("From wave to wave"), Shown(as_table(findings, found))]
    for row in found.breaks.to_dict("records"):
        why = str(row["why"]).rstrip(".")
        written.append(Gap(
            f"Nothing is joined between {row['before']} and {row['after']}: {why}."
        ))  # fmt: skip
    written.append(Text(
        "Each step speaks of the members of both its waves, so a wave may have another number in "
        "the step before it and in the step after it. The p-values of several steps are not "
        "adjusted for each other (W23)."
    ))  # fmt: skip
    return written


def as_table(findings: Findings, found: OverWaves) -> Table:
    """Lay out the steps; nothing on fewer people than the audience may see."""
    rows = []
    for (before, after), row in zip(
        found.periods.index, found.periods.to_dict("records"), strict=True
    ):
        few = findings.audience.hides(row["people"])
        means = [shielded.average(findings, row[name]) for name in ("ties_before", "ties_after")]
        values = [*means, *shielded.with_ends(findings, row)]
        numbers = [SUPPRESSED] * 6 if few else [*values, row["p_value"]]
        rows.append([
            f"{before} → {after}", findings.audience.head_count(int(row["people"])), *numbers,
            "hidden" if few else DIRECTIONS.get(str(row["verdict"]), str(row["verdict"])),
            "yes" if row["joined"] else "no",
        ])  # fmt: skip
    columns = ["step", "members of both", *HIDDEN, "direction", "may be joined by a line"]
    places = 1 if findings.hides_across else 2
    return Table(
        "steps",
        "Ties across organizations per person, from each wave to the next",
        pd.DataFrame(rows, columns=columns),
        formats={**digits(places, *HIDDEN[:-1]), **digits(3, "p")},
        note="Cannot tell: the interval includes no change, or the change hangs on who answered.",
    )
