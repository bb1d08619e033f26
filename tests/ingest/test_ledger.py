"""The account of every row."""

from zipfile import ZipFile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

import netweave as nw
from netweave import errors
from netweave.ingest import ledgerbook
from netweave.project import load_project, read_project


@pytest.fixture
def report():
    roster = pd.DataFrame({"id": ["p1", "p2"], "name": ["Ana", "Bo"]})
    answers = pd.DataFrame({"who": ["p1", "p1", "=SUM(1)"], "whom": ["Bo", "Bo", "\x1b[31mRed"]})
    works = pd.DataFrame({"who": ["Ana", "Bo", "Zoe"], "work": ["w", "w", "w"]})
    return nw.weave(
        nw.read_people(roster, id="id", name="name"),
        nw.read_survey(answers, wave="w1", learner="who", learned_from="whom"),
        nw.read_authorship(works, person="who", work="work"),
    ).report


def test_files(report):
    assert report.files.to_dict("index") == {
        "people": {"rows": 2, "used": 2, "used_in_part": 0, "merged": 0, "refused": 0},
        "survey": {"rows": 3, "used": 1, "used_in_part": 0, "merged": 1, "refused": 1},
        "authorship": {"rows": 3, "used": 2, "used_in_part": 0, "merged": 0, "refused": 1},
    }
    assert repr(report) == "<Ledger: 3 files, 8 rows: 5 used, 0 used in part, 1 merged, 2 refused>"


def test_every_mention_stands_once(report):
    assert report.records.index.tolist() == list(range(2 + 6 + 3))
    assert report.records["fate"].value_counts().to_dict() == {"used": 6, "refused": 3, "merged": 2}
    assert (report.records["reason"].astype(str) == "").sum() == 6


def test_unmatched_and_reasons(report):
    assert report.unmatched["as_written"].tolist() == ["\x1b[31mRed", "=SUM(1)", "Zoe"]
    assert report.unmatched["lines"].tolist() == ["3", "3", "3"]
    assert report.reasons.to_dict() == {"no such person in the roster": 3, "same answer twice": 2}


def test_text_is_plain_and_formulas_are_harmless(report, tmp_path):
    assert not any("\x1b" in line for line in report.summary())
    files = report.to_csv(tmp_path / "out")
    assert [path.name for path in files] == [
        "files.csv", "records.csv", "unmatched.csv", "unused_aliases.csv", "merges.csv",
        "reports.csv",
    ]  # fmt: skip
    records = pd.read_csv(tmp_path / "out" / "records.csv")
    assert len(records) == 11
    assert "'=SUM(1)" in records["value"].tolist()
    assert "=SUM(1)" not in records["value"].tolist()
    assert "\x1b" not in (tmp_path / "out" / "records.csv").read_text(encoding="utf-8")


