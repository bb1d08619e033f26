"""Laws of triads, clustering and cores, on made-up networks."""

from math import comb

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw

NAMES = [f"p{number}" for number in range(8)]
NETWORK = (nw.transitivity, nw.mean_clustering)


@st.composite
def networks(draw):
    """Draw people and ties, parallel and mutual ones too."""
    ids = NAMES[: draw(st.integers(2, len(NAMES)))]
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    rows = draw(st.lists(pair, max_size=24))
    return nw.Network(ids, pd.DataFrame(rows, columns=["learner", "learned_from"]))


def text(net):
    """Give the ties with ids as text."""
    return net.ties[["learner", "learned_from"]].astype("str")


@given(networks(), st.data())
def test_the_order_of_people_changes_nothing(net, data):
    again = nw.Network(data.draw(st.permutations(list(net.people.index))), text(net))
    assert nw.triad_census(net).equals(nw.triad_census(again))
    assert nw.dyad_census(net).equals(nw.dyad_census(again))
    for measure in (nw.core_number, nw.local_clustering):
        assert measure(net).equals(measure(again).reindex(net.people.index))
    for measure in NETWORK:
        assert measure(net) == pytest.approx(measure(again), nan_ok=True)
    ours, theirs = nw.structural_equivalence(net), nw.structural_equivalence(again)
    pd.testing.assert_frame_equal(ours, theirs.loc[ours.index, ours.columns])
    wrong = [nw.core_periphery(one, seed=1, draws=0).table["estimate"][0] for one in (net, again)]
    assert wrong[0] == pytest.approx(wrong[1], nan_ok=True)


@given(networks())
def test_a_person_without_ties_changes_little(net):
    more = nw.Network([*net.people.index, "zoe"], text(net))
    for measure in (nw.core_number, nw.local_clustering):
        assert measure(more).drop("zoe").equals(measure(net))
    assert nw.transitivity(more) == pytest.approx(nw.transitivity(net), nan_ok=True)
    assert nw.mean_clustering(more) == pytest.approx(nw.mean_clustering(net), nan_ok=True)
    ties = nw.dyad_census(more) - nw.dyad_census(net)
    assert ties.to_dict() == {"mutual": 0, "asymmetric": 0, "null": net.n}
    added = nw.triad_census(more) - nw.triad_census(net)
    dyads = nw.dyad_census(net)
    assert added[["003", "012", "102"]].tolist() == dyads.iloc[::-1].tolist()
    assert added.sum() == dyads.sum()


@given(networks())
def test_censuses_are_complete_and_agree_with_networkx(net):
    assert nw.triad_census(net).sum() == comb(net.n, 3)
    assert nw.dyad_census(net).sum() == comb(net.n, 2)
    graph = net.to_networkx(parallel=False)
    if net.n > 2:
        assert nw.triad_census(net).to_dict() == nx.triadic_census(graph)
    plain = nx.Graph(graph.to_undirected())
    assert nw.core_number(net).to_dict() == nx.core_number(plain)
    assert nw.local_clustering(net).fillna(0).to_dict() == pytest.approx(nx.clustering(plain))
    if plain.number_of_edges() and max(dict(plain.degree()).values()) > 1:
        assert nw.transitivity(net) == pytest.approx(nx.transitivity(plain))


@given(networks())
def test_cliques_are_plexes_that_miss_nobody(net):
    listed = nw.cliques(net, least=2)
    plexes = nw.k_plexes(net, k=1, least=2).rename(columns={"plex": "clique"})
    pd.testing.assert_frame_equal(listed, plexes)
    graph = nx.Graph(net.to_networkx(parallel=False).to_undirected())
    wanted = sorted(sorted(c) for c in nx.find_cliques(graph) if len(c) > 1)
    assert sorted(sorted(people) for _, people in listed.groupby("clique")["person"]) == wanted
    deepest = nw.core_number(net).max()
    assert listed["size"].max() <= deepest + 1 if len(listed) else deepest == 0


@given(networks())
def test_blocks_hold_every_arc_once(net):
    blocks = nw.concor(net)
    found = nw.blockmodel(net, blocks)
    arcs = net.structure(directed=True).nnz
    assert found.arcs.to_numpy().sum() == arcs
    assert found.pairs.to_numpy().sum() == net.n * (net.n - 1)
    assert len(set(blocks[nw.isolates(net)])) <= 1
    assert not set(blocks[nw.isolates(net)]) & set(blocks[~nw.isolates(net)])
