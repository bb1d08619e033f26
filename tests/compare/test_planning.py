"""How large a change a cohort could show: the made-up cohorts, the formula, what is told."""

import re
from dataclasses import replace
from datetime import date

import matplotlib as mpl
import numpy as np
import pytest
from scipy import stats

import netweave as nw
from netweave.compare import plan
from netweave.compare.estimate import primary
from netweave.compare.planning.cohorts import made_up
from netweave.compare.planning.formula import (
    errors_needed,
    errors_reported,
    planned_error,
    smallest_change,
)
from netweave.compare.planning.tried import crossing
from netweave.errors import ArgumentError
from netweave.plotting.style import new_axes
from netweave.simulation import Wave

mpl.use("Agg")
SMALL = nw.CohortSettings(
    members_per_organization=(3, 3),
    joiners=1,
    leavers=1,
    density_cross=0.08,
    misspellings=4,
    unsettled=0,
    faults=False,
)
EFFECT = re.compile(
    r"\b(effects?|because|due to|caus\w+|impact\w*|led to|improv\w+|raised)\b", re.I
)


@pytest.fixture(scope="module")
def planned():
    """One plan of two dozen people in eight organizations."""
    return plan(SMALL, effects=[0, 1.5, 3], replicates=20, seed=4)


# --- the cohorts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("effect", [0.0, 1.6])
def test_they_are_those_of_simulate_cohort(tmp_path, effect):
    settings = replace(SMALL, effect=effect, response=(0.9, 0.7))
    cohort = nw.simulate_cohort(settings, seed=11)
    (mine,) = made_up(settings, np.random.SeedSequence(11), (effect,))
    assert mine.expected == pytest.approx(cohort.truth.expected_p1.iloc[0], abs=1e-12)
    net = nw.weave_project(nw.read_project(cohort.write(tmp_path)))
    first, last = (net.wave(label) for label in net.waves.index)
    change = nw.compare.before_after(first, last, kind="learning")
    found = primary(mine.dyads)
    rows = change.table.set_index("term")["estimate"]
    assert found.estimate == pytest.approx(rows["P1"])
    assert found.same_reporters == pytest.approx(rows["P1_same_reporters"])
    assert [found.people, found.pairs] == [
        change.people["P"],
        change.turnover.loc["cross", "dyads"],
    ]
    assert found.widest.by == change.widest
    # what the verdict goes by besides: who answered, and how much was observed
    dyads = mine.dyads
    more = (dyads.sides_after.astype(int) - dyads.sides_before)[dyads.cross]
    assert found.answers == pytest.approx(more.mean())
    assert found.answers < 0  # 9 in 10 answered, then 7 in 10
    assert found.coverage == pytest.approx(change.passport.coverage)
    assert (found.verdict, found.claim) == (change.verdict, change.claim)


def test_one_seed_gives_the_same_people_for_every_change():
    still, more = made_up(SMALL, np.random.SeedSequence(1), (0.0, 3.0))
    assert still.dyads.people.equals(more.dyads.people)
    assert (still.dyads.seen_before == more.dyads.seen_before).all()
    assert (still.dyads.before == more.dyads.before).all()
    assert still.expected == pytest.approx(0, abs=1e-9)
    assert more.expected > 1


def test_the_first_and_the_last_of_several_waves_are_compared():
    waves = tuple(Wave(str(y), date(y, 1, 1), date(y + 1, 1, 1)) for y in (2022, 2023, 2024))
    settings = replace(
        SMALL,
        waves=waves,
        end=date(2024, 12, 1),
        response=(1.0, 0.5, 1.0),
        joiners=0,
        leavers=0,
    )
    (mine,) = made_up(settings, np.random.SeedSequence(3), (1.0,))
    cohort = nw.simulate_cohort(replace(settings, effect=1.0), seed=3)
    assert mine.expected == pytest.approx(cohort.truth.expected_p1.sum())
    assert mine.dyads.observed.all()


# --- the formula ----------------------------------------------------------------------------------


def test_the_formula_by_hand():
    # 24 people in 8 organizations of 3: 252 pairs across, c = 21; d .08, f .10, p .7:
    # 21 · sqrt((.092 + .024 − .068²)/252) = .44
    assert planned_error(21, 252, 0.08, (0.10, 0.7)) == pytest.approx(0.4415, abs=5e-5)


def test_the_smallest_change_is_so_many_of_its_own_standard_errors():
    needed = errors_needed(0.8)
    assert needed == pytest.approx(stats.norm.ppf(0.975) + stats.norm.ppf(0.8))
    change, error = smallest_change(21, 252, 0.08, 0.7, needed)
    assert change == pytest.approx(needed * error)
    formation = (change / 21 + 0.3 * 0.08) / 0.92
    assert error == pytest.approx(planned_error(21, 252, 0.08, (formation, 0.7)))
    # 1.2 to 1.4 times it: "about one tie and a half"
    assert 1.2 * change == pytest.approx(1.41, abs=0.01)
    assert 1.4 * change == pytest.approx(1.65, abs=0.01)


def test_more_pairs_and_less_power_make_it_smaller():
    least = [smallest_change(21, pairs, 0.08, 0.7, 2.8)[0] for pairs in (100, 252, 1000)]
    assert least == sorted(least, reverse=True)
    assert smallest_change(21, 252, 0.08, 0.7, 1.96)[0] < least[1]
    assert errors_needed(0.5) < errors_needed(0.8) < errors_reported(0.8, 24, 8)


