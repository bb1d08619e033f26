"""A long log of who was where, and the arguments of all layouts."""

import datetime as dt

import pandas as pd
import pytest
import xlsxwriter

import netweave as nw
from netweave import errors

LOG = pd.DataFrame(
    [
        ("p", "s1", "Speaker", "2022-01-05", "Workshop", "3"),
        ("a", "s1", "", "2022-01-05", "workshop", ""),
        ("b", "s1", "Participant", "", "", "3"),
        ("c", "s1", "dancer", "2022-01-05", "", ""),
        ("a", "s2", "attendee", "2022-02-05", "webinar", "1.5"),
        (None, "s2", "attendee", "", "", ""),
        ("b", None, "attendee", "", "", ""),
        ("b", "s2", "attendee", "soon", "", "long"),
    ],
    columns=["who", "session", "as", "date", "format", "hours"],
)
COLUMNS = {
    "person": "who",
    "event": "session",
    "role": "as",
    "time": "date",
    "format": "format",
    "duration": "hours",
    "reference_hours": 3,
}


def test_log():
    log = nw.read_attendance(LOG, **COLUMNS)
    assert log.events["tau"].tolist() == [1.0, 0.5]
    assert log.events["phi"].tolist() == [1.0, 0.0]
    assert log.events["psi"].tolist() == [1.0, 1.0]
    assert log.events["start"].tolist() == [pd.Timestamp("2022-01-05"), pd.Timestamp("2022-02-05")]
    assert log.log["role"].tolist()[:3] == ["presenter", "attendee", "attendee"]
    assert [str(reason) for reason in log.mentions.fates.reason_column()] == [
        "", "", "", "unknown role 'dancer'", "", "person is missing", "event is missing",
        "date does not parse",
    ]  # fmt: skip
    assert repr(log) == "<Attendance attendance: 8 rows, 2 events, 4 rows refused>"


def test_roles_and_formats_can_be_told():
    log = nw.read_attendance(
        LOG, roles={"Dancer": "facilitator"}, formats={"webinar": (0.5, 0)}, **COLUMNS
    )
    assert log.mentions.fates.open[3]
    assert log.events[["phi", "psi"]].loc["s2"].tolist() == [0.5, 0.0]
    with pytest.raises(errors.ArgumentError, match="roles must be one of"):
        nw.read_attendance(LOG, roles={"dancer": "star"}, **COLUMNS)
    with pytest.raises(errors.ArgumentError, match="two numbers from 0 to 1"):
        nw.read_attendance(LOG, formats={"clinic": (2, 1)}, **COLUMNS)


def test_unknown_formats_are_listed_with_the_mend():
    log = LOG.assign(format="clinic")
    with pytest.raises(errors.DataError, match=r"formats=\{'clinic': \(1, 1\)\}"):
        nw.read_attendance(log, **COLUMNS)


@pytest.mark.parametrize(
    ("fact", "value"), [("date", "2022-01-06"), ("format", "lecture"), ("hours", "2")]
)
def test_rows_of_one_session_must_agree(fact, value):
    log = LOG.copy()
    log.loc[1, fact] = value
    with pytest.raises(errors.DataError, match=r"'s1' \(.*lines 1, 2"):
        nw.read_attendance(log, **COLUMNS)


def test_sessions_told_apart_by_several_columns():
    log = pd.DataFrame({
        "who": ["a", "a", "b"],
        "title": ["call", "call", "call"],
        "date": ["2022-01-05", "2022-02-05", None],
    })
    with pytest.raises(errors.DataError, match=r"event=\['title', 'date'\]"):
        nw.read_attendance(log, person="who", event="title", time="date")
    source = nw.read_attendance(log, person="who", event=["title", "date"], time="date")
    assert list(source.events.index) == ["call, 2022-01-05", "call, 2022-02-05"]
    assert source.mentions.fates.fate.tolist() == [0, 0, 2]


def test_workbook_with_real_dates(tmp_path):
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["who", "session", "date"])
        sheet.write_row(1, 0, [7, "s1"])
        sheet.write_datetime(
            1, 2, dt.datetime(2022, 4, 3, 9), book.add_format({"num_format": "d/m/yy h:mm"})
        )
    log = nw.read_attendance(path, person="who", event="session", time="date")
    assert log.events["start"].tolist() == [pd.Timestamp("2022-04-03 09:00")]
    assert log.log["person"].tolist() == ["7"]


