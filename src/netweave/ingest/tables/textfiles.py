"""From the bytes of a text file to rows of cells with their line numbers."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from netweave import errors
from netweave.ingest.tables import formats

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
SAMPLE, SAMPLE_SIZE = 50, 100_000
BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "not utf-8; read as cp1252 (Western Windows): check accents, or give encoding="


def decoded(content: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Decode a file's bytes, and say in words which encoding was taken."""
    codec, note = encoding_of(io.BytesIO(content), name, encoding)
    return content.decode(codec), note


def encoding_of(file: BinaryIO, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Find the encoding in which a whole file is text, and say in words which was taken."""
    start = file.read(4096)
    what = formats.other_than_text(start)
    if what:
        raise errors.not_what_it_says(name, what)
    if encoding is not None:
        _check(encoding)
        _read_through(file, name, encoding)
        return codecs.lookup(encoding).name, f"encoding {encoding} as asked"
    known = next((codec for mark, codec in _MARKS if start.startswith(mark)), None)
    if known:
        _read_through(file, name, known)
        return known, f"encoding {known} by its mark"
    wide = _without_mark(start)
    if wide:
        _read_through(file, name, wide)
        return wide, f"encoding {wide}, seen by its zero bytes"
    try:
        _read_through(file, name, "utf-8")
    except errors.DataError as fault:
        if not isinstance(fault.__cause__, UnicodeError):
            raise
        _read_through(file, name, "cp1252")
        return "cp1252", _WESTERN
    return "utf-8", "encoding utf-8"


def _check(encoding: object) -> None:
    """Refuse what is no name of an encoding of text."""
    try:
        if isinstance(encoding, str) and codecs.lookup(encoding):
            b"a".decode(encoding)
            return
    except UnicodeError:
        return
    except (LookupError, ValueError):
        pass
    raise errors.ArgumentError(
        f"encoding must be a name that Python knows, got {errors.shown(encoding)}. "
        "Try encoding='utf-8', 'cp1252', 'latin-1' or 'utf-16'."
    )


def _without_mark(start: bytes) -> str | None:
    """Tell UTF-16 without its mark by zero bytes in every second place and never elsewhere."""
    whole = len(start) // 2
    even, odd = start[: 2 * whole : 2].count(0), start[1 : 2 * whole : 2].count(0)
    if 2 * max(even, odd) < max(whole, 4) or min(even, odd):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _read_through(file: BinaryIO, name: str, encoding: str) -> None:
    """Refuse a file that is not text in an encoding, or holds binary data."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    rest, read, plain = True, 0, encoding in {"utf-8", "cp1252"}
    while rest:
        block = file.read(BLOCK)
        rest = bool(block)
        if plain and rest and block.isascii() and b"\x00" not in block and _at_rest(decoder):
            read += len(block)
            continue
        try:
            text = decoder.decode(block, final=not rest)
        except ValueError as fault:
            raise errors.not_in_encoding(name, encoding, _line(file, read)) from fault
        if "\x00" in text:
            line = _line(file, read) + text.count("\n", 0, text.index("\x00"))
            raise errors.not_what_it_says(name, f"binary data (a NUL byte in line {line})")
        read += len(block)


def _at_rest(decoder: codecs.IncrementalDecoder) -> bool:
    """Say whether no character was cut in two by the end of the block before."""
    return not decoder.getstate()[0]


def _line(file: BinaryIO, read: int) -> int:
    """Give the line in which the part of a file that was read ends."""
    file.seek(0)
    return file.read(read).count(b"\n") + 1


def blocks(path: Path, encoding: str) -> Iterator[bytes]:
    """Give a text file as UTF-8 without its mark, in blocks that end where a line does."""
    same = encoding in {"utf-8", "utf-8-sig"}
    decoder = codecs.getincrementaldecoder(encoding)()
    held = b""
    with path.open("rb") as file:
        if same:
            marked = encoding == "utf-8-sig" and file.read(3) == codecs.BOM_UTF8
            file.seek(3 if marked else 0)
        rest = True
        while rest:
            read = file.read(BLOCK)
            rest = bool(read)
            block = read if same else decoder.decode(read, final=not rest).encode("utf-8")
            end = block.rfind(b"\n") + 1 if rest else len(block)
            if end or not rest:
                yield held + block[:end]
                held = block[end:]
            else:
                held += block


def opened(path: Path, encoding: str) -> io.TextIOWrapper:
    """Open a text file for reading line by line, its line breaks as they are."""
    return io.TextIOWrapper(path.open("rb"), encoding=encoding, newline="")


def delimiter_of(text: str) -> str:
    """Choose the delimiter under which most rows are equally wide."""
    best, score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths = Counter(width for width in _widths(text, delimiter) if width > 1)
        for width, count in widths.items():
            if (count, width) > score:
                best, score = delimiter, (count, width)
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


def rows_of(text: Iterable[str], name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Split lines of text into rows of cells, each with its line; rows without any cell are not."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in reader:
            if "".join(row).strip():
                yield start, row
            start = reader.line_num + 1
    except csv.Error as fault:
        raise errors.DataError(
            f"{name} cannot be split into cells at line {start}: {fault}. "
            "A cell that holds a quotation mark must be quoted, and its quotes closed."
        ) from fault
