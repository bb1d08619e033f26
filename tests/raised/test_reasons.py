"""Every reason for an undefined value, from a small case in which the value is NaN."""

from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import audience, compare
from netweave.codes import REASONS
from netweave.simulation import CohortSettings

PEOPLE = list("abcdefgh")
CASES = {}


def case(*codes):
    """Register a case, which gives the reasons that it finds."""
    return lambda function: CASES.update(dict.fromkeys(codes, function))


def plain(arcs, n=4, kinds=None, **columns):
    """Give a network of people by places."""
    ties = pd.DataFrame(arcs, columns=["learner", "learned_from"]).map(PEOPLE.__getitem__)
    if kinds is not None:
        ties["kind"] = kinds.index[0]
    return nw.Network(pd.DataFrame(columns, index=PEOPLE[:n]), ties, kinds)


def why(net, function):
    """Give the reasons of a measure."""
    return set(np.ravel(nw.reasons(net, function).to_numpy())) - {np.nan}


def told(found):
    """Give the reasons of a finding; in each row that has one, some number is missing."""
    frame = getattr(found, "table", found)
    rows = frame[frame["reason"].fillna("") != ""]
    assert rows.select_dtypes("number").isna().any(axis=1).all()
    return set(rows["reason"])


COMPLETE = list(combinations(range(4), 2))
ANSWERS = pd.DataFrame({"R1": [5, 5, 5], "R2": [4, 3, np.nan], "R3": [1, 3, np.nan]})


@case("EMPTY")
def nobody():
    return why(plain([], 0), nw.concentration)


@case("N<2")
def one_person():
    return why(plain([], 1), nw.density)


@case("N<3")
def two_people():
    return why(plain([(0, 1)], 2), nw.centralization)


@case("NO_TIES")
def no_ties():
    return why(plain([]), nw.concentration)


@case("NO_ALTERS")
def a_person_without_ties():
    return why(plain([(0, 1)]), nw.constraint)


@case("ONE_KIND")
def one_kind_of_tie():
    return why(plain([(0, 1)]), nw.multiplex_participation)


@case("K<2")
def one_contact():
    return why(plain([(0, 1)], 2), nw.local_clustering)


@case("NO_TWO_PATHS")
def ties_that_do_not_meet():
    return why(plain([(0, 1), (2, 3)]), nw.transitivity)


@case("NO_BLOCK")
def a_core_of_one():
    return told(nw.core_periphery(plain([(0, 1), (0, 2), (0, 3)]), seed=1, draws=20))


@case("NO_OPEN_PAIRS", "NOT_BETWEEN")
def everybody_knows_everybody():
    return told(nw.hub_dependence(plain(COMPLETE), hubs="a"))


@case("NO_PAIRS")
def a_pair_without_one_of_them():
    return why(plain([(0, 1)], 2), nw.removal_losses)


@case("NO_GROUP")
def organizations_not_known():
    return told(nw.ei_index(plain(COMPLETE, organization=[None] * 4)))


@case("NO_GROUP_KNOWN")
def one_organization_not_known():
    return why(plain(COMPLETE, organization=["A", "B", "B", None]), nw.ei_index_by_person)


@case("ONE_GROUP")
def one_organization():
    return told(nw.ei_index(plain(COMPLETE, organization="A")))


@case("NO_VARIANCE")
def as_many_across_as_there_can_be():
    return told(nw.ei_index(plain(COMPLETE, organization=list("AABB"))))


MUTUAL = pd.DataFrame({"mutual": [True]}, index=pd.Index(["met"], name="kind"))


@case("NOT_ELIGIBLE")
def returned_by_construction():
    return why(plain([(0, 1), (1, 0)], kinds=MUTUAL), nw.reciprocity)


@case("BOTH_WAYS")
def nobody_knows_who_learned():
    return why(plain([(0, 1), (1, 0)], kinds=MUTUAL), nw.learning_share)


@case("COVERAGE")
def only_one_answered():
    return why(plain([(0, 1)], 3, responded=[True, False, False]), nw.reciprocity)


@case("DISCONNECTED")
def two_pieces():
    return why(plain([(0, 1), (2, 3)]), nw.closeness)


