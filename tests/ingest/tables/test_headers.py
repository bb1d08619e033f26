"""Header rows of survey tools are known by their ids, in any language; others by their shape."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave.ingest.tables import headers
from netweave.ingest.tables.headers import header_of, left_out_of, not_answers

FILES = Path(__file__).parents[1] / "files"


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if any(row)]


@pytest.mark.parametrize(
    ("name", "tool", "body"),
    [
        ("qualtrics", "qualtrics", 3),
        ("qualtrics_legacy", "qualtrics", 2),
        ("surveymonkey", "surveymonkey", 2),
        ("surveymonkey_condensed", "surveymonkey", 1),
        ("google_forms", "google forms", 1),
        ("microsoft_forms", "microsoft forms", 1),
    ],
)
def test_survey_tools(name, tool, body):
    header = header_of(rows_of(FILES / f"{name}.csv"))
    assert (header.tool, header.body) == (tool, body)
    assert len(set(header.names)) == len(header.names)
    assert headers.TOOLS[tool] in header.note


def test_the_three_rows_of_qualtrics():
    header = header_of(rows_of(FILES / "qualtrics.csv"))
    assert header.names[-2:] == ["Q5_1", "Q5_2"]
    assert header.labels["Q2_2"] == "How do you work with each of these people? - Bo Li"
    assert header.left_out == (
        "IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail",
        "ExternalReference", "LocationLatitude", "LocationLongitude", "DistributionChannel",
        "UserLanguage",
    )  # fmt: skip


def test_a_workbook_of_qualtrics_lacks_the_third_row():
    rows = rows_of(FILES / "qualtrics.csv")
    header = header_of([rows[0], rows[1], *rows[3:]])
    assert (header.tool, header.body) == ("qualtrics", 2)
    assert header.labels["Q2_2"].endswith("Bo Li")
    header = header_of([rows[0], *rows[3:]])
    assert (header.tool, header.body, header.labels) == ("qualtrics", 1, {})
    header = header_of([rows[0], rows[2], *rows[3:]])
    assert (header.body, header.labels) == (2, {})


def test_the_older_generation_takes_its_names_from_the_second_row():
    header = header_of(rows_of(FILES / "qualtrics_legacy.csv"))
    assert header.names[:4] == ["ResponseID", "ResponseSet", "Name", "ExternalDataReference"]
    assert header.names[10:12] == ["Q1_1", "Q1_2"]
    assert header.labels["Q1_1"] == "Whom did you learn from?-Ana Ruiz"
    assert {"IPAddress", "EmailAddress", "LocationLatitude"} <= set(header.left_out)


def test_the_files_of_both_generations_in_another_language(reference):
    folder = reference / "messy" / "survey_qualtrics"
    new, old = (header_of(rows_of(folder / name)) for name in ("sample.csv", "sample_legacy.csv"))
    assert (new.tool, new.body, old.tool, old.body) == ("qualtrics", 3, "qualtrics", 2)
    assert new.labels["Q1"] == old.labels["Q1"] == "This is a multiple choice question."
    assert old.names[9:12] == ["Finished", "Q1", "Q2"]
    for header in (new, old):
        assert {"IPAddress", "LocationLatitude", "LocationLongitude"} <= set(header.left_out)


def test_the_choices_of_surveymonkey_belong_to_the_question_before_them():
    header = header_of(rows_of(FILES / "surveymonkey.csv"))
    assert header.names[9:12] == [
        "What is your name?",
        "Whom did you learn from this month?: Ana Ruiz",
        "Whom did you learn from this month?: Bo Li",
    ]
    assert header.names[-1] == "How do you work with each person?: Cy Oh"
    assert header.labels["How do you work with each person?: Cy Oh"] == "Cy Oh"
    assert header.left_out == (
        "IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1",
    )  # fmt: skip


def test_columns_of_a_tool_that_share_a_name_are_told_apart():
    ids = ["ResponseId", "RecordedDate", "Status", "Q1", "Q1"]
    assert header_of([ids, ["R_1", "2022-01-01", "0", "a", "b"]]).names[3:] == ["Q1", "Q1 (2)"]
    assert header_of([["id", "x", "x"], ["1", "2", "3"]]).names == ["id", "x", "x"]


def test_titles_above_a_table_are_passed_over():
    sheet = [
        ["Sign-in sheet", "", "", ""],
        ["Room", "12", "", ""],
        ["Name", "Office", "3 May", "10 May"],
        ["Bo Li", "Lab", "x", ""],
    ]
    header = header_of(sheet)
    assert (header.names, header.body) == (["Name", "Office", "3 May", "10 May"], 3)
    assert header.note == "2 rows above the header passed over"
    sheet[1][2:] = ["Chair", ""]
    assert header_of(sheet).names[0] == "Room"  # three of four may well be a header
    assert header_of(sheet, at=2).names == ["Name", "Office", "3 May", "10 May"]
    assert header_of(sheet, at=2).body == 3


def test_a_header_of_one_row_is_left_as_it_is():
    header = header_of([["id", "", "name"], ["1", "x", "Bo"]])
    assert (header.names, header.body, header.tool) == (["id", "", "name"], 1, "")
    assert header_of([["id"]]).names == ["id"]
    assert header_of([["id"], ["p1", "Bo", "x"]]).names == ["id"]  # a short header is no title


def test_what_is_no_answer():
    table = pd.DataFrame({
        "Status": [0, 1, 2, 4, 8, 9, 12, 16, 17, 32, 40, 256],
    })
    reasons = not_answers(table, "qualtrics")
    assert [place for place, reason in enumerate(reasons) if not reason] == [0, 3, 7, 9]
    assert reasons[1] == headers.PREVIEW
    assert reasons[2] == headers.TEST
    assert reasons[4] == headers.SPAM
    assert reasons[11] == headers.SYNTHETIC
    words = ["IP Address", "Survey Preview", "Survey Test", "Spam", "Imported", "EX", None]
    reasons = not_answers(pd.DataFrame({"Status": words}), "qualtrics")
    assert reasons.tolist() == ["", headers.PREVIEW, headers.TEST, headers.SPAM, "", "", ""]
    abroad = pd.DataFrame({"Status": ["Vorschau"], "DistributionChannel": ["preview"]})
    assert not_answers(abroad, "qualtrics").tolist() == [headers.PREVIEW]
    assert not_answers(table, "").tolist() == [""] * 12


def test_the_browser_is_left_out_and_a_version_is_not():
    names = ["Q9_Browser", "Q9_Version", "Q9_Resolution", "Form_Version", "Q1"]
    assert left_out_of(names, "qualtrics") == ("Q9_Browser", "Q9_Version", "Q9_Resolution")
    assert left_out_of(["Custom Data 12", "IP Address"], "") == ()


@given(st.lists(st.lists(st.one_of(st.text(max_size=4), st.none(), st.integers()), min_size=1,
                         max_size=5), min_size=1, max_size=6))  # fmt: skip
def test_any_rows(rows):
    rows = [[*row, "x"] for row in rows]
    header = header_of(rows)
    assert 1 <= header.body <= len(rows)
    assert set(header.labels) <= set(header.names)


@pytest.mark.parametrize("argument", ["named", "level", "state", "time", "items", "role", "left"])
def test_what_a_tool_adds_about_the_device_is_no_answer(argument):
    """Only who answers may be in such a column; nothing else would stay out of the reasons."""
    head = ["ResponseId", "IPAddress", "RecipientEmail", "Status", "Progress", "Finished", "Q1"]
    table = nw.read_table(pd.DataFrame([["R_1", "203.0.113.9", "a@x", "0", "1", "1", "p"]],
                                    columns=head))  # fmt: skip
    assert "IPAddress" in table.left_out
    survey = {"wave": "w", "respondent": "RecipientEmail", "named": "Q1", "direction": "mutual"}
    if argument == "items":
        read, how = nw.read_items, {"wave": "w", "respondent": "Q1", "highest": 5}
    elif argument == "role":
        read, how = nw.read_attendance, {"person": "RecipientEmail", "event": "Q1"}
    elif argument == "left":
        read, how = nw.read_people, {"id": "RecipientEmail"}
    else:
        read, how = nw.read_survey, survey | ({"scale": "FREY_LCS"} if argument == "level" else {})
    with pytest.raises(
        errors.ArgumentError, match=f"{argument} must not name 'IPAddress'"
    ) as found:
        read(table, **how | {argument: "IPAddress"})
    assert "203" not in str(found.value)
    assert nw.read_survey(table, **survey).answers["respondent"].tolist() == ["a@x"]
