"""Reading a project file: every key is checked before a file is opened.

A typing mistake is an error with a mend and not a column that is silently left out. Paths are
relative to the folder of the TOML.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from netweave import audience, errors
from netweave._checks import as_list
from netweave.claims import refuse_bold_words
from netweave.project.keys import CODES, KEYS, NEEDED, NO_GROUPS, NUMBERS, REPEATED, TEXT, Rule
from netweave.project.parts import Part, Project


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
    RefusalError
        If the title speaks of an effect (E-CAUSAL) or ranks people (E-RANK).

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
    if not isinstance(path, str | PathLike):
        raise errors.ArgumentError(
            f"path must be the path of a project file, got {type(path).__name__}. "
            "Write the TOML down, and give where it is."
        )
    path = Path(path)
    raw = _parsed(path)
    _check_sections(path.name, raw)
    parts = {name: _parts(path, name, raw) for name in KEYS}
    people = _people(path, parts["people"])
    options = parts["report"][0].settings if parts["report"] else {}
    _check_options(f"{path.name} [report]", options)
    names = as_list(options.get("names", []))
    refuse_bold_words(str(raw.get("title", "")), f"{path.name} title", names)
    waves = _waves(parts["waves"])
    _check_waves_named((*parts["survey"], *parts["items"]), waves)
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
        items=parts["items"],
        aliases=tuple(part.file for part in parts["aliases"] if part.file is not None),
        ties=parts["ties"][0].settings if parts["ties"] else {},
        headline=options.get("headline"),
        group=options.get("group", "organization"),
        seed=options.get("seed", 1),
        audience=chosen,
    )


def _parsed(path: Path) -> dict[str, Any]:
    """Read the TOML, with the faults of the file in words."""
    if not _is_file(path):
        if path.name and path.name in _beside(path):
            raise errors.no_project_file(str(path), folder=path.is_dir())
        raise errors.missing_file(str(path), path.name, _beside(path, "*.toml"))
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise errors.not_toml(path.name, "it is not UTF-8 text") from None
    except RecursionError:
        raise errors.not_toml(path.name, "its brackets stand too deep in each other") from None
    except ValueError as error:  # what TOML refuses, and numbers that Python refuses
        raise errors.not_toml(path.name, str(error).split(";", maxsplit=1)[0]) from None


def _is_file(path: Path) -> bool:
    """Say whether a file is there; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _beside(path: Path, pattern: str = "*") -> list[str]:
    """Give the names of what stands in the folder of a path."""
    try:
        return sorted(other.name for other in path.parent.glob(pattern))
    except (OSError, ValueError):
        return []


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
            if key not in section and not (key == "file" and "files" in section):
                raise errors.project_needs(where, key, example)
        settings = {key: value for key, value in section.items() if key not in {"file", "files"}}
        parts += [Part(where, file, settings) for file in _files(path, where, section)]
    return tuple(parts)


def _files(path: Path, where: str, section: Mapping[str, Any]) -> list[Path | None]:
    """Give the files of a section: one, those of a list, or those that fit a pattern."""
    pattern = section.get("files")
    if pattern is None:
        return [_file(path, where, name) for name in as_list(section.get("file")) or [None]]
    if "file" in section:
        raise errors.project_value(where, "files", "left out where there is file", pattern)
    rule = 'a pattern that fits files in the folder of the project, such as "zoom/*.csv"'
    if ".." in pattern or "**" in pattern:
        raise errors.project_value(where, "files", f'{rule}, without ".." and "**"', pattern)
    try:
        found = sorted(one for one in path.parent.glob(pattern) if one.is_file())
    except (OSError, ValueError, NotImplementedError):
        found = []
    if not found:
        raise errors.project_value(where, "files", rule, pattern)
    return list(found)


def _check_value(where: str, key: str, rule: Rule, value: object) -> None:
    """Refuse a value of the wrong type, and blank text."""
    words, types = rule
    number_is_flag = isinstance(value, bool) and bool not in types
    blank = isinstance(value, str) and not value.strip()
    items = {id(CODES): (str, int), id(NUMBERS): (int, float)}.get(id(rule), (str,))
    mixed = isinstance(value, list) and not (
        value and all(isinstance(item, items) and not isinstance(item, bool) for item in value)
    )
    if number_is_flag or blank or mixed or not isinstance(value, types):
        raise errors.project_value(where, key, words, value)


def _file(path: Path, where: str, name: str | None) -> Path | None:
    """Resolve a path against the folder of the project file, and check that it exists."""
    if name is None:
        return None
    found = path.parent / name
    if not _is_file(found):
        missing = errors.missing_file(name, found.name, _beside(found))
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
    speaking = people.settings.get("respondents")
    if speaking not in {None, "organizations"}:
        rule = '"organizations", where one answer stands for a whole organization'
        raise errors.project_value(people.where, "respondents", rule, speaking)
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
    """Check that the columns of a survey are named in one of the two ways, and its choices."""
    choices = part.settings.get("choices", [])
    if isinstance(choices, str) and choices != "people":
        rule = '"people" (the roster), or the names that were offered, in brackets'
        raise errors.project_value(part.where, "choices", rule, choices)
    for one, other in (("respondent", "named"), ("learner", "learned_from")):
        for key, twin in ((one, other), (other, one)):
            if key in part.settings and twin not in part.settings:
                raise errors.project_needs(part.where, twin, f'{twin} = "{twin}"')
    if not {"respondent", "learner"} & set(part.settings):
        example = 'respondent = "respondent", named = "named", direction = "learned_from"'
        raise errors.project_needs(part.where, "respondent", example)
    return part
