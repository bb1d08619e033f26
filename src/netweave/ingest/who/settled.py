"""Decisions of a crosswalk about the roster itself: organizations, and people who stand twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from netweave import errors
from netweave.ingest.safe import written
from netweave.ingest.who import decisions, names
from netweave.ingest.who.aliases import Aliases
from netweave.ingest.who.matching import Directory
from netweave.ingest.who.people import PeopleSource


@dataclass(frozen=True)
class Change:
    """One thing of the roster that is read as another.

    Parameters
    ----------
    before, after : str
        Two spellings of an organization, or two ids.
    number, row : int
        Which table of aliases said so, and in which row.
    table : Aliases
        The table.
    """

    before: str
    after: str
    number: int
    row: int
    table: Aliases

    @property
    def where(self) -> str:
        """Say who decided it."""
        return self.table.place(self.row)


def directory_of(people: PeopleSource, tables: list[Aliases]) -> Directory:
    """Know people by id, by their names if the roster has them, else by ids that are names."""
    ids = people.frame.index
    named = people.frame["name"] if "name" in people.frame.columns else ids.to_series()
    return Directory(ids, named.reset_index(drop=True), tables)


def applied(
    people: PeopleSource, tables: list[Aliases]
) -> tuple[PeopleSource, list[Aliases], list[tuple[int, int]]]:
    """Read the roster as decided; give also the aliases this makes, and the rows it needed."""
    if all(table.crosswalk is None for table in tables):
        return people, tables, []
    used = _rejected(people, tables)
    spelled = _organizations(people, tables)
    people = _spelled(people, spelled)
    twins = _twins(people, tables)
    people, extra = _united(people, twins)
    gone = {before: _last(twins, before) for before in twins}
    tables = [replace(table, person=table.person.replace(gone)) for table in tables]
    used += [(change.number, change.row) for change in [*spelled.values(), *twins.values()]]
    return people, [*tables, *extra], used


def _rows(
    people: PeopleSource, tables: list[Aliases], what: str
) -> list[tuple[int, int, Aliases, str]]:
    """Give the rows of crosswalks about the roster: table, row, and what is written there."""
    ids = {written(str(name)): str(name) for name in people.frame.index}
    file = written(people.file)
    return [
        (number, int(row), table, _as_in_roster(str(table.as_written.iloc[row]), ids))
        for number, table in enumerate(tables)
        if table.crosswalk is not None
        for row in range(len(table.line))
        if table.crosswalk["what"].iloc[row] == what
        and pd.notna(table.as_written.iloc[row])
        and _limit(table, row) in ({file, ""} if what != "person" else {file})
    ]


def _as_in_roster(text: str, ids: Mapping[str, str]) -> str:
    """Give an id as the roster writes it: a crosswalk holds it without what is not printed."""
    return ids.get(written(text), text)


def _limit(table: Aliases, row: int) -> str:
    limit = table.source.iloc[row]
    return "" if pd.isna(limit) else written(str(limit))


def _written(people: PeopleSource) -> dict[str, str]:
    """Give every spelling of an organization by what case and spaces do not change."""
    values = people.roster["organization"].dropna().unique()
    return {_fold(str(value)): str(value) for value in values}


def _fold(text: str) -> str:
    return " ".join(written(text).split()).casefold()


def _rejected(people: PeopleSource, tables: list[Aliases]) -> list[tuple[int, int]]:
    """Give the rows that keep apart what the roster has."""
    known = {"person": set(people.frame.index), "organization": set(_written(people))}
    return [
        (number, row)
        for what, texts in known.items()
        for number, row, table, text in _rows(people, tables, what)
        if table.state(row) == decisions.REJECTED
        and (text if what == "person" else _fold(text)) in texts
    ]


def _organizations(people: PeopleSource, tables: list[Aliases]) -> dict[str, Change]:
    """Give the spellings of organizations that are read as another spelling of the roster."""
    known = _written(people)
    found: dict[str, Change] = {}
    for number, row, table, text in _rows(people, tables, "organization"):
        state, before = table.state(row), known.get(_fold(text))
        if before is None or state not in {decisions.ACCEPTED, decisions.TYPED}:
            continue
        after = known.get(_fold(str(table.person.iloc[row])))
        if after is None:
            line, word = int(table.line[row]), str(table.person.iloc[row])
            raise errors.unknown_decision(table.file, line, word, text, "organization")
        _add(found, Change(before, after, number, row, table))
    return found


def _twins(people: PeopleSource, tables: list[Aliases]) -> dict[str, Change]:
    """Give the ids of the roster that are another id's person."""
    found: dict[str, Change] = {}
    known, directory = set(people.frame.index), None
    for number, row, table, text in _rows(people, tables, "person"):
        state = table.state(row)
        if text not in known or state not in {decisions.ACCEPTED, decisions.TYPED}:
            continue
        directory = directory or directory_of(people, [])
        after = str(people.frame.index[directory.meant(table, row)])
        _add(found, Change(text, after, number, row, table))
    return found


