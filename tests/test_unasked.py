"""Pairs that somebody was not asked about: neither a tie nor a zero, wherever pairs are counted.

Ana and Ben of Ash, Cleo and Dan of Birch; four pairs across, so the factor of P1 is 2 · 4 / 4 = 2.
"""

import math

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import Network
from netweave.compare import before_after
from netweave.coverage import asked_about, coverage_of
from netweave.dyads import dyads_of, observed_arcs, panel_of
from netweave.errors import ArgumentError, DataError
from netweave.plotting.states import tie_states

HOMES = {"ana": "Ash", "ben": "Ash", "cleo": "Birch", "dan": "Birch"}
FIRST = [("ana", "cleo")]
SECOND = [("ana", "cleo"), ("ana", "dan")]
BOTH = [("ben", "dan"), ("dan", "ben")]


def wave(pairs, unasked=(), answers=tuple(HOMES), label=None, **kinds):
    people = pd.DataFrame({"organization": pd.Series(HOMES)})
    people["responded"] = people.index.isin(answers)
    columns = ["learner", "learned_from"]
    ties = pd.DataFrame(pairs, columns=columns).assign(kind="learning")
    if kinds.get("mutual"):
        ties = pd.concat([ties, ties.rename(columns=dict(zip(columns, columns[::-1])))])  # noqa: B905
    table = pd.DataFrame({name: [value] for name, value in kinds.items()}, index=["learning"])
    blank = pd.DataFrame(unasked, columns=columns) if len(unasked) else None
    waves = None if label is None else [label]
    return Network(people, ties, table.rename_axis("kind"), waves, unasked=blank)


def seen_pairs(net):
    place = np.triu_indices(net.n, k=1)
    names = net.people.index
    seen = asked_about(net, "learning").seen(*place)
    return {f"{names[i]}–{names[j]}" for i, j, is_so in zip(*place, seen, strict=True) if is_so}


def test_nothing_is_unasked_unless_it_is_said():
    net = wave(FIRST)
    assert list(net.unasked.columns) == ["learner", "learned_from", "kind", "side"]
    assert net.unasked.empty
    assert len(seen_pairs(net)) == 6


def test_one_blank_cell_leaves_the_pair_to_the_other_side():
    found = coverage_of(wave(SECOND, BOTH[:1]))
    assert (found.pairs, found.both, found.one, found.none) == (6, 5, 1, 0)
    assert found.coverage == 1
    assert found.response == 1


def test_a_pair_that_neither_was_asked_about_is_not_observed():
    net = wave(SECOND, BOTH)
    found = coverage_of(net)
    assert (found.pairs, found.both, found.one, found.none) == (6, 5, 0, 1)
    assert found.coverage == pytest.approx(5 / 6)
    assert "ben–dan" not in seen_pairs(net)
    assert len(seen_pairs(net)) == 5


def test_a_blank_of_somebody_beside_somebody_silent():
    """Dan is silent: of ana–dan, ben–dan and cleo–dan one side is left, and Ben's cell is blank."""
    found = coverage_of(wave(SECOND, BOTH[:1], answers=["ana", "ben", "cleo"]))
    assert (found.both, found.one, found.none) == (3, 2, 1)


def test_a_mutual_pair_is_observed_if_either_report_is():
    one = wave(SECOND, BOTH[:1], mutual=True)
    assert one.unasked["side"].tolist() == ["learner", "learned_from"]  # nobody was asked
    assert coverage_of(one).none == 1
    people = one.people.index
    table = pd.DataFrame({"learner": ["ben"], "learned_from": ["dan"], "side": ["learner"]})
    half = Network(one.people, one.ties, one.kinds, unasked=table)
    assert (coverage_of(half).both, coverage_of(half).one) == (5, 1)
    arcs, seen = observed_arcs(half, people, "learning")
    assert seen.sum() == 12
    assert arcs.sum() == 4
    turned = table.rename(columns={"learner": "learned_from", "learned_from": "learner"})
    same = Network(one.people, one.ties, one.kinds, unasked=turned.assign(side="learned_from"))
    about = asked_about(same, "learning").sides(np.array([1]), np.array([3]))
    assert [side.tolist() for side in about] == [[False], [True]]


def test_the_change_rests_on_the_pairs_observed_in_both_waves():
    """All four pairs: 2 · (2/4 - 1/4). Without ben–dan, seen in the first wave only: three."""
    full = before_after(wave(FIRST), wave(SECOND)).table.set_index("term")
    assert full.loc["P1", "estimate"] == pytest.approx(0.5)
    change = before_after(wave(FIRST), wave(SECOND, BOTH))
    table = change.table.set_index("term")
    assert table.loc["P1", "estimate"] == pytest.approx(2 * (2 / 3 - 1 / 3))
    assert table.loc["cross_density_before", "estimate"] == pytest.approx(1 / 3)
    assert table.loc["P1_same_reporters", "estimate"] == pytest.approx(2 / 3)
    assert change.turnover.loc["cross", ["kept", "new", "lost", "never", "dyads"]].tolist() == [
        1, 1, 0, 1, 3,
    ]  # fmt: skip
    assert change.coverage["none"].tolist() == [0, 1]


