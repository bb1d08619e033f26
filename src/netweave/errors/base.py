"""What every message shares: the exceptions, and values, lists and lines as people write them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

SHOWN = 5


def plain(text: str) -> str:
    r"""Strip what would steer a terminal or turn the direction of the text.

    Parameters
    ----------
    text : str
        Any text, such as a cell or the name of a file.

    Returns
    -------
    str
        The text without format characters (directions, soft hyphens, what has no width); any other
        mark that is not printed is a space.

    Examples
    --------
    >>> plain("Ana\u202e Ru\u00adiz\tB\u200bo")
    'Ana Ruiz Bo'
    """
    if text.isprintable():
        return text
    marks = (mark for mark in text if unicodedata.category(mark) != "Cf")
    return "".join(mark if mark.isprintable() else " " for mark in marks)


class NetweaveError(Exception):
    """What every error of netweave inherits from; its text never steers a terminal."""

    def __init__(self, *given: object) -> None:
        super().__init__(*(_lines(one) if isinstance(one, str) else one for one in given))


def _lines(text: str) -> str:
    return "\n".join(map(plain, text.split("\n")))


class DataError(NetweaveError, ValueError):
    """A table or a file does not hold what it must hold."""


class ArgumentError(NetweaveError, ValueError):
    """An argument is outside what the function accepts."""


class RefusalError(NetweaveError, ValueError):
    """netweave could compute it, but what came out could not be defended.

    Parameters
    ----------
    code : str
        The E-code, listed in ``netweave.codes.REFUSALS``.
    message : str
        What was asked, why it is refused, and the line that would satisfy it.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class MissingExtraError(NetweaveError, ImportError):
    """An optional package is not installed."""


class NetweaveWarning(UserWarning):
    """The result stands, but the reader should know something about it."""


def shown(value: object) -> str:
    """Spell a value as a person would type it.

    Parameters
    ----------
    value : object
        Any cell or argument.

    Returns
    -------
    str
        Text in single quotes, numbers plain.

    Examples
    --------
    >>> import numpy as np
    >>> shown(np.float64(0.5)), shown("x")
    ('0.5', "'x'")
    """
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "ndim", 1) == 0:
        value = item()
    if isinstance(value, float):
        return f"{value:g}"
    return repr(value)


def listed(values: Iterable[object], limit: int = SHOWN) -> str:
    """Join values with commas, the first few only.

    Parameters
    ----------
    values : iterable
        What to list.
    limit : int, default 5
        How many to spell out.

    Returns
    -------
    str
        For example ``'a', 'b' and 3 more``.

    Examples
    --------
    >>> listed(["a", "b", "c"], limit=2)
    "'a', 'b' and 1 more"
    """
    everything = list(values)
    text = ", ".join(shown(value) for value in everything[:limit])
    more = len(everything) - limit
    return f"{text} and {more} more" if more > 0 else text


def at_lines(lines: Sequence[int], limit: int = SHOWN) -> str:
    """Name source lines in words.

    Parameters
    ----------
    lines : sequence of int
        Line numbers as a person counts them in the file.
    limit : int, default 5
        How many to spell out.

    Returns
    -------
    str
        For example ``line 7`` or ``lines 7, 9 and 12 more``.

    Examples
    --------
    >>> at_lines([7]), at_lines([7, 9, 11], limit=2)
    ('line 7', 'lines 7, 9 and 1 more')
    """
    word = "line" if len(lines) == 1 else "lines"
    return f"{word} {listed([int(line) for line in lines], limit)}"


def meant(wanted: str, available: Iterable[object]) -> str:
    """Ask whether a close name was meant; "" if none is close.

    Parameters
    ----------
    wanted : str
        The name that is missing.
    available : iterable
        The names that exist.

    Returns
    -------
    str
        A question, with a space before it.

    Examples
    --------
    >>> meant("person", ["persn", "date"])
    " Did you mean 'persn'?"
    """
    names = [str(name) for name in available]
    close = difflib.get_close_matches(str(wanted), names, n=1, cutoff=0.6)
    return f" Did you mean {close[0]!r}?" if close else ""


