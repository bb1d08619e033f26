"""Names of people, organizations and projects, which are no words of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from netweave import errors
from netweave.claims.folded import folded
from netweave.claims.harmless import NAME

if TYPE_CHECKING:
    from netweave.network import Network

_RULE = 'must be a network, or a list of texts, such as ["Impact Hub"]'
# Columns of people that hold what somebody or something is called.
_CALLED = ("name", "organization", "locale")


def names_of(names: Network | Iterable[str]) -> list[str]:
    """Check that names are texts, and not one text taken letter by letter.

    Parameters
    ----------
    names : Network or iterable of str
        A network gives its people's ids and names, organizations and places.

    Returns
    -------
    list of str
        The names; what is missing among them is left out.

    Raises
    ------
    ArgumentError
        If they are something else.
    """
    if hasattr(names, "people") and hasattr(names, "ties"):
        return _of_network(cast("Network", names))
    if isinstance(names, str | bytes) or not isinstance(names, Iterable):
        raise errors.setting_out_of_range("names", _RULE, type(names).__name__)
    listed = [one for one in names if one is not None and one == one]  # noqa: PLR0124  # NaN
    for one in listed:
        if not isinstance(one, str):
            raise errors.setting_out_of_range("names", _RULE, type(one).__name__)
    return listed


def _of_network(net: Network) -> list[str]:
    """Give the ids of people, and what they and their organizations are called."""
    found = [str(one) for one in net.people.index]
    tables = [net.people] if net.roster is None else [net.people, net.roster]
    for table in tables:
        for column in _CALLED:
            if column in table.columns:
                found += [str(one) for one in table[column].dropna().unique()]
    return found


def without_names(text: str, names: Iterable[str]) -> str:
    """Put one letter in place of every name in a folded text, the longest names first.

    One search for all names, sorted by their first letter, so that a thousand names take little
    longer than one.
    """
    by_letter: dict[str, list[str]] = {}
    for name in sorted({folded(one) for one in names}, key=lambda one: (-len(one), one)):
        if name:
            by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    if not by_letter:
        return text
    every = "|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in by_letter.items())
    return re.sub(rf"(?<!\w)(?:{every})(?!\w)", NAME, text)


def says_a_name(text: str, net: Network) -> bool:
    """Say whether a text holds the id or name of somebody of a network, as a word of its own."""
    names = [str(one) for one in net.people.index]
    if "name" in net.people.columns:
        names += [str(one) for one in net.people["name"].dropna()]
    plain = folded(text)
    return without_names(plain, names) != plain