def test_one_blank_cell_changes_no_estimate_and_is_a_change_of_reporters():
    """Dan still answered about Ben; the pairs of the same reporters are the other three."""
    table = before_after(wave(FIRST), wave(SECOND, BOTH[:1])).table.set_index("term")
    assert table.loc["P1", "estimate"] == pytest.approx(0.5)
    assert table.loc["P1_same_reporters", "estimate"] == pytest.approx(2 / 3)
    assert table.loc["P1_same_reporters", "n"] == 3


def test_pairs_and_ordered_pairs():
    before, after = wave(FIRST), wave(SECOND, BOTH[:1])
    dyads = dyads_of(before, after, panel_of(before, after), kind="learning")
    assert dyads.seen_after.all()
    assert (~dyads.same_reporters).sum() == 1
    _, seen = observed_arcs(after, after.people.index, "learning")
    assert (seen.sum(), bool(seen[1, 3]), bool(seen[3, 1])) == (11, False, True)


def test_a_tie_that_was_not_asked_about_later_is_neither_kept_nor_lost():
    states = tie_states(wave(SECOND), wave(FIRST, [("ana", "dan"), ("dan", "ana")]))
    pairs = [states.people[one] + "–" + states.people[other]
             for one, other in zip(states.one, states.other, strict=True)]  # fmt: skip
    assert dict(zip(pairs, states.state, strict=True)) == {
        "ana–cleo": "kept",
        "ana–dan": "unknown",
    }


def test_reciprocity_leaves_out_what_could_not_be_returned():
    """Of ana → cleo and ana → dan neither is returned; Dan was not asked about Ana."""
    ties = [*SECOND, ("cleo", "ana")]
    assert nw.reciprocity(wave(ties)) == pytest.approx(2 / 3)
    assert nw.reciprocity(wave(ties, [("dan", "ana")])) == 1
    nobody = wave(SECOND, [("dan", "ana"), ("cleo", "ana")])
    assert math.isnan(nw.reciprocity(nobody))
    assert nw.reasons(nobody, nw.reciprocity).tolist() == ["COVERAGE"]


def test_records_have_no_sides():
    found = coverage_of(wave(SECOND, BOTH, reporter="record"))
    assert (found.both, found.none) == (5, 1)
    assert coverage_of(wave(SECOND, BOTH[:1], reporter="record")).none == 0


def test_whoever_learned_from_them_is_asked():
    net = wave(SECOND, BOTH[:1], reporter="learned_from")
    assert net.unasked["side"].tolist() == ["learned_from"]
    about = asked_about(net, "learning")
    first, second = about.sides(np.array([1, 3]), np.array([3, 1]))
    assert (first.tolist(), second.tolist()) == ([True, False], [False, True])
    assert about.arcs(np.array([1, 3]), np.array([3, 1])).tolist() == [False, True]


def test_where_both_questions_are_asked_one_blank_leaves_the_other():
    sided = pd.DataFrame({
        "learner": ["ben", "dan"], "learned_from": ["dan", "ben"],
        "side": ["learner", "learned_from"],
    })  # fmt: skip
    net = wave(SECOND, reporter="either")
    half = Network(net.people, net.ties, net.kinds, unasked=sided[:1])
    assert coverage_of(half).both == 6  # Ben was asked whether Dan learned from him
    none = Network(net.people, net.ties, net.kinds, unasked=sided)
    assert (coverage_of(none).both, coverage_of(none).one) == (5, 1)
    assert (len(half.symmetrize().unasked), len(none.symmetrize().unasked)) == (0, 2)
    assert coverage_of(none.symmetrize()).one == 1


# --- the verbs ------------------------------------------------------------------------------


def several():
    people = pd.DataFrame({"organization": ["Ash", "Ash", "Birch"]}, index=["a", "b", "c"])
    ties = pd.DataFrame({
        "learner": ["a", "a"], "learned_from": ["b", "b"], "kind": ["learning", "know"],
        "wave": ["w1", "w2"],
    })  # fmt: skip
    kinds = pd.DataFrame({"mutual": [False, False]}, index=["learning", "know"])
    unasked = pd.DataFrame({
        "learner": ["a", "b", "c"], "learned_from": ["c", "c", "a"],
        "kind": ["learning", "know", "know"], "wave": ["w1", "w1", "w2"],
    })  # fmt: skip
    return Network(people, ties, kinds.rename_axis("kind"), ["w1", "w2"], unasked=unasked)


def rows(net):
    return net.unasked[["learner", "learned_from"]].astype(str).agg("".join, axis=1).tolist()


