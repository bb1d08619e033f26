"""Who made something together: publications and products, from bibliographies or tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list, one_of
from netweave.ingest.fates import Mentions, raise_faults
from netweave.ingest.tables import textfiles
from netweave.ingest.tables.reading import (
    TEXT_SUFFIXES,
    Aside,
    Rows,
    Source,
    Table,
    existing,
    read_table,
)
from netweave.ingest.who import names
from netweave.ingest.works import authorlogs, authortables, bibjson, bibtex, medline, ris, works
from netweave.ingest.works.authortables import Columns
from netweave.ingest.works.works import Entry

FORMATS = {
    ".bib": "BibTeX", ".bibtex": "BibTeX", ".ris": "RIS", ".nbib": "PubMed",
    ".json": "JSON", ".jsonl": "JSON", ".ndjson": "JSON",
}  # fmt: skip
_BEGINNINGS = ((r"\s*[@%]", "BibTeX"), (r"\s*[\[{]", "JSON"), (r"(?ms).*?^[ \t]*TY {1,2}-", "RIS"))
_READERS: dict[str, Callable[[str, str], tuple[list[Entry], list[str]]]] = {
    "BibTeX": bibtex.entries,
    "RIS": ris.entries,
    "PubMed": medline.entries,
}
_NOTHING = {
    "BibTeX": "BibTeX entry (@article{...})",
    "RIS": "RIS entry (TY  - JOUR)",
    "PubMed": "PubMed entry (PMID- 1)",
    "JSON": "work",
}


@dataclass(frozen=True, repr=False)
class AuthorshipSource:
    """Works and their authors as read, before anybody is matched.

    Parameters
    ----------
    file : str
        What the file is called.
    mentions : Mentions
        One per author of each entry, with what became of it.
    log : DataFrame
        Per mention: person (the ORCID or address where there is one, else the name), name as
        written, event (place in events, -1: none), and maybe second and third (further keys).
    events : DataFrame
        Per work (index ``event``): start, until (the last day its date may mean); format, tau, phi
        and psi as for sessions; doi; title (missing where the label is all that is known).
    note : str
        What was detected when the file was read.
    aside : tuple of Aside
        The rows that were not asked for.
    """

    file: str
    mentions: Mentions
    log: pd.DataFrame
    events: pd.DataFrame
    note: str = ""
    aside: tuple[Aside, ...] = ()

    @property
    def named(self) -> pd.DataFrame:
        """Per mention: person and name as written; a name that has one key everywhere has it."""
        return authorlogs.one_key_each(self.log[["person", "name"]])

    @property
    def titles(self) -> list[str]:
        """Per work its title, or its label where nothing else is known."""
        title = self.events["title"] if "title" in self.events else pd.Series(dtype="str")
        return [*title.reindex(self.events.index).fillna(self.events.index.to_series())]

    def __repr__(self) -> str:
        refused = int((self.mentions.fates.fate == 2).sum())
        return (
            f"<Authorship {errors.plain(self.file)}: "
            f"{self.mentions.rows} rows, {len(self.events)} works, "
            f"{refused} mentions refused>"
        )


def read_authorship(  # noqa: PLR0913
    source: Source | Table,
    *,
    person: str | None = None,
    work: str | None = None,
    name: str | None = None,
    time: str | None = None,
    authors: str | Sequence[str] | None = None,
    separator: str | None = None,
    orcid: str | Sequence[str] | None = None,
    email: str | Sequence[str] | None = None,
    doi: str | None = None,
    dayfirst: bool | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    on_bad: str = "ledger",
) -> AuthorshipSource:
    """Read works and their authors from a bibliography, or from a table.

    Bibliographies are BibTeX, RIS, PubMed's nbib, and JSON as OpenAlex, Crossref or CSL give it
    (one work, a list, an answer with ``results`` or ``message``, or one work per line): they need
    no further argument. A table has one row per author (``person=`` and ``work=``) or one row per
    work (``authors=``).

    A work with k authors joins each pair by 1 / (k - 1), k counting all its authors whether they
    are in the roster or not. A work with one author joins nobody.

    Parameters
    ----------
    source : path, DataFrame or Table
        A bibliography (by its suffix, or by what it holds), or a table.
    person : str, optional
        For a table with one row per author: the column of ids, addresses or names.
    work : str, optional
        For a table: the column that tells works apart.
    name : str, optional
        For a table with one row per author: a column of names, used where ``person`` finds nobody.
    time : str, optional
        For a table: the column with the date or year; it decides the wave.
    authors : str or list of str, optional
        For a table with one row per work: the column that holds all authors, or a column for each.
    separator : str, optional
        What stands between the authors of one cell. Left out, it is ";", "|" or the word "and",
        whichever the column has first; a comma only counts where it is asked for, since
        "Ruiz, Ana" is one person. A name that may be several is refused until this is said.
    orcid, email : str or list of str, optional
        For a table: columns with a key of each author, arranged as the authors are. A key is
        tried before the name.
    doi : str, optional
        For a table: the column with the DOI of the work.
    dayfirst : bool, optional
        How to read 03/04/2022. Left out, such a cell is refused unless another of its column
        settles it.
    sheet : str, optional
        The sheet of a workbook.
    encoding : str, optional
        The encoding of a text file.
    rows : mapping of str to str or list of str, optional
        For a table: which rows are meant: column → what it holds, such as
        ``{"relation": "advice"}``. The others are counted in the ledger as not asked for.
    on_bad : {"ledger", "raise"}, default "ledger"
        Whether what cannot be used goes to the ledger with its reason, or raises.

    Returns
    -------
    AuthorshipSource
        The works, for ``nw.weave`` or ``nw.affiliate``. From a bibliography a row is an entry, and
        the pseudo-author "others" is nobody. Entries that share a DOI are one work, which keeps
        the longer list of authors; so are works of several files, once woven.

    Raises
    ------
    DataError
        If a file holds no entry or cannot be read, or a table lacks a column.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks II. Physical Review E 64, 016132.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> works = pd.DataFrame({"who": ["Ana", "Bo", "Ana"], "work": ["guide", "guide", "film"]})
    >>> nw.read_authorship(works, person="who", work="work")
    <Authorship authorship: 3 rows, 2 works, 0 mentions refused>
    >>> wide = pd.DataFrame({"Title": ["Guide"], "Authors": ["Ruiz, Ana; Li, Bo"]})
    >>> nw.read_authorship(wide, work="Title", authors="Authors").log["person"].tolist()
    ['Ana Ruiz', 'Bo Li']
    """
    one_of("on_bad", ("ledger", "raise"), on_bad)
    columns = {"person": person, "work": work, "name": name, "time": time, "authors": authors,
               "separator": separator, "orcid": orcid, "email": email, "doi": doi}  # fmt: skip
    text = None if isinstance(source, pd.DataFrame | Table) else _text(source, encoding)
    if text is None:
        table = read_table(source, sheet=sheet, encoding=encoding, rows=rows, name="authorship")
        wide = authors is not None
        found = (_wide if wide else _long)(table, columns, dayfirst)
    else:
        _refuse_columns(existing(source).name, text[0], columns | {"rows": rows})
        found = _bibliography(existing(source).name, *text)
    if on_bad == "raise":
        raise_faults(found.mentions, "Correct the entries.")
    return found


def _text(source: object, encoding: str | None) -> tuple[str, str, str] | None:
    """Give format, text and note of a bibliography; None where the file is something else."""
    path = existing(source)
    suffix = path.suffix.casefold()
    if suffix not in {*FORMATS, *TEXT_SUFFIXES, ""}:
        return None
    text, note = textfiles.decoded(path.read_bytes(), path.name, encoding)
    text = text.lstrip("\ufeff")
    told = [kind for start, kind in _BEGINNINGS if re.match(start, text[:1000])]
    kind = FORMATS.get(suffix) or next(iter(told), "")
    return (kind, text, note) if kind else None


def _refuse_columns(file: str, kind: str, columns: dict[str, Any]) -> None:
    given = [part for part, column in columns.items() if column is not None]
    if given:
        raise errors.ArgumentError(
            f"{' and '.join(given)} belong(s) to tables, and {file} is {kind}, which says by "
            "itself what is what. Leave the argument out."
        )


def _bibliography(name: str, kind: str, text: str, note: str) -> AuthorshipSource:
    unit = "line"
    if kind == "JSON":
        entries, said, unit = bibjson.entries(text, name)
    else:
        entries, said = _READERS[kind](text, name)
    if not entries:
        raise errors.no_entries(name, _NOTHING[kind])
    return _of_entries(name, (entries, unit), [kind, note, *said], ())


def _of_entries(
    name: str, found: tuple[list[Entry], str], said: list[str], aside: tuple[Aside, ...]
) -> AuthorshipSource:
    entries, broken = works.keyed(found[0])
    entries, merged = works.settled(entries, found[1])
    used = [entry for entry in entries if entry.fate == "used"]
    undated = sum(entry.time is None for entry in used)
    lost = [f"{undated} of {len(used)} works without a date"] if undated else []
    parts = authorlogs.from_entries(name, entries)
    return AuthorshipSource(name, *parts, "; ".join([*said, *broken, *merged, *lost]), aside)


def _wide(table: Table, columns: dict[str, Any], dayfirst: bool | None) -> AuthorshipSource:  # noqa: FBT001
    if columns["person"] is not None or columns["name"] is not None:
        raise errors.ArgumentError(
            "authors= is for a table with one row per work, person= and name= for one with one "
            "row per author. Give one or the other."
        )
    lists = [() if columns[part] is None else tuple(as_list(columns[part]))
             for part in ("authors", "orcid", "email")]  # fmt: skip
    if columns["separator"] == "" or not lists[0]:
        raise errors.ArgumentError("separator and authors must not be empty. Leave them out.")
    of_work = columns["work"], columns["time"], columns["doi"]
    table.has(*lists, *of_work)
    table.carries(work=columns["work"], time=columns["time"], doi=columns["doi"])
    held, orcids, emails = lists
    named = Columns(*of_work, columns["separator"], held, orcids, emails)
    entries, said = authortables.entries(table, named, dayfirst)
    unit = "row" if table.note.startswith("a DataFrame") else "line"
    return _of_entries(table.name, (entries, unit), [table.note, *said], table.aside)


def _long(table: Table, columns: dict[str, Any], dayfirst: bool | None) -> AuthorshipSource:  # noqa: FBT001
    who = ("person", "name", "orcid", "email")
    if columns["work"] is None or not any(columns[part] for part in who):
        raise errors.ArgumentError(
            "read_authorship needs person= and work= for a table with one row per author (the "
            "columns that name the author and the work), or authors= for a table with one row per "
            "work. A BibTeX, RIS or JSON file needs none of them."
        )
    if columns["separator"] is not None or any(
        not isinstance(columns[part], str | None) for part in ("orcid", "email")
    ):
        raise errors.ArgumentError(
            "separator= and lists of columns go with authors=, for a table with one row per work. "
            "With one row per author, name one column each."
        )
    used = {part: columns[part] for part in (*who, "work", "time", "doi")}
    table.has(*used.values())
    table.carries(work=columns["work"], time=columns["time"], doi=columns["doi"])
    parts, said = authorlogs.from_table(table, used, dayfirst)
    note = "; ".join([table.note, *said])
    found = AuthorshipSource(table.name, *parts, note, table.aside)
    once: AuthorshipSource = one_work_each([found], lambda label, _: f"same DOI as {label!r}")[0]
    return once


def _in_file(_: str, file: str) -> str:
    return f"same work in {file}"


def one_work_each(sources: list[Any], reason: Callable[[str, str], str] = _in_file) -> list[Any]:
    """Make one work of the works of several files that share a DOI.

    The longest list of authors counts, the first of equals; the mentions of the others are merged
    into it. Sources of another sort are given back as they are.
    """
    lists = [one for one in sources if isinstance(one, AuthorshipSource)]
    dois = [doi for one in lists for doi in one.events["doi"].fillna("").tolist()]
    if len(set(dois) - {""}) == sum(map(bool, dois)):
        return sources
    sizes = [size for one in lists for size in _sizes(one)]
    labels = [(str(label), one.file) for one in lists for label in one.events.index]
    kept = works.fullest(dois, sizes)
    reasons = [
        "" if best == place else reason(*labels[best]) + _compared(sizes[best], sizes[place])
        for place, best in enumerate(kept)
    ]
    first, done = 0, {}
    given, notes = _dated(lists, kept), _lost(lists, kept)
    for one in lists:
        at = slice(first, first + len(one.events))
        first += len(one.events)
        said = [*_dates_said(one, given[at], labels), *notes[one.file]]
        dated = _with_dates(one, given[at], lists)
        noted = replace(dated, note="; ".join(filter(None, [one.note, *said])))
        done[id(one)] = _without(noted, reasons[at])
    return [done.get(id(one), one) for one in sources]


def _dated(lists: list[AuthorshipSource], kept: list[int]) -> list[int]:
    """Give per work the first one with its DOI that has the date it lacks; -1: it needs none."""
    known = np.concatenate([one.events["start"].notna().to_numpy() for one in lists])
    given = [-1] * len(kept)
    for place, best in enumerate(kept):
        if best != place and known[place] and not known[best] and given[best] < 0:
            given[best] = place
    return given


def _with_dates(
    source: AuthorshipSource, given: list[int], lists: list[AuthorshipSource]
) -> AuthorshipSource:
    """Give the works the dates that they lack and a work with the same DOI has."""
    late = np.array(given, dtype=np.int64) >= 0
    if not late.any():
        return source
    events = source.events.copy()
    for end in ("start", "until"):
        every = np.concatenate([one.events[end].to_numpy() for one in lists])
        events[end] = np.where(late, every[given], events[end].to_numpy())
    return replace(source, events=events)


def _dates_said(
    source: AuthorshipSource, given: list[int], labels: list[tuple[str, str]]
) -> list[str]:
    """Say from which work with the same DOI a work has its date."""
    told = [
        f"{label} by {labels[place][0]} in {labels[place][1]}"
        for label, place in zip(source.events.index, given, strict=True)
        if place >= 0
    ]
    said = f"{len(told)} work(s) dated by another with the same DOI: {errors.listed(told)}"
    return [said] if told else []


def _lost(lists: list[AuthorshipSource], kept: list[int]) -> dict[str, list[str]]:
    """Say per file which of its works share a DOI with a longer list that lacks their authors."""
    wanted = {place for pair in enumerate(kept) if pair[0] != pair[1] for place in pair}
    labels = [(f"{str(label)!r} in {one.file}", one) for one in lists for label in one.events.index]
    notes: dict[str, list[str]] = {one.file: [] for one in lists}
    teams: dict[int, list[set[str]]] = {}
    first = 0
    for one in lists:
        event = one.log["event"].to_numpy()
        ways = [name for name in (*authorlogs.WAYS, "name") if name in one.log]
        for place in sorted(wanted.intersection(range(first, first + len(one.events)))):
            rows = one.log[ways][event == place - first].itertuples(index=False)
            teams[place] = [
                {names.one_person(text) for text in row if isinstance(text, str)} for row in rows
            ]
        first += len(one.events)
    for place, best in enumerate(kept):
        if best != place:
            merged, one = labels[place]
            further = works.not_among(teams[place], teams[best])
            notes[one.file] += works.others_lost(merged, labels[best][0], further)
    return notes


def _sizes(source: AuthorshipSource) -> list[int]:
    event = source.log["event"].to_numpy()
    return [int(size) for size in np.bincount(event[event >= 0], minlength=len(source.events))]


def _compared(kept: int, merged: int) -> str:
    if kept == merged:
        return ""
    return " (which names more authors)"


def _without(source: AuthorshipSource, reasons: list[str]) -> AuthorshipSource:
    """Merge the mentions of the works that have a reason, and leave these works out."""
    gone = np.array([bool(reason) for reason in reasons], dtype=bool)
    if not gone.any():
        return source
    event = source.log["event"].to_numpy()
    fates = source.mentions.fates.copy()
    for place in np.flatnonzero(gone).tolist():
        fates.merge(event == place, reasons[place])
    moved = np.append(np.where(gone, -1, np.cumsum(~gone) - 1), -1)
    log = source.log.assign(event=moved[event].astype(np.int32))
    settled = source.mentions.settled(fates)
    return replace(source, mentions=settled, log=log, events=source.events[~gone])
