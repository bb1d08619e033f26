"""Minutes and people of Zoom and Teams reports, worked out by hand."""

import csv
import os
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave.ingest.sessions.meeting_log import split_name

FILES = Path(__file__).parents[1] / "files"
REFERENCE = os.environ.get("NETWEAVE_REFERENCE")


def told(found):
    """Give person or name → minutes of those who count."""
    kept = found.log[found.mentions.fates.open]
    return dict(zip(kept["person"].fillna(kept["name"]), kept["minutes"], strict=True))


def reasons(found):
    return [str(reason) for reason in found.mentions.fates.reason_column()]


def test_zoom():
    found = nw.read_attendance(FILES / "zoom_participants.csv")
    assert told(found) == {
        "host@example.org": pytest.approx(92 + 28 / 60),  # 9:58:12 to 11:30:40
        "ana@example.org": 50,  # 10:00 to 10:30 and 10:40 to 11:00
        "Samuel Ortiz": 75,  # two devices: 10:00 to 11:00 and 10:30 to 11:15
        "Brian Smith": 4.5,  # from an iPhone
        "Cy Oh": 60,
    }
    assert reasons(found) == [
        "", "", "another stay of the same person", "", "another stay of the same person", "", "",
        "person is missing",
    ]  # fmt: skip
    assert list(found.events.index) == ["Kick-off, 2022-03-15 09:58"]
    assert found.events["start"].tolist() == [pd.Timestamp("2022-03-15 09:58:12")]
    assert "a Zoom participant report of 'Kick-off, 2022-03-15 09:58', 5 people" in found.note


def test_zoom_in_the_network():
    people = nw.read_people(
        pd.DataFrame({
            "id": ["ana@example.org", "p2", "p3"],
            "name": ["Ana Ruiz", "Samuel Ortiz", "Oh, Cy"],
        }),
        id="id",
        name="name",
    )
    net = nw.weave(people, nw.read_attendance(FILES / "zoom_participants.csv"))
    assert net.report.files.loc["zoom_participants.csv"].to_dict() == {
        "rows": 8, "used": 3, "used_in_part": 0, "merged": 2, "refused": 3,
    }  # fmt: skip
    assert net.report.affiliations.events["size"].tolist() == [5]


def test_who_stayed_too_short_does_not_count():
    found = nw.read_attendance(FILES / "zoom_participants.csv", least_minutes=5)
    assert reasons(found)[5] == "stayed under 5 minutes"
    assert found.log["event"].tolist()[5] == -1


def test_hours_of_the_meeting():
    found = nw.read_attendance(FILES / "zoom_participants.csv", reference_hours=2)
    assert found.events["tau"].tolist() == [pytest.approx((92 + 28 / 60) / 60 / 2)]
    teams = nw.read_attendance(FILES / "teams_2020.csv", reference_hours=1)
    assert teams.events["tau"].tolist() == [1.0]  # 10:00 to 11:00, the first and the last row


def test_the_name_of_the_session():
    found = nw.read_attendance(FILES / "zoom_participants.csv", session="Opening")
    assert list(found.events.index) == ["Opening"]
    found = nw.read_attendance(FILES / "zoom_unique.csv")
    assert list(found.events.index) == ["zoom_unique"]
    assert found.events["start"].isna().all()
    found = nw.read_attendance(FILES / "zoom_unique.csv", date="2022-03-15")
    assert list(found.events.index) == ["zoom_unique, 2022-03-15"]
    with pytest.raises(errors.DataError, match="meeting of '2022-03-15', and date= says"):
        nw.read_attendance(FILES / "zoom_participants.csv", date="2022-03-16")


def test_newer_zoom_with_a_waiting_room():
    found = nw.read_attendance(FILES / "zoom_new.csv")
    assert told(found) == {"ana@example.org": 60, "bo@example.org": 45}
    assert reasons(found)[1] == "waited and never joined the meeting"


