"""Random networks on the same people: what stays and what does not."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw

IDS = ["ana", "ben", "cleo", "dan", "eve", "fay", "gus", "hal"]
PEOPLE = pd.DataFrame(
    {
        "organization": ["A", "A", "A", "B", "B", "C", None, "C"],
        "role": ["x", "x", "y", "y", "x", "y", "x", None],
    },
    index=IDS,
)
ARCS = [(0, 1), (1, 0), (0, 2), (2, 3), (3, 4), (4, 5), (5, 3), (6, 0), (6, 1), (1, 6)]
TIES = pd.DataFrame({
    "learner": [IDS[a] for a, _ in ARCS],
    "learned_from": [IDS[b] for _, b in ARCS],
    "weight": np.arange(1.0, 11.0),
})
NET = nw.Network(PEOPLE, TIES)
STRUCTURE = ("ties", "dyads", "degrees")


def drawn(net=NET, null="degrees", **options):
    return list(nw.null_networks(net, null, **{"draws": 30, "seed": 1, **options}))


def census(net):
    """Count mutual pairs and pairs with one arc."""
    arcs = net.structure(directed=True)
    both = int((arcs * arcs.T).sum()) // 2
    return both, arcs.nnz - 2 * both


@pytest.mark.parametrize("null", STRUCTURE)
def test_a_drawn_network_is_a_network(null):
    one = drawn(null=null, directed=True)[0]
    again = nw.Network(one.people, one.ties, one.kinds)
    same = again.structure(directed=True) - one.structure(directed=True)
    assert not same.count_nonzero()
    assert one.people.equals(NET.people)
    assert list(one.ties.columns) == list(NET.ties.columns)
    assert (one.matrix - one.structure(directed=True)).count_nonzero() == 0
    assert one.subset(IDS[:3]).n == 3
    assert not one.without_ties.all()


@pytest.mark.parametrize("directed", [False, True])
def test_ties_keeps_their_number_alone(directed):
    nets = drawn(null="ties", directed=directed)
    assert {len(one.ties) for one in nets} == {10 if directed else 16}
    assert len({tuple(nw.degree(one)) for one in nets}) > 20


def test_dyads_keeps_mutual_and_one_way_pairs():
    assert census(NET) == (2, 6)
    assert {census(one) for one in drawn(null="dyads")} == {(2, 6)}
    assert len({census(one) for one in drawn(null="ties", directed=True)}) > 2


def test_degrees_keeps_everybodys_ties():
    assert all(nw.degree(one).equals(nw.degree(NET)) for one in drawn())
    for one in drawn(directed=True):
        for role in ("learned", "taught"):
            assert nw.degree(one, role=role).equals(nw.degree(NET, role=role))


@pytest.mark.parametrize("null", ["ties", "degrees"])
@pytest.mark.parametrize("responded", [True, [True] * 5 + [False] * 3])
def test_undirected_draws_are_joined_as_their_arcs_are(null, responded):
    net = NET.with_people(responded=pd.Series(responded, index=IDS))
    for one in drawn(net, null):
        arcs = one.structure(directed=True).toarray()
        assert one.structure().has_canonical_format
        assert (one.structure().toarray() == ((arcs + arcs.T) > 0)).all()


def test_undirected_draws_are_mutual_and_show_no_reciprocity():
    one = drawn()[0]
    assert one.kinds["mutual"].all()
    assert np.isnan(nw.reciprocity(one))


def test_labels_moves_labels_and_nothing_else():
    nets = drawn(null="labels")
    assert all(one.ties.equals(NET.ties) for one in nets)
    assert all(one.people.drop(columns="organization").equals(
        NET.people.drop(columns="organization")) for one in nets)  # fmt: skip
    counts = NET.people["organization"].value_counts()
    assert all(one.people["organization"].value_counts().eq(counts).all() for one in nets)
    assert all(pd.isna(one.people.loc["gus", "organization"]) for one in nets)
    assert len({tuple(one.people["organization"].fillna("")) for one in nets}) > 20
    assert NET.people["organization"].equals(nw.Network(PEOPLE, TIES).people["organization"])


def test_labels_within_strata_stay_in_their_stratum():
    """x: ana A, ben A, eve B (gus none); y: cleo A, dan B, fay C; nobody's role: hal C."""
    nets = drawn(null="labels", strata="role", draws=200)
    for one in nets:
        labels = one.people["organization"]
        assert sorted(labels[["ana", "ben", "eve"]]) == ["A", "A", "B"]
        assert sorted(labels[["cleo", "dan", "fay"]]) == ["A", "B", "C"]
        assert labels["hal"] == "C"
    assert len({tuple(one.people["organization"].fillna("")) for one in nets}) == 3 * 6


def test_several_kinds_become_their_union():
    ties = TIES.assign(kind=["advice", "work"] * 5)
    net = nw.Network(PEOPLE, ties)
    assert drawn(net)[0].kinds.index.to_list() == ["tie"]
    assert drawn(net.where(kind="work"))[0].kinds.index.to_list() == ["work"]


