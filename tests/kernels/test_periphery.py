"""The exact split against trying every core; random networks are what they should be."""

import itertools
import math

import numpy as np
import pytest

from netweave._kernels import periphery


def ties_of(n, share, seed):
    """Draw some ties, as the two ends of each."""
    one, other = np.triu_indices(n, 1)
    chosen = np.random.default_rng(seed).random(len(one)) < share
    return one[chosen], other[chosen]


@pytest.mark.parametrize("seed", range(12))
def test_no_core_misplaces_fewer(seed):
    n = 7
    one, other = ties_of(n, 0.15 + 0.06 * seed, seed)
    found = periphery.split(one, other, n)
    tried = {}
    for size in range(n + 1):
        for core in itertools.combinations(range(n), size):
            mark = np.isin(np.arange(n), core)
            inner = int((mark[one] & mark[other]).sum())
            outer = int((~mark[one] & ~mark[other]).sum())
            tried[core] = size * (size - 1) // 2 - inner + outer
    assert found.misplaced == min(tried.values())
    smallest = min(len(core) for core, wrong in tried.items() if wrong == found.misplaced)
    assert found.core.sum() == smallest
    best = [core for core, z in tried.items() if z == found.misplaced and len(core) == smallest]
    assert found.ambiguous == (len(best) > 1)


@pytest.mark.parametrize("seed", range(8))
def test_the_fit_is_a_correlation_over_pairs(seed):
    n = 9
    one, other = ties_of(n, 0.2 + 0.06 * seed, seed)
    found = periphery.split(one, other, n)
    ties = np.zeros((n, n))
    ties[one, other] = 1
    row, column = np.triu_indices(n, 1)
    same = found.core[row] == found.core[column]
    wanted = np.corrcoef(ties[row, column][same], found.core[row][same])[0, 1]
    assert found.fit == pytest.approx(wanted)
    assert sum(found.ties) == len(one)
    assert sum(found.pairs) == n * (n - 1) // 2


@pytest.mark.parametrize(("n", "m"), [(0, 0), (2, 1), (4, 1), (4, 3), (7, 2), (7, 20), (60, 30)])
def test_how_many_networks_there_are(n, m):
    wanted = math.comb(n * (n - 1) // 2, m)
    for least in (1, 2, 20, 21):
        assert periphery.several(n, m, least) == (wanted >= least)
