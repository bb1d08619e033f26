"""The wording of refusals that protect people."""

from __future__ import annotations

from netweave.errors.base import ArgumentError, DataError, shown


def key_in_report(key: str, folder: str) -> ArgumentError:
    """Say that a file of pseudonyms would lie beside what it protects.

    Parameters
    ----------
    key : str
        The file.
    folder : str
        The folder that holds a report.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(key_in_report("out/key.csv", "out"))
    key must not lie in the folder of a report, and 'out' holds one: whoever gets the report would \
get the names ('out/key.csv'). Keep it elsewhere, where only few may read.
    """
    return ArgumentError(
        f"key must not lie in the folder of a report, and {shown(folder)} holds one: whoever gets "
        f"the report would get the names ({shown(key)}). Keep it elsewhere, where only few may "
        "read."
    )


def page_in_report(page: str, folder: str) -> ArgumentError:
    """Say that one person's page would lie among what others get.

    Parameters
    ----------
    page : str
        The page.
    folder : str
        The folder that holds a report.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(page_in_report("out/ada.html", "out"))
    path must not lie in the folder of a report, and 'out' holds one: the page is for one person, \
and whoever gets the report would get it ('out/ada.html'). Write it elsewhere.
    """
    return ArgumentError(
        f"path must not lie in the folder of a report, and {shown(folder)} holds one: the page is "
        f"for one person, and whoever gets the report would get it ({shown(page)}). Write it "
        "elsewhere."
    )


def not_a_key(key: str, why: str) -> DataError:
    """Say that a file is no list of pseudonyms.

    Parameters
    ----------
    key : str
        The file.
    why : str
        What is wrong with it.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_a_key("people.csv", "it has no column 'pseudonym'"))
    'people.csv' is no key of pseudonyms: it has no column 'pseudonym'. Name another file; it is \
made if it does not exist, and one that exists is only added to.
    """
    return DataError(
        f"{shown(key)} is no key of pseudonyms: {why}. Name another file; it is made if it does "
        "not exist, and one that exists is only added to."
    )


def label_says_a_name(what: str, label: str) -> ArgumentError:
    """Say that a network cannot stand under pseudonyms while a label of it says who somebody is.

    Parameters
    ----------
    what : str
        What bears the label: "organization", "kind of tie" or "wave".
    label : str
        The label.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(label_says_a_name("kind of tie", "named by Ada Lo"))
    net must say nobody's name beside the pseudonyms, and a kind of tie does: 'named by Ada Lo'. \
Call it something else first.
    """
    article = "an" if what.startswith("o") else "a"
    return ArgumentError(
        f"net must say nobody's name beside the pseudonyms, and {article} {what} does: "
        f"{shown(label)}. Call it something else first."
    )


def person_needed(got: object, people: int) -> ArgumentError:
    """Say that a report for one person needs to know for whom.

    Parameters
    ----------
    got : object
        What was given.
    people : int
        How many people the network holds.

    Returns
    -------
    ArgumentError
        For the caller to raise; it names nobody of the network.

    Examples
    --------
    >>> print(person_needed("p99", 24))
    person must be the id of one of the 24 people of the network, got 'p99'. Look it up in the \
roster's column of ids, in Python net.people.index.
    """
    return ArgumentError(
        f"person must be the id of one of the {people:,} people of the network, got {shown(got)}. "
        "Look it up in the roster's column of ids, in Python net.people.index."
    )
