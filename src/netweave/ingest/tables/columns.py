"""From rows of text to columns in which each different text is held once.

Two ways lead to the same columns. The exact one reads any file through the standard library. The
quick one hands large files to the parser of pandas, after a look at the bytes has shown that both
read them alike: no line break inside quotes, no quotation mark but around whole cells.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.tables import textfiles
from netweave.ingest.tables.cells import writable

CHUNK = 20_000
GROUP = 12 * textfiles.BLOCK
LARGE = 1 << 20
LONGEST = 131_072
_BLANK = "\x1f"
_QUOTE, _BREAK, _RETURN = 34, 10, 13


class Words(dict[str, int]):
    """A column's different texts: as written → the code of what is left without outer spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, int] = {}

    def __missing__(self, cell: str) -> int:
        """Give a new text its number; a blank one is -1."""
        text = cell.strip()
        text = text if text.isascii() else writable(text)
        code = self.texts.setdefault(text, len(self.texts)) if text else -1
        self[cell] = code
        return code

    def codes(self, values: Iterable[str], count: int) -> np.ndarray:
        """Give the codes of some cells."""
        return np.fromiter(map(self.__getitem__, values), dtype=np.int32, count=count)


@dataclass
class Columns:
    """The cells of a text file by column.

    Parameters
    ----------
    words : list of Words
        The different texts of every column.
    codes : list of array
        Which of them each row holds, -1 for none.
    lines : array
        The line of every row.
    """

    words: list[Words]
    codes: list[np.ndarray]
    lines: np.ndarray

    def blank(self, place: int) -> bool:
        """Say whether a column holds nothing."""
        return not self.words[place].texts

    def coded(self, place: int) -> tuple[np.ndarray, list[str]]:
        """Give which text each row holds in a column, and the different texts."""
        return self.codes[place], list(self.words[place].texts)

    def series(self, place: int) -> pd.Series:
        """Give a column as text; its cells share their words."""
        texts = np.array([*self.words[place].texts, np.nan], dtype=object)
        return pd.Series(texts[self.codes[place]], dtype="str")


def exact(rows: Iterable[tuple[int, list[str]]], name: str, width: int) -> Columns:
    """Sort rows into columns; rows with more cells than there are columns are refused together."""
    words = [Words() for _ in range(width)]
    parts: list[list[np.ndarray]] = [[] for _ in range(width)]
    lines: list[np.ndarray] = []
    long: list[tuple[int, str]] = []
    stream = iter(rows)
    while chunk := list(islice(stream, CHUNK)):
        lines.append(np.fromiter((line for line, _ in chunk), dtype=np.int64, count=len(chunk)))
        filled = [row for _, row in chunk]
        if set(map(len, filled)) != {width}:
            filled = [_fitted(row, line, width, long) for line, row in chunk]
        for place, cells in enumerate(zip(*filled, strict=True)):
            parts[place].append(words[place].codes(cells, len(cells)))
    if long:
        raise too_wide(name, [line for line, _ in long], [cells for _, cells in long], width)
    return Columns(words, [_joined(part, np.int32) for part in parts], _joined(lines, np.int64))


def _fitted(row: list[str], line: int, width: int, long: list[tuple[int, str]]) -> list[str]:
    """Give a row the width of the header, and note what it holds beyond."""
    if len(row) == width:
        return row
    if any(cell.strip() for cell in row[width:]):
        long.append((line, ", ".join(row[width:])))
    return [*row[:width], *([""] * (width - len(row)))]


def too_wide(name: str, lines: list[int], values: list[str], width: int) -> errors.DataError:
    """Say which rows have more cells than the header."""
    return errors.bad_rows(
        name,
        f"must have at most the {width} cells of its header in every row",
        values,
        lines,
        "A cell that holds the delimiter must be quoted; a further column needs a name. If the "
        "header is a later line, say header=.",
    )


def _joined(parts: list[np.ndarray], dtype: type) -> np.ndarray:
    return np.concatenate(parts) if parts else np.empty(0, dtype=dtype)


