"""What missing pairs and other levels would do to the headline, and its verdict."""

import math

import pandas as pd
import pytest

import netweave as nw
from netweave import Network
from netweave.compare import before_after
from netweave.compare.missing import Tipping
from netweave.compare.sentence import NO_EFFECT
from netweave.compare.wording import stranger_words, tipping_words
from netweave.simulation import CohortSettings

NAMES = [f"{organization}{place}" for organization in "ABCDEF" for place in range(3)]
KIND = pd.DataFrame(
    {"scale": ["FREY_LCS"], "threshold": [2.0], "max": [5.0]},
    index=pd.Index(["work"], name="kind"),
)


def people(silent=()):
    return pd.DataFrame(
        {"organization": [name[0] for name in NAMES],
         "role": ["lead", "staff", "staff"] * 6,
         "responded": [name not in silent for name in NAMES]},
        index=NAMES,
    )  # fmt: skip


def wave(pairs, silent=(), kinds=None, **columns):
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"]).assign(**columns)
    if kinds is not None:
        ties["kind"] = kinds.index[0]
    return Network(people(silent), ties, kinds)


def codes(change):
    return {notice.code for notice in change.warnings}


def row(change, term):
    return change.sensitivity.set_index("term").loc[term]


# One of three in each organization never answers; the other twelve are one ring across.
SILENT = [name for name in NAMES if name[1] == "2"]
RING = [f"{organization}{place}" for place in (0, 1) for organization in "ABCDEF"]
PAIRS = list(zip(RING, [*RING[1:], RING[0]], strict=True))


def ring(silent=SILENT, *, turn=1):
    """No tie in one wave, twelve across in the other."""
    return before_after(*(wave([], silent), wave(PAIRS, silent))[::turn])


# --- bounds and tipping points -------------------------------------------------------------------


def test_bounds_and_tipping_point_by_hand():
    change = ring()
    # 135 pairs across; 15 of two silent people were seen in neither wave; c = 2 · 135 / 18
    assert row(change, "P1")["estimate"] == pytest.approx(15 * 12 / 120)
    assert row(change, "P1_bound_low")["estimate"] == pytest.approx(2 * (12 - 15) / 18)
    assert row(change, "P1_bound_high")["estimate"] == pytest.approx(2 * (12 + 15) / 18)
    assert row(change, "tipping_point")[["estimate", "n"]].tolist() == [12, 15]
    # the interval starts at low: so many ties as that is, in the 120 pairs, are enough
    low = change.table.iloc[0]["conf_low"]
    needed = row(change, "tipping_point_interval")["estimate"]
    assert needed == math.ceil(low / 15 * 120)
    assert 0 < needed < 12
    assert row(change, "reconstructed_share_after")["estimate"] == pytest.approx(60 / 120)


def test_a_change_that_missing_pairs_could_undo_is_told_with_its_tipping_point():
    change = ring()
    assert change.verdict == "up"
    assert change.claim == 3
    assert "W19" in codes(change)
    assert (
        "The change disappears only if at least 12 of the 15 pairs not observed both times lost a "
        "tie."
    ) in change.sentence
    down = ring(turn=-1)
    assert down.verdict == "down"
    assert "at least 12 of the 15 pairs not observed both times gained a tie." in down.sentence
    assert row(down, "P1_bound_high")["estimate"] == pytest.approx(2 * 3 / 18)


def test_a_change_that_missing_pairs_could_not_undo():
    change = ring(SILENT[:4])
    assert change.verdict == "up"
    assert row(change, "tipping_point")["n"] == 6
    assert row(change, "tipping_point")["method"].endswith("cannot be reached: 6 could")
    assert "W19" not in codes(change)
    assert (
        "Whatever became of the 6 pairs not observed both times, the change does not disappear."
    ) in change.sentence


def test_where_every_pair_was_observed_nothing_is_said_of_missing_ones():
    change = ring(())
    assert change.verdict == "up"
    assert "not observed" not in change.sentence
    assert row(change, "P1_bound_low")["estimate"] == row(change, "P1_bound_high")["estimate"]


def test_no_change_has_no_tipping_point():
    change = before_after(wave(PAIRS, SILENT), wave(PAIRS, SILENT))
    assert change.verdict == "cannot tell"
    assert not change.sensitivity["term"].str.startswith("tipping").any()


def test_tipping_points_in_words():
    tip = Tipping(needed=3, needed_interval=1, possible=4, unobserved=1200, up=True)
    assert "at least 3 of the 1,200 pairs" in tipping_words(tip, "up")
    assert tipping_words(tip, "cannot tell") == ""
    assert tipping_words(None, "up") == ""


