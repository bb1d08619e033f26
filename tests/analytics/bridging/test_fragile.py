"""Cutpoints, bridges and spans, on networks solved by hand."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.codes import REASONS


def network(edges, people=None):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    everybody = people or sorted({end for pair in pairs for end in pair})
    return nw.Network(everybody, pd.DataFrame(pairs, columns=["learner", "learned_from"]))


def test_parallel_and_mutual_ties_are_one_bridge():
    net = network("a-b b-a a-b b-c c-d d-b")
    assert nw.bridges(net).tolist() == [True, True, True, False, False, False]
    spans = nw.local_bridges(net)
    assert spans.tolist() == pytest.approx([np.nan] * 3 + [2.0] * 3, nan_ok=True)
    why = nw.reasons(net, nw.local_bridges)
    assert why.tolist()[:3] == ["NO_DETOUR"] * 3
    assert why[3:].isna().all()
    assert nw.cutpoints(net).to_dict() == {"a": False, "b": True, "c": False, "d": False}
    assert nw.pairs_separated(net)["b"] == 2


def test_a_tie_that_does_not_count_is_no_bridge_and_has_no_span():
    ties = pd.DataFrame({
        "learner": ["a", "b", "c"], "learned_from": ["b", "c", "a"], "weight": [3.0, 3.0, 1.0]
    })  # fmt: skip
    net = nw.Network(["a", "b", "c"], ties).with_threshold({"tie": 2.0})
    assert nw.bridges(net).tolist() == [True, True, False]
    assert nw.local_bridges(net).isna().all()
    assert nw.reasons(net, nw.local_bridges).tolist() == ["NO_DETOUR", "NO_DETOUR", "NOT_COUNTED"]
    assert {"NO_DETOUR", "NOT_COUNTED"} <= set(REASONS)


@pytest.mark.parametrize("n", [4, 5, 9])
def test_round_a_ring_it_takes_all_other_ties(n):
    net = network(" ".join(f"{i}-{(i + 1) % n}" for i in range(n)))
    assert nw.local_bridges(net).tolist() == [n - 1] * n
    assert not nw.bridges(net).any()
    assert not nw.cutpoints(net).any()


@pytest.mark.parametrize("people", [[], ["a"], ["a", "b"]])
def test_without_ties_nothing_is_fragile(people):
    net = network("", people) if people else nw.Network([], network("a-b").ties[:0])
    assert not nw.cutpoints(net).any()
    assert (nw.pairs_separated(net) == 0).all()
    assert len(nw.bridges(net)) == len(nw.local_bridges(net)) == 0


def test_a_star_hangs_on_its_centre():
    net = network("b-a c-a d-a e-a")
    assert nw.pairs_separated(net).tolist() == [6, 0, 0, 0, 0]
    assert nw.bridges(net).all()
    graph = nx.star_graph(4)
    assert nx.has_bridges(graph)
