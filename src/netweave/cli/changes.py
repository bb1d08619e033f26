"""``netweave compare``: before and after, as a sentence and a table."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netweave import errors
from netweave.cli import documents, options
from netweave.cli.group import main
from netweave.cli.records import Records, read_records
from netweave.cli.telling import noted, show

if TYPE_CHECKING:
    import pandas as pd

    from netweave.compare import ChanceMixing, Change

# The numbers that are printed, and what their n counts.
SHOWN = {
    **dict.fromkeys(("P1", "cross_ties_before", "cross_ties_after"), "people"),
    **dict.fromkeys(("cross_share_before", "cross_share_after"), "ties"),
    **dict.fromkeys(
        ("P1_same_reporters", "cross_density_before", "cross_density_after",
         "cross_share_expected_after"), "pairs"),
}  # fmt: skip


@main.command()
@options.FILE
@options.KIND
@click.option("--before", default=None, metavar="WAVE", help="The first wave if left out.")
@click.option("--after", default=None, metavar="WAVE", help="The last wave if left out.")
@click.option(
    "--draws", type=click.IntRange(min=99), default=None,
    help="Also deal out the new ties at random so many times, to see what chance would make.",
)  # fmt: skip
@options.JSON
def compare(
    file: Path, kind: str | None, before: str | None, after: str | None, draws: int | None,
    as_json: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    """Compare two waves of the records that FILE names: what changed, and how sure that is.

    FILE is a project file (TOML). The sentence, the verdict, the numbers behind them and the
    warnings go to standard output, as exact as they are found, so they are for the analyst; the
    report hides what others must not see. A change is never called an effect.
    """
    with noted():
        records = read_records(file, kind)
        change, beside = _compared(records, before, after, draws)
    if as_json:
        documents.show_document("compare", _document(records, change, beside))
    else:
        show("\n".join(_lines(change, beside)))


def _compared(
    records: Records, before: str | None, after: str | None, draws: int | None
) -> tuple[Change, ChanceMixing | None]:
    """Compare the two waves; beside it, where it is asked for, what chance would make."""
    from netweave.compare import before_after, chance_mixing  # noqa: PLC0415

    if len(records.waves) < 2:
        raise errors.DataError(
            f"ties of the kind {records.kind!r} were recorded in "
            f"{len(records.waves)} wave(s) only; a change needs two. 'netweave report' describes "
            "one wave."
        )
    first = records.wave(before, 0, "--before").label
    last = records.wave(after, -1, "--after").label
    labels = [wave.label for wave in records.waves]
    if labels.index(first) >= labels.index(last):
        raise errors.DataError(
            f"--before {first!r} must be an earlier wave than --after {last!r}; the project has "
            f"them in this order: {errors.listed(labels, 12)}."
        )
    ends = records.net.wave(first), records.net.wave(last)
    asked: dict[str, Any] = {"kind": records.kind, "group": records.project.group}
    change = before_after(*ends, **asked)
    if draws is None:
        return change, None
    return change, chance_mixing(*ends, **asked, draws=draws, seed=records.project.seed)


def _lines(change: Change, beside: ChanceMixing | None) -> list[str]:
    """Write a change for a person to read."""
    from netweave.compare.wording import TERMS_IN_WORDS  # noqa: PLC0415
    from netweave.report.wording import reason  # noqa: PLC0415

    lines = [f"{change.waves[0]} → {change.waves[1]}, ties of the kind {change.kind}", ""]
    lines += [change.sentence, "", f"Verdict: {change.verdict}.", ""]
    rows = [row for row in change.table.to_dict("records") if row["term"] in SHOWN]
    told = [row for row in rows if not (change.reason and isnan(row["estimate"]))]
    for row in told:
        words = TERMS_IN_WORDS.get(row["term"], row["term"])
        lines.append(f"  {words}: {_valued(row)}")
    if len(told) < len(rows):
        which = "All other numbers" if told else "The numbers behind it"
        lines.append(f"  {which} are undefined: {reason(change.reason)}.")
    if beside is not None:
        lines += ["", "Beside chance", beside.sentence]
    notices = [*change.warnings, *(beside.warnings if beside else ())]
    warned = dict.fromkeys(f"  {notice}" for notice in notices)
    return [*lines, "", "Warnings", *(warned or ["  none"])]


def _valued(row: dict[Any, Any]) -> str:
    """Write a number with its interval and on how many it rests."""
    from netweave.compare.wording import number, signed  # noqa: PLC0415

    estimate, low, high = (row[name] for name in ("estimate", "conf_low", "conf_high"))
    if isnan(estimate):
        return f"undefined ({row['method']})"
    told = signed(estimate) if str(row["term"]).startswith("P1") else number(estimate, 2)
    limits = f" (95% interval {signed(low)} to {signed(high)})" if low == low else ""  # noqa: PLR0124
    return f"{told}{limits}, of {row['n']:,.0f} {SHOWN[row['term']]}"


def _document(records: Records, change: Change, beside: ChanceMixing | None) -> dict[str, Any]:
    held: dict[str, Any] = {
        "project": records.project.path.name,
        "title": records.project.title,
        "audience": "analyst",
        "kind": change.kind,
        "before": change.waves[0],
        "after": change.waves[1],
        "verdict": change.verdict,
        **documents.finding(change),
        "undefined_because": change.reason or None,
        "estimands": _terms(change.table),
        "secondary": _terms(change.secondary),
        "turnover": documents.rows(change.turnover.rename_axis("pairs").reset_index()),
        "turnover_unit": "pairs of people; rates and jaccard are shares, 0 to 1",
        "people": dict(change.people.items()),
    }
    if beside is not None:
        held["beside_chance"] = {**documents.finding(beside), "estimands": _terms(beside.table)}
    return held


def _terms(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give a table in broom's vocabulary with the words and the unit of each term."""
    from netweave.compare.units import unit_of  # noqa: PLC0415
    from netweave.compare.wording import TERMS_IN_WORDS  # noqa: PLC0415

    return [
        {
            "term": row["term"],
            "means": TERMS_IN_WORDS.get(str(row["term"])),
            "unit": unit_of(str(row["term"])) or None,
            **{name: value for name, value in row.items() if name != "term"},
        }
        for row in documents.rows(table)
    ]
