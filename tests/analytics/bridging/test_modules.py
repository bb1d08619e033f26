"""Participation and ties within modules, on networks solved by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw

PEOPLE = {"a1": "A", "a2": "A", "b1": "B", "c1": "C", "d1": np.nan, "e1": "C"}


def network(edges, groups=PEOPLE, **columns):
    """Give a network from "a-b" = a learned from b, and {person: organization}."""
    pairs = [edge.split("-") for edge in edges.split()]
    people = pd.DataFrame({"organization": pd.Series(groups, dtype="str")})
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(people, ties.assign(**columns))


def test_participation_in_each_role():
    net = network("a1-a2 a1-b1 c1-a1 a1-c1 d1-a1", weight=[2.0, 1.0, 3.0, 2.0, 9.0])
    both = nw.participation(net)
    assert both["a1"] == pytest.approx(1 - 3 / 9)
    assert both[["a2", "b1", "c1"]].tolist() == [0, 0, 0]
    assert nw.participation(net, normalized=True)["a1"] == pytest.approx(1)
    assert nw.participation(net, weighted=True)["a1"] == pytest.approx(1 - (4 + 1 + 25) / 64)
    learned = nw.participation(net, weighted=True, role="learned")
    assert learned["a1"] == pytest.approx(1 - (4 + 1 + 4) / 25)
    assert learned.name == "participation_learned_weighted"
    assert nw.participation(net, role="taught")["a1"] == 0
    why = nw.reasons(net, nw.participation)
    assert why[["d1", "e1"]].tolist() == ["NO_GROUP_KNOWN", "NO_ALTERS"]


def test_a_person_whose_contacts_are_all_unknown_has_none():
    why = nw.reasons(network("a1-d1 a2-b1"), nw.participation)
    assert why[["a1", "d1"]].tolist() == ["NO_GROUP_KNOWN"] * 2
    assert pd.isna(why["a2"])


def test_one_group_cannot_be_normalized():
    net = network("a1-a2", {"a1": "A", "a2": "A"})
    assert nw.participation(net).isna().all()
    assert set(nw.reasons(net, nw.participation)) == {"ONE_GROUP"}
    assert nw.participation(net, net.people["organization"]).tolist() == [0, 0]
    assert nw.participation(net, normalized=True).isna().all()


def test_modules_may_be_a_series_or_communities():
    net = network("a1-a2 b1-c1 a1-b1")
    split = pd.Series([1, 1, 2, 2, 1, 2], index=["a1", "a2", "b1", "c1", "d1", "e1"])
    wanted = [0.5, 0, 0.5, 0, np.nan, np.nan]
    assert nw.participation(net, split).tolist() == pytest.approx(wanted, nan_ok=True)
    found = nw.communities(net, seed=1)
    pd.testing.assert_series_equal(
        nw.participation(net, found), nw.participation(net, found.labels)
    )
    with pytest.raises(nw.errors.DataError, match="partition lacks 5 of the people"):
        nw.participation(net, split[:1])
    with pytest.raises(nw.errors.ArgumentError, match="role"):
        nw.participation(net, role="any")


def test_ties_inside_the_module_in_deviations():
    groups = dict.fromkeys("abcd", "A") | {"e": "B", "f": "B"}
    net = network("a-b a-c a-d e-f a-e", groups)
    found = nw.within_module_z(net)
    # Inside: 3, 1, 1, 1; mean 3/2, variance 3/4.
    assert found["a"] == pytest.approx(1.5 / np.sqrt(0.75))
    assert found["b"] == pytest.approx(-0.5 / np.sqrt(0.75))
    why = nw.reasons(net, nw.within_module_z)
    assert why[["e", "f"]].tolist() == ["NO_VARIANCE"] * 2
    taught = nw.within_module_z(net, role="taught")
    assert taught[["a", "b"]].tolist() == pytest.approx([-np.sqrt(3), np.sqrt(1 / 3)])
