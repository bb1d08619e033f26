"""Laws of inference on pairs, for any two networks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from netweave.compare import mrqap, qap

MOST = 6


@st.composite
def tables(draw, count):
    """Give some 0/1 tables of the same few people."""
    n = draw(st.integers(4, MOST))
    bits = st.lists(st.booleans(), min_size=n * n, max_size=n * n)
    return [np.array(draw(bits), dtype=float).reshape(n, n) for _ in range(count)]


def row(*arguments, **options):
    return qap(*arguments, **{"seed": 1, "permutations": 719, **options}).table.iloc[0]


@given(tables(2), st.randoms(use_true_random=False))
def test_who_comes_first_among_the_people_changes_nothing(pair, random):
    order = random.sample(range(len(pair[0])), len(pair[0]))
    shuffled = [one[np.ix_(order, order)] for one in pair]
    for statistic in ("pearson", "hamming"):
        one, other = row(*pair, statistic=statistic), row(*shuffled, statistic=statistic)
        columns = ["estimate", "p_value", "p_greater", "p_less"]  # of every order, so exact
        np.testing.assert_allclose(
            one[columns].astype(float), other[columns].astype(float), atol=1e-12
        )
        assert str(one["reason"]) == str(other["reason"])


@given(tables(2))
def test_which_network_is_shuffled_changes_nothing(pair):
    one, other = row(*pair), row(*pair[::-1])
    columns = ["estimate", "p_greater", "p_less"]
    np.testing.assert_allclose(one[columns].astype(float), other[columns].astype(float), atol=1e-12)


@given(tables(2))
def test_tails_add_up(pair):
    found = row(*pair)
    if np.isnan(found["p_value"]):
        assert isinstance(found["reason"], str)
        return
    assert 1 <= found["p_greater"] + found["p_less"] <= 2
    assert found["p_value"] == min(1, 2 * min(found["p_greater"], found["p_less"]))
    assert -1 - 1e-12 <= found["estimate"] <= 1 + 1e-12


@given(tables(2))
def test_more_alike_in_hamming_is_more_alike_in_pearson(pair):
    close, far = row(*pair), row(*pair, statistic="hamming")
    if not np.isnan(close["p_value"]):  # the sum of products is all that moves in either
        assert np.isclose(close["p_greater"], far["p_less"])


@given(tables(2), st.floats(0.5, 4), st.floats(-3, 3))
def test_the_scale_of_a_predictor_changes_no_p(pair, times, plus):
    outcome, own = pair
    spread = np.ptp(own[~np.eye(len(own), dtype=bool)])
    if spread == 0:
        return
    one = mrqap(outcome, {"own": own}, seed=1, permutations=99).table
    other = mrqap(outcome, {"own": own * times + plus}, seed=1, permutations=99).table
    np.testing.assert_allclose(one["p_value"], other["p_value"])
    np.testing.assert_allclose(one["estimate"][1], other["estimate"][1] * times, atol=1e-9)


@given(tables(2))
def test_one_predictor_alone_is_qap(pair):
    outcome, own = pair
    alone = row(outcome, own, permutations=99)
    if np.isnan(alone["p_value"]) or abs(alone["estimate"]) > 1 - 1e-9:
        return
    model = mrqap(outcome, {"own": own}, seed=1, permutations=99)
    tails = model.table.iloc[1][["p_greater", "p_less"]].astype(float)
    np.testing.assert_allclose(tails, alone[["p_greater", "p_less"]].astype(float))
    np.testing.assert_allclose(model.r_squared, alone["estimate"] ** 2, atol=1e-9)
