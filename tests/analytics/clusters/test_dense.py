"""Cliques and k-plexes, on networks solved by hand, and where the search is given up."""

import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.clusters import dense


def network(edges, people):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties)


def groups(table):
    """Give the members of each group as one word."""
    return table.groupby(table.columns[0])["person"].agg("".join).tolist()


# Two triangles that share c, with a tie counted twice and one both ways; f hangs on e, g is alone.
NET = network("a-b a-b b-a b-c c-a c-d d-e e-c e-f", "abcdefg")


def test_cliques():
    table = nw.cliques(NET)
    assert groups(table) == ["abc", "cde"]
    assert list(table.columns) == ["clique", "size", "person"]
    assert table["size"].tolist() == [3] * 6
    assert groups(nw.cliques(NET, least=2)) == ["abc", "cde", "ef"]
    assert groups(nw.cliques(NET, least=1)) == ["abc", "cde", "ef", "g"]
    assert nw.cliques(NET, least=4).empty


def test_the_largest_clique_comes_first():
    net = network("a-b c-d d-e c-e", "abcde")
    assert groups(nw.cliques(net, least=2)) == ["cde", "ab"]


def test_plexes():
    # Everybody of a four-ring misses one of the others; with a diagonal two of them miss nobody.
    assert groups(nw.k_plexes(network("a-b b-c c-d d-a", "abcd"))) == ["abcd"]
    assert groups(nw.k_plexes(network("a-b b-c c-d d-a a-c", "abcd"))) == ["abcd"]
    # A star of three: the leaves miss two of the others.
    star = network("w-x w-y w-z", "wxyz")
    assert nw.k_plexes(star).empty
    assert groups(nw.k_plexes(star, k=3)) == ["wxyz"]
    assert groups(nw.k_plexes(star, least=3)) == ["wxy", "wxz", "wyz"]


def test_with_k_1_they_are_cliques():
    assert groups(nw.k_plexes(NET, k=1, least=3)) == ["abc", "cde"]


@pytest.mark.parametrize("people", ["", "a", "abc"])
def test_without_ties_there_is_none(people):
    net = network("", people)
    assert nw.cliques(net).empty
    assert nw.k_plexes(net).empty
    assert nw.cliques(net)["person"].dtype == net.people.index.dtype


def test_a_complete_network_is_one_group():
    net = network("a-b a-c a-d b-c b-d c-d", "abcd")
    assert groups(nw.cliques(net)) == ["abcd"]
    assert groups(nw.k_plexes(net)) == ["abcd"]


def test_settings_are_checked():
    with pytest.raises(nw.errors.ArgumentError, match="least must be 1 or more"):
        nw.cliques(NET, least=0)
    with pytest.raises(nw.errors.ArgumentError, match="k must be 1 or more"):
        nw.k_plexes(NET, k=0)
    with pytest.raises(nw.errors.ArgumentError, match="above k = 3"):
        nw.k_plexes(NET, k=3, least=3)


def test_large_networks_are_refused(monkeypatch):
    monkeypatch.setattr(dense, "CLIQUE_PEOPLE", 6)
    monkeypatch.setattr(dense, "PLEX_PEOPLE", 6)
    for measure in (nw.cliques, nw.k_plexes):
        with pytest.raises(
            nw.errors.ArgumentError, match="more than 6 people, and this network has 7"
        ):
            measure(NET)


def test_long_lists_are_refused(monkeypatch):
    monkeypatch.setattr(dense, "CLIQUES", 4)
    assert groups(nw.cliques(NET)) == ["abc", "cde"]
    monkeypatch.setattr(dense, "CLIQUES", 3)
    with pytest.raises(nw.errors.DataError, match="given up after 3"):
        nw.cliques(NET)
    with pytest.raises(nw.errors.DataError, match=r"least=4, .* sets=10"):
        nw.k_plexes(NET, least=3, sets=1)
    assert len(nw.k_plexes(NET, least=3, sets=1000))


def test_several_waves_are_refused():
    ties = pd.DataFrame({"learner": ["a", "b"], "learned_from": ["b", "a"], "wave": ["1", "2"]})
    for measure in (nw.cliques, nw.k_plexes):
        with pytest.raises(nw.errors.DataError, match="2 waves"):
            measure(nw.Network(["a", "b"], ties))
