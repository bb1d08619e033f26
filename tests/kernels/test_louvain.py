"""Communities by moves: connected, and the same whether compiled or not."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import consensus, engine, louvain, partition, together


def drawn(rng, n, density, *, weighted):
    """Draw a symmetric matrix."""
    weight = rng.random((n, n)) if weighted else np.ones((n, n))
    upper = np.triu(np.where(rng.random((n, n)) < density, weight, 0.0), 1)
    return sparse.csr_array(upper + upper.T)


def connected(matrix, labels):
    """Say whether every community is connected by ties among its own members."""
    graph = nx.from_scipy_sparse_array(matrix)
    groups = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    return all(nx.is_connected(graph.subgraph(group.tolist())) for group in groups)


GRAPHS = [
    (n, density, weighted)
    for n in (1, 2, 9, 40)
    for density in (0.0, 0.05, 0.2, 0.7, 1.0)
    for weighted in (False, True)
]


@pytest.mark.parametrize(("n", "density", "weighted"), GRAPHS)
def test_compiled_or_not_the_communities_are_the_same(monkeypatch, n, density, weighted):
    rng = np.random.default_rng(n)
    for seed in range(4):
        matrix = drawn(rng, n, density, weighted=weighted)
        resolution = (0.5, 1.0, 2.0, 1.0)[seed]
        plain = louvain.found(louvain.tied(matrix), seed, resolution)
        monkeypatch.setattr(engine, "SMALL", -1)
        ties = louvain.tied(matrix)
        assert ties.compiled
        np.testing.assert_array_equal(louvain.found(ties, seed, resolution), plain)
        monkeypatch.undo()
        assert connected(matrix, plain)


def test_compiled_or_not_communities_of_meetings_are_the_same(monkeypatch):
    rng = np.random.default_rng(0)
    for seed in range(40):
        n, meetings = rng.integers(1, 40), rng.integers(1, 25)
        members = sparse.csr_array((rng.random((n, meetings)) < rng.choice([0.05, 0.1, 0.3])) * 1.0)
        weight = rng.random(meetings) * (rng.random(meetings) < 0.9)
        plain = louvain.found(together.together(members, weight), seed)
        monkeypatch.setattr(engine, "SMALL", -1)
        ties = together.together(members, weight)
        assert isinstance(ties, together.Met)
        np.testing.assert_array_equal(louvain.found(ties, seed), plain)
        monkeypatch.undo()
        pairs = (members @ sparse.diags_array(weight) @ members.T).toarray()
        np.fill_diagonal(pairs, 0.0)
        assert connected(sparse.csr_array(pairs), plain)
        ours = together.modularity(members, weight, plain, 1.5)
        wanted = partition.modularity(sparse.csr_array(pairs), plain, 1.5)
        assert ours == pytest.approx(wanted, nan_ok=True)


def test_compiled_or_not_the_best_of_several_orders_is_the_same(monkeypatch):
    monkeypatch.setattr(together, "TRIES", {40: 6})
    rng, differ = np.random.default_rng(1), 0
    for seed in range(20):
        n, meetings = rng.integers(20, 45), rng.integers(10, 25)
        members = sparse.csr_array((rng.random((n, meetings)) < 0.15) * 1.0)
        weight = rng.random(meetings)
        plain = louvain.found(together.together(members, weight), seed)
        with monkeypatch.context() as patched:
            patched.setattr(engine, "SMALL", -1)
            found = louvain.found(together.together(members, weight), seed)
            np.testing.assert_array_equal(found, plain)
            patched.setattr(together, "TRIES", {n: 0})
            differ += (louvain.found(together.together(members, weight), seed) != plain).any()
    assert differ, "one order would have done"


@pytest.mark.parametrize("resolution", [1.0, 0.5])
def test_compiled_or_not_modularity_is_networkxs(monkeypatch, resolution):
    graph = nx.karate_club_graph()
    matrix = nx.to_scipy_sparse_array(graph, weight="weight", dtype=float).tocsr()
    labels = np.array([int(graph.nodes[i]["club"] == "Officer") for i in range(34)])
    groups = [np.flatnonzero(labels == label).tolist() for label in (0, 1)]
    wanted = nx.community.modularity(graph, groups, resolution=resolution)
    for small in (300, -1):
        monkeypatch.setattr(engine, "SMALL", small)
        found = partition.modularity(matrix, labels.astype(np.int32), resolution)
        assert found == pytest.approx(wanted)
        assert np.isnan(partition.modularity(sparse.csr_array((34, 34)), labels))


# Person 0 holds two trios together, and has five ties to a clique of five.
HINGE = nx.Graph([(0, 1), (0, 4), (1, 2), (1, 3), (2, 3), (4, 5), (4, 6), (5, 6)])
HINGE.add_edges_from(nx.complete_graph(range(7, 12)).edges)
HINGE.add_edges_from((0, other) for other in range(7, 12))


@pytest.mark.parametrize("small", [300, -1])
def test_moving_a_hinge_leaves_no_community_in_two_pieces(monkeypatch, small):
    monkeypatch.setattr(engine, "SMALL", small)
    matrix = nx.to_scipy_sparse_array(HINGE, nodelist=range(12), dtype=float)
    ties, start = louvain.tied(matrix), np.repeat([0, 1], [7, 5]).astype(np.int32)
    moved = start.copy()
    gain = ties.settle(1 / ties.strength.sum(), np.arange(12, dtype=np.int32), moved)
    assert gain > 0
    assert moved.tolist() == [1] + [0] * 6 + [1] * 5, "moves alone leave the two trios together"
    assert not connected(matrix, moved)
    assert ties.pieces(moved).tolist() == [0, 1, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0]
    for seed in range(5):
        assert connected(matrix, louvain.found(ties, seed, start=start))


def test_merging_keeps_what_is_between_and_the_strengths(monkeypatch):
    # Communities {0, 1}, {2, 3}: ties 0-2 (2) and 1-3 (3) are between them, 0-1 (5) inside.
    matrix = np.zeros((4, 4))
    for i, j, weight in ((0, 1, 5), (0, 2, 2), (1, 3, 3)):
        matrix[i, j] = matrix[j, i] = weight
    for small in (300, -1):
        monkeypatch.setattr(engine, "SMALL", small)
        ties = louvain.tied(sparse.csr_array(matrix))
        less = ties.merged(np.array([0, 0, 1, 1], dtype=np.int32), 2)
        unit = louvain.whole(20.0)
        assert (less.strength / unit).tolist() == [15, 5]
        assert (less.weight / unit).tolist() == [5, 5]
        assert less.indices.tolist() == [1, 0]


def test_the_first_numbers_of_the_generator_are_known():
    # The first outputs of splitmix64 from the state 0, as its author prints them.
    steps = np.arange(3, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    found = [hex(number) for number in louvain._mixed(steps).tolist()]
    assert found == ["0xe220a8397b1dcdaf", "0x6e789e6aa1b965f4", "0x6c45d188009454f"]


def test_orders_hold_everybody_once_and_differ():
    orders = louvain.Orders(5)
    first, second = orders.next(50), orders.next(50)
    assert sorted(first) == sorted(second) == list(range(50))
    assert first.tolist() != second.tolist()
    assert louvain.Orders(5).next(50).tolist() == first.tolist()


def test_rounding_weights_loses_nothing_that_counts():
    for total in (1e-290, 0.1, 7.0, 1e300):
        assert 2**49 <= total * louvain.whole(total) <= 2**50
    assert louvain.whole(0.0) == 1
    assert np.isfinite(louvain.whole(5e-324))


@pytest.mark.parametrize("runs", [1, 3, 5, 20])
def test_five_equal_runs_are_enough(runs):
    matrix = nx.to_scipy_sparse_array(nx.ring_of_cliques(5, 6), dtype=float)
    assert louvain.several(louvain.tied(matrix), 1, runs).shape == (30, min(runs, 5))


def test_with_too_many_blocks_the_run_nearest_to_the_others_stands_for_all(monkeypatch):
    monkeypatch.setattr(consensus, "MOST_BLOCKS", 2)
    # The second is like the first and, a little, like the third.
    runs = np.array([[0, 0, 1, 1, 2], [0, 0, 1, 1, 1], [0, 1, 1, 2, 2]]).T
    alike = partition.agreement(runs)
    assert alike[1].sum() > max(alike[0].sum(), alike[2].sum())

    def never(between, inside):
        raise AssertionError

    assert consensus.agreed(runs, never).tolist() == runs[:, 1].tolist()


def test_normalized_information_by_hand():
    # Entropies ln 2 and ln 4 - 3/4 ln 3, joint entropy 3/2 ln 2.
    left, right = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])
    one, other, both = np.log(2), np.log(4) - 0.75 * np.log(3), 1.5 * np.log(2)
    wanted = 2 * (one + other - both) / (one + other)
    assert partition.normalized_information(left, right) == pytest.approx(wanted)
    assert partition.normalized_information(left, left) == pytest.approx(1)
    assert partition.normalized_information(left, np.array([0, 1, 0, 1])) == pytest.approx(0)
    assert partition.normalized_information(left * 0, left * 0) == 1
