"""``netweave init``: a project to begin with, from what lies in a folder or from nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave import errors
from netweave.cli.group import main
from netweave.cli.options import PROJECT
from netweave.cli.telling import noted, say

if TYPE_CHECKING:
    from netweave.project.drafting import Drafted


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--kit", is_flag=True, help="Also questionnaire, answer sheets, sign-in sheet.")
@click.option("--scale", default="FREY_LCS", show_default=True, help="Scale of the kit's answers.")
@click.option("--name", default=PROJECT, show_default=True, help="What the project file is called.")
@click.option("--force", is_flag=True, help="Write over files of the kit, filled in or not.")
def init(folder: Path, kit: bool, scale: str, name: str, force: bool) -> None:  # noqa: FBT001
    """Start a project in FOLDER: a commented project file for the records that lie there.

    The files of FOLDER, and of the folders in it, are looked at. A roster, attendance (Zoom, Teams,
    sign-in sheets, logs), surveys, works and calendars are known by what they hold; the project
    file names them with their columns. Guesses are marked, what was not understood is listed, and
    no file is ever written over. Of an empty folder an empty roster and a project file to fill in
    are made.

    With --kit everything to ask and to sign in with is written too. Call it first for the roster
    people.csv, then, once that is filled in, for what needs its names, and again whenever people
    have been added to it: they get a line and a column, and what was filled in stays.
    """
    if kit:
        _kit(folder, scale, force=force)
        return
    if Path(name).name != name or not name.endswith(".toml"):
        raise click.BadParameter("must be the name of a .toml file in FOLDER.", param_hint="--name")
    if os.path.lexists(folder / name):  # a link that leads nowhere too
        say(f"Nothing to write: {folder / name} is there already. Another --name keeps it.")
        return
    drafted = _looked_at(folder, name)
    if drafted is None:
        _starter(folder, name)
    else:
        _write(folder, name, drafted)


def _kit(folder: Path, scale: str, *, force: bool) -> None:
    """Write the kit, and what later people need in it."""
    from netweave.kit import write_kit  # noqa: PLC0415

    with noted():
        written = write_kit(folder, scale=scale, force=force)
    for path in written:
        click.echo(path)
    if written:
        say(f"Next: {folder / 'README.md'}.")
    else:
        say("Nothing to write: the files are there already.")


def _starter(folder: Path, name: str) -> None:
    from netweave.kit import write_starter  # noqa: PLC0415

    if folder.is_dir():
        say(f"note: no records lie in {folder}, so a roster and a project to fill in are made.")
    else:
        say(f"note: {folder} was not there; it is made, with a roster and a project to fill in.")
    for path in write_starter(folder, project=name):
        click.echo(path)
    say(f"Next: fill in the roster, name the records, then: netweave check {folder / name}")


def _looked_at(folder: Path, name: str) -> Drafted | None:
    """Draft a project from the files of a folder; None where there is nothing to look at."""
    if not folder.is_dir():
        return None
    say(f"looking at the files in {folder} …")
    from netweave.project.drafting import draft_project  # noqa: PLC0415

    with noted():
        drafted = draft_project(folder, name)
    return drafted if drafted.used or drafted.behind or drafted.aside else None


def _write(folder: Path, name: str, drafted: Drafted) -> None:
    """Write what was drafted, and say what it rests on."""
    from netweave.ingest.safe import writing  # noqa: PLC0415

    for line in drafted.used:
        say(line)
    for file, why in drafted.behind.items():
        say(f"note: behind a #: {errors.plain(file)}: {why}")
    for file, why in drafted.aside.items():
        say(f"note: not understood: {errors.plain(file)}: {why}")
    for note in drafted.notes:
        say(f"note: {note}")
    if drafted.needs_roster:
        _roster(folder)
    with writing(folder / name) as new:
        new.write_text(drafted.text, encoding="utf-8", newline="\n")
    click.echo(folder / name)
    say(f"Next: read it, look at every guess, then: netweave check {folder / name}")


def _roster(folder: Path) -> None:
    """Write an empty roster where no file of the folder is one."""
    from netweave.kit import write_roster  # noqa: PLC0415

    path = write_roster(folder)
    if path is not None:
        click.echo(path)
        say(f"note: no file looks like a roster. Fill in {path.name}: one line per person.")
