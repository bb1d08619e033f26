"""``netweave participant``: the page that one person may see of their own place."""

from __future__ import annotations

from pathlib import Path

import click

from netweave.cli import options
from netweave.cli.group import main
from netweave.cli.records import read_records
from netweave.cli.telling import noted


@main.command()
@options.FILE
@click.argument("person")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True,
    help="The page, one HTML file; outside the folder of a report.",
)  # fmt: skip
@options.KIND
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def participant(file: Path, person: str, out: Path, kind: str | None, force: bool) -> None:  # noqa: FBT001
    """Write the page for one PERSON of FILE: their own numbers, and nobody else's.

    PERSON is an id of the roster. The page goes to that person alone: beside their own numbers it
    shows in which range how many others are.
    """
    from netweave.report.participant import report_participant  # noqa: PLC0415

    with noted():
        records = read_records(file, kind)
        written = report_participant(
            records.net, person, out, headline=records.kind, group=records.project.group,
            force=force,
        )  # fmt: skip
    click.echo(written)
