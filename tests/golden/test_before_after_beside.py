"""The worked evaluation again: everything beside the headline, and what missing pairs could do."""

import math

import numpy as np
import pytest

from eight_people import FACTS, PEOPLE, eight
from netweave.compare import before_after


def changed(**options):
    net = eight(**options)
    return before_after(net.wave("wave1"), net.wave("wave2"))


@pytest.fixture(scope="module")
def change():
    return changed()


def term(frame, name):
    return frame.set_index("term").loc[name]


def value(name, place=None):
    fact = FACTS[name] if place is None else FACTS[name][place]
    return fact["value"]


def test_the_change_in_the_share_that_crosses(change):
    row = term(change.secondary, "cross_share_change")
    assert row["estimate"] == pytest.approx(value("share_cross", 1) - value("share_cross", 0))
    assert row["n"] == 28


@pytest.mark.parametrize("pairs", ["cross", "same"])
def test_rates(change, pairs):
    told = FACTS[f"turnover_{pairs}"]
    formed = term(change.secondary, f"formation_{pairs}")
    kept = term(change.secondary, f"persistence_{pairs}")
    assert formed["estimate"] == pytest.approx(told["formation_rate"]["value"])
    assert formed["n"] == told["new"] + told["never"]
    assert kept["estimate"] == pytest.approx(told["persistence_rate"]["value"])
    assert kept["n"] == told["kept"] + told["lost"]


def test_the_difference_of_the_rates_and_the_rates_of_a_year(change):
    assert term(change.secondary, "formation_difference")["estimate"] == pytest.approx(5 / 22 - 1)
    found = change.turnover.loc["cross"]
    # 26 months from the end of one window to the end of the other
    assert found["formation_per_year"] == pytest.approx(1 - (17 / 22) ** (12 / 26))
    assert round(found["formation_per_year"], 3) == 0.112
    assert found["persistence_per_year"] == pytest.approx(0.5 ** (12 / 26))


def test_the_steady_state(change):
    told = value("equilibrium_density_cross")
    assert term(change.secondary, "steady_state_cross")["estimate"] == pytest.approx(told)


def test_strangers(change):
    found = change.strangers.loc["cross"]
    # 24 pairs across less a1–b1, b1–c1, tied before, and a1–c1, acquainted; 4 of the 5 new ties
    assert found["strangers"] == 21
    assert found["now_tied"] == 4
    assert found["share"] == pytest.approx(4 / 21)
    assert found["knew"] == 3
    assert found["not_known"] == 0
    assert found["asked_in"] == "wave1"
    assert not found["retrospective"]
    assert term(change.secondary, "strangers_tied")["n"] == 21
    assert "4 of 21 pairs of strangers now have a tie." in change.sentence
    assert "W10" not in {notice.code for notice in change.warnings}


def test_acquaintance_asked_at_the_end_is_asked_afterwards():
    change = changed(asked_in="wave2")
    assert change.strangers.loc["cross", "now_tied"] == 4
    assert change.strangers.loc["cross", "retrospective"]
    notice = next(one for one in change.warnings if one.code == "W10")
    assert (
        notice.found == "Who knew whom is 'acquaintance', asked in 'wave2', was asked afterwards."
    )
    assert "memory and effort push such change up" in change.sentence


def test_where_nobody_was_asked_who_knew_whom_nothing_is_said_of_strangers():
    change = changed(asked_in=None)
    assert not len(change.strangers)
    assert "strangers" not in change.sentence
    assert "strangers_tied" not in set(change.secondary["term"])


@pytest.mark.parametrize(
    ("side", "before", "after"), [("without", 5 / 14, 5 / 7), ("with", 13 / 28, 1)]
)
def test_reach_within_two_steps(change, side, before, after):
    found = change.reach.xs(side, level="convener")
    assert found["reach"].tolist() == pytest.approx([before, after])
    assert found["people"].tolist() == [8, 8]
    name = "reach_change" if side == "without" else "reach_with_convener_change"
    row = term(change.secondary, name)
    assert row["estimate"] == pytest.approx(after - before)
    assert math.isnan(row["p_value"])
    assert math.isnan(row["conf_low"])
    assert row["range_low"] < row["estimate"] < row["range_high"]


