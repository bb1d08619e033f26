"""What an authorship source is made of: the mentions, the log and the works, from either form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.fates import Fates, Mentions, mentions, one_part
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Table
from netweave.ingest.who import names
from netweave.ingest.works import works
from netweave.ingest.works.works import Author, Entry

Parts: TypeAlias = tuple[Mentions, pd.DataFrame, pd.DataFrame]
WAYS = ("person", "second", "third")


def from_entries(name: str, entries: list[Entry]) -> Parts:
    """Give mentions, log and works: an entry that counts gives one mention per author."""
    used = [entry for entry in entries if entry.fate == "used"]
    place = {id(entry): number for number, entry in enumerate(used)}
    flat = [
        (row, entry, author)
        for row, entry in enumerate(entries)
        for author in (entry.authors or (Author(""),))
    ]
    fates = Fates(len(flat))
    for fate, settle in (("merged", fates.merge), ("refused", fates.refuse)):
        reasons = np.array([entry.reason if entry.fate == fate else "" for _, entry, _ in flat])
        for reason in dict.fromkeys(reasons[reasons != ""].tolist()):
            settle(reasons == reason, reason)
    fates.refuse_each(np.array([author.why for *_, author in flat], dtype=object))
    value = [author.name or entry.key or None for _, entry, author in flat]
    found = Mentions(
        name,
        np.array([row for row, *_ in flat]),
        np.array([entry.line for _, entry, _ in flat]),
        one_part(len(flat), "author"),
        pd.Series(value, dtype="str"),
        fates,
    )
    event = [
        place[id(entry)] if entry.fate == "used" and author.why not in works.NOBODY else -1
        for _, entry, author in flat
    ]
    columns = {column: _texts([getattr(author, column) for *_, author in flat])
               for column in ("orcid", "email", "name")}  # fmt: skip
    start = pd.Series([entry.time for entry in used], dtype="datetime64[us]")
    months = np.array([entry.months for entry in used], dtype=np.int64)
    events = works_table(
        start,
        cells.last_days(start, months),
        [entry.key for entry in used],
        _texts([entry.doi for entry in used]),
    ).assign(title=_texts([entry.title for entry in used]).array)
    return found, log_of(list(columns.values()), columns["name"], np.array(event)), events


def _texts(values: list[str]) -> pd.Series:
    return pd.Series([cells.writable(value) or None for value in values], dtype="str")


def log_of(ways: Sequence[pd.Series], name: pd.Series, event: np.ndarray) -> pd.DataFrame:
    """Give per mention its best key, further keys where there are any, its name and its work.

    The first column that holds something is ``person``; the name stands beside it where it is
    something else.
    """
    held = [way.reset_index(drop=True) for way in ways if way.notna().any()]
    frame = pd.concat(held or [name.reset_index(drop=True)], axis=1)
    filled = frame.notna().to_numpy()
    grid = np.array(frame, dtype=object)
    grid[~filled] = None
    packed = np.take_along_axis(grid, np.argsort(~filled, axis=1, kind="stable"), 1)
    person = pd.Series(packed[:, 0], dtype="str")
    spelled = name.reset_index(drop=True)
    log = pd.DataFrame({"person": person, "name": spelled.where(spelled != person)})
    log["event"] = event.astype(np.int32)
    for place in range(1, min(packed.shape[1], len(WAYS))):
        further = pd.Series(packed[:, place], dtype="str")
        further = further.where(further != spelled)
        if further.notna().any():
            log[WAYS[place]] = further
    return log


def works_table(
    start: pd.Series, until: pd.Series, labels: Sequence[str], doi: pd.Series
) -> pd.DataFrame:
    """Give the works with the columns that sessions have, the DOI, and a title still blank."""
    index = pd.Index(list(labels), dtype="str", name="event")
    table = pd.DataFrame({"start": start.array, "until": until.array}, index=index)
    table = table.assign(tau=1.0, phi=1.0, psi=1.0, doi=doi.array)
    table["title"] = pd.Series([None] * len(table), dtype="str").array
    table.insert(1, "format", pd.Series([None] * len(table), dtype="str").set_axis(index))
    return table


def from_table(
    table: Table,
    columns: dict[str, str | None],
    dayfirst: bool | None,  # noqa: FBT001
) -> tuple[Parts, list[str]]:
    """Give mentions, log and works of a table with one row per author, and what was ignored."""
    texts = {part: table.text(column) for part, column in columns.items()}
    orcid, first = _kept(texts["orcid"], works.bare_orcid)
    email, second = _kept(texts["email"], lambda text: text if "@" in text else "")
    (label, spelled), person = cells.one_spelling(texts["work"]), texts["person"]
    spelling = texts["name"] if columns["name"] is not None else person
    ways = [orcid, email, person] + ([spelling] if columns["name"] is not None else [])
    fates = Fates(len(label))
    fates.refuse(label.isna().to_numpy(), "work is missing")
    nobody = np.logical_and.reduce([way.isna().to_numpy() for way in ways])
    fates.refuse(nobody, "person is missing")
    others = cells.mapped(spelling.fillna(person), works.says_others) == True  # noqa: E712
    fates.refuse(others, works.OTHERS)
    moments, reasons = table.dates(columns["time"], dayfirst)
    fates.refuse_each(reasons)
    coded, labels = pd.factorize(label)
    known = {part: _one_each(table, part, coded, values, labels)
             for part, values in (("date", moments), ("doi", _dois(texts["doi"])))}  # fmt: skip
    latest = table.last_days(columns["time"], moments).groupby(coded).max()
    until = latest.reindex(range(len(labels)))
    events = works_table(known["date"], until, list(labels), known["doi"].astype("str"))
    shown = spelling.fillna(person).fillna(email).fillna(orcid)
    found = mentions(table.name, table.lines, "author", shown, fates)
    log = log_of(ways, spelling, np.where(others, -1, coded))
    said = [f"{count} {what} ignored" for count, what in
            ((first, "ORCID(s) whose check figure is wrong"), (second, "e-mail address(es)"))
            if count]  # fmt: skip
    order = table.dates_note(columns["time"], dayfirst=dayfirst).removeprefix("; ")
    return (found, log, events), [*said, *filter(None, [spelled, order])]


def _kept(values: pd.Series, function: object) -> tuple[pd.Series, int]:
    """Give the keys that can be used, and count the others."""
    read = pd.Series(cells.mapped(values, function), dtype="str")  # type: ignore[arg-type]
    blank = (read == "").fillna(value=False).astype(bool)
    return read.where(~blank), int(blank.sum())


def _dois(values: pd.Series) -> pd.Series:
    return _kept(values, works.bare_doi)[0]


def _one_each(
    table: Table, fact: str, work: np.ndarray, values: pd.Series, labels: pd.Index
) -> pd.Series:
    """Give each work its date or DOI; two of them for one work raise."""
    known = values.notna().to_numpy() & (work >= 0)
    rows = pd.DataFrame({"work": work, "value": values})[known]
    several = rows.groupby("work")["value"].nunique()
    wrong = several.index[several > 1]
    if len(wrong):
        first = rows[rows["work"] == wrong[0]].drop_duplicates("value")
        raise errors.event_disagrees(
            table.name,
            fact,
            [str(labels[place]) for place in wrong],
            [cells.one_text(value) for value in first["value"]],
            [int(table.lines[place]) for place in first.index],
            "work",
        )
    return rows.groupby("work")["value"].first().reindex(range(len(labels)))


def one_key_each(named: pd.DataFrame) -> pd.DataFrame:
    """Give a key to the mentions without one whose name has exactly one key elsewhere.

    A name that two keys share belongs to nobody here: such a mention is left blank. A name with
    an initial may be somebody else's, so it gets no key.
    """
    keyed = named["name"].notna().to_numpy()
    if not keyed.any():
        return named
    form = pd.Series(cells.mapped(named["name"].fillna(named["person"]), names.normal))
    owners = named["person"].reset_index(drop=True)[keyed].groupby(form[keyed])
    owner = form.map(owners.first()).where(form.map(owners.nunique()) == 1)
    shared = ~keyed & (form.map(owners.nunique()) > 1).to_numpy()
    open_ = ~keyed & owner.notna().to_numpy()
    open_[open_] = ~form[open_].map(names.has_initial).to_numpy(dtype=bool)
    person = named["person"].reset_index(drop=True)
    spelled = named["name"].reset_index(drop=True).where(~open_, person)
    person = person.where(~open_, owner.astype("str")).where(~shared)
    return pd.DataFrame({"person": person.array, "name": spelled.array}, index=named.index)
