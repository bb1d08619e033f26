"""Sessions that dominate, sessions of one, events outside every wave, long lists of authors."""

import pytest

from .conftest import ROSTER, SESSIONS, WAVES


def log(**sessions):
    """Write a log: session → people by number; all on one day."""
    rows = [f"p{n},{name},2024-02-01\n" for name, people in sessions.items() for n in people]
    return "who,what,when\n" + "".join(rows)


def test_a_session_that_makes_most_pairs_is_named(checked, row):
    """Six at the plenary make 15 pairs, the pairs of the three others are 2 more: 15 of 17."""
    found = checked(ROSTER + SESSIONS, log=log(plenary=range(1, 7), a=(1, 7), b=(1, 8), c=(1, 2)))
    told = row(found, "sessions that dominate")
    assert (told["count"], told["of"], told["verdict"]) == (1, 4, "note")
    assert "“plenary (88%, 6 people)”" in told["text"]


def test_without_such_a_session_the_largest_is_named(checked, row):
    """Three sessions of two make three pairs: each a third."""
    found = checked(ROSTER + SESSIONS, log=log(a=(1, 2), b=(3, 4), c=(5, 6)))
    told = row(found, "sessions that dominate")
    assert (told["count"], told["verdict"]) == (0, "ok")
    assert "“a” makes most, 33% of them" in told["text"]


def test_few_sessions_carry_little_about_pairs(checked, row):
    found = checked(ROSTER + SESSIONS, log=log(a=(1, 2), b=(3, 4)))
    assert row(found, "attendance carries little about pairs")["code"] == "W05"


def test_sessions_with_one_person_are_counted(checked, row):
    found = checked(ROSTER + SESSIONS, log=log(a=(1, 2), b=(3,), c=(4,)))
    told = row(found, "sessions with one person")
    assert (told["count"], told["of"], told["verdict"]) == (2, 3, "note")
    assert "“b”, “c”" in told["text"]


def test_sessions_outside_every_wave_are_counted(checked, row):
    late = log(a=(1, 2)) + "p3,late,2030-01-01\np4,late,2030-01-01\n"
    told = row(checked(ROSTER + WAVES + SESSIONS, log=late), "outside every wave")
    assert (told["where"], told["count"], told["of"]) == ("log.csv", 1, 2)
    assert "with 2 mentions of people: “late”" in told["text"]


GAP = WAVES.replace("2024-07-01\nend = 2025", "2024-09-01\nend = 2025")


@pytest.mark.parametrize(
    ("waves", "day", "advice"),
    [
        (WAVES, "2030-01-01", "Correct the dates, or move the start or the end of the wave"),
        (WAVES, "", "Give their dates"),
        (GAP, "2024-08-01", "Between two waves this may be as meant"),
    ],
)
def test_the_advice_is_never_a_wave_of_sessions(checked, row, waves, day, advice):
    found = checked(
        ROSTER + waves + SESSIONS, log=log(a=(1, 2)) + f"p3,late,{day}\np4,late,{day}\n"
    )
    mend = row(found, "outside every wave")["mend"]
    assert mend.startswith(advice)
    assert "Widen" not in mend


def test_surveys_without_dates_ask_for_the_dates_of_the_waves(checked, row, survey):
    toml = ROSTER + survey("one.csv", "one") + survey("two.csv", "two") + SESSIONS
    found = checked(toml, one="who,whom\np1,p2\n", two="who,whom\np1,p2\n", log=log(a=(1, 2)))
    assert row(found, "outside every wave")["mend"].startswith("Give the dates of the waves")


def test_a_work_of_many_authors_is_named(checked, row):
    people = "id,name,org\n" + "".join(f"p{n},N{n},North\n" for n in range(1, 23))
    works = "who,work\n" + "".join(f"p{n},guide\n" for n in range(1, 22)) + "p1,film\np22,film\n"
    toml = f'{ROSTER}[[authorship]]\nfile = "works.csv"\nperson = "who"\nwork = "work"\n'
    told = row(checked(toml, people=people, works=works), "document with more than 20 authors")
    assert told["code"] == "W06"
    assert "1 of 2 works, up to 21 authors" in told["text"]


def test_people_who_left_before_the_wave_ended_are_counted(checked, row):
    people = "id,name,org,left\np1,A,N,\np2,B,N,2024-03-01\np3,C,S,\n"
    toml = f'{ROSTER}left = "left"\n{WAVES}{SESSIONS}'
    told = row(checked(toml, people=people, log=log(a=(1, 2, 3))), "people who left")
    assert (told["where"], told["count"]) == ("log.csv", 1)
