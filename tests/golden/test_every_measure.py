"""Every measure on the six toy graphs, solved by hand; and no measure without a value to meet.

In each toy, people fall into at most two classes that the drawing does not tell apart: the centre
and the leaves of the star, the two who join the cliques and the others, core and rim. One value per
class is all there is to know. E-I, constraint, hub dependence and other facts of the specification
are in test_toys.py.
"""

import ast
import json
from fractions import Fraction
from functools import cache, partial
from pathlib import Path

import pandas as pd
import pytest
from numpy import cosh, exp, log, nan, sqrt

import netweave as nw
from netweave import analytics

F = Fraction
HERE = Path(__file__).parent
FACTS = json.loads((HERE / "toy_expected.json").read_text(encoding="utf-8"))
TOYS = [name for name in FACTS if not name.startswith("_")]
# The columns of the table below: a toy and the people who share a value.
CLASSES = [
    ("star6", ["c"]),
    ("star6", ["L1", "L2", "L3", "L4", "L5"]),
    ("complete6", ["v1", "v2", "v3", "v4", "v5", "v6"]),
    ("ring6", ["v1", "v2", "v3", "v4", "v5", "v6"]),
    ("two_cliques_bridge8", ["a1", "b1"]),
    ("two_cliques_bridge8", ["a2", "a3", "a4", "b2", "b3", "b4"]),
    ("core_periphery8", ["A", "B", "C", "D"]),
    ("core_periphery8", ["p1", "p2", "p3", "p4"]),
    ("disconnected_pairs6", ["v1", "v2", "v3", "v4", "v5", "v6"]),
]


@cache
def toy(name, *, mutual=False):
    """Give a toy graph; each tie is one row, in one direction only, or two rows if mutual."""
    facts = FACTS[name]
    people = pd.DataFrame({"organization": pd.Series(facts["org"])})
    ties = pd.DataFrame(facts["edges"], columns=["learner", "learned_from"])
    if mutual:
        ties = pd.concat([ties, ties.set_axis(["learned_from", "learner"], axis=1)])
    net = nw.Network(people, ties)
    people["ties"] = nw.degree(net)
    return nw.Network(people, ties)


def exactly(value):
    """Compare with an exact value; undefined equals undefined."""
    return pytest.approx(float(value), rel=1e-9, abs=1e-9, nan_ok=True)


# ------------------------------------------------------------------ one number per person


def unequal(*parts):
    """Give Burt's hierarchy of parts of a constraint, by how far each is from their mean."""
    ratios = [part / (sum(parts) / len(parts)) for part in map(float, parts)]
    return sum(ratio * log(ratio) for ratio in ratios) / (len(parts) * log(len(parts)))


def scaled(one, ones, other, others):
    """Give two values, one for so many people each, so that the squares add up to all people."""
    by = sqrt((ones + others) / (ones * one**2 + others * other**2))
    return one * by, other * by


def split(*, sign):
    """Give e to the eigenvalues of two cliques whose two gates move alike (1) or apart (-1).

    The gates hold x each and everybody else of a clique y: λx = sign·x + 3y, λy = x + 2y.
    """
    values = [((sign + 2) + step * sqrt((2 - sign) ** 2 + 12)) / 2 for step in (1, -1)]
    shares = [(value - 2) / (2 * value - sign - 2) for value in values]  # what the gate has of 1
    return [(exp(value), share) for value, share in zip(values, shares, strict=True)]


MODES = split(sign=1) + split(sign=-1)
GATE = sum(weight * share for weight, share in MODES) / 2
OTHER = sum(weight * (1 - share) for weight, share in MODES) / 6 + 2 / 3 * exp(-1)
# Core and rim: λ = 4 and -1 (all alike), -1 and 0 (alternating), 1 and -2 (twice, turning round).
CORE = (4 / 5 * exp(4) + 1 / 5 * exp(-1) + exp(-1) + 2 * (exp(1) / 3 + 2 * exp(-2) / 3)) / 4
RIM = (1 / 5 * exp(4) + 4 / 5 * exp(-1) + 1 + 2 * (2 * exp(1) / 3 + exp(-2) / 3)) / 4
# λ² - 3λ - 1 = 0 for the cliques; a gate has λ - 2 times the value of the others.
LEAD = (sqrt(13) - 1) / 2
SMALL_GATE = 1 / sqrt(2 * LEAD**2 + 6)