def _add(found: dict[str, Change], change: Change) -> None:
    """Add a change; one thing cannot become two, nor two things each other."""
    known = found.get(change.before)
    if known is not None and known.after != change.after:
        raise errors.decided_two_ways(
            change.before, f"{known.after!r} ({known.where})", f"{change.after!r} ({change.where})"
        )
    if change.after == change.before:
        return
    found[change.before] = change
    seen = change
    while seen.after in found:
        seen = found[seen.after]
        if seen.after == change.before:
            raise errors.decided_two_ways(
                change.before, f"{change.after!r} ({change.where})", f"itself ({seen.where})"
            )


def _last(found: Mapping[str, Change], text: str) -> str:
    """Follow changes of changes."""
    while text in found:
        text = found[text].after
    return text


def _spelled(people: PeopleSource, found: Mapping[str, Change]) -> PeopleSource:
    """Write organizations as decided, and say so."""
    if not found:
        return people
    meant = {before: _last(found, before) for before in found}
    counts = people.roster["organization"].value_counts()
    told = [
        f"{before!r} read as {after!r} in {_rows_in_words(counts[before])} ({found[before].where})"
        for before, after in meant.items()
    ]
    changed = {
        part: getattr(people, part).assign(
            organization=getattr(people, part)["organization"].replace(meant)
        )
        for part in ("frame", "roster")
    }
    note = f"{people.note}; organization {', '.join(told)}"
    return replace(people, **changed, note=note.removeprefix("; "))


def _rows_in_words(count: int) -> str:
    return f"{count} row" if count == 1 else f"{count} rows"


def _united(
    people: PeopleSource, found: Mapping[str, Change]
) -> tuple[PeopleSource, list[Aliases]]:
    """Make one person of two ids; records may name either."""
    if not found:
        return people, []
    meant = {before: _last(found, before) for before in found}
    fates = people.mentions.fates.copy()
    roster = people.roster
    declined = set(roster["person"][roster["consent"] == "declined"].replace(meant))
    called = {who: "another id" if who in declined else repr(who) for who in meant.values()}
    for before, after in meant.items():
        reason = f"the same person as {called[after]} ({found[before].where})"
        fates.merge((people.mentions.value == before).fillna(value=False).to_numpy(), reason)
    told = [
        f"{'one id' if after in declined else repr(before)} is {called[after]} "
        f"({found[before].where})"
        for before, after in meant.items()
    ]
    frame = people.frame.drop(index=list(meant))
    convening = people.frame["convener"].rename(index=meant).groupby(level=0).any()
    frame["convener"] = convening.reindex(frame.index)
    united = replace(
        people,
        frame=frame,
        roster=_one_row_each(people.roster, meant),
        mentions=people.mentions.settled(fates),
        note=f"{people.note}; one person: {', '.join(told)}".removeprefix("; "),
    )
    return united, _other_names(people, found, meant)


def _one_row_each(roster: pd.DataFrame, meant: Mapping[str, str]) -> pd.DataFrame:
    """Keep one row per wave and person, the person's own first; who declined once declined."""
    person = roster["person"].replace(meant)
    rows = roster.assign(person=person, moved=(person != roster["person"]).to_numpy())
    wave = rows["wave"].fillna("")
    declined = (rows["consent"] == "declined").groupby([wave, rows["person"]]).transform("any")
    rows["consent"] = rows["consent"].mask(declined, "declined")
    rows = rows.sort_values("moved", kind="stable").drop_duplicates(["wave", "person"])
    return rows.sort_index().drop(columns="moved").reset_index(drop=True)


def _other_names(
    people: PeopleSource, found: Mapping[str, Change], meant: Mapping[str, str]
) -> list[Aliases]:
    """Let the id and the name that went on mean the person; a name that others share does not."""
    whose: dict[str, set[str]] = {}
    named = people.frame["name"].dropna() if "name" in people.frame.columns else None
    for person, name in {} if named is None else named.items():
        whose.setdefault(names.normal(name), set()).add(_last(found, str(person)))
    tables = []
    for before, after in meant.items():
        texts = [before]
        if named is not None and before in named.index:
            name = str(named[before])
            texts += [name] if whose[names.normal(name)] == {after} else []
        told = found[before].table
        tables.append(_table(told.file, texts, after, int(told.line[found[before].row])))
    return tables


def _table(file: str, texts: list[str], person: str, line: int) -> Aliases:
    count = len(texts)
    blank = pd.Series([None] * count, dtype="str")
    rows = pd.DataFrame({
        "what": [decisions.PERSON] * count,
        "state": decisions.ACCEPTED,
        "decision": "accept",
        "number": False,
    })
    written = pd.Series(texts, dtype="str")
    people = pd.Series([person] * count, dtype="str")
    lines = pd.Series([line] * count).to_numpy()
    return Aliases(file, written, people, blank, lines, listed=False, crosswalk=rows)
