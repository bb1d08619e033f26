"""From a meeting report to a log: one mention per row, the stays of a person merged."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from netweave.ingest.fates import Fates
from netweave.ingest.sessions.logs import (
    LAYOUTS,
    Asked,
    LongLog,
    dated_label,
    long_frame,
    one_day,
    roles_meant,
    stem,
)
from netweave.ingest.sessions.meetings import Report, report
from netweave.ingest.sessions.stays import (
    DEVICE,
    Times,
    devices_apart,
    first_time,
    in_minutes,
    minutes_of,
    read_times,
    union_minutes,
)
from netweave.ingest.tables import cells
from netweave.ingest.tables.reading import Source
from netweave.ingest.who import names

AGAIN = "another stay of the same person"
LOBBY = "waited and never joined the meeting"
JOINED = frozenset({"joined", "joined before"})
LEFT = frozenset({"left"})
_PRONOUNS = frozenset({
    "he", "him", "his", "she", "her", "hers", "they", "them", "theirs", "ze", "zir", "xe", "xem",
    "any", "all", "el", "él", "ella", "elle", "pronouns",
})  # fmt: skip
_NUMBER = re.compile(r"\s*#\d+$")
_ORIGINAL = re.compile(r"(?P<shown>.*\S)\s*\((?P<original>[^()]+)\)")


def meeting(source: Source, asked: Asked, layout: str) -> LongLog:
    """Read the report of one meeting as a log of one session."""
    found = report(source, asked, layout)
    count = len(found.table.frame)
    facts = {name: pd.Series([found.facts.get(name)] * count, dtype="str") for name in _BLOCK}
    columns = {name: found.text(name) for name in _TIMES} | {
        name: cells.text(values) for name, values in facts.items()
    }
    times = read_times(found.table.name, columns, asked)
    fates, written = Fates(count), found.text("name")
    original, shown = (written, written) if layout == "teams" else _names(written)
    email, lent = _lent(_addresses(found), original, shown)
    original, devices = devices_apart(original, email.isna().to_numpy(), times.found)
    shown = shown.mask(devices, original)
    who = _who(email, original, shown)
    fates.refuse(who < 0, "person is missing")
    minutes = _minutes(found, times, who, fates)
    minutes = np.where(fates.open, minutes, np.nan)
    if asked.least_minutes is not None:
        fates.refuse(minutes < asked.least_minutes, f"stayed under {asked.least_minutes:g} minutes")
    fates.merge(_again(who, fates.open), AGAIN)
    start, until = _day(times, asked)
    title = asked.session or dated_label(found.facts.get("title") or stem(source), start)
    event = pd.Series([title], dtype="str").take(np.zeros(count, dtype=int)).to_numpy()
    frame = long_frame(
        count,
        {
            "person": email if layout == "teams" else email.fillna(original),
            "name": shown.where(email.isna(), original),
            "event": pd.Series(event, dtype="str").where(fates.open),
            "part": _parts(found, asked),
            "time": np.full(count, start),
            "until": np.full(count, until),
            "hours": np.full(count, _hours(times)),
            "minutes": np.where(fates.fate == 1, np.nan, minutes),
            **_second(email, original, shown, written),
        },
    )
    note = _note(found, times, title, int(fates.open.sum())) + _guests(lent, int(devices.sum()))
    table = found.table
    return LongLog(table.name, frame, table.lines, np.arange(count), fates, note, table.aside)


_BLOCK = ("start", "end")
_TIMES = ("join", "leave", "first", "last", "stamp")


def _day(times: Times, asked: Asked) -> tuple[np.datetime64, np.datetime64]:
    """Give when the meeting began, and the last day that this may mean."""
    start = first_time(times.found)
    if np.isnat(start):
        start = first_time({"start": times.found["first"]})
    if np.isnat(start):
        return one_day("date", asked.date, asked.dayfirst)
    return start, start.astype("datetime64[D]").astype("datetime64[us]")


def _hours(times: Times) -> float:
    """Give the length of the meeting, by its block or from the first to the last time."""
    begin, end = times.found["start"], times.found["end"]
    if not len(begin) or np.isnat(begin[0]) or np.isnat(end[0]):
        begin, end = (
            np.concatenate([times.found[name] for name in ends])
            for ends in (("join", "first", "stamp"), ("leave", "last", "stamp"))
        )
    begin, end = begin[~np.isnat(begin)], end[~np.isnat(end)]
    if not len(begin) or not len(end) or end.max() <= begin.min():
        return float("nan")
    return float(in_minutes(end.max() - begin.min())) / 60


def _addresses(found: Report) -> pd.Series:
    """Give the address of each row: the e-mail, else a sign-in name that is one."""
    upn = found.text("upn")
    return found.text("email").fillna(upn.where(upn.str.contains("@", regex=False, na=False)))


def _lent(email: pd.Series, name: pd.Series, shown: pd.Series) -> tuple[pd.Series, int]:
    """Give a row without an address the one address that its name has in the report.

    Names with two addresses stay apart, and so do rows that show two full names.
    """
    forms = names.normalized(name)
    one = forms.map(email.str.casefold().groupby(forms).nunique()) == 1
    open_ = (email.isna() & one).to_numpy(dtype=bool) & ~_two_people(name, shown) & ~_devices(name)
    return email.where(~open_, forms.map(email.groupby(forms).first())), int(open_.sum())


def _two_people(name: pd.Series, shown: pd.Series) -> np.ndarray:
    """Mark the rows that show two full names: they may be two people at one device."""
    full = shown.map(_tells, na_action="ignore") == 2
    return np.asarray(full & (names.normalized(name) != names.normalized(shown)), dtype=bool)


def _second(
    email: pd.Series, name: pd.Series, shown: pd.Series, written: pd.Series
) -> dict[str, pd.Series]:
    """Keep the other of two names where an address stands first, and what was written."""
    two = (name != shown).to_numpy(dtype=bool) & name.notna().to_numpy()
    further = shown.where(two & email.notna().to_numpy() & ~_devices(shown))
    return {"second": further, "written": written.where(two)} if two.any() else {}


def _devices(shown: pd.Series) -> np.ndarray:
    return np.asarray(shown.map(_tells, na_action="ignore") == 0, dtype=bool)


def _guests(lent: int, devices: int) -> str:
    """Say what was told apart or joined among people without an address."""
    told = f"; {lent} row(s) without an address have the one of their name" if lent else ""
    if devices:
        told += f"; {devices} more device(s) of a name without an address, there at the same time"
    return told


def _names(written: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Give the name that tells most of who it is, and the name that was shown."""
    pairs = cells.mapped(written, split_name)
    missing = pd.Series(np.full(len(written), np.nan), dtype="str")
    if not len(written):
        return missing, missing
    best = [pair[0] if pair else None for pair in pairs]
    other = [pair[1] if pair else None for pair in pairs]
    return pd.Series(best, dtype="str"), pd.Series(other, dtype="str")


