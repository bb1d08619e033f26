"""Who says what of whom: the places of mentions, the states of rows, and what is noted."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.tables.reading import Table, read_table

GRID = pd.DataFrame({"id": ["p1", "p2"], "Q_1": ["2", ""], "Q_2": ["", ""], "Finished": ["1", "0"]})
LABELS = {"Q_1": "Work? - Ana", "Q_2": "Work? - Bo"}


def export(frame=GRID, tool="qualtrics"):
    read = read_table(frame, name="export")
    return Table(read.frame, "export", read.lines, labels=LABELS, tool=tool)


def read(source=None, **options):
    given = {"wave": "w1", "learner": "id", "learned_from": "Q", "scale": "FREY_LCS"}
    return nw.read_survey(export() if source is None else source, **{**given, **options})


def test_several_answers_share_one_respondent():
    survey = read(GRID.assign(Q_2=["3", "4"]), blank="missing")
    answers = survey.answers
    assert answers["at_respondent"].tolist() == [0, 0, 3, 3]
    assert answers["at_named"].tolist() == [1, 2, -1, 4]
    assert survey.mentions.row.tolist() == [0, 0, 0, 1, 1]
    assert survey.mentions.line.tolist() == [1, 1, 1, 2, 2]
    assert survey.mentions.value.tolist() == ["p1", "Q_1", "Q_2", "p2", "Q_2"]


def test_whoever_has_not_finished_has_answered_what_holds_an_answer():
    assert read().answers["state"].tolist() == ["responded", "responded", "invited"]
    table = export(GRID.assign(Q_1=["", "4"], Finished=["True", "False"]))
    told = read(table, state="Finished").answers
    assert told["state"].tolist() == ["responded"] * 4
    assert told["unasked"].tolist() == [True, True, False, True]
    plain = read(export(tool=""), state="Finished", states={"1": "responded", "0": "declined"})
    assert plain.answers["state"].tolist() == ["responded", "responded", "declined"]


def test_an_unknown_state_refuses_the_whole_row():
    survey = read(GRID.assign(Finished=["soon", "responded"]), state="Finished")
    reasons = survey.mentions.fates.reason_column().astype(str)
    assert list(reasons) == ["unknown state 'soon'", "unknown state 'soon'", ""]


def test_levels_as_numbers_are_noted():
    assert "levels are numbers, read as ranks: 0 is 'no interaction'" in read().note
    assert "levels are numbers" not in read(export(tool="")).note
    words = export(GRID.assign(Q_1=["Coalition", ""]))
    assert "levels are numbers" not in read(words).note


def test_the_date_of_an_answer_is_that_of_its_row():
    table = GRID.assign(Q_2="1", when=["2022-01-05", "2022-02-06"])
    told = read(table, time="when").answers
    assert told["time"].dt.month.tolist() == [1, 1, 2, 2]
    assert np.isnan(told["weight"].to_numpy()[2])


# --- the cells of a matrix -----------------------------------------------------------------------

WIDE = pd.DataFrame({
    "id": ["p1", "p2", "p3"],
    "Bo Li": ["9", "2", ""],
    "Cy Oh": ["4", "99", "-1"],
    "Di Fox": ["0", "", "x"],
})
COLUMNS = {"wave": "w1", "learner": "id", "learned_from": ["Bo Li", "Cy Oh", "Di Fox"]}


def test_codes_are_never_ties():
    options = {"scale": "FREY_LCS", **COLUMNS}
    survey = nw.read_survey(WIDE, missing=[9, "99", -1], impossible="x", **options)
    table = survey.answers[["respondent", "named", "weight", "unasked"]]
    assert table.astype("object").fillna(-9).to_numpy().tolist() == [
        ["p1", "Bo Li", -9, True], ["p1", "Cy Oh", 4, False], ["p1", "Di Fox", 0, False],
        ["p2", "Bo Li", 2, False], ["p2", "Cy Oh", -9, True], ["p2", "Di Fox", -9, True],
        ["p3", -9, -9, False],
    ]  # fmt: skip
    assert survey.answers["state"].tolist() == ["responded"] * 6 + ["invited"]
    assert "3 cells hold a code for no answer: not observed" in survey.note
    with pytest.raises(errors.DataError, match=r"survey\['Bo Li … Di Fox'\] must not be neg"):
        nw.read_survey(WIDE, missing=9, **options)
    with pytest.raises(errors.ArgumentError, match="impossible must list"):
        nw.read_survey(WIDE, missing=9, impossible="9", **options)


def test_a_level_without_a_scale_is_no_mark():
    for cells, found in ((["1", "2", ""], "hold"), (["weekly", "monthly", ""], "hold")):
        grid = WIDE.assign(**{"Bo Li": cells, "Cy Oh": "", "Di Fox": ""})
        with pytest.raises(errors.RefusalError, match=f"must hold marks .*{found}") as caught:
            nw.read_survey(grid, form="matrix", **COLUMNS)
        assert caught.value.code == "E-SCALE"
    grid = WIDE.assign(**{"Bo Li": ["x", "✓", "perhaps"], "Cy Oh": "no", "Di Fox": ""})
    survey = nw.read_survey(grid, form="matrix", **COLUMNS)
    why = [reason for reason in survey.mentions.fates.reason_column() if reason]
    assert why == ["'perhaps' is no mark"]
    assert survey.answers["named"].tolist() == ["Bo Li"] * 3
    grid = WIDE.assign(**{"Bo Li": ["no", "", ""], "Cy Oh": "", "Di Fox": ""})
    survey = nw.read_survey(grid, form="matrix", blank="missing", **COLUMNS)
    told = survey.answers[survey.answers["respondent"] == "p1"]
    assert told["unasked"].tolist() == [True, True, False]  # the last: p1 answered
    assert told["named"].fillna("").tolist() == ["Cy Oh", "Di Fox", ""]


def test_forms_are_told_apart_and_checked():
    names = WIDE.assign(**{"Bo Li": "Ana", "Cy Oh": "", "Di Fox": "x"})
    assert nw.read_survey(names, **COLUMNS).form == "generator"
    marks = WIDE.assign(**{"Bo Li": "x", "Cy Oh": "", "Di Fox": "1"})
    assert nw.read_survey(marks, **COLUMNS).form == "matrix"
    with pytest.raises(errors.ArgumentError, match="form must be one of"):
        nw.read_survey(WIDE, form="wide", **COLUMNS)
    with pytest.raises(errors.ArgumentError, match="blank must be one of"):
        nw.read_survey(WIDE, blank="zero", **COLUMNS)
    with pytest.raises(errors.ArgumentError, match="level must be left out with form='matrix'"):
        nw.read_survey(WIDE, form="matrix", level="id", scale="FREY_LCS", **COLUMNS)
    with pytest.raises(errors.ArgumentError, match="one column for each of the 3 columns"):
        nw.read_survey(WIDE, level="id", scale="FREY_LCS", **COLUMNS)
    with pytest.raises(errors.ArgumentError, match="a list of columns must be left out"):
        nw.read_survey(WIDE, form="checkbox", **COLUMNS)
    with pytest.raises(errors.DataError, match=r"no question of this text\. Did you mean 'Bo Li'"):
        nw.read_survey(WIDE, wave="w1", learner="id", learned_from="Bo Lee")
    with pytest.raises(errors.DataError, match="one column for each person named; 'bo li' has"):
        nw.read_survey(
            WIDE.assign(**{"bo li": "x"}), wave="w1", learner="id", form="matrix",
            learned_from=["Bo Li", "bo li"],
        )  # fmt: skip


PEOPLE = pd.DataFrame({"id": ["p1", "p2", "p3"], "name": ["Ana Ruiz", "Bo Li", "Cy Oh"]})


def named(table, named, **options):
    """Give who answered, the ties, how many names are unmatched, and the note."""
    told = {"wave": "w1", "respondent": "id", "direction": "learned_from"}
    survey = nw.read_survey(pd.DataFrame(table), named=named, **told, **options)
    net = nw.weave(nw.read_people(PEOPLE, id="id", name="name"), survey)
    pairs = net.ties[["learner", "learned_from"]].to_numpy().tolist()
    return net.people["responded"].tolist(), pairs, len(net.report.unmatched), survey.note


@pytest.mark.parametrize(
    ("table", "column", "options"),
    [
        ({"n": ["Bo Li;Cy Oh", "None of these", ""]}, "n", {"form": "checkbox"}),
        ({"n1": ["p2", "none of these", ""], "n2": ["p3", "", ""]}, ["n1", "n2"], {}),
        ({"K [Bo Li]": ["x", "", ""], "K [Cy Oh]": ["x", "", ""],
          "K [None of these]": ["", "x", ""]}, "K", {}),
    ],
)  # fmt: skip
def test_nobody_is_an_answer_if_the_caller_says_so(table, column, options):
    """p1 names two, p2 says that it is none of these, p3 is blank."""
    table = {"id": ["p1", "p2", "p3"], **table}
    told, pairs, lost, note = named(table, column, nobody="None of these", **options)
    assert (told, pairs, lost) == ([True, True, False], [["p1", "p2"], ["p1", "p3"]], 0)
    assert "1 answer names nobody" in note
    told, pairs, lost, note = named(table, column, **options)
    assert (told, pairs, lost) == ([True, False, False], [["p1", "p2"], ["p1", "p3"]], 1)
    assert "counts as a name; if it means nobody, say nobody=" in note


def test_nobody_beside_names_does_not_take_them_away():
    told, pairs, _, note = named(
        {"id": ["p1"], "n": ["N/A;Bo Li"]}, "n", form="checkbox", nobody=["none", "n/a"]
    )
    assert (told, pairs) == ([True, False, False], [["p1", "p2"]])
    assert "1 answer with nobody beside names, which count" in note
    assert "names nobody" not in note


def test_a_word_for_nobody_is_no_level():
    """ "none" in the column of levels stays a word of the scale."""
    table = {"id": ["p1"], "n": ["p2"], "how": ["none"]}
    scale = nw.Scale("OURS", ("none", "some"), 0)
    told, _, _, _ = named(table, "n", level="how", scale=scale, nobody="none")
    assert told == [True, False, False]


@pytest.mark.parametrize("nobody", ["", ["none", 9]])
def test_a_word_for_nobody_is_no_blank_and_no_code(nobody):
    with pytest.raises(errors.ArgumentError, match="nobody must list texts of cells"):
        named({"id": ["p1"], "n": ["p2"]}, "n", nobody=nobody, missing=9)


def test_numbers_that_are_words_are_no_ranks():
    scale = nw.Scale("ODD", ("1", "3", "5"))
    assert "read as ranks" not in read(GRID.assign(Q_2=["3", ""]), scale=scale).note


def test_a_respondent_that_is_blank_in_every_row_is_refused():
    told = pd.DataFrame({"RecipientEmail": [None, ""], "whom": ["p1", "p2"]})
    with pytest.raises(errors.DataError, match=r"'RecipientEmail'\] is blank in all 2 rows"):
        nw.read_survey(told, wave="a", learner="RecipientEmail", learned_from="whom")
