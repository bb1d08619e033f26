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
    assert wave_codes(times, table).tolist() == [-1, 0, 1, -1, -1]


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
