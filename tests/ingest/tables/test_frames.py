"""Whatever a DataFrame holds is read as text or dates, or refused in one error."""

import datetime as dt
import time
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.ingest.tables.reading import read_table


class Dumb:
    def __str__(self):
        raise RuntimeError("no words")


def cell(value):
    return read_table(pd.DataFrame({"a": pd.Series([value], dtype="object")})).text("a").tolist()


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (np.timedelta64(5, "D"), "120:00:00"),
        (np.timedelta64(5, "M"), "5 months"),
        (np.datetime64("2022-04-03"), "2022-04-03"),
        (np.datetime64(10**7, "D"), "29349-01-26 00:00:00"),
        (Fraction(1, 2), "0.5"),
        (Fraction(10**400, 3), f"{10**400}/3"),
        (10**5000, hex(10**5000)),
        ("\ud800", "?"),
        (np.arange(3), "[0, 1, 2]"),
        ({"a": 1}, "{'a': 1}"),
    ],
    ids=range(10),
)
def test_odd_cells_have_a_text(value, spelled):
    assert cell(value) == [spelled]


@pytest.mark.parametrize("value", [np.datetime64("NaT"), np.timedelta64("NaT")])
def test_no_time_is_no_text(value):
    assert pd.isna(cell(value)[0])


def test_what_has_no_text_is_named():
    frame = pd.DataFrame({"who": ["p1", Dumb()]})
    with pytest.raises(errors.DataError, match=r"log holds .* Dumb in column 'who', line 2 \(no "):
        read_table(frame, name="log")
    with pytest.raises(errors.DataError, match=r"log holds .* a column name of type Dumb"):
        read_table(pd.DataFrame([[1]], columns=[Dumb()]), name="log")
    with pytest.raises(errors.DataError, match=r"log holds .* Dumb in column 'who' \("):
        read_table(pd.DataFrame({"who": pd.Categorical(["p", Dumb()])}), name="log")


def test_too_many_columns(tmp_path):
    begun = time.process_time()
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{at}" for at in range(100_000)) + "\n1\n")
    frame = pd.DataFrame([range(16_385)])
    for source, name in ((path, "wide.csv"), (frame, "wide")):
        with pytest.raises(errors.DataError, match=rf"^{name} has \d+ columns, .* at most 16384"):
            read_table(source, name="wide")
    assert time.process_time() - begun < 5
    wide = read_table(frame.iloc[:, :16_384].astype("str"))
    assert len(wide.frame.columns) == 16_384


def test_an_index_called_like_a_column_is_refused():
    frame = pd.DataFrame({"id": ["p1"]}, index=pd.Index(["x"], name="id"))
    with pytest.raises(errors.DataError, match=r"column name.* more than once: 'id'"):
        read_table(frame)


def test_names_that_no_file_can_hold():
    names = pd.Index(["id\ud800", "b"], dtype="object")
    frame = pd.DataFrame([["p1", "\ud800x"]], columns=names, dtype="object")
    table = read_table(frame)
    assert list(table.frame.columns) == ["id?", "b"]
    sheet = nw.read_attendance(
        pd.DataFrame({"id": ["p1"], "2022-04-03": ["\ud800"]}, dtype="object"),
        person="id", sessions=["2022-04-03"],
    )  # fmt: skip
    assert sheet.mentions.fates.words[1:] == ["unknown mark '?'"]


def test_times_beyond_the_calendar_are_refused_where_they_are_read():
    days = np.array(["2022-04-03", "36812-02-20", "NaT"], dtype="datetime64[s]")
    for column in (pd.Series(days), pd.Series(days).dt.tz_localize("Asia/Tokyo")):
        table = read_table(pd.DataFrame({"day": column}))
        found, reasons = table.dates("day", None)
        assert found.isna().tolist() == [False, True, True]
        assert reasons.tolist() == ["", "date does not parse", ""]
        assert table.text("day").tolist()[1].startswith("36812-02-")
    works = pd.DataFrame({"a": ["Bo Li"] * 2, "t": days[:2]})
    assert len(nw.read_authorship(works, authors="a", time="t").events) == 1


def arrow(kind, values):
    pa = pytest.importorskip("pyarrow")
    made = kind(pa)
    return pd.Series(pd.array(pa.array(values, type=made), dtype=pd.ArrowDtype(made)))


@pytest.mark.parametrize(
    ("kind", "value", "spelled"),
    [
        (lambda pa: pa.list_(pa.int64()), [1, 2], "[1, 2]"),
        (lambda pa: pa.struct([("a", pa.string())]), {"a": "x"}, "{'a': 'x'}"),
        (lambda pa: pa.map_(pa.string(), pa.int64()), [("a", 1)], "[('a', 1)]"),
        (lambda pa: pa.timestamp("s"), dt.datetime(2022, 4, 3, 9), "2022-04-03 09:00:00"),
        (lambda pa: pa.timestamp("s"), 10**12, "33658-09-27T01:46:40"),
        (lambda pa: pa.date32(), dt.date(2022, 4, 3), "2022-04-03"),
        (lambda pa: pa.duration("s"), 90, "0:01:30"),
        (lambda pa: pa.string(), " x ", "x"),
    ],
)
def test_columns_of_arrow(tmp_path, kind, value, spelled):
    frame = pd.DataFrame({"a": arrow(kind, [value, None])})
    assert read_table(frame).text("a").fillna("-").tolist() == [spelled, "-"]
    frame.to_parquet(tmp_path / "a.parquet")
    assert read_table(tmp_path / "a.parquet").text("a").fillna("-").tolist() == [spelled, "-"]


def test_a_column_of_arrow_beyond_the_calendar_is_named():
    frame = pd.DataFrame({"day": arrow(lambda pa: pa.date32(), [10**8])})
    with pytest.raises(errors.DataError, match=r"log holds .* date32.* in column 'day'"):
        read_table(frame, name="log")


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3_000, "a\0b", "x" * 1_000_000])
def test_paths_that_no_system_takes(name):
    with pytest.raises(errors.DataError, match=r"^there is no file"):
        read_table(name)
