"""Three intervals for a mean over pairs, against sums done by hand and against plain loops."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from netweave.compare.intervals import Interval, Spread, independent, jackknife, largest_p, widest

# Three people, three pairs: 0–1 new (+1), 0–2 unchanged, 1–2 unchanged.
CHANGE = np.array([1.0, 0.0, 0.0])
ENDS = (np.array([0, 0, 1]), np.array([1, 2, 2]))


def test_leaving_out_each_of_three_people():
    found = jackknife(CHANGE, ENDS, 3, scale=2.0, by="person")
    # the pair that is left without person 0, 1, 2 changed by 0, 0, 1
    assert found.values.tolist() == [0.0, 0.0, 2.0]
    assert found.estimate == pytest.approx(2 / 3)
    # squares around 2/3: 4/9 + 4/9 + 16/9 = 24/9; times 2/3
    assert found.std_error == pytest.approx(math.sqrt(16 / 9))
    assert found.df == 2
    assert found.high - found.estimate == pytest.approx(4.302652729911275 * 4 / 3)  # t(.975; 2)


def test_pairs_as_independent():
    found = independent(CHANGE, scale=2.0)
    # mean 1/3, squares around it 4/9 + 1/9 + 1/9 = 6/9, by 2: variance 1/3
    assert found.std_error == pytest.approx(2 * math.sqrt(1 / 3 / 3))
    assert found.high - found.estimate == pytest.approx(1.959963984540054 * 2 / 3)
    assert found.p_value == pytest.approx(2 * stats.norm.sf(1.0))


@given(
    st.integers(3, 7).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(
                st.sampled_from([-1.0, 0.0, 1.0]),
                min_size=n * (n - 1) // 2,
                max_size=n * (n - 1) // 2,
            ),
        )
    )
)
def test_leaving_out_by_sums_equals_leaving_out_by_hand(case):
    n, change = case
    change = np.array(change)
    one, other = np.triu_indices(n, k=1)
    found = jackknife(change, (one, other), n, scale=3.0, by="person")
    plain = [3.0 * change[(one != person) & (other != person)].mean() for person in range(n)]
    assert found.values == pytest.approx(plain)
    error = math.sqrt((n - 1) / n * ((plain - np.mean(plain)) ** 2).sum())
    assert found.std_error == pytest.approx(error, abs=1e-9)


def test_someone_in_no_pair_counts_but_changes_nothing():
    found = jackknife(CHANGE, ENDS, 4, scale=1.0, by="person")
    assert found.n == 4
    assert found.values[3] == pytest.approx(found.estimate)


@pytest.mark.parametrize(
    ("change", "ends", "count", "reason"),
    [
        ([1.0], ([0], [1]), 2, "TOO_FEW"),
        ([1.0, 0.0], ([0, 0], [1, 2]), 3, "TOO_FEW"),  # without person 0 no pair is left
        ([], ([], []), 3, "NO_DYADS"),
        ([0.0, 0.0, 0.0], ([0, 0, 1], [1, 2, 2]), 3, "NO_VARIANCE"),
        ([1.0, 1.0, 1.0], ([0, 0, 1], [1, 2, 2]), 3, "NO_VARIANCE"),
    ],
)
def test_where_a_jackknife_is_undefined(change, ends, count, reason):
    ends = tuple(np.array(end, dtype=int) for end in ends)
    found = jackknife(np.array(change, dtype=float), ends, count, scale=1.0, by="person")
    assert found.reason == reason
    assert all(math.isnan(value) for value in (found.low, found.high, found.p_value))


@pytest.mark.parametrize(
    ("change", "reason"), [([], "NO_DYADS"), ([1.0], "TOO_FEW"), ([0.0, 0.0], "NO_VARIANCE")]
)
def test_where_pairs_give_no_interval(change, reason):
    found = independent(np.array(change, dtype=float), scale=1.0)
    assert found.reason == reason
    assert math.isnan(found.low)


def test_the_widest_and_the_largest_p():
    people = jackknife(CHANGE, ENDS, 3, scale=2.0, by="person")
    pairs = independent(CHANGE, scale=2.0)
    nothing = independent(np.zeros(2), scale=1.0)
    assert widest([pairs, people, nothing]) is people
    assert largest_p([pairs, people, nothing]) == max(pairs.p_value, people.p_value)
    assert widest([nothing]) is None
    assert math.isnan(largest_p([nothing]))


def three(*errors, few=False):
    """Intervals by person, organization and pair around 1; an error of None cannot be computed."""
    units = zip(("person", "organization", "dyad"), errors, strict=True)
    return Spread(
        tuple(
            Interval(by, 1.0, error or math.nan, 30, 31, "" if error else "TOO_FEW")
            for by, error in units
        ),
        few,
    )


def test_the_widest_of_three_and_the_largest_p_are_used():
    spread = three(0.1, 0.3, 0.2)
    assert spread.widest.by == "organization"
    assert spread.p_value == spread.intervals[1].p_value
    assert not spread.this_cohort_only
    assert spread.reason == ""
    assert not spread.includes_no_change
    assert three(0.1, 0.6, 0.2).includes_no_change


@pytest.mark.parametrize("spread", [three(0.1, None, 0.2), three(0.1, 0.3, 0.2, few=True)])
def test_without_organizations_it_is_the_widest_of_two_and_no_p(spread):
    assert spread.this_cohort_only
    assert spread.widest.by == "dyad"
    assert math.isnan(spread.p_value)


def test_without_people_there_is_no_interval():
    spread = three(None, None, 0.2)
    assert spread.used == ()
    assert spread.widest is None
    assert spread.reason == "TOO_FEW"
    assert math.isnan(spread.p_value)
    assert spread.includes_no_change


# --- does it cover? -----------------------------------------------------------------------------

PERSISTENCE, DENSITY_BEFORE, DENSITY_AFTER = 0.7, 0.08, 0.15


def drawn(rng, people, organizations):
    """Draw two waves of independent pairs and give the changes of the pairs across."""
    one, other = np.triu_indices(people, k=1)
    home = np.arange(people) % organizations
    across = home[one] != home[other]
    one, other = one[across], other[across]
    formed = (DENSITY_AFTER - PERSISTENCE * DENSITY_BEFORE) / (1 - DENSITY_BEFORE)
    before = rng.random(len(one)) < DENSITY_BEFORE
    after = rng.random(len(one)) < np.where(before, PERSISTENCE, formed)
    return after.astype(float) - before, (one, other), home


def test_the_widest_of_three_covers(slow):
    """24 people in 8 organizations, no heterogeneity: nominal 95 %, conservative by design."""
    rng, people, organizations = np.random.default_rng(20), 24, 8
    scale = (people / organizations) * (organizations - 1)
    truth = scale * (DENSITY_AFTER - DENSITY_BEFORE)
    hits = []
    for _ in range(2_000 if slow else 300):
        change, ends, home = drawn(rng, people, organizations)
        intervals = [
            jackknife(change, ends, people, scale=scale, by="person"),
            jackknife(
                change,
                (home[ends[0]], home[ends[1]]),
                organizations,
                scale=scale,
                by="organization",
            ),
            independent(change, scale=scale),
        ]
        chosen = widest(intervals)
        hits.append(chosen.low <= truth <= chosen.high)
    assert np.mean(hits) >= 0.92
