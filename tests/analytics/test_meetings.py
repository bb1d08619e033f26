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
SHARED = {  # who shared an event counts, in any role
    "degree": {},
    "density": {},
    "components": {},
    "isolates": {},
    "connectedness": {},
    "centralization": {},
    "concentration": {"of": "degree"},
    "harmonic": {},
    "closeness": {},
    "eccentricity": {},
    "reach_by_person": {},
    "reach": {},
    "global_efficiency": {},
    "mean_distance": {},
    "diameter": {},
}
ACROSS = {  # and groups, in every kind
    "strength": [{"role": "learned"}, {"role": "taught"}, {}],
    "concentration": [{"of": "strength"}],
    "ei_index": [{}],
    "ei_index_by_person": [{}, {"role": "learned"}, {"role": "taught"}],
    "participation": [{}, {"role": "taught"}, {"normalized": True}],
    "within_module_z": [{}, {"role": "learned"}],
    "assortativity": [{}, {"directed": True}],
    "mixing": [{}, {"directed": True}, {"expected": "degrees"}],
}
SPECTRAL = {"eigenvector", "pagerank", "katz", "bonacich_power"}  # see centrality/test_walks.py
OF_COMMUNITIES = {"modularity", "communities"}  # see clusters/test_connected.py
TAKEN = SHARED.keys() | ACROSS.keys() | SPECTRAL | OF_COMMUNITIES


@st.composite
def cohorts(draw):
    """Draw records of meetings among people of organizations, of whom one may be unknown."""
    records = draw(meetings())
    group = st.lists(st.sampled_from(["A", "B", "C", np.nan]), min_size=7, max_size=7)
    people = pd.DataFrame({"organization": draw(group)}, index=PEOPLE)
    return nw.Affiliations(people, records.events, records.records)


def sharing(sessions):
    """Give the network in which two people are tied if they share an event."""
    pairs = (sessions.matrix @ sessions.matrix.T).tocoo()
    apart = pairs.row < pairs.col
    ids = sessions.people.index
    ends = {"learner": ids[pairs.row[apart]], "learned_from": ids[pairs.col[apart]]}
    return nw.Network(sessions.people, pd.DataFrame(ends))


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


@given(sessions=cohorts())
@settings(max_examples=10)
def test_sharing_an_event_is_the_tie(sessions):
    net = sharing(sessions)
    for name, options in SHARED.items():
        function = partial(MEASURES[name].function, **options)
        expect_same(function(sessions), function(net))
        expect_the_same_reasons(sessions, net, function, function)


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


@pytest.mark.parametrize(
    ("function", "word"),
    [
        (partial(nw.degree, role="taught"), "role must be 'any'"),
        (partial(nw.degree, role="learned"), "role must be 'any'"),
        (partial(nw.density, directed=True), "directed must be False"),
        (partial(nw.density, mutual=True), "mutual must be False"),
    ],
)
def test_sharing_an_event_has_no_direction(function, word):
    with pytest.raises(nw.errors.ArgumentError, match=word):
        function(workload(people=20, sessions=5))


@pytest.mark.parametrize("options", [{"permutations": 5, "seed": 1}, {"strata": "organization"}])
def test_labels_are_not_dealt_out_over_ties_that_are_not_there(options):
    peers = workload(people=20, sessions=5).where(kind="attendance_peer")
    with pytest.raises(nw.errors.DataError, match="needs every tie by itself"):
        nw.ei_index(peers, **options)


@pytest.mark.parametrize("small", [-1, 10_000], ids=["compiled", "numpy"])
def test_many_people(small, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", small)
    sessions = workload()
    net = sharing(sessions)
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
    table = nw.panel(waves, [nw.degree, nw.strength, nw.ei_index_by_person])
    assert table.index.names == ["wave", "person"]
    assert table["degree"].tolist() == [1, 1, 0, 2, 2, 2]
    assert table["strength"].tolist() == [2, 2, 0, 2, 2, 2]
    assert table.loc["first", "why_ei_index_by_person_weighted"].tolist()[2] == "NO_ALTERS"
    assert table.loc["second", "ei_index_by_person_weighted"].tolist() == [1, 0, 0]
