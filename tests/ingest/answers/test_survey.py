"""Answers in every form that survey tools write."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave.coverage import coverage_of
from netweave.scales import Scale

FILES = Path(__file__).parents[1] / "files"

ANSWERS = pd.DataFrame({
    "who": ["a", "a", "b", "c", "d", "e", "f"],
    "whom": ["b", "c", "a", None, "a", None, "a"],
    "how": ["Coalition", "0", "friend", "", "", "", "2"],
    "state": ["Complete", "", "complete", "complete", "invited", "declined", "on leave"],
})
TIE = {"wave": "w1", "learner": "who", "learned_from": "whom"}


def reasons(source):
    return [str(reason) for reason in source.mentions.fates.reason_column()]


def test_answers():
    survey = nw.read_survey(ANSWERS, level="how", scale="FREY_LCS", threshold="cooperation", **TIE)
    np.testing.assert_array_equal(
        survey.answers["weight"], [4, 0, np.nan, np.nan, np.nan, np.nan, 2]
    )
    assert survey.threshold == 2.0
    assert survey.mentions.mention.tolist() == [
        "respondent", "named", "respondent", "named", "respondent", "named", "respondent",
        "respondent", "named", "respondent", "respondent", "named",
    ]  # fmt: skip
    assert [reason for reason in reasons(survey) if reason] == [
        "level 'friend' is not on the scale FREY_LCS",
        "level is missing",
    ]
    assert survey.answers["at_named"].tolist() == [1, 3, 5, -1, 8, -1, 11]


def test_states():
    survey = nw.read_survey(ANSWERS, state="state", states={"On leave": "not_eligible"}, **TIE)
    assert survey.answers["state"].tolist() == [
        "responded", "responded", "responded", "responded", "invited", "declined", "not_eligible",
    ]  # fmt: skip
    assert sum(reason.startswith("names somebody although") for reason in reasons(survey)) == 2
    survey = nw.read_survey(ANSWERS, state="state", **TIE)
    assert reasons(survey)[-2:] == ["unknown state 'on leave'"] * 2
    with pytest.raises(errors.ArgumentError, match="states must be one of"):
        nw.read_survey(ANSWERS, state="state", states={"x": "maybe"}, **TIE)


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"learner": "who"},
        {"respondent": "who", "named": "whom"},
        {"respondent": "who", "direction": "taught"},
        {"learner": "who", "named": "whom", "direction": "taught"},
    ],
)
def test_without_a_direction_it_is_refused(columns):
    with pytest.raises(errors.RefusalError, match="E-DIR") as caught:
        nw.read_survey(ANSWERS, wave="w1", **columns)
    assert caught.value.code == "E-DIR"


def test_levels_need_a_scale_by_name():
    for asked in (
        {"level": "how"},
        {"threshold": "cooperation"},
        {"level": "how", "scale": "mine"},
    ):
        with pytest.raises(errors.RefusalError, match="E-SCALE"):
            nw.read_survey(ANSWERS, **TIE, **asked)
    with pytest.raises(errors.ArgumentError, match="named in the words of FREY_LCS"):
        nw.read_survey(ANSWERS, level="how", scale="FREY_LCS", threshold="2", **TIE)
    with pytest.raises(errors.ArgumentError, match="needs level="):
        nw.read_survey(ANSWERS, scale="FREY_LCS", **TIE)
    own = Scale("own", ("coalition", "friend"))
    assert (
        nw.read_survey(ANSWERS, level="how", scale=own, **TIE).answers["weight"].tolist()[2] == 2.0
    )


def test_negative_levels_name_their_lines():
    answers = ANSWERS.assign(how=["-1", "0", "-2", "", "", "", "2"])
    with pytest.raises(
        errors.DataError, match=r"survey\['how'\] must not be negative; 2 rows.*lines 1, 3"
    ):
        nw.read_survey(answers, level="how", scale="FREY_LCS", **TIE)


def test_other_arguments():
    with pytest.raises(errors.ArgumentError, match="already say the direction"):
        nw.read_survey(ANSWERS, direction="taught", **TIE)
    with pytest.raises(errors.ArgumentError, match="direction must be one of"):
        nw.read_survey(ANSWERS, wave="w1", respondent="who", named="whom", direction="up")
    with pytest.raises(errors.ArgumentError, match="kind must not be one of"):
        nw.read_survey(ANSWERS, kind="coauthorship", **TIE)
    with pytest.raises(errors.ArgumentError, match="wave must be a name"):
        nw.read_survey(ANSWERS, wave="", learner="who", learned_from="whom")
    with pytest.raises(errors.DataError, match=r"3 mention\(s\).*lines 5, 7 "):
        nw.read_survey(ANSWERS, state="state", on_bad="raise", **TIE)
    survey = nw.read_survey(ANSWERS, wave="w1", respondent="who", named="whom", direction="mutual")
    assert repr(survey) == (
        "<Survey survey: learning (mutual), wave w1, 7 rows, 6 respondents, 0 mentions refused>"
    )


def test_dates_of_answers():
    answers = ANSWERS.assign(time=["2022-01-05", "soon", "", "", "", "", ""])
    survey = nw.read_survey(answers, time="time", **TIE)
    assert reasons(survey)[2:4] == ["date does not parse"] * 2
    assert survey.answers["time"].notna().sum() == 1


# --- the layouts of survey tools ----------------------------------------------------------------


@pytest.fixture(scope="module")
def people():
    roster = pd.DataFrame({
        "id": ["p1", "p2", "p3", "p4"],
        "name": ["Ana Ruiz", "Bo Li", "Cy Oh", "Di Fox"],
    })
    return nw.read_people(roster, id="id", name="name")


def ties(net):
    """Give the ties as {(learner, learned_from): weight}, mutual ones in both directions."""
    told = net.ties.astype({"learner": "str", "learned_from": "str"})
    return {(row.learner, row.learned_from): row.weight for row in told.itertuples()}


def answered(net):
    return [str(person) for person in net.people.index[net.people["responded"].fillna(value=False)]]


QUALTRICS = {"wave": "w1", "respondent": "ExternalReference"}


def test_a_matrix_of_levels(people):
    survey = nw.read_survey(
        FILES / "qualtrics.csv", named="Q2", direction="learned_from", scale="FREY_LCS",
        impossible="Not applicable", **QUALTRICS,
    )  # fmt: skip
    assert survey.form == "matrix"
    assert survey.offered == ("Ana Ruiz", "Bo Li", "Cy Oh")
    assert "1 cell holds a code for a tie that cannot be" in survey.note
    blank = survey.answers[survey.answers["unasked"]]
    assert blank[["respondent", "named"]].to_numpy().tolist() == [
        ["p1", "Ana Ruiz"], ["p2", "Bo Li"], ["p2", "Cy Oh"], ["p4", "Ana Ruiz"],
    ]  # fmt: skip
    assert blank["weight"].isna().all()
    assert (blank["at_named"] == -1).all()
    net = nw.weave(people, survey)
    assert ties(net) == {("p1", "p2"): 4, ("p2", "p1"): 1, ("p4", "p2"): 2, ("p4", "p3"): 1}
    assert answered(net) == ["p1", "p2", "p4"]  # all of p3's cells are blank
    assert net.report.files.loc["qualtrics.csv", ["rows", "used", "refused"]].tolist() == [5, 4, 1]
    aside = net.report.refused
    assert aside["line"].tolist() == [4]  # the preview
    assert aside["reason"].astype(str).tolist() == ["preview of the survey, no answer"]
    mentions = net.report.records[net.report.records["file"] == "qualtrics.csv"]
    counts = mentions["mention"].astype(str).value_counts().to_dict()
    assert counts == {"respondent": 4, "named": 5, "row": 1}


def test_blank_cells_as_no_tie():
    survey = nw.read_survey(
        FILES / "qualtrics.csv", named="Q2", direction="learned_from", scale="FREY_LCS",
        missing=["not applicable"], blank="no tie", **QUALTRICS,
    )  # fmt: skip
    unasked = survey.answers[survey.answers["unasked"]]
    assert unasked[["respondent", "named"]].to_numpy().tolist() == [["p4", "Ana Ruiz"]]


def test_a_matrix_by_the_text_of_its_question():
    by_text = {
        text: nw.read_survey(
            FILES / "qualtrics.csv", named=text, direction="learned_from", scale="FREY_LCS",
            missing="Not applicable", **QUALTRICS,
        ).answers
        for text in ("Q2", "How do you work with each of these people?", "How do you work with ea")
    }  # fmt: skip
    for answers in by_text.values():
        pd.testing.assert_frame_equal(answers, by_text["Q2"])
    with pytest.raises(errors.DataError, match="has 2 questions that 'How do you work' fits"):
        nw.read_survey(FILES / "qualtrics.csv", named="How do you work", direction="mutual",
                       scale="FREY_LCS", **QUALTRICS)  # fmt: skip


def test_a_matrix_of_marks(people):
    options = {"named": "Q3", "kind": "know", "direction": "mutual", **QUALTRICS}
    survey = nw.read_survey(FILES / "qualtrics.csv", **options)
    assert "not read: Q3_4_TEXT" in survey.note
    net = nw.weave(people, survey)
    both = {("p1", "p2"), ("p1", "p4"), ("p3", "p4")}
    assert set(ties(net)) == both | {(other, one) for one, other in both}
    assert answered(net) == ["p1", "p4"]
    assert "2 rows without any answer to Q3: not answered" in survey.note
    finished = nw.read_survey(FILES / "qualtrics.csv", state="Finished", **options)
    assert answered(nw.weave(people, finished)) == ["p1", "p2", "p4"]  # p2 named nobody
    silent = nw.read_survey(FILES / "qualtrics.csv", silent="named nobody", **options)
    assert answered(nw.weave(people, silent)) == ["p1", "p2", "p3", "p4"]


def test_boxes_for_names_have_a_cap(people):
    survey = nw.read_survey(
        FILES / "qualtrics.csv", named=["Q4_1", "Q4_2"], level=["Q5_1", "Q5_2"],
        direction="learned_from", scale="FREY_LCS", **QUALTRICS,
    )  # fmt: skip
    assert (survey.form, survey.most_names) == ("generator", 2)
    net = nw.weave(people, survey)
    assert ties(net) == {("p1", "p2"): 1, ("p1", "p3"): 4, ("p2", "p1"): 2, ("p4", "p2"): 1}
    assert net.report.unmatched["as_written"].tolist() == ["Zoe"]
    assert [str(note) for note in net.notes if note.code == "W08"]
    stem = nw.read_survey(
        FILES / "qualtrics.csv", named="Q4", level="Q5", form="generator", most_names=7,
        direction="learned_from", scale="FREY_LCS", **QUALTRICS,
    )  # fmt: skip
    pd.testing.assert_frame_equal(stem.answers, survey.answers)
    assert stem.most_names == 7


def test_the_older_generation_of_qualtrics(people):
    survey = nw.read_survey(
        FILES / "qualtrics_legacy.csv", wave="w1", learner="ExternalDataReference",
        learned_from="Q1",
    )  # fmt: skip
    assert survey.offered == ("Ana Ruiz", "Bo Li", "Cy Oh")
    net = nw.weave(people, survey)
    assert set(ties(net)) == {("p1", "p2"), ("p2", "p1"), ("p2", "p3")}


@pytest.mark.parametrize(
    ("name", "column"), [("sample.csv", "ExternalReference"), ("sample_legacy.csv", "V99")]
)
def test_real_files_of_qualtrics(reference, name, column):
    path = reference / "messy" / "survey_qualtrics" / name
    options = {"wave": "w1", "learned_from": "Q2"}
    survey = nw.read_survey(path, learner="Finished", **options)
    assert survey.answers["named"].tolist() == ["Hello World!"]
    assert survey.mentions.line.tolist() == [4 if name == "sample.csv" else 3] * 2
    assert "a Qualtrics export" in survey.note
    if column == "V99":
        with pytest.raises(errors.DataError, match="lacks the column 'V99'"):
            nw.read_survey(path, learner=column, **options)


def test_surveymonkey(people):
    options = {"wave": "w1", "learner": "What is your name?"}
    survey = nw.read_survey(
        FILES / "surveymonkey.csv", learned_from="Whom did you learn from this month?", **options
    )
    assert survey.offered == ("Ana Ruiz", "Bo Li", "Cy Oh", "Other (please specify)")
    net = nw.weave(people, survey)
    assert set(ties(net)) == {("p1", "p2"), ("p2", "p1"), ("p2", "p3")}
    assert answered(net) == ["p1", "p2"]
    survey = nw.read_survey(
        FILES / "surveymonkey.csv", learned_from="How do you work with each person?",
        scale="FREY_LCS", **options,
    )  # fmt: skip
    assert ties(nw.weave(people, survey)) == {("p1", "p2"): 4, ("p2", "p1"): 1}
    survey = nw.read_survey(
        FILES / "surveymonkey_condensed.csv", learned_from="Whom did you learn from most?",
        **options,
    )  # fmt: skip
    assert (survey.form, set(ties(nw.weave(people, survey)))) == ("long", {("p1", "p2")})


def test_google_forms(people):
    people = nw.read_people(
        people.frame.reset_index().assign(mail=["ana@lab.example", "bo@lab.example",
                                                "cy@lab.example", None]),
        id="person", name="name", aliases="mail",
    )  # fmt: skip
    options = {"wave": "w1", "learner": "Email Address"}
    boxes = {"learned_from": "Whom did you learn from?", "form": "checkbox", "separator": ", "}
    survey = nw.read_survey(
        FILES / "google_forms.csv", choices=["Li, Bo", "Oh, Cy", "Ruiz, Ana"], **boxes, **options
    )
    net = nw.weave(people, survey)
    assert set(ties(net)) == {("p1", "p2"), ("p1", "p3"), ("p2", "p1")}
    assert net.report.unmatched["as_written"].tolist() == ["Maya from finance"]
    with pytest.raises(errors.ArgumentError, match="choices must list the names"):
        nw.read_survey(FILES / "google_forms.csv", **boxes, **options)
    grid = nw.read_survey(
        FILES / "google_forms.csv", learned_from="How do you work with each person?",
        scale="FREY_LCS", **options,
    )  # fmt: skip
    assert grid.offered == ("Ana Ruiz", "Bo Li", "Cy Oh")
    assert ties(nw.weave(people, grid)) == {("p1", "p2"): 4, ("p1", "p3"): 1, ("p2", "p1"): 2}


def test_checkboxes_separated_by_semicolons(people):
    survey = nw.read_survey(
        FILES / "microsoft_forms.csv", wave="w1", learner="Name",
        learned_from="Whom did you learn from?", form="checkbox",
    )  # fmt: skip
    net = nw.weave(people, survey)
    assert set(ties(net)) == {("p1", "p2"), ("p1", "p3")}
    assert answered(net) == ["p1"]
    offered = nw.read_survey(
        FILES / "microsoft_forms.csv", wave="w1", learner="Name",
        learned_from="Whom did you learn from?", form="checkbox", choices=people,
    )  # fmt: skip
    assert offered.answers["named"].dropna().tolist() == ["Bo Li", "Cy Oh"]


def test_whoever_had_no_column_was_not_asked_about(people):
    survey = nw.read_survey(
        FILES / "qualtrics_legacy.csv", wave="w1", learner="ExternalDataReference",
        learned_from="Q1",
    )  # fmt: skip
    net = nw.weave(people, survey)  # p1 and p2 answered; nobody could name p4
    unasked = net.unasked.astype({"learner": "str", "learned_from": "str"})
    pairs = unasked[["learner", "learned_from", "side"]].to_numpy().tolist()
    assert pairs == [["p1", "p4", "learner"], ["p2", "p4", "learner"]]
    found = coverage_of(net, "learning")
    assert (found.both, found.one, found.none) == (1, 2, 3)  # of p3 either answered, not p3


def test_several_questions_of_one_export(people):
    learning = nw.read_survey(FILES / "qualtrics.csv", named="Q2", direction="learned_from",
                              scale="FREY_LCS", missing="not applicable", **QUALTRICS)  # fmt: skip
    know = nw.read_survey(FILES / "qualtrics.csv", named="Q3", kind="know", direction="mutual",
                          **QUALTRICS)  # fmt: skip
    net = nw.weave(people, learning, know)
    assert net.ties["kind"].value_counts().to_dict() == {"learning": 4, "know": 6}
    assert net.report.files["rows"].tolist() == [4, 5, 5]
    # the aliases of a file hold for every question of it
    boxes = nw.read_survey(FILES / "qualtrics.csv", named="Q4", kind="boxes", form="generator",
                           direction="mutual", **QUALTRICS)  # fmt: skip
    aliases = {"as_written": ["Zoe"], "person": ["p1"], "source": ["qualtrics.csv"]}
    net = nw.weave(people, learning, boxes, aliases=pd.DataFrame(aliases))
    assert not len(net.report.unmatched)


def test_columns_about_the_device_are_carried_nowhere(people):
    path = FILES / "qualtrics.csv"
    with pytest.raises(errors.ArgumentError, match="keep must not name 'IPAddress' of qualtrics"):
        nw.read_people(path, id="ExternalReference", keep=["IPAddress", "Q2_1"])
    kept = nw.read_people(path, id="ExternalReference", keep="Q2_1")
    survey = nw.read_survey(path, named="Q2", direction="learned_from", scale="FREY_LCS",
                            missing="Not applicable", **QUALTRICS)  # fmt: skip
    net = nw.weave(kept, survey)
    tables = [net.people.reset_index(), net.ties, net.report.records, net.report.reports]
    written = " ".join(table.to_csv() for table in tables)
    assert "203.0.113" not in written
    assert "lab.example" not in written
    by_mail = nw.read_survey(path, wave="w1", learner="RecipientEmail", learned_from="Q3")
    assert by_mail.answers["respondent"].iloc[0] == "ana@lab.example"


# --- what cells mean ----------------------------------------------------------------------------


def test_codes_in_the_other_forms(people):
    answers = pd.DataFrame({
        "id": ["p1", "p1", "p2", "p3"],
        "whom": ["Bo Li", "Cy Oh", "prefer not to say", None],
        "level": ["99", "2", None, None],
    })
    survey = nw.read_survey(
        answers, wave="w1", learner="id", learned_from="whom", level="level", scale="FREY_LCS",
        missing=[99, "Prefer not to say"],
    )  # fmt: skip
    assert survey.answers["unasked"].tolist() == [True, False, False, False]
    net = nw.weave(people, survey)
    assert ties(net) == {("p1", "p3"): 2}
    assert answered(net) == ["p1", "p3"]  # p2 gave no answer, p3 named nobody
    assert net.report.files.loc["survey"].tolist() == [4, 4, 0, 0, 0]


# --- whatever the cells hold --------------------------------------------------------------------

WORDS = st.sampled_from([
    "", "Ana Ruiz", "bo li", "Ana Ruiz;Bo Li", "Oh, Cy, Bo Li", "x", "1", "0", "3", "no", "99",
    "p4", "Coalition", "-1", "Zoe", "Networking", None,
])  # fmt: skip
CELL = st.one_of(WORDS, WORDS, st.text(max_size=3), st.integers(-1, 7), st.floats())
HEADER = ["id", "state", "Q2_1", "Q2_2", "Q2_3"]
WAYS = [
    {"named": "Q2"},
    {"named": "Q2", "scale": "FREY_LCS", "missing": 99, "impossible": "x"},
    {"named": "Q2", "blank": "missing"},
    {"named": ["Q2_1", "Q2_2"], "level": ["Q2_3", "Q2_3"], "scale": "FREY_LCS"},
    {"named": ["Q2_1", "Q2_2"], "form": "generator", "level": ["Q2_3", "state"],
     "scale": "FREY_LCS"},
    {"named": "Q2", "form": "generator", "missing": "Zoe"},
    {"named": "Q2_1", "form": "checkbox"},
    {"named": "Q2_1", "form": "checkbox", "separator": ", ", "choices": ["Oh, Cy", "Bo Li"]},
    {"named": "Q2_1", "level": "Q2_2", "scale": "FREY_LCS", "missing": [99]},
    {"named": "Q2", "state": "state", "silent": "named nobody"},
]  # fmt: skip


@given(
    rows=st.lists(st.tuples(st.sampled_from(["p1", "Bo Li", "p3", "p4", "", "p1"]),
                            st.sampled_from(["", "responded", "invited", "declined", "?"]),
                            CELL, CELL, CELL), max_size=7),
    way=st.sampled_from(WAYS),
    direction=st.sampled_from(["learned_from", "taught", "mutual"]),
)  # fmt: skip
def test_every_row_of_every_form_is_accounted_for(people, rows, way, direction):
    table = pd.DataFrame(rows, columns=HEADER, dtype="object")
    try:
        survey = nw.read_survey(table, wave="w1", respondent="id", direction=direction, **way)
    except errors.NetweaveError as fault:
        assert str(fault)
        return
    answers, mentions = survey.answers, survey.mentions
    assert mentions.rows == len(table)
    parts = mentions.mention.astype(str)
    assert (parts == "respondent").sum() == len(table)
    named = answers["at_named"].to_numpy()
    assert sorted(named[named >= 0]) == np.flatnonzero(parts == "named").tolist()
    assert mentions.value[named[named >= 0]].tolist() == answers["named"][named >= 0].tolist()
    assert sorted(set(answers["at_respondent"])) == np.flatnonzero(parts == "respondent").tolist()
    assert answers.loc[answers["unasked"], "weight"].isna().all()
    assert not (answers["unasked"] & (answers["at_named"] >= 0)).any()
    net = nw.weave(people, survey)
    files = net.report.files.loc["survey"]
    assert files["rows"] == len(table) == files.drop("rows").sum()
    if direction == "learned_from":
        unasked = answers[answers["unasked"]]
        assert len(unasked) == 0 or way.get("scale") or way.get("blank")


def test_to_know_somebody_is_no_headline_unless_it_is_said():
    table = pd.DataFrame({"who": ["ana"], "knew": ["ben"]})
    roles = {"wave": "start", "learner": "who", "learned_from": "knew"}
    assert not nw.read_survey(table, kind="acquaintance", **roles).headline
    assert nw.read_survey(table, kind="acquaintance", headline=True, **roles).headline
    assert nw.read_survey(table, **roles).headline
