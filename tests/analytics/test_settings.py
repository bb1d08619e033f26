"""Settings that are no whole numbers, and weights that are hardly numbers: refused in words."""

import inspect
from functools import partial

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import analytics

PEOPLE = pd.DataFrame(
    {"organization": list("AABBC"), "convener": [True] + [False] * 4}, index=list("abcde")
)
TIES = pd.DataFrame({"learner": list("abcab"), "learned_from": list("bcdce")})
NET = nw.Network(PEOPLE, TIES)
SESSIONS = nw.Affiliations(
    PEOPLE, pd.DataFrame(index=["s"]), pd.DataFrame({"person": list("abc"), "event": "s"})
).where(kind="attendance_peer")
CALLS = {
    "draws of against_chance": lambda n: nw.against_chance(
        NET, nw.transitivity, "ties", draws=n, seed=1
    ),
    "shared": lambda n: next(nw.null_networks(SESSIONS, "margins", draws=1, seed=1, shared=n)),
    "draws of core_periphery": lambda n: nw.core_periphery(NET, seed=1, draws=n),
    "draws of boundary_spanners": lambda n: nw.boundary_spanners(NET, seed=1, draws=n),
    "draws of clusters_and_groups": lambda n: nw.clusters_and_groups(
        NET, "organization", seed=1, draws=n
    ),
    "permutations of clusters_and_groups": lambda n: nw.clusters_and_groups(
        NET, "organization", seed=1, permutations=n
    ),
    "permutations of ei_index": lambda n: nw.ei_index(NET, seed=1, permutations=n),
    "permutations of backbone": lambda n: nw.backbone(
        SESSIONS, method="fdsm", seed=1, permutations=n
    ),
    "runs": lambda n: nw.communities(NET, seed=1, runs=n),
    "splits": lambda n: nw.concor(NET, splits=n),
    "size": lambda n: nw.key_players(NET, n),
    "steps of reach": lambda n: nw.reach(NET, steps=n),
    "steps of set_reach": lambda n: nw.set_reach(NET, people="a", steps=n),
    "least": lambda n: nw.cliques(NET, least=n),
    "points": lambda n: nw.resilience(NET, leaving="random", seed=1, points=n),
}


@pytest.mark.parametrize("number", [1.5, np.nan, "3", -1, True], ids=str)
@pytest.mark.parametrize("call", CALLS)
def test_what_is_no_whole_number_is_refused_in_words(call, number):
    with pytest.raises(nw.errors.ArgumentError, match="whole number"):
        CALLS[call](number)


@pytest.mark.parametrize("call", CALLS)
def test_whole_numbers_of_numpy_are_taken(call):
    assert CALLS[call](np.int64(2)) is not None


def weighted_measures():
    """Give every measure that reads weights, with what it needs."""
    needed = {"seed": 1, "partition": "organization", "permutations": 5}
    for name, declared in analytics.measures().items():
        options = inspect.signature(declared.function).parameters
        if "one kind" not in " ".join(declared.needs):
            continue
        given = {key: value for key, value in needed.items() if key in options}
        flags = {"weighted": True} if "weighted" in options else {}
        yield pytest.param(partial(declared.function, **given, **flags), id=name)


def with_weights(*weights):
    """Give the network with other weights."""
    return nw.Network(PEOPLE, TIES.assign(weight=weights))


def numbers(found):
    """Give what a measure found as numbers."""
    found = getattr(found, "labels", found)
    return np.asarray(found.table["estimate"] if hasattr(found, "table") else found, dtype=float)


@pytest.mark.parametrize("function", list(weighted_measures()))
def test_very_large_and_small_weights_give_numbers(function):
    found = numbers(function(with_weights(1e99, 1e-99, 1.0, 1e99, 1e99)))
    assert not np.isinf(found).any()


@pytest.mark.parametrize("function", list(weighted_measures()))
@pytest.mark.parametrize("extreme", [1e300, 1e-300])
def test_weights_that_leave_no_room_for_sums_and_products_are_refused(function, extreme):
    net = with_weights(extreme, 1.0, 1.0, 1.0, 1.0)
    try:
        found = numbers(function(net))
    except nw.errors.DataError as refused:
        assert "weights must lie between 1e-100 and 1e+100" in str(refused)
    else:
        assert not np.isinf(found).any()


def test_the_refusal_says_what_the_weights_are():
    with pytest.raises(nw.errors.DataError, match=r"these go from 1e-300 to 2\. Give them in"):
        nw.betweenness(with_weights(1e-300, 1.0, 1.0, 2.0, 1.0), weighted=True)
    assert nw.betweenness(with_weights(1e-300, 1.0, 1.0, 2.0, 1.0)).notna().all()
