"""Maximal k-plexes against trying every set of people."""

import itertools

import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import plexes


def drawn(n, share, seed):
    """Draw a symmetric 0/1 matrix without diagonal."""
    above = np.triu(np.random.default_rng(seed).random((n, n)) < share, 1)
    return sparse.csr_array((above | above.T).astype(float))


def every_set(ties, k, least):
    """List them by trying every set."""
    n = len(ties)
    sets = {
        frozenset(some)
        for size in range(1, n + 1)
        for some in itertools.combinations(range(n), size)
        if all(ties[i, list(some)].sum() >= size - k for i in some)
    }
    return sorted(
        sorted(some)
        for some in sets
        if len(some) >= least and not any(some | {i} in sets for i in set(range(n)) - some)
    )


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 1])
@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("least", [1, 3, 5])
def test_every_set_was_tried(share, k, least):
    for n in (1, 4, 8):
        joined = drawn(n, share, n)
        found = plexes.plexes(joined, k, least, 10**6)
        assert sorted(found) == every_set(joined.toarray(), k, least)


def test_nobody():
    assert plexes.plexes(sparse.csr_array((0, 0)), 2, 4, 10) == []


def test_the_search_is_given_up():
    with pytest.raises(plexes.TooManyStepsError):
        plexes.plexes(drawn(40, 0.5, 1), 2, 4, 1000)
