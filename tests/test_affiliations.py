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


# ------------------------------------------------------------------ further weights

SHARED = pd.DataFrame({
    "person": ["a", "b", "c", "a", "b", "a", "p", "p"],
    "event": ["s1", "s1", "s1", "s2", "s2", "s3", "s1", "s2"],
    "role": ["attendee"] * 6 + ["presenter"] * 2,
})
THREE = pd.DataFrame(index=["s1", "s2", "s3"])


def test_resource_allocation_by_hand():
    """a sits in three sessions with 3, 2 and 1 peers: from b 1/3 (1/3 + 1/2), from c 1/3 · 1/3.

    b sits in two: from a 1/2 (1/3 + 1/2), from c 1/2 · 1/3. c sits in one: 1/3 each.
    """
    sessions = Affiliations(list("abcp"), THREE, SHARED)
    net = sessions.project("resource_allocation")
    peers = weights(net, "attendance_peer")
    assert peers == pytest.approx({
        ("a", "b"): 5 / 18, ("a", "c"): 1 / 9, ("b", "a"): 5 / 12, ("b", "c"): 1 / 6,
        ("c", "a"): 1 / 3, ("c", "b"): 1 / 3,
    })  # fmt: skip
    # a and b heard p in two sessions, c in one; p alone presented, so all of it is from p.
    assert weights(net, "attendance_presenter") == pytest.approx({
        ("a", "p"): 1.0, ("b", "p"): 1.0, ("c", "p"): 1.0,
    })  # fmt: skip
    assert not net.kinds["mutual"].any()
    assert not net.kinds["reciprocity_eligible"].any()
    assert net.kinds["unit"].unique().tolist() == ["shares of the learner's sessions"]


def test_two_presenters_share_what_is_allocated():
    """a heard p alone in s1 and p with q in s2: from p 1/2 (1 + 1/2), from q 1/2 · 1/2."""
    records = pd.DataFrame({
        "person": ["a", "p", "a", "p", "q"],
        "event": ["s1", "s1", "s2", "s2", "s2"],
        "role": ["attendee", "presenter", "attendee", "presenter", "presenter"],
    })
    net = Affiliations(list("apq"), SESSIONS, records).project("resource_allocation")
    assert weights(net, "attendance_presenter") == {("a", "p"): 0.75, ("a", "q"): 0.25}


def test_jaccard_by_hand():
    """a and b share 2 of the 3 sessions of either, a and c 1 of 3, b and c 1 of 2."""
    net = Affiliations(list("abcp"), THREE, SHARED).project("jaccard")
    assert weights(net, "attendance_peer") == pytest.approx({
        ("a", "b"): 2 / 3, ("b", "a"): 2 / 3, ("a", "c"): 1 / 3, ("c", "a"): 1 / 3,
        ("b", "c"): 1 / 2, ("c", "b"): 1 / 2,
    })  # fmt: skip
    # p presented in s1 and s2, where c was once; nobody presented in s3.
    assert weights(net, "attendance_presenter") == {
        ("a", "p"): 1.0, ("b", "p"): 1.0, ("c", "p"): 0.5,
    }  # fmt: skip
    assert net.kinds.loc["attendance_peer", "mutual"]
    assert net.kinds.loc["attendance_peer", "unit"] == "shares of the pair's sessions"


def test_a_webinar_is_no_meeting_of_peers():
    """Without peers in s2 and s3, a and b share the only meeting that either had."""
    events = THREE.assign(phi=[1.0, 0.0, 0.0])
    sessions = Affiliations(list("abcp"), events, SHARED)
    assert set(weights(sessions.project("jaccard"), "attendance_peer").values()) == {1.0}
    shares = weights(sessions.project("resource_allocation"), "attendance_peer")
    assert list(shares.values()) == pytest.approx([1 / 3] * 6)


def test_works_of_one_author_count_among_those_of_either():
    works = pd.DataFrame({"kind": "authorship"}, index=["w1", "w2", "w3"])
    records = pd.DataFrame({"person": list("aba"), "event": ["w1", "w1", "w2"], "role": "author"})
    two_mode = Affiliations(list("ab"), works, records)
    assert weights(two_mode.project("jaccard"), "coauthorship")["a", "b"] == 0.5
    assert weights(two_mode.project("resource_allocation"), "coauthorship") == {
        ("a", "b"): 0.25, ("b", "a"): 0.5,
    }  # fmt: skip


def two_mode_tables():
    row = st.tuples(
        st.integers(0, 5),
        st.integers(0, 4),
        st.sampled_from(["attendee", "attendee", "presenter"]),
        st.sampled_from([None, None, "red"]),
    )
    return st.lists(row, unique_by=lambda found: (found[0], found[1]), max_size=25)


