"""Messages about project files and reports."""

from __future__ import annotations

from collections.abc import Iterable

from netweave.errors.base import ArgumentError, DataError, listed, meant, shown


def audience_not_offered(name: str, offered: Iterable[str]) -> ArgumentError:
    """Say that a level of audience gets no report for all, and what it gets.

    Parameters
    ----------
    name : str
        The level.
    offered : iterable of str
        The levels that can be asked for.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(audience_not_offered("participant", ["network"]))
    audience 'participant' is one person, who gets a page of their own: \
nw.report_participant(net, person, path). A report for all takes one of 'network'.
    """
    return ArgumentError(
        f"audience {name!r} is one person, who gets a page of their own: "
        "nw.report_participant(net, person, path). A report for all takes one of "
        f"{listed(offered)}."
    )


def project_key(where: str, key: str, known: Iterable[str]) -> DataError:
    """Say that a project file holds a key that means nothing.

    Parameters
    ----------
    where : str
        File and section: ``cohort.toml [people]``.
    key : str
        The unknown key.
    known : iterable of str
        The keys of the section.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(project_key("cohort.toml [aliases]", "fiel", ["file"]))
    cohort.toml [aliases] holds the unknown key 'fiel'. Did you mean 'file'? It may hold 'file'.
    """
    names = list(known)
    return DataError(
        f"{where} holds the unknown key {key!r}.{meant(key, names)} "
        f"It may hold {listed(names, 30)}."
    )


def project_needs(where: str, key: str, example: str) -> DataError:
    """Say that a project file lacks a key.

    Parameters
    ----------
    where : str
        File and section.
    key : str
        The missing key.
    example : str
        The line to paste.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(project_needs("cohort.toml [people]", "id", 'id = "id"'))
    cohort.toml [people] lacks the key 'id'. Add a line such as: id = "id"
    """
    return DataError(f"{where} lacks the key {key!r}. Add a line such as: {example}")


def project_value(where: str, key: str, rule: str, got: object) -> DataError:
    """Say that a key of a project file holds something it cannot hold.

    Parameters
    ----------
    where : str
        File and section.
    key : str
        The key.
    rule : str
        What it must hold: ``text in quotes``.
    got : object
        What it holds.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(project_value("cohort.toml [report]", "seed", "a whole number", "one"))
    cohort.toml [report] must hold a whole number under 'seed', got 'one'. Correct the value.
    """
    return DataError(
        f"{where} must hold {rule} under {key!r}, got {shown(got)}. Correct the value."
    )


def no_project_file(path: str, *, folder: bool) -> DataError:
    """Say that a folder, or a device, was named in place of a project file.

    Parameters
    ----------
    path : str
        What was named.
    folder : bool
        Whether it is a folder.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_project_file("cohort", folder=True))
    'cohort' is a folder, not a project file. Name the .toml file in it.
    >>> print(no_project_file("/dev/null", folder=False))
    '/dev/null' is no file that can be read, and so no project file. Name a .toml file.
    """
    if folder:
        return DataError(
            f"{shown(path)} is a folder, not a project file. Name the .toml file in it."
        )
    return DataError(
        f"{shown(path)} is no file that can be read, and so no project file. Name a .toml file."
    )


def not_toml(name: str, why: str) -> DataError:
    """Say that a project file cannot be read as TOML.

    Parameters
    ----------
    name : str
        The file's name.
    why : str
        What the reader stumbled over.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_toml("cohort.toml", "Invalid value (at line 3, column 8)"))
    cohort.toml cannot be read as TOML: Invalid value (at line 3, column 8). Correct that line; \
text stands in quotes, dates do not.
    >>> print(not_toml("people.csv", "Expected '=' (at line 1, column 3)"))
    people.csv is no project file: that is a .toml, which says where the records are. \
'netweave init FOLDER' writes one from the files of a folder.
    """
    if not name.casefold().endswith(".toml"):
        return DataError(
            f"{name} is no project file: that is a .toml, which says where the records are. "
            "'netweave init FOLDER' writes one from the files of a folder."
        )
    return DataError(
        f"{name} cannot be read as TOML: {why}. "
        "Correct that line; text stands in quotes, dates do not."
    )
