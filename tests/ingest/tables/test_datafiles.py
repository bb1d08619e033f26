"""SPSS and Parquet files: labels kept, missing codes missing, damage in one error."""

import datetime as dt
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave import errors
from netweave.ingest.tables.reading import read_table

ANSWERS = pd.DataFrame({
    "who": ["p1", "p2", "p3", "p4"],
    "level": [1.0, 2.0, 99.0, np.nan],
    "city": ["Cali", "n/a", "Lima", ""],
    "day": [dt.date(2022, 4, 3), None, dt.date(2022, 5, 1), None],
    "at": pd.to_datetime(["2022-04-03 09:30", None, None, None]),
})


@pytest.fixture
def sav(tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    pyreadstat.write_sav(
        ANSWERS,
        str(tmp_path / "answers.sav"),
        column_labels={"level": "How much did you learn?"},
        variable_value_labels={"level": {1.0: "little", 2.0: "much", 99.0: "refused"}},
        missing_ranges={"level": [{"lo": 90, "hi": 99}], "city": ["n/a"]},
    )
    return tmp_path / "answers.sav"


def test_spss_words_labels_and_missing_codes(sav):
    table = read_table(sav)
    assert table.text("level").fillna("-").tolist() == ["little", "much", "-", "-"]
    assert table.text("city").fillna("-").tolist() == ["Cali", "-", "Lima", "-"]
    assert table.labels == {"level": "How much did you learn?"}
    assert "2 cell(s) with codes declared missing read as missing (level: 1, city: 1)" in table.note
    days, reasons = table.dates("day", None)
    assert days.dropna().dt.day.tolist() == [3, 1]
    assert table.dates("at", None)[0][0] == pd.Timestamp("2022-04-03 09:30")
    assert not reasons.any()
    assert table.lines.tolist() == [1, 2, 3, 4]


def test_an_spss_code_without_a_label_stays_what_it_is(tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    frame = pd.DataFrame({"level": [1.0, 3.0, 2.5]})
    labels = {"level": {1.0: "little"}}
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"), variable_value_labels=labels)
    assert read_table(tmp_path / "a.sav").text("level").tolist() == ["little", "3", "2.5"]


def test_compressed_spss(tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    pyreadstat.write_sav(ANSWERS[["who"]], str(tmp_path / "a.zsav"), compress=True)
    assert read_table(tmp_path / "a.zsav").text("who").tolist() == ["p1", "p2", "p3", "p4"]


def test_private_columns_of_a_survey_tool_are_known_in_spss_too(tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    columns = ["StartDate", "EndDate", "IPAddress", "RecordedDate", "ResponseId", "Q1"]
    frame = pd.DataFrame({column: ["x"] for column in columns})
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"))
    table = read_table(tmp_path / "a.sav")
    assert (table.tool, table.left_out, len(table.frame)) == ("qualtrics", ("IPAddress",), 1)


def test_parquet(tmp_path):
    pytest.importorskip("pyarrow")
    ANSWERS.astype({"city": "category"}).to_parquet(tmp_path / "a.parquet")
    table = read_table(tmp_path / "a.parquet", rows={"who": ["p1", "p3"]})
    assert table.text("city").tolist() == ["Cali", "Lima"]
    assert table.lines.tolist() == [1, 3]
    assert table.dates("day", None)[0].dt.month.tolist() == [4, 5]


@pytest.mark.parametrize(
    ("name", "start"), [("a.sav", b"$FL2@(#)"), ("a.zsav", b"$FL3@(#)"), ("a.parquet", b"PAR1\x15")]
)
def test_damaged_files(tmp_path, name, start):
    pytest.importorskip("pyarrow" if "parquet" in name else "pyreadstat")
    (tmp_path / name).write_bytes(start + b"x" * 500)
    with pytest.raises(errors.DataError, match=f"{name} is .* that cannot be read"):
        read_table(tmp_path / name)
    (tmp_path / name).write_bytes(b"id,name\np1,Bo\n")
    with pytest.raises(errors.DataError, match=r"holds text. Give it the suffix \.csv"):
        read_table(tmp_path / name)


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=6))
def test_a_changed_byte_gives_a_table_or_one_error(tmp_path_factory, place, bytes_):
    pyreadstat = pytest.importorskip("pyreadstat")
    path = tmp_path_factory.mktemp("changed") / "a.sav"
    pyreadstat.write_sav(ANSWERS, str(path))
    content = path.read_bytes()
    path.write_bytes(content[:place] + bytes_ + content[place + len(bytes_) :])
    try:
        table = read_table(path)
    except errors.DataError as fault:
        assert "a.sav" in str(fault)
    else:
        assert len(table.lines) == len(table.frame)


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [("a.parquet", "pyarrow", "parquet"), ("a.sav", "pyreadstat", "survey")],
)
def test_a_missing_package_is_named(tmp_path, monkeypatch, name, package, extra):
    (tmp_path / name).write_bytes(b"x")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(errors.MissingExtraError, match=rf'pip install "netweave\[{extra}\]"'):
        read_table(tmp_path / name)


def worded(tmp_path, values, labels):
    pyreadstat = pytest.importorskip("pyreadstat")
    path = tmp_path / "a.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"q": values}), str(path), variable_value_labels={"q": labels}
    )
    table = read_table(path)
    return table.text("q").tolist(), table.note


@pytest.mark.parametrize(
    ("values", "labels", "texts", "kept"),
    [
        ([1.0, 2.0, 3.0], {1.0: "Bo Li", 2.0: "BO LI ", 3.0: "Ana"}, ["1", "2", "Ana"], "'1', '2'"),
        ([1.0, 2.0, 5.0], {1.0: "5"}, ["1", "2", "5"], "'1'"),
        ([1.0, 2.0, 3.0], {1.0: "x", 2.0: "x", 3.0: "1"}, ["1", "2", "3"], "'1', '2', '3'"),
        ([1.0, 2.0, 3.0], {1.0: "2", 2.0: "1", 3.0: "3"}, ["2", "1", "3"], ""),
        ([1.0, 2.0, 3.0], {1.0: " ", 2.0: "b"}, ["1", "b", "3"], ""),
    ],
)
def test_labels_keep_people_apart(tmp_path, values, labels, texts, kept):
    found, note = worded(tmp_path, values, labels)
    assert found == texts
    said = f"; codes kept where several share a label (q: {kept})"
    assert (said in note) == bool(kept)


def test_encodings_that_are_none(sav):
    for encoding in (5, "utf-16", "UTF32-LE"):
        with pytest.raises(errors.ArgumentError, match="encoding must be one that SPSS files have"):
            read_table(sav, encoding=encoding)
    for encoding in ("no-such", "\ud800"):
        with pytest.raises(errors.DataError, match=r"answers\.sav is .* that cannot be read"):
            read_table(sav, encoding=encoding)
