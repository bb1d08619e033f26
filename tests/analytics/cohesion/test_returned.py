"""How much is returned: several definitions, each by its own name."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw


def net_of(*pairs, people=4, **columns):
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from", "weight"][: len(pairs[0])])
    return nw.Network(pd.DataFrame(columns, index=range(people)), ties)


def test_four_reciprocities_of_one_network():
    net = net_of((0, 1), (1, 0), (0, 2), (2, 3))  # M = 1, A = 2, N = 3 of 6 pairs
    assert nw.reciprocity(net) == 2 / 4
    assert nw.reciprocity(net, of="dyads") == pytest.approx(1 / 3)
    assert nw.reciprocity(net, of="alike") == pytest.approx(4 / 6)
    density = 4 / 12
    assert nw.reciprocity(net, of="correlation") == pytest.approx((0.5 - density) / (1 - density))


def test_the_correlation_is_that_of_the_two_halves_of_the_matrix():
    rng = np.random.default_rng(3)
    cells = np.argwhere(rng.random((15, 15)) < 0.3)
    pairs = [tuple(cell) for cell in cells if cell[0] != cell[1]]
    net = net_of(*pairs, people=15)
    dense = net.structure(directed=True).toarray()
    apart = ~np.eye(15, dtype=bool)
    expected = np.corrcoef(dense[apart], dense.T[apart])[0, 1]
    assert nw.reciprocity(net, of="correlation") == pytest.approx(expected)


def test_only_pairs_who_both_answered_are_alike():
    net = net_of((0, 1), (1, 0), (0, 2), responded=[True, True, False, True])
    assert nw.reciprocity(net) == 1.0
    assert nw.reciprocity(net, of="alike") == 1.0  # of the three pairs among 0, 1 and 3
    assert nw.reciprocity(net, of="correlation") == 1.0


def test_two_kinds_need_both_answers():
    ties = pd.DataFrame({
        "learner": [0, 1, 0, 0],
        "learned_from": [1, 0, 2, 2],
        "kind": ["advice", "advice", "advice", "help"],
    })
    people = pd.DataFrame(
        {"responded_advice": True, "responded_help": [True, True, False]}, index=range(3)
    )
    net = nw.Network(people, ties)
    assert nw.reciprocity(net) == 1.0
    assert nw.reciprocity(net, of="alike") == 1.0
    assert np.isnan(nw.reciprocity(net, of="correlation"))
    assert nw.reasons(net, lambda_free("correlation"))["reciprocity"] == "NO_VARIANCE"


def lambda_free(of):
    from functools import partial

    return partial(nw.reciprocity, of=of)


def test_everybody_from_everybody_leaves_nothing_to_correlate():
    net = net_of((0, 1), (1, 0), people=2)
    assert nw.reciprocity(net, of="alike") == 1
    assert np.isnan(nw.reciprocity(net, of="correlation"))
    assert nw.reasons(net, lambda_free("correlation"))["reciprocity"] == "NO_VARIANCE"


def test_mutual_density():
    net = net_of((0, 1), (1, 0), (0, 2), (2, 3))
    assert nw.density(net, mutual=True) == pytest.approx(1 / 6)
    assert nw.density(net, directed=True) == pytest.approx(4 / 12)


def test_weight_that_comes_back():
    net = net_of((0, 1, 3), (1, 0, 1), (0, 2, 4))
    assert nw.weighted_reciprocity(net) == pytest.approx(2 / 8)
    silent = net_of((0, 1, 3), (1, 0, 1), (0, 2, 4), responded=[True, True, False, True])
    assert nw.weighted_reciprocity(silent) == pytest.approx(2 / 4)
    assert np.isnan(nw.weighted_reciprocity(net.symmetrize()))
