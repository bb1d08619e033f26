"""RIS → entries: rispy reads the tags, here every entry gets its line and loses nothing.

rispy passes over an entry that does not end, joins two entries where the first does not end, and
makes a second author of a line that continues a name. So entries are cut apart here first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from netweave import errors
from netweave.ingest.tables import cells
from netweave.ingest.works import works
from netweave.ingest.works.works import Entry

CUT_OFF = "entry does not end (no ER line): the file may be cut off"
TWO_LINES = "an author stands in several lines (each needs its own AU)"
_TAGGED = re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t](.*)|)[ \t]*", re.DOTALL)
_AUTHORS = ("AU", "A1")


@dataclass
class _Block:
    """The lines of one entry."""

    line: int
    lines: list[str] = field(default_factory=list)
    ended: bool = False
    reason: str = ""


def entries(text: str, name: str) -> tuple[list[Entry], list[str]]:
    """Read every entry of a RIS file in its order, and say what was mended."""
    from rispy import RisParser  # noqa: PLC0415

    blocks = _blocks(text, name)
    if not blocks:
        return [], []
    if not blocks[-1].ended:
        blocks[-1].reason = CUT_OFF
    whole = "\n".join(line for block in blocks for line in [*block.lines, "ER  - "])
    records = RisParser().parse(whole)
    found = [_entry(block, record) for block, record in zip(blocks, records, strict=True)]
    open_ = sum(not block.ended for block in blocks[:-1])
    return found, [f"{open_} entries without an ER line end where the next begins"] if open_ else []


def _blocks(text: str, name: str) -> list[_Block]:
    """Cut the file into entries, every tag on one line; a tag outside any entry raises."""
    blocks: list[_Block] = []
    inside = None
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        tagged = _TAGGED.fullmatch(line)
        tag, content = (tagged[1], tagged[2] or "") if tagged else ("", line)
        if tag == "TY":
            inside = _Block(number, [f"TY  - {content}"])
            blocks.append(inside)
        elif inside is None:
            if tag:
                raise errors.outside_entry(name, line.strip(), number)
        elif tag == "ER":
            inside.ended, inside = True, None
        elif tag:
            inside.lines.append(f"{tag}  - {content}")
        elif line.strip():
            _continue(inside, line.strip())
    return blocks


def _continue(block: _Block, more: str) -> None:
    """Add a line without a tag to the one before; a name may not run on."""
    if block.lines[-1][:2] in _AUTHORS:
        block.reason = TWO_LINES
    block.lines[-1] += f" {more}"


def _entry(block: _Block, record: dict[str, Any]) -> Entry:
    doi = works.bare_doi(str(record.get("doi", "")))
    key = works.clean(str(record.get("id") or doi or f"line {block.line}"))
    time, months = _time(record)
    content = " ".join(" ".join(block.lines).split())
    written = list(dict.fromkeys([*record.get("authors", []), *record.get("first_authors", [])]))
    crowd = len(written) > works.MOST_AUTHORS
    named = (author for text in written for author in works.written(str(text)))
    authors = works.CROWDED if crowd else tuple(named)
    entry = Entry(block.line, key, time, authors, months=months, doi=doi, content=content)
    title = str(record.get("title") or record.get("primary_title") or "")
    entry = replace(entry, title=title[: works.LONGEST_NAME])
    return works.refused(entry, block.reason) if block.reason else works.entry_of(entry)


def _time(record: dict[str, Any]) -> tuple[datetime | None, int]:
    """Give the date: PY or Y1, or DA where it says more about the same year."""
    told = [_one(str(record.get(name, ""))) for name in ("year", "publication_year", "date")]
    dated = [(time, months) for time, months in told if time is not None]
    if not dated:
        return None, 0
    same = [(time, months) for time, months in dated if time.year == dated[0][0].year]
    return min(same, key=lambda one: one[1])


def _one(text: str) -> tuple[datetime | None, int]:
    """Read 2022, 2022/03/15/, 2022/// or a date as a table has it; a day of no year is none."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts[0]) == 4 and parts[0].isdigit():
        return works.moment(*parts[:3])
    read = cells.one_date(text.strip())
    return (read, cells.open_months(text)) if isinstance(read, datetime) else (None, 0)
