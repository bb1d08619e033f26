"""A project file drafted from what lies in a folder: columns known by what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netweave import errors
from netweave.claims import refuse_bold_words
from netweave.ingest.tables.headers import TOOLS
from netweave.ingest.who.people import PeopleSource
from netweave.ingest.works.authorship import FORMATS
from netweave.project.drafting import sessions, works, writing
from netweave.project.drafting.answers import answers_in
from netweave.project.drafting.drafts import Draft, Leaf
from netweave.project.drafting.folk import Folk
from netweave.project.drafting.looking import CALENDAR, files_in, leaves_of
from netweave.project.drafting.questions import UNSAID
from netweave.project.drafting.rosters import roster_in
from netweave.project.drafting.trying import together, tried
from netweave.project.drafting.waves import in_order, with_waves

__all__ = ["Drafted", "draft_project"]
UNKNOWN = "no column was recognised in it: " \
          "neither people of the roster nor a heading that says what it is"  # fmt: skip
NOBODY = "no question in it names people of the roster"
ANOTHER = "looks like a roster too; one was taken"
EMPTY_ROSTER = """\
[people]
file = "people.csv"  # empty: fill it in, one line per person
id = "id"
name = "name"
organization = "organization"
"""


@dataclass(frozen=True)
class Drafted:
    """What was drafted from a folder.

    Parameters
    ----------
    text : str
        The project file.
    used : tuple of str
        One line for each section: the file, and what it is taken for.
    behind : dict of str to str
        File → why its section stands behind a #.
    aside : dict of str to str
        File → why it is in no section.
    needs_roster : bool
        Whether no table is a roster, so that an empty one is needed.
    notes : tuple of str
        What is left to decide, though every section can be read.
    """

    text: str
    used: tuple[str, ...]
    behind: dict[str, str]
    aside: dict[str, str]
    needs_roster: bool
    notes: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether anything was understood."""
        return bool(self.used)


def draft_project(folder: Path, name: str = "cohort.toml") -> Drafted:
    """Look at the files of a folder and draft the project file that names them.

    Every section is tried out with its reader, so that what is written can be read: lines that
    cannot be held up, and sections that cannot be read, are written behind a #, with the reason.
    Nothing is written here.
    """
    leaves, aside = _looked_at(folder)
    drafts, people, more = _drafted(folder, leaves)
    aside |= more
    read = [tried(draft, folder, people) for draft in drafts]
    stops = ""
    if people is not None:
        read, stops = together(people, read, lambda surveys: in_order(surveys)[0])
    drafts = sessions.folded([draft for draft, _ in read if not _hopeless(draft)], folder)
    aside |= {draft.leaf.called: draft.fault for draft, _ in read if _hopeless(draft)}
    behind = {draft.leaf.called: draft.fault for draft in drafts if draft.fault}
    in_use = [draft for draft in drafts if not draft.fault]
    labels, spans = in_order(draft for draft in in_use if draft.sort == "survey")
    origin = _origin(in_use)
    parts = [
        writing.HEAD.format(name=name, title=writing.as_toml(_title(folder))),
        *([_stopping(stops)] if stops else []),
        *([] if any(one.sort == "people" for one in in_use) else [_without_roster(origin)]),
        *(writing.section(draft) for draft in drafts if draft.sort == "people"),
        writing.waves_section(labels, spans),
        *(writing.section(draft) for draft in drafts if draft.sort not in {"people", "aliases"}),
        _aliases(in_use),
        writing.report_section(_kinds(in_use), grouped=_grouped(in_use)),
        writing.left_out_section(_shorter(aside)),
    ]
    used = tuple(f"{draft.leaf.called}: {draft.told}" for draft in in_use)
    text = "\n".join(part for part in parts if part)
    return Drafted(
        text, used, _shorter(behind), _shorter(aside), needs_roster=people is None and not origin,
        notes=tuple(_left_to_decide(in_use)),
    )  # fmt: skip


def _left_to_decide(drafts: Iterable[Draft]) -> Iterator[str]:
    """Say which guesses rest on nothing, and what the report would lack."""
    unsaid: list[str] = []
    for draft in drafts:
        if draft.sort == "people" and "organization" not in draft.settings:
            unnamed = ", ".join([*map(str, draft.later.values()), *draft.unused])
            yield (
                f"{draft.leaf.called}: no column of organizations was found"
                f"{f' (not named: {unnamed})' if unnamed else ''}. Without it nothing is said of "
                'ties across organizations: add organization = "…" to [people].'
            )
        elif UNSAID in (draft.guesses.get("kind"), draft.guesses.get("direction")):
            unsaid.append(draft.leaf.called)
    if unsaid:
        yield (
            f"{', '.join(dict.fromkeys(unsaid))}: no heading says what was asked. "
            "Decide kind and direction, and write down the question as it was asked."
        )


