"""Structural holes, on networks solved by hand."""

from functools import partial

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import engine, holes


def network(edges, organizations, **columns):
    """Give a network from "a-b" = a learned from b, and {person: organization}."""
    pairs = [edge.split("-") for edge in edges.split()]
    people = pd.DataFrame({"organization": pd.Series(organizations, dtype="str")})
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(people, ties.assign(**columns))


def test_the_weighted_check_of_the_specification():
    # Specification 3: x→e 2, e→x 1, e→y 1, x→y 3.
    net = network("x-e e-x e-y x-y", dict.fromkeys("exy", "A"), weight=[2.0, 1.0, 1.0, 3.0])
    assert nw.constraint(net, weighted=True).tolist() == pytest.approx([
        325 / 256,
        25 / 32,
        325 / 256,
    ])
    assert nw.effective_size(net, weighted=True).tolist() == pytest.approx([1, 5 / 3, 1])


def test_constraint_is_not_capped_at_one():
    net = network("a-b b-c c-a", dict.fromkeys("abc", "A"))
    assert nw.constraint(net).tolist() == pytest.approx([1.125] * 3)


def test_an_isolate_has_no_constraint_rather_than_none_at_all():
    net = network("a-b", dict.fromkeys("abc", "A"))
    assert nw.constraint(net).tolist() == pytest.approx([1, 1, np.nan], nan_ok=True)
    assert nw.effective_size(net).tolist() == pytest.approx([1, 1, np.nan], nan_ok=True)


def test_effective_size_divides_by_the_contacts_strongest_tie():
    # The example on which networkx' default call goes wrong: 1.5 and 2.75 instead.
    edges, weight = "0-1 1-2 0-2 2-3", [1.0, 5.0, 2.0, 1.0]
    net = network(edges, dict.fromkeys("0123", "A"), weight=weight)
    found = nw.effective_size(net, weighted=True)
    assert found[["1", "2"]].tolist() == pytest.approx([1.1, 2.6375])


def test_whoever_is_only_learned_from_has_constraint():
    net = network("a-b c-b", dict.fromkeys("abc", "A"))
    assert nw.constraint(net, directed=True).tolist() == pytest.approx([1, 0.5, 1])


def test_rows_in_blocks_are_the_same_rows(monkeypatch):
    rng = np.random.default_rng(8)
    pairs = rng.integers(0, 60, size=(300, 2))
    pairs = pairs[pairs[:, 0] != pairs[:, 1]].astype(str)
    net = nw.Network(
        [str(person) for person in range(60)],
        pd.DataFrame(pairs, columns=["learner", "learned_from"]),
    )
    measures = (nw.constraint, nw.effective_size, nw.open_two_paths)
    whole = [measure(net) for measure in measures]
    middles = holes.sole_middles(net.structure())
    monkeypatch.setattr(holes, "WORK", 50)
    for measure, wanted in zip(measures, whole, strict=True):
        pd.testing.assert_series_equal(measure(net), wanted)
    assert holes.sole_middles(net.structure()).tolist() == middles.tolist()


# Ana, Ben and Cleo all know each other; Dan knows Cleo only.
KITE = "ana-ben ben-cleo cleo-ana dan-cleo"
NAMES = dict.fromkeys(("ana", "ben", "cleo", "dan"), "A")


def test_the_ego_model_leaves_out_what_contacts_spend_elsewhere():
    net = network(KITE, NAMES)
    # Whole: Cleo spends a third on Ben. Ego: within Ana's surroundings she spends half.
    assert nw.constraint(net)["ana"] == pytest.approx((1 / 2 + 1 / 6) ** 2 + (1 / 2 + 1 / 4) ** 2)
    found = nw.constraint(net, model="ego")
    assert found.name == "constraint_ego"
    assert found["ana"] == pytest.approx(2 * (1 / 2 + 1 / 4) ** 2)
    # Cleo's surroundings are everybody; so are they for her in the whole network.
    assert found["cleo"] == pytest.approx(nw.constraint(net)["cleo"])
    assert found["dan"] == 1


def test_the_ego_model_with_strengths():
    net = network(KITE, NAMES, weight=[1.0, 2.0, 3.0, 6.0])
    # Ana: 1/4 on Ben, 3/4 on Cleo. Ben and Cleo share 2; around Ana Ben has 1 + 2, Cleo 3 + 2.
    found = nw.constraint(net, weighted=True, model="ego")
    wanted = (1 / 4 + 3 / 4 * 2 / 5) ** 2 + (3 / 4 + 1 / 4 * 2 / 3) ** 2
    assert found["ana"] == pytest.approx(wanted)
    # Cleo's strongest tie is 6 in the whole network and 3 around Ana; Ben's is 2 in both.
    whole = nw.effective_size(net, weighted=True)
    assert whole["ana"] == pytest.approx(2 - 3 / 4 * 2 / 2 - 1 / 4 * 2 / 6)
    ego = nw.effective_size(net, weighted=True, model="ego")
    assert ego["ana"] == pytest.approx(2 - 3 / 4 * 2 / 2 - 1 / 4 * 2 / 3)
    assert ego.name == "effective_size_weighted_ego"


