"""Measures against the values that R sna, R igraph, networkx and UCINET give for real networks.

The id of a test names network, view and the reference's own name of the measure; the tables below
say which definition that is and how it is ours.
"""

from functools import partial

import numpy as np
import pytest

import netweave as nw
from netweave.analytics.bridging.holes import open_two_paths
from netweave.analytics.cohesion.reaching import global_efficiency
from reference_networks import GROUPS, LIKING, UNDIRECTED, expect_people, load, views

# The reference looks for clusters, and for connectedness, only in these.
CONNECTED = [
    (name, view)
    for name, view in views()
    if name != "algebra_class" and (name != "sampson" or view in LIKING)
]
CLUSTERED = [(name, view) for name, view in CONNECTED if name != "coleman"]
EVERY_VIEW = pytest.mark.parametrize(("name", "view"), views())


def sum_of_reciprocals(net, role):
    """Give the sum of 1/d, which the reference does not divide by the number of others."""
    return nw.harmonic(net, directed=True, role=role) * (net.n - 1)


# The reference's name: ours. Its convention stands behind.
DIRECTED = {
    "in_degree": partial(nw.degree, role="taught"),  # who learned from the person
    "out_degree": partial(nw.degree, role="learned"),  # whom the person learned from
    "distinct_neighbours": nw.degree,  # either direction, once
    "betweenness": partial(nw.betweenness, directed=True),  # raw, ordered pairs
    "betweenness_undirected": nw.betweenness,  # raw, unordered pairs
    "harmonic_out": partial(sum_of_reciprocals, role="learned"),  # distances from the person
    "harmonic_in": partial(sum_of_reciprocals, role="taught"),  # distances to the person
}
SYMMETRIC = {
    "degree": nw.degree,
    "betweenness": nw.betweenness,  # raw, unordered pairs
}
BY_WEIGHT_DIRECTED = {
    "in_strength": partial(nw.strength, role="taught"),
    "out_strength": partial(nw.strength, role="learned"),
}
ROWS = [
    pytest.param(name, view, key, measure, id=f"{name}-{view}-{key}")
    for measures, chosen in [
        (DIRECTED, views(directed=True)),
        (SYMMETRIC, views(directed=False)),
        (BY_WEIGHT_DIRECTED, views(directed=True, weighted=True)),
    ]
    for key, measure in measures.items()
    for name, view in chosen
]
CENTRALIZATION = {
    "degree_undirected_freeman": nw.centralization,  # /((n-1)(n-2))
    "betweenness_undirected_igraph": partial(nw.centralization, of="betweenness"),
}
CENTRALIZATION_DIRECTED = {
    "out_degree_wf_formula": partial(nw.centralization, of="learned"),  # /(n-1)²
    "in_degree_wf_formula": partial(nw.centralization, of="taught"),
}


@pytest.mark.parametrize(("name", "view", "key", "measure"), ROWS)
def test_people(reference, name, view, key, measure):
    net, values = load(reference, name, view)
    expect_people(measure(net), values[key])


@EVERY_VIEW
def test_density(reference, name, view):
    net, values = load(reference, name, view)
    ours = nw.density(net, directed=name not in UNDIRECTED)
    assert ours == pytest.approx(values["density"])


@pytest.mark.parametrize(("name", "view"), views(directed=True))
def test_reciprocity_is_the_share_of_arcs(reference, name, view):
    net, values = load(reference, name, view)
    assert nw.reciprocity(net) == pytest.approx(values["reciprocity"]["edgewise"])


@EVERY_VIEW
def test_centralization(reference, name, view):
    net, values = load(reference, name, view)
    keys = CENTRALIZATION if name in UNDIRECTED else CENTRALIZATION | CENTRALIZATION_DIRECTED
    for key, measure in keys.items():
        assert measure(net) == pytest.approx(values["centralization"][key]), key


@EVERY_VIEW
def test_pieces(reference, name, view):
    net, values = load(reference, name, view)
    alone = nw.isolates(net)
    assert sorted(alone.index[alone]) == sorted(values["isolates"])
    sizes = nw.components(net).value_counts().sort_index().tolist()
    assert len(sizes) == values["weak_components"]["count"]
    assert sizes == sorted(np.atleast_1d(values["weak_components"]["sizes"]), reverse=True)


@pytest.mark.parametrize(("name", "view"), CONNECTED)
def test_connectedness_is_krackhardts(reference, name, view):
    net, values = load(reference, name, view)
    assert nw.connectedness(net) == pytest.approx(values["krackhardt_connectedness_formula"])


@EVERY_VIEW
def test_efficiency(reference, name, view):
    net, values = load(reference, name, view)
    mean = nw.harmonic(net, directed=True).mean()
    assert mean == pytest.approx(values["efficiency_global"])
    if name in UNDIRECTED:
        assert global_efficiency(net) == pytest.approx(values["efficiency_global"])


@EVERY_VIEW
def test_open_pairs(reference, name, view):
    # Borgatti 1997: effective size = k - 2t/k, and t = k(k-1)/2 less the open pairs.
    net, values = load(reference, name, view)
    k = nw.degree(net)
    closed = k * (k - 1) / 2 - open_two_paths(net)
    expect_people((k - 2 * closed / k).where(k > 0), values["effective_size_undirected"])


@pytest.mark.parametrize(
    ("name", "view", "group"),
    [(name, view, group) for name, view in views() for group in GROUPS.get(name, ())],
)
def test_groups(reference, name, view, group):
    net, values = load(reference, name, view)
    wanted = values[f"group:{group}:modularity_undirected"]
    assert nw.modularity(net, group) == pytest.approx(wanted)
    if name not in UNDIRECTED:  # there the reference counts arcs; for persons, distinct contacts
        ours = nw.ei_index_by_person(net, group=group)
        expect_people(ours, values[f"group:{group}:EI_node_union"])
        return
    table = nw.ei_index(net, group=group).table.set_index("term")["estimate"]
    for ours, theirs in [("observed", "EI"), ("external", "external"), ("internal", "internal")]:
        assert table[ours] == pytest.approx(values[f"group:{group}:EI"][theirs])


@pytest.mark.parametrize(("name", "view"), CLUSTERED)
def test_clusters_are_as_good_as_louvains(reference, name, view):
    net, values = load(reference, name, view)
    found = nw.communities(net, seed=1)
    assert found.modularity <= values["optimal_modularity_binary"]["Q"] + 1e-9
    assert found.modularity == pytest.approx(nw.modularity(net, found))
    assert found.modularity >= values["louvain_modularity_range_binary"]["min"] - 0.01
