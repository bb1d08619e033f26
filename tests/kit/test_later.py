"""People who came later: the kit adds them and keeps what was filled in."""

import datetime as dt

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import netweave as nw
from netweave import errors

ROSTER = "id,name,organization\np1,Ana Ruiz,Fernhill\np2,Bo Li,Fernhill\np3,Cy Oh,Harbor\n"
LATER = "p4,Di Roy,Harbor\np5,Ana Ruiz,Harbor\n"
BASELINE = "answers-baseline.xlsx"


def sheets(path):
    """Give every sheet of a workbook as rows of cells."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def saved(path, held):
    """Write sheets as a spreadsheet program would save them."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in held.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(r, c, cell, day)
                    elif cell != "":
                        sheet.write(r, c, cell)


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A kit of three, filled in by Ana and Bo, with two people more; what the last call wrote."""
    folder = tmp_path_factory.mktemp("kit")
    (folder / "people.csv").write_text(ROSTER, encoding="utf-8")
    nw.write_kit(folder)
    held = sheets(folder / BASELINE)
    learned = held["Learned from"]
    place = learned[0].index("Learned from [Bo Li]")
    learned[1][place], learned[1][2] = "coalition", "responded"
    learned[1][3] = dt.date(2027, 2, 1)
    learned[2][learned[0].index("Learned from [Ana Ruiz]")] = "cooperation"
    learned[0].append("remarks")
    learned[2].append("=1+1 said by phone")
    learned.append(["", "somebody new", "", "", "", "", "", "wants to join"])
    held["Notes"] = [["to do"], ["call Cy"], [3]]
    saved(folder / BASELINE, held)
    signed = {"Sheet1": [["id", "name", "2027-01-09 Kick-off"], ["p1", "Ana Ruiz", "x"],
                         ["p2", "Bo Li", "presenter"], ["p3", "Cy Oh", ""]]}  # fmt: skip
    saved(folder / "attendance.xlsx", signed)
    (folder / "people.csv").write_text(ROSTER + LATER, encoding="utf-8")
    before = (folder / BASELINE).read_bytes()
    return folder, [path.name for path in nw.write_kit(folder)], before


def test_only_what_names_people_is_written_again(grown):
    _, written, _ = grown
    assert written == [
        "answers-baseline.xlsx", "answers-baseline.before-1.xlsx", "answers-endline.xlsx",
        "answers-endline.before-1.xlsx", "attendance.xlsx", "attendance.before-1.xlsx",
        "questionnaire-baseline.md", "questionnaire-endline.md",
    ]  # fmt: skip


def test_everybody_has_a_line_and_a_column(grown):
    """Two share the name Ana Ruiz now, so both columns go by the id."""
    learned = sheets(grown[0] / BASELINE)["Learned from"]
    assert learned[0][4:9] == [
        "Learned from [p1]", "Learned from [Bo Li]", "Learned from [Cy Oh]",
        "Learned from [Di Roy]", "Learned from [p5]",
    ]  # fmt: skip
    assert [row[0] for row in learned[1:6]] == ["p1", "p2", "p3", "p4", "p5"]
    assert "Di Roy" in (grown[0] / "questionnaire-baseline.md").read_text(encoding="utf-8")


def test_what_was_filled_in_stays_where_it_belongs(grown):
    folder, _, before = grown
    held = sheets(folder / BASELINE)
    learned = held["Learned from"]
    row = dict(zip(learned[0], learned[1], strict=True))
    assert (row["Learned from [Bo Li]"], row["state"]) == ("coalition", "responded")
    assert row["date"] == dt.date(2027, 2, 1)
    row = dict(zip(learned[0], learned[2], strict=True))
    assert row["Learned from [p1]"] == "cooperation"
    assert row["remarks"] == "=1+1 said by phone"
    assert learned[6][1] == "somebody new"
    assert "wants to join" in learned[6]
    assert held["Notes"] == [["to do"], ["call Cy"], [3.0]]
    assert (folder / "answers-baseline.before-1.xlsx").read_bytes() == before


def test_the_sign_in_sheet_keeps_its_sessions(grown):
    rows = next(iter(sheets(grown[0] / "attendance.xlsx").values()))
    assert rows[0] == ["id", "name", "2027-01-09 Kick-off"]
    assert [row[2] for row in rows[1:]] == ["x", "presenter", "", "", ""]


def test_the_project_reads_it_as_before(grown):
    net = nw.weave_project(nw.read_project(grown[0] / "cohort.toml"))
    learning = net.where(kind="learning").ties
    assert learning[["learner", "learned_from"]].values.tolist() == [["p1", "p2"], ["p2", "p1"]]
    assert net.people.index.tolist() == ["p1", "p2", "p3", "p4", "p5"]


def test_a_call_without_anybody_new_writes_nothing(grown):
    assert nw.write_kit(grown[0]) == []


def test_what_somebody_edited_is_left_and_said(tmp_path):
    (tmp_path / "people.csv").write_text(ROSTER, encoding="utf-8")
    nw.write_kit(tmp_path)
    page = tmp_path / "questionnaire-endline.md"
    page.write_text("my own words", encoding="utf-8")
    saved(tmp_path / "attendance.xlsx", {"Sheet1": [["who"], ["Ana"]]})
    (tmp_path / "people.csv").write_text(ROSTER + LATER, encoding="utf-8")
    with pytest.warns(errors.NetweaveWarning) as told:
        nw.write_kit(tmp_path)
    said = sorted(str(one.message) for one in told)
    assert [text.split(" ")[0] for text in said] == ["attendance.xlsx", "questionnaire-endline.md"]
    assert page.read_text(encoding="utf-8") == "my own words"
