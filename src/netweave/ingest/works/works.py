"""What every list of works says, whatever its format: entries, their authors, keys and twins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import unquote

from netweave.ingest.who import names

LONGEST_NAME, MOST_AUTHORS, SHOWN = 1000, 20_000, 100
TWICE_SAME = "same entry twice"
TWICE = "another entry has this key"
NO_AUTHOR = "entry names no author"
OTHERS = "'and others' names nobody"
CUT = "further authors are not in the file"
UNREADABLE = "author's name cannot be read"
LONG_NAME = f"author's name is longer than {LONGEST_NAME:,} characters"
CROWD = f"entry names more than {MOST_AUTHORS:,} authors"
NOBODY = (OTHERS, CUT)
_OTHERS = re.compile(r"(?:and\s+|&\s*)?(?:others|et\.?\s*al\.?|…|\.\.\.)", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:,?\s+(?:and|&)\s+others|,?\s+et\.?\s+al\.?|,?\s*…|,\s*\.\.\.)$", re.IGNORECASE
)
_ORCID = re.compile(
    r"(?:https?://)?(?:www\.)?(?:orcid\.org/|orcid\s*:?\s*)?"
    r"(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dx])/?",
    re.IGNORECASE,
)
_TAILS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")


@dataclass(frozen=True)
class Author:
    """One author of one entry.

    Parameters
    ----------
    name : str
        As a person would write it.
    orcid, email : str
        As the file has them; blank for none.
    why : str
        Why the author cannot be used; blank if the author can.
    """

    name: str
    orcid: str = ""
    email: str = ""
    why: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of a list of works.

    Parameters
    ----------
    line : int
        Where it begins, as a person counts: a line, or the number of the item.
    key : str
        What tells it apart in its file.
    time : datetime or None
        The first day of what its date, or year and month, say.
    authors : tuple of Author
        Its authors in order.
    fate : str
        "used", or "merged" or "refused" as a whole.
    reason : str
        Why.
    months : int
        How many months its date leaves open: 12 for a year alone, 1 for a month, 0 for a day.
    doi : str
        As the file has it.
    content : str
        What else it says, to tell two entries of one key apart.
    title : str
        Its title; blank where the key is one, or nobody knows.
    """

    line: int
    key: str
    time: datetime | None = None
    authors: tuple[Author, ...] = ()
    fate: str = "used"
    reason: str = ""
    months: int = 0
    doi: str = ""
    content: str = ""
    title: str = ""


# Stands for more authors than are read.
CROWDED = (Author("crowd"),) * (MOST_AUTHORS + 1)


def entry_of(entry: Entry) -> Entry:
    """Refuse an entry without authors, or with more than anything real has."""
    named = any(author.why not in NOBODY for author in entry.authors)
    reason = (not named and NO_AUTHOR) or (len(entry.authors) > MOST_AUTHORS and CROWD)
    return refused(entry, str(reason)) if reason and entry.fate == "used" else entry


def refused(entry: Entry, reason: str) -> Entry:
    """Give the entry refused as a whole."""
    return replace(entry, authors=(), fate="refused", reason=reason)


def clean(text: str) -> str:
    """Give text in composed characters, without control characters, with single spaces."""
    text = text if text.isascii() else unicodedata.normalize("NFC", _whole(text))
    if not text.isprintable():
        text = "".join(mark if mark.isprintable() else " " for mark in text)
    return " ".join(text.split())


