"""Laws of structural holes and brokerage that hold for every network, tried on made-up ones."""

from functools import partial

import networkx as nx
import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw

NAMES = [f"p{number}" for number in range(8)]
MEASURES = {
    "constraint": nw.constraint,
    "constraint weighted": partial(nw.constraint, weighted=True),
    "constraint ego": partial(nw.constraint, weighted=True, model="ego"),
    "effective_size ego": partial(nw.effective_size, directed=True, model="ego"),
    "burt_efficiency": nw.burt_efficiency,
    "burt_efficiency weighted": partial(nw.burt_efficiency, weighted=True),
    "burt_hierarchy": nw.burt_hierarchy,
    "burt_hierarchy weighted": partial(nw.burt_hierarchy, weighted=True),
    "open_two_paths": nw.open_two_paths,
    "brokerage": nw.brokerage,
    "brokerage partial": partial(nw.brokerage, partial=True),
    "brokerage weighted": partial(nw.brokerage, weighted=True),
    "brokerage undirected": partial(nw.brokerage, directed=False),
    "brokerage expected": partial(nw.brokerage, expected=True),
}
SCALE_FREE = [name for name in MEASURES if name != "brokerage weighted"]
SYMMETRIC = [name for name in MEASURES if not name.startswith("brokerage")]
some = settings(max_examples=25)
few = settings(max_examples=10)  # many measures, twice each


@st.composite
def networks(draw):
    """Draw people with organizations and ties of several weights."""
    ids = NAMES[: draw(st.integers(1, len(NAMES)))]
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    pairs = draw(st.lists(pair, max_size=30)) if len(ids) > 1 else []
    weights = st.lists(st.sampled_from([0.5, 1.0, 2.0]), min_size=len(pairs), max_size=len(pairs))
    groups = st.lists(st.sampled_from("ABC"), min_size=len(ids), max_size=len(ids))
    people = pd.DataFrame({"organization": draw(groups)}, index=pd.Index(ids, dtype="str"))
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"], dtype="str")
    return nw.Network(people, ties.assign(weight=np.array(draw(weights), dtype=float)))


def rebuilt(net, people=None, **columns):
    """Give the network with other people or other columns of the ties."""
    ties = net.ties.astype({"learner": "str", "learned_from": "str"})
    return nw.Network(net.people if people is None else people, ties.assign(**columns), net.kinds)


def turned(net):
    """Give the network with every arrow the other way round."""
    return rebuilt(net, learner=net.ties["learned_from"], learned_from=net.ties["learner"])


def same(left, right):
    """Compare person by person, NaN equal to NaN."""
    right = right.reindex(left.index).to_numpy()
    np.testing.assert_allclose(left.to_numpy(), right, rtol=1e-9, atol=1e-9, equal_nan=True)


@given(networks(), st.data())
@few
def test_the_order_of_people_changes_nothing(net, data):
    order = data.draw(st.permutations(list(net.people.index)))
    again = rebuilt(net, people=net.people.loc[order])
    for measure in MEASURES.values():
        same(measure(net), measure(again))


@given(networks())
@few
def test_turning_the_arrows_swaps_two_roles_and_nothing_else(net):
    other = turned(net)
    for name in SYMMETRIC:
        same(MEASURES[name](net), MEASURES[name](other))
    swap = {"gatekeeper": "representative", "representative": "gatekeeper"}
    for name in ("brokerage", "brokerage partial", "brokerage weighted"):
        one, turned_round = MEASURES[name](net), MEASURES[name](other).rename(columns=swap)
        same(one, turned_round[list(one)])


@given(networks())
@few
def test_doubling_the_strengths_changes_only_weighted_brokerage(net):
    double = rebuilt(net, weight=net.ties["weight"] * 2)
    for name in SCALE_FREE:
        same(MEASURES[name](net), MEASURES[name](double))
    same(2 * MEASURES["brokerage weighted"](net), MEASURES["brokerage weighted"](double))


@given(networks())
@some
def test_roles_add_up_to_the_open_pairs(net):
    merged = nw.brokerage(net, directed=False)
    assert merged["total"].tolist() == nw.open_two_paths(net).tolist()
    directed = nw.brokerage(net)
    assert (directed.drop(columns="total").sum(axis=1) == directed["total"]).all()
    # Partial shares of the brokers between two people add up to one for each two.
    graph = net.to_networkx(parallel=False)
    apart = [
        (one, other)
        for one in graph
        for other in set(nx.single_source_shortest_path_length(graph, one, cutoff=2))
        if nx.shortest_path_length(graph, one, other) == 2
    ]
    total = nw.brokerage(net, partial=True)["total"].sum()
    np.testing.assert_allclose(total, len(apart), atol=1e-9)


@given(networks())
@some
def test_networkx_agrees_person_by_person(net):
    # As plain networks: networkx gives whoever is only learned from no value where arrows count.
    graph = net.to_networkx(parallel=False).to_undirected()
    same(nw.constraint(net), pd.Series(nx.constraint(graph, nodes=list(graph)), dtype=float))
    sizes = nx.effective_size(graph, nodes=list(graph))
    same(nw.effective_size(net), pd.Series(sizes, dtype=float))


@given(networks())
@some
def test_ranges(net):
    assert nw.burt_hierarchy(net).dropna().between(0, 1).all()
    efficiency = nw.burt_efficiency(net).dropna()
    assert ((efficiency > 0) & (efficiency < 1 + 1e-12)).all()
    assert (nw.constraint(net).dropna() > 0).all()
    ego, whole = nw.constraint(net, model="ego"), nw.constraint(net)
    assert (ego.dropna() >= whole.dropna() - 1e-12).all()  # contacts spend a larger share inside
