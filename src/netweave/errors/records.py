"""Messages about records that cannot be read or contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netweave.errors.base import SHOWN, ArgumentError, DataError, at_lines, listed, shown


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
        f"{file} has {len(values)} mention(s) that cannot be used, {at_lines(lines)} "
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


def event_disagrees(
    file: str,
    fact: str,
    events: Sequence[str],
    values: Sequence[str],
    lines: Sequence[int],
    what: str = "session",
) -> DataError:
    """Say that rows of one session say different things about it.

    Parameters
    ----------
    file : str
        The log.
    fact : str
        What they disagree on: date, format or hours.
    events : sequence of str
        The sessions concerned.
    values : sequence of str
        What is said of the first one.
    lines : sequence of int
        Where it is said.
    what : str, default "session"
        What the rows are about.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(event_disagrees("log.csv", "date", ["s1"], ["2022-01-05", "2022-02-02"], [2, 9]))
    log.csv must give each session one date; 1 session(s) have several: 's1' ('2022-01-05', \
'2022-02-02' in lines 2, 9). Correct the rows, or tell sessions of the same name apart: \
event=['title', 'date'].
    """
    apart = (
        "or tell sessions of the same name apart: event=['title', 'date']."
        if what == "session"
        else f"or give every {what} its own name."
    )
    return DataError(
        f"{file} must give each {what} one {fact}; {len(events)} {what}(s) have several: "
        f"{listed(events)} ({listed(values)} in {at_lines(lines)}). Correct the rows, {apart}"
    )


def unknown_formats(file: str, formats: Sequence[str], known: Sequence[str]) -> DataError:
    """Say that a log names formats without known weights.

    Parameters
    ----------
    file : str
        The log.
    formats : sequence of str
        The formats it names.
    known : sequence of str
        Those with weights.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(unknown_formats("log.csv", ["clinic"], ["lecture", "workshop"]))
    log.csv names 1 session format(s) without known weights: 'clinic'. Say how much is learned \
from peers and from presenters: formats={'clinic': (1, 1)}. Known are 'lecture', 'workshop'.
    """
    pairs = ", ".join(f"{word!r}: (1, 1)" for word in list(formats)[:SHOWN])
    return DataError(
        f"{file} names {len(formats)} session format(s) without known weights: {listed(formats)}. "
        "Say how much is learned from peers and from presenters: "
        f"formats={{{pairs}}}. Known are {listed(known, 12)}."
    )


def roster_lacks_wave(file: str, wave: str, known: Sequence[str]) -> DataError:
    """Say that a roster with one row per wave has none for a wave.

    Parameters
    ----------
    file : str
        The roster.
    wave : str
        The wave.
    known : sequence of str
        The waves it has rows for.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(roster_lacks_wave("people.csv", "endline", ["baseline", "endlin"]))
    people.csv has no row for the wave 'endline'; it has rows for 'baseline', 'endlin'. Use the \
same labels in the roster, in the surveys and in waves=.
    """
    return DataError(
        f"{file} has no row for the wave {wave!r}; it has rows for {listed(known)}. "
        "Use the same labels in the roster, in the surveys and in waves=."
    )


def kind_disagrees(kind: str, what: str, files: tuple[str, str]) -> DataError:
    """Say that two surveys of one kind of tie measure different things.

    Parameters
    ----------
    kind : str
        The kind.
    what : str
        What they disagree on.
    files : tuple of str
        The two files.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(kind_disagrees("learning", "scale", ("a.csv", "b.csv")))
    'learning' is measured with one scale in a.csv and another in b.csv. Read both in the same \
way, or give one of them another name with kind=.
    """
    return DataError(
        f"{kind!r} is measured with one {what} in {files[0]} and another in {files[1]}. "
        "Read both in the same way, or give one of them another name with kind=."
    )


def logs_disagree(
    events: Sequence[str], fact: str, files: Sequence[str], values: Sequence[str]
) -> DataError:
    """Say that two logs say different things of one session.

    Parameters
    ----------
    events : sequence of str
        The sessions.
    fact : str
        What they disagree on.
    files : sequence of str
        The logs that name the first one.
    values : sequence of str
        What they say.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(logs_disagree(["s1"], "start", ["a.csv", "b.csv"], ["2022-01-05", "2022-02-02"]))
    1 session(s) have another start in another log: 's1' is '2022-01-05', '2022-02-02' in \
'a.csv', 'b.csv'. Correct one, or give different sessions different names.
    """
    return DataError(
        f"{len(events)} session(s) have another {fact} in another log: {shown(events[0])} is "
        f"{listed(values)} in {listed(files)}. Correct one, or give different sessions different "
        "names."
    )


def not_a_source(argument: str, got: str, readers: str) -> ArgumentError:
    """Say that something is not what a reader gave.

    Parameters
    ----------
    argument : str
        The argument.
    got : str
        The type it was given.
    readers : str
        What would have given it.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(not_a_source("people", "DataFrame", "nw.read_people"))
    people must be what nw.read_people gave, got DataFrame. Read the table or file with it first.
    >>> print(not_a_source("sources", "list", "nw.read_survey"))
    sources must be what nw.read_survey gave, got list. Give them one after the other: \
nw.weave(people, survey, log), or with a star: nw.weave(people, *sources).
    """
    mend = "Read the table or file with it first."
    if got in {"list", "tuple"} and argument == "sources":
        mend = (
            "Give them one after the other: nw.weave(people, survey, log), or with a star: "
            "nw.weave(people, *sources)."
        )
    return ArgumentError(f"{argument} must be what {readers} gave, got {got}. {mend}")
