"""Who is meant: exact ids first, then aliases, addresses and exact normalized names. No guessing.

Every different text is looked up once, so a log of a million rows costs a few thousand look-ups.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest import cells, names
from netweave.ingest.ledger import (
    MISSING_PERSON,
    NO_SUCH_PERSON,
    SHARED_ADDRESS,
    SHARED_NAME,
    Fates,
    Mentions,
    mentions,
)
from netweave.ingest.tables import Source, read_table

_SEVERAL = -2


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
    """

    file: str
    as_written: pd.Series
    person: pd.Series
    source: pd.Series
    line: np.ndarray
    listed: bool = True

    def __repr__(self) -> str:
        return f"<Aliases {self.file}: {len(self.line)} rows>"


def read_aliases(source: Source) -> Aliases:
    """Read a table with the columns as_written and person, and maybe source."""
    table = read_table(source, name="aliases")
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
        self._folded = _unique((str(name).casefold(), place) for place, name in enumerate(ids))
        forms = names.normalized(spellings)
        filled = forms.notna().to_numpy()
        places = np.flatnonzero(filled).tolist()
        self._names = _unique(zip(forms[filled], places, strict=True))
        self._aliases: dict[tuple[str, str], tuple[int, int, int]] = {}
        self.alias_files = aliases
        self.alias_fates = [self._learn(number, table) for number, table in enumerate(aliases)]
        self._used: list[set[int]] = [set() for _ in aliases]

    def _learn(self, number: int, table: Aliases) -> Fates:
        """Take in the rows of one alias table; a spelling that means two people is refused."""
        fates = Fates(len(table.line))
        fates.refuse((table.as_written.isna() | table.person.isna()).to_numpy(), "cell is blank")
        folded = self._folded
        for row in np.flatnonzero(fates.open).tolist():
            text, who = str(table.as_written.iloc[row]), str(table.person.iloc[row])
            place = self._exact.get(who, folded.get(who.casefold(), -1))
            if place < 0:
                place = self._names.get(names.normal(who), -1)
            limit = table.source.iloc[row] if pd.notna(table.source.iloc[row]) else ""
            if place < 0:
                fates.refuse(_only(row, len(table.line)), NO_SUCH_PERSON)
            elif not self._settle((str(limit), text), place, number, row):
                fates.merge(_only(row, len(table.line)), "same alias twice")
        return fates

    def _settle(self, key: tuple[str, str], place: int, number: int, row: int) -> bool:
        """Remember one alias; False if it was known, an error if it meant somebody else."""
        known = self._aliases.get(key)
        if known is not None and known[0] != place:
            table, other = self.alias_files[number], self.alias_files[known[1]]
            lines = (int(other.line[known[2]]), int(table.line[row]))
            who = (str(self.ids[known[0]]), str(self.ids[place]))
            raise errors.two_meanings(table.file, key[1], who, lines)
        if known is None:
            self._aliases[key] = (place, number, row)
            limit, text = key
            self._loosely((limit, f"\n{text.casefold()}"), (place, number, row))
            form = names.normal(text)
            if form:
                self._loosely((limit, f"\n\n{form}"), (place, number, row))
        return known is None

    def _loosely(self, key: tuple[str, str], entry: tuple[int, int, int]) -> None:
        known = self._aliases.setdefault(key, entry)
        if known[0] != entry[0]:
            self._aliases[key] = (_SEVERAL, *entry[1:])

    def _by_alias(self, text: str, file: str) -> int:
        form = names.normal(text)
        spelled = [text, f"\n{text.casefold()}"] + ([f"\n\n{form}"] if form else [])
        limits = (file, file.split(", sheet ", maxsplit=1)[0], "")
        for key in [(limit, way) for way in spelled for limit in limits]:
            place, number, row = self._aliases.get(key, (-1, 0, 0))
            if place >= 0:
                self._used[number].add(row)
                return place
        return -1

    def _one(self, text: str, file: str) -> tuple[int, str]:
        """Look up one text: exact id, alias, id or address whatever the case, exact name."""
        place = self._exact.get(text, -1)
        if place < 0 and self._aliases:
            place = self._by_alias(text, file)
        if place < 0:
            place = self._folded.get(text.casefold(), -1)
            if place == _SEVERAL:
                return -1, SHARED_ADDRESS
        if place < 0:
            place = self._names.get(names.normal(text), -1)
            if place == _SEVERAL:
                return -1, SHARED_NAME
        return place, "" if place >= 0 else NO_SUCH_PERSON

    def find(self, values: pd.Series, file: str) -> tuple[np.ndarray, np.ndarray]:
        """Give the place of every text in the roster (-1: nobody), and why it has none."""
        coded, words = pd.factorize(values)
        answers = [self._one(str(word), file) for word in words]
        places = np.array([place for place, _ in answers] + [-1], dtype=np.int32)
        reasons = np.array([reason for _, reason in answers] + [MISSING_PERSON], dtype=object)
        return places[coded], reasons[coded]

    def find_either(
        self, ids: pd.Series, spellings: pd.Series, file: str
    ) -> tuple[np.ndarray, np.ndarray]:
        """Look up an id, and where it finds nobody, the name beside it."""
        places, reasons = self.find(ids, file)
        open_ = (places < 0) & spellings.notna().to_numpy()
        if open_.any():
            second, why = self.find(spellings.where(open_), file)
            better = open_ & ((second >= 0) | (reasons == MISSING_PERSON) | (why == SHARED_NAME))
            places = np.where(better, second, places)
            reasons = np.where(better, why, reasons)
        return places, reasons

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