def split_name(written: str) -> tuple[str, str]:
    """Give the likelier name of "Shown (Original)" and the other one.

    The original is the name of the account, and likelier unless it is a device or one word beside
    a full name. Pronouns are no name.

    Examples
    --------
    >>> split_name("Sam (Samuel Ortiz)"), split_name("iPhone (Brian Smith)")
    (('Samuel Ortiz', 'Sam'), ('Brian Smith', 'iPhone'))
    >>> split_name("Brian Smith (iPhone)"), split_name("Ana Ruiz #2 (she/her)")
    (('Brian Smith', 'iPhone'), ('Ana Ruiz', 'Ana Ruiz'))
    """
    parts = _ORIGINAL.fullmatch(written)
    if parts is not None and not any(map(str.isalpha, parts["original"])):
        return written, written  # "iPhone (3)" is the third iPhone and not the person 3
    if parts is None or _pronouns(parts["original"]):
        name = _NUMBER.sub("", parts["shown"] if parts else written)
        return name, name
    original, shown = (_NUMBER.sub("", parts[part].strip()) for part in ("original", "shown"))
    order = sorted((original, shown), key=_tells, reverse=True)
    return order[0], order[1]


def _tells(name: str) -> int:
    """Say how much a name tells: nothing of a device, less of one word."""
    return 0 if DEVICE.search(name.casefold()) else min(len(names.normal(name).split()), 2)


def _pronouns(text: str) -> bool:
    words = re.split(r"[^\w]+", text.casefold())
    return all(word in _PRONOUNS for word in words if word)


def _who(email: pd.Series, name: pd.Series, shown: pd.Series) -> np.ndarray:
    """Give one number per person: by address, else by name; -1 where there is neither.

    Two full names without an address may be two people, so they are not joined with one of them.
    """
    form = names.normalized(name)
    form = form.where(~_two_people(name, shown), form + "\n" + names.normalized(shown))
    return pd.factorize(email.str.casefold().fillna(form).fillna(name))[0]


def _again(who: np.ndarray, open_: np.ndarray) -> np.ndarray:
    """Mark all but the first open row of each person."""
    again = np.zeros(len(who), dtype=bool)
    again[open_] = pd.Series(who[open_]).duplicated().to_numpy()
    return again