def test_strangers_in_words():
    def words(strangers, tied, ties="ties", late=False):
        table = pd.DataFrame({
            "strangers": [strangers],
            "now_tied": [tied],
            "retrospective": [late],
        })
        return stranger_words(table, ties)

    assert words(1204, 31) == "31 of 1,204 pairs of strangers now have a tie."
    assert words(9, 1) == "1 of 9 pairs of strangers now has a tie."
    assert words(1, 0) == "0 of 1 pair of strangers now have a tie."
    # whatever the kind: who knows somebody's name does not work together
    kind = words(9, 2, "ties of the kind 'know'")
    assert kind == "2 of 9 pairs of strangers now have a tie of the kind 'know'."
    assert words(0, 0) == "None of the pairs that were asked about were strangers at the start."
    remembered = words(9, 2, late=True)
    assert remembered == "2 of 9 pairs of strangers, as remembered afterwards, now have a tie."
    assert stranger_words(pd.DataFrame()) == ""


# --- weights by class ----------------------------------------------------------------------------


def test_weights_by_class_by_hand():
    """A class is a pair of organizations and a pair of roles."""
    change = ring()
    # Of the nine pairs of two organizations one is of leads, four of a lead and a staff member
    # and four of staff, of which one, of two silent people, was not seen. The ring has five ties
    # of leads, F0–A1 and F1–A0 of both, and five of staff, which count 4/3 each.
    assert row(change, "P1_class_weights")["estimate"] == pytest.approx(15 * (7 + 5 * 4 / 3) / 135)
    assert row(change, "P1_class_weights")["conf_low"] > 0


# --- levels --------------------------------------------------------------------------------------


def test_a_level_that_turns_the_sign():
    both = PAIRS[:6]
    first = wave(both, kinds=KIND, weight=[3.0] * 4 + [2.0] * 2)
    second = wave(PAIRS, kinds=KIND, weight=[2.0] * 12)
    change = before_after(first, second)
    levels = {one.level: one for one in change.by_threshold}
    assert list(levels) == [1, 2, 3]
    assert levels[2].used
    assert levels[2].word == "cooperation"
    # six ties more from level 2 on, four fewer from level 3 on
    assert levels[2].estimate == pytest.approx(2 * 6 / 18)
    assert levels[3].estimate == pytest.approx(-2 * 4 / 18)
    assert row(change, "P1_from_3")["estimate"] == levels[3].estimate
    assert "P1_from_2" not in set(change.sensitivity["term"])
    assert "W18" in codes(change)
    assert "turns the direction of the change" in change.sentence


def test_levels_that_agree_are_not_warned_of():
    change = before_after(wave([], kinds=KIND), wave(PAIRS, kinds=KIND, weight=[3.0] * 12))
    assert [one.level for one in change.by_threshold] == [1, 2, 3]
    assert "W18" not in codes(change)


def test_without_a_scale_and_a_threshold_there_is_no_level_to_move():
    assert ring().by_threshold == ()


def test_waves_with_different_thresholds_have_no_levels_to_compare():
    other = KIND.assign(threshold=3.0)
    change = before_after(wave([], kinds=KIND), wave(PAIRS, kinds=other, weight=[3.0] * 12))
    assert change.by_threshold == ()
    assert "W09" in codes(change)


# --- planted cohorts -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_a_cohort_without_change_and_with_falling_response_never_fell(seed, tmp_path):
    settings = {"effect": 0.0, "effect_convener": 0.0, "density_cross": 0.12}
    change = planted(seed, tmp_path, response=(0.95, 0.6), **settings)
    assert "W01" in codes(change)
    assert change.verdict != "down"
    assert not change.sentence.startswith("Members had") or "cannot tell" in change.sentence
    assert change.sentence.endswith(NO_EFFECT)


def test_a_planted_change_is_told(tmp_path):
    change = planted(1, tmp_path, response=(1.0, 1.0), effect=3.0, density_cross=0.05)
    assert change.verdict == "up"
    assert change.sentence.startswith("Members had")


def planted(seed, folder, **settings):
    cohort = nw.simulate_cohort(
        CohortSettings(
            faults=False, joiners=0, leavers=0, misspellings=3, unsettled=0, products=5,
            sessions=(("webinar", 1),), members_per_organization=(4, 5), **settings,
        ),
        seed=seed,
    )  # fmt: skip
    net = nw.weave_project(nw.read_project(cohort.write(folder)))
    return before_after(net.wave("baseline"), net.wave("closing"))
