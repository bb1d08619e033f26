"""What a table says of how its dates were read."""

import datetime as dt

import pandas as pd
import pytest

from netweave.ingest.tables.reading import read_table


def note(values, **options):
    return read_table(pd.DataFrame({"day": values})).dates_note("day", **options)


def test_how_many_cells_prove_the_order():
    """Line 1 can be read two ways; lines 2 and 3, and 4, prove that days stand first."""
    two_ways = ["03/04/2022"]
    told = "; dates of 'day' read day first, as line 2 "
    assert note([*two_ways, "13/04/2022"]) == told + "shows"
    assert note([*two_ways, "13/04/2022", "13/04/2022"]) == told + "and 1 other show"
    assert note([*two_ways, "13/04/2022", "14/04/2022", "15/04/2022"]) == told + "and 2 others show"
    assert note(["13/04/2022", "2022-01-01"]) == ""


def test_one_slip_must_not_decide_for_many_unseen():
    many = [f"0{day}/0{month}/2022" for day in range(1, 5) for month in range(5, 8)]
    assert note([*many[:10], "13/04/2022"]).endswith("as line 11 shows")
    assert note([*many[:11], "13/04/2022"]) == (
        "; dates of 'day' read day first, as line 12 alone shows for 11 others that can be read "
        "two ways: check it"
    )


@pytest.mark.parametrize("options", [{}, {"dayfirst": True}])
def test_a_spreadsheet_that_swapped_days_and_months_leaves_a_sign(options):
    """The text proves day first; what became a date has a day of 12 or less."""
    told = note([dt.datetime(2022, 3, 4), "13/04/2022", dt.date(2022, 5, 12)], **options)
    assert told == (
        "; some cells of 'day' are dates and others text; a spreadsheet may have swapped day and "
        "month in those that are dates (lines 1, 3): check them"
    )


def test_dates_of_a_late_day_were_not_swapped():
    assert note([dt.datetime(2022, 3, 14), "13/04/2022", dt.datetime(2022, 5, 12)]) == ""
    assert note([dt.datetime(2022, 3, 4), "2022-04-13"]) == ""
    assert note([dt.datetime(2022, 3, 4), dt.datetime(2022, 5, 2)]) == ""


def test_offsets_that_were_dropped_are_said():
    dropped = "; clock times of 'day' as written, their UTC offset dropped"
    assert note(["2022-03-31T23:30:00Z", "2022-04-01"]) == dropped
    assert note(pd.to_datetime(["2022-03-31T23:30:00Z"])) == dropped
    assert note(["2022-03-31T23:30:00Z", "2022-03-31T23:30:00-05:00"]) == (
        "; clock times of 'day' of different UTC offsets read in UTC"
    )
    assert note(["2022-03-31 23:30"]) == ""
