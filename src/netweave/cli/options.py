"""What several commands take: the project file, the audience, the folder, JSON."""

from __future__ import annotations

from pathlib import Path

import click

PROJECT = "cohort.toml"
FOLDER = "netweave-report"
AUDIENCES = ("network", "analyst", "public")


def project_in(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    """Take the project file of a folder where a folder is named."""
    if path is None or not path.is_dir():
        return path
    names = sorted(one.name for one in path.glob("*.toml"))
    if PROJECT in names or len(names) == 1:
        return path / (PROJECT if PROJECT in names else names[0])
    held = "several project files; name one" if names else "no project file"
    raise click.BadParameter(f"the folder {path} holds {held}. 'netweave init {path}' writes one.")


FILE = click.argument("file", type=click.Path(path_type=Path), callback=project_in)
OUT = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(FOLDER),
    show_default=True, help="Folder for the report.",
)  # fmt: skip
AUDIENCE = click.option(
    "--audience", type=click.Choice(AUDIENCES), default=None,
    help="network: organizations and banded counts, no person (the default). analyst: adds the "
    "person level. public: aggregates only. Overrides the project file.",
)  # fmt: skip
FORCE = click.option(
    "--force", is_flag=True, help="Write into a folder that holds other files than a report."
)
KIND = click.option(
    "--kind", default=None,
    help="The kind of tie; left out, the headline of the project, or the only one that could be.",
)  # fmt: skip
JSON = click.option(
    "--json", "as_json", is_flag=True,
    help="Print one JSON document on standard output instead of text.",
)  # fmt: skip
