"""Every refusal, by a small case, with what to do; and what it asks for is accepted."""

import pandas as pd
import pytest

import netweave as nw
from netweave import audience, compare
from netweave.codes import REFUSALS
from netweave.errors import RefusalError

ROWS = pd.DataFrame({"who": ["ana"], "whom": ["ben"], "how": ["cooperation"]})
PEOPLE = pd.DataFrame({"organization": ["Ash", "Birch", "Cedar"]}, index=["ana", "ben", "cleo"])
TIES = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
CASES = {}


def case(code):
    """Register a case: what is refused, and what is accepted instead."""
    return lambda function: CASES.setdefault(code, function)


def both_waves():
    ties = pd.concat([TIES.assign(wave=wave) for wave in ("start", "end")])
    return nw.Network(PEOPLE, ties.assign(time=pd.Timestamp("2022-01-01")))


@case("E-SCALE")
def levels_without_a_scale():
    def read(**scale):
        return nw.read_survey(ROWS, wave="w", learner="who", learned_from="whom", level="how",
                              **scale)  # fmt: skip

    return read, lambda: read(scale="FREY_LCS")


@case("E-DIR")
def a_survey_without_a_direction():
    def read(**direction):
        return nw.read_survey(ROWS, wave="w", respondent="who", named="whom", **direction)

    return read, lambda: read(direction="learned_from")


@case("E-DECAY")
def decay_over_two_waves():
    net = both_waves()
    return (lambda: net.decay(at="2022-02-01")), lambda: net.wave("end").decay(at="2022-02-01")


@case("E-CONSENT")
def a_tie_of_somebody_who_declined():
    roster = pd.DataFrame({"wave": "start", "person": ["ana", "ben", "cleo"],
                           "consent": ["declined", "consented", "consented"]})  # fmt: skip
    ties = TIES.assign(wave="start")
    waves = ["start", "end"]
    return (
        lambda: nw.Network(PEOPLE, ties, waves=waves, roster=roster),
        lambda: nw.Network(PEOPLE, ties[1:], waves=waves, roster=roster),
    )


@case("E-RANK")
def a_table_of_people_for_the_network():
    return (
        lambda: audience.audience_named("network").check_people("the table of people"),
        lambda: audience.audience_named("analyst").check_people("the table of people"),
    )


@case("E-PERSON")
def what_somebody_is():
    return (
        lambda: nw.check_claim("Ana lacks a network mindset."),
        lambda: nw.check_claim("Ana has no tie to another organization."),
    )


@case("E-CAUSAL")
def an_effect():
    return (
        lambda: nw.check_claim("The cohort raised the number of ties."),
        lambda: nw.check_claim("Ties crossed organizations."),
    )


@case("E-PERSON")
def what_somebody_is_like():
    return (
        lambda: nw.check_claim("Ana lacks a network mindset."),
        lambda: nw.check_claim("5 of 24 members have no tie to another organization."),
    )


@case("E-CHANGE")
def a_change_from_one_wave():
    net = both_waves()
    result = nw.ei_index(net.wave("end"))
    return (
        lambda: nw.check_claim("Ties across organizations grew.", result),
        lambda: nw.check_claim(f"Of this cohort: {result.sentence}", result),
    )


@case("E-HEADLINE")
def attendance_as_a_headline():
    kinds = pd.DataFrame({"evidence": ["opportunity"], "threshold": [1.0]}, index=["met"])
    waves = [nw.Network(PEOPLE, rows.assign(kind="met"), kinds) for rows in (TIES, TIES[:1])]
    return (
        lambda: compare.before_after(*waves),
        lambda: compare.before_after(*waves, allow_opportunity=True),
    )


def test_every_refusal_has_a_case():
    assert sorted(CASES) == sorted(REFUSALS)


@pytest.mark.parametrize("code", CASES)
def test_it_is_refused_with_its_text_and_what_to_do(code):
    refused, accepted = CASES[code]()
    with pytest.raises(RefusalError) as found:
        refused()
    said = REFUSALS[code]
    assert found.value.code == code
    assert str(found.value).startswith(f"{code}: ")
    assert said.text in str(found.value)
    assert said.mend.split(":", 1)[0].rstrip(".") in str(found.value)
    accepted()


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_is_text_number_and_what_to_do(code):
    said = REFUSALS[code]
    assert said.id == code
    assert code.startswith("E-")
    assert said.tier == "stops"
    for words in (said.text, said.mend):
        assert words[0].isupper()
        assert words.endswith(".")
        assert len(words.split()) >= 5


def test_people_are_ranked_in_no_words_either():
    with pytest.raises(RefusalError, match="E-RANK"):
        nw.check_claim("Ana is the most influential person.")
