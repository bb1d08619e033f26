"""Meeting reports taken apart: which they are, where the participants are, what the block says."""

from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

import netweave as nw
from netweave import errors
from netweave.ingest.sessions.logs import Asked
from netweave.ingest.sessions.meetings import recognised, report
from netweave.ingest.tables.reading import read_table

FILES = Path(__file__).parents[1] / "files"


@pytest.mark.parametrize(
    ("file", "tool", "rows", "title"),
    [
        ("zoom_participants.csv", "zoom", 8, "Kick-off"),
        ("zoom_unique.csv", "zoom", 3, None),
        ("zoom_new.csv", "zoom", 3, "Clinic"),
        ("teams_2020.csv", "teams", 10, None),
        ("teams_2021.csv", "teams", 4, "Clinic"),
        ("teams_2022.csv", "teams", 4, "Monthly call"),
        ("signin.csv", None, None, None),
    ],
)
def test_reports_are_known_by_their_columns(file, tool, rows, title):
    assert recognised(FILES / file, Asked()) == tool
    if tool:
        found = report(FILES / file, Asked(), tool)
        assert len(found.table.frame) == rows
        assert found.facts.get("title") == title


def test_the_last_section_is_set_aside():
    found = report(FILES / "teams_2022.csv", Asked(), "teams")
    assert [aside.lines.tolist() for aside in found.table.aside] == [[18, 19, 20, 21]]
    assert found.facts["start"] == "3/1/22, 9:58:12 AM"
    assert found.table.lines.tolist() == [11, 12, 13, 14]


def test_a_report_saved_as_a_workbook_or_read_as_a_table(tmp_path):
    lines = (FILES / "zoom_unique.csv").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "zoom.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Topic", "Start Time", "End Time"])
        page.write_row(1, 0, ["Kick-off", "03/15/2022 10:00:00 AM", "03/15/2022 11:00:00 AM"])
        for at, line in enumerate(lines, 3):
            page.write_row(at, 0, line.split(","))
    found = nw.read_attendance(path)
    assert list(found.events.index) == ["Kick-off, 2022-03-15 10:00"]
    assert found.log["minutes"].tolist() == [50, 75, 4]
    frame = pd.DataFrame([line.split(",") for line in lines[1:]], columns=lines[0].split(","))
    for source in (frame, read_table(frame), read_table(FILES / "zoom_unique.csv")):
        told = nw.read_attendance(source, session="Kick-off", date="2022-03-15")
        assert told.log["minutes"].tolist() == [50, 75, 4]


def test_rows_may_be_chosen():
    found = nw.read_attendance(FILES / "zoom_unique.csv", session="Kick-off", rows={"Guest": "Yes"})
    assert found.log["person"].tolist() == ["Samuel Ortiz", "Brian Smith"]
    assert [aside.lines.tolist() for aside in found.aside] == [[2]]


def test_what_does_not_apply_is_refused():
    with pytest.raises(errors.ArgumentError, match=r"zoom_unique.csv is read as a Zoom.*person="):
        nw.read_attendance(FILES / "zoom_unique.csv", person="User Email", session="s")
    log = nw.read_attendance(
        FILES / "zoom_unique.csv", person="User Email", name="Name (Original Name)",
        session="s", layout="log",
    )  # fmt: skip
    assert len(log.log) == 3
    with pytest.raises(errors.ArgumentError, match="invitations= does not apply"):
        nw.read_attendance(FILES / "zoom_unique.csv", invitations="accepted")
    with pytest.raises(errors.DataError, match="is not a Zoom participant report"):
        nw.read_attendance(FILES / "signin.csv", layout="zoom")
    with pytest.raises(errors.DataError, match="is not a Microsoft Teams"):
        nw.read_attendance(FILES / "zoom_unique.csv", layout="teams")
    with pytest.raises(errors.ArgumentError, match="layout must be one of"):
        nw.read_attendance(FILES / "zoom_unique.csv", layout="webex")
    with pytest.raises(errors.ArgumentError, match="least_minutes must be above 0"):
        nw.read_attendance(FILES / "zoom_unique.csv", least_minutes=0)


def test_broken_reports(tmp_path):
    path = tmp_path / "zoom.csv"
    header = "Name (Original Name),User Email,Total Duration (Minutes),Guest\n"
    path.write_text(header, encoding="utf-8")
    with pytest.raises(errors.DataError, match="nobody took part"):
        nw.read_attendance(path)
    path.write_text(header + "Ruiz, Ana,ana@example.org,5,No,Y\n", encoding="utf-8")
    with pytest.raises(errors.DataError, match="at most the 4 cells"):
        nw.read_attendance(path)
