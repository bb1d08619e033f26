"""Modularity of a given grouping, and groups found by consensus."""

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import partition

SRC = Path(nw.__file__).parents[1]


def network(graph, groups=None):
    """Give a network with text ids from a networkx graph."""
    net = nw.Network.from_networkx(nx.relabel_nodes(graph, str))
    return net if groups is None else net.with_people(organization=groups)


RING_OF_CLIQUES = network(nx.ring_of_cliques(6, 5))


def test_modularity_by_hand():
    # Two trios and one tie between them: 3/7 + 3/7 inside, less twice (7/14)².
    graph = nx.Graph([(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)])
    net = network(graph, ["A"] * 3 + ["B"] * 3)
    assert nw.modularity(net) == pytest.approx(6 / 7 - 1 / 2)
    assert nw.modularity(net, pd.Series([1, 1, 1, 2, 2, 2], net.people.index)) == nw.modularity(net)
    assert nw.modularity(net, nw.communities(net, seed=0)) == nw.modularity(net)


def test_one_group_has_no_modularity_to_speak_of():
    net = network(nx.complete_graph(4), ["A"] * 4)
    assert np.isnan(nw.modularity(net))
    assert nw.reasons(net, nw.modularity)["modularity"] == "ONE_GROUP"
    assert nw.modularity(net, pd.Series("A", index=net.people.index)) == pytest.approx(0)


def test_people_without_a_group_are_left_out():
    graph = nx.Graph([(0, 1), (2, 3), (3, 4)])
    net = network(graph, ["A", "A", "B", "B", np.nan])
    assert nw.modularity(net) == pytest.approx(0.5)


def test_a_partition_of_other_people_is_refused():
    net = network(nx.path_graph(3))
    with pytest.raises(nw.errors.ArgumentError, match="partition must be a text, a Series or what"):
        nw.modularity(net, [1, 1, 2])
    with pytest.raises(nw.errors.DataError, match="partition lacks 1 of the people: '2'"):
        nw.modularity(net, pd.Series([1, 1], ["0", "1"]))


@pytest.mark.parametrize("seed", [0, 1, 12345])
def test_planted_cliques_are_found(seed):
    found = nw.communities(RING_OF_CLIQUES, seed=seed)
    planted = np.repeat(range(6), 5)
    assert partition.adjusted_rand(found.labels.to_numpy(int) - 1, planted) == 1
    assert found.labels.value_counts().tolist() == [5] * 6
    assert (found.stability > 0.9).all()
    assert (found.method, found.seed, found.runs) == ("connected", seed, 5)


def test_the_same_seed_gives_the_same_groups():
    net = network(nx.karate_club_graph())
    first, again = nw.communities(net, seed=4), nw.communities(net, seed=4)
    pd.testing.assert_series_equal(first.labels, again.labels)
    pd.testing.assert_series_equal(first.stability, again.stability)


CODE = """
import networkx as nx, netweave as nw
graph = nx.relabel_nodes(nx.karate_club_graph(), lambda n: f"person {n}")
found = nw.communities(nw.Network.from_networkx(graph), seed=9)
print(found.labels.to_list(), found.stability.to_list(), found.agreement, found.modularity)
"""


def test_the_hash_seed_of_the_process_does_not_matter():
    said = set()
    for seed in ("0", "1", "4711"):
        path = os.pathsep.join([str(SRC), *filter(None, [os.environ.get("PYTHONPATH")])])
        done = subprocess.run(
            [sys.executable, "-c", CODE],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        said.add(done.stdout)
    assert len(said) == 1


def test_people_without_ties_are_groups_of_their_own():
    graph = nx.complete_graph(3)
    graph.add_nodes_from([3, 4])
    found = nw.communities(network(graph), seed=0)
    assert found.labels.tolist() == [1, 1, 1, 2, 3]
    assert found.stability.tolist() == pytest.approx([1, 1, 1, np.nan, np.nan], nan_ok=True)
    assert found.agreement == 1


def test_without_ties_everybody_is_alone():
    found = nw.communities(network(nx.empty_graph(3)), seed=0)
    assert found.labels.tolist() == [1, 2, 3]
    assert np.isnan([found.modularity, found.agreement]).all()
    assert found.stability.isna().all()


def test_nobody():
    found = nw.communities(
        nw.Network([], pd.DataFrame(columns=["learner", "learned_from"])), seed=0
    )
    assert len(found.labels) == 0
    assert np.isnan(found.modularity)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"seed": -1}, "seed must be 0 or a whole number"),
        ({"seed": 0, "runs": 0}, "runs must be 1 or more, and a whole number, got 0"),
        (
            {"seed": 0, "method": "leiden"},
            "method must be one of 'connected', 'louvain', got 'leiden'",
        ),
    ],
)
def test_settings_out_of_range(options, message):
    with pytest.raises(nw.errors.ArgumentError, match=message):
        nw.communities(RING_OF_CLIQUES, **options)


def test_agreement_by_hand():
    # Hubert & Arabie: 2 of 6 pairs together in one, 2 in the other, none in both.
    left, right = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    assert partition.adjusted_rand(left, right) == pytest.approx((0 - 4 / 6) / (2 - 4 / 6))
    assert partition.adjusted_rand(left, left) == 1
    runs = np.column_stack([left, left, right])
    assert partition.mean_agreement(runs) == pytest.approx((1 - 0.5 - 0.5) / 3)


def test_stability_by_hand():
    # 0 and 1 are together in both runs; 2 and 3 in one of two; 4 is alone in the consensus.
    labels = np.array([0, 0, 1, 1, 2])
    runs = np.array([[0, 0, 1, 1, 2], [0, 0, 1, 2, 2]]).T
    wanted = [1, 1, 0.5, 0.5, np.nan]
    assert partition.stability(labels, runs).tolist() == pytest.approx(wanted, nan_ok=True)


def test_groups_are_numbered_by_size_then_by_the_first_member():
    assert partition.canonical(np.array([7, 3, 3, 9, 9, 1])).tolist() == [2, 0, 0, 1, 1, 3]
