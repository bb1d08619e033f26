"""What is no number, or says nothing of anybody, is refused in words."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.errors import ArgumentError, DataError

PEOPLE = [f"p{place}" for place in range(8)]
SAYS = pd.Series(np.linspace(0.1, 0.9, 8), PEOPLE, name="openness")
DOES = pd.Series([0.2, 0.1, 0.4, 0.3, 0.6, 0.5, 0.9, 0.8], PEOPLE)
ANSWERS = pd.DataFrame({"a": [1, 2, 3, 4, 5], "b": [2, 2, 3, 5, 5], "c": [1, 3, 3, 4, 4]})
ITEMS = pd.DataFrame({"item": ["a", "b", "c"], "principle": "openness"})
NOBODY = [
    pd.Series({"q1": "A"}),
    pd.Series(dtype="str"),
    pd.Series(None, index=PEOPLE, dtype="object"),
]


@pytest.mark.parametrize("organization", NOBODY)
def test_organizations_of_nobody_are_refused(organization):
    with pytest.raises(DataError, match="organization says nothing of anybody"):
        nw.attitude_and_behavior(SAYS, DOES, organization=organization, draws=9)
    one = pd.Series({"p0": "A", "p1": "A"})
    assert nw.attitude_and_behavior(SAYS, DOES, organization=one, draws=9).table["n"].eq(8).any()


@pytest.mark.parametrize("error", [pd.Series({"q1": 0.1}), pd.Series(np.nan, index=PEOPLE)])
def test_errors_of_nobody_are_refused(error):
    with pytest.raises(DataError, match="behavior_error says nothing of anybody"):
        nw.attitude_and_behavior(SAYS, DOES, behavior_error=error, draws=9)


@pytest.mark.parametrize(("wrong", "match"), [
    (DOES * np.inf, "behavior must be finite, and is not for 8 of 8"),
    (DOES.astype(str), "behavior must hold numbers or be missing, got values such as '0.2'"),
    (DOES * 1j, "behavior must hold numbers"),
    (pd.Series(pd.Timestamp(0), index=PEOPLE), "behavior must hold numbers"),
])  # fmt: skip
def test_what_is_no_finite_number_is_refused(wrong, match):
    with pytest.raises(DataError, match=match):
        nw.attitude_and_behavior(SAYS, wrong, draws=9)
    with pytest.raises(DataError, match=match.replace("behavior", "scores")):
        nw.attitude_and_behavior(wrong, SAYS, draws=9)


@pytest.mark.parametrize("kind", ["object", "Float64", "float32"])
def test_numbers_of_any_sort_are_taken(kind):
    found = nw.attitude_and_behavior(SAYS, DOES.astype(kind), draws=9)
    wanted = nw.attitude_and_behavior(SAYS, DOES, draws=9)
    assert found.table["estimate"].tolist() == pytest.approx(
        wanted.table["estimate"].tolist(), nan_ok=True
    )


@pytest.mark.parametrize(("facts", "match"), [
    ({"highest": np.inf}, "items\\['highest'\\] must be finite"),
    ({"lowest": "x"}, "items\\['lowest'\\] must hold numbers"),
    ({"highest": [[1], [1], [1]]}, "items\\['highest'\\] must hold numbers"),
    ({"principle": ["openness", None, "openness"]}, "items gives no principle for 'b'"),
])  # fmt: skip
def test_facts_that_say_nothing_are_refused(facts, match):
    with pytest.raises(DataError, match=match):
        nw.mindset_scale(ANSWERS, ITEMS.assign(**facts))


def test_a_scale_without_end_and_answers_that_are_no_numbers_are_refused():
    with pytest.raises(ArgumentError, match="highest must be a number or None, got inf"):
        nw.mindset_scale(ANSWERS, ITEMS, highest=float("inf"))
    for wrong in (ANSWERS.astype(complex), ANSWERS.astype("datetime64[ns]")):
        with pytest.raises(DataError, match="answers must be numbers from 1 to 5"):
            nw.mindset_scale(wrong, ITEMS)