def test_teams_2020():
    found = nw.read_attendance(FILES / "teams_2020.csv")
    assert told(found) == {
        "Hana Host": 60,  # there at 10:00, still there at 11:00, the last row
        "Ana Ruiz": 49.5,  # 20 minutes, then from 10:30:30 on one of two devices to the end
        "Bo Li": 38,  # 10:22 to 11:00
    }
    assert reasons(found)[3] == "leaves without having joined"
    assert reasons(found)[8] == "unknown action 'Kicked'"


def test_teams_2021_and_its_roles():
    found = nw.read_attendance(FILES / "teams_2021.csv")
    assert told(found) == {
        "host@example.org": pytest.approx(64 + 28 / 60),
        "ana@example.org": 45,
        "Ortiz, Samuel (Guest)": 10.5,
    }
    assert set(found.log["role"]) == {"attendee"}
    assert "everybody attends unless roles=" in found.note
    found = nw.read_attendance(FILES / "teams_2021.csv", roles={"presenter": "presenter"})
    assert found.log["role"].tolist() == ["attendee", "presenter", "presenter", "attendee"]


def test_teams_2022_counts_nobody_twice():
    with pytest.raises(errors.DataError, match="can be read day first or month first: '3/1/2022"):
        nw.read_attendance(FILES / "teams_2022.csv")
    found = nw.read_attendance(FILES / "teams_2022.csv", date="2022-03-01")
    assert told(found) == {
        "host@example.org": pytest.approx(64 + 28 / 60),
        "ana@example.org": 45,  # what the report says, not 10:00 to 11:00; the address is the UPN
        "Bo Li (Unverified)": pytest.approx(26 + 9 / 60),
    }
    assert reasons(found)[3] == "waited and never joined the meeting"
    people = nw.read_people(pd.DataFrame({"id": ["ana@example.org", "Bo Li"]}), id="id")
    files = nw.weave(people, found).report.files.loc["teams_2022.csv"]
    assert files.tolist() == [8, 2, 0, 0, 6]


def test_a_report_without_times_has_no_minutes(tmp_path):
    path = tmp_path / "teams.csv"
    path.write_text(
        "2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\n"
        "Ana Ruiz\t\t\t\tana@example.org\tPresenter\nBo Li\t\t\t\tbo@example.org\tAttendee\n",
        encoding="utf-16",
    )
    found = nw.read_attendance(path, session="Call", date="2022-03-01", least_minutes=10)
    assert found.mentions.fates.open.all()
    assert found.log["minutes"].isna().all()


def test_times_that_are_none(tmp_path):
    path = tmp_path / "zoom.csv"
    path.write_text(
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
        "Ana Ruiz,,2022-03-15 10:00,2022-03-15 10:30,30,No\n"
        "Bo Li,,soon,2022-03-15 10:30,30,No\n"
        "Cy Oh,,2022-03-15 10:30,2022-03-15 10:00,30,No\n"
        "Di Po,,2022-03-15 10:30,,20,No\n"
        "Ed Qi,,2022-03-15 10:30,2022-03-15 10:40,long,No\n",
        encoding="utf-8",
    )
    found = nw.read_attendance(path)
    assert told(found) == {"Ana Ruiz": 30, "Di Po": 20}
    assert [reason for reason in reasons(found) if reason] == [
        "join time does not parse", "leaves before joining", "duration does not parse",
    ]  # fmt: skip
    with pytest.raises(errors.DataError, match=r"3 mention\(s\) that cannot be used, lines 3"):
        nw.read_attendance(path, on_bad="raise")


CELLS = st.one_of(
    st.sampled_from([
        "Ana Ruiz", "ana@example.org", "Sam (Ana Ruiz)", "2022-03-15 10:00", "2022-03-15 10:30",
        "3/4/22, 9:58:12 AM", "13/4/2022 10:00 AM", "30", "1h 4m", "0s", "Joined", "Left",
        "Yes", "",
    ]),
    st.none(),
    st.text(max_size=3),
    st.floats(),
    st.datetimes(),
)  # fmt: skip
REPORTS = st.sampled_from([
    ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)"),
    ("Name (original name)", "Total duration (minutes)", "Guest", "In waiting room", "Email"),
    ("Full Name", "User Action", "Timestamp", "Email", "Role"),
    ("Name", "First Join", "Last Leave", "In-Meeting Duration", "Participant ID (UPN)"),
])
PEOPLE = nw.read_people(pd.DataFrame({"id": ["ana@example.org"], "name": ["Ana Ruiz"]}), id="id")


