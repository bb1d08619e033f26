"""Which table of a folder is the roster, and what its columns hold."""

from __future__ import annotations

from collections.abc import Iterable

from netweave.ingest.tables import cells
from netweave.project.drafting.drafts import Draft, Leaf
from netweave.project.drafting.folk import mostly_unique, texts_in, unique
from netweave.project.drafting.headings import (
    ANSWER,
    ROSTER,
    SESSION,
    WORK,
    column_for,
    columns_for,
)
from netweave.project.drafting.sessions import marks

ORDER = ("id", "name", "email", "orcid", "organization", "role", "locale", "convener", "joined",
         "left", "consent")  # fmt: skip
OPTIONAL = ("consent", "joined", "left", "convener", "orcid", "locale", "role")
CALLED = ("people", "roster", "member", "participants", "staff", "directory")


def roster_in(leaves: Iterable[Leaf]) -> tuple[Draft | None, list[Draft]]:
    """Give the table that is likeliest the roster, and the others that might be."""
    found = [draft for draft in map(_roster, leaves) if draft is not None]
    found.sort(key=_rank, reverse=True)
    return (found[0], found[1:]) if found else (None, [])


def _rank(draft: Draft) -> tuple[int, int]:
    """Say how likely a table is the roster: by its name, its columns, its rows."""
    by_name = any(word in draft.leaf.called.casefold() for word in CALLED)
    known = len(draft.settings) + 3 * by_name
    return known, len(draft.leaf.read.frame)


def _roster(leaf: Leaf) -> Draft | None:
    """Draft the section of a table that may be a roster; None where it is something else."""
    if leaf.table is None or leaf.table.tool:
        return None
    others = (ANSWER["named"], ANSWER["learned_from"], SESSION["event"], WORK["authors"])
    found = columns_for(ROSTER, leaf.columns, ORDER)
    sessions = [name for name in leaf.columns if name not in found.values() and marks(leaf, name)]
    if any(column_for(words, leaf.columns) for words in others) or len(sessions) > 1:
        return None
    key = _key(leaf, found)
    if key is None or not {"name", "organization"} & set(found):
        return None
    guesses = {}
    if key != "id":
        found["id"] = found[key]
        guesses["id"] = f"there is no column of ids, so people are known by their {key}"
    yes_no = cells.YES | cells.NO
    if "convener" in found and not _holds(leaf, found["convener"], yes_no):
        del found["convener"]
    settings = {name: found[name] for name in ORDER if name in found}
    for name in ("role", "locale", "convener"):
        if name in settings and settings[name].casefold() != name:
            guesses[name] = "from the heading"
    later = _later(leaf, settings)
    guesses |= dict.fromkeys(later, "several people share what it holds")
    return Draft("people", leaf, "a list of people", settings, guesses, later, OPTIONAL)


def _later(leaf: Leaf, settings: dict[str, str]) -> dict[str, str]:
    """Give the first column left whose words several people share, as those of organizations."""
    if "organization" in settings:
        return {}
    yes_no = cells.YES | cells.NO
    for column in leaf.columns:
        texts = texts_in(leaf.read, column)
        values = texts.nunique()
        words = texts.str.contains("[^\\W\\d_]").all() and not _holds(leaf, column, yes_no)
        free = column not in settings.values()
        if free and words and 2 <= values <= len(texts) / 2:
            return {"organization": column}
    return {}


def _key(leaf: Leaf, found: dict[str, str]) -> str | None:
    """Say by what people are known: an id, else an address or a name that nobody shares."""
    if "id" in found and mostly_unique(leaf.read, found["id"]):
        return "id"
    others = (name for name in ("email", "name") if name in found)
    return next((name for name in others if unique(leaf.read, found[name])), None)


def _holds(leaf: Leaf, column: str, words: frozenset[str]) -> bool:
    """Say whether most of what a column holds are these words; its reader tells of the others."""
    texts = texts_in(leaf.read, column).str.casefold()
    return bool(len(texts)) and 2 * texts.isin(list(words)).sum() >= len(texts)