def two_mode(rows, phi=None):
    records = pd.DataFrame(rows, columns=["person", "event", "role", "group"]).astype("object")
    records = records.assign(
        person="p" + records["person"].astype(str), event="e" + records["event"].astype(str)
    )
    events = pd.DataFrame(index=[f"e{j}" for j in range(5)])
    events["phi"] = 1.0 if phi is None else phi
    events["wave"] = ["one", "one", "two", "two", None]
    return Affiliations([f"p{i}" for i in range(6)], events, records, ["one", "two"])


@given(two_mode_tables())
def test_what_a_learner_allocates_adds_up_to_one(rows):
    """With the part that stays with the learner: 1/k_i Σ_e 1/k_e over the learner's meetings."""
    sessions = two_mode(rows).wave("one")
    ties = sessions.ties("resource_allocation")
    met = [(who, (at, group)) for who, at, role, group in rows if at < 2 and role == "attendee"]
    peers = ties[ties["kind"] == "attendance_peer"]
    given_away = peers.groupby(peers["learner"].astype(str))["weight"].sum()
    for person in {who for who, _ in met}:
        own = [meeting for who, meeting in met if who == person]
        sizes = [sum(meeting == other for _, other in met) for meeting in own]
        kept = sum(1 / size for size in sizes) / len(own)
        assert kept + given_away.get(f"p{person}", 0.0) == pytest.approx(1.0)


@given(two_mode_tables())
def test_jaccard_is_the_share_of_meetings_in_common(rows):
    records = [(person, event) for person, event, _, _ in rows]
    plain = [(person, event, "attendee", None) for person, event in records]
    ties = two_mode(plain).ties("jaccard")
    for label, wave in (("one", {0, 1}), ("two", {2, 3}), (None, {4})):
        own = {i: {e for p, e in records if p == i and e in wave} for i in range(6)}
        mine = ties[ties["wave"].isna() if label is None else ties["wave"] == label]
        found = {
            (row.learner, row.learned_from): row.weight for row in mine.itertuples(index=False)
        }
        expected = {
            (f"p{i}", f"p{j}"): len(own[i] & own[j]) / len(own[i] | own[j])
            for i in own for j in own if i != j and own[i] & own[j]
        }  # fmt: skip
        assert found == pytest.approx(expected)


# ------------------------------------------------------------------ large meetings


def test_large_meetings_are_left_out_and_counted():
    """s1 has four people, with p; without it only a and b meet, and only they heard p."""
    sessions = Affiliations(list("abcp"), THREE, SHARED)
    net = sessions.project("count", max_size=3)
    # The three attendees of s1 are a meeting of three; with its presenter the session has four.
    assert weights(net, "attendance_peer")["a", "c"] == 1
    assert weights(net, "attendance_presenter") == {("a", "p"): 1, ("b", "p"): 1}
    net = sessions.project("count", max_size=2)
    assert weights(net, "attendance_peer") == {("a", "b"): 1, ("b", "a"): 1}
    assert weights(net, "attendance_presenter") == {}
    assert [notice.code for notice in net.notes] == ["W26"]
    assert net.notes[0].found == (
        "In 2 of 3 sessions and works more than 2 people met at once and are left out; these "
        "meetings alone made 5 of 6 pairs (83%)."
    )
    assert sessions.project("count", max_size=4).notes == ()
    assert sessions.project("count").notes == ()


def test_large_meetings_weigh_like_the_largest_allowed():
    """In a session of three with max_size 2, each pair counts (2 - 1) / (3 - 1)."""
    sessions = Affiliations(list("abcp"), THREE, SHARED)
    net = sessions.project("count", max_size=2, large="down_weight")
    assert weights(net, "attendance_peer") == {
        ("a", "b"): 1.5, ("b", "a"): 1.5, ("a", "c"): 0.5, ("c", "a"): 0.5, ("b", "c"): 0.5,
        ("c", "b"): 0.5,
    }  # fmt: skip
    assert "what they made counts less" in net.notes[0].found


def test_breakout_groups_are_small_meetings():
    records = pd.DataFrame({
        "person": list("abcdef"), "event": "s1", "group": ["red"] * 2 + ["blue"] * 4,
    })  # fmt: skip
    net = Affiliations(list("abcdef"), SESSIONS[:1], records).project("count", max_size=2)
    assert weights(net, "attendance_peer") == {("a", "b"): 1, ("b", "a"): 1}


@pytest.mark.parametrize("max_size", [1, 0, -3, 2.5, "50", True])
def test_max_size_must_be_a_size(max_size):
    with pytest.raises(errors.ArgumentError, match="max_size must be a whole number from 2 on"):
        Affiliations(list("abcp"), THREE, SHARED).project(max_size=max_size)


