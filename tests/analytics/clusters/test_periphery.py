"""Core and periphery, on networks solved by hand, and beside random networks."""

import itertools

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import periphery


def network(edges, people):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties)


def rows(net, **options):
    """Give the findings by term."""
    return nw.core_periphery(net, seed=1, **options).table.set_index("term")


# a, b, c know each other and d; e knows a, f knows b, g nobody. One tie is there twice.
NET = network("a-b a-b b-a a-c b-c a-d b-d c-d e-a f-b", "abcdefg")


def test_core_and_periphery_by_hand():
    # Degrees 4 4 3 3 1 1 0: two people misplace c-d, three nothing, four nothing either.
    found = nw.core_periphery(NET, seed=1)
    assert found.core.index[found.core].tolist() == ["a", "b", "c"]
    assert found.ambiguous  # c and d have equally many ties
    assert found.sentence.startswith("No core stands out")
    table = found.table.set_index("term")["estimate"]
    assert table["misplaced_pairs"] == 0
    assert table["core_people"] == 3
    assert (table["core_density"], table["periphery_density"]) == (1, 0)
    assert table["between_density"] == pytest.approx(5 / 12)
    assert table["fit"] == pytest.approx(1)
    assert found.passport.seed == 1


def test_a_clear_core():
    net = network("a-b a-c b-c a-d b-e c-f a-g", "abcdefg")
    found = nw.core_periphery(net, seed=1)
    # Degrees 4 3 3 1 1 1 1: a core of a and b leaves c-f in the periphery.
    assert found.core.index[found.core].tolist() == ["a", "b", "c"]
    assert not found.ambiguous
    assert found.sentence.startswith("A core of 3 of 7 people misplaces 0 pairs (fit 1.00); ")
    again = nw.core_periphery(net, seed=1)
    assert found.table.equals(again.table)
    other = nw.core_periphery(net, seed=2).table
    assert not found.table["expected"].equals(other["expected"])


def test_percentiles_are_those_of_all_networks():
    # All 15 over 4 networks of 6 people and 4 ties: the exact mean, and the share with fewer.
    n, m = 6, 4
    one, other = np.triu_indices(n, 1)
    every = [
        periphery.split(one[list(chosen)], other[list(chosen)], n).misplaced
        for chosen in itertools.combinations(range(len(one)), m)
    ]
    net = network("a-b b-c c-d d-e", "abcdef")
    row = rows(net, draws=4000).loc["misplaced_pairs"]
    wanted = np.mean([(z < row["estimate"]) + 0.5 * (z == row["estimate"]) for z in every])
    assert row["percentile"] == pytest.approx(wanted, abs=0.03)
    assert row["expected"] == pytest.approx(np.mean(every), abs=0.05)
    assert row["std_error"] == pytest.approx(np.std(every), abs=0.05)


@pytest.mark.parametrize(("people", "reason"), [("", "EMPTY"), ("a", "N<3"), ("ab", "N<3")])
def test_too_few_people(people, reason):
    found = nw.core_periphery(network("a-b" if "b" in people else "", people), seed=1)
    assert set(found.table["reason"]) == {reason}
    assert found.table["estimate"].isna().all()
    assert not found.core.any()
    assert not found.ambiguous
    assert "cannot be told apart" in found.sentence


def test_without_ties_nobody_is_in_the_core():
    found = nw.core_periphery(network("", "abc"), seed=1)
    table = found.table.set_index("term")
    assert table.loc["misplaced_pairs", "estimate"] == 0
    assert table.loc["fit", "reason"] == "NO_TIES"
    assert not found.core.any()
    assert [notice.code for notice in found.warnings] == ["W15"]


def test_a_star_has_a_core_of_one():
    table = rows(network("a-b a-c a-d a-e", "abcde"))
    assert table.loc["misplaced_pairs", "estimate"] == 0
    assert table.loc[["fit", "core_density"], "reason"].tolist() == ["NO_BLOCK"] * 2
    assert np.isnan(table.loc["fit", "percentile"])


def test_no_percentile_where_all_networks_are_alike():
    complete = network("a-b a-c a-d b-c b-d c-d", "abcd")
    found = nw.core_periphery(complete, seed=1)
    assert found.table["percentile"].isna().all()
    assert [notice.code for notice in found.warnings] == ["W15"]
    assert nw.core_periphery(complete, seed=1, draws=0).warnings == ()


def test_draws_are_counted():
    with pytest.raises(nw.errors.ArgumentError, match="draws"):
        nw.core_periphery(NET, seed=1, draws=-1)
    assert rows(NET, draws=0)["percentile"].isna().all()
