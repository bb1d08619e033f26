"""``netweave plan``: how large a change a cohort could show, before anybody is asked."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netweave.cli import documents, options
from netweave.cli.cohorts import RESPONSE, SIZE, settings_of, sized
from netweave.cli.group import main
from netweave.cli.records import read_records
from netweave.cli.sizes import cohort_of
from netweave.cli.telling import noted, say, show

if TYPE_CHECKING:
    from netweave.compare import Plan

TERMS = {
    "P1_said": "Smallest change that the sentence would name",
    "P1_detected": "Smallest change whose interval leaves zero out",
    "P1_reported_low": "By formula, at least",
    "P1_reported_high": "By formula, at most",
}


@main.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@options.KIND
@sized(SIZE)
@RESPONSE
@click.option("--effect", "effects", type=float, multiple=True, metavar="LOG-ODDS",
              help="A change to plant; twice or more. Eight from 0 to 3 if left out.")  # fmt: skip
@click.option("--replicates", type=int, default=200, show_default=True,
              help="Cohorts made up for each change.")  # fmt: skip
@click.option("--power", type=float, default=0.8, show_default=True,
              help="In which share of cohorts the change is to be seen.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="The same gives the same.")
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), default=None,
              help="Draw it into this file (svg, png, pdf).")  # fmt: skip
@options.JSON
def plan(
    file: Path | None, kind: str | None, effects: tuple[float, ...], plot: Path | None,
    as_json: bool, **asked: Any,  # noqa: FBT001
) -> None:  # fmt: skip
    """Say how large a change could be seen in a cohort like that of FILE, or of the options.

    From a project FILE are taken: members, organizations, ties before, who answered, and how many
    ties persisted if there are two waves. An option overrides what the file says; without a file,
    what is left out is as in the sample cohort. Cohorts of that size are made up and compared, so
    it takes some seconds.
    """
    with noted():
        found = _planned(file, kind, effects, asked)
    if plot is not None:
        _drawn(found, plot)
    if as_json:
        documents.show_document("plan", _document(found, file))
    else:
        show("\n".join(_lines(found)))


def _planned(
    file: Path | None, kind: str | None, effects: tuple[float, ...], asked: dict[str, Any]
) -> Plan:
    """Make up the cohorts."""
    from netweave.compare import plan as plan_cohort  # noqa: PLC0415

    how: dict[str, Any] = {name: asked.pop(name) for name in ("replicates", "power", "seed")}
    known = {} if file is None else cohort_of(read_records(file, kind))
    settings = settings_of(asked, known)
    say(f"making up {how['replicates']:,} cohorts for each change …")
    if effects:
        how["effects"] = effects
    return plan_cohort(settings, **how)


def _lines(found: Plan) -> list[str]:
    """Write a plan for a person to read."""
    lines = [found.sentence, "", "Planted change    seen     interval"]
    for row in found.curve.to_dict("records"):
        lines.append(
            f"{row['expected']:>10.2f}     {row['said'] * 100:>6.0f} in 100"
            f"   {row['width']:.1f} wide"
        )
    lines += ["(in ties across organizations per person)", ""]
    for row in found.table.to_dict("records"):
        if row["term"] in TERMS:
            estimate = row["estimate"]
            told = f"{estimate:.1f}" if math.isfinite(estimate) else "none of those tried"
            lines.append(f"{TERMS[row['term']]}: {told}")
    warned = [f"  {notice}" for notice in found.warnings] or ["  none"]
    return [*lines, "", "Warnings", *warned]


def _document(found: Plan, file: Path | None) -> dict[str, Any]:
    from netweave.compare.units import unit_of  # noqa: PLC0415

    names = ("organizations", "members_per_organization", "conveners", "density_cross",
             "density_same", "persistence", "response")  # fmt: skip
    return {
        "project": None if file is None else file.name,
        **documents.finding(found),
        "power": found.power,
        "cohort": {name: getattr(found.settings, name) for name in names},
        "sizes": found.sizes,
        "estimands": [
            {
                "term": row["term"], "means": TERMS.get(row["term"]),
                "unit": unit_of(row["term"]) or None,
                **{name: value for name, value in row.items() if name != "term"},
            }
            for row in documents.rows(found.table)
        ],
        "curve": documents.rows(found.curve),
        "curve_units": {
            "effect": "log-odds", "expected": unit_of("P1"), "estimate": unit_of("P1"),
            "std_error": unit_of("P1"), "spread": unit_of("P1"), "width": unit_of("P1"),
            "detected": "share of cohorts, 0 to 1", "said": "share of cohorts, 0 to 1",
            "wrong_sign": "share of cohorts, 0 to 1", "covered": "share of intervals, 0 to 1",
            "replicates": "cohorts",
        },
    }  # fmt: skip


def _drawn(found: Plan, path: Path) -> None:
    from netweave import plotting  # noqa: PLC0415

    plotting.save(found.plot(plotting.new_axes()), path, found.sentence)
    say(f"drawn: {path}")
