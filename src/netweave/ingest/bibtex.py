"""BibTeX entries → their authors as people write them; what cannot be read keeps its line.

Names are cut apart before LaTeX is decoded, so that the "and" inside ``{Food and Farm Institute}``
does not make two people of one institute.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from netweave.ingest import cells

TOO_LONG = "abbreviations of the entry expand without end"
MOST_PIECES = 10_000
TWICE_SAME = "same entry twice"
TWICE = "another entry has this key"
NO_AUTHOR = "entry names no author"
OTHERS = "'and others' names nobody"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"\d{4}")
_PIECE = re.compile(r'"[^"]*"|\{[^{}]*\}|[^\s#"{}][^#"{}]*[^\s#"{}]|[^\s#"{}]')


@dataclass(frozen=True)
class Entry:
    """One entry of a BibTeX file.

    Parameters
    ----------
    line : int
        Where it begins, as a person counts.
    key : str
        Its key.
    time : datetime or None
        The first day of what its date, or year and month, say.
    authors : list of (str, str)
        Each author as a person would write the name, and why it cannot be used (blank: it can).
    fate : str
        "used", or "merged" or "refused" as a whole.
    reason : str
        Why.
    months : int
        How many months its date leaves open: 12 for a year alone, 1 for a month, 0 for a day.
    """

    line: int
    key: str
    time: datetime | None = None
    authors: list[tuple[str, str]] = field(default_factory=list)
    fate: str = "used"
    reason: str = ""
    months: int = 0


def entries(text: str) -> list[Entry]:
    """Read every entry of a BibTeX file, in the file's order, those that fail included."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    library = parse_string(text)
    known = {entry.key: entry for entry in library.entries}
    strings = {key.casefold(): str(block.value) for key, block in library.strings_dict.items()}
    found = [_entry(entry, strings) for entry in library.entries]
    found += [_failed(block, known) for block in library.failed_blocks]
    return sorted(found, key=lambda entry: entry.line)


def _entry(
    entry: Any,  # noqa: ANN401
    strings: dict[str, str],
) -> Entry:
    line = int(entry.start_line or 0) + 1
    try:
        fields = {
            name.casefold(): _joined(str(value.value), strings)
            if getattr(value, "enclosing", None) == "no-enclosing"
            else str(value.value)
            for name, value in entry.fields_dict.items()
        }
    except _TooLongError:
        return Entry(line, entry.key, None, [], "refused", TOO_LONG)
    authors = _authors(fields.get("author", ""))
    if not authors:
        return Entry(line, entry.key, None, [], "refused", NO_AUTHOR)
    time, months = _time(fields)
    return Entry(line, entry.key, time, authors, months=months)


class _TooLongError(Exception):
    """The abbreviations of a field expand without end."""


def _joined(value: str, strings: dict[str, str]) -> str:
    """Put together what a field joins by #: quoted texts and abbreviations defined before."""
    pieces, waiting, steps = [], _PIECE.findall(value)[::-1], 0
    while waiting:
        steps += 1
        if steps > MOST_PIECES:
            raise _TooLongError
        piece = waiting.pop()
        if piece[0] in '"{':
            pieces.append(piece[1:-1])
        elif piece.casefold() in strings:
            waiting += _PIECE.findall(strings[piece.casefold()])[::-1]
        else:
            pieces.append(piece)
    return "".join(pieces)


def _failed(
    block: Any,  # noqa: ANN401
    known: dict[str, Any],
) -> Entry:
    """Say why a block failed: a key that exists, a field given twice, or broken syntax."""
    line = int(block.start_line or 0) + 1
    inner = getattr(block, "ignore_error_block", None)
    key = str(getattr(inner, "key", None) or "")
    if type(block).__name__ == "DuplicateBlockKeyBlock":
        first = known.get(key)
        same = first is not None and _content(first) == _content(block)
        fate, reason = ("merged", TWICE_SAME) if same else ("refused", TWICE)
        return Entry(line, key, None, [], fate, reason)
    if type(block).__name__ == "DuplicateFieldKeyBlock":
        return Entry(line, key, None, [], "refused", "entry gives a field twice")
    return Entry(line, key, None, [], "refused", "entry cannot be read as BibTeX")


def _content(block: Any) -> list[str]:  # noqa: ANN401
    return str(block.raw or "").split()


def _authors(field_text: str) -> list[tuple[str, str]]:
    """Cut a field of authors into people; an author that cannot be read keeps a reason."""
    from bibtexparser.middlewares.names import split_multiple_persons_names  # noqa: PLC0415

    try:
        names = split_multiple_persons_names(field_text)
    except (ValueError, IndexError):
        return [(" ".join(field_text.split()), "authors cannot be told apart")]
    return [_author(" ".join(name.split())) for name in names if name.strip()]


def _author(name: str) -> tuple[str, str]:
    from bibtexparser.middlewares.names import (  # noqa: PLC0415
        InvalidNameError,
        parse_single_name_into_parts,
    )

    if name.casefold() in {"others", "et al", "et al."}:
        return name, OTHERS
    if name.startswith("{") and name.endswith("}") and name.find("}") == len(name) - 1:
        return _decoded(name), ""
    try:
        parts = parse_single_name_into_parts(name)
    except (InvalidNameError, ValueError, IndexError):
        return _decoded(name), "author's name cannot be read"
    shown = _decoded(" ".join([*parts.first, *parts.von, *parts.last]))
    return (f"{shown}, {_decoded(' '.join(parts.jr))}" if parts.jr else shown), ""


def _decoded(text: str) -> str:
    """Turn LaTeX into plain text; what LaTeX would not take stays as it is."""
    if not set(text) & set("\\{}$~%"):
        return text
    try:
        plain = str(_decoder().latex_to_text(text, tolerant_parsing=True))
    except (ValueError, IndexError, KeyError, RecursionError):
        plain = text
    return " ".join(plain.replace("{", "").replace("}", "").split())


@cache
def _decoder() -> Any:  # noqa: ANN401
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped] # noqa: PLC0415

    return LatexNodes2Text(math_mode="verbatim")


def _time(fields: dict[str, str]) -> tuple[datetime | None, int]:
    """Give the first day of the date, or of year and month, and the months it leaves open."""
    date = _bare(fields.get("date", "")).split("/")[0]
    read = cells.one_date(date)
    if isinstance(read, datetime):
        return read, cells.open_months(date)
    year = _YEAR.search(_bare(fields.get("year", "")))
    if year is None or int(year.group()) < 1000:
        return None, 0
    month = _bare(fields.get("month", "")).casefold()[:3].strip()
    if month in _MONTHS:
        return datetime(int(year.group()), _MONTHS.index(month) + 1, 1), 1
    number = int(month) if month.isascii() and month.isdigit() else 0
    if 1 <= number <= 12:
        return datetime(int(year.group()), number, 1), 1
    return datetime(int(year.group()), 1, 1), 12


def _bare(text: str) -> str:
    return text.strip().strip('{}"').strip()