def test_without_strengths_both_models_have_one_effective_size():
    net = network(KITE, NAMES)
    pd.testing.assert_series_equal(
        nw.effective_size(net, model="ego"), nw.effective_size(net), check_names=False
    )


def test_efficiency_divides_by_people_and_not_by_ties():
    net = network(KITE + " ben-ana ana-ben", {**NAMES, "eve": "A"})
    found = nw.burt_efficiency(net)
    assert found.tolist() == pytest.approx([1 / 2, 1 / 2, 7 / 9, 1, np.nan], nan_ok=True)
    assert nw.burt_efficiency(net, directed=True).name == "burt_efficiency_directed"


def test_hierarchy_is_even_in_a_clique_and_uneven_around_one_contact():
    clique = network("ana-ben ben-cleo cleo-ana", dict.fromkeys(("ana", "ben", "cleo"), "A"))
    assert nw.burt_hierarchy(clique).tolist() == pytest.approx([0, 0, 0], abs=1e-12)
    # Ana's constraint: 4/9 from Ben and 9/16 from Cleo, in parts 64/145 and 81/145.
    found = nw.burt_hierarchy(network(KITE, NAMES))
    parts = np.array([64, 81]) / 145
    wanted = (2 * parts * np.log(2 * parts)).sum() / (2 * np.log(2))
    assert found["ana"] == pytest.approx(wanted)
    assert np.isnan(found["dan"])
    why = nw.reasons(network(KITE, {**NAMES, "eve": "A"}), nw.burt_hierarchy)
    assert why[["dan", "eve"]].tolist() == ["K<2", "NO_ALTERS"]
    assert why.drop(["dan", "eve"]).isna().all()


def test_one_contact_far_stronger_than_the_others_is_nearly_all():
    net = network("ana-ben ana-cleo", NAMES, weight=[1.0, 1000.0])
    assert nw.burt_hierarchy(net, weighted=True)["ana"] > 0.9999


def test_a_model_that_is_none():
    with pytest.raises(nw.errors.ArgumentError, match="model"):
        nw.constraint(network("", NAMES), model="half")


def test_the_walk_is_taken_once_for_all_four(monkeypatch):
    walks = []
    around = holes.around
    monkeypatch.setattr(holes, "around", lambda z, **how: walks.append(how) or around(z, **how))
    measures = [nw.constraint, nw.effective_size, nw.burt_efficiency, nw.burt_hierarchy]
    net = network(KITE, NAMES)
    nw.measure(net, measures)
    assert len(walks) == 1
    nw.constraint(net, weighted=True)
    nw.constraint(net.where(kind=net.kinds.index[0]))
    assert len(walks) == 3


@pytest.mark.parametrize("weight", [None, "weight"])
def test_networkx_person_by_person(weight, monkeypatch):
    # The compiled walk. Every person is named, as networkx' shortcut for all divides by the
    # maximum of the wrong side.
    monkeypatch.setattr(engine, "SMALL", -1)
    rng = np.random.default_rng(4)
    pairs = pd.DataFrame(rng.integers(0, 40, size=(220, 2)), columns=["learner", "learned_from"])
    pairs = pairs[pairs["learner"] != pairs["learned_from"]].drop_duplicates().astype("str")
    ties = pairs.assign(weight=rng.integers(1, 6, size=len(pairs)).astype(float))
    net = nw.Network([str(person) for person in range(40)], ties)
    graph = net.to_networkx(parallel=False)
    how = {"weighted": True} if weight else {"directed": True}
    for ours, theirs in ((nw.constraint, nx.constraint), (nw.effective_size, nx.effective_size)):
        wanted = pd.Series(theirs(graph, nodes=list(graph), weight=weight))
        wanted = wanted.reindex(net.people.index)
        np.testing.assert_allclose(ours(net, **how), wanted, rtol=1e-9, equal_nan=True)


def test_whoever_changes_a_result_changes_no_other():
    net = network(KITE, NAMES)
    first = nw.constraint(net)
    first.iloc[:] = 0.0
    assert (nw.constraint(net) > 0).all()


def test_weighted_measures_ignore_thresholds_in_every_part():
    """A threshold that nobody reaches leaves weighted values, and their reasons, as they were."""
    ties = pd.DataFrame({"learner": list("bcdb"), "learned_from": list("aaac"), "weight": 1.0})
    people = pd.DataFrame({"organization": list("ABAB")}, index=list("abcd"))
    free = nw.Network(people, ties)
    held = free.with_threshold({"tie": 2.0})
    assert nw.burt_efficiency(held).isna().all()
    for measure in (nw.burt_efficiency, nw.effective_size, nw.ei_index_by_person, nw.participation):
        weighted = partial(measure, weighted=True)
        assert weighted(held).notna().all()
        assert weighted(held).equals(weighted(free))
        assert nw.reasons(held, weighted).isna().all()
    assert nw.mixing(held, weighted=True).equals(nw.mixing(free, weighted=True))
    apart = nw.Network([*people.index, "e"], ties).with_threshold({"tie": 2.0})
    why = nw.reasons(apart, partial(nw.constraint, weighted=True))
    assert why.isna().tolist() == [True] * 4 + [False]
