"""From the sections of a project to sources and a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netweave import errors
from netweave._checks import as_list
from netweave.project.parts import Part, Project
from netweave.scales import Scale

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.ingest.weaving.crosswalks import Crosswalk
    from netweave.ingest.who.people import PeopleSource
    from netweave.network import Network


def weave_project(project: Project) -> Network:
    r"""Read every file of a project and weave them into one network.

    Parameters
    ----------
    project : Project
        What `read_project` gave.

    Returns
    -------
    Network
        What was used, merged and refused stands in its ``report``.

    Raises
    ------
    DataError
        If a file lacks a column, is empty, or is not what its name says.
    RefusalError
        If a survey has no direction (E-DIR), or levels without a scale (E-SCALE).

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "cohort.toml")
    ...     _ = pathlib.Path(folder, "people.csv").write_text("id\nada\nben\n")
    ...     _ = pathlib.Path(folder, "end.csv").write_text("who,whom\nada,ben\nben,\n")
    ...     _ = path.write_text(
    ...         '[people]\nfile = "people.csv"\nid = "id"\n'
    ...         '[[survey]]\nfile = "end.csv"\nwave = "end"\n'
    ...         'learner = "who"\nlearned_from = "whom"\n'
    ...     )
    ...     nw.weave_project(nw.read_project(path))
    <Network: 2 people, 1 tie: 1 learning; wave end>
    """
    from netweave.ingest.weaving.join import weave  # noqa: PLC0415

    people, sources = sources_of(project)
    aliases, waves = project.aliases or None, project.waves or None
    return weave(people, *sources, aliases=aliases, waves=waves, **project.ties)


def load_project(project: Project) -> tuple[Network, Affiliations | None]:
    """Read every file once; give the network, and its events and works if there are any."""
    net = weave_project(project)
    return net, net.report.affiliations


def crosswalk_of(project: Project, path: Path) -> Crosswalk:
    """List whom the records may mean; decisions made before, in a file that exists, are kept."""
    from netweave.ingest.weaving.crosswalks import crosswalk  # noqa: PLC0415

    people, sources = sources_of(project)
    others = tuple(one for one in project.aliases if one.resolve() != path.resolve())
    decisions = path if path.is_file() else None
    return crosswalk(people, *sources, aliases=others or None, decisions=decisions)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Put the section of the project file before the message of a reader."""
    try:
        yield
    except errors.RefusalError as error:
        message = str(error).removeprefix(f"{error.code}: ")
        raise errors.RefusalError(error.code, f"{where}: {message}") from None
    except (errors.DataError, errors.ArgumentError) as error:
        text = str(error)
        known = text if text.startswith(where) else f"{where}: {text}"
        raise type(error)(known) from None


def sources_of(project: Project) -> tuple[PeopleSource, list[Any]]:
    """Read the roster and every source: attendance, authorship, surveys, items."""
    attendance = [read_part("attendance", part) for part in project.attendance]
    authorship = [read_part("authorship", part) for part in project.authorship]
    people = roster_of(project, {"attendance": attendance, "authorship": authorship})
    surveys = [read_part("survey", part, people) for part in project.survey]
    items = [read_part("items", part) for part in project.items]
    return people, [*attendance, *authorship, *surveys, *items]


def roster_of(project: Project, named: Mapping[str, list[Any]]) -> PeopleSource:
    """Read the roster, or take as people whoever the first source of a sort names."""
    from netweave.ingest.who.organizations import organizations_from  # noqa: PLC0415
    from netweave.ingest.who.people import people_from, read_people  # noqa: PLC0415

    origin = project.people.settings.get("from")
    if origin is None:
        settings = _people(project.people.settings)
        whole = settings.pop("respondents", None) == "organizations"
        with _told(project.people.where):
            people = read_people(_table(project.people, settings), **settings)
            return organizations_from(people) if whole else people
    if not named[origin]:
        raise errors.project_needs(project.path.name, origin, f'[[{origin}]] file = "…"')
    return people_from(named[origin][0])


def read_part(sort: str, part: Part, people: PeopleSource | None = None) -> Any:  # noqa: ANN401
    """Read the file of one section; what is wrong with it is said with the section's name.

    ``choices = "people"`` in a survey is the roster.
    """
    from netweave.ingest.answers import items, survey  # noqa: PLC0415
    from netweave.ingest.sessions import attendance  # noqa: PLC0415
    from netweave.ingest.works import authorship  # noqa: PLC0415

    readers: dict[str, tuple[Callable[..., Any], Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
        "attendance": (attendance.read_attendance, _attendance),
        "authorship": (authorship.read_authorship, dict),
        "survey": (survey.read_survey, _survey),
        "items": (items.read_items, dict),
    }
    read, prepared = readers[sort]
    settings = prepared(part.settings)
    if settings.get("choices") == "people" and people is not None:
        settings["choices"] = people
    with _told(part.where):
        return read(_table(part, settings), **settings)


def _people(given: Mapping[str, Any]) -> dict[str, Any]:
    """Take columns of addresses and ORCIDs as further spellings of a person."""
    settings = dict(given)
    further = [settings.pop(key, None) for key in ("email", "orcid")]
    spellings = [column for column in further if column and column != settings["id"]]
    return settings | {"aliases": spellings or None}


def _attendance(given: Mapping[str, Any]) -> dict[str, Any]:
    """With an e-mail column, the person column holds names."""
    settings = dict(given)
    email = settings.pop("email", None)
    if email is not None:
        person = settings.pop("person", None)
        settings.setdefault("name", person)
        settings["person"] = email
    return settings


def _survey(given: Mapping[str, Any]) -> dict[str, Any]:
    """Make the scale of a project that brings its own words."""
    settings = dict(given)
    words, lowest = settings.pop("words", None), settings.pop("lowest", 1)
    per_year = settings.pop("per_year", None)
    if words is not None:
        name = settings.get("scale", f"the scale of {settings.get('kind', 'learning')}")
        levels = tuple(str(word) for word in as_list(words))
        often = tuple(float(count) for count in per_year or ())
        settings["scale"] = Scale(name, levels, lowest, per_year=often)
    return settings


def _table(part: Part, settings: dict[str, Any]) -> Any:  # noqa: ANN401
    """Give the path of a section, or its table where the section says where the header is."""
    from netweave.ingest.tables.reading import read_table  # noqa: PLC0415

    if part.file is None:
        raise errors.project_needs(part.where, "file", 'file = "…"')
    told: dict[str, Any] = {
        key: settings.pop(key) for key in ("header", "delimiter") if key in settings
    }
    if not told:
        return part.file
    told |= {key: settings.pop(key) for key in ("sheet", "encoding") if key in settings}
    return read_table(part.file, **told)
