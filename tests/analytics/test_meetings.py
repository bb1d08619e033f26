"""Measures on records of meetings: as on their projection, or refused in words."""

import inspect
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netweave as nw
from made_up_meetings import KINDS, PEOPLE, meetings, workload
from netweave import analytics
from netweave._kernels import engine
from netweave.results import Result

MEASURES = analytics.measures()
NEEDED = {"seed": 3, "column": "years", "size": 1, "people": "p0", "partition": "organization"}
WAYS = [{}, {"directed": True}]
ROLES = [*WAYS, {"directed": True, "role": "taught"}]
COUNTED = {  # who is tied to whom counts, however strongly; one kind, or several together
    "degree": [{}, {"role": "learned"}, {"role": "taught"}],
    "density": [*WAYS, {"mutual": True}],
    "components": [{}],
    "isolates": [{}],
    "connectedness": [{}],
    "centralization": [{}, {"of": "taught"}],
    "concentration": [{"of": "degree"}],
    "harmonic": ROLES,
    "closeness": ROLES,
    "eccentricity": ROLES,
    "reach_by_person": ROLES,
    "reach": [{}, {"steps": 1}],
    "global_efficiency": WAYS,
    "mean_distance": WAYS,
    "diameter": WAYS,
    "distances": WAYS,
}
ACROSS = {  # and groups, in every kind
    "strength": [{"role": "learned"}, {"role": "taught"}, {}],
    "concentration": [{"of": "strength"}],
    "ei_index": [{}, {"permutations": 9, "seed": 1}, {"strata": "organization"}],
    "ei_index_by_group": [{}, {"directed": True}],
    "ei_index_by_person": [{}, {"role": "learned"}, {"role": "taught"}],
    "participation": [{}, {"role": "taught"}, {"normalized": True}],
    "within_module_z": [{}, {"role": "learned"}],
    "assortativity": [{}, {"directed": True}],
    "mixing": [{}, {"directed": True}, {"expected": "degrees"}],
}
SPECTRAL = {"eigenvector", "pagerank", "katz", "bonacich_power"}  # see centrality/test_walks.py
OF_COMMUNITIES = {"modularity", "communities"}  # see clusters/test_connected.py
TAKEN = COUNTED.keys() | ACROSS.keys() | SPECTRAL | OF_COMMUNITIES


@st.composite
def cohorts(draw):
    """Draw records of meetings among people of organizations, of whom one may be unknown."""
    records = draw(meetings())
    group = st.lists(st.sampled_from(["A", "B", "C", np.nan]), min_size=7, max_size=7)
    people = pd.DataFrame({"organization": draw(group)}, index=PEOPLE)
    return nw.Affiliations(people, records.events, records.records)


def projected(sessions):
    """Give the network of everything that the sessions tie, however little it weighs."""
    net = sessions.project()
    return net.with_threshold(dict.fromkeys(net.kinds.index, 1e-9))


def expect_same(ours, theirs):
    """Hold what records of meetings give against what their network gives."""
    assert type(ours) is type(theirs)
    if isinstance(ours, Result):
        ours, theirs = (found.table.set_index("term")["estimate"] for found in (ours, theirs))
        theirs = theirs[ours.index]
        assert len(ours) >= 4
    if isinstance(ours, float):
        assert ours == pytest.approx(theirs, nan_ok=True)
    elif isinstance(ours, pd.DataFrame):
        theirs = theirs.assign(support=np.nan) if "support" in ours else theirs
        pd.testing.assert_frame_equal(ours, theirs, check_dtype=False, atol=1e-12)
    else:
        pd.testing.assert_series_equal(ours, theirs, atol=1e-12)


def expect_the_same_reasons(sessions, net, ours, theirs):
    """Hold the reasons of undefined values against those that the network gives."""
    why, expected = nw.reasons(sessions, ours), nw.reasons(net, theirs)
    values = ours(sessions)
    if isinstance(values, Result):
        assert why.equals(expected[why.index])
    else:
        assert why.equals(expected)
        assert (why.notna().to_numpy() == np.asarray(pd.isna(values))).all()


