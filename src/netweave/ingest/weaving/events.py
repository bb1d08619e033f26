"""From matched logs and works to two-mode records: who counts once, and among how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave._kernels.pairs import Pairs
from netweave.ingest.fates import AFTER_LEAVING, BEFORE_JOINING, DECLINED, NOT_ELIGIBLE, Fates
from netweave.ingest.sessions.attendance import AttendanceSource
from netweave.ingest.tables import cells
from netweave.ingest.weaving import windows
from netweave.ingest.weaving.roster import Presence
from netweave.ingest.who import names
from netweave.ingest.who.matching import ONE_OF_TWO, Directory
from netweave.ingest.works.authorship import AuthorshipSource

EventSource: TypeAlias = AttendanceSource | AuthorshipSource
ROLES = ("presenter", "attendee", "facilitator", "author")
TWICE = "same person twice in this session"
TWICE_WORK = "same person twice among the authors"
PRESENTS = "presents in this session"
OTHER_GROUP = "already in another group of this session"
FACTS = ("start", "format", "tau", "phi", "psi")


@dataclass(frozen=True)
class Placed:
    """A log or a list of works whose people are matched.

    Parameters
    ----------
    source : AttendanceSource or AuthorshipSource
        The source as read.
    fates : Fates
        What is decided about its mentions, to be settled further.
    person : int array, per mention
        Places in the roster, -1: nobody.
    """

    source: EventSource
    fates: Fates
    person: np.ndarray


def placed(source: EventSource, directory: Directory) -> Placed:
    """Match the people of one log; who is unmatched is refused with the reason."""
    fates = source.mentions.fates.copy()
    log, file = source.log, source.file
    key = _best_key(log, directory, file)
    person, reasons = directory.find_either(key, log["name"], file)
    for further in [column for column in ("second", "third") if column in log]:
        person, reasons = directory.agreed((person, reasons), key, log[further], file)
    fates.refuse_each(reasons)
    if "written" in log:  # "Bo Li (Ana Ruiz)": one of the two names found somebody
        at = np.flatnonzero((person >= 0) & log["written"].notna().to_numpy())
        directory.note_beside(at, log["written"].iloc[at], file, person[at], ONE_OF_TWO)
    return Placed(source, fates, person)


def _best_key(log: pd.DataFrame, directory: Directory, file: str) -> pd.Series:
    """Give the first key of each mention that finds somebody, where a log has several."""
    key = log["person"]
    for further in ("second", "third"):
        if further in log:
            places, _ = directory.find(key, file)
            key = key.where((places >= 0) | log[further].isna().to_numpy(), log[further])
    return key


def events_table(
    sources: list[EventSource], waves: pd.DataFrame
) -> tuple[pd.DataFrame, list[np.ndarray]]:
    """Give every event once with its wave, and per source the place of each of its events.

    A session that two logs name alike, case and spaces aside, is one session, and their days must
    agree where both have one; two works that share a key are two works.
    """
    labels, places = _labels(sources)
    frames: list[pd.DataFrame] = []
    for number, source in enumerate(sources):
        kind = "attendance" if isinstance(source, AttendanceSource) else "authorship"
        frame = source.events.set_axis(pd.Index(list(labels), dtype="str")[places[number]])
        columns = [*FACTS, "until"]
        frames.append(frame.reindex(columns=columns).assign(kind=kind, file=source.file))
    told = pd.concat(frames)
    _refuse_other_facts(told)
    events = told.groupby(level=0, sort=False).first().reindex(list(labels)).rename_axis("event")
    for end, dates in (("start", events["start"]), ("until", told.groupby(level=0)["until"].max())):
        events[end] = pd.to_datetime(dates)
    events["place"], events["coarse"] = _wave_places(events, waves)
    wave = np.array([*waves.index, None], dtype=object)[events["place"].to_numpy()]
    return events.assign(wave=wave, format=events["format"].fillna("")), places


def _labels(sources: list[EventSource]) -> tuple[dict[str, int], list[np.ndarray]]:
    """Give every event a label of its own, and per source the place of each of its events."""
    labels: dict[str, int] = {}
    sessions: dict[str, str] = {}
    places = []
    for source in sources:
        is_log, mine = isinstance(source, AttendanceSource), []
        for label in source.events.index:
            form = cells.folded(label)
            name = sessions.get(form, "") if is_log else ""
            if not name:
                name = _free(label, source.file, labels)
                labels[name] = len(labels)
            if is_log:
                sessions[form] = name
            mine.append(labels[name])
        places.append(np.array(mine, dtype=np.int32))
    return labels, places


def _free(label: str, file: str, taken: dict[str, int]) -> str:
    """Give a label that no other event has."""
    name, further = label, 1
    while name in taken:
        name = f"{label} ({file}{f' {further}' if further > 1 else ''})"
        further += 1
    return name


def _refuse_other_facts(told: pd.DataFrame) -> None:
    """Refuse sessions of which two logs say different things."""
    several = told[told.index.duplicated(keep=False)]
    if not len(several):
        return
    several = several.assign(start=several["start"].dt.normalize())
    for fact in FACTS:
        counts = several.groupby(level=0)[fact].nunique()
        wrong = list(counts.index[counts > 1])
        if wrong:
            rows = several.loc[[wrong[0]]]
            values = [cells.one_text(value) for value in rows[fact]]
            raise errors.logs_disagree(wrong, fact, list(rows["file"]), values)


def _wave_places(events: pd.DataFrame, waves: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give each event its wave (-1: none), and mark those whose date is too coarse for the waves.

    No wave, or one without a window, holds everything.
    """
    if len(waves) < 2 and waves["start"].isna().all():
        return np.zeros(len(events), dtype=np.int32), np.zeros(len(events), dtype=bool)
    return windows.wave_codes(events["start"], events["until"], waves)


