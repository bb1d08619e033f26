"""Spectral measures against the values that R igraph, networkx and UCINET give for real networks.

The id of a test names network, view and the reference's own name of the measure; the tables below
say which definition that is and how it is ours.
"""

import json
from functools import cache, partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave._kernels import engine, spectral
from netweave._kernels.operators import Held
from reference_networks import LIKING, expect_people, load, views

loaded = cache(load)


def column(name):
    """Give one of Kleinberg's two values, of the binary network."""
    return lambda net: nw.hits(net)[name]


# The reference's name: ours. Its convention stands behind.
MEASURES = {
    "pagerank": nw.pagerank,  # damping .85, binary, a tie passes rank to those learned from
    "pagerank_nx": nw.pagerank,  # the same by networkx
    "pagerank_weighted": partial(nw.pagerank, weighted=True),
    "eigenvector_undirected": nw.eigenvector,  # max-symmetrised binary graph, Euclidean norm 1
    "eigenvector_weighted": partial(nw.eigenvector, weighted=True),  # both directions added up
    "eigenvalue_undirected": lambda net: spectral.radius(Held(net.structure(), symmetric=True)),
    "hub": column("learned"),  # Kleinberg, Euclidean norm 1, binary
    "authority": column("taught"),
    "in_strength": partial(nw.strength, role="taught"),
    "out_strength": partial(nw.strength, role="learned"),
}
# The reference gives none for these two, which fall into pieces (two of ucinet_disc have 2 alike).
IN_PIECES = {("coleman", "t1"), ("ucinet_disc", "main")}
BY_NETWORKX = [
    (name, view)
    for name, view in views()
    if name != "algebra_class" and (name != "sampson" or view in LIKING)
]
ONE_PIECE = [both for both in views() if both not in IN_PIECES]
CHOSEN = {
    "pagerank_nx": BY_NETWORKX,
    "pagerank_weighted": views(weighted=True),
    "eigenvector_undirected": ONE_PIECE,
    "eigenvalue_undirected": ONE_PIECE,
    "eigenvector_weighted": views(weighted=True),
    "hub": views(directed=True),
    "authority": views(directed=True),
    "in_strength": views(directed=True, weighted=True),
    "out_strength": views(directed=True, weighted=True),
}
ROWS = [
    pytest.param(name, view, key, id=f"{name}-{view}-{key}")
    for key in MEASURES
    for name, view in CHOSEN.get(key, views())
]


@pytest.mark.parametrize(("name", "view", "key"), ROWS)
def test_what_other_programs_say(reference, monkeypatch, name, view, key):
    net, expected = loaded(reference, name, view)
    for small in (engine.SMALL, -1):  # dense, and as large networks are computed
        monkeypatch.setattr(engine, "SMALL", small)
        found = MEASURES[key](net)
        if isinstance(found, float):
            assert found == pytest.approx(expected[key], rel=1e-6)
        else:
            expect_people(found, expected[key])


def published(reference, name, key):
    """Give the values that a printed log has, and how exact they are."""
    text = (reference / "expected" / f"{name}.json").read_text(encoding="utf-8")
    fact = next(one for one in json.loads(text)["published"] if one["measure"] == key)
    return pd.Series(fact["value"], dtype=float), fact["abs_tolerance"]


def test_ucinet_symmetrizes_weights_by_their_maximum(reference):
    """sampson-SAMPLK1-eigenvector_weighted_max: norm 1, eigenvalue 12.178119."""
    net, _ = load(reference, "sampson", "SAMPLK1")
    wanted, within = published(reference, "sampson", "eigenvector_weighted_max")
    both = net.symmetrize("max")
    ours = nw.eigenvector(both, weighted=True)
    np.testing.assert_allclose(ours, wanted.reindex(ours.index), atol=within)
    value = spectral.radius(Held(both.matrix, symmetric=True))
    assert value == pytest.approx(12.178119, abs=1e-6)


def test_ucinet_gives_isolates_nothing(reference):
    """ucinet_iso-main-eigenvector_undirected."""
    net, _ = load(reference, "ucinet_iso", "main")
    wanted, within = published(reference, "ucinet_iso", "eigenvector_undirected")
    ours = nw.eigenvector(net)
    np.testing.assert_allclose(ours, wanted.reindex(ours.index), atol=within)
    assert (ours[wanted.index[wanted == 0]] == 0).all()


def test_hits_of_the_binary_network(reference):
    net, expected = load(reference, "algebra_class", "social")
    weighted = nw.hits(net, weighted=True)["learned"]
    assert np.abs(weighted - pd.Series(expected["hub"])).max() > 0.01


@pytest.mark.parametrize("name", ["southern_women", "ceos_clubs"])
def test_two_mode_eigenvector(reference, name):
    """eigenvector_two_mode_persons: the first singular vector, hits on people × events."""
    text = (reference / "expected" / f"{name}.json").read_text(encoding="utf-8")
    wanted = json.loads(text)["views"]["two_mode"]["values"]["eigenvector_two_mode_persons"]
    edges = pd.read_csv(reference / "data" / name / "edges.csv").astype("str").iloc[:, :2]
    edges.columns = ["learner", "learned_from"]
    net = nw.Network(pd.unique(edges.to_numpy().ravel()), edges)
    wanted = pd.Series(wanted["value"], dtype=float)
    ours = nw.hits(net)["learned"].reindex(wanted.index)
    np.testing.assert_allclose(ours, wanted, rtol=1e-6, atol=1e-8)
