"""From matched logs and works to two-mode records: who counts once, and among how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from netweave import errors
from netweave.ingest import cells, names, windows
from netweave.ingest.attendance import AttendanceSource
from netweave.ingest.authorship import AuthorshipSource
from netweave.ingest.ledger import (
    AFTER_LEAVING,
    BEFORE_JOINING,
    DECLINED,
    NOT_ELIGIBLE,
    Fates,
)
from netweave.ingest.matching import Directory
from netweave.ingest.roster import Presence

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
    person, reasons = directory.find_either(source.log["person"], source.log["name"], source.file)
    fates.refuse_each(reasons)
    return Placed(source, fates, person)


def events_table(
    sources: list[EventSource], waves: pd.DataFrame
) -> tuple[pd.DataFrame, list[np.ndarray]]:
    """Give every event once with its wave, and per source the place of each of its events.

    A session that two logs name is one session; two works that share a key are two works.
    """
    labels: dict[str, int] = {}
    frames: list[pd.DataFrame] = []
    places: list[np.ndarray] = []
    sessions: set[str] = set()
    for source in sources:
        is_log = isinstance(source, AttendanceSource)
        kind = "attendance" if is_log else "authorship"
        mine, fresh = [], []
        for label in source.events.index:
            shared = is_log and label in sessions
            name = label if shared else _free(label, source.file, labels)
            if not shared:
                labels[name] = len(labels)
                fresh.append(name)
            mine.append(labels[name])
        sessions.update(source.events.index if is_log else ())
        places.append(np.array(mine, dtype=np.int32))
        frame = source.events.set_axis(pd.Index(list(labels), dtype="str")[places[-1]])
        columns = [*FACTS, "until"]
        frames.append(frame.reindex(columns=columns).assign(kind=kind, file=source.file))
    told = pd.concat(frames)
    _refuse_other_facts(told)
    events = told.groupby(level=0, sort=False).first().reindex(list(labels)).rename_axis("event")
    events["start"] = pd.to_datetime(events["start"])
    events["place"] = _wave_places(events["start"], waves)
    wave = np.array([*waves.index, None], dtype=object)[events["place"].to_numpy()]
    return events.assign(wave=wave, format=events["format"].fillna("")), places


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


def _wave_places(start: pd.Series, waves: pd.DataFrame) -> np.ndarray:
    """Give each event its wave (-1: none); no wave, or one without a window, holds everything."""
    if len(waves) < 2 and waves["start"].isna().all():
        return np.zeros(len(start), dtype=np.int32)
    return windows.wave_codes(start, waves)


def mentions_table(sources: list[Placed], places: list[np.ndarray]) -> pd.DataFrame:
    """Put the mentions of all sources together: event, who (matched or not), role, group."""
    frames = []
    for number, (one, place) in enumerate(zip(sources, places, strict=True)):
        log = one.source.log
        local = log["event"].to_numpy()
        is_log = isinstance(one.source, AttendanceSource)
        written = log["person"].fillna(log["name"])
        frames.append(
            pd.DataFrame({
                "source": number,
                "at": np.arange(len(log)),
                "event": np.append(place, -1)[local],
                "person": one.person,
                "key": pd.Series(cells.mapped(written, _key), dtype="object"),
                "role": log["role"].cat.codes.to_numpy() if is_log else ROLES.index("author"),
                "group": log["group"].str.casefold() if is_log else None,
                "open": one.fates.open,
            })
        )
    table = pd.concat(frames, ignore_index=True)
    return table.assign(who=_identities(table))


def _key(text: str) -> str:
    return text.casefold() if "@" in text else names.normal(text) or text


def _identities(table: pd.DataFrame) -> np.ndarray:
    """Tell people apart, those in the roster and those who are not; unnamed people are each one."""
    person = table["person"].to_numpy().astype(np.int64)
    coded, keys = pd.factorize(table["key"])
    base = int(person.max(initial=-1)) + 1
    unnamed = base + len(keys) + np.arange(len(table))
    return np.asarray(np.where(person >= 0, person, np.where(coded >= 0, base + coded, unnamed)))


def refuse_absent(
    sources: list[Placed], table: pd.DataFrame, events: pd.DataFrame, found: Presence
) -> None:
    """Refuse mentions of people who declined, or did not belong to the cohort on that day.

    A record has a date of its own, so it is held against the days when people joined and left, and
    not against the last day of the wave; a date that is a month or a year is refused only if all
    of it lies outside. Where there is no date, the wave decides.
    """
    event, person = table["event"].to_numpy(), table["person"].to_numpy()
    wave = np.append(events["place"].to_numpy(), -1)[event]
    never = np.datetime64("NaT", "us")
    start, until = (np.append(events[end].to_numpy(), never)[event] for end in ("start", "until"))
    declined, absent = found.reasons(wave, person)
    unlisted, early, late = found.reasons_on_day(wave, person, (start, until))
    _settle(sources, declined, DECLINED)
    _settle(sources, np.where(np.isnat(start), absent, unlisted), NOT_ELIGIBLE)
    _settle(sources, early, BEFORE_JOINING)
    _settle(sources, late, AFTER_LEAVING)


def _settle(sources: list[Placed], mark: np.ndarray, reason: str, *, merged: bool = False) -> None:
    """Hand a decision back to the fates of each source."""
    first = 0
    for one in sources:
        mine = mark[first : first + len(one.fates.fate)]
        if merged:
            one.fates.merge(mine, reason)
        else:
            one.fates.refuse(mine, reason)
        first += len(one.fates.fate)


def merge_twins(sources: list[Placed], table: pd.DataFrame) -> pd.DataFrame:
    """Let everybody take part once in every event, whatever the log repeats; give who is left.

    Who presents is not also audience, unless in a breakout group; who attends or presents does
    not also facilitate; of several groups of one session the first counts. Everybody in the log
    is left here, matched or not: the sizes count them all.
    """
    open_ = np.concatenate([one.fates.open for one in sources])
    table = table.assign(open=open_, alone=table["group"].isna())
    table = table[table["event"] >= 0]
    order = table.sort_values(["open", "alone"], ascending=[False, True], kind="stable")
    gone = np.zeros(len(order), dtype=bool)
    for mark, reason in _repeats(order):
        whole = np.zeros(len(open_), dtype=bool)
        whole[order.index.to_numpy()[mark]] = True
        _settle(sources, whole, reason, merged=True)
        gone |= mark
    return order[~gone].sort_index()


def _repeats(order: pd.DataFrame) -> list[tuple[np.ndarray, str]]:
    """Mark who stands in an event already, each with the reason; usable rows come first."""
    role, pair = order["role"].to_numpy(), _pairs(order)
    open_, alone = order["open"].to_numpy(), order["alone"].to_numpy()
    spoke, heard, helped, wrote = (role == place for place in range(len(ROLES)))
    presents = _among(pair, spoke & open_) | (_among(pair, spoke) & ~open_)
    audience = heard & presents & alone
    again = _again(pair, heard & ~audience)
    first = order["group"].where(heard & ~audience & ~again).groupby(pair).transform("first")
    elsewhere = again & ~alone & (order["group"] != first).to_numpy()
    return [
        (_again(pair, spoke), TWICE),
        (_again(pair, wrote), TWICE_WORK),
        (audience, PRESENTS),
        (elsewhere, OTHER_GROUP),
        (again & ~elsewhere, TWICE),
        ((helped & _among(pair, ~helped)) | _again(pair, helped), TWICE),
    ]


def _pairs(table: pd.DataFrame) -> np.ndarray:
    """Give one number per event and identity."""
    who = table["who"].to_numpy(dtype=np.int64)
    event = table["event"].to_numpy(dtype=np.int64)
    return np.asarray(event * (int(who.max(initial=0)) + 1) + who)


def _among(pair: np.ndarray, mark: np.ndarray) -> np.ndarray:
    """Mark the rows whose pair is also the pair of a marked row."""
    return np.asarray(pd.Index(pair).isin(pair[mark]))


def _again(pair: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Mark all but the first row of each pair, among the rows marked."""
    again = np.zeros(len(pair), dtype=bool)
    again[among] = pd.Series(pair[among]).duplicated().to_numpy()
    return again


