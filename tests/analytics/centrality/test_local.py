"""Core numbers and local clustering, on networks solved by hand."""

import networkx as nx
import pandas as pd
import pytest

import netweave as nw


def network(edges, people):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties)


# a, b, c all know each other, d knows a, e nobody; one tie twice and one both ways.
PAW = network("a-b b-a a-b b-c c-a d-a", "abcde")


def test_core_numbers():
    assert nw.core_number(PAW).tolist() == [2, 2, 2, 1, 0]
    assert nw.core_number(network("a-b a-c a-d", "abcd")).tolist() == [1, 1, 1, 1]
    assert nw.core_number(network("", "ab")).tolist() == [0, 0]
    assert nw.core_number(network("", "")).empty


def test_core_numbers_of_one_direction():
    # a → b, b → a, b → c, c → a: everybody learned from somebody of the three; d learned from a.
    assert nw.core_number(PAW, role="learned").tolist() == [1, 1, 1, 1, 0]
    # Nobody learned from d.
    assert nw.core_number(PAW, role="taught").tolist() == [1, 1, 1, 0, 0]
    chain = network("a-b b-c", "abc")
    assert nw.core_number(chain, role="learned").tolist() == [0, 0, 0]
    found = nw.core_number(chain, role="taught")
    assert found.name == "core_number_taught"
    with pytest.raises(nw.errors.ArgumentError, match="role"):
        nw.core_number(chain, role="in")


def test_local_clustering():
    found = nw.local_clustering(PAW)
    assert found.tolist()[:3] == [pytest.approx(1 / 3), 1, 1]
    assert found.isna().tolist() == [False, False, False, True, True]
    why = nw.reasons(PAW, nw.local_clustering)
    assert why.dropna().to_dict() == {"d": "K<2", "e": "K<2"}
    star = network("a-b a-c a-d", "abcd")
    assert nw.local_clustering(star)["a"] == 0


def test_a_large_network_takes_the_compiled_way():
    graph = nx.gnp_random_graph(350, 0.04, seed=2)
    net = nw.Network.from_networkx(nx.relabel_nodes(graph, str))
    wanted = pd.Series(nx.clustering(graph)).to_numpy()
    assert nw.local_clustering(net).fillna(0).tolist() == pytest.approx(wanted.tolist())
    assert nw.core_number(net).tolist() == list(nx.core_number(graph).values())
