"""What became of the rows, which columns nobody asked for, and files that cannot be read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netweave import check, errors

from .conftest import ROSTER, SESSIONS, WAVES

ANSWERS = "who,whom\n" + "".join(f"p{n},p{n % 8 + 1}\n" for n in range(1, 9))


def test_every_file_says_what_became_of_its_rows(checked, survey, row):
    """Eight rows used; p9 is nobody (row used in part), a row without respondent is refused."""
    found = checked(ROSTER + survey(), end=f"{ANSWERS}p1,p9\nx,p2\n")
    told = row(found, "rows", "end.csv")
    assert (told["count"], told["of"], told["verdict"]) == (2, 10, "note")
    assert told["share"] == pytest.approx(0.2)
    assert "10 rows: 8 used, 1 used in part, 0 merged, 1 refused." in told["text"]
    assert (
        "Why: no such person in the roster (2); respondent of this row is not used (1)."
        in (told["text"])
    )
    assert "encoding utf-8" in told["text"]
    assert row(found, "rows", "people.csv")["verdict"] == "ok"


def test_no_more_than_three_reasons_are_listed(checked, survey, row):
    rows = "who,whom,how\np1,p2,3\np1,p2,2\np2,p2,3\np3,p4,9\np3,p5,8\np3,p9,2\nx,p1,1\n"
    found = checked(ROSTER + survey(levels=True), end=rows)
    text = row(found, "rows", "end.csv")["text"]
    assert "; and 2 further reasons." in text
    assert text.count("(1)") + text.count("(2)") == 3


def test_columns_that_no_section_asks_for_are_named(checked, survey, row):
    text = "who,whom,mood,x\n" + "".join(f"p{n},p{n % 8 + 1},good,\n" for n in range(1, 9))
    found = checked(ROSTER + survey(), end=text)
    told = row(found, "columns ignored")
    assert (told["where"], told["count"], told["of"]) == ("end.csv", 2, 4)
    assert "“mood”, “x”" in told["text"]


def test_a_column_is_asked_for_if_one_section_asks(checked, survey, row):
    """Two questions of one export, each read by a section of its own."""
    text = "who,whom,helped,mood\np1,p2,p3,good\np2,p3,p1,bad\n"
    second = survey(more='kind = "help"\nheadline = false\n').replace('"whom"', '"helped"')
    found = checked(ROSTER + survey() + second, end=text)
    assert "“mood”;" in row(found, "columns ignored")["text"]


def test_boxes_of_a_question_are_asked_for_by_its_stem(checked, survey, row):
    text = "who,Q2_1,Q2_2,mood\np1,p2,p3,good\np2,p3,,bad\n"
    found = checked(ROSTER + survey(more='form = "generator"\n').replace("whom", "Q2"), end=text)
    assert row(found, "columns ignored")["count"] == 1


def test_what_a_survey_tool_adds_about_people_is_carried_nowhere(checked, survey, row):
    names = "StartDate,Status,IPAddress,Finished,ResponseId,RecipientEmail,who,whom"
    labels = "Start Date,Response Type,IP Address,Finished,Response ID,Recipient Email,Who?,Whom?"
    ids = ",".join(f'"{{""ImportId"":""q{number}""}}"' for number in range(8))
    rows = [
        f"2024-08-01 09:00:00,IP Address,203.0.113.2,True,R_{n},a@b.example,p{n},p{n + 1}"
        for n in (1, 2)
    ]
    text = "\n".join([names, labels, ids, *rows, ""])
    told = row(checked(ROSTER + survey(), end=text), "columns left out")
    assert told["verdict"] == "ok"
    assert "IPAddress" in told["text"]
    assert "RecipientEmail" in told["text"]


def test_rows_that_were_not_asked_for_are_no_fault(checked, survey, row):
    text = "who,whom,q\n" + "".join(f"p{n},p{n % 8 + 1},{'ab'[n % 2]}\n" for n in range(1, 9))
    told = row(checked(ROSTER + survey(more='rows = { q = "a" }\n'), end=text), "rows", "end.csv")
    assert (told["count"], told["of"], told["verdict"]) == (0, 4, "ok")
    assert "not asked for: q is not 'a' (4)" in told["text"]


def test_a_file_that_cannot_be_read_does_not_hide_the_others(checked, survey, row):
    """The log lacks a column, and its section is named; the survey is checked all the same."""
    found = checked(ROSTER + SESSIONS + survey(), log="who,title\np1,x\n", end=ANSWERS + "p1,p9\n")
    told = row(found, "cannot be read")
    assert told["where"] == "cohort.toml [[attendance]] number 1"
    assert told["text"].startswith("log.csv lacks the column 'what'.")
    assert (told["count"], told["of"], told["verdict"]) == (1, 3, "stops")
    assert row(found, "rows", "end.csv")["of"] == 9
    assert found.refuses
    first = found.possible.iloc[0]
    assert (first["finding"], first["possible"]) == ("a report as the project stands", "no")
    assert first["because"].startswith("1 section cannot be read")


def test_two_broken_files_are_two_findings(checked, survey):
    toml = ROSTER + survey() + survey("start.csv", "start") + '[aliases]\nfile = "names.csv"\n'
    found = checked(toml, start="a,b\n1,2\n", end=ANSWERS, names="x,y\n1,2\n")
    wrong = found.table[found.table["verdict"] == "stops"]
    places = ["cohort.toml [[survey]] number 2", "cohort.toml [[aliases]]"]
    assert wrong["where"].tolist() == places
    assert "names.csv lacks the column 'as_written'" in wrong["text"].iloc[1]


def test_a_broken_roster_leaves_nothing_to_weave_and_says_so(checked, survey, row):
    found = checked(ROSTER.replace('id = "id"', 'id = "nr"') + survey(), end=ANSWERS)
    assert row(found, "cannot be read")["where"] == "cohort.toml [people]"
    assert found.possible["possible"].tolist() == ["no"]
    assert "lacks the column 'nr'" in found.possible["because"].iloc[0]
    assert len(found.chasing) == 0
    assert found.refuses


def test_a_roster_taken_from_a_source_that_is_broken(checked):
    toml = '[people]\nfrom = "attendance"\n' + SESSIONS
    found = checked(toml, log="who,title\np1,x\n")
    places = ["cohort.toml [[attendance]] number 1", "cohort.toml [people]"]
    assert found.table["where"].head(2).tolist() == places
    assert "none of it could be read" in found.table["text"].iloc[1]


def test_a_survey_that_offers_the_roster_waits_for_the_roster(checked, survey):
    """The roster is broken: one finding, and none about the survey that needs its names."""
    form = 'form = "checkbox"\nseparator = ", "\nchoices = "people"\n'
    toml = ROSTER.replace('id = "id"', 'id = "nr"') + survey(more=form)
    found = checked(toml, end='who,whom\np1,"Bo Li, Cy Oh"\n')
    wrong = found.table[found.table["verdict"] == "stops"]
    assert wrong["where"].tolist() == ["cohort.toml [people]"]
    good = checked(ROSTER + survey(more=form), end='who,whom\np1,"Bo Li, Cy Oh"\n')
    assert not good.refuses


def test_a_refusal_keeps_its_code(checked, survey, row):
    """Levels of no named scale are refused (E-SCALE)."""
    toml = ROSTER + survey(levels=True).replace('scale = "FREY_LCS"\n', "")
    told = row(checked(toml, end="who,whom,how\np1,p2,3\n"), "cannot be read")
    assert told["code"] == "E-SCALE"
    assert told["verdict"] == "stops"


def test_sources_that_contradict_each_other_stop_at_the_project(checked, survey, row):
    toml = ROSTER + WAVES + survey("start.csv", "start") + survey(levels=True)
    found = checked(toml, start=ANSWERS, end="who,whom,how\np1,p2,3\n")
    assert row(found, "cannot be read")["where"] == "cohort.toml"


def test_a_project_file_with_a_fault_is_an_error(project):
    with pytest.raises(errors.DataError, match="peple"):
        check(project("[peple]\n"))


@pytest.mark.parametrize("wrong", [3, None])
def test_what_is_no_project_is_refused(wrong):
    with pytest.raises(errors.ArgumentError, match=r"source must be what nw\.read_project"):
        check(wrong)


def test_a_network_built_by_hand_has_no_records_to_check():
    import pandas as pd

    from netweave import Network

    net = Network(["a", "b"], pd.DataFrame({"learner": ["a"], "learned_from": ["b"]}))
    with pytest.raises(errors.ArgumentError, match="built by hand"):
        check(net)


CELL = st.one_of(
    st.sampled_from([
        "p1",
        "p2",
        "Bo Li",
        "",
        "3",
        "coalition",
        "0",
        "99",
        "2024-02-03",
        "=1",
        '"',
    ]),
    st.text(max_size=4),
)


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=5))
def test_whatever_a_file_holds_the_others_are_checked(project, survey, rows):
    """Any file gives findings, and never an error; the good file beside it is always there."""
    text = "\n".join(["who,whom,how", *(",".join(row) for row in rows)])
    path = project(ROSTER + survey("start.csv", "start") + survey(levels=True).replace(
        '"end"', '"end"\nkind = "closeness"\nheadline = false'), start=ANSWERS)  # fmt: skip
    path.with_name("end.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
    found = check(path)
    assert (found.table["where"] == "start.csv").any()
    assert found.refuses == bool((found.table["verdict"] == "stops").any())
    assert all(mark.isprintable() or mark == "\n" for mark in str(found))
