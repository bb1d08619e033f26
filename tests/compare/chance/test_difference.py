"""A cohort beside a comparison group: by hand, planted, and when it is no effect."""

import math

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from compared_groups import by_hand, made_up, two_waves
from netweave.compare import before_after, difference_in_differences
from netweave.compare.chance.paired import combined
from netweave.compare.intervals import Interval

THREE = ["_person", "_organization", "_dyad"]
TERM = "difference_in_differences"


def rows(found):
    return found.table.set_index("term")


def codes(found):
    return [notice.code for notice in found.warnings]


@pytest.fixture(scope="module")
def cohort():
    return two_waves(made_up(1, "a-", effect=1.6))


@pytest.fixture(scope="module")
def others():
    return two_waves(made_up(2, "b-", effect=0.0))


@pytest.fixture(scope="module")
def planted(cohort, others):
    return difference_in_differences(cohort, others)


# --- by hand --------------------------------------------------------------------------------------


def test_standard_errors_add_as_squares():
    one = Interval("person", 2.0, 0.3, 9, 10)
    other = Interval("person", 0.5, 0.4, 4, 5)
    both = combined(one, other, (1.0, 1.0))
    assert both.estimate == 1.5
    assert both.std_error == pytest.approx(0.5)
    # Welch and Satterthwaite: .25² / (.09²/9 + .16²/4)
    assert both.df == pytest.approx(0.0625 / (0.0081 / 9 + 0.0256 / 4))
    assert both.n == 15
    halved = combined(one, other, (2.0, 2.0))
    assert (halved.estimate, halved.std_error) == pytest.approx((0.75, 0.25))


def test_the_normal_stays_the_normal_and_no_interval_stays_none():
    one = Interval("dyad", 2.0, 0.3, np.inf, 10)
    assert combined(one, one, (1.0, 1.0)).df == np.inf
    nothing = Interval("dyad", 0.0, 0.0, np.inf, 10, "NO_VARIANCE")
    assert combined(one, nothing, (1.0, 1.0)).reason == "NO_VARIANCE"
    alone = Interval("dyad", 0.0, math.nan, np.inf, 10, "TOO_FEW")
    assert combined(nothing, alone, (1.0, 1.0)).reason == "TOO_FEW"


def test_the_two_changes_are_those_of_before_after(planted, cohort, others):
    alone = [before_after(*waves).table.set_index("term") for waves in (cohort, others)]
    found = rows(planted)
    for name, one in zip(("cohort", "comparison"), alone, strict=True):
        columns = ["estimate", "std_error", "conf_low", "conf_high", "p_value"]
        assert found.loc[f"P1_{name}", columns].tolist() == one.loc["P1", columns].tolist()
    assert found.loc[TERM, "estimate"] == pytest.approx(
        alone[0].loc["P1", "estimate"] - alone[1].loc["P1", "estimate"]
    )
    for by in THREE:
        errors = [one.loc[f"P1{by}", "std_error"] for one in alone]
        assert found.loc[TERM + by, "std_error"] == pytest.approx(math.hypot(*errors))
    widths = (found["conf_high"] - found["conf_low"])[[TERM + by for by in THREE]]
    assert found.loc[TERM, "conf_high"] - found.loc[TERM, "conf_low"] == widths.max()
    assert found.loc[TERM, "p_value"] == found.loc[widths.index, "p_value"].max()
    densities = [one.loc["cross_density_difference", "estimate"] for one in alone]
    assert found.loc["density_difference", "estimate"] == pytest.approx(densities[0] - densities[1])


# --- planted --------------------------------------------------------------------------------------


def test_a_planted_effect_is_told_with_its_condition(planted):
    assert planted.verdict == "up"
    assert planted.claim == 5
    assert planted.supports(5)
    assert planted.lacks == ()
    assert "If ties would have changed alike in both groups without the cohort" in planted.sentence
    assert "not assigned at random" in planted.sentence
    assert "not assigned at random" in planted.assumptions[3]
    assert nw.check_claim("The cohort raised ties across organizations.", planted)
    assert planted.groups["organizations"].tolist() == [12, 12]
    change = rows(planted).loc["P1_cohort", "estimate"]
    assert planted.groups.loc["cohort", "change"] == pytest.approx(change)


def test_assigned_by_lot(cohort, others):
    found = difference_in_differences(cohort, others, assigned_at_random=True)
    assert found.claim == 5
    assert "assigned at random, so that without the cohort both would have" in found.sentence
    assert found.assumptions[3] == "Who was in which group was assigned at random."


def test_turned_round_it_has_the_opposite_sign(planted, cohort, others):
    turned = difference_in_differences(others, cohort)
    assert turned.verdict == "down"
    assert rows(turned).loc[TERM, "estimate"] == -rows(planted).loc[TERM, "estimate"]


