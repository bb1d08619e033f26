"""Networks everybody knows, against networkx, computed when the test runs."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.cohesion.reaching import global_efficiency


def davis():
    """Give the women of Davis, Gardner & Gardner (1941), joined if they met at three events."""
    graph = nx.davis_southern_women_graph()
    women = [node for node, data in graph.nodes(data=True) if data["bipartite"] == 0]
    meetings = nx.bipartite.weighted_projected_graph(graph, women)
    kept = [(a, b) for a, b, data in meetings.edges(data=True) if data["weight"] >= 3]
    close = nx.Graph()
    close.add_nodes_from(women)
    close.add_edges_from(kept)
    return close


CLASSICS = {
    "davis": davis,
    "karate": nx.karate_club_graph,
    "florentine": nx.florentine_families_graph,
    "kite": nx.krackhardt_kite_graph,
}


@pytest.fixture(params=CLASSICS)
def classic(request):
    """A graph with text labels and binary ties, and the network made from it."""
    found = CLASSICS[request.param]()
    graph = nx.Graph()
    graph.add_nodes_from(str(node) for node in found)
    graph.add_edges_from((str(a), str(b)) for a, b in found.edges)
    return graph, nw.Network.from_networkx(graph)


def close_to(values, wanted):
    """Compare a Series with a dict of networkx, isolates as NaN."""
    wanted = pd.Series(wanted, dtype=float).reindex(values.index)
    np.testing.assert_allclose(values, wanted, rtol=1e-9, atol=1e-12, equal_nan=True)


def test_people(classic):
    graph, net = classic
    close_to(nw.degree(net), dict(graph.degree()))
    close_to(nw.betweenness(net), nx.betweenness_centrality(graph, normalized=False))
    close_to(nw.betweenness(net, normalized=True), nx.betweenness_centrality(graph))
    harmonic = {k: v / (len(graph) - 1) for k, v in nx.harmonic_centrality(graph).items()}
    close_to(nw.harmonic(net), harmonic)
    close_to(nw.constraint(net), nx.constraint(graph))
    close_to(nw.effective_size(net), nx.effective_size(graph, nodes=list(graph)))


def test_network(classic):
    graph, net = classic
    assert nw.density(net) == pytest.approx(nx.density(graph))
    assert global_efficiency(net) == pytest.approx(nx.global_efficiency(graph))
    pieces = sorted(nx.connected_components(graph), key=len, reverse=True)
    sizes = nw.components(net).value_counts().sort_index()
    assert sizes.tolist() == [len(piece) for piece in pieces]
    assert nw.isolates(net).sum() == nx.number_of_isolates(graph)


def test_clusters(classic):
    graph, net = classic
    found = nw.communities(net, seed=7)
    groups = [set(people) for _, people in found.labels.groupby(found.labels).groups.items()]
    assert found.modularity == pytest.approx(nx.community.modularity(graph, groups))
    assert found.modularity == pytest.approx(nw.modularity(net, found))
    runs = [nx.community.louvain_communities(graph, seed=seed) for seed in range(20)]
    least = min(nx.community.modularity(graph, run) for run in runs)
    assert found.modularity >= least - 0.02


def test_the_clubs_split_is_found_almost_whole():
    graph = nx.karate_club_graph()
    people = pd.DataFrame({"organization": nx.get_node_attributes(graph, "club")})
    people.index = people.index.astype(str)
    net = nw.Network(people, nw.Network.from_networkx(nx.relabel_nodes(graph, str)).ties)
    clubs = [[n for n in graph if graph.nodes[n]["club"] == c] for c in ("Mr. Hi", "Officer")]
    wanted = nx.community.modularity(graph, clubs, weight=None)
    assert nw.modularity(net) == pytest.approx(wanted)
