"""Cutpoints, bridges, spans and what a tie's loss costs: numpy, compiled, and networkx by hand."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import cuts, detours, engine

GRAPHS = {
    "nobody": nx.empty_graph(0),
    "one": nx.empty_graph(1),
    "no ties": nx.empty_graph(4),
    "one tie": nx.path_graph(2),
    "chain": nx.path_graph(7),
    "ring": nx.cycle_graph(9),
    "star": nx.star_graph(5),
    "complete": nx.complete_graph(6),
    "two cliques and a tie": nx.barbell_graph(4, 0),
    "two cliques and a chain": nx.barbell_graph(3, 3),
    "pieces": nx.disjoint_union(nx.cycle_graph(5), nx.star_graph(3)),
    "lattice": nx.convert_node_labels_to_integers(nx.grid_2d_graph(4, 4)),
    "bipartite": nx.complete_bipartite_graph(3, 4),
} | {f"random {seed}": nx.gnm_random_graph(14, 10 + 2 * seed, seed=seed) for seed in range(6)}
EVERY_GRAPH = pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)


def matrix_of(graph):
    """Give the 0/1 matrix of a graph over 0, 1, …"""
    matrix = sparse.csr_array((len(graph), len(graph)))
    if len(graph):
        matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), dtype=float)
        matrix = matrix.tocsr()
        matrix.sort_indices()
    return matrix


def pairs(pieces):
    """Count the pairs inside pieces."""
    return sum(len(piece) * (len(piece) - 1) // 2 for piece in pieces)


@pytest.fixture(params=["numpy", "compiled"])
def engines(request, monkeypatch):
    """Run with either engine."""
    monkeypatch.setattr(engine, "SMALL", 300 if request.param == "numpy" else -1)


@pytest.mark.usefixtures("engines")
@EVERY_GRAPH
def test_pairs_separated_are_counted_by_taking_people_out(graph):
    joined, separated = cuts.pairs_separated(matrix_of(graph))
    for person in graph:
        left = graph.subgraph(set(graph) - {person})
        before = pairs(piece - {person} for piece in nx.connected_components(graph))
        assert joined[person] == before
        assert separated[person] == before - pairs(nx.connected_components(left))
    assert set(np.flatnonzero(separated)) == set(nx.articulation_points(graph))


@pytest.mark.usefixtures("engines")
@EVERY_GRAPH
def test_bridges_are_those_of_networkx(graph):
    found = {
        frozenset(map(int, ends)) for ends in zip(*cuts.bridges(matrix_of(graph)), strict=True)
    }
    assert found == set(map(frozenset, nx.bridges(graph)))


def test_bridges_are_found_at_both_ends_of_a_walk():
    one, other = cuts.bridges(matrix_of(nx.path_graph(4)))
    assert sorted(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.usefixtures("engines")
@EVERY_GRAPH
def test_spans_and_losses_are_those_of_the_graph_without_the_tie(graph):
    matrix = matrix_of(graph)
    cells = matrix.tocoo()
    n = len(graph)
    near = nx.global_efficiency(graph) * n * (n - 1)
    ties = zip(cells.row, cells.col, cuts.spans(matrix), detours.losses(matrix), strict=True)
    for one, other, span, loss in ties:
        left = graph.copy()
        left.remove_edge(int(one), int(other))
        apart = nx.single_source_shortest_path_length(left, int(one)).get(int(other), 0)
        assert span == apart
        assert loss == pytest.approx(near - nx.global_efficiency(left) * n * (n - 1))


def test_both_engines_agree_on_a_network_of_several_hundred(monkeypatch):
    graph = nx.disjoint_union(nx.gnm_random_graph(60, 70, seed=4), nx.gnm_random_graph(60, 400))
    matrix = matrix_of(graph)
    functions = (
        lambda: cuts.pairs_separated(matrix)[1],
        lambda: cuts.spans(matrix),
        lambda: detours.losses(matrix),
    )
    plain = [function() for function in functions]
    monkeypatch.setattr(engine, "SMALL", -1)
    for function, wanted in zip(functions, plain, strict=True):
        np.testing.assert_allclose(function(), wanted, rtol=1e-12)


def test_the_walk_goes_deeper_than_pythons_own_stack(monkeypatch):
    _, separated = cuts.pairs_separated(matrix_of(nx.path_graph(5_001)))
    assert separated[2_500] == 2_500**2
    monkeypatch.setattr(engine, "SMALL", 10_000)
    assert cuts.pairs_separated(matrix_of(nx.path_graph(5_001)))[1].tolist() == separated.tolist()
