"""Messages about exports of surveys: which columns a question has, and what its cells hold."""

from __future__ import annotations

from collections.abc import Sequence

from netweave.errors.base import (
    ArgumentError,
    DataError,
    RefusalError,
    at_lines,
    listed,
    meant,
    shown,
)


def never_carried(file: str, columns: Sequence[str], argument: str = "keep") -> ArgumentError:
    """Say that columns which a survey tool adds about a person are not carried into a network.

    Parameters
    ----------
    file : str
        The file's name.
    columns : sequence of str
        The columns.
    argument : str, default "keep"
        The argument that names them.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(never_carried("endline.csv", ["IPAddress"]))
    keep must not name 'IPAddress' of endline.csv: the survey tool adds such columns about the \
person, the place and the device, and they are carried nowhere. Leave them out; a column that \
identifies people may be named as the respondent or as id.
    """
    return ArgumentError(
        f"{argument} must not name {listed(columns)} of {file}: the survey tool adds such columns "
        "about the person, the place and the device, and they are carried nowhere. Leave them out; "
        "a column that identifies people may be named as the respondent or as id."
    )


def no_answers(file: str, rows: int, reason: str) -> DataError:
    """Say that an export holds previews and tests only.

    Parameters
    ----------
    file : str
        The file's name.
    rows : int
        How many rows it has.
    reason : str
        Why the first of them is no answer.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_answers("endline.csv", 3, "preview of the survey, no answer"))
    endline.csv holds no answer: all of its 3 row(s) are set aside, the first because: preview of \
the survey, no answer. Export the answers.
    """
    return DataError(
        f"{file} holds no answer: all of its {rows} row(s) are set aside, the first because: "
        f"{reason}. Export the answers."
    )


def no_such_question(file: str, asked: str, questions: Sequence[str]) -> DataError:
    """Say that a file has no column and no question of a name.

    Parameters
    ----------
    file : str
        The file's name.
    asked : str
        The name that was given.
    questions : sequence of str
        The columns and questions it has.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_such_question("endline.csv", "advise", ["id", "advice"]))
    endline.csv has no column 'advise', no columns 'advise_1', 'advise_2', …, and no question of \
this text. Did you mean 'advice'? It has 'id', 'advice'.
    """
    columns = f"{f'{asked}_1'!r}, {f'{asked}_2'!r}, …"
    return DataError(
        f"{file} has no column {asked!r}, no columns {columns}, and no question of this text."
        f"{meant(asked, questions)} It has {listed(questions, 12)}."
    )


def several_questions(file: str, asked: str, questions: Sequence[str]) -> DataError:
    """Say that the text of a question fits several questions.

    Parameters
    ----------
    file : str
        The file's name.
    asked : str
        The text that was given.
    questions : sequence of str
        The questions that it fits.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(several_questions("endline.csv", "How often", ["How often in May?", "How often?"]))
    endline.csv has 2 questions that 'How often' fits: 'How often in May?', 'How often?'. Give the \
text in full, or list the columns.
    """
    return DataError(
        f"{file} has {len(questions)} questions that {asked!r} fits: {listed(questions)}. "
        "Give the text in full, or list the columns."
    )


def person_in_two_columns(file: str, person: str, columns: Sequence[str]) -> DataError:
    """Say that several columns of a matrix stand for the same person.

    Parameters
    ----------
    file : str
        The file's name.
    person : str
        The text that the columns share.
    columns : sequence of str
        The columns.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(person_in_two_columns("endline.csv", "Bo Li", ["Q2_1", "Q2_7"]))
    endline.csv must have one column for each person named; 'Bo Li' has 'Q2_1', 'Q2_7'. List the \
columns of one question, or correct the names.
    """
    return DataError(
        f"{file} must have one column for each person named; {person!r} has {listed(columns)}. "
        "List the columns of one question, or correct the names."
    )


def levels_without_scale(where: str, words: Sequence[str], lines: Sequence[int]) -> RefusalError:
    """Say that the cells of a matrix hold levels although no scale is named.

    Parameters
    ----------
    where : str
        The file and the question: ``endline.csv['Q2']``.
    words : sequence of str
        What the cells hold.
    lines : sequence of int
        Their lines.

    Returns
    -------
    RefusalError
        For the caller to raise.

    Examples
    --------
    >>> print(levels_without_scale("endline.csv['Q2']", ["monthly", "weekly"], [4, 7]))
    E-SCALE: endline.csv['Q2'] must hold marks (x, 1, yes, ✓) or nothing; lines 4, 7 hold \
'monthly', 'weekly'. If these are levels, name their scale with scale=; if they are names of \
people, say form="generator".
    """
    rows = at_lines(list(dict.fromkeys(lines)))
    verb = "holds" if len(set(lines)) == 1 else "hold"
    return RefusalError(
        "E-SCALE",
        f"{where} must hold marks (x, 1, yes, ✓) or nothing; {rows} {verb} "
        f"{listed(list(dict.fromkeys(words)))}. If these are levels, name their scale with "
        'scale=; if they are names of people, say form="generator".',
    )


def not_for_form(argument: str, form: str, mend: str) -> ArgumentError:
    """Say that an argument means nothing in the form in which people were named.

    Parameters
    ----------
    argument : str
        The argument.
    form : str
        The form.
    mend : str
        What to do about it, one sentence.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(not_for_form("level", "matrix", "Leave it out: the cells hold the levels."))
    level must be left out with form='matrix'. Leave it out: the cells hold the levels.
    """
    return ArgumentError(f"{argument} must be left out with form={form!r}. {mend}")


def one_level_for_each(names: int, levels: int) -> ArgumentError:
    """Say that there are not as many columns of levels as of names.

    Parameters
    ----------
    names : int
        How many columns hold names.
    levels : int
        How many hold levels.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(one_level_for_each(5, 3))
    level must list one column for each of the 5 columns of names, got 3. Give them in the same \
order.
    """
    return ArgumentError(
        f"level must list one column for each of the {names} columns of names, got {levels}. "
        "Give them in the same order."
    )


def choices_needed(separator: str) -> ArgumentError:
    """Say that names cannot be told apart at a comma alone.

    Parameters
    ----------
    separator : str
        What separates them.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(choices_needed(", "))
    choices must list the names that were offered, if separator is ', ': a name such as \
'Ruiz, Ana' holds it too. Give a list of names, or the roster (nw.read_people).
    """
    return ArgumentError(
        f"choices must list the names that were offered, if separator is {shown(separator)}: a "
        "name such as 'Ruiz, Ana' holds it too. Give a list of names, or the roster "
        "(nw.read_people)."
    )


def words_alike(where: str, first: str, second: str) -> ArgumentError:
    """Say that two words of one scale cannot be told apart.

    Parameters
    ----------
    where : str
        Whose words they are.
    first, second : str
        The two words.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(words_alike("the scale OURS", "once a week", "Once-a-week"))
    the words of the scale OURS must differ in letters or figures; 'once a week' and \
'Once-a-week' do not. Name each word once, as the file writes it.
    """
    return ArgumentError(
        f"the words of {where} must differ in letters or figures; {shown(first)} and "
        f"{shown(second)} do not. Name each word once, as the file writes it."
    )
