"""Random networks of a given size: every one of them equally likely."""

from collections import Counter
from itertools import combinations
from math import comb

import numpy as np
import pytest
from scipy import sparse, stats

from netweave._kernels import chance


def seen(draws):
    return Counter(one.toarray().astype(int).tobytes() for one in draws)


def evenly(counts, cells):
    """Say whether all of so many networks came equally often (chi-square, p above 1 in 1000)."""
    assert len(counts) == cells
    return stats.chisquare(list(counts.values())).pvalue > 0.001


WAYS = pytest.mark.parametrize(
    ("few", "sparse_from"), [(1 << 20, 50), (-1, 1), (-1, 1000)], ids=["listed", "sparse", "tried"]
)


@WAYS
@pytest.mark.parametrize(("n", "m", "directed"), [(6, 1, False), (6, 2, False), (4, 2, True)])
def test_every_network_of_a_size_is_equally_likely(monkeypatch, few, sparse_from, n, m, directed):
    monkeypatch.setattr(chance, "FEW_CELLS", few)
    monkeypatch.setattr(chance, "SPARSE", sparse_from)
    pairs = n * (n - 1) // (1 if directed else 2)
    drawn = list(chance.uniform(n, m, 2100, 1, directed))
    assert evenly(seen(drawn), comb(pairs, m))
    for one in drawn[:50]:
        table = one.toarray()
        assert table.sum() == (m if directed else 2 * m)
        assert table.diagonal().sum() == 0
        assert one.has_canonical_format
        assert directed or (table == table.T).all()


def test_six_of_3003_networks_of_five_ties_are_a_star():
    pairs = list(combinations(range(6), 2))
    stars = [ties for ties in combinations(pairs, 5) if max(np.bincount(np.ravel(ties))) == 5]
    assert (len(stars), comb(15, 5)) == (6, 3003)
    drawn = chance.uniform(6, 5, 12_000, 2)
    hits = sum(one.sum(axis=0).max() == 5 for one in drawn)
    assert stats.binomtest(hits, 12_000, 6 / 3003).pvalue > 0.001


def test_one_mutual_and_one_one_way_pair_among_three_people():
    counts = seen(chance.same_dyads(1, 1, 3, 1200, 3))
    assert evenly(counts, 3 * 2 * 2)


@WAYS
def test_what_is_fixed_stays(monkeypatch, few, sparse_from):
    monkeypatch.setattr(chance, "FEW_CELLS", few)
    monkeypatch.setattr(chance, "SPARSE", sparse_from)
    fixed, held = np.zeros((8, 8)), np.zeros((8, 8))
    fixed[0, 1:] = fixed[1:, 0] = 1
    held[0, 2] = held[2, 0] = 1
    parts = {"fixed": sparse.csr_array(fixed), "held": sparse.csr_array(held)}
    counts = Counter()
    for one in chance.uniform(8, 2, 300, 4, **parts):
        table = one.toarray()
        assert (table[0] == held[0]).all()
        assert table.sum() == 6
        counts += seen([one])
    assert len(counts) > 100
    for one in chance.same_dyads(1, 2, 8, 20, 5, **parts):
        table = one.toarray()
        assert (table[0] == held[0]).all()
        assert table.sum() == 6
        assert (table * table.T).sum() == 4


@pytest.mark.parametrize(("n", "m"), [(0, 0), (1, 0), (4, 0), (4, 6)])
def test_the_only_network_of_a_size(n, m):
    drawn = list(chance.uniform(n, m, 2, 1))
    assert [one.shape for one in drawn] == [(n, n)] * 2
    assert all(one.nnz == 2 * m for one in drawn)
    assert all(one.nnz == 2 * m for one in chance.same_dyads(m, 0, n, 2, 1))


@pytest.mark.parametrize("n", [0, 1, 2, 3, 6, 41])
@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("some", [False, True])
def test_cells_by_their_number(n, directed, some):
    fixed = np.random.default_rng(n).random((n, n)) < 0.3
    fixed |= fixed.T
    np.fill_diagonal(fixed, val=False)
    cells = chance._Cells(n, directed=directed, fixed=sparse.csr_array(fixed) if some else None)
    there = ~np.eye(n, dtype=bool) if directed else np.triu(np.ones((n, n), dtype=bool), 1)
    if some:
        there &= ~fixed
    assert cells._numbered(np.arange(cells.free)).tolist() == np.flatnonzero(there).tolist()


def test_the_two_ends_are_those_of_the_matrix():
    held = np.zeros((8, 8))
    held[0, 2] = held[2, 0] = 1
    parts = {"fixed": sparse.csr_array(held), "held": sparse.csr_array(held)}
    both = zip(chance.ends(8, 5, 9, 4, **parts), chance.uniform(8, 5, 9, 4, **parts), strict=True)
    for (one, other), matrix in both:
        assert (one < other).all()
        assert sorted(zip(one, other, strict=True)) == sorted(
            zip(*np.nonzero(np.triu(matrix.toarray())), strict=True)
        )
        assert matrix[0, 2] == 1
