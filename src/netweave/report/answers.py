"""Who answered, and which pairs were therefore observed: the tables and words of the report."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from netweave.audience import SUPPRESSED
from netweave.report import shielded
from netweave.report.page import Gap, Part, Shown, Text
from netweave.report.tables import Table, digits, percents, table
from netweave.report.wording import DASH, interval, joined, percent, signed

if TYPE_CHECKING:
    from netweave.compare import Change
    from netweave.coverage import Coverage
    from netweave.report.findings import Findings
    from netweave.report.waves import Wave


def coverage(findings: Findings) -> Table:
    """Lay out who answered in each wave and how many pairs that observed."""
    rows = []
    for wave in findings.waves:
        rows.append([wave.label or "all records", *_cells(findings, wave)])
    hidden = (
        " So few people declined that what would tell their number is hidden or in steps."
        if shielded.few_declined(findings)
        else ""
    )
    columns = ["wave", "eligible members", "answered", "declined", "response", "pairs",
               "both sides answered", "one side", "none", "both sides", "coverage",
               "confirmed"]  # fmt: skip
    return table(
        "coverage",
        "Who answered, and which share of all pairs was therefore observed",
        columns,
        rows,
        formats={**percents("response", "both sides", "coverage", "confirmed"),
                 **digits(0, "both sides answered", "one side", "none")},
        note="Both sides: the share of pairs in which both answered. Coverage: the share in which "
        "at least one did; where one did, ties that only the silent side could report remain "
        "unseen. Confirmed: of the ties of which both people were asked and answered, the share "
        "that both reported; defined only where both sides are asked. A dash: does not apply "
        f"or is not known.{hidden}",
    )  # fmt: skip


def _cells(findings: Findings, wave: Wave) -> list[object]:
    """Give the row of a wave; what would tell how many of few people declined, in steps."""
    found, audience = wave.coverage, findings.audience
    answered: object = found.answered if found.known else DASH
    if audience.hides(found.eligible):
        return [SUPPRESSED] * 11
    if not shielded.few_declined(findings):
        return [
            found.eligible, answered, audience.head_count(found.declined), found.response,
            found.pairs, found.both, found.one, found.none, both_share(found), found.coverage,
            found.confirmation,
        ]  # fmt: skip
    shares = [
        DASH if math.isnan(share) else shielded.rate(findings, share)
        for share in (found.response, both_share(found), found.coverage)
    ]
    return [
        SUPPRESSED, answered, audience.head_count(found.declined), shares[0], SUPPRESSED,
        found.both, found.one, SUPPRESSED, *shares[1:], found.confirmation,
    ]  # fmt: skip


def both_share(found: Coverage) -> float:
    """Give the share of pairs of which both sides answered."""
    return found.both / found.pairs if found.pairs else math.nan


def response(findings: Findings) -> Table | None:
    """Lay out response by organization: exact for the analyst, in coarse steps for others."""
    columns = {}
    for wave in findings.waves:
        by = wave.coverage.by_group
        shown = by.groupby(by.index.map(lambda name: findings.shown_groups.get(name, name))).sum()
        columns[wave.label or "response"] = pd.Series({
            name: _rate(findings, row["answered"], row["eligible"])
            for name, row in shown.iterrows()
        }, dtype=object)  # fmt: skip
    if not any(wave.coverage.response == wave.coverage.response for wave in findings.waves):
        return None
    frame = pd.DataFrame(columns).sort_index().fillna(DASH)
    frame.insert(0, "organization", [str(name) for name in frame.index])
    return Table(
        "response",
        "Response by organization",
        frame,
        formats={},
        note=""
        if findings.audience.exact
        else "In steps, so that nobody's silence can be read "
        f"off; hidden for fewer than {findings.audience.least} eligible members.",
    )


def _rate(findings: Findings, part: float, whole: float) -> str:
    if not whole:
        return DASH
    if findings.audience.exact:
        return f"{part:.0f} of {whole:.0f} ({percent(part / whole)})"
    if findings.audience.hides(whole):
        return SUPPRESSED
    return next(words for limit, words in shielded.BANDS if part / whole < limit)


def parts(findings: Findings) -> list[Part]:
    """Write who answered, and what that leaves unknown."""
    if not findings.waves:
        return []
    found: list[Part] = [Shown(coverage(findings)), *_unusable(findings)]
    unknown = not_known(findings)
    if unknown:
        found.append(Gap(unknown))
    by_organization = response(findings) if findings.has_groups else None
    return [*found, Shown(by_organization)] if by_organization is not None else found


def same_reporters(findings: Findings, change: Change) -> str:
    """Give the change over pairs whose same sides answered in both waves; "" if there is none."""
    rows = change.table[change.table["term"] == "P1_same_reporters"]
    if not len(rows) or math.isnan(rows["estimate"].iloc[0]):
        return ""
    row, places = rows.iloc[0].to_dict(), 1 if findings.hides_across else 2
    estimate, low, high = shielded.with_ends(findings, row)
    limits = interval(low, high, places)
    known = not math.isnan(low)
    return signed(estimate, places) + (f" (95% interval {limits})" if known else "")


def not_known(findings: Findings) -> str:
    """Say in which waves it is not known who answered; "" if it is known in all."""
    unknown = [wave.label for wave in findings.waves if not wave.coverage.known]
    if not unknown:
        return ""
    which = f" at {joined(label for label in unknown if label)}" if any(unknown) else ""
    return (
        f"It is not known who answered{which}: where such a wave is described, every pair is taken "
        "as observed, so a missing answer looks like a missing tie."
    )


def _unusable(findings: Findings) -> list[Part]:
    """Say how many answers named somebody and were lost all the same."""
    lost = getattr(findings.net.report, "unusable_answers", None)
    if lost is None or not len(lost):
        return []
    mine = lost[lost["kind"] == findings.kind] if "kind" in lost else lost
    count = int(mine["count"].sum()) if "count" in mine else len(mine)
    if not count:
        return []
    said = f"{findings.audience.head_count(count)} answers"
    said = "1 answer" if said == "1 answers" else said
    return [Text(
        f"{said} named somebody and could not be used. What they said is "
        "missing here, which is not the same as having named nobody."
    )]  # fmt: skip
