"""The place of a value among random ones, in words."""

import itertools

import numpy as np
import pytest

from netweave.analytics.nulls import spoken


@pytest.mark.parametrize(
    ("less", "equal", "draws", "words"),
    [
        (600, 300, 999, "higher than in 60 of 100 of them and equal in 30"),
        (0, 990, 999, "lower than in 1 of 100 of them and equal in 99"),
        (0, 0, 999, "lower than in more than 99 of 100 of them"),
        (99, 0, 99, "higher than in 99 of 100 of them"),
        (1, 998, 999, "higher than in fewer than 1 of 100 of them and equal in more than 99"),
    ],
)
def test_equal_values_are_not_lower_ones(less, equal, draws, words):
    assert spoken.placed(less, equal, draws) == words


@pytest.mark.parametrize(
    ("labels", "strata"),
    [([0, 0, 1, 1], None), ([0, 1, 1, 1], None), ([0, 1, 2], None), ([0, 0, 1, 1], [0, 1, 1, 1]),
     ([0, 1, 0, 1, 1], [0, 0, 1, 1, 1]), ([0, 0, 0], None), ([0, 0, 1, 1, 2, 2], None)],
)  # fmt: skip
def test_labelings_are_counted(labels, strata):
    strata = [0] * len(labels) if strata is None else strata
    ways = {
        tuple(labels[place] for place in order)
        for order in itertools.permutations(range(len(labels)))
        if all(strata[one] == strata[other] for one, other in enumerate(order))
    }
    assert spoken.labelings(np.array(labels), np.array(strata)) == min(len(ways), 20)
