"""What a file is, by its first bytes, whatever its name says."""

from __future__ import annotations

import zipfile
from pathlib import Path

TEXT = (".csv", ".tsv", ".tab", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
PARQUET = (".parquet", ".pq")
SPSS = (".sav", ".zsav")
EVERY = (*TEXT, *WORKBOOKS, ".parquet", *SPSS)
_OLD = "an old Excel workbook"
_ZIP = "a zip archive or Excel workbook"
_STARTS = (
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", _OLD),
    (b"\t\x08", _OLD),
    (b"PAR1\x15", "a Parquet file"),
    (b"$FL2@(#)", "an SPSS file"),
    (b"$FL3@(#)", "a compressed SPSS file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a rich text document"),
)
_PAGES = (b"<!doctype html", b"<html", b"<table")
_INSIDE = (
    ("xl/workbook.bin", "an Excel workbook (binary)", ".xlsb"),
    ("xl/workbook.xml", "an Excel workbook", ".xlsx"),
    ("word/document.xml", "a Word document", ""),
    ("ppt/presentation.xml", "a PowerPoint presentation", ""),
    ("content.xml", "an OpenDocument file", ".ods"),
)
_SUFFIX = {
    _OLD: ".xls",
    "a Parquet file": ".parquet",
    "an SPSS file": ".sav",
    "a compressed SPSS file": ".zsav",
}


def other_than_text(start: bytes) -> str:
    """Say what a file is by its first bytes; "" if it may be text.

    Examples
    --------
    >>> other_than_text(b"%PDF-1.7"), other_than_text(b"id,name")
    ('a PDF', '')
    """
    found = next((what for mark, what in _STARTS if start.startswith(mark)), "")
    page = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES)
    return found or ("a web page (HTML)" if page else "")


def what_is(path: Path) -> tuple[str, str]:
    """Say what a file is, and the suffix it should have ("" if none that can be read)."""
    with path.open("rb") as file:
        start = file.read(4096)
    found = other_than_text(start)
    if found == _ZIP:
        return _inside(path)
    if found:
        return found, _SUFFIX.get(found, "")
    if not start:
        return "nothing", ""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text", ".csv"
    binary = 4 * sum(start.count(place) for place in range(9)) > len(start)
    return ("binary data of an unknown kind", "") if binary else ("text", ".csv")


def _inside(path: Path) -> tuple[str, str]:
    """Tell archives apart by what they hold."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a damaged zip archive or Excel workbook", ""
    for part, what, suffix in _INSIDE:
        if part in names:
            return what, suffix
    return "a zip archive", ""
