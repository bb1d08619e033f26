"""Where people stand between hub and node: readings, what is withheld, what is said."""

import itertools

import numpy as np
import pandas as pd
import pytest

import netweave as nw


def network(edges, ids=None, **people):
    ids = sorted({end for edge in edges for end in edge}) if ids is None else ids
    table = pd.DataFrame(people, index=pd.Index(ids, dtype="str"))
    return nw.Network(table, pd.DataFrame(edges, columns=["learner", "learned_from"]))


def two_groups(bridging):
    """Two groups of eight who nearly all know each other, and Hana who knows four of each."""
    edges = []
    for group in "xy":
        inside = itertools.combinations([f"{group}{i}" for i in range(8)], 2)
        edges += [pair for place, pair in enumerate(inside) if place % 7]
    return [*edges, *((person, "hana") for person in bridging)]


BETWEEN = two_groups([f"{group}{i}" for group in "xy" for i in range(4)])


def test_who_alone_joins_two_groups_is_read_as_sole_broker():
    found = nw.hub_node_profile(network(BETWEEN), draws=199, seed=2)
    hana = found.table.loc["hana"]
    assert hana["load_percentile"] > 0.9
    assert hana["redundancy_2_percentile"] < 0.1
    assert hana["exclusivity_percentile"] == pytest.approx(
        1 - hana["redundancy_2_percentile"], abs=0.01
    )
    assert hana["reading"] == "sole broker"
    assert found.claim == 2
    assert found.readings["sole broker"] == 1
    assert found.readings.sum() == 17


def test_who_knows_only_people_who_know_each_other_is_read_as_embedded():
    """Six groups of six who all know each other; one of each knows one of the next."""
    edges = [
        (f"g{g}{a}", f"g{g}{b}") for g in range(6) for a, b in itertools.combinations("012345", 2)
    ]
    edges += [(f"g{g}0", f"g{(g + 1) % 6}1") for g in range(6)]
    found = nw.hub_node_profile(network(edges), draws=99, seed=2)
    inside = [f"g{g}{a}" for g in range(6) for a in "2345"]
    assert (found.table.loc[inside, "reading"] == "embedded").all()
    assert (found.table.loc[inside, "load_percentile"] < 0.1).all()
    assert (found.table.loc[inside, "redundancy_2_percentile"] > 0.9).all()
    assert found.readings["embedded"] == 24
    strict = nw.hub_node_profile(network(edges), draws=99, seed=2, high=1.0, low=0.0)
    assert strict.readings["in between"] + strict.readings["no reading"] == 36


def test_the_sentence_counts_and_names_nobody():
    found = nw.hub_node_profile(network(BETWEEN), draws=99, seed=2)
    assert "1 sole broker" in found.sentence
    assert "hana" not in found.sentence
    assert found.sentence.endswith("Descriptive, not validated.")
    with pytest.raises(nw.errors.RefusalError, match="E-RANK"):
        found.plot()


def test_people_stand_in_their_order_and_the_answer_hangs_on_the_seed_alone():
    ids = ["hana", *(f"{group}{i}" for i in range(8) for group in "yx")]
    net = network(BETWEEN, ids)
    first, again, other = (
        nw.hub_node_profile(net, draws=30, seed=seed).table for seed in (1, 1, 2)
    )
    assert first.index.tolist() == ids
    pd.testing.assert_frame_equal(first, again)
    assert not first["load_expected"].equals(other["load_expected"])


def test_a_wheel_has_well_backed_people():
    """Everybody in one group knows everybody, but for one pair."""
    net = network(list(itertools.combinations([f"p{i}" for i in range(7)], 2))[1:])
    found = nw.hub_node_profile(net, draws=40, seed=1)
    assert set(found.table["reason"]) == {"DEGENERATE_NULL"}
    assert found.table["pair_loss"].eq(0).all()


def test_with_few_ties_counts_stand_alone():
    found = nw.hub_node_profile(network(BETWEEN[::3]), draws=30)
    few = found.table["ties"] < 5
    rows = found.table[few & (found.table["ties"] > 1)]
    assert len(rows)
    shares = ["load", "redundancy_2", "exclusivity", "dependent_alters", "learning_share"]
    assert rows[shares].isna().all(axis=None)
    places = [f"load_{name}" for name in ("expected", "difference", "percentile")]
    assert rows[places].isna().all(axis=None)
    assert found.table.loc[~few, ["load", *places]].notna().all(axis=None)
    assert (rows["load_numerator"] > 0).any()
    assert (rows["redundancy_2_denominator"] > 0).all()
    assert set(rows["reason"]) == {"FEW_TIES"}
    assert rows["pair_loss"].notna().all()
    notice = next(notice for notice in found.warnings if notice.code == "W21")
    assert notice.found == f"People with fewer than 5 ties: {few.sum()} of {len(few)}."
    assert "W21" not in {n.code for n in nw.hub_node_profile(network(BETWEEN), draws=0).warnings}


@pytest.mark.parametrize(
    ("silent", "read", "paths"), [(4, True, True), (10, False, True), (12, False, False)]
)
def test_with_few_pairs_observed_nothing_is_read(silent, read, paths):
    ids = sorted({end for edge in BETWEEN for end in edge})
    answered = np.arange(17) >= silent
    kept = [edge for edge in BETWEEN if answered[ids.index(edge[0])]]
    net = network([*kept, *((b, a) for a, b in kept)], ids, responded=answered)
    seen = 1 - silent * (silent - 1) / (17 * 16)
    assert (seen >= 0.7, seen >= 0.6) == (read, paths)
    table = nw.hub_node_profile(net, draws=30, seed=1, least=2).table
    several = table["ties"] >= 2
    assert ("COVERAGE" in set(table.loc[several, "reason"])) is not read
    assert table.loc[several, "redundancy_2"].notna().any() == read
    assert table.loc[several, "load_percentile"].notna().any() == read
    assert table["pair_loss"].notna().any() == paths


def test_without_draws_there_is_no_reading_and_no_percentile():
    found = nw.hub_node_profile(network(BETWEEN), draws=0)
    assert set(found.table["reason"]) == {"FEW_NULLS"}
    assert found.table["load_percentile"].isna().all()
    assert found.claim == 1
    assert found.sentence.startswith("Nobody of 17 people can be placed")


@pytest.mark.parametrize("ids", [[], ["ana"], ["ana", "ben", "cleo"]])
def test_nobody_and_no_ties(ids):
    found = nw.hub_node_profile(network([], ids), draws=3)
    assert found.table.index.tolist() == ids
    assert set(found.table["reason"]) <= {"NO_ALTERS"}
    assert found.table["load"].isna().all()
    assert found._repr_html_().startswith("<p>")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"high": 0.1, "low": 0.9}, "high must lie above low"),
        ({"draws": -1}, "draws must be"),
        ({"draws": 1.5}, "draws must be"),
        ({"seed": "x"}, "seed must be"),
        ({"least": True}, "least must be"),
        ({"coverage": 70}, "coverage must lie between"),
    ],
)
def test_settings_out_of_range(options, said):
    with pytest.raises(nw.errors.ArgumentError, match=said):
        nw.hub_node_profile(network(BETWEEN), **options)
