"""Information and current-flow betweenness, on networks solved by hand."""

import networkx as nx
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import currents


def network(edges, people, **columns):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties.assign(**columns))


def test_two_ways_carry_more_than_one():
    """A square: 3/4 to each neighbour, 1 to the other corner; a chord makes both shorter."""
    square = network("a-b b-c c-d d-a", "abcd")
    assert nw.information_centrality(square).tolist() == pytest.approx([4 / 2.5] * 4)
    chord = network("a-b b-c c-d d-a a-c", "abcd")
    # a to c: 2, 2 and 1 side by side, 1/2; to b: 5/8. From b to d: 1.
    wanted = [4 / (1 / 2 + 5 / 8 * 2), 4 / (1 + 5 / 8 * 2)]
    assert nw.information_centrality(chord).tolist() == pytest.approx(wanted * 2)


def test_everybody_tied_to_everybody():
    """Resistance 1/3: 1/3 flows straight on and 1/6 through each of four others, for 10 pairs."""
    net = nw.Network.from_networkx(nx.complete_graph(6))
    assert nw.information_centrality(net).tolist() == pytest.approx([36 / 10] * 6)
    assert nw.flow_betweenness(net).tolist() == pytest.approx([10 / 6] * 6)


def test_strength_conducts():
    """Both directions and parallel ties add up: 3 and 1; resistances 1/3 and 1."""
    net = network("a-b a-b b-a b-c", "abc", weight=[1.0, 1.0, 1.0, 1.0])
    found = nw.information_centrality(net, weighted=True)
    assert found.tolist() == pytest.approx([3 / (1 / 3 + 4 / 3), 3 / (1 / 3 + 1), 3 / (4 / 3 + 1)])
    assert found.name == "information_centrality_weighted"
    assert nw.information_centrality(net).tolist() == pytest.approx([1, 1.5, 1])


def test_the_stronger_way_takes_more():
    """Over b 1/2 + 1/2 of resistance, straight on 1: half the current from a to c through b."""
    net = network("a-b b-c a-c", "abc", weight=[2.0, 2.0, 1.0])
    found = nw.flow_betweenness(net, weighted=True)
    # a to b: 1/2 straight, 1 + 1/2 over c; so a quarter through c, and as much through a.
    assert found.tolist() == pytest.approx([1 / 4, 1 / 2, 1 / 4])
    assert found.name == "flow_betweenness_weighted"


@pytest.mark.parametrize(
    ("net", "why"),
    [
        (network("a-b", "abc"), {"DISCONNECTED"}),
        (
            nw.Network(list("ab"), pd.DataFrame(columns=["learner", "learned_from"])),
            {"DISCONNECTED"},
        ),
        (nw.Network(["a"], pd.DataFrame(columns=["learner", "learned_from"])), {"N<2"}),
        (nw.Network([], pd.DataFrame(columns=["learner", "learned_from"])), set()),
    ],
)
def test_information_needs_one_piece(net, why):
    assert nw.information_centrality(net).isna().all()
    assert set(nw.reasons(net, nw.information_centrality)) == why
    assert (nw.flow_betweenness(net) == 0).all()


def test_information_has_a_limit(monkeypatch):
    monkeypatch.setattr(currents, "MOST", 3)
    with pytest.raises(nw.errors.ArgumentError, match="at most 3 people, got 4"):
        nw.information_centrality(network("a-b b-c c-d", "abcd"))
    assert nw.flow_betweenness(network("a-b b-c c-d", "abcd")).tolist() == pytest.approx([
        0,
        2,
        2,
        0,
    ])