@given(REPORTS, st.lists(st.tuples(*[CELLS] * 5), min_size=1, max_size=6))
def test_any_report_is_read_in_full_or_refused_with_one_error(header, rows):
    frame = pd.DataFrame(rows, columns=list(header), dtype="object")
    try:
        found = nw.read_attendance(frame)
    except errors.DataError:
        return
    assert not (found.log["minutes"] < 0).any()
    counts = nw.weave(PEOPLE, found).report.files.loc["attendance"]
    assert counts["rows"] == len(rows) == counts.drop("rows").sum()


@pytest.mark.parametrize(
    ("written", "likelier", "other"),
    [
        ("Sam (Samuel Ortiz)", "Samuel Ortiz", "Sam"),
        ("iPhone (Brian Smith)", "Brian Smith", "iPhone"),
        ("Brian's iPad (Brian Smith)", "Brian Smith", "Brian's iPad"),
        ("Brian Smith (iPhone)", "Brian Smith", "iPhone"),
        ("Ana Ruiz (She/Her)", "Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz#2", "Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz", "Ana Ruiz", "Ana Ruiz"),
        ("()", "()", "()"),
    ],
)
def test_names(written, likelier, other):
    assert split_name(written) == (likelier, other)


@pytest.mark.skipif(REFERENCE is None, reason="NETWEAVE_REFERENCE is not set")
def test_a_real_log_of_joins_and_leaves():
    path = Path(REFERENCE) / "messy" / "attendance_teams" / "teams_2020_utf8bom_comma.csv"
    with pytest.raises(errors.DataError, match="day first or month first"):
        nw.read_attendance(path)
    found = nw.read_attendance(path, dayfirst=False)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    clock = "%m/%d/%Y, %I:%M:%S %p"
    times = [datetime.strptime(row["Timestamp"], clock) for row in rows]
    minutes = told(found)
    assert set(minutes) == {row["Full Name"] for row in rows}
    assert len(found.log) == len(rows)
    for name, stay in {
        "Ben Alder": (9 * 3600 + 50 * 60 + 12, 10 * 3600 + 6 * 60 + 45),
        "Gus Elm": (10 * 3600 + 11, 10 * 3600 + 6 * 60 + 53),
        "Ann Alder": (9 * 3600 + 50 * 60 + 12, None),
    }.items():
        last = (max(times) - times[0].replace(hour=0, minute=0, second=0)).total_seconds()
        assert minutes[name] == pytest.approx(((stay[1] or last) - stay[0]) / 60)


HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
STAYS = {
    "whole": "03/31/2022 10:00:00 AM,03/31/2022 11:00:00 AM,60,No",
    "first": "03/31/2022 10:00:00 AM,03/31/2022 10:10:00 AM,10,No",
    "later": "03/31/2022 10:10:00 AM,03/31/2022 11:00:00 AM,50,No",
}
THREE = nw.read_people(
    pd.DataFrame({
        "id": ["p1", "p2", "p3"],
        "name": ["Ana Ruiz", "Bo Li", "Cy Oh"],
        "mail": ["ana@x.example", "bo@x.example", "cy@x.example"],
    }),
    id="id",
    name="name",
    aliases="mail",
)


def zoom(folder, *rows, **more):
    path = folder / "zoom.csv"
    path.write_text(HEAD + "".join(f"{who},{STAYS[stay]}\n" for who, stay in rows), "utf-8")
    return nw.read_attendance(path, **more)


