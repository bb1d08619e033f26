"""What single cells say."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.ingest import cells


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2022-04-03", "2022-04-03T00:00:00"),
        ("2022/4/3", "2022-04-03T00:00:00"),
        ("2022-04", "2022-04-01T00:00:00"),
        ("2022", "2022-01-01T00:00:00"),
        ("2022-04-03T14:05:06.12Z", "2022-04-03T14:05:06"),
        ("2022-04-03 14:05+02:00", "2022-04-03T14:05:00"),
        ("13/04/2022", "2022-04-13T00:00:00"),
        ("04/13/2022 1:05 pm", "2022-04-13T13:05:00"),
        ("04/13/2022, 12:00:00 AM", "2022-04-13T00:00:00"),
        ("4/4/2022", "2022-04-04T00:00:00"),
        ("3 April 2022", "2022-04-03T00:00:00"),
        ("3-Apr-2022", "2022-04-03T00:00:00"),
        ("Apr. 3rd, 2022", "2022-04-03T00:00:00"),
        ("Sunday, April 3, 2022", "2022-04-03T00:00:00"),
        ("May 2022", "2022-05-01T00:00:00"),
    ],
)
def test_dates(cell, iso):
    assert cells.one_date(cell).isoformat() == iso


@pytest.mark.parametrize(
    "cell",
    [
        "soon",
        "2022-13-01",
        "31/02/2022",
        "30/30/2022",
        "3/4/22",
        "0001",
        "45012",
        "25:00",
        "2022-04-03 25:00",
    ],
)
def test_no_dates(cell):
    assert cells.one_date(cell) == cells.NO_DATE


def test_two_ways_are_refused_until_the_caller_says():
    assert cells.one_date("03/04/2022") == cells.TWO_WAYS
    assert cells.one_date("03/04/2022", dayfirst=True) == dt.datetime(2022, 4, 3)
    assert cells.one_date("03/04/2022", dayfirst=False) == dt.datetime(2022, 3, 4)
    assert cells.one_date("13/04/2022", dayfirst=False) == cells.NO_DATE


def test_dates_of_typed_columns():
    column = pd.Series([dt.datetime(2022, 4, 3, 9), dt.date(2022, 4, 4), None, "no", 2021.0])
    found, reasons = cells.dates(column)
    assert found.dropna().dt.strftime("%Y-%m-%d %H").tolist() == [
        "2022-04-03 09",
        "2022-04-04 00",
        "2021-01-01 00",
    ]
    assert reasons.tolist() == ["", "", "", cells.NO_DATE, ""]
    zoned = pd.Series(pd.to_datetime(["2022-04-03 09:00"])).dt.tz_localize("Asia/Tokyo")
    assert cells.dates(zoned)[0].tolist() == [pd.Timestamp("2022-04-03 09:00")]


def test_text_of_anything():
    column = pd.Series([1.0, 1.5, True, None, pd.NA, " x ", dt.date(2022, 1, 2), [1], "\ud800"])
    assert cells.text(column).fillna("-").tolist() == [
        "1", "1.5", "True", "-", "-", "x", "2022-01-02", "[1]", "?",
    ]  # fmt: skip


def test_flags_numbers_hours():
    yes, bad = cells.flags(pd.Series(["Yes", "x", "1", None, "no", "0", "maybe", True]))
    assert yes.tolist() == [True, True, True, False, False, False, False, True]
    assert bad.tolist() == [False] * 6 + [True, False]
    found, bad = cells.numbers(pd.Series(["1", "1.5", "", "many", "inf", "1,5"]))
    assert found[:2].tolist() == [1.0, 1.5]
    assert np.isnan(found[2:]).all()
    assert bad.tolist() == [False, False, False, True, True, True]
    hours, bad = cells.hours(pd.Series(["1:30", "2", dt.time(0, 45), "long"]))
    assert hours[:3].tolist() == [1.5, 2.0, 0.75]
    assert bad.tolist() == [False, False, False, True]
    assert cells.hours(pd.Series(pd.to_timedelta(["90min"])))[0].tolist() == [1.5]


@given(st.text(max_size=12), st.sampled_from([None, True, False]))
def test_any_text_is_a_date_or_a_reason(cell, dayfirst):
    found = cells.one_date(cell, dayfirst)
    assert isinstance(found, dt.datetime) or found in {cells.NO_DATE, cells.TWO_WAYS}


@given(st.dates(dt.date(1000, 1, 1)), st.booleans())
def test_written_dates_come_back(day, dayfirst):
    form = "%d/%m/%Y" if dayfirst else "%m/%d/%Y"
    assert cells.one_date(day.isoformat()).date() == day
    assert cells.one_date(day.strftime(form), dayfirst).date() == day
