"""From the bytes of a text file to rows of cells with their line numbers."""

from __future__ import annotations

import codecs
import csv
import io

import numpy as np

from netweave import errors

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
SAMPLE, SAMPLE_SIZE = 50, 100_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS = (
    (b"PK\x03\x04", "a zip archive or Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def decoded(content: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Decode a file's bytes, and say in words which encoding was taken."""
    for mark, what in _OTHER_FORMATS:
        if content.startswith(mark):
            raise errors.not_what_it_says(name, what)
    if encoding is not None:
        return _as(content, name, encoding), f"encoding {encoding} as asked"
    for mark, known in _MARKS:
        if content.startswith(mark):
            return _plain(_as(content, name, known), name), f"encoding {known} by its mark"
    try:
        return _plain(content.decode("utf-8"), name), "encoding utf-8"
    except UnicodeDecodeError:
        text = _plain(_as(content, name, "cp1252"), name)
    return text, "not utf-8; read as cp1252 (Western Windows): check accents, or give encoding="


def _as(content: bytes, name: str, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except LookupError as fault:
        raise errors.ArgumentError(
            f"encoding must be a name that Python knows, got {errors.shown(encoding)}. "
            "Try encoding='utf-8', 'cp1252', 'latin-1' or 'utf-16'."
        ) from fault
    except ValueError as fault:
        raise errors.DataError(
            f"{name} is not text in the encoding {encoding}: {fault}. "
            "Save it as CSV UTF-8, or name its encoding with encoding=."
        ) from fault


def _plain(text: str, name: str) -> str:
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise errors.not_what_it_says(name, f"binary data (a NUL byte in line {line})")
    return text


def delimiter_of(text: str) -> str:
    """Choose the delimiter under which most rows have as many cells as the header."""
    best, score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = _widths(text, delimiter)
        if widths and widths[0] > 1:
            same = sum(width == widths[0] for width in widths)
            if (same, widths[0]) > score:
                best, score = delimiter, (same, widths[0])
    return best


def _widths(text: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text[:SAMPLE_SIZE], newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) == SAMPLE:
                break
    except csv.Error:
        return widths
    return widths


def rows_of(text: str, name: str, delimiter: str) -> tuple[list[list[str]], np.ndarray]:
    """Split text into rows of cells; rows without any cell are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    start = 1
    try:
        for row in reader:
            if "".join(row).strip():
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as fault:
        raise errors.DataError(
            f"{name} cannot be split into cells at line {start}: {fault}. "
            "A cell that holds a quotation mark must be quoted, and its quotes closed."
        ) from fault
    return rows, np.array(lines, dtype=np.int64)
