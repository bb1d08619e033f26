"""What must hold whoever the people are: other names, one person more, arrows turned, all doubled.

That percentiles of networks drawn from the null are uniform is in ``test_nulls.py``.
"""

import inspect
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw
from netweave import analytics
from netweave.compare import before_after

NAMES = [f"p{place}" for place in range(8)]
# Draws of random networks go by the order of people.
DRAWN = {"boundary_spanners", "core_periphery", "hub_or_node", "structural_phase", "communities",
         "key_players", "clusters_and_groups", "small_world_coefficient"}  # fmt: skip
EVERY = {
    name: one.function
    for name, one in analytics.measures().items()
    if name not in DRAWN
    and one.level == "person"
    and one.values == "number"
    and all(
        parameter.default is not parameter.empty
        for parameter in list(inspect.signature(one.function).parameters.values())[1:]
    )
}
LOCAL = {
    "degree": nw.degree,
    "strength": nw.strength,
    "alpha_degree": nw.alpha_degree,
    "betweenness": nw.betweenness,
    "local_clustering": nw.local_clustering,
    "core_number": nw.core_number,
    "constraint": nw.constraint,
    "effective_size": nw.effective_size,
    "burt_efficiency": nw.burt_efficiency,
    "burt_hierarchy": nw.burt_hierarchy,
    "open_two_paths": nw.open_two_paths,
    "redundancy": nw.redundancy,
    "dependent_alters": nw.dependent_alters,
    "learning_share": nw.learning_share,
    "ei_index_by_person": nw.ei_index_by_person,
    "participation": nw.participation,
    "brokerage": nw.brokerage,
    "pairs_separated": nw.pairs_separated,
}
OF_SHARES = {
    name: partial(function, weighted=True)
    for name, function in (
        ("constraint", nw.constraint),
        ("effective_size", nw.effective_size),
        ("burt_efficiency", nw.burt_efficiency),
        ("burt_hierarchy", nw.burt_hierarchy),
        ("learning_share", nw.learning_share),
        ("participation", nw.participation),
        ("ei_index_by_person", nw.ei_index_by_person),
    )
}
SYMMETRIC = ("constraint", "effective_size", "burt_hierarchy", "redundancy", "open_two_paths")
some = settings(max_examples=12)
few = settings(max_examples=4)  # many measures, twice each


@st.composite
def networks(draw, *, ids=NAMES):
    """Draw people of three organizations and their ties, several strengths, parallel ones too."""
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    rows = draw(st.lists(st.tuples(pair, st.sampled_from([0.5, 1.0, 3.0])), max_size=20))
    homes = draw(st.lists(st.sampled_from("BCD"), min_size=len(ids) - 1, max_size=len(ids) - 1))
    convener = [True] + [False] * len(homes)
    people = pd.DataFrame({"organization": ["A", *homes], "convener": convener},
                          index=ids)  # fmt: skip
    ties = pd.DataFrame([(*pair, weight) for pair, weight in rows],
                        columns=["learner", "learned_from", "weight"])  # fmt: skip
    return nw.Network(people, ties.astype({"weight": float}))


def rebuilt(net, people=None, **columns):
    """Give the network with other people or other columns of the ties."""
    ties = net.ties.astype({"learner": "str", "learned_from": "str"})
    return nw.Network(net.people if people is None else people, ties.assign(**columns), net.kinds)


def same(left, right, what=""):
    """Compare person by person, NaN equal to NaN."""
    right = right.reindex(left.index)
    np.testing.assert_allclose(
        left.to_numpy(dtype=float), right.to_numpy(dtype=float),
        rtol=1e-7, atol=1e-7, equal_nan=True, err_msg=what,
    )  # fmt: skip


def ei(net):
    return nw.ei_index(net).table.set_index("term")["estimate"]


def test_all_measures_are_tried():
    assert len(EVERY) > 35


@few
@given(networks(), st.permutations(NAMES))
def test_other_names_and_another_order_change_nothing(net, order):
    """Each person is somebody else: what is measured goes with the place, not with the name."""
    names = dict(zip(NAMES, (f"q{name}" for name in order), strict=True))
    people = net.people.rename(index=names).sort_index()
    ties = net.ties[["learner", "learned_from"]].astype("str").replace(names)
    other = rebuilt(net, people, learner=ties["learner"], learned_from=ties["learned_from"])
    for name, measure in EVERY.items():
        same(measure(net).rename(index=names), measure(other), name)


