"""Times read in one order, and the union of stays."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave import errors
from netweave.ingest.sessions.logs import Asked
from netweave.ingest.sessions.stays import minutes_of, read_times, union_minutes

AMBIGUOUS = ["3/4/2022, 10:00:00 AM", "3/4/2022, 11:00:00 AM"]


def read(join, leave=None, **asked):
    columns = {"join": pd.Series(join, dtype="str")}
    if leave is not None:
        columns["leave"] = pd.Series(leave, dtype="str")
    return read_times("zoom.csv", columns, Asked(**asked))


def first(times):
    return str(times.found["join"][0])[:16]


def test_nothing_tells_the_order():
    with pytest.raises(errors.DataError, match=r"'3/4/2022, 10:00:00 AM'.*Say dayfirst=True"):
        read(AMBIGUOUS)


def test_the_caller_tells_the_order_or_the_day():
    assert first(read(AMBIGUOUS, dayfirst=True)) == "2022-04-03T10:00"
    assert first(read(AMBIGUOUS, dayfirst=False)) == "2022-03-04T10:00"
    told = read(AMBIGUOUS, date="2022-04-03")
    assert first(told) == "2022-04-03T10:00"
    assert told.note == "dates read day first"
    with pytest.raises(errors.DataError, match="meeting of '2022-03-04' or '2022-04-03', and date"):
        read(AMBIGUOUS, date="2022-05-05")


def test_the_file_proves_the_order():
    assert first(read([*AMBIGUOUS, "25/4/2022, 9:00:00 AM"])) == "2022-04-03T10:00"
    # Day first, somebody who joins before midnight leaves the next day; month first, a month later.
    overnight = read(["3/4/2022 11:30 PM"], ["4/4/2022 12:30 AM"])
    assert first(overnight) == "2022-04-03T23:30"


def test_where_the_order_makes_no_difference_nothing_is_asked():
    assert read(["Apr 3, 2022 10:00 AM"]).note == ""
    assert first(read(["4/4/22, 9:05:00 AM"])) == "2022-04-04T09:05"
    assert first(read(["2022-04-03 21:05"])) == "2022-04-03T21:05"


def test_what_is_no_time_is_marked():
    times = read(["2022-04-03 21:05", "soon", None])
    assert times.faulty["join"].tolist() == [False, True, False]
    assert np.isnat(times.found["join"]).tolist() == [False, True, True]


def test_minutes():
    cells = pd.Series(["87", "1h 27m 51s", "1:27:51", "0s", "", "an hour", "-3"])
    minutes, bad = minutes_of(cells.where(cells != ""))
    assert minutes.tolist()[:4] == [87, pytest.approx(87.85), pytest.approx(87.85), 0]
    assert np.isnan(minutes[4:]).all()
    assert bad.tolist() == [False] * 5 + [True, True]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 50), st.integers(0, 50)), max_size=12))
def test_the_union_counts_every_minute_once(stays):
    stays = [(who, min(ends), max(ends)) for who, *ends in stays]
    who, join, leave = (np.array([stay[at] for stay in stays], dtype=int) for at in range(3))
    day, minute = np.datetime64("2022-03-01", "us"), np.timedelta64(1, "m")
    found = union_minutes(who, day + join * minute, day + leave * minute)
    for person, minutes in zip(who, found, strict=True):
        covered = {m for one, begin, end in stays if one == person for m in range(begin, end)}
        assert minutes == len(covered)


def test_offsets_that_differ_between_columns_are_read_in_utc():
    """Joined at 23:30 in Greenwich and left at 01:30 two hours further east: no time at all."""
    times = read(["2022-03-31T23:30:00Z"], ["2022-04-01T01:30:00+02:00"])
    assert (times.found["leave"] - times.found["join"]).tolist() == [dt.timedelta(0)]
    assert times.note == "clock times of different UTC offsets read in UTC"
    alike = read(["2022-03-31T23:30:00+02:00"], ["2022-04-01T01:30:00+02:00"])
    assert first(alike) == "2022-03-31T23:30"
    assert alike.note == "clock times as written, their UTC offset dropped"
