"""Shortest paths with lengths: exact where paths are equally long, and twins that agree."""

from fractions import Fraction
from itertools import pairwise, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from netweave import errors
from netweave._kernels import engine, paths, routes


def matrix(n, *arcs):
    """Give the matrix of (row, column, strength)."""
    cells = np.zeros((n, n))
    for row, column, strength in arcs:
        cells[row, column] = strength
    return sparse.csr_array(cells)


def exact(strengths):
    """Give betweenness by listing all simple paths, with fractions: nothing is rounded."""
    n = strengths.shape[0]
    dense = strengths.toarray()
    total = [Fraction(0)] * n
    for start, end in permutations(range(n), 2):
        found: dict[Fraction, list[tuple[int, ...]]] = {}
        others = [person for person in range(n) if person not in {start, end}]
        for size in range(len(others) + 1):
            for middle in permutations(others, size):
                path = (start, *middle, end)
                steps = list(pairwise(path))
                if all(dense[step] for step in steps):
                    length = sum(Fraction(1) / Fraction(float(dense[step])) for step in steps)
                    found.setdefault(length, []).append(middle)
        if found:
            best = found[min(found)]
            for middle in best:
                for person in middle:
                    total[person] += Fraction(1, len(best))
    return np.array([float(value) for value in total])


@pytest.fixture(params=[10**9, -1], ids=["numpy", "compiled"])
def either(request, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", request.param)


def test_equally_long_paths_are_found_although_their_sums_differ(either):
    # 0-1-2-4 is 1/2 + 1/3 + 1/6, 0-3-4 is 1/2 + 1/2: both 1, but not in floating point.
    assert 1 / 2 + 1 / 3 + 1 / 6 != 1 / 2 + 1 / 2
    strengths = matrix(5, (0, 1, 2), (1, 2, 3), (2, 4, 6), (0, 3, 2), (3, 4, 2))
    people, arcs = routes.betweenness(routes.lengths(strengths))
    assert people[3] == 0.5
    np.testing.assert_allclose(people, exact(strengths))
    # along 0 → 3: half of the pair (0, 4), and the pair (0, 3)
    assert arcs[strengths.indptr[0] + 1] == pytest.approx(1.5)


@given(st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 6]), min_size=20, max_size=20))
def test_any_small_network_agrees_with_fractions(values):
    cells = np.zeros((5, 5))
    cells[~np.eye(5, dtype=bool)] = values
    strengths = sparse.csr_array(cells)
    found = routes.betweenness(routes.lengths(strengths))[0]
    np.testing.assert_allclose(found, exact(strengths), atol=1e-12)


@given(st.integers(2, 40), st.integers(0, 10_000))
def test_compiled_and_numpy_agree(n, seed):
    rng = np.random.default_rng(seed)
    cells = rng.integers(1, 6, (n, n)) * (rng.random((n, n)) < rng.choice([0.05, 0.2, 0.7]))
    np.fill_diagonal(cells, 0)
    long = routes.lengths(sparse.csr_array(cells.astype(float)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL", 10**9)
        slow = routes.betweenness(long)
        patch.setattr(engine, "SMALL", -1)
        quick = routes.betweenness(long)
    np.testing.assert_allclose(quick[0], slow[0], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(quick[1], slow[1], rtol=1e-9, atol=1e-9)


def test_equal_strengths_give_the_paths_that_count_ties(either):
    rng = np.random.default_rng(5)
    cells = (rng.random((60, 60)) < 0.08).astype(float)
    np.fill_diagonal(cells, 0)
    plain = sparse.csr_array(cells)
    people, arcs = routes.betweenness(routes.lengths(sparse.csr_array(cells * 7)))
    np.testing.assert_allclose(people, paths.betweenness(plain), atol=1e-9)
    np.testing.assert_allclose(arcs, paths.along_arcs(plain), atol=1e-9)


def test_alpha_0_counts_ties_and_1_is_the_inverse():
    strengths = matrix(3, (0, 1, 4), (1, 2, 1))
    assert routes.lengths(strengths, 0.0).data.tolist() == [1, 1]
    assert routes.lengths(strengths).data.tolist() == [2.5 / 4, 2.5]


def test_sums_of_distances():
    strengths = matrix(4, (0, 1, 1), (1, 2, 1))
    near, far, count = routes.sums(routes.lengths(strengths))
    assert near.tolist() == [1.5, 1, 0, 0]
    assert far.tolist() == [3, 1, 0, 0]
    assert count.tolist() == [2, 1, 0, 0]


def test_distances_are_dijkstras(either):
    rng = np.random.default_rng(2)
    cells = rng.random((30, 30)) * (rng.random((30, 30)) < 0.2)
    np.fill_diagonal(cells, 0)
    long = routes.lengths(sparse.csr_array(cells))
    graph = nx.from_numpy_array(long.toarray(), create_using=nx.DiGraph)
    theirs = nx.betweenness_centrality(graph, weight="weight", normalized=False)
    found = routes.betweenness(long)[0]  # real strengths: no two paths are equally long
    np.testing.assert_allclose(found, list(theirs.values()), atol=1e-9)


def test_ties_of_no_length_to_speak_of_lead_on_and_not_back(either):
    strong = [(0, 1, 1.0), (1, 2, 1e11), (2, 3, 1.0), (1, 3, 1.0), (3, 4, 1e11)]
    strengths = matrix(5, *strong, *[(other, one, z) for one, other, z in strong])
    people, _ = routes.betweenness(routes.lengths(strengths))
    assert people.max() <= 4 * 3
    assert people[4] == 0
    assert people[1] == 7  # 0 with 2, 3 and 4, both ways, and half of 2 with 3, which is 1 too


def test_more_paths_than_can_be_counted_are_refused(either):
    ties = []
    for place in range(1100):
        near, far = 3 * place, 3 * place + 3
        ties += [(near, near + 1), (near, near + 2), (near + 1, far), (near + 2, far)]
    row, column = np.array(ties).T
    shape = (3301, 3301)
    chain = sparse.coo_array((np.ones(len(row)), (row, column)), shape=shape).tocsr()
    if engine.compiled(3301):
        for count in (paths.betweenness, routes.betweenness):
            with pytest.raises(errors.DataError, match="more than 1e308 shortest paths"):
                count(chain)


@pytest.mark.parametrize("n", [0, 1, 3])
def test_nobody_and_no_ties(either, n):
    people, arcs = routes.betweenness(routes.lengths(sparse.csr_array((n, n))))
    assert people.tolist() == [0] * n
    assert not len(arcs)
    assert routes.sums(sparse.csr_array((n, n)))[0].tolist() == [0] * n


def test_threads_change_nothing(monkeypatch):
    rng = np.random.default_rng(3)
    cells = rng.integers(1, 6, (700, 700)) * (rng.random((700, 700)) < 0.01)
    np.fill_diagonal(cells, 0)
    long = routes.lengths(sparse.csr_array(cells.astype(float)))
    found = []
    for threads in ("1", "3"):
        monkeypatch.setenv("NETWEAVE_THREADS", threads)
        found.append(routes.betweenness(long))
    assert (found[0][0] == found[1][0]).all()
    assert (found[0][1] == found[1][1]).all()
