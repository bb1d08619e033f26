"""Censuses, clustering, cores and positions against R sna, R igraph and exhaustive search.

The id of a test names network and view; the reference's own name of each measure stands in the
tables, with its convention.
"""

from functools import cache, partial

import numpy as np
import pytest

import netweave as nw
from netweave._kernels import periphery
from reference_networks import expect_people, load, views

loaded = cache(load)  # a network never changes
EVERY_VIEW = pytest.mark.parametrize(("name", "view"), views())
DIRECTED = pytest.mark.parametrize(("name", "view"), views(directed=True))
SEARCHED = pytest.mark.parametrize(
    ("name", "view"), [("kite", "main"), ("padgett", "marriage"), ("padgett", "business")]
)
NETWORK = {
    "transitivity_global": nw.transitivity,  # 3 triangles/two-paths, max-symmetrised
    "clustering_avg_nan_excluded": nw.mean_clustering,  # people of two ties and more
    "clustering_avg_zero": partial(nw.mean_clustering, below_two="zero"),  # the others as 0
}


@EVERY_VIEW
def test_clustering(reference, name, view):
    net, values = loaded(reference, name, view)
    for key, measure in NETWORK.items():
        wanted = np.nan if values[key] is None else values[key]
        assert measure(net) == pytest.approx(wanted, nan_ok=True), key
    expect_people(nw.local_clustering(net), values["clustering_local"])  # null below two ties


@DIRECTED
def test_censuses(reference, name, view):
    net, values = loaded(reference, name, view)
    assert nw.dyad_census(net).to_dict() == values["dyad_census"]
    assert nw.triad_census(net).to_dict() == values["triad_census"]


@DIRECTED
def test_closed_chains(reference, name, view):
    net, values = loaded(reference, name, view)
    # sna's weak rule: of all i → j → k the share with i → k
    wanted = values["gtrans"]["weak"]
    wanted = np.nan if wanted is None else wanted
    assert nw.transitivity(net, directed=True) == pytest.approx(wanted, nan_ok=True)


@EVERY_VIEW
def test_cores(reference, name, view):
    net, values = loaded(reference, name, view)
    expect_people(nw.core_number(net), values["kcore"])  # max-symmetrised


@DIRECTED
def test_cores_of_one_direction(reference, name, view):
    net, values = loaded(reference, name, view)
    expect_people(nw.core_number(net, role="learned"), values["kcore_out"])
    expect_people(nw.core_number(net, role="taught"), values["kcore_in"])


@SEARCHED
def test_the_best_correlation_is_no_lower_than_ours(reference, name, view):
    # The reference searches all cores for the greatest correlation, ours has the fewest misplaced
    # pairs: two rules, of which the first cannot give a lower correlation. For the reference's
    # core our formula gives the reference's number.
    net, values = loaded(reference, name, view)
    best = values["core_periphery_cp_missing"]
    one, other = periphery.ends(net.structure())
    assert periphery.split(one, other, net.n).fit <= best["correlation"] + 1e-9
    core = net.people.index.isin(best["core"])
    counts = np.bincount(core[one].astype(int) + core[other], minlength=3)[::-1]
    k = int(core.sum())
    pairs = (k * (k - 1) // 2, k * (net.n - k), (net.n - k) * (net.n - k - 1) // 2)
    theirs = periphery.Split(core, ambiguous=False, ties=tuple(counts), pairs=pairs)
    assert theirs.fit == pytest.approx(best["correlation"])