PERSON = {
    # Freeman 1979
    "degree": (nw.degree, 5, 1, 5, 2, 4, 3, 5, 2, 1),
    "strength": (nw.strength, 5, 1, 5, 2, 4, 3, 5, 2, 1),  # every weight is 1
    "alpha_degree": (nw.alpha_degree, 5, 1, 5, 2, 4, 3, 5, 2, 1),
    "closeness": (
        nw.closeness,
        *(1, F(5, 9), 1, F(5, 9), F(7, 10), F(1, 2), F(7, 9), F(7, 13), nan),
    ),
    "harmonic": (
        nw.harmonic,
        *(1, F(3, 5), 1, F(2, 3), F(11, 14), F(9, 14), F(6, 7), F(13, 21), F(1, 5)),
    ),
    "eccentricity": (nw.eccentricity, 1, 2, 1, 3, 2, 3, 2, 3, nan),
    "betweenness": (nw.betweenness, 10, 0, 0, 2, 12, 0, 4, 0, 0),
    # those within two steps, over all others; over the ties of one's contacts
    "reach_by_person": (nw.reach_by_person, 1, 1, 1, F(4, 5), 1, F(4, 7), 1, F(6, 7), F(1, 5)),
    "reach_efficiency": (
        nw.reach_efficiency,
        *(1, 1, F(1, 5), 1, F(7, 13), F(2, 5), F(7, 19), F(3, 5), 1),
    ),
    # n over the sum of resistances: 1/3 between any two of six who are all tied, d(6-d)/6 in the
    # ring, 1/2 in a clique of four; core and rim by Fourier's four turns
    "information_centrality": (
        nw.information_centrality,
        *(F(6, 5), F(2, 3), F(18, 5), F(36, 35), F(8, 7), F(8, 9), F(80, 39), F(48, 37), nan),
    ),
    "eigenvector": (
        nw.eigenvector,
        *(1 / sqrt(2), 1 / sqrt(10), 1 / sqrt(6), 1 / sqrt(6)),
        *(LEAD * SMALL_GATE, SMALL_GATE, 1 / sqrt(5), 1 / sqrt(20), 1 / sqrt(6)),
    ),
    # x = (1 - .85)/n + .85 · sum of x/k over contacts
    "pagerank": (
        partial(nw.pagerank, role="any"),
        *(F(35, 74), F(39, 370), F(1, 6), F(1, 6), F(77, 514), F(30, 257)),
        *(F(185, 1072), F(83, 1072), F(1, 6)),
    ),
    # 8x = k + sum of x over contacts
    "katz": (
        partial(nw.katz, role="any", attenuation=1 / 8),
        *(F(45, 59), F(13, 59), F(5, 3), F(1, 3), F(11, 13), F(25, 39), F(11, 9), F(5, 9), F(1, 7)),
    ),
    "bonacich_power": (
        partial(nw.bonacich_power, beta=1 / 8),
        *(*scaled(45, 1, 13, 5), 1, 1, *scaled(33, 2, 25, 6), *scaled(11, 4, 5, 4), 1),
    ),
    "subgraph_centrality": (
        nw.subgraph_centrality,
        *(cosh(sqrt(5)), 1 + (cosh(sqrt(5)) - 1) / 5, (exp(5) + 5 * exp(-1)) / 6),
        (exp(2) + 2 * exp(1) + 2 * exp(-1) + exp(-2)) / 6,
        *(GATE, OTHER, CORE, RIM, cosh(1)),
    ),
    "core_number": (nw.core_number, 1, 1, 5, 2, 3, 3, 3, 2, 1),
    "local_clustering": (nw.local_clustering, 0, nan, 1, 0, F(1, 2), 1, F(1, 2), 1, nan),
    # Burt 1992: the parts of a constraint, contact by contact
    "constraint": (
        nw.constraint,
        *(F(1, 5), 1, F(81, 125), F(1, 2), F(84, 144), F(1122, 1296), F(4824, 10000)),
        *(2 * F(3, 5) ** 2, 1),
    ),
    "effective_size": (nw.effective_size, 5, 1, 1, 2, F(5, 2), 1, 3, 1, 1),
    "burt_efficiency": (
        nw.burt_efficiency,
        *(1, 1, F(1, 5), 1, F(5, 8), F(1, 3), F(3, 5), F(1, 2), 1),
    ),
    "burt_hierarchy": (
        nw.burt_hierarchy,
        *(0, nan, 0, 0, unequal(25, 25, 25, 9), unequal(361, 361, 400)),
        *(unequal(0.38**2, 0.38**2, 0.28**2, 0.24**2, 0.24**2), 0, nan),
    ),
    "open_two_paths": (nw.open_two_paths, 10, 0, 0, 1, 3, 0, 5, 0, 0),
    "pairs_separated": (nw.pairs_separated, 10, 0, 0, 0, 12, 0, 0, 0, 0),
    "cutpoints": (nw.cutpoints, 1, 0, 0, 0, 1, 0, 0, 0, 0),
    "isolates": (nw.isolates, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    # betweenness times 1/k over the sum of the contacts' 1/k
    "bridging_centrality": (nw.bridging_centrality, F(2, 5), 0, 0, 1, F(12, 5), 0, F(1, 2), 0, 0),
    "everett_valente": (nw.everett_valente, 5, 0, 0, F(9, 2), F(31, 4), 0, 3, 0, 0),
    # how much each tie holds of the sum of 1/d: 3 in the star, 1/2, 13/10, 7 and 11/12, 1/2 and 2/3
    "valente_fujimoto": (
        nw.valente_fujimoto,
        *(F(1, 5), F(1, 5), F(1, 30), F(13, 150), F(39, 448), F(23, 1008), F(17, 840), F(1, 42)),
        F(1, 15),
    ),
    # by organization, everybody has as many ties inside as the others of theirs
    "within_module_z": (nw.within_module_z, *[nan] * 9),
    "multiplex_participation": (nw.multiplex_participation, *[nan] * 9),  # one kind of tie
}


@pytest.mark.parametrize("place", range(len(CLASSES)))
@pytest.mark.parametrize("name", PERSON)
def test_everybody(name, place):
    measure, *wanted = PERSON[name]
    assert len(wanted) == len(CLASSES)
    graph, people = CLASSES[place]
    found = measure(toy(graph))
    assert [float(found[person]) for person in people] == [exactly(wanted[place])] * len(people)


def test_the_classes_hold_everybody():
    for name in TOYS:
        members = [person for graph, people in CLASSES if graph == name for person in people]
        assert sorted(members) == sorted(FACTS[name]["org"])


@pytest.mark.parametrize(
    ("name", "person", "current"),
    [
        ("star6", "c", 10),
        ("star6", "L1", 0),
        ("complete6", "v1", F(5, 3)),  # a sixth of each of ten pairs
        ("ring6", "v1", F(10, 3)),  # (6-d)/6 one way and d/6 the other: 4, 10 and 6, by six
        # all of twelve pairs, and a quarter of three in the own clique
        ("two_cliques_bridge8", "a1", F(51, 4)),
        # a quarter of three pairs of the own clique, and of two people's ways to four
        ("two_cliques_bridge8", "a2", F(11, 4)),
        ("disconnected_pairs6", "v1", 0),
    ],
)
def test_currents(name, person, current):
    assert nw.flow_betweenness(toy(name))[person] == exactly(current)


def test_hubs_and_authorities():
    star = nw.hits(toy("star6"))  # the leaves learned from the centre
    assert star.loc["c"].tolist() == [exactly(0), exactly(1)]
    assert star.loc["L1"].tolist() == [exactly(1 / sqrt(5)), exactly(0)]
    for name, person, value in [
        ("complete6", "v1", 1 / sqrt(6)),
        ("core_periphery8", "A", 1 / sqrt(5)),
        ("core_periphery8", "p1", 1 / sqrt(20)),
    ]:
        found = nw.hits(toy(name, mutual=True)).loc[person]
        assert found.tolist() == [exactly(value)] * 2


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("star6", [5] * 5),
        ("complete6", [1] * 15),
        ("ring6", [F(9, 2)] * 6),
        ("two_cliques_bridge8", [1] * 6 + [5] * 6 + [16]),
        # sides of the core, its diagonals and the ties to the rim
        ("core_periphery8", [F(9, 4)] * 4 + [F(7, 2)] * 10),
        ("disconnected_pairs6", [1] * 3),
    ],
)
def test_ties(name, values):
    assert sorted(nw.edge_betweenness(toy(name))) == [exactly(value) for value in values]


