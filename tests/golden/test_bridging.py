"""Bridging on the six toy graphs of the methodological specification, exact values."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import netweave as nw

FACTS = json.loads(Path(__file__).with_name("toy_expected.json").read_text(encoding="utf-8"))
TOYS = [name for name in FACTS if not name.startswith("_")]


def toy(name):
    """Give a toy graph as a network; each tie is one row, in one direction only."""
    facts = FACTS[name]
    people = pd.DataFrame({"organization": pd.Series(facts["org"])})
    ties = pd.DataFrame(facts["edges"], columns=["learner", "learned_from"])
    return nw.Network(people, ties)


def first_with(name, degree):
    """Give the first person of a toy who has so many ties."""
    degrees = nw.degree(toy(name))
    return degrees.index[degrees == degree][0]


@pytest.mark.parametrize("name", TOYS)
def test_pairs_separated_are_the_share_of_pairs_lost(name):
    net = toy(name)
    separated = nw.pairs_separated(net)
    sizes = nw.components(net).map(nw.components(net).value_counts())
    pairs = sum(size * (size - 1) // 2 for size in nw.components(net).value_counts())
    for person, losses in FACTS[name]["network"]["hub_dependence"].items():
        joined = pairs - (int(sizes[person]) - 1)
        lost = Fraction(losses["pair_loss"] or 0)
        assert separated[person] == pytest.approx(float(lost * joined))
        assert nw.cutpoints(net)[person] == (lost > 0)


# Toy, number of ties of the person, participation (table 2.7, column Blau), Everett-Valente.
PEOPLE = [
    ("star6", 5, "16/25", "5"),
    ("star6", 1, "0", "0"),
    ("complete6", 5, "16/25", "0"),
    ("ring6", 2, "0", "9/2"),
    ("two_cliques_bridge8", 4, "3/8", "31/4"),
    ("two_cliques_bridge8", 3, "0", "0"),
    ("core_periphery8", 5, "18/25", "3"),  # betweenness 4: (2·4 + 7)/5
    ("core_periphery8", 2, "1/2", "0"),
    ("disconnected_pairs6", 1, "0", "0"),
]


@pytest.mark.parametrize(("name", "degree", "spread", "score"), PEOPLE)
def test_the_spread_and_the_score_of_a_person(name, degree, spread, score):
    person = first_with(name, degree)
    assert nw.participation(toy(name))[person] == pytest.approx(float(Fraction(spread)))
    assert nw.everett_valente(toy(name))[person] == pytest.approx(float(Fraction(score)))


@pytest.mark.parametrize(
    ("name", "bridges", "spans"),
    [
        ("star6", 5, [np.nan]),
        ("complete6", 0, [2]),
        ("ring6", 0, [5]),
        ("two_cliques_bridge8", 1, [2, np.nan]),
        ("core_periphery8", 0, [2]),
        ("disconnected_pairs6", 3, [np.nan]),
    ],
)
def test_bridges_and_spans(name, bridges, spans):
    net = toy(name)
    assert nw.bridges(net).sum() == bridges
    assert sorted(nw.local_bridges(net).unique()) == pytest.approx(spans, nan_ok=True)


@pytest.mark.parametrize("name", TOYS)
def test_the_index_between_its_bounds(name):
    # All ties that can be are across in the star and the ring; all inside in the pairs. In the
    # complete graph there is one way only. Of the 13 ties of the two cliques at most 12 fit
    # inside, and 12 are. Core-periphery: of 14 ties 4 of 4 are inside, the most there can be.
    wanted = dict(zip(TOYS, (1, np.nan, 1, -1, -1, -1), strict=True))
    table = nw.ei_index(toy(name)).table.set_index("term")
    assert table.loc["rescaled", "estimate"] == pytest.approx(wanted[name], nan_ok=True)


@pytest.mark.parametrize(
    ("name", "alone", "pair"),
    [
        ("star6", "1", "1"),
        ("complete6", "0", "0"),
        ("ring6", "0", "2/3"),
        ("two_cliques_bridge8", "4/7", "3/5"),
        ("core_periphery8", "0", "1/3"),
        ("disconnected_pairs6", "4/5", "5/6"),
    ],
)
def test_the_best_set_of_one_and_of_two(name, alone, pair):
    # Two cliques: without a1 3 + 6 of 21 pairs are joined; without a1 and another a 1 + 6 of 15,
    # without a1 and b1 3 + 3 of 15. Ring: two opposite people leave two pairs. Core-periphery:
    # without A and B, p1 is alone.
    for size, value in ((1, alone), (2, pair)):
        found = nw.key_players(toy(name), size).table.set_index("term")
        assert found.loc["value", "estimate"] == pytest.approx(float(Fraction(value)))
