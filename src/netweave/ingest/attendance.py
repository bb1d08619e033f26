"""Who was at which session: a long log, one row per person and session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import as_list, one_of
from netweave.ingest import cells
from netweave.ingest.ledger import Fates, Mentions, mentions, raise_faults
from netweave.ingest.tables import Aside, Rows, Source, Table, read_table

ROLES = ("presenter", "attendee", "facilitator")
SYNONYMS: dict[str, str] = {
    **dict.fromkeys(("presenter", "speaker", "panelist", "panellist", "lecturer"), "presenter"),
    **dict.fromkeys(("attendee", "participant", "attended", "member", "audience"), "attendee"),
    **dict.fromkeys(("facilitator", "host", "moderator", "organizer", "organiser"), "facilitator"),
}
FORMATS: dict[str, tuple[float, float]] = {
    "workshop": (1.0, 1.0),
    "role-alike": (1.0, 1.0),
    "job-alike": (1.0, 1.0),
    "consultancy": (1.0, 1.0),
    "site visit": (1.0, 1.0),
    "webinar": (0.0, 1.0),
    "lecture": (0.0, 1.0),
}


@dataclass(frozen=True, repr=False)
class AttendanceSource:
    """A log of attendance as read, before anybody in it is matched.

    Parameters
    ----------
    file : str
        What the file is called.
    mentions : Mentions
        The rows read, with what became of them.
    log : DataFrame
        Per mention: person and name as written, event (place in events, -1: none), role, group.
    events : DataFrame
        Per event (index ``event``): start, until (the last day its date may mean), format, tau,
        phi, psi.
    note : str
        What was detected when the file was read.
    aside : Aside or None
        The rows that were not asked for.
    """

    file: str
    mentions: Mentions
    log: pd.DataFrame
    events: pd.DataFrame
    note: str = ""
    aside: Aside | None = None

    @property
    def named(self) -> pd.DataFrame:
        """Per mention: person and name as written."""
        return self.log[["person", "name"]]

    def __repr__(self) -> str:
        refused = int((self.mentions.fates.fate == 2).sum())
        return (
            f"<Attendance {self.file}: {self.mentions.rows} rows, {len(self.events)} events, "
            f"{refused} rows refused>"
        )


def read_attendance(  # noqa: PLR0913
    source: Source,
    *,
    person: str | None = None,
    event: str | Sequence[str],
    role: str | None = None,
    time: str | None = None,
    group: str | None = None,
    format: str | None = None,  # noqa: A002
    duration: str | None = None,
    name: str | None = None,
    roles: Mapping[str, str] | None = None,
    formats: Mapping[str, tuple[float, float]] | None = None,
    reference_hours: float | None = None,
    dayfirst: bool | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    rows: Rows = None,
    on_bad: str = "ledger",
) -> AttendanceSource:
    """Read a long log of attendance: one row per person and session.

    Being at the same session is an opportunity to learn, not a tie. In a session peers learn from
    each other, ``phi * tau / (peers - 1)`` per pair, and attendees from the presenters,
    ``psi * tau / presenters`` each. Who is in the log but not in the roster still counts among
    the peers, so that the roster does not change a weight.

    Parameters
    ----------
    source : path or DataFrame
        The log.
    person : str, optional
        Column of ids, addresses or names; it or ``name`` must be given.
    event : str or list of str
        Column that tells sessions apart; several columns together, such as title and date, where
        one does not.
    role : str, optional
        Column saying presenter, attendee or facilitator; blank is attendee. Known synonyms:
        speaker, panelist, lecturer; participant, attended, member, audience; host, moderator,
        organizer. People who only facilitate are neither peers nor presenters.
    time : str, optional
        Column with the date of the session; it decides the wave.
    group : str, optional
        Column with the breakout group; peers are then those in the same group.
    format : str, optional
        Column with the format, which sets phi and psi. Known: workshop, role-alike, job-alike,
        consultancy, site visit (1, 1); webinar, lecture (0, 1). Blank is (1, 1).
    duration : str, optional
        Column with the hours of the session; tau is hours / ``reference_hours``.
    name : str, optional
        Column of names, used where ``person`` finds nobody.
    roles : mapping of str to str, optional
        Further words for roles: ``{"guest speaker": "presenter"}``.
    formats : mapping of str to (float, float), optional
        Further formats, or other values for known ones: ``{"clinic": (1, 0.5)}`` is phi 1, psi 0.5.
    reference_hours : float, optional
        The hours that count as one session.
    dayfirst : bool, optional
        How to read 03/04/2022. Left out, such a cell is refused.
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
    DataError
        If a column is missing, a format is unknown, or two rows of one session say different
        things about its date, format or hours.

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
    """
    one_of("on_bad", ("ledger", "raise"), on_bad)
    _check_columns(person, name, duration, reference_hours)
    table = read_table(source, sheet=sheet, encoding=encoding, rows=rows, name="attendance")
    table.has(person, event, role, time, group, format, duration, name)
    who, spelling = table.text(person), table.text(name)
    fates = Fates(len(table.frame))
    label = _events(table, as_list(event))
    fates.refuse(label.isna().to_numpy(), "event is missing")
    parts, reasons = cells.words(table.text(role), _roles(roles), "role", "attendee")
    fates.refuse_each(reasons)
    coded, names = pd.factorize(label.where(fates.open))
    fates.refuse((who.isna() & spelling.isna()).to_numpy(), "person is missing")
    moments, reasons = table.dates(time, dayfirst)
    fates.refuse_each(reasons)
    hours, bad = cells.hours(table.text(None) if duration is None else table.column(duration))
    bad |= hours <= 0
    fates.refuse(bad, "duration is not a number of hours above 0")
    facts = {"date": moments, "format": table.text(format), "hours": pd.Series(hours).mask(bad)}
    told = _facts(table, coded, pd.Index(names, dtype="str", name="event"), facts)
    events = _weighted(
        told.assign(until=_latest(table.last_days(time, moments), coded, told.index)),
        table.name,
        _formats(formats),
        reference_hours,
    )
    found = mentions(table.name, table.lines, "person", who.fillna(spelling), fates)
    if on_bad == "raise":
        raise_faults(found)
    log = pd.DataFrame({
        "person": who,
        "name": spelling,
        "event": coded.astype(np.int32),
        "role": pd.Categorical(parts, categories=pd.Index(ROLES)),
        "group": table.text(group),
    })
    return AttendanceSource(table.name, found, log, events, table.note, table.aside)


def _check_columns(
    person: str | None, name: str | None, duration: str | None, reference_hours: float | None
) -> None:
    if person is None and name is None:
        raise errors.ArgumentError(
            "read_attendance needs person= or name=: the column that says who was there."
        )
    if (duration is None) != (reference_hours is None):
        raise errors.ArgumentError(
            "duration and reference_hours belong together: duration names the column of hours, "
            "reference_hours says how many count as one session. Give both, or neither."
        )
    if reference_hours is not None and not 0 < float(reference_hours) < np.inf:
        raise errors.ArgumentError(
            f"reference_hours must be above 0, got {errors.shown(reference_hours)}."
        )


def _roles(roles: Mapping[str, str] | None) -> dict[str, str]:
    for meant in (roles or {}).values():
        one_of("roles", ROLES, meant)
    return SYNONYMS | {str(word).strip().casefold(): meant for word, meant in (roles or {}).items()}


def _formats(formats: Mapping[str, tuple[float, float]] | None) -> dict[str, tuple[float, float]]:
    known = dict(FORMATS)
    for word, pair in (formats or {}).items():
        if not (isinstance(pair, tuple | list) and len(pair) == 2 and all(map(_share, pair))):
            raise errors.ArgumentError(
                f"formats[{word!r}] must be (phi, psi), two numbers from 0 to 1: how much peers "
                f"and how much presenters are learned from; got {errors.shown(pair)}."
            )
        known[_format_key(word)] = (float(pair[0]), float(pair[1]))
    return known


def _share(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1


def _format_key(word: str) -> str:
    return " ".join(str(word).casefold().replace("_", " ").split())


def _events(table: Table, columns: list[str]) -> pd.Series:
    """Give the label of each row's session; missing where any of its columns is blank."""
    label = table.text(columns[0])
    for column in columns[1:]:
        label = label.str.cat(table.text(column), sep=", ")
    return label