@case("CONVENER")
def the_convener_left_out():
    net = plain(COMPLETE, organization=list("ABCD"), convener=[True, False, False, False])
    return why(net, partial(nw.brokerage, exclude_convener=True))


@case("NO_CONVENER")
def nobody_convenes():
    return told(nw.hub_dependence(plain(COMPLETE)))


@case("NOT_COUNTED")
def a_tie_below_the_threshold():
    return why(plain([(0, 1)]).with_threshold({"tie": 2}), nw.edge_betweenness)


@case("NO_DETOUR")
def the_only_way():
    return why(plain([(0, 1)]), nw.local_bridges)


# --- beside random networks -----------------------------------------------------------------------


def beside(arcs, measure, null="degrees", n=6):
    return told(nw.against_chance(plain(arcs, n), measure, null, draws=49, seed=1))


@case("DEGENERATE_NULL")
def a_star():
    return beside([(0, place) for place in range(1, 6)], nw.centralization)


@case("SAME_BY_CHANCE")
def degrees_of_networks_with_the_same_degrees():
    ring = [(place, (place + 1) % 6) for place in range(6)]
    return beside(ring, nw.centralization)


@case("UNDEFINED_BY_CHANCE")
def two_ties_never_close():
    return told(nw.small_world_coefficient(plain([(0, 1), (1, 2)], 3), draws=20, seed=1))


@case("FEW_NULLS")
def a_triangle_and_a_tail_of_two():
    """With these degrees there is a square with a tail besides, and who is where."""
    net = plain([(0, 1), (0, 2), (1, 2), (0, 3), (3, 4)], 5)
    return told(nw.hub_node_profile(net, draws=49, least=1))


@case("FEW_TIES")
def three_contacts():
    net = plain([(0, 1), (0, 2), (0, 3), (3, 4)], 5)
    return told(nw.hub_node_profile(net, draws=5))


@case("NO_SCALE", "NOT_OBSERVED")
def behavior_of_plain_ties():
    return told(nw.network_behavior_profile(plain(COMPLETE), draws=5, least=1))


@case("ALL_TIED", "NO_INTRODUCTIONS")
def emergence_where_all_are_tied():
    ties = pd.DataFrame(COMPLETE, columns=["learner", "learned_from"]).map(PEOPLE.__getitem__)
    both = pd.concat([ties.assign(wave=wave, introduced_by=None) for wave in ("one", "two")])
    people = pd.DataFrame({"organization": list("AABB")}, index=PEOPLE[:4])
    both.loc[(both["wave"] == "two") & (both["learner"] == "a"), "introduced_by"] = "d"
    net = nw.Network(people, both)
    found = nw.network_behavior_profile(net.wave("one"), later=net.wave("two"), draws=5, least=1)
    return told(found.emergence)


# --- of two waves ---------------------------------------------------------------------------------


def two_waves(before, after, n=8, **columns):
    columns = {"organization": list("ABCDEFGH")[:n]} | columns
    return plain(before, n, **columns), plain(after, n, **columns)


@case("NO_NEW_TIES")
def nothing_new():
    return told(compare.chance_mixing(*two_waves(COMPLETE, COMPLETE), draws=49, seed=1))


@case("NO_CONTRAST")
def nobody_met():
    nothing = nw.Affiliations(PEOPLE, pd.DataFrame(index=["visit"]),
                              pd.DataFrame({"person": ["a"], "event": "visit",
                                            "role": "attendee"}))  # fmt: skip
    waves = two_waves([], COMPLETE, responded=True)
    return told(compare.exposure_contrast(*waves, nothing))


@case("NO_DYADS")
def nobody_answered():
    change = compare.before_after(*two_waves([], [(0, 1)], responded=[False] * 8))
    assert change.table["estimate"].isna()[0]
    return {change.reason}


@case("TOO_FEW")
def nothing_left_without_one():
    waves = two_waves([], [(0, 1)], 2, responded=True)
    change = compare.before_after(*waves)
    row = change.table.set_index("term").loc["P1_person"]
    assert np.isnan(row["conf_low"])
    return set(row["method"].split(": "))


