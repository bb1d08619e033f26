"""Two reports of one tie: which weight it gets, and which report a threshold is held against."""

import itertools

import numpy as np
import pandas as pd
import pytest

import netweave as nw

LEVELS = range(6)


def woven(rows, people=("a", "b", "c"), reconcile="mean", threshold="coordination"):
    answers = nw.read_survey(
        pd.DataFrame(rows, columns=["who", "whom", "how"]), wave="w1", respondent="who",
        named="whom", direction="mutual", level="how", scale="FREY_LCS", threshold=threshold,
    )  # fmt: skip
    roster = nw.read_people(pd.DataFrame({"id": list(people)}), id="id")
    return nw.weave(roster, answers, reconcile=reconcile)


def told(net):
    """Give weight, highest, lowest and whether it counts, of the tie a → c."""
    row = net.ties[(net.ties["learner"] == "a") & (net.ties["learned_from"] == "c")].iloc[0]
    return (*row[["weight", "highest", "lowest"]].tolist(), bool(net.structure()[0, 2]))


def test_either_side_makes_a_tie_whatever_the_mean_is():
    """Coordination is 3: a says 3, c says 2, the mean is 2.5 and the tie is there all the same."""
    assert told(woven([("a", "c", "3"), ("c", "a", "2")])) == (2.5, 3.0, 2.0, True)


def test_an_answer_of_the_other_side_takes_no_tie_away():
    alone = told(woven([("a", "c", "3")]))
    assert alone[:2] == (3.0, 3.0)
    assert np.isnan(alone[2])
    assert alone[3]


def test_no_tie_is_a_report_too():
    assert told(woven([("a", "c", "3"), ("c", "a", "0")])) == (1.5, 3.0, 0.0, True)


def test_a_confirmed_tie_needs_both_at_the_threshold():
    rows = [("a", "c", "3"), ("c", "a", "2")]
    assert told(woven(rows, reconcile="min")) == (2.0, 2.0, 2.0, False)
    assert told(woven(rows, reconcile="min", threshold="cooperation"))[3]
    assert told(woven(rows, reconcile="max")) == (3.0, 3.0, 2.0, True)


@pytest.mark.parametrize(("reconcile", "rule"), [("mean", max), ("max", max), ("min", min)])
def test_every_pair_of_levels(reconcile, rule):
    """All 36 pairs of answers, each by two people of their own."""
    pairs = list(itertools.product(LEVELS, LEVELS))
    rows = []
    for one, other in pairs:
        left, right = f"x{one}{other}", f"y{one}{other}"
        rows += [(left, right, str(one)), (right, left, str(other))]
    people = [name for one, other in pairs for name in (f"x{one}{other}", f"y{one}{other}")]
    net = woven(rows, people, reconcile)
    tied = net.structure()
    for place, (one, other) in enumerate(pairs):
        assert bool(tied[2 * place, 2 * place + 1]) == (rule(one, other) >= 3), (one, other)


def test_learned_and_taught_are_held_against_the_higher_report_too():
    how = {"level": "how", "scale": "FREY_LCS", "threshold": "coordination", "wave": "w1"}
    columns = ["who", "whom", "how"]
    learned = nw.read_survey(
        pd.DataFrame([("a", "c", "2")], columns=columns), learner="who", learned_from="whom", **how
    )
    taught = nw.read_survey(
        pd.DataFrame([("c", "a", "3")], columns=columns), respondent="who", named="whom",
        direction="taught", **how,
    )  # fmt: skip
    roster = nw.read_people(pd.DataFrame({"id": ["a", "b", "c"]}), id="id")
    net = nw.weave(roster, learned, taught)
    assert told(net) == (2.5, 3.0, 2.0, True)
    assert net.structure(directed=True).toarray().sum() == 1


def test_ties_of_sessions_have_no_reports():
    log = pd.DataFrame({"who": ["a", "b"], "session": ["s", "s"]})
    answers = pd.DataFrame({"who": ["a"], "whom": ["c"]})
    net = nw.weave(
        nw.read_people(pd.DataFrame({"id": ["a", "b", "c"]}), id="id"),
        nw.read_attendance(log, person="who", event="session"),
        nw.read_survey(answers, wave="w1", learner="who", learned_from="whom"),
    )
    highest = net.ties.groupby("kind", observed=True)["highest"].count()
    assert highest.to_dict() == {"learning": 1, "attendance_peer": 0}