@dataclass(frozen=True)
class Crowd:
    """Every mention of every log, one log after the other, as places instead of words.

    Parameters
    ----------
    sizes : list of int
        How many mentions each log has.
    event : int array
        Places among the events, -1: none.
    person : int array
        Places in the roster, -1: nobody.
    who : int array
        People told apart, those in the roster and those who are not.
    role : int array
        Places in ROLES.
    group : int array
        Places in ``groups``, -1: outside every group.
    groups : Index
        The names of the groups, whatever their case.
    minutes : float array or None
        How long each was there, NaN where nobody knows; None where no log says it.
    """

    sizes: list[int]
    event: np.ndarray
    person: np.ndarray
    who: np.ndarray
    role: np.ndarray
    group: np.ndarray
    groups: pd.Index
    minutes: np.ndarray | None

    @property
    def log(self) -> np.ndarray:
        """Which log each mention stands in."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)


def crowd(sources: list[Placed], places: list[np.ndarray]) -> Crowd:
    """Put the mentions of all logs together: event, who (matched or not), role, group."""
    logs = [one.source.log for one in sources]
    event = [
        np.append(at, -1)[log["event"].to_numpy()] for at, log in zip(places, logs, strict=True)
    ]
    person = np.concatenate([one.person for one in sources])
    group, groups = _groups(logs)
    minutes = [_minutes(log) for log in logs]
    return Crowd(
        [len(log) for log in logs],
        np.concatenate(event).astype(np.int32),
        person,
        _identities(person, logs),
        np.concatenate([_roles(one.source) for one in sources]),
        group,
        groups,
        None if all(np.isnan(known).all() for known in minutes) else np.concatenate(minutes),
    )


def _roles(source: EventSource) -> np.ndarray:
    """Give the role of each mention as its place in ROLES; who wrote something is its author."""
    if isinstance(source, AttendanceSource):
        codes: np.ndarray = source.log["role"].cat.codes.to_numpy()
        return codes
    return np.full(len(source.log), ROLES.index("author"), dtype=np.int8)


def _groups(logs: list[pd.DataFrame]) -> tuple[np.ndarray, pd.Index]:
    """Give the group of each mention as a place, and the names of the groups; -1 is no group."""
    known: dict[str, int] = {}
    parts = []
    for log in logs:
        if "group" not in log or log["group"].isna().all():
            parts.append(np.full(len(log), -1, dtype=np.int32))
            continue
        coded, words = pd.factorize(log["group"])
        place = [known.setdefault(str(word).casefold(), len(known)) for word in words]
        parts.append(np.array([*place, -1], dtype=np.int32)[coded])
    return np.concatenate(parts), pd.Index(list(known), dtype="str")


def _minutes(log: pd.DataFrame) -> np.ndarray:
    if "minutes" not in log:
        return np.full(len(log), np.nan)
    return log["minutes"].to_numpy(dtype=float, na_value=np.nan)


def _key(text: str) -> str:
    """Tell people apart who are not in the roster: "Ana Ruiz (North)" is not "Ana Ruiz (South)"."""
    form = names.one_person(text) or text
    return form if names.address(text) else " | ".join([form, *names.asides(text)])


def _identities(person: np.ndarray, logs: list[pd.DataFrame]) -> np.ndarray:
    """Tell people apart, those in the roster and those who are not; unnamed people are each one."""
    starts = np.cumsum([0, *(len(log) for log in logs)])
    keys = []
    for log, first in zip(logs, starts[:-1], strict=True):
        lost = np.flatnonzero(person[first : first + len(log)] < 0)
        written = log["person"].iloc[lost].fillna(log["name"].iloc[lost])
        keys.append(cells.mapped(written, _key))
    coded, words = pd.factorize(np.concatenate(keys))
    base = int(person.max(initial=-1)) + 1
    unnamed = coded < 0
    coded[unnamed] = len(words) + np.arange(unnamed.sum())
    who = person.astype(np.int64)
    who[person < 0] = base + coded
    return who


def refuse_absent(
    sources: list[Placed], found: Crowd, events: pd.DataFrame, presence: Presence
) -> None:
    """Refuse mentions of people who declined, or did not belong to the cohort on that day.

    A record has a date of its own, so it is held against the days when people joined and left, and
    not against the last day of the wave; a date that is a month or a year is refused only if all
    of it lies outside. Where there is no date, the wave decides.
    """
    event, person = found.event, found.person
    wave = np.append(events["place"].to_numpy(), -1)[event]
    never = np.datetime64("NaT", "us")
    start, until = (
        np.append(events[end].to_numpy().astype("datetime64[us]"), never).astype("datetime64[D]")
        for end in ("start", "until")
    )
    declined, absent = presence.reasons(wave, person)
    unlisted, early, late = presence.reasons_on_day(wave, person, (start[event], until[event]))
    _settle(sources, declined, DECLINED)
    _settle(sources, np.where(np.isnat(start)[event], absent, unlisted), NOT_ELIGIBLE)
    _settle(sources, early, BEFORE_JOINING)
    _settle(sources, late, AFTER_LEAVING)


def _settle(sources: list[Placed], mark: np.ndarray, reason: str, *, merged: bool = False) -> None:
    """Hand a decision back to the fates of each source."""
    if not mark.any():
        return
    first = 0
    for one in sources:
        mine = mark[first : first + len(one.fates.fate)]
        if merged:
            one.fates.merge(mine, reason)
        else:
            one.fates.refuse(mine, reason)
        first += len(one.fates.fate)


def merge_twins(sources: list[Placed], found: Crowd) -> np.ndarray:
    """Let everybody take part once in every event, whatever the log repeats; give who is left.

    Who presents is not also audience, unless in a breakout group; who attends or presents does
    not also facilitate; of several groups of one session the first counts. Everybody in the log
    is left here, matched or not: the sizes count them all.
    """
    open_ = np.concatenate([one.fates.open for one in sources])
    there = np.flatnonzero(found.event >= 0)
    rank = (2 * ~open_[there] + (found.group[there] < 0)).astype(np.uint8)
    order = there[np.argsort(rank, kind="stable")]
    gone = np.zeros(len(order), dtype=bool)
    for mark, reason in _repeats(found, order, open_[order]):
        whole = np.zeros(len(open_), dtype=bool)
        whole[order[mark]] = True
        _settle(sources, whole, reason, merged=True)
        gone |= mark
    return np.sort(order[~gone])


def _repeats(found: Crowd, order: np.ndarray, open_: np.ndarray) -> list[tuple[np.ndarray, str]]:
    """Mark who stands in an event already, each with the reason; usable rows come first."""
    role, group = found.role[order], found.group[order]
    pair = Pairs(found.event[order], found.who[order])
    spoke, heard, helped, wrote = (role == place for place in range(len(ROLES)))
    presents = pair.among(spoke & open_) | (pair.among(spoke) & ~open_)
    audience = heard & presents & (group < 0)
    again = pair.again(heard & ~audience)
    stays = heard & ~audience & ~again
    elsewhere = again & (group >= 0) & (group != pair.told(stays, group))
    return [
        (pair.again(spoke), TWICE),
        (pair.again(wrote), TWICE_WORK),
        (audience, PRESENTS),
        (elsewhere, OTHER_GROUP),
        (again & ~elsewhere, TWICE),
        ((helped & pair.among(~helped)) | pair.again(helped), TWICE),
    ]


def sized(events: pd.DataFrame, found: Crowd, left: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """Count everybody who took part in each event, its presenters, and each attendee's circle."""
    count, event, role = len(events), found.event[left], found.role[left]
    again = Pairs(event, found.who[left]).again()
    spoke, heard = (role == ROLES.index(name) for name in ("presenter", "attendee"))
    table = events.assign(
        size=np.bincount(event[~again], minlength=count),
        presenters=np.bincount(event[spoke], minlength=count),
    )
    circle = np.full(len(left), np.nan)
    circle[heard] = Pairs(event[heard], found.group[left][heard] + 1).sizes()
    return table, circle


def records_table(
    found: Crowd,
    used: np.ndarray,
    circle: np.ndarray,
    labels: tuple[pd.Index, pd.Index],
    offsets: list[int],
) -> pd.DataFrame:
    """Give the records of everybody in the roster: person, event, role, group and circle.

    ``used`` are the mentions that count, ``circle`` the size of each one's circle, ``labels`` the
    roster's ids and the names of the events, and ``offsets`` the first record of each log.
    """
    people, events = labels
    starts = np.cumsum([0, *found.sizes])[:-1]
    shift = np.repeat(np.array(offsets, dtype=np.int64) - starts, found.sizes)
    group = found.groups.append(pd.Index([np.nan], dtype="str")).take(found.group[used])
    table = pd.DataFrame({
        "person": pd.Categorical.from_codes(found.person[used], categories=people),
        "event": pd.Categorical.from_codes(found.event[used], categories=events),
        "role": pd.Categorical.from_codes(found.role[used], categories=pd.Index(ROLES)),
        "group": group.array,
        "set_size": circle,
        "record": (shift[used] + used).astype(np.int32),
    })
    return table if found.minutes is None else table.assign(minutes=found.minutes[used])
