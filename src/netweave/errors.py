"""The wording of everything that netweave refuses: argument, rule, what was found, the mend.

Every message is built here, so that the same fault reads the same wherever it happens. Functions
return the exception; the caller raises it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

SHOWN = 5


class NetweaveError(Exception):
    """What every error of netweave inherits from."""


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
    close = difflib.get_close_matches(str(wanted), names, n=1, cutoff=0.6)
    question = f" Did you mean {close[0]!r}?" if close else ""
    have = f" It has {listed(names, 12)}." if names else " It has no columns."
    return question + have


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


def unknown_people(where: str, names: Sequence[object]) -> DataError:
    """Say that a table names people who are not in the people table.

    Parameters
    ----------
    where : str
        Table and column: ``ties['learned_from']``.
    names : sequence
        The unknown ids, unique.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(unknown_people("ties['learned_from']", ["zoe"]))
    ties['learned_from'] names 1 not in people: 'zoe'. Add them to people, or drop their ties.
    """
    return DataError(
        f"{where} names {len(names)} not in people: {listed(names)}. "
        "Add them to people, or drop their ties."
    )


def several_waves(labels: Sequence[object], outside: int = 0) -> DataError:
    """Say that a measure was asked of more than one wave.

    Parameters
    ----------
    labels : sequence
        The waves the network holds.
    outside : int, default 0
        How many ties lie outside every wave.

    Returns
    -------
    DataError
        For the caller to raise.
    """
    extra = f" and {outside} ties outside every wave" if outside else ""
    first = shown(labels[0]) if labels else "label"
    return DataError(
        f"the network holds {len(labels)} waves ({listed(labels)}){extra}; a measure takes one. "
        f"Choose it with net.wave({first}), or loop over net.by_wave()."
    )


def several_kinds(kinds: Sequence[str], what: str) -> DataError:
    """Say that a weighted measure was asked of several kinds of tie at once.

    Parameters
    ----------
    kinds : sequence of str
        The kinds present.
    what : str
        The measure or property.

    Returns
    -------
    DataError
        For the caller to raise.
    """
    factors = ", ".join(f"{kind!r}: 1" for kind in kinds[:3])
    return DataError(
        f"{what} wants one unit, and the network holds the kinds {listed(kinds)}. "
        f"Choose one with net.where(kind={kinds[0]!r}), "
        f"or put them on one scale with net.combine({{{factors}}}, scale='pooled')."
    )


def nothing_structural(kinds: Sequence[str]) -> DataError:
    """Say that presence at the same event is not yet a tie.

    Parameters
    ----------
    kinds : sequence of str
        The opportunity kinds without a threshold.

    Returns
    -------
    DataError
        For the caller to raise.
    """
    return DataError(
        f"a structural measure needs ties, and the network holds only opportunity "
        f"({listed(kinds)}): being in the same room is not a tie. State from which weight on it "
        f"counts as one: net.with_threshold({{{kinds[0]!r}: 1}})."
    )


def missing_file(path: str, name: str, near: Iterable[str]) -> DataError:
    """Say that a file does not exist.

    Parameters
    ----------
    path : str
        The path as it was given.
    name : str
        The file's name.
    near : iterable of str
        The names of the files beside it.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(missing_file("in/peple.csv", "peple.csv", ["people.csv"]))
    there is no file 'in/peple.csv'. Did you mean 'people.csv'? Check the path.
    """
    close = difflib.get_close_matches(name, list(near), n=1, cutoff=0.6)
    question = f" Did you mean {close[0]!r}?" if close else ""
    return DataError(f"there is no file {path!r}.{question} Check the path.")


def missing_sheet(name: str, sheet: str, sheets: Iterable[str]) -> DataError:
    """Say that a workbook lacks a sheet.

    Parameters
    ----------
    name : str
        The file's name.
    sheet : str
        The sheet that was asked for.
    sheets : iterable of str
        The sheets it has.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(missing_sheet("log.xlsx", "Logs", ["Log", "Notes"]))
    log.xlsx lacks the sheet 'Logs'. Did you mean 'Log'? It has 'Log', 'Notes'.
    """
    return DataError(f"{name} lacks the sheet {sheet!r}.{suggestion(sheet, sheets)}")


def not_what_it_says(name: str, found: str) -> DataError:
    """Say that a file is not what its name says.

    Parameters
    ----------
    name : str
        The file's name.
    found : str
        What it holds instead.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_what_it_says("people.csv", "a zip archive or Excel workbook"))
    people.csv is not what its name says: it holds a zip archive or Excel workbook. Give it the \
