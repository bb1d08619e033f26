"""Sweeps against distances found one person at a time; numpy and compiled alike."""

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse import csgraph

from netweave._kernels import engine, sweeps


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


MATRICES = {
    "nobody": sparse.csr_array((0, 0)),
    "one": sparse.csr_array((1, 1)),
    "no ties": sparse.csr_array((5, 5)),
    "chain": matrix_of(np.eye(330, k=1)),
    "ring": matrix_of(np.eye(90, k=1) + np.eye(90, k=-89)),
    "star": matrix_of(np.arange(20)[:, None] * np.arange(20) == 0),
    "complete": matrix_of(np.ones((70, 70))),
    "sparse": random_matrix(300, 0.005, 1),
    "several pieces": random_matrix(280, 0.003, 2, symmetric=True),
    "several blocks": random_matrix(600, 0.01, 3),
    "dense": random_matrix(64, 0.5, 4),
}
EVERY_MATRIX = pytest.mark.parametrize("matrix", MATRICES.values(), ids=MATRICES)


def distances(matrix):
    """Give all distances by another program's search, infinite out of reach."""
    if not matrix.shape[0]:
        return np.zeros((0, 0))
    return csgraph.shortest_path(matrix, unweighted=True)


def expected(far, limit=np.inf):
    """Give what a sweep should find, from all distances."""
    there = (far > 0) & (far <= limit) & np.isfinite(far)
    near = np.divide(1.0, far, out=np.zeros_like(far), where=there)
    steps = np.where(there, far, 0).astype(int)
    return (
        near.sum(axis=1),
        steps.sum(axis=1),
        there.sum(axis=1),
        steps.max(axis=1, initial=0),
        steps,
    )


def expect(found, far, limit=np.inf):
    """Compare a sweep with all distances."""
    near, total, people, farthest, steps = expected(far, limit)
    np.testing.assert_allclose(found.near, near, rtol=1e-12)
    assert found.steps.tolist() == total.tolist()
    assert found.people.tolist() == people.tolist()
    assert found.farthest.tolist() == farthest.tolist()
    counts = np.bincount(steps[steps > 0], minlength=1)
    assert found.pairs.tolist() == counts.tolist()
    assert {part.dtype.kind for part in found[1:]} == {"i"}


@pytest.mark.usefixtures("way")
@EVERY_MATRIX
def test_a_sweep_finds_all_distances(matrix):
    expect(sweeps.sweep(matrix), distances(matrix))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_sweep_stops_where_it_should(limit):
    matrix = MATRICES["several blocks"]
    expect(sweeps.sweep(matrix, limit=limit), distances(matrix), limit)


@pytest.mark.usefixtures("way")
def test_some_goals_only():
    matrix, some = MATRICES["sparse"], np.arange(3, 290, 2)
    far = distances(matrix)[:, some]
    near = np.divide(1.0, far, out=np.zeros_like(far), where=(far > 0) & np.isfinite(far))
    np.testing.assert_allclose(sweeps.reciprocal_distances(matrix, some), near.sum(axis=1))


@EVERY_MATRIX
def test_both_ways_give_the_same_bits(matrix, monkeypatch):
    wide = sweeps.sweep(matrix)
    for small in (-1, 10**9):
        monkeypatch.setattr(engine, "SMALL", small)
        for one, other in zip(wide, sweeps.sweep(matrix), strict=True):
            assert one.tobytes() == other.tobytes()


def test_threads_change_no_bit(monkeypatch):
    found = []
    for threads in ("1", "3"):
        monkeypatch.setenv("NETWEAVE_THREADS", threads)
        found.append(sweeps.sweep(MATRICES["several blocks"]).near.tobytes())
    assert found[0] == found[1]


def test_narrow_words_find_the_same(monkeypatch):
    matrix = MATRICES["sparse"]
    monkeypatch.setattr(sweeps, "WORDS", 1)
    expect(sweeps.sweep(matrix), distances(matrix))


TABLES = {
    "nobody": sparse.csr_array((0, 3)),
    "no events": sparse.csr_array((4, 0)),
    "nobody came": sparse.csr_array((4, 2)),
    "one event": sparse.csr_array(np.ones((5, 1))),
    "chain": sparse.csr_array((np.eye(40) + np.eye(40, k=1))[:, 1:]),
    "random": sparse.csr_array((np.random.default_rng(5).random((320, 60)) < 0.01).astype(float)),
    "more events": sparse.csr_array(
        (np.random.default_rng(6).random((50, 400)) < 0.01).astype(float)
    ),
}
EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


def sharing(table):
    """Give who shares an event with whom."""
    return matrix_of((table @ table.T).toarray() > 0)


@pytest.mark.usefixtures("way")
@EVERY_TABLE
@pytest.mark.parametrize("limit", [None, 1, 3])
def test_sharing_an_event_is_one_step(table, limit):
    far = distances(sharing(table))
    expect(sweeps.shared_sweep(table, limit=limit), far, np.inf if limit is None else limit)


@pytest.mark.usefixtures("way")
@EVERY_TABLE
def test_everybody_met_is_counted_once_and_oneself_never(table):
    met = sweeps.others_met(table)
    assert met.tolist() == np.diff(sharing(table).indptr).tolist()
    assert met.dtype == np.int64
