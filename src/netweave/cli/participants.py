"""``netweave participant``: the page that one person may see of their own place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from netweave.cli import options
from netweave.cli.group import main
from netweave.cli.records import read_records
from netweave.cli.telling import noted

if TYPE_CHECKING:
    from netweave.network import Network

PAGES = (".html", ".htm")
AS_A_FILE = re.compile(r"\w[\w.@ -]{0,80}")


@main.command()
@options.FILE
@click.argument("person")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=None,
    help="The page, one HTML file outside the folder of a report; PERSON.html, by the id, if left "
    "out.",
)  # fmt: skip
@options.KIND
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def participant(
    file: Path, person: str, out: Path | None, kind: str | None, force: bool  # noqa: FBT001
) -> None:  # fmt: skip
    """Write the page for one PERSON of FILE: their own numbers, and nobody else's.

    PERSON is an id of the roster, or a name that one person bears. The page goes to that person
    alone: beside their own numbers it shows in which range how many others are.
    """
    if out is not None and out.suffix.lower() not in PAGES:
        raise click.BadParameter(f"{out.name} must end in .html.", param_hint="--out")
    from netweave.report.participant import report_participant  # noqa: PLC0415

    with noted():
        records = read_records(file, kind)
        key = _found(records.net, person)
        written = report_participant(
            records.net, key, out or _page_of(key), headline=records.kind,
            group=records.project.group, force=force,
        )  # fmt: skip
    click.echo(written)


def _found(net: Network, person: str) -> str:
    """Give the id of the one person who bears an id or a name, whatever its case."""
    ids = net.people.index.astype("str")
    if person in ids:
        return person
    wanted = " ".join(person.casefold().split())
    spelled = [list(ids)]
    if "name" in net.people.columns:
        spelled.append(list(net.people["name"].astype("str")))
    for texts in spelled:
        keys = [key for key, text in zip(ids, texts, strict=True)
                if " ".join(str(text).casefold().split()) == wanted]  # fmt: skip
        if len(keys) == 1:
            return str(keys[0])
    return person


def _page_of(key: str) -> Path:
    """Name the page by the id, where a file can be called so."""
    if not AS_A_FILE.fullmatch(key):
        raise click.UsageError("the id of this person cannot name a file; name it with --out.")
    return Path(f"{key}.html")
