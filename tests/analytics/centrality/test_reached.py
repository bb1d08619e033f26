"""Closeness, eccentricity and reach, in networks and among people who share events."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw


def network(edges, people):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    return nw.Network(list(people), pd.DataFrame(pairs, columns=["learner", "learned_from"]))


CHAIN = network("a-b b-c c-d", "abcd")
RING = network("a-b b-c c-d d-a", "abcd")


def test_closeness_is_one_over_the_mean_distance():
    assert nw.closeness(CHAIN).tolist() == [3 / 6, 3 / 4, 3 / 4, 3 / 6]


def test_along_the_arrows_by_role():
    # a's way round is 1, 2, 3; there and back by a mutual tie it is shorter.
    assert nw.closeness(RING, directed=True).tolist() == [3 / 6] * 4
    net = network("a-b b-c c-a a-c", "abc")
    assert nw.closeness(net, directed=True).tolist() == [1, 2 / 3, 2 / 3]
    taught = nw.closeness(net, directed=True, role="taught")
    assert taught.tolist() == [2 / 3, 2 / 3, 1]
    assert taught.name == "closeness_taught"


@pytest.mark.parametrize("measure", [nw.closeness, nw.eccentricity])
def test_out_of_reach_is_undefined_for_everybody(measure):
    pieces = network("a-b c-d", "abcd")
    assert measure(pieces).isna().all()
    assert nw.reasons(pieces, measure).tolist() == ["DISCONNECTED"] * 4
    directed = partial(measure, directed=True)
    assert directed(CHAIN).isna().all()
    assert nw.reasons(CHAIN, directed).tolist() == ["DISCONNECTED"] * 4
    assert nw.reasons(network("", "a"), measure).tolist() == ["N<2"]


def test_eccentricity_is_the_greatest_distance():
    assert nw.eccentricity(CHAIN).tolist() == [3, 2, 2, 3]
    assert nw.eccentricity(RING, directed=True, role="taught").tolist() == [3] * 4


def test_reach_in_steps():
    assert nw.reach_by_person(CHAIN, steps=1).tolist() == [1 / 3, 2 / 3, 2 / 3, 1 / 3]
    assert nw.reach_by_person(CHAIN).tolist() == [2 / 3, 1, 1, 2 / 3]
    taught = nw.reach_by_person(CHAIN, steps=3, directed=True, role="taught")
    assert taught.tolist() == [0, 1 / 3, 2 / 3, 1]
    assert taught.name == "reach_by_person_3_taught"
    assert nw.reach(CHAIN) == pytest.approx(nw.reach_by_person(CHAIN).mean())


@pytest.mark.parametrize(
    ("steps", "said"),
    [(0, "a whole number from 1 on"), (-1, "a whole number from 1 on")]
    + [(other, "a whole number, got") for other in (1.5, True, "two")],
)
@pytest.mark.parametrize("measure", [nw.reach, nw.reach_by_person, nw.reach_efficiency])
def test_steps_are_whole_numbers(measure, steps, said):
    with pytest.raises(nw.errors.ArgumentError, match=f"steps must be {said}"):
        measure(CHAIN, steps=steps)


def test_circles_that_overlap():
    # The star's rim reaches 3 where its one contact has 3 ties; tied contacts waste theirs.
    assert nw.reach_efficiency(network("b-a c-a d-a", "abcd")).tolist() == [1] * 4
    # Everybody tied to everybody: 3 people, where 3 contacts have 3 ties each.
    assert nw.reach_efficiency(network("a-b a-c a-d b-c b-d c-d", "abcd")).tolist() == [1 / 3] * 4
    # A square: 3 people, where two contacts have two ties each.
    assert nw.reach_efficiency(RING).tolist() == [3 / 4] * 4
    assert nw.reach_efficiency(RING, steps=1).tolist() == [1] * 4


def test_circles_of_more_steps():
    # A chain of five, b: three steps lead to 4 others; a reaches 2 in two steps, c 4.
    chain = network("a-b b-c c-d d-e", "abcde")
    assert nw.reach_efficiency(chain, steps=3)["b"] == pytest.approx(4 / 6)


def test_nobody_to_reach():
    net = network("a-b", "abc")
    assert np.isnan(nw.reach_efficiency(net)["c"])
    assert nw.reasons(net, nw.reach_efficiency)["c"] == "NO_ALTERS"
    assert nw.reach_by_person(net).tolist() == [0.5, 0.5, 0]


def test_distances_of_a_network():
    net = network("a-b b-c c-d e-f", "abcdefg")
    assert nw.distances(net).to_dict() == {1: 4, 2: 2, 3: 1, np.inf: 14}
    assert nw.distances(net, directed=True).to_dict() == {1: 4, 2: 2, 3: 1, np.inf: 35}
    assert nw.mean_distance(net) == pytest.approx((4 + 4 + 3) / 7)
    assert nw.diameter(net) == 3
    assert nw.mean_distance(RING, directed=True) == pytest.approx(2)
    assert nw.diameter(RING, directed=True) == 3
    assert nw.global_efficiency(RING, directed=True) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


@pytest.mark.parametrize("people", ["", "a", "abc"])
def test_no_ties_no_distances(people):
    net = network("", people)
    assert nw.distances(net).to_dict() == {np.inf: len(people) * (len(people) - 1) // 2}
    for measure in (nw.mean_distance, nw.diameter):
        assert np.isnan(measure(net))
        assert nw.reasons(net, measure).tolist() == ["NO_PAIRS" if people else "EMPTY"]


MEASURES = {
    "harmonic": nw.harmonic,
    "harmonic directed": partial(nw.harmonic, directed=True),
    "eccentricity": nw.eccentricity,
    "reach_by_person": nw.reach_by_person,
    "one step": partial(nw.reach_by_person, steps=1),
    "reach": nw.reach,
    "three steps": partial(nw.reach, steps=3),
    "mean_distance": nw.mean_distance,
    "diameter": nw.diameter,
    "global_efficiency": nw.global_efficiency,
    "distances": nw.distances,
}


@given(st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("uvwxy")), max_size=14))
def test_sharing_an_event_is_a_tie_that_nobody_builds(records):
    table = pd.DataFrame(sorted(records), columns=["person", "event"], dtype="str")
    sessions = nw.Affiliations(list("abcdefg"), pd.DataFrame(index=list("uvwxy")), table)
    pairs = table.merge(table, on="event")
    pairs = pairs[pairs["person_x"] < pairs["person_y"]]
    ties = pairs.rename(columns={"person_x": "learner", "person_y": "learned_from"})
    net = nw.Network(list("abcdefg"), ties[["learner", "learned_from"]])
    for name, measure in MEASURES.items():
        ours, built = measure(sessions), measure(net)
        if "directed" in name:  # sharing has no direction
            built = nw.harmonic(net).rename("harmonic_learned")
        if isinstance(built, pd.Series):
            pd.testing.assert_series_equal(ours, built, rtol=1e-14)
        else:
            assert ours == pytest.approx(built, rel=1e-14, nan_ok=True), name


def test_people_who_share_events_side_by_side():
    # a, b and c were at s1, a and b at s2 too, d nowhere.
    records = pd.DataFrame({"person": list("abcab"), "event": ["s1"] * 3 + ["s2"] * 2})
    sessions = nw.Affiliations(list("abcd"), pd.DataFrame(index=["s1", "s2"]), records)
    table = nw.measure(sessions, [nw.harmonic, nw.reach_by_person, nw.eccentricity])
    assert table["harmonic"].tolist() == [2 / 3, 2 / 3, 2 / 3, 0]
    assert table["reach_by_person"].tolist() == [2 / 3, 2 / 3, 2 / 3, 0]
    assert table["why_eccentricity"].tolist() == ["DISCONNECTED"] * 4
    assert nw.distances(sessions).to_dict() == {1: 3, np.inf: 3}