# ------------------------------------------------------------------ one number per network


def row(measure, term):
    """Give one row of a finding."""
    return lambda net: measure(net).table.set_index("term").loc[term, "estimate"]


def found_modularity(net):
    """Give the modularity of the communities that are found."""
    return nw.communities(net, seed=1).modularity


NETWORK = {  # in the order of the toys
    "mean_distance": (nw.mean_distance, F(5, 3), 1, F(9, 5), F(13, 7), F(11, 7), 1),
    "diameter": (nw.diameter, 2, 1, 3, 3, 3, 1),
    "reach": (nw.reach, 1, 1, F(4, 5), F(19, 28), F(13, 14), F(1, 5)),  # within two steps
    "transitivity": (nw.transitivity, 0, 1, 0, F(4, 5), F(6, 11), nan),
    "mean_clustering": (nw.mean_clustering, 0, 1, 0, F(7, 8), F(3, 4), nan),
    "mean_clustering_zero": (
        partial(nw.mean_clustering, below_two="zero"),
        *(0, 1, 0, F(7, 8), F(3, 4), 0),
    ),
    "degree_assortativity": (nw.degree_assortativity, -1, nan, nan, F(-1, 12), F(-2, 5), nan),
    "numeric_assortativity": (
        partial(nw.numeric_assortativity, column="ties"),
        *(-1, nan, nan, F(-1, 12), F(-2, 5), nan),
    ),
    "fragmentation": (nw.fragmentation, 0, 0, 0, 0, 0, F(4, 5)),
    # ties beyond a tree, over the most there could be
    "krackhardt_efficiency": (nw.krackhardt_efficiency, 1, 0, F(9, 10), F(5, 7), F(2, 3), nan),
    "multiplexity": (nw.multiplexity, 1, 1, 1, 1, 1, 1),
    "concentration_hhi": (
        row(nw.concentration, "hhi"),
        *(F(3, 10), F(1, 6), F(1, 6), F(43, 338), F(29, 196), F(1, 6)),
    ),
    "concentration_gini": (row(nw.concentration, "gini"), F(1, 3), 0, 0, F(3, 52), F(3, 14), 0),
    # one group; one; two triples or three pairs; the cliques; ...; the pairs
    "communities": (found_modularity, 0, 0, F(1, 6), F(11, 26), ..., F(2, 3)),
}


