"""Measures by the length of ties: strong ties are short."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import errors


@pytest.fixture
def net():
    """Ana -3-> Ben -1-> Cleo and Ana -1-> Cleo: the mean weight is 5/3."""
    ties = pd.DataFrame({
        "learner": ["ana", "ben", "ana"],
        "learned_from": ["ben", "cleo", "cleo"],
        "weight": [3.0, 1.0, 1.0],
    })
    return nw.Network(["ana", "ben", "cleo"], ties)


def test_distances_are_mean_weight_by_weight(net):
    near = nw.harmonic(net, directed=True, weighted=True)
    assert near.name == "harmonic_learned_weighted"
    # ana: ben 5/9 and cleo 5/3 away; ben: cleo 5/3
    assert near.tolist() == pytest.approx([(9 / 5 + 3 / 5) / 2, 3 / 5 / 2, 0])


def test_without_direction_both_ways_add_up(net):
    back = pd.DataFrame({"learner": ["cleo"], "learned_from": ["ben"], "weight": [4.0]})
    both = nw.Network(
        net.people, pd.concat([net.ties[["learner", "learned_from", "weight"]], back])
    )
    # pairs: ana-ben 3, ben-cleo 5, ana-cleo 1, of mean 3: by Ben it is 1 + 3/5, directly 3
    near = nw.closeness(both, weighted=True)
    assert near.to_dict() == pytest.approx({
        "ana": 2 / (1 + 1.6),
        "ben": 2 / (1 + 0.6),
        "cleo": 2 / (0.6 + 1.6),
    })
    assert nw.betweenness(both, weighted=True).to_dict() == {"ana": 0, "ben": 1, "cleo": 0}


def test_equal_weights_change_nothing():
    rng = np.random.default_rng(4)
    cells = np.argwhere(rng.random((25, 25)) < 0.2)
    cells = cells[cells[:, 0] != cells[:, 1]]
    ties = pd.DataFrame(cells, columns=["learner", "learned_from"]).assign(weight=3.0)
    net = nw.Network(range(25), ties)
    for measure in (nw.betweenness, nw.harmonic):
        found = measure(net, directed=True, weighted=True)
        np.testing.assert_allclose(found, measure(net, directed=True), rtol=1e-9)


def test_alpha_0_counts_steps(net):
    found = nw.betweenness(net, directed=True, weighted=True, alpha=0)
    assert found.tolist() == nw.betweenness(net, directed=True).tolist()


def test_doubled_weights_change_nothing(net):
    twice = nw.Network(net.people, net.ties.assign(weight=net.ties["weight"] * 2))
    for measure in (nw.betweenness, nw.harmonic):
        assert measure(twice, weighted=True).equals(measure(net, weighted=True))


@pytest.mark.parametrize(
    ("alpha", "said"),
    [(-0.1, "lie between 0 and 1"), (1.1, "lie between 0 and 1"), (float("nan"), "be a number")],
)
def test_alpha_lies_between_0_and_1(net, alpha, said):
    with pytest.raises(errors.ArgumentError, match=f"alpha must {said}"):
        nw.betweenness(net, weighted=True, alpha=alpha)


def test_alpha_without_weights_means_nothing(net):
    with pytest.raises(errors.ArgumentError, match="weighted=True"):
        nw.betweenness(net, alpha=0.5)


def test_meetings_have_no_lengths():
    records = pd.DataFrame({"person": ["ana", "ben"], "event": ["s", "s"]})
    sessions = nw.Affiliations(["ana", "ben"], pd.DataFrame(index=["s"]), records)
    with pytest.raises(errors.DataError, match="Project them first"):
        nw.harmonic(sessions, weighted=True)


def test_closeness_is_networkxs_where_everybody_is_reached():
    rng = np.random.default_rng(8)
    cells = rng.integers(1, 6, (12, 12)) * (1 - np.eye(12, dtype=int))
    ties = pd.DataFrame(np.argwhere(cells), columns=["learner", "learned_from"])
    ties["weight"] = cells[ties["learner"], ties["learned_from"]].astype(float)
    net = nw.Network(range(12), ties)
    graph = net.to_networkx(parallel=False)
    mean = net.ties["weight"].mean()
    lengths = {(u, v): mean / d for u, v, d in graph.edges(data="weight")}
    nx.set_edge_attributes(graph, lengths, "length")
    theirs = nx.closeness_centrality(graph, distance="length")  # distances to the person
    ours = nw.closeness(net, directed=True, role="taught", weighted=True)
    np.testing.assert_allclose(ours, list(theirs.values()))
