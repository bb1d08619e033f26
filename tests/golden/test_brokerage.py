"""Brokerage and structural holes of the six toy graphs, from facts that are exact."""

import json
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

import netweave as nw

FACTS = json.loads(Path(__file__).with_name("toy_expected.json").read_text(encoding="utf-8"))
TOYS = [name for name in FACTS if not name.startswith("_")]
EVERY_TOY = pytest.mark.parametrize("name", TOYS)


def toy(name):
    """Give a toy graph as a network."""
    facts = FACTS[name]
    people = pd.DataFrame({"organization": pd.Series(facts["org"])})
    return nw.Network(people, pd.DataFrame(facts["edges"], columns=["learner", "learned_from"]))


def exact(name, fact):
    """Give a fact about everybody, null as NaN."""
    values = {
        who: float("nan") if facts[fact] is None else float(Fraction(facts[fact]))
        for who, facts in FACTS[name]["nodes"].items()
    }
    return pd.Series(values, dtype=float)


@EVERY_TOY
def test_brokered_pairs_are_the_open_pairs(name):
    found = nw.brokerage(toy(name), directed=False)["total"]
    assert found.tolist() == exact(name, "open_pairs").reindex(found.index).tolist()


@EVERY_TOY
def test_efficiency_is_effective_size_by_degree(name):
    found = nw.burt_efficiency(toy(name))
    wanted = (exact(name, "effective_size") / exact(name, "degree")).reindex(found.index)
    assert found.tolist() == pytest.approx(wanted.tolist(), nan_ok=True)


def ends(facts, middle):
    """Give the open pairs around somebody, read off the list of ties."""
    tied = {frozenset(edge) for edge in facts["edges"]}
    near = sorted(next(iter(pair - {middle})) for pair in tied if middle in pair)
    return [
        (one, other)
        for place, one in enumerate(near)
        for other in near[place + 1 :]
        if frozenset((one, other)) not in tied
    ]


@EVERY_TOY
def test_roles(name):
    facts = FACTS[name]
    found = nw.brokerage(toy(name), directed=False)
    org = facts["org"]
    for middle in org:
        roles = dict.fromkeys(found.columns, 0)
        for one, other in ends(facts, middle):
            own = (org[one] == org[middle]) + (org[other] == org[middle])
            apart = "consultant" if org[one] == org[other] else "liaison"
            roles[[apart, "gatekeeper_or_representative", "coordinator"][own]] += 1
            roles["total"] += 1
        assert found.loc[middle].to_dict() == roles


def test_the_middle_of_the_star_by_hand():
    # Every leaf counts with every other: 10 pairs of 5 leaves, nobody else brokers.
    found = nw.brokerage(toy("star6"), directed=False)["total"]
    assert sorted(found) == [0, 0, 0, 0, 0, 10]


def test_hierarchy_of_rings_and_cliques_is_nothing():
    for name in ("ring6", "complete6"):
        assert nw.burt_hierarchy(toy(name)).tolist() == pytest.approx([0] * 6, abs=1e-12)