def quick(path: Path, encoding: str, delimiter: str, start: int, width: int) -> Columns | None:
    """Sort the rows from a line on into columns at speed; None if only the exact way is sure."""
    quoted = _plain(textfiles.blocks(path, encoding), delimiter)
    if quoted is None:
        return None
    words = [Words() for _ in range(width)]
    parts: list[list[np.ndarray]] = [[] for _ in range(width)]
    many: set[int] = set()
    for group in _groups(textfiles.blocks(path, encoding), start):
        kinds = {place: "object" if place in many else "category" for place in range(width)}
        found = _parsed(group, delimiter, kinds, quoted=quoted)
        if found is None:
            return None
        for place, (texts, rows) in enumerate(found):
            codes_here = words[place].codes(texts, len(texts))
            parts[place].append(codes_here if rows is None else codes_here[rows])
            if rows is not None and 4 * len(texts) > len(rows):
                many.add(place)
    codes = [_joined(part, np.int32) for part in parts]
    held = np.zeros(len(codes[0]), dtype=bool)
    for code in codes:
        held |= code >= 0
    lines = np.flatnonzero(held) + start
    return Columns(words, codes if held.all() else [code[held] for code in codes], lines)


def _groups(blocks: Iterable[bytes], start: int) -> Iterator[bytes]:
    """Give a file from a line on, in larger parts that end where a line does."""
    skip, held = start - 1, list[bytes]()
    for block in blocks:
        place = 0
        while skip and (found := block.find(b"\n", place)) >= 0:
            place, skip = found + 1, skip - 1
        if not skip:
            held.append(block[place:])
        if sum(map(len, held)) >= GROUP:
            yield b"".join(held)
            held = []
    if any(held):
        yield b"".join(held)


class _Once:
    """Bytes as the parser of pandas reads a file: all at once, and not as text."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self.read()

    def read(self, _: int = -1) -> bytes:
        """Give what is left."""
        content, self.content = self.content, b""
        return content


def _parsed(
    group: bytes, delimiter: str, kinds: dict[int, str], *, quoted: bool
) -> list[tuple[list[str], np.ndarray | None]] | None:
    """Give for every column its different texts and which each row holds; None if rows are long.

    A column of kind object, where most texts differ, is given cell by cell.

    The first line is ours: it tells the parser how wide rows may be, and keeps it from reading a
    column of digits as numbers. Its cells are blank to everybody else.
    """
    ours = delimiter.join([_BLANK] * len(kinds)).encode() + b"\n"
    try:
        frame = pd.read_csv(
            _Once(ours + group),  # type: ignore[call-overload]
            sep=delimiter,
            header=None,
            names=list(kinds),
            index_col=False,
            dtype=kinds,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            na_filter=False,
            skip_blank_lines=False,
            engine="c",
            encoding="utf-8",
            low_memory=False,
        )
    except (pd.errors.ParserError, pd.errors.ParserWarning):
        return None
    found: list[tuple[list[str], np.ndarray | None]] = []
    for place, kind in kinds.items():
        if kind == "object":
            found.append((frame[place].tolist()[1:], None))
            continue
        column = frame[place].cat
        if not pd.api.types.is_string_dtype(column.categories.dtype):
            return None
        found.append((column.categories.tolist(), column.codes.to_numpy()[1:]))
    return found


def _plain(blocks: Iterable[bytes], delimiter: str) -> bool | None:
    """Say whether a file quotes cells; None if its quotes or lines need the exact way."""
    quoted = False
    for block in blocks:
        lone = b"\r" in block and block.count(b"\r") != block.count(b"\r\n")
        if lone or _long(block):
            return None
        if b'"' in block:
            quoted = True
            if not _around_cells(np.frombuffer(block, dtype=np.uint8), ord(delimiter)):
                return None
    return quoted


def _long(block: bytes) -> bool:
    """Say whether a line is so long that a cell could be beyond what the exact way takes."""
    place = 0
    while len(block) - place > LONGEST:
        found = block.rfind(b"\n", place, place + LONGEST)
        if found < 0:
            return True
        place = found + 1
    return False


def _around_cells(block: np.ndarray, delimiter: int) -> bool:
    """Say whether every quotation mark opens or closes a cell, and no line ends inside one."""
    marks = np.flatnonzero(block == _QUOTE)
    if len(marks) % 2:
        return False
    before, after = marks[0::2] - 1, marks[1::2] + 1
    before, after = before[before >= 0], after[after < len(block)]
    edges = np.zeros(256, dtype=bool)
    edges[[delimiter, _BREAK]] = True
    opened = edges[block[before]].all()
    edges[_RETURN] = True
    closed = edges[block[after]].all()
    inside = np.searchsorted(marks, np.flatnonzero(block == _BREAK)) % 2
    return bool(opened and closed and not inside.any())
