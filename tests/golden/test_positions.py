"""Core and periphery, triads and cores of the six toy graphs, with their exact values.

Cores, misplaced pairs, fits and transitivities are those of the methodological specification; the
other counts are small enough to be seen in a drawing.
"""

import json
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

import netweave as nw

NAN = float("nan")
FACTS = json.loads(Path(__file__).with_name("toy_expected.json").read_text(encoding="utf-8"))
# core, misplaced pairs, fit, density of core and periphery, ambiguous
CORES = {
    "star6": ("c", 0, NAN, NAN, 0, False),
    "complete6": ("v1 v2 v3 v4 v5", 0, NAN, 1, NAN, True),
    "ring6": ("v1 v2", 3, 0.35355339059327373, 1, Fraction(1, 2), True),
    "two_cliques_bridge8": (
        *("a1 a2 b1", 5, 0.22537446792760443, Fraction(2, 3), Fraction(2, 5), True),
    ),
    "core_periphery8": ("A B C D", 0, 1, 1, 0, False),
    "disconnected_pairs6": ("v1", 2, NAN, NAN, Fraction(1, 5), True),
}
TRANSITIVITY = {
    "star6": 0,
    "complete6": 1,
    "ring6": 0,
    "two_cliques_bridge8": Fraction(4, 5),
    "core_periphery8": Fraction(6, 11),
    "disconnected_pairs6": NAN,
}
# The numbers of triangles, and of the deepest core with how many are in it.
TRIANGLES = {
    "star6": (0, 1, 6),
    "complete6": (20, 5, 6),
    "ring6": (0, 2, 6),
    "two_cliques_bridge8": (8, 3, 8),
    "core_periphery8": (8, 3, 4),
    "disconnected_pairs6": (0, 1, 6),
}


def toy(name):
    """Give a toy graph, its people in the order of their names."""
    facts = FACTS[name]
    people = sorted(facts["org"])
    ties = pd.DataFrame(facts["edges"], columns=["learner", "learned_from"])
    return nw.Network(people, ties)


def exactly(value):
    """Compare with an exact value; undefined equals undefined."""
    return pytest.approx(float(value), rel=1e-12, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("name", CORES)
def test_core_and_periphery(name):
    core, wrong, fit, inner, outer, ambiguous = CORES[name]
    found = nw.core_periphery(toy(name), seed=1, draws=0)
    assert sorted(found.core.index[found.core]) == core.split()
    assert found.ambiguous is ambiguous
    estimate = found.table.set_index("term")["estimate"]
    assert estimate["misplaced_pairs"] == wrong
    assert estimate["fit"] == exactly(fit)
    assert estimate["core_density"] == exactly(inner)
    assert estimate["periphery_density"] == exactly(outer)


@pytest.mark.parametrize("name", TRANSITIVITY)
def test_transitivity(name):
    assert nw.transitivity(toy(name)) == exactly(TRANSITIVITY[name])


@pytest.mark.parametrize("name", TRIANGLES)
def test_triangles_and_cores(name):
    net = toy(name)
    triangles, deepest, people = TRIANGLES[name]
    closed = ["030T", "030C", "120D", "120U", "120C", "210", "300"]
    assert nw.triad_census(net)[closed].sum() == triangles
    core = nw.core_number(net)
    assert (core.max(), (core == deepest).sum()) == (deepest, people)


def test_the_core_of_the_specification_is_rare_by_chance():
    # Of the random networks with 8 people and 14 ties about 2 in 100 misplace no pair.
    table = nw.core_periphery(toy("core_periphery8"), seed=7).table.set_index("term")
    assert table.loc["misplaced_pairs", "percentile"] < 0.05
    assert table.loc["fit", "percentile"] > 0.9
