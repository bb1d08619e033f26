"""BibTeX entries → their authors as people write them; what cannot be read keeps its line.

Names are cut apart before LaTeX is decoded, so that the "and" inside ``{Food and Farm Institute}``
does not make two people of one institute.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from netweave.ingest.tables import cells
from netweave.ingest.works import bibnames, bibstrings, works
from netweave.ingest.works.works import Entry

TOO_LONG = "abbreviations of the entry expand without end"
MOST_PARENTS = 20
TWICE_FIELD = "entry gives a field twice"
BROKEN = "entry cannot be read as BibTeX"
NO_WORK = {"set": "a set of other entries is no work", "xdata": "data for other entries is no work"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED = ("date", "year", "month")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class _Item:
    """One entry as it stands in the file.

    Parameters
    ----------
    entry : Entry
        Line, key and content; refused if it cannot be read.
    sort : str
        What follows the @, in small letters.
    fields : dict of str to str
        What it says.
    """

    entry: Entry
    sort: str
    fields: dict[str, str]


def entries(text: str, _: str = "") -> tuple[list[Entry], list[str]]:
    """Read every entry of a BibTeX file, in the file's order, those that fail included."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    library = parse_string(text)
    _unwrap_twins(library)
    strings = bibstrings.abbreviations(library.strings_dict)
    items = [_item(entry, strings) for entry in library.entries]
    items += [_failed(block, strings) for block in library.failed_blocks]
    items.sort(key=lambda item: item.entry.line)
    known = _known(items)
    found, heirs = [], 0
    for item in items:
        fields = _inherited(item, known)
        found.append(_entry(item, fields))
        heirs += "author" not in item.fields and found[-1].fate == "used"
    return found, [f"{heirs} entries take their authors from another (crossref)"] if heirs else []


def _item(
    block: Any,  # noqa: ANN401
    strings: dict[str, tuple[str, bool]],
) -> _Item:
    content = " ".join(str(block.raw or "").split())
    entry = Entry(int(block.start_line or 0) + 1, str(block.key), content=content)
    try:
        fields = {
            name.casefold(): bibstrings.joined(str(value.value), strings)
            if bibstrings.is_joined(value)
            else str(value.value)
            for name, value in block.fields_dict.items()
        }
    except bibstrings.TooLongError:
        return _Item(works.refused(entry, TOO_LONG), "", {})
    return _Item(entry, str(block.entry_type).casefold(), fields)


def _unwrap_twins(library: Any) -> None:  # noqa: ANN401
    """Take the braces off the fields of entries whose key is repeated, as of all others."""
    from bibtexparser import model  # noqa: PLC0415
    from bibtexparser.middlewares.enclosing import RemoveEnclosingMiddleware  # noqa: PLC0415

    for block in library.failed_blocks:
        inner = getattr(block, "ignore_error_block", None)
        if type(block).__name__ == "DuplicateBlockKeyBlock" and isinstance(inner, model.Entry):
            RemoveEnclosingMiddleware().transform_entry(inner, library)


def _failed(
    block: Any,  # noqa: ANN401
    strings: dict[str, tuple[str, bool]],
) -> _Item:
    """Read on where a key is repeated; say why another block failed."""
    inner = getattr(block, "ignore_error_block", None)
    line = int(block.start_line or 0) + 1
    kind = type(block).__name__
    if kind == "DuplicateBlockKeyBlock" and hasattr(inner, "fields_dict"):
        twin = _item(inner, strings)
        content = " ".join(str(block.raw or "").split())
        return replace(twin, entry=replace(twin.entry, line=line, content=content))
    key = works.clean(str(getattr(inner, "key", None) or ""))
    reason = TWICE_FIELD if kind == "DuplicateFieldKeyBlock" else BROKEN
    return _Item(Entry(line, key, fate="refused", reason=reason), "", {})


def _known(items: list[_Item]) -> dict[str, _Item]:
    """Give the entries by key and by the further keys of ids; the first of a key counts."""
    known: dict[str, _Item] = {}
    for item in items:
        for key in [item.entry.key, *item.fields.get("ids", "").split(",")]:
            known.setdefault(key.strip().casefold(), item)
    return known


def _inherited(item: _Item, known: dict[str, _Item]) -> dict[str, str]:
    """Add what crossref and xdata hand down where the entry says nothing: authors and date.

    The parent's editor is never an author, its DOI is that of another work, and a date is taken
    whole or not at all.

    References
    ----------
    Patashnik, O. (1988). BibTeXing, section 4; Lehman, P. et al., The biblatex Package, section
    2.4.1.1 (inheritance goes on over several entries).
    """
    fields = dict(item.fields)
    seen, waiting = {id(item)}, _parents(item.fields)
    while waiting and len(seen) <= MOST_PARENTS:
        parent = known.get(waiting.pop(0))
        if parent is None or id(parent) in seen:
            continue
        seen.add(id(parent))
        if "author" in parent.fields:
            fields.setdefault("author", parent.fields["author"])
        if not any(name in fields for name in _DATED[:2]):
            fields |= {name: parent.fields[name] for name in _DATED if name in parent.fields}
        waiting += _parents(parent.fields)
    return fields


def _parents(fields: dict[str, str]) -> list[str]:
    named = [*fields.get("xdata", "").split(","), fields.get("crossref", "")]
    return [_bare(key).casefold() for key in named if _bare(key)]


def _entry(item: _Item, fields: dict[str, str]) -> Entry:
    entry = replace(item.entry, key=works.clean(item.entry.key))
    if entry.fate != "used":
        return entry
    if item.sort in NO_WORK:
        return works.refused(entry, NO_WORK[item.sort])
    time, months = _time(fields)
    doi = item.fields.get("doi", "")
    authors = tuple(bibnames.authors(fields.get("author", "")))
    title = item.fields.get("title", "")[: works.LONGEST_NAME]
    whole = replace(entry, time=time, months=months, doi=doi, authors=authors, title=title)
    return works.entry_of(whole)


def _time(fields: dict[str, str]) -> tuple[datetime | None, int]:
    """Give the first day of the date, or of year and month, and the months it leaves open."""
    date = _bare(fields.get("date", "")).split("/")[0].rstrip("~?%")
    read = cells.one_date(date)
    if isinstance(read, datetime):
        return read, cells.open_months(date)
    year = _YEAR.search(_bare(fields.get("year", "")))
    month = _bare(fields.get("month", "")).casefold()
    word = month[:3].strip()
    number = _MONTHS.index(word) + 1 if word in _MONTHS else month
    return works.moment(year.group(), number) if year else (None, 0)


def _bare(text: str) -> str:
    return text.strip().strip('{}"').strip()
