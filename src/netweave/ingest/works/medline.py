"""PubMed's own format (.nbib) → entries: full names where it has them, ORCIDs, lines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from netweave import errors
from netweave.ingest.works import works
from netweave.ingest.works.works import Author, Entry

_TAGGED = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- (.*)|([A-Z][A-Z0-9]{1,3}) {0,2}-")
_DOI = re.compile(r" \[doi\]", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL, _SHORT, _GROUP, _KEY = "FAU", "AU", "CN", "AUID"

Lines: TypeAlias = list[tuple[str, str]]


def entries(text: str, name: str) -> tuple[list[Entry], list[str]]:
    """Read every entry of a file of PubMed, in its order."""
    return [_entry(line, lines) for line, lines in _blocks(text, name)], []


def _blocks(text: str, name: str) -> list[tuple[int, Lines]]:
    """Cut the file into entries, each with its line; a tag outside any entry raises."""
    blocks: list[tuple[int, Lines]] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        found = None if line.startswith(" ") else _TAGGED.fullmatch(line.rstrip())
        tag, content = (found[1] or found[3], found[2] or "") if found else ("", line.strip())
        if tag == "PMID":
            blocks.append((number, [(tag, content)]))
        elif not blocks:
            if tag:
                raise errors.outside_entry(name, line.strip(), number, "with PMID")
        elif tag:
            blocks[-1][1].append((tag, content))
        elif content:
            last, begun = blocks[-1][1][-1]
            blocks[-1][1][-1] = (last, f"{begun} {content}")
    return blocks


def _entry(line: int, lines: Lines) -> Entry:
    told = dict(reversed(lines))  # the first of each tag
    dois = [_doi(value) for tag, value in lines if tag in {"LID", "AID"}]
    doi = next(filter(None, dois), "")
    time, months = _time(told.get("DP", ""))
    content = " ".join(value for _, value in lines)
    key = works.clean(f"PMID {told['PMID']}")
    whole = Entry(line, key, time, tuple(_authors(lines)), months=months, doi=doi, content=content)
    return works.entry_of(replace(whole, title=told.get("TI", "")[: works.LONGEST_NAME]))


def _doi(value: str) -> str:
    """Give the word before the mark of a DOI; "" where there is none."""
    found = _DOI.search(value)
    before = value[: found.start()].rsplit(maxsplit=1) if found else []
    return before[-1] if before else ""


def _authors(lines: Lines) -> list[Author]:
    """Give the authors: a full name and the short one behind it are one person."""
    found: list[tuple[str, str]] = []
    short_follows = False
    for tag, value in lines:
        if tag == _KEY and found:
            found[-1] = (found[-1][0], found[-1][1] or value)
        elif tag in {_FULL, _GROUP} or (tag == _SHORT and not short_follows):
            found.append((value, ""))
        short_follows = tag == _FULL or (short_follows and tag != _SHORT)
    return [author for value, orcid in found for author in works.written(value, orcid)]


def _time(text: str) -> tuple[datetime | None, int]:
    """Read 2022 Mar 15, 2022 Mar-Apr or 2022 Spring."""
    parts = [*text.split(), "", "", ""][:3]
    word = parts[1][:3].casefold()
    if "-" in parts[1] or word not in _MONTHS:
        return works.moment(parts[0])
    return works.moment(parts[0], _MONTHS.index(word) + 1, parts[2])
