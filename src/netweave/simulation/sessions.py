"""The attendance log: who was at which session, in which role, at which table."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from netweave.simulation import names
from netweave.simulation.people import take_part
from netweave.simulation.settings import CohortSettings

HOURS = {"workshop": 3.0, "webinar": 1.0, "role-alike": 1.5, "site visit": 6.0, "lecture": 1.0}
TURNOUT = {"workshop": 0.75, "webinar": 0.5, "role-alike": 0.6, "site visit": 0.4, "lecture": 0.5}
PRESENTERS = {"workshop": 2, "webinar": 1, "role-alike": 0, "site visit": 2, "lecture": 1}
TABLE = 5
COLUMNS = [
    "session",
    "title",
    "date",
    "format",
    "role",
    "breakout",
    "duration_hours",
    "name",
    "email",
]


def draw_sessions(
    people: pd.DataFrame, settings: CohortSettings, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw the log: one row for each person and session. Attendance knows nothing of the ties."""
    formats = [name for name, count in settings.sessions for _ in range(count)]
    opening, later = formats[:1], formats[1:]  # the cohort starts with its first format
    rng.shuffle(later)
    formats = opening + later
    keen = rng.normal(0.0, 0.12, size=len(people))
    parts = [
        _session(number, day, form, (people, keen), rng)
        for number, (day, form) in enumerate(
            zip(_days(settings, len(formats)), formats, strict=True)
        )
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def _days(settings: CohortSettings, count: int) -> list[date]:
    """Spread sessions over the cohort, moved from weekends and the end of December to before."""
    span = (settings.end - settings.start).days
    days = [settings.start + timedelta(days=round(span * (k + 0.5) / count)) for k in range(count)]
    days = [max(_before_the_holidays(day), settings.start) for day in days]
    return [day - timedelta(days=max(day.weekday() - 4, 0)) for day in days]


def _before_the_holidays(day: date) -> date:
    """Give the day, or 16 December where it lies after the 20th."""
    return date(day.year, 12, 16) if day.month == 12 and day.day > 20 else day


def _session(
    number: int,
    day: date,
    form: str,
    crowd: tuple[pd.DataFrame, np.ndarray],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw one session."""
    people, keen = crowd
    convener = people["convener"].to_numpy()
    here = take_part(people, pd.Timestamp(day))
    comes = here & ((rng.random(len(people)) < TURNOUT[form] + keen) | convener)
    members = rng.permutation(np.flatnonzero(comes & ~convener))
    presenters = members[: PRESENTERS[form]]
    rows = np.concatenate([np.flatnonzero(comes & convener), members])
    role = np.where(convener[rows], "facilitator", "attendee")
    role = np.where(np.isin(rows, presenters), "presenter", role)
    breakout = _breakouts(form, role, people["role"].to_numpy()[rows])
    email = np.where(rng.random(len(rows)) < 0.3, "", people["email"].to_numpy()[rows])
    topic = names.TOPICS[number % len(names.TOPICS)]
    return pd.DataFrame({
        "session": f"S{number + 1:02d}",
        "title": f"{form.capitalize()}: {topic}",
        "date": day.isoformat(),
        "format": form,
        "role": role,
        "breakout": breakout,
        "duration_hours": HOURS[form],
        "name": people["name"].to_numpy()[rows],
        "email": email,
    })


def _breakouts(form: str, role: np.ndarray, job: np.ndarray) -> list[str]:
    """Seat attendees: at tables in workshops, by job in role-alike sessions, else nowhere."""
    seated = role == "attendee"
    if form == "role-alike":
        return [str(name) if sits else "" for name, sits in zip(job, seated, strict=True)]
    if form != "workshop":
        return [""] * len(role)
    tables = max(1, round(int(seated.sum()) / TABLE))
    seat = np.cumsum(seated) % tables + 1
    return [
        f"Table {place}" if sits else "" for place, sits in zip(seat, seated.tolist(), strict=True)
    ]
