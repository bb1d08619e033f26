"""Core numbers, compiled and not, against networkx and against taking people away."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import cores, engine


def drawn(n, share, seed, *, mutual):
    """Draw a 0/1 matrix without diagonal."""
    cells = np.random.default_rng(seed).random((n, n)) < share
    np.fill_diagonal(cells, val=False)
    return sparse.csr_array((cells | cells.T if mutual else cells).astype(float))


def one_by_one(cells):
    """Give core numbers by the definition: for each k take away whoever has fewer than k."""
    core = np.zeros(len(cells))
    for k in range(1, len(cells)):
        left = np.ones(len(cells), dtype=bool)
        while (few := left & (cells[:, left].sum(axis=1) < k)).any():
            left &= ~few
        core[left] = k
    return core.tolist()


@pytest.fixture(params=["plain", "compiled"])
def way(request, monkeypatch):
    """Run a test in numpy and compiled."""
    monkeypatch.setattr(engine, "SMALL", 10**9 if request.param == "plain" else -1)


@pytest.mark.parametrize(
    ("n", "share"), [(0, 0), (1, 0), (5, 0), (7, 1), (30, 0.05), (30, 0.2), (60, 0.5)]
)
def test_cores_of_ties_are_networkxs(way, n, share):
    matrix = drawn(n, share, n, mutual=True)
    wanted = nx.core_number(nx.from_numpy_array(matrix.toarray())) if n else {}
    assert cores.core_numbers(matrix, symmetric=True).tolist() == list(wanted.values())


@pytest.mark.parametrize(("n", "share"), [(0, 0), (1, 0), (7, 1), (20, 0.1), (20, 0.3), (30, 0.6)])
def test_cores_of_arcs(way, n, share):
    matrix = drawn(n, share, n, mutual=False)
    found = cores.core_numbers(matrix, symmetric=False)
    assert found.tolist() == one_by_one(matrix.toarray())


def test_many_people_in_several_levels():
    blocks = [drawn(n, 0.5, n, mutual=True) for n in (200, 80, 30, 30, 5)]
    matrix = sparse.csr_array(sparse.block_diag(blocks))
    assert engine.compiled(matrix.shape[0])
    found = cores.core_numbers(matrix, symmetric=True)
    assert found.tolist() == list(nx.core_number(nx.from_numpy_array(matrix.toarray())).values())
    assert len(np.unique(found)) > 4
