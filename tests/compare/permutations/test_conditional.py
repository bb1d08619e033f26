"""CUG: the same random networks as against chance, with the tail that was asked for."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.compare import cug
from small_networks import network

STAR = [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0)]
RING = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)]


def test_a_star_is_one_of_few_networks_so_centralized():
    found = cug(network(STAR, 6), nw.centralization, draws=999, seed=1, alternative="greater")
    only = found.table.iloc[0]
    # 6 of the 3003 networks with five ties are stars
    assert only["p_greater"] == only["p_value"] < 0.01
    assert only["p_less"] == pytest.approx(1)
    assert found.sentence.endswith(f"(greater p = {only['p_value']:.3f}).")
    assert found.claim == 2


def test_the_tails_and_the_percentile_count_the_same_networks():
    net = network(STAR[:3] + RING[3:5], 6)
    found = cug(net, nw.centralization, draws=299, seed=3)
    only = found.table.iloc[0]
    equal = (only["p_greater"] + only["p_less"] - 1) * 300 - 1
    assert only["percentile"] == pytest.approx(only["p_less"] - (equal / 2 + 0.5) / 300)
    assert only["p_value"] == pytest.approx(min(1, 2 * min(only["p_greater"], only["p_less"])))
    chance = nw.against_chance(net, nw.centralization, "ties", draws=299, seed=3)
    pd.testing.assert_frame_equal(found.table, chance.table)


def test_given_dyads_and_degrees():
    net = network([*RING, (1, 0), (2, 0)], 6)
    closed = partial(nw.transitivity, directed=True)
    for given in ("dyads", "degrees"):
        found = cug(net, closed, given=given, draws=99, seed=1, directed=True)
        assert found.table["p_value"].between(0, 1).all()


def test_what_chance_cannot_change_has_no_p():
    found = cug(network(STAR, 6), nw.centralization, given="degrees", draws=99, seed=1)
    assert found.table["reason"].item() == "DEGENERATE_NULL"
    assert np.isnan(found.table["p_value"].item())
    assert "p =" not in found.sentence


def test_what_is_refused():
    net = network(STAR, 6)
    with pytest.raises(nw.errors.ArgumentError, match="given must be one of"):
        cug(net, nw.centralization, given="labels", seed=1)
    with pytest.raises(nw.errors.ArgumentError, match="alternative must be one of"):
        cug(net, nw.centralization, alternative="up", seed=1)
