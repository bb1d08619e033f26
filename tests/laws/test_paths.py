"""Laws of shortest paths that hold for every network, tried on made-up ones."""

import itertools
from functools import partial

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw

some = settings(max_examples=15)
NAMES = [f"p{number}" for number in range(8)]


@st.composite
def networks(draw):
    """Draw people of some organizations, and ties, parallel and mutual ones too."""
    ids = NAMES[: draw(st.integers(2, len(NAMES)))]
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    rows = draw(st.lists(pair, max_size=16))
    groups = draw(st.lists(st.sampled_from("ABC"), min_size=len(ids), max_size=len(ids)))
    people = pd.DataFrame({"organization": groups}, index=ids)
    return nw.Network(people, pd.DataFrame(rows, columns=["learner", "learned_from"]))


def graphs(net):
    """Give the simple networkx graph of a network, without and with direction."""
    arrows = nx.DiGraph()
    arrows.add_nodes_from(net.people.index)
    arrows.add_edges_from(zip(net.ties["learner"], net.ties["learned_from"], strict=True))
    return (arrows.to_undirected(), False), (arrows, True)


def rebuilt(net, people=None, **columns):
    """Give the network with its people in another order, or other columns of the ties."""
    ties = net.ties.astype({"learner": "str", "learned_from": "str"}).assign(**columns)
    return nw.Network(net.people if people is None else people, ties)


@given(networks())
@some
def test_ties_carry_what_networkx_says(net):
    for graph, directed in graphs(net):
        wanted = nx.edge_betweenness_centrality(graph, normalized=False)
        ends = zip(net.ties["learner"], net.ties["learned_from"], strict=True)
        pairs = [wanted[pair] if pair in wanted else wanted[pair[::-1]] for pair in ends]
        assert nw.edge_betweenness(net, directed=directed).tolist() == pytest.approx(pairs)
        share = nx.edge_betweenness_centrality(graph)
        ours = nw.edge_betweenness(net, directed=directed, normalized=True)
        assert sorted(set(ours.round(9))) == sorted(set(np.round(list(share.values()), 9)))


@given(networks())
@some
def test_distances_are_those_of_networkx(net):
    for graph, directed in graphs(net):
        lengths = [d for _, ends in nx.shortest_path_length(graph) for d in ends.values() if d]
        found = nw.distances(net, directed=directed)
        assert found.iloc[:-1].sum() * (1 if directed else 2) == len(lengths)
        mean = np.mean(lengths) if lengths else np.nan
        assert nw.mean_distance(net, directed=directed) == pytest.approx(mean, nan_ok=True)
        longest = max(lengths, default=np.nan)
        assert nw.diameter(net, directed=directed) == pytest.approx(longest, nan_ok=True)
        whole = nx.is_strongly_connected(graph) if directed else nx.is_connected(graph)
        taught = nw.closeness(net, directed=directed, role="taught")
        ours = nw.eccentricity(net, directed=directed)
        if whole:  # networkx: incoming distances for closeness, outgoing ones for eccentricity
            wanted = nx.closeness_centrality(graph)
            assert taught.tolist() == pytest.approx([wanted[p] for p in net.people.index])
            assert ours.tolist() == [nx.eccentricity(graph, p) for p in net.people.index]
        else:
            assert taught.isna().all()
            assert ours.isna().all()


@given(networks(), st.data())
@some
def test_a_set_lies_between_as_networkx_says(net, data):
    # Along ties only: along arrows networkx 3.6 goes below zero where somebody is out of reach.
    people = data.draw(st.sets(st.sampled_from(list(net.people.index)), min_size=1))
    (graph, _), _ = graphs(net)
    outside = [person for person in net.people.index if person not in people]
    reach = sum(nx.has_path(graph, *pair) for pair in itertools.combinations(outside, 2))
    ours = nw.set_betweenness(net, people)
    if not reach:
        assert np.isnan(ours)
        return
    wanted = nx.group_betweenness_centrality(graph, list(people), normalized=False)
    assert ours * reach == pytest.approx(wanted)


PEOPLE = {
    "across": nw.cross_organization_betweenness,
    "across, raw": partial(nw.cross_organization_betweenness, normalized=False),
    "closeness": nw.closeness,
    "eccentricity": nw.eccentricity,
    "reach": nw.reach_by_person,
    "reach in three, along arrows": partial(nw.reach_by_person, steps=3, directed=True),
    "reach efficiency": nw.reach_efficiency,
}


@given(networks(), st.data())
@some
def test_the_order_of_people_changes_nothing(net, data):
    order = data.draw(st.permutations(list(net.people.index)))
    again = rebuilt(net, people=net.people.loc[order])
    for name, measure in PEOPLE.items():
        ours, theirs = measure(net), measure(again).reindex(net.people.index)
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12, err_msg=name)


@given(networks())
@some
def test_turning_every_tie_round_swaps_learned_and_taught(net):
    turned = rebuilt(net, learner=net.ties["learned_from"], learned_from=net.ties["learner"])
    for measure in (nw.closeness, nw.eccentricity, nw.reach_by_person):
        learned = measure(net, directed=True, role="learned")
        taught = measure(turned, directed=True, role="taught")
        np.testing.assert_array_equal(learned, taught)
    one, other = (nw.edge_betweenness(each, directed=True) for each in (net, turned))
    np.testing.assert_allclose(one, other)


@given(networks())
@some
def test_pairs_across_and_inside_are_all_pairs(net):
    inside = net.people["organization"].to_numpy()
    if len(set(inside)) < 2:
        return
    across = nw.cross_organization_betweenness(net, normalized=False)
    whole = nw.betweenness(net)
    assert (across <= whole + 1e-12).all()
    alone = net.with_people(organization=pd.Series(NAMES[: net.n], index=net.people.index))
    ours = nw.cross_organization_betweenness(alone, normalized=False)
    np.testing.assert_allclose(ours, whole, atol=1e-12)


@given(networks())
@some
def test_circles_overlap_between_not_at_all_and_entirely(net):
    for steps in (1, 2, 3):
        shares = nw.reach_efficiency(net, steps=steps).dropna()
        assert ((shares > 0) & (shares <= 1)).all()
        assert (nw.reach_efficiency(net, steps=steps).isna() == nw.isolates(net)).all()
