"""What all layouts of attendance share."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from netweave import errors
from netweave.ingest.sessions.logs import Asked, dated_label, long_frame, one_day, stem


def test_days():
    assert one_day("date", "2022-03", None) == (
        np.datetime64("2022-03-01", "us"), np.datetime64("2022-03-31", "us"),
    )  # fmt: skip
    assert one_day("date", dt.date(2022, 3, 1), None)[0] == np.datetime64("2022-03-01", "us")
    assert one_day("date", "3/4/2022", dayfirst=True)[0] == np.datetime64("2022-04-03", "us")
    assert np.isnat(one_day("date", None, None)).all()
    with pytest.raises(errors.ArgumentError, match="date must be a date such as"):
        one_day("date", "3/4/2022", None)


def test_what_was_given():
    asked = Asked(person="who", dayfirst=False)
    assert asked.given == ["person", "dayfirst"]
    assert asked.names_columns
    assert not Asked(session="s").names_columns


def test_labels():
    assert dated_label("Call", np.datetime64("2022-03-01T10:05", "us")) == "Call, 2022-03-01 10:05"
    assert dated_label("Call", np.datetime64("2022-03-01", "us")) == "Call, 2022-03-01"
    assert dated_label("Call", np.datetime64("NaT", "us")) == "Call"
    assert stem("in/zoom 3.csv") == "zoom 3"
    assert stem(pd.DataFrame()) == "attendance"


def test_what_is_not_known_is_missing():
    frame = long_frame(2, {"minutes": [1.0, 2.0]})
    assert frame["part"].tolist() == ["attendee", "attendee"]
    assert frame.drop(columns=["part", "minutes"]).isna().all(axis=None)
