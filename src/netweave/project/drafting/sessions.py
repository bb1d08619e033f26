"""Which tables are attendance: meeting reports, sign-in sheets, logs, calendars."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from netweave.ingest.sessions.logs import LAYOUTS, SYNONYMS
from netweave.ingest.sessions.signin import ABSENT, PRESENT
from netweave.project.drafting.drafts import Draft, Leaf
from netweave.project.drafting.folk import Folk, texts_in, unique
from netweave.project.drafting.headings import ROSTER, SESSION, column_for, columns_for

CELLS = PRESENT | ABSENT | frozenset(SYNONYMS)
FEWEST = 0.6  # of the different cells of a session's column that must be marks (a heuristic)


def meeting_in(leaf: Leaf) -> Draft:
    """Draft the section of a report of Zoom or Teams, which says by itself what is what."""
    return Draft("attendance", leaf, LAYOUTS[leaf.meeting])


def calendar_in(leaf: Leaf) -> Draft:
    """Draft the section of a calendar; whether an invitation counts is for a person to decide."""
    return Draft(
        "attendance", leaf, LAYOUTS["calendar"], {"invitations": "accepted"},
        fault="An invitation is not attendance. Take away the # to count everybody who accepted.",
    )  # fmt: skip


def sign_in(leaf: Leaf, folk: Folk) -> Draft | None:
    """Draft the section of a sheet with a row per person and a column per session."""
    table = leaf.read
    who = _who(leaf, folk)
    key = who.get("person") or who.get("name")
    if key is None or table.tool or not unique(table, key):
        return None
    sessions = [name for name in leaf.columns if name not in who.values() and marks(leaf, name)]
    people = [name for name in sessions if folk.share([name]) > 0 or "[" in name]
    if not sessions or people or column_for(SESSION["event"], leaf.columns):
        return None
    if len(sessions) < 2 and not any(mark.isdigit() for mark in sessions[0]):
        return None
    settings: dict[str, Any] = {**{name: who[name] for name in ("person", "name") if name in who},
                "sessions": sessions}  # fmt: skip
    return Draft("attendance", leaf, LAYOUTS["sheet"], settings,
                 {"sessions": "the columns that hold marks"})  # fmt: skip


def log_in(leaf: Leaf, folk: Folk) -> Draft | None:
    """Draft the section of a table with a row per person and session."""
    found = columns_for(SESSION, leaf.columns, ("event", "time", "group", "format", "duration"))
    who = _who(leaf, folk)
    if "event" not in found or not who or leaf.read.tool:
        return None
    role = column_for(SESSION["role"], [name for name in leaf.columns
                                        if name not in found.values()])  # fmt: skip
    duration = found.pop("duration", None)
    settings: dict[str, Any] = {**who, **found, **({"role": role} if role else {})}
    later: dict[str, Any] = {}
    guesses = {}
    if duration is not None:
        later = {"duration": duration, "reference_hours": 2}
        guesses = {"reference_hours": "say how many hours count as one session, and take away "
                                      "both #"}  # fmt: skip
    optional = ("format", "group", "role", "time", "email", "name")
    return Draft("attendance", leaf, LAYOUTS["log"], settings, guesses, later, optional)


def _who(leaf: Leaf, folk: Folk) -> dict[str, str]:
    """Say which columns tell who was there, by the keys of the project file."""
    found = columns_for(ROSTER, leaf.columns, ("email", "id", "name"))
    if folk.directory is not None:
        found = {name: column for name, column in found.items()
                 if folk.known(texts_in(leaf.read, column))}  # fmt: skip
    if "email" in found:
        return {"email": found["email"], **({"person": found["name"]} if "name" in found else {})}
    if "id" in found:
        return {"person": found["id"], **({"name": found["name"]} if "name" in found else {})}
    return {"name": found["name"]} if "name" in found else {}


def marks(leaf: Leaf, column: str) -> bool:
    """Say whether a column holds marks; a few others are refused by the reader, one by one."""
    texts = texts_in(leaf.read, column).str.casefold().unique()
    return len(texts) > 0 and sum(text in CELLS for text in texts) >= FEWEST * len(texts)


def folded(drafts: Iterable[Draft], folder: Path) -> list[Draft]:
    """Name the reports of one folder by one pattern, where it fits these and no other file."""
    whole = list(drafts)
    alike: dict[tuple[str, str], list[Draft]] = {}
    for draft in whole:
        plain = not draft.fault and not draft.settings and not draft.leaf.sheet
        if draft.leaf.meeting and plain:
            path = PurePosixPath(draft.leaf.file)
            alike.setdefault((str(path.parent / f"*{path.suffix}"), draft.told), []).append(draft)
    for (pattern, told), found in alike.items():
        names = {draft.leaf.file for draft in found}
        if len(found) < 2 or {one.relative_to(folder).as_posix()
                              for one in folder.glob(pattern)} != names:  # fmt: skip
            continue
        place = whole.index(found[0])
        leaf = Leaf(f"{len(found)} files {pattern}", meeting=found[0].leaf.meeting)
        whole[place] = Draft("attendance", leaf, told, {"files": pattern})
        whole = [draft for draft in whole if draft not in found[1:]]
    return whole
