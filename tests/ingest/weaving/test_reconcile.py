"""Two reports of one tie: which weight it gets, and which report a threshold is held against."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.coverage import coverage_of

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


# --- two reports, one report, and the share confirmed -----------------------------------------


def of_learning(learned, taught, people="abcd", reconcile="mean"):
    """Weave "I learned from" and "I taught", each a list of (who, whom)."""
    told = {"wave": "w1"}
    sources = []
    if learned is not None:
        table = pd.DataFrame(learned, columns=["who", "whom"])
        sources.append(nw.read_survey(table, learner="who", learned_from="whom", **told))
    if taught is not None:
        table = pd.DataFrame(taught, columns=["who", "whom"])
        sources.append(
            nw.read_survey(table, respondent="who", named="whom", direction="taught", **told)
        )
    roster = nw.read_people(pd.DataFrame({"id": list(people)}), id="id")
    return nw.weave(roster, *sources, reconcile=reconcile)


def marks(net, column="reconstructed"):
    first = net.ties[["learner", "learned_from"]].astype(str).agg("".join, axis=1)
    return dict(zip(first, net.ties[column].tolist(), strict=True))


LEARNED = [("a", "b"), ("a", "c"), ("b", None)]
TAUGHT = [("b", "a"), ("a", None)]


def test_a_tie_whose_other_side_did_not_answer_is_reconstructed():
    """Of a → b both speak; c, who could have said that a learned from them, is silent."""
    net = of_learning(LEARNED, TAUGHT)
    assert marks(net) == {"ab": False, "ac": True}
    assert net.ties["reconstructed"].dtype == bool


def test_silence_of_somebody_who_answered_is_no_missing_report():
    net = of_learning(LEARNED, [*TAUGHT, ("c", None)])
    assert marks(net) == {"ab": False, "ac": False}


def test_where_one_side_is_asked_nothing_is_reconstructed():
    assert set(marks(of_learning(LEARNED, None)).values()) == {False}


def test_the_share_confirmed_of_learning_asked_from_both_sides():
    """a → b: both say so. a → c: c answered and did not. b → c: c says so, b answered and did not.

    d → a: a says so and d is silent. One of the three ties of which both sides answered.
    """
    taught = [("b", "a"), ("c", "b"), ("a", "d")]
    for reconcile in ("mean", "max", "min"):
        net = of_learning(LEARNED, taught, reconcile=reconcile)
        assert coverage_of(net).confirmation == pytest.approx(1 / 3)
    assert marks(of_learning(LEARNED, taught)) == {
        "ab": False, "ac": False, "bc": False, "da": True,
    }  # fmt: skip
    confirmed = of_learning(LEARNED, taught, reconcile="min")
    assert sorted(marks(confirmed)) == ["ab", "da"]
    assert math.isnan(coverage_of(of_learning(LEARNED, None)).confirmation)


def test_the_share_confirmed_of_a_mutual_kind_under_every_rule():
    """a–c both at 3 and 2; a–b 3, b silent; b is not asked. Threshold 3: one of two reports."""
    rows = [("a", "c", "3"), ("c", "a", "2"), ("a", "b", "3")]
    for reconcile in ("mean", "max", "min"):
        assert coverage_of(woven(rows, reconcile=reconcile)).confirmation == 0
        low = woven(rows, reconcile=reconcile, threshold="cooperation")
        assert coverage_of(low).confirmation == 1
    both = woven([*rows, ("b", "c", "3")], threshold="cooperation")  # b answered: a–b, b–c alone
    assert coverage_of(both).confirmation == pytest.approx(1 / 3)
    assert marks(woven(rows)) == {"ab": True, "ba": True, "ac": False, "ca": False}


def test_a_blank_cell_of_the_other_side_makes_a_tie_reconstructed():
    table = pd.DataFrame({
        "who": ["a", "b", "c"],
        "a": ["", "", "0"],
        "b": ["1", "", "0"],
        "c": ["1", "0", ""],
    })
    survey = nw.read_survey(
        table, wave="w1", respondent="who", named=["a", "b", "c"], form="matrix",
        direction="mutual", blank="missing",
    )  # fmt: skip
    net = nw.weave(nw.read_people(pd.DataFrame({"id": list("abc")}), id="id"), survey)
    assert marks(net) == {"ab": True, "ba": True, "ac": False, "ca": False}
    assert coverage_of(net).confirmation == 0  # a–c alone; c said no


def test_contacts_a_year_are_reconciled_by_the_same_rule():
    """Weekly and monthly: 52 and 12 contacts, the ranks 4 and 3."""
    rows = [("a", "c", "weekly"), ("c", "a", "monthly"), ("a", "b", "never")]
    answers = nw.read_survey(
        pd.DataFrame(rows, columns=["who", "whom", "how"]), wave="w1", respondent="who",
        named="whom", direction="mutual", level="how", scale="FREQUENCY6",
    )  # fmt: skip
    roster = nw.read_people(pd.DataFrame({"id": list("abc")}), id="id")
    found = {}
    for how in ("mean", "max", "min"):
        net = nw.weave(roster, answers, reconcile=how)
        found[how] = net.ties[["weight", "per_year"]].iloc[0].tolist()
        assert net.report.reports["per_year"].tolist() == [52, 12, 0]
    assert found == {"mean": [3.5, 32], "max": [4, 52], "min": [3, 12]}
    assert "per_year" not in woven([("a", "c", "3")]).ties


@pytest.mark.parametrize(
    ("rows", "how", "weight"),
    [
        ([("a", "c", "4"), ("c", "a", "0")], "mean", 2.0),
        ([("a", "c", "4"), ("c", None, None)], "mean", 4.0),
        ([("a", "c", "4"), ("c", "a", "0")], "max", 4.0),
        ([("a", "c", "4"), ("c", None, None)], "max", 4.0),
        ([("a", "c", "4"), ("c", "a", "0")], "min", None),
        ([("a", "c", "4"), ("c", None, None)], "min", None),
    ],
)
def test_a_level_of_0_is_a_report_and_silence_is_none(rows, how, weight):
    """The rule of ``weave``: confirmed is the tie in neither case."""
    net = woven(rows, reconcile=how)
    kept = net.ties["weight"].unique().tolist()
    assert kept == ([] if weight is None else [weight])
    assert coverage_of(net, "learning").confirmation == 0