CHOSEN = [None, *((kind,) for kind in KINDS), KINDS[:2], KINDS[::2]]


@given(sessions=cohorts(), kinds=st.sampled_from(CHOSEN))
@settings(max_examples=6)
def test_ties_are_those_of_the_projection(sessions, kinds):
    sessions = sessions if kinds is None else sessions.where(kind=kinds)
    net = projected(sessions)
    for name, ways in COUNTED.items():
        for options in ways:
            function = partial(getattr(nw, name), **options)
            expect_same(function(sessions), function(net))
            if name in MEASURES:
                expect_the_same_reasons(sessions, net, function, function)


@given(sessions=cohorts(), kinds=st.sampled_from(CHOSEN), directed=st.booleans())
@settings(max_examples=25)
def test_steps_lead_to_whom_the_projection_ties(sessions, kinds, directed):
    sessions = sessions if kinds is None else sessions.where(kind=kinds)
    into, out = sessions.steps(directed=directed)
    tied = (into @ out.T).toarray() > 0
    np.fill_diagonal(tied, val=False)
    assert (tied == projected(sessions).structure(directed=directed).toarray()).all()
    assert sessions.steps(directed=directed)[0] is into


@pytest.mark.parametrize("name", ACROSS)
@given(sessions=cohorts(), kind=st.sampled_from(KINDS))
@settings(max_examples=6)
def test_weights_are_those_of_the_projection(name, sessions, kind):
    sessions = sessions.where(kind=kind)
    net, function = sessions.project().with_threshold({kind: 1e-9}), getattr(nw, name)
    weighted = {"weighted": True} if "weighted" in inspect.signature(function).parameters else {}
    for options in ACROSS[name]:
        theirs = partial(function, **weighted, **options)
        for ours in (partial(function, **options), theirs):
            expect_same(ours(sessions), theirs(net))
            if name in MEASURES:
                expect_the_same_reasons(sessions, net, ours, theirs)


@pytest.mark.parametrize("name", MEASURES)
def test_everything_else_says_that_it_needs_ties(name):
    """No measure may take the table of people and events for a table of ties."""
    people = pd.DataFrame(
        {"organization": ["A", "B", "A", "B"], "years": range(4), "convener": [True] + [False] * 3},
        index=[f"p{place}" for place in range(4)],
    )
    records = pd.DataFrame({"person": list(people.index) * 2, "event": list("sssstuvw")})
    sessions = nw.Affiliations(people, pd.DataFrame(index=list("stuvw")), records)
    sessions = sessions.where(kind="attendance_peer")
    parameters = inspect.signature(MEASURES[name].function).parameters
    options = {
        each: NEEDED[each]
        for each in NEEDED
        if each in parameters and parameters[each].default in {inspect.Parameter.empty, "convener"}
    }
    flags = [{}, *({flag: True} for flag in ("weighted", "directed") if flag in parameters)]
    if name in TAKEN:
        assert MEASURES[name].function(sessions, **options) is not None
        return
    for flag in flags:
        with pytest.raises(nw.errors.DataError) as raised:
            MEASURES[name].function(sessions, **options, **flag)
        assert str(raised.value) == str(nw.errors.pairs_needed())


# Ana and Ben met alone and with Cleo; Dan was alone; Eve came to nothing.
MET_PEOPLE = pd.DataFrame(
    {"organization": ["A", "A", "B", "B", "B"]}, index=["ana", "ben", "cleo", "dan", "eve"]
)
MET_RECORDS = pd.DataFrame({
    "person": ["ana", "ben", "ana", "ben", "cleo", "dan"],
    "event": ["s", "s", "t", "t", "t", "u"],
})
MET = nw.Affiliations(MET_PEOPLE, pd.DataFrame(index=list("stu")), MET_RECORDS)


def test_who_met_by_hand():
    assert nw.degree(MET).tolist() == [2, 2, 2, 0, 0]
    assert nw.density(MET) == 3 / 10
    assert nw.components(MET).tolist() == [1, 1, 1, 2, 3]
    assert nw.isolates(MET).tolist() == [False, False, False, True, True]
    assert nw.connectedness(MET) == 3 / 10


