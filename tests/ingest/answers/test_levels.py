"""Levels, marks and codes."""

import numpy as np
import pandas as pd
import pytest

from netweave import errors
from netweave.ingest.answers import levels
from netweave.scales import scale_named


def cells(*texts):
    return pd.Categorical(pd.array(list(texts), dtype="str"))


def lines(count):
    return np.arange(2, 2 + count)


def test_each_different_text_is_asked_once():
    asked = []
    found = levels.each(cells("a", "b", None, "a"), lambda text: asked.append(text) or text, "-")
    assert found.tolist() == ["a", "b", "-", "a"]
    assert asked == ["a", "b"]


def test_codes():
    words = levels.codes_of([99, "n/a"], "self")
    found = levels.coded(cells("99", "N/A", "Self", "9", None), words)
    assert found.tolist() == ["missing", "missing", "impossible", "", ""]
    assert levels.codes_of(None, None) == {}
    with pytest.raises(errors.ArgumentError, match=r"missing must list texts .* not blank"):
        levels.codes_of("", None)


def test_marks():
    written = cells("x", "1", "YES", "✓", "Bo", "no", "0", None)
    people = cells(*["Bo"] * 8)
    weight, no, reasons = levels.marked(written, people, "t['q']", lines(8))
    np.testing.assert_array_equal(weight, [1, 1, 1, 1, 1, np.nan, np.nan, np.nan])
    assert no.tolist() == [False] * 5 + [True, True, False]
    assert set(reasons) == {""}


def test_numbers_above_one_are_levels():
    people = cells("Bo", "Bo", "Bo")
    with pytest.raises(errors.RefusalError, match=r"E-SCALE: t.* line 4 holds '3'"):
        levels.marked(cells("1", "1", "3"), people, "t['q']", lines(3))
    weight, _, reasons = levels.marked(cells("x", "x", "maybe"), people, "t", lines(3))
    assert reasons.tolist() == ["", "", "'maybe' is no mark"]
    assert np.isnan(weight[2])
    with pytest.raises(errors.RefusalError, match="lines 3, 4 hold 'maybe', 'often'"):
        levels.marked(cells("x", "maybe", "often"), people, "t", lines(3))


def test_ranks():
    scale = scale_named("FREY_LCS")
    weight, reasons = levels.ranked(
        cells("Coalition", "0", "friend", None, "5"), scale, "t['q']", lines(5)
    )
    np.testing.assert_array_equal(weight, [4, 0, np.nan, np.nan, 5])
    assert reasons.tolist() == [
        "", "", "level 'friend' is not on the scale FREY_LCS", "level is missing", "",
    ]  # fmt: skip
    with pytest.raises(errors.DataError, match=r"must not be negative; 1 row is not: line 3 "):
        levels.ranked(cells("0", "-1", "-1"), scale, "t['q']", np.array([2, 3, 3]))
    with pytest.raises(errors.DataError, match="More than half are not on it"):
        levels.ranked(cells("often", "rarely", "0"), scale, "t['q']", lines(3))
