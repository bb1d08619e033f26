"""Whole networks against R sna, R igraph and networkx: what goes by one name in several programs.

The id of a test names network, view and the reference's own name of the value; the tables say which
definition that is and how it is ours. What differs, and why, stands in docs/conventions.md.
"""

from functools import cache, partial

import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components

import netweave as nw
from reference_networks import GROUPS, LIKING, UNDIRECTED, expect_people, load, views

loaded = cache(load)  # a network never changes
FULL = [  # where the reference asked networkx, and took Krackhardt's formulas
    (name, view)
    for name, view in views()
    if name != "algebra_class" and (name != "sampson" or view in LIKING)
]
FULL_DIRECTED = [both for both in FULL if both in views(directed=True)]
FULL_UNDIRECTED = [both for both in FULL if both in views(directed=False)]


def number(value):
    """Compare with a number of the reference; null is NaN."""
    return pytest.approx(np.nan if value is None else value, rel=1e-6, abs=1e-8, nan_ok=True)


def rows(*tables):
    """Give one row per key and view, its id naming both."""
    return [
        pytest.param(name, view, key, measure, id=f"{name}-{view}-{key}".replace("/", "-"))
        for measures, chosen in tables
        for key, measure in measures.items()
        for name, view in chosen
    ]


# ------------------------------------------------------------------ one number of a network

ANY = {
    "n": lambda net: net.n,
    "krackhardt_gtd/connectedness": nw.connectedness,  # sna, share of pairs joined by a semipath
    "krackhardt_gtd/efficiency": partial(nw.krackhardt_efficiency, of="arcs"),  # sna counts arcs
    "krackhardt_gtd/hierarchy_krackhardt": nw.krackhardt_hierarchy,
    "centralization/betweenness_undirected_igraph": partial(nw.centralization, of="betweenness"),
    "centralization/degree_undirected_freeman": nw.centralization,  # /((n-1)(n-2))
}
DIRECTED = {
    "m": lambda net: nw.degree(net, role="learned").sum(),
    "reciprocity/edgewise": nw.reciprocity,  # 2M/(2M+A)
    "reciprocity/dyadic": partial(nw.reciprocity, of="alike"),  # sna, (M+N)/pairs
    "reciprocity/dyadic_nonnull": partial(nw.reciprocity, of="dyads"),  # M/(M+A)
    "reciprocity/correlation": partial(nw.reciprocity, of="correlation"),  # (r-d)/(1-d)
    "reciprocity/igraph_default": nw.reciprocity,
    "reciprocity/igraph_ratio": partial(nw.reciprocity, of="dyads"),
    # sna's other "hierarchy": A/pairs
    "krackhardt_gtd/hierarchy_reciprocity": lambda net: 1 - nw.reciprocity(net, of="alike"),
    "krackhardt_gtd_transposed/connectedness": nw.connectedness,
    "krackhardt_gtd_transposed/efficiency": partial(nw.krackhardt_efficiency, of="arcs"),
    "krackhardt_gtd_transposed/hierarchy_krackhardt": nw.krackhardt_hierarchy,
    "centralization/out_degree_sna": partial(nw.centralization, of="learned"),  # /(n-1)²
    "centralization/in_degree_sna": partial(nw.centralization, of="taught"),
    "centralization/out_degree_loopsFALSE_igraph": partial(nw.centralization, of="learned"),
    "centralization/in_degree_loopsFALSE_igraph": partial(nw.centralization, of="taught"),
}
SYMMETRIC = {
    "m": lambda net: nw.degree(net).sum() / 2,
    "centralization/degree_sna": nw.centralization,
    "centralization/betweenness_sna": partial(nw.centralization, of="betweenness"),
}
BY_WEIGHT = {"weighted_reciprocity_squartini": nw.weighted_reciprocity}  # sum min(w,wT)/sum w
PARTLY = {
    # distinct arcs, tied pairs within weak components, as Krackhardt 1994
    "krackhardt_efficiency_underlying": nw.krackhardt_efficiency,
    "degree_assortativity_nx": nw.degree_assortativity,
}
PARTLY_DIRECTED = {
    "reciprocity_nx": nw.reciprocity,
    "krackhardt_hierarchy_formula": nw.krackhardt_hierarchy,
}


@pytest.mark.parametrize(
    ("name", "view", "key", "measure"),
    rows(
        (ANY, views()),
        (DIRECTED, views(directed=True)),
        (SYMMETRIC, views(directed=False)),
        (BY_WEIGHT, views(directed=True, weighted=True)),
        (PARTLY, FULL),
        (PARTLY_DIRECTED, FULL_DIRECTED),
    ),
)
def test_network(reference, name, view, key, measure):
    net, values = loaded(reference, name, view)
    first, _, second = key.partition("/")
    wanted = values[first][second] if second else values[first]
    assert measure(net) == number(wanted)


