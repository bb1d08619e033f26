"""Eigenvalues, sums over walks and currents: small and large ways alike, and against numpy."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from made_up_meetings import workload
from netweave._kernels import currents, engine, spectral
from netweave._kernels.operators import Held


def close(left, right, tolerance=1e-9):
    np.testing.assert_allclose(left, right, rtol=tolerance, atol=tolerance)


def symmetric(graph, **data):
    return sparse.csr_array(nx.to_scipy_sparse_array(graph, dtype=float, **data))


def arcs(seed, n=40, ties=110, *, acyclic=False):
    rng = np.random.default_rng(seed)
    row, column = rng.integers(0, n, (2, ties))
    keep = row < column if acyclic else row != column
    matrix = sparse.coo_array((rng.integers(1, 4, ties)[keep], (row[keep], column[keep])), (n, n))
    return matrix.astype(float).tocsr()


@pytest.fixture(params=["dense", "sparse"])
def way(request, monkeypatch):
    """Both ways of computing: that of small networks and that of large ones."""
    monkeypatch.setattr(engine, "SMALL", 10_000 if request.param == "dense" else -1)
    return request.param


@pytest.mark.parametrize("seed", range(4))
def test_principal_is_numpys(way, seed):
    matrix = arcs(seed)
    matrix = (matrix + matrix.T).tocsr()
    values, vectors = np.linalg.eigh(matrix.toarray())
    value, vector = spectral.principal(Held(matrix, symmetric=True))
    assert value == pytest.approx(values[-1], rel=1e-12)
    close(vector, np.abs(vectors[:, -1]))


def test_the_piece_with_the_greatest_eigenvalue_has_it_all(way):
    """A star of 5 has 2, a triangle 2, a chain of 4 the golden ratio; people alone have 0."""
    chain = nx.disjoint_union(nx.path_graph(4), nx.path_graph(3))
    value, vector = spectral.principal(Held(symmetric(chain), symmetric=True))
    golden = (1 + 5**0.5) / 2
    assert value == pytest.approx(golden)
    close(vector, np.array([1, golden, golden, 1, 0, 0, 0]) / np.sqrt(2 + 2 * golden**2))


def test_equal_pieces_share_as_repeated_averaging_does(way):
    graph = nx.disjoint_union_all([nx.star_graph(4), nx.complete_graph(3), nx.path_graph(4)])
    graph.add_node("alone")
    matrix = symmetric(graph)
    step = np.ones(len(graph))
    for _ in range(200):  # two steps at a time: the star swings between two vectors
        step = matrix @ (matrix @ step) + 2 * (matrix @ step)
        step /= np.linalg.norm(step)
    value, vector = spectral.principal(Held(matrix, symmetric=True))
    assert value == pytest.approx(2)
    close(vector, step)
    assert (vector[-5:] == 0).all()


def test_many_equal_pairs():
    value, vector = spectral.principal(
        Held(symmetric(nx.disjoint_union_all([nx.path_graph(2)] * 500)), True)
    )
    assert value == 1
    close(vector, 1000**-0.5)


def test_nothing_has_no_eigenvector():
    for n in (0, 1, 3):
        value, vector = spectral.principal(Held(sparse.csr_array((n, n)), symmetric=True))
        assert (value, vector.tolist()) == (0, [0] * n)
        assert spectral.radius(Held(sparse.csr_array((n, n)))) == 0


@pytest.mark.parametrize("seed", range(4))
def test_radius_is_numpys(way, seed):
    matrix = arcs(seed)
    wanted = np.abs(np.linalg.eigvals(matrix.toarray())).max()
    assert spectral.radius(Held(matrix)) == pytest.approx(wanted, rel=1e-9)


def test_radius_of_circles_and_of_what_never_comes_back(way):
    assert spectral.radius(Held(arcs(1, acyclic=True))) == 0
    ring = sparse.csr_array(nx.to_scipy_sparse_array(nx.cycle_graph(6, nx.DiGraph), dtype=float))
    two = sparse.block_diag([ring, 3.0 * ring, arcs(2, acyclic=True)], format="csr")
    assert spectral.radius(Held(two)) == pytest.approx(3)


def test_radius_of_a_circle_with_a_chord(monkeypatch):
    """Nearly all eigenvalues are as great as the greatest, so that the usual search gives up."""
    n = 400
    steps = np.arange(n)
    row, column = np.append(steps, 0), np.append((steps + 1) % n, n // 2 + 2)
    ring = sparse.csr_array((np.ones(n + 1), (row, column)), shape=(n, n))
    found = spectral.radius(Held(ring))
    assert found == pytest.approx(np.abs(np.linalg.eigvals(ring.toarray())).max(), rel=1e-8)
    monkeypatch.setattr(spectral, "PATIENCE", 1)
    assert spectral.radius(Held(ring)) == pytest.approx(found, rel=1e-10)


def test_from_above_without_the_pairs():
    chosen = workload().where(kind="attendance_peer")
    ours = chosen.factored("resource_allocation")
    members = np.flatnonzero(ours.pieces() == np.bincount(ours.pieces()).argmax())
    piece = ours.among(members)
    wanted = np.abs(np.linalg.eigvals(piece.dense())).max()
    assert spectral._from_above(piece) == pytest.approx(wanted, rel=1e-10)
    assert spectral.radius(ours) == pytest.approx(wanted, rel=1e-10)


@pytest.mark.parametrize("part", [0.5, 0.99, -0.9])
@pytest.mark.parametrize("both", [False, True])
def test_walks_solve_their_equation(way, part, both):
    matrix = arcs(5)
    matrix = (matrix + matrix.T).tocsr() if both else matrix
    weights = Held(matrix, both)
    factor = part / spectral.radius(weights)
    found = spectral.walks(weights, weights.row_sums, factor)
    whole = np.eye(weights.n) - factor * matrix.toarray()
    close(found, np.linalg.solve(whole, weights.row_sums))
    assert (found[weights.row_sums == 0] == 0).all()


@pytest.mark.parametrize("both", [False, True])
def test_step_by_step_where_the_solver_gives_up(monkeypatch, both):
    monkeypatch.setattr(engine, "SMALL", -1)
    matrix = arcs(5)
    weights = Held((matrix + matrix.T).tocsr() if both else matrix, both)
    factor = 0.9 / spectral.radius(weights)
    solved = spectral.walks(weights, weights.row_sums, factor)
    monkeypatch.setattr(spectral, "SETTLED", -1.0)
    close(spectral.walks(weights, weights.row_sums, factor), solved, 1e-11)


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("damping", [0.0, 0.5, 0.85, 0.999])
def test_the_walker_stays_where_the_chain_stands_still(both, damping):
    matrix = arcs(7, ties=60)  # some learned from nobody, some have no ties
    matrix = ((matrix + matrix.T).tocsr() if both else matrix).toarray()
    n, out = len(matrix), matrix.sum(axis=1, keepdims=True)
    step = np.where(out > 0, matrix / np.where(out > 0, out, 1), 1 / n)
    chain = damping * step + (1 - damping) / n
    found = spectral.surfed(Held(sparse.csr_array(matrix), both), damping)
    assert (out == 0).any()
    assert found.sum() == pytest.approx(1, abs=1e-14)
    close(found @ chain, found, 1e-13)


def test_closed_walks_are_the_exponential():
    graph = nx.karate_club_graph()
    wanted = nx.subgraph_centrality(graph)
    value, found = spectral.closed_walks(symmetric(graph, weight=None))
    close(found, list(wanted.values()))
    assert value == pytest.approx(6.7257, abs=1e-4)


@pytest.fixture(params=["dense", "factorized"])
def wired(request, monkeypatch):
    if request.param == "factorized":
        monkeypatch.setattr(currents, "MOST", 0)
    monkeypatch.setattr(currents, "CELLS", 200)
    return request.param


@pytest.mark.parametrize("weight", [None, "weight"])
def test_currents_are_those_of_networkx(wired, weight):
    graph = nx.karate_club_graph()
    wires = symmetric(graph, weight=weight)
    wanted = nx.current_flow_betweenness_centrality(graph, normalized=False, weight=weight)
    close(currents.through(wires), list(wanted.values()))
    nearness = nx.current_flow_closeness_centrality(graph, weight=weight)
    close(currents.information(wires), len(graph) * np.array(list(nearness.values())))


def test_without_circles_all_current_takes_the_one_path(wired):
    tree = nx.random_labeled_tree(30, seed=4)
    wanted = nx.betweenness_centrality(tree, normalized=False)
    close(currents.through(symmetric(tree, nodelist=range(30))), [wanted[p] for p in range(30)])


def test_currents_stay_in_their_piece(wired):
    """A triangle has 1/3 each, a chain of 3 its middle 1, a pair and a person alone 0."""
    graph = nx.disjoint_union_all([nx.complete_graph(3), nx.path_graph(3), nx.path_graph(2)])
    graph.add_node("alone")
    close(currents.through(symmetric(graph)), [1 / 3] * 3 + [0, 1, 0] + [0] * 3)
    assert currents.through(sparse.csr_array((0, 0))).shape == (0,)
