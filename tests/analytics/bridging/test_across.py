"""The E-I index, on networks solved by hand."""

import itertools

import numpy as np
import pandas as pd
import pytest

import netweave as nw


def network(edges, organizations, **columns):
    """Give a network from "a-b" = a learned from b, and {person: organization}."""
    pairs = [edge.split("-") for edge in edges.split()]
    people = pd.DataFrame({"organization": pd.Series(organizations, dtype="str")})
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(people, ties.assign(**columns))


def row(result, term, column="estimate"):
    """Give one cell of a result's table."""
    return result.table.set_index("term").loc[term, column]


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


@pytest.mark.parametrize(
    ("edges", "organizations", "rescaled"),
    [
        # Two of the ten pairs are inside, so of three ties at least one crosses, at most all:
        # 1 is the third and greatest of -1/3, 1/3, 1.
        ("a1-b1 a1-b2 a2-c1", PAIRS, 1.0),
        ("a1-a2 a1-b1 a1-c1", PAIRS, 0.0),
        ("a1-a2 b1-b2 a1-c1", PAIRS, -1.0),
        ("a1-b1 b1-c1 a1-c1", {"a1": "A", "b1": "B", "c1": "C"}, np.nan),
    ],
)
def test_the_index_between_the_least_and_the_most_it_could_be(edges, organizations, rescaled):
    result = nw.ei_index(network(edges, organizations))
    assert row(result, "rescaled") == pytest.approx(rescaled, nan_ok=True)
    assert (row(result, "rescaled", "reason") == "NO_VARIANCE") == np.isnan(rescaled)


def test_strengths_are_laid_on_the_pairs_too():
    # Strengths 4 (a1-a2, both ways), 2 and 1 across: (3 - 4)/7. Least: 4 and 2 on the two pairs
    # inside, (1 - 6)/7; most: all across. Place: 2 (-1 + 5)/(7 + 5) - 1.
    net = network("a1-a2 a2-a1 a1-b1 a1-c1", PAIRS, weight=[3.0, 1.0, 2.0, 1.0])
    result = nw.ei_index(net, weighted=True)
    assert row(result, "observed") == pytest.approx(-1 / 7)
    assert row(result, "external") == 3
    assert row(result, "internal") == 4
    assert row(result, "rescaled") == pytest.approx(-1 / 3)
    assert result.table.equals(nw.ei_index(net, weighted=True, directed=True).table)
    person = nw.ei_index_by_person(net, weighted=True)
    assert person[["a1", "a2", "b1"]].tolist() == pytest.approx([-1 / 7, -1, 1])
    learned = nw.ei_index_by_person(net, weighted=True, role="learned")
    assert learned[["a1", "a2"]].tolist() == pytest.approx([0, -1])
    assert learned.name == "ei_index_by_person_learned_weighted"


def test_a_tie_that_goes_both_ways_is_two_arrows():
    net = network("a1-a2 a2-a1 a1-b1", PAIRS)
    assert row(nw.ei_index(net), "observed") == 0
    assert row(nw.ei_index(net, directed=True), "observed") == pytest.approx(-1 / 3)
    assert nw.ei_index_by_person(net, role="taught")[["a1", "b1"]].tolist() == [-1, 1]


def test_permutations_come_near_what_is_exact():
    net = network("a1-a2 b1-b2 a1-b1", PAIRS)
    result = nw.ei_index(net, permutations=2000, seed=5)
    assert row(result, "expected_permuted") == pytest.approx(0.6, abs=0.03)
    # Five people, two pairs of one organization each: 15 ways to pair people up. Both pairs are
    # ties in one of them (a1-a2 with b1-b2; the other ties share people), so the index, -1/3, is
    # the least: one way in 15.
    assert row(result, "percentile") == pytest.approx((2000 / 30 + 0.5) / 2001, abs=0.01)
    assert row(result, "observed", "p_value") == pytest.approx(2 * row(result, "percentile"))
    z = (-1 / 3 - row(result, "expected_permuted")) / row(result, "observed", "std_error")
    assert row(result, "observed", "statistic") == pytest.approx(z)
    assert result.passport.seed == 5
    assert result.table.equals(nw.ei_index(net, permutations=2000, seed=5).table)


def test_labels_are_exchanged_within_strata_only():
    # The two leads are tied, and so are the two others; leads can only change places.
    people = pd.DataFrame(
        {"organization": ["A", "B", "A", "B"], "role": ["lead", "lead", None, None]},
        index=["a1", "b1", "a2", "b2"],
    )
    ties = pd.DataFrame({"learner": ["a1", "a2"], "learned_from": ["b1", "b2"]})
    net = nw.Network(people, ties)
    assert row(nw.ei_index(net), "expected") == pytest.approx(1 / 3)
    result = nw.ei_index(net, strata="role", permutations=20, seed=1)
    assert row(result, "expected") == 1
    assert row(result, "expected_permuted") == 1
    assert row(result, "percentile", "reason") == "SAME_BY_CHANCE"
    assert np.isnan(row(result, "observed", "p_value"))


