"""From records of events to ties: peers of the same group, listeners and presenters, co-authors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from netweave._kernels.meetings import Meetings, made, pairs_of, weighed
from netweave._kernels.pairs import Pairs

WEIGHTS = ("newman", "count", "binary", "resource_allocation", "jaccard")
FACTORED = ("newman", "count", "resource_allocation")  # sums over meetings
LARGE = ("leave_out", "down_weight")
ROLES = ("presenter", "attendee", "facilitator", "author")
PRESENTER, ATTENDEE, AUTHOR = (ROLES.index(name) for name in ("presenter", "attendee", "author"))
KINDS = {
    "attendance": ("attendance_peer", "attendance_presenter"),
    "authorship": ("coauthorship",),
}
FULL, FEW_EVENTS = 0.9, 10
UNIT_OF = dict.fromkeys(KINDS["attendance"], "sessions") | {"coauthorship": "works"}
UNITS = {
    "newman": "{}",
    "resource_allocation": "shares of the learner's {}",
    "jaccard": "shares of the pair's {}",
}


@dataclass(frozen=True)
class Policy:
    """How meetings weigh, and what becomes of large ones.

    Parameters
    ----------
    weights : str
        One of WEIGHTS.
    max_size : int or None
        The most people a meeting may have; None: no limit.
    large : str
        One of LARGE.
    kinds : tuple of str
        The kinds of tie that are made.
    """

    weights: str = "newman"
    max_size: int | None = None
    large: str = "leave_out"
    kinds: tuple[str, ...] = tuple(UNIT_OF)

    def kept(self, met: Meetings) -> Meetings:
        """Leave out the meetings that are too large, or make them weigh less."""
        return met if self.max_size is None else met.within(self.max_size, self.large)


@dataclass(frozen=True)
class Rolls:
    """Records as places: who was at which event, in which role and group.

    Parameters
    ----------
    person, event, role, group : int arrays
        Places of people, of events and of ROLES; groups are numbered in alphabetical order, -1 is
        outside every group.
    set_size : float array
        How many were in the group, or in the session outside every group.
    n : int
        How many people there are.
    """

    person: np.ndarray
    event: np.ndarray
    role: np.ndarray
    group: np.ndarray
    set_size: np.ndarray
    n: int

    def only(self, keep: np.ndarray) -> Rolls:
        """Keep the records that are marked."""
        return Rolls(
            self.person[keep],
            self.event[keep],
            self.role[keep],
            self.group[keep],
            self.set_size[keep],
            self.n,
        )

    @property
    def listening(self) -> np.ndarray:
        """Mark the records of attendees; who presents in a session is not its audience."""
        listening: np.ndarray = self.role == ATTENDEE
        spoke = self.role == PRESENTER
        there = np.zeros(int(self.event.max(initial=-1)) + 1, dtype=bool)
        there[self.event[spoke]] = True
        rows = np.flatnonzero(there[self.event])
        own = Pairs(self.person[rows], self.event[rows]).among(spoke[rows])
        listening[rows] &= ~(own & (self.group[rows] < 0))
        return listening


def rolls(records: pd.DataFrame, n: int) -> Rolls:
    """Give the records as places."""
    group = np.full(len(records), -1, dtype=np.int32)
    if records["group"].notna().any():
        group = pd.factorize(records["group"], sort=True)[0].astype(np.int32)
    person, event, role = (
        records[name].cat.codes.to_numpy() for name in ("person", "event", "role")
    )
    return Rolls(person, event, role, group, records["set_size"].to_numpy(), n)


def with_sizes(events: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """Fill sizes that were left out with what the records hold."""
    if not events[["size", "presenters"]].isna().to_numpy().any():
        return events
    found = rolls(records, 0)
    filled = {}
    for column, mark in {"size": None, "presenters": found.role == PRESENTER}.items():
        mine = found if mark is None else found.only(mark)
        once = ~Pairs(mine.person, mine.event).again()
        counts = np.bincount(mine.event[once], minlength=len(events)).astype(float)
        filled[column] = events[column].where(events[column].notna(), counts)
    return events.assign(**filled)


def with_set_sizes(records: pd.DataFrame) -> pd.DataFrame:
    """Fill the sizes of interaction sets that were left out with what the records hold."""
    found = rolls(records, 0)
    heard = found.listening
    sizes = np.where(heard, found.set_size, np.nan)
    blank = heard & np.isnan(sizes)
    if blank.any():
        counted = Pairs(found.event[heard], found.group[heard] + 1).sizes()
        sizes[heard] = np.where(blank[heard], counted, sizes[heard])
    return records.assign(set_size=sizes)


def little_about_pairs(there: sparse.csr_array | np.ndarray, noun: str = "session") -> str:
    """Say how few or how full the events are, where they tell little about pairs (W05); else "".

    ``there`` is people × events, 1 where somebody took part. Who took part in none of them says
    nothing about pairs, so how full they are is counted over those who did.
    """
    attended, count = np.asarray(there.sum(axis=1)).ravel(), there.shape[1]
    attended = attended[attended > 0]
    fill = float(attended.mean()) / count if len(attended) else 0.0
    if not len(attended) or (fill <= FULL and count >= FEW_EVENTS):
        return ""
    if count == 1:
        return f"1 {noun}."
    return f"{count} {noun}s; those who took part were in {fill:.0%} of them on average."


def made_by(events: pd.DataFrame) -> tuple[str, ...]:
    """Name the kinds of tie that these events make."""
    present = events["kind"].unique()
    return tuple(name for kind, kinds in KINDS.items() if kind in present for name in kinds)


def kinds_of(
    events: pd.DataFrame, weights: str, names: tuple[str, ...] | None = None
) -> pd.DataFrame:
    """Declare the kinds of tie that these events make, or those of them that are named."""
    rows = [
        {
            "kind": name,
            "evidence": "coproduced" if name == "coauthorship" else "opportunity",
            "mutual": name != "attendance_presenter" and weights != "resource_allocation",
            "reciprocity_eligible": False,
            "headline": False,
            "unit": UNITS.get(weights, weights).format(UNIT_OF[name]),
            "reporter": "record",
        }
        for name in (made_by(events) if names is None else names)
    ]
    return pd.DataFrame(rows, columns=None if rows else ["kind"]).set_index("kind")


def projected(
    events: pd.DataFrame, records: pd.DataFrame, people: pd.Index, policy: Policy
) -> pd.DataFrame:
    """Give the ties of every wave, and of the events outside every wave."""
    parts: list[tuple[np.ndarray, ...]] = []
    kinds, waves = list(policy.kinds), []
    for label, met_by_kind in _by_wave(events, rolls(records, len(people)), policy.kinds):
        waves += [] if label is None else [label]
        for kind, met in met_by_kind.items():
            ends = _cells(weighed(policy.kept(met), policy.weights))
            count = len(ends[0])
            at = -1 if label is None else len(waves) - 1
            marks = np.full(count, kinds.index(kind), np.int8), np.full(count, at, np.int16)
            parts.append((*ends, *marks))
    if not parts:
        return pd.DataFrame(columns=["learner", "learned_from", "weight", "kind"])
    learner, learned_from, weight, kind_at, wave_at = map(_joined, zip(*parts, strict=True))
    columns = {
        "learner": pd.Categorical.from_codes(learner, categories=people),
        "learned_from": pd.Categorical.from_codes(learned_from, categories=people),
        "weight": weight,
        "kind": pd.Categorical.from_codes(kind_at, categories=pd.Index(kinds)),
    }
    table = pd.DataFrame(columns, copy=False)
    if waves:
        table["wave"] = pd.Categorical.from_codes(wave_at, categories=pd.Index(waves, dtype="str"))
    return table


def _joined(parts: tuple[np.ndarray, ...]) -> np.ndarray:
    """Put arrays one behind the other; a single full one stays itself, which saves a copy."""
    full = [part for part in parts if len(part)]
    return full[0] if len(full) == 1 else np.concatenate(parts)


def _cells(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the cells of a matrix row by row."""
    row = np.repeat(np.arange(matrix.shape[0], dtype=np.int32), np.diff(matrix.indptr))
    return row, matrix.indices.astype(np.int32, copy=False), matrix.data