def test_a_file_about_one_session():
    names = pd.DataFrame({"Name": ["Ana Ruiz", "Bo Li", None]})
    found = nw.read_attendance(names, name="Name", session="Kick-off", date="2022-03-01")
    assert list(found.events.index) == ["Kick-off"]
    assert found.events["start"].tolist() == [pd.Timestamp("2022-03-01")]
    assert found.log["event"].tolist() == [0, 0, 0]
    assert found.mentions.fates.fate.tolist() == [0, 0, 2]
    assert found.log["minutes"].isna().all()
    month = nw.read_attendance(names, name="Name", session="Kick-off", date="2022-03")
    assert month.events["until"].tolist() == [pd.Timestamp("2022-03-31")]


def test_one_day_for_several_sessions():
    log = LOG.assign(date=None)
    found = nw.read_attendance(log, person="who", event="session", date=dt.date(2022, 3, 1))
    assert found.events["start"].tolist() == [pd.Timestamp("2022-03-01")] * 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "needs event="),
        ({"event": "session", "session": "Kick-off"}, "one of the two"),
        ({"session": "s", "date": "2022-03-01", "time": "date"}, "Give one of them"),
        ({"session": " "}, "session must be a name"),
        ({"session": "s", "date": "03/04/2022"}, "date must be a date such as"),
        ({"session": "s", "least_minutes": 5}, "least_minutes= does not apply"),
        ({"session": "s", "invitations": "accepted"}, "to which invitations= does not apply"),
        ({"session": "s", "reference_hours": True}, "reference_hours must be above 0"),
        ({"session": "s", "layout": "calendar"}, "to which person= does not apply"),
    ],
)
def test_what_cannot_be_asked_of_a_log(given, message):
    with pytest.raises(errors.ArgumentError, match=message):
        nw.read_attendance(LOG, person="who", **given)


def test_labels_that_differ_in_case_or_spaces_are_one_session():
    table = pd.DataFrame({
        "who": ["p", "a", "b", "c"], "what": ["Kick-off", "KICK-OFF", "Clinic", "kick-off"],
    })  # fmt: skip
    found = nw.read_attendance(table, person="who", event="what")
    assert list(found.events.index) == ["Kick-off", "Clinic"]
    assert found.log["event"].tolist() == [0, 0, 1, 0]
    assert found.note.endswith("read 'KICK-OFF' as 'Kick-off', 'kick-off' as 'Kick-off'")
    with pytest.raises(errors.DataError, match="Kick-off"):
        days = table.assign(day=["2022-03-01", "2022-04-01", "2022-03-01", "2022-03-01"])
        nw.read_attendance(days, person="who", event="what", time="day")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (["4", "", ""], "no hours for 2 sessions: each counted as one session"),
        (["4", "", "1"], "no hours for 1 session: counted as one session"),
        (["4", "2", "1"], ""),
    ],
)
def test_sessions_without_hours_are_said(hours, said):
    table = pd.DataFrame({"who": "a", "what": ["s1", "s2", "s3"], "long": hours})
    found = nw.read_attendance(
        table, person="who", event="what", duration="long", reference_hours=2
    )
    assert found.events["tau"].tolist() == [float(cell) / 2 if cell else 1.0 for cell in hours]
    assert [part for part in found.note.split("; ") if "hours" in part] == ([said] if said else [])


def test_arguments():
    with pytest.raises(errors.ArgumentError, match="belong together"):
        nw.read_attendance(LOG, person="who", event="session", duration="hours")
    with pytest.raises(errors.ArgumentError, match="person= or name="):
        nw.read_attendance(LOG, event="session")
    with pytest.raises(
        errors.DataError, match=r"lacks the column 'sessions'. Did you mean 'session'"
    ):
        nw.read_attendance(LOG, person="who", event="sessions")
    with pytest.raises(errors.DataError, match=r"4 mention\(s\).*unknown role 'dancer'"):
        nw.read_attendance(LOG, on_bad="raise", **COLUMNS)


def test_a_length_above_a_day_is_pointed_to():
    """27:51 is read as hours and minutes; it may be minutes and seconds."""
    log = pd.DataFrame({"who": ["p1", "p2"], "what": ["s1", "s2"], "long": ["27:51", "1:30"]})
    told = {"person": "who", "event": "what", "duration": "long", "reference_hours": 1}
    assert nw.read_attendance(log, **told).note.endswith(
        "1 cell of 24 hours or more, such as '27:51' read as 27 h 51 min: check that they are not "
        "minutes and seconds"
    )
    assert "24 hours" not in nw.read_attendance(log[1:], **told).note
