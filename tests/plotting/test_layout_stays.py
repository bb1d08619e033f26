"""How far people move when one tie comes or goes: measured, as a share of the picture's width."""

import numpy as np
import pytest
from scipy import sparse

from netweave.plotting.layout import places


def pairs_of(n, groups, seed):
    """Give pairs of a roster sorted by group, four in five of them inside a group."""
    rng = np.random.default_rng(seed)
    group = np.sort(rng.integers(groups, size=n))
    found = set()
    while len(found) < 5 * n // 2:
        one = rng.integers(n)
        inside = np.flatnonzero(group == group[one])
        other = rng.choice(inside) if rng.random() < 0.8 else rng.integers(n)
        if one != other:
            found.add((min(one, other), max(one, other)))
    return sorted(found)


def drawn(n, pairs):
    one, other = np.array(pairs).T
    half = sparse.coo_array((np.ones(len(one)), (one, other)), shape=(n, n)).tocsr()
    return places((half + half.T).tocsr())


def moves(n, groups, seeds):
    """Give median and 95th percentile of the moves of each map with one tie more and one less."""
    found = []
    for seed in range(seeds):
        pairs = pairs_of(n, groups, seed)
        here = drawn(n, pairs)
        rng = np.random.default_rng(seed + 1000)
        gone = rng.integers(len(pairs))
        new = (0, 0)
        while new[0] == new[1] or new in pairs:
            new = tuple(sorted(rng.integers(n, size=2)))
        for changed in ([*pairs[:gone], *pairs[gone + 1 :]], [*pairs, new]):
            far = np.hypot(*(drawn(n, changed) - here).T) / 2
            found.append((np.median(far), np.quantile(far, 0.95)))
    return np.median(found, axis=0)


@pytest.mark.parametrize(("n", "groups", "seeds"), [(30, 3, 12), (60, 5, 12), (300, 10, 4)])
def test_a_person_moves_little_when_one_tie_changes(n, groups, seeds):
    half, most = moves(n, groups, seeds)
    assert half < 0.05
    assert most < 0.15
