"""Likeness pair by pair, CONCOR against correlating again and again, blocks by hand."""

import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import positions


def drawn(n, share, seed):
    """Draw the arcs of n people."""
    cells = (np.random.default_rng(seed).random((n, n)) < share).astype(float)
    np.fill_diagonal(cells, 0.0)
    return sparse.csr_array(cells)


def pair_by_pair(cells, by):
    """Compare two people after the other over the cells that are left."""
    n = len(cells)
    wanted = np.full((n, n), 0.0 if by == "euclidean" else 1.0)
    for i in range(n):
        for j in set(range(n)) - {i}:
            rest = [k for k in range(n) if k not in {i, j}]
            x = np.concatenate([cells[i, rest], cells[rest, i]])
            y = np.concatenate([cells[j, rest], cells[rest, j]])
            if by == "euclidean":
                wanted[i, j] = np.sqrt(((x - y) ** 2).sum())
            elif by == "jaccard":
                wanted[i, j] = (
                    (x * y).sum() / either if (either := np.maximum(x, y).sum()) else np.nan
                )
            else:
                flat = len(rest) == 0 or x.std() == 0 or y.std() == 0
                wanted[i, j] = np.nan if flat else np.corrcoef(x, y)[0, 1]
    return wanted


@pytest.mark.parametrize("by", ["correlation", "euclidean", "jaccard"])
@pytest.mark.parametrize(
    ("n", "share"), [(0, 0), (1, 0), (2, 1), (3, 0.5), (5, 1), (9, 0.1), (9, 0.4)]
)
def test_pair_by_pair(monkeypatch, by, n, share):
    monkeypatch.setattr(positions, "ROWS", 4)
    arcs = drawn(n, share, n)
    found = positions.likeness(arcs, by)
    np.testing.assert_allclose(found, pair_by_pair(arcs.toarray(), by), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_the_first_cut_is_that_of_plain_correlations(seed):
    arcs = drawn(12, 0.3, seed)
    cells = arcs.toarray()
    values = np.corrcoef(np.hstack([cells, cells.T]))
    for _ in range(60):
        values = np.corrcoef(values)
    assert np.allclose(np.abs(values), 1)
    assert (positions.concor(arcs, 1) == (values[0] < 0)).all()


def planted(sizes, image, wrong, seed):
    """Plant blocks: all arcs of the image, then some cells turned over; labels too."""
    labels = np.repeat(np.arange(len(sizes)), sizes)
    cells = np.array(image, dtype=bool)[np.ix_(labels, labels)]
    cells ^= np.random.default_rng(seed).random(cells.shape) < wrong
    np.fill_diagonal(cells, val=False)
    return sparse.csr_array(cells.astype(float)), labels


@pytest.mark.parametrize("seed", range(3))
def test_planted_blocks_are_found(seed):
    image = [[1, 0, 1, 0], [0, 1, 0, 0], [0, 1, 0, 1], [1, 0, 0, 0]]
    arcs, labels = planted([10, 8, 12, 9], image, 0.03, seed)
    found = positions.concor(arcs, 2)
    assert (found[:, None] == found).tolist() == (labels[:, None] == labels).tolist()


def test_a_ring_and_a_complete_network_end():
    ring = sparse.csr_array(np.roll(np.eye(6), 1, axis=1))
    assert positions.concor(ring, 3).tolist() == [0] * 6
    assert positions.concor(drawn(5, 1, 0), 2).tolist() == [0] * 5


def test_blocks_by_hand():
    cells = sparse.csr_array(np.array([[0, 1, 1], [1, 0, 1], [0, 0, 0]], dtype=float))
    arcs, pairs = positions.blocks(cells, np.array([0, 0, 1]), 2)
    assert arcs.tolist() == [[2, 2], [0, 0]]
    assert pairs.tolist() == [[2, 2], [2, 0]]
    # 4 of 6 cells are ties, and exactly those that the image has.
    assert positions.image_fit(arcs, pairs, arcs > 0) == pytest.approx(1)
    assert np.isnan(positions.image_fit(arcs, pairs, arcs >= 0))
