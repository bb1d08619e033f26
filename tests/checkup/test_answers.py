"""How people answered: one level for all, nearly everybody, caps, answers that were lost."""

import pytest

from .conftest import ROSTER

EVERYBODY = range(1, 9)


def levels(who, given):
    """Write a row for each person named: whom → level."""
    return "".join(f"p{who},p{whom},{level}\n" for whom, level in given.items())


def test_one_level_for_five_others_is_marked(checked, survey, row):
    """p1 gave five others a 3; p2 gave four a 3; p3 gave five others two levels."""
    rows = levels(1, dict.fromkeys(range(2, 7), 3)) + levels(2, dict.fromkeys(range(3, 7), 3))
    rows += levels(3, {**dict.fromkeys(range(4, 8), 3), 8: 2})
    told = row(checked(ROSTER + survey(levels=True), end=f"who,whom,how\n{rows}"),
               "one level for everybody")  # fmt: skip
    assert (told["count"], told["of"], told["verdict"]) == (1, 2, "note")
    assert "“p1”" in told["text"]
    assert told["where"] == "end, learning"


def test_no_interaction_with_anybody_is_an_answer_and_no_straight_line(checked, survey, row):
    rows = levels(1, dict.fromkeys(range(2, 8), 0))
    told = row(checked(ROSTER + survey(levels=True), end=f"who,whom,how\n{rows}"),
               "one level for everybody")  # fmt: skip
    assert (told["count"], told["of"], told["verdict"]) == (0, 1, "ok")


@pytest.mark.parametrize(("words", "listed"), [('["a", "b"]', 0), ('["a", "b", "c"]', 1)])
def test_a_scale_of_two_levels_says_nothing_of_straight_lines(checked, survey, words, listed):
    rows = levels(1, dict.fromkeys(range(2, 8), "a"))
    own = survey(more=f'level = "how"\nwords = {words}\n')
    found = checked(ROSTER + own, end=f"who,whom,how\n{rows}")
    assert (found.table["found"] == "one level for everybody").sum() == listed


def test_who_names_nearly_everybody_is_marked(checked, survey, row):
    """Of seven others p1 names six (86%), p2 five (71%)."""
    rows = "".join(f"p1,p{n}\n" for n in range(2, 8)) + "".join(f"p2,p{n}\n" for n in range(3, 8))
    told = row(checked(ROSTER + survey(), end=f"who,whom\n{rows}"), "nearly everybody named")
    assert (told["count"], told["of"], told["verdict"]) == (1, 2, "note")
    assert "“p1”" in told["text"]


def test_only_those_who_have_a_column_could_be_named(checked, survey, row):
    """Six columns: p1 could name five others and marks all of them."""
    columns = ",".join(f"knows_p{n}" for n in range(1, 7))
    matrix = f"who,{columns}\np1,,x,x,x,x,x\np2,x,,,,,\n"
    toml = ROSTER + survey(more='form = "matrix"\n').replace('"whom"', '"knows"')
    told = row(checked(toml, end=matrix), "nearly everybody named")
    assert (told["count"], told["of"]) == (1, 2)


def test_in_a_small_network_naming_everybody_is_natural(checked, survey, row):
    people = "id,name,org\np1,A,N\np2,B,N\np3,C,S\n"
    found = checked(ROSTER + survey(), people=people, end="who,whom\np1,p2\np1,p3\np2,p1\n")
    assert row(found, "nearly everybody named")["count"] == 0


def test_a_cap_on_names_says_how_many_reached_it(checked, survey, row):
    rows = "".join(f"p1,p{n}\n" for n in range(2, 5)) + "p2,p1\n"
    told = row(checked(ROSTER + survey(more="most_names = 3\n"), end=f"who,whom\n{rows}"),
               "capped name generator")  # fmt: skip
    assert (told["code"], told["verdict"]) == ("W08", "note")
    assert "1 of the 2 who answered named as many" in told["text"]


def test_self_nominations_and_twins_are_counted(checked, survey, row):
    """p1 names p2 twice; p3 names itself."""
    found = checked(ROSTER + survey(), end="who,whom\np1,p2\np1,p2\np3,p3\np3,p4\n")
    itself = row(found, "people who name themselves")
    assert (itself["where"], itself["count"], itself["of"]) == ("end.csv", 1, 4)
    twice = row(found, "the same answer twice")
    assert (twice["count"], twice["of"]) == (1, 4)


def test_answers_that_could_not_be_used_are_counted(checked, survey, row):
    """Of ten answers one has a level that is not on the scale: 10%, more than 1 in 20 (W25)."""
    rows = levels(1, dict.fromkeys(range(2, 8), 2)) + "p2,p1,9\np2,p3,1\np2,p4,1\np3,p1,2\n"
    found = checked(ROSTER + survey(levels=True), end=f"who,whom,how\n{rows}")
    told = row(found, "answers that could not be used", "end.csv")
    assert (told["count"], told["verdict"]) == (1, "note")
    coded = found.table[found.table["code"] == "W25"]
    assert len(coded) == 1
    assert "1 of 10 answers" in coded["text"].iloc[0]


def test_codes_for_no_answer_are_counted(checked, survey, row):
    matrix = "who,knows_p1,knows_p2,knows_p3\np1,,3,99\np2,99,,2\np3,1,2,\n"
    more = 'form = "matrix"\nscale = "FREY_LCS"\nmissing = 99\n'
    found = checked(ROSTER + survey(more=more).replace('"whom"', '"knows"'), end=matrix)
    told = row(found, "codes for no answer")
    assert (told["where"], told["count"], told["verdict"]) == ("end.csv", 2, "ok")
    assert (found.table["found"] == "pairs not asked about").sum() == 1


def test_without_a_survey_there_is_nothing_to_say_of_answers(checked):
    found = checked(ROSTER)
    assert not (found.table["section"] == "answers").any()
