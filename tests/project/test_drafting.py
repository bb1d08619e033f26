"""Drafting a project file: what a table is taken for, and what is written of it."""

import tomllib
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.ingest.tables.reading import read_table
from netweave.ingest.who.people import read_people
from netweave.project.drafting import draft_project, writing
from netweave.project.drafting.answers import answers_in
from netweave.project.drafting.drafts import Draft, Leaf
from netweave.project.drafting.folk import Folk
from netweave.project.drafting.questions import UNSAID, scale_of, sense_of
from netweave.project.drafting.rosters import roster_in
from netweave.project.drafting.sessions import log_in, sign_in
from netweave.project.drafting.trying import tried
from netweave.project.drafting.waves import in_order, label_of, with_waves
from netweave.project.drafting.works import works_in

PEOPLE = pd.DataFrame({"id": ["p1", "p2", "p3"], "name": ["Ana Ruiz", "Bo Li", "Cy Oh"],
                       "mail": ["ana@x.example", "bo@x.example", "cy@x.example"]})  # fmt: skip
FOLK = Folk.of(read_people(PEOPLE, id="id", name="name", aliases="mail"))


def leaf(frame, file="table.csv"):
    """Give a table as it lies in a folder."""
    return Leaf(file, "", read_table(pd.DataFrame(frame, dtype="str"), name=file))


def survey(wave, days):
    """Give the section of a survey that was answered on some days."""
    frame = {"who": ["p1"] * len(days), "whom": ["p2"] * len(days), "when": days}
    settings = {"wave": wave, "respondent": "who", "named": "whom", "time": "when"}
    return Draft("survey", leaf(frame), "", settings)


@given(st.recursive(st.text() | st.integers() | st.booleans() | st.dates().map(str),
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(), inner, max_size=3)))  # fmt: skip
def test_what_is_written_as_toml_is_read_again(value):
    assert tomllib.loads(f"key = {writing.as_toml(value)}\n")["key"] == value


@given(st.text())
def test_a_remark_never_ends_before_its_line(text):
    assert tomllib.loads("\n".join(writing.remark(text))) == {}


@pytest.mark.parametrize(
    ("question", "direction", "kind"),
    [
        ("From whom have you learned something that you used?", "learned_from", "learning"),
        ("Who has learned something from you?", "taught", "learning"),
        ("Who taught you something useful?", "learned_from", "learning"),
        ("Whom did you ask for help?", "learned_from", "learning"),
        ("Whom did you help?", "taught", "learning"),
        ("With whom do you collaborate?", "mutual", "collaboration"),
        ("Whom did you know before?", "mutual", "acquaintance"),
    ],
)
def test_the_words_of_a_question_say_what_naming_means(question, direction, kind):
    found = sense_of(question)
    assert found[:2] == (direction, kind)
    assert "the question says" in found[2]
    assert sense_of("Q7")[2] == UNSAID


def test_a_scale_is_known_by_its_words_and_never_by_numbers():
    assert scale_of(["Weekly", "monthly", "never", "hardly ever"]) == "FREQUENCY6"
    assert scale_of(["cooperating", "cooperating"]) in {"EDFIRST3", "HIMMELMAN4"}
    assert scale_of(["red", "green"]) is None
    assert scale_of([]) is None


@pytest.mark.parametrize(
    ("called", "label"),
    [
        ("survey_pre.xlsx", "pre"), ("Network survey - T1.csv", "T1"), ("2023 answers.csv", "2023"),
        ("advice.csv", "advice"), ("export.csv", "export"), ("a.xlsx, sheet 'endline'", "endline"),
    ],
)  # fmt: skip
def test_the_wave_is_in_the_name_of_the_file(called, label):
    assert label_of(called) == label


def test_files_that_would_share_a_wave_by_chance_keep_their_names():
    drafts = [Draft("survey", Leaf(name), "") for name in ("answers a.csv", "answers b.csv")]
    assert [one.settings["wave"] for one in with_waves(drafts)] == ["a", "b"]
    both = [Draft("survey", Leaf(name), "") for name in ("learning_post.csv", "matrix_post.csv")]
    assert [one.settings["wave"] for one in with_waves(both)] == ["post", "post"]


def test_waves_stand_in_the_order_of_their_answers_else_of_their_names():
    late, early = survey("A", ["2023-05-02"]), survey("Z", ["2021-03-01", "2021-03-09"])
    labels, spans = in_order([late, early])
    assert labels == ["Z", "A"]
    assert spans["Z"] == (date(2021, 3, 1), date(2021, 3, 9))
    named = [
        Draft("survey", leaf({"a": ["1"]}), "", {"wave": wave}) for wave in ("after", "before")
    ]
    assert in_order(named) == (["before", "after"], {})


