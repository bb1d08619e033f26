"""Messages about files: which there are, and whether they are what they say."""

from __future__ import annotations

from collections.abc import Iterable

from netweave.errors.base import (
    ArgumentError,
    DataError,
    MissingExtraError,
    at_lines,
    listed,
    meant,
    shown,
    suggestion,
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


def not_what_it_says(name: str, found: str, suffix: str = "") -> DataError:
    """Say that a file is not what its name says.

    Parameters
    ----------
    name : str
        The file's name.
    found : str
        What it holds instead.
    suffix : str, default ""
        The suffix that would fit it.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_what_it_says("people.csv", "a zip archive or Excel workbook"))
    people.csv is not what its name says: it holds a zip archive or Excel workbook. Give it the \
suffix of what it is, or export it again.
    >>> print(not_what_it_says("people.xls", "text", ".csv"))
    people.xls is not what its name says: it holds text. Give it the suffix .csv, or export it \
again.
    """
    mend = suffix or "of what it is"
    return DataError(
        f"{name} is not what its name says: it holds {found}. "
        f"Give it the suffix {mend}, or export it again."
    )


def unknown_suffix(name: str, known: Iterable[str], found: str = "", suffix: str = "") -> DataError:
    """Say that the suffix of a file names no format that can be read.

    Parameters
    ----------
    name : str
        The file's name.
    known : iterable of str
        The suffixes that can be read.
    found : str, default ""
        What the file holds, by its first bytes.
    suffix : str, default ""
        The suffix that would fit it.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(unknown_suffix("people.doc", [".csv", ".xlsx"], "a Word document"))
    people.doc ends in no suffix that can be read here ('.csv', '.xlsx'). It holds a Word \
document. Export it as CSV.
    >>> print(unknown_suffix("people", [".csv", ".xlsx"], "an Excel workbook", ".xlsx"))
    people ends in no suffix that can be read here ('.csv', '.xlsx'). It holds an Excel \
workbook. Name it 'people.xlsx'.
    """
    holds = f" It holds {found}." if found else ""
    mend = f"Name it {name + suffix!r}." if suffix else "Export it as CSV."
    return DataError(
        f"{name} ends in no suffix that can be read here ({listed(known, 20)}).{holds} {mend}"
    )


def not_in_encoding(name: str, encoding: str, line: int) -> DataError:
    """Say that a file is not text in an encoding.

    Parameters
    ----------
    name : str
        The file's name.
    encoding : str
        The encoding in which it was read.
    line : int
        A line before the first fault.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_in_encoding("people.csv", "cp1252", 1))
    people.csv is not text in the encoding cp1252 (somewhere after line 1). Save it as CSV UTF-8, \
or name its encoding with encoding=.
    """
    return DataError(
        f"{name} is not text in the encoding {encoding} (somewhere after line {line}). "
        "Save it as CSV UTF-8, or name its encoding with encoding=."
    )


def damaged(name: str, what: str, why: object) -> DataError:
    """Say that a file is of the right kind but cannot be read.

    Parameters
    ----------
    name : str
        The file's name.
    what : str
        What it is.
    why : object
        What its reader says.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(damaged("log.sav", "an SPSS file", "unable to read from file"))
    log.sav is an SPSS file that cannot be read (unable to read from file). Open and save it \
where it was made, or export it as CSV.
    """
    said = " ".join(str(why).split())[:200]
    return DataError(
        f"{name} is {what} that cannot be read ({said}). "
        "Open and save it where it was made, or export it as CSV."
    )


def cannot_be_opened(name: str, why: str) -> DataError:
    """Say that a file exists but cannot be opened.

    Parameters
    ----------
    name : str
        The file's name.
    why : str
        What the system says.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(cannot_be_opened("people.csv", "Permission denied"))
    people.csv cannot be opened: Permission denied. Close it elsewhere, or check who may read it.
    """
    return DataError(
        f"{name} cannot be opened: {why}. Close it elsewhere, or check who may read it."
    )


def too_large(name: str, what: str, mend: str = "") -> DataError:
    """Say that a file would take more memory than any table of people needs.

    Parameters
    ----------
    name : str
        The file's name.
    what : str
        What is too large, and how large it is.
    mend : str, default ""
        What helps, if it is not to delete what stands far from the table.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(too_large("log.xlsx", "a sheet of 1048576 rows and 16384 columns"))
    log.xlsx unfolds to a sheet of 1048576 rows and 16384 columns, more than can be read. Delete \
what stands far below or to the right of the table, or export it as CSV.
    """
    mend = mend or (
        "Delete what stands far below or to the right of the table, or export it as CSV."
    )
    return DataError(f"{name} unfolds to {what}, more than can be read. {mend}")


def too_many_columns(name: str, count: int, most: int) -> DataError:
    """Say that a table has more columns than any spreadsheet.

    Parameters
    ----------
    name : str
        What the table is called.
    count : int
        How many columns it has.
    most : int
        How many it may have.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(too_many_columns("log.csv", 100000, 16384))
    log.csv has 100000 columns, and a table may have at most 16384. If rows and columns are \
swapped, turn them round; else keep the columns that are needed.
    """
    return DataError(
        f"{name} has {count} columns, and a table may have at most {most}. If rows and columns are "
        "swapped, turn them round; else keep the columns that are needed."
    )


def not_as_text(name: str, what: str, why: object, column: str = "", line: int = 0) -> DataError:
    """Say that a cell holds something that cannot be written as text.

    Parameters
    ----------
    name : str
        What the table is called.
    what : str
        What the cell holds.
    why : object
        What went wrong.
    column : str, default ""
        Its column, if that is known.
    line : int, default 0
        Its line, if that is known.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_as_text("log", "Person", "no name", "who", 3))
    log holds something that cannot be read as text: Person in column 'who', line 3 (no name). \
Turn such cells into text first.
    """
    where = (f" in column {shown(column)}" if column else "") + (f", line {line}" if line else "")
    try:
        said = " ".join(str(why).split())[:200]
    except Exception:
        said = type(why).__name__
    return DataError(
        f"{name} holds something that cannot be read as text: {what}{where} ({said}). "
        "Turn such cells into text first."
    )


def missing_extra(name: str, what: str, package: str, extra: str) -> MissingExtraError:
    """Say that reading a file takes a package that is not installed.

    Parameters
    ----------
    name : str
        The file's name.
    what : str
        What such files are.
    package : str
        The package that reads them.
    extra : str
        The extra of netweave that brings it.

    Returns
    -------
    MissingExtraError
        For the caller to raise.

    Examples
    --------
    >>> print(missing_extra("log.parquet", "Parquet files", "pyarrow", "parquet"))
    log.parquet: Parquet files are read by pyarrow, which is not installed. Install it with: pip \
install "netweave[parquet]"
    """
    return MissingExtraError(
        f"{name}: {what} are read by {package}, which is not installed. "
        f'Install it with: pip install "netweave[{extra}]"'
    )


def missing_package(what: str, package: str, extra: str) -> MissingExtraError:
    """Say that something takes a package that is not installed.

    Parameters
    ----------
    what : str
        What was asked for.
    package : str
        The package that makes it.
    extra : str
        The extra of netweave that brings it.

    Returns
    -------
    MissingExtraError
        For the caller to raise.

    Examples
    --------
    >>> print(missing_package("A notebook widget", "anywidget", "widget"))
    A notebook widget takes anywidget, which is not installed. Install it with: pip install \
"netweave[widget]"
    """
    return MissingExtraError(
        f"{what} takes {package}, which is not installed. "
        f'Install it with: pip install "netweave[{extra}]"'
    )


def no_such_header(name: str, header: object, lines: Iterable[int]) -> DataError:
    """Say that the line named as the header holds nothing.

    Parameters
    ----------
    name : str
        The file's name.
    header : object
        The line that was named.
    lines : iterable of int
        The first lines that hold something.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_such_header("log.csv", 2, [1, 3]))
    log.csv has no row that starts in line 2, which header= names. Its rows start in lines 1, 3.
    """
    return DataError(
        f"{name} has no row that starts in line {shown(header)}, which header= names. "
        f"Its rows start in {at_lines(list(lines))}."
    )


def no_entries(file: str, what: str = "BibTeX entry (@article{...})") -> DataError:
    """Say that a list of works holds no entry.

    Parameters
    ----------
    file : str
        The file's name.
    what : str, default "BibTeX entry (@article{...})"
        What an entry looks like there.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(no_entries("products.bib"))
    products.bib holds no BibTeX entry (@article{...}). Export it again, or leave it out.
    """
    return DataError(f"{file} holds no {what}. Export it again, or leave it out.")


def outside_entry(
    file: str, text: str, line: int, rule: str = "with TY and ends with ER"
) -> DataError:
    """Say that a line of a list of works stands outside any entry.

    Parameters
    ----------
    file : str
        The file's name.
    text : str
        The line.
    line : int
        Where it stands.
    rule : str, default "with TY and ends with ER"
        How an entry begins.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(outside_entry("works.ris", "AU  - Ana", 4))
    works.ris has a line outside any entry: 'AU  - Ana' (line 4). An entry begins with TY and \
ends with ER; export the file again.
    """
    return DataError(
        f"{file} has a line outside any entry: {shown(text[:60])} (line {line}). An entry begins "
        f"{rule}; export the file again."
    )


def not_json(file: str, where: str, fault: str) -> DataError:
    """Say that a file cannot be read as JSON.

    Parameters
    ----------
    file : str
        The file's name.
    where : str
        Where reading stopped.
    fault : str
        What the parser said.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(not_json("works.json", "line 3, column 7", "Expecting value"))
    works.json cannot be read as JSON: Expecting value (line 3, column 7). Save the answer again, \
whole and unchanged.
    """
    return DataError(
        f"{file} cannot be read as JSON: {fault} ({where}). "
        "Save the answer again, whole and unchanged."
    )


def other_json(file: str, found: str) -> DataError:
    """Say that a JSON file holds something else than works.

    Parameters
    ----------
    file : str
        The file's name.
    found : str
        What its first item is.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(other_json("works.json", "an object with 'name'"))
    works.json holds no works from OpenAlex (authorships), Crossref or CSL (author): item 1 \
(line 1 where there is one per line) is an object with 'name'. Save the works themselves as JSON.
    """
    return DataError(
        f"{file} holds no works from OpenAlex (authorships), Crossref or CSL (author): item 1 "
        f"(line 1 where there is one per line) is {found}. Save the works themselves as JSON."
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


def other_report(folder: str, title: str) -> DataError:
    """Say that the folder holds the report of another project.

    Parameters
    ----------
    folder : str
        The folder.
    title : str
        The title of the report in it.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(other_report("out", "Coaches 2025"))
    the folder 'out' holds the report 'Coaches 2025', which is not of this project. Name another \
folder with --out, or replace that report with --force.
    """
    return DataError(
        f"the folder {folder!r} holds the report {title!r}, which is not of this project. "
        "Name another folder with --out, or replace that report with --force."
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


def not_a_workbook(path: str) -> ArgumentError:
    """Say that a workbook must be written under a name that ends in .xlsx.

    Parameters
    ----------
    path : str
        The name given.

    Returns
    -------
    ArgumentError
        For the caller to raise.
    """
    return ArgumentError(
        f"path must end in .xlsx, got {path!r}: the ledger is written as an Excel workbook. "
        "For text files use to_csv(folder)."
    )


def no_such_folder(path: str, folder: str) -> ArgumentError:
    """Say that a file cannot be written since its folder does not exist.

    Parameters
    ----------
    path : str
        The file that was to be written.
    folder : str
        The folder that is not there.

    Returns
    -------
    ArgumentError
        For the caller to raise.
    """
    return ArgumentError(
        f"path names a file in a folder that does not exist: {path!r} in {folder!r}. "
        "Make the folder first."
    )


def cannot_be_written(path: str, why: str, mend: str) -> DataError:
    """Say that a file or folder cannot be written.

    Parameters
    ----------
    path : str
        Where to.
    why : str
        What stands in the way.
    mend : str
        What to do about it, one sentence.

    Returns
    -------
    DataError
        For the caller to raise.

    Examples
    --------
    >>> print(cannot_be_written("out.csv", "it is a file", "Name a folder."))
    'out.csv' cannot be written: it is a file. Name a folder.
    """
    return DataError(f"{path!r} cannot be written: {why}. {mend}")
