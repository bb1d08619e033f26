"""Brokerage in its five roles, on networks solved by hand."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw

ROLES = ["coordinator", "consultant", "gatekeeper", "representative", "liaison"]
MUTUAL = pd.DataFrame({"mutual": True, "evidence": "coproduced"}, index=["coauthorship"])
GROUPS = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "c1": "C"}


def network(edges, organizations=None, **columns):
    """Give a network from "a-b" = a learned from b, and {person: organization}."""
    pairs = [edge.split("-") for edge in edges.split()]
    people = pd.DataFrame({"organization": pd.Series(organizations or GROUPS, dtype="str")})
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"], dtype="str")
    return nw.Network(people, ties.assign(**columns))


def taken(found):
    """Give {person: {role: count}} without zeros and totals."""
    rows = found.drop(columns="total").to_dict("index")
    kept = {who: {role: x for role, x in row.items() if x} for who, row in rows.items()}
    return {who: row for who, row in kept.items() if row}


@pytest.mark.parametrize(
    ("edges", "broker", "role"),
    [
        ("a2-a1 a3-a2", "a2", "coordinator"),
        ("b1-a1 a2-b1", "b1", "consultant"),
        ("b1-a1 b2-b1", "b1", "gatekeeper"),  # b1 brings in what a1 knows
        ("a2-a1 b1-a2", "a2", "representative"),  # a2 carries out what a1 knows
        ("b1-a1 c1-b1", "b1", "liaison"),
    ],
)
def test_each_role(edges, broker, role):
    found = nw.brokerage(network(edges))
    assert list(found) == [*ROLES, "total"]
    assert taken(found) == {broker: {role: 1}}
    assert found["total"].sum() == 1


def test_who_learned_directly_needs_no_broker():
    assert taken(nw.brokerage(network("a2-a1 a3-a2 a3-a1"))) == {}
    # The arrow back is no direct learning.
    assert taken(nw.brokerage(network("a2-a1 a3-a2 a1-a3"))) == {
        "a1": {"coordinator": 1},
        "a2": {"coordinator": 1},
        "a3": {"coordinator": 1},
    }


def test_a_mutual_tie_brokers_nothing_back_to_the_same_person():
    assert taken(nw.brokerage(network("a1-a2 a2-a1 a1-a2"))) == {}


def test_turning_the_arrows_swaps_gatekeeper_and_representative():
    one, other = nw.brokerage(network("b1-a1 b2-b1")), nw.brokerage(network("a1-b1 b1-b2"))
    assert taken(one) == {"b1": {"gatekeeper": 1}}
    assert taken(other) == {"b1": {"representative": 1}}


def test_without_directions_each_two_people_count_once():
    # Among the neighbours a1, b2, c1 of b1 no two are tied; read any way round.
    found = nw.brokerage(network("b1-a1 b2-b1 b1-c1 c1-b1"), directed=False)
    assert list(found) == [
        "coordinator",
        "consultant",
        "gatekeeper_or_representative",
        "liaison",
        "total",
    ]
    assert taken(found) == {"b1": {"gatekeeper_or_representative": 2, "liaison": 1}}


def test_partial_shares_between_the_brokers_of_the_same_two():
    found = nw.brokerage(network("a2-a1 a3-a1 b1-a2 b1-a3"), partial=True)
    assert taken(found) == {"a2": {"representative": 0.5}, "a3": {"representative": 0.5}}


def test_weights_count_what_exceeds_the_direct_tie():
    # From a1 through a2 to a3 pass min(5, 3); directly 1.
    net = network("a2-a1 a3-a2 a3-a1", weight=[5.0, 3.0, 1.0])
    assert taken(nw.brokerage(net, weighted=True)) == {"a2": {"coordinator": 2}}
    strong = network("a2-a1 a3-a2 a3-a1", weight=[5.0, 3.0, 3.0])
    assert taken(nw.brokerage(strong, weighted=True)) == {}


def test_weights_share_among_those_through_whom_something_passes():
    # Through a2 passes 2 - 1, through b1 nothing, as 1 - 1.
    net = network("a2-a1 a3-a2 b1-a1 a3-b1 a3-a1", weight=[2.0, 2.0, 1.0, 1.0, 1.0])
    assert taken(nw.brokerage(net, weighted=True, partial=True)) == {"a2": {"coordinator": 1}}


def test_weights_without_directions_are_added_up():
    net = network("a2-a1 a1-a2 a3-a2", weight=[1.0, 2.0, 2.0])
    found = nw.brokerage(net, weighted=True, directed=False)
    assert taken(found) == {"a2": {"coordinator": 2}}


def test_whoever_has_no_known_group_is_left_out():
    net = network("a2-a1 a3-a2 a2-b1 b1-a1 c1-b1", {**GROUPS, "b1": np.nan})
    found = nw.brokerage(net)
    assert taken(found.drop("b1")) == {"a2": {"coordinator": 1}}
    assert found.loc["b1"].isna().all()
    why = nw.reasons(net, nw.brokerage)
    assert set(why.loc["b1"]) == {"NO_GROUP_KNOWN"}
    assert why.drop("b1").isna().all(axis=None)
    nobody = network("a2-a1 a3-a2", dict.fromkeys(GROUPS, np.nan))
    assert nw.brokerage(nobody).isna().all(axis=None)
    assert set(nw.reasons(nobody, nw.brokerage).to_numpy().ravel()) == {"NO_GROUP"}


def test_people_without_ties_broker_nothing_and_that_is_known():
    found = nw.brokerage(network(""))
    assert found.to_numpy().tolist() == [[0.0] * 6] * 6


def test_the_expectation_deals_labels_to_the_three():
    # b1 is in three triples. Of the 6·5·4 deals of A A A B B C to three people 6 are all A,
    # 18 + 8 have one other at each place, and the rest, 36, are of three groups.
    net = network("b1-a1 b2-b1 a2-b1 c1-b1")
    found = nw.brokerage(net, expected=True)
    assert found.loc["b1"].tolist() == pytest.approx([
        3 * 6 / 120,
        *[3 * 26 / 120] * 3,
        3 * 36 / 120,
        3,
    ])
    assert (found.drop("b1") == 0).all(axis=None)
    merged = nw.brokerage(net, expected=True, directed=False).loc["b1"]
    # Of a1, a2, b2, c1 each two are joined by b1: six pairs.
    assert merged.tolist() == pytest.approx([0.3, 6 * 26 / 120, 12 * 26 / 120, 1.8, 6])


def test_a_wrong_column_and_several_kinds_are_refused():
    with pytest.raises(nw.errors.DataError, match="people lacks the column 'team'"):
        nw.brokerage(network("a2-a1"), group="team")
    several = network("a2-a1 a3-a2", kind=["advice", "help"])
    assert taken(nw.brokerage(several)) == {"a2": {"coordinator": 1}}
    with pytest.raises(nw.errors.DataError):
        nw.brokerage(several, weighted=True)


def test_with_one_organization_nobody_stands_between_two():
    net = network("a2-a1 a3-a2", dict.fromkeys(GROUPS, "A"))
    found = nw.brokerage(net)
    assert found.loc["a2", ["coordinator", "total"]].tolist() == [1, 1]
    assert found[["consultant", "gatekeeper", "representative", "liaison"]].isna().all(axis=None)
    why = nw.reasons(net, nw.brokerage)
    assert why.loc["a2"].tolist()[1:-1] == ["ONE_GROUP"] * 4
    assert why[["coordinator", "total"]].isna().all(axis=None)


@pytest.mark.parametrize("measure", [nw.brokerage, partial(nw.brokerage_against_labels, seed=1)])
def test_ties_without_a_direction_are_not_followed(measure):
    """Ana and Ben wrote together, Ben and Cleo too: one pair, not one each way."""
    people = pd.DataFrame({"organization": ["A", "B", "B"]}, index=["ana", "ben", "cleo"])
    ends = {"learner": ["ana", "ben", "ben", "cleo"], "learned_from": ["ben", "ana", "cleo", "ben"]}
    ties = pd.DataFrame(ends)
    together = nw.Network(people, ties.assign(kind="coauthorship"), kinds=MUTUAL)
    asked = {directed: told(measure(together, directed=directed)) for directed in (False, True)}
    assert told(measure(together)) == asked[False] != asked[True]
    both = nw.Network(people, ties.assign(kind="survey"))
    assert "gatekeeper" in told(measure(both))


def told(found):
    """Give the roles that are named and how often they are taken."""
    if isinstance(found, pd.DataFrame):
        return found.sum().to_dict()
    whole = found.table[found.table["person"].isna()]
    return dict(zip(whole["term"], whole["estimate"], strict=True))


@pytest.mark.parametrize(
    "options", [{}, {"partial": True}, {"directed": False}, {"weighted": True}]
)
def test_conveners_are_neither_brokers_nor_ends(options):
    """a2 is the convener: of a1 to b1 it is the broker, of b2 to c1 (over b1) neither end."""
    net = network("b1-a2 a2-a1 b1-b2 c1-b1 a2-c1").with_people(
        convener=pd.Series({"a2": True}).reindex(list(GROUPS), fill_value=False)
    )
    found = nw.brokerage(net, exclude_convener=True, **options)
    assert found.loc["a2"].isna().all()
    members = nw.brokerage(net.without("convener"), **options)
    pd.testing.assert_frame_equal(found.drop("a2"), members)
    assert found["total"].sum() > 0
    assert nw.brokerage(net, **options).loc["a2", "total"] > 0
    why = nw.reasons(net, partial(nw.brokerage, exclude_convener=True, **options))
    assert why["total"].dropna().to_dict() == {"a2": "CONVENER"}


def test_without_conveners_marked_nothing_changes():
    net = network("b1-a1 a2-b1 b1-b2")
    assert nw.brokerage(net, exclude_convener=True).equals(nw.brokerage(net))


def test_groups_are_counted_without_conveners():
    """The convener is the only one of B: the others are of one group."""
    net = network("a2-a1 a3-a2", {"a1": "A", "a2": "A", "a3": "A", "b1": "B"}).with_people(
        convener=pd.Series([False, False, False, True], index=["a1", "a2", "a3", "b1"])
    )
    found = nw.brokerage(net, exclude_convener=True)
    assert found.loc["a2", ["coordinator", "total"]].tolist() == [1, 1]
    assert found.loc["a2", ["consultant", "liaison"]].isna().all()
