"""A cohort beside a comparison group: by hand, planted, and when it is no effect."""

import math

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from compared_groups import by_hand, made_up, two_waves
from netweave.compare import before_after, difference_in_differences
from netweave.compare.chance import paired
from netweave.compare.chance.paired import combined
from netweave.compare.intervals import Interval
from netweave.compare.thresholds import AtLevel

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
    assert combined(nothing, nothing, (1.0, 1.0)).reason == "NO_VARIANCE"
    alone = Interval("dyad", 0.0, math.nan, np.inf, 10, "TOO_FEW")
    assert combined(nothing, alone, (1.0, 1.0)).reason == "TOO_FEW"


def test_where_nothing_varies_in_one_the_difference_varies_as_the_other_does():
    one = Interval("person", 2.0, 0.3, 9, 10)
    nothing = Interval("person", 0.0, 0.0, 4, 5, "NO_VARIANCE")
    for pair, estimate in (((one, nothing), 2.0), ((nothing, one), -2.0)):
        both = combined(*pair, (1.0, 1.0))
        assert (both.estimate, both.std_error, both.df, both.reason) == (estimate, 0.3, 9, "")


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
    assert found.claim == 1
    assert found.verdict == "cannot tell"
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


def test_nothing_changed_in_one_group_leaves_the_interval_of_the_other(cohort):
    homes = {name: f"O{place // 2}" for place, name in enumerate("klmnopqrstuv")}
    ties = [("k", "m")]
    found = difference_in_differences(cohort, by_hand(homes, ties, ties, cohort[0].kinds))
    alone = before_after(*cohort).table.set_index("term")
    columns = ["estimate", "std_error", "conf_low", "conf_high"]
    assert rows(found).loc[TERM, columns].tolist() == alone.loc["P1", columns].tolist()
    assert found.claim == 3
    assert "nothing changed in the comparison group, so that its uncertainty is" in found.sentence
    assert rows(found).loc["formation_comparison", "estimate"] == 0


def test_nothing_changed_at_all_leaves_no_interval():
    same = [("eva", "gus")], [("eva", "gus")]
    found = difference_in_differences(by_hand(FOUR, TIED[0], TIED[0]), by_hand(MORE, *same))
    assert rows(found).loc[TERM, "reason"] == "NO_VARIANCE"
    assert found.claim == 1
    assert "no interval" in found.sentence


def test_what_came_new_of_what_could():
    """Of 4 untied pairs across 1 became tied; of the other 3, 2, while the tie there went."""
    second = by_hand(MORE, [("eva", "gus")], [("eva", "hal"), ("finn", "gus")])
    found = rows(difference_in_differences(by_hand(FOUR, *TIED), second))
    assert found.loc["formation_cohort", ["estimate", "n"]].tolist() == [0.25, 4]
    assert found.loc["formation_comparison", ["estimate", "n"]].tolist() == [2 / 3, 3]
    assert found.loc["formation_difference", "estimate"] == pytest.approx(0.25 - 2 / 3)
    assert found.loc["formation_difference", "n"] == 7


def test_no_pair_could_become_tied():
    every = [("eva", "gus"), ("eva", "hal"), ("finn", "gus"), ("finn", "hal")]
    found = difference_in_differences(by_hand(FOUR, *TIED), by_hand(MORE, every, every[:2]))
    table = rows(found)
    assert table.loc["formation_difference", "reason"] == "NO_DYADS"
    assert table.loc["formation_comparison", "estimate"] != table.loc[TERM, "estimate"]
    assert "In one of the groups no pair across could become tied." in found.sentence


def as_kind(waves, **facts):
    """Give the two waves with other facts about their kind."""
    found = []
    for net in waves:
        kinds = net.kinds.assign(**facts)
        made = nw.Network(net.people, net.ties, kinds, net.waves, net.roster)
        found.append(made.wave(net.the_wave))
    return tuple(found)


def test_being_at_the_same_meeting_is_no_effect(cohort, others):
    facts = {"evidence": "opportunity", "threshold": 1.0, "headline": False}
    found = difference_in_differences(
        as_kind(cohort, **facts), as_kind(others, **facts), kind="learning", allow_opportunity=True
    )
    assert found.claim == 1
    assert found.verdict == "cannot tell"
    assert "an opportunity is no tie" in found.lacks
    with pytest.raises(nw.errors.RefusalError, match="E-CAUSAL"):
        nw.check_claim("The cohort caused ties across organizations.", found)


def test_few_answers_are_no_effect(others):
    quarter = two_waves(made_up(1, "f-", effect=1.6, response=(0.25, 0.25)))
    found = difference_in_differences(quarter, others)
    assert found.claim == 1
    assert found.verdict == "cannot tell"
    assert "fewer than 80 in 100 people answered" in found.lacks
    assert "fewer than 60 in 100 pairs were observed" in found.lacks


@pytest.mark.parametrize(("apart", "warned"), [(1.0, False), (3.0, True)])
def test_what_was_not_observed_could_undo_it(planted, cohort, others, monkeypatch, apart, warned):
    """P1 with the missing pairs filled is as far from P1 as is said here, in either group."""
    change = rows(planted).loc[TERM, "estimate"]
    assert 1.0 < change < 3.0

    def filled(dyads):
        middle = change if dyads.people[0].startswith("a-") else 0.0
        return middle - apart / 2, middle + apart / 2

    monkeypatch.setattr(paired, "bounds", filled)
    found = difference_in_differences(cohort, others)
    assert ("W19" in codes(found)) is warned
    assert ("the pairs that were not observed could undo it" in found.lacks) is warned
    assert found.claim == (3 if warned else 5)


@pytest.mark.parametrize(("lower", "claim"), [(-0.1, 3), (0.1, 5)])
def test_another_level_turns_the_sign(cohort, others, monkeypatch, lower, claim):
    def levels(side):
        mine = side.panel.people[0].startswith("a-")
        estimates = {1.0: lower, 2.0: 1.5} if mine else {1.0: 0.0, 2.0: 0.0, 3.0: 9.0}
        return tuple(AtLevel(level, "", False, one, 0.0, 0.0) for level, one in estimates.items())

    monkeypatch.setattr(paired, "by_threshold", levels)
    found = difference_in_differences(cohort, others)
    assert found.claim == claim
    assert ("one level up or down the scale turns the sign" in found.lacks) is (claim == 3)


def test_what_is_refused():
    waves = by_hand(FOUR, *TIED)
    with pytest.raises(nw.errors.ArgumentError, match=r"no person in common but conveners.*'ana'"):
        difference_in_differences(waves, waves)
    for odd in (waves[0], ("a", "b"), (waves[0], None), None):
        with pytest.raises(nw.errors.ArgumentError, match="comparison must be two networks"):
            difference_in_differences(waves, odd)


def test_the_same_convener_may_be_in_both():
    homes = {**FOUR, "host": "Hub"}, {**MORE, "host": "Hub"}
    marks = [False] * 4 + [True]
    first = by_hand(homes[0], *TIED, convener=marks)
    second = by_hand(homes[1], [("eva", "finn")], [("eva", "gus")], convener=marks)
    assert difference_in_differences(first, second).groups["people"].tolist() == [4, 4]