def _looked_at(folder: Path) -> tuple[list[Leaf], dict[str, str]]:
    """Read what can be read of a folder."""
    files, aside = files_in(folder)
    leaves: list[Leaf] = []
    for path in files:
        found, why = leaves_of(folder, path)
        leaves += found
        aside |= why
    return leaves, aside


def _drafted(
    folder: Path, leaves: list[Leaf]
) -> tuple[list[Draft], PeopleSource | None, dict[str, str]]:
    """Draft the roster first, and by its people everything else."""
    spelled = [draft for draft in map(_spellings, leaves) if draft is not None]
    taken = [draft.leaf for draft in spelled]
    roster, others = roster_in([leaf for leaf in leaves if not any(leaf is one for one in taken)])
    drafts, people, aside = [*spelled], None, {}
    if roster is not None:
        roster, people = tried(roster, folder, None)
        drafts.insert(0, roster)
        taken.append(roster.leaf)
    folk = Folk.of(people)
    surveys: list[Draft] = []
    for leaf in [one for one in leaves if not any(one is other for other in taken)]:
        found = _of_leaf(leaf, folk)
        surveys += [draft for draft in found if draft.sort == "survey"]
        drafts += [draft for draft in found if draft.sort != "survey"]
        if not found:
            another = any(leaf is draft.leaf for draft in others)
            aside[leaf.called] = ANOTHER if another else _unknown(leaf)
    return [*drafts, *with_waves(surveys)], people, aside


def _unknown(leaf: Leaf) -> str:
    """Say why a table is in no section."""
    tool = "" if leaf.table is None else TOOLS.get(leaf.table.tool, "")
    return f"{tool}, but {NOBODY}" if tool else UNKNOWN


def _spellings(leaf: Leaf) -> Draft | None:
    return None if leaf.table is None else works.spellings(leaf)


def _of_leaf(leaf: Leaf, folk: Folk) -> list[Draft]:
    """Draft the sections of one table, bibliography or calendar; none where it is none of these."""
    suffix = Path(leaf.file).suffix.casefold()
    if leaf.meeting:
        return [sessions.meeting_in(leaf)]
    if suffix == CALENDAR:
        return [sessions.calendar_in(leaf)]
    if suffix in FORMATS:
        return [works.bibliography(leaf, suffix)]
    for draft in (works.works_in(leaf), sessions.sign_in(leaf, folk)):
        if draft is not None:
            return [draft]
    log, answers = sessions.log_in(leaf, folk), answers_in(leaf, folk)
    return answers if answers and log is None else [log] if log is not None else []


def _shorter(reasons: dict[str, str]) -> dict[str, str]:
    """Take the name of the file from the beginning of the reasons that stand beside it."""
    return {name: why.removeprefix(f"{Path(name).name} ") for name, why in reasons.items()}


def _hopeless(draft: Draft) -> bool:
    """Say whether a file is better listed than named: one that holds no works is no such list."""
    return bool(draft.fault) and Path(draft.leaf.file).suffix.casefold() in FORMATS


def _title(folder: Path) -> str:
    """Call the project by its folder, unless that says too much."""
    title = " ".join(folder.resolve().name.replace("_", " ").replace("-", " ").split())
    try:
        refuse_bold_words(title, "title")
    except errors.NetweaveError:
        title = ""
    plain = errors.plain(title).strip()
    return plain if any(map(str.isalnum, plain)) else "Our network"


def _stopping(why: str) -> str:
    """Say at the top why the sections do not go together."""
    return "\n".join(writing.remark(f"TO MEND FIRST: {why}")) + "\n"


def _origin(drafts: Iterable[Draft]) -> str:
    """Say whose names could stand for a roster: those of works, else those of attendance."""
    sorts = [draft.sort for draft in drafts]
    if "people" in sorts or "survey" in sorts:
        return ""
    return next((sort for sort in ("authorship", "attendance") if sort in sorts), "")


def _without_roster(origin: str) -> str:
    """Write the people where no table is a roster."""
    if not origin:
        return EMPTY_ROSTER
    said = "guess: no file looks like a roster, so the people are whoever these records name"
    return f'[people]\nfrom = "{origin}"  # {said}\n'


def _aliases(drafts: Iterable[Draft]) -> str:
    """Write the tables of spellings as one section."""
    files = [draft.leaf.file for draft in drafts if draft.sort == "aliases"]
    value: Any = files[0] if len(files) == 1 else files
    return f"[aliases]\nfile = {writing.as_toml(value)}\n" if files else ""


def _kinds(drafts: Iterable[Draft]) -> list[str]:
    """Give the kinds of tie that a headline may be."""
    kinds = [str(draft.settings.get("kind", "learning")) for draft in drafts
             if draft.sort == "survey"]  # fmt: skip
    return [kind for kind in kinds if kind != "acquaintance"]


def _grouped(drafts: Iterable[Draft]) -> bool:
    return any("organization" in draft.settings for draft in drafts if draft.sort == "people")
