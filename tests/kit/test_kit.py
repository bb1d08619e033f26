"""The kit: what it writes is accepted by the readers, empty and filled in."""

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

import netweave as nw
from netweave import errors
from netweave.kit.questions import QUESTIONS, draft_items
from netweave.project import load_project, read_project

ROSTER = """id,name,organization,convener
p1,Ana Ruiz,Fernhill,no
p2,Bo Li,Fernhill,no
p3,"O'Neil, Cy",Harbor,no
p4,Ana Ruiz,Harbor,yes
"""


@pytest.fixture
def folder(tmp_path):
    nw.write_kit(tmp_path)
    (tmp_path / "people.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path


def cells(path, sheet):
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def fill(path, changes):
    """Write a workbook again, with some cells changed: {sheet: {(row, column heading): text}}."""
    import xlsxwriter

    book = CalamineWorkbook.from_path(path)
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    with xlsxwriter.Workbook(path) as out:
        for name, rows in sheets.items():
            sheet = out.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    text = changes.get(name, {}).get((r, rows[0][c]), cell)
                    if text != "":
                        sheet.write(r, c, text)


def test_the_first_call_asks_for_the_roster_and_the_second_writes_the_rest(tmp_path):
    assert [path.name for path in nw.write_kit(tmp_path)] == [
        "people.csv",
        "consent.md",
        "README.md",
    ]
    assert nw.write_kit(tmp_path) == []
    (tmp_path / "people.csv").write_text(ROSTER, encoding="utf-8")
    written = {path.name for path in nw.write_kit(tmp_path)}
    assert written == {
        "answers-baseline.xlsx", "answers-endline.xlsx", "attendance.xlsx", "products.csv",
        "cohort.toml", "questionnaire-baseline.md", "questionnaire-endline.md",
    }  # fmt: skip


def test_what_was_filled_in_is_not_written_over_unless_forced(folder):
    nw.write_kit(folder)
    (folder / "products.csv").write_text("mine", encoding="utf-8")
    nw.write_kit(folder)
    assert (folder / "products.csv").read_text(encoding="utf-8") == "mine"
    nw.write_kit(folder, force=True)
    assert (folder / "products.csv").read_text(encoding="utf-8") != "mine"
    assert (folder / "people.csv").read_text(encoding="utf-8") == ROSTER


def test_people_who_share_a_name_are_columns_by_their_id(folder):
    nw.write_kit(folder)
    head = cells(folder / "answers-baseline.xlsx", "Learned from")[0]
    assert head == [
        "id", "name", "state", "date", "Learned from [p1]", "Learned from [Bo Li]",
        "Learned from [O'Neil, Cy]", "Learned from [p4]",
    ]  # fmt: skip


def test_acquaintance_is_asked_before_and_not_after(folder):
    nw.write_kit(folder)
    sheets = [CalamineWorkbook.from_path(folder / f"answers-{wave}.xlsx").sheet_names
              for wave in ("baseline", "endline")]  # fmt: skip
    assert "Knew" in sheets[0]
    assert "Knew" not in sheets[1]


def test_the_kit_comes_back_filled_in_and_is_read(folder):
    """Ana (p1) learned from Bo; Bo from nobody; Cy knew Ana and agrees; p4 declined."""
    nw.write_kit(folder)
    fill(folder / "answers-baseline.xlsx", {
        "Learned from": {
            (1, "Learned from [Bo Li]"): "cooperation",
            (1, "Learned from [O'Neil, Cy]"): "no interaction",
            (2, "state"): "responded", (4, "state"): "declined",
        },
        "Knew": {(3, "Knew [p1]"): "x"},
        "Statements": {(3, "R1 " + draft_items()[0].statement): "agree"},
    })  # fmt: skip
    fill(folder / "attendance.xlsx", {"Sign-in": {}})
    text = (folder / "cohort.toml").read_text(encoding="utf-8")
    sections = text.split("\n[")
    unfilled = ("answers-endline", '"endline"')
    kept = [part for part in sections if not any(word in part for word in unfilled)]
    (folder / "cohort.toml").write_text("\n[".join(kept), encoding="utf-8")
    net, _ = load_project(read_project(folder / "cohort.toml"))
    learning = net.where(kind="learning").ties
    assert learning[["learner", "learned_from", "weight"]].values.tolist() == [["p1", "p2", 2.0]]
    assert set(net.people.index) == {"p1", "p2", "p3"}
    answered = net.people["responded_learning"]
    assert answered.fillna(value=False).tolist() == [True, True, False]
    knew = net.where(kind="acquaintance").ties[["learner", "learned_from"]].values.tolist()
    assert knew == [["p1", "p3"], ["p3", "p1"]]
    assert net.report.items.loc[("baseline", "p3"), "R1"] == 4


def test_what_stands_behind_the_marks_is_read_once_it_is_filled(folder):
    nw.write_kit(folder)
    (folder / "products.csv").write_text(
        "title,authors,date,doi\nGuide,Bo Li; p1,2027-02-01,\n", encoding="utf-8"
    )
    book = folder / "attendance.xlsx"
    names = [row[:2] for row in cells(book, "Sign-in")]
    names = [[*row, mark] for row, mark in zip(names, ["2027-01-09 Kick-off", "x", "x", "", ""],
                                               strict=True)]  # fmt: skip
    pd.DataFrame(names[1:], columns=names[0]).to_excel(book, index=False, engine="xlsxwriter")
    text = (folder / "cohort.toml").read_text(encoding="utf-8")
    people, later = text.split("\n\n")[1], text[text.index("# [[attendance]]") :]
    later = later[: later.index("\n\n[[survey]]")].replace("# ", "")
    (folder / "cohort.toml").write_text(f"{people}\n{later}", encoding="utf-8")
    net, _ = load_project(read_project(folder / "cohort.toml"))
    assert {kind: len(net.where(kind=kind).ties) for kind in net.kinds.index} == {
        "attendance_peer": 2, "attendance_presenter": 0, "coauthorship": 2,
    }  # fmt: skip


def test_a_sign_in_sheet_without_sessions_says_so(folder):
    nw.write_kit(folder)
    with pytest.raises(errors.NetweaveError, match="session"):
        nw.read_attendance(folder / "attendance.xlsx", person="id", name="name", sessions="others")


@pytest.mark.parametrize(
    ("roster", "match"),
    [
        ("name\nAna\n", "'id'"),
        ("id,name\n,Ana\n", "id in every row"),
        ("id,name\np1,Ana\np1,Bo\n", "more than once"),
    ],
)
def test_a_roster_that_cannot_be_used_says_why(tmp_path, roster, match):
    (tmp_path / "people.csv").write_text(roster, encoding="utf-8")
    with pytest.raises(errors.DataError, match=match):
        nw.write_kit(tmp_path)


def test_names_cannot_break_the_questionnaire_or_the_workbook(tmp_path):
    nw.write_kit(tmp_path)
    (tmp_path / "people.csv").write_text(
        'id,name\n=1+1,"<img src=x> | Bo"\np2,=cmd()\n', encoding="utf-8"
    )
    nw.write_kit(tmp_path)
    text = (tmp_path / "questionnaire-baseline.md").read_text(encoding="utf-8")
    assert "<img" not in text
    assert "\\| Bo" in text
    assert cells(tmp_path / "answers-baseline.xlsx", "Knew")[1][0] == "=1+1"


def test_the_drafts_are_twelve_and_four_are_reversed():
    items = draft_items()
    assert len({item.id for item in items}) == 12
    assert [item.id for item in items if item.reversed] == ["R3", "H3", "O3", "E3"]


def test_only_learning_may_be_the_headline():
    assert [one.kind for one in QUESTIONS if one.headline] == ["learning"]


def test_the_same_roster_gives_the_same_bytes(folder, tmp_path_factory):
    nw.write_kit(folder)
    other = tmp_path_factory.mktemp("other")
    (other / "people.csv").write_text(ROSTER, encoding="utf-8")
    nw.write_kit(other)
    for path in sorted(folder.iterdir()):
        assert path.read_bytes() == (other / path.name).read_bytes(), path.name


def test_names_that_differ_only_in_case_or_accents_are_columns_by_their_id(tmp_path):
    """The library reads "Ana" and "ANA" as one name, and "p4" as an id: these get their ids."""
    roster = "id,name\np1,Ana\np2,ANA\np3,Bo  Li\np4,José\np5,Jose\np6,p4\np7,Cy [x]\np8,\n"
    (tmp_path / "people.csv").write_text(roster, encoding="utf-8")
    nw.write_kit(tmp_path)
    head = cells(tmp_path / "answers-baseline.xlsx", "Learned from")[0][4:]
    named = ["p1", "p2", "Bo  Li", "p4", "p5", "p6", "p7", "p8"]
    assert head == [f"Learned from [{name}]" for name in named]
    net, _ = load_project(read_project(tmp_path / "cohort.toml"))
    assert len(net.people) == 8