def test_where_both_changed_alike_it_is_no_effect(others):
    found = difference_in_differences(two_waves(made_up(3, "c-", effect=0.0)), others)
    assert found.verdict == "cannot tell"
    assert found.claim == 3
    assert found.lacks == ("the interval includes no difference",)
    assert "not an effect: the interval includes no difference" in found.sentence
    with pytest.raises(nw.errors.RefusalError, match="E-CAUSAL"):
        nw.check_claim("The cohort raised ties.", found)
    assert nw.check_claim(found.sentence, found) == found.sentence


# --- what keeps it from being an effect -----------------------------------------------------------


def test_few_organizations(others):
    few = two_waves(made_up(1, "d-", effect=3.0, organizations=5, members_per_organization=(6, 7)))
    found = difference_in_differences(few, others)
    assert found.claim == 3
    assert found.lacks == ("there are too few organizations, or all hangs on one",)
    assert "W17" in codes(found)
    assert rows(found).loc[TERM, "method"].startswith("widest of two: ")
    assert math.isnan(rows(found).loc[TERM, "p_value"])


def test_the_groups_were_not_asked_alike(cohort, others):
    later = others[1]
    kinds = later.kinds.assign(question="Whom do you know?")
    other = nw.Network(later.people, later.ties, kinds, later.waves, later.roster)
    found = difference_in_differences(cohort, (others[0], other.wave("closing")))
    assert found.claim == 3
    assert "W09" in codes(found)
    assert "the waves or the groups were not asked in the same way" in found.lacks
    assert "The two groups were not asked in the same way" in found.sentence


def test_a_shorter_time_between_the_waves(cohort, others):
    early = others[1]
    windows = early.waves.assign(start=pd.Timestamp("2022-02-01"), end=pd.Timestamp("2023-02-01"))
    other = nw.Network(early.people, early.ties, early.kinds, windows, early.roster)
    found = difference_in_differences(cohort, (others[0], other.wave("closing")))
    assert "time between the waves: 26 months → 12 months" in str(found)
    assert found.claim == 3


def test_organizations_in_both_groups(cohort, others):
    same = []
    for net in others:
        homes = net.group("organization").str.replace("b-", "a-", regex=False)
        people = net.people.assign(organization=homes)
        same.append(nw.Network(people, net.ties, net.kinds, net.waves).wave(net.the_wave))
    found = difference_in_differences(cohort, tuple(same))
    assert found.claim == 3
    assert found.lacks == ("12 organizations are in both groups",)


def test_a_change_that_hangs_on_who_answered(others):
    """Half of them answered first, then all: more ties, but fewer among the same reporters."""
    more = two_waves(made_up(2, "e-", effect=0.0, response=(0.5, 1.0), density_cross=0.1))
    alone = before_after(*more).table.set_index("term")["estimate"]
    assert alone["P1"] > 0 > alone["P1_same_reporters"]
    found = difference_in_differences(more, others)
    assert found.verdict == "cannot tell"
    assert found.claim == 3
    assert "in the cohort the change does not hold up among the same reporters" in found.lacks
    assert "Cohort: Not enough people answered" in found.sentence


FOUR = {"ana": "Elm", "ben": "Elm", "cleo": "Hill", "dan": "Hill"}
MORE = {"eva": "Ash", "finn": "Ash", "gus": "Bay", "hal": "Bay"}
TIED = [("ana", "ben")], [("ana", "ben"), ("ana", "cleo")]


def test_undefined_in_one_group():
    silent = by_hand(dict.fromkeys(MORE, "Ash"), [("eva", "gus")], [("eva", "hal")])
    found = difference_in_differences(by_hand(FOUR, *TIED), silent)
    assert found.reason == "ONE_GROUP"
    assert found.claim == 1
    assert rows(found).loc[TERM, ["estimate", "conf_low"]].isna().all()
    assert rows(found).loc["P1_cohort", "estimate"] == 0.5
    assert "of the comparison group, there is only one organization" in found.sentence


def test_nothing_changed_in_one_group_leaves_no_interval():
    still = by_hand(MORE, [("eva", "gus")], [("eva", "gus")])
    found = difference_in_differences(by_hand(FOUR, *TIED), still)
    assert rows(found).loc[TERM, "estimate"] == 0.5
    assert rows(found).loc[TERM, "reason"] == "NO_VARIANCE"
    assert found.claim == 1
    assert "no interval" in found.sentence


def test_what_is_refused():
    waves = by_hand(FOUR, *TIED)
    with pytest.raises(nw.errors.ArgumentError, match=r"no person in common but conveners.*'ana'"):
        difference_in_differences(waves, waves)
    with pytest.raises(nw.errors.ArgumentError, match="comparison must be two networks"):
        difference_in_differences(waves, waves[0])


def test_the_same_convener_may_be_in_both():
    homes = {**FOUR, "host": "Hub"}, {**MORE, "host": "Hub"}
    marks = [False] * 4 + [True]
    first = by_hand(homes[0], *TIED, convener=marks)
    second = by_hand(homes[1], [("eva", "finn")], [("eva", "gus")], convener=marks)
    assert difference_in_differences(first, second).groups["people"].tolist() == [4, 4]
