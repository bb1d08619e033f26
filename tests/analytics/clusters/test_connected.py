"""The default way to find communities: connected groups, of networks and of those who meet."""

import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw
from netweave._kernels import engine, partition

some = settings(max_examples=15)
PEOPLE = [f"p{place:02}" for place in range(14)]


def network(graph):
    """Give a network with text ids from a networkx graph."""
    return nw.Network.from_networkx(nx.relabel_nodes(graph, str))


def connected(net, labels):
    """Say whether the members of every group reach each other inside it."""
    graph = nx.from_scipy_sparse_array(net.structure())
    groups = [np.flatnonzero(labels == label) for label in labels.unique()]
    return all(nx.is_connected(graph.subgraph(group.tolist())) for group in groups)


@st.composite
def sessions(draw):
    """Draw who was at which session."""
    there = draw(
        st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True), min_size=1, max_size=9)
    )
    records = [(person, f"s{place}") for place, group in enumerate(there) for person in group]
    events = pd.DataFrame({"tau": [0.5 + place for place in range(len(there))]})
    events.index = [f"s{place}" for place in range(len(there))]
    table = pd.DataFrame(records, columns=["person", "event"])
    return nw.Affiliations(PEOPLE, events, table).where(kind="attendance_peer")


@given(st.integers(0, 10**6), st.floats(0.02, 0.4), st.integers(0, 3))
@some
def test_every_group_is_connected(draw, density, seed):
    net = network(nx.gnp_random_graph(24, density, seed=draw))
    found = nw.communities(net, seed=seed, runs=6)
    assert connected(net, found.labels)
    assert found.runs in {5, 6}


@given(sessions(), st.sampled_from(["newman", "count"]))
@some
def test_those_who_meet_have_the_modularity_of_their_projection(met, weights):
    found = nw.communities(met, seed=1, runs=3, weights=weights)
    net = met.project(weights)
    if not len(net.ties):
        assert np.isnan(found.modularity)
        assert found.labels.is_unique
        return
    net = net.where(kind="attendance_peer")
    own = nw.modularity(met, found, weights=weights)
    assert own == pytest.approx(nw.modularity(net, found, weighted=True))
    assert own == pytest.approx(found.modularity)
    alone = np.asarray(net.matrix.sum(axis=1)).ravel() == 0
    assert (found.labels[alone].value_counts() == 1).all()


def test_large_networks_get_the_same_groups(monkeypatch):
    graph = nx.random_partition_graph([20] * 6, 0.35, 0.02, seed=3)
    plain = nw.communities(network(graph), seed=2)
    monkeypatch.setattr(engine, "SMALL", 100)
    compiled = nw.communities(network(graph), seed=2)
    pd.testing.assert_series_equal(plain.labels, compiled.labels)
    pd.testing.assert_series_equal(plain.stability, compiled.stability)
    planted = np.repeat(range(6), 20)
    assert partition.adjusted_rand(plain.labels.to_numpy(int) - 1, planted) > 0.9


def test_weights_count_where_they_are_asked_for():
    # A square whose sides are strong and weak in turn.
    ties = pd.DataFrame({
        "learner": ["ana", "ben", "cleo", "dan"],
        "learned_from": ["ben", "cleo", "dan", "ana"],
        "weight": [9.0, 1.0, 9.0, 1.0],
    })
    net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    found = nw.communities(net, seed=1, weighted=True)
    assert found.labels.tolist() == [1, 1, 2, 2]
    assert found.modularity == pytest.approx(18 / 20 - 1 / 2)
    assert nw.modularity(net, found, weighted=True) == found.modularity
    assert nw.modularity(net, found) == pytest.approx(0)


