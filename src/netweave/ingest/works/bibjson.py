"""Works saved as JSON from OpenAlex or Crossref (or as CSL JSON) → entries.

Every value may be of any sort, since a file may hold anything: what is not as it should be is
taken as not said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NoReturn

from netweave import errors
from netweave.ingest.works import works
from netweave.ingest.works.works import Author, Entry

NO_WORK = "item is not a work"
CUT_AT, DEEP = 100, 400
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|NaN|Infinity|\d{4300,}', re.DOTALL)
_LISTS = ("authorships", "author")
_DATES = ("issued", "published", "published-print", "published-online")


def entries(text: str, name: str) -> tuple[list[Entry], list[str], str]:
    """Read every work, say what is missing from them, and whether lines or items are counted."""
    items, unit = _items(text, name)
    if items and not any(_is_work(item) for _, item in items):
        raise errors.other_json(name, _described(items[0][1]))
    found = [_entry(place, item) for place, item in items]
    full = [entry.line for entry, (_, item) in zip(found, items, strict=True) if _is_full(item)]
    said = ["items counted from 1"] if unit == "item" else []
    if full:
        said.append(
            f"{len(full)} work(s) with the first {CUT_AT} authors only, or exactly that many "
            f"({errors.listed([f'{unit} {place}' for place in full])}): OpenAlex cuts lists of "
            "works there, so that their ties are too few and too strong; save these works one by "
            "one"
        )
    return found, said, unit


def _items(text: str, name: str) -> tuple[list[tuple[int, Any]], str]:
    """Give the works of a file with their places: items of one answer, or lines of JSON."""
    try:
        return list(enumerate(_unwrapped(_loaded(text)), 1)), "item"
    except (ValueError, RecursionError) as fault:
        lines = _lines(text)
        if lines is not None:
            return lines, "line"
        raise errors.not_json(name, _where(text, fault), _told(fault)) from None


def _where(text: str, fault: ValueError | RecursionError) -> str:
    """Give the place of a fault: the parser's, or that of the first thing of its sort."""
    if isinstance(fault, json.JSONDecodeError):
        return f"line {fault.lineno}, column {fault.colno}"
    depth, place = 0, 0
    for found in _MARKS.finditer(text):
        mark = found.group()
        depth += (mark in "[{") - (mark in "]}")
        place = found.start()
        if depth > DEEP or mark[0] not in '"[]{}':
            break
    return f"line {text.count(chr(10), 0, place) + 1}"


def _told(fault: ValueError | RecursionError) -> str:
    if isinstance(fault, RecursionError):
        return "it is nested too deeply"
    return fault.msg if isinstance(fault, json.JSONDecodeError) else str(fault).split(";")[0]


def _loaded(text: str) -> Any:  # noqa: ANN401
    return json.loads(text, parse_constant=_no_constant)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number in JSON")


