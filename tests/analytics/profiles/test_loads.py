"""Measures of people: hostile inputs, options, and laws."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw

IDS = [f"p{i}" for i in range(7)]


def network(edges, ids=IDS, **people):
    table = pd.DataFrame(people, index=pd.Index(ids, dtype="str"))
    columns = ["learner", "learned_from", "weight"][: len(edges[0]) if edges else 2]
    return nw.Network(table, pd.DataFrame(edges, columns=columns))


@st.composite
def ties(draw):
    pair = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] != p[1])
    weight = st.sampled_from([1.0, 2.0, 5.0])
    return [(*ends, w) for ends, w in draw(st.lists(st.tuples(pair, weight), max_size=18))]


PERSON = {
    "redundancy": nw.redundancy,
    "redundancy 1": partial(nw.redundancy, steps=1),
    "redundancy any": partial(nw.redundancy, steps=None),
    "dependent": nw.dependent_alters,
    "learning": nw.learning_share,
    "learning people": partial(nw.learning_share, weighted=False),
}


@settings(max_examples=8)
@given(ties())
def test_laws(edges):
    net = network(edges)
    one, two, every = (nw.redundancy(net, steps=steps) for steps in (1, 2, None))
    assert (one.fillna(0) <= two.fillna(0)).all()
    assert (two.fillna(0) <= every.fillna(0)).all()
    pd.testing.assert_series_equal(one, nw.local_clustering(net), check_names=False)
    more = network(edges, [*IDS, "alone"])
    order = list(reversed(IDS))
    for name, f in PERSON.items():
        found = f(net)
        assert found.dropna().between(0, 1).all(), name
        pd.testing.assert_series_equal(f(more)[IDS], found)  # one more without ties
        turned = f(network(edges, order))[IDS]  # another order
        np.testing.assert_allclose(turned, found, equal_nan=True)
    load = nw.brokerage_load(net)
    if load.notna().any():
        assert load.sum() == pytest.approx(net.n)
    back = network([(b, a, w) for a, b, w in edges])
    np.testing.assert_allclose(nw.learning_share(back), 1 - nw.learning_share(net))
    doubled = network([(a, b, 2 * w) for a, b, w in edges])
    np.testing.assert_allclose(nw.learning_share(doubled), nw.learning_share(net))


def test_parallel_ties_add_up_in_strength_and_count_once_as_people():
    net = network([("p0", "p1", 1.0), ("p0", "p1", 2.0), ("p1", "p0", 1.0)])
    assert nw.learning_share(net)["p0"] == 3 / 4
    assert nw.learning_share(net, weighted=False)["p0"] == 1 / 2
    assert nw.learning_share(net, weighted=False).name == "learning_share_people"
    assert nw.dependent_alters(net)["p0"] == 1


def test_what_somebody_silent_learned_is_not_zero():
    people = {"responded": [True, True, False]}
    net = network([("a", "b"), ("b", "a"), ("a", "c")], ["a", "b", "c"], **people)
    found = nw.learning_share(net)
    assert found["a"] == 1 / 2  # without Cleo, of whom nobody knows what she learned
    assert np.isnan(found["c"])
    assert nw.reasons(net, nw.learning_share)["c"] == "NOT_OBSERVED"


def test_several_kinds_have_no_common_unit():
    table = pd.DataFrame({"learner": ["a", "b"], "learned_from": ["b", "a"], "kind": ["x", "y"]})
    net = nw.Network(["a", "b"], table)
    with pytest.raises(nw.errors.DataError, match="kinds"):
        nw.learning_share(net)
    assert nw.learning_share(net, weighted=False).tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("steps", "said"),
    [(0, "1, 2 or None"), (3, "1, 2 or None")]
    + [(other, "a whole number or None, got") for other in (True, "2", 1.5)],
)
def test_other_steps_are_refused(steps, said):
    with pytest.raises(nw.errors.ArgumentError, match=f"steps must be {said}"):
        nw.redundancy(network([("p0", "p1")]), steps=steps)


def test_above_the_size_for_kernels_too(monkeypatch):
    net = network([("p0", p) for p in IDS[1:]] + [("p1", "p2"), ("p3", "p4")])
    found = [f(net) for f in PERSON.values()]
    monkeypatch.setattr(nw._kernels.engine, "SMALL", -1)
    again = network([("p0", p) for p in IDS[1:]] + [("p1", "p2"), ("p3", "p4")])
    for one, other in zip(found, (f(again) for f in PERSON.values()), strict=True):
        pd.testing.assert_series_equal(one, other)