@case("NO_DATES")
def waves_without_dates():
    ties = plain(COMPLETE, 8).ties[["learner", "learned_from"]]
    net = nw.Network(
        pd.DataFrame({"organization": list("ABCDEFGH")}, index=PEOPLE),
        pd.concat([ties.iloc[:size].assign(wave=wave)
                   for size, wave in ((2, "x"), (4, "y"), (6, "z"))]),
    )  # fmt: skip
    return told(compare.over_waves(net))


@case("SEPARATED")
def told_apart_without_a_mistake():
    net = plain(COMPLETE, 5)
    itself = {"itself": net.structure(directed=True).toarray() * 2.0}
    return told(compare.mrqap(net, itself, seed=1, family="logistic", permutations=19))


@case("OUT_OF_REACH")
def changes_too_small_to_be_seen():
    small = CohortSettings(
        organizations=6, members_per_organization=(2, 2), conveners=0, joiners=0, leavers=0,
        faults=False, misspellings=0, unsettled=0,
    )  # fmt: skip
    return told(compare.plan(small, effects=[0.0, 0.1], replicates=20, seed=1))


# --- of what people say, and of what partners get -------------------------------------------------


@case("INCOMPLETE")
def one_statement_of_three():
    given = pd.DataFrame({"R1": [5.0], "R2": [np.nan], "R3": [np.nan]}, index=["ana"])
    return set(nw.mindset_scale(given).why["relationships"])


@case("FEW_ANSWERS")
def three_people():
    return told(nw.mindset_scale(ANSWERS))


@case("ITEMS_OPPOSED")
def one_statement_worded_the_other_way():
    table = pd.DataFrame({"a": [1.0, 2, 3, 4, 5] * 8, "b": [5.0, 4, 3, 2, 1] * 8})
    items = pd.DataFrame({"item": ["a", "b"], "principle": "openness"})
    return told(nw.mindset_scale(table, items))


@case("ONE_ITEM")
def one_statement():
    item = pd.DataFrame({"item": ["a"], "principle": "openness"})
    return told(nw.mindset_scale(pd.DataFrame({"a": [3, 4] * 20}), item))


@case("ITEMS_OPPOSED")
def one_statement_the_other_way_round():
    items = pd.DataFrame({"item": ["a", "b"], "principle": "openness"})
    values = np.tile([1, 2, 3, 4, 5], 8)
    return told(nw.mindset_scale(pd.DataFrame({"a": values, "b": 6 - values}), items, draws=20))


@case("FEW_RATERS")
def rated_by_oneself():
    items = pd.DataFrame({"item": ["h"], "principle": ["humility"]})
    ratings = pd.DataFrame({"person": ["ana"], "rater": ["ana"], "h": [5]})
    return set(nw.peer_scores(ratings, items)["reason"])


@case("NO_RELIABILITY")
def an_answer_of_unknown_reliability():
    says = pd.Series(np.arange(30.0), index=[f"p{place}" for place in range(30)])
    return told(nw.attitude_and_behavior(says, says**2, draws=49))


@case("ONE_WAVE", "NO_RECORDS")
def a_scorecard_of_one_survey():
    people = {"organization": ["East", "East", "West", "West"]}
    return told(nw.scorecard(plain([(0, 1), (1, 2)], **people)))


@case("NOBODY")
def nobody_in_one_of_the_groups():
    first = plain(COMPLETE, responded=True, organization=list("AABB"))
    return told(nw.attrition(first, first))


@case("NO_EVENTS")
def no_session():
    nothing = nw.Affiliations(PEOPLE, pd.DataFrame(index=[]),
                              pd.DataFrame(columns=["person", "event", "role"]))  # fmt: skip
    return told(nw.attendance_kept(nothing, pd.Series({"a": 2.0})))


@case("SUPPRESSED")
def a_mean_of_four_people():
    shown = audience.LEVELS["network"].figure(0.5, 4)
    assert audience.LEVELS["network"].figure(0.5, 5) == 0.5
    return {shown.upper()}


def test_every_reason_has_a_case():
    assert sorted(CASES) == sorted(REASONS)


@pytest.mark.parametrize("code", CASES)
def test_it_arises(code):
    assert code in CASES[code]()


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_can_follow_a_colon(code):
    """It is printed as "…: there are no ties"."""
    words = REASONS[code]
    assert words[0].islower()
    assert not words.endswith(".")
