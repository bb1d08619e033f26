"""The part on the records: what was used, merged and refused, file by file, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from netweave.report import shielded
from netweave.report.page import Gap, Part, Shown, Text
from netweave.report.tables import Table
from netweave.report.wording import plural

if TYPE_CHECKING:
    from netweave.report.findings import Findings

TITLE = "What became of the records"
OTHERS = "'and others' names nobody"
QUOTES = "[\"'`´‘’‚‛“”„‟«»‹›′″＂＇]"


def parts(findings: Findings) -> list[Part]:
    """Write what was refused at ingestion; names only for the analyst."""
    ledger: Any = findings.net.report
    if ledger is None:
        text = "This network was built by hand, so there is no record of what was read or refused."
        return [Gap(text)]
    total = ledger.files.sum()
    return [
        Text(
            f"{plural(int(total['rows']), 'row')} were read from "
            f"{plural(len(ledger.files), 'file')}; every one of them is accounted for."
        ),
        Shown(files(findings, ledger)),
        *_reasons(findings, ledger),
        *_outside(ledger),
        *_unmatched(findings, ledger),
        *_declined(findings),
    ]


def files(findings: Findings, ledger: Any) -> Table:  # noqa: ANN401
    """Lay out the fates of rows by file; to the nearest ten where they would tell ties."""
    frame = ledger.files.reset_index()
    few = findings.hides_totals or shielded.team_of_two(findings)
    if few:
        fates = [name for name in ledger.files.columns if name != "rows"]
        for name in fates:
            frame[name] = [
                _roughly(int(count), int(rows))
                for count, rows in zip(frame[name], frame["rows"], strict=True)
            ]
    frame.columns = pd.Index([str(name).replace("_", " ") for name in frame.columns])
    frame["file"] = frame["file"].astype("str")
    return Table(
        "records",
        "Rows of each file: used, used in part, merged with another row, or refused",
        frame,
        note="Used in part: for instance a work of which some authors are not on the roster. "
        + (
            "To the nearest ten, since the ties of a few people would follow from the counts."
            if few
            else "The last four columns add up to the rows."
        ),
    )


def _roughly(count: int, rows: int) -> str:
    """Write a number of rows to the nearest ten; exactly where it is none or all of them."""
    if count in {0, rows}:
        return f"{count:,}"
    rounded = round(count, -1)
    return "nearly all" if rounded >= rows else shielded.about(count) if rounded else "under 10"


def _reasons(findings: Findings, ledger: Any) -> list[Part]:  # noqa: ANN401
    if not len(ledger.reasons):
        return [Text("Nothing was merged or refused.")]
    counts: dict[str, int] = {}
    for reason, count in ledger.reasons.items():
        words = str(reason) if findings.audience.shows_people else without_values(str(reason))
        counts[words] = counts.get(words, 0) + int(count)
    many: list[int] | list[str] = list(counts.values())
    if not findings.audience.exact:
        many = findings.audience.head_counts(list(counts.values()))
    frame = pd.DataFrame({"reason": list(counts), "mentions": many})
    return [Shown(Table(
        "refusals",
        "Why mentions of people were refused or merged",
        frame,
        note="A mention is one person in one row.",
    ))]  # fmt: skip


def without_values(reason: str) -> str:
    """Cut a reason off where it begins to say what was written in the cell; it could be a name.

    What stands there may hold quotes of any kind, so nothing after the first one is kept.
    """
    if reason == OTHERS:
        return reason
    head = re.split(QUOTES, reason, maxsplit=1)[0]
    return f"{head.strip() or 'a cell'} …" if head != reason else reason


def _outside(ledger: Any) -> list[Part]:  # noqa: ANN401
    return [
        Text(f"{file}: {plural(int(count), 'mention')} lie outside every wave and enter no wave.")
        for file, count in ledger.outside.items()
        if count
    ]


def _unmatched(findings: Findings, ledger: Any) -> list[Part]:  # noqa: ANN401
    lost = ledger.unmatched
    if not len(lost):
        return [Text("Every name was found in the roster.")]
    names, mentions = len(lost), int(lost["count"].sum())
    text = (
        f"{plural(names, 'spelling')} ({plural(mentions, 'mention')}) fit nobody on the roster, or "
        "more than one person. An alias file settles spellings: columns as_written and person."
    )
    if not findings.audience.shows_people:
        return [Text(f"{text} The spellings are listed for the analyst only.")]
    frame = lost.rename(columns={"as_written": "as written"})
    table = Table("unmatched", "Names that fit nobody, or more than one", frame)
    refused = ledger.refused.drop(columns=["fate"]).astype("str")
    everything = Table(
        "refused_records",
        "Every mention that was refused, with file and line",
        refused,
        files_only=True,
    )
    return [Text(text), Shown(table), Shown(everything)]


def _declined(findings: Findings) -> list[Part]:
    waves = findings.net.waves
    if "declined" not in waves.columns or not int(waves["declined"].sum()):
        return []
    said = ", ".join(
        f"{findings.audience.head_count(int(count))} at {label}"
        for label, count in waves["declined"].items()
        if count
    )
    return [Text(
        f"People who declined: {said}. They were taken out with every tie that names them, also "
        "where others reported it, and are counted among the eligible."
    )]  # fmt: skip
