"""Measures side by side, over waves, and why a value is missing."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.passports import passport

TIES = pd.DataFrame({
    "learner": ["ana", "ben", "ana"],
    "learned_from": ["ben", "ana", "cleo"],
    "weight": [2.0, 1.0, 1.0],
})
NET = nw.Network(["ana", "ben", "cleo", "dan"], TIES)


def test_one_column_per_measure_and_reasons_only_where_needed():
    table = nw.measure(NET, [nw.degree, partial(nw.strength, role="taught"), nw.constraint])
    assert list(table) == ["degree", "strength_taught", "constraint", "why_constraint"]
    assert table.index.equals(NET.people.index)
    assert table["strength_taught"].tolist() == [1, 2, 1, 0]
    assert table["why_constraint"].tolist()[-1] == "NO_ALTERS"
    assert table["why_constraint"].isna().tolist() == [True, True, True, False]


def test_one_function_needs_no_list():
    assert list(nw.measure(NET, nw.degree)) == ["degree"]


def test_clusters_flags_and_functions_of_ones_own():
    def twice(net):
        return 2 * nw.degree(net).rename(None)

    table = nw.measure(NET, [partial(nw.communities, seed=1), nw.isolates, nw.components, twice])
    assert list(table) == ["cluster", "isolates", "components", "twice"]
    assert table["cluster"].tolist() == [1, 1, 1, 2]
    assert table["twice"].tolist() == [4, 2, 2, 0]


def test_an_own_function_may_be_undefined_without_a_reason():
    def unknown(net):
        return pd.Series(np.nan, index=net.people.index, name="unknown")

    table = nw.measure(NET, unknown)
    assert table["why_unknown"].isna().all()


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        ([nw.density], "one value per person, got 'density'. density speaks of the whole network"),
        ([nw.degree, nw.degree], "columns of different names, got 'degree'"),
        ([lambda net: 3], "one value per person, got '<lambda>'. Give a Series"),
        ([lambda net: pd.Series([1.0])], "one value per person"),
        ("degree", "must be measures, such as nw.degree, not their names, got 'degree'"),
        ([nw.degree, "strength"], "not their names, got 'strength'"),
    ],
)
def test_what_cannot_stand_in_the_table(functions, message):
    with pytest.raises(nw.errors.ArgumentError, match=message):
        nw.measure(NET, functions)


def waves():
    """Give a network of two waves; cleo is eligible in the second one only."""
    people = pd.DataFrame(index=["ana", "ben", "cleo"])
    roster = pd.DataFrame({
        "wave": ["start"] * 3 + ["end"] * 3,
        "person": ["ana", "ben", "cleo"] * 2,
        "eligible": [True, True, False, True, True, True],
    })
    ties = pd.DataFrame({
        "learner": ["ana", "ana", "cleo"],
        "learned_from": ["ben", "ben", "ana"],
        "wave": ["start", "end", "end"],
    })
    return nw.Network(people, ties, roster=roster, waves=["start", "end"])


def test_everybody_in_every_wave():
    table = nw.panel(waves(), [nw.degree, nw.constraint, nw.isolates, nw.components])
    assert table.index.names == ["wave", "person"]
    assert table.index.tolist() == [
        (wave, person) for wave in ("start", "end") for person in ("ana", "ben", "cleo")
    ]
    assert table["degree"].tolist() == pytest.approx([1, 1, np.nan, 2, 1, 1], nan_ok=True)
    absent = ("start", "cleo")
    for name in ("degree", "constraint", "isolates", "components"):
        assert pd.isna(table.loc[absent, name])
        assert table.loc[absent, f"why_{name}"] == "NOT_OBSERVED"
    assert table["why_degree"].notna().sum() == 1
    assert list(table)[:4] == ["degree", "why_degree", "constraint", "why_constraint"]


def test_a_panel_from_a_mapping_and_of_nothing():
    net = waves()
    pd.testing.assert_frame_equal(
        nw.panel(net.by_wave(), [nw.degree]).sort_index(), nw.panel(net, nw.degree).sort_index()
    )
    assert len(nw.panel({}, [nw.degree])) == 0


def test_complete_panels_need_no_reasons():
    assert list(nw.panel({"only": NET}, [nw.degree])) == ["degree"]


def test_an_undefined_value_keeps_its_own_reason():
    table = nw.panel({"start": NET, "end": NET.subset(["ana", "ben"])}, nw.constraint)
    assert table.loc[("start", "dan"), "why_constraint"] == "NO_ALTERS"
    assert table.loc[("end", "dan"), "why_constraint"] == "NOT_OBSERVED"


def test_reasons_for_a_network_a_result_and_a_stranger():
    alone = nw.Network(["ana"], TIES[:0])
    assert nw.reasons(alone, nw.density).to_dict() == {"density": "N<2"}
    assert nw.reasons(NET, nw.density).isna().all()
    assert nw.reasons(NET, nw.hub_dependence)["pair_loss"] == "NO_CONVENER"
    assert nw.reasons(alone, partial(nw.betweenness, normalized=True)).tolist() == ["N<3"]
    with pytest.raises(nw.errors.ArgumentError, match="function must be a measure of netweave"):
        nw.reasons(NET, len)


def test_the_passport_says_what_counted():
    kinds = pd.DataFrame(
        {"evidence": ["reported", "opportunity"], "headline": [True, False]},
        index=["advice", "attendance"],
    )
    ties = TIES.assign(kind=["advice", "attendance", "advice"])
    net = nw.Network(["ana", "ben", "cleo"], ties, kinds).with_threshold({"advice": 2})
    found = passport(net, "density", seed=3)
    assert (found.kinds, found.left_out) == (("advice",), ("attendance",))
    assert found.threshold == "advice from 2"
    assert (found.people, found.ties, found.seed) == (3, 1, 3)
    assert found.convener == "none marked"
    assert found.formula.startswith("method")
