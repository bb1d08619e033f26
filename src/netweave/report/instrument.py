"""How the headline kind was asked: question, scale, threshold, levels, limits on names."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.audience import SUPPRESSED, step
from netweave.report import shielded, thresholds
from netweave.report.numbers import ties_writer
from netweave.report.page import Part, Shown
from netweave.report.tables import Table
from netweave.report.wording import DASH, joined, percent
from netweave.scales import SCALES

if TYPE_CHECKING:
    from netweave.report.findings import Findings

WORDS = {
    "opportunity": "opportunity",
    "reported": "reported by people",
    "coproduced": "made together",
}
REPORTERS = {
    "either": "that of either side",
    "record": "nobody was asked: it comes from records",
    "learner": "that of the learner",
    "learned_from": "that of the person learned from",
}
NOT_STATED = "not stated"
NONE = "does not apply: no change is reported"


def kinds(findings: Findings) -> Table:
    """Lay out every kind of tie in the records, and what it is used for."""
    rows = []
    counts = findings.net.ties["kind"].value_counts()
    for name, row in findings.net.kinds.iterrows():
        used = "structure and headline" if findings.is_headline else "structure"
        other = "exposure only" if row["evidence"] == "opportunity" else "described apart"
        rows.append([
            str(name), WORDS[str(row["evidence"])], "both ways" if row["mutual"] else "one way",
            _records(findings, int(counts.get(name, 0))), str(row["unit"] or DASH),
            used if name == findings.kind else other,
        ])  # fmt: skip
    columns = ["kind", "evidence", "direction", "records", "unit", "used for"]
    return Table(
        "kinds",
        "Kinds of tie in the records; structural findings rest on one of them alone",
        pd.DataFrame(rows, columns=columns),
    )


def _records(findings: Findings, count: int) -> object:
    """Give a number of records; not where few people's ties would follow from it."""
    few = findings.hides_totals or shielded.team_of_two(findings)
    return SUPPRESSED if few and count else count


def levels(findings: Findings) -> list[Part]:
    """Lay out how often each level of the headline kind was reported, wave by wave."""
    if not findings.kind:
        return []
    scale = SCALES.get(str(findings.net.kinds.loc[findings.kind, "scale"]))
    if scale is None:
        return []
    columns: dict[str, list[object]] = {
        "level": [
            f"{rank} {word}"
            for rank, word in enumerate(scale.levels, scale.lowest)
            if rank > 0 or scale.lowest > 0
        ]
    }
    ranks = [int(text.split(" ", 1)[0]) for text in map(str, columns["level"])]
    columns["level"].append("n: ties of any level")
    for wave in findings.waves:
        weights = wave.members.ties["weight"].round()
        counts = [int((weights == rank).sum()) for rank in ranks]
        columns[wave.label or "ties"] = _level_cells(findings, counts, len(weights))
    table = Table(
        "levels",
        f"Ties among members by level of {scale.id}, before the threshold",
        pd.DataFrame(columns),
        note=f"{scale.source}. Levels are ranks: 4 is not twice 2. A tie is counted once for each "
        "learner.",
    )
    return [Shown(table)]


def _level_cells(findings: Findings, counts: list[int], total: int) -> list[object]:
    """Write how many ties have each level, and all of them; shares where a count would tell."""
    audience = findings.audience
    if audience.hides(total):
        return [SUPPRESSED] * (len(counts) + 1)
    shares = [count / max(total, 1) for count in counts]
    written = ties_writer(findings)(total)
    if findings.hides_totals:
        return [*(step(share) for share in shares), written]
    if any(audience.hides(count) for count in counts):
        return [*audience.head_counts(counts), written]
    cells = [f"{count:,} ({percent(share)})" for count, share in zip(counts, shares, strict=True)]
    return [*cells, written]


def rows(findings: Findings) -> list[tuple[str, str]]:
    """Say how the question was asked, as rows of the reporting standard."""
    if not findings.kind:
        return [("Question", "none: these records hold only opportunity")]
    kind = findings.net.kinds.loc[findings.kind]
    threshold = thresholds.threshold_of(findings.net, findings.kind)
    counted = (
        "every tie counts"
        if math.isnan(threshold)
        else f"from “{thresholds.level_word(findings.net, findings.kind, threshold)}” "
        f"({kind['scale'] or 'no named scale'}, {threshold:g}) upwards"
    )
    others = joined(str(name) for name in findings.net.kinds.index if name != findings.kind)
    layers = f"{findings.kind} ({WORDS[str(kind['evidence'])]})"
    return [
        ("Question as asked", str(kind["question"]) or "not recorded"),
        ("Threshold of a tie", counted),
        ("Kind of tie and evidence", layers + (f"; left out: {others}" if others else "")),
        ("Whose report makes a tie", REPORTERS[str(kind["reporter"])]),
        ("Most names one could give", _cap(kind.get("cap"))),
        ("Baseline asked before or afterwards", _baseline(findings, kind.get("retrospective"))),
    ]


def _cap(cap: Any) -> str:  # noqa: ANN401
    """Say how many names could be given; that there was no limit only where that is recorded."""
    if pd.isna(cap):
        return NOT_STATED
    most = float(cap)
    if most in {0.0, math.inf}:
        return "no limit"
    return f"{most:g}, so counts of ties are cut off from above (W08)"


def _baseline(findings: Findings, retrospective: Any) -> str:  # noqa: ANN401
    """Say when the baseline was asked, where the kind says so."""
    if findings.change is None:
        return NONE
    if pd.isna(retrospective):
        return NOT_STATED
    return "asked afterwards (W10)" if retrospective else "asked in its own wave"
