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
