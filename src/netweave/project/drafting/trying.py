"""Trying out a drafted section with its reader, so that what is written can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from netweave import errors
from netweave.ingest.who.aliases import read_aliases
from netweave.ingest.who.people import PeopleSource
from netweave.project.drafting.drafts import Draft
from netweave.project.drafting.questions import UNSAID
from netweave.project.loading import read_part, roster_of
from netweave.project.parts import Part, Project

MOST_REFUSED = 0.5  # of the rows; a line under which more are refused is given up (a heuristic)
REFUSED = "with it, more than half of the records cannot be used"


def tried(draft: Draft, folder: Path, people: PeopleSource | None) -> tuple[Draft, Any]:
    """Read a section; lines that cannot be held up, or the whole of it, go behind a #.

    Gives the section and what was read, None where nothing could be.
    """
    if draft.fault:
        return draft, None
    source, why = _read(draft, folder, people)
    if not why:
        return draft, source
    keys = [name for name in draft.optional if name in draft.settings]
    every = draft
    for key in keys:
        every = every.without(key, why)
    for less in (*(draft.without(key, why) for key in keys), every):
        source, still = _read(less, folder, people)
        if not still:
            return less, source
    later = {**draft.later, **({"dayfirst": True} if "dayfirst" in why else {})}
    guesses = {**draft.guesses, "dayfirst": "true if 03/04/2022 is in April, false if in March"}
    return replace(draft, fault=why, later=later, guesses=guesses), None


def _read(draft: Draft, folder: Path, people: PeopleSource | None) -> tuple[Any, str]:
    """Read a section; give what was read, and why it will not do ("" if it will)."""
    settings = {**draft.settings, **({"sheet": draft.leaf.sheet} if draft.leaf.sheet else {})}
    part = Part("", folder / draft.leaf.file, settings)
    try:
        if draft.sort == "people":
            source: Any = roster_of(Project(folder, "", part), {})
        elif draft.sort == "aliases":
            source = read_aliases(folder / draft.leaf.file)
        else:
            source = read_part(draft.sort, part, people)
    except errors.NetweaveError as error:
        code = error.code if isinstance(error, errors.RefusalError) else ""
        return None, str(error).removeprefix(code).lstrip(": ")
    except OSError as error:
        return None, f"it cannot be opened ({error.strerror})"
    return source, _refused(source)


def _refused(source: Any) -> str:  # noqa: ANN401
    """Say why too many mentions of a source are refused; "" if they are not."""
    mentions = getattr(source, "mentions", None)
    if mentions is None:
        return ""
    refused = mentions.fates.fate == 2
    if not len(refused) or refused.mean() <= MOST_REFUSED:
        return ""
    reasons: Counter[str] = Counter(mentions.fates.reason_column()[refused])
    return f"{REFUSED} ({reasons.most_common(1)[0][0]})"


def together(
    people: PeopleSource,
    read: Sequence[tuple[Draft, Any]],
    waves: Callable[[list[Draft]], list[str]],
) -> tuple[list[tuple[Draft, Any]], str]:
    """Put behind a # the surveys that do not go together with what stands before them.

    Those of whom nothing tells what they ask go first, then the last. Gives what is left, and why
    even that cannot be woven ("" if it can).
    """
    kept = list(read)
    why = _woven(people, kept, waves)
    order = sorted(
        (place for place, (draft, one) in enumerate(read)
         if draft.sort == "survey" and one is not None),
        key=lambda place: (read[place][0].guesses.get("kind") != UNSAID, -place),
    )  # fmt: skip
    for place in order:
        if not why:
            break
        alone = kept[place]
        kept[place] = (replace(alone[0], fault=f"It does not go with the others: {why}"), None)
        why = _woven(people, kept, waves)
    return (list(read), why) if why else (kept, "")


def _woven(
    people: PeopleSource,
    read: Iterable[tuple[Draft, Any]],
    waves: Callable[[list[Draft]], list[str]],
) -> str:
    """Weave all that was read; give why that cannot be done, "" if it can."""
    from netweave.ingest.weaving.join import weave  # noqa: PLC0415

    used = [(draft, one) for draft, one in read
            if one is not None and draft.sort not in {"people", "aliases"}]  # fmt: skip
    labels = waves([draft for draft, _ in used if draft.sort == "survey"])
    if not used:
        return ""
    try:
        weave(people, *(one for _, one in used), waves=dict.fromkeys(labels) or None)
    except errors.NetweaveError as error:
        return str(error)
    return ""