def _whole(text: str) -> str:
    """Replace halves of surrogate pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def written(text: str, orcid: str = "", email: str = "") -> list[Author]:
    """Give the author that a text names, and "others" beside it where it says so."""
    if len(text) > LONGEST_NAME:
        return [Author(clean(text[:SHOWN]) + "…", why=LONG_NAME)]
    name = clean(text).strip(";|, ")
    if not name:
        return []
    if _OTHERS.fullmatch(name):
        return [Author(name, why=OTHERS)]
    tail = _TAIL.search(name)
    if tail:
        others = Author(tail.group().strip(" ,"), why=OTHERS)
        return [*written(name[: tail.start()], orcid, email), others]
    if not any(mark.isalpha() for mark in name):
        return [Author(name, orcid, email, UNREADABLE)]
    return [Author(turned(name), orcid, email)]


def turned(name: str) -> str:
    """Give "Last, First" and "Last, First, Jr." as First Last and First Last, Jr.

    Examples
    --------
    >>> turned("van der Berg, Jan, Jr."), turned("Ana Ruiz"), turned("One, Two, Three")
    ('Jan van der Berg, Jr.', 'Ana Ruiz', 'One, Two, Three')
    """
    parts = [part.strip() for part in name.split(",") if part.strip()]
    heads = [part for part in parts if not is_tail(part)]
    if len(heads) != 2:
        return ", ".join(parts)
    return ", ".join([f"{heads[1]} {heads[0]}", *filter(is_tail, parts)])


def is_tail(part: str) -> bool:
    """Say whether what follows a comma is no name: Jr. and the like."""
    return part.strip().rstrip(".").casefold() in _TAILS


def says_others(text: str) -> bool:
    """Say whether a name only stands for authors who are not named."""
    return bool(_OTHERS.fullmatch(text.strip())) if len(text) < SHOWN else False


def bare_orcid(text: str) -> str:
    """Give an ORCID as its 16 figures in groups of four; blank if its check figure is wrong.

    References
    ----------
    ISO/IEC 7064, MOD 11-2.

    Examples
    --------
    >>> bare_orcid("https://orcid.org/0000-0002-1825-0097"), bare_orcid("0000-0002-1825-0098")
    ('0000-0002-1825-0097', '')
    >>> bare_orcid("orcid.org/000000021694233x")
    '0000-0002-1694-233X'
    """
    found = _ORCID.fullmatch(text.strip()) if len(text) < SHOWN and text.isascii() else None
    if found is None:
        return ""
    bare = "-".join(found.groups()).upper()
    total = 0
    for figure in bare.replace("-", "")[:-1]:
        total = (total + int(figure)) * 2
    check = (12 - total % 11) % 11
    return bare if bare[-1] == ("X" if check == 10 else str(check)) else ""


def bare_doi(text: str) -> str:
    """Give a DOI in small letters without the address before it; blank if there is none.

    Examples
    --------
    >>> bare_doi("https://doi.org/10.5555/AbC.1"), bare_doi("doi:10.5555/abc.1 "), bare_doi("n/a")
    ('10.5555/abc.1', '10.5555/abc.1', '')
    """
    text = text[: 10 * SHOWN].replace("\\", "").replace("{", "").replace("}", "")
    found = _DOI.search(unquote(text) if "://" in text else text)
    return found.group().rstrip(".,").casefold() if found else ""


def moment(year: object, month: object = None, day: object = None) -> tuple[datetime | None, int]:
    """Give the first day of year, month and day, and the months they leave open."""
    parts = [_number(part) for part in (year, month, day)]
    if not 1000 <= parts[0] <= 9999:
        return None, 0
    if not 1 <= parts[1] <= 12:
        return datetime(parts[0], 1, 1), 12
    try:
        return datetime(parts[0], parts[1], parts[2]), 0
    except ValueError:
        return datetime(parts[0], parts[1], 1), 1


def _number(part: object) -> int:
    """Give a whole number from a number or its figures; 0 for anything else."""
    if isinstance(part, int) and not isinstance(part, bool):
        return part
    spelled = part.strip() if isinstance(part, str) else ""
    return int(spelled) if spelled.isascii() and spelled.isdigit() and len(spelled) < 5 else 0


def keyed(entries: Iterable[Entry]) -> tuple[list[Entry], list[str]]:
    """Bring ORCIDs, addresses and DOIs into one form, and say what could not be used."""
    broken, shared, done = [0, 0], 0, []
    for entry in entries:
        authors = []
        for author in entry.authors:
            orcid, email = bare_orcid(author.orcid), _address(author.email)
            broken[0] += bool(author.orcid.strip()) and not orcid
            broken[1] += bool(author.email.strip()) and not email
            authors.append(replace(author, orcid=orcid, email=email))
        taken = _shared(authors)
        shared += len(taken)
        told = tuple(
            replace(author, orcid="") if author.orcid in taken else author for author in authors
        )
        done.append(replace(entry, authors=told, doi=bare_doi(entry.doi)))
    said = [
        f"{count} {what}"
        for count, what in (
            (broken[0], "ORCID(s) whose check figure is wrong ignored"),
            (broken[1], "e-mail address(es) that are none ignored"),
            (shared, "ORCID(s) given to two authors of one work ignored"),
        )
        if count
    ]
    return done, said


def _address(text: str) -> str:
    text = clean(text).removeprefix("mailto:")
    return text if re.fullmatch(r"[^@\s]+@[^@\s]+", text) else ""


def _shared(authors: Sequence[Author]) -> set[str]:
    """Give the ORCIDs that two different names of one entry carry."""
    owner: dict[str, str] = {}
    taken = set()
    for author in authors:
        form = names.normal(author.name)
        if author.orcid and owner.setdefault(author.orcid, form) != form:
            taken.add(author.orcid)
    return taken


def settled(entries: list[Entry], unit: str = "line") -> tuple[list[Entry], list[str]]:
    """Make one work of the entries that share a DOI, or a key and all they say; and say so."""
    done = list(entries)
    dated, said = 0, []
    open_ = [entry.doi if entry.fate == "used" else "" for entry in done]
    sizes = [sum(author.why not in NOBODY for author in entry.authors) for entry in done]
    for place, kept in enumerate(fullest(open_, sizes)):
        if kept == place:
            continue
        more = " (which names more authors)" if sizes[kept] > sizes[place] else ""
        less = " (which names fewer authors)" if sizes[kept] < sizes[place] else ""
        entry, best = done[place], done[kept]
        further = not_among(*([_keys(author) for author in one.authors if author.why not in NOBODY]
                              for one in (entry, entries[kept])))  # fmt: skip
        said += others_lost(f"{unit} {entry.line}", f"{unit} {best.line}", further)
        if best.time is None and entry.time is not None:
            done[kept] = replace(best, time=entry.time, months=entry.months)
            dated += 1
        reason = f"same DOI as {unit} {best.line}{more}{less}"
        done[place] = replace(entry, authors=(), fate="merged", reason=reason)
    if dated:
        said.insert(0, f"{dated} work(s) dated by a further entry with the same DOI")
    return _one_per_key(done), said


def _keys(author: Author) -> set[str]:
    return {names.one_person(text) for text in (author.name, author.orcid, author.email) if text}


def not_among(shorter: Sequence[set[str]], longer: Sequence[set[str]]) -> tuple[int, int]:
    """Count the authors of one list whom another does not name by any key or name; and all."""
    known = set().union(*longer)
    return sum(known.isdisjoint(keys) for keys in shorter), len(shorter)


def others_lost(merged: str, kept: str, further: tuple[int, int]) -> list[str]:
    """Say that two works share a DOI and not their authors, so that some count nowhere."""
    lost, count = further
    if not lost:
        return []
    return [
        f"{merged} has the DOI of {kept}, which is kept, and {lost} of its {count} author(s) are "
        "not among the authors there, as written"
    ]


def fullest(dois: Sequence[str], sizes: Sequence[int]) -> list[int]:
    """Give, per work, the place of the work with the same DOI that names most authors."""
    best: dict[str, int] = {}
    for place, doi in enumerate(dois):
        if doi and sizes[best.setdefault(doi, place)] < sizes[place]:
            best[doi] = place
    return [best[doi] if doi else place for place, doi in enumerate(dois)]


def _one_per_key(entries: list[Entry]) -> list[Entry]:
    first: dict[str, Entry] = {}
    done = []
    for entry in entries:
        known = first.get(entry.key) if entry.fate == "used" else None
        if known is not None:
            same = _said(known) == _said(entry)
            fate, reason = ("merged", TWICE_SAME) if same else ("refused", TWICE)
            entry = replace(entry, authors=(), fate=fate, reason=reason)  # noqa: PLW2901
        elif entry.fate == "used":
            first[entry.key] = entry
        done.append(entry)
    return done


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.content, entry.authors, entry.time, entry.months, entry.doi