def test_a_threshold_has_done_its_work():
    net = NET.with_threshold({"tie": 4})
    one = drawn(net, "ties", directed=True)[0]
    assert one.structure(directed=True).nnz == 7
    assert len(one.ties) == 7


def test_arcs_of_people_who_did_not_answer_stay():
    people = PEOPLE.assign(responded=[True] * 6 + [False, False])
    net = nw.Network(people, TIES[TIES["learner"] != "gus"])
    for null in STRUCTURE:
        nets = drawn(net, null, directed=True)
        tables = [one.structure(directed=True).toarray() for one in nets]
        assert all(not table[6:].any() for table in tables)
        if null == "dyads":  # of a pair with gus or hal one direction is unknown
            assert all(table[:6, 6:].sum() == 1 for table in tables)
            assert all(table[1, 6] == 1 for table in tables)
        else:
            assert len({table[:6, 6:].tobytes() for table in tables}) > 1


def test_a_pair_neither_of_whom_answered_stays_untied():
    people = PEOPLE.assign(responded=[True] * 6 + [False, False])
    net = nw.Network(people, TIES[TIES["learner"] != "gus"])
    tables = [one.structure().toarray() for one in drawn(net, "ties", draws=100)]
    assert not any(table[6, 7] for table in tables)
    assert any(table[5, 7] for table in tables)


def test_pairs_nobody_was_asked_about_stay_untied():
    unasked = pd.DataFrame({"learner": ["ana"] * 3, "learned_from": ["eve", "fay", "hal"]})
    net = nw.Network(PEOPLE, TIES, unasked=unasked)
    for null in STRUCTURE:
        tables = [one.structure(directed=True).toarray()
                  for one in drawn(net, null, directed=True, draws=60)]  # fmt: skip
        assert not any(table[0, [4, 5, 7]].any() for table in tables)
        assert any(table[0, 3] for table in tables)


def attendance():
    """Four people at three sessions; who opened the doors only does not count."""
    records = pd.DataFrame({
        "person": ["ana", "ben", "ana", "ben", "cleo", "cleo", "dan", "dan"],
        "event": ["s1", "s1", "s2", "s2", "s2", "s3", "s3", "s1"],
        "role": ["attendee"] * 7 + ["facilitator"],
    })
    return nw.Affiliations(IDS[:4], pd.DataFrame(index=["s1", "s2", "s3"]), records)


def test_margins_keeps_events_and_attendance():
    nets = drawn(attendance(), "margins", draws=60)
    # Sessions of 2, 3 and 2 people: 2 + 6 + 2 shared events, counted both ways.
    assert {one.matrix.sum() for one in nets} == {10.0}
    assert len({one.structure().toarray().tobytes() for one in nets}) > 1
    assert all(one.kinds["evidence"].eq("opportunity").all() for one in nets)


def test_margins_ties_people_who_share_enough_events():
    nets = drawn(attendance(), "margins", draws=60, shared=2)
    for one in nets:
        assert one.structure().nnz == int((one.matrix >= 2).sum())
    assert {one.structure().nnz for one in nets} > {2}


def test_the_same_seed_draws_the_same():
    for null in (*STRUCTURE, "labels"):
        first, again, other = (drawn(null=null, seed=seed)[3] for seed in (1, 1, 2))
        assert first.equals(again)
        assert not first.equals(other)


@pytest.mark.parametrize("null", [*STRUCTURE, "labels"])
@pytest.mark.parametrize("n", [0, 1, 4])
def test_people_without_ties_stay_so(null, n):
    nobody = nw.Network(IDS[:n], TIES[:0])
    nets = drawn(nobody, null, draws=2)
    assert [one.n for one in nets] == [n, n]
    assert not any(len(one.ties) for one in nets)


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"null": "erdos"}, "null must be one of 'ties', 'dyads'"),
        ({"null": "margins"}, "'margins' takes Affiliations"),
        ({"draws": 0}, "draws must be 1 or more"),
        ({"seed": -1}, "seed must be 0"),
        ({"net": attendance(), "null": "ties"}, "must suit Affiliations"),
        ({"net": attendance(), "null": "margins", "shared": 0}, "shared must be 1 or more"),
        ({"null": "labels", "group": "team"}, "team"),
        ({"null": "labels", "strata": "team"}, "team"),
    ],
)
def test_what_is_refused(options, match):
    with pytest.raises(nw.errors.NetweaveError, match=match):
        drawn(**options)


@pytest.mark.parametrize("null", [*STRUCTURE, "labels"])
def test_several_waves_are_refused(null):
    net = nw.Network(PEOPLE, TIES.assign(wave=["start", "end"] * 5))
    with pytest.raises(nw.errors.DataError, match="2 waves"):
        drawn(net, null)
    assert drawn(net.wave("start"), null)[0].wave("start").n == 8
