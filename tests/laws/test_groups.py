"""Laws of ties across groups and of what hangs on people, tried on made-up networks."""

from functools import partial

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw

NAMES = [f"p{number}" for number in range(8)]
MEASURES = {
    "ei": nw.ei_index_by_person,
    "ei weighted": partial(nw.ei_index_by_person, weighted=True, role="learned"),
    "participation": nw.participation,
    "participation weighted": partial(nw.participation, weighted=True),
    "within_module_z": nw.within_module_z,
    "pairs_separated": nw.pairs_separated,
    "bridging_centrality": nw.bridging_centrality,
    "everett_valente": nw.everett_valente,
    "everett_valente directed": partial(nw.everett_valente, directed=True),
    "valente_fujimoto": nw.valente_fujimoto,
}
some = settings(max_examples=15, deadline=None)


@st.composite
def networks(draw):
    """Draw people of two organizations at least, and ties of several weights."""
    ids = NAMES[: draw(st.integers(2, len(NAMES)))]
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    rows = draw(st.lists(st.tuples(pair, st.sampled_from([0.5, 1.0, 2.0])), max_size=16))
    others = st.lists(st.sampled_from("ABC"), min_size=len(ids) - 2, max_size=len(ids) - 2)
    people = pd.DataFrame({"organization": ["A", "B", *draw(others)]}, index=ids)
    ties = pd.DataFrame([(*ends, weight) for ends, weight in rows])
    ties = ties.reindex(columns=range(3)).set_axis(["learner", "learned_from", "weight"], axis=1)
    return nw.Network(people, ties.astype({"weight": float}))


def rebuilt(net, *, people=None, ties=None):
    """Give the network with other people or ties."""
    rows = (net.ties if ties is None else ties).astype({"learner": "str", "learned_from": "str"})
    return nw.Network(net.people if people is None else people, rows, net.kinds)


def same(left, right):
    """Compare two Series by label, NaN equal to NaN."""
    wanted = right.reindex(left.index)
    np.testing.assert_allclose(left, wanted, rtol=1e-9, atol=1e-9)


@given(networks(), st.data())
@some
def test_order_and_halves_change_nothing(net, data):
    order = data.draw(st.permutations(list(net.people.index)))
    halves = net.ties.assign(weight=net.ties["weight"] / 2)
    again = rebuilt(net, people=net.people.loc[order], ties=pd.concat([halves, halves]))
    for measure in MEASURES.values():
        same(measure(net), measure(again))


@given(networks())
@some
def test_a_newcomer_without_ties_changes_nobody(net):
    zoe = pd.DataFrame({"organization": ["D"]}, index=["zoe"])
    more = rebuilt(net, people=pd.concat([net.people, zoe]))
    for name, measure in MEASURES.items():
        shrink = net.n * (net.n - 1) / (more.n * (more.n - 1)) if "fujimoto" in name else 1.0
        same(measure(net) * shrink, measure(more))
    tables = [nw.ei_index(one).table.set_index("term")["estimate"] for one in (net, more)]
    for term in ("observed", "external", "internal"):
        np.testing.assert_equal(tables[0][term], tables[1][term])


@given(networks())
@some
def test_bridges_cutpoints_and_spans_tell_one_story(net):
    spans, bridges = nw.local_bridges(net), nw.bridges(net)
    assert (spans.isna() == bridges).all()
    assert (spans.dropna() >= 2).all()
    assert (spans.dropna() <= net.n - 1).all()
    assert nw.cutpoints(net).equals((nw.pairs_separated(net) > 0).rename("cutpoints"))
    for person, parted in nw.pairs_separated(net).items():
        left = (net.n - 1) * (net.n - 2) / 2
        apart = nw.fragmentation(net, person) * left if left else 0.0
        already = nw.components(net).value_counts()
        own = already[nw.components(net)[person]]
        joined = (already * (already - 1) / 2).sum() - (own - 1)
        np.testing.assert_allclose(left - apart, joined - parted, atol=1e-9)


@given(networks())
@some
def test_the_index_lies_where_it_can(net):
    for options in ({}, {"directed": True}, {"weighted": True}):
        table = nw.ei_index(net, **options).table.set_index("term")["estimate"]
        if not np.isnan(table["rescaled"]):
            assert -1 - 1e-9 <= table["rescaled"] <= 1 + 1e-9
    for directed in (False, True):
        mixing = nw.mixing(net, directed=directed, expected="labels")
        np.testing.assert_allclose(mixing["expected"].sum(), mixing["ties"].sum())


@given(networks(), st.integers(1, 2))
@some
def test_no_set_beats_the_key_players(net, size):
    for by, distances in (("fragmentation", False), ("distance_fragmentation", True)):
        found = nw.key_players(net, size, by=by)
        value = found.table["estimate"][0]
        np.testing.assert_equal(value, nw.fragmentation(net, found.people, distances=distances))
        other = net.people.index[-size:]
        if not np.isnan(value):
            assert value >= nw.fragmentation(net, other, distances=distances) - 1e-9
