"""Several names in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave import errors
from netweave.ingest.answers.checkboxes import SEPARATORS, splitter


@pytest.mark.parametrize("separator", SEPARATORS)
def test_separators(separator):
    cell = separator.join(["Ana Ruiz", " Ruiz, Bo ", "", "Cy"]) + separator
    assert splitter(separator, None)(cell) == ("Ana Ruiz", "Ruiz, Bo", "Cy")


def test_the_longest_name_that_was_offered_comes_first():
    split = splitter(", ", ["Ana", "Ruiz, Ana", "Ruiz, Ana, Jr", "Bo"])
    assert split("Ruiz, Ana, Jr, Ana, Bo") == ("Ruiz, Ana, Jr", "Ana", "Bo")
    assert split("bo, RUIZ,  ana") == ("Bo", "Ruiz, Ana")
    assert split("Ruiz") == ("Ruiz",)


def test_what_was_not_offered_stays_together():
    split = splitter(", ", ["Ana", "Bo"])
    assert split("somebody, from finance, Bo, else") == ("somebody, from finance", "Bo", "else")
    split = splitter(";", ["Ana", "Bo"])
    assert split("x; y;Bo") == ("x", "y", "Bo")


def test_a_comma_alone_needs_the_names():
    for separator in (",", ", ", " and "):
        with pytest.raises(errors.ArgumentError, match="choices must list the names"):
            splitter(separator, None)
    for separator in ("", None):
        with pytest.raises(errors.ArgumentError, match="separator must be the text"):
            splitter(separator, None)


@given(
    st.lists(st.sampled_from(["Ana", "Ruiz, Ana", "Bo", "Li, Bo", "Oh, Cy"]), max_size=6),
    st.sampled_from([", ", ","]),
)
def test_names_come_back_as_they_were_joined(names, separator):
    # no name begins with the end of another, so the cell can be read in one way only
    names = [name for name in names if name not in {"Ana", "Bo"}]
    split = splitter(separator, ["Ruiz, Ana", "Li, Bo", "Oh, Cy"])
    assert split(separator.join(names)) == tuple(names)


@given(st.text(alphabet="ab,; "), st.sampled_from([";", ", "]))
def test_no_letter_is_lost(cell, separator):
    found = splitter(separator, ["a", "b, a", "bb"])(cell)
    assert [mark for mark in "".join(found) if mark in "ab"] == [
        mark for mark in cell if mark in "ab"
    ]
