"""A sign-in sheet: one row per person, one column per session."""

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave.ingest.sessions.signin import heading_date

FILES = Path(__file__).parents[1] / "files"
SESSIONS = ["2022-03-01 Kick-off", "Clinic (15 March 2022)", "Site visit"]
PEOPLE = nw.read_people(
    pd.DataFrame({
        "id": ["ana@example.org", "bo@example.org", "cy@example.org"],
        "name": ["Ana Ruiz", "Bo Li", "Cy Oh"],
    }),
    id="id",
    name="name",
)


def sheet(**options):
    given = {"person": "Email", "name": "Name", "sessions": SESSIONS}
    return nw.read_attendance(FILES / "signin.csv", **{**given, **options})


def test_a_mark_is_a_mention_and_a_row_without_any_is_one():
    found = sheet()
    who = found.log["name"].tolist()
    assert who == ["Ana Ruiz", "Ana Ruiz", "Ana Ruiz", "Bo Li", "Bo Li", "Cy Oh"]
    assert found.log["event"].tolist() == [0, 1, 2, 0, -1, -1]
    assert found.log["role"].tolist() == [
        "attendee", "presenter", "attendee", "attendee", "attendee", "attendee",
    ]  # fmt: skip
    assert list(found.mentions.fates.reason_column()) == ["", "", "", "", "unknown mark 'late'", ""]
    assert found.mentions.line.tolist() == [2, 2, 2, 3, 3, 4]
    assert found.mentions.rows == 3
    assert list(found.events.index) == SESSIONS
    assert found.events["start"].dt.strftime("%Y-%m-%d").fillna("").tolist() == [
        "2022-03-01", "2022-03-15", "",
    ]  # fmt: skip
    assert "no date for 'Site visit'" in found.note
    assert found.log["minutes"].isna().all()


def test_the_sheet_in_the_ledger():
    report = nw.weave(PEOPLE, sheet()).report
    assert report.files.loc["signin.csv"].to_dict() == {
        "rows": 3, "used": 2, "used_in_part": 1, "merged": 0, "refused": 0,
    }  # fmt: skip
    # Kick-off has Ana and Bo; Clinic Ana alone, who presents; at the site visit she is alone too.
    assert report.affiliations.events["size"].to_dict() == dict(
        zip(SESSIONS, [2, 1, 1], strict=True)
    )


def test_words_of_the_caller_come_first():
    found = sheet(roles={"Late": "attendee", "x": "facilitator"})
    assert found.mentions.fates.open.all()
    assert found.log["role"].tolist()[0] == "facilitator"


def test_dates_of_the_caller_and_of_the_headings():
    found = sheet(sessions={SESSIONS[2]: "2022-05-01", SESSIONS[0]: None})
    assert list(found.events.index) == [SESSIONS[2], SESSIONS[0]]
    assert found.events["start"].notna().tolist() == [True, False]
    frame = pd.DataFrame({"n": ["Ana Ruiz"], "3/4/2022 Clinic": ["x"]})
    with pytest.raises(errors.DataError, match=r"day first or month first.*sessions=\{'3/4/2022"):
        nw.read_attendance(frame, name="n", sessions="others")
    told = nw.read_attendance(frame, name="n", sessions="others", dayfirst=True)
    assert told.events["start"].tolist() == [pd.Timestamp("2022-04-03")]
    proven = frame.assign(**{"Call 25/4/2022": "x"})
    found = nw.read_attendance(proven, name="n", sessions="others")
    assert found.events["start"].tolist() == [
        pd.Timestamp("2022-04-03"),
        pd.Timestamp("2022-04-25"),
    ]
    assert "dates read day first" in found.note


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("2022-03-01", "2022-03-01"),
        ("Kick-off, Mar 1, 2022", "2022-03-01"),
        ("1 March 2022: Kick-off", "2022-03-01"),
        ("Session_1_2022-03-01", "2022-03-01"),
        ("Clinic March 2022", "2022-03"),
        ("2022", "2022"),
        ("Annual meeting 2022", None),
        ("2022-03-01 to 2022-03-02", None),
        ("Clinic", None),
        ("", None),
    ],
)
def test_the_date_in_a_heading(heading, date):
    assert heading_date(heading) == date


def test_the_year_alone_is_all_of_it():
    frame = pd.DataFrame({"n": ["Ana Ruiz"], "2022": ["x"]})
    events = nw.read_attendance(frame, name="n", sessions="others").events
    assert [events[end].iloc[0] for end in ("start", "until")] == [
        pd.Timestamp("2022-01-01"),
        pd.Timestamp("2022-12-31"),
    ]


