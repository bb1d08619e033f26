"""Whatever draws at random refuses to do so without a seed."""

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
