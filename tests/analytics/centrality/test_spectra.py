"""Eigenvector, hubs and authorities, closed walks: small networks solved by hand."""

from functools import partial

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw


def network(edges, people, **columns):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties.assign(**columns))


CHAIN = network("a-b b-c", "abcd")
NOTHING = nw.Network(list("ab"), pd.DataFrame(columns=["learner", "learned_from"]))
NOBODY = nw.Network([], pd.DataFrame(columns=["learner", "learned_from"]))


def test_the_middle_of_a_chain_has_root_two():
    """λ = √2: a = b/√2, b = (a + c)/√2, squares 1/4 + 1/2 + 1/4; d has no ties."""
    assert nw.eigenvector(CHAIN).tolist() == pytest.approx([0.5, 0.5**0.5, 0.5, 0])


def test_both_directions_and_parallel_ties_add_up():
    """a and b hold 1 + 2 + 1, b and c 3: λ = 5, so (4, 5, 3)/√50."""
    net = network("a-b a-b b-a c-b", "abc", weight=[1.0, 2.0, 1.0, 3.0])
    found = nw.eigenvector(net, weighted=True)
    assert found.tolist() == pytest.approx(np.array([4, 5, 3]) / 50**0.5)
    assert found.name == "eigenvector_weighted"
    assert nw.eigenvector(net).tolist() == pytest.approx([0.5, 0.5**0.5, 0.5])


def test_mutual_ties_weigh_twice_everywhere_and_change_nothing():
    net = network("a-b b-a b-c c-b", "abc", weight=[2.0, 2.0, 3.0, 3.0])
    once = network("a-b b-c", "abc", weight=[2.0, 3.0])
    ours, theirs = (nw.eigenvector(one, weighted=True) for one in (net, once))
    assert ours.tolist() == pytest.approx(theirs.tolist())


def test_only_the_piece_with_the_greatest_eigenvalue_counts():
    """A triangle has 2, a chain of three √2."""
    net = network("a-b b-c d-e e-f f-d", "abcdef")
    assert nw.eigenvector(net).tolist() == pytest.approx([0, 0, 0, *[3**-0.5] * 3])


def test_two_equal_pieces_share():
    net = network("a-b c-d", "abcde")
    assert nw.eigenvector(net).tolist() == pytest.approx([0.5] * 4 + [0])


def test_hubs_learn_and_authorities_teach():
    """A'A: b and c were learned from by a, b by d too; λ = (3 + √5)/2 with b : c golden."""
    golden = (1 + 5**0.5) / 2
    found = nw.hits(network("a-b a-c d-b", "abcd"))
    length = (1 + golden**2) ** 0.5
    assert found["taught"].tolist() == pytest.approx([0, golden / length, 1 / length, 0])
    assert found["learned"].tolist() == pytest.approx([golden / length, 0, 0, 1 / length])


def test_hits_take_weights_as_they_are():
    """One learner and two teachers: the authorities are as the weights, 3 : 4."""
    net = network("a-b a-c a-c", "abc", weight=[3.0, 1.0, 3.0])
    assert nw.hits(net, weighted=True)["taught"].tolist() == pytest.approx([0, 0.6, 0.8])
    assert nw.hits(net)["taught"].tolist() == pytest.approx([0, 0.5**0.5, 0.5**0.5])
    assert nw.hits(net)["learned"].tolist() == pytest.approx([1, 0, 0])


def test_closed_walks_of_a_triangle():
    """Eigenvalues 2, -1, -1: (e² + 2/e)/3 each."""
    net = network("a-b b-a b-c c-a", "abcd")
    triangle = (np.e**2 + 2 / np.e) / 3
    assert nw.subgraph_centrality(net).tolist() == pytest.approx([*[triangle] * 3, 1])


def test_closed_walks_have_a_limit():
    people = [str(place) for place in range(2001)]
    ties = pd.DataFrame({"learner": ["0"], "learned_from": ["1"]})
    with pytest.raises(nw.errors.ArgumentError, match="at most 2000 people, got 2001"):
        nw.subgraph_centrality(nw.Network(people, ties))
    assert nw.subgraph_centrality(nw.Network(people[:3], ties)).iloc[2] == 1


def test_closed_walks_too_many_for_a_number():
    """Everybody tied to everybody among 703: eigenvalue 702."""
    net = nw.Network.from_networkx(nx.complete_graph(703))
    with pytest.raises(nw.errors.ArgumentError, match=r"at most 700, got 702"):
        nw.subgraph_centrality(net)


@pytest.mark.parametrize(
    "measure",
    [nw.eigenvector, nw.hits, nw.bonacich_power, partial(nw.eigenvector, weighted=True)],
)
def test_without_ties_there_is_no_answer(measure):
    assert measure(NOTHING).isna().to_numpy().all()
    assert set(np.ravel(nw.reasons(NOTHING, measure))) == {"NO_TIES"}
    assert len(measure(NOBODY)) == 0


def test_two_units_are_refused():
    net = network("a-b b-a", "ab", kind=["advice", "attendance"])
    for measure in (nw.eigenvector, nw.hits):
        with pytest.raises(nw.errors.DataError, match="wants one unit"):
            measure(net, weighted=True)
    assert nw.eigenvector(net).tolist() == pytest.approx([0.5**0.5] * 2)


def test_walks_between_each_two_by_hand():
    """A triangle has eigenvalues 2, -1, -1: 1/e and e² share each cell; d is alone with d."""
    found = nw.communicability(network("a-b b-c c-a", "abcd"))
    far, near = (np.exp(2) - np.exp(-1)) / 3, (np.exp(2) + 2 * np.exp(-1)) / 3
    wanted = np.full((4, 4), 0.0)
    wanted[:3, :3] = far
    np.fill_diagonal(wanted, [near, near, near, 1])
    assert found.to_numpy() == pytest.approx(wanted)
    assert (found.to_numpy()[3] == wanted[3]).all()
    assert list(found.index) == list(found.columns) == list("abcd")


def test_walks_multiply_weights():
    """Both directions add up to 3: hyperbolic sine and cosine of 3."""
    found = nw.communicability(network("a-b b-a", "ab", weight=[1.0, 2.0]), weighted=True)
    far, near = np.sinh(3), np.cosh(3)
    assert found.to_numpy() == pytest.approx(np.array([[near, far], [far, near]]))


def test_walks_as_networkx_has_them():
    random = np.random.default_rng(5)
    graph = nx.gnp_random_graph(30, 0.08, seed=random)
    net = nw.Network.from_networkx(nx.relabel_nodes(graph, str))
    theirs = nx.communicability_exp(graph)
    wanted = np.array([[theirs[one][other] for other in graph] for one in graph])
    found = nw.communicability(net).to_numpy()
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9)
    assert (found == found.T).all()
    assert np.diag(found) == pytest.approx(nw.subgraph_centrality(net).to_numpy())


def test_walks_that_are_no_numbers_are_refused(monkeypatch):
    with pytest.raises(nw.errors.ArgumentError, match="Divide the weights"):
        nw.communicability(network("a-b", "ab", weight=[800.0]), weighted=True)
    assert nw.communicability(NOBODY).shape == (0, 0)
    assert nw.communicability(NOTHING).to_numpy().tolist() == [[1, 0], [0, 1]]
    monkeypatch.setattr("netweave.analytics.centrality.spectra.MOST_PAIRED", 1)
    with pytest.raises(nw.errors.ArgumentError, match="at most 1 people"):
        nw.communicability(NOTHING)
