"""Which columns a question has, and whom they stand for."""

import pandas as pd
import pytest

from netweave import errors
from netweave.ingest.answers.forms import entries_of, parts, question_of
from netweave.ingest.tables.reading import Table, read_table


def table(labels=None, tool="", **columns):
    read = read_table(pd.DataFrame(columns), name="t")
    return Table(read.frame, "t", read.lines, labels=labels or {}, tool=tool)


def columns_of(names, whom, **options):
    sheet = table(**{name: ["x"] for name in names})
    return question_of(sheet, whom, None, "matrix", scaled=False, **options).columns


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Q2", ("Q2_1", "Q2_10")),
        ("Q2#1", ("Q2#1_1",)),
        ("Q2_1", ("Q2_1",)),
        ("know", ("know1", "know2")),
        ("help", ("help_Ana", "help_Bo")),
    ],
)
def test_stems(stem, expected):
    names = ["Q2_1", "Q2_10", "Q21_1", "Q2#1_1", "Q2_1_TEXT", "know1", "know2", "knowledge",
             "help_Ana", "help_Bo"]  # fmt: skip
    assert columns_of(names, stem) == expected


def test_people_by_the_names_of_columns():
    sheet = table(help_Ana=["x"], help_Bo=["x"], know1=["x"], know2=["x"])
    people = {
        stem: question_of(sheet, stem, None, None, scaled=False).people for stem in ("help", "know")
    }
    assert people == {"help": ("Ana", "Bo"), "know": ("know1", "know2")}  # a number is no person


def test_parts_of_a_label():
    sheet = table(
        labels={"a": "How often - in May - Bo Li", "b": "Your name", "c": "Bo Li"},
        a=["x"], b=["x"], c=["x"], d=["x"], **{"Know? [Bo]": ["x"]},
    )  # fmt: skip
    assert parts(sheet, "a") == ("How often - in May", "Bo Li")
    assert parts(sheet, "b") == ("Your name", "")
    assert parts(sheet, "d") == ("", "")
    assert parts(sheet, "Know? [Bo]") == ("Know?", "Bo")
    sheet = table(labels={"Q: x: Bo": "Bo", "Name": "Response"}, tool="surveymonkey",
                  **{"Q: x: Bo": ["x"], "Name": ["x"]})  # fmt: skip
    assert parts(sheet, "Q: x: Bo") == ("Q: x", "Bo")
    assert parts(sheet, "Name") == ("Name", "")


def test_labels_of_spss_name_the_people():
    sheet = table(labels={"k_1": "Ana Ruiz", "k_2": "Anna-Bo Li"}, k_1=["x"], k_2=["x"])
    assert question_of(sheet, "k", None, None, scaled=False).people == ("Ana Ruiz", "Anna-Bo Li")
    sheet = table(labels={"k_1": "Know?-Ana Ruiz", "k_2": "Know?-Jo-Bo Li"}, k_1=["x"], k_2=["x"])
    assert question_of(sheet, "k", None, None, scaled=False).people == ("Ana Ruiz", "Jo-Bo Li")


def test_a_question_of_one_column_is_found_by_its_text():
    sheet = table(labels={"Q1": "Whom did you learn from?"}, Q1=["Bo"])
    question = question_of(sheet, "whom did you learn from?", None, None, scaled=False)
    assert (question.form, question.columns) == ("long", ("Q1",))
    with pytest.raises(errors.DataError, match="t has no column 'Whose'"):
        question_of(sheet, "Whose", None, None, scaled=False)
    with pytest.raises(errors.DataError, match="t has no column ''"):
        question_of(sheet, [], None, None, scaled=False)


def test_boxes_keep_each_level_beside_its_name():
    sheet = table(n1=["Bo", ""], n2=["", "Cy"], l1=["1", "2"], l2=["3", "4"])
    question = question_of(sheet, ["n1", "n2"], ["l1", "l2"], None, scaled=True)
    entries = entries_of(sheet, question, ";", None)
    assert entries.row.tolist() == [0, 1]
    assert list(entries.named) == ["Bo", "Cy"]
    assert list(entries.level) == ["1", "4"]


def test_a_matrix_is_laid_out_row_by_row():
    sheet = table(Ana=["x", ""], Bo=["", 1.0])
    question = question_of(sheet, ["Ana", "Bo"], None, "matrix", scaled=False)
    entries = entries_of(sheet, question, ";", None)
    assert entries.row.tolist() == [0, 0, 1, 1]
    assert list(entries.named) == ["Ana", "Bo"] * 2
    assert pd.Series(entries.level).astype("str").fillna("-").tolist() == ["x", "-", "-", "1"]
