"""What is to be checked in a column; what dates show is in test_table."""

import pandas as pd

from netweave.ingest.tables import signs


def test_lengths_above_a_day_that_look_like_a_clock_are_pointed_to():
    found = signs.hours_note(pd.Series(["27:51", "1:30", "27:51", "30 h", None]))
    assert found == (
        "2 cells of 24 hours or more, such as '27:51' read as 27 h 51 min: check that they are "
        "not minutes and seconds"
    )
    assert not signs.hours_note(pd.Series(["1:30", "23:59", "90 min"]))
    assert not signs.hours_note(pd.Series(pd.to_timedelta(["30h"])))
