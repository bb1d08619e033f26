"""Waves in which there is little to see, and laws that hold for any."""

import warnings

import numpy as np
import pandas as pd
import pytest

from netweave import Network
from netweave.compare import over_waves, tie_survival
from netweave.errors import ArgumentError

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


def refused(match, waves, **options):
    for function in (over_waves, tie_survival):
        with pytest.raises(ArgumentError, match=match):
            function(waves, **options)


def test_waves_that_contradict_themselves_are_refused():
    net = several(homes(8, 4), [("p0", "p1", wave) for wave in "abc"])
    one, other = net.wave("a"), net.wave("b")
    refused("labels that differ", {1: one, "1": other})
    refused("by the name of another", {"b": one, "a": other})
    refused("in the order of their dates", {"late": other, "early": one})
    for share in (float("nan"), -1, 5):
        refused("least_shared must", net, least_shared=share)
    assert over_waves({"early": one, "late": other}).waves == ("early", "late")


@pytest.mark.parametrize(("ends", "joined"), [("2022-01-01", True), ("2022-06-01", False)])
def test_waves_whose_windows_overlap_are_not_joined(ends, joined):
    net = several(homes(8, 4), [("p0", "p1", wave) for wave in "abc"])
    windows = net.waves.assign(end=[ends, *net.waves["end"].astype("str").tolist()[1:]])
    found = over_waves(Network(net.people, net.ties, waves=windows))
    assert found.periods["joined"].tolist() == [joined, True]
    assert ("their windows overlap" in found.sentence) is not joined


def test_waves_of_the_same_dates_have_no_slope():
    net = several(homes(8, 4), [("p0", "p1", wave) for wave in "abc"])
    windows = net.waves.assign(start="2021-01-01", end="2021-02-01")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = over_waves(Network(net.people, net.ties, waves=windows))
    assert not found.periods["joined"].any()
    assert not len(found.slopes)


def test_so_many_people_that_their_pairs_fill_the_memory_are_refused():
    people = pd.DataFrame(index=[str(place) for place in range(5_001)])
    ties = [("0", "1", wave) for wave in "ab"]
    refused("comparisons of waves pair by pair", several(people, ties, "ab"))


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
