"""Ties that nobody was asked about, and who is still to answer. Pairs left blank: test_unasked."""

import math

import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.compare import before_after
from netweave.coverage import coverage_of, who_has_not_answered

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4", "p5"],
    "org": ["North", "North", "South", "South", "South"],
    "consent": ["yes", "", "not asked", "declined", "yes"],
})


def people(roster=ROSTER):
    return nw.read_people(roster, id="id", organization="org", consent="consent")


def listed(rows, wave="w1", **more):
    told = {"wave": wave, "kind": "mentoring", "learner": "mentee", "learned_from": "mentor"}
    table = pd.DataFrame(rows, columns=["mentee", "mentor"])
    return nw.read_survey(table, **(told | {"silent": "recorded"} | more))


PAIRS = [("p1", "p2"), ("p2", "p3"), ("p1", "p4")]


def test_a_complete_list_observes_every_pair_and_claims_no_response():
    """p3 was never asked for consent and is in the list; p4 declined and is taken out."""
    net = nw.weave(people(), listed(PAIRS))
    assert net.kinds.loc["mentoring", "reporter"] == "record"
    assert net.ties[["learner", "learned_from"]].to_numpy().tolist() == [["p1", "p2"], ["p2", "p3"]]
    assert net.responded("mentoring").isna().all()
    assert net.report.files.loc["survey"].tolist() == [3, 2, 1, 0, 0]
    found = coverage_of(net)
    assert math.isnan(found.response)
    assert math.isnan(found.confirmation)
    # 10 pairs of 5, of which the 4 with p4 are taken out
    assert (found.pairs, found.none, found.coverage) == (10, 4, pytest.approx(0.6))
    assert not net.ties["reconstructed"].any()


def test_consent_not_asked_is_kept_in_the_roster():
    net = nw.weave(people(), listed(PAIRS), listed(PAIRS, "w2"))
    assert net.roster["consent"].groupby("person").agg(list).tolist() == [
        ["consented", "consented"],
        ["not_asked", "not_asked"],
        ["not_asked", "not_asked"],
        ["consented", "consented"],
    ]
    assert len(net.ties) == 4


def test_a_mutual_list_needs_no_second_report():
    table = pd.DataFrame({"one": ["p1", "p2", "p1"], "two": ["p2", "p3", "p5"]})
    pairs = nw.read_survey(
        table, wave="w1", kind="office", respondent="one", named="two", direction="mutual",
        silent="recorded",
    )  # fmt: skip
    net = nw.weave(people(), pairs, reconcile="min")
    assert len(net.ties) == 6
    assert coverage_of(net).one == 0


def test_two_lists_are_compared_over_all_pairs():
    """Members of both: p1, p2, p3, p5; four pairs across, of which p2–p3 is new: 2 · 4/4 · 1/4."""
    net = nw.weave(people(), listed(PAIRS[:1]), listed(PAIRS, "w2"))
    change = before_after(net.wave("w1"), net.wave("w2"), kind="mentoring")
    assert change.table.set_index("term").loc["P1", "estimate"] == pytest.approx(0.5)


def test_a_list_says_nothing_of_who_answered_a_survey():
    survey = nw.read_survey(
        pd.DataFrame({"who": ["p1"], "whom": ["p5"]}), wave="w1", learner="who",
        learned_from="whom",
    )  # fmt: skip
    net = nw.weave(people(), listed(PAIRS), survey)
    assert net.people["responded"].tolist() == [True, False, False, False]
    assert "responded_mentoring" not in net.people
    assert coverage_of(net, "learning").answered == 1


def test_one_kind_is_either_asked_or_recorded():
    asked = listed(PAIRS, "w2", silent="missing")
    with pytest.raises(errors.DataError, match="'mentoring' is measured with one silent"):
        nw.weave(people(), listed(PAIRS), asked)


# --- whom to remind -------------------------------------------------------------------------

STATES = pd.DataFrame({
    "who": ["p1", "p2", "p5"],
    "whom": ["p2", None, None],
    "state": ["responded", "invited", "not eligible"],
})


def asked(table=STATES, kind="learning", wave="w1"):
    return nw.read_survey(
        table, wave=wave, kind=kind, learner="who", learned_from="whom", state="state"
    )


def chased(net, **more):
    return who_has_not_answered(net, **more).to_numpy().tolist()


def test_whom_to_remind():
    """p1 answered, p2 was invited, p3 is in no row, p4 declined, p5 had left."""
    net = nw.weave(people(), asked())
    assert list(who_has_not_answered(net).columns) == ["person", "organization", "wave", "state"]
    assert chased(net) == [
        ["p2", "North", "w1", "invited"],
        ["p3", "South", "w1", "never in the file"],
    ]
    assert chased(net.without(["p2"])) == [["p3", "South", "w1", "never in the file"]]


def test_by_kind_and_by_wave():
    advice = pd.DataFrame({"who": ["p3"], "whom": ["p1"], "state": [""]})
    later = pd.DataFrame({"who": ["p5"], "whom": ["p1"], "state": [""]})
    net = nw.weave(people(), asked(), asked(advice, "advice"), asked(later, wave="w2"))
    assert chased(net, wave="w1") == [["p2", "North", "w1", "invited"]]
    assert [row[0] for row in chased(net, kind="advice", wave="w1")] == ["p1", "p2"]
    assert [row[3] for row in chased(net, kind="advice", wave="w1")] == ["never in the file"] * 2
    assert [row[0] for row in chased(net, wave="w2")] == ["p1", "p2", "p3"]
    assert chased(net) == chased(net, wave="w1") + chased(net, wave="w2")
    # in the second wave nobody was asked for advice
    assert [row[2] for row in chased(net, kind="advice")] == ["w1", "w1"]


def test_nobody_is_reminded_of_what_nobody_was_asked():
    assert chased(nw.weave(people(), listed(PAIRS))) == []
    by_hand = nw.Network(["a", "b"], pd.DataFrame({"learner": ["a"], "learned_from": ["b"]}))
    assert chased(by_hand) == []
    net = nw.weave(people(), asked())
    with pytest.raises(errors.ArgumentError, match="kind must be"):
        who_has_not_answered(net, "advice")
    with pytest.raises(errors.ArgumentError, match="wave must be"):
        who_has_not_answered(net, wave="w9")


def test_whose_answers_could_not_be_used_is_in_the_file():
    """p2 named nobody of the roster, the date of p3 is none, p4 is in no row."""
    roster = nw.read_people(pd.DataFrame({"id": ["p1", "p2", "p3", "p4"]}), id="id")
    answers = pd.DataFrame({
        "who": ["p1", "p2", "p3"],
        "whom": ["p2", "p9", "p1"],
        "when": ["2022-03-01", "2022-03-01", "soon"],
    })
    net = nw.weave(
        roster,
        nw.read_survey(answers, wave="w", learner="who", learned_from="whom", time="when"),
    )
    told = who_has_not_answered(net)[["person", "state"]].to_numpy().tolist()
    assert told == [
        ["p2", "answered, but could not be used"],
        ["p3", "answered, but could not be used"],
        ["p4", "never in the file"],
    ]
    assert net.report.waiting["person"].tolist() == ["p2", "p3"]
