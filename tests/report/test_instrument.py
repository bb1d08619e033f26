"""How it was asked, and what the records do not say about it."""

import pandas as pd
import pytest

from netweave import Network


def standard(page):
    """Give the rows of the reporting standard."""
    frame = next(t.frame for t in page.tables if t.name == "reporting_standard")
    return frame.set_index("")["in this report"]


def rebuilt(net, *, weight=None, **kinds):
    """Give the same cohort with other weights and facts about its kind."""
    ties = net.ties if weight is None else net.ties.assign(weight=weight)
    return Network(net.people, ties, net.kinds.assign(**kinds), net.waves, net.roster)


@pytest.mark.parametrize(
    ("facts", "baseline", "most"),
    [
        ({}, "not stated", "not stated"),
        ({"retrospective": pd.NA, "cap": float("nan")}, "not stated", "not stated"),
        ({"retrospective": False, "cap": 0}, "asked in its own wave", "no limit"),
        ({"retrospective": True, "cap": 5}, "asked afterwards (W10)", "5, so counts"),
    ],
)
def test_nothing_is_claimed_about_how_it_was_asked_unless_it_is_recorded(
    net, page, facts, baseline, most
):
    rows = standard(page(rebuilt(net, **facts)))
    assert rows["Baseline asked before or afterwards"] == baseline
    assert rows["Most names one could give"].startswith(most)


def test_what_was_drawn_by_chance_is_said_with_number_and_seed(net, page):
    rows = standard(page(net, seed=7))
    assert rows["Null models"].startswith("20 random networks with as many people and ties")
    assert "permuted freely over the pairs observed" in rows["Null models"]
    assert rows["Seed"].startswith("7 (clusters; random networks;")
    assert "Not computed in this version" not in rows.index


def test_missing_answers_have_their_bounds_and_their_tipping_point(page, cohort, edges):
    """Six new pairs more than lost, of 135 across; 17 pairs of f1 with others answered once."""
    found = standard(
        page(
            cohort(edges, responded={"after": ("fir1", "fir2", "elm1")}, conveners=("h", "g", "i"))
        )
    )
    said = found["Sensitivity to non-response"]
    assert "weighted by organizations and roles: +" in said
    assert "bounds: " in said
    assert "not observed both times" in said


def test_a_one_sided_question_has_no_confirmation(net, page):
    rows = standard(page(rebuilt(net, mutual=False, reporter="learner")))
    assert rows["Confirmation of mutual ties"].startswith("not defined: the question is one-sided")
    said = standard(page(net))["Confirmation of mutual ties"]
    assert said == "before: not known: reports were not kept; after: not known: reports were not " \
        "kept"  # fmt: skip


def test_with_and_without_names_what_is_of_members_only(net, page):
    said = standard(page(net))["Convener"]
    assert "every other" not in said
    assert "members only: the change in other units" in said


def test_levels_bear_their_number(page, cohort, across):
    one = cohort({"before": across("a1-a2"), "after": across("a1-a2 a1-b1")})
    levelled = rebuilt(one, weight=[2.0, 2.0, 2.0, 2.0, 1.0, 1.0], scale="FREY_LCS")
    found = page(levelled, audience="analyst")
    frame = next(t.frame for t in found.tables if t.name == "levels").set_index("level")
    assert frame.loc["1 networking"].tolist() == ["0 (0%)", "2 (50%)"]
    assert frame.loc["2 cooperation"].tolist() == ["2 (100%)", "2 (50%)"]
    assert frame.loc["n: ties of any level"].tolist() == ["2", "4"]


def test_a_scale_without_a_threshold_is_moved_one_level_up(page, cohort, across):
    """At any level one pair becomes two; from level 2 on it becomes none: the sign turns."""
    one = cohort({"before": across("a1-b1"), "after": across("a1-c1 b1-d1")})
    found = page(rebuilt(one, weight=[3.0, 3.0, 1.0, 1.0, 1.0, 1.0], scale="FREY_LCS"))
    table = next(t for t in found.tables if t.name == "threshold_sensitivity")
    frame = table.frame.set_index("a tie counts from")
    assert frame.index.tolist() == ["networking or more (used here)", "cooperation or more"]
    assert frame["change per person"].tolist() == pytest.approx([2 / 18, -2 / 18])
    assert "No threshold was chosen" in table.note
    assert "W18" in [notice.code for notice in found.warnings]
    plain = page(rebuilt(one, scale="FREY_LCS"))
    assert len(found.statement) > len(plain.statement)


def test_without_a_scale_there_is_no_level_to_move(net, page):
    said = standard(page(net))["Sensitivity to the threshold"]
    assert said == "no threshold and no scale: every tie counts"
