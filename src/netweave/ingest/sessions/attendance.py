"""Who was at which session: a log, a sign-in sheet, a meeting report or a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list, one_of
from netweave.ingest.fates import MISSING_PERSON, Fates, Mentions, one_part, raise_faults
from netweave.ingest.sessions import calendars, meeting_log, meetings, signin
from netweave.ingest.sessions.logs import (
    ROLES,
    SYNONYMS,
    Asked,
    Date,
    LongLog,
    format_key,
    formats_known,
    long_frame,
    one_day,
    roles_meant,
)
from netweave.ingest.tables import cells, signs
from netweave.ingest.tables.reading import Aside, Rows, Source, Table, existing, read_table
from netweave.ingest.tables.unread import PEOPLE, unread

LAYOUTS = ("log", "sheet", "zoom", "teams", "calendar")


@dataclass(frozen=True, repr=False)
class AttendanceSource:
    """A record of attendance as read, before anybody in it is matched.

    Parameters
    ----------
    file : str
        What the file is called.
    mentions : Mentions
        The rows read, with what became of them.
    log : DataFrame
        Per mention: person and name as written, event (place in events, -1: none), role, group,
        minutes (how long the person stayed; NaN where the file does not say).
    events : DataFrame
        Per event (index ``event``): start, until (the last day its date may mean), format, tau,
        phi, psi.
    note : str
        What was detected when the file was read.
    aside : tuple of Aside
        The rows that were not asked for.
    """

    file: str
    mentions: Mentions
    log: pd.DataFrame
    events: pd.DataFrame
    note: str = ""
    aside: tuple[Aside, ...] = ()

    @property
    def named(self) -> pd.DataFrame:
        """Per mention: person and name as written."""
        return self.log[["person", "name"]]

    def __repr__(self) -> str:
        refused = int((self.mentions.fates.fate == 2).sum())
        return (
            f"<Attendance {errors.plain(self.file)}: "
            f"{self.mentions.rows} rows, {len(self.events)} events, "
            f"{refused} rows refused>"
        )


def read_attendance(  # noqa: PLR0913
    source: Source,
    *,
    person: str | None = None,
    event: str | Sequence[str] | None = None,
    role: str | None = None,
    time: str | None = None,
    group: str | None = None,
    format: str | None = None,  # noqa: A002
    duration: str | None = None,
    name: str | None = None,
    session: str | None = None,
    date: Date = None,
    sessions: str | Sequence[str] | Mapping[str, Date] | None = None,
    layout: str | None = None,
    least_minutes: float | None = None,
    invitations: str | None = None,
    roles: Mapping[str, str] | None = None,
    formats: Mapping[str, tuple[float, float]] | None = None,
    reference_hours: float | None = None,
    dayfirst: bool | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    on_bad: str = "ledger",
) -> AttendanceSource:
    """Read who was at which session: a log, a sign-in sheet, a meeting report or a calendar.

    Being at the same session is an opportunity to learn, not a tie. In a session peers learn from
    each other, ``phi * tau / (peers - 1)`` per pair, and attendees from the presenters,
    ``psi * tau / presenters`` each. Who is in the file but not in the roster still counts among
    the peers, so that the roster does not change a weight.

    What a file is, it says itself, and ``note`` repeats it:

    - **log**: one row per person and session. Name the columns.
    - **sheet**: one row per person, one column per session (``sessions=``). A cell is a mark
      (x, 1, yes, ✓, present: attendee), a role, or says that the person was not there (blank, 0,
      no, -, absent); anything else is refused. The date stands in the heading, or in
      ``sessions={column: date}``. A row without any mark is used and in no session.
    - **zoom**: a participant report, with the block about the meeting or without. All stays of a
      person are one, known by e-mail or else by name; of "Sam (Samuel Ortiz)" both names are
      looked up. ``minutes`` is the time covered by the stays, so that two devices at once are not
      counted twice.
    - **teams**: an attendance report of 2020 (joins and leaves; who is still there at the end
      leaves with the last row), of 2021, or of 2022 and later. Its last section repeats the
      participants and is set aside. Its roles (Organizer, Presenter, Attendee) are permissions
      in the meeting, so everybody attends unless ``roles`` says what they mean.
    - **calendar**: an ``.ics`` file. An invitation is not attendance: it is read only with
      ``invitations="accepted"``. Rooms, and events that recur without their dates, are refused.

    The rows of a meeting report are those of its participants and of the sections after them;
    the block above them is its header.

    Parameters
    ----------
    source : path or DataFrame
        The file.
    person : str, optional
        Column of ids, addresses or names; in a log or a sheet it or ``name`` must be given.
    event : str or list of str
        Column that tells sessions apart; several columns together, such as title and date, where
        one does not. A log needs it or ``session``.
    role : str, optional
        Column saying presenter, attendee or facilitator; blank is attendee. Known synonyms:
        speaker, panelist, lecturer; participant, attended, member, audience; host, moderator,
        organizer. People who only facilitate are neither peers nor presenters.
    time : str, optional
        Column with the date of the session; it decides the wave.
    group : str, optional
        Column with the breakout group; peers are then those in the same group. In a session with
        groups, those who are in none form a circle of their own. A presenter with a group is a
        peer there.
    format : str, optional
        Column with the format, which sets phi and psi. Known: workshop, role-alike, job-alike,
        consultancy, site visit (1, 1); webinar, lecture (0, 1). Blank is (1, 1).
    duration : str, optional
        Column with the hours of the session; tau is hours / ``reference_hours``.
    name : str, optional
        Column of names, used where ``person`` finds nobody.
    session : str, optional
        The name of the session, where the file is about one. A meeting report is otherwise named
        by its title and day.
    date : str or date, optional
        The day of the sessions, where no column says so. For a meeting report it tells whether
        its dates are day first.
    sessions : list of str, mapping of str to date, or "others", optional
        The columns of a sign-in sheet that are sessions; with their dates; or every column that
        no other argument names.
    layout : {"log", "sheet", "zoom", "teams", "calendar"}, optional
        What the file is, where it should not be asked.
    least_minutes : float, optional
        Who stayed for less in a meeting report is refused; whose minutes are unknown is not.
    invitations : {"accepted"}, optional
        Count everybody who accepted an invitation as present.
    roles : mapping of str to str, optional
        Further words for roles: ``{"guest speaker": "presenter"}``.
    formats : mapping of str to (float, float), optional
        Further formats, or other values for known ones: ``{"clinic": (1, 0.5)}`` is phi 1, psi 0.5.
    reference_hours : float, optional
        The hours that count as one session; meeting reports and calendars know their own hours.
    dayfirst : bool, optional
        How to read 03/04/2022. Left out, such a cell is refused unless another of its column
        settles it, and so is a meeting report in which no date proves the order.
    sheet : str, optional
        The sheet of a workbook.
    encoding : str, optional
        The encoding of a text file.
    rows : mapping of str to str or list of str, optional
        Which rows of the file are meant: column → what it holds, such as
        ``{"relation": "advice"}``. The others are counted in the ledger as not asked for.
    on_bad : {"ledger", "raise"}, default "ledger"
        Whether cells that cannot be used go to the ledger with their reason, or raise.

    Returns
    -------
    AttendanceSource
        The log, for ``nw.weave`` or ``nw.affiliate``.

    Raises
    ------
    ArgumentError
        If an argument does not apply to the layout of the file.
    DataError
        If a column is missing, a format is unknown, dates can be read two ways, or two rows of
        one session say different things about its date, format or hours.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks II. Physical Review E 64, 016132.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> log = pd.DataFrame({"who": ["p", "a", "b"], "what": "s1", "as": ["speaker", "", "dancer"]})
    >>> attendance = nw.read_attendance(log, person="who", event="what", role="as")
    >>> attendance
    <Attendance attendance: 3 rows, 1 events, 1 rows refused>
    >>> attendance.mentions.fates.reason_column()[2]
    "unknown role 'dancer'"

    A sign-in sheet:

    >>> sheet = pd.DataFrame({
    ...     "Name": ["Ana Ruiz", "Bo Li"],
    ...     "2022-03-01 Kick-off": ["x", "speaker"],
    ...     "2022-03-15 Clinic": ["yes", "-"],
    ... })
    >>> attendance = nw.read_attendance(sheet, name="Name", sessions="others")
    >>> attendance.log[["name", "event", "role"]].to_numpy().tolist()
    [['Ana Ruiz', 0, 'attendee'], ['Ana Ruiz', 1, 'attendee'], ['Bo Li', 0, 'presenter']]
    """
    one_of("on_bad", ("ledger", "raise"), on_bad)
    asked = Asked(
        person=person, name=name, event=event, role=role, time=time, group=group, format=format,
        duration=duration, session=session, date=date, sessions=sessions, roles=roles,
        least_minutes=least_minutes, invitations=invitations, formats=formats, rows=rows,
        reference_hours=reference_hours, dayfirst=dayfirst, sheet=sheet, encoding=encoding,
    )  # fmt: skip
    known = formats_known(formats)
    log = _long(source, layout, asked)
    coded, index, spelled = _labelled(log.frame["event"])
    events = _weighted(_facts(log, coded, index), log.file, known, reference_hours)
    value = log.frame["person"]
    value = value.fillna(log.frame["name"]) if value.isna().any() else value
    part = one_part(len(log.row), "person")
    found = Mentions(log.file, log.row, log.lines, part, value, log.fates)
    if on_bad == "raise":
        raise_faults(found)
    told = pd.DataFrame({
        "person": log.frame["person"],
        "name": log.frame["name"],
        "event": coded.astype(np.int32),
        "role": pd.Categorical(log.frame["part"], categories=pd.Index(ROLES)),
        "group": log.frame["group"],
        "minutes": log.frame["minutes"],
        **{name: log.frame[name] for name in ("second", "written") if name in log.frame},
    })
    note = "; ".join(filter(None, [log.note, spelled, _hours_said(log, coded, asked)]))
    return AttendanceSource(log.file, found, told, events, note, log.aside)


def _labelled(event: pd.Series) -> tuple[np.ndarray, pd.Index, str]:
    """Give the session of each mention as a place, the sessions, and which were spelled twice."""
    coded, labels = pd.factorize(event)
    spelled, said = cells.one_spelling(pd.Series(labels, dtype="str"))
    if said:
        again, labels = pd.factorize(spelled)
        coded = np.append(again, -1)[coded]
    return coded, pd.Index(labels, dtype="str", name="event"), said


def _hours_said(log: LongLog, event: np.ndarray, asked: Asked) -> str:
    """Say how many sessions have no hours although hours are to count; their tau is 1."""
    if asked.reference_hours is None:
        return ""
    known = np.unique(event[(event >= 0) & log.frame["hours"].notna().to_numpy()])
    count = len(np.unique(event[event >= 0])) - len(known)
    sessions = "1 session: counted" if count == 1 else f"{count} sessions: each counted"
    return f"no hours for {sessions} as one session" if count else ""


def _long(source: Source, layout: str | None, asked: Asked) -> LongLog:
    """Read a file in the layout that the caller named or the file shows."""
    if layout is not None:
        one_of("layout", LAYOUTS, layout)
    chosen = layout or _layout(source, asked)
    file = source.name if isinstance(source, Table) else "attendance"
    if not isinstance(source, pd.DataFrame | Table):
        file = existing(source).name
    asked.check(chosen, file, told=layout is not None)
    if chosen in {"zoom", "teams"}:
        return meeting_log.meeting(source, asked, chosen)
    readers = {"log": _log, "sheet": signin.sheet, "calendar": calendars.entries}
    return readers[chosen](source, asked)


def _layout(source: Source, asked: Asked) -> str:
    """Say what a file is: by its suffix, by what the caller asks, else by its first rows."""
    if isinstance(source, str | PathLike) and Path(source).suffix.casefold() == calendars.SUFFIX:
        return "calendar"
    if asked.sessions is not None:
        return "sheet"
    return meetings.recognised(source, asked) or "log"


def _log(source: Source, asked: Asked) -> LongLog:
    """Read a log of one row per person and session."""
    _check_log(asked)
    table = read_table(
        source, sheet=asked.sheet, encoding=asked.encoding, rows=asked.rows, name="attendance"
    )
    table.has(asked.person, asked.name, asked.event, asked.role, asked.time)
    table.has(asked.group, asked.format, asked.duration)
    table.carries(event=asked.event, role=asked.role, time=asked.time, group=asked.group)
    table.carries(format=asked.format, duration=asked.duration)
    who, spelling = table.text(asked.person), table.text(asked.name)
    count = len(table.frame)
    fates = Fates(count)
    event = _events(table, asked)
    fates.refuse(event.codes < 0, "event is missing")
    part = _parts(table, asked, fates)
    known = {"person": who, "name": spelling, "event": _among(event, fates.open), "part": part}
    nobody = who.isna().to_numpy()
    fates.refuse(nobody & spelling.isna().to_numpy() if nobody.any() else nobody, MISSING_PERSON)
    known |= _dates(table, asked, fates)
    lengths, long = _lengths(table, asked, fates)
    known |= lengths
    known |= {name: table.text(getattr(asked, name)) for name in _given(asked, "group", "format")}
    note = table.note + table.dates_note(asked.time, dayfirst=asked.dayfirst)
    ignored = unread(table, PEOPLE, asked.columns, asked.rows)
    note = "; ".join(filter(None, [note, long, ignored]))
    frame = long_frame(count, known)
    return LongLog(table.name, frame, table.lines, np.arange(count), fates, note, table.aside)


def _lengths(table: Table, asked: Asked, fates: Fates) -> tuple[dict[str, Any], str]:
    """Give the hours of each row, and what to check in them."""
    if asked.duration is None:
        return {}, ""
    values = table.column(asked.duration)
    hours, bad = cells.hours(values)
    bad |= hours <= 0
    what = "duration is not a number of hours above 0"
    fates.refuse_each(np.where(bad, cells.number_reasons(values, what), ""))
    fates.refuse(bad, what)
    return {"hours": pd.Series(hours).mask(bad)}, signs.hours_note(values)


def _given(asked: Asked, *names: str) -> list[str]:
    return [name for name in names if getattr(asked, name) is not None]


def _dates(table: Table, asked: Asked, fates: Fates) -> dict[str, Any]:
    """Give the first and last day that the date of each row may mean."""
    if asked.date is not None:
        day, last = one_day("date", asked.date, asked.dayfirst)
        return {"time": np.full(len(table.frame), day), "until": np.full(len(table.frame), last)}
    if asked.time is None:
        return {}
    moments, reasons = table.dates(asked.time, asked.dayfirst)
    fates.refuse_each(reasons)
    return {"time": moments, "until": table.last_days(asked.time, moments)}


def _check_log(asked: Asked) -> None:
    """Refuse a log of which the caller says too little, or one thing twice."""
    if asked.person is None and asked.name is None:
        raise errors.ArgumentError(
            "read_attendance needs person= or name=: the column that says who was there."
        )
    if bool(as_list(asked.event or [])) == bool(asked.session):
        raise errors.ArgumentError(
            "read_attendance needs event=, the column that tells sessions apart, or session=, the "
            "name of the one session that the file is about; one of the two. (A sign-in sheet "
            "with one column per session needs sessions= instead.)"
        )
    if asked.date is not None and asked.time is not None:
        raise errors.ArgumentError(
            "time= names the column of dates, date= says the one day of the file. Give one of them."
        )
    if (asked.duration is None) != (asked.reference_hours is None):
        raise errors.ArgumentError(
            "duration and reference_hours belong together: duration names the column of hours, "
            "reference_hours says how many count as one session. Give both, or neither."
        )


def _events(table: Table, asked: Asked) -> pd.Categorical[Any]:
    """Give the label of each row's session; missing where any of its columns is blank."""
    if asked.session is not None:
        return one_part(len(table.frame), str(asked.session))
    first, *others = as_list(asked.event)
    if not others:
        coded, names = table.coded(first)
        return pd.Categorical.from_codes(coded, categories=pd.Index(names, dtype="str"))
    label = table.text(first)
    for column in others:
        label = label.str.cat(table.text(column), sep=", ")
    return pd.Categorical(label)