def test_isolation(change):
    no_tie, no_cross = (
        term(change.secondary, f"{name}_change") for name in ("no_tie", "no_cross_tie")
    )
    assert no_tie["estimate"] == pytest.approx(-2 / 8)
    assert no_cross["estimate"] == pytest.approx(-5 / 8)
    assert no_tie["n"] == 8
    assert change.isolates["answered"].tolist() == [8, 8]


def test_what_hangs_on_the_convener(change):
    assert change.hubs["pair_loss"].tolist() == pytest.approx([2 / 7, 0])
    assert change.hubs["joined_with"].tolist() == [21, 28]
    assert change.hubs["joined_without"].tolist() == [15, 28]
    assert change.hubs["pairs"].tolist() == [28, 28]
    assert term(change.secondary, "pair_loss_change")["estimate"] == pytest.approx(-2 / 7)


def test_shares_of_shortest_paths_by_hand(change):
    # Before, a1, b1 and c1 hang together with a2, b2, c1's c2; d1 hangs on h alone, d2 on nobody.
    # d1 reaches six people through h only: 6. a1–c1: through b1 or h, half: 1/2. a2–c1, a1–c2
    # and a2–c2 likewise: 3/2. The other 11 of the 21 pairs do not pass through h.
    assert change.hubs.loc["wave1", "geodesic_share"] == pytest.approx((6 + 2) / 21)


def test_without_a_convener_nothing_hangs_on_one():
    change = changed(convener=False)
    assert change.hubs["reason"].tolist() == ["NO_CONVENER"] * 2
    assert change.hubs["pair_loss"].isna().all()
    assert change.reach.loc[("wave1", "with"), "reason"] == "NO_CONVENER"
    assert term(change.secondary, "pair_loss_change")["reason"] == "NO_CONVENER"


# --- pairs that were not observed ----------------------------------------------------------------


def sensitivity(change, name, column="estimate"):
    return term(change.sensitivity, name)[column]


def test_one_silent_person_is_told_by_the_others():
    """Either side is enough, so each of d2's pairs has one report: nothing is missing."""
    change = changed(silent=[("wave2", "d2")])
    assert sensitivity(change, "P1_bound_low") == pytest.approx(1)
    assert sensitivity(change, "P1_bound_high") == pytest.approx(1)
    assert sensitivity(change, "reconstructed_share_before") == 0
    assert sensitivity(change, "reconstructed_share_after") == pytest.approx(6 / 24)
    assert sensitivity(change, "tipping_point") == 4
    assert sensitivity(change, "tipping_point", "method").endswith("cannot be reached: 0 could")
    # same reporters: the 18 pairs without d2, of which a tie was kept, 4 are new and 1 is lost
    assert sensitivity(change, "P1_same_reporters") == pytest.approx(6 * 3 / 18)
    assert sensitivity(change, "P1_same_reporters", "n") == 18


def test_two_silent_people_after():
    """b2–d2 was seen untied before and not seen after: it can only be new."""
    change = changed(silent=[("wave2", "b2"), ("wave2", "d2")])
    assert sensitivity(change, "P1") == pytest.approx(6 * 4 / 23)
    assert sensitivity(change, "P1_bound_low") == pytest.approx(2 * 4 / 8)
    assert sensitivity(change, "P1_bound_high") == pytest.approx(2 * 5 / 8)
    assert sensitivity(change, "P1_bound_low", "n") == 24
    assert sensitivity(change, "tipping_point", "n") == 0


