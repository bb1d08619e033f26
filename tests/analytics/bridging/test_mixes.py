"""Mixing and single threads, on networks solved by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw


def network(edges, organizations, **columns):
    """Give a network from "a-b" = a learned from b, and {person: organization}."""
    pairs = [edge.split("-") for edge in edges.split()]
    people = pd.DataFrame({"organization": pd.Series(organizations, dtype="str")})
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(people, ties.assign(**columns))


PAIRS = {"a1": "A", "a2": "A", "b1": "B", "b2": "B", "c1": "C"}


def test_support_is_the_fewest_departures():
    star = network("a1-b1 a1-b2 a2-c1", PAIRS)
    table = nw.mixing(star).set_index(["organization_a", "organization_b"])
    assert table.loc[("A", "B"), ["ties", "support"]].tolist() == [2, 1]
    assert table.loc[("A", "C"), ["ties", "support", "density"]].tolist() == [1, 1, 0.5]
    assert table.loc[("B", "C"), ["ties", "support"]].tolist() == [0, 0]
    assert table["support"].isna().tolist() == [a == b for a, b in table.index]
    assert np.isnan(table.loc[("C", "C"), "density"])
    assert table["people_a"].tolist() == [2, 2, 2, 2, 2, 1]


def test_mixing_of_nobody_is_an_empty_table():
    table = nw.mixing(network("", {}))
    assert len(table) == 0
    assert list(table)[:2] == ["organization_a", "organization_b"]


def test_ties_expected_of_labels_and_of_degrees():
    net = network("a1-a2 a1-b1 b1-a1 b2-c1", PAIRS)
    labels = nw.mixing(net, expected="labels").set_index(["organization_a", "organization_b"])[
        "expected"
    ]
    assert labels[("A", "A")] == pytest.approx(3 / 10)
    assert labels[("A", "B")] == pytest.approx(3 * 4 / 10)
    assert labels.sum() == pytest.approx(3)
    degrees = nw.mixing(net, expected="degrees").set_index(["organization_a", "organization_b"])
    assert degrees.loc[("A", "A"), "expected"] == pytest.approx(9 / 12)
    assert degrees.loc[("A", "B"), "expected"] == pytest.approx(3 * 2 / 6)
    assert degrees["expected"].sum() == pytest.approx(3)
    with pytest.raises(nw.errors.ArgumentError, match="expected"):
        nw.mixing(net, expected="ties")


def test_arrows_from_group_to_group():
    net = network("a1-a2 a1-b1 b1-a1 b2-c1", {**PAIRS, "d1": np.nan})
    table = nw.mixing(net, directed=True, expected="labels").set_index(["learner", "learned_from"])
    assert len(table) == 9
    assert table.loc[("A", "B"), ["ties", "pairs", "density"]].tolist() == [1, 4, 0.25]
    assert table.loc[("C", "B"), "ties"] == 0
    assert table.loc[("B", "C"), ["people_learner", "people_learned_from"]].tolist() == [2, 1]
    assert np.isnan(table.loc[("C", "C"), "density"])
    assert table["expected"].sum() == pytest.approx(4)


def test_who_holds_a_single_thread():
    table = nw.single_threads(network("a1-b1 b2-a1 a2-c1 c1-a2 b1-b2", PAIRS))
    assert table.to_numpy(dtype=object, na_value=None).tolist() == [
        ["A", "B", 2, "a1", None],
        ["A", "C", 1, "a2", "c1"],
    ]
    assert len(nw.single_threads(network("a1-b1 a2-b2", PAIRS))) == 0
    assert list(nw.single_threads(network("", {}))) == list(table)


def test_densities_are_of_pairs_that_somebody_could_report():
    """a1 and a2 answered: of the pairs, only a3 with b1, b1 with b2 and a3 with b2 are unseen."""
    people = pd.DataFrame(
        {"organization": list("AAABB"), "responded": [True, True, False, False, False]},
        index=["a1", "a2", "a3", "b1", "b2"],
    )
    ties = pd.DataFrame({"learner": ["a1", "a2"], "learned_from": ["a3", "b1"]})
    net = nw.Network(people, ties, pd.DataFrame({"kind": ["tie"], "reporter": ["learner"]}))
    table = nw.mixing(net, expected="labels")
    assert table["pairs"].tolist() == [3, 4, 0]
    assert table["ties"].tolist() == [1, 1, 0]
    assert table["density"].tolist()[:2] == pytest.approx([1 / 3, 1 / 4])
    assert np.isnan(table["density"][2])
    assert table["expected"].tolist() == pytest.approx([2 * 3 / 7, 2 * 4 / 7, 0])
    arrows = nw.mixing(net, directed=True)  # from a1 and a2 to two in A and two in B each
    assert arrows["pairs"].tolist() == [4, 4, 0, 0]
    assert arrows["density"].tolist()[:2] == [1 / 4, 1 / 4]
    homes = nw.ei_index_by_group(net)
    assert homes["expected"].tolist() == pytest.approx([(4 - 3) / 7, 1])