def _among(event: pd.Categorical[Any], kept: np.ndarray) -> pd.Categorical[Any]:
    """Give the sessions of the rows that count, in none the others."""
    codes = np.where(kept, event.codes, -1)
    return pd.Categorical.from_codes(codes, categories=event.categories)


def _parts(table: Table, asked: Asked, fates: Fates) -> pd.Categorical[Any]:
    """Give the role of each row; a word that nobody knows is refused."""
    words = SYNONYMS | roles_meant(asked.roles)
    if asked.role is None:
        return _one_role(np.zeros(len(table.frame), dtype=np.int8), ["attendee"])
    coded, names = table.coded(asked.role)
    meant = [words.get(name.casefold(), "") for name in names]
    if not all(meant):
        told = [f"unknown role {name!r}" for name in names]
        told = ["" if role else reason for role, reason in zip(meant, told, strict=True)]
        fates.refuse_each(np.array([*told, ""], dtype=object)[coded])
    return _one_role(coded, [role or "attendee" for role in meant] + ["attendee"])


def _one_role(coded: np.ndarray, meant: Sequence[str]) -> pd.Categorical[Any]:
    """Give the role of each row from the role that its word means."""
    places = np.array([ROLES.index(role) for role in meant], dtype=np.int8)
    return pd.Categorical.from_codes(places[coded], categories=pd.Index(ROLES))