def _minutes(found: Report, times: Times, who: np.ndarray, fates: Fates) -> np.ndarray:
    """Give the minutes of the person of each row, refusing rows that tell no stay."""
    if "action" in found.columns:
        return _by_actions(found, times, who, fates)
    for name, bad in times.faulty.items():
        if name not in _BLOCK:
            fates.refuse(bad, f"{_CALLED[name]} does not parse")
    told, bad = minutes_of(found.text("duration"))
    fates.refuse(bad, "duration does not parse")
    waiting = found.text("waiting").str.casefold().isin(cells.YES).to_numpy()
    fates.refuse(waiting, LOBBY)
    join, leave = times.found["join"], times.found["leave"]
    never = np.isnat(join) & np.isnat(times.found["first"]) & ~(told > 0)
    keeps_times = bool({"join", "first"} & set(found.columns))
    if keeps_times and not (never | ~fates.open).all():  # else the tool was told to keep no times
        fates.refuse(never, LOBBY)
    fates.refuse(leave < join, "leaves before joining")
    return _per_person(who, (join, leave), told, fates.open)


_CALLED = {
    "join": "join time",
    "leave": "leave time",
    "first": "first join",
    "last": "last leave",
    "stamp": "timestamp",
}


def _per_person(
    who: np.ndarray, span: tuple[np.ndarray, np.ndarray], told: np.ndarray, open_: np.ndarray
) -> np.ndarray:
    """Give the union of a person's stays where all have times, else the sum of the durations."""
    join, leave = span
    timed = ~np.isnat(join) & ~np.isnat(leave)
    each = np.where(np.isnan(told), in_minutes(leave - join), told)
    stays = pd.DataFrame({"who": who, "timed": timed, "each": each, "untold": np.isnan(each)})
    groups = stays[open_].groupby("who")
    untold = groups["untold"].transform("any").to_numpy(dtype=bool)
    total = np.where(untold, np.nan, groups["each"].transform("sum").to_numpy(dtype=float))
    whole = groups["timed"].transform("all").to_numpy(dtype=bool)
    if whole.any():
        at = np.flatnonzero(open_)[whole]
        total[whole] = union_minutes(who[at], join[at], leave[at])
    minutes = np.full(len(who), np.nan)
    minutes[open_] = total
    return minutes


def _by_actions(found: Report, times: Times, who: np.ndarray, fates: Fates) -> np.ndarray:
    """Give minutes from joins and leaves; who is still there at the end leaves with the last row.

    With two devices a person is there as long as one of them is.
    """
    fates.refuse(times.faulty["stamp"], "timestamp does not parse")
    fates.refuse(np.isnat(times.found["stamp"]), "timestamp is missing")
    action = found.text("action").str.casefold()
    known = action.isin(JOINED | LEFT)
    for word in found.text("action").where(~known).dropna().unique():
        fates.refuse((found.text("action") == word).to_numpy(), f"unknown action {word!r}")
    fates.refuse(action.isna().to_numpy(), "action is missing")
    step = np.where(action.isin(JOINED), 1, -1)
    rows = pd.DataFrame({"who": who, "stamp": times.found["stamp"], "step": step})[fates.open]
    rows = rows.sort_values(["stamp", "step"], ascending=[True, False], kind="stable")
    inside = rows.groupby("who")["step"].cumsum()
    lowest = inside.groupby(rows["who"]).cummin().groupby(rows["who"]).shift(fill_value=0)
    early = rows.index[inside < np.minimum(lowest, 0)].to_numpy()
    fates.refuse(np.isin(np.arange(len(who)), early), "leaves without having joined")
    rows = rows[~rows.index.isin(early)]
    end = rows["stamp"].max()
    until = rows.groupby("who")["stamp"].shift(-1).fillna(end)
    there = rows.groupby("who")["step"].cumsum() > 0
    spent = in_minutes((until - rows["stamp"]).to_numpy())
    total = pd.Series(np.where(there, spent, 0.0), index=rows.index).groupby(rows["who"]).sum()
    return pd.Series(who).map(total).to_numpy(dtype=float)


def _parts(found: Report, asked: Asked) -> np.ndarray:
    """Give the role of each row: who attends, unless the caller says what a role means."""
    meant = roles_meant(asked.roles)
    role = found.text("role")
    parts = cells.mapped(role, lambda word: meant.get(word.casefold(), "attendee"))
    parts[role.isna().to_numpy()] = "attendee"
    return parts


def _note(found: Report, times: Times, title: str, people: int) -> str:
    told = [found.table.note, f"{LAYOUTS[found.tool]} of {title!r}, {people} people"]
    if "role" in found.columns:
        told.append(
            "its roles are permissions in the meeting: everybody attends unless roles= says more"
        )
    return "; ".join(part for part in [*told, times.note] if part)
