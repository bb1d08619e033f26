"""Who is meant: exact ids first, then aliases, addresses and exact normalized names. No guessing.

Every different text is looked up once, so a log of a million rows costs a few thousand look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.fates import (
    MISSING_PERSON,
    NAMES_TWO,
    NO_SUCH_PERSON,
    NOBODY,
    SHARED_ADDRESS,
    SHARED_NAME,
    STILL_OPEN,
    Fates,
    Mentions,
    mentions,
)
from netweave.ingest.safe import plain
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Source, read_table
from netweave.ingest.who import decisions, names
from netweave.ingest.who.decisions import Crosswalk

AliasSource: TypeAlias = "Source | Crosswalk"
_SEVERAL, _REJECTED = -2, -3
_AGAIN = re.compile(r" \(\d+\)$")
SPELLING, ADDRESS, BESIDE = "spelling (case, accents, order)", "address", "the name beside it"
UNDECIDED = "undecided"
FOUND = ("file", "as_written", "place", "how")


@dataclass(frozen=True)
class Aliases:
    """Other ways in which people are written, and whom they mean.

    Parameters
    ----------
    file : str
        What the file is called.
    as_written : Series of str
        The spelling found in the records.
    person : Series of str
        The id of the person meant, or the name as the roster writes it.
    source : Series of str
        The file the spelling belongs to; missing: every file.
    line : array of int
        The line of each.
    listed : bool, default True
        Whether its rows are counted in the ledger: True for a file, False for a roster's column.
    crosswalk : DataFrame or None
        The rows of a crosswalk with what was decided (columns state, meant and number).
    """

    file: str
    as_written: pd.Series
    person: pd.Series
    source: pd.Series
    line: np.ndarray
    listed: bool = True
    crosswalk: pd.DataFrame | None = None

    def __repr__(self) -> str:
        return f"<Aliases {self.file}: {len(self.line)} rows>"

    def state(self, row: int) -> str:
        """Say what was decided in a row; rows of a plain table of aliases are accepted."""
        return decisions.ACCEPTED if self.crosswalk is None else str(self.crosswalk["state"][row])

    def about_people(self, row: int) -> bool:
        """Say whether a row is about a person."""
        return self.crosswalk is None or self.crosswalk["what"][row] == decisions.PERSON

    def place(self, row: int) -> str:
        """Say where a row stands."""
        told = ": accepted" if self.crosswalk is not None else ""
        return f"{self.file} line {self.line[row]}{told}"


def read_aliases(source: AliasSource) -> Aliases:
    """Read a table with the columns as_written and person, and maybe source; or a crosswalk."""
    if isinstance(source, Crosswalk):
        table = read_table(source.table, name="crosswalk")
    else:
        table = read_table(source, name="aliases")
    if decisions.is_crosswalk(table):
        rows = decisions.rows_of(table)
        rows = pd.concat([rows, decisions.decided(table, rows)], axis=1)
        written, meant, limit = rows["as_written"], rows["meant"], rows["source"]
        return Aliases(table.name, written, meant, limit, table.lines, crosswalk=rows)
    table.has("as_written", "person")
    limited = "source" if "source" in table.frame.columns else None
    return Aliases(
        table.name,
        table.text("as_written"),
        table.text("person"),
        table.text(limited),
        table.lines,
    )


class Directory:
    """The people of a roster, and every exact way in which a record may name them.

    Parameters
    ----------
    ids : Index
        The ids of the roster, in order.
    spellings : Series of str
        Their names as written, one per person, missing where there is none.
    aliases : list of Aliases
        Further spellings, each with the file it comes from.
    """

    def __init__(self, ids: pd.Index, spellings: pd.Series, aliases: list[Aliases]) -> None:
        self.ids = ids
        self._exact = {str(name): place for place, name in enumerate(ids)}
        self._folded = _unique((names.key(str(name)), place) for place, name in enumerate(ids))
        self.written = [str(name) if pd.notna(name) else "" for name in spellings]
        self.forms = [names.normal(name) for name in self.written]
        self._names = _unique((form, place) for place, form in enumerate(self.forms))
        self._aliases: dict[tuple[str, str], tuple[int, int, int]] = {}
        self._undecided: set[tuple[str, str]] = set()
        self.alias_files = aliases
        self.alias_fates = [self._learn(number, table) for number, table in enumerate(aliases)]
        self._used: list[set[int]] = [set() for _ in aliases]
        self._answers: dict[tuple[str, str], tuple[int, str, str]] = {}
        self._beside: list[pd.DataFrame] = []

    def _learn(self, number: int, table: Aliases) -> Fates:
        """Take in the rows of one alias table; a spelling that means two people is refused."""
        fates = Fates(len(table.line))
        states = [table.state(row) for row in range(len(table.line))]
        meant = pd.Series(states, dtype="str").isin([decisions.ACCEPTED, decisions.TYPED])
        fates.refuse(
            (table.as_written.isna() | (meant & table.person.isna())).to_numpy(), "cell is blank"
        )
        for row in np.flatnonzero(fates.open).tolist():
            if states[row] == decisions.OPEN:
                self._undecided.update(self._ways(table, row))
                fates.refuse(_only(row, len(table.line)), UNDECIDED)
            elif table.about_people(row):
                place = _REJECTED if states[row] == decisions.REJECTED else self.meant(table, row)
                if place == -1:
                    fates.refuse(_only(row, len(table.line)), NO_SUCH_PERSON)
                elif not self._settle(_key(table, row), place, number, row):
                    fates.merge(_only(row, len(table.line)), "same alias twice")
        return fates

    def meant(self, table: Aliases, row: int) -> int:
        """Give the place of the person an alias means; what a crosswalk says must be somebody."""
        who = str(table.person.iloc[row])
        place = self._exact.get(who, self._folded.get(names.key(who), -1))
        if place < 0:
            place = self._names.get(names.normal(who), -1)
        if table.crosswalk is None:
            return max(place, -1)
        text, word = str(table.as_written.iloc[row]), str(table.crosswalk["decision"][row])
        line = int(table.line[row])
        if table.crosswalk["number"][row] and self._exact.get(word, place) != place:
            raise errors.decision_read_two_ways(table.file, line, word, text)
        if place < 0:
            raise errors.unknown_decision(table.file, line, who, text, "person")
        return place

    def _settle(self, key: tuple[str, str], place: int, number: int, row: int) -> bool:
        """Remember one alias; False if it was known, an error if it meant somebody else."""
        known = self._aliases.get(key)
        if known is not None and known[0] != place:
            raise self._two_ways(key[1], known, (place, number, row))
        if known is None:
            entry = (place, number, row)
            self._aliases[key] = entry
            for way in self._ways(self.alias_files[number], row)[1:]:
                self._loosely(way, entry)
        return known is None

    def _two_ways(
        self, text: str, known: tuple[int, int, int], new: tuple[int, int, int]
    ) -> errors.DataError:
        """Say that two rows disagree on whom a spelling means."""
        first, second = self.alias_files[known[1]], self.alias_files[new[1]]
        lines = (int(first.line[known[2]]), int(second.line[new[2]]))
        who = [str(self.ids[place]) if place >= 0 else "" for place in (known[0], new[0])]
        if first.crosswalk is None and second.crosswalk is None:
            return errors.two_meanings(second.file, text, (who[0], who[1]), lines)
        told = [
            f"{repr(name) if name else 'nobody'} ({table.file}, line {line})"
            for name, table, line in zip(who, (first, second), lines, strict=True)
        ]
        return errors.decided_two_ways(text, told[0], told[1])

    def _ways(self, table: Aliases, row: int) -> list[tuple[str, str]]:
        """Give the keys under which a spelling is known: as written, whatever its case, as name."""
        limit, text = _key(table, row)
        form = names.normal(text)
        ways = [text, f"\n{names.key(text)}"] + ([f"\n\n{form}"] if form else [])
        return [(limit, way) for way in ways]

    def _loosely(self, key: tuple[str, str], entry: tuple[int, int, int]) -> None:
        known = self._aliases.setdefault(key, entry)
        if known[0] != entry[0]:
            self._aliases[key] = (_SEVERAL, *entry[1:])

    def _keys(self, text: str, file: str) -> list[tuple[str, str]]:
        form = names.normal(text)
        spelled = [text, f"\n{names.key(text)}"] + ([f"\n\n{form}"] if form else [])
        if not text.isprintable():  # a crosswalk holds it without what would steer a terminal
            spelled.insert(1, plain(text))
        again = _AGAIN.sub("", file)  # another question of the same file
        limits = (file, again, again.split(", sheet ", maxsplit=1)[0], "")
        return [(limit, way) for way in spelled for limit in limits]

    def _by_alias(self, text: str, file: str) -> tuple[int, str]:
        """Look up a text among the aliases; give how it was found."""
        for key in self._keys(text, file):
            place, number, row = self._aliases.get(key, (-1, 0, 0))
            if place >= 0 or place == _REJECTED:
                self._used[number].add(row)
                table = self.alias_files[number]
                if table.listed or table.crosswalk is not None:
                    return place, table.place(row)
                return place, "" if table.as_written.iloc[row] == text else _way(text)
        return -1, ""

    def _one(self, text: str, file: str) -> tuple[int, str, str]:
        """Look up one text: exact id, alias, id or address whatever the case, exact name.

        Gives the place, why there is none, and how it was found ("" where the roster has it so).
        """
        place, how = self._exact.get(text, -1), ""
        if place < 0 and self._aliases:
            place, how = self._by_alias(text, file)
            if place == _REJECTED:
                return -1, NOBODY, how
        if place < 0:
            place, how = self._folded.get(names.key(text), -1), _way(text)
            if place == _SEVERAL:
                return -1, SHARED_ADDRESS, ""
        if place < 0:
            return self._by_name(text, file)
        return place, "", how

    def _by_name(self, text: str, file: str) -> tuple[int, str, str]:
        """Look up a name; one with a second name in parentheses must not fit two people."""
        place = self._names.get(names.normal(text), -1)
        if place == _SEVERAL:
            return -1, SHARED_NAME, ""
        if place >= 0:
            inside = names.asides(text)
            others = {self._names.get(form, -1) for form in inside} - {-1, place}
            if others:
                return -1, NAMES_TWO, ""
            written = names.asides(self.written[place])
            if not inside or not written or set(inside) & set(written):
                return place, "", "" if self.written[place] == text else SPELLING
        is_open = self._undecided and not self._undecided.isdisjoint(self._keys(text, file))
        return -1, STILL_OPEN if is_open else NO_SUCH_PERSON, ""

    def sharing(self, text: str) -> list[int]:
        """Give everybody whom an ambiguous text may mean."""
        keys = [f"\n{names.key(text)}", names.normal(text), *names.asides(text)]
        return sorted({place for key in keys for place in self._index.get(key, ())})

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Know everybody who has a name or an id, whatever its case."""
        index: dict[str, list[int]] = {}
        for place, (name, form) in enumerate(zip(self.ids, self.forms, strict=True)):
            for key in {f"\n{names.key(str(name))}", form} - {""}:
                index.setdefault(key, []).append(place)
        return index

    def find(self, values: pd.Series, file: str) -> tuple[np.ndarray, np.ndarray]:
        """Give the place of every text in the roster (-1: nobody), and why it has none."""
        coded, words = pd.factorize(values)
        answers = [self._one(str(word), file) for word in words]
        self._answers.update(
            ((file, str(word)), answer) for word, answer in zip(words, answers, strict=True)
        )
        places = np.array([place for place, *_ in answers] + [-1], dtype=np.int32)
        reasons = np.array([reason for _, reason, _ in answers] + [MISSING_PERSON], dtype=object)
        return places[coded], reasons[coded]

    def find_either(
        self, ids: pd.Series, spellings: pd.Series, file: str
    ) -> tuple[np.ndarray, np.ndarray]:
        """Look up an id, and where it finds nobody, the name beside it."""
        places, reasons = self.find(ids, file)
        open_ = (places < 0) & spellings.notna().to_numpy()
        if open_.any():
            open_ &= reasons != NOBODY
            second, why = self.find(spellings.where(open_), file)
            telling = np.isin(why, [SHARED_NAME, NAMES_TWO, NOBODY])
            better = open_ & ((second >= 0) | (reasons == MISSING_PERSON) | telling)
            found = np.flatnonzero(open_ & (second >= 0) & ids.notna().to_numpy())
            beside = pd.DataFrame({"at": found, "as_written": ids.iloc[found].array})
            self._beside.append(beside.assign(file=file, place=second[found], how=BESIDE))
            places = np.where(better, second, places)
            reasons = np.where(better, why, reasons)
        return places, reasons

    def found(self) -> pd.DataFrame:
        """List the texts that are in the roster only once something is undone or decided."""
        rows = [
            (file, text, place, how)
            for (file, text), (place, _, how) in self._answers.items()
            if place >= 0 and how
        ]
        return pd.DataFrame(rows, columns=pd.Index(FOUND))

    def found_beside(self) -> pd.DataFrame:
        """List the mentions found by the name beside an id that is nobody's: ``at`` is where."""
        nothing = pd.DataFrame(columns=["at", *FOUND])
        return pd.concat([nothing, *self._beside], ignore_index=True)

    def mark_used(self, number: int, row: int) -> None:
        """Count a row of an alias table as needed."""
        self._used[number].add(row)

    def alias_mentions(self) -> list[Mentions]:
        """Give the alias files as mentions: used where a record needed them."""
        return [
            mentions(table.file, table.line, "alias", table.as_written, fates)
            for table, fates in zip(self.alias_files, self.alias_fates, strict=True)
            if table.listed
        ]

    def unused_aliases(self) -> pd.DataFrame:
        """List the alias rows that no record needed."""
        frames = []
        for table, fates, used in zip(self.alias_files, self.alias_fates, self._used, strict=True):
            rows = [row for row in np.flatnonzero(fates.open).tolist() if row not in used]
            if not table.listed:
                continue
            frames.append(
                pd.DataFrame({
                    "file": table.file,
                    "line": table.line[rows],
                    "as_written": table.as_written.iloc[rows].to_numpy(),
                    "person": table.person.iloc[rows].to_numpy(),
                })
            )
        empty = pd.DataFrame(columns=["file", "line", "as_written", "person"])
        return pd.concat(frames, ignore_index=True) if frames else empty


