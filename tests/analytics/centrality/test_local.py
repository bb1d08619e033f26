"""Core numbers and local clustering, on networks solved by hand."""

import itertools

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import engine


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


def test_arrows_and_weights_by_hand():
    """Ana and Ben learned from each other (2 + 6), both from Cleo (1 each); Dan from Ana (8).

    Arrows: six directed triangles for Cleo could be (two contacts, one arrow each: d = 2), and
    each of the two between Ana and Ben closes one of two. Ana: d = 4, one of them mutual:
    2·(4·3 - 2) = 20, and (S³) is 2·(2·1·1) = 4 for Ben and Cleo, none with Dan.
    """
    ties = pd.DataFrame(
        [("ana", "ben", 2), ("ben", "ana", 6), ("ana", "cleo", 1), ("ben", "cleo", 1),
         ("dan", "ana", 8)],
        columns=["learner", "learned_from", "weight"],
    )  # fmt: skip
    net = nw.Network(["ana", "ben", "cleo", "dan", "eve"], ties)
    arrows = nw.local_clustering(net, directed=True)
    assert arrows.name == "local_clustering_directed"
    assert arrows.tolist()[:3] == pytest.approx([4 / 20, 4 / 8, 1])
    assert arrows.isna().tolist() == [False, False, False, True, True]
    # Undirected the strengths are 8, 1, 1 and 8: (1 · 1/8 · 1/8)^(1/3) = 1/4.
    found = nw.local_clustering(net, weighted=True)
    assert found.name == "local_clustering_weighted"
    assert found.tolist()[:3] == pytest.approx([1 / 12, 1 / 4, 1 / 4])
    why = nw.reasons(net, nw.local_clustering)
    assert why.dropna().to_dict() == {"dan": "K<2", "eve": "K<2"}


@pytest.mark.parametrize("small", [engine.SMALL, -1], ids=["numpy", "compiled"])
@pytest.mark.parametrize(("directed", "weighted"), list(itertools.product((False, True), repeat=2)))
def test_as_networkx_has_it_on_collapsed_graphs(monkeypatch, small, directed, weighted):
    monkeypatch.setattr(engine, "SMALL", small)
    random = np.random.default_rng(3)
    ends = random.integers(0, 40, (2, 260))
    ties = pd.DataFrame({
        "learner": ends[0].astype(str),
        "learned_from": ends[1].astype(str),
        "weight": random.integers(1, 9, 260).astype(float),
    })
    ties = ties[ties["learner"] != ties["learned_from"]]
    net = nw.Network([str(one) for one in range(42)], ties)
    arcs = net.matrix if weighted else net.structure(directed=True)
    matrix = arcs if directed else arcs + arcs.T if weighted else net.structure()
    graph = nx.from_scipy_sparse_array(matrix, create_using=nx.DiGraph if directed else nx.Graph)
    wanted = nx.clustering(graph, weight="weight" if weighted else None)
    found = nw.local_clustering(net, directed=directed, weighted=weighted).fillna(0)
    assert found.tolist() == pytest.approx(list(wanted.values()), abs=1e-12)


def test_several_kinds_have_no_common_weight():
    ties = pd.DataFrame({
        "learner": ["a", "a"], "learned_from": ["b", "b"], "kind": ["advice", "trust"]
    })  # fmt: skip
    net = nw.Network(["a", "b"], ties)
    with pytest.raises(nw.errors.DataError, match="kind"):
        nw.local_clustering(net, weighted=True)
