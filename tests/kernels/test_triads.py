"""Triangles and censuses, compiled and not, against networkx and counting by hand."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import engine, triads
from netweave._kernels.sparse import binary, either_way


def drawn(n, share, seed):
    """Draw the arcs of n people, each there with some probability."""
    cells = (np.random.default_rng(seed).random((n, n)) < share).astype(float)
    np.fill_diagonal(cells, 0.0)
    return sparse.csr_array(cells)


def graph_of(arcs):
    """Give the networkx graph of a matrix, also without people."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(arcs.shape[0]))
    cells = arcs.tocoo()
    graph.add_edges_from(zip(cells.row.tolist(), cells.col.tolist(), strict=True))
    return graph


@pytest.fixture(params=["plain", "compiled"])
def way(request, monkeypatch):
    """Run a test in numpy and compiled."""
    monkeypatch.setattr(engine, "SMALL", 10**9 if request.param == "plain" else -1)


SHAPES = [(0, 0), (1, 0), (2, 1), (3, 1), (9, 0), (8, 1), (20, 0.1), (20, 0.3), (20, 0.8)]


@pytest.mark.parametrize(("n", "share"), SHAPES)
def test_the_census_is_networkxs(way, n, share):
    arcs = drawn(n, share, seed=n)
    wanted = nx.triadic_census(graph_of(arcs)) if n > 2 else dict.fromkeys(triads.SORTS, 0)
    assert triads.census(either_way(arcs), arcs) == wanted


@pytest.mark.parametrize(("n", "share"), SHAPES)
def test_triangles_are_networkxs(way, n, share):
    joined = either_way(drawn(n, share, seed=n))
    wanted = nx.triangles(graph_of(joined).to_undirected())
    assert triads.triangles(joined).tolist() == list(wanted.values())


@pytest.mark.parametrize(("n", "share"), SHAPES)
def test_chains_are_counted_one_by_one(way, n, share):
    arcs = drawn(n, share, seed=n + 1)
    cells = arcs.toarray()
    steps = cells @ cells
    np.fill_diagonal(steps, 0.0)
    found = triads.chains(triads.census(either_way(arcs), arcs))
    assert found == (steps.sum(), (steps * cells).sum())


# The arcs of each sort after Holland and Leinhardt, of three people 0, 1, 2.
DRAWINGS = {
    "003": "",
    "012": "01",
    "102": "01 10",
    "021D": "10 12",
    "021U": "01 21",
    "021C": "01 12",
    "111D": "01 10 21",
    "111U": "01 10 12",
    "030T": "01 21 02",
    "030C": "10 21 02",
    "201": "01 10 12 21",
    "120D": "10 12 02 20",
    "120U": "01 21 02 20",
    "120C": "01 12 02 20",
    "210": "01 12 21 02 20",
    "300": "01 10 12 21 02 20",
}


@pytest.mark.parametrize("sort", triads.SORTS)
def test_each_sort_by_its_drawing(way, sort):
    arrows = DRAWINGS[sort].split()
    ends = np.array([[int(arrow[0]), int(arrow[1])] for arrow in arrows], dtype=int).reshape(-1, 2)
    arcs = binary(ends[:, 0], ends[:, 1], 3)
    wanted = dict.fromkeys(triads.SORTS, 0) | {sort: 1}
    assert triads.census(either_way(arcs), arcs) == wanted


def test_blocks_of_people_add_up(monkeypatch):
    rng = np.random.default_rng(5)
    learner = rng.integers(0, 1100, 5_000)
    arcs = binary(learner, (learner + rng.integers(1, 6, 5_000)) % 1100, 1100)
    joined = either_way(arcs)
    compiled = triads.census(joined, arcs)
    around = triads.triangles(joined)
    assert around.tolist() == list(nx.triangles(graph_of(joined).to_undirected()).values())
    assert around.sum() > 3_000
    monkeypatch.setattr(engine, "SMALL", 10**9)
    assert triads.census(joined, arcs) == compiled


@pytest.mark.parametrize("split", [1, 13])
def test_triangles_in_blocks(split, monkeypatch):
    joined = either_way(drawn(50, 0.2, seed=9))
    wanted = triads.triangles(joined)
    monkeypatch.setattr(engine, "SMALL", -1)
    monkeypatch.setattr(triads, "SPLIT", split)
    monkeypatch.setattr(triads, "BLOCKS", 50)
    assert triads.triangles(joined).tolist() == wanted.tolist()


def test_dyads():
    assert triads.dyads(drawn(1, 0, 0)) == (0, 0, 0)
    assert triads.dyads(binary(np.array([0, 1, 2]), np.array([1, 0, 1]), 4)) == (1, 1, 4)
