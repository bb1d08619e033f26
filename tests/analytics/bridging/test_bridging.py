"""Structural holes, the E-I index and mixing, on networks solved by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import holes
from netweave.analytics.bridging.holes import open_two_paths


def network(edges, organizations, **columns):
    """Give a network from "a-b" = a learned from b, and {person: organization}."""
    pairs = [edge.split("-") for edge in edges.split()]
    people = pd.DataFrame({"organization": pd.Series(organizations, dtype="str")})
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(people, ties.assign(**columns))


def row(result, term, column="estimate"):
    """Give one cell of a result's table."""
    return result.table.set_index("term").loc[term, column]


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
    measures = (nw.constraint, nw.effective_size, open_two_paths)
    whole = [measure(net) for measure in measures]
    middles = holes.sole_middles(net.structure())
    monkeypatch.setattr(holes, "WORK", 50)
    for measure, wanted in zip(measures, whole, strict=True):
        pd.testing.assert_series_equal(measure(net), wanted)
    assert holes.sole_middles(net.structure()).tolist() == middles.tolist()


PAIRS = {"a1": "A", "a2": "A", "b1": "B", "b2": "B", "c1": "C"}


def test_the_index_beside_its_expectation():
    result = nw.ei_index(network("a1-a2 a1-b1 b1-a1 b2-c1", PAIRS))
    assert row(result, "external") == 2
    assert row(result, "internal") == 1
    assert row(result, "observed") == pytest.approx(1 / 3)
    assert row(result, "expected") == pytest.approx(1 - 2 * 4 / 20)
    assert row(result, "difference") == pytest.approx(1 / 3 - 0.6)
    assert result.sentence == (
        "2 of 3 ties (67 in 100) cross from one organization to another; if ties ignored "
        "organization, about 80 in 100 would."
    )
    assert result.passport.measure == "ei_index"
    assert (result.passport.people, result.passport.ties) == (5, 3)


@pytest.mark.parametrize(
    ("edges", "organizations", "code"),
    [
        ("a1-a2", dict.fromkeys(PAIRS, "A"), "ONE_GROUP"),
        ("a1-a2", dict.fromkeys(PAIRS, np.nan), "NO_GROUP"),
        ("", PAIRS, "NO_TIES"),
        ("a1-b1", {**PAIRS, "b1": np.nan}, "NO_TIES"),
    ],
)
def test_the_index_says_why_it_is_undefined(edges, organizations, code):
    net = network(edges, organizations)
    result = nw.ei_index(net)
    assert np.isnan(row(result, "observed"))
    assert np.isnan(row(result, "difference"))
    assert row(result, "observed", "reason") == code
    assert nw.codes.REASONS[code] in result.sentence
    assert nw.reasons(net, nw.ei_index)["observed"] == code


def test_without_ties_there_is_still_an_expectation():
    assert row(nw.ei_index(network("", PAIRS)), "expected") == pytest.approx(0.6)
    assert pd.isna(row(nw.ei_index(network("", PAIRS)), "expected", "reason"))


def test_no_organizations_recorded_is_not_a_fault_but_a_wrong_column_is():
    net = nw.Network(["a", "b"], pd.DataFrame({"learner": ["a"], "learned_from": ["b"]}))
    assert row(nw.ei_index(net), "observed", "reason") == "NO_GROUP"
    assert np.isnan(nw.modularity(net))
    assert nw.ei_index_by_person(net).isna().all()
    with pytest.raises(nw.errors.DataError, match="people lacks the column 'organisation'"):
        nw.ei_index(net, group="organisation")


def test_each_person_against_the_own_group():
    net = network("a1-a2 a1-b1 a1-b2 b1-b2", {**PAIRS, "d1": np.nan})
    found = nw.ei_index_by_person(net)
    assert found["a1"] == pytest.approx(1 / 3)
    assert found[["a2", "b1"]].tolist() == [-1, 0]
    assert found[["c1", "d1"]].isna().all()
    expected = nw.ei_index_by_person(net, expected=True)
    assert expected[["a1", "c1"]].tolist() == [0.5, 1]
    assert expected.name == "ei_index_by_person_expected"
    why = nw.reasons(net, nw.ei_index_by_person)
    assert why[["c1", "d1"]].tolist() == ["NO_ALTERS", "NO_ALTERS"]
    assert why.drop(["c1", "d1"]).isna().all()


def test_a_contact_of_unknown_group_is_no_evidence():
    net = network("a1-d1", {**PAIRS, "d1": np.nan})
    assert nw.ei_index_by_person(net)[["a1", "d1"]].isna().all()
    why = nw.reasons(net, nw.ei_index_by_person)
    assert why[["a1", "d1"]].tolist() == ["NO_GROUP_KNOWN"] * 2


def test_support_is_the_fewest_departures():
    star = network("a1-b1 a1-b2 a2-c1", PAIRS)
    table = nw.mixing(star).set_index(["organization_a", "organization_b"])
    assert table.loc[("A", "B"), ["ties", "support"]].tolist() == [2, 1]
    assert table.loc[("A", "C"), ["ties", "support", "density"]].tolist() == [1, 1, 0.5]
    assert table.loc[("B", "C"), ["ties", "support"]].tolist() == [0, 0]
    assert table["support"].isna().tolist() == [a == b for a, b in table.index]
    assert np.isnan(table.loc[("C", "C"), "density"])
    assert table["people_a"].tolist() == [2, 2, 2, 2, 2, 1]


def test_mixing_of_nobody_is_an_empty_table():
    table = nw.mixing(network("", {}))
    assert len(table) == 0
    assert list(table)[:2] == ["organization_a", "organization_b"]
