"""Whatever draws at random has a seed, one of its own if none is given."""

import inspect

import pandas as pd
import pytest

import netweave as nw

PEOPLE = pd.DataFrame({"organization": ["A", "A", "B", "B"]}, index=["ana", "ben", "cleo", "dan"])
TIES = pd.DataFrame({"learner": ["ana", "ben", "cleo"], "learned_from": ["ben", "cleo", "dan"]})
NET = nw.Network(PEOPLE, TIES)
DRAWING = {
    "against_chance": lambda seed: nw.against_chance(NET, nw.density, "labels", seed=seed),
    "boundary_spanners": lambda seed: nw.boundary_spanners(NET, seed=seed),
    "brokerage_against_labels": lambda seed: nw.brokerage_against_labels(NET, seed=seed),
    "clusters_and_groups": lambda seed: nw.clusters_and_groups(NET, "organization", seed=seed),
    "communities": lambda seed: nw.communities(NET, seed=seed),
    "core_periphery": lambda seed: nw.core_periphery(NET, seed=seed),
    "ei_index": lambda seed: nw.ei_index(NET, permutations=9, seed=seed),
    "null_networks": lambda seed: list(nw.null_networks(NET, "ties", draws=1, seed=seed)),
    "resilience": lambda seed: nw.resilience(NET, seed=seed),
    "small_world_coefficient": lambda seed: nw.small_world_coefficient(NET, seed=seed),
}


@pytest.mark.parametrize("seed", [None, -1, 1.5, "1"])
@pytest.mark.parametrize("name", DRAWING)
def test_what_is_no_seed_is_refused(name, seed):
    with pytest.raises(nw.errors.ArgumentError, match="seed must be 0 or a whole number above it"):
        DRAWING[name](seed)


def public():
    """Give every public function with a seed: the module, its name and the default."""
    places = {"nw": nw, "compare": nw.compare, "plotting": nw.plotting}
    for where, module in places.items():
        for name in module.__all__:
            function = getattr(module, name)
            if inspect.isfunction(function) and "seed" in inspect.signature(function).parameters:
                yield where, name, inspect.signature(function).parameters["seed"].default


def test_everything_that_draws_has_a_seed_of_its_own():
    """0, and 1 where a whole report or picture is made, as in the project file."""
    found = list(public())
    assert len(found) > 25
    ones = {"report_standard", "resilience"}
    for where, name, default in found:
        assert default == (1 if where == "plotting" or name in ones else 0), name


def test_left_out_the_seed_is_the_one_that_is_documented():
    first, again = (nw.core_periphery(NET, draws=19, **seed) for seed in ({}, {"seed": 0}))
    assert first.sentence == again.sentence
    assert first.passport.seed == 0
