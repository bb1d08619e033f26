"""The reference networks as networks of this library, with what other programs say of them."""

import json
from functools import cache

import numpy as np
import pandas as pd

import netweave as nw

LIKING = ("SAMPLK1", "SAMPLK2", "SAMPLK3")
SAMPSON = (*LIKING, "SAMPDLK", "SAMPES", "SAMPDES", "SAMPIN", "SAMPNIN", "SAMPPR", "SAMNPR")
# network → view → (column of the edges that tells views apart, its value)
VIEWS = {
    "algebra_class": {v: ("type", v) for v in ("social", "tasks", "friends")},
    "coleman": {"t1": ("wave", 1), "t2": ("wave", 2)},
    "hightech": {v: ("relation", v) for v in ("advice", "friends", "reports")},
    "karate": {"weighted": None},
    "kite": {"main": None},
    "knoke": {"information": None},
    "padgett": {v: ("relation", v) for v in ("marriage", "business")},
    "sampson": {v: ("relation", v) for v in SAMPSON},
    "ucinet_disc": {"main": None},
    "ucinet_iso": {"main": None},
}
UNDIRECTED = {"karate", "kite", "padgett", "ucinet_disc", "ucinet_iso"}
WEIGHTED = {"algebra_class", "karate", "sampson"}
GROUPS = {"hightech": ("dept", "level"), "sampson": ("group",), "karate": ("Faction",)}


def views(*, directed=None, weighted=None):
    """Give (network, view) of some sort."""
    return [
        (name, view)
        for name, inside in VIEWS.items()
        for view in inside
        if directed in {None, name not in UNDIRECTED} and weighted in {None, name in WEIGHTED}
    ]


@cache
def load(reference, name, view):
    """Give the expected values of a view, and its network: self ties out, parallel ones merged."""
    expected = json.loads((reference / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    people = pd.read_csv(reference / "data" / name / "nodes.csv", dtype="str").set_index("id")
    edges = pd.read_csv(reference / "data" / name / "edges.csv")
    if VIEWS[name][view] is not None:
        column, value = VIEWS[name][view]
        edges = edges[edges[column] == value]
    edges = edges[edges["source"] != edges["target"]]
    ties = pd.DataFrame({
        "learner": edges["source"].astype("str"),
        "learned_from": edges["target"].astype("str"),
        "weight": edges["weight"].astype(float) if name in WEIGHTED else 1.0,
    })
    if name in UNDIRECTED:
        back = ties.rename(columns={"learner": "learned_from", "learned_from": "learner"})
        ties = pd.concat([ties, back])
    net = nw.Network(people[list(GROUPS.get(name, ()))], ties).collapse()
    facts = expected["views"][view]["values"]
    return net, {key: fact["value"] for key, fact in facts.items()}


def expect_people(ours, wanted):
    """Compare a number per person; null is NaN."""
    wanted = pd.Series(wanted, dtype=float).reindex(ours.index)
    np.testing.assert_allclose(ours, wanted, rtol=1e-6, atol=1e-8, equal_nan=True)