def sized(events: pd.DataFrame, left: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Count everybody who took part in each event, its presenters, and each attendee's circle."""
    count = len(events)
    spoke = left["role"] == ROLES.index("presenter")
    people = left.drop_duplicates(["event", "who"])["event"]
    table = events.assign(
        size=np.bincount(people.to_numpy(), minlength=count),
        presenters=np.bincount(left.loc[spoke, "event"].to_numpy(), minlength=count),
    )
    heard = left[left["role"] == ROLES.index("attendee")]
    circle = heard.groupby(["event", "group"], dropna=False)["who"].transform("size")
    return table, circle.reindex(left.index).astype(float)


def records_table(
    left: pd.DataFrame, circle: pd.Series, labels: pd.Index, people: pd.Index, offsets: list[int]
) -> pd.DataFrame:
    """Give the records of everybody in the roster: person, event, role, group and circle."""
    used = left[left["open"] & (left["person"] >= 0)]
    source = used["source"].to_numpy()
    return pd.DataFrame({
        "person": people[used["person"].to_numpy()],
        "event": labels[used["event"].to_numpy()],
        "role": np.array(ROLES, dtype=object)[used["role"].to_numpy()],
        "group": used["group"].array,
        "set_size": circle.loc[used.index].to_numpy(),
        "record": np.array([*offsets, 0])[source] + used["at"].to_numpy(),
    })