@some
@given(networks())
def test_a_newcomer_without_ties_leaves_everybody_as_they_are(net):
    newcomer = pd.DataFrame({"organization": ["A"], "convener": [False]}, index=["zoe"])
    more = rebuilt(net, pd.concat([net.people, newcomer]))
    for name, measure in LOCAL.items():
        same(measure(net), measure(more), name)
    assert ei(net)["observed"] == pytest.approx(ei(more)["observed"], nan_ok=True)


@some
@given(networks())
def test_a_newcomer_without_ties_changes_what_looks_at_everybody(net):
    newcomer = pd.DataFrame({"organization": ["A"], "convener": [False]}, index=["zoe"])
    more = rebuilt(net, pd.concat([net.people, newcomer]))
    assert nw.density(more) * 9 * 8 == pytest.approx(nw.density(net) * 8 * 7)
    if not len(net.ties):
        return
    assert nw.density(more) < nw.density(net)
    same(nw.harmonic(net) * 7, nw.harmonic(more) * 8)
    same(nw.brokerage_load(net) * 9, nw.brokerage_load(more) * 8)
    assert nw.pagerank(more)[NAMES].sum() < 1
    # the pair of A and A was not there before; the others cross or do not, as they did
    expected = [ei(one)["expected"] for one in (net, more)]
    pairs = [n * (n - 1) / 2 for n in (8, 9)]
    assert expected[1] * pairs[1] == pytest.approx(expected[0] * pairs[0] + 7 - 1)
    gaps = [nw.centralization(one) * (n - 1) * (n - 2) for one, n in ((net, 8), (more, 9))]
    assert gaps[1] - gaps[0] == pytest.approx(nw.degree(net).max())


@some
@given(networks())
def test_turning_the_arrows_swaps_the_roles(net):
    other = rebuilt(net, learner=net.ties["learned_from"], learned_from=net.ties["learner"])
    same(nw.learning_share(net), 1 - nw.learning_share(other))
    for name in ("degree", "strength", "reach_by_person"):
        measure = partial(getattr(nw, name), **{"directed": True} if "reach" in name else {})
        same(measure(net, role="learned"), measure(other, role="taught"), name)
    swap = {"gatekeeper": "representative", "representative": "gatekeeper"}
    roles = nw.brokerage(net)
    same(roles, nw.brokerage(other).rename(columns=swap)[list(roles)])
    for name in SYMMETRIC:
        same(getattr(nw, name)(net), getattr(nw, name)(other), name)
    for directed in (False, True):
        one, turned = (nw.removal_losses(each, directed=directed) for each in (net, other))
        same(one["pair_loss"], turned["pair_loss"])
        same(one["geodesic_share"], turned["geodesic_share"])


@some
@given(networks())
def test_twice_the_strength_of_every_tie_leaves_shares_of_strength(net):
    double = rebuilt(net, weight=net.ties["weight"] * 2)
    for name, measure in OF_SHARES.items():
        same(measure(net), measure(double), name)
    same(2 * nw.strength(net), nw.strength(double))


@some
@given(networks())
def test_across_and_inside_are_all_ties(net):
    found = ei(net)
    assert found["external"] + found["internal"] == net.structure().nnz / 2
    by_group = nw.ei_index_by_group(net)
    assert by_group["internal"].sum() == found["internal"]
    assert by_group["external"].sum() == 2 * found["external"]


@few
@given(networks(), networks(), st.sets(st.sampled_from(NAMES), max_size=3))
def test_every_pair_is_kept_new_lost_or_never_tied(before, after, silent):
    """Pairs that both of its people were silent about, before or after, are none of these."""
    spoke = [name not in silent for name in NAMES]
    waves = before.with_people(responded=True), after.with_people(responded=spoke)
    table = before_after(*waves, members_only=False).turnover
    rows = table.drop(index="all")
    for name in ("kept", "new", "lost", "never", "dyads"):
        assert rows[name].sum() == table.loc["all", name]
    counts = table[["kept", "new", "lost", "never"]].sum(axis=1)
    assert (counts == table["dyads"]).all()
    assert table.loc["all", "dyads"] == 8 * 7 / 2 - len(silent) * (len(silent) - 1) / 2


@some
@given(networks())
def test_every_loss_lies_between_nothing_and_everything(net):
    for directed in (False, True):
        tables = [
            nw.removal_losses(net, directed=directed),
            nw.hub_dependence(net, directed=directed).table[["estimate", "average_single_removal",
                                                             "most_harmful_member"]],
            nw.hub_dependence(net, hubs=NAMES[:3], directed=directed).table[["estimate"]],
        ]  # fmt: skip
        for table in tables:
            losses = table.to_numpy(dtype=float).ravel()
            assert ((losses > -1e-12) & (losses < 1 + 1e-12) | np.isnan(losses)).all()
