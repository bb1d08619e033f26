"""Who was there in which wave: eligible, consenting, answering, and in which organization."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest.who.people import PER_WAVE, PeopleSource

Dates: TypeAlias = "Mapping[str, tuple[pd.Timestamp, pd.Timestamp]]"


@dataclass(frozen=True)
class Presence:
    """Per wave and person: the roster's row, and whether the person belongs to the wave.

    Without any wave there is one row, which stands for all time.

    Parameters
    ----------
    row : int array, waves × people
        The place in the roster, -1 where it has none for this wave.
    eligible, declined : bool arrays, waves × people
        Who belonged to the wave on its last day, and who must not appear in it.
    listed : bool array, (waves + 1) × people
        Who belongs to the wave according to the roster, dates apart; the last row is for what lies
        outside every wave, and is reached with the wave -1.
    joined, left : date arrays, (waves + 1) × people
        Since when and until when, each day included; NaT: no date.
    """

    row: np.ndarray
    eligible: np.ndarray
    declined: np.ndarray
    listed: np.ndarray
    joined: np.ndarray
    left: np.ndarray

    @property
    def there(self) -> np.ndarray:
        """Who is in the network of each wave."""
        return np.asarray(self.eligible & ~self.declined)

    @property
    def gone(self) -> np.ndarray:
        """People who declined and are in no wave with their consent."""
        return np.asarray(self.declined.any(axis=0) & ~self.there.any(axis=0))

    def reasons(self, wave: np.ndarray, person: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Say which (wave, person) pairs declined or were not eligible; wave -1: outside all."""
        known = person >= 0
        inside = known & (wave >= 0)
        declined, absent = np.zeros(len(known), dtype=bool), np.zeros(len(known), dtype=bool)
        if self.eligible.all() and not self.declined.any():
            return declined, absent
        declined[inside] = (self.declined | self.gone)[wave[inside], person[inside]]
        absent[inside] = ~self.eligible[wave[inside], person[inside]]
        outside = known & ~inside
        declined[outside] = self.gone[person[outside]]
        if len(self.eligible) == 1:
            absent[outside] = ~self.eligible[0, person[outside]]
        return declined, absent

    def reasons_on_day(
        self, wave: np.ndarray, person: np.ndarray, span: tuple[np.ndarray, np.ndarray]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Say who was not listed, had not joined yet or had left on a day within a span of days."""
        first, last = (end.astype("datetime64[D]") for end in span)
        unlisted, early, late = np.zeros((3, len(person)), dtype=bool)
        if self.listed.all() and np.isnat(self.joined).all() and np.isnat(self.left).all():
            return unlisted, early, late
        known = (person >= 0) & ~np.isnat(first)
        at = wave[known], person[known]
        unlisted[known] = ~self.listed[at]
        early[known] = self.joined[at] > last[known]
        late[known] = self.left[at] < first[known]
        return unlisted, early, late


def presence(
    people: PeopleSource,
    waves: pd.DataFrame,
    asked: Dates,
) -> Presence:
    """Work out who belonged to which wave; ``asked`` holds the dates between which it was asked."""
    roster = people.roster
    labels = list(waves.index) or [""]
    shape = (len(labels), len(people.frame))
    row = np.full(shape, -1, dtype=np.int64)
    eligible, declined = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    person = people.frame.index.get_indexer(pd.Index(roster["person"]))
    for place, label in enumerate(labels):
        here = (roster["wave"].isna() | (roster["wave"] == label)).to_numpy()
        if not here.any() and len(roster) and label:
            known = list(dict.fromkeys(roster["wave"].dropna()))
            raise errors.roster_lacks_wave(people.file, label, known)
        rows = np.flatnonzero(here)
        row[place, person[rows]] = rows
        there = roster["eligible"].to_numpy(dtype=bool) & _within(roster, waves, label, asked)
        eligible[place, person[rows]] = there[rows]
        declined[place, person[rows]] = (roster["consent"] == "declined").to_numpy()[rows]
    ids = people.frame.index
    joined, left = (_spans(roster, end, row, ids) for end in ("joined", "left"))
    return Presence(row, eligible, declined, _listed(roster, row), joined, left)


def _listed(roster: pd.DataFrame, row: np.ndarray) -> np.ndarray:
    """Say who belongs to each wave according to the roster; outside waves only a single one can."""
    inside = np.append(roster["eligible"].to_numpy(dtype=bool), False)[row]
    outside = inside[:1] if len(inside) == 1 else np.ones_like(inside[:1])
    return np.concatenate([inside, outside])


def _spans(roster: pd.DataFrame, end: str, row: np.ndarray, ids: pd.Index) -> np.ndarray:
    """Give everybody's date per wave; outside all waves the widest of all rows holds."""
    inside = np.append(roster[end].to_numpy(), np.datetime64("NaT", "us"))[row]
    dates = roster.groupby("person")[end]
    widest = dates.min() if end == "joined" else dates.max()
    outside = widest.where(dates.count() == dates.size()).reindex(ids)
    spans = np.concatenate([inside, outside.to_numpy()[None, :]])
    return np.asarray(spans.astype("datetime64[D]"))


def _within(
    roster: pd.DataFrame,
    waves: pd.DataFrame,
    label: str,
    asked: Dates,
) -> np.ndarray:
    """Say who was there on the wave's last day: joined before its end, not left before it."""
    everybody = np.ones(len(roster), dtype=bool)
    if label not in waves.index:
        return everybody
    place = list(waves.index).index(label)
    end = waves["end"].iloc[place]
    if pd.isna(end) and label not in asked:
        return everybody
    if pd.isna(end):
        end = asked[label][1].normalize() + pd.Timedelta(1, "D")
    joined = roster["joined"].isna() | (roster["joined"] < end)
    stayed = roster["left"].isna() | (roster["left"] >= end - pd.Timedelta(1, "D"))
    return np.asarray(joined & stayed)


def declined_table(people: PeopleSource, found: Presence, waves: pd.DataFrame) -> pd.DataFrame:
    """Give one row per wave and person who declined and was eligible: no id, no order of people."""
    ids, columns = people.frame.index, ["wave", "organization", "convener"]
    tables = [pd.DataFrame(columns=columns)]
    for place, label in enumerate(list(waves.index) or [""]):
        who = np.flatnonzero(found.declined[place] & found.eligible[place])
        written = people.roster["organization"].iloc[found.row[place][who]]
        convener = people.frame["convener"].loc[ids[who]].to_numpy()
        table = pd.DataFrame({"organization": written.array, "convener": convener})
        tables.append(table.assign(wave=label).sort_values(["convener", "organization"]))
    every = pd.concat(tables, ignore_index=True)[columns]
    return every.astype({"wave": "str", "organization": "str", "convener": bool})


def people_table(
    people: PeopleSource,
    found: Presence,
    answered: pd.DataFrame | None,
    waves: pd.DataFrame,
    besides: np.ndarray | None = None,
) -> pd.DataFrame:
    """Give the people who may appear, with what a network of one wave or none says of them.

    ``besides`` marks further people, who took part in something but left before the wave ended.
    """
    frame = people.frame.drop(columns=[name for name in PER_WAVE if name in people.frame])
    if len(waves) > 1:
        return frame[~found.gone].join(settled(people, found))
    block = _block(people, found, 0)
    if answered is not None and len(waves):
        block = block.join(answered.loc[waves.index[0]])
    there = found.there[0] if besides is None else found.there[0] | besides
    people_here: pd.DataFrame = frame[there].join(block.drop(columns=["eligible", "consent"]))
    return people_here


def settled(people: PeopleSource, found: Presence) -> pd.DataFrame:
    """Give organization, role and locale where they are the same in every wave; else missing."""
    blocks = pd.concat([_block(people, found, place) for place in range(len(found.row))])
    by_person = blocks.drop(columns=["eligible", "consent"]).groupby(level=0, sort=False)
    distinct = by_person.nunique()
    agreed: pd.DataFrame = by_person.first().mask(distinct > 1)
    return agreed


def moved(people: PeopleSource, found: Presence) -> list[str]:
    """Name the people whose organization is not the same in every wave."""
    if "organization" not in people.frame.columns:
        return []
    blocks = pd.concat([_block(people, found, place) for place in range(len(found.row))])
    homes = blocks["organization"].groupby(level=0, sort=False).nunique()
    gone = people.frame.index[found.gone]
    return [str(person) for person in homes.index[homes > 1] if person not in gone]


def roster_table(
    people: PeopleSource, found: Presence, answered: pd.DataFrame, waves: pd.DataFrame
) -> pd.DataFrame | None:
    """Give the roster of a network of several waves; people who declined everywhere are out."""
    if len(waves) < 2:
        return None
    blocks = {}
    for place, label in enumerate(waves.index):
        block = _block(people, found, place)
        block = block[~found.gone[people.frame.index.get_indexer(block.index)]]
        blocks[label] = block.join(answered.loc[label])
    table: pd.DataFrame = pd.concat(blocks, names=["wave", "person"])
    silent = ~table["eligible"] | (table["consent"] == "declined")
    for column in answered.columns:
        table[column] = table[column].mask(silent, pd.NA)
    return table


def _block(people: PeopleSource, found: Presence, place: int) -> pd.DataFrame:
    """Give the roster's rows of one wave, indexed by person."""
    there = found.row[place] >= 0
    rows = people.roster.iloc[found.row[place][there]]
    shown = [name for name in PER_WAVE if name in people.frame.columns]
    block: pd.DataFrame = rows[shown].set_axis(people.frame.index[there])
    consent = rows["consent"].to_numpy(dtype=object)
    declined = found.declined[place][there]
    block = block.assign(
        eligible=found.eligible[place][there],
        consent=pd.array(np.where(declined, "declined", consent), dtype="str"),
    )
    return block
