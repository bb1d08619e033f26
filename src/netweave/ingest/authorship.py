"""Who made something together: publications and products, from BibTeX or a long table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import one_of
from netweave.ingest import bibtex, cells, textfiles
from netweave.ingest.ledger import Fates, Mentions, mentions, one_part, raise_faults
from netweave.ingest.tables import TEXT_SUFFIXES, Aside, Rows, Source, Table, existing, read_table


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
        Per mention: person and name (both as written), event (place in events, -1: none).
    events : DataFrame
        Per work (index ``event``): start, until (the last day its date may mean); format, tau, phi
        and psi as for sessions.
    note : str
        What was detected when the file was read.
    aside : Aside or None
        The rows that were not asked for.
    """

    file: str
    mentions: Mentions
    log: pd.DataFrame
    events: pd.DataFrame
    note: str = ""
    aside: Aside | None = None

    @property
    def named(self) -> pd.DataFrame:
        """Per mention: person and name as written."""
        return self.log[["person", "name"]]

    def __repr__(self) -> str:
        refused = int((self.mentions.fates.fate == 2).sum())
        return (
            f"<Authorship {self.file}: {self.mentions.rows} rows, {len(self.events)} works, "
            f"{refused} mentions refused>"
        )


def read_authorship(  # noqa: PLR0913
    source: Source,
    *,
    person: str | None = None,
    work: str | None = None,
    name: str | None = None,
    time: str | None = None,
    dayfirst: bool | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    on_bad: str = "ledger",
) -> AuthorshipSource:
    """Read works and their authors from BibTeX, or from a table with one row per author.

    A work with k authors joins each pair by 1 / (k - 1), k counting all its authors whether they
    are in the roster or not. A work with one author joins nobody.

    Parameters
    ----------
    source : path or DataFrame
        A BibTeX file (by its suffix, or by what it holds), or a table.
    person : str, optional
        For a table: the column of ids, addresses or names.
    work : str, optional
        For a table: the column that tells works apart.
    name : str, optional
        For a table: a column of names, used where ``person`` finds nobody.
    time : str, optional
        For a table: the column with the date or year; it decides the wave.
    dayfirst : bool, optional
        How to read 03/04/2022. Left out, such a cell is refused.
    sheet : str, optional
        The sheet of a workbook.
    encoding : str, optional
        The encoding of a text file.
    rows : mapping of str to str or list of str, optional
        Which rows of the file are meant: column → what it holds, such as
        ``{"relation": "advice"}``. The others are counted in the ledger as not asked for.
    on_bad : {"ledger", "raise"}, default "ledger"
        Whether what cannot be used goes to the ledger with its reason, or raises.

    Returns
    -------
    AuthorshipSource
        The works, for ``nw.weave`` or ``nw.affiliate``. From BibTeX a row is an entry, and the
        pseudo-author "others" is nobody.

    Raises
    ------
    DataError
        If a file holds no entry, or a table lacks a column.

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
    """
    one_of("on_bad", ("ledger", "raise"), on_bad)
    text = None if isinstance(source, pd.DataFrame) else _bibtex_text(source, encoding)
    if text is None:
        table = read_table(source, sheet=sheet, encoding=encoding, rows=rows, name="authorship")
        found = _from_table(table, (person or name, work, time, name), dayfirst)
    else:
        found = _from_bibtex(existing(source).name, *text)
    if on_bad == "raise":
        raise_faults(found.mentions, "Correct the entries.")
    return found


def _bibtex_text(source: object, encoding: str | None) -> tuple[str, str] | None:
    """Give the text of a BibTeX file and its note; None where the file is something else."""
    path = existing(source)
    suffix = path.suffix.casefold()
    if suffix not in {".bib", ".bibtex", *TEXT_SUFFIXES}:
        return None
    text, note = textfiles.decoded(path.read_bytes(), path.name, encoding)
    if suffix.startswith(".bib") or text.lstrip("\ufeff \t\r\n").startswith(("@", "%")):
        return text.lstrip("\ufeff"), note
    return None


