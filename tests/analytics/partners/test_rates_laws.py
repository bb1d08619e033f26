"""What holds for any counts and any order of people."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from netweave.analytics.attitudes.shuffled import spearman
from netweave.analytics.partners import rates

counts = some.integers(1, 60).flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n)))


@settings(max_examples=25, deadline=None)
@given(counts, counts)
def test_intervals_hold_their_estimate_and_differences_turn_round(one, other):
    first, second = rates.rate(*one), rates.rate(*other)
    for low, value, high in ((first[1], first[0], first[2]), (second[1], second[0], second[2])):
        assert 0 <= low <= value <= high <= 1
    gap, low, high = rates.difference(first, second)
    back = rates.difference(second, first)
    assert -1 <= low <= gap <= high <= 1
    assert [gap, low, high] == pytest.approx([-back[0], -back[2], -back[1]])


@settings(max_examples=25, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 5), some.integers(0, 5)), min_size=4, max_size=12))
def test_only_the_order_of_values_matters(pairs):
    one, other = np.array(pairs, dtype=float).T
    strata = np.arange(len(pairs)) % 2
    plain = spearman(one, other, strata, 50, 1)
    stretched = spearman(np.exp(one), 3 * other - 7, strata, 50, 1)
    turned = spearman(-one, other, strata, 50, 1)
    assert plain == stretched or (np.isnan(plain.rho) and np.isnan(stretched.rho))
    if not np.isnan(plain.p_value):
        assert turned.rho == pytest.approx(-plain.rho)
        assert turned.expected == pytest.approx(-plain.expected)
        assert 1 / 51 <= plain.p_value <= 1
