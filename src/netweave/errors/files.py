"""Messages about files: which there are, and whether they are what they say."""

from __future__ import annotations

from collections.abc import Iterable

from netweave.errors.base import DataError, listed, meant, suggestion


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
    return DataError(f"there is no file {path!r}.{meant(name, near)} Check the path.")


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
