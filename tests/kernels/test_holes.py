"""The walk over triangles and its twin in numpy, on the same strengths."""

import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import engine, holes


def strengths(n, share, seed, levels):
    """Draw symmetric strengths among n people."""
    rng = np.random.default_rng(seed)
    upper = np.triu(rng.random((n, n)) < share, 1) * rng.integers(1, levels + 1, size=(n, n))
    return sparse.csr_array((upper + upper.T).astype(float))


def star(leaves):
    """Give one person tied to all others."""
    matrix = np.zeros((leaves + 1, leaves + 1))
    matrix[0, 1:] = matrix[1:, 0] = 1.0
    return sparse.csr_array(matrix)


CASES = {
    "nobody": sparse.csr_array((0, 0)),
    "one": sparse.csr_array((1, 1)),
    "no ties": sparse.csr_array((4, 4)),
    "star": star(5),
    "complete": sparse.csr_array(np.ones((7, 7)) - np.eye(7)),
    "pieces": strengths(30, 0.04, 1, 1),
    "binary": strengths(40, 0.2, 2, 1),
    "strengths": strengths(40, 0.3, 3, 5),
}


@pytest.mark.parametrize("ego", [False, True], ids=["whole", "ego"])
@pytest.mark.parametrize("z", CASES.values(), ids=CASES)
def test_twins(z, ego, monkeypatch):
    small = holes.around(z, ego=ego)
    monkeypatch.setattr(engine, "SMALL", -1)
    large = holes.around(z, ego=ego)
    for one, other in zip(small, large, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12, equal_nan=True)


@pytest.mark.parametrize("z", CASES.values(), ids=CASES)
def test_twins_of_open_pairs(z, monkeypatch):
    ties = (z > 0).astype(float)
    small = holes.open_pairs(ties)
    monkeypatch.setattr(engine, "SMALL", -1)
    assert holes.open_pairs(ties).tolist() == small.tolist()


@pytest.mark.parametrize("large", [False, True], ids=["numpy", "compiled"])
def test_a_star(large, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", -1 if large else 300)
    found = holes.around(star(4))
    assert found.constraint.tolist() == pytest.approx([0.25, 1, 1, 1, 1])
    assert found.effective_size.tolist() == pytest.approx([4, 1, 1, 1, 1])
    assert found.hierarchy[0] == pytest.approx(0, abs=1e-15)
    assert np.isnan(found.hierarchy[1:]).all()
    assert holes.open_pairs(star(4)).tolist() == [6, 0, 0, 0, 0]


def test_indices_of_either_width_are_one_to_the_kernel(monkeypatch):
    monkeypatch.setattr(engine, "SMALL", -1)
    narrow = strengths(20, 0.3, 5, 3)
    wide = sparse.csr_array(
        (narrow.data, narrow.indices.astype(np.int64), narrow.indptr.astype(np.int64)),
        shape=narrow.shape,
    )
    assert holes.around(wide)[0].tolist() == holes.around(narrow)[0].tolist()


def test_the_order_of_the_cells_in_a_row_does_not_matter(monkeypatch):
    monkeypatch.setattr(engine, "SMALL", -1)
    z = strengths(20, 0.4, 6, 3)
    turned = [np.arange(*ends)[::-1] for ends in zip(z.indptr[:-1], z.indptr[1:], strict=True)]
    order = np.concatenate(turned)
    mixed = sparse.csr_array((z.data[order], z.indices[order], z.indptr), shape=z.shape)
    assert not mixed.has_sorted_indices
    for one, other in zip(holes.around(mixed), holes.around(z), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)
    assert not mixed.has_sorted_indices, "the matrix passed in was changed"


@pytest.mark.parametrize("split", [1, 7, 1000])
def test_triangles_lend_the_same_in_blocks(split, monkeypatch):
    z = strengths(60, 0.3, 7, 1)
    wanted = holes.around(z)
    monkeypatch.setattr(engine, "SMALL", -1)
    monkeypatch.setattr(holes, "SPLIT", split)
    monkeypatch.setattr(holes, "PARTS", 60)
    for one, other in zip(holes.around(z), wanted, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12, equal_nan=True)


def test_ties_that_all_count_two_are_like_ties_that_count_one(monkeypatch):
    monkeypatch.setattr(engine, "SMALL", -1)
    z = strengths(60, 0.3, 8, 1)
    for one, other in zip(holes.around(2 * z), holes.around(z), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12, equal_nan=True)
