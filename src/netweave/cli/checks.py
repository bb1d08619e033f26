"""``netweave check`` and ``netweave match``: what is wrong with the records, before a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave.cli import documents, options
from netweave.cli.group import main
from netweave.cli.telling import noted, say

if TYPE_CHECKING:
    from netweave.checkup import Checkup


@main.command()
@options.FILE
@click.option(
    "--chase", type=click.Path(path_type=Path, dir_okay=False), default=None,
    help="Write the list of who has not answered to this file (CSV).",
)  # fmt: skip
@options.JSON
def check(file: Path, chase: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """Say what is wrong with the records that FILE names, and what a report could say.

    FILE is a project file (TOML). The text goes to standard output; it names people, so it is for
    the analyst. A file that cannot be read does not hide the others. Exit code 1 means that the
    report would refuse.
    """
    if check_records(file, chase, as_json=as_json):
        raise click.exceptions.Exit(1)


@main.command()
@options.FILE
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=None,
    help="The crosswalk; crosswalk.csv beside FILE if left out. Decisions in it are kept.",
)  # fmt: skip
def match(file: Path, out: Path | None) -> None:
    """List the names in the records of FILE that fit nobody, with whom they may mean.

    Fill in the column decision (accept, reject, 2, 3, or an id), name the file under [aliases] in
    the project file, and every source reads these names so. Nothing is decided for you. The file
    holds names: keep it with the records.
    """
    from netweave.project import crosswalk_of, read_project  # noqa: PLC0415

    project = read_project(file)
    path = out or project.path.with_name("crosswalk.csv")
    found = crosswalk_of(project, path)
    found.to_csv(path)
    click.echo(path)
    say(repr(found).strip("<>"))
    if path.resolve() not in [one.resolve() for one in project.aliases]:
        files = [*(one.name for one in project.aliases), path.name]
        listed = ", ".join(f'"{name}"' for name in files)
        told = f"[{listed}]" if len(files) > 1 else listed
        say(f"When it is decided, write in {project.path.name} under [aliases]: file = {told}")


def check_records(file: Path, chase: Path | None, *, as_json: bool = False) -> bool:
    """Print the checkup of a project, write the chasing list; say whether a report would refuse."""
    from netweave.checkup import check as checked  # noqa: PLC0415

    with noted():
        found = checked(file)
        if as_json:
            documents.show_document("check", _document(found))
        else:
            click.echo(str(found))
    if chase is not None:
        say(f"{len(found.chasing)} to remind: {found.write_chasing(chase)}")
    return found.refuses


def _document(found: Checkup) -> dict[str, object]:
    """Give the checkup as an object; shares are of 1, counts of the records that a row names."""
    return {
        "title": found.title,
        "audience": "analyst",
        "refuses": found.refuses,
        "units": {"count": "what the row speaks of", "share": "count / of, 0 to 1"},
        "findings": documents.rows(found.table),
        "possible": documents.rows(found.possible),
        "not_answered": documents.rows(found.chasing),
    }