@pytest.mark.parametrize("name", NETWORK)
def test_networks(name):
    measure, *wanted = NETWORK[name]
    for graph, value in zip(TOYS, wanted, strict=True):
        if value is not ...:
            assert measure(toy(graph)) == exactly(value), graph


# Each tie in both directions; in one, where no arrows run in a circle (the names are in order).
BOTH_WAYS = {
    "reciprocity": (nw.reciprocity, 1, 0),
    "reciprocity_dyads": (partial(nw.reciprocity, of="dyads"), 1, 0),
    "weighted_reciprocity": (nw.weighted_reciprocity, 1, 0),
    "krackhardt_hierarchy": (nw.krackhardt_hierarchy, 0, 1),
}


@pytest.mark.parametrize("name", TOYS)
@pytest.mark.parametrize("measure", BOTH_WAYS)
def test_returned_and_not(measure, name):
    function, mutual, one_way = BOTH_WAYS[measure]
    assert function(toy(name, mutual=True)) == exactly(mutual)
    assert function(toy(name)) == exactly(one_way)


@pytest.mark.parametrize("name", TOYS)
def test_upper_bounds_where_everybody_learns_from_everybody(name):
    wanted = nan if name == "disconnected_pairs6" else 1  # pairs need no bound
    assert nw.least_upper_bounds(toy(name, mutual=True)) == exactly(wanted)


@pytest.mark.parametrize("name", TOYS)
def test_reciprocity_of_pairs_that_are_alike(name):
    density = F(FACTS[name]["network"]["density"])
    assert nw.reciprocity(toy(name), of="alike") == exactly(1 - density)
    correlation = nw.reciprocity(toy(name), of="correlation")
    assert correlation == exactly(-(density / 2) / (1 - density / 2))


@pytest.mark.parametrize("name", TOYS)
def test_assortativity_is_modularity_over_the_most_it_could_be(name):
    # Q = e - s for e the share of ties inside and s what chance gives; r = Q/(1 - s)
    facts = FACTS[name]["network"]
    modularity = F(facts["modularity_org"])
    chance = F(facts["same_ties"], facts["m"]) - modularity
    assert nw.assortativity(toy(name)) == exactly(modularity / (1 - chance))


# ------------------------------------------------------------------ no measure without a value

WHY_NOT = {
    "boundary_spanners": "a rule of thumb made of measures that are here; tests/analytics/bridging",
    "clusters_and_groups": "draws labels; its agreement is solved in tests/analytics/clusters",
    "concor": "a partition; tests/analytics/clusters",
    "small_world_coefficient": "divides by networks drawn at random; tests/analytics/cohesion",
}


@cache
def asked():
    """Give the names of the library that tests with exact or with reference values ask for."""
    found = set()
    for path in [*HERE.glob("test_*.py"), *(HERE.parent / "reference").glob("test_*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "nw":
                found.add(node.attr)
    return found


@pytest.mark.parametrize("name", sorted(analytics.measures()))
def test_every_measure_meets_a_value(name):
    assert (name in asked()) != (name in WHY_NOT)


def test_every_reason_is_about_a_measure():
    assert set(WHY_NOT) <= set(analytics.measures())
