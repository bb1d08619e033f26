"""Part of a file: rows that were not asked for are set aside and counted."""

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

ANSWERS = pd.DataFrame({
    "who": ["p1", "p1", "p2", "p2"],
    "whom": ["p2", "p3", "p1", "p3"],
    "relation": ["advice", "friends", "advice", "friends"],
})
PEOPLE = nw.read_people(pd.DataFrame({"id": ["p1", "p2", "p3"]}), id="id")


def survey(**options):
    return nw.read_survey(
        ANSWERS, wave="w", kind="advice", learner="who", learned_from="whom", **options
    )


def test_rows_that_were_not_asked_for_are_set_aside_and_counted():
    net = nw.weave(PEOPLE, survey(rows={"relation": "advice"}))
    pairs = net.ties[["learner", "learned_from"]].astype(str).to_numpy().tolist()
    assert pairs == [["p1", "p2"], ["p2", "p1"]]
    assert net.report.files.loc["survey"].to_dict() == {
        "rows": 4, "used": 2, "used_in_part": 0, "merged": 0, "refused": 2,
    }  # fmt: skip
    assert net.report.reasons["not asked for: relation is not 'advice'"] == 2
    aside = net.report.refused
    assert aside["line"].tolist() == [2, 4]


def test_one_file_may_hold_several_questions():
    net = nw.weave(
        PEOPLE, survey(rows={"relation": "advice"}), survey(rows={"relation": ["friends"]})
    )
    assert net.report.files["rows"].tolist() == [3, 4, 4]
    assert len(net.ties) == 4


def test_no_row_left_is_an_error_that_says_what_was_asked():
    with pytest.raises(
        errors.DataError, match="survey has no row left: in all 4 rows relation is not 'help'"
    ):
        survey(rows={"relation": "help"})
    with pytest.raises(
        errors.DataError, match=r"lacks the column 'relatoin'. Did you mean 'relation'"
    ):
        survey(rows={"relatoin": "advice"})


def test_a_roster_may_share_its_file_with_something_else():
    nodes = pd.DataFrame({"id": ["p1", "e1", "p2"], "mode": ["person", "event", "person"]})
    people = nw.read_people(nodes, id="id", rows={"mode": "person"})
    assert list(people.frame.index) == ["p1", "p2"]
    log = nw.read_attendance(
        pd.DataFrame({"who": ["p1", "p2", "p1"], "what": ["s", "s", "t"], "year": [1, 1, 2]}),
        person="who", event="what", rows={"year": 1},
    )  # fmt: skip
    net = nw.weave(people, log)
    assert net.report.files["refused"].tolist() == [1, 1]
    assert len(net.ties) == 2


def test_who_is_in_no_row_did_not_answer_unless_said_otherwise():
    missing = nw.weave(PEOPLE, survey())
    assert missing.people["responded_advice"].tolist() == [True, True, False]
    said = nw.weave(PEOPLE, survey(silent="named nobody"))
    assert said.people["responded_advice"].tolist() == [True, True, True]
    with pytest.raises(errors.ArgumentError, match="silent must be one of"):
        survey(silent="unknown")


def test_eligible_means_there_on_the_last_day_of_the_wave():
    roster = pd.DataFrame({
        "id": ["p1", "p2", "p3", "p4"],
        "joined": ["2022-01-01", "2022-01-01", "2022-06-30", "2022-07-01"],
        "left": ["2022-06-29", "2022-06-30", None, None],
    })
    people = nw.read_people(roster, id="id", joined="joined", left="left")
    answers = pd.DataFrame({"who": ["p2"], "whom": ["p3"]})
    only = nw.read_survey(answers, wave="w", learner="who", learned_from="whom")
    net = nw.weave(people, only, waves={"w": ("2022-01-01", "2022-07-01")})
    assert list(net.people.index) == ["p2", "p3"]
