"""Distances without each person in turn, and without each tie: the same as computed one by one."""

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse import csgraph

from netweave._kernels import departures, detours, engine, keysets, removal, without


def matrix(table):
    return sparse.csr_array(np.asarray(table, dtype=float))


def ring(n, *, open_=False):
    table = np.zeros((n, n))
    table[np.arange(n), (np.arange(n) + 1) % n] = 1
    if open_:
        table[-1, 0] = 0
    return np.maximum(table, table.T)


def chance(n, share, seed, *, directed):
    table = (np.random.default_rng(seed).random((n, n)) < share).astype(float)
    np.fill_diagonal(table, 0)
    return table if directed else np.maximum(table, table.T)


def near(table):
    """Sum 1/d over ordered pairs, and count the pairs who are joined."""
    far = csgraph.shortest_path(matrix(table), unweighted=True)
    close = np.divide(1, far, out=np.zeros_like(far), where=(far > 0) & np.isfinite(far))
    return close.sum(), np.count_nonzero(close)


TABLES = [
    *(chance(14, share, seed, directed=True) for seed, share in enumerate([0.03, 0.1, 0.3, 0.9])),
    *(chance(14, share, seed, directed=False) for seed, share in enumerate([0.03, 0.1, 0.4])),
    ring(9),
    ring(9, open_=True),
    np.ones((6, 6)) - np.eye(6),
    np.zeros((3, 3)),
    np.zeros((1, 1)),
]


@pytest.mark.parametrize("small", [300, -1], ids=["numpy", "one by one"])
def test_what_stays_without_each_person_is_what_it_is_with_them_taken_out(monkeypatch, small):
    monkeypatch.setattr(engine, "SMALL", small)
    for table in TABLES:
        people = np.arange(len(table))[::-1]
        found = removal.remaining(matrix(table), people)
        for place, person in enumerate(people):
            left = np.delete(np.delete(table, person, 0), person, 1)
            assert (found[0][place], found[1][place]) == pytest.approx(near(left))


@pytest.mark.parametrize("open_", [False, True])
def test_distances_too_long_for_a_byte_are_right(open_):
    table = ring(280, open_=open_)
    people = np.array([0, 1, 140])
    found = removal.remaining(matrix(table), people)
    for place, person in enumerate(people):
        lengths = [279] if not open_ else [person, 279 - person]
        chains = [sum((n - d) / d for d in range(1, n)) * 2 for n in lengths]
        assert found[0][place] == pytest.approx(sum(chains))
        assert found[1][place] == sum(n * (n - 1) for n in lengths)


def test_equal_people_have_equal_values_to_the_last_bit():
    found, _ = without.near_without(matrix(ring(41)), np.arange(41))
    assert len(set(found.tolist())) == 1


def test_nobody_asked_for_gives_nothing():
    found = removal.remaining(matrix(ring(5)), np.arange(0))
    assert [len(values) for values in found] == [0, 0]


@pytest.mark.parametrize("small", [300, -1], ids=["numpy", "compiled"])
def test_the_loss_of_each_tie_is_that_of_the_network_without_it(monkeypatch, small):
    monkeypatch.setattr(engine, "SMALL", small)
    for table in TABLES:
        both = matrix(np.maximum(table, table.T))
        found = detours.losses(both)
        rows = np.repeat(np.arange(len(table)), np.diff(both.indptr))
        before, _ = near(both.toarray())
        for cell, (one, other) in enumerate(zip(rows, both.indices, strict=True)):
            left = both.toarray()
            left[one, other] = left[other, one] = 0
            assert found[cell] == pytest.approx(before - near(left)[0])


@pytest.mark.parametrize("kernel", [removal, departures])
def test_the_twins_find_the_same_losses(monkeypatch, kernel):
    for table in TABLES:
        arcs = matrix(table if kernel is departures else np.maximum(table, table.T))
        here = kernel.single_losses(arcs, efficiency=True)
        monkeypatch.setattr(engine, "SMALL", -1)
        there = kernel.single_losses(arcs, efficiency=True)
        monkeypatch.setattr(engine, "SMALL", 300)
        for name, values in here.items():
            assert values == pytest.approx(there[name], nan_ok=True)


@pytest.mark.parametrize("deep", [20, 0], ids=["best first", "all at once"])
@pytest.mark.parametrize("small", [300, -1])
def test_nobody_who_could_be_the_best_is_left_out(monkeypatch, small, deep):
    monkeypatch.setattr(keysets, "DEEP", deep)
    monkeypatch.setattr(keysets, "FIRST", 2)
    monkeypatch.setattr(engine, "SMALL", small)
    for table in (TABLES[4], TABLES[5], TABLES[6], ring(9, open_=True)):
        both = matrix(table)
        free = np.arange(1, len(table))
        found = keysets.distancing(both, free).added([0])
        values = [-keysets.near(keysets.without(both, [0, int(person)])) for person in free]
        assert found.max() == pytest.approx(max(values))
        assert found[0] == -np.inf
        tried = found[free] > -np.inf
        assert found[free][tried] == pytest.approx(np.array(values)[tried])
        assert tried[np.isclose(values, max(values))].all()
