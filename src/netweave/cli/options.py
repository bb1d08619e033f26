"""What several commands take: the project file, the audience, the folder, JSON."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = "netweave-report"
AUDIENCES = ("network", "analyst", "public")

FILE = click.argument("file", type=click.Path(path_type=Path))
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
