"""The six toy graphs of the methodological specification, every fact that a measure answers."""

import json
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.bridging.holes import open_two_paths
from netweave.analytics.cohesion.reaching import global_efficiency, reach

FACTS = json.loads(Path(__file__).with_name("toy_expected.json").read_text(encoding="utf-8"))
TOYS = [name for name in FACTS if not name.startswith("_")]
HUB_TERMS = (
    "pair_loss",
    "geodesic_share",
    "open_two_path_share",
    "sole_common_neighbour_share",
    "efficiency_loss",
)


def number(fact):
    """Give an exact fact as a float, null as NaN."""
    return float("nan") if fact is None else float(Fraction(fact))


def same(fact):
    """Compare with an exact fact; undefined equals undefined."""
    return pytest.approx(number(fact), rel=1e-12, abs=1e-12, nan_ok=True)


def toy(name):
    """Give a toy graph as a network; each tie is one row, in one direction only."""
    facts = FACTS[name]
    people = pd.DataFrame({"organization": pd.Series(facts["org"])})
    ties = pd.DataFrame(facts["edges"], columns=["learner", "learned_from"])
    return nw.Network(people, ties)


def ei_row(term):
    """Give one number of the E-I result."""
    return lambda net: nw.ei_index(net).table.set_index("term").loc[term, "estimate"]


def most_pairs_lost(net):
    """Give the greatest share of pairs that one person's leaving separates."""
    first, *_ = net.people.index
    table = nw.hub_dependence(net, hubs=first).table.set_index("term")
    return max(table.loc["pair_loss", ["estimate", "most_harmful_member"]])


NETWORK = {
    "density": nw.density,
    "centralization_degree": nw.centralization,
    "centralization_betweenness": lambda net: nw.centralization(net, of="betweenness"),
    "centralization_harmonic": lambda net: nw.centralization(net, of="harmonic"),
    "components": lambda net: nw.components(net).nunique(),
    "lcc_share": lambda net: (nw.components(net) == 1).mean(),
    "isolate_share": lambda net: nw.isolates(net).mean(),
    "connectedness": nw.connectedness,
    "global_efficiency": global_efficiency,
    "open_two_paths": lambda net: open_two_paths(net).sum(),
    "max_pair_loss": most_pairs_lost,
    "cross_ties": ei_row("external"),
    "same_ties": ei_row("internal"),
    "EI": ei_row("observed"),
    "EI_expected_label_permutation": ei_row("expected"),
    "reach2_mean": reach,
    "modularity_org": nw.modularity,
}
NODE = {
    "open_pairs": open_two_paths,
    "degree": nw.degree,
    "betweenness": nw.betweenness,
    "EI": nw.ei_index_by_person,
    "effective_size": nw.effective_size,
    "constraint": nw.constraint,
}


@pytest.mark.parametrize("name", TOYS)
@pytest.mark.parametrize("fact", NETWORK)
def test_the_network_has_the_exact_value(name, fact):
    assert NETWORK[fact](toy(name)) == same(FACTS[name]["network"][fact])


@pytest.mark.parametrize("name", TOYS)
@pytest.mark.parametrize("fact", NODE)
def test_everybody_has_the_exact_value(name, fact):
    values = NODE[fact](toy(name))
    for person, expected in FACTS[name]["nodes"].items():
        assert values[person] == same(expected[fact]), person


@pytest.mark.parametrize("name", TOYS)
def test_what_hangs_on_everybody_in_turn(name):
    net = toy(name)
    for person, expected in FACTS[name]["network"]["hub_dependence"].items():
        found = nw.hub_dependence(net, hubs=person)
        table = found.table.set_index("term")
        for term in HUB_TERMS:
            assert table.loc[term, "estimate"] == same(expected[term]), (person, term)
            assert table.loc[term, "reason"] in nw.codes.REASONS or expected[term] is not None
        after = found.remaining["without_hubs"]
        ties = FACTS[name]["network"]["m"]
        assert after["ties"] / ties == same(expected["ties_left_share"])
        assert after["largest_component_share"] == same(expected["lcc_after_share"])
        assert after["isolates"] / (net.n - 1) == same(expected["isolated_after_share"])


