"""Messages about files of attendance: what they are, and what they cannot be read as."""

from __future__ import annotations

from collections.abc import Sequence

from netweave.errors.base import ArgumentError, DataError, listed, shown


def does_not_apply(
    file: str, layout: tuple[str, str], arguments: Sequence[str], *, told: bool
) -> ArgumentError:
    """Say that arguments do not belong to the layout of a file.

    Parameters
    ----------
    file : str
        The file's name.
    layout : tuple of str
        The layout, and what it is in words.
    arguments : sequence of str
        The arguments that do not apply.
    told : bool
        Whether the caller named the layout, rather than the file.

    Returns
    -------
    ArgumentError
        For the caller to raise.

    Examples
    --------
    >>> print(does_not_apply("a.csv", ("zoom", "a Zoom report"), ["person"], told=False))
    a.csv is read as a Zoom report, to which person= does not apply. Leave it out, or say with \
layout= what the file is.
    """
    names = ", ".join(f"{argument}=" for argument in arguments)
    verb, pronoun = ("does", "it") if len(arguments) == 1 else ("do", "them")
    mend = f"another layout than {layout[0]!r}" if told else "with layout= what the file is"
    return ArgumentError(
        f"{file} is read as {layout[1]}, to which {names} {verb} not apply. "
        f"Leave {pronoun} out, or say {mend}."
    )


def two_orders(file: str, cells: Sequence[str], mend: str) -> DataError:
    """Say that nothing in a file tells whether its dates are day first or month first.

    Parameters
    ----------
    file : str
        The file's name.
    cells : sequence of str
        The dates as written.
    mend : str
        How to say it.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(two_orders("a.csv", ["03/04/2022 9:00 AM"], "Say dayfirst=True or dayfirst=False."))
    a.csv has dates that can be read day first or month first: '03/04/2022 9:00 AM'. Nothing in \
the file tells which. Say dayfirst=True or dayfirst=False.
    """
    return DataError(
        f"{file} has dates that can be read day first or month first: {listed(cells)}. "
        f"Nothing in the file tells which. {mend}"
    )


def other_day(file: str, date: str, found: Sequence[str]) -> DataError:
    """Say that a meeting report is of another day than the caller says.

    Parameters
    ----------
    file : str
        The file's name.
    date : str
        The day that the caller gave.
    found : sequence of str
        The day or days that the file may mean.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(other_day("a.csv", "2022-03-01", ["2022-03-15"]))
    a.csv is about a meeting of '2022-03-15', and date= says '2022-03-01'. Leave date= out, or \
correct it.
    """
    return DataError(
        f"{file} is about a meeting of {' or '.join(map(shown, found))}, and date= says "
        f"{date!r}. Leave date= out, or correct it."
    )


def no_report(file: str, layout: tuple[str, str], wanted: str) -> DataError:
    """Say that a file is not in the layout that the caller named.

    Parameters
    ----------
    file : str
        The file's name.
    layout : tuple of str
        The layout, and what it is in words.
    wanted : str
        The columns by which it is known.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_report("a.csv", ("zoom", "a Zoom report"), "Join Time"))
    a.csv is not a Zoom report: no row holds its columns (Join Time; English headings only). \
Export it again, or name the columns instead of layout='zoom'.
    """
    return DataError(
        f"{file} is not {layout[1]}: no row holds its columns ({wanted}; English headings only). "
        f"Export it again, or name the columns instead of layout={layout[0]!r}."
    )


def not_attendance(file: str) -> DataError:
    """Say that an invitation is not attendance, and how to count it all the same.

    Parameters
    ----------
    file : str
        The calendar file.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_attendance("kickoff.ics"))
    kickoff.ics says who was invited and who accepted, not who was there. Take the sign-in sheet \
or the meeting's report instead; or count everybody who accepted as present, and say so: \
invitations='accepted'.
    """
    return DataError(
        f"{file} says who was invited and who accepted, not who was there. Take the sign-in sheet "
        "or the meeting's report instead; or count everybody who accepted as present, and say so: "
        "invitations='accepted'."
    )


def no_marks(file: str, columns: Sequence[str], cells: Sequence[str]) -> DataError:
    """Say that columns taken for sessions hold no mark of presence.

    Parameters
    ----------
    file : str
        The sign-in sheet.
    columns : sequence of str
        The columns.
    cells : sequence of str
        What stands in the first of them.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_marks("sheet.xlsx", ["Team"], ["Red", "Blue"]))
    sheet.xlsx has 1 column(s) without any mark of presence (x, 1, yes, a role): 'Team' holds \
'Red', 'Blue'. List the columns that are sessions: sessions=[...].
    """
    return DataError(
        f"{file} has {len(columns)} column(s) without any mark of presence (x, 1, yes, a role): "
        f"{listed(columns)} holds {listed(cells)}. "
        "List the columns that are sessions: sessions=[...]."
    )
