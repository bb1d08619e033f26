"""Waves in which there is little to see, and laws that hold for any."""

import warnings

import numpy as np
import pandas as pd
import pytest

from netweave import Network
from netweave.compare import over_waves, tie_survival

NAMES = [f"p{number}" for number in range(12)]


def several(people, ties, labels="abc"):
    windows = pd.DataFrame(
        {
            "start": [f"{2021 + place}-01-01" for place in range(len(labels))],
            "end": [f"{2022 + place}-01-01" for place in range(len(labels))],
        },
        index=pd.Index(list(labels), name="wave"),
    )
    table = pd.DataFrame(ties, columns=["learner", "learned_from", "wave"])
    return Network(people, table, waves=windows)


def homes(count, organizations):
    groups = [f"o{place % organizations}" for place in range(count)]
    return pd.DataFrame({"organization": groups}, index=NAMES[:count])


def complete(people):
    return [(one, other) for one in people.index for other in people.index if one < other]


CASES = {
    "one person": (homes(1, 1), []),
    "two people": (homes(2, 2), [("p0", "p1", "b")]),
    "one organization": (homes(5, 1), [("p0", "p1", "a"), ("p0", "p1", "b")]),
    "no organization known": (pd.DataFrame(index=NAMES[:4]), [("p0", "p1", "a")]),
    "no ties": (homes(8, 4), []),
    "ties at the end only": (homes(8, 4), [("p0", "p1", "c")]),
    "complete": (homes(8, 4), [(*pair, w) for pair in complete(homes(8, 4)) for w in "abc"]),
    "star": (homes(9, 3), [(name, "p0", w) for name in NAMES[1:9] for w in "abc"]),
    "star comes": (homes(9, 3), [(name, "p0", "c") for name in NAMES[1:9]]),
    "complete goes": (homes(8, 8), [(*pair, "a") for pair in complete(homes(8, 8))]),
}


@pytest.mark.parametrize("case", CASES)
def test_little_to_see_is_said_and_breaks_nothing(case):
    net = several(*CASES[case])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        waves, lasting = over_waves(net), tie_survival(net)
    for found in (waves, lasting):
        table = found.table
        assert (table["estimate"].isna() == (table["reason"].isin(HARD))).all()
        assert "nan" not in found.sentence
        assert found.sentence.endswith("No comparison group: this is change, not effect.")
        assert found.claim == (3 if table["conf_low"].notna().any() else 1)
        assert str(found)
        assert found._repr_html_()


HARD = {"NO_GROUP", "ONE_GROUP", "NO_DYADS", "NOT_OBSERVED", "NO_TIES", "NO_DATES"}


def test_nobody_at_all():
    found = over_waves(several(homes(1, 1).iloc[:0], []))
    assert found.periods["people"].tolist() == [0, 0]
    assert found.breaks["why"].tolist() == ["nobody is in both waves"] * 2


def test_the_order_of_people_and_the_direction_of_ties_do_not_matter():
    rng = np.random.default_rng(1)
    people = homes(12, 6)
    ties = [(*pair, wave) for pair in complete(people) for wave in "abc" if rng.random() < 0.3]
    shuffled = people.iloc[rng.permutation(len(people))]
    turned = [(other, one, wave) for one, other, wave in ties]
    nets = several(people, ties), several(shuffled, turned)
    numbers = ["estimate", "std_error", "conf_low", "conf_high"]
    first, second = (over_waves(net).table[numbers] for net in nets)
    assert first.notna().all(axis=None)
    pd.testing.assert_frame_equal(first, second)
    first, second = (tie_survival(net).at_risk for net in nets)
    pd.testing.assert_frame_equal(first, second)
