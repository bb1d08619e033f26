"""Reading a project section by section, so that one file that fails does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from netweave import errors
from netweave.ingest.weaving.join import weave
from netweave.ingest.who.aliases import Aliases, read_aliases
from netweave.project.loading import read_part, roster_of
from netweave.report.findings import Findings, Options, find

if TYPE_CHECKING:
    from netweave.ingest.who.people import PeopleSource
    from netweave.network import Network
    from netweave.project.parts import Project

SORTS = ("attendance", "authorship", "survey", "items")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Failure:
    """Something that the report would stop at.

    Parameters
    ----------
    where : str
        The section of the project file, or what was being done.
    text : str
        The message of the error.
    code : str
        The E-code of a refusal, "" for any other error.
    """

    where: str
    text: str
    code: str = ""


@dataclass(frozen=True)
class Gathered:
    """What could be read of a project.

    Parameters
    ----------
    options : Options
        What the report is asked for.
    net : Network or None
        What could be woven.
    failures : tuple of Failure
        What could not be read or woven.
    sections : int
        How many sections name a file.
    project : Project or None
        The project; None where the network was given.
    people : PeopleSource or None
        The roster.
    sources : tuple
        The sources that could be read.
    aliases : tuple of Aliases
        The alias files and crosswalks that could be read.
    """

    options: Options
    net: Network | None
    failures: tuple[Failure, ...] = ()
    sections: int = 0
    project: Project | None = None
    people: PeopleSource | None = None
    sources: tuple[Any, ...] = ()
    aliases: tuple[Aliases, ...] = ()

    @property
    def ledger(self) -> Any:  # noqa: ANN401
        """What became of every row; None where nothing could be woven."""
        return None if self.net is None else self.net.report


def gathered(project: Project, options: Options) -> Gathered:
    """Read every section of a project on its own, and weave what could be read."""
    failures: list[Failure] = []
    named = {sort: _read(project, sort, failures) for sort in ("attendance", "authorship")}
    people = _roster(project, named, failures)
    named |= {sort: _read(project, sort, failures, people) for sort in ("survey", "items")}
    tables = [
        _tried(failures, f"{project.path.name} [[aliases]]", read_aliases, path)
        for path in project.aliases
    ]
    aliases = [table for table in tables if table is not None]
    sources = [one for sort in SORTS for one in named[sort]]
    net = None
    if people is not None:
        waves = project.waves or None
        net = _tried(
            failures, project.path.name, weave, people, *sources,
            aliases=aliases or None, waves=waves, **project.ties,
        )  # fmt: skip
    count = sum(len(getattr(project, sort)) for sort in SORTS) + len(project.aliases) + 1
    return Gathered(
        options, net, tuple(failures), count, project, people, tuple(sources), tuple(aliases)
    )


def _read(
    project: Project, sort: str, failures: list[Failure], people: PeopleSource | None = None
) -> list[Any]:
    """Read the sections of one sort; those that need the roster's names wait for a roster."""
    parts = [
        part
        for part in getattr(project, sort)
        if people is not None or part.settings.get("choices") != "people"
    ]
    tried = [_tried(failures, part.where, read_part, sort, part, people) for part in parts]
    return [one for one in tried if one is not None]


def _roster(
    project: Project, named: Mapping[str, list[Any]], failures: list[Failure]
) -> PeopleSource | None:
    """Read the roster; None where it, or the source that it is taken from, cannot be read."""
    origin = project.people.settings.get("from")
    if origin and getattr(project, origin) and not named[origin]:
        text = f"The people are those whom [[{origin}]] names, and none of it could be read."
        failures.append(Failure(project.people.where, text))
        return None
    return _tried(failures, project.people.where, roster_of, project, named)


def _tried(
    failures: list[Failure],
    where: str,
    make: Callable[..., Made],
    *given: Any,
    **settings: Any,
) -> Made | None:
    """Call a reader; where it refuses, note what it says and give None."""
    try:
        return make(*given, **settings)
    except errors.NetweaveError as error:
        code = error.code if isinstance(error, errors.RefusalError) else ""
        text = str(error).removeprefix(f"{code}: ").removeprefix(f"{where}: ")
        failures.append(Failure(where, text, code))
        return None


def looked_ahead(found: Gathered) -> tuple[Findings | None, tuple[Failure, ...]]:
    """Take the first steps of the report: its findings, or why it would refuse."""
    failures: list[Failure] = []
    if found.net is None:
        return None, ()
    affiliations = found.ledger.affiliations
    findings = _tried(failures, "the report", find, found.net, found.options, affiliations)
    return findings, tuple(failures)
