"""Answers in long form."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.scales import Scale

ANSWERS = pd.DataFrame({
    "who": ["a", "a", "b", "c", "d", "e", "f"],
    "whom": ["b", "c", "a", None, "a", None, "a"],
    "how": ["Coalition", "0", "friend", "", "", "", "2"],
    "state": ["Complete", "", "complete", "complete", "invited", "declined", "on leave"],
})
TIE = {"wave": "w1", "learner": "who", "learned_from": "whom"}


def reasons(source):
    return [str(reason) for reason in source.mentions.fates.reason_column()]


def test_answers():
    survey = nw.read_survey(ANSWERS, level="how", scale="FREY_LCS", threshold="cooperation", **TIE)
    np.testing.assert_array_equal(
        survey.answers["weight"], [4, 0, np.nan, np.nan, np.nan, np.nan, 2]
    )
    assert survey.threshold == 2.0
    assert survey.mentions.mention.tolist() == [
        "respondent", "named", "respondent", "named", "respondent", "named", "respondent",
        "respondent", "named", "respondent", "respondent", "named",
    ]  # fmt: skip
    assert [reason for reason in reasons(survey) if reason] == [
        "level 'friend' is not on the scale FREY_LCS",
        "level is missing",
    ]
    assert survey.answers["at_named"].tolist() == [1, 3, 5, -1, 8, -1, 11]


def test_states():
    survey = nw.read_survey(ANSWERS, state="state", states={"On leave": "not_eligible"}, **TIE)
    assert survey.answers["state"].tolist() == [
        "responded", "responded", "responded", "responded", "invited", "declined", "not_eligible",
    ]  # fmt: skip
    assert sum(reason.startswith("names somebody although") for reason in reasons(survey)) == 2
    survey = nw.read_survey(ANSWERS, state="state", **TIE)
    assert reasons(survey)[-2:] == ["unknown state 'on leave'"] * 2
    with pytest.raises(errors.ArgumentError, match="states must be one of"):
        nw.read_survey(ANSWERS, state="state", states={"x": "maybe"}, **TIE)


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"learner": "who"},
        {"respondent": "who", "named": "whom"},
        {"respondent": "who", "direction": "taught"},
        {"learner": "who", "named": "whom", "direction": "taught"},
    ],
)
def test_without_a_direction_it_is_refused(columns):
    with pytest.raises(errors.RefusalError, match="E-DIR") as caught:
        nw.read_survey(ANSWERS, wave="w1", **columns)
    assert caught.value.code == "E-DIR"


def test_levels_need_a_scale_by_name():
    for given in (
        {"level": "how"},
        {"threshold": "cooperation"},
        {"level": "how", "scale": "mine"},
    ):
        with pytest.raises(errors.RefusalError, match="E-SCALE"):
            nw.read_survey(ANSWERS, **TIE, **given)
    with pytest.raises(errors.ArgumentError, match="named in the words of FREY_LCS"):
        nw.read_survey(ANSWERS, level="how", scale="FREY_LCS", threshold="2", **TIE)
    with pytest.raises(errors.ArgumentError, match="needs level="):
        nw.read_survey(ANSWERS, scale="FREY_LCS", **TIE)
    own = Scale("own", ("coalition", "friend"))
    assert (
        nw.read_survey(ANSWERS, level="how", scale=own, **TIE).answers["weight"].tolist()[2] == 2.0
    )


def test_negative_levels_name_their_lines():
    answers = ANSWERS.assign(how=["-1", "0", "-2", "", "", "", "2"])
    with pytest.raises(
        errors.DataError, match=r"survey\['how'\] must not be negative; 2 rows.*lines 1, 3"
    ):
        nw.read_survey(answers, level="how", scale="FREY_LCS", **TIE)


def test_other_arguments():
    with pytest.raises(errors.ArgumentError, match="already say the direction"):
        nw.read_survey(ANSWERS, direction="taught", **TIE)
    with pytest.raises(errors.ArgumentError, match="direction must be one of"):
        nw.read_survey(ANSWERS, wave="w1", respondent="who", named="whom", direction="up")
    with pytest.raises(errors.ArgumentError, match="kind must not be one of"):
        nw.read_survey(ANSWERS, kind="coauthorship", **TIE)
    with pytest.raises(errors.ArgumentError, match="wave must be a name"):
        nw.read_survey(ANSWERS, wave="", learner="who", learned_from="whom")
    with pytest.raises(errors.DataError, match=r"3 mention\(s\).*lines 5, 7 "):
        nw.read_survey(ANSWERS, state="state", on_bad="raise", **TIE)
    survey = nw.read_survey(ANSWERS, wave="w1", respondent="who", named="whom", direction="mutual")
    assert repr(survey) == (
        "<Survey survey: learning (mutual), wave w1, 7 rows, 6 respondents, 0 mentions refused>"
    )


def test_dates_of_answers():
    answers = ANSWERS.assign(time=["2022-01-05", "soon", "", "", "", "", ""])
    survey = nw.read_survey(answers, time="time", **TIE)
    assert reasons(survey)[2:4] == ["date does not parse"] * 2
    assert survey.answers["time"].notna().sum() == 1