def test_two_silent_people_in_both_waves():
    """c2–d2 is tied after, but nobody told: 4 of the 23 pairs seen are new, 1 is lost."""
    gone = [(wave, who) for wave in ("wave1", "wave2") for who in ("c2", "d2")]
    change = changed(silent=gone)
    assert sensitivity(change, "P1") == pytest.approx(6 * 3 / 23)
    assert sensitivity(change, "P1_bound_low") == pytest.approx(2 * (3 - 1) / 8)
    assert sensitivity(change, "P1_bound_high") == pytest.approx(2 * (3 + 1) / 8)
    assert sensitivity(change, "tipping_point") == 3
    assert sensitivity(change, "tipping_point", "n") == 1
    # C–D, without roles: four pairs, three of them seen, of which c1–d1 is new; one more is
    # credited a third of a tie
    assert sensitivity(change, "P1_class_weights") == pytest.approx(6 * (2 + 4 / 3) / 24)


def test_the_verdict_is_that_the_data_cannot_tell(change):
    assert change.verdict == "cannot tell"
    assert "disappear" not in change.sentence
    assert not {"W18", "W19", "W23"} & {notice.code for notice in change.warnings}


def test_with_few_organizations_nothing_is_tested(change):
    assert change.secondary[["p_value", "p_holm"]].isna().all(axis=None)
    assert "this cohort only" in term(change.secondary, "no_tie_change")["method"]


# --- where new ties began ------------------------------------------------------------------------


def test_new_ties_outside_convenings():
    """New across: a1–c1, a2–b2, b1–d1, c1–d1, c2–d2."""
    places = {
        ("c1", "d1"): ("outside", None),
        ("c2", "d2"): ("outside", "h"),
        ("a1", "c1"): ("convening", None),
        ("a2", "b2"): ("Outside", "b1"),
    }
    pairs = [tuple(pair) for pair in FACTS["edges_w2"]] + [("h", name) for name in PEOPLE]
    told = [places.get(pair, ("unknown", None)) for pair in pairs]
    change = changed(context=[where for where, _ in told], introduced_by=[who for _, who in told])
    found = change.outside_convenings.loc["cross"]
    counts = ["new", "outside", "convening", "unknown", "introduced_by_convener"]
    assert found[counts].tolist() == [5, 3, 1, 1, 1]
    assert found["share"] == pytest.approx(2 / 4)  # c1–d1 and a2–b2 of the four that are known
    assert found["unknown_share"] == pytest.approx(1 / 5)
    assert term(change.secondary, "outside_convenings")["n"] == 4
    assert "W12" not in {notice.code for notice in change.warnings}


def test_who_introduced_two_people_and_is_nobody_here_may_have_been_a_convener():
    """The rule of E1 of the behavior profile: c2–d2 began outside, and not on its own."""
    pairs = [tuple(pair) for pair in FACTS["edges_w2"]] + [("h", name) for name in PEOPLE]
    told = {("c1", "d1"): ("outside", ""), ("c2", "d2"): (" OUTSIDE", "somebody")}
    rows = [told.get(pair, ("lunch", None)) for pair in pairs]
    change = changed(context=[where for where, _ in rows], introduced_by=[who for _, who in rows])
    found = change.outside_convenings.loc["cross"]
    counts = ["new", "outside", "convening", "unknown", "introduced_by_convener"]
    assert found[counts].tolist() == [5, 2, 0, 3, 0]
    assert found["share"] == pytest.approx(1 / 2)


def test_contexts_that_are_mostly_unknown_are_warned_of():
    change = changed(context=["outside", *[None] * 17])
    assert change.outside_convenings.loc["cross", "unknown_share"] == pytest.approx(4 / 5)
    assert "W12" in {notice.code for notice in change.warnings}
    nothing = changed(context="unknown").outside_convenings.loc["cross"]
    assert np.isnan(nothing["share"])
    assert nothing["reason"] == "NOT_OBSERVED"
    assert not len(changed().outside_convenings)