def test_groups_by_hand():
    """s makes 1 and t 1/2 per arrow: inside A 2 · 3/2, across 4 · 1/2."""
    peers = MET.where(kind="attendance_peer")
    found = nw.ei_index(peers)
    table = found.table.set_index("term")["estimate"]
    assert table[["external", "internal", "observed"]].tolist() == [2, 3, -1 / 5]
    assert table["expected"] == pytest.approx(1 - 2 * (2 + 6) / 20)
    assert "rescaled" not in table
    assert found.sentence.startswith("2 of 5 strength of ties (40 in 100) cross")
    assert found.passport.kinds == ("attendance_peer",)
    assert found.passport.left_out == ("attendance_presenter",)
    assert found.passport.ties is None
    by_person = nw.ei_index_by_person(peers)
    assert by_person.name == "ei_index_by_person_weighted"
    assert by_person.round(12).tolist()[:3] == [-0.5, -0.5, 1]
    assert nw.reasons(peers, nw.ei_index_by_person).tolist()[3:] == ["NO_ALTERS"] * 2
    mixed = nw.mixing(peers)
    assert mixed["strength"].tolist() == [3, 2, 0]
    assert mixed["density"].tolist() == [3, 2 / 6, 0]
    assert mixed["support"].isna().all()


def test_whoever_was_alone_or_at_nothing_has_no_tie():
    sessions = nw.Affiliations(
        [], pd.DataFrame(index=[]), pd.DataFrame({"person": [], "event": []})
    )
    assert nw.degree(sessions).empty
    assert nw.components(sessions).empty
    assert np.isnan(nw.density(sessions))
    one = nw.Affiliations(
        ["a"], pd.DataFrame(index=["s"]), pd.DataFrame({"person": ["a"], "event": "s"})
    )
    assert nw.isolates(one).tolist() == [True]
    assert np.isnan(nw.connectedness(one))


# Pia presents to Ana and Ben; Ana and Ben sit in one breakout group, Cleo in another; Flo only
# holds the door. Dan and Eve were in a lecture in which nobody speaks to anybody (phi 0).
ROLES_OF = nw.Affiliations(
    ["ana", "ben", "cleo", "dan", "eve", "flo", "pia"],
    pd.DataFrame({"phi": [1.0, 0.0]}, index=["s", "t"]),
    pd.DataFrame({
        "person": ["pia", "flo", "ana", "ben", "cleo", "dan", "eve"],
        "event": ["s"] * 5 + ["t"] * 2,
        "role": ["presenter", "facilitator"] + ["attendee"] * 5,
        "group": [None, None, "red", "red", "blue", None, None],
    }),
)