def test_the_formula_of_what_is_reported():
    # t of 7 degrees of freedom at eight organizations, of 23 at four with 24 people
    assert errors_reported(0.5, 24, 8) == pytest.approx(np.sqrt(2) * stats.t.ppf(0.975, 7))
    assert errors_reported(0.5, 24, 4) == pytest.approx(np.sqrt(2) * stats.t.ppf(0.975, 23))


def test_formula_and_simulation_agree():
    # Two dozen people who answer, and who do not differ: the reported interval needs a change of
    # about two and a half ties, where the formula for independent pairs says 1.4 to 1.7.
    alike = replace(SMALL, joiners=0, leavers=0, person_sd=0.0, organization_sd=0.0)
    found = plan(alike, effects=[0, 1.5, 2, 2.5], replicates=40, seed=1, response=1.0)
    table = found.table.set_index("term")
    low, high = table.loc[["P1_reported_low", "P1_reported_high"], "estimate"]
    assert 0.9 * low <= table.loc["P1_said", "estimate"] <= 1.1 * high
    assert table.loc["P1_formula_high", "estimate"] < low


def test_crossing_by_hand():
    changes = np.array([0.0, 1.0, 2.0, 3.0])
    assert crossing(changes, np.array([0.0, 0.4, 0.9, 1.0]), 0.8) == pytest.approx(1.8)
    # a share that falls by chance is held
    assert crossing(changes, np.array([0.0, 0.6, 0.5, 1.0]), 0.8) == pytest.approx(2.5)
    assert np.isnan(crossing(changes, np.array([0.0, 0.1, 0.2, 0.3]), 0.8))
    assert np.isnan(crossing(changes, np.array([0.9, 1.0, 1.0, 1.0]), 0.8))
    # losses are not on the way
    assert crossing(np.array([-2.0, 0.0, 2.0]), np.array([1.0, 0.0, 1.0]), 0.5) == 1.0


# --- what comes out -------------------------------------------------------------------------------


def test_the_curve(planned):
    curve = planned.curve
    assert curve["effect"].tolist() == [0, 1.5, 3]
    assert curve["expected"].iloc[0] == 0
    assert (curve["expected"].diff().iloc[1:] > 0).all()
    shares = curve[["detected", "said", "wrong_sign", "covered"]]
    assert ((shares >= 0) & (shares <= 1)).all(axis=None)
    assert (curve["said"] <= curve["detected"]).all()
    assert (curve["wrong_sign"] <= curve["said"]).all()
    assert curve["detected"].iloc[0] <= 0.2
    assert curve["detected"].iloc[-1] >= 0.8
    assert curve["replicates"].tolist() == [20] * 3


def test_the_table(planned):
    table = planned.table.set_index("term")
    assert table.loc["P1_detected", "estimate"] <= table.loc["P1_said", "estimate"]
    low, mid, high = table.loc["P1_said", ["conf_low", "estimate", "conf_high"]]
    assert low <= mid <= high or np.isnan(high)
    assert table.loc["P1_formula_high", "estimate"] == pytest.approx(
        1.4 * table.loc["P1_independent", "estimate"]
    )
    assert planned.claim == 1
    assert planned.passport.seed == 4


def test_the_sentence(planned):
    assert planned.sentence.startswith("With 22 members of both waves in 8 organizations, 92, then")
    assert "would be reported as a change in 80 in 100 such cohorts" in planned.sentence
    assert "(20 cohorts made up for each of 3 changes.)" in planned.sentence
    assert not EFFECT.search(planned.sentence)


def test_the_picture(planned):
    ax = planned.plot(new_axes())
    labels = [line.get_label() for line in ax.get_lines()]
    assert labels == ["power", "detected", "said", "smallest change"]


def test_one_seed_one_answer(planned):
    again = plan(SMALL, effects=[3, 0, 1.5], replicates=20, seed=4)
    assert again.curve.equals(planned.curve)
    assert not plan(SMALL, effects=[0, 1.5], replicates=20, seed=5).curve.equals(
        planned.curve.iloc[:2]
    )


def test_fewer_answers_show_less(planned):
    few = plan(SMALL, effects=[0, 1.5, 3], replicates=20, seed=4, response=0.6)
    assert few.settings.response == (0.6, 0.6)
    assert few.sizes["pairs"] < planned.sizes["pairs"]
    assert few.curve["said"].iloc[1] < planned.curve["said"].iloc[1]
    assert "W01" in [notice.code for notice in few.warnings]


def test_out_of_reach():
    found = plan(SMALL, effects=[0, 0.2], replicates=20, seed=1)
    table = found.table.set_index("term")
    assert table.loc["P1_said", "reason"] == "OUT_OF_REACH"
    assert np.isnan(table.loc["P1_said", "estimate"])
    assert "none of the changes tried would be reported as a change" in found.sentence
    large = plan(SMALL, effects=[3.0, 4.0], replicates=20, seed=1, power=0.3)
    assert "even the smallest change tried" in large.sentence


def test_few_organizations_are_warned_of():
    few = replace(SMALL, organizations=4, members_per_organization=(6, 6))
    found = plan(few, effects=[0, 2], replicates=20, seed=1)
    assert [notice.code for notice in found.warnings] == ["W17"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"effects": [1.0]}, "effects must be two or more different finite numbers"),
        ({"effects": [1.0, np.inf]}, "each of effects must be a number"),
        ({"replicates": 5}, "replicates must be 20 or more"),
        ({"power": 1.0}, "power must lie between 0 and 1"),
        ({"seed": -1}, "seed must be 0 or a whole number above it"),
        ({"response": (0.5, 0.5, 0.5)}, "response must be 2 shares"),
    ],
)
def test_what_is_refused(wrong, said):
    with pytest.raises(ArgumentError, match=said):
        plan(SMALL, **{"seed": 1, "replicates": 20, **wrong})