def freeman(values, most):
    """Give Freeman's centralization of any values: differences to the highest, over the most."""
    return float((values.max() - values).sum()) / most


@pytest.mark.parametrize(("name", "view"), views(directed=True))
def test_centralization_by_other_maxima(reference, name, view):
    # sna: betweenness of the arcs, over (n-1)²(n-2); degrees of both directions added up, over
    # 2(n-1)(n-2). Ours has the undirected ones, over a star's.
    net, values = loaded(reference, name, view)
    n, wanted = net.n, values["centralization"]
    found = freeman(nw.betweenness(net, directed=True), (n - 1) ** 2 * (n - 2))
    assert found == number(wanted["betweenness_sna"])
    both = nw.degree(net, role="learned") + nw.degree(net, role="taught")
    assert freeman(both, 2 * (n - 1) * (n - 2)) == number(wanted["freeman_total_sna"])


@pytest.mark.parametrize(("name", "view"), views())
def test_centralization_of_closeness(reference, name, view):
    # sna, where everybody reaches everybody: over (n-1)(1-1/n) for arcs, (n-1)(n-2)/(2n-3) for
    # pairs. It is not one of ours, but made of our closeness.
    net, values = loaded(reference, name, view)
    close = nw.closeness(net, directed=name not in UNDIRECTED)
    if "closeness_sna" not in values["centralization"]:
        assert close.isna().all()
        return
    n = net.n
    most = (n - 1) * (n - 2) / (2 * n - 3) if name in UNDIRECTED else (n - 1) * (1 - 1 / n)
    assert freeman(close, most) == number(values["centralization"]["closeness_sna"])


# ------------------------------------------------------------------ least upper bounds


def bounds(superior, *, nearest):
    """Give the share of pairs with a bound, from who is above whom (``superior[low, high]``).

    A common superior is the nearest if all the others are above it, and the topmost if it is above
    all the others.
    """
    n = len(superior)
    above = np.eye(n, dtype=bool) | superior
    for _ in range(n.bit_length()):
        above = (above.astype(np.int64) @ above) > 0
    _, piece = connected_components(superior, directed=False)
    sizes = np.bincount(piece)
    lacking = 0
    for one, other in zip(*np.triu_indices(n, 1), strict=True):
        if piece[one] == piece[other]:
            both = np.flatnonzero(above[one] & above[other])
            order = above[np.ix_(both, both)]
            lacking += not order.all(axis=1 if nearest else 0).any()
    return 1 - lacking / ((sizes - 1) * (sizes - 2) / 2).sum()


@pytest.mark.parametrize(
    ("name", "view"),
    [pytest.param(*one, id=f"{'-'.join(one)}-krackhardt_gtd-lubness") for one in views()],
)
def test_least_upper_bounds(reference, name, view):
    # Ours is Krackhardt's: the nearest of the common superiors. sna's lubness asks for one above
    # all the others, with the superior as the one who sends the arc: transposed it is our reading.
    net, values = loaded(reference, name, view)
    arcs = net.structure(directed=True).toarray() > 0
    assert nw.least_upper_bounds(net) == number(bounds(arcs, nearest=True))
    assert bounds(arcs.T, nearest=False) == number(values["krackhardt_gtd"]["lubness"])
    if name not in UNDIRECTED:
        wanted = values["krackhardt_gtd_transposed"]["lubness"]
        assert bounds(arcs, nearest=False) == number(wanted)
    if view == "reports":  # a ladder
        assert nw.least_upper_bounds(net) == wanted == 1


# ------------------------------------------------------------------ groups


GROUPED = [
    pytest.param(name, view, group, id=f"{name}-{view}-{group}")
    for name, view in views()
    for group in GROUPS.get(name, ())
]


@pytest.mark.parametrize(("name", "view", "group"), GROUPED)
def test_assortativity(reference, name, view, group):
    # R igraph, Newman 2003 eq. 2, over arcs where there is direction.
    net, values = loaded(reference, name, view)
    ours = nw.assortativity(net, group=group, directed=name not in UNDIRECTED)
    assert ours == number(values[f"group:{group}:assortativity"])


def chances(sizes, own):
    """Give the ordered pairs whose labels fit each role of somebody, from the sizes of groups."""
    others = sizes.drop(own)
    rest = others.sum()
    outside = (sizes[own] - 1) * rest
    found = {
        "coordinator": (sizes[own] - 1) * (sizes[own] - 2),
        "itinerant_consultant": (others * (others - 1)).sum(),
        "representative": outside,
        "gatekeeper": outside,
        "liaison": rest**2 - (others**2).sum(),
    }
    return found | {"total": sum(found.values())}


