"""Laws that hold for every network, tried on made-up ones."""

from functools import partial

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import netweave as nw
from netweave._kernels import cuts, removal
from netweave.analytics.bridging.holes import open_two_paths
from netweave.analytics.cohesion.reaching import global_efficiency, reach

NAMES = [f"p{number:02}" for number in range(9)]
EGO = {
    "degree": nw.degree,
    "degree learned": partial(nw.degree, role="learned"),
    "strength": nw.strength,
    "strength taught": partial(nw.strength, role="taught"),
    "betweenness": nw.betweenness,
    "betweenness directed": partial(nw.betweenness, directed=True),
    "constraint": nw.constraint,
    "constraint weighted": partial(nw.constraint, weighted=True),
    "constraint directed": partial(nw.constraint, directed=True),
    "effective_size": nw.effective_size,
    "effective_size weighted": partial(nw.effective_size, weighted=True),
    "open_two_paths": open_two_paths,
    "ei_index_by_person": nw.ei_index_by_person,
}
PERSON = EGO | {
    "harmonic": nw.harmonic,
    "harmonic taught": partial(nw.harmonic, directed=True, role="taught"),
    "isolates": nw.isolates,
}
NETWORK = {
    "density": nw.density,
    "connectedness": nw.connectedness,
    "reach": reach,
    "global_efficiency": global_efficiency,
    "reciprocity": nw.reciprocity,
    "centralization": nw.centralization,
    "centralization betweenness": partial(nw.centralization, of="betweenness"),
    "centralization harmonic": partial(nw.centralization, of="harmonic"),
    "modularity": nw.modularity,
    "pair_loss": lambda net: nw.hub_dependence(net).table["estimate"][0],
}
some = settings(max_examples=20)


@st.composite
def networks(draw):
    """Draw people with organizations and ties of several weights, parallel and mutual ones too."""
    ids = NAMES[: draw(st.integers(2, len(NAMES)))]
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    weight = st.sampled_from([0.5, 1.0, 2.0, 5.0])
    rows = draw(st.lists(st.tuples(pair, weight), max_size=20))
    people = pd.DataFrame(
        {
            "organization": draw(
                st.lists(st.sampled_from("ABC"), min_size=len(ids), max_size=len(ids))
            ),
            "convener": [place == 0 for place in range(len(ids))],
        },
        index=ids,
    )
    ties = pd.DataFrame(
        [(learner, learned_from, w) for (learner, learned_from), w in rows],
        columns=["learner", "learned_from", "weight"],
    )
    return nw.Network(people, ties.astype({"weight": float}))


def plain(net):
    """Give the simple undirected networkx graph under a network."""
    graph = nx.Graph()
    graph.add_nodes_from(net.people.index)
    graph.add_edges_from(zip(net.ties["learner"], net.ties["learned_from"], strict=True))
    return graph


def arrows(net):
    """Give the simple directed networkx graph of a network, weights added up."""
    return net.to_networkx(parallel=False)


def rebuilt(net, *, people=None, **columns):
    """Give the network with other people or other columns of the ties."""
    ties = net.ties.astype({"learner": "str", "learned_from": "str"})
    everybody = net.people if people is None else people
    return nw.Network(everybody, ties.assign(**columns), net.kinds)


def assert_same(left, right):
    """Compare two Series person by person, NaN equal to NaN."""
    np.testing.assert_allclose(
        left.astype(float), right.reindex(left.index).astype(float), rtol=1e-9, atol=1e-9
    )


@given(networks(), st.data())
@some
def test_the_order_of_people_changes_nothing(net, data):
    order = data.draw(st.permutations(list(net.people.index)))
    again = rebuilt(net, people=net.people.loc[order])
    for measure in PERSON.values():
        assert_same(measure(net), measure(again))
    for name, measure in NETWORK.items():
        assert measure(net) == pytest.approx(measure(again), nan_ok=True), name


@given(networks())
@some
def test_a_person_without_ties_leaves_the_others(net):
    newcomer = pd.DataFrame({"organization": ["A"], "convener": [False]}, index=["zoe"])
    more = rebuilt(net, people=pd.concat([net.people, newcomer]))
    several = len(net.people["organization"].unique()) > 1
    for measure in EGO.values():
        if several or measure is not nw.ei_index_by_person:
            assert_same(measure(net), measure(more))
    before, after = (nw.density(one) * one.n * (one.n - 1) for one in (net, more))
    assert before == pytest.approx(after)
    if several:
        before, after = (nw.ei_index(one).table["estimate"][0] for one in (net, more))
        assert before == pytest.approx(after, nan_ok=True)


@given(networks())
@some
def test_turning_every_tie_round_swaps_learned_and_taught(net):
    ties = net.ties
    turned = rebuilt(net, learner=ties["learned_from"], learned_from=ties["learner"])
    for measure in (nw.degree, nw.strength, partial(nw.harmonic, directed=True)):
        assert_same(measure(net, role="learned"), measure(turned, role="taught"))
    for measure in (nw.constraint, nw.effective_size):
        assert_same(measure(net, weighted=True), measure(turned, weighted=True))
        assert_same(measure(net, directed=True), measure(turned, directed=True))
    assert_same(nw.betweenness(net, directed=True), nw.betweenness(turned, directed=True))
    assert nw.reciprocity(net) == pytest.approx(nw.reciprocity(turned), nan_ok=True)


