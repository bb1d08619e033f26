"""The latent process: formulas by hand, then its means against many draws."""

from dataclasses import replace

import numpy as np
import pytest

import netweave.simulation as sim
from netweave.simulation import CohortSettings
from netweave.simulation.ties import (
    cross_change,
    draw_ties,
    intercept,
    log_odds,
    logistic,
    stationary_formation,
    step,
)

SMALL = CohortSettings(
    organizations=4,
    members_per_organization=(2, 4),
    conveners=1,
    sessions=(("workshop", 1),),
    products=1,
    joiners=1,
    leavers=1,
    density_cross=0.15,
    density_same=0.45,
    effect=1.0,
    misspellings=0,
    unsettled=0,
    faults=False,
)


def test_stationary_formation_makes_up_for_loss_by_hand():
    # P = 1/5, p = 1/2: a tenth of all dyads lose their tie, 4/5 are untied, so f = 1/8
    assert stationary_formation(np.array([0.2]), 0.5) == pytest.approx([0.125])


def test_one_step_by_hand():
    # formation 1/8 has odds 1/7; log 7 more makes the odds 1 and formation 1/2:
    # 1/5 · 1/2 + 4/5 · 1/2 = 1/2
    forms, after = step(np.array([0.2]), np.array([0.125]), 0.5, np.array([np.log(7)]))
    assert forms == pytest.approx([0.5])
    assert after == pytest.approx([0.5])


def test_p1_of_the_worked_example():
    # 8 people, 4 organizations of two: 24 cross dyads, 2 tied before and 6 after, +1.0 (4.6)
    cross = np.r_[np.ones(24, bool), np.zeros(4, bool)]
    before, after = np.zeros(28, bool), np.zeros(28, bool)
    before[:2], after[2:8] = True, True
    before[24:27], after[24:28] = True, True
    assert cross_change(before, after, cross, 8) == pytest.approx(1.0)


def test_p1_from_probabilities_by_hand():
    # 4 people, two organizations: 4 cross dyads, c = 2; mean change (.1 + .2 + .3 + .4) / 4
    cross = np.array([False, True, True, True, True, False])
    before = np.array([0.9, 0.1, 0.1, 0.1, 0.1, 0.9])
    after = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.1])
    assert cross_change(before, after, cross, 4) == pytest.approx(0.5)


def test_p1_without_a_cross_dyad_is_undefined():
    none = np.zeros(3, bool)
    assert np.isnan(cross_change(none, none, none, 3))
    assert np.isnan(cross_change(none, none, none, 0))


def test_intercept_without_spread_is_the_log_odds():
    assert intercept(0.2, 0.0) == pytest.approx(float(log_odds(np.array([0.2]))[0]))


@pytest.mark.parametrize(("mean", "sd", "ceiling"), [(0.03, 0.8, 1.0), (0.45, 1.2, 0.76)])
def test_intercept_gives_the_mean_asked_for(mean, sd, ceiling):
    constant = intercept(mean, sd, ceiling)
    draws = np.random.default_rng(0).normal(size=400_000)
    drawn = np.minimum(logistic(constant + sd * draws), ceiling)
    assert abs(drawn.mean() - mean) < 4 * drawn.std() / np.sqrt(drawn.size)


def test_organizations_and_conveners_decide_the_kind_of_a_dyad():
    settings = replace(SMALL, person_sd=0.0, organization_sd=0.0, effect=0.0, effect_convener=0.0)
    ties = draw_ties(
        np.array([0, 0, 1, 2]),
        np.array([False, False, False, True]),
        settings,
        np.random.default_rng(0),
    )
    # pairs 01 02 03 12 13 23
    same, cross, convener = 0.45, 0.15, 0.35
    expected = [same, cross, convener, cross, convener, convener]
    assert ties.probability[0] == pytest.approx(expected)
    assert ties.probability[1] == pytest.approx(expected)


