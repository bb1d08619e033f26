"""The two-mode object and its projection."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave import errors
from netweave.affiliations import Affiliations

SESSIONS = pd.DataFrame(index=pd.Index(["s1", "s2"], name="event"))
RECORDS = pd.DataFrame({
    "person": ["p", "a", "b", "c", "a", "b"],
    "event": ["s1", "s1", "s1", "s1", "s2", "s2"],
    "role": ["presenter", "attendee", "attendee", "attendee", "attendee", "attendee"],
})


def weights(net, kind):
    one = net.where(kind=kind)
    return {(a, b): w for a, b, w in one.ties[["learner", "learned_from", "weight"]].to_numpy()}


def test_worked_example_of_attendance():
    """Session 1: p presents to a, b, c who also work as peers; session 2: a and b."""
    net = Affiliations(list("pabc"), SESSIONS, RECORDS).project()
    assert weights(net, "attendance_presenter") == {("a", "p"): 1, ("b", "p"): 1, ("c", "p"): 1}
    peers = weights(net, "attendance_peer")
    assert peers["a", "b"] == peers["b", "a"] == 1.5
    assert peers["a", "c"] == peers["c", "b"] == 0.5
    learned = net.ties.groupby("learner", observed=False)["weight"].sum()
    taught = net.ties.groupby("learned_from", observed=False)["weight"].sum()
    assert learned.to_dict() == {"p": 0, "a": 3, "b": 3, "c": 2}
    assert taught.to_dict() == {"p": 3, "a": 2, "b": 2, "c": 1}


def test_breakout_groups_limit_who_meets():
    records = pd.DataFrame({
        "person": list("abcde"),
        "event": "s1",
        "group": ["red", "red", "blue", "blue", None],
    })
    net = Affiliations(list("abcde"), SESSIONS[:1], records).project()
    assert weights(net, "attendance_peer") == {
        ("a", "b"): 1,
        ("b", "a"): 1,
        ("c", "d"): 1,
        ("d", "c"): 1,
    }


def test_unmatched_people_count_in_the_size():
    """Twenty in the room, two on the roster: each receives 1/19 from the other."""
    records = RECORDS.query("event == 's2'").assign(set_size=20)
    net = Affiliations(list("ab"), SESSIONS[1:].assign(size=20), records).project()
    assert weights(net, "attendance_peer")["a", "b"] == pytest.approx(1 / 19)


def test_factors_of_format_and_duration():
    events = SESSIONS.assign(phi=[0.0, 1.0], tau=[2.0, 0.5])
    net = Affiliations(list("pabc"), events, RECORDS).project()
    assert weights(net, "attendance_peer") == {("a", "b"): 0.5, ("b", "a"): 0.5}
    assert weights(net, "attendance_presenter")["a", "p"] == 2.0


def test_two_presenters_share_the_lecture():
    records = pd.DataFrame({
        "person": list("pqa"),
        "event": "s1",
        "role": ["presenter", "presenter", "attendee"],
    })
    net = Affiliations(list("pqa"), SESSIONS[:1], records).project()
    assert weights(net, "attendance_presenter") == {("a", "p"): 0.5, ("a", "q"): 0.5}


def test_facilitators_are_neither_peers_nor_presenters():
    records = pd.DataFrame({
        "person": list("fab"),
        "event": "s1",
        "role": ["facilitator", "attendee", "attendee"],
    })
    net = Affiliations(list("fab"), SESSIONS[:1], records).project()
    assert weights(net, "attendance_peer") == {("a", "b"): 1, ("b", "a"): 1}
    assert weights(net, "attendance_presenter") == {}


def test_co_authorship_and_single_authors():
    works = pd.DataFrame({"kind": "authorship", "size": [4, 1]}, index=["w1", "w2"])
    records = pd.DataFrame({"person": list("aba"), "event": ["w1", "w1", "w2"], "role": "author"})
    net = Affiliations(list("ab"), works, records).project()
    assert weights(net, "coauthorship") == {
        ("a", "b"): pytest.approx(1 / 3),
        ("b", "a"): pytest.approx(1 / 3),
    }
    assert net.kinds.loc["coauthorship", "evidence"] == "coproduced"


def test_waves_and_events_outside_them():
    events = SESSIONS.assign(wave=["before", None])
    net = Affiliations(list("pabc"), events, RECORDS, waves=["before"]).project()
    assert net.ties["wave"].isna().sum() == 2
    assert len(net.wave("before").ties) == 9


def test_attendance_is_opportunity():
    kinds = Affiliations(list("pabc"), SESSIONS, RECORDS).project().kinds
    assert set(kinds["evidence"]) == {"opportunity"}
    assert not kinds["headline"].any()
    assert not kinds["reciprocity_eligible"].any()


def test_what_is_refused():
    with pytest.raises(errors.DataError, match=r"records\['person'\] names 1 not in people: 'p'"):
        Affiliations(list("abc"), SESSIONS, RECORDS)
    with pytest.raises(errors.DataError, match="must name a person, event, role and group once"):
        Affiliations(list("pabc"), SESSIONS, pd.concat([RECORDS, RECORDS[:1]]))
    with pytest.raises(errors.ArgumentError, match="role"):
        Affiliations(list("pabc"), SESSIONS, RECORDS.assign(role="boss"))
    with pytest.raises(errors.DataError, match="must be 0 or more"):
        Affiliations(list("pabc"), SESSIONS.assign(phi=-1), RECORDS)


def test_no_events_no_records():
    empty = Affiliations(["a"], SESSIONS[:0], RECORDS[:0])
    assert len(empty.project().ties) == 0
    assert empty.events_per_person.tolist() == [0]


def test_count_and_binary_weights():
    sessions = Affiliations(list("pabc"), SESSIONS, RECORDS)
    assert weights(sessions.project("count"), "attendance_peer")["a", "b"] == 2
    assert weights(sessions.project("binary"), "attendance_peer")["a", "b"] == 1


def test_davis_southern_women_against_networkx():
    """Newman's weights equal networkx' collaboration-weighted projection."""
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    rows = [(w, e) for w in women for e in graph[w]]
    records = pd.DataFrame(rows, columns=["person", "event"])
    sessions = Affiliations(women, pd.DataFrame(index=graph.graph["bottom"]), records)
    net = sessions.project().where(kind="attendance_peer")
    theirs = nx.bipartite.collaboration_weighted_projected_graph(graph, women)
    expected = nx.to_numpy_array(theirs, nodelist=women)
    np.testing.assert_allclose(net.matrix.toarray(), expected)
    assert sessions.events_per_person["Evelyn Jefferson"] == 8


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), unique=True, min_size=1, max_size=20)
)
def test_every_participant_receives_one_per_event_whatever_its_size(pairs):
    records = pd.DataFrame({
        "person": [f"p{i}" for i, _ in pairs],
        "event": [f"e{j}" for _, j in pairs],
    })
    events = pd.DataFrame(index=sorted(records["event"].unique()))
    net = Affiliations([f"p{i}" for i in range(5)], events, records).project()
    received = np.asarray(net.where(kind="attendance_peer").matrix.sum(axis=1)).ravel()
    shared = records[records.groupby("event")["person"].transform("size") > 1]
    expected = shared.groupby("person").size().reindex([f"p{i}" for i in range(5)], fill_value=0)
    np.testing.assert_allclose(received, expected)
