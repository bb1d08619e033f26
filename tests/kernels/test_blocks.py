"""What falls apart when one person goes, in many networks at once, as in one at a time."""

import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import blocks, cuts, ensemble


def network(n, pairs):
    """Give the symmetric matrix of some pairs."""
    one, other = np.array(pairs, dtype=int).reshape(-1, 2).T
    ends = np.concatenate([one, other]), np.concatenate([other, one])
    matrix = sparse.coo_array((np.ones(2 * len(one)), ends), shape=(n, n)).tocsr()
    matrix.sort_indices()
    return matrix


def test_a_path_a_star_and_a_bow_tie_by_hand():
    # Of the path 0-1-2-3-4 the middle parts 2 · 2 pairs; of the star the first parts all 6; of two
    # triangles at one person that one parts 2 · 2; nobody parts a ring.
    path = network(5, [(0, 1), (1, 2), (2, 3), (3, 4)])
    star = network(5, [(0, 1), (0, 2), (0, 3), (0, 4)])
    bow = network(5, [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4)])
    ring = network(5, [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)])
    none = network(5, [])
    pairs, parted = blocks.pairs_separated(ensemble.beside([path, star, bow, ring, none], 5), 5)
    assert parted.tolist() == [
        [0, 3, 4, 3, 0], [6, 0, 0, 0, 0], [0, 0, 4, 0, 0], [0] * 5, [0] * 5,
    ]  # fmt: skip
    assert pairs.tolist() == [[6.0] * 5] * 4 + [[0.0] * 5]


@pytest.mark.parametrize("n", [1, 2, 7, 15, 40])
def test_many_at_once_are_each_alone_to_the_last_bit(n):
    rng = np.random.default_rng(n)
    drawn = []
    for density in (0.0, 0.03, 0.1, 0.2, 0.5, 1.0) * 3:
        drawn.append(network(n, np.argwhere(np.triu(rng.random((n, n)) < density, 1))))
    pairs, parted = blocks.pairs_separated(ensemble.beside(drawn, n), n)
    for matrix, whole, apart in zip(drawn, pairs, parted, strict=True):
        alone = cuts.pairs_separated(matrix)
        assert np.array_equal(alone[0], whole)
        assert np.array_equal(alone[1], apart)
