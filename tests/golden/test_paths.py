"""The six toy graphs again: what shortest paths say of them, solved by hand.

Star of five leaves, complete graph of six, ring of six, two groups of four joined by one tie, a
core of four with four at its rim, three pairs.
"""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import netweave as nw

FACTS = json.loads(Path(__file__).with_name("toy_expected.json").read_text(encoding="utf-8"))


def toy(name):
    """Give a toy graph as a network."""
    facts = FACTS[name]
    people = pd.DataFrame({"organization": pd.Series(facts["org"])})
    return nw.Network(people, pd.DataFrame(facts["edges"], columns=["learner", "learned_from"]))


# mean distance, diameter, pairs at distances 1, 2, 3, and out of reach
NETWORK = {
    "star6": ("5/3", 2, [5, 10], 0),
    "complete6": ("1", 1, [15], 0),
    "ring6": ("9/5", 3, [6, 6, 3], 0),
    "two_cliques_bridge8": ("52/28", 3, [13, 6, 9], 0),
    "core_periphery8": ("44/28", 3, [14, 12, 2], 0),
    "disconnected_pairs6": ("1", 1, [3], 12),
}


@pytest.mark.parametrize("name", NETWORK)
def test_distances(name):
    net, (mean, longest, pairs, apart) = toy(name), NETWORK[name]
    assert nw.mean_distance(net) == pytest.approx(float(Fraction(mean)), rel=1e-12)
    assert nw.diameter(net) == longest
    assert nw.distances(net).tolist() == [*pairs, apart]
    assert sum(pairs) + apart == net.n * (net.n - 1) // 2


# person: closeness, eccentricity, share within 2 steps, reach efficiency, across organizations
PEOPLE = {
    # c: all ten pairs of leaves but AA and BB are across; the five pairs with c count below.
    ("star6", "c"): ("1", 1, "1", "1", "8/13"),
    ("star6", "L1"): ("5/9", 2, "1", "1", "0"),
    ("complete6", "v1"): ("1", 1, "1", "1/5", "0"),
    # Each neighbour's two ties: 4 people over 4. Pairs across are at 1 or 3 steps, 9 in all; of
    # each of the two at 3 steps that pass v1 on one of two ways: half.
    ("ring6", "v1"): ("5/9", 3, "4/5", "1", "1/9"),
    # a1: distances 1 (4), 2 (3); contacts have 3, 3, 3 and 4 ties.
    ("two_cliques_bridge8", "a1"): ("7/10", 2, "1", "7/13", "12/16"),
    # a2: 1 (3), 2 (1), 3 (3); contacts have 4, 3 and 3 ties.
    ("two_cliques_bridge8", "a2"): ("1/2", 3, "4/7", "4/10", "0"),
    ("disconnected_pairs6", None): (None, None, "1/5", "1", None),
}


def same(fact):
    """Compare with an exact fact; undefined equals undefined."""
    value = np.nan if fact is None else float(Fraction(fact))
    return pytest.approx(value, rel=1e-12, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(("name", "person"), PEOPLE)
def test_people(name, person):
    net = toy(name)
    close, far, near, wasted, across = PEOPLE[name, person]
    person = net.people.index[0] if person is None else person
    assert nw.closeness(net)[person] == same(close)
    assert nw.eccentricity(net)[person] == same(far)
    assert nw.reach_by_person(net)[person] == same(near)
    assert nw.reach_efficiency(net)[person] == same(wasted)
    assert nw.cross_organization_betweenness(net)[person] == same(across)


def test_the_tie_between_the_groups_carries_all_pairs_across():
    net = toy("two_cliques_bridge8")
    ends = set(zip(net.ties["learner"], net.ties["learned_from"], strict=True))
    found = nw.edge_betweenness(net)
    bridge = found[
        net.ties["learner"].isin(["a1", "b1"]) & net.ties["learned_from"].isin(["a1", "b1"])
    ]
    assert ends & {("a1", "b1"), ("b1", "a1")}
    assert bridge.tolist() == [16]
    # a1 with each of its group: the pair, and all four of the other group.
    assert sorted(found) == [1] * 6 + [5] * 6 + [16]


def test_sums_over_ties_are_sums_of_distances():
    for name in NETWORK:
        net = toy(name)
        pairs = nw.distances(net)
        steps = (pairs.index[:-1] * pairs.iloc[:-1]).sum()
        assert nw.edge_betweenness(net).sum() == pytest.approx(steps)


@pytest.mark.parametrize(
    "name", ["star6", "complete6", "ring6", "two_cliques_bridge8", "core_periphery8"]
)
def test_one_person_as_a_set(name):
    net = toy(name)
    for person, facts in FACTS[name]["network"]["hub_dependence"].items():
        assert nw.set_betweenness(net, person) == same(facts["geodesic_share"])