suffix of what it is, or export it again.
    """
    return DataError(
        f"{name} is not what its name says: it holds {found}. "
        "Give it the suffix of what it is, or export it again."
    )


def unknown_suffix(name: str, known: Iterable[str]) -> DataError:
    """Say that the suffix of a file names no format that can be read.

    Parameters
    ----------
    name : str
        The file's name.
    known : iterable of str
        The suffixes that can be read.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(unknown_suffix("people.doc", [".csv", ".xlsx"]))
    people.doc ends in no suffix that can be read here ('.csv', '.xlsx'). Export it as CSV.
    """
    return DataError(
        f"{name} ends in no suffix that can be read here ({listed(known, 20)}). Export it as CSV."
    )


def refused_cells(
    file: str, reason: str, values: Sequence[Any], lines: Sequence[int], mend: str
) -> DataError:
    """Say which cells of a file were refused, when the caller asked for an error.

    Parameters
    ----------
    file : str
        The file's name.
    reason : str
        Why the first of them is refused.
    values : sequence
        What was written, in row order.
    lines : sequence of int
        Their lines.
    mend : str
        What to do about it, one sentence.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(refused_cells("log.csv", "unknown role 'x'", ["x"], [7], "Correct it."))
    log.csv has 1 mention(s) that cannot be used, line 7 ('x'), the first because: unknown role \
'x'. Correct it. on_bad='ledger' sets them aside with their reasons instead.
    """
    return DataError(
        f"{file} has {len(lines)} mention(s) that cannot be used, {at_lines(lines)} "
        f"({listed(list(dict.fromkeys(values)))}), the first because: {reason}. {mend} "
        "on_bad='ledger' sets them aside with their reasons instead."
    )


def two_meanings(file: str, text: str, who: tuple[str, str], lines: tuple[int, int]) -> DataError:
    """Say that one spelling is given to two people.

    Parameters
    ----------
    file : str
        The alias file.
    text : str
        The spelling.
    who : tuple of str
        The two ids.
    lines : tuple of int
        The two lines.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(two_meanings("aliases.csv", "Ana", ("p1", "p2"), (2, 5)))
    aliases.csv gives the spelling 'Ana' to two people: 'p1' (line 2) and 'p2' (line 5). Keep one, \
or limit each to its file with a column source.
    """
    return DataError(
        f"{file} gives the spelling {text!r} to two people: {who[0]!r} (line {lines[0]}) and "
        f"{who[1]!r} (line {lines[1]}). Keep one, or limit each to its file with a column source."
    )


def one_id_two_people(file: str, ids: Sequence[str], lines: Sequence[int]) -> DataError:
    """Say that an id stands in several rows that say different things.

    Parameters
    ----------
    file : str
        The roster.
    ids : sequence of str
        The ids.
    lines : sequence of int
        All their lines.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(one_id_two_people("people.csv", ["p1"], [2, 9]))
    people.csv must say one thing about each id; 1 id(s) stand in rows that differ: 'p1' (lines 2, \
9). Correct the id or the entries; with one row per wave, name its column with wave=.
    """
    return DataError(
        f"{file} must say one thing about each id; {len(ids)} id(s) stand in rows that differ: "
        f"{listed(ids)} ({at_lines(lines)}). Correct the id or the entries; with one row per wave, "
        "name its column with wave=."
    )