def _facts(log: LongLog, event: np.ndarray, index: pd.Index) -> pd.DataFrame:
    """Give what the rows of each session agree on; rows that disagree raise one error."""
    events = pd.DataFrame(index=index)
    for fact, column in (("date", "time"), ("format", "format"), ("hours", "hours")):
        values = log.frame[column]
        if values.isna().all():
            events[fact] = values.array.take(np.full(len(index), -1), allow_fill=True)
            continue
        compared = values.dt.normalize() if fact == "date" else values
        if fact == "format":
            compared = pd.Series(cells.mapped(values, format_key), dtype="str")
        known = compared.notna().to_numpy() & (event >= 0)
        rows = pd.DataFrame({"event": event, "fact": compared, "value": values})[known]
        several = rows.groupby("event")["fact"].nunique()
        wrong = several.index[several > 1]
        if len(wrong):
            first = rows[rows["event"] == wrong[0]].drop_duplicates("fact")
            raise errors.event_disagrees(
                log.file,
                fact,
                [str(index[place]) for place in wrong],
                [cells.one_text(value) for value in first["value"]],
                [int(log.lines[place]) for place in first.index],
            )
        grouped = rows.groupby("event")["value" if fact == "date" else "fact"]
        told = grouped.min() if fact == "date" else grouped.first()
        events[fact] = told.reindex(range(len(index))).array
    until = log.frame["until"].groupby(event).max()
    return events.assign(until=until.reindex(range(len(index))).to_numpy())


def _weighted(
    events: pd.DataFrame,
    file: str,
    known: dict[str, tuple[float, float]],
    reference_hours: float | None,
) -> pd.DataFrame:
    """Turn format and hours into phi, psi and tau; a format nobody defined is refused."""
    written = events["format"]
    unknown = [word for word in written.dropna().unique() if word not in known]
    if unknown:
        raise errors.unknown_formats(file, unknown, sorted(known))
    pairs = [known[word] if isinstance(word, str) else (1.0, 1.0) for word in written]
    tau = events["hours"] / reference_hours if reference_hours is not None else 1.0
    return pd.DataFrame(
        {
            "start": events["date"],
            "until": events["until"],
            "format": written,
            "tau": pd.Series(tau, index=events.index, dtype=float).fillna(1.0),
            "phi": np.array([phi for phi, _ in pairs], dtype=float),
            "psi": np.array([psi for _, psi in pairs], dtype=float),
        },
        index=events.index,
    )
