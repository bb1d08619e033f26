"""Small worlds: clustering and distance beside every network of the same size."""

from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw

IDS = ["ana", "ben", "cleo", "dan", "eve", "fay"]
KITE = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]


def network(pairs, n=5):
    ties = pd.DataFrame({
        "learner": [IDS[a] for a, _ in pairs],
        "learned_from": [IDS[b] for _, b in pairs],
    })
    return nw.Network(IDS[:n], ties)


def values(net, **options):
    table = nw.small_world_coefficient(net, **{"seed": 1, **options}).table.set_index("term")
    return table["estimate"].to_dict(), table["reason"].to_dict()


def steps(graph):
    """Give the mean distance over the pairs that can reach each other."""
    lengths = [length for _, reached in nx.all_pairs_shortest_path_length(graph)
               for length in reached.values() if length]  # fmt: skip
    return np.mean(lengths)


def test_a_triangle_with_a_tail_among_the_252_networks_of_its_size():
    """Transitivity: 3 of 6 two-paths. Distances: 1, 1, 1, 1, 1, 2, 2, 2, 3, 3."""
    every = [nx.Graph(ties) for ties in combinations(combinations(range(5), 2), 5)]
    closed = np.mean([nx.transitivity(graph) for graph in every])
    apart = np.mean([steps(graph) for graph in every])
    found, _ = values(network(KITE), draws=600)
    assert found["transitivity"] == 0.5
    assert found["mean_distance"] == pytest.approx(1.7)
    assert found["transitivity_expected"] == pytest.approx(closed, abs=0.04)
    assert found["mean_distance_expected"] == pytest.approx(apart, abs=0.03)
    assert found["clustering_ratio"] == pytest.approx(0.5 / found["transitivity_expected"])
    assert found["distance_ratio"] == pytest.approx(1.7 / found["mean_distance_expected"])
    assert found["small_world"] == pytest.approx(
        found["clustering_ratio"] / found["distance_ratio"]
    )


def test_a_network_without_triangles_is_no_small_world():
    found, _ = values(network(KITE[1:]))
    assert found["small_world"] == 0


@pytest.mark.parametrize(
    ("pairs", "n", "why"),
    [([], 0, "EMPTY"), ([], 4, "NO_TIES"), ([(0, 1), (2, 3)], 5, "NO_TWO_PATHS")],
)
def test_undefined(pairs, n, why):
    found, reasons = values(network(pairs, n))
    assert np.isnan(found["small_world"])
    assert reasons["small_world"] == reasons["transitivity"] == why


def test_clustering_that_chance_never_gives():
    """Two ties never make a triangle."""
    found, reasons = values(network([(0, 1), (1, 2)], 3))
    assert np.isnan(found["small_world"])
    assert reasons["small_world"] == "UNDEFINED_BY_CHANCE"
    assert found["transitivity"] == found["transitivity_expected"] == 0


def test_settings_and_words():
    said = nw.small_world_coefficient(network(KITE), seed=1)
    assert "in 999 random networks with as many ties" in said.sentence
    assert said.passport.seed == 1
    assert "no two ties meet" in nw.small_world_coefficient(network([(0, 1)]), seed=1).sentence
    with pytest.raises(nw.errors.ArgumentError, match="draws must be 1 or more"):
        values(network(KITE), draws=0)
    with pytest.raises(nw.errors.ArgumentError, match="seed must be 0"):
        values(network(KITE), seed=-1)


def test_a_network_in_pieces_has_no_coefficient():
    """Fay is tied to nobody."""
    found, reasons = values(network(KITE, 6))
    assert np.isnan(found["small_world"])
    assert np.isnan(found["distance_ratio"])
    assert reasons["small_world"] == reasons["distance_ratio"] == "DISCONNECTED"
    assert found["clustering_ratio"] > 0
    said = nw.small_world_coefficient(network(KITE, 6), seed=1)
    assert said.claim == 1
    assert "not everybody can reach everybody" in said.sentence


def test_the_place_among_random_networks():
    """Of the 252 networks: the share with a lower coefficient, and half of those with the same."""
    every = [nx.Graph(ties) for ties in combinations(combinations(range(5), 2), 5)]
    closed = np.array([nx.transitivity(graph) for graph in every])
    apart = np.array([steps(graph) for graph in every])
    found = nw.small_world_coefficient(network(KITE), seed=1)
    table = found.table.set_index("term")
    less, same = (closed < 0.5 - 1e-9).mean(), np.isclose(closed, 0.5).mean()
    assert table.loc["transitivity", "percentile"] == pytest.approx(less + same / 2, abs=0.04)
    assert table.loc["transitivity", "std_error"] == pytest.approx(closed.std(), abs=0.02)
    ratio, mine = closed / apart, 0.5 / 1.7
    less, same = (ratio < mine - 1e-9).mean(), np.isclose(ratio, mine).mean()
    assert table.loc["small_world", "percentile"] == pytest.approx(less + same / 2, abs=0.04)
    assert found.claim == 2
    few = nw.small_world_coefficient(network(KITE), seed=1, draws=10)
    assert (few.claim, few.warnings[0].code) == (1, "W15")
