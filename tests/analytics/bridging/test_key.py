"""Sets of key people, on networks solved by hand."""

from functools import partial

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.bridging import key


def network(graph):
    """Give a network of a graph, each tie in one direction."""
    names = [f"p{node:02}" for node in graph]
    ties = [(f"p{a:02}", f"p{b:02}") for a, b in graph.edges()]
    return nw.Network(names, pd.DataFrame(ties, columns=["learner", "learned_from"]))


CHAIN = network(nx.path_graph(5))


def row(result, term, column="estimate"):
    """Give one cell of a result's table."""
    return result.table.set_index("term").loc[term, column]


def test_the_values_of_sets_in_a_chain():
    assert nw.fragmentation(CHAIN) == 0
    assert nw.fragmentation(CHAIN, "p02") == pytest.approx(4 / 6)
    assert nw.fragmentation(CHAIN, ["p01", "p03"]) == 1
    # Sum of 1/d: 4 + 3/2 + 2/3 + 1/4 over 10 pairs; without the middle two ties over 6.
    near = 4 + 3 / 2 + 2 / 3 + 1 / 4
    assert nw.fragmentation(CHAIN, distances=True) == pytest.approx(1 - near / 10)
    assert nw.fragmentation(CHAIN, "p02", distances=True) == pytest.approx(1 - 2 / 6)
    assert nw.set_reach(CHAIN, "p00", steps=2) == pytest.approx(2 / 4)
    assert nw.set_reach(CHAIN, ["p00", "p02"], steps=None) == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert nw.set_reach(CHAIN, []) == 0


@pytest.mark.parametrize(
    ("by", "people", "value"),
    [
        ("fragmentation", ("p01", "p03"), 1),
        ("distance_fragmentation", ("p01", "p03"), 1),
        ("reach", ("p00", "p03"), 1),
        ("distance_reach", ("p00", "p03"), 1),
    ],
)
def test_two_people_of_a_chain(by, people, value):
    result = nw.key_players(CHAIN, 2, by=by)
    assert result.people == people
    assert result.exact
    assert row(result, "value") == value
    assert row(result, "value", "n") == 3
    assert result.sentence.endswith(".")


def test_sets_that_are_as_good_are_counted_and_nobody_stands_out():
    # One step from two of a chain of five are all others: 0 and 3, 1 and 3, 1 and 4.
    reach = nw.key_players(CHAIN, 2, by="reach")
    assert row(reach, "equally_good") == 3
    assert reach.sentence.endswith(" No set stands out: 3 are equally good.")
    middle = nw.key_players(CHAIN, 1)
    assert row(middle, "equally_good") == 1
    assert "stands out" not in middle.sentence
    everybody = nw.key_players(network(nx.complete_graph(4)), 1)
    assert row(everybody, "equally_good") == 4
    assert everybody.sentence.endswith(" No set stands out: none gains anything.")


def test_only_a_drawn_search_has_a_seed(monkeypatch):
    assert nw.key_players(CHAIN, 1, seed=5).passport.seed is None
    monkeypatch.setattr(key, "EXACT", {"fragmentation": 0})
    searched = nw.key_players(CHAIN, 1, seed=5)
    assert searched.passport.seed == 5
    assert "equally_good" not in set(searched.table["term"])


@pytest.mark.parametrize("measure", [nw.fragmentation, nw.set_reach])
def test_nobody_marked_as_convener_is_no_set(measure):
    asked = partial(measure, people="convener")
    assert np.isnan(asked(CHAIN))
    assert nw.reasons(CHAIN, asked).tolist() == ["NO_CONVENER"]
    assert not np.isnan(measure(CHAIN, []))


def test_the_search_and_all_sets_agree(monkeypatch):
    net = network(nx.barbell_graph(5, 3))
    exact = nw.key_players(net, 2)
    monkeypatch.setattr(key, "EXACT", {"fragmentation": 0, "distance_fragmentation": 0})
    assert nw.key_players(net, 2).passport.seed == 0
    found = nw.key_players(net, 2, seed=3)
    assert not found.exact
    assert row(found, "value") == pytest.approx(row(exact, "value"))
    assert found.people == nw.key_players(net, 2, seed=3).people
    assert "exchanging" in row(found, "value", "method")
    assert "all sets" in row(exact, "value", "method")


def test_candidates_and_what_cannot_be():
    assert nw.key_players(CHAIN, 1, candidates=["p00", "p01"]).people == ("p01",)
    for wrong in ({"size": 0}, {"size": 6}, {"size": 1, "steps": 0}, {"size": 1, "starts": 0}):
        with pytest.raises(nw.errors.ArgumentError, match="must be"):
            nw.key_players(CHAIN, **wrong)
    for size in ("p00", 1.5):
        with pytest.raises(nw.errors.ArgumentError, match="size must be a whole number"):
            nw.key_players(CHAIN, size)
    with pytest.raises(nw.errors.DataError, match=r"people names 1 .* Give ids as they stand"):
        nw.fragmentation(CHAIN, "zoe")
    with pytest.raises(nw.errors.ArgumentError, match="by must be one of"):
        nw.key_players(CHAIN, 1, by="degree")
    with pytest.raises(nw.errors.ArgumentError, match="steps"):
        nw.set_reach(CHAIN, "p00", steps=0)
    with pytest.raises(nw.errors.NetweaveError, match="candidates"):
        nw.key_players(CHAIN, 1, candidates=["zoe"])


def test_too_many_distances_are_refused(monkeypatch):
    monkeypatch.setattr(key, "CELLS", 10)
    with pytest.raises(nw.errors.ArgumentError, match="candidates must be so few"):
        nw.key_players(CHAIN, 1, by="reach")
    assert nw.key_players(CHAIN, 1, by="reach", candidates=["p00", "p01"]).people == ("p01",)


def test_nobody_left_is_undefined():
    two = network(nx.path_graph(2))
    result = nw.key_players(two, 1)
    assert np.isnan(row(result, "value"))
    assert row(result, "value", "reason") == "N<2"
    assert row(result, "nobody") == 0
    assert np.isnan(nw.set_reach(two, ["p00", "p01"]))
    nobody = nw.key_players(nw.Network([], two.ties[:0]), 1)
    assert nobody.people == ()
    assert row(nobody, "nobody", "reason") == "EMPTY"
