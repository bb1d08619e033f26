"""A calendar says who was invited, not who was there."""

import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors

pytest.importorskip("icalendar")
FILES = Path(__file__).parents[1] / "files"
CALENDAR = FILES / "calendar.ics"
PEOPLE = nw.read_people(
    pd.DataFrame({"id": ["ana@example.org", "host@example.org", "bo@example.org"]}), id="id"
)


def reasons(found):
    return [str(reason) for reason in found.mentions.fates.reason_column()]


def test_an_invitation_is_not_attendance():
    with pytest.raises(errors.DataError, match=r"not who was there.*invitations='accepted'"):
        nw.read_attendance(CALENDAR)
    with pytest.raises(errors.ArgumentError, match="invitations must be"):
        nw.read_attendance(CALENDAR, invitations="all")
    with pytest.raises(errors.ArgumentError, match="person= does not apply"):
        nw.read_attendance(CALENDAR, person="CN", invitations="accepted")


def test_those_who_accepted():
    found = nw.read_attendance(CALENDAR, invitations="accepted")
    assert reasons(found) == [
        "", "", "declined the invitation", "accepted the invitation tentatively",
        "did not answer the invitation", "a resource, not a person",
        "organizer, listed among those invited", "",
        "recurring event whose dates are not in the file", "",
    ]  # fmt: skip
    assert found.mentions.line.tolist() == [12, 14, 16, 17, 18, 19, 11, 27, 43, 52]
    assert found.log["event"].tolist() == [0, 0, -1, -1, -1, -1, -1, 1, -1, 2]
    # 01:30 in UTC is the evening before in Chicago, where the calendar says it is.
    assert found.events["start"].tolist() == [
        pd.Timestamp("2022-03-01 19:30"), pd.Timestamp("2022-03-10"),
        pd.Timestamp("2022-04-08 09:30"),
    ]  # fmt: skip
    assert list(found.events.index) == [
        "Kick-off, 2022-03-01 19:30", "Site visit, 2022-03-10", "Weekly call, 2022-04-08 09:30",
    ]  # fmt: skip
    assert "invitations, those who accepted are counted as present" in found.note
    files = nw.weave(PEOPLE, found).report.files.loc["calendar.ics"]
    assert files.tolist() == [10, 4, 0, 1, 5]


def test_hours_and_roles():
    found = nw.read_attendance(
        CALENDAR, invitations="accepted", reference_hours=1, roles={"chair": "facilitator"}
    )
    assert found.events["tau"].tolist() == [1.5, 1.0, 0.75]
    assert found.log["role"].tolist()[1] == "facilitator"
    with pytest.raises(errors.ArgumentError, match="holds 4 events"):
        nw.read_attendance(CALENDAR, invitations="accepted", session="Kick-off")


def written(path, *lines):
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1"]
    path.write_bytes("\r\n".join([*head, *lines, "END:VEVENT", "END:VCALENDAR", ""]).encode())
    return path


def test_the_time_does_not_depend_on_the_machine(tmp_path, monkeypatch):
    path = written(
        tmp_path / "one.ics", "DTSTART:20220301T233000Z", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c"
    )
    for zone in ("UTC", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", zone)
        found = nw.read_attendance(path, invitations="accepted")
        assert found.events["start"].tolist() == [pd.Timestamp("2022-03-01 23:30")]
    assert list(found.events.index) == ["one, 2022-03-01 23:30"]


def test_cancelled_information_and_groups(tmp_path):
    path = written(
        tmp_path / "one.ics",
        "DTSTART:20220301T100000",
        "ORGANIZER;CN=Hana:mailto:h@b.c",
        "ATTENDEE;PARTSTAT=ACCEPTED;ROLE=NON-PARTICIPANT:mailto:a@b.c",
        "ATTENDEE;PARTSTAT=ACCEPTED;CUTYPE=GROUP:mailto:g@b.c",
        "ATTENDEE;PARTSTAT=X-MAYBE:mailto:m@b.c",
    )
    found = nw.read_attendance(path, invitations="accepted", session="Call")
    assert reasons(found) == [
        "invited for information only", "a group of people, not a person",
        "unknown answer 'X-MAYBE' to the invitation", "organizer, who need not have been there",
    ]  # fmt: skip
    written(path, "STATUS:CANCELLED", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c")
    found = nw.read_attendance(path, invitations="accepted")
    assert reasons(found) == ["the event was cancelled"]
    written(path, "DTSTART:soon", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c")
    found = nw.read_attendance(path, invitations="accepted")
    assert reasons(found) == ["date of the event does not parse"]
    written(path, "SUMMARY:alone")
    with pytest.raises(errors.DataError, match="nobody is invited"):
        nw.read_attendance(path, invitations="accepted")


def test_without_the_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(errors.MissingExtraError, match=r'pip install "netweave\[calendar\]"'):
        nw.read_attendance(CALENDAR, invitations="accepted")


LINES = CALENDAR.read_text(encoding="utf-8").splitlines()


@given(
    st.lists(
        st.one_of(
            st.sampled_from(LINES),
            st.sampled_from(["DTSTART:soon", "DURATION:x", "RRULE:;", "X-WR-TIMEZONE:a/b", ":"]),
            st.text(max_size=10),
        ),
        max_size=12,
    ),
    st.booleans(),
)
def test_any_calendar_is_read_in_full_or_refused_with_one_error(tmp_path_factory, lines, whole):
    path = tmp_path_factory.mktemp("ics") / "some.ics"
    lines = [*LINES[:10], *lines, "END:VEVENT", "END:VCALENDAR"] if whole else lines
    path.write_bytes("\r\n".join(lines).encode("utf-8", "replace"))
    try:
        found = nw.read_attendance(path, invitations="accepted")
    except errors.DataError:
        return
    counts = nw.weave(PEOPLE, found).report.files.loc["some.ics"]
    assert counts["rows"] == len(found.log) == counts.drop("rows").sum()


def test_many_guests_take_no_time(tmp_path):
    guests = [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:p{at}@b.c" for at in range(5_000)]
    path = written(
        tmp_path / "many.ics", "DTSTART:20220301T100000", "ORGANIZER:MAILTO:P7@b.c", *guests
    )
    begun = time.process_time()
    found = nw.read_attendance(path, invitations="accepted")
    assert time.process_time() - begun < 8
    assert len(found.log) == 5_001
    assert reasons(found)[-1] == "organizer, listed among those invited"