def test_without_an_effect_no_probability_changes():
    settings = replace(SMALL, effect=0.0, effect_same=0.0, effect_convener=0.0)
    for seed in range(5):
        truth = sim.simulate_cohort(settings, seed=seed).truth
        matrices = [truth.matrix(wave).to_numpy() for wave in ("baseline", "closing")]
        np.testing.assert_allclose(matrices[0], matrices[1], atol=1e-12)
        assert truth.expected_p1.abs().max() < 1e-10


def test_a_higher_effect_raises_every_cross_probability_and_keeps_every_tie():
    low = sim.simulate_cohort(SMALL, seed=3).truth
    high = sim.simulate_cohort(replace(SMALL, effect=2.0), seed=3).truth
    later = (low.dyads["wave"] == "closing") & low.dyads["cross"]
    assert (high.dyads.loc[later, "probability"] > low.dyads.loc[later, "probability"]).all()
    assert (high.dyads.loc[later, "tied"] >= low.dyads.loc[later, "tied"]).all()
    others = ~low.dyads["cross"] | (low.dyads["wave"] == "baseline")
    assert high.dyads[others].equals(low.dyads[others])
    assert high.expected_p1.iloc[0] > low.expected_p1.iloc[0] > 0


def _changes(settings, count):
    changes = [sim.simulate_cohort(settings, seed=seed).truth.change for seed in range(count)]
    pairs = np.array([change[["expected_p1", "realised_p1"]].to_numpy() for change in changes])
    return pairs[:, :, 0], pairs[:, :, 1]


def test_the_realised_p1_has_the_expected_mean(slow):
    expected, realised = _changes(SMALL, 400 if slow else 80)
    gap = (realised - expected).ravel()
    assert gap.std() > 0
    assert abs(gap.mean()) < 4 * gap.std(ddof=1) / np.sqrt(gap.size)


def test_the_drawn_densities_are_those_asked_for(slow):
    shares = []
    for seed in range(400 if slow else 80):
        dyads = sim.simulate_cohort(SMALL, seed=seed).truth.dyads
        first = dyads[dyads["wave"] == "baseline"]
        shares.append([
            first.loc[first["cross"], "tied"].mean(),
            first.loc[~first["cross"] & ~first["convener"], "tied"].mean(),
        ])
    drawn = np.array(shares)
    error = drawn.std(axis=0, ddof=1) / np.sqrt(len(drawn))
    # organizations differ in size, so a mean of shares is off by less than a tenth of a standard
    # error of what is asked for here
    assert (np.abs(drawn.mean(axis=0) - [0.15, 0.45]) < 4 * error).all()


def test_a_given_formation_rate_is_the_mean_rate_without_an_effect():
    settings = replace(SMALL, formation_cross=0.2, effect=0.0, person_sd=0.0, organization_sd=0.0)
    dyads = sim.simulate_cohort(settings, seed=1).truth.dyads
    closing = dyads[(dyads["wave"] == "closing") & dyads["cross"]]
    assert closing["probability"].to_numpy() == pytest.approx(0.15 * 0.7 + 0.85 * 0.2)


def test_levels_stay_at_the_threshold_and_a_kept_tie_keeps_its_direction():
    settings = replace(SMALL, persistence=0.9, joiners=0, leavers=0)
    truth = sim.simulate_cohort(settings, seed=5).truth
    assert set(truth.ties["level"]) <= {"cooperation", "coordination", "coalition", "collaboration"}
    arcs = {
        wave: set(zip(rows["learner"], rows["learned_from"], strict=True))
        for wave, rows in truth.ties.groupby("wave")
    }
    tied = {
        wave: set(zip(rows["first"], rows["second"], strict=True))
        for wave, rows in truth.dyads[truth.dyads["tied"]].groupby("wave")
    }
    kept = tied["baseline"] & tied["closing"]
    assert kept
    for first, second in kept:
        for arc in ((first, second), (second, first)):
            assert (arc in arcs["baseline"]) == (arc in arcs["closing"])
    assert {tuple(sorted(arc)) for arc in arcs["closing"]} == tied["closing"]
