"""What lies in a folder: every table, bibliography and calendar, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from netweave import errors
from netweave.ingest.sessions.logs import Asked
from netweave.ingest.sessions.meetings import recognised
from netweave.ingest.tables import formats, workbooks
from netweave.ingest.tables.reading import read_table
from netweave.ingest.works.authorship import FORMATS
from netweave.project.drafting.drafts import Leaf

CALENDAR = ".ics"
SUFFIXES = (*formats.EVERY, *formats.PARQUET, *FORMATS, CALENDAR)
MOST_FILES, MOST_SHEETS = 200, 40
LARGEST = 50_000_000
# Written by netweave, or beside the records: neither looked at nor listed.
QUIET = (".toml", ".md", ".py", ".ipynb", ".html", ".pdf", ".docx", ".svg", ".png", ".log")


def files_in(folder: Path) -> tuple[list[Path], dict[str, str]]:
    """List the files of a folder and of the folders in it; and those passed over, with the reason.

    Hidden files, and folders that hold a report of netweave, are neither. Links to folders are not
    followed, and a file that goes by several names is looked at once.
    """
    found: list[Path] = []
    aside: dict[str, str] = {}
    below = list(_below(folder))
    taken = {path.resolve() for path in below if not path.is_symlink()}
    for path in below:
        name = path.relative_to(folder).as_posix()
        if path.suffix.casefold() in QUIET:
            continue
        why = _passed_over(path, name) or _linked(path, folder, taken)
        if why:
            aside[name] = why
        elif len(found) == MOST_FILES:
            aside[name] = f"more than {MOST_FILES} files; only the first are looked at"
        else:
            found.append(path)
    return found, aside


def _linked(path: Path, folder: Path, taken: set[Path]) -> str:
    """Say why a link is not looked at; "" for what is none, and for one to a file not yet taken."""
    if not path.is_symlink():
        return ""
    real = path.resolve()
    if not real.is_relative_to(folder.resolve()):
        return "a link to a file outside the folder"
    if real in taken:
        return "a link to a file that is looked at already"
    taken.add(real)
    return ""


def _passed_over(path: Path, name: str) -> str:
    """Say why a file is not looked at; "" if it is."""
    if not name.isprintable() or not _writable(name):
        return "its name holds characters that cannot be written down"
    if path.is_dir():
        return "a link to a folder, which is not followed"
    if path.suffix.casefold() not in SUFFIXES:
        return "no sort of file that netweave reads"
    if path.stat().st_size > LARGEST:
        return "larger than 50 MB, so it was not looked at"
    return ""


def _writable(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _below(folder: Path) -> Iterator[Path]:
    """Give the files of a folder in order, and those of its folders, one level deep."""
    for path in sorted(folder.iterdir(), key=lambda one: (one.is_dir(), one.name.casefold())):
        if path.name.startswith((".", "~$")):
            continue
        if path.is_file() or (path.is_dir() and path.is_symlink()):
            yield path
        elif path.is_dir() and not (path / "findings.json").exists():
            inside = sorted(path.iterdir(), key=lambda one: one.name.casefold())
            yield from (one for one in inside if one.is_file() and not one.name.startswith("."))


def leaves_of(folder: Path, path: Path) -> tuple[list[Leaf], dict[str, str]]:
    """Read a file: its tables, sheet by sheet; and the sheets that hold none, with the reason."""
    name, suffix = path.relative_to(folder).as_posix(), path.suffix.casefold()
    if suffix in {*FORMATS, CALENDAR}:
        return [Leaf(name)], {}
    if suffix not in formats.WORKBOOKS:
        return _read(Leaf(name), path, None)
    try:
        sheets = workbooks.sheet_names(path)
    except errors.NetweaveError as error:
        return [], {name: str(error)}
    found: list[Leaf] = []
    aside: dict[str, str] = {}
    for sheet in sheets[:MOST_SHEETS]:
        leaves, why = _read(Leaf(name, sheet if len(sheets) > 1 else ""), path, sheet)
        found += leaves
        aside |= why
    return found, aside


def _read(leaf: Leaf, path: Path, sheet: str | None) -> tuple[list[Leaf], dict[str, str]]:
    """Read one table; a report of a meeting is known before it is read, by its first lines."""
    try:
        tool = recognised(path, Asked(sheet=sheet))
        if tool is not None:
            return [replace(leaf, meeting=tool)], {}
        table = read_table(path, sheet=sheet)
    except errors.NetweaveError as error:
        return [], {leaf.called: str(error)}
    return [replace(leaf, table=table)], {}
