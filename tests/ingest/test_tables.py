"""Any file → one table whose rows know their line, or one error."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from netweave import errors
from netweave.ingest.tables import read_table


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
        ("text.xlsx", b"id,name\n1,Bo\n", "no workbook"),
        ("text.xls", b"id,name\n1,Bo\n", "no workbook"),
        ("text.ods", b"id,name\n1,Bo\n", "no workbook"),
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


@given(st.binary(max_size=60), st.sampled_from(["a.csv", "a.tsv", "a.xlsx", "a.ods"]))
def test_any_bytes_give_a_table_or_one_error(tmp_path_factory, content, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    try:
        table = read_table(path)
    except errors.DataError as fault:
        assert name in str(fault)
    else:
        assert len(table.lines) == len(table.frame) > 0


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
