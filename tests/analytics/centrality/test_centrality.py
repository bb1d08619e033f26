"""Degree, strength, betweenness and harmonic closeness, on networks solved by hand."""

import pandas as pd
import pytest

import netweave as nw


def network(edges, people, **columns):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties.assign(**columns))


CHAIN = network("a-b b-c c-d", "abcde")


def test_degree_counts_people_not_ties():
    net = network("a-b a-b b-a a-c", "abcd")
    assert nw.degree(net).tolist() == [2, 1, 1, 0]
    assert nw.degree(net, role="learned").tolist() == [2, 1, 0, 0]
    assert nw.degree(net, role="taught").tolist() == [1, 1, 1, 0]


def test_strength_adds_parallel_ties():
    net = network("a-b a-b b-a a-c", "abcd", weight=[1.0, 2.0, 4.0, 0.5])
    assert nw.strength(net, role="learned").tolist() == [3.5, 4, 0, 0]
    assert nw.strength(net, role="taught").tolist() == [4, 3, 0.5, 0]
    assert nw.strength(net).tolist() == [7.5, 7, 0.5, 0]


def test_strength_of_two_kinds_is_refused():
    net = network("a-b b-a", "ab", kind=["advice", "attendance"])
    with pytest.raises(nw.errors.DataError, match="wants one unit"):
        nw.strength(net)
    assert nw.degree(net).tolist() == [1, 1]


def test_the_worked_session_of_the_specification():
    # Specification 1.2: learned a 3, b 3, c 2, p 0; taught p 3, a 2, b 2, c 1.
    half = "a-b b-a a-c c-a b-c c-b"
    net = network(f"a-p b-p c-p {half} a-b b-a", "abcp", weight=[1] * 3 + [0.5] * 6 + [1] * 2)
    assert nw.strength(net, role="learned").tolist() == [3, 3, 2, 0]
    assert nw.strength(net, role="taught").tolist() == [2, 2, 1, 3]


def test_thresholds_bind_structural_measures():
    net = network("a-b b-c", "abc", weight=[1.0, 3.0]).with_threshold({"tie": 2})
    assert nw.degree(net).tolist() == [0, 1, 1]
    assert nw.strength(net).tolist() == [1, 4, 3]


def test_mere_opportunity_is_no_tie():
    kinds = pd.DataFrame({"evidence": ["opportunity"], "headline": [False]}, index=["attendance"])
    ties = pd.DataFrame({"learner": ["a"], "learned_from": ["b"], "kind": "attendance"})
    net = nw.Network(["a", "b"], ties, kinds)
    with pytest.raises(nw.errors.DataError, match="being in the same room is not a tie"):
        nw.degree(net)
    assert nw.strength(net).tolist() == [1, 1]


def test_betweenness_of_a_chain():
    assert nw.betweenness(CHAIN).tolist() == [0, 2, 2, 0, 0]
    assert nw.betweenness(CHAIN, directed=True).tolist() == [0, 2, 2, 0, 0]
    assert nw.betweenness(CHAIN, normalized=True).tolist() == [0, 2 / 6, 2 / 6, 0, 0]
    assert nw.betweenness(CHAIN, directed=True, normalized=True).tolist() == [0, 1 / 6, 1 / 6, 0, 0]


def test_two_equal_ways_share_a_pair():
    square = network("a-b b-c c-d d-a", "abcd")
    assert nw.betweenness(square).tolist() == [0.5] * 4
    assert nw.betweenness(square, directed=True).tolist() == [3] * 4


def test_betweenness_needs_three_for_a_share():
    pair = network("a-b", "ab")
    assert nw.betweenness(pair).tolist() == [0, 0]
    assert nw.betweenness(pair, normalized=True).isna().all()


def test_harmonic_by_role():
    thirds = 1 + 1 / 2 + 1 / 3
    learned = nw.harmonic(CHAIN, directed=True)
    assert learned.tolist() == pytest.approx([thirds / 4, 1.5 / 4, 1 / 4, 0, 0])
    taught = nw.harmonic(CHAIN, directed=True, role="taught")
    assert taught.tolist() == pytest.approx([0, 1 / 4, 1.5 / 4, thirds / 4, 0])
    assert nw.harmonic(CHAIN).tolist() == pytest.approx([
        thirds / 4,
        2.5 / 4,
        2.5 / 4,
        thirds / 4,
        0,
    ])


@pytest.mark.parametrize(
    ("series", "name"),
    [
        (nw.degree(CHAIN, role="taught"), "degree_taught"),
        (nw.strength(CHAIN, role="learned"), "strength_learned"),
        (nw.betweenness(CHAIN, directed=True, normalized=True), "betweenness_directed_normalized"),
        (nw.harmonic(CHAIN, directed=True, role="taught"), "harmonic_taught"),
    ],
)
def test_the_name_says_the_option(series, name):
    assert series.name == name


@pytest.mark.parametrize("measure", [nw.degree, nw.strength, nw.harmonic])
def test_an_unknown_role_is_refused(measure):
    with pytest.raises(nw.errors.ArgumentError, match=r"role must be one of .* got 'tought'"):
        measure(CHAIN, role="tought")
