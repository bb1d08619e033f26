"""Clustering with weights and arrows against networkx; the id of a test names network and view."""

from functools import cache

import pytest

import netweave as nw
from reference_networks import LIKING, expect_people, load, views

loaded = cache(load)  # a network never changes
ASKED = [  # of these networkx told the clustering of arrows
    (name, view)
    for name, view in views(directed=True)
    if name in {"coleman", "hightech", "knoke"} or view in LIKING
]


@pytest.mark.parametrize(("name", "view"), ASKED)
def test_of_arrows(reference, name, view):
    net, values = loaded(reference, name, view)
    wanted = values["clustering_fagiolo_nx"]  # 0 below two contacts, where ours is undefined
    expect_people(nw.local_clustering(net, directed=True).fillna(0), wanted)


def test_of_weights_karate(reference):
    net, values = loaded(reference, "karate", "weighted")
    wanted = values["clustering_onnela_nx"]  # 0 below two contacts
    expect_people(nw.local_clustering(net, weighted=True).fillna(0), wanted)