@pytest.mark.parametrize(
    "options",
    [{"permutations": 0, "seed": 1}, {"permutations": 9, "seed": -1}],
)
def test_permutations_need_a_number_and_a_seed(options):
    with pytest.raises(nw.errors.ArgumentError, match="must be"):
        nw.ei_index(network("a1-b1", PAIRS), **options)


def test_each_group_against_the_others():
    """a1-a2 is mutual and parallel; b1-b2, a1-b1, a1-c1; d1 is of no group."""
    net = network("a1-a2 a2-a1 a1-a2 b1-b2 a1-b1 a1-c1 d1-a1", {**PAIRS, "d1": np.nan, "e1": "E"})
    found = nw.ei_index_by_group(net)
    assert list(found.index) == ["A", "B", "C", "E"]
    assert found["people"].tolist() == [2, 2, 1, 1]
    assert found["internal"].tolist() == [1, 1, 0, 0]
    assert found["external"].tolist() == [2, 1, 1, 0]
    assert found["ei"].tolist()[:3] == pytest.approx([1 / 3, 0, 1])
    assert np.isnan(found["ei"]["E"])
    # Of the pairs with somebody of A one is inside and eight go out; C and E have five each, out.
    assert found["expected"].tolist() == pytest.approx([7 / 9, 7 / 9, 1, 1])
    arrows = nw.ei_index_by_group(net, directed=True)
    assert arrows["internal"].tolist() == [2, 1, 0, 0]
    assert arrows["external"].tolist() == [2, 1, 1, 0]
    assert arrows["expected"].equals(found["expected"])
    whole = nw.ei_index(net).table.set_index("term")["estimate"]
    assert found["internal"].sum() == whole["internal"]
    assert found["external"].sum() == 2 * whole["external"]


def test_each_group_by_strength_and_where_there_is_nothing_to_compare():
    net = network("a1-a2 a2-a1 a1-b1", PAIRS, weight=[1.0, 2.0, 4.0])
    found = nw.ei_index_by_group(net, weighted=True)
    assert found["internal"].tolist() == [3, 0, 0]
    assert found["external"].tolist() == [4, 4, 0]
    assert found.equals(nw.ei_index_by_group(net, weighted=True, directed=True))
    alone = nw.ei_index_by_group(network("a1-a2", {"a1": "A", "a2": "A"}))
    assert alone.loc["A", ["people", "internal", "external"]].tolist() == [2, 1, 0]
    assert alone[["ei", "expected"]].isna().all(axis=None)
    assert nw.ei_index_by_group(network("", {})).empty
    with pytest.raises(nw.errors.DataError, match="lacks the column"):
        nw.ei_index_by_group(net, group="house")


def test_the_mean_over_all_labelings_is_the_index_that_each_group_expects():
    """Of ties inside and across A, over all ways to deal A, A, B, B, C to five people."""
    net = network("a1-a2 a1-b1 b1-a1 b2-c1 a2-c1", PAIRS)
    sums = np.zeros(2)
    for order in itertools.permutations("AABBC"):
        dealt = net.with_people(organization=pd.Series(list(order), index=net.people.index))
        sums += nw.ei_index_by_group(dealt).loc["A", ["internal", "external"]].to_numpy()
    expected = nw.ei_index_by_group(net).loc["A", "expected"]
    assert (sums[1] - sums[0]) / sums.sum() == pytest.approx(expected)


@pytest.mark.parametrize("column", ["Organisation", "org", "ORGANIZATION", "organisations"])
def test_a_column_that_is_nearly_called_organization_is_pointed_out(column):
    people = pd.DataFrame({column: ["A", "B"]}, index=["a", "b"])
    net = nw.Network(people, pd.DataFrame({"learner": ["a"], "learned_from": ["b"]}))
    sessions = nw.Affiliations(
        people, pd.DataFrame(index=["s"]), pd.DataFrame({"person": ["a", "b"], "event": "s"})
    ).where(kind="attendance_peer")
    for one in (net, sessions):
        for function in (nw.ei_index, nw.mixing, nw.ei_index_by_person):
            with pytest.raises(nw.errors.DataError, match=f"Did you mean group='{column}'"):
                function(one)
        assert row(nw.ei_index(one, group=column), "observed") == 1
