"""Bridging centrality and bridging scores, on networks solved by hand and by deleting ties."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw


def network(graph):
    """Give a network of a graph, each tie in one direction."""
    names = [f"p{node}" for node in graph]
    ties = [(f"p{a}", f"p{b}") for a, b in graph.edges()]
    return nw.Network(names, pd.DataFrame(ties, columns=["learner", "learned_from"]))


def test_everett_and_valente_on_star_ring_and_two_cliques():
    assert nw.everett_valente(network(nx.star_graph(5))).tolist() == [5, 0, 0, 0, 0, 0]
    assert nw.everett_valente(network(nx.cycle_graph(6))).tolist() == [4.5] * 6
    cliques = nw.everett_valente(network(nx.barbell_graph(4, 0)))
    assert cliques.tolist() == [0, 0, 0, 31 / 4, 31 / 4, 0, 0, 0]


def test_everett_and_valente_along_the_arrows():
    # a and b → c → d: c lies between two ordered pairs, is reached by two and reaches one.
    ties = pd.DataFrame({"learner": ["a", "b", "c"], "learned_from": ["c", "c", "d"]})
    found = nw.everett_valente(nw.Network(list("abcd"), ties), directed=True)
    assert found.to_dict() == {"a": 0, "b": 0, "c": ((2 + 2) / 2 + (2 + 1) / 1) / 2, "d": 0}
    assert found.name == "everett_valente_directed"


def test_bridging_centrality_is_highest_between_well_tied_people():
    # Two cliques of three joined by a person in between: betweenness 9, coefficient
    # (1/2)/(2/3); the ends of the bridge have betweenness 8, and (1/3)/(1/2 + 1/2 + 1/2).
    found = nw.bridging_centrality(network(nx.barbell_graph(3, 1)))
    assert found["p3"] == pytest.approx(9 * 3 / 4)
    assert found["p2"] == pytest.approx(8 * 2 / 9)
    assert found["p0"] == 0
    assert nw.bridging_centrality(nw.Network(["a"], network(nx.empty_graph(1)).ties)).isna().all()


def test_bridging_centrality_by_strengths():
    """A chain a-b-c-d of weights 1, 2 (once each way), 4: strengths 1, 3, 6, 4.

    b lies between 2 pairs, with (1/3)/(1/1 + 1/6) = 2/7, c too, with (1/6)/(1/3 + 1/4) = 2/7.
    """
    ties = pd.DataFrame({
        "learner": ["a", "b", "c", "c"],
        "learned_from": ["b", "c", "b", "d"],
        "weight": [1.0, 1.0, 1.0, 4.0],
    })
    net = nw.Network(list("abcde"), ties)
    found = nw.bridging_centrality(net, weighted=True)
    assert found.name == "bridging_centrality_weighted"
    assert found.tolist()[:4] == pytest.approx([0, 4 / 7, 4 / 7, 0])
    assert np.isnan(found["e"])
    doubled = nw.Network(net.people, net.ties.assign(weight=2 * net.ties["weight"]))
    assert nw.bridging_centrality(doubled, weighted=True).tolist()[:4] == pytest.approx(
        found.tolist()[:4]
    )
    alike = nw.Network(net.people, ties.assign(weight=[1.0, 0.5, 0.5, 1.0]))
    plain = nw.bridging_centrality(net).dropna()
    assert nw.bridging_centrality(alike, weighted=True).dropna().tolist() == pytest.approx(
        plain.tolist()
    )


@pytest.mark.parametrize("seed", range(4))
def test_valente_and_fujimoto_is_the_mean_over_deleted_ties(seed):
    graph = nx.gnm_random_graph(9, 7 + 3 * seed, seed=seed)
    found = nw.valente_fujimoto(network(graph))
    for person in graph:
        falls = []
        for tie in graph.edges(person):
            left = graph.copy()
            left.remove_edge(*tie)
            falls.append(nx.global_efficiency(graph) - nx.global_efficiency(left))
        wanted = np.mean(falls) if falls else np.nan
        assert found[f"p{person}"] == pytest.approx(wanted, nan_ok=True)


def test_valente_and_fujimoto_refuses_what_takes_too_long():
    with pytest.raises(nw.errors.ArgumentError, match="limit must be at least"):
        nw.valente_fujimoto(network(nx.path_graph(4)), limit=3)