def test_the_list_with_most_known_columns_is_the_roster():
    roster = leaf(PEOPLE.assign(school=["N", "N", "S"], role="teacher"), "list.csv")
    short = leaf({"name": ["Ana Ruiz", "Bo Li"], "id": ["p1", "p2"]}, "some.csv")
    found, others = roster_in([short, roster])
    assert found.leaf is roster
    assert found.settings == {"id": "id", "name": "name", "email": "mail", "role": "role",
                              "organization": "school"}  # fmt: skip
    assert [one.leaf for one in others] == [short]
    assert roster_in([leaf({"x": ["1"], "y": ["2"]})]) == (None, [])


def test_people_without_ids_are_known_by_what_nobody_shares():
    frame = {"Name": ["Ana", "Ana"], "Email": ["a@x", "b@x"], "Staff": ["maybe", "perhaps"]}
    found, _ = roster_in([leaf(frame)])
    assert found.settings == {"id": "Email", "name": "Name", "email": "Email"}
    assert "id" in found.guesses


def test_a_sheet_with_marks_is_a_sign_in_sheet_and_one_with_events_a_log():
    sheet = sign_in(leaf({"Name": ["Ana Ruiz", "Bo Li"], "Jan 9": ["x", ""], "Feb 9": ["", "x"]}),
                    FOLK)  # fmt: skip
    assert sheet.settings == {"name": "Name", "sessions": ["Jan 9", "Feb 9"]}
    rows = {"Event": ["a", "a"], "Name": ["Ana Ruiz", "Bo Li"], "Hours": ["1", "1"]}
    log = log_in(leaf(rows), FOLK)
    assert log.settings == {"name": "Name", "event": "Event"}
    assert log.later == {"duration": "Hours", "reference_hours": 2}
    assert log_in(leaf({"Event": ["a"], "Name": ["Nobody known"]}), FOLK) is None


def test_works_in_a_table_have_a_title_and_authors():
    wide = works_in(leaf({"Title": ["A", "B"], "Authors": ["x; y", "z"], "Year": ["2022", "2023"]}))
    assert wide.settings == {"work": "Title", "authors": "Authors", "time": "Year"}
    long = works_in(leaf({"title": ["A", "A"], "author": ["x", "y"]}))
    assert long.settings == {"work": "title", "person": "author"}
    assert works_in(leaf({"Title": ["Dr"], "Name": ["x"]})) is None


def test_boxes_with_levels_and_keys_of_the_same_person():
    """The name beside the address of who answers is not somebody named."""
    frame = {
        "address": ["ana@x.example", "bo@x.example"], "by": ["Ana Ruiz", "Bo Li"],
        "n1": ["Bo Li", "Cy Oh"], "l1": ["weekly", "daily"],
        "n2": ["Cy Oh", ""], "l2": ["monthly", ""],
    }  # fmt: skip
    (draft,) = answers_in(leaf(frame), FOLK)
    assert draft.settings["respondent"] == "address"
    assert draft.settings["named"] == ["n1", "n2"]
    assert draft.settings["level"] == ["l1", "l2"]
    assert draft.settings["scale"] == "FREQUENCY6"
    assert draft.later == {"threshold": "quarterly"}
    assert answers_in(leaf({"id": ["p1"], "cost": ["3"]}), FOLK) == []


def test_a_matrix_is_read_as_a_whole_with_words_that_are_no_answer():
    frame = {
        "email": ["ana@x.example", "bo@x.example"],
        "Work with? [Ana Ruiz]": ["", "weekly"],
        "Work with? [Bo Li]": ["daily", ""],
        "Work with? [Di Roy]": ["N/A", "monthly"],
    }
    (draft,) = answers_in(leaf(frame), FOLK)
    assert draft.settings["named"] == "Work with?"
    assert draft.settings["missing"] == ["N/A"]
    assert (draft.settings["form"], draft.settings["kind"]) == ("matrix", "collaboration")


def test_nothing_is_written_while_drafting(tmp_path):
    PEOPLE.assign(school="N").to_csv(tmp_path / "people.csv", index=False)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    drafted = draft_project(tmp_path)
    assert drafted.used == ("people.csv: a list of people",)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_why_a_section_cannot_be_read_begins_with_the_file_and_has_no_code(tmp_path):
    (tmp_path / "matrix.csv").write_text("who,Ana,Cy\np1,often,7 or so\n", encoding="utf-8")
    settings = {"wave": "t1", "respondent": "who", "named": ["Ana", "Cy"], "form": "matrix",
                "direction": "learned_from", "kind": "learning"}  # fmt: skip
    draft, source = tried(Draft("survey", Leaf("matrix.csv"), "", settings), tmp_path, None)
    assert source is None
    assert draft.fault.startswith("matrix.csv[")
    assert "name their scale" in draft.fault
