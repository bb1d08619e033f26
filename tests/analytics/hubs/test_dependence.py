"""What hangs on hubs, on networks solved by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.hubs import dependence


def network(edges, people, conveners="", organizations=None):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    table = pd.DataFrame({"convener": [person in conveners for person in people]}, list(people))
    if organizations is not None:
        table["organization"] = list(organizations)
    return nw.Network(table, pd.DataFrame(pairs, columns=["learner", "learned_from"]))


def column(found, name="estimate"):
    """Give a column of the table as a dict."""
    return found.table.set_index("term")[name].to_dict()


def test_two_conveners_leave_together():
    # g and h both join a, b, c and each other; nothing else joins them.
    net = network("a-g b-g c-g a-h b-h c-h g-h", "abcgh", conveners="gh")
    found = nw.hub_dependence(net)
    assert column(found) == {
        "pair_loss": 1,
        "geodesic_share": 1,
        # g and h each stand between 3 open pairs; a, b and c between none: g and h are tied.
        "open_two_path_share": 1,
        "sole_common_neighbour_share": 1,
        "efficiency_loss": 1,
    }
    # Either of them alone could go: the members keep the other.
    alone = column(nw.hub_dependence(net, hubs="g"))
    assert alone["pair_loss"] == 0
    assert alone["sole_common_neighbour_share"] == 0
    assert alone["open_two_path_share"] == 0.5
    assert alone["geodesic_share"] == pytest.approx(3 * 0.5 / 6)
    assert found.sentence.startswith("Without the 2 conveners, 0 in 100 of the member pairs")


def test_ends_outside_the_hubs():
    # Chain g - h - a - b with g and h leaving: of three two-paths g-h-a, h-a-b only … none has
    # both ends outside and a hub in the middle.
    found = column(nw.hub_dependence(network("g-h h-a a-b", "ghab", conveners="gh")))
    assert found["open_two_path_share"] == 0
    assert found["pair_loss"] == 0
    assert np.isnan(found["sole_common_neighbour_share"])


def test_what_remains():
    net = network("h-a h-b h-c a-b", "habc", conveners="h", organizations="HAAB")
    table = nw.hub_dependence(net).remaining
    assert list(table.columns) == ["with_hubs", "without_hubs"]
    assert table["with_hubs"].to_dict() == {
        "density": 4 / 6,
        "ties": 4,
        "components": 1,
        "largest_component_share": 1,
        "isolates": 0,
        "cross_share": 3 / 4,
        "organization_pairs_linked": 2,
    }
    assert table["without_hubs"].to_dict() == {
        "density": pytest.approx(1 / 3),
        "ties": 1,
        "components": 2,
        "largest_component_share": pytest.approx(2 / 3),
        "isolates": 1,
        "cross_share": 0,
        "organization_pairs_linked": 0,
    }


def test_the_others_are_measured_one_by_one():
    # Two stars of three joined by their centres x and y; h is tied to both centres.
    net = network("a-x b-x c-y d-y x-y x-h y-h", "abcdxyh", conveners="h")
    found = nw.hub_dependence(net)
    assert column(found)["pair_loss"] == 0
    # x gone: 15 pairs of others before; a and b alone, the other four joined: 6 pairs left.
    assert column(found, "most_harmful_member")["pair_loss"] == pytest.approx(9 / 15)
    assert column(found, "average_single_removal")["pair_loss"] == pytest.approx(2 * 9 / 15 / 6)


def test_by_id_and_by_ids():
    net = network("a-x b-x", "abx")
    assert column(nw.hub_dependence(net, hubs="x")) == column(nw.hub_dependence(net, hubs=["x"]))
    assert nw.hub_dependence(net, hubs="x").sentence.startswith("Without this person, 0 in 100")
    assert nw.hub_dependence(net, hubs=["a"]).sentence.startswith("Without this person, 100 in 100")


@pytest.mark.parametrize(
    ("net", "code"),
    [
        (network("a-b", "ab"), "NO_CONVENER"),
        (network("", "ab", conveners="a"), "NO_TIES"),
        (network("a-b", "ab", conveners="a"), "NO_PAIRS"),
        (network("", ""), "EMPTY"),
    ],
)
def test_why_nothing_can_be_said(net, code):
    found = nw.hub_dependence(net)
    assert found.table["estimate"].isna().all()
    assert found.table["reason"].tolist() == [code] * 5
    assert nw.codes.REASONS[code] in found.sentence
    assert found.remaining.index[0] == "density"


def test_without_a_convener_nothing_stands_in_the_second_column():
    assert nw.hub_dependence(network("a-b", "ab")).remaining["without_hubs"].isna().all()


def test_nobody_brokers():
    found = nw.hub_dependence(network("a-b b-c c-a", "abc", conveners="a"))
    why = found.table.set_index("term")["reason"]
    assert why["open_two_path_share"] == "NO_OPEN_PAIRS"
    assert why["sole_common_neighbour_share"] == "NOT_BETWEEN"
    assert pd.isna(why["pair_loss"])


def test_singles_can_be_left_out():
    found = nw.hub_dependence(network("a-x b-x x-c", "abcx", conveners="x"), singles=False)
    assert np.isnan(column(found, "most_harmful_member")["efficiency_loss"])
    assert column(found, "most_harmful_member")["pair_loss"] == 0


def test_unknown_and_empty_hubs_are_refused():
    net = network("a-b", "ab")
    with pytest.raises(nw.errors.DataError, match="hubs names 1 not in people: 'z'"):
        nw.hub_dependence(net, hubs=["a", "z"])
    with pytest.raises(nw.errors.ArgumentError, match="hubs must name at least one person"):
        nw.hub_dependence(net, hubs=[])


def test_the_page_shows_what_remains():
    page = nw.hub_dependence(network("a-x b-x", "abx", conveners="x"))._repr_html_()
    assert "largest_component_share" in page
    assert "pair_loss" in page


def test_the_people_with_most_betweenness_leave():
    net = network("a-x b-x c-y d-y x-y", "abcdxy")
    both = nw.hub_dependence(net, top=2)
    assert column(both) == column(nw.hub_dependence(net, hubs=["x", "y"]))
    assert both.sentence == (
        "Without the 2 people with most betweenness, 0 in 100 of the member pairs that can reach "
        "each other still can."
    )
    assert both.table["method"].unique().tolist() == [
        "the 2 with most betweenness removed, of equals the earlier in people"
    ]


def test_of_equals_the_earlier_leaves_and_it_is_said():
    net = network("a-x b-x c-y d-y x-y", "abcdyx")  # x and y lie between equally many
    found = nw.hub_dependence(net, top=1)
    assert column(found) == column(nw.hub_dependence(net, hubs="y"))
    assert found.sentence.endswith(
        "1 other person has as much betweenness as the last of them; the earlier in people were "
        "taken."
    )


def test_the_top_follows_the_arrows_if_directed():
    # a learned from x, x from b; y stands between nobody along the arrows, but between three.
    net = network("a-x x-b y-c y-d y-e", "abcdexy")
    assert column(nw.hub_dependence(net, top=1))["pair_loss"] == 1 - 3 / 6
    assert column(nw.hub_dependence(net, top=1, directed=True))["pair_loss"] == 1 - 3 / 4


@pytest.mark.parametrize(
    ("top", "said"),
    [(0, "a whole number above 0"), (-1, "a whole number above 0")]
    + [(other, "a whole number or None, got") for other in (1.5, True, "two")],
)
def test_a_top_that_is_no_count_is_refused(top, said):
    with pytest.raises(nw.errors.ArgumentError, match=f"top must be {said}"):
        nw.hub_dependence(network("a-b b-c", "abc"), top=top)


def test_hubs_and_top_exclude_each_other():
    with pytest.raises(nw.errors.ArgumentError, match="top must be left out if hubs are named"):
        nw.hub_dependence(network("a-b b-c", "abc"), hubs="a", top=1)


def test_more_than_everybody_is_everybody():
    found = nw.hub_dependence(network("a-b b-c", "abc"), top=9)
    assert found.table["reason"].tolist() == ["NO_PAIRS"] * 5
    assert nw.hub_dependence(network("", ""), top=1).table["reason"].tolist() == ["EMPTY"] * 5


def test_the_same_hubs_among_members_only():
    # Without the convener h, x alone joins a and b; with h it does not.
    net = network("a-x b-x a-h b-h", "abxh", conveners="h")
    found = nw.hub_dependence(net, hubs="x")
    assert column(found)["pair_loss"] == 0
    assert found.without_convener.loc["pair_loss", ["estimate", "n"]].tolist() == [1, 1]
    assert nw.hub_dependence(net).without_convener.empty
    assert nw.hub_dependence(network("a-x b-x", "abx"), hubs="x").without_convener.empty
    gone = nw.hub_dependence(net, hubs="h").without_convener
    assert gone["reason"].eq("NO_CONVENER").all()


def test_pairs_of_organizations_linked_without_the_hubs():
    net = network("a-h b-h c-h a-b", "habc", conveners="h", organizations="HABC")
    assert nw.hub_dependence(net).sentence == (
        "Without the convener, 33 in 100 of the member pairs that can reach each other still can; "
        "1 of 3 organization pairs are linked directly."
    )


def test_along_the_arrows_by_hand():
    # Ways of learning outside h: b and c reach a through h, and b reaches c.
    net = network("b-h c-h h-a b-c", "habc", conveners="h")
    found = nw.hub_dependence(net, directed=True)
    assert column(found) == {
        "pair_loss": pytest.approx(2 / 3),  # of b … a, c … a and b … c the last stays
        "geodesic_share": pytest.approx(2 / 3),
        "open_two_path_share": 1,
        "sole_common_neighbour_share": 1,
        "efficiency_loss": pytest.approx(1 - 1 / 2),
    }
    assert found.weak.loc["pair_loss", "estimate"] == pytest.approx(2 / 3)
    assert found.weak.loc["efficiency_loss", "n"] == 3
    assert found.sentence.startswith(
        "Without the convener, 33 in 100 of the ways from one member to another along the "
        "learning still stand"
    )
    assert nw.hub_dependence(net).weak.empty


def test_no_way_along_the_arrows():
    net = network("h-a h-b", "hab", conveners="h")
    assert nw.hub_dependence(net, directed=True).table["reason"].tolist() == ["NO_PAIRS"] * 5
    assert column(nw.hub_dependence(net))["pair_loss"] == 1


def test_in_large_networks_nobody_is_removed_in_turn_unless_asked(monkeypatch):
    monkeypatch.setattr(dependence, "IN_TURN", 3)
    ties = pd.DataFrame({"learner": ["ana", "ben", "cleo"], "learned_from": "hana"})
    net = nw.Network(["hana", "ana", "ben", "cleo"], ties)
    columns = ["average_single_removal", "most_harmful_member"]
    found = nw.hub_dependence(net, hubs="hana").table
    assert found[columns].isna().all(axis=None)
    assert found["estimate"].notna().all()
    asked = nw.hub_dependence(net, hubs="hana", singles=False).table.set_index("term")
    assert asked.loc["pair_loss", columns].notna().all()
