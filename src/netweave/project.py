"""The project file: one TOML that says where the records are and how to read them.

Every key is checked before a file is opened, so that a typing mistake is an error with a mend and
not a column that is silently left out. Paths are relative to the folder of the TOML.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netweave import audience, errors
from netweave._checks import as_list
from netweave.scales import Scale

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.ingest.people import PeopleSource
    from netweave.network import Network

_Rule = tuple[str, tuple[type, ...]]
TEXT: _Rule = ("text in quotes", (str,))
DATE: _Rule = ("a date without quotes, such as 2022-01-31", (dt.date,))
WHOLE: _Rule = ("a whole number", (int,))
YES_NO: _Rule = ("true or false, without quotes", (bool,))
NUMBER: _Rule = ("a number", (int, float))
TABLE: _Rule = ('pairs in braces, such as { "as written" = "meaning" }', (dict,))
TEXTS: _Rule = ("text in quotes, or several in brackets", (str, list))

_COLUMNS = dict.fromkeys(("person", "name", "time", "sheet", "encoding"), TEXT)
KEYS: dict[str, dict[str, _Rule]] = {
    "people": {
        **dict.fromkeys(("file", "from", "id", "name", "email", "organization", "role"), TEXT),
        **dict.fromkeys(("locale", "convener", "joined", "left", "consent", "eligible"), TEXT),
        **dict.fromkeys(("wave", "sheet", "encoding"), TEXT),
        "keep": TEXTS,
        "rows": TABLE,
        "dayfirst": YES_NO,
    },
    "waves": {"label": TEXT, "start": DATE, "end": DATE},
    "attendance": {
        **dict.fromkeys(("file", "email", "role", "group", "format", "duration"), TEXT),
        **_COLUMNS,
        "event": TEXTS,
        "roles": TABLE,
        "formats": TABLE,
        "rows": TABLE,
        "reference_hours": NUMBER,
        "dayfirst": YES_NO,
    },
    "authorship": {
        **dict.fromkeys(("file", "work"), TEXT),
        **_COLUMNS,
        "rows": TABLE,
        "dayfirst": YES_NO,
    },
    "survey": {
        **dict.fromkeys(("file", "wave", "kind", "respondent", "named", "direction"), TEXT),
        **dict.fromkeys(("learner", "learned_from", "level", "scale", "threshold"), TEXT),
        **dict.fromkeys(("state", "question", "time", "sheet", "encoding"), TEXT),
        "states": TABLE,
        "words": TEXTS,
        "lowest": WHOLE,
        "rows": TABLE,
        "silent": TEXT,
        "most_names": WHOLE,
        **dict.fromkeys(("headline", "retrospective", "dayfirst"), YES_NO),
    },
    "aliases": {"file": TEXT},
    "report": {"headline": TEXT, "group": TEXT, "seed": WHOLE, "audience": TEXT},
}
NO_GROUPS = ("name", "convener", "person", "eligible", "consent", "joined", "left", "wave")
REPEATED = ("waves", "attendance", "authorship", "survey")
NEEDED: dict[str, dict[str, str]] = {
    "waves": {"label": 'label = "baseline"'},
    "attendance": {"file": 'file = "sessions.xlsx"', "event": 'event = "session"'},
    "authorship": {"file": 'file = "products.bib"'},
    "survey": {"file": 'file = "baseline.csv"', "wave": 'wave = "baseline"'},
    "aliases": {"file": 'file = "aliases.csv"'},
}


@dataclass(frozen=True)
class Part:
    """One section of a project file: which file to read, and with which settings."""

    where: str
    file: Path | None
    settings: dict[str, Any]


@dataclass(frozen=True)
class Project:
    """A project file, read and checked.

    Parameters
    ----------
    path : Path
        The project file.
    title : str
        The heading of the report.
    people : Part
        The roster; without a file, the people are whoever another source names.
    waves : dict
        Label → (start, end), half-open, or None for a wave without dates; in order.
    attendance, authorship, survey : tuple of Part
        The records, in the order of the file.
    aliases : Path or None
        Other spellings.
    headline : str or None
        The kind of tie whose change is the headline.
    group : str
        What ties are said to cross.
    seed : int
        Seed of anything random.
    audience : str
        "network", "analyst" or "public".
    """

    path: Path
    title: str
    people: Part
    waves: dict[str, tuple[dt.date, dt.date] | None] = field(default_factory=dict)
    attendance: tuple[Part, ...] = ()
    authorship: tuple[Part, ...] = ()
    survey: tuple[Part, ...] = ()
    aliases: Path | None = None
    headline: str | None = None
    group: str = "organization"
    seed: int = 1
    audience: str = audience.DEFAULT


def read_project(path: str | Path) -> Project:
    r"""Read a project file and check every key, without opening the files it names.

    Parameters
    ----------
    path : str or Path
        The TOML. Paths in it are relative to its folder.

    Returns
    -------
    Project
        What it says, for `weave_project`.

    Raises
    ------
    DataError
        If a key is unknown, missing or of the wrong type, or a file does not exist; it names the
        project file, the section, the key and the mend.
    ArgumentError
        If the audience is none that is offered.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import netweave as nw
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "cohort.toml")
    ...     _ = pathlib.Path(folder, "people.csv").write_text("id\nada\nben\n")
    ...     _ = path.write_text('[people]\nfile = "people.csv"\nid = "id"\n')
    ...     project = nw.read_project(path)
    ...     net = nw.weave_project(project)
    >>> project.title, list(net.people.index)
    ('cohort', ['ada', 'ben'])
    """
    path = Path(path)
    raw = _parsed(path)
    _check_sections(path.name, raw)
    parts = {name: _parts(path, name, raw) for name in KEYS}
    people = _people(path, parts["people"])
    options = parts["report"][0].settings if parts["report"] else {}
    _check_options(f"{path.name} [report]", options)
    waves = _waves(parts["waves"])
    _check_waves_named(parts["survey"], waves)
    chosen = options.get("audience", audience.DEFAULT)
    audience.audience_named(chosen)
    return Project(
        path=path,
        title=str(raw.get("title", "")).strip() or path.stem.replace("_", " "),
        people=people,
        waves=waves,
        attendance=parts["attendance"],
        authorship=parts["authorship"],
        survey=tuple(_checked_survey(part) for part in parts["survey"]),
        aliases=parts["aliases"][0].file if parts["aliases"] else None,
        headline=options.get("headline"),
        group=options.get("group", "organization"),
        seed=options.get("seed", 1),
        audience=chosen,
    )


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
    from netweave.ingest.join import weave  # noqa: PLC0415

    people, sources = _sources(project)
    return weave(people, *sources, aliases=project.aliases, waves=project.waves or None)


def load_project(project: Project) -> tuple[Network, Affiliations | None]:
    """Read every file once; give the network, and its events and works if there are any."""
    net = weave_project(project)
    return net, net.report.affiliations


def _parsed(path: Path) -> dict[str, Any]:
    """Read the TOML, with the faults of the file in words."""
    if path.is_dir():
        raise errors.project_value(str(path), "FILE", "the path of a project file", "a folder")
    if not path.exists():
        near = [other.name for other in path.parent.glob("*.toml")] if path.parent.is_dir() else []
        raise errors.missing_file(str(path), path.name, sorted(near))
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise errors.not_toml(path.name, "it is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise errors.not_toml(path.name, str(error)) from None


def _check_sections(name: str, raw: Mapping[str, Any]) -> None:
    """Refuse unknown sections, and sections in the wrong kind of brackets."""
    for key, value in raw.items():
        if key == "title":
            _check_value(name, key, TEXT, value)
        elif key not in KEYS:
            raise errors.project_key(name, key, ["title", *KEYS])
        elif isinstance(value, list) != (key in REPEATED) or not isinstance(value, list | dict):
            heading = f"[[{key}]]" if key in REPEATED else f"[{key}]"
            raise errors.project_value(name, key, f"a section headed {heading}", _kind(value))


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "several sections, in two pairs of brackets"
    return "one section, in one pair of brackets" if isinstance(value, dict) else str(value)


def _parts(path: Path, name: str, raw: Mapping[str, Any]) -> tuple[Part, ...]:
    """Check every section of a name and resolve the files they name."""
    given = raw.get(name, [])
    sections = given if isinstance(given, list) else [given]
    parts = []
    for number, section in enumerate(sections, 1):
        heading = f"[[{name}]] number {number}" if name in REPEATED else f"[{name}]"
        where = f"{path.name} {heading}"
        if not isinstance(section, dict):
            raise errors.project_value(where, name, "a section", section)
        for key, value in section.items():
            if key not in KEYS[name]:
                raise errors.project_key(where, key, KEYS[name])
            _check_value(where, key, KEYS[name][key], value)
        for key, example in NEEDED.get(name, {}).items():
            if key not in section:
                raise errors.project_needs(where, key, example)
        settings = {key: value for key, value in section.items() if key != "file"}
        parts.append(Part(where, _file(path, where, section.get("file")), settings))
    return tuple(parts)


def _check_value(where: str, key: str, rule: _Rule, value: object) -> None:
    """Refuse a value of the wrong type, and blank text."""
    words, types = rule
    number_is_flag = isinstance(value, bool) and bool not in types
    blank = isinstance(value, str) and not value.strip()
    mixed = isinstance(value, list) and not all(isinstance(item, str) for item in value)
    if number_is_flag or blank or mixed or not isinstance(value, types):
        raise errors.project_value(where, key, words, value)


def _file(path: Path, where: str, name: str | None) -> Path | None:
    """Resolve a path against the folder of the project file, and check that it exists."""
    if name is None:
        return None
    found = path.parent / name
    if not found.is_file():
        near = [other.name for other in found.parent.iterdir()] if found.parent.is_dir() else []
        missing = errors.missing_file(name, found.name, sorted(near))
        raise errors.DataError(f"{where}: {missing}")
    return found


def _people(path: Path, parts: tuple[Part, ...]) -> Part:
    """Check that the people come from a roster with ids, or from a source that is named."""
    if not parts:
        raise errors.project_needs(path.name, "people", '[people] file = "people.csv", id = "id"')
    people = parts[0]
    origin = people.settings.get("from")
    if origin is not None and origin not in {"authorship", "attendance"}:
        rule = '"authorship" or "attendance"'
        raise errors.project_value(people.where, "from", rule, origin)
    if origin is None and people.file is None:
        raise errors.project_needs(people.where, "file", 'file = "people.csv"')
    if origin is None and "id" not in people.settings:
        raise errors.project_needs(people.where, "id", 'id = "id"')
    if origin is not None and (people.file or len(people.settings) > 1):
        rule = "nothing else beside it: the people are whoever the records name"
        raise errors.project_value(people.where, "from", rule, origin)
    return people


def _waves(parts: tuple[Part, ...]) -> dict[str, tuple[dt.date, dt.date] | None]:
    """Collect the waves in order; a wave has both dates or none."""
    waves: dict[str, tuple[dt.date, dt.date] | None] = {}
    for part in parts:
        label, start, end = (part.settings.get(key) for key in ("label", "start", "end"))
        if label in waves:
            raise errors.project_value(part.where, "label", "a label of its own", label)
        for key, other in (("start", end), ("end", start)):
            if key not in part.settings and other is not None:
                raise errors.project_needs(part.where, key, f"{key} = 2022-01-31")
        waves[str(label)] = None if start is None or end is None else (start, end)
    return waves


def _check_options(where: str, options: Mapping[str, Any]) -> None:
    """Refuse a seed no generator takes, and a group that netweave keeps for itself."""
    seed, group = options.get("seed", 1), options.get("group", "organization")
    if not 0 <= seed < 2**32:
        raise errors.project_value(where, "seed", "a whole number from 0 to 4294967295", seed)
    if group in NO_GROUPS or group.startswith("responded"):
        rule = '"organization", "role", "locale" or a column named in keep'
        raise errors.project_value(where, "group", rule, group)


def _check_waves_named(surveys: tuple[Part, ...], waves: Mapping[str, object]) -> None:
    """Refuse a survey of a wave that is not in the list, if there is a list."""
    for part in surveys:
        label = part.settings["wave"]
        if waves and label not in waves:
            rule = f"one of the labels of [[waves]] ({errors.listed(waves, 12)})"
            raise errors.project_value(part.where, "wave", rule, label)


def _checked_survey(part: Part) -> Part:
    """Check that the two columns of a survey are named in one of the two ways."""
    for one, other in (("respondent", "named"), ("learner", "learned_from")):
        for key, twin in ((one, other), (other, one)):
            if key in part.settings and twin not in part.settings:
                raise errors.project_needs(part.where, twin, f'{twin} = "{twin}"')
    if not {"respondent", "learner"} & set(part.settings):
        example = 'respondent = "respondent", named = "named", direction = "learned_from"'
        raise errors.project_needs(part.where, "respondent", example)
    return part


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


def _sources(project: Project) -> tuple[PeopleSource, list[Any]]:
    """Read the roster and every source, in the order attendance, authorship, survey."""
    attendance = [_attendance(part) for part in project.attendance]
    authorship = [_authorship(part) for part in project.authorship]
    surveys = [_survey(part) for part in project.survey]
    return _roster(project, attendance, authorship), [*attendance, *authorship, *surveys]


def _roster(project: Project, attendance: list[Any], authorship: list[Any]) -> PeopleSource:
    """Read the roster, or take as people whoever the first source of a sort names."""
    from netweave.ingest.people import people_from, read_people  # noqa: PLC0415

    settings = dict(project.people.settings)
    origin = settings.pop("from", None)
    if origin is None:
        email = settings.pop("email", None)
        spellings = [email] if email and email != settings["id"] else None
        with _told(project.people.where):
            return read_people(_path(project.people), aliases=spellings, **settings)
    named = attendance if origin == "attendance" else authorship
    if not named:
        raise errors.project_needs(project.path.name, origin, f'[[{origin}]] file = "…"')
    return people_from(named[0])


def _attendance(part: Part) -> object:
    """Read an attendance log; with an e-mail column, the person column holds names."""
    from netweave.ingest.attendance import read_attendance  # noqa: PLC0415

    settings = dict(part.settings)
    email = settings.pop("email", None)
    if email is not None:
        person = settings.pop("person", None)
        settings.setdefault("name", person)
        settings["person"] = email
    if "person" not in settings and "name" not in settings:
        raise errors.project_needs(part.where, "person", 'person = "name"')
    settings.setdefault("person", None)
    with _told(part.where):
        return read_attendance(_path(part), **settings)


def _authorship(part: Part) -> object:
    from netweave.ingest.authorship import read_authorship  # noqa: PLC0415

    with _told(part.where):
        return read_authorship(_path(part), **part.settings)


def _survey(part: Part) -> object:
    from netweave.ingest.survey import read_survey  # noqa: PLC0415

    settings = dict(part.settings)
    words, lowest = settings.pop("words", None), settings.pop("lowest", 1)
    if words is not None:
        name = settings.get("scale", f"the scale of {settings.get('kind', 'learning')}")
        settings["scale"] = Scale(name, tuple(str(word) for word in as_list(words)), lowest)
    with _told(part.where):
        return read_survey(_path(part), **settings)


def _path(part: Part) -> Path:
    if part.file is None:
        raise errors.project_needs(part.where, "file", 'file = "…"')
    return part.file
