"""Messages about files exchanged with other programs."""

from __future__ import annotations

from collections.abc import Sequence

from netweave.errors.base import ArgumentError, DataError, listed


def ids_not_carried(form: str, ids: Sequence[object], why: str) -> DataError:
    """Say that a format cannot carry the ids of some people.

    Parameters
    ----------
    form : str
        The format.
    ids : sequence
        The ids.
    why : str
        What is wrong with them.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(ids_not_carried("Pajek", ['the "boss"'], "a double quote"))
    Pajek cannot carry 1 id(s) that hold a double quote: 'the "boss"'. Give these people other \
ids, or choose another format, such as nw.exchange.write_json.
    """
    return DataError(
        f"{form} cannot carry {len(ids)} id(s) that hold {why}: {listed(ids)}. Give these people "
        "other ids, or choose another format, such as nw.exchange.write_json."
    )


def words_not_carried(form: str, words: Sequence[object], why: str) -> DataError:
    """Say that a format cannot carry the name of a kind, a wave or a column.

    Parameters
    ----------
    form : str
        The format.
    words : sequence of str
        The names.
    why : str
        What is wrong with them.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(words_not_carried("UCINET DL", ["a / b"], "' / ' in the name of a kind or wave"))
    UCINET DL cannot carry ' / ' in the name of a kind or wave: 'a / b'. Rename it.
    """
    return DataError(f"{form} cannot carry {why}: {listed(words)}. Rename it.")


def ids_of_sorts() -> DataError:
    """Say that ids are neither all text nor all whole numbers.

    Returns
    -------
    DataError
        For the caller to raise.
    """
    return DataError(
        "the ids of people must be all text or all whole numbers to be written to a file. Convert "
        "them: people.index = people.index.map(str), and the ties alike."
    )


def not_written_so(name: str, form: str, why: object) -> DataError:
    """Say that a file does not hold what its format asks for.

    Parameters
    ----------
    name : str
        The file's name.
    form : str
        The format.
    why : object
        What is wrong, and where.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_written_so("net.dl", "UCINET DL", "line 3: 'x' is no number"))
    net.dl cannot be read as UCINET DL: line 3: 'x' is no number. Export it again from the program \
that made it.
    """
    return DataError(
        f"{name} cannot be read as {form}: {why}. Export it again from the program that made it."
    )


def ids_twice(name: str, form: str, ids: Sequence[object]) -> DataError:
    """Say that an id in a file stands for more than one person.

    Parameters
    ----------
    name : str
        The file's name.
    form : str
        The format.
    ids : sequence
        The ids.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(ids_twice("net.gexf", "GEXF", ["ana"]))
    net.gexf cannot be read as GEXF: 1 id(s) stand for more than one person: 'ana'. Give each \
person an id of their own.
    """
    return DataError(
        f"{name} cannot be read as {form}: {len(ids)} id(s) stand for more than one person: "
        f"{listed(ids)}. Give each person an id of their own."
    )


def ends_unknown(name: str, form: str, ids: Sequence[object]) -> DataError:
    """Say that ties in a file lead to people whom the file does not list.

    Parameters
    ----------
    name : str
        The file's name.
    form : str
        The format.
    ids : sequence
        The ids that only ties name.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(ends_unknown("net.gexf", "GEXF", ["gho st"]))
    net.gexf cannot be read as GEXF: its edges name 1 id(s) that no node has: 'gho st'. Add a node \
for each, or take these edges out.
    """
    return DataError(
        f"{name} cannot be read as {form}: its edges name {len(ids)} id(s) that no node has: "
        f"{listed(ids)}. Add a node for each, or take these edges out."
    )


def notes_changed(name: str, why: object) -> DataError:
    """Say that the notes of netweave in a file no longer fit the file.

    Parameters
    ----------
    name : str
        The file's name.
    why : object
        What does not fit.

    Returns
    -------
    DataError
        For the caller to raise.
    """
    return DataError(
        f"the notes that netweave left in {name} do not fit what is in it ({why}). Another program "
        "changed one of them; take the notes out, and the file is read like any other."
    )


def too_many_for_matrix(people: int, most: int) -> ArgumentError:
    """Say that a network is too large to be written as whole matrices.

    Parameters
    ----------
    people : int
        How many people.
    most : int
        How many there may be.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(too_many_for_matrix(9000, 5000))
    a whole matrix is written for at most 5,000 people, and there are 9,000. Take fewer people \
with net.subset(...), or write a list of ties.
    """
    return ArgumentError(
        f"a whole matrix is written for at most {most:,} people, and there are {people:,}. Take "
        "fewer people with net.subset(...), or write a list of ties."
    )


def too_many_for_sheet(rows: int, columns: int) -> DataError:
    """Say that a table is too large for a sheet of a workbook.

    Parameters
    ----------
    rows, columns : int
        How many there are.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(too_many_for_sheet(2_000_000, 5))
    a sheet of a workbook holds 1,048,575 rows and 16,384 columns, and there are 2,000,000 and 5. \
Write nw.exchange.write_kumu_json instead.
    """
    return DataError(
        f"a sheet of a workbook holds 1,048,575 rows and 16,384 columns, and there are {rows:,} "
        f"and {columns:,}. Write nw.exchange.write_kumu_json instead."
    )


def not_carried(form: str, what: Sequence[str]) -> str:
    """Say in a warning what a file leaves out.

    Parameters
    ----------
    form : str
        The format.
    what : sequence of str
        What it cannot carry.

    Returns
    -------
    str
        The sentence.

    Examples
    --------
    >>> not_carried("Pajek", ["columns of people: 'role'", "2 parallel ties, which were added up"])
    "Pajek cannot carry everything. Left out: columns of people: 'role'; 2 parallel ties, which \
were added up."
    """
    return f"{form} cannot carry everything. Left out: {'; '.join(what)}."
