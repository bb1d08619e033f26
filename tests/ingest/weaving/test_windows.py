"""Waves and windows."""

import datetime as dt

import pandas as pd
import pytest

from netweave import errors
from netweave.ingest.weaving.windows import wave_codes, waves_table


def test_order_and_windows():
    table = waves_table({"b": ("2022-01-01", dt.date(2022, 7, 1)), "a": None}, ["a", "c"])
    assert list(table.index) == ["b", "a", "c"]
    assert table["start"].isna().tolist() == [False, True, True]
    assert list(waves_table(["x", "y"]).index) == ["x", "y"]
    assert len(waves_table(None)) == 0


def test_half_open():
    table = waves_table({"w1": ("2022-01-01", "2022-07-01"), "w2": ("2022-07-01", "2023-01-01")})
    times = pd.Series(
        pd.to_datetime(["2021-12-31", "2022-01-01", "2022-07-01", "2023-01-01", None])
    )
    places, coarse = wave_codes(times, times, table)
    assert places.tolist() == [-1, 0, 1, -1, -1]
    assert not coarse.any()


@pytest.mark.parametrize(
    ("first", "last", "place", "coarse"),
    [
        ("2022-01-01", "2022-12-31", -1, True),  # a year over both waves
        ("2022-06-01", "2022-06-30", 0, False),  # the last month of the first
        ("2022-07-01", "2022-07-31", -1, True),  # the second ends within this month
        ("2021-12-01", "2021-12-31", -1, False),  # before everything
        ("2021-01-01", "2021-12-31", -1, False),
        ("2022-07-15", "2022-07-15", 1, False),  # a day
        ("2022-07-20 11:59", "2022-07-20", 1, False),  # the second ends at noon of that day
        ("2022-07-20 12:00", "2022-07-20", -1, False),
    ],
)
def test_a_month_or_a_year_must_lie_in_one_window(first, last, place, coarse):
    table = waves_table({
        "w1": ("2022-01-01", "2022-07-01"), "w2": ("2022-07-01", "2022-07-20 12:00"),
    })  # fmt: skip
    times, until = (pd.Series(pd.to_datetime([end])) for end in (first, last))
    found, marked = wave_codes(times, until, table)
    assert (found.tolist(), marked.tolist()) == ([place], [coarse])


@pytest.mark.parametrize(
    ("waves", "words"),
    [
        ({"w": ("2022-01-01",)}, "two dates"),
        ({"w": ("2022-02-01", "2022-01-01")}, "end after it starts"),
        ({"w": ("soon", "2022-01-01")}, "must hold dates, got 'soon'"),
        ({"w": ("03/04/2022", "2023-01-01")}, "day first or month first"),
        (
            {"w": ("2022-01-01", "2022-03-01"), "v": ("2022-02-01", "2022-04-01")},
            "'w' ends after 'v'",
        ),
    ],
)
def test_windows_that_make_no_sense(waves, words):
    with pytest.raises(errors.ArgumentError, match=words):
        waves_table(waves)


def test_a_table_of_waves_is_refused():
    """Its columns, start and end, would be two waves without dates."""
    table = pd.DataFrame({"start": ["2022-01-01"], "end": ["2022-07-01"]}, index=["first"])
    with pytest.raises(errors.ArgumentError, match="waves must hold a window for each label"):
        waves_table(table)
