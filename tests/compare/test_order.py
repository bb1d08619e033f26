"""Whether waves stand the wrong way round by their names; and in which order they are taken."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.compare.order import backwards, in_words, wrong_way_round

WRONG = [
    ("after", "before"), ("post", "pre"), ("closing", "baseline"), ("Follow-up", "Baseline"),
    ("endline", "midline"), ("last", "first"), ("t2", "t1"), ("T10", "T9"), ("2", "1"),
    ("Wave two", "wave one"), ("2024", "2023"), ("2024-05", "2024-01"), ("01/2025", "05/2024"),
    ("first follow-up", "baseline"), ("first follow up", "baseline"),
    ("second follow-up", "first follow-up"),
    ("May 2024", "January 2024"), ("6 months", "3 months"), ("2024-12-31", "2024-02-01"),
]  # fmt: skip
# Names that say nothing of an order, or contradict each other.
OPEN = [
    ("a", "b"), ("", "x"), ("spring 2024", "autumn 2024"), ("6 months", "1 year"),
    ("31.01.2024", "01.12.2024"), ("2024", "2024-05"), ("end of year 1", "start of year 2"),
    ("endline 2023", "baseline 2024"), ("mayor 2024", "april 2024"),
    ("end of first year", "start of second year"),
    ("baseline", "first follow-up"), ("last baseline", "first follow-up"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), WRONG)
def test_names_that_say_another_order(first, second):
    assert wrong_way_round(first, second)
    assert not wrong_way_round(second, first)


@pytest.mark.parametrize(("first", "second"), OPEN)
def test_names_that_leave_it_open(first, second):
    assert not wrong_way_round(first, second)


def waves(labels, starts=None):
    found = pd.to_datetime(starts) if starts else [pd.NaT] * len(labels)
    return pd.DataFrame({"start": found, "end": found}, index=labels)


def test_dates_hold_whatever_the_waves_are_called():
    assert backwards(waves(["closing", "baseline"])).code == "W28"
    assert backwards(waves(["closing", "baseline"], ["2023-01-01", "2024-01-01"])) is None
    assert backwards(waves([])) is None
    assert in_words(waves(["a", "b"]), "as given") == "Waves in this order: a, b, as given."
    dated = waves(["a", "b"], ["2023-01-01", "2024-01-01"])
    assert in_words(dated, "as given") == "Waves in this order: a, b, by their dates."


def test_a_change_between_turned_waves_says_so():
    people = pd.DataFrame({"organization": list("aabbcc")}, index=[f"p{n}" for n in range(6)])
    ties = pd.DataFrame({
        "learner": ["p0", "p0", "p2"], "learned_from": ["p2", "p4", "p5"],
        "wave": ["t2", "t2", "t1"],
    })  # fmt: skip
    net = nw.Network(people, ties, waves=["t2", "t1"])
    found = nw.compare.before_after(net.wave("t2"), net.wave("t1"))
    assert "W28" in {one.code for one in found.warnings}
    assert "suggest that they stand the wrong way round" in found.sentence
    turned = nw.compare.before_after(net.wave("t1"), net.wave("t2"))
    assert "W28" not in {one.code for one in turned.warnings}
    assert "wrong way round" not in turned.sentence
    assert np.isclose(found.table["estimate"].iloc[0], -turned.table["estimate"].iloc[0])