def _from_bibtex(name: str, text: str, note: str) -> AuthorshipSource:
    entries = bibtex.entries(text)
    if not entries:
        raise errors.no_entries(name)
    used = [entry for entry in entries if entry.fate == "used"]
    place = {id(entry): number for number, entry in enumerate(used)}
    flat = [
        (row, entry, author, why)
        for row, entry in enumerate(entries)
        for author, why in (entry.authors or [("", "")])
    ]
    fates = Fates(len(flat))
    for fate, settle in (("merged", fates.merge), ("refused", fates.refuse)):
        reasons = np.array([entry.reason if entry.fate == fate else "" for _, entry, _, _ in flat])
        for reason in dict.fromkeys(reasons[reasons != ""]):
            settle(reasons == reason, str(reason))
    fates.refuse_each(np.array([why for *_, why in flat], dtype=object))
    author = pd.Series([author or None for *_, author, _ in flat], dtype="str")
    value = author.fillna(pd.Series([entry.key or None for _, entry, *_ in flat], dtype="str"))
    found = Mentions(
        name,
        np.array([row for row, *_ in flat]),
        np.array([entry.line for _, entry, *_ in flat]),
        one_part(len(flat), "author"),
        value,
        fates,
    )
    event = np.array([
        place[id(entry)] if entry.fate == "used" and why != bibtex.OTHERS else -1
        for _, entry, _, why in flat
    ])
    start = pd.Series([entry.time for entry in used], dtype="datetime64[us]")
    months = np.array([entry.months for entry in used], dtype=np.int64)
    works = _works(start, cells.last_days(start, months), [entry.key for entry in used])
    return AuthorshipSource(name, found, _log(author, event), works, note)


def _works(start: pd.Series, until: pd.Series, names: list[str]) -> pd.DataFrame:
    table = pd.DataFrame(
        {"start": start.array, "until": until.array},
        index=pd.Index(names, dtype="str", name="event"),
    ).assign(tau=1.0, phi=1.0, psi=1.0)
    table.insert(1, "format", pd.Series([None] * len(table), dtype="str").set_axis(table.index))
    return table


def _log(author: pd.Series, event: np.ndarray) -> pd.DataFrame:
    blank = pd.Series(np.full(len(author), np.nan), dtype="str")
    return pd.DataFrame({"person": author, "name": blank, "event": event.astype(np.int32)})


def _from_table(
    table: Table,
    columns: tuple[str | None, str | None, str | None, str | None],
    dayfirst: bool | None,  # noqa: FBT001
) -> AuthorshipSource:
    person, work, time, name = columns
    if person is None or work is None:
        raise errors.ArgumentError(
            "read_authorship needs person= and work= for a table: the columns that name the "
            "author and the work. A BibTeX file needs neither."
        )
    table.has(person, work, time, name)
    author, label = table.text(person), table.text(work)
    fates = Fates(len(author))
    fates.refuse(label.isna().to_numpy(), "work is missing")
    coded, names = pd.factorize(label)
    spelling = table.text(name)
    fates.refuse((author.isna() & spelling.isna()).to_numpy(), "person is missing")
    moments, reasons = table.dates(time, dayfirst)
    fates.refuse_each(reasons)
    start = _one_date(table.name, coded, moments, names, table.lines)
    latest = table.last_days(time, moments).groupby(coded).max()
    works = _works(start, latest.reindex(range(len(names))), list(names))
    found = mentions(table.name, table.lines, "author", author.fillna(spelling), fates)
    log = _log(author, coded).assign(name=spelling)
    return AuthorshipSource(table.name, found, log, works, table.note, table.aside)


def _one_date(
    file: str, work: np.ndarray, moments: pd.Series, names: pd.Index, lines: np.ndarray
) -> pd.Series:
    """Give each work its date; two dates for one work raise."""
    rows = pd.DataFrame({"work": work, "date": moments})[moments.notna().to_numpy() & (work >= 0)]
    several = rows.groupby("work")["date"].nunique()
    wrong = several.index[several > 1]
    if len(wrong):
        first = rows[rows["work"] == wrong[0]].drop_duplicates("date")
        raise errors.event_disagrees(
            file,
            "date",
            [str(names[place]) for place in wrong],
            [cells.one_text(value) for value in first["date"]],
            [int(lines[place]) for place in first.index],
            "work",
        )
    return rows.groupby("work")["date"].first().reindex(range(len(names)))