def _facts(
    table: Table, event: np.ndarray, index: pd.Index, facts: dict[str, pd.Series]
) -> pd.DataFrame:
    """Give what the rows of each session agree on; rows that disagree raise one error."""
    events = pd.DataFrame(index=index)
    for fact, values in facts.items():
        compared = values.dt.normalize() if fact == "date" else values
        if fact == "format":
            compared = pd.Series(cells.mapped(values, _format_key), dtype="str")
        known = compared.notna().to_numpy() & (event >= 0)
        rows = pd.DataFrame({"event": event, "fact": compared, "value": values})[known]
        several = rows.groupby("event")["fact"].nunique()
        wrong = several.index[several > 1]
        if len(wrong):
            first = rows[rows["event"] == wrong[0]].drop_duplicates("fact")
            raise errors.event_disagrees(
                table.name,
                fact,
                [str(index[place]) for place in wrong],
                [cells.one_text(value) for value in first["value"]],
                [int(table.lines[place]) for place in first.index],
            )
        grouped = rows.groupby("event")["value" if fact == "date" else "fact"]
        told = grouped.min() if fact == "date" else grouped.first()
        events[fact] = told.reindex(range(len(index))).array
    return events


def _latest(days: pd.Series, event: np.ndarray, index: pd.Index) -> pd.Series:
    """Give the last day that the date of each session may mean."""
    return days.groupby(event).max().reindex(range(len(index))).set_axis(index)


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