def test_down_weight_goes_with_count_alone():
    sessions = Affiliations(list("abcp"), THREE, SHARED)
    with pytest.raises(errors.ArgumentError, match="goes with weights='count', got weights='new"):
        sessions.project(max_size=5, large="down_weight")
    with pytest.raises(errors.ArgumentError, match="needs max_size="):
        sessions.project("count", large="down_weight")
    with pytest.raises(errors.ArgumentError, match="large must be one of"):
        sessions.project("count", large="drop")


# ------------------------------------------------------------------ what each event makes


def test_shares_by_hand():
    """s1: pairs ab, ac, bc, ap, bp, cp of weight 2 · 3/2 + 3; s2: ab, ap, bp of 2 + 2; s3: none."""
    table = Affiliations(list("abcp"), THREE, SHARED).shares()
    assert table.index.tolist() == ["s1", "s2", "s3"]
    assert table["size"].tolist() == [4, 3, 1]
    assert table["people"].tolist() == [4, 3, 1]
    assert table["pairs"].tolist() == [6, 3, 0]
    assert table["pairs_only_here"].tolist() == [3, 0, 0]
    assert table["weight"].tolist() == [6.0, 4.0, 0.0]
    assert table["share_of_pairs"].tolist() == [1.0, 0.5, 0.0]
    assert table["share_only_here"].tolist() == [0.5, 0.0, 0.0]
    assert table["share_of_weight"].tolist() == [0.6, 0.4, 0.0]
    assert table["cumulative"].tolist() == [0.6, 1.0, 1.0]


def test_the_weight_of_a_tie_that_is_no_sum_is_divided_among_its_meetings():
    """Binary: of the 2 of a and b each session makes 1; a and c, b and c are of s1 alone."""
    records = SHARED.query("role == 'attendee'")
    sessions = Affiliations(list("abc"), THREE, records)
    assert sessions.shares("binary")["weight"].tolist() == [5.0, 1.0, 0.0]
    jaccard = sessions.shares("jaccard")["weight"]
    assert jaccard.tolist() == pytest.approx([2 * (1 / 3 + 1 / 3 + 1 / 2), 2 / 3, 0.0])


def test_without_ties_shares_are_missing():
    alone = Affiliations(["a"], THREE, SHARED.query("event == 's3'"))
    table = alone.shares()
    assert table["pairs"].tolist() == [0, 0, 0]
    assert table[["share_of_pairs", "share_only_here", "share_of_weight"]].isna().all(axis=None)
    assert table["cumulative"].isna().all()
    assert Affiliations(["a"], THREE[:0], SHARED[:0]).shares().empty


@given(
    two_mode_tables(),
    st.sampled_from(["newman", "count", "binary", "resource_allocation", "jaccard"]),
    st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=5, max_size=5),
)
def test_shares_add_up_to_the_network(rows, how, phi):
    sessions = two_mode(rows, phi)
    table, ties = sessions.shares(how), sessions.ties(how)
    assert table["weight"].sum() == pytest.approx(ties["weight"].sum())
    mutual = (ties["kind"] == "attendance_peer").to_numpy()
    pairs = mutual.sum() / 2 + (~mutual).sum()
    assert (table["pairs"] <= pairs).all()
    if len(ties):
        assert table["share_of_weight"].sum() == pytest.approx(1.0)
        assert table["cumulative"].iloc[-1] == pytest.approx(1.0)
        assert (table["share_of_weight"].diff().dropna() <= 0).all()
        # Pairs of one event only, and those of several: by taking each event away.
        for event in table.index:
            rest = sessions.ties("count")
            fewer = Affiliations(
                sessions.people, sessions.events, sessions.records.query("event != @event"),
                ["one", "two"],
            ).ties("count")  # fmt: skip
            lost = len(rest) - len(fewer)
            row = table.loc[event]
            alone = row["pairs_only_here"]
            here = (rest["kind"] == "attendance_peer").sum() - (
                fewer["kind"] == "attendance_peer"
            ).sum()
            assert alone == lost - here / 2
    else:
        assert table["share_of_weight"].isna().all()


def test_minutes_are_kept_where_a_log_has_them():
    records = RECORDS.assign(minutes=[60, 45.5, None, 10, 20, 30])
    kept = Affiliations(list("pabc"), SESSIONS, records).records["minutes"]
    assert kept.dtype == float
    assert kept.isna().tolist() == [False, False, True, False, False, False]
    assert "minutes" not in Affiliations(list("pabc"), SESSIONS, RECORDS).records
    with pytest.raises(errors.DataError, match=r"records\['minutes'\] must be 0 or more"):
        Affiliations(list("pabc"), SESSIONS, records.assign(minutes=-1.0))
