"""Ties, organizations and sets of people that others are joined by, on networks solved by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw


def network(edges, people, organizations=None, **columns):
    """Give a network from "a-b" = a learned from b, and one letter of organization per person."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"]).assign(**columns)
    table = pd.DataFrame(index=list(people))
    if organizations:
        letters = [None if letter == "." else letter for letter in organizations]
        table["organization"] = pd.array(letters, dtype="str")
    return nw.Network(table, ties)


SQUARE = network("a-b b-c c-d d-a", "abcd")


def test_every_tie_joins_at_least_its_own_pair():
    assert nw.edge_betweenness(network("a-b c-d", "abcd")).tolist() == [1, 1]


def test_two_equal_ways_share_a_pair():
    # Each tie: its own pair, and half of each of the two pairs across the square.
    assert nw.edge_betweenness(SQUARE).tolist() == [2] * 4
    assert nw.edge_betweenness(SQUARE, normalized=True).tolist() == pytest.approx([2 / 6] * 4)
    # Along the arrows every one of 12 ordered pairs has one way round: 1 + 2 + 3 pairs per arrow.
    assert nw.edge_betweenness(SQUARE, directed=True).tolist() == [6] * 4
    assert nw.edge_betweenness(SQUARE, directed=True, normalized=True).tolist() == [0.5] * 4


def test_parallel_and_mutual_ties_carry_the_value_of_their_pair():
    net = network("b-a a-b a-b b-c", "abc")
    assert nw.edge_betweenness(net).tolist() == [2, 2, 2, 2]
    # Along the arrows: b to a alone; a to b and c; b to c and a to c.
    assert nw.edge_betweenness(net, directed=True).tolist() == [1, 2, 2, 2]


def test_a_tie_that_does_not_count_has_no_value():
    net = network("a-b b-c c-a", "abc", weight=[3.0, 3.0, 1.0]).with_threshold({"tie": 2})
    found = nw.edge_betweenness(net)
    assert found.tolist()[:2] == [2, 2]
    assert np.isnan(found.iloc[2])
    assert nw.reasons(net, nw.edge_betweenness).iloc[2] == "NOT_COUNTED"


def test_no_ties_no_values():
    found = nw.edge_betweenness(network("", "abc"), normalized=True)
    assert found.empty
    assert found.name == "edge_betweenness_normalized"


def test_only_pairs_across_count():
    # Chain a b c d e; across: a-c a-d a-e b-c b-d b-e, e shares no organization with c, d.
    net = network("a-b b-c c-d d-e", "abcde", "XXYYZ")
    # Pairs: ac ad ae bc bd be ce de. b: ac ad ae; c: ad ae bd be; d: ae be ce.
    raw = nw.cross_organization_betweenness(net, normalized=False)
    assert raw.tolist() == [0, 3, 4, 3, 0]
    assert raw.name == "cross_organization_betweenness_raw"
    assert nw.cross_organization_betweenness(net).tolist() == [0, 3 / 8, 4 / 8, 3 / 8, 0]


def test_people_of_unknown_organization_lie_between_but_are_no_ends():
    net = network("a-b b-c c-d", "abcd", "X.YY")
    assert nw.cross_organization_betweenness(net, normalized=False).tolist() == [0, 2, 1, 0]
    assert nw.cross_organization_betweenness(net).tolist() == [0, 1, 0.5, 0]


@pytest.mark.parametrize(
    ("edges", "organizations", "reason"),
    [
        ("a-b b-c", "XXX", "ONE_GROUP"),
        ("a-b b-c", "...", "NO_GROUP"),
        ("a-b", "XXY", "NO_PAIRS"),
    ],
)
def test_nothing_across_is_not_zero(edges, organizations, reason):
    net = network(edges, "abc", organizations)
    assert nw.cross_organization_betweenness(net).isna().all()
    assert nw.reasons(net, nw.cross_organization_betweenness).tolist() == [reason] * 3


def test_without_pairs_the_count_is_zero():
    net = network("a-b", "abc", "XXY")
    assert nw.cross_organization_betweenness(net, normalized=False).tolist() == [0, 0, 0]


def test_everybody_for_themselves_is_betweenness():
    net = network("a-b b-c c-d d-e b-e", "abcde", "VWXYZ")
    ours = nw.cross_organization_betweenness(net, normalized=False)
    assert ours.tolist() == nw.betweenness(net).tolist()


def test_another_column_may_name_the_organization():
    net = network("a-b b-c", "abc", "XXX")
    net = net.with_people(team=pd.Series(["r", "r", "s"], index=list("abc")))
    assert nw.cross_organization_betweenness(net, group="team").tolist() == [0, 0.5, 0]


def test_a_set_of_people():
    chain = network("a-b b-c c-d d-e", "abcde")
    # Outside b: ac ad ae cd ce de, the first three through b.
    assert nw.set_betweenness(chain, "b") == pytest.approx(3 / 6)
    # Outside b and d: ac, ae and ce, all through them, ae through both and once.
    assert nw.set_betweenness(chain, ["b", "d"]) == pytest.approx(1)
    assert nw.set_betweenness(chain, []) == 0
    assert nw.set_betweenness(chain, ["a", "e"]) == pytest.approx(0)


def test_a_set_follows_the_arrows():
    # Outside b, along the arrows: a to c through b, c to a directly.
    net = network("a-b b-c c-a", "abc")
    assert nw.set_betweenness(net, "b", directed=True) == pytest.approx(0.5)
    assert nw.set_betweenness(net, "b") == pytest.approx(0)


def test_a_set_of_one_is_the_persons_share_of_pairs():
    net = network("a-b b-c c-d d-e b-e e-f", "abcdef")
    found = [nw.set_betweenness(net, person) for person in "abcdef"]
    assert found == pytest.approx((nw.betweenness(net) / 10).tolist())


def test_sets_that_leave_nothing():
    net = network("a-b b-c", "abc")
    for left_over in (["a", "b"], ["a", "b", "c"]):
        assert np.isnan(nw.set_betweenness(net, left_over))
    assert np.isnan(nw.set_betweenness(net, "convener"))
    with pytest.raises(nw.errors.DataError, match="zoe"):
        nw.set_betweenness(net, ["zoe"])


def test_the_set_is_named_by_its_argument():
    ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    with pytest.raises(nw.errors.DataError, match="people names 1 not in people: 'zoe'"):
        nw.set_betweenness(nw.Network(["ana", "ben"], ties), "zoe")