@pytest.mark.parametrize(("name", "view", "group"), GROUPED)
def test_brokerage_of_the_network(reference, name, view, group):
    # global_raw: everybody's counts, added up. sna's "expected" is not ours: it keeps the labels
    # and draws the arcs, d²(1-d) times the pairs whose labels fit; ours keeps the arcs and deals
    # the labels.
    net, values = loaded(reference, name, view)
    wanted = values[f"group:{group}:gould_fernandez"]
    ours = nw.brokerage(net, group=group).sum()
    theirs = {**wanted["global_raw"], "consultant": wanted["global_raw"]["itinerant_consultant"]}
    swapped = {"gatekeeper": "representative", "representative": "gatekeeper"}
    for role, count in ours.items():
        assert count == theirs[swapped.get(role, role)], role
    density = nw.density(net, directed=True)
    labels = net.people[group]
    sizes = labels.value_counts()
    for person, expected in wanted["expected"].items():
        fitting = chances(sizes.astype(float), labels[person])
        for role, pairs in fitting.items():
            assert density**2 * (1 - density) * pairs == number(expected[role]), role


# ------------------------------------------------------------------ one number per person


def others(measure):
    """Give a mean over the others as the sum it is of."""
    return lambda net: measure(net) * (net.n - 1)


def empty_is_zero(measure):
    """Give 0 where ours is undefined, as networkx does below two ties."""
    return lambda net: measure(net).fillna(0.0)


PEOPLE = rows(
    ({"betweenness_sna": partial(nw.betweenness, directed=True)}, views(directed=True)),
    ({"betweenness_sna": nw.betweenness}, views(directed=False)),
    (  # over (n-1)(n-2)
        {"betweenness_nx_normalized": partial(nw.betweenness, directed=True, normalized=True)},
        FULL_DIRECTED,
    ),
    (  # over half of that
        {"betweenness_nx_normalized": partial(nw.betweenness, normalized=True)},
        FULL_UNDIRECTED,
    ),
    (  # networkx: distances to the person
        {"harmonic_nx": others(partial(nw.harmonic, directed=True, role="taught"))},
        FULL_DIRECTED,
    ),
    ({"harmonic_nx": others(nw.harmonic), "harmonic": others(nw.harmonic)}, FULL_UNDIRECTED),
    ({"clustering_nx": empty_is_zero(nw.local_clustering)}, FULL),  # max-symmetrised
    ({"strength": partial(nw.strength, role="learned")}, [("karate", "weighted")]),
)


@pytest.mark.parametrize(("name", "view", "key", "measure"), PEOPLE)
def test_people(reference, name, view, key, measure):
    net, values = loaded(reference, name, view)
    expect_people(measure(net), values[key])


def closenesses(net, *, directed, role="learned"):
    """Give other programs' closeness, made of who is within 1, 2, 3 ... steps of everybody.

    A distance is the number of steps that do not get there, from none on.
    """
    longest = int(nw.diameter(net, directed=directed))
    within = [
        nw.reach_by_person(net, steps=steps, directed=directed, role=role) * (net.n - 1)
        for steps in range(1, longest + 1)
    ]
    reached = within[-1]
    away = reached + sum(reached - count for count in within)
    farther = (net.n - 1) + sum(net.n - 1 - count for count in within)
    return {
        "component": reached / away,  # r/sum d; nobody reached: 0/0
        "wf": (reached / (net.n - 1) * reached / away).fillna(0.0),
        "ucinet": (net.n - 1) / farther,  # the unreachable at the longest distance + 1
    }


# key: which of them, distances from ("learned") or to the person ("taught"), where there are values
OTHERS = [
    ("closeness_component", "component", "learned", views(directed=False)),
    ("closeness_out_component", "component", "learned", views(directed=True)),
    ("closeness_in_component", "component", "taught", views(directed=True)),
    ("closeness_wf", "wf", "learned", views(directed=False)),
    ("closeness_in_wf", "wf", "taught", views(directed=True)),
    ("closeness_nx", "wf", "taught", FULL),
    ("closeness_ucinet", "ucinet", "learned", FULL_UNDIRECTED),
    ("closeness_out_ucinet", "ucinet", "learned", FULL_DIRECTED),
    ("closeness_in_ucinet", "ucinet", "taught", FULL_DIRECTED),
]
CLOSENESS = [
    pytest.param(name, view, key, kind, role, id=f"{name}-{view}-{key}")
    for key, kind, role, chosen in OTHERS
    for name, view in chosen
]


@pytest.mark.parametrize(("name", "view", "key", "kind", "role"), CLOSENESS)
def test_closeness_of_others(reference, name, view, key, kind, role):
    # Ours is Freeman's, and undefined unless everybody reaches everybody; there all agree.
    net, values = loaded(reference, name, view)
    directed = name not in UNDIRECTED
    theirs = closenesses(net, directed=directed, role=role)[kind]
    expect_people(theirs, values[key])
    ours = nw.closeness(net, directed=directed, role=role)
    if nw.distances(net, directed=directed)[np.inf]:
        assert ours.isna().all()
    else:
        expect_people(ours, theirs)
