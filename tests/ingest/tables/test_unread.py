"""Columns that bear a reserved name and were not named."""

import pandas as pd
import pytest

import netweave as nw

SAID = "columns not read: {}; name them if they were meant"


def test_the_roster_says_that_consent_was_not_read():
    roster = pd.DataFrame({"id": ["p1"], "Consent": ["declined"], "organization": ["North"]})
    people = nw.read_people(roster, id="id")
    assert people.note.endswith(SAID.format("'Consent'"))
    assert nw.weave(people).report.reading["people"] == people.note
    assert nw.read_people(roster, id="id", consent="Consent").note.count("not read") == 0
    assert nw.read_people(roster, id="id", rows={"Consent": "declined"}).note.count("not read") == 0


@pytest.mark.parametrize("more", [{}, {"role": "role"}])
def test_a_log_says_that_roles_and_dates_were_not_read(more):
    log = pd.DataFrame({"p": ["a"], "e": ["s"], "role": ["speaker"], "date": ["2022-01-01"]})
    found = nw.read_attendance(log, person="p", event="e", **more)
    assert found.note.endswith(SAID.format("'date'" if more else "'role', 'date'"))


def test_a_survey_says_that_levels_were_not_read():
    answers = pd.DataFrame({"who": ["a"], "whom": ["b"], "Level": ["3"], "date": ["2022-01-01"]})
    found = nw.read_survey(answers, wave="w", learner="who", learned_from="whom")
    assert found.note.endswith(SAID.format("'Level'"))
    scaled = nw.read_survey(
        answers, wave="w", learner="who", learned_from="whom", level="Level", scale="FREY_LCS"
    )
    assert "not read" not in scaled.note
