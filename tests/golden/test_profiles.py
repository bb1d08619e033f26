"""Exact values of the methodological specification for profiles of people: 1.2, 2.4, 2.7."""

import itertools
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.stats import spearmanr

import netweave as nw
from netweave._kernels import rewire
from netweave.analytics.profiles import _shares as shares

RING = [(f"v{i}", f"v{i % 6 + 1}") for i in range(1, 7)]
CLIQUES = [(f"{c}{i}", f"{c}{j}") for c in "ab" for i, j in itertools.combinations("1234", 2)]
CORE = list(itertools.combinations("ABCD", 2))
SPOKES = [("p1", "A"), ("p1", "B"), ("p2", "B"), ("p2", "C"), ("p3", "C"), ("p3", "D"), ("p4", "D"),
          ("p4", "A")]  # fmt: skip
TOYS = {
    "star6": ([("c", f"l{i}") for i in range(1, 6)],
              {"c": "H", "l1": "A", "l2": "A", "l3": "B", "l4": "B", "l5": "C"}),
    "complete6": (list(itertools.combinations([f"v{i}" for i in range(1, 7)], 2)),
                  {f"v{i}": "AABBCC"[i - 1] for i in range(1, 7)}),
    "ring6": (RING, {f"v{i}": "AB"[i % 2] for i in range(1, 7)}),
    "bridge8": ([*CLIQUES, ("a1", "b1")], {c + i: c.upper() for c in "ab" for i in "1234"}),
    "cp8": ([*CORE, *SPOKES],
            {**{c: c for c in "ABCD"}, "p1": "A", "p2": "B", "p3": "C", "p4": "D"}),
    "pairs6": ([("a1", "a2"), ("b1", "b2"), ("c1", "c2")],
               {c + i: c.upper() for c in "abc" for i in "12"}),
}  # fmt: skip
NO = float("nan")
# k, load, redundancy 1 / 2 / inf, dependent alters, pair loss, geodesic share, O1, O2 (2.7)
NODES = {
    ("star6", "c"): (5, 6, 0, 0, 0, 1, 1, 1, 1, Fraction(4, 5)),
    ("star6", "l1"): (1, 0, NO, NO, NO, 0, 0, 0, 1, NO),
    ("complete6", "v1"): (5, NO, 1, 1, 1, 0, 0, 0, Fraction(4, 5), Fraction(4, 5)),
    ("ring6", "v1"): (2, 1, 0, 0, 1, 0, 0, Fraction(1, 5), 1, 0),
    ("bridge8", "a1"): (
        4,
        4,
        Fraction(1, 2),
        Fraction(1, 2),
        Fraction(1, 2),
        0,
        Fraction(4, 7),
        Fraction(4, 7),
        Fraction(1, 4),
        Fraction(1, 2),
    ),
    ("bridge8", "a2"): (3, 0, 1, 1, 1, 0, 0, 0, 0, 0),
    ("cp8", "A"): (
        5,
        2,
        Fraction(1, 2),
        Fraction(9, 10),
        1,
        0,
        0,
        Fraction(4, 21),
        Fraction(4, 5),
        Fraction(9, 10),
    ),
    ("cp8", "p1"): (2, 0, 1, 1, 1, 0, 0, 0, Fraction(1, 2), 1),
    ("pairs6", "a1"): (1, NO, NO, NO, NO, 1, 0, 0, 0, NO),
}


def network(edges, organizations=None, waves=None, **columns):
    """Give a network of ties in one direction; people in order of name."""
    ids = sorted({end for edge in edges for end in edge[:2]} | set(organizations or {}))
    people = pd.DataFrame(index=pd.Index(ids, dtype="str"))
    if organizations:
        people["organization"] = pd.Series(organizations)
    names = ["learner", "learned_from", *columns]
    return nw.Network(people, pd.DataFrame(edges, columns=names), waves=waves)