def test_affiliations_are_those_that_were_woven(tmp_path, recwarn):
    """The project reads every file once; what an alias settles is settled in both, and once."""
    (tmp_path / "people.csv").write_text("id,name\np1,Ana\np2,Bo\n", encoding="utf-8")
    (tmp_path / "works.csv").write_text("who,work\nAna,w\nBob,w\nZoe,w\n", encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("as_written,person\nBob,p2\n", encoding="utf-8")
    path = tmp_path / "cohort.toml"
    path.write_text(
        '[people]\nfile = "people.csv"\nid = "id"\nname = "name"\n[aliases]\n'
        'file = "aliases.csv"\n[[authorship]]\nfile = "works.csv"\nperson = "who"\n'
        'work = "work"\n',
        encoding="utf-8",
    )
    net, works = load_project(read_project(path))
    assert works is net.report.affiliations
    assert works.events_per_person.to_dict() == {"p1": 1, "p2": 1}
    assert works.events["size"].tolist() == [3.0]
    assert not recwarn.list


def test_a_survey_alone_has_no_affiliations():
    answers = pd.DataFrame({"who": ["p1"], "whom": [None]})
    survey = nw.read_survey(answers, wave="w1", learner="who", learned_from="whom")
    people = nw.read_people(pd.DataFrame({"id": ["p1"]}), id="id")
    assert nw.weave(people, survey).report.affiliations is None


def sheets(path):
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_holds_every_account(report, tmp_path):
    path = report.to_excel(tmp_path / "ledger.xlsx")
    found = sheets(path)
    assert list(found) == [
        "README", "files", "reasons", "unmatched", "refused", "merged", "read as",
        "unused aliases", "reading", "reports",
    ]  # fmt: skip
    assert found["files"][2] == ["survey", 3, 1, 0, 1, 1]
    assert found["reasons"][1:] == [["no such person in the roster", 3], ["same answer twice", 2]]
    assert found["unmatched"][2] == ["=SUM(1)", "survey", "no such person in the roster", 1, "3"]
    assert found["refused"][1][1:] == [
        "survey", 3, "respondent", "=SUM(1)", "no such person in the roster",
    ]  # fmt: skip
    assert [row[4] for row in found["merged"][1:]] == ["p1", "Bo"]
    assert found["reading"][1][1] == "a DataFrame; lines count its rows from 1"
    readme = {row[0]: row[1:] for row in found["README"]}
    assert readme["read"][:1] == [8]
    assert [readme[name][0] for name in ("used", "used in part", "merged", "refused")][:2] == [5, 0]
    assert readme["reports"][0] == 1


def test_no_cell_of_the_workbook_is_a_formula_and_the_bytes_are_the_same(report, tmp_path):
    paths = [report.to_excel(tmp_path / name) for name in ("a.xlsx", "b.xlsx")]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with ZipFile(paths[0]) as book:
        texts = [book.read(name).decode("utf-8") for name in book.namelist()]
    assert not any("<f>" in text or "<hyperlink" in text or "\x1b" in text for text in texts)
    assert any("=SUM(1)" in text for text in texts)


def test_a_sheet_that_is_too_long_says_that_it_is_cut(report, tmp_path):
    """Of the three rows refused two fit under the header, if the last one says so."""
    found = sheets(ledgerbook.write(report, tmp_path / "ledger.xlsx", most=3))
    assert len(found["refused"]) == 3
    assert found["refused"][2][0] == (
        "cut here: 2 further rows are not in this sheet; net.report.to_csv writes all"
    )
    readme = {row[0]: row[2] for row in found["README"]}
    assert readme["refused"].endswith("The sheet is cut: 2 rows are beyond the 3 that it can hold.")
    assert len(found["merged"]) == 3
    assert "cut" not in readme["reports"]


def test_where_a_workbook_can_be_written(report, tmp_path):
    with pytest.raises(errors.ArgumentError, match=r"path must end in .xlsx, got 'ledger.csv'"):
        report.to_excel("ledger.csv")
    with pytest.raises(errors.ArgumentError, match="folder that does not exist"):
        report.to_excel(tmp_path / "nowhere" / "ledger.xlsx")


def test_answers_that_could_not_be_used_and_what_becomes_of_their_people():
    """p1 loses one of three answers; p2 loses the only one, and counts as not having answered."""
    roster = pd.DataFrame({"id": ["p1", "p2", "p3", "p4"]})
    rows = [("p1", "p2"), ("p1", "p3"), ("p1", "Zoe"), ("p2", "Zoe")]
    answers = pd.DataFrame(rows, columns=["who", "whom"])
    said = []
    for table in (answers, answers[:3], answers[3:], answers[:2]):
        survey = nw.read_survey(table, wave="w1", learner="who", learned_from="whom")
        said.append(nw.weave(nw.read_people(roster, id="id"), survey).report.unusable_in_words())
    half = "more than half of what they said was lost, so they count as not having answered."
    assert said == [
        "2 answers of 2 people named somebody and could not be used; whom they meant counts as "
        f"not named, but for 1 of the people: {half}",
        "1 answer of 1 person named somebody and could not be used; whom they meant counts as not "
        "named.",
        f"1 answer of 1 person named somebody and could not be used; {half}",
        "",
    ]


def test_the_table_of_records_waits_until_it_is_asked_for(report):
    assert report.files["rows"].sum() == 8
    assert report.reasons.sum() == 5
    assert "records" not in vars(report)
    assert len(report.records) == 11
    assert report.refused.index.tolist() == [6, 7, 10]
    pd.testing.assert_frame_equal(report.refused, report.records.loc[[6, 7, 10]])
