"""Messages about who is who: crosswalks and what was decided in them."""

from __future__ import annotations

from netweave.errors.base import DataError, shown


def no_such_candidate(file: str, line: int, word: str, text: str) -> DataError:
    """Say that a decision takes a candidate that its row does not have.

    Parameters
    ----------
    file : str
        The crosswalk.
    line : int
        The line.
    word : str
        The decision.
    text : str
        The name it is about.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_such_candidate("crosswalk.csv", 4, "2", "Ana Ruis"))
    crosswalk.csv, line 4: the decision '2' about 'Ana Ruis' takes a candidate that the row does \
not have. Write the id or the name that is meant, 'reject' if it is nobody of the roster, or leave \
the cell blank.
    """
    return DataError(
        f"{file}, line {line}: the decision {shown(word)} about {shown(text)} takes a candidate "
        "that the row does not have. Write the id or the name that is meant, 'reject' if it is "
        "nobody of the roster, or leave the cell blank."
    )


def unknown_decision(file: str, line: int, word: str, text: str, what: str) -> DataError:
    """Say that a decision is no word of a crosswalk and nobody of the roster.

    Parameters
    ----------
    file : str
        The crosswalk.
    line : int
        The line.
    word : str
        The decision, or the id that it accepts.
    text : str
        The name it is about.
    what : str
        What the roster would have to hold: a person or an organization.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(unknown_decision("crosswalk.csv", 4, "acept", "Ana Ruis", "person"))
    crosswalk.csv, line 4: the decision about 'Ana Ruis' must be accept, reject, 2, 3, or one \
person of the roster, and 'acept' is none of them. Correct it, or leave the cell blank.
    """
    return DataError(
        f"{file}, line {line}: the decision about {shown(text)} must be accept, reject, 2, 3, or "
        f"one {what} of the roster, and {shown(word)} is none of them. Correct it, or leave the "
        "cell blank."
    )


def decision_read_two_ways(file: str, line: int, word: str, text: str) -> DataError:
    """Say that a decision is the number of a candidate and also somebody's id.

    Parameters
    ----------
    file : str
        The crosswalk.
    line : int
        The line.
    word : str
        The decision.
    text : str
        The name it is about.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(decision_read_two_ways("crosswalk.csv", 4, "2", "Ana Ruis"))
    crosswalk.csv, line 4: the decision '2' about 'Ana Ruis' can be read as candidate 2 or as the \
id '2' of the roster. Write the name of the person who is meant.
    """
    return DataError(
        f"{file}, line {line}: the decision {shown(word)} about {shown(text)} can be read as "
        f"candidate {word} or as the id {shown(word)} of the roster. Write the name of the person "
        "who is meant."
    )


def decided_two_ways(text: str, first: str, second: str) -> DataError:
    """Say that one spelling is decided in two ways.

    Parameters
    ----------
    text : str
        The spelling.
    first, second : str
        What was decided, and where.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(decided_two_ways("Ana", "'p1' (c.csv, line 2)", "nobody (c.csv, line 5)"))
    The spelling 'Ana' is decided in two ways: 'p1' (c.csv, line 2) and nobody (c.csv, line 5). \
Keep one, or limit each to its file with the column source.
    """
    return DataError(
        f"The spelling {shown(text)} is decided in two ways: {first} and {second}. Keep one, or "
        "limit each to its file with the column source."
    )
