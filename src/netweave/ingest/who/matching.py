"""Who is meant: exact ids first, then aliases, addresses and exact normalized names. No guessing.

Every different text is looked up once, so a log of a million rows costs a few thousand look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from functools import cached_property

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.fates import (
    MISSING_PERSON,
    NAMES_TWO,
    NO_SUCH_PERSON,
    NOBODY,
    SEVERAL_NAMED,
    SHARED_ADDRESS,
    SHARED_NAME,
    STILL_OPEN,
    TWO_MEANT,
    Fates,
    Mentions,
)
from netweave.ingest.safe import written
from netweave.ingest.who import decisions, names
from netweave.ingest.who.aliases import Aliases, key_of, mentions_of, unused

_SEVERAL, _REJECTED = -2, -3
_LISTED = re.compile(r"[;,|\n]")
_AGAIN = re.compile(r" \(\d+\)$")
SPELLING, ADDRESS, BESIDE = "spelling (case, accents, order)", "address", "the name beside it"
ONE_OF_TWO = "one of the two names written"
UNDECIDED = "undecided"
FOUND = ("file", "as_written", "place", "how")


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
                elif not self._settle(key_of(table, row), place, number, row):
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
        if place < 0:
            place = self._as_shown.get(written(who), -1)
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
        limit, text = key_of(table, row)
        ways = _spelled(text)
        ways += [] if text == written(text) else _spelled(written(text))
        return [(limit, way) for way in ways]

    def _loosely(self, key: tuple[str, str], entry: tuple[int, int, int]) -> None:
        known = self._aliases.setdefault(key, entry)
        if known[0] != entry[0]:
            self._aliases[key] = (_SEVERAL, *entry[1:])

    def _keys(self, text: str, file: str) -> list[tuple[str, str]]:
        spelled = _spelled(text)
        if text != written(text):  # a crosswalk holds it without what would steer a terminal
            spelled[1:1] = _spelled(written(text))
        file = written(file)
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
        place, how = self._by_key(text, file)
        if place == _REJECTED:
            return -1, NOBODY, how
        if place == _SEVERAL:
            return -1, SHARED_ADDRESS, ""
        if place < 0:
            return self._by_name(text, file)
        name = names.beside(text) if "@" in text else ""
        return self._both((place, "", how), text, name, file) if name else (place, "", how)

    def _by_key(self, text: str, file: str) -> tuple[int, str]:
        """Look up an exact id, an alias, and an id or address whatever the case."""
        place, how = self._exact.get(text, -1), ""
        if place < 0 and self._aliases:
            place, how = self._by_alias(text, file)
        if place < 0 and place != _REJECTED:
            place, how = self._folded.get(names.key(text), -1), _way(text)
        return place, how

    def _both(
        self, found: tuple[int, str, str], key: str, beside: str, file: str
    ) -> tuple[int, str, str]:
        """Hold a key against the name beside it: of two people none, unless a crosswalk says."""
        place, other = found[0], self._whose(beside, file)
        if other in {-1, place} or self.forms[place] == names.normal(beside):
            return found
        for text in (beside, key):
            decided, how = self._decided(text, file)
            if decided in {place, other}:
                return decided, "", how
            if decided == _REJECTED:
                return -1, NOBODY, how
        by_name = self._names.get(names.normal(key), -1) == place
        return -1, NAMES_TWO if by_name else TWO_MEANT, ""

    def _whose(self, beside: str, file: str) -> int:
        """Give who is meant by what stands beside a key, also if a crosswalk rejects it; or -1."""
        place, why, _ = self._one(beside, file)
        return max(self._names.get(names.normal(beside), -1), -1) if why == NOBODY else place

    def _decided(self, text: str, file: str) -> tuple[int, str]:
        """Give whom the row of a crosswalk means."""
        for key in self._keys(text, file):
            place, number, row = self._aliases.get(key, (-1, 0, 0))
            table = self.alias_files[number] if place >= 0 or place == _REJECTED else None
            if table is not None and table.listed and table.crosswalk is not None:
                self._used[number].add(row)
                return place, table.place(row)
        return -1, ""

    def _by_name(self, text: str, file: str) -> tuple[int, str, str]:
        """Look up a name; one with a second name in parentheses must not fit two people."""
        place = self._names.get(names.normal(text), -1)
        inside = names.asides(text)
        if place == _SEVERAL:
            place = self._by_aside(text, inside)
            if place < 0:
                return -1, SHARED_NAME, ""
        if place >= 0:
            others = {self._names.get(form, -1) for form in inside} - {-1, place}
            if others:
                return -1, NAMES_TWO, ""
            written = names.asides(self.written[place])
            if not inside or not written or set(inside) & set(written):
                return place, "", "" if self.written[place] == text else SPELLING
        is_open = self._undecided and not self._undecided.isdisjoint(self._keys(text, file))
        if not is_open and self._are_several(text):
            return -1, SEVERAL_NAMED, ""
        return -1, STILL_OPEN if is_open else NO_SUCH_PERSON, ""

    def _are_several(self, text: str) -> bool:
        """Say whether a text is a list of which every part is a person of the roster."""
        parts = [part.strip() for part in _LISTED.split(text) if part.strip()]
        return len(parts) > 1 and all(
            self._exact.get(part, self._names.get(names.normal(part), -1)) >= 0 for part in parts
        )

    def _by_aside(self, text: str, inside: list[str]) -> int:
        """Tell people who share a name apart by what the roster has in parentheses; -1: no."""
        found = [
            place
            for place in (self._index[names.normal(text)] if inside else ())
            if set(inside) & set(names.asides(self.written[place]))
        ]
        return found[0] if len(found) == 1 else -1

    def sharing(self, text: str) -> list[int]:
        """Give everybody whom an ambiguous text may mean."""
        keys = [f"\n{names.key(text)}", names.normal(text), *names.asides(text)]
        found = {place for key in keys for place in self._index.get(key, ())}
        return sorted(found | {max(self._by_key(text, "")[0], -1)} - {-1})

    @cached_property
    def _as_shown(self) -> dict[Hashable, int]:
        """Know the ids as a crosswalk holds them, without what would steer a terminal."""
        return _unique((written(str(name)), place) for place, name in enumerate(self.ids))

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
            telling = np.isin(why, [SHARED_NAME, NAMES_TWO, TWO_MEANT, NOBODY])
            better = open_ & ((second >= 0) | (reasons == MISSING_PERSON) | telling)
            found = np.flatnonzero(open_ & (second >= 0) & ids.notna().to_numpy())
            self.note_beside(found, ids.iloc[found], file, second[found], BESIDE)
            places = np.where(better, second, places)
            reasons = np.where(better, why, reasons)
        return self.agreed((places, reasons), ids, spellings, file)

    def agreed(
        self, found: tuple[np.ndarray, np.ndarray], keys: pd.Series, beside: pd.Series, file: str
    ) -> tuple[np.ndarray, np.ndarray]:
        """Refuse the mentions whose key means one person, and what stands beside it another."""
        places, reasons = (part.copy() for part in found)
        coded, words = pd.factorize(beside)
        others = np.array([self._whose(str(word), file) for word in words] + [-1])[coded]
        rows = np.flatnonzero((places >= 0) & (others >= 0) & (others != places))
        rows = rows[keys.iloc[rows].notna().to_numpy()]
        known: dict[tuple[int, str, str], tuple[int, str, str]] = {}
        for row in rows.tolist():
            case = (int(places[row]), str(keys.iloc[row]), str(beside.iloc[row]))
            if case not in known:
                known[case] = self._both((case[0], "", ""), *case[1:], file)
            places[row], reasons[row], how = known[case]
            if how and places[row] >= 0:
                at = np.array([row])
                self.note_beside(at, keys.iloc[at], file, places[at], how)
        return places, reasons

    def note_beside(
        self, at: np.ndarray, written: pd.Series, file: str, places: np.ndarray, how: str
    ) -> None:
        """Remember mentions that were not found by what stands first; the last word counts."""
        found = pd.DataFrame({"at": at, "as_written": written.array, "file": file})
        self._beside.append(found.assign(place=places, how=how))

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
        every = pd.concat([nothing, *self._beside], ignore_index=True)
        return every.drop_duplicates(["file", "at"], keep="last", ignore_index=True)

    def spellings(self) -> list[tuple[str, int]]:
        """List the spellings of the aliases with the place of whom each means."""
        return [
            (str(self.alias_files[number].as_written.iloc[row]), place)
            for place, number, row in dict.fromkeys(self._aliases.values())
            if place >= 0
        ]

    def mark_used(self, number: int, row: int) -> None:
        """Count a row of an alias table as needed."""
        self._used[number].add(row)

    def alias_mentions(self) -> list[Mentions]:
        """Give the alias files as mentions: used where a record needed them."""
        return mentions_of(self.alias_files, self.alias_fates)

    def unused_aliases(self) -> pd.DataFrame:
        """List the alias rows that no record needed."""
        return unused(self.alias_files, self.alias_fates, self._used)


def _unique(pairs: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    """Map each key to its place, and a key that belongs to two to none."""
    found: dict[Hashable, int] = {}
    for key, place in pairs:
        if key != "":
            found[key] = place if found.get(key, place) == place else _SEVERAL
    return found


def _way(text: str) -> str:
    return ADDRESS if names.key(text) != text.casefold() or "@" in text else SPELLING


def _spelled(text: str) -> list[str]:
    """Give the keys of a text: as written, whatever its case, as a name."""
    form = names.normal(text)
    return [text, f"\n{names.key(text)}"] + ([f"\n\n{form}"] if form else [])


def _only(row: int, count: int) -> np.ndarray:
    mark = np.zeros(count, dtype=bool)
    mark[row] = True
    return mark