def test_every_other_column_must_hold_marks():
    frame = pd.DataFrame({"n": ["Ana", "Bo"], "Team": ["Red", "Blue"], "s1": ["x", ""]})
    with pytest.raises(errors.DataError, match=r"'Team' holds 'Red', 'Blue'"):
        nw.read_attendance(frame, name="n", sessions="others")
    found = nw.read_attendance(frame, name="n", sessions="others", group="Team")
    assert found.log[["event", "group"]].to_numpy().tolist() == [[0, "Red"], [-1, "Blue"]]


def test_arguments():
    with pytest.raises(errors.ArgumentError, match="person= or name="):
        nw.read_attendance(FILES / "signin.csv", sessions="others")
    with pytest.raises(errors.ArgumentError, match="none that holds the person"):
        sheet(sessions=["Name"])
    with pytest.raises(errors.ArgumentError, match="at least one column"):
        sheet(sessions=[])
    with pytest.raises(errors.ArgumentError, match="needs sessions="):
        sheet(sessions=None, layout="sheet")
    with pytest.raises(errors.DataError, match=r"lacks the column 'Site visits'\. Did you mean"):
        sheet(sessions=["Site visits"])
    with pytest.raises(errors.ArgumentError, match=r"event=, time= do not apply"):
        sheet(event="Name", time="Name")
    with pytest.raises(errors.ArgumentError, match=r"sessions\['Site visit'\] must be a date"):
        sheet(sessions={"Site visit": "soon"})


def test_a_workbook_with_ticks_dates_and_failed_formulas(tmp_path):
    path = tmp_path / "sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Name", "2022-03-01 Call", "2022-03-02 Call"])
        page.write_row(1, 0, ["Ana Ruiz", 1, True])
        page.write_row(2, 0, ["Bo Li", 0, "=1+1"])
        page.write_formula(3, 1, "=NA()", None, "#N/A")
        page.write(3, 0, "Cy Oh")
    found = nw.read_attendance(path, name="Name", sessions="others")
    assert found.log["event"].tolist()[:2] == [0, 1]
    assert "unknown mark '#N/A'" in list(found.mentions.fates.reason_column())


def test_control_characters_are_no_mark():
    frame = pd.DataFrame({"n": ["Ana", "Bo"], "s": ["x\x07", "x"]})
    found = nw.read_attendance(frame, name="n", sessions=["s"])
    assert list(found.mentions.fates.reason_column()) == ["unknown mark 'x\\x07'", ""]


def test_ten_thousand_columns():
    wide = np.where(np.arange(500_000).reshape(50, 10_000) % 3 == 0, "x", "")
    frame = pd.DataFrame(wide, columns=[f"s{at}" for at in range(10_000)])
    frame.insert(0, "n", [f"Ana {at}" for at in range(50)])
    begun = time.process_time()
    found = nw.read_attendance(frame, name="n", sessions="others")
    assert time.process_time() - begun < 20
    assert len(found.log) == int((wide == "x").sum())
    assert len(found.events) == 10_000


CELLS = st.one_of(
    st.sampled_from(["x", "", "yes", "-", "presenter", "late", "✓", "=1+1", "\x00", "Ana Ruiz"]),
    st.none(),
    st.text(max_size=3),
    st.integers(-1, 2),
    st.floats(),
    st.booleans(),
    st.dates(),
)
HEADINGS = st.one_of(
    st.sampled_from(["2022-03-01", "03/04/2022 Call", "Call 13/04/2022", "s1", "2022"]),
    st.text(max_size=6),
)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6),
    headings=st.tuples(HEADINGS, HEADINGS),
    sessions=st.sampled_from(["others", "both"]),
)
def test_any_sheet_is_read_in_full_or_refused_with_one_error(rows, headings, sessions):
    frame = pd.DataFrame(rows, columns=["who", *headings], dtype="object")
    try:
        found = nw.read_attendance(
            frame,
            person="who",
            sessions=sessions if sessions == "others" else list(headings),
            layout="sheet",
        )
    except (errors.DataError, errors.ArgumentError):
        return
    report = nw.weave(PEOPLE, found).report
    counts = report.files.loc["attendance"]
    assert counts["rows"] == len(rows)
    assert counts.drop("rows").sum() == len(rows)
    assert (report.refused["reason"].astype(str) != "").all()
