"""Communities beside what other programs find on the reference networks."""

import numpy as np
import pytest

import netweave as nw
from reference_networks import GROUPS, load, views

# python-igraph's exact optimum and best of 50 Leiden runs, both of the binary network, max-
# symmetrised. The Coleman networks are too large for the exact optimum.
CLUSTERED = [
    (name, view)
    for name, view in views()
    if name not in {"algebra_class", "sampson"} or view.startswith("SAMPLK")
]


@pytest.mark.parametrize(
    ("name", "view"),
    CLUSTERED,
    ids=[f"{name}-{view}-leiden_best_modularity_binary" for name, view in CLUSTERED],
)
def test_the_default_is_as_good_as_the_best_of_fifty_leiden_runs(reference, name, view):
    net, values = load(reference, name, view)
    if "leiden_best_modularity_binary" not in values:
        pytest.skip("no value for this view")
    found = nw.communities(net, seed=1)
    best = values["leiden_best_modularity_binary"]["Q"]
    assert found.modularity >= best - 1e-9
    if "optimal_modularity_binary" in values:
        assert found.modularity == pytest.approx(values["optimal_modularity_binary"]["Q"], abs=1e-9)


@pytest.mark.parametrize(("name", "view"), [("hightech", "reports"), ("karate", "weighted")])
def test_python_louvain_stays_in_igraphs_range(reference, name, view):
    net, values = load(reference, name, view)
    found = nw.communities(net, seed=1, method="louvain")
    ends = values["louvain_modularity_range_binary"]
    assert ends["min"] - 1e-9 <= found.modularity <= ends["max"] + 1e-9


WEIGHED = [
    (name, view, group) for name, view in views(weighted=True) for group in GROUPS.get(name, ())
]


@pytest.mark.parametrize(("name", "view", "group"), WEIGHED)
def test_modularity_of_weights_summed_both_ways(reference, name, view, group):
    net, values = load(reference, name, view)
    wanted = values[f"group:{group}:modularity_weighted"]
    found = nw.modularity(net, group, weighted=True)
    assert np.isfinite(found)
    assert found == pytest.approx(wanted)
