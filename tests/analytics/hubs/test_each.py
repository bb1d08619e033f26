"""What would be lost without each person in turn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw
from netweave._kernels import engine

ENDS = ["learner", "learned_from"]
PEOPLE = list("abcdef")
PAIR = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda p: p[0] != p[1])
SOME_TIES = st.lists(PAIR, max_size=12)


def network(rows, people=PEOPLE):
    return nw.Network(list(people), pd.DataFrame(rows, columns=ENDS))


def chain(text):
    return network([pair.split("-") for pair in text.split()], sorted(set(text) - set("- ")))


def test_a_chain_by_hand():
    # a - b - c - d, c in the middle: of 3 pairs of others (ab, ad, bd) it joins two.
    found = nw.removal_losses(chain("a-b b-c c-d"))
    assert found.loc["c"].to_dict() == {
        "pair_loss": pytest.approx(2 / 3),
        "geodesic_share": pytest.approx(2 / 3),
        "open_two_path_share": 0.5,
        "sole_common_neighbour_share": 1,
        "efficiency_loss": pytest.approx(1 - 1 / (1 + 1 / 3 + 1 / 2)),
    }
    ends = found.loc["a"]
    assert ends.drop("sole_common_neighbour_share").eq(0).all()
    assert np.isnan(ends["sole_common_neighbour_share"])


def test_a_chain_along_the_arrows_by_hand():
    # a learned from b, b from c, and a from c as well: nobody is needed for anything.
    found = nw.removal_losses(chain("a-b b-c a-c"), directed=True)
    assert found["pair_loss"].eq(0).all()
    assert found["open_two_path_share"].isna().all()
    # Without a - c: of the ways of others only a … c is left for b, and it leads through b.
    alone = nw.removal_losses(chain("a-b b-c"), directed=True)
    assert alone.loc["b"].eq(1).all()
    assert alone.loc["a", "pair_loss"] == 0  # b still learned from c
    # The arrows point away from b: there are ways b … a and b … c, and nobody is between.
    away = nw.removal_losses(chain("b-a b-c"), directed=True)
    assert np.isnan(away.loc["b", "pair_loss"])


def test_a_mutual_tie_is_a_way_both_ways():
    found = nw.hub_dependence(chain("a-b b-a b-c c-b"), hubs="b", directed=True)
    assert found.table["estimate"].eq(1).all()
    assert found.table["n"].tolist() == [2] * 5
    assert found.weak["estimate"].eq(1).all()
    assert found.weak["n"].tolist() == [1] * 5


@pytest.mark.parametrize("directed", [False, True])
@settings(max_examples=5)
@given(rows=SOME_TIES)
def test_it_is_hub_dependence_of_everybody(directed, rows):
    net = network(rows)
    found = nw.removal_losses(net, directed=directed)
    for person in PEOPLE:
        table = nw.hub_dependence(net, hubs=person, directed=directed, singles=False).table
        wanted = table.set_index("term")["estimate"]
        pd.testing.assert_series_equal(found.loc[person], wanted, check_names=False)


@given(rows=SOME_TIES)
def test_every_loss_is_a_share(rows):
    for directed in (False, True):
        found = nw.removal_losses(network(rows), directed=directed).to_numpy()
        known = found[~np.isnan(found)]
        assert ((known >= -1e-12) & (known <= 1 + 1e-12)).all()


@given(rows=SOME_TIES)
def test_ties_in_both_directions_have_no_direction(rows):
    both = network([*rows, *((other, one) for one, other in rows)])
    pd.testing.assert_frame_equal(
        nw.removal_losses(both, directed=True), nw.removal_losses(network(rows))
    )


def test_transposed_ties_change_nothing():
    rows = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "b"), ("d", "f")]
    turned = network([(other, one) for one, other in rows])
    pd.testing.assert_frame_equal(
        nw.removal_losses(network(rows), directed=True), nw.removal_losses(turned, directed=True)
    )


@pytest.mark.parametrize("directed", [False, True])
def test_compiled_code_gives_the_same(monkeypatch, directed):
    random = np.random.default_rng(4)
    rows = [tuple(random.choice(PEOPLE, 2, replace=False)) for _ in range(14)]
    wanted = nw.removal_losses(network(rows), directed=directed)
    monkeypatch.setattr(engine, "SMALL", -1)
    pd.testing.assert_frame_equal(nw.removal_losses(network(rows), directed=directed), wanted)


def test_why_nothing_hangs_on_anybody():
    why = nw.reasons(network([]), nw.removal_losses)
    assert (why == "NO_TIES").all().all()
    why = nw.reasons(chain("a-b"), nw.removal_losses)
    assert (why == "NO_PAIRS").all().all()
    why = nw.reasons(chain("a-b b-c c-a"), nw.removal_losses)
    assert why["pair_loss"].isna().all()
    assert (why["open_two_path_share"] == "NO_OPEN_PAIRS").all()
    why = nw.reasons(chain("a-b b-c"), nw.removal_losses)
    assert why.loc["a", "sole_common_neighbour_share"] == "NOT_BETWEEN"
    assert pd.isna(why.loc["b", "sole_common_neighbour_share"])


def test_effective_hubs_by_hand():
    star = chain("a-x b-x c-x")
    assert nw.effective_hubs(star) == 1
    # x is between 3 pairs (a b, a y, b y), y between 1: (3 + 1)² / (9 + 1).
    assert nw.effective_hubs(chain("a-x b-x x-y y-c")) == pytest.approx(16 / 10)
    assert np.isnan(nw.effective_hubs(chain("a-b b-c c-a")))
    parallel = network([("a", "x"), ("x", "a"), ("a", "x"), ("b", "x")], "abx")
    assert nw.effective_hubs(parallel) == 1
