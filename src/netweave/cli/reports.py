"""``netweave report`` and ``netweave demo``: from a project file to a folder with a report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave import errors
from netweave.cli import documents, options
from netweave.cli.group import main
from netweave.cli.telling import noted, say

if TYPE_CHECKING:
    from netweave.ingest.ledger import Ledger
    from netweave.project import Project

MANY_LOST = 0.1


@main.command()
@options.FILE
@options.OUT
@options.AUDIENCE
@options.FORCE
@options.JSON
def report(file: Path, out: Path, audience: str | None, force: bool, as_json: bool) -> None:  # noqa: FBT001
    """Read the sources that FILE names and write a report.

    FILE is a project file (TOML) that says where the roster, the attendance, the products and the
    surveys are. The folder then holds index.html, one file that can be mailed and opened without
    a network, the tables behind it as CSV and as one workbook, and the maps as SVG and PNG.
    """
    _told("report", make_report(file, out, audience, force=force), as_json=as_json)


@main.command()
@options.OUT
@options.AUDIENCE
@options.FORCE
@options.JSON
def demo(out: Path, audience: str | None, force: bool, as_json: bool) -> None:  # noqa: FBT001
    """Report on the sample cohort that comes with netweave (made-up people)."""
    _told("demo", make_report(sample_project(), out, audience, force=force), as_json=as_json)


def _told(command: str, page: Path, *, as_json: bool) -> None:
    """Print the path of the page, or what page one says and which files there are."""
    if not as_json:
        click.echo(page)
        return
    held = json.loads((page.parent / "findings.json").read_text(encoding="utf-8"))
    own = {"program", "version"}
    facts = {key: value for key, value in held.items() if key not in own}
    documents.show_document(command, {"page": page, **facts})


def make_report(file: Path, out: Path, audience: str | None, *, force: bool) -> Path:
    """Read a project file and write its report; give the path of the page."""
    from netweave.project import read_project  # noqa: PLC0415

    project = read_project(file)
    say(f"{project.path.name}: {_contents(project)}")
    say("loading …")
    from netweave import report as reporting  # noqa: PLC0415
    from netweave.project import load_project  # noqa: PLC0415
    from netweave.report.files import prepare  # noqa: PLC0415

    prepare(out, force=force)
    with noted():
        say("reading the records …")
        net, affiliations = load_project(project)
        say(repr(net).strip("<>"))
        for note in lost_in_words(net.report, project):
            say(f"note: {note}")
        return reporting.write_report(
            net,
            out,
            options=reporting.Options(
                title=project.title,
                audience=audience or project.audience,
                headline=project.headline,
                group=project.group,
                seed=project.seed,
            ),
            affiliations=affiliations,
            progress=lambda step: say(f"{step} …"),
            force=force,
        )


def lost_in_words(ledger: Ledger | None, project: Project) -> list[str]:
    """Say which people of the roster, and how many of those named in a survey, were lost."""
    if ledger is None:
        return []
    from netweave.ingest import fates  # noqa: PLC0415

    records = ledger.records.astype({"file": "str", "mention": "str", "reason": "str"})
    meant = {fates.DECLINED, fates.NOT_ELIGIBLE, fates.ITSELF}
    meant |= {fates.BEFORE_JOINING, fates.AFTER_LEAVING}
    roster = project.people.file.name if project.people.file else ""
    notes = []
    for (file, mention), rows in records.groupby(["file", "mention"], sort=False):
        lost = int(((rows["fate"] == "refused") & ~rows["reason"].isin(meant)).sum())
        if mention == "person" and lost and roster and str(file).startswith(roster):
            notes.append(f"{file}: {lost} of {len(rows)} rows of the roster cannot be used")
        elif mention == "named" and lost > MANY_LOST * len(rows):
            notes.append(f"{file}: {lost} of {len(rows)} people named cannot be used")
    where = "The report says why under “What became of the records”."
    return [f"{note}. {where}" for note in notes]


def sample_project() -> Path:
    """Find the sample cohort: inside the package, or beside the sources."""
    package = Path(__file__).parents[1]
    for folder in (package / "_sample", package.parents[1] / "data" / "sample"):
        if (folder / "cohort.toml").is_file():
            return folder / "cohort.toml"
    raise errors.no_sample(str(package / "_sample"))


def _contents(project: Project) -> str:
    """Say what a project names."""
    parts = {
        ("wave", "waves"): len(project.waves),
        ("attendance log", "attendance logs"): len(project.attendance),
        ("list of works", "lists of works"): len(project.authorship),
        ("survey", "surveys"): len(project.survey),
    }
    named = [f"{count} {names[count > 1]}" for names, count in parts.items() if count]
    return ", ".join(named) or "a roster"