@pytest.mark.parametrize("name", TOYS)
def test_mean_and_maximum_over_the_others(name):
    net = toy(name)
    exact = FACTS[name]["network"]["hub_dependence"]
    facts = pd.DataFrame({
        person: {term: number(losses[term]) for term in HUB_TERMS}
        for person, losses in exact.items()
    })
    for person in net.people.index:
        table = nw.hub_dependence(net, hubs=person).table.set_index("term")
        others = facts.drop(columns=person)
        wanted = pd.DataFrame({
            "average_single_removal": others.mean(axis=1),
            "most_harmful_member": others.max(axis=1),
        })
        pd.testing.assert_frame_equal(table[wanted.columns], wanted, check_names=False)


# The worked evaluation of the specification, 4.6 (reference/method/before_after_expected.json).
EDGES = {
    1: "a1-a2 b1-b2 c1-c2 a1-b1 b1-c1 h-a1 h-b1 h-c1 h-d1",
    2: "a1-a2 b1-b2 c1-c2 d1-d2 a1-b1 a1-c1 a2-b2 c1-d1 b1-d1 c2-d2 "
    "h-a1 h-a2 h-b1 h-b2 h-c1 h-c2 h-d1 h-d2",
}
WORKED = {
    1: {
        "pair_loss": "2/7",
        "open_two_paths": "1/3",
        "joined": (21, 15),
        "alone": 2,
        "crossing": "2/5",
        "reach": ("13/28", "5/14"),
        "sentence": "71 in 100",
        "linked": 2,
    },
    2: {
        "pair_loss": "0",
        "open_two_paths": "9/17",
        "joined": (28, 28),
        "alone": 0,
        "crossing": "3/5",
        "reach": ("1", "5/7"),
        "sentence": "100 in 100",
        "linked": 4,
    },
}


def worked_example(wave):
    """Give one wave of the worked evaluation, with its convener h."""
    members = [letter + digit for letter in "abcd" for digit in "12"]
    organizations = [*(member[0].upper() for member in members), "H"]
    people = pd.DataFrame({"organization": organizations}, index=[*members, "h"])
    people["convener"] = people.index == "h"
    edges = [edge.split("-") for edge in EDGES[wave].split()]
    return nw.Network(people, pd.DataFrame(edges, columns=["learner", "learned_from"]))


@pytest.mark.parametrize("wave", [1, 2])
def test_the_worked_evaluation(wave):
    net, facts = worked_example(wave), WORKED[wave]
    found = nw.hub_dependence(net)
    table = found.table.set_index("term")
    assert table.loc["pair_loss", "estimate"] == same(facts["pair_loss"])
    assert table.loc["open_two_path_share", "estimate"] == same(facts["open_two_paths"])
    assert table.loc["pair_loss", "n"] == facts["joined"][0]
    members = net.without("convener")
    assert nw.connectedness(members) * 28 == pytest.approx(facts["joined"][1])
    assert found.sentence == (
        f"Without the convener, {facts['sentence']} of the member pairs that can reach each "
        f"other still can; {facts['linked']} of 6 organization pairs are linked directly."
    )
    assert nw.isolates(members).sum() == facts["alone"]
    assert found.remaining.loc["isolates", "without_hubs"] == facts["alone"]
    assert found.remaining.loc["cross_share", "without_hubs"] == same(facts["crossing"])
    assert reach(members) == same(facts["reach"][1])


@pytest.mark.parametrize("wave", [1, 2])
def test_reach_with_the_convener_is_over_pairs_of_members(wave):
    matrix = worked_example(wave).structure()
    within = (matrix + matrix @ matrix).toarray()[:8, :8] > 0
    share = (within.sum() - within.trace()) / 56
    assert share == same(WORKED[wave]["reach"][0])


def test_the_support_of_organization_pairs_in_wave_2():
    net = worked_example(2)
    table = nw.mixing(net.without("convener")).set_index(["organization_a", "organization_b"])
    columns = ["ties", "density", "support"]
    assert table.loc[("A", "B"), columns].tolist() == [2, 0.5, 2]
    assert table.loc[("A", "C"), columns].tolist() == [1, 0.25, 1]
    assert table.loc[("A", "D"), columns].tolist() == [0, 0, 0]
    assert table.loc[("A", "A"), ["ties", "pairs", "density"]].tolist() == [1, 1, 1]


def test_the_index_expected_of_four_organizations_of_two():
    net = worked_example(1)
    table = nw.ei_index(net.without("convener")).table.set_index("term")
    assert table.loc["expected", "estimate"] == same("5/7")