@pytest.mark.parametrize("small", [-1, 10_000], ids=["compiled", "numpy"])
def test_who_is_tied_depends_on_the_kind_by_hand(small, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", small)
    peers, heard = (ROLES_OF.where(kind=kind) for kind in KINDS[:2])
    assert nw.degree(peers).tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert nw.isolates(peers).tolist() == [False] * 2 + [True] * 5
    assert nw.density(peers, mutual=True) == nw.density(peers) == 1 / 21
    assert nw.degree(heard).tolist() == [1, 1, 1, 0, 0, 0, 3]
    assert nw.degree(heard, role="learned").tolist() == [1, 1, 1, 0, 0, 0, 0]
    assert nw.degree(heard, role="taught").tolist() == [0, 0, 0, 0, 0, 0, 3]
    assert nw.density(heard, mutual=True) == 0
    assert nw.distances(heard).tolist() == [3, 3, 15]  # to Pia; over Pia; apart
    assert nw.harmonic(heard, directed=True).tolist() == [1 / 6] * 3 + [0] * 4
    assert nw.degree(ROLES_OF).tolist() == [2, 2, 1, 0, 0, 0, 3]
    assert nw.components(ROLES_OF).tolist() == [1, 1, 1, 2, 3, 4, 1]


def test_choosing_other_kinds_forgets_whom_the_first_tied():
    assert nw.degree(ROLES_OF).sum() == 8
    assert nw.degree(ROLES_OF.where(kind="attendance_peer")).sum() == 2


def test_listeners_whom_nobody_of_the_people_taught_are_not_joined():
    events = pd.DataFrame({"presenters": [1]}, index=["s"])
    records = pd.DataFrame({"person": ["ana", "ben"], "event": "s", "role": "attendee"})
    heard = nw.Affiliations(["ana", "ben"], events, records).where(kind="attendance_presenter")
    assert nw.components(heard).tolist() == [1, 2]
    assert nw.isolates(heard).all()


@pytest.mark.parametrize("strata", [None, "role"])
@pytest.mark.parametrize("kind", ["attendance_peer", "attendance_presenter"])
def test_labels_are_dealt_out_over_ties_that_are_never_made(kind, strata):
    sessions = workload(people=60, sessions=20)
    random = np.random.default_rng(2)
    people = pd.DataFrame(
        {"organization": random.choice(["A", "B", "C", np.nan], 60), "role": list("xyz") * 20},
        index=sessions.people.index,
    )
    people["organization"] = people["organization"].mask(people["organization"] == "nan")
    records = sessions.records[["person", "event"]].astype("str").assign(role="attendee")
    records["role"] = records["role"].mask(~records.duplicated("event"), "presenter")
    events = pd.DataFrame({"presenters": 1}, index=sessions.events.index)
    chosen = nw.Affiliations(people, events, records).where(kind=kind)
    found = nw.ei_index(chosen, permutations=49, strata=strata, seed=4)
    net = chosen.project().with_threshold({kind: 1e-9})
    theirs = nw.ei_index(net, weighted=True, permutations=49, strata=strata, seed=4)
    expect_same(found, theirs)
    assert 0 < found.table.set_index("term").loc["percentile", "estimate"] < 1
    tails = ["std_error", "statistic", "p_value"]
    assert found.table.loc[0, tails].tolist() == pytest.approx(theirs.table.loc[0, tails].tolist())
    assert found.claim == 2


@pytest.mark.parametrize("small", [-1, 10_000], ids=["compiled", "numpy"])
def test_many_people(small, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", small)
    sessions = workload()
    net = projected(sessions)
    for function in (nw.degree, nw.density, nw.components, nw.isolates, nw.connectedness):
        expect_same(function(sessions), function(net))


WAVES = nw.Affiliations(
    pd.DataFrame({"organization": ["A", "B", "B"]}, index=["ana", "ben", "cleo"]),
    pd.DataFrame({"wave": ["first", "second"]}, index=["s", "t"]),
    pd.DataFrame({
        "person": ["ana", "ben", "ana", "ben", "cleo"],
        "event": list("ssttt".replace(" ", "")),
    }),
)


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_several_waves_are_refused(name):
    function = getattr(nw, name)
    options = {"seed": 3} if name == "communities" else {}
    with pytest.raises(nw.errors.DataError, match="2 waves"):
        function(WAVES.where(kind="attendance_peer"), **options)


def test_waves_side_by_side():
    chosen = WAVES.where(kind="attendance_peer")
    waves = {label: chosen.wave(label) for label in ("first", "second")}
    assert nw.panel(chosen, nw.degree).equals(nw.panel(waves, nw.degree))
    turned = nw.Affiliations(
        WAVES.people, WAVES.events, WAVES.records.astype("str"), ["second", "first"]
    )
    assert list(turned.by_wave()) == ["second", "first"]
    table = nw.panel(waves, [nw.degree, nw.strength, nw.ei_index_by_person])
    assert table.index.names == ["wave", "person"]
    assert table["degree"].tolist() == [1, 1, 0, 2, 2, 2]
    assert table["strength"].tolist() == [2, 2, 0, 2, 2, 2]
    assert table.loc["first", "why_ei_index_by_person_weighted"].tolist()[2] == "NO_ALTERS"
    assert table.loc["second", "ei_index_by_person_weighted"].tolist() == [1, 0, 0]
