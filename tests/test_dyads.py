"""Pairs of the people who were there in both waves."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import Network
from netweave.compare import before_after
from netweave.compare.turnover import arc_turnover
from netweave.coverage import coverage_of
from netweave.dyads import arcs_among, dyads_of, observed_arcs, panel_of
from netweave.errors import DataError

HOMES = {"ana": "Ash", "ben": "Ash", "cleo": "Birch", "dan": "Birch"}


def wave(homes, pairs, *, answers=None, conveners=(), **kinds):
    people = pd.DataFrame({"organization": pd.Series(homes)})
    people["convener"] = people.index.isin(conveners)
    if answers is not None:
        people["responded"] = people.index.isin(answers)
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"]).assign(kind="learning")
    table = pd.DataFrame({name: [value] for name, value in kinds.items()}, index=["learning"])
    return Network(people, ties, table.rename_axis("kind"))


def pairs_of(dyads, mask):
    names = dyads.people
    return [
        f"{names[one]}–{names[other]}"
        for one, other in zip(dyads.one[mask], dyads.other[mask], strict=True)
    ]


def laid_out(before, after):
    return dyads_of(before, after, panel_of(before, after), kind="learning")


def test_the_panel_is_who_is_in_both_in_the_order_of_the_first():
    before = wave(HOMES, [])
    after = wave({"eva": "Ash", "dan": "Birch", "ana": "Ash", "ben": "Ash"}, [], conveners=["ben"])
    panel = panel_of(before, after)
    assert panel.people.tolist() == ["ana", "dan"]
    assert panel.joined.tolist() == ["eva"]
    assert panel.left.tolist() == ["cleo"]
    assert panel.conveners.tolist() == ["ben"]
    everybody = panel_of(before, after, members_only=False)
    assert everybody.people.tolist() == ["ana", "ben", "dan"]
    assert everybody.conveners.empty


def test_nobody_in_both_is_refused():
    with pytest.raises(DataError, match=r"nobody is in both waves \(4 people before, 1 after\)"):
        panel_of(wave(HOMES, []), wave({"eva": "Ash"}, []), members_only=False)


def test_every_pair_once_tied_in_either_direction():
    before = wave(HOMES, [("ana", "ben"), ("dan", "ana")])
    after = wave(dict(reversed(HOMES.items())), [("ben", "ana"), ("ben", "dan"), ("dan", "ben")])
    dyads = laid_out(before, after)
    assert len(dyads.one) == 6
    assert pairs_of(dyads, dyads.before) == ["ana–ben", "ana–dan"]
    assert pairs_of(dyads, dyads.after) == ["ana–ben", "ben–dan"]
    assert pairs_of(dyads, dyads.same) == ["ana–ben", "cleo–dan"]
    assert len(pairs_of(dyads, dyads.cross)) == 4
    assert dyads.observed.all()
    assert dyads.organizations == 2


def test_a_pair_that_moved_is_neither_across_nor_inside():
    dyads = laid_out(wave(HOMES, []), wave({**HOMES, "ben": "Birch"}, []))
    assert pairs_of(dyads, dyads.moved) == ["ana–ben", "ben–cleo", "ben–dan"]
    assert not (dyads.moved & (dyads.cross | dyads.same)).any()


def test_a_new_name_for_an_organization_moves_nobody():
    dyads = laid_out(
        wave(HOMES, []), wave(dict.fromkeys(HOMES, "x") | {"ana": "y", "ben": "y"}, [])
    )
    assert not dyads.moved.any()
    assert pairs_of(dyads, dyads.same) == ["ana–ben", "cleo–dan"]


def test_an_unknown_organization_in_one_wave_is_unknown():
    dyads = laid_out(wave(HOMES, []), wave({**HOMES, "dan": None}, []))
    assert dyads.known.tolist() == [True, True, True, False]
    assert pairs_of(dyads, dyads.cross | dyads.same | dyads.moved) == [
        "ana–ben",
        "ana–cleo",
        "ben–cleo",
    ]


def test_a_pair_is_observed_if_one_side_answered():
    before = wave(HOMES, [("cleo", "dan")], answers=["ana"])
    dyads = laid_out(before, wave(HOMES, [], answers=["ana", "ben"]))
    assert pairs_of(dyads, dyads.seen_before) == ["ana–ben", "ana–cleo", "ana–dan"]
    assert pairs_of(dyads, ~dyads.seen_after) == ["cleo–dan"]
    assert pairs_of(dyads, dyads.observed) == ["ana–ben", "ana–cleo", "ana–dan"]
    assert pairs_of(dyads, dyads.same_reporters) == ["ana–cleo", "ana–dan", "cleo–dan"]


def test_a_tie_of_which_nobody_answered_does_not_choose_its_pair():
    pairs = [("cleo", "dan"), ("ana", "ben")]
    dyads = laid_out(wave(HOMES, pairs, answers=["ana"]), wave(HOMES, pairs, answers=["ana"]))
    assert pairs_of(dyads, dyads.observed) == ["ana–ben", "ana–cleo", "ana–dan"]
    assert dyads.unreported == (1, 1)


@pytest.mark.parametrize(
    ("reporter", "expected"),
    [
        ("learner", [(0, 1), (0, 2), (0, 3)]),
        ("learned_from", [(1, 0), (2, 0), (3, 0)]),
        ("either", [(0, 1), (0, 2), (0, 3), (1, 0), (2, 0), (3, 0)]),
        ("record", [(i, j) for i in range(4) for j in range(4) if i != j]),
    ],
)
def test_whose_answer_makes_a_direction_observed(reporter, expected):
    net = wave(HOMES, [("cleo", "dan")], answers=["ana"], reporter=reporter)
    arcs, seen = observed_arcs(net, net.people.index, "learning")
    assert np.argwhere(seen).tolist() == [list(pair) for pair in expected]
    assert np.argwhere(arcs).tolist() == [[2, 3]]


def test_arcs_follow_the_order_asked_for():
    net = wave(HOMES, [("ana", "dan")])
    assert np.argwhere(arcs_among(net, pd.Index(["dan", "ana"]))).tolist() == [[1, 0]]


def both_questions(*waves):
    """Per wave the answers to "whom did you learn from" and to "whom did you teach"."""
    sources = []
    for number, (learned, taught) in enumerate(waves, 1):
        told = {"wave": f"w{number}", "respondent": "who", "named": "whom"}
        for rows, direction in ((learned, "learned_from"), (taught, "taught")):
            if rows is not None:
                table = pd.DataFrame(rows, columns=["who", "whom"])
                sources.append(nw.read_survey(table, direction=direction, **told))
    return nw.weave(nw.read_people(pd.DataFrame({"id": list("abc")}), id="id"), *sources)


def test_an_answer_about_one_direction_says_nothing_of_the_other():
    """a answered "learned from", c answered "taught": a → b and a → c, a → c and b → c."""
    net = both_questions(([("a", "b")], [("c", "a")]))
    people = net.people.index
    arcs, seen = observed_arcs(net, people, "learning")
    assert seen.astype(int).tolist() == [[0, 1, 1], [0, 0, 1], [0, 0, 0]]
    assert arcs.astype(int).tolist() == [[0, 1, 1], [0, 0, 0], [0, 0, 0]]
    found = coverage_of(net)
    assert (found.both, found.one, found.none) == (1, 2, 0)  # a–c; a–b and b–c
    assert found.confirmation == 0  # a did not name c


def test_who_answered_both_questions_answered_about_both_directions():
    net = both_questions(([("a", "b")], [("a", "c")]))
    assert net.people.columns[net.people.columns.str.contains(":")].empty
    _, seen = observed_arcs(net, net.people.index, "learning")
    assert seen.astype(int).tolist() == [[0, 1, 1], [1, 0, 0], [1, 0, 0]]


def test_turnover_counts_no_zero_that_nobody_said():
    """Wave 2 asks only "learned from", and a alone answers: of six ordered pairs two were seen.

    In wave 1 everybody answered both questions. a → b is kept, a → c is lost; c → a of wave 1 was
    not asked about in wave 2, so it is not lost.
    """
    first = [("a", "b"), ("a", "c"), ("b", None), ("c", "a")], [("a", "c"), ("b", "a"), ("c", "a")]
    net = both_questions(first, ([("a", "b")], None))
    found = arc_turnover(net.wave("w1"), net.wave("w2"), net.people.index, "learning")
    assert found.to_dict() == {"kept": 1, "new": 0, "lost": 1, "never": 0}
    change = before_after(net.wave("w1"), net.wave("w2")).turnover.loc["all"]
    assert change[["kept", "new", "lost", "never"]].tolist() == [1, 0, 1, 0]  # a–b; a–c