def same(fact):
    return pytest.approx(float(fact), rel=1e-12, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(("toy", "person"), NODES, ids=lambda one: one)
def test_the_node_table_of_2_7(toy, person):
    net = network(*TOYS[toy])
    k, load, one, two, every, dependent, loss, geodesic, cross, simpson = NODES[toy, person]
    assert nw.degree(net)[person] == k
    assert nw.brokerage_load(net)[person] == same(load)
    assert nw.redundancy(net, steps=1)[person] == same(one)
    assert nw.redundancy(net)[person] == same(two)
    assert nw.redundancy(net, steps=None)[person] == same(every)
    assert nw.dependent_alters(net)[person] == same(dependent)
    row = nw.hub_node_profile(net, draws=0, least=0).table.loc[person]
    assert row["load"] == same(load)
    assert row["redundancy_2"] == same(two)
    assert row["exclusivity"] == same(1 - two)
    assert row["dependent_alters"] == same(dependent)
    assert row["pair_loss"] == same(loss)
    assert row["geodesic_share"] == same(geodesic)
    opened = nw.network_behavior_profile(net, draws=0, least=0).openness
    opened = opened.set_index(["person", "term"])["estimate"][person]
    assert opened["O1"] == same(cross)
    assert opened["O2"] == same(simpson)


# ---------------------------------------------------------------------- 1.2 and directed toys


def parts(found, person):
    return found.table.set_index(["person", "term"])["estimate"][person]


def test_the_session_of_1_2():
    edges = [("a", "p", 1), ("b", "p", 1), ("c", "p", 1), ("a", "b", 1.5), ("b", "a", 1.5),
             ("a", "c", 0.5), ("c", "a", 0.5), ("b", "c", 0.5), ("c", "b", 0.5)]  # fmt: skip
    net = network(edges, weight=float)
    assert nw.learning_share(net).tolist() == [
        same(Fraction(3, 5)),
        same(Fraction(3, 5)),
        same(Fraction(2, 3)),
        0,
    ]
    found = nw.network_behavior_profile(net, draws=0, least=0)
    for person, fact in {
        "p": 0,
        "a": Fraction(4, 5),
        "b": Fraction(4, 5),
        "c": Fraction(2, 3),
    }.items():
        assert parts(found, person)["H1"] == same(fact)
        assert parts(found, person)["R2"] == same(fact)


def test_trap_2_peers_written_both_ways_feed_neither_reciprocity_nor_balance():
    edges = [("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")]
    kinds = pd.DataFrame({"mutual": True}, index=["tie"])
    plain = network(edges)
    net = nw.Network(plain.people, plain.ties, kinds)
    assert nw.learning_share(net).isna().all()
    assert set(nw.reasons(net, nw.learning_share)) == {"BOTH_WAYS"}
    rows = nw.network_behavior_profile(net, draws=0, least=0).table
    why = rows[rows["person"] == "a"].set_index("term")["reason"]
    assert why[["R2", "H1", "learning_share"]].tolist() == [
        "NOT_ELIGIBLE",
        "BOTH_WAYS",
        "BOTH_WAYS",
    ]


def test_one_presenter_and_a_directed_ring():
    stage = network([(f"l{i}", "p") for i in range(5)])
    assert nw.learning_share(stage).tolist() == [1, 1, 1, 1, 1, 0]
    found = nw.network_behavior_profile(stage, draws=0, least=0)
    assert {parts(found, person)["H1"] for person in ("p", "l0")} == {0}
    assert {parts(found, person)["R2"] for person in ("p", "l0")} == {0}
    ring = nw.network_behavior_profile(network(RING), draws=0, least=0)
    assert (parts(ring, "v1")[["H1", "R2"]] == [1, 0]).all()


# ---------------------------------------------------------------------- closure (2.4)


def test_the_worked_closure_example():
    before = [*CLIQUES, ("a1", "b1")]
    after = [*before, ("a2", "b1"), ("a3", "b4")]
    rows = [(*edge, wave) for wave, edges in (("t", before), ("t1", after)) for edge in edges]
    net = network(rows, wave=str, waves=["t", "t1"])
    found = nw.network_behavior_profile(net.wave("t"), later=net.wave("t1"), draws=0, least=0)
    assert found.formation["pairs"].tolist() == [6, 9]
    assert found.formation["rate"].tolist() == [same(Fraction(1, 6)), same(Fraction(1, 9))]
    rows = found.emergence.set_index(["person", "term"])
    a1, b1 = (rows.loc[(person, "E2")] for person in ("a1", "b1"))
    assert a1[["numerator", "denominator", "estimate"]].tolist() == [1, 3, same(Fraction(1, 3))]
    assert b1[["numerator", "denominator", "estimate"]].tolist() == [0, 3, 0]
    assert a1["base"] == same(Fraction(1, 9))
    assert rows.loc[("a1", "E2_credit"), "numerator"] == 1
    assert rows.loc[("a2", "E2"), "reason"] == "ALL_TIED"


def test_credit_is_shared_among_all_who_stood_between():
    ring = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]
    rows = [(*edge, "t") for edge in ring] + [(*edge, "t1") for edge in [*ring, ("a", "c")]]
    net = network(rows, wave=str, waves=["t", "t1"])
    found = nw.network_behavior_profile(net.wave("t"), later=net.wave("t1"), draws=0, least=0)
    rows = found.emergence.set_index(["person", "term"])["numerator"]
    assert rows[[("b", "E2"), ("d", "E2"), ("a", "E2")]].tolist() == [1, 1, 0]
    assert rows[[("b", "E2_credit"), ("d", "E2_credit")]].tolist() == [0.5, 0.5]


