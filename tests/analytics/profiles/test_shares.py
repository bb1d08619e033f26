"""Shares over contacts: leaving one out, intervals, and what they are made of."""

import numpy as np
import pytest
from scipy import sparse, stats

from netweave.analytics.profiles import _shares as shares


def test_leaving_one_contact_out_by_hand():
    # One person, three contacts: 1 + 0 + 0 of 3. Left out in turn: 0/2, 1/2, 1/2, mean 1/3.
    found = shares.Shares(1, np.zeros(3, dtype=int), np.array([1.0, 0, 0]), np.ones(3))
    assert found.values.tolist() == [pytest.approx(1 / 3)]
    assert found.std_error.tolist() == [pytest.approx(np.sqrt(2 / 3 * (1 / 9 + 2 / 36)))]


def test_leaving_one_contact_out_of_pairs_is_the_share_among_the_others():
    # Ana knows Ben, Cleo and Dan; Ben and Cleo know each other.
    dense = np.zeros((4, 4))
    for one, other in ((0, 1), (0, 2), (0, 3), (1, 2)):
        dense[one, other] = dense[other, one] = 1
    found = shares.redundant(sparse.csr_array(dense), 1)
    assert found.numerator[0] == 1
    assert found.denominator[0] == 3
    left = np.array([0, 0, 1])  # without Ben, without Cleo, without Dan: of one pair
    spread = 2 / 3 * ((left - left.mean()) ** 2).sum()
    assert found.std_error[0] == pytest.approx(np.sqrt(spread))
    assert np.isnan(found.std_error[1:]).all()


def test_one_contact_has_no_standard_error_and_nobody_no_share():
    found = shares.Shares(2, np.array([0]), np.array([1.0]), np.array([1.0]))
    assert found.values[0] == 1
    assert np.isnan(found.values[1])
    assert np.isnan(found.std_error).all()


def test_jeffreys_is_a_beta_interval_inside_0_and_1():
    low, high = shares.jeffreys(np.array([0.0, 2, 5, 0]), np.array([5.0, 5, 5, 0]))
    for x in (0, 2, 5):
        place = [0, 2, 5].index(x)
        wanted = stats.beta.ppf([0.025, 0.975], x + 0.5, 5 - x + 0.5)
        assert [low[place], high[place]] == pytest.approx(wanted)
    assert np.isnan([low[3], high[3]]).all()
    assert low[0] > 0
    assert high[2] < 1