def left_out(events: pd.DataFrame, records: pd.DataFrame, n: int, policy: Policy) -> str:
    """Say which large meetings are left out, and how many pairs only they made; "" for none."""
    most = policy.max_size
    if most is None:
        return ""
    large: set[int] = set()
    before, after = 0, 0
    for _, kinds in _by_wave(events, rolls(records, n), policy.kinds):
        for met in kinds.values():
            large.update(met.event[(met.size > most) & (met.live > 0)].tolist())
            before += pairs_of(met)
            after += pairs_of(policy.kept(met))
    if not large:
        return ""
    where = f"In {len(large)} of {len(events)} sessions and works more than {most} people met"
    if policy.large == "down_weight":
        return f"{where} at once; what they made counts less."
    lost = before - after
    made_by = f"{lost} of {before} pairs" + (f" ({lost / before:.0%})" if before else "")
    return f"{where} at once and are left out; these meetings alone made {made_by}."


def shares(events: pd.DataFrame, records: pd.DataFrame, n: int, policy: Policy) -> pd.DataFrame:
    """Give how many pairs, and how much of the weight, every event makes."""
    found = rolls(records, n)
    once = ~Pairs(found.person, found.event).again()
    table = events[["kind", "wave", "size"]].assign(
        people=np.bincount(found.event[once], minlength=len(events))
    )
    pairs, alone, weight = np.zeros((3, len(events)))
    distinct = 0
    for _, kinds in _by_wave(events, found, policy.kinds):
        for met in kinds.values():
            part = made(met, policy.weights)
            distinct += part.distinct
            for whole, values in ((pairs, part.pairs), (alone, part.alone), (weight, part.weight)):
                np.add.at(whole, met.event, values)
    total = weight.sum()
    return table.assign(
        pairs=pairs.astype(np.int64),
        pairs_only_here=alone.astype(np.int64),
        weight=weight,
        share_of_pairs=pairs / distinct if distinct else np.nan,
        share_only_here=alone / distinct if distinct else np.nan,
        share_of_weight=weight / total if total > 0 else np.nan,
    )


