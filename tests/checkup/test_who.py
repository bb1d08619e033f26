"""Names that find nobody, what is undecided, aliases that nothing needs."""

from netweave import check, read_people, read_survey, weave

from .conftest import PEOPLE, ROSTER

ANSWERS = "who,whom\n" + "".join(f"p{n},p{n % 8 + 1}\n" for n in range(1, 9))
LOST = f"{ANSWERS}p1,Bo Lii\np2,Bo Lii\np3,Zzzz Qqqq\n"


def test_names_that_find_nobody_are_counted_with_their_likely_matches(checked, survey, row):
    """Two spellings in three mentions; one of them, Bo Lii, is like Bo Li."""
    found = checked(ROSTER + survey(), end=LOST)
    told = row(found, "names that find nobody")
    assert (told["count"], told["verdict"]) == (3, "note")
    assert told["of"] == 8 + 11 + 11
    assert "2 spellings in 3 mentions" in told["text"]
    assert "“Bo Lii” (2), “Zzzz Qqqq” (1)." in told["text"]
    likely = row(found, "likely matches")
    assert (likely["count"], likely["of"], likely["verdict"]) == (1, 2, "note")


def test_a_name_in_several_files_is_one_spelling(checked, survey, row):
    answers = f"{ANSWERS}p1,Bo Lii\n"
    toml = ROSTER + survey() + survey("start.csv", "start")
    text = row(checked(toml, end=LOST, start=answers), "names that find nobody")["text"]
    assert "2 spellings in 4 mentions" in text
    assert "“Bo Lii” (3 in 2 files), “Zzzz Qqqq” (1)." in text


def test_everybody_found_is_said_too(checked, survey, row):
    found = checked(ROSTER + survey(), end=ANSWERS)
    assert row(found, "names that find nobody")["verdict"] == "ok"
    assert not (found.table["found"] == "likely matches").any()


def test_of_a_network_no_likely_matches_are_looked_for(tmp_path, row):
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "end.csv").write_text(LOST, encoding="utf-8")
    people = read_people(tmp_path / "people.csv", id="id", name="name", organization="org")
    answers = read_survey(tmp_path / "end.csv", wave="end", learner="who", learned_from="whom")
    found = check(weave(people, answers))
    assert row(found, "names that find nobody")["count"] == 3
    assert not (found.table["found"] == "likely matches").any()
    assert not found.refuses


def test_rows_of_a_crosswalk_that_wait_are_counted(checked, survey, row):
    names = (
        "what,as_written,suggested_id,decision\n"
        "person,Bo Lii,p2,accept\nperson,Zzzz Qqqq,p1,\nperson,Old Name,p3,reject\n"
    )
    found = checked(ROSTER + survey() + '[aliases]\nfile = "names.csv"\n', end=LOST, names=names)
    told = row(found, "undecided")
    assert (told["where"], told["count"], told["of"]) == ("names.csv", 1, 3)
    assert row(found, "names that find nobody")["count"] == 1


def test_aliases_that_no_record_needed_are_counted(checked, survey, row):
    names = "as_written,person\nBo Lii,p2\nBobby,p2\nAnn,p1\n"
    found = checked(ROSTER + survey() + '[aliases]\nfile = "names.csv"\n', end=LOST, names=names)
    told = row(found, "unused aliases")
    assert (told["count"], told["of"], told["verdict"]) == (2, 3, "note")


def test_people_and_organizations_that_may_stand_twice_in_the_roster(checked, survey, row):
    people = f"{PEOPLE}p9,Hana Jungg,Souths\n"
    found = checked(ROSTER + survey(), people=people, end=ANSWERS)
    twice = row(found, "people who may be in the roster twice")
    assert "“Hana Jungg, p9 / Hana Jung, p8”" in twice["text"]
    assert "“Souths / South”" in row(found, "organizations that may be one")["text"]
