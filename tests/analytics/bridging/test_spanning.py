"""Who spans organizations, on networks where it is plain."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw


def network(edges, organizations):
    """Give a network from "a-b" = a learned from b, and {person: organization}."""
    pairs = [edge.split("-") for edge in edges.split()]
    people = pd.DataFrame({"organization": pd.Series(organizations, dtype="str")})
    return nw.Network(people, pd.DataFrame(pairs, columns=["learner", "learned_from"]))


def three_teams():
    """Give three teams of five who all know each other, and m, tied to two of each."""
    teams = {f"{team}{i}": team.upper() for team in "abc" for i in range(5)}
    inside = [f"{team}{i}-{team}{j}" for team in "abc" for i in range(5) for j in range(i + 1, 5)]
    across = [f"m-{team}{i}" for team in "abc" for i in (0, 1)]
    return network(" ".join(inside + across), {**teams, "m": "M"})


def test_the_person_between_three_teams_spans():
    found = nw.boundary_spanners(three_teams(), seed=1, draws=60)
    assert found.loc["m", ["contacts", "organizations", "spans"]].tolist() == [6, 3, 1]
    assert found.loc["m", "percentile"] > 0.95
    assert found["spans"].sum() == 1
    assert found.loc["a0", ["contacts", "organizations"]].tolist() == [5, 1]
    again = nw.boundary_spanners(three_teams(), seed=1, draws=60)
    pd.testing.assert_frame_equal(found, again)


def test_the_thresholds_are_parameters():
    few = nw.boundary_spanners(three_teams(), seed=1, draws=20, contacts=7)
    assert few["spans"].sum() == 0
    more = nw.boundary_spanners(three_teams(), seed=1, draws=20, organizations=4)
    assert more["spans"].sum() == 0
    all_above = nw.boundary_spanners(three_teams(), seed=1, draws=20, percentile=1.0)
    assert all_above["spans"].sum() == 0
    with pytest.raises(nw.errors.ArgumentError, match="draws"):
        nw.boundary_spanners(three_teams(), seed=1, draws=0)
    with pytest.raises(nw.errors.ArgumentError, match="percentile must lie between 0 and 1"):
        nw.boundary_spanners(three_teams(), seed=1, percentile=90)


def test_a_star_is_the_only_network_with_its_degrees():
    net = network("b-a c-a d-a e-a f-a", dict(zip("abcdef", "ABCDEF", strict=True)))
    found = nw.boundary_spanners(net, seed=2, draws=10)
    assert found["percentile"].isna().all()
    assert np.isnan(found.loc["a", "spans"])
    assert found.loc["b", "spans"] == 0
    why = nw.reasons(net, partial(nw.boundary_spanners, seed=2, draws=10))
    assert why.loc["a", ["percentile", "spans"]].tolist() == ["DEGENERATE_NULL"] * 2


def test_unknown_organizations():
    net = network("a-b b-c", {"a": "A", "b": "B", "c": np.nan})
    found = nw.boundary_spanners(net, seed=1, draws=5)
    assert found.loc["c"].isna().tolist() == [False, True, True, True]
    one = network("a-b", {"a": "A", "b": "A"})
    assert nw.boundary_spanners(one, seed=1, draws=5)["spans"].isna().all()
