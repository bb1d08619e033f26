"""PageRank, Katz, Bonacich's power and degree by alpha: small networks solved by hand."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import netweave as nw
from made_up_meetings import meetings
from netweave._kernels import engine


def network(edges, people, **columns):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties.assign(**columns))


CHAIN = network("a-b b-c", "abc")
NOTHING = nw.Network(list("abcd"), pd.DataFrame(columns=["learner", "learned_from"]))


def random_network(seed, n=40, ties=90):
    rng = np.random.default_rng(seed)
    table = pd.DataFrame(rng.integers(0, n, (ties, 2)), columns=["learner", "learned_from"])
    table = table[table["learner"] != table["learned_from"]].astype("str")
    weight = rng.integers(1, 5, len(table)).astype(float)
    return nw.Network([str(place) for place in range(n)], table.assign(weight=weight))


def test_rank_goes_to_those_learned_from():
    """At 1/2, up to scale: a = 1, b = 1 + a/2, c = 1 + b/2; c has no arrow and all take turns."""
    parts = np.array([1, 1.5, 1.75])
    assert nw.pagerank(CHAIN, damping=0.5).tolist() == pytest.approx(parts / 4.25)
    learned = nw.pagerank(CHAIN, damping=0.5, role="learned")
    assert learned.tolist() == pytest.approx(parts[::-1] / 4.25)
    assert learned.name == "pagerank_learned"


def test_rank_both_ways():
    """At 1/2: a = 1 + b/4, b = 1 + a/2 + c/2 = 1 + a, so a = 5/3 and b = 8/3."""
    found = nw.pagerank(CHAIN, damping=0.5, role="any")
    assert found.tolist() == pytest.approx([5 / 18, 8 / 18, 5 / 18])


def test_rank_by_weight():
    """a learned 3 from b and 1 from c, in three ties."""
    net = network("a-b a-b a-c", "abc", weight=[1.0, 2.0, 1.0])
    parts = np.array([1, 1 + 3 / 8, 1 + 1 / 8])
    found = nw.pagerank(net, damping=0.5, weighted=True)
    assert found.tolist() == pytest.approx(parts / 3.5)
    assert found.name == "pagerank_weighted"
    assert nw.pagerank(net, damping=0.5).tolist() == pytest.approx(np.array([1, 1.25, 1.25]) / 3.5)


def test_rank_without_ties_is_even():
    assert nw.pagerank(NOTHING).tolist() == [0.25] * 4
    assert nw.pagerank(random_network(1), damping=0).tolist() == pytest.approx([1 / 40] * 40)


@pytest.mark.parametrize("weighted", [False, True])
def test_rank_is_that_of_networkx(weighted):
    net = random_network(2)
    graph = net.to_networkx(parallel=False)
    weight = "weight" if weighted else None
    wanted = pd.Series(nx.pagerank(graph, weight=weight, tol=1e-14, max_iter=500))
    np.testing.assert_allclose(nw.pagerank(net, weighted=weighted), wanted, rtol=1e-10)


@pytest.mark.parametrize(
    ("damping", "wanted"),
    [*[(value, "0 or more and below 1") for value in (-0.1, 1, 1.5)], (float("nan"), "a number")],
)
def test_damping_stays_below_one(damping, wanted):
    with pytest.raises(nw.errors.ArgumentError, match=f"damping must be {wanted}"):
        nw.pagerank(CHAIN, damping=damping)


def test_katz_counts_walks_by_length():
    assert nw.katz(CHAIN, attenuation=0.1).tolist() == pytest.approx([0, 0.1, 0.11])
    learned = nw.katz(CHAIN, attenuation=0.1, role="learned")
    assert learned.tolist() == pytest.approx([0.11, 0.1, 0])
    assert learned.name == "katz_learned"
    # Both ways, x = (1 + b)/3, b = (1 + x + 1 + x)/3.
    both = nw.katz(CHAIN, attenuation=1 / 3, role="any")
    assert both.tolist() == pytest.approx([5 / 7, 8 / 7, 5 / 7])


def test_katz_by_weight():
    net = network("a-b a-b b-c", "abc", weight=[1.0, 2.0, 4.0])
    found = nw.katz(net, weighted=True, attenuation=0.5)
    assert found.tolist() == pytest.approx([0, 1.5, 2 + 3])


def test_katz_takes_half_of_what_it_may():
    ring = network("a-b b-c c-a", "abc")
    assert nw.katz(ring).tolist() == pytest.approx([1] * 3)  # 1/2 + 1/4 + …
    assert nw.katz(network("a-b b-c c-a", "abc", weight=[4.0] * 3), weighted=True).tolist() == (
        pytest.approx([1] * 3)
    )
    assert nw.katz(CHAIN).tolist() == pytest.approx([0, 0.5, 0.75])  # no walk comes back
    assert nw.katz(NOTHING).tolist() == [0] * 4


@pytest.mark.parametrize(
    ("attenuation", "wanted"),
    [
        *[(value, "lie above 0 and below 1 ") for value in (1, 1.2, 0, -0.5)],
        *[(value, "be a number or None, got") for value in (np.nan, np.inf)],
    ],
)
def test_katz_refuses_a_sum_without_end(attenuation, wanted):
    ring = network("a-b b-c c-a", "abc")
    with pytest.raises(nw.errors.ArgumentError, match=f"attenuation must {wanted}"):
        nw.katz(ring, attenuation=attenuation)


def test_katz_is_that_of_networkx_less_one():
    net = random_network(3)
    graph = net.to_networkx(parallel=False)
    wanted = pd.Series(nx.katz_centrality_numpy(graph, alpha=0.1, normalized=False, weight=None))
    np.testing.assert_allclose(1 + nw.katz(net, attenuation=0.1), wanted, rtol=1e-10)


def test_bonacich_without_beta_is_degree():
    """Degrees 1, 2, 1 of squares 6, scaled to 3."""
    found = nw.bonacich_power(CHAIN, beta=0)
    assert found.tolist() == pytest.approx(np.array([1, 2, 1]) / 2**0.5)


def test_bonacich_in_bargaining():
    """At -1/2: a = 1 - b/2, b = 2 - a, so a = 0 and b = 2: the ends depend on the middle."""
    found = nw.bonacich_power(CHAIN, beta=-0.5)
    assert found.tolist() == pytest.approx([0, 3**0.5, 0], abs=1e-12)


def test_bonacich_by_role():
    """c taught b, b taught a: at 1 the values of those who learned are 0, 1, 1 + 1."""
    found = nw.bonacich_power(CHAIN, beta=1, role="taught")
    assert found.tolist() == pytest.approx(np.array([0, 1, 2]) * (3 / 5) ** 0.5)
    assert found.name == "bonacich_power_taught"
    assert nw.bonacich_power(CHAIN, beta=1, role="learned").tolist() == found.tolist()[::-1]


def test_bonacich_near_its_end_is_the_eigenvector():
    net = random_network(4)
    greatest = nw.eigenvector(net)
    value = (net.structure() @ greatest.to_numpy())[0] / greatest.iloc[0]
    found = nw.bonacich_power(net, beta=(1 - 1e-9) / value)
    np.testing.assert_allclose(found / np.linalg.norm(found), greatest, atol=1e-6)


@pytest.mark.parametrize(
    ("beta", "wanted"),
    [*[(end, "lie above -0.5 and below 0.5") for end in (0.5, -0.5, 0.7)], (np.nan, "be a number")],
)
def test_bonacich_refuses_beta_at_the_ends(beta, wanted):
    square = network("a-b b-c c-d d-a", "abcd")
    with pytest.raises(nw.errors.ArgumentError, match=f"beta must {wanted}"):
        nw.bonacich_power(square, beta=beta)


def test_degree_by_alpha():
    """Specification 1.7: four people, weights 5, 1, 1, 1: the root of 4 · 8."""
    net = network("a-b a-b a-c a-d a-e f-e", "abcdefg", weight=[2.0, 3.0, 1.0, 1.0, 1.0, 7.0])
    found = nw.alpha_degree(net, role="learned")
    assert found.tolist() == pytest.approx([32**0.5, 0, 0, 0, 0, 7**0.5, 0])
    assert nw.alpha_degree(net)["e"] == pytest.approx((2 * 8) ** 0.5)
    assert nw.alpha_degree(net, role="taught")["e"] == pytest.approx(4)
    for role in ("both", "learned", "taught"):
        strength = nw.strength(net, role=role)
        assert nw.alpha_degree(net, alpha=1, role=role).tolist() == strength.tolist()
        degree = nw.degree(net, role="any" if role == "both" else role)
        assert nw.alpha_degree(net, alpha=0, role=role).tolist() == degree.tolist()


def test_a_mutual_tie_is_one_person():
    net = network("a-b b-a", "ab", weight=[1.0, 3.0])
    assert nw.alpha_degree(net).tolist() == [2, 2]


@pytest.mark.parametrize(
    ("alpha", "said"),
    [(-0.1, "0 or more"), (float("inf"), "a number, got inf"), (float("nan"), "a number, got nan")],
)
def test_alpha_is_a_number_from_zero_on(alpha, said):
    with pytest.raises(nw.errors.ArgumentError, match=f"alpha must be {said}"):
        nw.alpha_degree(CHAIN, alpha=alpha)


# ----------------------------------------------------------- records of meetings

BY_SUMS = {
    nw.strength: [{"role": role} for role in ("both", "learned", "taught")],
    nw.eigenvector: [{}],
    nw.pagerank: [{"role": role} for role in ("taught", "learned", "any")],
    nw.katz: [{"role": role} for role in ("taught", "learned", "any")],
    nw.bonacich_power: [{"role": role} for role in ("taught", "learned", "any")],
}


@given(meetings())
@settings(max_examples=12)
def test_measures_of_meetings_are_those_of_their_projection(records):
    projected = records.project()
    for kind in projected.kinds.index:
        chosen, built = records.where(kind=kind), projected.where(kind=kind)
        for measure, variants in BY_SUMS.items():
            for options in variants:
                weighted = {} if measure is nw.strength else {"weighted": True}
                ours, theirs = measure(chosen, **options), measure(built, **options, **weighted)
                pd.testing.assert_series_equal(ours, theirs, rtol=1e-8, atol=1e-10)


def test_both_ways_of_computing_agree_on_meetings(monkeypatch):
    from made_up_meetings import workload

    chosen = workload(people=120, sessions=60).where(kind="attendance_peer")
    small = {measure: measure(chosen) for measure in BY_SUMS}
    monkeypatch.setattr(engine, "SMALL", -1)
    for measure, values in small.items():
        pd.testing.assert_series_equal(measure(chosen), values, rtol=1e-9, atol=1e-12)


def test_meetings_side_by_side_and_why():
    """p presents to a and b; c only facilitates."""
    records = pd.DataFrame({
        "person": list("pabc"),
        "event": "s",
        "role": ["presenter", "attendee", "attendee", "facilitator"],
    })
    sessions = nw.Affiliations(list("pabc"), pd.DataFrame(index=["s"]), records)
    heard = sessions.where(kind="attendance_presenter")
    table = nw.measure(heard, [nw.strength, nw.pagerank, nw.eigenvector])
    assert table["strength"].tolist() == [2, 1, 1, 0]
    assert list(table) == ["strength", "pagerank_weighted", "eigenvector_weighted"]
    silent = nw.Affiliations(list("pabc"), pd.DataFrame({"psi": 0.0}, index=["s"]), records)
    silent = silent.where(kind="attendance_presenter")
    assert set(nw.reasons(silent, nw.eigenvector)) == {"NO_TIES"}
    why = nw.measure(silent, [nw.eigenvector])["why_eigenvector_weighted"]
    assert why.tolist() == ["NO_TIES"] * 4


def test_measures_that_need_every_tie_say_so():
    records = pd.DataFrame({"person": list("ab"), "event": "s"})
    chosen = nw.Affiliations(list("ab"), pd.DataFrame(index=["s"]), records)
    chosen = chosen.where(kind="attendance_peer")
    for measure in (nw.hits, nw.alpha_degree):
        with pytest.raises(nw.errors.DataError, match=r"Project them first: sessions.project"):
            measure(chosen)
    with pytest.raises(nw.errors.DataError, match=r"one unit.*where\(kind='attendance_peer'\)"):
        nw.strength(nw.Affiliations(list("ab"), pd.DataFrame(index=["s"]), records))
