"""Random networks with the same degrees: kept exactly, all equally likely, the twins alike."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from scipy import sparse, stats

from netweave._kernels import engine, rewire


def matrix(pairs, n, *, directed=False):
    """Give the 0/1 matrix of some ties."""
    table = np.zeros((n, n))
    for one, other in pairs:
        table[one, other] = 1
        if not directed:
            table[other, one] = 1
    return sparse.csr_array(table)


def random_matrix(n, share, seed, *, directed):
    table = (np.random.default_rng(seed).random((n, n)) < share).astype(float)
    np.fill_diagonal(table, 0)
    if not directed:
        table = np.triu(table) + np.triu(table).T
    return sparse.csr_array(table)


def seen(draws):
    return Counter(one.toarray().astype(int).tobytes() for one in draws)


def evenly(counts, cells):
    """Say whether all of so many networks came equally often (chi-square, p above 1 in 1000)."""
    assert len(counts) == cells
    return stats.chisquare(list(counts.values())).pvalue > 0.001


def same_sums(arcs, fixed=None):
    """Give every 0/1 matrix with the sums of another one, by trying all: 4 people."""
    off = [(i, j) for i in range(4) for j in range(4) if i != j]
    wanted, found = arcs.toarray(), set()
    for bits in product([0, 1], repeat=len(off)):
        table = np.zeros((4, 4), dtype=int)
        table[tuple(zip(*off, strict=True))] = bits
        stays = fixed is None or not ((table != wanted) & (fixed.toarray() > 0)).any()
        if stays and all((table.sum(axis) == wanted.sum(axis)).all() for axis in (0, 1)):
            found.add(table.tobytes())
    return found


RING = matrix([(i, (i + 1) % 6) for i in range(6)], 6)
PAIRS = matrix([(0, 1), (2, 3), (4, 5)], 6)
ROUND = matrix([(0, 1), (1, 2), (2, 0)], 3, directed=True)
WAYS = pytest.mark.parametrize(
    ("small", "many"),
    [(300, 99), (-1, 99), (300, 0)],
    ids=["python", "compiled", "together"],
)
ALSO = pytest.mark.parametrize("many", [99, 0], ids=["one by one", "together"])


def choose(monkeypatch, many):
    """Walk one trade after another (99), many ties at once (0) or whole rows at once (-1)."""
    monkeypatch.setattr(rewire, "MANY", many)
    monkeypatch.setattr(rewire, "CROWDED", 10**6 if many < 0 else 0)


def test_three_pairs_among_six_people_can_be_made_in_fifteen_ways():
    assert evenly(seen(rewire.degree_preserving(PAIRS, 1500, seed=1)), 15)


@WAYS
def test_the_ring_of_six_is_one_of_sixty_hexagons_and_ten_double_triangles(
    monkeypatch, small, many
):
    monkeypatch.setattr(engine, "SMALL", small)
    choose(monkeypatch, many)
    drawn = list(rewire.degree_preserving(RING, 2100, seed=2))
    assert evenly(seen(drawn), 70)
    triangles = [round((one @ one @ one).trace() / 6) for one in drawn]
    assert set(triangles) == {0, 2}
    assert np.mean(np.array(triangles) == 2) == pytest.approx(1 / 7, abs=0.03)


@WAYS
def test_a_ring_of_three_arcs_is_turned_round(monkeypatch, small, many):
    monkeypatch.setattr(engine, "SMALL", small)
    choose(monkeypatch, many)
    assert evenly(seen(rewire.degree_preserving(ROUND, 400, seed=3)), 2)


@pytest.mark.parametrize(
    "pairs",
    [
        [(0, 1), (1, 2), (2, 3), (3, 0)],
        [(0, 1), (1, 0), (1, 2), (2, 3), (3, 1)],
        [(0, 1), (1, 2), (2, 0), (3, 0), (3, 1), (0, 3), (1, 3), (2, 3)],
    ],
    ids=["one each", "a mutual pair", "more than half of the arcs"],
)
@ALSO
def test_every_directed_network_with_these_degrees_is_equally_likely(monkeypatch, many, pairs):
    choose(monkeypatch, many)
    arcs = matrix(pairs, 4, directed=True)
    counts = seen(rewire.degree_preserving(arcs, 2000, seed=4, directed=True))
    assert set(counts) == same_sums(arcs)
    assert evenly(counts, len(counts))


@pytest.mark.parametrize("cells", [[(0, 1)], [(1, 0)], [(0, 2), (2, 0)]])
@ALSO
def test_what_is_fixed_stays_and_the_rest_is_equally_likely(monkeypatch, many, cells):
    choose(monkeypatch, many)
    arcs = matrix([(0, 1), (1, 2), (2, 3), (3, 0)], 4, directed=True)
    fixed = matrix(cells, 4, directed=True)
    counts = seen(rewire.degree_preserving(arcs, 600, seed=5, fixed=fixed))
    assert set(counts) == same_sums(arcs, fixed)
    assert evenly(counts, len(counts))


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("hold", [False, True])
def test_the_twins_draw_the_same_and_keep_what_they_must(monkeypatch, directed, share, hold):
    monkeypatch.setattr(rewire, "MANY", 1000)
    start = random_matrix(20, share, 6, directed=directed)
    fixed = random_matrix(20, 0.1, 7, directed=directed) if hold else None
    drawn = {}
    for small in (300, -1):
        monkeypatch.setattr(engine, "SMALL", small)
        drawn[small] = list(
            rewire.degree_preserving(start, 10, seed=8, directed=directed, fixed=fixed)
        )
    assert len(seen(drawn[300])) == 10
    for one, other in zip(drawn[300], drawn[-1], strict=True):
        table = one.toarray()
        assert (table == other.toarray()).all()
        assert set(np.unique(table)) == {0, 1}
        assert table.diagonal().sum() == 0
        assert one.has_canonical_format
        for axis in (0, 1):
            assert (table.sum(axis) == start.toarray().sum(axis)).all()
        assert directed or (table == table.T).all()
        if hold:
            assert (table == start.toarray())[fixed.toarray() > 0].all()


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("hold", [False, True])
@pytest.mark.parametrize("many", [0, -1], ids=["together", "crowded"])
def test_many_trades_at_once_keep_what_they_must(monkeypatch, many, directed, share, hold):
    choose(monkeypatch, many)
    monkeypatch.setattr(rewire, "_plain", None)
    start = random_matrix(20, share, 6, directed=directed)
    fixed = random_matrix(20, 0.1, 7, directed=directed) if hold else None
    drawn = list(rewire.degree_preserving(start, 10, seed=8, directed=directed, fixed=fixed))
    assert len(seen(drawn)) == 10
    for one in drawn:
        table = one.toarray()
        assert set(np.unique(table)) == {0, 1}
        assert table.diagonal().sum() == 0
        assert one.has_canonical_format
        for axis in (0, 1):
            assert (table.sum(axis) == start.toarray().sum(axis)).all()
        assert directed or (table == table.T).all()
        if hold:
            assert (table == start.toarray())[fixed.toarray() > 0].all()


def test_many_trades_at_once_close_as_many_triangles_as_trades_one_by_one(monkeypatch):
    start = random_matrix(30, 0.2, 3, directed=True)
    found = []
    for many in (0, -1, 10_000):
        choose(monkeypatch, many)
        drawn = rewire.degree_preserving(start, 300, seed=5, directed=True)
        found.append([round((one @ one @ one).trace() / 3) for one in drawn])
    for at_once in found[:2]:
        assert stats.ttest_ind(at_once, found[2]).pvalue > 0.001


@pytest.mark.parametrize("directed", [False, True])
def test_whole_rows_at_once_make_every_network_equally_likely(monkeypatch, directed):
    choose(monkeypatch, -1)
    arcs = matrix([(0, 1), (1, 2), (2, 3), (3, 0)], 4, directed=True)
    start = arcs if directed else PAIRS
    counts = seen(rewire.degree_preserving(start, 500, seed=4, directed=directed))
    assert evenly(counts, len(same_sums(arcs)) if directed else 15)


def test_a_crowded_small_network_trades_whole_rows(monkeypatch):
    monkeypatch.setattr(rewire, "together", None)
    start = random_matrix(41, 0.3, 1, directed=True)
    drawn = list(rewire.degree_preserving(start, 4, seed=1))
    assert len(seen([start, *drawn])) == 5
    kept = [one.multiply(start).sum() / start.nnz for one in drawn]
    assert max(kept) < 0.5  # chance alone: about .3


def test_another_seed_draws_others():
    start = random_matrix(20, 0.3, 10, directed=True)
    first, again, other = (
        seen(rewire.degree_preserving(start, 3, seed=seed)) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


@WAYS
@pytest.mark.parametrize(
    "only",
    [
        matrix([], 0),
        matrix([], 1),
        matrix([], 4),
        matrix([(0, 1)], 2),
        matrix([(0, i) for i in range(1, 6)], 6),
        matrix([(i, j) for i in range(5) for j in range(i)], 5),
        matrix([(0, 1), (0, 2), (1, 2)], 3, directed=True),
    ],
    ids=["nobody", "one person", "no ties", "one tie", "star", "complete", "no ring"],
)
def test_where_there_is_only_one_network_it_is_drawn(monkeypatch, small, many, only):
    monkeypatch.setattr(engine, "SMALL", small)
    choose(monkeypatch, many)
    drawn = list(rewire.degree_preserving(only, 3, seed=1))
    assert len(drawn) == 3
    assert all((one.toarray() == only.toarray()).all() for one in drawn)


def test_a_symmetric_matrix_stays_symmetric_unless_arcs_are_asked_for():
    both = [one.toarray() for one in rewire.degree_preserving(RING, 5, seed=1)]
    arcs = [one.toarray() for one in rewire.degree_preserving(RING, 5, seed=1, directed=True)]
    assert all((one == one.T).all() for one in both)
    assert not all((one == one.T).all() for one in arcs)