def test_a_higher_resolution_gives_smaller_groups():
    net = network(nx.ring_of_cliques(12, 3))
    counts = [
        nw.communities(net, seed=1, resolution=resolution).labels.max()
        for resolution in (0.2, 1.0, 30.0)
    ]
    assert counts == sorted(counts)
    assert counts[0] < 12
    assert counts[2] == 36
    # All are alone: nothing inside, and the shares are 12 times 3 and 24 times 2 of 96 … squared.
    alone = pd.Series(range(36), net.people.index)
    degree = net.structure().sum(axis=1)
    share = (degree / degree.sum()) ** 2
    assert nw.modularity(net, alone, resolution=3.0) == pytest.approx(-3 * share.sum())


def test_more_than_5000_people_get_five_runs_at_most():
    ids = np.arange(5001)
    ties = pd.DataFrame({"learner": ids[:-1], "learned_from": ids[1:]})
    found = nw.communities(nw.Network(ids, ties), seed=1)
    assert found.runs == 5
    assert found.modularity > 0.95
    labels = found.labels.to_numpy(int)
    assert (np.diff(labels) != 0).sum() == labels.max() - 1, "every group is a stretch of the path"


CODE = """
import sys, networkx as nx, netweave as nw
nw.communities(nw.Network.from_networkx(nx.relabel_nodes(nx.karate_club_graph(), str)), seed=9)
assert "numba" not in sys.modules and "community" not in sys.modules
"""


def test_small_networks_wait_for_no_compiler():
    src = str(Path(nw.__file__).parents[1])
    subprocess.run([sys.executable, "-c", CODE], env={"PYTHONPATH": src}, check=True)


def test_louvain_is_the_named_reference():
    import community  # here it is the rival

    graph = nx.ring_of_cliques(5, 4)
    found = nw.communities(network(graph), seed=3, method="louvain", runs=4)
    assert (found.method, found.runs) == ("louvain", 4)
    best = community.best_partition(graph, random_state=3)
    theirs = np.array([best[node] for node in graph])
    assert partition.adjusted_rand(found.labels.to_numpy(int) - 1, theirs) == 1


def attended(**records):
    """Give one session with records of several columns."""
    table = pd.DataFrame({"person": PEOPLE[:3], "event": "s1", **records})
    return nw.Affiliations(PEOPLE, pd.DataFrame(index=["s1"]), table)


def test_presenters_are_refused():
    talk = attended(role=["presenter", "attendee", "attendee"])
    with pytest.raises(nw.errors.DataError, match="learn from presenters in one direction"):
        nw.communities(talk.where(kind="attendance_presenter"), seed=1)
    with pytest.raises(nw.errors.DataError, match=r"Choose one with sessions\.where"):
        nw.communities(talk, seed=1)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "louvain"}, "method must be 'connected' for meetings"),
        ({"weights": "binary"}, "weights must be one of 'newman', 'count'"),
    ],
)
def test_meetings_refuse(options, message):
    with pytest.raises(nw.errors.ArgumentError, match=message):
        nw.communities(attended().where(kind="attendance_peer"), seed=1, **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"resolution": 0.0}, "resolution must be above 0"),
        ({"resolution": np.nan}, "resolution must be a number"),
        ({"resolution": 2.0, "method": "louvain"}, "resolution must be 1 with method='louvain'"),
    ],
)
def test_resolutions_out_of_range(options, message):
    net = network(nx.path_graph(3))
    with pytest.raises(nw.errors.ArgumentError, match=message):
        nw.communities(net, seed=1, **options)
    if "method" not in options:
        with pytest.raises(nw.errors.ArgumentError, match=message):
            nw.modularity(net, pd.Series(1, net.people.index), **options)


def test_a_tie_of_hardly_any_strength_is_a_tie():
    ties = pd.DataFrame({
        "learner": [0, 1, 1, 2, 2, 3],
        "learned_from": [1, 0, 2, 1, 3, 2],
        "weight": [1e-16, 1e-16, 1, 1, 1, 1],
    })
    found = nw.communities(nw.Network(range(4), ties), seed=1, weighted=True)
    assert found.labels.nunique() <= 2