def _lines(text: str) -> list[tuple[int, Any]] | None:
    """Read one work per line; None if the first line is not a whole object."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append((number, _loaded(line)))
            except (ValueError, RecursionError):
                if not found:
                    return None
                found.append((number, None))
    return found if sum(isinstance(item, dict) for _, item in found) > 1 else None


def _unwrapped(answer: Any) -> list[Any]:  # noqa: ANN401
    """Take the works out of what an interface answers."""
    if isinstance(answer, dict):
        inner = answer.get("message")
        if isinstance(inner, dict):
            answer = inner
        for wrapper in ("results", "items"):
            if isinstance(answer.get(wrapper), list):
                return list(answer[wrapper])
        return [answer]
    return list(answer) if isinstance(answer, list) else [answer]


def _is_work(item: Any) -> bool:  # noqa: ANN401
    if not isinstance(item, dict):
        return False
    lists = any(isinstance(item.get(name), list) for name in _LISTS)
    return lists or isinstance(item.get("DOI"), str)


def _described(item: Any) -> str:  # noqa: ANN401
    if isinstance(item, dict):
        return f"an object with {errors.listed(list(item)) if item else 'nothing in it'}"
    words = ((list, "a list"), (str, "a text"), (bool, "true or false"), (int | float, "a number"))
    return next((word for sort, word in words if isinstance(item, sort)), "nothing")


def _is_full(item: Any) -> bool:  # noqa: ANN401
    """Say whether OpenAlex has cut the list of authors, or may have."""
    if not isinstance(item, dict) or "authorships" not in item:
        return False
    return item.get("is_authors_truncated") is True or len(_list(item["authorships"])) == CUT_AT


def _entry(place: int, item: Any) -> Entry:  # noqa: ANN401
    if not isinstance(item, dict):
        return Entry(place, f"{place}", fate="refused", reason=NO_WORK)
    doi = works.bare_doi(_text(item.get("doi")) or _text(item.get("DOI")))
    own = _text(item.get("id")).removeprefix("https://openalex.org/")
    key = works.clean(own or doi or f"item {place}")
    title = _text(item.get("title")) or " ".join(map(_text, _list(item.get("title"))))
    if max(len(_list(item.get(name))) for name in _LISTS) > works.MOST_AUTHORS:
        authors, (time, months) = list(works.CROWDED), (None, 0)
    elif isinstance(item.get("authorships"), list):
        authors, (time, months) = _openalex(item), _openalex_time(item)
    else:
        authors = [one for person in _list(item.get("author")) for one in _crossref(person)]
        time, months = _crossref_time(item)
    whole = Entry(place, key, time, tuple(authors), months=months, doi=doi, content=title)
    return works.entry_of(replace(whole, title=title[: works.LONGEST_NAME]))


def _openalex(item: dict[str, Any]) -> list[Author]:
    found = []
    for one in map(_dict, item["authorships"]):
        person = _dict(one.get("author"))
        name = _text(person.get("display_name")) or _text(one.get("raw_author_name"))
        found += works.written(name, _text(person.get("orcid"))) or _nameless(name)
    cut = Author("further authors", why=works.CUT)
    return [*found, cut] if item.get("is_authors_truncated") is True else found


def _nameless(name: str) -> list[Author]:
    return [Author(name or "(no name)", why=works.UNREADABLE)]


def _openalex_time(item: dict[str, Any]) -> tuple[Any, int]:
    date = _text(item.get("publication_date")).split("T")[0].split("-")
    year = item.get("publication_year")
    found = works.moment(*date[:3])
    return found if found[0] is not None else works.moment(year)


def _crossref(person: Any) -> list[Author]:  # noqa: ANN401
    if isinstance(person, str):
        return works.written(person)
    one = _dict(person)
    orcid, email = _text(one.get("ORCID")), _text(one.get("email"))
    whole = _text(one.get("name")) or _text(one.get("literal"))
    if whole:
        found = works.written(whole.replace(",", "\0"), orcid, email)
        return [replace(one, name=works.clean(whole)) if not one.why else one for one in found]
    order = ("given", "dropping-particle", "non-dropping-particle", "family")
    parts = [works.clean(_text(one.get(part))) for part in order]
    name = " ".join(filter(None, parts)).replace(",", " ")
    suffix = works.clean(_text(one.get("suffix"))).strip(", ")
    found = works.written(name, orcid, email)
    if found and suffix and not found[0].why:
        return [Author(f"{found[0].name}, {suffix}", orcid, email), *found[1:]]
    return found or _nameless(name)


def _crossref_time(item: dict[str, Any]) -> tuple[Any, int]:
    for name in _DATES:
        parts = _list(_dict(item.get(name)).get("date-parts"))
        found = works.moment(*_first(parts))
        if found[0] is not None:
            return found
    return None, 0


def _first(parts: Iterable[Any]) -> list[Any]:
    """Give year, month and day, as far as there are any."""
    inner = next(iter(parts), None)
    return [*_list(inner), None][:3]


def _list(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else []


def _dict(value: Any) -> dict[str, Any]:  # noqa: ANN401
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:  # noqa: ANN401
    return value if isinstance(value, str) else ""
