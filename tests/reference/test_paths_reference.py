"""Shortest paths against the values that R sna, R igraph, networkx and UCINET give.

The id of a test names network, view and the reference's own name of the measure.
"""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from reference_networks import LIKING, UNDIRECTED, expect_people, load, views

EVERY_VIEW = pytest.mark.parametrize(
    ("name", "view"), [pytest.param(*one, id="-".join(one)) for one in views()]
)


def counts(net, role):
    """Give the number of others within two steps, which the reference does not divide."""
    return nw.reach_by_person(net, directed=True, role=role) * (net.n - 1)


# Where the reference has them: only strongly connected views; and these networks, whole.
CONNECTED = [
    ("algebra_class", "social"), ("algebra_class", "tasks"), ("hightech", "advice"),
    ("karate", "weighted"), ("kite", "main"), ("knoke", "information"),
    ("sampson", "SAMPLK1"), ("sampson", "SAMPLK2"),
]  # fmt: skip
SOME = [
    (name, view)
    for name, view in views(directed=True)
    if name in {"coleman", "hightech", "knoke"} or view in LIKING
]
KARATE = ("karate", "weighted")
# The reference's name: ours. Its convention stands behind. The values by component are Freeman's
# where everybody can reach everybody (r = n - 1); elsewhere ours is undefined.
PEOPLE = {
    "closeness_freeman": (partial(nw.closeness, directed=True), CONNECTED),  # (n-1)/sum d, out
    "closeness_component": (nw.closeness, views(directed=False)),  # r/sum d
    "closeness_wf": (nw.closeness, views(directed=False)),  # the same times r/(n-1)
    "closeness_out_component": (partial(nw.closeness, directed=True), views(directed=True)),
    "closeness_in_component": (
        partial(nw.closeness, directed=True, role="taught"),
        views(directed=True),
    ),
    "closeness_in_wf": (partial(nw.closeness, directed=True, role="taught"), views(directed=True)),
    "two_step_reach_out": (partial(counts, role="learned"), SOME),
    "two_step_reach_in": (partial(counts, role="taught"), SOME),
}
ROWS = [
    pytest.param(name, view, key, measure, id=f"{name}-{view}-{key}")
    for key, (measure, chosen) in PEOPLE.items()
    for name, view in chosen
]


@pytest.mark.parametrize(("name", "view", "key", "measure"), ROWS)
def test_people(reference, name, view, key, measure):
    net, values = load(reference, name, view)
    ours = measure(net)
    if nw.distances(net, directed=name not in UNDIRECTED)[np.inf]:
        assert key.startswith("two_step") or ours.isna().all()
    if ours.notna().any():
        expect_people(ours, values[key])
    else:
        assert key != "closeness_freeman"


@EVERY_VIEW
def test_distances(reference, name, view):
    # Over ordered pairs that can reach each other; longest finite distance; sum(1/d)/(n(n-1)).
    net, values = load(reference, name, view)
    directed = name not in UNDIRECTED
    ours = nw.mean_distance(net, directed=directed)
    assert ours == pytest.approx(values["mean_distance_reachable"], rel=1e-8)
    assert nw.diameter(net, directed=directed) == values["diameter_reachable"]
    ours = nw.global_efficiency(net, directed=directed)
    assert ours == pytest.approx(values["efficiency_global"], rel=1e-8)


@pytest.mark.parametrize(("name", "view"), [pytest.param(*one, id="-".join(one)) for one in SOME])
def test_ordered_pairs_within_reach(reference, name, view):
    net, values = load(reference, name, view)
    pairs = nw.distances(net, directed=True)
    share = pairs.iloc[:-1].sum() / pairs.sum()
    assert share == pytest.approx(values["connectedness_reachability"])


def test_closeness_of_the_kite_as_published(reference):
    # Krackhardt 1990, UCINET: (n-1)/sum of distances, three digits.
    published = {
        "Andre": 0.529, "Beverly": 0.529, "Carol": 0.5, "Diane": 0.6, "Ed": 0.5,
        "Fernando": 0.643, "Garth": 0.643, "Heather": 0.6, "Ike": 0.429, "Jane": 0.31,
    }  # fmt: skip
    net, _ = load(reference, "kite", "main")
    assert nw.closeness(net).round(3).to_dict() == pytest.approx(published)


def test_closeness_of_the_florentine_families_as_published(reference):
    # The fifteen families that married; Pucci, who did not, is left out.
    net, _ = load(reference, "padgett", "marriage")
    alone = nw.isolates(net)
    people = net.people[~alone]
    inside = nw.Network(people, net.ties.astype({"learner": "str", "learned_from": "str"}))
    closest = nw.closeness(inside)
    assert closest.idxmax() == "Medici"
    assert closest["Medici"] == pytest.approx(0.56, abs=5e-4)
    assert pd.isna(nw.closeness(net)["Medici"])


@pytest.mark.parametrize(
    ("name", "view", "key"),
    [
        pytest.param(name, view, key, id=f"{name}-{view}-{key}")
        for key, chosen in [
            # igraph, edge length = 1/weight
            ("betweenness_weighted_invdist", views(weighted=True)),
            # networkx with whole-number lengths lcm/weight, so that nothing is rounded
            ("betweenness_nx_invdist", [(n, v) for n, v in SOME if v in LIKING] + [KARATE]),
        ]
        for name, view in chosen
    ],
)
def test_betweenness_by_length(reference, name, view, key):
    net, values = load(reference, name, view)
    ours = nw.betweenness(net, directed=name not in UNDIRECTED, weighted=True)
    expect_people(ours, values[key])
