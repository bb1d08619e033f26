"""What single cells say."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave.ingest.tables import cells, signs


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
        ("Aug 12, 2026 10:00 AM", "2026-08-12T10:00:00"),
        ("12/31/2020, 9:50:12\u202fAM", "2020-12-31T09:50:12"),
        ("31/12/2020, 21:50:12", "2020-12-31T21:50:12"),
        ("2026-08-12T10:00:00-0500", "2026-08-12T10:00:00"),
        ("2026-08-12T10:00:00.123+00:00", "2026-08-12T10:00:00"),
        ("2026/08/12 10:00:00 p.m. GMT+2", "2026-08-12T22:00:00"),
        ("2026-08-12 10:00 (UTC+01:00)", "2026-08-12T10:00:00"),
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
        "2022-04-03 24:00",
        "2022-W14-7",
        "2022-04-03 10:00 in the hall",
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


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2022", "13/04/2022"], True),
        (["03/04/2022", "04/13/2022"], False),
        (["03/04/2022", "04/04/2022"], None),
        (["13/04/2022", "04/13/2022"], None),
        (["2022-04-13", "13 April 2022", "30/30/2022", "x"], None),
        (["Mon, 13.04.2022 9:00", "2/3/2022"], True),
    ],
)
def test_one_cell_settles_the_order_of_days_and_months(column, order):
    assert cells.day_first_of(column) is order


def test_dates_that_another_cell_settles():
    column = pd.Series(["03/04/2022", "13/04/2022", None, "soon"])
    found, reasons = cells.dates(column)
    assert found[:2].dt.month.tolist() == [4, 4]
    assert reasons.tolist() == ["", "", "", cells.NO_DATE]
    first, rows, decided = signs.order_shown(*cells.coded_texts(column))
    assert (first, rows.tolist(), decided) == (True, [1], 1)
    both = pd.Series(["03/04/2022", "13/04/2022", "04/13/2022"])
    assert cells.dates(both)[1].tolist() == [cells.TWO_WAYS, "", ""]
    assert signs.order_shown(*cells.coded_texts(both)) is None
    plain = pd.Series(["13/04/2022", "2022-01-01"])
    assert signs.order_shown(*cells.coded_texts(plain)) is None
    assert cells.dates(column, dayfirst=False)[1].tolist()[1] == cells.NO_DATE


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (["1,5", "2"], [1.5, 2]),
        (["1,5", "1,234"], [1.5, 1.234]),
        (["0,125", "12,345"], [0.125, 12.345]),
        (["1234,567", "1,234"], [1234.567, 1.234]),
        (["1,234", "2"], [None, 2]),
        (["1,5", "1.5"], [None, 1.5]),
        (["1.234,5", "2"], [None, 2]),
        (["1,234.5", "2"], [None, 2]),
        (["+1", "-.5"], [1, -0.5]),
        (["0x10", "1_000"], [None, None]),
        (["nan", "inf"], [None, None]),
    ],
)
def test_decimal_commas(column, found):
    numbers, bad = cells.numbers(pd.Series(column))
    assert [None if np.isnan(number) else number for number in numbers] == found
    assert bad.tolist() == [number is None for number in found]


def test_why_a_cell_holds_no_number():
    column = pd.Series(["1,234", "many", None, "7"])
    reasons = cells.number_reasons(column, "level is no number")
    assert reasons.tolist() == [cells.TWO_NUMBERS, "level is no number", "", ""]


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("1h 27m 36s", 1.46),
        ("1 hr 30 min", 1.5),
        ("2 hours, 15 minutes", 2.25),
        ("27 m", 0.45),
        ("90min", 1.5),
        ("36s", 0.01),
        ("1:05:24", 1.09),
        ("PT1H15M", 1.25),
        ("PT45M", 0.75),
        ("1.5 h", 1.5),
        ("1,5 h", 1.5),
        ("1,5", 1.5),
        ("0:30", 0.5),
        ("25:30", 25.5),
        (dt.timedelta(hours=30, minutes=15), 30.25),
        (dt.time(1, 30), 1.5),
    ],
)
def test_durations_in_hours(cell, hours):
    found, bad = cells.hours(pd.Series([cell], dtype="object"))
    assert found[0] == pytest.approx(hours)
    assert not bad[0]


@pytest.mark.parametrize("cell", ["PT", "h", "1:75", "long", "1 2", "5 mi", "-1h"])
def test_no_durations(cell):
    found, bad = cells.hours(pd.Series([cell]))
    assert np.isnan(found[0])
    assert bad[0]


def test_long_ids_keep_every_digit():
    assert cells.text(pd.Series([2**60 + 1])).tolist() == [str(2**60 + 1)]
    assert cells.text(pd.Series([2.0**52 + 1])).tolist() == [str(2**52 + 1)]


def test_text_of_typed_columns():
    words = pd.Series(["b ", "a", None, "b"], dtype="category")
    assert cells.text(words).fillna("-").tolist() == ["b", "a", "-", "b"]
    assert cells.text(pd.Series([1, None], dtype="Int64")).fillna("-").tolist() == ["1", "-"]
    moments = pd.Series(pd.to_datetime(["2022-04-03", None]))
    assert cells.text(moments).fillna("-").tolist() == ["2022-04-03", "-"]
    coded, names = cells.coded_texts(pd.Series(["x", " x", "", None]))
    assert (coded.tolist(), names) == ([0, 0, -1, -1], ["x"])
