"""Ties across groups, cutpoints and bridges, against R igraph and plain counts in R."""

from functools import partial

import numpy as np
import pytest

import netweave as nw
from reference_networks import GROUPS, expect_people, load, views

GROUPED = [
    pytest.param(name, view, column, id=f"{name}-{view}-{column}")
    for name, view in views()
    for column in GROUPS.get(name, ())
]
EVERY_GROUP = pytest.mark.parametrize(("name", "view", "column"), GROUPED)
EVERY_VIEW = pytest.mark.parametrize(
    ("name", "view"), [pytest.param(*view, id="-".join(view)) for view in views()]
)


def grouped(reference, name, view, column):
    """Give a network with one attribute, and what is expected of it by key."""
    net, values = load(reference, name, view)
    before = f"group:{column}:"
    found = {k.removeprefix(before): v for k, v in values.items() if k.startswith(before)}
    return net, found


@EVERY_GROUP
@pytest.mark.parametrize(
    ("directed", "ending"), [(True, ""), (False, "_symmetrised")], ids=["arcs", "pairs"]
)
def test_the_index(reference, name, view, column, directed, ending):
    # R: arcs as they are, each tie once; symmetrised: unordered pairs tied either way. An
    # undirected network has each of its ties as one arc there and as two here: pairs are compared.
    net, values = grouped(reference, name, view, column)
    if name == "karate":
        directed = False
    table = nw.ei_index(net, group=column, directed=directed).table.set_index("term")["estimate"]
    wanted = values["EI"]
    assert table["observed"] == pytest.approx(wanted[f"EI{ending}"], abs=1e-9)
    assert table["external"] == wanted[f"external{ending}"]
    assert table["internal"] == wanted[f"internal{ending}"]


@EVERY_GROUP
@pytest.mark.parametrize(
    ("key", "role"), [("EI_node_out", "learned"), ("EI_node_union", "both")], ids=str
)
def test_the_index_by_person(reference, name, view, column, key, role):
    # out: over those whom a person names, from whom the person learned; union: over distinct
    # contacts in either direction, as UCINET.
    net, values = grouped(reference, name, view, column)
    if key in values:
        expect_people(nw.ei_index_by_person(net, group=column, role=role), values[key])


@EVERY_GROUP
def test_the_mixing_matrix(reference, name, view, column):
    # R: rows are the group that names, our learners. Undirected ties are in both cells there,
    # twice on the diagonal, which is what both arrows of a tie amount to here.
    net, values = grouped(reference, name, view, column)
    table = nw.mixing(net, group=column, directed=True)
    wanted = values["mixing_matrix"]
    matrix = table.pivot(index="learner", columns="learned_from", values="ties")
    assert matrix.index.tolist() == wanted["groups"]
    assert matrix.to_numpy().tolist() == wanted["rows"]
    degrees = nw.mixing(net, group=column, directed=True, expected="degrees")
    rows = np.array(wanted["rows"])
    product = np.outer(rows.sum(axis=1), rows.sum(axis=0)) / rows.sum()
    assert degrees["expected"].to_numpy() == pytest.approx(product.ravel())


@EVERY_GROUP
def test_modularity_is_ties_inside_less_those_expected_of_degrees(reference, name, view, column):
    # R igraph, binary and max-symmetrised: (ties - expected)/m over the rows inside groups.
    net, values = grouped(reference, name, view, column)
    table = nw.mixing(net, group=column, expected="degrees")
    inside = table[table["organization_a"] == table["organization_b"]]
    found = (inside["ties"] - inside["expected"]).sum() / table["ties"].sum()
    assert found == pytest.approx(values["modularity_undirected"], abs=1e-9)


@EVERY_VIEW
def test_cutpoints_and_bridges(reference, name, view):
    # R igraph on the max-symmetrised graph: a tie that goes both ways is one bridge.
    net, values = load(reference, name, view)
    cut = nw.cutpoints(net)
    assert sorted(cut.index[cut]) == sorted(values["articulation_points"])
    ties = net.ties[nw.bridges(net)].astype({"learner": "str", "learned_from": "str"})
    ends = zip(ties["learner"], ties["learned_from"], strict=True)
    assert len({frozenset(pair) for pair in ends}) == values["bridge_count"]


@EVERY_VIEW
def test_set_reach_is_the_reach_of_one_and_fragmentation_the_rest_of_connectedness(
    reference, name, view
):
    net, _ = load(reference, name, view)
    assert nw.fragmentation(net) == pytest.approx(1 - nw.connectedness(net))
    first = net.people.index[0]
    reach = partial(nw.set_reach, net, first)
    assert reach(steps=1) * (net.n - 1) == pytest.approx(nw.degree(net)[first])
    assert reach(steps=None) == pytest.approx(nw.harmonic(net)[first])
