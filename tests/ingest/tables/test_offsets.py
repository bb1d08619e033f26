"""Clock times with an offset from UTC: as written where there is one, else in UTC."""

import pandas as pd
import pytest

from netweave.ingest.tables import cells, offsets


@pytest.mark.parametrize(
    ("cell", "offset"),
    [
        ("2022-03-31T23:30:00Z", 0),
        ("2022-04-01 01:30+02:00", 120),
        ("Apr 1, 2022 9:05 PM (UTC-05:30)", -330),
        ("3/31/2022 9:00 GMT+1", 60),
        ("2022-04-01 01:30", None),
        ("2022-04-01", None),
        ("soon: maybe", None),
    ],
)
def test_the_offset_of_a_clock_time(cell, offset):
    assert offsets.offset_of(cell) == offset


def test_one_offset_stays_as_written_and_different_ones_are_read_in_utc():
    """23:30 in London is 01:30 two hours further east: the same moment."""
    alike = pd.Series(["2022-04-01T01:30:00+02:00", "2022-04-01T03:30:00+02:00", "2022-04-01"])
    assert cells.dates(alike)[0].dt.hour.tolist() == [1, 3, 0]
    assert offsets.offsets_note(alike) == "clock times as written, their UTC offset dropped"
    mixed = pd.Series([*alike[[0, 2]], "2022-03-31T23:30:00Z", "2022-03-31 23:30"])
    found, reasons = cells.dates(mixed)
    assert found[:3].astype(str).tolist() == [
        "2022-03-31 23:30:00", "2022-04-01 00:00:00", "2022-03-31 23:30:00",
    ]  # fmt: skip
    assert reasons.tolist() == ["", "", "", cells.NO_OFFSET]
    assert offsets.offsets_note(mixed) == "clock times of different UTC offsets read in UTC"
    assert not offsets.offsets_note(["2022-04-01", "2022-04-01 9:00"])
    last = pd.Series(["9999-12-31T23:30:00-05:00", "2022-03-31T23:30:00Z"])
    assert cells.dates(last)[1].tolist() == [cells.NO_DATE, ""]
