"""Where organizations stand, solved by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw

# Wave 2 of the worked evaluation of the specification (4.6): A-B and B-D have support 2, A-C 1.
WAVE_2 = "a1-a2 b1-b2 c1-c2 d1-d2 a1-b1 a1-c1 a2-b2 c1-d1 b1-d1 c2-d2"


def network(edges, **people):
    pairs = [edge.split("-") for edge in edges.split()]
    ids = sorted({end for pair in pairs for end in pair})
    table = pd.DataFrame({"organization": [name[0].upper() for name in ids], **people}, index=ids)
    return nw.Network(table, pd.DataFrame(pairs, columns=["learner", "learned_from"]))


def rows_of(net, **options):
    return nw.organization_profile(net, **options).table.set_index(["organization", "term"])


def three(rows, organization, term):
    return rows.loc[(organization, term), ["numerator", "denominator", "estimate"]].tolist()


def test_the_organizations_of_the_worked_evaluation():
    found = nw.organization_profile(network(WAVE_2))
    rows = found.table.set_index(["organization", "term"])
    assert three(rows, "A", "partners") == [2, 3, pytest.approx(2 / 3)]
    assert three(rows, "A", "firm_partners") == [1, 2, 0.5]  # A-B rests on two pairs of people
    assert three(rows, "A", "breadth") == [2, 2, 1]
    assert three(rows, "A", "hhi") == [5, 9, pytest.approx(5 / 9)]  # a1 twice, a2 once
    assert three(rows, "B", "hhi") == [5, 9, pytest.approx(5 / 9)]
    assert three(rows, "A", "redundancy_2") == [1, 1, 1]  # B and C have D in common
    assert three(rows, "A", "load") == [1, 1, 1]
    support = found.pairs.set_index(["organization_a", "organization_b"])["support"]
    assert support.to_dict() == {("A", "B"): 2, ("A", "C"): 1, ("B", "D"): 1, ("C", "D"): 2}
    assert found.sentence.startswith(
        "Of 6 pairs of 4 organizations, 4 are tied; the ties of 2 of them would end if one person"
    )


def test_types_are_those_that_all_people_of_an_organization_share():
    net = network("a1-b1 a1-c1 a1-d1 d1-d2", organization_type=["x", "x", "y", "y", "z"])
    rows = rows_of(net)
    assert three(rows, "A", "types") == [1, 1, 1]  # B and C; the people of D differ
    assert rows.loc[("A", "locales"), "reason"] == "NOT_OBSERVED"
    assert rows.loc[("B", "types"), "reason"] == "K<2"


def test_no_partner_and_one_organization():
    rows = rows_of(network("a1-a2 b1-c1"))
    assert rows.loc[("A", "hhi"), "reason"] == "NO_ALTERS"
    assert three(rows, "A", "breadth") == [0, 2, 0]
    assert three(rows, "A", "partners") == [0, 2, 0]
    alone = nw.organization_profile(network("a1-a2"))
    assert set(alone.table["reason"]) == {"ONE_GROUP"}
    assert alone.sentence.startswith("With 1 organization there is nothing between.")


def test_nobody():
    net = nw.Network(
        pd.DataFrame({"organization": []}), pd.DataFrame({"learner": [], "learned_from": []})
    )
    found = nw.organization_profile(net, draws=5)
    assert not len(found.table)
    assert found.sentence.startswith("With 0 organizations")


def test_few_organizations_are_not_held_against_chance():
    found = nw.organization_profile(network(WAVE_2), draws=20)
    assert found.table["percentile"].isna().all()
    assert [n.found for n in found.warnings if n.code == "W15"] == ["Organizations: 4."]
    assert "W15" not in {n.code for n in nw.organization_profile(network(WAVE_2)).warnings}


def test_with_enough_organizations_they_are():
    generator = np.random.default_rng(3)
    n = 48
    one, other = np.nonzero(np.triu(generator.random((n, n)) < 0.06, 1))
    people = pd.DataFrame({"organization": [f"O{i % 12:02}" for i in range(n)]})
    people.index = pd.Index([f"p{i:02}" for i in range(n)])
    ties = pd.DataFrame({"learner": people.index[one], "learned_from": people.index[other]})
    net = nw.Network(people, ties)
    found = nw.organization_profile(net, draws=60, seed=2)
    placed = found.table[found.table["percentile"].notna()]
    assert set(placed["term"]) == {"partners", "load", "redundancy_2"}
    assert found.claim == 2
    again = nw.organization_profile(net, draws=60, seed=2)
    pd.testing.assert_frame_equal(found.table, again.table)
    share = found.table[found.table["term"] == "partners"]
    assert (share["numerator"] / 11).tolist() == pytest.approx(share["estimate"].tolist())
    undefined = found.table["estimate"].isna()
    assert (undefined == found.table["reason"].notna()).all()


@pytest.mark.filterwarnings("error")
def test_one_organization_has_nothing_to_draw():
    people = pd.DataFrame({"organization": ["A", "A"]}, index=["ana", "ben"])
    ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    found = nw.organization_profile(nw.Network(people, ties), draws=9, fewest=1)
    assert found.table["percentile"].isna().all()
    assert found.claim == 1
