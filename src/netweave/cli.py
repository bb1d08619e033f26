"""The command line tool: ``netweave report``, ``check``, ``demo``, ``simulate``.

The path of what was made goes to standard output, everything else to standard error. Exit codes:
0 done, 1 the data cannot be reported (one message, no traceback), 2 the command was not understood.
"""

from __future__ import annotations

import textwrap
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netweave.ingest.ledger import Ledger
    from netweave.project import Project

FOLDER = "netweave-report"
AUDIENCES = ("network", "analyst", "public")
WIDTH = 96
LONGEST, KEPT_AT_END = 600, 200
MANY_LOST = 0.1


class Guarded(click.Group):
    """A group of commands that never shows a traceback unless it is asked to."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error becomes one message and the exit code 1."""
        try:
            return super().invoke(ctx)
        except errors.NetweaveError as error:
            say(f"netweave: {error}")
        except OSError as error:
            what = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
            say(f"netweave: a file cannot be read or written ({what}). Check the path and rights.")
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            kind = type(error).__name__
            say(
                f"netweave: internal error ({kind}: {error}). This is a fault of netweave, not of "
                "your data; run it again as 'netweave --debug …' for the traceback."
            )
        raise click.exceptions.Exit(1)


def say(message: str) -> None:
    """Write one message to standard error: wrapped, not too long, without control characters."""
    text = "".join(mark if mark.isprintable() else " " for mark in message)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - KEPT_AT_END]} … {text[-KEPT_AT_END:]}"
    wrapped = textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False,
                            break_long_words=len(text) >= LONGEST)  # fmt: skip
    click.echo("\n".join(wrapped), err=True)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    """Print the version and stop."""
    if wanted and not ctx.resilient_parsing:
        import netweave  # noqa: PLC0415

        click.echo(f"netweave {netweave.__version__}")
        ctx.exit()


@click.group(
    "netweave",
    cls=Guarded,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version,
    help="Show the version and stop.",
)  # fmt: skip
def main(debug: bool) -> None:  # noqa: FBT001
    """Who learned from whom: from the records of a collaboration to a defensible report.

    The path of what was made goes to standard output, progress and messages to standard error.
    Exit codes: 0 done, 1 the data cannot be reported, 2 the command was not understood.
    """


_OUT = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(FOLDER),
    show_default=True, help="Folder for the report.",
)  # fmt: skip
_AUDIENCE = click.option(
    "--audience", type=click.Choice(AUDIENCES), default=None,
    help="network: organizations and banded counts, no person (the default). analyst: adds the "
    "person level. public: aggregates only. Overrides the project file.",
)  # fmt: skip
_FORCE = click.option(
    "--force", is_flag=True, help="Write into a folder that holds other files than a report."
)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_OUT
@_AUDIENCE
@_FORCE
def report(file: Path, out: Path, audience: str | None, force: bool) -> None:  # noqa: FBT001
    """Read the sources that FILE names and write a report.

    FILE is a project file (TOML) that says where the roster, the attendance, the products and the
    surveys are. The folder then holds index.html, one file that can be mailed and opened without
    a network, the tables behind it as CSV and as one workbook, and the maps as SVG and PNG.
    """
    click.echo(make_report(file, out, audience, force=force))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--chase", type=click.Path(path_type=Path, dir_okay=False), default=None,
    help="Write the list of who has not answered to this file (CSV).",
)  # fmt: skip
def check(file: Path, chase: Path | None) -> None:
    """Say what is wrong with the records that FILE names, and what a report could say.

    FILE is a project file (TOML). The text goes to standard output; it names people, so it is for
    the analyst. A file that cannot be read does not hide the others. Exit code 1 means that the
    report would refuse.
    """
    if check_records(file, chase):
        raise click.exceptions.Exit(1)


@main.command()
@_OUT
@_AUDIENCE
@_FORCE
def demo(out: Path, audience: str | None, force: bool) -> None:  # noqa: FBT001
    """Report on the sample cohort that comes with netweave (made-up people)."""
    click.echo(make_report(sample_project(), out, audience, force=force))


@main.command()
@click.option("--seed", type=int, required=True, help="A whole number; the same gives the same.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True,
    help="Folder for the cohort.",
)  # fmt: skip
@_FORCE
def simulate(seed: int, out: Path, force: bool) -> None:  # noqa: FBT001
    """Write a made-up cohort with a known truth, and its project file."""
    from netweave.simulation import simulate_cohort  # noqa: PLC0415

    if out.is_dir() and any(out.iterdir()) and not force:
        raise errors.folder_taken(str(out), sorted(path.name for path in out.iterdir())[0])
    click.echo(simulate_cohort(seed=seed).write(out))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--kit", is_flag=True, help="Also questionnaire, answer sheets, sign-in sheet.")
@click.option("--scale", default="FREY_LCS", show_default=True, help="Scale of the answers.")
@click.option("--force", is_flag=True, help="Write over files of the kit, filled in or not.")
def init(folder: Path, kit: bool, scale: str, force: bool) -> None:  # noqa: FBT001
    """Start a project in FOLDER: an empty roster and a project file.

    With --kit everything to ask and to sign in with is written too. Call it twice: first for the
    roster people.csv, then, once that is filled in, for what needs its names.
    """
    from netweave.kit import write_kit, write_starter  # noqa: PLC0415

    written = write_kit(folder, scale=scale, force=force) if kit else write_starter(folder)
    for path in written:
        click.echo(path)
    if not written:
        say("Nothing to write: the files are there already.")
    elif kit:
        say(f"Next: {folder / 'README.md'}.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
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
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", errors.NetweaveWarning)
        say("reading the records …")
        net, affiliations = load_project(project)
        say(repr(net).strip("<>"))
        for note in lost_in_words(net.report, project):
            say(f"note: {note}")
        written = reporting.write_report(
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
    _repeat(caught)
    return written


def check_records(file: Path, chase: Path | None) -> bool:
    """Print the checkup of a project, write the chasing list; say whether a report would refuse."""
    from netweave.checkup import check as checked  # noqa: PLC0415

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", errors.NetweaveWarning)
        found = checked(file)
    click.echo(str(found))
    _repeat(caught)
    if chase is not None:
        say(f"{len(found.chasing)} to remind: {found.write_chasing(chase)}")
    return found.refuses


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
    package = Path(__file__).parent
    for folder in (package / "_sample", package.parents[1] / "data" / "sample"):
        if (folder / "cohort.toml").is_file():
            return folder / "cohort.toml"
    raise errors.no_sample(str(package / "_sample"))


def _contents(project: Project) -> str:
    """Say what a project names."""
    parts = {
        "waves": len(project.waves),
        "attendance logs": len(project.attendance),
        "lists of works": len(project.authorship),
        "surveys": len(project.survey),
    }
    return ", ".join(f"{count} {name}" for name, count in parts.items() if count) or "a roster"


def _repeat(caught: Sequence[warnings.WarningMessage]) -> None:
    """Pass on warnings for the reader, each once; others belong to the program."""
    ours = [one for one in caught if issubclass(one.category, errors.NetweaveWarning)]
    for text in dict.fromkeys(str(one.message) for one in ours):
        say(f"note: {text}")
