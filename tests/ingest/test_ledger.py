"""The account of every row."""

import pandas as pd
import pytest

import netweave as nw
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
        "files.csv", "records.csv", "unmatched.csv", "unused_aliases.csv", "reports.csv",
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
