"""The one-mode object: what it refuses, what it keeps, what its verbs give."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netweave import errors
from netweave.network import Network

PEOPLE = pd.DataFrame(
    {"organization": ["Elm", "Elm", "Oak", None], "convener": [False, False, False, True]},
    index=pd.Index(["ana", "ben", "cleo", "dora"], name="person"),
)
TIES = pd.DataFrame({
    "learner": ["ana", "ana", "ben", "cleo", "dora", "ana"],
    "learned_from": ["ben", "cleo", "cleo", "ana", "ana", "ben"],
    "weight": [2.0, 1.0, 3.0, 4.0, 1.0, 5.0],
    "kind": ["advice", "advice", "advice", "joint", "advice", "advice"],
    "wave": ["before", "before", "after", "after", "after", "after"],
})


@pytest.fixture
def net():
    return Network(PEOPLE, TIES, waves=["before", "after"])


def refused(message, **tables):
    parts = {"people": PEOPLE, "ties": TIES} | tables
    with pytest.raises(errors.DataError, match=message):
        Network(**parts)


# ------------------------------------------------------------------ what is refused


def test_unknown_people_are_named():
    refused(
        r"ties\['learned_from'\] names 1 not in people: 'zoe'",
        ties=TIES.assign(learned_from=["zoe", "cleo", "cleo", "ana", "ana", "ben"]),
    )


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_a_missing_id_is_never_the_last_person(missing):
    ties = pd.DataFrame({"learner": ["ana", missing], "learned_from": ["ben", "ben"]})
    refused(r"ties\['learner'\] is missing in 1 row\(s\), first row 2", ties=ties)


def test_a_missing_id_in_a_categorical_is_refused():
    ties = TIES.assign(learner=pd.Categorical(["ana", None, "ben", "cleo", "dora", "ana"]))
    refused(r"ties\['learner'\] is missing in 1 row\(s\), first row 2", ties=ties)


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf])
def test_weights_are_finite_and_above_zero(bad):
    refused(
        "must be a finite number above 0; 1 row is not: line 3",
        ties=TIES.assign(weight=[1, 1, bad, 1, 1, 1]),
    )


def test_weights_that_are_words_are_refused():
    refused("must hold numbers", ties=TIES.assign(weight=["a"] * 6))


def test_nobody_learns_from_themselves():
    refused(
        "must join two different people; 1 row is not: line 1",
        ties=TIES.assign(learned_from=["ana"] + ["cleo"] * 2 + ["ana"] * 2 + ["ben"]),
    )


def test_source_and_target_are_not_guessed():
    ties = TIES.rename(columns={"learner": "source", "learned_from": "target"})
    refused("who learned from whom. Rename them", ties=ties)


def test_repeated_and_missing_ids_of_people():
    refused("appear more than once: 'ana'", people=["ana", "ana", "ben"])
    refused("without an id, first row 2", people=["ana", None])


def test_unknown_kind_and_wave():
    kinds = pd.DataFrame({"kind": ["advice"]})
    refused(r"ties\['kind'\] names 'joint', not in the table of kinds: 'advice'", kinds=kinds)
    refused(r"ties\['wave'\] names 'after', not in the table of waves", waves=["before"])


def test_opportunity_is_never_a_headline():
    kinds = pd.DataFrame({
        "kind": ["advice", "joint"],
        "evidence": ["opportunity", "reported"],
        "headline": True,
    })
    with pytest.raises(errors.RefusalError, match="E-HEADLINE"):
        Network(PEOPLE, TIES, kinds=kinds)


def test_a_mutual_kind_needs_both_directions():
    kinds = pd.DataFrame({"kind": ["advice", "joint"], "mutual": [False, True]})
    refused("must come as two rows, one each way", kinds=kinds)


def test_declined_people_are_refused_with_their_ties():
    roster = pd.DataFrame({
        "wave": ["before", "before", "before"],
        "person": ["ana", "ben", "cleo"],
        "consent": ["declined", "consented", "not_asked"],
    })
    ties = TIES[TIES["wave"] == "before"]
    with pytest.raises(errors.RefusalError, match="E-CONSENT"):
        Network(PEOPLE, ties, waves=["before", "after"], roster=roster)


def test_ties_of_people_who_were_not_there_are_refused():
    roster = pd.DataFrame({
        "wave": ["before"] * 2 + ["after"] * 4,
        "person": ["ana", "ben", *PEOPLE.index],
    })
    refused(
        "must join people who are eligible in the tie's wave",
        waves=["before", "after"],
        roster=roster,
    )


def test_waves_must_not_end_before_they_start():
    waves = pd.DataFrame({
        "wave": ["before", "after"],
        "start": ["2024-02-01", "2024-03-01"],
        "end": ["2024-01-01", "2024-04-01"],
    })
    refused("must end after they start; 'before' does not", waves=waves)


# ------------------------------------------------------------------ what is kept


def test_people_without_ties_stay_and_nothing_is_changed_in_place(net):
    assert net.without_ties.tolist() == [False] * 4
    assert Network(["x", "y"], TIES[:0]).without_ties.tolist() == [True, True]
    table = net.people
    table["role"] = "changed"
    assert "role" not in net.people.columns
    ties = net.ties
    ties.loc[0, "weight"] = 99.0
    assert net.ties["weight"].tolist() == TIES["weight"].tolist()


def test_the_input_is_not_changed():
    people, ties = PEOPLE.copy(), TIES.copy()
    Network(people, ties, waves=["before", "after"]).wave("before")
    pd.testing.assert_frame_equal(people, PEOPLE)
    pd.testing.assert_frame_equal(ties, TIES)


def test_integer_ids_are_taken_as_they_are():
    ties = pd.DataFrame({"learner": [1, 2], "learned_from": [2, 3]})
    assert Network([1, 2, 3], ties).matrix.toarray().tolist() == [[0, 1, 0], [0, 0, 1], [0, 0, 0]]


def test_default_kinds_are_reported_and_directed(net):
    row = net.kinds.loc["advice"]
    assert (row["evidence"], row["mutual"], row["headline"], row["reporter"]) == (
        "reported",
        False,
        True,
        "learner",
    )


def test_ties_of_one_wave_need_no_wave_column():
    net = Network(
        ["x", "y"], pd.DataFrame({"learner": ["x"], "learned_from": ["y"]}), waves=["only"]
    )
    assert net.the_wave == "only"
    assert net.ties["wave"].tolist() == ["only"]


def test_empty_network():
    net = Network([], pd.DataFrame(columns=["learner", "learned_from"]))
    assert (net.n, len(net.ties), net.matrix.shape) == (0, 0, (0, 0))
    assert net.structure().shape == (0, 0)


# ------------------------------------------------------------------ verbs


def test_where_keeps_the_people(net):
    less = net.where(kind="advice", wave="after", min_weight=2)
    assert less.n == 4
    assert less.ties[["learner", "learned_from", "weight"]].to_numpy().tolist() == [
        ["ben", "cleo", 3.0],
        ["ana", "ben", 5.0],
    ]
    assert list(less.kinds.index) == ["advice"]
    with pytest.raises(
        errors.ArgumentError, match="kind must be one of 'advice', 'joint', got 'advise'"
    ):
        net.where(kind="advise")


def test_wave_takes_the_eligible_and_their_attributes():
    roster = pd.DataFrame({
        "wave": ["before"] * 3 + ["after"] * 4,
        "person": ["ana", "ben", "cleo", "ana", "ben", "cleo", "dora"],
        "organization": ["Elm", "Elm", "Oak", "Oak", "Elm", "Oak", "Fir"],
        "responded": [True, False, None, True, True, True, True],
    })
    net = Network(PEOPLE, TIES, waves=["before", "after"], roster=roster)
    assert "organization" not in net.people.columns
    before, after = net.by_wave().values()
    assert list(before.people.index) == ["ana", "ben", "cleo"]
    assert before.group("organization").tolist() == ["Elm", "Elm", "Oak"]
    assert after.group("organization").tolist() == ["Oak", "Elm", "Oak", "Fir"]
    assert before.responded("advice").isna().tolist() == [False, False, True]
    assert len(before.ties) == 2
    assert list(before.waves.index) == ["before"]


def test_measures_take_one_wave_and_weights_one_kind(net):
    with pytest.raises(errors.DataError, match=r"2 waves \('before', 'after'\)"):
        _ = net.matrix
    with pytest.raises(errors.DataError, match="wants one unit"):
        _ = net.wave("after").matrix


def test_ties_outside_every_wave_are_not_passed_over():
    net = Network(PEOPLE, TIES.assign(wave=["before"] * 5 + [None]), waves=["before"])
    with pytest.raises(errors.DataError, match="and 1 ties outside every wave"):
        net.structure()
    assert len(net.wave("before").ties) == 5


def test_matrix_rows_are_learners(net):
    matrix = net.wave("before").where(kind="advice").matrix.toarray()
    assert matrix.tolist() == [[0, 2, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]


def test_structure_is_the_union_of_both_directions(net):
    after = net.wave("after")
    assert after.structure(directed=True).toarray().tolist() == [
        [0, 1, 0, 0],
        [0, 0, 1, 0],
        [1, 0, 0, 0],
        [1, 0, 0, 0],
    ]
    assert after.structure().toarray().tolist() == [
        [0, 1, 1, 1],
        [1, 0, 1, 0],
        [1, 1, 0, 0],
        [1, 0, 0, 0],
    ]


def test_a_threshold_decides_which_ties_count(net):
    after = net.wave("after").with_threshold({"advice": 3})
    assert after.structure(directed=True).toarray().tolist() == [
        [0, 1, 0, 0],
        [0, 0, 1, 0],
        [1, 0, 0, 0],
        [0, 0, 0, 0],
    ]


def test_a_threshold_is_held_against_the_highest_report():
    """Two reports of one tie, 3 and 2: the mean is below the threshold, the tie is not."""
    ties = pd.DataFrame({
        "learner": ["ana", "ben"],
        "learned_from": ["ben", "cleo"],
        "weight": [2.5, 2.0],
        "highest": [3.0, np.nan],
    })
    net = Network(PEOPLE, ties).with_threshold({"tie": 3})
    assert net.structure(directed=True).nnz == 1
    assert net.matrix[0, 1] == 2.5


def test_opportunity_needs_a_threshold_to_be_structure():
    kinds = pd.DataFrame({"kind": ["met"], "evidence": ["opportunity"]})
    ties = pd.DataFrame({
        "learner": ["ana"],
        "learned_from": ["ben"],
        "weight": [0.5],
        "kind": ["met"],
    })
    net = Network(PEOPLE, ties, kinds=kinds)
    with pytest.raises(errors.DataError, match="being in the same room is not a tie"):
        net.structure()
    assert net.with_threshold({"met": 0.5}).structure().nnz == 2
    assert net.with_threshold({"met": 0.6}).structure().nnz == 0


@pytest.mark.parametrize(
    ("how", "weight"),
    [("sum", 7), ("max", 5), ("min", 2), ("mean", 3.5), ("count", 2), ("binary", 1)],
)
def test_collapse_merges_parallel_ties(how, weight):
    ties = pd.DataFrame({
        "learner": ["ana", "ana"],
        "learned_from": ["ben", "ben"],
        "weight": [2.0, 5.0],
    })
    merged = Network(PEOPLE, ties).collapse(how).ties
    assert merged["weight"].tolist() == [weight]
    assert merged["record"].tolist() == [-1]


@pytest.mark.parametrize(("how", "weight"), [("sum", 6), ("max", 4), ("min", 2), ("mean", 3)])
def test_symmetrize(how, weight):
    ties = pd.DataFrame({
        "learner": ["ana", "ben", "ana"],
        "learned_from": ["ben", "ana", "cleo"],
        "weight": [2.0, 4.0, 1.0],
    })
    net = Network(PEOPLE, ties).symmetrize(how)
    assert net.matrix.toarray()[0, 1] == net.matrix.toarray()[1, 0] == weight
    assert net.matrix.toarray()[2, 0] == {"sum": 1, "max": 1, "min": 0, "mean": 0.5}[how]
    assert bool(net.kinds.loc["tie", "mutual"])
    Network(net.people, net.ties, kinds=net.kinds)


def test_combine_uses_one_constant_for_all_waves():
    """Trap 11: a constant per wave would hide that every weight doubled."""
    ties = pd.DataFrame({
        "learner": ["ana", "ben"] * 2,
        "learned_from": ["ben", "cleo"] * 2,
        "weight": [1.0, 1.0, 2.0, 2.0],
        "kind": "advice",
        "wave": ["before"] * 2 + ["after"] * 2,
    })
    net = Network(PEOPLE, ties, waves=["before", "after"])
    before, after = (wave.combine({"advice": 1}).matrix.sum() for wave in net.by_wave().values())
    assert after == 2 * before


def test_combine_adds_kinds_on_one_scale(net):
    combined = net.wave("after").combine({"advice": 2, "joint": 1}, scale=None)
    assert combined.matrix.toarray().tolist() == [
        [0, 10, 0, 0],
        [0, 0, 6, 0],
        [4, 0, 0, 0],
        [2, 0, 0, 0],
    ]


def test_without_the_convener(net):
    members = net.without("convener")
    assert list(members.people.index) == ["ana", "ben", "cleo"]
    assert len(members.ties) == 5
    assert net.without(["ana"]).n == 3
    with pytest.raises(errors.DataError, match=r"1 id\(s\) are not in people: 'zoe'"):
        net.subset(["zoe"])


def test_organizations_add_up_ties_between_different_ones(net):
    orgs = net.wave("after").organizations()
    assert list(orgs.people.index) == ["Elm", "Oak"]
    assert orgs.people["people"].tolist() == [2, 1]
    rows = (
        orgs.ties[["learner", "learned_from", "weight", "kind", "person_ties"]].to_numpy().tolist()
    )
    assert rows == [["Elm", "Oak", 3.0, "advice", 1], ["Oak", "Elm", 4.0, "joint", 1]]


def test_a_group_that_is_written_to_changes_nobody(net):
    after = net.wave("after")
    text = after.group("organization")
    text.iloc[0] = "Fir"
    assert after.group("organization").tolist()[:2] == ["Elm", "Elm"]
    moved = after.with_people(organization=pd.Series("Ash", index=after.people.index))
    assert set(moved.group("organization")) == {"Ash"}


def test_tables_that_are_written_to_change_no_other_network():
    ties = TIES.drop(columns=["kind", "wave"])
    one = Network(PEOPLE, ties)
    kinds, waves = one.kinds, one.waves
    kinds["unit"], kinds.index.name, waves["end"] = "hours", "sort", "never"
    other = Network(PEOPLE, ties, one.kinds)
    assert other.equals(Network(PEOPLE, ties))
    assert other.kinds["unit"].tolist() == [""]
    assert other.kinds.index.name == "kind"


def test_group_says_that_a_column_known_wave_by_wave_needs_a_wave():
    ties = pd.DataFrame({"learner": ["a", "b"], "learned_from": ["b", "a"], "wave": ["1", "2"]})
    roster = pd.DataFrame({"person": list("aabb"), "wave": list("1212")})
    roster["organization"] = list("xyxy")
    known = r"^'organization' is known wave by wave.*net\.wave\('1'\)"
    with pytest.raises(errors.DataError, match=known):
        Network(["a", "b"], ties, roster=roster, waves=["1", "2"]).group("organization")


def test_group_says_which_columns_there_are(net):
    with pytest.raises(errors.DataError, match="Did you mean 'organization'"):
        net.wave("after").group("organisation")


def test_people_are_chosen_by_a_mask_or_by_ids(net):
    mask = net.people["convener"]
    assert list(net.subset(mask).people.index) == ["dora"]
    assert net.without(mask).equals(net.without("convener"))
    assert net.without(mask).equals(net.without(["dora"]))
    with pytest.raises(errors.ArgumentError, match=r"must have net\.people\.index as its index"):
        net.subset(mask.iloc[::-1])


def test_tables_without_rows_keep_their_types(net):
    nobody_tied = net.where(kind="advice", min_weight=99)
    assert len(Network(net.people, nobody_tied.ties).ties) == 0


# ------------------------------------------------------------------ networkx


def test_networkx_round_trip(net):
    after = net.wave("after")
    again = Network.from_networkx(after.to_networkx())
    ours = after.ties.drop(columns="record").astype("str")
    theirs = again.ties[ours.columns].astype("str")
    keys = ["learner", "learned_from", "kind"]
    pd.testing.assert_frame_equal(
        ours.sort_values(keys, ignore_index=True), theirs.sort_values(keys, ignore_index=True)
    )
    assert list(again.kinds.index) == list(after.kinds.index)


def test_arrows_point_at_whom_people_learn_from(net):
    graph = net.wave("after").where(kind="advice").to_networkx(parallel=False)
    assert graph.edges["ana", "ben"]["weight"] == 5.0
    assert dict(graph.in_degree())["cleo"] == 1


def test_undirected_graphs_become_mutual_ties_and_loops_are_counted():
    graph = nx.Graph([("ana", "ben"), ("ana", "ana")])
    with pytest.warns(errors.NetweaveWarning, match=r"1 self-loop\(s\) were dropped"):
        net = Network.from_networkx(graph)
    assert len(net.ties) == 2
    assert bool(net.kinds.loc["tie", "mutual"])


# ------------------------------------------------------------------ what it says


def test_repr_and_page(net):
    assert repr(net) == "<Network: 4 people, 6 ties: 5 advice, 1 joint; waves before, after>"
    assert net.summary()["ties in after"] == 4
    hostile = Network(["<script>"], TIES[:0], waves=["<b>"])
    assert "<script>" not in hostile._repr_html_()
    assert "<b>" not in hostile._repr_html_()


# ------------------------------------------------------------------ laws


@st.composite
def networks(draw):
    n = draw(st.integers(2, 6))
    ids = [f"p{i}" for i in range(n)]
    pair = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] != p[1])
    pairs = draw(st.lists(pair, max_size=12))
    weights = draw(st.lists(st.integers(1, 9), min_size=len(pairs), max_size=len(pairs)))
    waves = draw(st.lists(st.sampled_from(["a", "b"]), min_size=len(pairs), max_size=len(pairs)))
    ties = pd.DataFrame({
        "learner": pd.Series([ids[i] for i, _ in pairs], dtype="str"),
        "learned_from": pd.Series([ids[j] for _, j in pairs], dtype="str"),
        "weight": np.array(weights, dtype=float),
        "wave": pd.Series(waves, dtype="str"),
    })
    return Network(ids, ties, waves=["a", "b"])


@given(networks())
def test_waves_partition_the_strength(net):
    total = net.ties["weight"].sum()
    assert sum(wave.matrix.sum() for wave in net.by_wave().values()) == total


@given(networks())
def test_collapse_keeps_the_matrix(net):
    one = net.wave("a")
    assert (one.matrix != one.collapse().matrix).nnz == 0


@given(networks())
def test_rebuilding_from_its_own_tables_changes_nothing(net):
    again = Network(net.people, net.ties, net.kinds, net.waves, net.roster)
    assert again.equals(net)


@given(networks())
def test_subset_of_everybody_is_the_network(net):
    assert net.subset(list(net.people.index)).equals(net)
