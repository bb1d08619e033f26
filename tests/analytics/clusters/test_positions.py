"""Structural equivalence, CONCOR and blockmodels, on networks solved by hand."""

import itertools

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.clusters import positions


def network(edges, people, **columns):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(pd.DataFrame(columns, index=list(people)), ties)


# a and b learned from c and d; e has no ties. One tie is there twice.
NET = network("a-c a-c a-d b-c b-d", "abcde")


def test_equivalent_people():
    found = nw.structural_equivalence(NET)
    assert found.loc["a", "b"] == found.loc["c", "d"] == pytest.approx(1)
    assert found.loc[["a", "b"], "e"].isna().all()
    assert (np.diag(found) == 1).all()
    assert found.equals(found.T)
    far = nw.structural_equivalence(NET, by="euclidean")
    # a and c differ, apart from their own arc, in a → d and b → c.
    assert (far.loc["a", "b"], far.loc["a", "c"]) == (0, pytest.approx(np.sqrt(2)))
    # a and e: a → c and a → d.
    assert far.loc["a", "e"] == pytest.approx(np.sqrt(2))
    both = nw.structural_equivalence(NET, by="jaccard")
    assert (both.loc["a", "b"], both.loc["a", "c"], both.loc["a", "e"]) == (1, 0, 0)


def test_what_two_people_learned_from_each_other_does_not_count():
    without = nw.structural_equivalence(network("a-c b-c d-a", "abcd"))
    with_it = nw.structural_equivalence(network("a-c b-c d-a a-b", "abcd"))
    assert without.loc["a", "b"] == pytest.approx(with_it.loc["a", "b"])


@pytest.mark.parametrize("by", ["correlation", "euclidean", "jaccard"])
@pytest.mark.parametrize("people", ["", "a", "ab", "abc"])
def test_equivalence_without_ties(by, people):
    found = nw.structural_equivalence(network("", people), by=by)
    assert found.shape == (len(people), len(people))
    outside = found.to_numpy()[~np.eye(len(people), dtype=bool)]
    assert (outside == 0).all() if by == "euclidean" else np.isnan(outside).all()


def test_an_unknown_way_to_compare():
    with pytest.raises(nw.errors.ArgumentError, match="by"):
        nw.structural_equivalence(NET, by="cosine")


def test_concor():
    assert nw.concor(NET).tolist() == [1, 1, 2, 2, 3]
    assert nw.concor(NET, splits=1).tolist() == [1, 1, 2, 2, 3]
    assert nw.concor(network("", "ab")).tolist() == [1, 1]
    assert nw.concor(network("", "")).empty
    with pytest.raises(nw.errors.ArgumentError, match="splits"):
        nw.concor(NET, splits=0)


def test_each_half_is_cut_again():
    # a, b teach c, d; c, d teach e, f; e, f teach g, h; and a, b teach e, f too.
    steps = ["ab", "cd", "ef", "gh"]
    edges = " ".join(
        f"{learner}-{other}"
        for below, above in itertools.pairwise(steps)
        for learner in above
        for other in below
    )
    regular = network(edges, "abcdefgh")
    assert nw.concor(regular).tolist() == [1] * 8  # ab | gh is as good as cd | ef
    edges += " e-a e-b f-a f-b"
    found = nw.concor(network(edges, "abcdefgh"))
    assert found.nunique() == 4
    assert all(found[a] == found[b] for a, b in steps)
    assert found["a"] == 1
    halves = nw.concor(network(edges, "abcdefgh"), splits=1)
    assert pd.crosstab(halves, found).astype(bool).sum().tolist() == [1, 1, 1, 1]


def test_a_blockmodel():
    net = network("a-b a-c a-d b-c", "abcd", organization=["A", "A", "B", "B"])
    found = nw.blockmodel(net)
    assert found.arcs.to_numpy().tolist() == [[1, 3], [0, 0]]
    assert found.pairs.to_numpy().tolist() == [[2, 4], [4, 2]]
    assert found.density.to_numpy().tolist() == [[0.5, 0.75], [0, 0]]
    assert found.cutoff == pytest.approx(4 / 12)
    assert found.image.to_numpy().tolist() == [[True, True], [False, False]]
    # Arcs against the image of their blocks over 12 pairs: 4 arcs, all among the 6 of the image.
    assert found.fit == pytest.approx(np.corrcoef([1] * 4 + [0] * 8, [1] * 6 + [0] * 6)[0, 1])
    assert nw.blockmodel(net, cutoff=0.6).image.to_numpy().tolist() == [[False, True], [False] * 2]
    assert "2 blocks" in repr(found)
    assert "0.75" in found._repr_html_()


def test_a_block_of_one_has_no_density_with_itself():
    found = nw.blockmodel(network("a-b", "ab", organization=["A", "B"]))
    assert np.isnan(found.density.loc["A", "A"])
    assert not found.image.loc["A", "A"]
    assert found.fit == pytest.approx(1)


def test_blocks_by_concor_and_by_communities():
    found = nw.blockmodel(NET, nw.concor(NET))
    assert found.image.loc[1, 2]
    assert found.image.to_numpy().sum() == 1
    assert found.fit == pytest.approx(1)
    groups = nw.communities(NET, seed=1)
    assert nw.blockmodel(NET, groups).arcs.to_numpy().sum() == 4


def test_people_without_a_block_are_left_out():
    net = network("a-b b-c", "abc", organization=["A", "A", None])
    assert nw.blockmodel(net).arcs.to_numpy().tolist() == [[1]]
    nobody = nw.blockmodel(network("", "", organization=[]))
    assert nobody.arcs.empty
    assert np.isnan(nobody.fit)


@pytest.mark.parametrize("cutoff", [-0.1, 1.1])
def test_a_cutoff_is_a_share(cutoff):
    net = network("a-b", "ab", organization=["A", "B"])
    with pytest.raises(nw.errors.ArgumentError, match="cutoff"):
        nw.blockmodel(net, cutoff=cutoff)


def test_large_networks_are_refused(monkeypatch):
    monkeypatch.setattr(positions, "PEOPLE", 4)
    monkeypatch.setattr(positions, "CONCOR_PEOPLE", 4)
    for measure in (nw.structural_equivalence, nw.concor):
        with pytest.raises(
            nw.errors.ArgumentError, match="more than 4 people, and this network has 5"
        ):
            measure(NET)
