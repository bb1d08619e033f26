"""Pieces, density, reciprocity and centralization, on networks solved by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics.cohesion.reaching import global_efficiency, reach


def network(edges, people, kinds=None, **columns):
    """Give a network from "a-b" = a learned from b."""
    pairs = [edge.split("-") for edge in edges.split()]
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    return nw.Network(list(people), ties.assign(**columns), kinds)


STAR = network("b-a c-a d-a e-a", "abcde")


def test_pieces_are_numbered_by_size_then_by_the_first_person():
    net = network("b-c d-e d-f", "abcdefg")
    assert nw.components(net).tolist() == [3, 2, 2, 1, 1, 1, 4]


def test_people_alone():
    assert nw.isolates(network("b-c", "abc")).tolist() == [True, False, False]


def test_a_tie_below_the_threshold_leaves_people_alone():
    net = network("a-b", "ab", weight=[1.0]).with_threshold({"tie": 2})
    assert nw.isolates(net).all()
    assert nw.components(net).tolist() == [1, 2]
    assert nw.density(net) == 0


def test_density_counts_a_mutual_tie_once():
    net = network("a-b b-a", "abc")
    assert nw.density(net) == pytest.approx(1 / 3)
    assert nw.density(net, directed=True) == pytest.approx(2 / 6)


def test_pairs_joined_by_chains():
    assert nw.connectedness(network("a-b b-c d-e", "abcde")) == pytest.approx(4 / 10)


def test_reach_in_steps():
    chain = network("a-b b-c c-d", "abcd")
    assert reach(chain, steps=1) == nw.density(chain)
    assert reach(chain) == pytest.approx((2 + 3 + 3 + 2) / 12)
    assert reach(chain, steps=9) == 1


def test_efficiency_of_a_chain():
    assert global_efficiency(network("a-b b-c", "abc")) == pytest.approx(2.5 / 3)


@pytest.mark.parametrize("measure", [nw.density, nw.connectedness, reach, global_efficiency])
def test_one_person_has_no_pairs(measure):
    net = network("", "a")
    assert np.isnan(measure(net))
    assert nw.reasons(net, measure).tolist() == ["N<2"]


@pytest.mark.parametrize("measure", [nw.density, nw.connectedness, reach, global_efficiency])
def test_no_ties_is_nothing_not_undefined(measure):
    assert measure(network("", "abc")) == 0


KINDS = pd.DataFrame(
    {"mutual": [False, True], "reciprocity_eligible": [True, False]}, index=["advice", "paper"]
)


def test_only_eligible_kinds_can_show_reciprocity():
    net = network("a-b b-a c-a a-c c-b", "abc", KINDS, kind=["paper", "paper"] + ["advice"] * 3)
    assert nw.reciprocity(net) == pytest.approx(2 / 3)
    assert np.isnan(nw.reciprocity(net.where(kind="paper")))
    assert nw.reasons(net.where(kind="paper"), nw.reciprocity).tolist() == ["NOT_ELIGIBLE"]


def test_reciprocity_without_a_tie_that_could_be_returned():
    net = network("a-b b-a", "ab", KINDS, kind="paper")
    assert np.isnan(nw.reciprocity(net))
    assert nw.reasons(net, nw.reciprocity).tolist() == ["NO_TIES"]
    assert nw.reasons(network("", "ab"), nw.reciprocity).tolist() == ["NO_TIES"]
    assert nw.reciprocity(network("a-b b-c c-a", "abc")) == 0


def answering(edges, silent, kinds=None, people="abcd", **columns):
    """Give a network of which some people did not answer."""
    frame = pd.DataFrame({"responded": [one not in silent for one in people]}, index=list(people))
    pairs = pd.DataFrame([e.split("-") for e in edges.split()], columns=["learner", "learned_from"])
    return nw.Network(frame, pairs.assign(**columns), kinds)


def test_a_silent_person_returns_nothing_and_refuses_nothing():
    # a and b answered: a-b is returned, a-c is not, and d was never asked back.
    net = answering("a-b b-a a-c a-d b-d", "d")
    assert nw.reciprocity(net) == pytest.approx(2 / 3)
    assert nw.reciprocity(answering("a-b b-a a-c a-d b-d", "")) == pytest.approx(2 / 5)


@pytest.mark.parametrize("reporter", ["learner", "learned_from", "either"])
def test_both_arcs_of_a_pair_need_both_people(reporter):
    kinds = pd.DataFrame({"reporter": reporter}, index=["advice"])
    assert nw.reciprocity(answering("a-b b-a c-d", "d", kinds, kind="advice")) == 1


def test_records_need_nobodys_answer():
    kinds = pd.DataFrame({"reporter": "record"}, index=["log"])
    assert nw.reciprocity(answering("a-b b-a c-d", "d", kinds, kind="log")) == pytest.approx(2 / 3)


def test_reciprocity_is_undefined_where_no_tied_pair_answered():
    net = answering("a-c b-d", "cd")
    assert np.isnan(nw.reciprocity(net))
    assert nw.reasons(net, nw.reciprocity).tolist() == ["COVERAGE"]
    nobody = answering("", "abcd")
    assert nw.reasons(nobody, nw.reciprocity).tolist() == ["COVERAGE"]
    assert nw.reasons(answering("", "d"), nw.reciprocity).tolist() == ["NO_TIES"]


def test_with_two_kinds_a_pair_needs_both_answers_to_both():
    people = pd.DataFrame(
        {"responded_advice": [True, True, True], "responded_help": [True, True, False]},
        index=list("abc"),
    )
    ties = pd.DataFrame({
        "learner": list("abac"), "learned_from": list("baca"), "kind": ["advice", "help"] * 2
    })  # fmt: skip
    net = nw.Network(people, ties)
    assert nw.reciprocity(net) == 1
    assert nw.reciprocity(net.where(kind="help")) == 0


@pytest.mark.parametrize("of", ["degree", "betweenness", "harmonic", "taught"])
def test_a_star_is_as_centralized_as_can_be(of):
    assert nw.centralization(STAR, of=of) == pytest.approx(1)


@pytest.mark.parametrize("of", ["degree", "betweenness", "harmonic", "learned", "taught"])
def test_a_ring_is_not_centralized(of):
    assert nw.centralization(network("a-b b-c c-d d-a", "abcd"), of=of) == pytest.approx(0)


@pytest.mark.parametrize("of", ["degree", "betweenness", "harmonic", "learned", "taught"])
def test_two_people_have_no_centre(of):
    assert np.isnan(nw.centralization(network("a-b", "ab"), of=of))


def test_learners_of_a_star():
    # Learned: 0 for the centre, 1 for four others; (1 - 0)/16.
    assert nw.centralization(STAR, of="learned") == pytest.approx(1 / 16)


def test_an_unknown_centrality_is_refused():
    with pytest.raises(nw.errors.ArgumentError, match=r"of must be one of 'degree', .*'closeness'"):
        nw.centralization(STAR, of="closeness")
