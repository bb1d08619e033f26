"""Krackhardt's dimensions, on networks whose answer can be seen."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave.errors import ArgumentError


def net_of(*pairs, people):
    ties = pd.DataFrame(list(pairs), columns=["learner", "learned_from"])
    return nw.Network(range(people), ties)


LADDER = net_of((1, 0), (2, 0), (3, 1), (4, 1), people=5)
RING = net_of((0, 1), (1, 2), (2, 3), (3, 0), people=4)


def test_a_ladder_of_superiors_is_one_in_all():
    assert nw.krackhardt_hierarchy(LADDER) == 1
    assert nw.krackhardt_efficiency(LADDER) == 1
    assert nw.krackhardt_efficiency(LADDER, of="arcs") == 1
    assert nw.least_upper_bounds(LADDER) == 1


def test_a_ring_is_no_ladder():
    assert nw.krackhardt_hierarchy(RING) == 0
    assert nw.least_upper_bounds(RING) == 1  # everybody is above everybody
    assert nw.krackhardt_efficiency(RING) == pytest.approx(1 - 1 / 3)
    assert nw.krackhardt_efficiency(RING, of="arcs") == pytest.approx(1 - 1 / 9)


def test_two_superiors_of_equal_rank_are_no_least_bound():
    # 2 and 3 both learned from 0 and from 1, who learned from nobody: no bound of (2, 3) is least,
    # and (0, 1) has none; of (4 - 1)(4 - 2)/2 = 3 pairs that could lack one, 2 do.
    net = net_of((2, 0), (2, 1), (3, 0), (3, 1), people=4)
    assert nw.least_upper_bounds(net) == pytest.approx(1 - 2 / 3)


def test_pieces_are_added_up():
    net = net_of((1, 0), (2, 0), (4, 3), (5, 4), (3, 5), people=7)
    assert nw.krackhardt_efficiency(net) == pytest.approx(1 - 1 / 2)
    assert nw.krackhardt_hierarchy(net) == pytest.approx(1 - 3 / 5)
    assert nw.least_upper_bounds(net) == 1


@pytest.mark.parametrize("people", [0, 1, 3])
def test_without_ties(people):
    net = net_of(people=people)
    for measure in (nw.krackhardt_hierarchy, nw.krackhardt_efficiency, nw.least_upper_bounds):
        assert np.isnan(measure(net))


def test_too_many_people(monkeypatch):
    monkeypatch.setattr("netweave.analytics.cohesion.ranks.MOST", 4)
    with pytest.raises(ArgumentError, match="more than 4 people"):
        nw.least_upper_bounds(LADDER)


@given(st.integers(2, 9), st.floats(0.05, 0.5), st.integers(0, 999))
def test_as_defined(people, chance, seed):
    graph = nx.gnp_random_graph(people, chance, seed=seed, directed=True)
    net = net_of(*graph.edges, people=people)
    reach = {node: nx.descendants(graph, node) | {node} for node in graph}
    pairs = [(a, b) for a in graph for b in graph if a < b]
    both = sum(b in reach[a] and a in reach[b] for a, b in pairs)
    either = sum(b in reach[a] or a in reach[b] for a, b in pairs)
    if either:
        assert nw.krackhardt_hierarchy(net) == pytest.approx(1 - both / either)
    lacking = most = 0
    for piece in nx.weakly_connected_components(graph):
        most += (len(piece) - 1) * (len(piece) - 2) / 2
        inside = [(a, b) for a, b in pairs if a in piece and b in piece]
        bounds = [reach[a] & reach[b] for a, b in inside if len(piece) > 2]
        lacking += sum(not any(found <= reach[low] for low in found) for found in bounds)
    if most:
        assert nw.least_upper_bounds(net) == pytest.approx(1 - lacking / most)
