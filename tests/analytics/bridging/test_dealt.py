"""Brokerage against labels dealt anew."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import engine
from netweave.results import TERMS

GROUPS = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "c1": "C"}
EDGES = "a2-a1 a3-a2 b1-a3 b2-b1 c1-b1 a1-c1 b1-a2"


def network(edges, organizations=None, **columns):
    """Give a network from "a-b" = a learned from b, and {person: organization}."""
    pairs = [edge.split("-") for edge in edges.split()]
    groups = pd.Series(organizations or GROUPS, dtype="str")
    people = pd.DataFrame({"organization": groups, **columns})
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"], dtype="str")
    return nw.Network(people, ties)


def cells(result, column, person=None):
    """Give one column of the whole network's rows, or of somebody's."""
    whose = result.table["person"]
    rows = result.table[whose.isna() if person is None else whose == person]
    return rows.set_index("term")[column]


def test_the_mean_over_dealings_is_the_exact_expectation():
    net = network(EDGES)
    result = nw.brokerage_against_labels(net, seed=4, permutations=4000)
    exact = nw.brokerage(net, expected=True)
    for person in ("a2", "b1"):
        exactly = exact.loc[person].drop("total")
        error = cells(result, "std_error", person) / np.sqrt(4000)
        assert (abs(cells(result, "expected", person) - exactly) < 4 * error).all()
        assert cells(result, "estimate", person).tolist() == (
            nw.brokerage(net).loc[person].drop("total").tolist()
        )
        assert set(cells(result, "n", person)) == {exact.loc[person, "total"].round()}
    whole = cells(result, "estimate")
    assert whole.tolist() == nw.brokerage(net).sum().drop("total").tolist()
    assert result.claim == 2
    assert list(result.table)[: len(TERMS)] == TERMS


def test_three_deals_are_a_third_each():
    # b1 is between a1 and b2, the only A goes to one of the three: gatekeeper if it stays.
    net = network("b1-a1 b2-b1", {"a1": "A", "b1": "B", "b2": "B"})
    result = nw.brokerage_against_labels(net, seed=2, permutations=3000)
    at = result.table[result.table["person"] == "b1"].set_index("term").loc["gatekeeper"]
    assert at["estimate"] == 1
    assert at["expected"] == pytest.approx(1 / 3, abs=0.03)
    p = at["expected"]
    assert at["std_error"] == pytest.approx(np.sqrt(p * (1 - p)), rel=1e-3)
    assert at["statistic"] == pytest.approx((1 - p) / at["std_error"])
    # 1 - p of the deals are below, p are equal.
    assert at["percentile"] == pytest.approx((3000 * (1 - p / 2) + 0.5) / 3001)
    assert at["p_value"] == pytest.approx(2 * (1 - at["percentile"]))


def test_the_same_seed_and_either_engine_give_the_same(monkeypatch):
    net = network(EDGES)
    first = nw.brokerage_against_labels(net, seed=7, permutations=50)
    monkeypatch.setattr(engine, "SMALL", -1)
    again = nw.brokerage_against_labels(network(EDGES), seed=7, permutations=50)
    pd.testing.assert_frame_equal(first.table, again.table)
    other = nw.brokerage_against_labels(net, seed=8, permutations=50)
    assert not first.table.equals(other.table)


def test_strata_hold_the_labels_where_nothing_can_be_swapped():
    # Everybody alone in a stratum: every deal is the one observed.
    net = network(EDGES, place=list("uvwxyz"))
    result = nw.brokerage_against_labels(net, seed=1, strata="place", permutations=20)
    np.testing.assert_allclose(result.table["expected"], result.table["estimate"])
    assert set(result.table["reason"]) == {"SAME_BY_CHANCE"}
    assert result.table[["statistic", "percentile", "p_value"]].isna().all(axis=None)


def test_a_person_of_unknown_group_has_no_roles():
    net = network(EDGES, {**GROUPS, "c1": np.nan})
    result = nw.brokerage_against_labels(net, seed=1, permutations=20)
    assert cells(result, "estimate", "c1").isna().all()
    assert set(cells(result, "reason", "c1")) == {"NO_GROUP_KNOWN"}
    assert cells(result, "estimate").tolist() == nw.brokerage(net).sum().drop("total").tolist()


@pytest.mark.parametrize("groups", [dict.fromkeys(GROUPS, np.nan), {}], ids=["unknown", "nobody"])
def test_nobody_of_known_group(groups):
    people = pd.DataFrame({"organization": pd.Series(groups, dtype="str")})
    ties = pd.DataFrame({"learner": [], "learned_from": []}, dtype="str")
    result = nw.brokerage_against_labels(nw.Network(people, ties), seed=1, permutations=5)
    assert len(result.table) == 5 * (len(groups) + 1)
    assert result.table["estimate"].isna().all()
    assert set(result.table["reason"]) == {"NO_GROUP"}
    assert nw.codes.REASONS["NO_GROUP"] in result.sentence


def test_without_directions_there_are_four_roles_and_the_sentence_says_them():
    net = network("a2-a1 b1-a2", dict.fromkeys(GROUPS, "A"))
    result = nw.brokerage_against_labels(net, seed=1, directed=False, permutations=5)
    assert result.sentence == (
        "Times that somebody stands between two people who are not tied: 1, as coordinator 1 "
        "(1.0), consultant 0 (0.0), gatekeeper or representative 0 (0.0), liaison 0 (0.0); in "
        "brackets the average if the labels of organization are dealt at random."
    )
    assert result.passport.seed == 1


@pytest.mark.parametrize("wrong", [{"permutations": 0}, {"seed": -1}])
def test_settings_out_of_range(wrong):
    with pytest.raises(nw.errors.ArgumentError, match=next(iter(wrong))):
        nw.brokerage_against_labels(network(EDGES), **{"seed": 1, **wrong})
