"""The network rows and the phases of the six toy graphs, exactly, and of two cases to hold."""

import itertools
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import shapes

FACTS = json.loads(Path(__file__).with_name("toy_expected.json").read_text(encoding="utf-8"))

# C_D, C_B, C_H, degree Gini, evenness, 1/HHI, N_hub, core people (0: ambiguous), misplaced pairs,
# fit, greatest pair loss, phase, whether it is supported; None is undefined.
ROWS = {
    "star6": ("1", "1", "1", "1/3", 0.8360, "10/3", "1", 1, 0, None, "1", "hub_and_spoke", True),
    "complete6": ("0", "0", "0", "0", 1, "6", None, 0, 0, None, "0", "distributed", None),
    "ring6": ("0", "0", "0", "0", 1, "6", "6", 0, 3, 0.354, "0", "distributed", None),
    "two_cliques_bridge8": (
        *("1/7", "24/49", "2/7", "3/52", 0.9959, "338/43", "2"),
        *(0, 5, 0.225, "4/7", "multi_hub", True),
    ),
    "core_periphery8": (
        *("2/7", "16/147", "20/63", "3/14", 0.9544, "196/29", "4"),
        *(4, 0, 1, "0", "core_periphery", True),
    ),
    "disconnected_pairs6": (
        *("0", "0", "0", "0", 1, "6", None),
        *(0, 2, None, "0", "scattered_fragments", None),
    ),
}
ENDS = ["learner", "learned_from"]
EVERY_TOY = pytest.mark.parametrize("name", ROWS)


def toy(name):
    """Give a toy graph as a network."""
    people = pd.DataFrame({"organization": pd.Series(FACTS[name]["org"])})
    ties = pd.DataFrame(FACTS[name]["edges"], columns=ENDS)
    return nw.Network(people, ties)


def exactly(fact):
    """Compare with an exact fraction; None is undefined."""
    value = np.nan if fact is None else float(Fraction(fact))
    return pytest.approx(value, rel=1e-12, abs=1e-12, nan_ok=True)


@EVERY_TOY
def test_the_row_of_each_index(name):
    found = nw.hub_or_node(toy(name), draws=0).table.set_index("term")["estimate"]
    *indices, even, number, hubs, size, misplaced, fit, loss, _, _ = ROWS[name]
    terms = ("degree", "betweenness", "harmonic")
    assert found[[f"centralization_{term}" for term in terms]].tolist() == [
        exactly(fact) for fact in indices[:3]
    ]
    assert found["gini"] == exactly(indices[3])
    assert found["evenness"] == pytest.approx(even, abs=5e-5)
    assert found["effective_number"] == exactly(number)
    assert found["effective_hubs"] == exactly(hubs)
    assert nw.effective_hubs(toy(name)) == exactly(hubs)
    assert found["max_pair_loss"] == exactly(loss)
    assert found["core_fit"] == pytest.approx(np.nan if fit is None else fit, abs=5e-4, nan_ok=True)
    core = nw.core_periphery(toy(name), seed=0, draws=0)
    assert core.table["estimate"][0] == misplaced
    assert core.ambiguous is (size == 0)
    assert size in {0, found["core_people"]}


@EVERY_TOY
def test_the_phase_and_whether_chance_would_give_it(name):
    found = nw.structural_phase(toy(name), force=True, draws=1999)
    *_, phase, supported = ROWS[name]
    assert found.label == phase
    assert found.supported is supported
    assert found.claim == (2 if supported else 1)
    assert nw.structural_phase(toy(name), draws=0).label == ""


LOSSES = (
    "pair_loss",
    "geodesic_share",
    "open_two_path_share",
    "sole_common_neighbour_share",
    "efficiency_loss",
)


@EVERY_TOY
def test_what_hangs_on_each_person(name):
    found = nw.removal_losses(toy(name))
    assert tuple(found.columns) == LOSSES
    for person, exact in FACTS[name]["network"]["hub_dependence"].items():
        for term in LOSSES:
            assert found.loc[person, term] == exactly(exact[term]), (person, term)


def test_one_star_in_five_hundred():
    # Five of fifteen pairs: 3003 networks, of which six are stars; exactly, and as drawn.
    pairs = list(itertools.combinations(range(6), 2))
    degrees = np.array([
        np.bincount(np.ravel(ties), minlength=6) for ties in itertools.combinations(pairs, 5)
    ]).astype(float)
    every = shapes.centralizations(degrees)
    assert len(every) == 3003
    assert (every >= 1).sum() == 6
    draws = 4999
    found = nw.structural_phase(toy("star6"), force=True, draws=draws)
    exact = 6 / 3003
    assert found.p_value == pytest.approx(exact, abs=4 * np.sqrt(exact / draws))
    row = found.table.set_index("term").loc["centralization_degree"]
    assert row["null_mean"] == pytest.approx(every.mean(), abs=4 * every.std() / np.sqrt(draws))
    assert row["null_sd"] == pytest.approx(every.std(), rel=0.05)
    assert row["percentile"] == pytest.approx(1 - exact / 2, abs=2 * np.sqrt(exact / draws))


@pytest.mark.parametrize(
    ("name", "p_value"), [("two_cliques_bridge8", 0.009), ("core_periphery8", 0.02)]
)
def test_the_other_two_are_rare_as_well(name, p_value):
    found = nw.structural_phase(toy(name), force=True, draws=1999)
    assert found.p_value == pytest.approx(p_value, abs=0.008)


def triads(teams):
    """Give teams of three, whose leads are all tied to one convener."""
    rows, people = [], {"h": "H"}
    for team in range(teams):
        lead, two, three = (f"{who}{team}" for who in "abc")
        people |= dict.fromkeys((lead, two, three), f"T{team}")
        rows += [(lead, two), (two, three), (lead, three), (lead, "h")]
    table = pd.DataFrame({"organization": pd.Series(people)})
    table["convener"] = table.index == "h"
    return nw.Network(table, pd.DataFrame(rows, columns=ENDS))


def test_eight_triads_on_one_convener_are_a_hub_with_spokes_and_never_several_hubs():
    found = nw.structural_phase(triads(8))
    assert found.label == "hub_and_spoke"
    values = found.table.set_index("term")["estimate"]
    assert values["max_pair_loss"] == pytest.approx(1 - 24 / 276)  # .91
    assert values["centralization_degree"] == pytest.approx(136 / 552)  # .25
    assert values["broker_share"] == pytest.approx(28 / 44)  # .64
    assert 2 <= values["effective_hubs"] <= 12.5  # so that the fourth rule would hold as well
    assert found.without_convener == "scattered_fragments"
    said = nw.hub_or_node(triads(8), draws=99)
    assert said.sentence.startswith(
        "Without the convener, 9 in 100 member pairs can still reach each other, 24 of 276 (with "
        "the convener 100 in 100); 0 of 28 organization pairs are linked directly. "
    )
    assert "several" not in found.sentence + said.sentence


def test_two_stars_apart_are_fragments():
    rows = [("x", f"a{leaf}") for leaf in range(9)] + [("y", f"b{leaf}") for leaf in range(9)]
    people = sorted({person for row in rows for person in row})
    found = nw.structural_phase(nw.Network(people, pd.DataFrame(rows, columns=ENDS)))
    assert found.label == "scattered_fragments"
    assert found.supported is None
