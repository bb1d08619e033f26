"""Whether clusters are just the organizations."""

import itertools

import numpy as np
import pandas as pd
import pytest

import netweave as nw

PEOPLE = ["ana", "ben", "cleo", "dan"]
PAIRS = pd.DataFrame({"learner": ["ana", "cleo"], "learned_from": ["ben", "dan"]})


def network(groups, ties=PAIRS):
    """Give four people in groups."""
    return nw.Network(pd.DataFrame({"organization": groups}, index=PEOPLE), ties)


def estimates(found):
    """Give term → estimate."""
    return found.table.set_index("term")["estimate"]


def test_clusters_that_are_the_organizations():
    net = network(["A", "A", "B", "B"])
    found = nw.clusters_and_groups(net, nw.communities(net, seed=1), seed=1)
    assert estimates(found).tolist() == [1, 1, 0.5, 1]
    # Two of the six ways to hand out the labels agree fully.
    chances = found.table["p_value"]
    assert chances[:2].tolist() == pytest.approx([1 / 3, 1 / 3], abs=0.06)
    assert chances[2:].isna().all()
    # Six labelings are too few to speak of chance.
    assert found.sentence.startswith("How far clusters and organization agree: adjusted Rand")
    assert "too few to tell it from chance" in found.sentence
    assert ([note.code for note in found.warnings], found.claim) == (["W15"], 1)
    assert "fewer than 20 people" in found.sentence
    assert "(method 'connected') is 1.00" in found.sentence


def test_clusters_that_cut_across_organizations():
    # No pair is together twice: (0 - 4/6)/(2 - 4/6); half of each cluster is of either group.
    found = nw.clusters_and_groups(
        network(["A", "B", "A", "B"]), pd.Series([1, 1, 2, 2], PEOPLE), seed=0, permutations=99
    )
    assert estimates(found).tolist() == pytest.approx([-0.5, 0, -0.5, 0.5])
    assert found.table["p_value"][:2].tolist() == [1, 1]
    assert "fewer than 20 people" not in found.sentence, "a Series carries no runs"


def test_large_clusters_are_said_to_be_the_same_or_to_follow():
    ids = [f"p{place:02}" for place in range(40)]
    groups = np.repeat(list("ABCD"), 10)
    people = pd.DataFrame({"organization": groups}, index=ids)
    net = nw.Network(people, pd.DataFrame({"learner": ids[:1], "learned_from": ids[1:2]}))
    same = nw.clusters_and_groups(net, pd.Series(groups, ids), seed=1)
    assert same.sentence.startswith("The clusters are much the same as organization")
    assert same.table["p_value"][0] == 1 / 1000
    half = pd.Series(np.repeat([1, 2], 20), ids)
    follow = nw.clusters_and_groups(net, half, seed=1, permutations=99)
    assert "more than chance would, but are not the same" in follow.sentence
    assert estimates(follow)["majority_share"] == 0.5


@pytest.mark.parametrize(
    ("groups", "reason"),
    [(["A"] * 4, "ONE_GROUP"), (["A", np.nan, np.nan, np.nan], "ONE_GROUP")],
)
def test_with_one_group_nothing_is_compared(groups, reason):
    net = network(groups)
    found = nw.clusters_and_groups(net, pd.Series([1, 1, 2, 2], PEOPLE), seed=1)
    table = found.table.set_index("term")
    assert table["reason"].drop("modularity_of_groups").tolist() == [reason] * 3
    assert table["estimate"].drop("modularity_of_groups").isna().all()
    assert "cannot be compared" in found.sentence


def test_without_ties_there_is_no_modularity():
    net = network(["A", "A", "B", "B"], PAIRS[:0])
    found = nw.clusters_and_groups(net, nw.communities(net, seed=1), seed=1)
    assert found.table["reason"].tolist()[2] == "NO_TIES"
    assert estimates(found)["adjusted_rand"] == 0


def test_the_seed_decides():
    net = network(["A", "A", "B", "B"])
    one, same, other = (
        nw.clusters_and_groups(net, "organization", seed=seed).table["p_value"][0]
        for seed in (1, 1, 2)
    )
    assert one == same != other


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"seed": 0, "permutations": 0}, "permutations must be 1 or more"),
        ({"seed": -1}, "seed must be 0 or a whole number"),
    ],
)
def test_settings_out_of_range(options, message):
    with pytest.raises(nw.errors.ArgumentError, match=message):
        nw.clusters_and_groups(network(["A", "A", "B", "B"]), "organization", **options)


def test_the_modularity_of_groups_beside_networks_with_the_same_degrees():
    """A ring of six in two halves: two thirds of the ties inside; two triangles are all inside."""
    people = pd.DataFrame({"organization": list("AAABBB")}, index=list("abcdef"))
    ties = pd.DataFrame({"learner": list("abcdef"), "learned_from": list("bcaefd")})
    net = nw.Network(people, ties)
    found = nw.clusters_and_groups(net, "organization", seed=1, draws=400).table
    rows = found.set_index("term")
    assert rows.loc["modularity_of_groups", "estimate"] == pytest.approx(0.5)
    # Of the 70 networks in which everybody has two ties, 60 are rings and 10 are two triangles; one
    # of the 10 is this. A ring has 0 to 4 of its 6 ties inside, the other triangles have two.
    inside = [
        sum((a < 3) == (b < 3) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
        for ring in itertools.permutations(range(6))
    ]
    mean = (60 * np.mean(inside) + 1 * 6 + 9 * 2) / 70 / 6 - 0.5
    assert rows.loc["modularity_expected", "estimate"] == pytest.approx(mean, abs=0.04)
    assert rows.loc["modularity_percentile", "estimate"] > 0.97
    without = nw.clusters_and_groups(net, "organization", seed=1).table
    assert without.equals(found[:4])
    star = nw.Network(people, pd.DataFrame({"learner": list("bcdef"), "learned_from": "a"}))
    alone = nw.clusters_and_groups(star, "organization", seed=1, draws=30).table.set_index("term")
    assert alone.loc["modularity_percentile", "reason"] == "DEGENERATE_NULL"
