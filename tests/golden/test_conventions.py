"""What docs/conventions.md says of networkx beyond published values, computed as the test runs."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw

GRAPHS = {
    "florentine": nx.florentine_families_graph(),
    "kite": nx.krackhardt_kite_graph(),
    "star": nx.star_graph(5),
}


@pytest.fixture(params=GRAPHS)
def both(request):
    """Give a connected graph with text labels, and the network made from it."""
    graph = nx.Graph()
    graph.add_edges_from((str(a), str(b)) for a, b in GRAPHS[request.param].edges)
    return graph, nw.Network.from_networkx(graph)


def close_to(values, wanted):
    """Compare a Series with a dict of networkx."""
    wanted = pd.Series(wanted, dtype=float).reindex(values.index)
    np.testing.assert_allclose(values, wanted, rtol=1e-7, atol=1e-9)


def test_information_is_divided_by_the_number_of_people(both):
    graph, net = both
    close_to(nw.information_centrality(net) / net.n, nx.information_centrality(graph))


def test_katz_counts_the_walk_of_no_step_too(both):
    graph, net = both
    wanted = nx.katz_centrality_numpy(graph, alpha=0.1, normalized=False)
    close_to(nw.katz(net, attenuation=0.1, role="any") + 1, wanted)


def test_current_flow(both):
    graph, net = both
    wanted = nx.current_flow_betweenness_centrality(graph, normalized=False)
    close_to(nw.flow_betweenness(net), wanted)


def test_hubs_and_authorities_add_up_to_one():
    arcs = [("b", "a"), ("c", "a"), ("d", "a"), ("d", "b"), ("b", "c")]
    ties = pd.DataFrame(arcs, columns=["learner", "learned_from"])
    found = nw.hits(nw.Network(list("abcd"), ties))
    hubs, authorities = nx.hits(nx.DiGraph(arcs))
    close_to(found["learned"] / found["learned"].sum(), hubs)
    close_to(found["taught"] / found["taught"].sum(), authorities)


def test_lengths_are_the_mean_weight_times_one_over_the_weight():
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 2.0), ("b", "c", 4.0), ("a", "c", 1.0)])
    for _, _, data in graph.edges(data=True):
        data["length"] = 1 / data["weight"]
    ties = pd.DataFrame(
        [(a, b, data["weight"]) for a, b, data in graph.edges(data=True)],
        columns=["learner", "learned_from", "weight"],
    )
    net = nw.Network(list("abc"), ties)
    mean = ties["weight"].mean()
    steps = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    far = pd.Series({person: sum(to.values()) for person, to in steps.items()})
    near = nx.harmonic_centrality(graph, distance="length")
    close_to(nw.closeness(net, weighted=True) * mean, (2 / far).to_dict())
    close_to(nw.harmonic(net, weighted=True) * 2 * mean, near)


def test_degree_assortativity_and_open_clustering(both):
    graph, net = both
    wanted = nx.degree_assortativity_coefficient(graph)
    assert nw.degree_assortativity(net) == pytest.approx(wanted)
    close_to(nw.local_clustering(net).fillna(0.0), nx.clustering(graph))
    assert nw.mean_clustering(net, below_two="zero") == pytest.approx(nx.average_clustering(graph))