def test_a_row_without_an_address_has_the_address_of_its_name(tmp_path):
    """10 minutes with the address and 50 without it are the 60 minutes of one person."""
    rows = [("Ana Ruiz,ana@x.example", "first"), ("Ana Ruiz,", "later"), ("Cy Oh,", "whole")]
    found = zoom(tmp_path, *rows, least_minutes=55)
    assert told(found) == {"ana@x.example": 60, "Cy Oh": 60}
    assert reasons(found) == ["", "another stay of the same person", ""]
    assert "1 row(s) without an address have the one of their name" in found.note
    assert nw.weave(THREE, found).report.affiliations.events["size"].tolist() == [2]
    other = ("Ana Ruiz,ana@y.example", "whole")
    apart = zoom(tmp_path, *rows, other)
    assert told(apart) == {
        "ana@x.example": 10, "Ana Ruiz": 50, "ana@y.example": 60, "Cy Oh": 60,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "person"),
    [
        ("Bo Li (Ana Ruiz),", "names two people of the roster"),
        ("Bo Li (Ana Ruiz),ana@x.example", "id and name mean two people of the roster"),
        ("Bo Li (Ana Ruiz),zoe@x.example", "names two people of the roster"),
        ("Zoe Zed (Ana Ruiz),", "p1"),
        ("Ana Ruiz (Zoe Zed),", "p1"),
        ("Ana (Ana Ruiz),zoe@x.example", "p1"),
    ],
)
def test_both_names_are_held_against_the_roster(tmp_path, who, person):
    report = nw.weave(THREE, zoom(tmp_path, (who, "whole"), ("Cy Oh,", "whole"))).report
    records = report.affiliations.records["person"].astype("str").tolist()
    assert records == ([person, "p3"] if person == "p1" else ["p3"])
    assert (person in set(report.unmatched["reason"])) == (person != "p1")
    merged = report.merges[["as_written", "person", "how"]].to_numpy().tolist()
    written = who.partition(",")[0]
    assert merged == ([[written, "p1", "one of the two names written"]] if person == "p1" else [])


def test_two_full_names_are_not_joined_with_one_of_them(tmp_path):
    found = zoom(tmp_path, ("Ana Ruiz,", "first"), ("Bo Li (Ana Ruiz),", "later"))
    assert found.mentions.fates.open.all()
    assert found.log["minutes"].tolist() == [10, 50]


def test_two_devices_at_once_are_two(tmp_path):
    """Two iPhones at once, a and b are four people: each of a and b learns 1/3 from the other."""
    rows = [("iPhone,", "whole"), ("iPhone,", "first"), ("iPhone,", "later")]
    found = zoom(tmp_path, *rows, ("Bo Li,", "whole"), ("Cy Oh,", "whole"))
    assert found.log["person"].tolist()[:3] == ["iPhone", "iPhone #2", "iPhone #2"]
    net = nw.weave(THREE, found)
    assert net.report.affiliations.events["size"].tolist() == [4]
    assert net.ties["weight"].tolist() == [pytest.approx(1 / 3)] * 2
    assert "2 more device(s) of a name without an address" in found.note
    after = zoom(tmp_path, ("iPhone,", "first"), ("iPhone,", "later"), ("Cy Oh,", "whole"))
    assert told(after) == {"iPhone": 60, "Cy Oh": 60}
    person = zoom(tmp_path, ("Ana's iPhone,", "whole"), ("Ana's iPhone,", "first"))
    assert told(person) == {"Ana's iPhone": 60}


def test_a_number_in_brackets_is_nobody(tmp_path):
    path = tmp_path / "zoom.csv"
    path.write_text(
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\n"
        "iPhone (3),,50,Yes\nGuest (1),,50,Yes\nAna Ruiz,,50,No\n",
        encoding="utf-8",
    )
    roster = pd.DataFrame({"id": ["1", "2", "3"], "name": ["Ana Ruiz", "Bo Li", "Cy Dee"]})
    people = nw.read_people(roster, id="id", name="name")
    net = nw.weave(people, nw.read_attendance(path, session="Call", date="2024-02-01"))
    assert list(net.report.unmatched["as_written"]) == ["Guest (1)", "iPhone (3)"]
    assert net.report.affiliations.events["size"].tolist() == [3]
    assert list(net.report.affiliations.records["person"]) == ["1"]
