"""Sums of one matrix times a shuffled other: by hand, both engines, any number of threads."""

from itertools import permutations

import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import engine, permute
from netweave._kernels.permute import Shuffles, crossed


def matrix(n, cells, seed, *, ones=True):
    rng = np.random.default_rng(seed)
    row, column = rng.integers(n, size=cells), rng.integers(n, size=cells)
    apart = row != column
    found = sparse.coo_array((np.ones(apart.sum()), (row[apart], column[apart])), (n, n)).tocsr()
    found.sum_duplicates()
    found.data[:] = 1.0 if ones else rng.normal(size=found.nnz)
    found.sort_indices()
    return found


def by_hand(one, other, order):
    """Move the rows and columns of the whole matrix, as nobody should."""
    return (one.toarray() * other.toarray()[np.ix_(order, order)]).sum()


def test_every_order_of_a_few_people_is_gone_through_once():
    shuffles = Shuffles(4, 23, 1)
    assert shuffles.count == 23
    drawn = shuffles.block(0, 23)
    assert len({tuple(order) for order in drawn}) == 23
    assert not (drawn == np.arange(4)).all(axis=1).any()  # the data themselves are no shuffle
    assert Shuffles(4, 22, 1).every is None


def test_orders_are_orders_and_hang_on_the_seed_alone():
    shuffles = Shuffles(9, 200, 5)
    first, second = shuffles.block(0, 64), shuffles.block(128, 192)
    assert (np.sort(first, axis=1) == np.arange(9)).all()
    assert not (first == second).all()
    assert (Shuffles(9, 300, 5).block(0, 64) == first).all()
    assert not (Shuffles(9, 200, 6).block(0, 64) == first).all()


def test_many_people_are_drawn_a_few_orders_at_a_time(monkeypatch):
    monkeypatch.setattr(permute, "PLACES", 45)
    shuffles = Shuffles(9, 12, 5)
    assert shuffles.step == 5
    sizes = shuffles.each(len)
    assert sizes == [5, 5, 2]


@pytest.mark.parametrize("small", [300, -1], ids=["numpy", "compiled"])
def test_the_sums_are_those_of_whole_matrices(monkeypatch, small):
    monkeypatch.setattr(engine, "SMALL", small)
    one, other = matrix(5, 9, 1, ones=False), matrix(5, 14, 2, ones=False)
    found = crossed([one, other], [other], Shuffles(5, 119, 1))
    assert found.shape == (119, 2, 1)
    orders = [list(order) for order in permutations(range(5))][1:]
    np.testing.assert_allclose(found[:, 0, 0], [by_hand(one, other, o) for o in orders])
    np.testing.assert_allclose(found[:, 1, 0], [by_hand(other, other, o) for o in orders])


@pytest.mark.parametrize(("few", "many"), [(30, 200), (200, 30), (20, 900), (900, 20)])
def test_both_engines_sum_the_same(monkeypatch, few, many):
    one, other = matrix(31, few, 3), matrix(31, many, 4, ones=False)
    shuffles = Shuffles(31, 150, 7)
    plain = crossed([one], [other], shuffles)
    monkeypatch.setattr(engine, "SMALL", -1)
    np.testing.assert_allclose(crossed([one], [other], shuffles), plain, rtol=1e-12, atol=1e-12)
    monkeypatch.setattr(permute, "FULLER", 10**9)  # walk through both, however full one is
    np.testing.assert_allclose(crossed([one], [other], shuffles), plain, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("small", [300, -1], ids=["numpy", "compiled"])
def test_threads_change_nothing(monkeypatch, small):
    monkeypatch.setattr(engine, "SMALL", small)
    one, other = matrix(40, 300, 1, ones=False), matrix(40, 200, 2, ones=False)
    found = {}
    for threads in ("1", "3"):
        monkeypatch.setenv("NETWEAVE_THREADS", threads)
        found[threads] = crossed([one], [other], Shuffles(40, 300, 1)).tobytes()
    assert found["1"] == found["3"]


@pytest.mark.parametrize("small", [300, -1], ids=["numpy", "compiled"])
@pytest.mark.parametrize("n", [0, 1, 3])
def test_nobody_and_no_ties(monkeypatch, small, n):
    monkeypatch.setattr(engine, "SMALL", small)
    empty = sparse.csr_array((n, n))
    shuffles = Shuffles(n, 99, 1)
    assert shuffles.count == {0: 0, 1: 0, 3: 5}[n]
    assert (crossed([empty], [empty], shuffles) == 0).all()
