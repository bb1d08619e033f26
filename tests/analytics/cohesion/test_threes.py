"""Censuses, transitivity and mean clustering, on networks solved by hand."""

import networkx as nx
import pandas as pd
import pytest

import netweave as nw


def network(edges, people):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties)


def counted(series):
    """Give what there is at least one of."""
    return series[series > 0].to_dict()


# b learned from a directly and through c; d learned from a only; e has no ties.
PAW = network("b-a c-a b-c d-a", "abcde")


def test_dyads_count_parallel_ties_once():
    net = network("a-b a-b b-a a-c", "abcd")
    assert nw.dyad_census(net).to_dict() == {"mutual": 1, "asymmetric": 1, "null": 4}


def test_triads():
    # 10 threes: one triangle, two threes around a with d, and 7 with fewer ties.
    found = nw.triad_census(PAW)
    assert counted(found) == {"030T": 1, "021U": 2, "012": 5, "003": 2}
    assert found.sum() == 10
    assert list(found.index[:3]) == ["003", "012", "102"]


def test_triads_of_mutual_and_parallel_ties():
    net = network("a-b b-a a-b b-c c-b a-d", "abcd")
    # a, b, c 201; a, b, d: a of a mutual pair learned from d; a, c, d 012; b, c, d 102.
    assert counted(nw.triad_census(net)) == {"201": 1, "111U": 1, "012": 1, "102": 1}
    taught = network("a-b b-a b-c c-b d-a", "abcd")
    assert counted(nw.triad_census(taught)) == {"201": 1, "111D": 1, "012": 1, "102": 1}


@pytest.mark.parametrize("people", ["", "a", "ab", "abc", "abcde"])
def test_without_ties(people):
    net = network("", people)
    n = len(people)
    assert nw.triad_census(net)["003"] == n * (n - 1) * (n - 2) // 6
    assert nw.triad_census(net).sum() == nw.triad_census(net)["003"]
    assert nw.dyad_census(net)["null"] == n * (n - 1) // 2
    assert pd.isna(nw.transitivity(net))
    assert pd.isna(nw.mean_clustering(net))


def test_counts_of_many_people_are_exact():
    net = nw.Network(
        [f"p{place}" for place in range(30_000)],
        pd.DataFrame({
            "learner": ["p0", "p1"],
            "learned_from": ["p1", "p2"],
        }),
    )
    found = nw.triad_census(net)
    assert counted(found) == {
        "003": 30_000 * 29_999 * 29_998 // 6 - 1 - 2 * 29_997,
        "012": 2 * 29_997,
        "021C": 1,
    }


def test_transitivity():
    # Two-paths: 3 at a, 1 at b, 1 at c; three of the five are closed.
    assert nw.transitivity(PAW) == pytest.approx(3 / 5)
    assert nw.transitivity(PAW, directed=True) == 1
    ring = network("a-b b-c c-a", "abc")
    assert nw.transitivity(ring) == 1
    assert nw.transitivity(ring, directed=True) == 0


def test_transitivity_of_mutual_ties():
    # a ⇄ b ⇄ c, a → c: chains abc, cba, bac, acb, and (b, c, …) ends at b: three of four closed.
    net = network("a-b b-a b-c c-b a-c", "abc")
    chains = [(i, j, k) for i in "abc" for j in "abc" for k in "abc" if len({i, j, k}) == 3]
    there = set(zip(net.ties["learner"], net.ties["learned_from"], strict=True))
    walked = [(i, k) for i, j, k in chains if {(i, j), (j, k)} <= there]
    assert (
        nw.transitivity(net, directed=True)
        == sum(e in there for e in walked) / len(walked)
        == 3 / 4
    )


def test_why_nothing_is_closed():
    why = nw.reasons(network("a-b", "abc"), nw.transitivity)
    assert why.tolist() == ["NO_TWO_PATHS"]
    assert nw.reasons(network("", ""), nw.mean_clustering).tolist() == ["EMPTY"]


def test_mean_clustering():
    # a has 1/3, b and c have 1, d has one contact, e none.
    assert nw.mean_clustering(PAW) == pytest.approx((1 / 3 + 1 + 1) / 3)
    assert nw.mean_clustering(PAW, below_two="zero") == pytest.approx((1 / 3 + 1 + 1) / 5)
    assert nw.mean_clustering(network("a-b", "abc"), below_two="zero") == 0
    with pytest.raises(nw.errors.ArgumentError, match="below_two"):
        nw.mean_clustering(PAW, below_two="one")


def test_a_large_network_takes_the_compiled_way():
    graph = nx.gnp_random_graph(400, 0.03, seed=3, directed=True)
    net = nw.Network.from_networkx(nx.relabel_nodes(graph, str))
    assert nw.triad_census(net).to_dict() == nx.triadic_census(graph)
    plain = graph.to_undirected()
    assert nw.transitivity(net) == pytest.approx(nx.transitivity(plain))
    assert nw.mean_clustering(net, below_two="zero") == pytest.approx(nx.average_clustering(plain))
