"""Betweenness by steps beside betweenness by strengths."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import netweave as nw


def network(people, ties):
    """Give a network from (learner, learned from, weight)."""
    return nw.Network(
        list(people), pd.DataFrame(ties, columns=["learner", "learned_from", "weight"])
    )


def row(net, **options):
    """Give the one row of the table."""
    return nw.betweenness_agreement(net, **options).table.iloc[0]


def test_equal_weights_give_one_order():
    found = nw.betweenness_agreement(network("abcd", [("a", "b", 2), ("b", "c", 2), ("c", "d", 2)]))
    assert found.table["estimate"].item() == pytest.approx(1)
    assert found.sentence == (
        "Betweenness by steps and by strengths put people in much the same order, so that one of "
        "the two is enough (correlation of ranks 1.00, 4 people with ties)."
    )
    assert found.claim == 1
    assert found.passport.measure == "betweenness_agreement"


def test_a_weak_hub_is_no_hub_by_strengths():
    """h is tied weakly to a, b and c, who are a strong chain: h lies between a and c, or nobody."""
    net = network(
        "habc", [("h", "a", 1), ("h", "b", 1), ("h", "c", 1), ("a", "b", 9), ("b", "c", 9)]
    )
    steps, strengths = nw.betweenness(net), nw.betweenness(net, weighted=True)
    assert steps.tolist() == [0.5, 0, 0.5, 0]
    assert strengths.tolist() == [0, 0, 1, 0]
    found = nw.betweenness_agreement(net)
    # Ranks 3.5, 1.5, 3.5, 1.5 and 2, 2, 4, 2: covariance 2, variances 4 and 3.
    assert found.table["estimate"].item() == pytest.approx(2 / 12**0.5)
    assert "both belong into a report" in found.sentence


def test_ranks_are_those_of_spearman_and_people_without_ties_do_not_count():
    random = np.random.default_rng(4)
    ends = random.integers(0, 25, (2, 60))
    weights = random.integers(1, 9, 60)
    rows = [(f"p{a}", f"p{b}", w) for a, b, w in zip(*ends, weights, strict=True) if a != b]
    net = network([f"p{place}" for place in range(30)], rows)
    for directed in (False, True):
        values = [
            nw.betweenness(net, weighted=w, directed=directed).round(9) for w in (False, True)
        ]
        tied = ~net.without_ties
        wanted = stats.spearmanr(*(one[tied] for one in values)).statistic
        found = row(net, directed=directed)
        assert found["estimate"] == pytest.approx(wanted)
        assert found["n"] == tied.sum() < 30


@pytest.mark.parametrize(
    ("people", "ties", "code"),
    [
        ("", [], "EMPTY"),
        ("a", [], "NO_TIES"),
        ("ab", [("a", "b", 1)], "NO_VARIANCE"),
        ("abc", [("a", "b", 1), ("b", "c", 1), ("c", "a", 1)], "NO_VARIANCE"),
    ],
)
def test_nothing_to_compare(people, ties, code):
    net = network(people, ties)
    assert row(net)["reason"] == code
    assert np.isnan(row(net)["estimate"])
    assert nw.betweenness_agreement(net).sentence.startswith("Betweenness by steps and by streng")


def test_several_kinds_are_refused():
    ties = pd.DataFrame({"learner": "a", "learned_from": "b", "kind": ["advice", "trust"]})
    with pytest.raises(nw.errors.DataError, match="kind"):
        nw.betweenness_agreement(nw.Network(["a", "b"], ties))