def _unique(pairs: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    """Map each key to its place, and a key that belongs to two to none."""
    found: dict[Hashable, int] = {}
    for key, place in pairs:
        if key != "":
            found[key] = place if found.get(key, place) == place else _SEVERAL
    return found


def _way(text: str) -> str:
    return ADDRESS if names.key(text) != text.casefold() or "@" in text else SPELLING


def _key(table: Aliases, row: int) -> tuple[str, str]:
    limit = table.source.iloc[row]
    return ("" if pd.isna(limit) else str(limit)), str(table.as_written.iloc[row])


def _only(row: int, count: int) -> np.ndarray:
    mark = np.zeros(count, dtype=bool)
    mark[row] = True
    return mark


def split_column(values: pd.Series, people: pd.Series, lines: np.ndarray, file: str) -> Aliases:
    """Take a roster's column of other spellings, several in a cell separated by ; or |."""
    parts = values.str.split(r"[;|]", regex=True).explode()
    parts = cells.text(parts).set_axis(parts.index)
    parts = parts[parts.notna() & people.reindex(parts.index).notna()]
    rows = parts.index.to_numpy()
    blank = pd.Series(np.full(len(parts), np.nan), dtype="str")
    return Aliases(
        f"{file}, other spellings",
        parts.reset_index(drop=True),
        people.iloc[rows].reset_index(drop=True),
        blank,
        lines[rows],
        listed=False,
    )
