"""MRQAP: Dekker's test done in full by hand, new ties, robust errors, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, stats

import netweave as nw
from netweave._kernels import engine
from netweave.compare import mrqap, same
from small_networks import IDS, cells, moved, network, orders

ARCS = [(0, 1), (1, 2), (2, 0), (3, 0), (4, 2), (3, 4)]
rng = np.random.default_rng(2)
FIRST, SECOND = rng.integers(3, size=(2, 5, 5)).astype(float)
SECOND += FIRST / 2
NAMED = {"first": FIRST, "second": SECOND}


def fitted(design, outcome):
    """Give coefficients, errors and t of least squares, as in any textbook."""
    inverse = np.linalg.inv(design.T @ design)
    slopes = inverse @ design.T @ outcome
    left = outcome - design @ slopes
    errors = np.sqrt(left @ left / (len(outcome) - len(slopes)) * np.diag(inverse))
    return slopes, errors, slopes / errors


def with_ones(*columns):
    return np.column_stack([np.ones(len(columns[0])), *columns])


def residual(own, other):
    """Lay out what one matrix leaves of another, off the diagonal."""
    design = with_ones(cells(other))
    left = cells(own) - design @ np.linalg.lstsq(design, cells(own), rcond=None)[0]
    laid = np.zeros_like(own)
    laid[~np.eye(len(own), dtype=bool)] = left
    return laid


@pytest.mark.parametrize("family", ["linear"])
def test_every_order_of_five_people(family):
    net = network(ARCS, 5)
    dense = net.structure(directed=True).toarray()
    slopes, errors, t = fitted(with_ones(cells(FIRST), cells(SECOND)), cells(dense))
    found = mrqap(net, NAMED, seed=1, family=family)
    assert found.table["estimate"].tolist() == pytest.approx(slopes)
    assert found.table["std_error"].tolist() == pytest.approx(errors)
    assert found.table["statistic"].tolist() == pytest.approx(t)
    assert found.permutations == 119
    for which, (own, other) in enumerate([(FIRST, SECOND), (SECOND, FIRST)], start=1):
        left = residual(own, other)
        drawn = np.array([
            fitted(with_ones(cells(other), cells(moved(left, order))), cells(dense))[2][-1]
            for order in orders(5)
        ])
        row = found.table.iloc[which]
        far = np.abs(drawn) >= abs(t[which]) - 1e-9
        assert row["p_value"] == pytest.approx(far.mean())
        assert row["p_greater"] == pytest.approx((drawn >= t[which] - 1e-9).mean())
        assert row["p_less"] == pytest.approx((drawn <= t[which] + 1e-9).mean())
    assert found.table.iloc[0][["p_value", "p_greater", "p_less"]].isna().all()


def test_r_squared_of_shares_by_hand():
    # 3 of 4 pairs with the same role are tied, 1 of 6 others
    people = pd.DataFrame({"role": ["coach"] * 3 + ["teacher"] * 2}, index=IDS[:5])
    ties = pd.DataFrame({"learner": ["ana", "ben", "dan", "cleo"],
                         "learned_from": ["ben", "cleo", "eve", "dan"]})  # fmt: skip
    net = nw.Network(people, ties)
    found = mrqap(net, {"same": same(net, "role")}, seed=1, directed=False)
    assert found.table["estimate"].tolist() == pytest.approx([1 / 6, 3 / 4 - 1 / 6])
    # spread 4 · 6/10 = 2.4; left 4 · 3/16 + 6 · 5/36 = 3/4 + 5/6
    assert found.r_squared == pytest.approx(1 - (3 / 4 + 5 / 6) / 2.4)
    assert found.adjusted_r_squared == pytest.approx(1 - (3 / 4 + 5 / 6) / 8 * 9 / 2.4)
    odds = mrqap(net, {"same": same(net, "role")}, seed=1, directed=False, family="logistic")
    # log odds 1/5 without, 3 with: the difference is log 15
    assert odds.table["estimate"].tolist() == pytest.approx([np.log(1 / 5), np.log(15)])
    assert odds.table["std_error"].iloc[1] == pytest.approx(np.sqrt(1 + 1 / 5 + 1 / 3 + 1))
    likelihood = np.log(1 / 6) + 5 * np.log(5 / 6) + 3 * np.log(3 / 4) + np.log(1 / 4)
    assert odds.log_likelihood == pytest.approx(likelihood)
    assert odds.pairs == 10


def logit(design, outcome):
    """Give z of the last coefficient by a general search for the greatest likelihood."""

    def loss(slopes):
        score = design @ slopes
        return np.logaddexp(0, score).sum() - outcome @ score

    slopes = optimize.minimize(loss, np.zeros(design.shape[1]), method="BFGS", tol=1e-10).x
    chance = 1 / (1 + np.exp(-design @ slopes))
    spread = np.linalg.inv(design.T @ (design * (chance * (1 - chance))[:, None]))
    return slopes[-1] / np.sqrt(spread[-1, -1])


def test_every_order_of_a_logistic_model():
    arcs = [*ARCS, (0, 2), (1, 0), (2, 4)]
    small = network([(a % 4, b % 4) for a, b in arcs if a % 4 != b % 4], 4)
    dense = small.structure(directed=True).toarray()
    own, other = FIRST[:4, :4], SECOND[:4, :4]
    found = mrqap(small, {"own": own, "other": other}, seed=1, family="logistic").table
    left = residual(own, other)
    drawn = np.array([
        logit(with_ones(cells(other), cells(moved(left, order))), cells(dense))
        for order in orders(4)
    ])
    observed = logit(with_ones(cells(other), cells(own)), cells(dense))
    assert found["statistic"].iloc[1] == pytest.approx(observed, rel=1e-4)
    greater = (drawn >= observed - 1e-4).mean()
    assert found["p_greater"].iloc[1] == pytest.approx(greater)


def test_new_ties_are_those_of_pairs_that_were_not_tied():
    before, after = network([(0, 1), (1, 2)], 5), network([*ARCS, (1, 4)], 5)
    found = mrqap(after, NAMED, seed=1, untied_at=before)
    dense, tied = (net.structure(directed=True).toarray() for net in (after, before))
    open_ = cells(tied) == 0
    design = with_ones(cells(FIRST), cells(SECOND))[open_]
    slopes, _, t = fitted(design, cells(dense)[open_])
    assert found.table["estimate"].tolist() == pytest.approx(slopes)
    assert found.pairs == 18
    left = residual(FIRST, SECOND)  # over all pairs
    drawn = np.array([
        fitted(
            with_ones(cells(SECOND)[open_], cells(moved(left, order))[open_]), cells(dense)[open_]
        )[2][-1]
        for order in orders(5)
    ])
    assert found.table["p_value"].iloc[1] == pytest.approx(
        (np.abs(drawn) >= abs(t[1]) - 1e-9).mean()
    )
    assert "of 5 people that were observed both times and not tied before, " in found.sentence


def test_a_pair_not_observed_before_is_no_pair_without_a_tie():
    people = pd.DataFrame({"responded": [True] * 4 + [False]}, index=IDS[:5])
    kinds = pd.DataFrame({"kind": ["tie"], "reporter": ["learner"]})
    ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    before = nw.Network(people, ties, kinds)
    found = mrqap(network(ARCS, 5), NAMED, seed=1, untied_at=before)
    assert found.pairs == 20 - 1 - 4


def test_a_predictor_that_is_not_known_everywhere():
    own = FIRST.copy()
    own[0, 3] = np.nan
    outcome = network(ARCS, 5)
    found = mrqap(outcome, {"own": own}, seed=1)
    dense = cells(outcome.structure(directed=True).toarray())
    known = ~np.isnan(cells(own))
    _, _, t = fitted(with_ones(cells(own)[known]), dense[known])
    assert (found.pairs, found.table["statistic"].iloc[1]) == (19, pytest.approx(t[1]))
    drawn = []
    for order in orders(5):
        here = cells(moved(own, order))
        both = known & ~np.isnan(here)  # the constant is known where the data are
        drawn.append(fitted(with_ones(here[both]), dense[both])[2][-1])
    far = np.abs(drawn) >= abs(t[1]) - 1e-9
    assert found.table["p_value"].iloc[1] == pytest.approx(far.mean(), abs=1e-9)


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("formation", [True, False])
def test_sums_over_arcs_and_rows_of_pairs_agree(monkeypatch, directed, formation):
    from netweave._kernels.permute import Shuffles
    from netweave.compare.permutations import laid, summed
    from netweave.compare.permutations.cells import read
    from netweave.compare.permutations.model import Pairs

    values = np.random.default_rng(4).integers(2, size=(4, 9, 9)).astype(float)
    values = values if directed else np.maximum(values, values.transpose(0, 2, 1))
    outcome, *predictors = (read(one, "x", directed=directed) for one in values[:3])
    if formation:
        outcome = outcome.unknown_at(read(values[3], "x", directed=directed).values)
    pairs = Pairs(outcome, predictors, ["a", "b"], directed)
    rows, sums, shuffles = laid.rows_of(pairs), summed.moments(pairs), Shuffles(9, 40, 1)
    np.testing.assert_allclose(rows.moments.products, sums.products)
    one, other = laid.linear(rows), summed.linear(pairs, sums)
    np.testing.assert_allclose(one.slopes, other.slopes)
    np.testing.assert_allclose(one.errors, other.errors)
    assert one.r_squared == pytest.approx(other.r_squared)
    by_rows = laid.statistics(pairs, rows, shuffles, logit=False)
    np.testing.assert_allclose(summed.statistics(pairs, sums, shuffles), by_rows, atol=1e-9)
    monkeypatch.setattr(engine, "SMALL", -1)
    np.testing.assert_allclose(summed.statistics(pairs, sums, shuffles), by_rows, atol=1e-9)


@pytest.mark.parametrize("directed", [True, False])
def test_counting_pairs_that_are_alike_is_the_same_fit(monkeypatch, directed):
    values = np.random.default_rng(6).integers(2, size=(3, 14, 14)).astype(float)
    values = values if directed else np.maximum(values, values.transpose(0, 2, 1))
    outcome, *own = values
    own[0][2, 3] = own[0][3, 2] = np.nan
    given = {"outcome": outcome, "predictors": {"a": own[0], "b": own[1]}, "directed": directed}
    options = {"seed": 1, "family": "logistic", "permutations": 99}
    counted = mrqap(**given, **options).table
    monkeypatch.setattr("netweave.compare.permutations.laid.ALIKE", 1e9)
    pd.testing.assert_frame_equal(mrqap(**given, **options).table, counted)


def test_robust_errors_add_up_pairs_that_share_a_person():
    net = network(ARCS, 5)
    found = mrqap(net, NAMED, seed=1, errors="dyadic")
    plain = mrqap(net, NAMED, seed=1)
    design = with_ones(cells(FIRST), cells(SECOND))
    outcome = cells(net.structure(directed=True).toarray())
    slopes, _, t = fitted(design, outcome)
    left = outcome - design @ slopes
    ends = [(a, b) for a in range(5) for b in range(5) if a != b]
    meat = np.zeros((3, 3))
    for one, first in enumerate(ends):
        for other, second in enumerate(ends):
            if set(first) & set(second):
                meat += np.outer(design[one] * left[one], design[other] * left[other])
    bread = np.linalg.inv(design.T @ design)
    variance = np.diag(bread @ meat @ bread)
    expected = np.sqrt(np.where(variance > 0, variance, np.nan))
    np.testing.assert_allclose(found.table["std_error"], expected)
    assert found.table["statistic"].tolist() == pytest.approx(t)  # which the shuffles are about
    assert found.table["p_value"].equals(plain.table["p_value"])
    reach = 1.959963984540054 * expected
    np.testing.assert_allclose(found.table["conf_low"], slopes - reach)
    assert plain.table["conf_low"].isna().all()


def test_threads_change_nothing(monkeypatch):
    found = {}
    for threads in ("1", "3"):
        monkeypatch.setenv("NETWEAVE_THREADS", threads)
        found[threads] = mrqap(
            rng_matrix(12, 1), {"a": rng_matrix(12, 2), "b": rng_matrix(12, 3)}, seed=1
        ).table
    pd.testing.assert_frame_equal(found["1"], found["3"], check_exact=True)


def rng_matrix(n, seed):
    return np.random.default_rng(seed).integers(2, size=(n, n)).astype(float)


@pytest.mark.parametrize("family", ["linear", "logistic"])
@pytest.mark.parametrize(
    ("arcs", "n", "reason"),
    [([], 0, "EMPTY"), ([], 1, "N<2"), ([], 5, "NO_VARIANCE"), ([(0, 1)], 2, "TOO_FEW")],
)
def test_what_cannot_be_fitted_has_a_reason(arcs, n, reason, family):
    found = mrqap(network(arcs, n), {"own": FIRST[:n, :n]}, seed=1, family=family)
    assert set(found.table["reason"]) == {reason}
    assert found.table[["estimate", "std_error", "p_value"]].isna().all(axis=None)
    assert (found.claim, found.permutations) == (1, 0)
    assert found.sentence.startswith("What ties go with cannot be said: ")


def test_no_pair_enters():
    blank = np.full((5, 5), np.nan)
    found = mrqap(blank, {"own": FIRST}, seed=1)
    assert set(found.table["reason"]) == {"NO_DYADS"}


def test_what_is_told_apart_without_a_mistake_has_no_finite_odds():
    net = network(ARCS, 5)
    told = {"itself": net.structure(directed=True).toarray() * 2.0}
    found = mrqap(net, told, seed=1, family="logistic")
    assert set(found.table["reason"]) == {"SEPARATED"}
    assert "no finite coefficients fit" in found.sentence
    linear = mrqap(net, told, seed=1)
    assert linear.table["estimate"].iloc[1] == pytest.approx(0.5)
    assert linear.r_squared == pytest.approx(1)
    assert linear.table["p_greater"].iloc[1] == pytest.approx(1 / 120)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"predictors": {}}, "predictors must be a dict"),
        ({"predictors": [FIRST]}, "predictors must be a dict"),
        ({"predictors": {"one": np.ones((5, 5))}}, "predictor 'one' has one value in all 20 pairs"),
        (
            {"predictors": {"a": FIRST, "b": 3 - 2 * FIRST}},
            "predictor 'b' follows exactly from 'a' in the pairs that enter",
        ),
        (
            {"predictors": {"a": FIRST, "b": SECOND, "c": FIRST - SECOND}},
            "predictor 'c' follows exactly from 'a', 'b'",
        ),
        ({"predictors": {"a": FIRST[:4, :4]}}, "predictor 'a' must have one row and one column"),
        ({"outcome": FIRST, "family": "logistic"}, "outcome must hold 0 and 1 only"),
        ({"family": "poisson"}, "family must be one of"),
        ({"errors": "robust"}, "errors must be one of"),
        ({"permutations": -1}, "permutations must be"),
        ({"directed": False}, "the same both ways"),
    ],
)
def test_what_is_refused(options, words):
    with pytest.raises(nw.errors.ArgumentError, match=words):
        mrqap(**{"outcome": network(ARCS, 5), "predictors": NAMED, "seed": 1, **options})


def test_very_many_people_are_not_laid_out(monkeypatch):
    monkeypatch.setattr("netweave.compare.permutations.explaining.MOST", 4)
    with pytest.raises(nw.errors.ArgumentError, match="not offered for more than 4 people"):
        mrqap(network(ARCS, 5), NAMED, seed=1, family="logistic")
    assert mrqap(network(ARCS, 5), NAMED, seed=1).pairs == 20


def test_the_sentence_names_no_reason_for_ties():
    net = network(ARCS, 5)
    copy = net.structure(directed=True).toarray()
    copy[0, 4] = 1
    found = mrqap(net, {"old ties": copy, "noise": SECOND}, seed=1)
    assert "more ties go with higher 'old ties' (" in found.sentence
    assert "'noise' (" in found.sentence
    assert "cannot be told from chance" in found.sentence
    assert found.claim == 2
    for word in ("effect", "because", "led to", "caused", "impact", "predicts"):
        assert word not in found.sentence


def test_p_is_uniform_beside_a_predictor_that_does_go_with_ties(slow):
    drawn = []
    for seed in range(1_000 if slow else 60):
        draw = np.random.default_rng(seed)
        control, own = draw.normal(size=(2, 9, 9))
        own += control
        outcome = (control + draw.normal(size=(9, 9)) > 0.5).astype(float)
        found = mrqap(outcome, {"own": own, "control": control}, permutations=99, seed=seed)
        drawn.append(found.table["p_value"].iloc[1])
    assert stats.kstest(drawn, "uniform").pvalue > 0.001
