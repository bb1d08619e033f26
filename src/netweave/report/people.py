"""The section with a row per person: for the analyst only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.codes import REASONS
from netweave.report.page import Gap, Part, Picture, Section, Shown, Text
from netweave.report.tables import Table, digits

if TYPE_CHECKING:
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave

TITLE = "People (for the analyst only)"
WORDS = {
    "degree": "ties",
    "strength_learned": "learned",
    "strength_taught": "taught",
    "effective_size": "effective size",
    "ei_index_by_person": "E-I",
    "open_two_paths": "open pairs",
}


def section(findings: Findings, picture: Picture | None) -> Section | None:
    """Write a row per person and wave; None above the analyst level."""
    if not findings.audience.shows_people:
        return None
    parts: list[Part] = [Text(
        "Show a person's row to that person first, and never to a supervisor or a funder. "
        "Position is partly given by the job; nothing here ranks anybody."
    )]  # fmt: skip
    if not findings.waves:
        parts.append(Gap("There are no ties, so there are no positions to list."))
        return Section("people", TITLE, [*parts, *([picture] if picture else [])])
    parts.append(Shown(table(findings)))
    return Section("people", TITLE, [*parts, *([picture] if picture else [])])


def table(findings: Findings) -> Table:
    """List everybody's positions, wave by wave; refused (E-RANK) above the analyst level."""
    findings.audience.check_people("a row per person")
    frames = [_rows(findings, wave) for wave in findings.waves]
    frame = pd.concat(frames, ignore_index=True)
    return Table(
        "people",
        "Everybody's position among the ties of the headline kind, in the order of the roster",
        frame,
        formats=digits(0, "ties"),
        note="Learned and taught: sums of the weights. A dash: undefined, for instance for "
        "somebody without ties among the pairs observed; the column “undefined because” says why.",
    )


def _rows(findings: Findings, wave: Wave) -> pd.DataFrame:
    from netweave.analytics.bridging import across, holes  # noqa: PLC0415
    from netweave.analytics.centrality import between, degrees, nearness  # noqa: PLC0415
    from netweave.analytics.tabulate import measure  # noqa: PLC0415

    net = wave.everybody
    functions: list[Callable[..., Any]] = [
        degrees.degree,
        partial(degrees.strength, role="learned"),
        partial(degrees.strength, role="taught"),
        holes.constraint,
        holes.effective_size,
    ]
    if findings.has_groups:
        functions.append(partial(across.ei_index_by_person, group=findings.group))
    if not wave.withheld:
        functions += [between.betweenness, nearness.harmonic]
    found = measure(net, functions)
    why = [name for name in found.columns if str(name).startswith("why_")]
    reasons = found[why].apply(_reasons, axis=1) if why else ""
    shown = found.drop(columns=why).rename(columns=WORDS)
    facts = [name for name in ("name", findings.group, "role", "convener") if name in net.people]
    frame = pd.concat([net.people[facts], shown], axis=1).reset_index(names="person")
    frame.insert(1, "wave", wave.label)
    frame["undefined because"] = reasons if isinstance(reasons, str) else reasons.to_numpy()
    return frame


def _reasons(row: pd.Series) -> str:
    return "; ".join(dict.fromkeys(REASONS.get(str(code), str(code)) for code in row.dropna()))