@given(networks(), st.sampled_from([0.25, 2.0, 7.0]))
@some
def test_scaling_the_weights_changes_strength_only(net, factor):
    scaled = rebuilt(net, weight=net.ties["weight"] * factor)
    assert_same(nw.strength(net) * factor, nw.strength(scaled))
    assert_same(nw.constraint(net, weighted=True), nw.constraint(scaled, weighted=True))
    assert_same(nw.effective_size(net, weighted=True), nw.effective_size(scaled, weighted=True))


@given(networks())
@some
def test_a_tie_in_two_halves_is_the_same_tie(net):
    halves = net.ties.assign(weight=net.ties["weight"] / 2)
    ties = pd.concat([halves, halves]).astype({"learner": "str", "learned_from": "str"})
    split = nw.Network(net.people, ties, net.kinds)
    for measure in EGO.values():
        assert_same(measure(net), measure(split))


@given(networks())
@some
def test_binary_measures_are_those_of_networkx(net):
    graph, n = plain(net), net.n
    assert_same(nw.betweenness(net), pd.Series(nx.betweenness_centrality(graph, normalized=False)))
    assert_same(nw.harmonic(net), pd.Series(nx.harmonic_centrality(graph)) / (n - 1))
    assert_same(nw.constraint(net), pd.Series(nx.constraint(graph), dtype=float))
    burt = pd.Series(nx.effective_size(graph, nodes=list(graph)), dtype=float)
    assert_same(nw.effective_size(net), burt)
    assert global_efficiency(net) == pytest.approx(nx.global_efficiency(graph))
    pieces = {frozenset(piece) for piece in nx.connected_components(graph)}
    ours = nw.components(net)
    assert {frozenset(people) for people in ours.groupby(ours).groups.values()} == pieces


@given(networks())
@some
def test_directed_and_weighted_measures_are_those_of_networkx(net):
    graph, n = arrows(net), net.n
    between = pd.Series(nx.betweenness_centrality(graph, normalized=False))
    assert_same(nw.betweenness(net, directed=True), between)
    taught = nw.harmonic(net, directed=True, role="taught")  # networkx: incoming distances
    assert_same(taught, pd.Series(nx.harmonic_centrality(graph)) / (n - 1))
    # networkx gives NaN to whoever learned from nobody, though others learned from them.
    learns = nw.degree(net, role="learned") > 0
    wanted = pd.Series(nx.constraint(graph, weight="weight"), dtype=float)
    assert_same(nw.constraint(net, weighted=True)[learns], wanted)
    wanted = pd.Series(nx.effective_size(graph, nodes=list(graph), weight="weight"), dtype=float)
    assert_same(nw.effective_size(net, weighted=True)[learns], wanted)
    wanted = pd.Series(nx.effective_size(graph, nodes=list(graph)), dtype=float)
    assert_same(nw.effective_size(net, directed=True)[learns], wanted)


@given(networks())
@some
def test_modularity_is_that_of_networkx(net):
    graph = plain(net)
    assume(graph.number_of_edges() > 0)
    groups = net.people.groupby("organization").groups.values()
    assert nw.modularity(net) == pytest.approx(nx.community.modularity(graph, list(groups)))


@given(networks())
@some
def test_across_and_inside_are_all(net):
    table = nw.ei_index(net).table.set_index("term")["estimate"]
    ties = plain(net).number_of_edges()
    assert table["external"] + table["internal"] == ties
    mixing = nw.mixing(net)
    assert mixing["ties"].sum() == ties
    assert mixing["pairs"].sum() == net.n * (net.n - 1) // 2
    apart = mixing["organization_a"] != mixing["organization_b"]
    assert mixing.loc[apart, "ties"].sum() == table["external"]
    assert (mixing.loc[apart, "support"] <= mixing.loc[apart, "ties"]).all()


@given(networks())
@some
def test_every_loss_lies_between_nothing_and_everything(net):
    table = nw.hub_dependence(net).table
    numbers = table[["estimate", "average_single_removal", "most_harmful_member"]].to_numpy()
    defined = numbers[~np.isnan(numbers)]
    assert (defined >= -1e-12).all()
    assert (defined <= 1 + 1e-12).all()


@given(networks())
@some
def test_one_person_at_a_time_is_a_set_of_one(net):
    matrix = net.structure()
    each = removal.single_losses(matrix, efficiency=True)
    for person in range(net.n):
        alone = removal.set_losses(matrix, np.arange(net.n) == person)
        for term, (loss, _) in alone.items():
            if matrix.nnz or term != "open_two_path_share":
                assert each[term][person] == pytest.approx(loss, nan_ok=True), term


@given(networks())
@some
def test_pairs_separated_are_counted_by_taking_people_out(net):
    graph = plain(net)
    joined, separated = cuts.pairs_separated(net.structure())

    def pairs(pieces):
        return sum(len(piece) * (len(piece) - 1) // 2 for piece in pieces)

    for place, person in enumerate(net.people.index):
        before = pairs(piece - {person} for piece in nx.connected_components(graph))
        left = graph.subgraph(set(graph) - {person})
        assert joined[place] == before
        assert separated[place] == before - pairs(nx.connected_components(left))


@given(networks(), st.integers(0, 5))
@some
def test_clusters_are_groups_of_tied_people(net, seed):
    found = nw.communities(net, seed=seed, runs=4)
    sizes = found.labels.value_counts().sort_index()
    assert sizes.is_monotonic_decreasing
    assert sizes.index.tolist() == list(range(1, len(sizes) + 1))
    alone = nw.isolates(net)
    assert found.labels[alone].is_unique
    assert not found.labels[~alone].isin(found.labels[alone]).any()
    assert found.stability.dropna().between(0, 1).all()
