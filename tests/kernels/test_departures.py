"""What a network of arcs loses when people go, beside counting it out."""

import itertools

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import departures, engine, holes

ARCS = [
    "01 12 23 30",
    "01 10 12 21 13",
    "01 12 02 23 34 42",
    "01 02 03 14 24 34 45 51",
    "10 20 30",
    "01 02 03",
]


def matrix(text):
    dense = np.zeros((6, 6))
    for arc in text.split():
        dense[int(arc[0]), int(arc[1])] = 1
    return sparse.csr_array(dense)


def between(graph, one, other):
    """Give who is between two people with no arc from the first to the second."""
    if one == other or graph.has_edge(one, other):
        return set()
    return set(graph.successors(one)) & set(graph.predecessors(other))


@pytest.mark.parametrize("small", [-1, 300])
@pytest.mark.parametrize("text", ARCS)
def test_everything_counted_out(monkeypatch, small, text):
    monkeypatch.setattr(engine, "SMALL", small)
    arcs = matrix(text)
    graph = nx.from_scipy_sparse_array(arcs, create_using=nx.DiGraph)
    pairs = list(itertools.permutations(range(6), 2))
    open_ = [sum(who in between(graph, *pair) for pair in pairs) for who in range(6)]
    sole = [sum({who} == between(graph, *pair) for pair in pairs) for who in range(6)]
    assert departures.open_pairs(arcs).tolist() == open_
    assert departures.sole_middles(arcs).tolist() == sole
    for gone in [(0,), (2,), (1, 3)]:
        mask = np.isin(np.arange(6), gone)
        left = graph.subgraph(set(range(6)) - set(gone))
        outside = [pair for pair in pairs if not set(pair) & set(gone)]
        joined = [pair for pair in outside if nx.has_path(graph, *pair)]
        still = [pair for pair in outside if nx.has_path(left, *pair)]
        near = sum(1 / nx.shortest_path_length(graph, *pair) for pair in joined)
        after = sum(1 / nx.shortest_path_length(left, *pair) for pair in still)
        shares = [
            np.mean([bool(set(path) & set(gone)) for path in nx.all_shortest_paths(graph, *pair)])
            for pair in joined
        ]
        middles = [between(graph, *pair) for pair in outside]
        shared = [some for some in middles if some & set(gone)]
        found = departures.set_losses(arcs, mask)
        assert departures.pairs_among(arcs, np.flatnonzero(~mask)) == len(joined)
        wanted = {
            "pair_loss": (len(joined) - len(still), len(joined)),
            "geodesic_share": (sum(shares), len(joined)),
            "open_two_path_share": (sum(len(some & set(gone)) for some in middles), sum(open_)),
            "sole_common_neighbour_share": (
                sum(some <= set(gone) for some in shared),
                len(shared),
            ),
        }
        for term, (part, whole) in wanted.items():
            value = part / whole if whole else np.nan
            assert found[term] == (pytest.approx(value, nan_ok=True), whole), (gone, term)
        lost = 1 - after / near if near else np.nan
        assert found["efficiency_loss"][0] == pytest.approx(lost, nan_ok=True)


def test_blocks_change_nothing(monkeypatch):
    random = np.random.default_rng(2)
    arcs = sparse.csr_array((random.random((40, 40)) < 0.1) * (1 - np.eye(40)))
    hubs = np.arange(40) < 5
    whole = (
        departures.open_pairs(arcs).tolist(),
        departures.sole_middles(arcs).tolist(),
        departures.shared_middles(arcs, hubs),
    )
    monkeypatch.setattr(departures, "WORK", 50)
    assert len(departures._blocks(arcs)) > 5
    assert departures.open_pairs(arcs).tolist() == whole[0]
    assert departures.sole_middles(arcs).tolist() == whole[1]
    assert departures.shared_middles(arcs, hubs) == whole[2]
    assert holes.WORK != 50
