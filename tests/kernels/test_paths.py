"""Dependencies against a count of all shortest paths, pair by pair; numpy and compiled alike."""

import itertools

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import engine, paths


@pytest.fixture(params=["numpy", "compiled"])
def way(request, monkeypatch):
    """Compute in numpy, or compiled."""
    monkeypatch.setattr(engine, "SMALL", {"numpy": 10**9, "compiled": -1}[request.param])


def matrix_of(cells):
    """Give a 0/1 matrix without diagonal, in canonical form."""
    cells = np.array(cells, dtype=float)
    np.fill_diagonal(cells, 0)
    return sparse.csr_array(cells)


def random_matrix(n, share, seed, *, symmetric=False):
    """Give a random 0/1 matrix."""
    cells = np.random.default_rng(seed).random((n, n)) < share
    return matrix_of(cells | cells.T if symmetric else cells)


SMALL = {
    "nobody": sparse.csr_array((0, 0)),
    "one": sparse.csr_array((1, 1)),
    "no ties": sparse.csr_array((5, 5)),
    "chain": matrix_of(np.eye(9, k=1)),
    "square": matrix_of(np.eye(4, k=1) + np.eye(4, k=-1) + np.eye(4, k=3) + np.eye(4, k=-3)),
    "star": matrix_of(np.arange(7)[:, None] * np.arange(7) == 0),
    "complete": matrix_of(np.ones((6, 6))),
    "arrows": random_matrix(14, 0.15, 1),
    "ties": random_matrix(15, 0.1, 2, symmetric=True),
}
LARGE = {
    "grid": matrix_of(nx.to_numpy_array(nx.grid_2d_graph(12, 12))),
    "long chain": matrix_of(np.eye(150, k=1) + np.eye(150, k=-1)),
    "dense": random_matrix(140, 0.4, 3),
    "sparse": random_matrix(200, 0.01, 4),
    "pieces": random_matrix(200, 0.004, 5, symmetric=True),
}
EVERY_SMALL = pytest.mark.parametrize("matrix", SMALL.values(), ids=SMALL)
EVERY_LARGE = pytest.mark.parametrize("matrix", LARGE.values(), ids=LARGE)


def counted(matrix):
    """List all shortest paths of every ordered pair."""
    graph = nx.from_scipy_sparse_array(matrix, create_using=nx.DiGraph)
    for start, end in itertools.permutations(range(matrix.shape[0]), 2):
        if nx.has_path(graph, start, end):
            yield start, end, list(nx.all_shortest_paths(graph, start, end))


def by_counting(matrix, codes, hubs):
    """Give per person, per arc, across codes and through hubs, by counting paths."""
    n = matrix.shape[0]
    people, arcs, across = np.zeros(n), np.zeros((n, n)), np.zeros(n)
    crossing, through, outside = 0, 0.0, 0
    for start, end, ways in counted(matrix):
        cross = codes[start] >= 0 and codes[end] >= 0 and codes[start] != codes[end]
        crossing += cross
        for path in ways:
            people[path[1:-1]] += 1 / len(ways)
            across[path[1:-1]] += cross / len(ways)
            arcs[path[:-1], path[1:]] += 1 / len(ways)
        if not hubs[start] and not hubs[end]:
            outside += 1
            through += sum(any(hubs[path]) for path in ways) / len(ways)
    return people, arcs[matrix.nonzero()], across, crossing, through, outside


@pytest.mark.usefixtures("way")
@EVERY_SMALL
def test_against_a_list_of_all_shortest_paths(matrix):
    n = matrix.shape[0]
    codes = np.array([0, 1, -1, 1, 2, 0, 0] * 3)[:n]
    hubs = np.array([False, True, False, False, False, True, False] * 3)[:n]
    people, arcs, across, crossing, through, outside = by_counting(matrix, codes, hubs)
    np.testing.assert_allclose(paths.betweenness(matrix), people, atol=1e-12)
    np.testing.assert_allclose(paths.along_arcs(matrix), arcs, atol=1e-12)
    found = paths.across(matrix, codes)
    np.testing.assert_allclose(found.people, across, atol=1e-12)
    assert found.pairs == crossing
    assert paths.through(matrix, hubs) == (pytest.approx(through, abs=1e-12), outside)


def everything(matrix):
    """Give all that the kernel can find."""
    n = matrix.shape[0]
    codes, hubs = np.arange(n) % 5 - 1, np.arange(n) % 7 == 3
    across = paths.across(matrix, codes)
    return [
        paths.betweenness(matrix),
        paths.along_arcs(matrix),
        across.people,
        np.array([across.open, across.pairs]),
        np.array(paths.through(matrix, hubs)),
    ]


@EVERY_LARGE
def test_numpy_and_compiled_agree(monkeypatch, matrix):
    found = []
    for small in (-1, 10**9):
        monkeypatch.setattr(engine, "SMALL", small)
        found.append(everything(matrix))
    for one, other in zip(*found, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-11, atol=1e-9)


@pytest.mark.parametrize("directed", [False, True])
def test_a_network_of_several_blocks_is_that_of_networkx(directed):
    matrix = random_matrix(620, 0.008, 6, symmetric=not directed)
    kind = nx.DiGraph if directed else nx.Graph
    graph = nx.from_scipy_sparse_array(matrix, create_using=kind)
    wanted = nx.betweenness_centrality(graph, normalized=False)
    ours = paths.betweenness(matrix) / (1 if directed else 2)
    np.testing.assert_allclose(ours, list(wanted.values()), rtol=1e-10, atol=1e-9)


def test_threads_change_no_bit(monkeypatch):
    matrix = random_matrix(1100, 0.005, 7)
    found = []
    for threads in ("1", "3"):
        monkeypatch.setenv("NETWEAVE_THREADS", threads)
        found.append(paths.betweenness(matrix).tobytes())
    assert found[0] == found[1]


def test_blocks_of_sources_do_not_matter(monkeypatch):
    matrix = LARGE["pieces"]
    wide = everything(matrix)
    monkeypatch.setattr(paths, "LANES", 7)
    for one, other in zip(wide, everything(matrix), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


def test_very_many_equal_paths_are_counted():
    # Forty squares in a row: 2^40 shortest paths from end to end, half of them by either side.
    side = np.arange(40)
    ends = np.concatenate([3 * side, 3 * side, 3 * side + 1, 3 * side + 2])
    others = np.concatenate([3 * side + 1, 3 * side + 2, 3 * side + 3, 3 * side + 3])
    matrix = sparse.coo_array((np.ones(160), (ends, others)), shape=(121, 121)).tocsr()
    _, numbers, deepest = paths.shortest(matrix, np.array([0]))
    assert (numbers[120, 0], deepest) == (2.0**40, 80)
    between = paths.betweenness(matrix)
    assert between[1] == between[2] == pytest.approx(118 / 2)


def test_joined_pairs():
    assert paths.joined_pairs(np.array([1, 1, 1, 2, 2, 3])) == 4
    assert paths.joined_pairs(np.array([], dtype=int)) == 0
