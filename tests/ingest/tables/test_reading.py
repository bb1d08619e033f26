"""Any file → one table whose rows know their line, or one error."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from netweave import errors
from netweave.ingest.tables.reading import read_table


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_lines_survive_blank_lines_and_quoted_newlines(tmp_path):
    path = write(tmp_path, "a.csv", 'id,note\n1,"two\nlines"\n\n,,\n2,x\n')
    table = read_table(path)
    assert table.lines.tolist() == [2, 6]
    assert table.frame["note"].tolist() == ["two\nlines", "x"]
    assert table.name == "a.csv"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path, delimiter):
    text = "\n".join(delimiter.join(row) for row in (["id", "name"], ["1", "Bo"], ["2", "A B"]))
    table = read_table(write(tmp_path, "a.txt", text))
    assert list(table.frame.columns) == ["id", "name"]
    assert table.frame["name"].tolist() == ["Bo", "A B"]


def test_comma_in_cells_of_a_semicolon_file(tmp_path):
    table = read_table(write(tmp_path, "a.csv", "id;name\n1;Li, Bo\n2;Ruiz, Ana\n"))
    assert table.frame["name"].tolist() == ["Li, Bo", "Ruiz, Ana"]


@pytest.mark.parametrize(
    ("encoding", "word"),
    [("utf-8", "utf-8"), ("utf-8-sig", "mark"), ("utf-16", "mark"), ("cp1252", "cp1252")],
)
def test_encodings(tmp_path, encoding, word):
    table = read_table(write(tmp_path, "a.csv", "id,name\n1,Peña\n".encode(encoding)))
    assert table.frame["name"].tolist() == ["Peña"]
    assert list(table.frame.columns) == ["id", "name"]
    assert word in table.note


def test_encoding_as_asked(tmp_path):
    path = write(tmp_path, "a.csv", "id,name\n1,Łukasz\n".encode("cp1250"))
    assert read_table(path, encoding="cp1250").frame["name"].tolist() == ["Łukasz"]
    with pytest.raises(errors.ArgumentError, match="encoding must be a name"):
        read_table(path, encoding="no-such")


def test_text_stays_text_and_blank_is_missing(tmp_path):
    table = read_table(write(tmp_path, "a.csv", "id,n\n007, \nNA,1\n"))
    assert table.text("id").tolist() == ["007", "NA"]
    assert table.text("n").isna().tolist() == [True, False]


def test_short_rows_are_filled_and_unnamed_empty_columns_dropped(tmp_path):
    table = read_table(write(tmp_path, "a.csv", "id,name,,\n1,Bo\n2,Ana,,\n3\n"))
    assert list(table.frame.columns) == ["id", "name"]
    assert table.text("name").isna().tolist() == [False, False, True]


def workbook(path, rows, sheets=("Log",)):
    with xlsxwriter.Workbook(path) as book:
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for name in sheets:
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, dt.datetime):
                        sheet.write_datetime(place, column, value, date)
                    elif value is not None:
                        sheet.write(place, column, value)


def test_workbook_cells_keep_their_type_and_row(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(path, [["id", "date"], [101, dt.datetime(2022, 4, 3)], [None], ["p2", "May 2022"]])
    table = read_table(path)
    assert table.name == "a.xlsx"
    assert table.lines.tolist() == [2, 4]
    assert table.text("id").tolist() == ["101", "p2"]
    assert table.text("date").tolist() == ["2022-04-03", "May 2022"]


def test_sheets(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(path, [["id"], ["x"]], ("Log", "Notes"))
    assert read_table(path, sheet="Notes").name == "a.xlsx, sheet 'Notes'"
    with pytest.raises(errors.DataError, match="Did you mean 'Notes'"):
        read_table(path, sheet="Note")


def test_frame_is_not_changed_and_counts_rows():
    frame = pd.DataFrame({"id": [1.0, np.nan], "flag": [True, False]}, index=[7, 9])
    before = frame.copy()
    table = read_table(frame, name="roster")
    assert table.lines.tolist() == [1, 2]
    assert table.text("id").tolist()[0] == "1"
    pd.testing.assert_frame_equal(frame, before)
    named = read_table(frame.rename_axis("person"))
    assert named.text("person").tolist() == ["7", "9"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        ("blank.csv", b"\n \n,,\n", "blank.csv is empty"),
        ("header.csv", b"id,name\n", "no row under it"),
        ("zip.csv", b"PK\x03\x04rest", "zip archive or Excel workbook"),
        ("pdf.csv", b"%PDF-1.7", "a PDF"),
        ("nul.csv", b"id,name\n1,\x00\n", "NUL byte in line 2"),
        ("junk.csv", b"\x81\x8d\x8f\x90", "not text"),
        ("text.xlsx", b"id,name\n1,Bo\n", r"holds text.*suffix \.csv"),
        ("text.xls", b"id,name\n1,Bo\n", r"holds text.*suffix \.csv"),
        ("text.ods", b"id,name\n1,Bo\n", r"holds text.*suffix \.csv"),
        ("ragged.csv", b"id,name\n1,Bo\n2,Li,Bo\n3,Li,Bo,x\n", "lines 3, 4"),
        ("twice.csv", b"id,id\n1,2\n", "'id'"),
        ("quote.csv", b'id,name\n1,"Bo\n2,Ana\n', "line 2"),
        ("people.doc", b"x", "no suffix that can be read"),
    ],
)
def test_structural_faults(tmp_path, name, content, words):
    with pytest.raises(errors.DataError, match=words) as caught:
        read_table(write(tmp_path, name, content))
    assert name in str(caught.value)


def test_missing_file_suggests_its_neighbour(tmp_path):
    write(tmp_path, "people.csv", "id\n1\n")
    with pytest.raises(errors.DataError, match=r"Did you mean 'people\.csv'"):
        read_table(tmp_path / "peple.csv")
    with pytest.raises(errors.DataError, match="is a folder"):
        read_table(tmp_path)
    with pytest.raises(errors.ArgumentError, match="path or a DataFrame"):
        read_table([1, 2])


def test_missing_column_suggests_another():
    table = read_table(pd.DataFrame({"persn": ["a"]}), name="roster")
    with pytest.raises(errors.DataError, match=r"roster lacks the column 'person'.*'persn'"):
        table.has("person")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_table_written_is_the_table_read(tmp_path_factory, rows):
    import csv

    path = tmp_path_factory.mktemp("round") / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["id", "name"], *rows])
    kept = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not kept:
        with pytest.raises(errors.DataError):
            read_table(path)
        return
    table = read_table(path)
    assert table.frame.fillna("").to_numpy().tolist() == kept


TITLED = "Spring retreat sign-in{}\n\nname,session,date\nBo,s1,2022-04-03\nAna,s1,\n"


@pytest.mark.parametrize("padding", ["", ",,"])
def test_a_title_above_the_header_is_passed_over(tmp_path, padding):
    table = read_table(write(tmp_path, "a.csv", TITLED.format(padding)))
    assert list(table.frame.columns) == ["name", "session", "date"]
    assert table.lines.tolist() == [4, 5]
    assert "header in line 3" in table.note


def test_a_title_above_the_header_of_a_sheet(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(path, [["Spring retreat"], [None], ["id", "n"], ["p1", 1], ["p2", 2]])
    table = read_table(path)
    assert (table.lines.tolist(), table.text("id").tolist()) == ([4, 5], ["p1", "p2"])
    assert "header in line 3" in table.note


def test_the_header_and_the_delimiter_as_asked(tmp_path):
    path = write(tmp_path, "a.csv", "Sign-in of May\nname;when\nBo;1,5\nAna;2,5\n")
    table = read_table(path, header=2, delimiter=";")
    assert table.text("when").tolist() == ["1,5", "2,5"]
    assert table.lines.tolist() == [3, 4]
    assert read_table(path, delimiter=",", header=3).frame.columns.tolist() == ["Bo;1", "5"]
    with pytest.raises(errors.DataError, match=r"no row that starts in line 9.*lines 2, 3, 4"):
        read_table(path, header=9)
    with pytest.raises(errors.ArgumentError, match="header must be a line number"):
        read_table(path, header="name")
    with pytest.raises(errors.ArgumentError, match=r"delimiter must be one of ',', ';'"):
        read_table(path, delimiter="::")


def test_without_a_blank_line_a_narrow_first_row_is_the_header(tmp_path):
    path = write(tmp_path, "a.csv", "name\nRuiz, Ana\nLi, Bo\n")
    with pytest.raises(errors.DataError, match=r"at most the 1 cells.*say header="):
        read_table(path)


def test_a_table_may_be_read_again_for_some_rows(tmp_path):
    path = write(tmp_path, "a.csv", "id;wave\np1;a\np2;b\np3;a\n")
    table = read_table(read_table(path, delimiter=";"), rows={"wave": "a"})
    assert table.lines.tolist() == [2, 4]
    assert table.coded("id")[0].tolist() == [0, 2]
    twice = read_table(table, rows={"id": "p3"})
    assert [aside.lines.tolist() for aside in twice.aside] == [[3], [2]]
    with pytest.raises(errors.ArgumentError, match="sheet= says how to read a file"):
        read_table(table, sheet="Log")


def test_texts_are_of_the_frame_they_were_read_with(tmp_path):
    import dataclasses

    table = read_table(write(tmp_path, "a.csv", "id\np1\np2\n"))
    other = dataclasses.replace(table, frame=pd.DataFrame({"id": [" p9 ", "p1"]}))
    assert other.text("id").tolist() == ["p9", "p1"]
    assert other.coded("id")[1] == ["p9", "p1"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(tmp_path, encoding):
    table = read_table(write(tmp_path, "a.csv", "id,name\n1,Peña\n2,Łukasz\n".encode(encoding)))
    assert table.frame["name"].tolist() == ["Peña", "Łukasz"]
    assert encoding in table.note


def test_question_texts_and_private_columns_of_a_survey_tool(tmp_path):
    text = (
        "StartDate,ResponseId,IPAddress,Q1\nStart Date,Response ID,IP Address,Who?\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}",'
        '"{""ImportId"":""ipAddress""}","{""ImportId"":""QID1""}"\n'
        "2022-04-03 09:00:00,R_1a,130.92.34.66,Bo\n"
    )
    path = write(tmp_path, "a.csv", text)
    for table in (read_table(path), read_table(pd.read_csv(path))):
        assert (table.tool, table.left_out) == ("qualtrics", ("IPAddress",))
        assert table.labels["Q1"] == "Who?"
        assert table.text("Q1").tolist() == ["Bo"]
    assert read_table(path).lines.tolist() == [4]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("people", b"PAR1\x15\x04", r"holds a Parquet file. Name it 'people\.parquet'"),
        ("people.dat", b"id,name\n1,Bo\n", r"holds text. Name it 'people\.dat\.csv'"),
        ("a.xls", b"<html><table><tr><td>id", r"holds a web page \(HTML\)"),
        ("a.csv", b"\xef\xbb\xbf<!DOCTYPE html>", "web page"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 600, "an old Excel workbook that cannot be read"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 600, r"Give it the suffix \.xls,"),
        ("a.csv", b"$FL2@(#) SPSS DATA FILE", "an SPSS file"),
    ],
)
def test_what_a_file_is_whatever_its_name_says(tmp_path, name, content, words):
    with pytest.raises(errors.DataError, match=words):
        read_table(write(tmp_path, name, content))


def test_a_workbook_under_the_suffix_of_another_kind(tmp_path):
    workbook(tmp_path / "a.xlsx", [["id"], ["p1"]])
    (tmp_path / "a.xlsx").rename(tmp_path / "a.xls")
    with pytest.raises(errors.DataError, match=r"an Excel workbook. Give it the suffix \.xlsx"):
        read_table(tmp_path / "a.xls")


def test_dates_of_a_column_settle_each_other_and_the_note_says_how(tmp_path):
    path = write(tmp_path, "a.csv", "id,day,left\n1,03/04/2022,\n2,13/04/2022,4/5/2022\n")
    table = read_table(path)
    assert table.dates("day", None)[0].dt.month.tolist() == [4, 4]
    told = table.dates_note("day", "left", None)
    assert told == "; dates of 'day' read day first, as line 3 shows"
    assert not table.dates_note("day", dayfirst=True)
    assert table.dates("left", None)[1].tolist()[1].startswith("date can be read")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.csv", {"sheet": "one"}),
        ("a.xlsx", {"delimiter": ";"}),
        ("a.xlsx", {"encoding": "utf-8"}),
        ("a.parquet", {"header": 2}),
    ],
)
def test_an_option_that_means_nothing_for_the_file_is_refused(tmp_path, name, options):
    (tmp_path / name).write_bytes(b"x,y\n1,2\n")
    with pytest.raises(errors.ArgumentError, match=f"{next(iter(options))}= means nothing for"):
        read_table(tmp_path / name, **options)


def test_an_empty_first_sheet_points_at_the_others(tmp_path):
    path = tmp_path / "signin.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write(0, 0, "Ask Ana about the room")
        book.add_worksheet("Sign-in").write_column(0, 0, ["Name", "Bo Li"])
    with pytest.raises(errors.DataError, match="has other sheets: name one with sheet="):
        read_table(path)
    assert read_table(path, sheet="Sign-in").frame["Name"].tolist() == ["Bo Li"]
