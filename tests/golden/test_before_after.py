"""The worked evaluation: eight people of four organizations, before and after."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from netweave import Network
from netweave.compare import before_after
from netweave.compare.estimate import primary
from netweave.dyads import dyads_of, panel_of

FACTS = json.loads(
    Path(__file__).with_name("before_after_expected.json").read_text(encoding="utf-8")
)
PEOPLE = ["a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2"]


def worked_example(*, convener=True):
    """Both waves of section 4.6; every pair is one tie, who learned does not matter there."""
    met = {
        "wave1": [*FACTS["edges_w1"], *(["h", "a1"], ["h", "b1"], ["h", "c1"], ["h", "d1"])],
        "wave2": [*FACTS["edges_w2"], *(["h", name] for name in PEOPLE)],
    }
    rows = [
        {"learner": one, "learned_from": other, "wave": wave}
        for wave, pairs in met.items()
        for one, other in pairs
    ]
    people = pd.DataFrame(
        {
            "organization": [name[0].upper() for name in PEOPLE] + ["Hub"],
            "convener": [False] * 8 + [convener],
            "responded": True,
        },
        index=[*PEOPLE, "h"],
    )
    return Network(people, pd.DataFrame(rows))


@pytest.fixture(scope="module")
def net():
    return worked_example()


@pytest.fixture(scope="module")
def change(net):
    return before_after(net.wave("wave1"), net.wave("wave2"))


def row(change, term):
    return change.table.set_index("term").loc[term]


def values(facts):
    return [fact["value"] for fact in facts]


def test_p1(change):
    p1 = row(change, "P1")
    assert p1["estimate"] == pytest.approx(FACTS["theta"]["value"], abs=1e-12)
    assert p1["n"] == 8
    assert change.reason == change.undefined == ""
    assert change.claim == 3


def test_what_is_reported(change):
    p1, told = row(change, "P1"), FACTS["reported"]
    assert p1["conf_low"] == pytest.approx(told["conf_low"], abs=1e-12)
    assert p1["conf_high"] == pytest.approx(told["conf_high"], abs=1e-12)
    assert p1["std_error"] == pytest.approx(FACTS["se_dyads"], abs=1e-12)
    assert told["widest"] == "dyads"
    assert change.widest == "dyad"
    assert p1["method"] == "widest of two: pairs"
    assert told["p_value"] is None
    assert change.table["p_value"].isna().all()
    assert [notice.code for notice in change.warnings] == [told["warning"]]


@pytest.mark.parametrize(
    ("by", "error", "ends"),
    [
        ("person", "jack_se_person", "ci_person"),
        ("organization", "jack_se_org", "ci_org_arithmetic_only"),
        ("dyad", "se_dyads", "ci_dyads"),
    ],
)
def test_the_three_intervals(change, by, error, ends):
    found = row(change, f"P1_{by}")
    assert found["estimate"] == pytest.approx(1, abs=1e-12)
    assert found["std_error"] == pytest.approx(FACTS[error], abs=1e-12)
    # the printed ends of the person interval carry a t quantile that is good to nine digits
    assert [found["conf_low"], found["conf_high"]] == pytest.approx(FACTS[ends], abs=1e-9)


def test_the_jackknife_values(net):
    before, after = net.wave("wave1"), net.wave("wave2")
    people, organizations, _ = primary(
        dyads_of(before, after, panel_of(before, after), kind="tie")
    ).intervals
    assert people.values == pytest.approx(values(FACTS["jack_values"]), abs=1e-12)
    assert organizations.values == pytest.approx(values(FACTS["org_jack_values"]), abs=1e-12)


def test_means_and_densities(change):
    means = [row(change, f"cross_ties_{when}")["estimate"] for when in ("before", "after")]
    densities = [row(change, f"cross_density_{when}")["estimate"] for when in ("before", "after")]
    assert means == pytest.approx(values(FACTS["cross_ties_per_person"]), abs=1e-12)
    assert densities == pytest.approx(values(FACTS["density_cross"]), abs=1e-12)
    assert row(change, "cross_density_difference")["estimate"] == pytest.approx(1 / 6, abs=1e-12)
    assert row(change, "cross_density_ratio")["estimate"] == pytest.approx(3, abs=1e-12)
    # odds 6/18 after against 2/22 before
    assert row(change, "cross_odds_ratio")["estimate"] == pytest.approx(11 / 3, abs=1e-12)
    assert row(change, "cohens_h")["estimate"] == pytest.approx(FACTS["cohens_h"], abs=1e-12)


@pytest.mark.parametrize("pairs", ["cross", "same", "all"])
def test_turnover(change, pairs):
    told, found = FACTS[f"turnover_{pairs}"], change.turnover.loc[pairs]
    for name in ("kept", "new", "lost", "never"):
        assert found[name] == told[name]
    assert found["dyads"] == told["n_dyads"]
    for name in ("formation_rate", "persistence_rate", "jaccard"):
        assert found[name] == pytest.approx(told[name]["value"], abs=1e-12)


def test_steady_state(change):
    told = FACTS["equilibrium_density_cross"]["value"]
    assert change.turnover.loc["cross", "steady_state"] == pytest.approx(told, abs=1e-12)


def test_the_share_that_crosses_stands_beside_its_expectation(change):
    told = FACTS["expected_share_cross_labels"]["value"]
    assert change.shares["share"].tolist() == pytest.approx(values(FACTS["share_cross"]), abs=1e-12)
    assert change.shares["expected"].tolist() == pytest.approx([told, told], abs=1e-12)
    assert change.shares["cross"].tolist() == [2, 6]
    assert change.shares["same"].tolist() == [3, 4]


def test_cross_ties_of_each_person(change):
    assert change.cross_ties["wave1"].to_dict() == FACTS["x1"]
    assert change.cross_ties["wave2"].to_dict() == FACTS["x2"]


def test_isolates(change):
    assert change.isolates["no_tie"].tolist() == FACTS["isolates_without"]
    assert change.isolates["no_cross_tie"].tolist() == FACTS["cross_isolates"]
    assert change.isolates["not_known"].tolist() == [0, 0]


def test_sizes_and_flows(change):
    assert change.people[["P", "J", "L", "G", "conveners"]].tolist() == [8, 0, 0, 4, 1]
    assert change.flows.loc["people", ["before", "after", "stayed"]].tolist() == [2, 6, 4]


def test_the_sentence(change):
    # The numbers are those of the method specification. Its "Members had 1.0 more" and "up from"
    # are for a direction that the data tell; this interval includes no change.
    assert change.sentence == (
        "Observed: a difference of +1.0 ties outside their own organization, per member (0.5 → "
        "1.5; 95% interval −0.2 to 2.2, 8 people in 4 organizations). The interval includes no "
        "change, so these data cannot tell whether ties grew or shrank. With fewer than six "
        "organizations the interval speaks of this cohort only. 60 in 100 ties crossed "
        "organizations, beside 40 in 100 at the start; if ties ignored organization, about 86 "
        "in 100 would. "
        "No comparison group: this is change, not effect."
    )
    assert change.assumptions == ()


def test_without_knowing_who_answered_the_numbers_stand_and_the_sentence_says_so(net, change):
    unasked = worked_example()
    roster = unasked.roster.assign(responded=None)
    unasked = Network(unasked.people, unasked.ties, waves=unasked.waves, roster=roster)
    unknown = before_after(unasked.wave("wave1"), unasked.wave("wave2"))
    pd.testing.assert_frame_equal(unknown.table, change.table)
    said = "Who answered is not known here: every missing answer looks like a missing tie."
    assert unknown.assumptions == (said,)
    assert unknown.sentence == change.sentence.replace("No comparison", f"{said} No comparison")


def test_trap_15_a_paired_t_test_on_tie_counts_is_not_what_is_reported(change):
    gains = pd.Series(FACTS["x2"]) - pd.Series(FACTS["x1"])
    wrong = gains.std(ddof=1) / math.sqrt(8)
    assert wrong == pytest.approx(FACTS["paired_t_se_WRONG"], abs=1e-12)
    assert (row(change, "P1")["std_error"]) > 3 * wrong


def test_trap_16_the_density_is_jackknifed_not_the_degree(change):
    degree = pd.DataFrame({"before": FACTS["x1"], "after": FACTS["x2"]})
    ties = {
        wave: [{one, other} for one, other in FACTS[wave] if one[0] != other[0]]
        for wave in ("edges_w1", "edges_w2")
    }
    left_out = []
    for person in degree.index:  # mean degree of the seven others, whose partners are one fewer
        counts = {wave: sum(person not in tie for tie in found) for wave, found in ties.items()}
        left_out.append(2 * (counts["edges_w2"] - counts["edges_w1"]) / 7)
    spread = np.array(left_out) - np.mean(left_out)
    wrong = math.sqrt(7 / 8 * (spread**2).sum())
    right = row(change, "P1_person")["std_error"]
    assert right == pytest.approx(FACTS["jack_se_person"], abs=1e-12)
    assert abs(wrong - right) > 0.05
    assert np.mean(left_out) < 0.9  # it does not even centre on P1 = 1


def test_the_factor_for_independent_pairs_is_not_used(change):
    wrong = FACTS["factor_n_minus_2_over_2n_WRONG"]["se_person"]
    right = row(change, "P1_person")["std_error"]
    assert right / wrong == pytest.approx(math.sqrt((7 / 8) / (6 / 16)), abs=1e-12)


def test_trap_18_who_moves_to_another_organization_builds_no_bridge():
    net = worked_example()
    roster = net.roster.reset_index()
    roster.loc[(roster["wave"] == "wave2") & (roster["person"] == "a2"), "organization"] = "B"
    moved = Network(net.people, net.ties, waves=net.waves, roster=roster)
    change = before_after(moved.wave("wave1"), moved.wave("wave2"))
    # a1–a2, tied in both waves, went from within to across, a2–b1 and a2–b2 the other way
    assert change.turnover.loc["other", "dyads"] == 3
    assert change.turnover.loc["other", "kept"] == 1
    assert change.turnover.loc["cross", ["kept", "new", "lost"]].tolist() == [1, 4, 1]
    assert change.turnover.loc["all", ["kept", "new", "lost", "never"]].tolist() == [4, 6, 1, 17]
    assert change.people["moved"] == 1
    assert "W11" in {notice.code for notice in change.warnings}
    assert (
        "People changed organization: 3 pairs that turned from inside to across or back were set "
        "aside."
    ) in change.sentence


def test_trap_20_the_convener_is_left_out_unless_asked_for(net, change):
    unmarked = worked_example(convener=False)
    inside = before_after(unmarked.wave("wave1"), unmarked.wave("wave2"))
    asked = before_after(net.wave("wave1"), net.wave("wave2"), members_only=False)
    assert row(change, "P1")["estimate"] == pytest.approx(1)
    # with h: 6 cross ties before and 14 after, of nine people
    for with_h in (inside, asked):
        assert row(with_h, "P1")["estimate"] == pytest.approx(2 * 14 / 9 - 2 * 6 / 9)
    assert "W14" in {notice.code for notice in asked.warnings}
    assert "W14" not in {notice.code for notice in inside.warnings}
    assert change.passport.convener == "without"
    assert asked.passport.convener == "with"
    assert inside.passport.convener == "none marked"