def suggestion(wanted: str, available: Iterable[object]) -> str:
    """Ask whether one of the available names was meant.

    Parameters
    ----------
    wanted : str
        The name that is missing.
    available : iterable
        The names that exist.

    Returns
    -------
    str
        A question and the list of what there is.

    Examples
    --------
    >>> suggestion("person", ["persn", "date"])
    " Did you mean 'persn'? It has 'persn', 'date'."
    """
    names = [str(name) for name in available]
    have = f" It has {listed(names, 12)}." if names else " It has no columns."
    return meant(wanted, names) + have


def missing_column(table: str, column: str, available: Iterable[object]) -> DataError:
    """Say that a table lacks a column.

    Parameters
    ----------
    table : str
        The table's or file's name.
    column : str
        The column that is missing.
    available : iterable
        The columns it has.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(missing_column("records", "person", ["persn"]))
    records lacks the column 'person'. Did you mean 'persn'? It has 'persn'.
    """
    return DataError(f"{table} lacks the column {column!r}.{suggestion(column, available)}")


def not_one_of(argument: str, allowed: Iterable[object], got: object) -> ArgumentError:
    """Say that an argument is not one of its allowed values.

    Parameters
    ----------
    argument : str
        The argument's name.
    allowed : iterable
        The values it may take.
    got : object
        The value it was given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(not_one_of("how", ["sum", "max"], "sun"))
    how must be one of 'sum', 'max', got 'sun'.
    """
    return ArgumentError(f"{argument} must be one of {listed(allowed, 20)}, got {shown(got)}.")


def not_of_sort(argument: str, wanted: Sequence[str], got: object, mend: str = "") -> ArgumentError:
    """Say that an argument is nothing of the sort that is taken.

    Parameters
    ----------
    argument : str
        The argument's name.
    wanted : sequence of str
        What it may be, each in words.
    got : object
        What it was: short values are shown, of the others what they are.
    mend : str, default ""
        What to do about it, one sentence.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(not_of_sort("group", ["a text", "None"], ["school"]))
    group must be a text or None, got a list.
    >>> print(not_of_sort("draws", ["a whole number"], 1.5))
    draws must be a whole number, got 1.5.
    """
    *first, last = wanted
    rule = f"{', '.join(first)} or {last}" if first else last
    plain_value = got is None or isinstance(got, str | bytes | bool | int | float)
    sort = type(got).__name__
    found = shown(got) if plain_value else f"{'an' if sort[0] in 'AEIO' else 'a'} {sort}"
    return ArgumentError(f"{argument} must be {rule}, got {found}.{f' {mend}' if mend else ''}")


def setting_out_of_range(argument: str, rule: str, got: object, mend: str = "") -> ArgumentError:
    """Say that a setting lies outside what it may be.

    Parameters
    ----------
    argument : str
        The setting's name.
    rule : str
        What must hold: ``must lie between 0 and 1``.
    got : object
        The value it was given.
    mend : str, default ""
        What to do about it, one sentence.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(setting_out_of_range("persistence", "must lie between 0 and 1", 1.5))
    persistence must lie between 0 and 1, got 1.5.
    """
    return ArgumentError(f"{argument} {rule}, got {shown(got)}.{f' {mend}' if mend else ''}")


def bad_rows(
    where: str,
    rule: str,
    values: Sequence[Any],
    lines: Sequence[int],
    mend: str,
) -> DataError:
    """Say which rows of a table break a rule.

    Parameters
    ----------
    where : str
        File or table, and column: ``ties['weight']``.
    rule : str
        What must hold: ``must be a number above 0``.
    values : sequence
        The offending values, in row order.
    lines : sequence of int
        Their row or line numbers.
    mend : str
        What to do about it, one sentence.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(bad_rows("ties['weight']", "must be above 0", [-1.0], [7], "Drop the row."))
    ties['weight'] must be above 0; 1 row is not: line 7 (-1). Drop the row.
    """
    count = len(lines)
    rows = f"{count} row is not" if count == 1 else f"{count} rows are not"
    first = listed(list(dict.fromkeys(values)))
    return DataError(f"{where} {rule}; {rows}: {at_lines(lines)} ({first}). {mend}")