def test_the_verbs_carry_it():
    net = several()
    assert rows(net) == ["ac", "bc", "ca"]
    assert rows(net.where(kind="know")) == ["bc", "ca"]
    assert rows(net.where(kind="know").wave("w1")) == ["bc"]
    assert net.wave("w1").unasked["kind"].tolist() == ["learning", "know"]
    assert rows(net.subset(["a", "c"])) == ["ac", "ca"]
    assert rows(net.without(["a"])) == ["bc"]
    same = net.with_people(role="x").with_threshold({"know": 1.0}).collapse()
    assert rows(same) == ["ac", "bc", "ca"]
    assert rows(net.combine({"know": 1.0}, scale=None)) == ["bc", "ca"]
    assert net.combine({"know": 1.0}, scale=None).unasked["kind"].tolist() == ["combined"] * 2
    assert net.wave("w2").organizations().unasked.empty
    assert net.equals(several())
    assert not net.equals(Network(net.people, net.ties, net.kinds, net.waves, net.roster))


def test_what_is_refused():
    people, ties = ["a", "b"], pd.DataFrame({"learner": ["a"], "learned_from": ["b"]})
    with pytest.raises(DataError, match="learned_from"):
        Network(people, ties, unasked=pd.DataFrame({"learner": ["a"]}))
    with pytest.raises(DataError, match=r"unasked\['learner'\]"):
        Network(people, ties, unasked=pd.DataFrame({"learner": ["x"], "learned_from": ["b"]}))
    with pytest.raises(ArgumentError, match="side"):
        Network(people, ties, unasked=ties.assign(side="both"))
    with pytest.raises(DataError, match="must say in every row which wave"):
        Network(people, ties, None, ["w1", "w2"], unasked=ties)
    with pytest.raises(DataError, match="must say in every row which kind"):
        Network(people, ties.assign(kind="x"), pd.DataFrame(index=["x", "y"]), unasked=ties)


# --- from a survey --------------------------------------------------------------------------


def woven(cells, people=tuple(HOMES), **more):
    """Weave a matrix of marks: one row per respondent, columns in the order of the people."""
    table = pd.DataFrame(cells, index=list(people), columns=list(people))
    survey = nw.read_survey(
        table.rename_axis("who").reset_index(), wave="w1", respondent="who", named=list(people),
        form="matrix", blank="missing", **({"direction": "learned_from"} | more),
    )  # fmt: skip
    roster = pd.DataFrame({"id": list(HOMES), "org": list(HOMES.values())})
    return nw.weave(nw.read_people(roster, id="id", organization="org"), survey)


CELLS = [
    ["", "0", "1", "1"],
    ["0", "", "0", ""],  # Ben left Dan blank
    ["0", "0", "", "0"],
    ["0", "", "0", ""],  # Dan left Ben blank
]


def test_blank_cells_of_a_matrix_are_not_observed():
    net = woven(CELLS)
    assert rows(net) == ["bendan", "danben"]
    found = coverage_of(net)
    assert (found.response, found.both, found.none) == (1, 5, 1)
    assert set(net.report.files.loc["survey", ["rows", "used"]]) == {4}


def test_who_left_every_cell_blank_has_not_answered():
    cells = [CELLS[0], [""] * 4, *CELLS[2:]]
    net = woven(cells)
    assert net.people["responded"].tolist() == [True, False, True, True]
    found = coverage_of(net)
    # of Ben's pairs: one side of ana–ben and ben–cleo, none of ben–dan, whom Dan left blank
    assert (found.both, found.one, found.none) == (3, 2, 1)


def test_what_another_row_reports_was_asked():
    table = pd.DataFrame({"who": ["ben"], "whom": ["dan"]})
    survey = nw.read_survey(table, wave="w1", learner="who", learned_from="whom")
    first = pd.DataFrame(CELLS, index=list(HOMES), columns=list(HOMES)).rename_axis("me")
    matrix = nw.read_survey(
        first.reset_index(), wave="w1", respondent="me", named=list(HOMES), form="matrix",
        direction="learned_from", blank="missing",
    )  # fmt: skip
    roster = nw.read_people(pd.DataFrame({"id": list(HOMES)}), id="id")
    net = nw.weave(roster, matrix, survey)
    assert rows(net) == ["danben"]
    assert len(net.ties) == 3


def test_a_kind_asked_in_one_direction_only_in_this_wave():
    """Blank under "I taught", the only question of the wave: nothing is said of the pair."""
    later = nw.read_survey(
        pd.DataFrame({"who": ["ana"], "whom": ["ben"]}), wave="w2", learner="who",
        learned_from="whom",
    )  # fmt: skip
    first = pd.DataFrame(CELLS, index=list(HOMES), columns=list(HOMES)).rename_axis("me")
    taught = nw.read_survey(
        first.reset_index(), wave="w1", respondent="me", named=list(HOMES), form="matrix",
        direction="taught", blank="missing",
    )  # fmt: skip
    roster = nw.read_people(pd.DataFrame({"id": list(HOMES)}), id="id")
    net = nw.weave(roster, taught, later).wave("w1")
    assert len(net.unasked) == 4
    assert coverage_of(net, "learning").none == 1