def _by_wave(
    events: pd.DataFrame, found: Rolls, kinds: tuple[str, ...]
) -> Iterator[tuple[str | None, dict[str, Meetings]]]:
    """Give the meetings of every wave by kind of tie; last those outside every wave."""
    wave = events["wave"].astype("str").where(events["wave"].notna())
    for label in [*wave.dropna().unique(), None]:
        chosen = (wave.isna() if label is None else wave == label).to_numpy()
        if chosen.any():
            here = found if chosen.all() else found.only(chosen[found.event])
            yield label, {kind: MEETINGS[kind](events, here) for kind in kinds}


def meetings(events: pd.DataFrame, records: pd.DataFrame, n: int, kind: str) -> Meetings:
    """Give the meetings that make one kind of tie, whatever their wave."""
    return MEETINGS[kind](events, rolls(records, n))


def _peers(events: pd.DataFrame, found: Rolls) -> Meetings:
    """Every breakout group, and every session outside its groups, is a meeting of peers."""
    heard = found.only(found.listening)
    rank = np.empty(len(events), dtype=np.int64)
    rank[events.index.argsort()] = np.arange(len(events))
    first, place = Pairs(rank[heard.event], heard.group + 1).numbered()
    event, size = heard.event[first], heard.set_size[first]
    members = _members(heard.person, place, (found.n, len(first)))
    factor = (events["phi"] * events["tau"]).to_numpy()[event]
    return _meetings((members, members), event, factor, size - 1, size)


def _presenters(events: pd.DataFrame, found: Rolls) -> Meetings:
    """Every session is a meeting of those who listen with those who present."""
    event, local = _numbered(found.event)
    shape = (found.n, len(event))
    heard, spoke = (
        _members(found.person[mark], local[mark], shape)
        for mark in (found.listening, found.role == PRESENTER)
    )
    factor = (events["psi"] * events["tau"]).to_numpy()[event]
    size, presenters = (events[name].to_numpy()[event] for name in ("size", "presenters"))
    return _meetings((heard, spoke), event, factor, presenters, size)


def _authors(events: pd.DataFrame, found: Rolls) -> Meetings:
    """Every work is a meeting of its authors."""
    wrote = found.only(found.role == AUTHOR)
    event, local = _numbered(wrote.event)
    members = _members(wrote.person, local, (found.n, len(event)))
    size = events["size"].to_numpy()[event]
    return _meetings((members, members), event, np.ones(len(event)), size - 1, size)


def _numbered(event: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the events in order, each once, and each record's place among them."""
    here = np.bincount(event) > 0
    return np.flatnonzero(here), (np.cumsum(here) - 1)[event]


MEETINGS = {
    "attendance_peer": _peers,
    "attendance_presenter": _presenters,
    "coauthorship": _authors,
}


def _meetings(
    who: tuple[sparse.csr_array, sparse.csr_array],
    event: np.ndarray,
    factor: np.ndarray,
    others: np.ndarray,
    size: np.ndarray,
) -> Meetings:
    return Meetings(*who, event, factor, others, size, who[0] is who[1], np.ones(len(event)))


def _members(person: np.ndarray, place: np.ndarray, shape: tuple[int, int]) -> sparse.csr_array:
    """Give who took part in what, 1 where there is a record."""
    matrix = sparse.coo_array((np.ones(len(person)), (person, place)), shape=shape).tocsr()
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix
