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


def audience_not_offered(name: str, offered: Iterable[str]) -> ArgumentError:
    """Say that a level of audience is defined but cannot be asked for yet.

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
    audience 'participant' is not offered yet: a profile goes to the person concerned and to \
nobody else, and no report does that. Use one of 'network'.
    """
    return ArgumentError(
        f"audience {name!r} is not offered yet: a profile goes to the person concerned and to "
        f"nobody else, and no report does that. Use one of {listed(offered)}."
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
    close = difflib.get_close_matches(key, names, n=1, cutoff=0.6)
    question = f" Did you mean {close[0]!r}?" if close else ""
    return DataError(
        f"{where} holds the unknown key {key!r}.{question} It may hold {listed(names, 30)}."
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
    """
    return DataError(
        f"{name} cannot be read as TOML: {why}. "
        "Correct that line; text stands in quotes, dates do not."
    )


def folder_in_use(folder: str, first: str) -> DataError:
    """Say that the folder for a report holds files that are no report.

    Parameters
    ----------
    folder : str
        The folder.
    first : str
        One of the files in it.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(folder_in_use("out", "thesis.docx"))
    the folder 'out' is not empty and holds no report of netweave (it holds 'thesis.docx'). Name \
another with --out, or write into it all the same with --force.
    """
    return DataError(
        f"the folder {folder!r} is not empty and holds no report of netweave (it holds "
        f"{first!r}). Name another with --out, or write into it all the same with --force."
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


def nobody_in_both(before: int, after: int, *, members_only: bool) -> DataError:
    """Say that nobody is in both of two waves, so that nothing can be compared.

    Parameters
    ----------
    before, after : int
        How many people are in either wave.
    members_only : bool
        Whether conveners were left out.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(nobody_in_both(3, 4, members_only=False))
    nobody is in both waves (3 people before, 4 after), so there is no change to speak of. Check \
that both use the same ids in people.
    """
    who = "members" if members_only else "people"
    return DataError(
        f"nobody is in both waves ({before} {who} before, {after} after), so there is no change "
        "to speak of. Check that both use the same ids in people."
    )


def same_wave(label: str) -> ArgumentError:
    """Say that before and after are the same wave.

    Parameters
    ----------
    label : str
        The wave.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(same_wave("spring"))
    before and after must be two different waves, got 'spring' twice. Take them from the whole \
network: net.wave('first'), net.wave('second').
    """
    return ArgumentError(
        f"before and after must be two different waves, got {label!r} twice. "
        "Take them from the whole network: net.wave('first'), net.wave('second')."
    )


def waves_backwards(before: str, after: str) -> ArgumentError:
    """Say that before lies after after.

    Parameters
    ----------
    before, after : str
        The waves, as given.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(waves_backwards("endline", "baseline"))
    before must not start later than after, and 'endline' starts later than 'baseline'. Exchange \
the two.
    """
    return ArgumentError(
        f"before must not start later than after, and {before!r} starts later than {after!r}. "
        "Exchange the two."
    )


def name_one_kind(kinds: Sequence[str], why: str) -> ArgumentError:
    """Say that a headline compares one kind of tie, and that it must be named.

    Parameters
    ----------
    kinds : sequence of str
        The kinds it could be.
    why : str
        What was found: ``several kinds are marked as headline``.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(name_one_kind(["advice", "help"], "several kinds are marked as headline"))
    kind must name the one kind of tie to compare: several kinds are marked as headline \
('advice', 'help'). Say for example kind='advice'.
    """
    example = f" Say for example kind={kinds[0]!r}." if kinds else ""
    found = f" ({listed(kinds)})" if kinds else ""
    return ArgumentError(f"kind must name the one kind of tie to compare: {why}{found}.{example}")


def kind_absent(kind: str, which: str, kinds: Sequence[str]) -> DataError:
    """Say that one of two networks does not know a kind of tie.

    Parameters
    ----------
    kind : str
        The kind asked for.
    which : str
        The argument that lacks it: ``before`` or ``after``.
    kinds : sequence of str
        The kinds it holds.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(kind_absent("learning", "before", ["learnin"]))
    before lacks the kind 'learning'. Did you mean 'learnin'? It has 'learnin'. Give both waves \
the same kinds table, so that a wave without ties is told from a question never asked.
    """
    asked = suggestion(kind, kinds) if len(kinds) else " It has no kinds."
    return DataError(
        f"{which} lacks the kind {kind!r}.{asked} Give both waves the same kinds table, "
        "so that a wave without ties is told from a question never asked."
    )


def no_entries(file: str) -> DataError:
    """Say that a BibTeX file holds no entry.

    Parameters
    ----------
    file : str
        The file's name.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_entries("products.bib"))
    products.bib holds no BibTeX entry (@article{...}). Export it again, or leave it out.
    """
    return DataError(
        f"{file} holds no BibTeX entry (@article{{...}}). Export it again, or leave it out."
    )


def folder_taken(folder: str, first: str) -> DataError:
    """Say that a folder that should be empty is not.

    Parameters
    ----------
    folder : str
        The folder.
    first : str
        One of the files in it.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(folder_taken("made", "notes.txt"))
    the folder 'made' is not empty (it holds 'notes.txt'). Name another with --out, or write into \
it all the same with --force.
    """
    return DataError(
        f"the folder {folder!r} is not empty (it holds {first!r}). "
        "Name another with --out, or write into it all the same with --force."
    )


def no_sample(folder: str) -> DataError:
    """Say that the sample cohort is not where it is looked for.

    Parameters
    ----------
    folder : str
        Where it should be.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_sample("netweave/_sample"))
    the sample cohort is missing: 'netweave/_sample' holds no cohort.toml. Install netweave again, \
or make a cohort with: netweave simulate --seed 1 --out cohort
    """
    return DataError(
        f"the sample cohort is missing: {folder!r} holds no cohort.toml. "
        "Install netweave again, or make a cohort with: netweave simulate --seed 1 --out cohort"
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


def headline_needed(kinds: Sequence[str]) -> DataError:
    """Say that several kinds could be the headline of a report.

    Parameters
    ----------
    kinds : sequence of str
        The kinds.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(headline_needed(["advice", "learning"]))
    several kinds of tie could be the headline ('advice', 'learning'), and only one can. Name it \
under [report] in the project file: headline = "advice"
    """
    return DataError(
        f"several kinds of tie could be the headline ({listed(kinds, 12)}), and only one can. "
        f'Name it under [report] in the project file: headline = "{kinds[0]}"'
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
    """
    return ArgumentError(
        f"{argument} must be what {readers} gave, got {got}. Read the table or file with it first."
    )
