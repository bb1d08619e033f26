"""Assortativity, concentration, layers and resilience, on networks whose answer can be seen."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import errors


def random_net(seed, people=30, directed=True):
    graph = nx.gnp_random_graph(people, 0.15, seed=seed, directed=directed)
    ties = pd.DataFrame(list(graph.edges), columns=["learner", "learned_from"])
    rng = np.random.default_rng(seed)
    group, years = rng.choice(list("ABC"), people), rng.integers(0, 30, people)
    nx.set_node_attributes(graph, dict(enumerate(group)), "group")
    nx.set_node_attributes(graph, {node: int(years[node]) for node in graph}, "years")
    table = pd.DataFrame({"organization": group, "years": years}, index=range(people))
    return nw.Network(table, ties), graph


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("directed", [False, True])
def test_assortativity_is_networkxs(seed, directed):
    net, graph = random_net(seed)
    graph = graph if directed else graph.to_undirected()
    theirs = nx.attribute_assortativity_coefficient(graph, "group")
    assert nw.assortativity(net, directed=directed) == pytest.approx(theirs)
    theirs = nx.numeric_assortativity_coefficient(graph, "years")
    ours = nw.numeric_assortativity(net, column="years", directed=directed)
    assert ours == pytest.approx(theirs)
    if not directed:
        theirs = nx.degree_pearson_correlation_coefficient(graph)
        assert nw.degree_assortativity(net) == pytest.approx(theirs)


def test_numbers_are_needed():
    net, _ = random_net(1)
    with pytest.raises(errors.DataError, match="does not hold numbers"):
        nw.numeric_assortativity(net, column="organization")
    with pytest.raises(errors.DataError):
        nw.numeric_assortativity(net, column="age")


def test_missing_numbers_leave_their_people_out():
    people = pd.DataFrame({"years": [1.0, np.nan, 1.0, 2.0, 2.0]}, index=range(5))
    ties = pd.DataFrame({"learner": [0, 0, 3, 1], "learned_from": [2, 1, 4, 4]})
    assert nw.numeric_assortativity(nw.Network(people, ties), column="years") == pytest.approx(1)


def test_a_star_is_half_as_concentrated_as_one_tie_among_many():
    def gini(net):
        return nw.concentration(net).table.set_index("term")["estimate"]["gini"]

    star = nw.Network(range(6), pd.DataFrame({"learner": range(1, 6), "learned_from": 0}))
    one = nw.Network(range(6), pd.DataFrame({"learner": [0], "learned_from": [1]}))
    assert gini(star) == pytest.approx((6 - 2) / 12)
    assert gini(one) == pytest.approx((6 - 2) / 6)


def test_concentration_of_strength():
    ties = pd.DataFrame({"learner": [0, 0], "learned_from": [1, 2], "weight": [3.0, 1.0]})
    found = nw.concentration(nw.Network(range(3), ties), of="strength")
    values = found.table.set_index("term")["estimate"]
    share = np.array([4, 3, 1]) / 8
    assert values["hhi"] == pytest.approx((share**2).sum())
    assert values["evenness"] == pytest.approx(-(share * np.log(share)).sum() / np.log(3))
    assert found.sentence.startswith("Ties are spread as if 2.5 of 3 people")


def test_kinds_below_their_threshold_are_no_layer():
    ties = pd.DataFrame({
        "learner": [0, 0, 1],
        "learned_from": [1, 1, 2],
        "kind": ["write", "talk", "talk"],
        "weight": [1.0, 5.0, 5.0],
    })
    net = nw.Network(range(3), ties)
    assert nw.multiplexity(net) == 1.5
    assert nw.multiplexity(net.with_threshold({"write": 2})) == 1
    alone = nw.multiplex_participation(net.where(kind="talk"))
    assert alone.isna().all()
    assert nw.reasons(net.where(kind="talk"), nw.multiplex_participation).eq("ONE_KIND").all()


CHAIN = nw.Network(
    pd.DataFrame({"convener": [False, False, True, False, False]}, index=list("abcde")),
    pd.DataFrame({"learner": list("abcd"), "learned_from": list("bcde")}),
)


def test_a_chain_falls_apart_at_its_middle():
    by_name = nw.resilience(CHAIN, leaving="convener")
    assert by_name["removed"].tolist() == [0, 1]
    assert by_name["joined_share"].tolist() == [1, 2 / 10]
    assert by_name["largest_share"].tolist() == [1, 2 / 5]
    assert by_name.equals(nw.resilience(CHAIN, leaving="c"))
    first = nw.resilience(CHAIN, leaving="betweenness").head(2)
    assert first["joined_share"].tolist() == [1, 2 / 10]


def test_people_leave_in_the_order_that_is_given():
    found = nw.resilience(CHAIN, leaving=["a", "c"])
    assert found["joined_share"].tolist() == [1, 6 / 10, 1 / 10]
    # b, c, d, e stay joined without a; of b, d, e without c only d and e.
    assert found["joined_among_staying"].tolist() == [1, 1, 1 / 3]


def test_where_nobody_who_stays_was_joined_there_is_no_share():
    found = nw.resilience(CHAIN, leaving=list("abcd"))
    assert found["joined_among_staying"].isna().tolist() == [False] * 4 + [True]
    drawn = nw.resilience(CHAIN, draws=3)["joined_among_staying"]
    assert drawn.iloc[:-2].between(0, 1).all()
    assert drawn.iloc[-2:].isna().all()


def test_random_orders_hang_on_the_seed_alone():
    one, same = nw.resilience(CHAIN, seed=3), nw.resilience(CHAIN, seed=3)
    assert one.equals(same)
    assert not one.equals(nw.resilience(CHAIN, seed=4))
    assert one["joined_share"].iloc[-1] == 0
    assert one["largest_share"].iloc[-1] == 0
    assert (one["spread"].iloc[1:-1] > 0).any()


def test_so_many_points():
    net, _ = random_net(2)
    assert nw.resilience(net, points=5, draws=2)["removed"].tolist() == [0, 6, 12, 18, 24, 30]


@pytest.mark.parametrize("options", [{"draws": 0}, {"points": 0}, {"leaving": []}])
def test_settings_out_of_range(options):
    with pytest.raises(errors.ArgumentError):
        nw.resilience(CHAIN, **options)


def test_unknown_people_and_words():
    with pytest.raises(errors.DataError, match="zoe"):
        nw.resilience(CHAIN, leaving=["zoe"])
    with pytest.raises(errors.ArgumentError, match="betweenness"):
        nw.resilience(CHAIN, leaving="closeness")
    nobody = nw.Network(["a", "b"], pd.DataFrame({"learner": ["a"], "learned_from": ["b"]}))
    with pytest.raises(errors.ArgumentError, match=r"got 'convener'\. Mark who convenes"):
        nw.resilience(nobody, leaving="convener")
