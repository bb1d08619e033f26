"""Labels handed out anew: twins, strata, and the exact mean by enumeration."""

from itertools import permutations

import numpy as np
import pytest

from netweave._kernels import engine, labels

ONE = np.array([0, 0, 1, 2, 3])
OTHER = np.array([1, 2, 3, 3, 4])
WEIGHTS = np.array([1.0, 2.0, 0.5, 4.0, 1.0])
GROUPS = np.array([0, 0, 1, 1, 2])


def shuffles(strata, count=130, seed=3):
    """Give all shuffles of the groups, one per column."""
    rng = np.random.default_rng(seed)
    return np.hstack(list(labels.permutations(GROUPS, strata, count, rng)))


def test_labels_stay_within_their_strata():
    strata = np.array([1, 0, 1, 0, 0])
    drawn = shuffles(strata)
    assert drawn.shape == (5, 130)
    for stratum in (0, 1):
        inside = np.sort(drawn[strata == stratum], axis=0)
        assert (inside == np.sort(GROUPS[strata == stratum])[:, None]).all()
    assert len(np.unique(drawn, axis=1).T) == 2 * 6  # 2! and 3!, all met


@pytest.mark.parametrize("weights", [np.ones(5), WEIGHTS], ids=["counted", "weighted"])
def test_both_engines_sum_the_same(monkeypatch, weights):
    drawn = shuffles(np.zeros(5, dtype=int))
    plain = labels.inside(ONE, OTHER, weights, drawn)
    by_hand = [weights[column[ONE] == column[OTHER]].sum() for column in drawn.T]
    assert plain.tolist() == pytest.approx(by_hand)
    monkeypatch.setattr(engine, "SMALL", -1)
    again = shuffles(np.zeros(5, dtype=int))
    assert (again == drawn).all()
    assert labels.inside(ONE, OTHER, weights, again).tolist() == plain.tolist()


@pytest.mark.parametrize("strata", [[0, 0, 0, 0, 0], [0, 0, 1, 1, 1], [0, 1, 0, 1, 2]])
def test_the_mean_over_all_shuffles_is_exact(strata):
    strata = np.array(strata)
    sums = []
    for order in permutations(range(5)):
        moved = np.array(order)
        if (strata[moved] == strata).all():
            handed = GROUPS[moved]
            sums.append(WEIGHTS[handed[ONE] == handed[OTHER]].sum())
    found = labels.expected_inside(ONE, OTHER, WEIGHTS, GROUPS, strata)
    assert found == pytest.approx(np.mean(sums))


def test_nothing_to_shuffle():
    none = np.zeros(0, dtype=int)
    assert labels.expected_inside(none, none, np.zeros(0), none, none) == 0
    drawn = list(labels.permutations(none, none, 3, np.random.default_rng(1)))
    assert [block.shape for block in drawn] == [(0, 3)]
