"""Structural holes and brokerage against the values of R igraph, R sna and networkx.

The id of a test names network, view and the reference's own name of the measure; the tables say
which definition that is and how it is ours.
"""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import engine
from reference_networks import GROUPS, LIKING, UNDIRECTED, expect_people, load, views

# The reference's name: ours. Its convention stands behind.
HOLES = {
    "constraint_binary": partial(nw.constraint, directed=True),  # igraph, z = a + aT
    "constraint_undirected": nw.constraint,  # igraph, max-symmetrised
    "effective_size_burt_binary": partial(nw.effective_size, directed=True),  # z = a + aT
    "effective_size_undirected": nw.effective_size,  # Borgatti 1997
}
BY_WEIGHT = {
    "constraint_weighted": partial(nw.constraint, weighted=True),  # igraph, z = w + wT
    "effective_size_burt_weighted": partial(nw.effective_size, weighted=True),
}
NETWORKX = {  # person by person
    "constraint_nx_weighted": partial(nw.constraint, weighted=True),
    "effective_size_nx_weighted": partial(nw.effective_size, weighted=True),
}
NETWORKX_ARCS = {  # person by person, z = a + aT
    "constraint_nx_binary": partial(nw.constraint, directed=True),
    "effective_size_nx_binary": partial(nw.effective_size, directed=True),
}
NETWORKX_PAIRS = {
    "constraint_nx_binary": nw.constraint,
    "effective_size_nx_binary": nw.effective_size,
}
# The reference asked networkx only about these.
COMPARED = [
    (name, view)
    for name, view in views()
    if name != "algebra_class" and (name != "sampson" or view in LIKING)
]
ROWS = [
    pytest.param(name, view, key, measure, id=f"{name}-{view}-{key}")
    for measures, chosen in [
        (HOLES, views()),
        (BY_WEIGHT, views(weighted=True)),
        (NETWORKX, [view for view in COMPARED if view in views(weighted=True)]),
        (NETWORKX_ARCS, [view for view in COMPARED if view in views(directed=True)]),
        (NETWORKX_PAIRS, [view for view in COMPARED if view in views(directed=False)]),
    ]
    for key, measure in measures.items()
    for name, view in chosen
]


@pytest.mark.parametrize(("name", "view", "key", "measure"), ROWS)
def test_holes(reference, name, view, key, measure, monkeypatch):
    net, values = load(reference, name, view)
    wanted = pd.Series(values[key], dtype=float).reindex(net.people.index)
    # networkx gives whoever is only learned from no value in directed networks; igraph does.
    if "_nx_" in key:
        wanted = wanted.dropna()
    for small in (300, -1):
        monkeypatch.setattr(engine, "SMALL", small)
        again = nw.Network(net.people, net.ties, net.kinds)
        expect_people(measure(again)[wanted.index], wanted)


# sna reads i → j → k, where the first learned from the second. What k knows passes through j to i,
# so that its representative (i and j of one group) is whoever brings learning in: our gatekeeper.
OURS = {
    "coordinator": "coordinator",
    "itinerant_consultant": "consultant",
    "representative": "gatekeeper",
    "gatekeeper": "representative",
    "liaison": "liaison",
    "total": "total",
}


def raw_counts(values, key):
    """Give sna's table in our words."""
    counts = values[key]
    table = pd.DataFrame.from_dict(counts.get("raw", counts), orient="index")
    return table.rename(columns=OURS).astype(float)


ROLES = [
    pytest.param(name, view, f"group:{group}:{key}", id=f"{name}-{view}-group:{group}:{key}")
    for name, view in views()
    for group in GROUPS.get(name, ())
    for key in ("gould_fernandez", "gould_fernandez_bruteforce")
    if key == "gould_fernandez" or name != "sampson" or view in LIKING
]


@pytest.mark.parametrize(("name", "view", "key"), ROLES)
def test_brokerage(reference, name, view, key, monkeypatch):
    net, values = load(reference, name, view)
    group = key.split(":")[1]
    wanted = raw_counts(values, key).reindex(net.people.index)
    found = nw.brokerage(net, group=group)
    pd.testing.assert_frame_equal(found, wanted[list(found)], check_names=False)
    if name in UNDIRECTED:
        # Each two people count once and two roles are one.
        merged = nw.brokerage(net, group=group, directed=False)
        both = (wanted["gatekeeper"] + wanted["representative"]) / 2
        np.testing.assert_array_equal(merged["gatekeeper_or_representative"], both)
        np.testing.assert_array_equal(2 * merged["total"], wanted["total"])
    monkeypatch.setattr(engine, "SMALL", -1)
    pd.testing.assert_frame_equal(nw.brokerage(net, group=group), found)