# ---------------------------------------------------------------------- chance (2.4)


def graphs_with_degrees(degrees):
    """Give every simple graph with these degrees as a matrix."""
    n = len(degrees)
    pairs = list(itertools.combinations(range(n), 2))
    for chosen in itertools.combinations(pairs, sum(degrees) // 2):
        if (np.bincount(np.ravel(chosen).astype(int), minlength=n) == degrees).all():
            dense = np.zeros((n, n))
            dense[tuple(np.array(chosen).T)] = 1
            matrix = sparse.csr_array(dense + dense.T)
            matrix.sort_indices()
            yield matrix


def test_the_ring_has_70_networks_and_a_mean_redundancy_of_one_seventh():
    every = list(graphs_with_degrees([2] * 6))
    assert len(every) == 70
    values = np.array([shares.redundant(matrix).values for matrix in every])
    assert values.mean(axis=0) == pytest.approx([1 / 7] * 6)
    net = network(*TOYS["ring6"])
    found = nw.hub_node_profile(net, draws=1_000, seed=5, least=0)
    # The standard error of one person's mean over 1,000 draws is about .011.
    assert found.table["redundancy_2_expected"].tolist() == pytest.approx([1 / 7] * 6, abs=0.045)


def test_a_perfect_matching_has_15_networks():
    assert len(list(graphs_with_degrees([1] * 6))) == 15
    net = network(*TOYS["pairs6"])
    seen = {
        one.structure().indices.tobytes()
        for one in nw.null_networks(net, "degrees", draws=200, seed=1)
    }
    assert len(seen) == 15
    found = nw.network_behavior_profile(net, draws=200, least=0)
    assert "W15" in {notice.code for notice in found.warnings}
    assert found.claim == 1
    # Of the five people whom anybody can be paired with four are of another organization.
    opened = found.openness[found.openness["term"] == "O1"]
    assert opened["expected"].tolist() == pytest.approx([4 / 5] * 6, abs=0.12)
    assert opened["base"].tolist() == pytest.approx([4 / 5] * 6)


@pytest.mark.parametrize("toy", ["star6", "complete6"])
def test_one_network_only_leaves_no_percentile(toy):
    net = network(*TOYS[toy])
    found = nw.hub_node_profile(net, draws=30, least=2)
    ties = found.table[found.table["ties"] >= 2]
    assert set(ties["reason"]) == {"DEGENERATE_NULL"}
    assert found.table.filter(like="percentile").isna().all(axis=None)
    assert (found.table["reading"] == "no reading").all()
    assert found.claim == 1
    rows = nw.network_behavior_profile(net, draws=30, least=2).table
    assert rows["percentile"].isna().all()


def test_disjoint_triangles_are_perfect_one_by_one_and_in_pieces():
    edges = [(f"{c}{i}", f"{c}{j}") for c in "xyz" for i, j in ("12", "23", "13")]
    homes = {c + i: f"O{i}" for c in "xyz" for i in "123"}
    found = nw.network_behavior_profile(network(edges, homes), draws=0, least=0)
    rows = found.table[found.table["term"].isin(["H2", "O1", "O2"])]
    assert len(rows) == 27
    assert (rows["estimate"] == 1).all()
    assert found.network["connectedness"] == pytest.approx(2 / (9 - 1))
    assert found.network["components"] == 3


def ranked(matrices, measures):
    """Give per measure the mean rank correlation with degree, raw and of its percentile."""
    found = {name: [] for name in measures}
    for net, draws in matrices:
        degree = nw.degree(net)
        observed = {name: f(net).to_numpy() for name, f in measures.items()}
        less = {name: np.zeros(net.n) for name in measures}
        for one in nw.null_networks(net, "degrees", draws=draws, seed=3):
            for name, f in measures.items():
                values = f(one).to_numpy()
                equal = np.isclose(values, observed[name], rtol=1e-9)
                less[name] += np.where(equal, 0.5, values < observed[name])
        for name, values in observed.items():
            found[name].append([spearmanr(degree, one)[0] for one in (values, less[name])])
    return {name: np.mean(pairs, axis=0) for name, pairs in found.items()}


def test_the_percentile_is_not_degree_in_disguise(slow):
    """48 people in 8 organizations, labels random: method 2.4 reports .97, .95, .93 raw."""
    generator = np.random.default_rng(4)
    nets = []
    for _ in range(12 if slow else 3):
        chosen = np.triu(generator.random((48, 48)) < 4 / 47, 1)
        ids = pd.Index([f"p{i:02}" for i in range(48)])
        people = pd.DataFrame({"organization": generator.permutation([*"ABCDEFGH"] * 6)}, index=ids)
        one, other = np.nonzero(chosen)
        ties = pd.DataFrame({"learner": ids[one], "learned_from": ids[other]})
        nets.append((nw.Network(people, ties), 99))
    measures = {
        "open pairs": nw.open_two_paths,
        "effective size": lambda net: nw.effective_size(net).fillna(0),
        "betweenness": nw.betweenness,
    }
    for name, (raw, placed) in ranked(nets, measures).items():
        assert raw > 0.9, name
        assert placed < 0.25, name


def test_the_load_of_the_profile_is_the_measure_of_that_experiment():
    """Open pairs and the load differ by a factor per network only."""
    net = network(*TOYS["cp8"])
    total = nw.open_two_paths(net).sum()
    assert (nw.brokerage_load(net) * total / 8).tolist() == pytest.approx(
        nw.open_two_paths(net).tolist()
    )


def test_the_null_of_new_ties_keeps_everybodys_number_and_no_old_pair():
    before = [*CLIQUES, ("a1", "b1")]
    net = network(before)
    new = network([("a2", "b1"), ("a3", "b4"), ("a4", "b2")], dict.fromkeys(net.people.index, "X"))
    blocked = net.structure()
    for one in rewire.degree_preserving(new.structure(), 50, 1, directed=False, fixed=blocked):
        assert (one.sum(axis=1) == new.structure().sum(axis=1)).all()
        assert not (one * blocked).nnz
