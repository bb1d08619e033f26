"""Numbers in words: nothing is rounded into a claim."""

import math

import pytest

from netweave.report.wording import percent


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        (1, 0, "100%"),
        (0.9976, 0, ">99%"),
        (0.9949, 0, "99%"),
        (0.9976, 1, "99.8%"),
        (0.9999, 1, ">99.9%"),
        (0, 0, "0%"),
        (0.004, 0, "<1%"),
        (0.004, 1, "0.4%"),
        (0.0001, 1, "<0.1%"),
        (0.5, 0, "50%"),
        (math.nan, 0, "–"),
    ],
)
def test_only_all_is_100_and_only_nothing_is_0(share, digits, text):
    assert percent(share, digits) == text
