"""Who answered by wave and organization, and whom to remind."""

from .conftest import ROSTER

SIX = "who,whom\n" + "".join(f"p{n},p{n + 1}\n" for n in range(1, 7))


def test_response_by_wave_and_organization(checked, survey, row):
    """Six of eight: 4 of 4 in North, 2 of 4 in South; 8·7/2 pairs, one without any answer."""
    found = checked(ROSTER + survey(), end=SIX)
    told = row(found, "response")
    assert (told["where"], told["count"], told["of"]) == ("end, learning", 6, 8)
    assert (told["share"], told["verdict"], told["code"]) == (0.75, "note", "W01")
    assert "6 of 8 members answered (75%); 2 never in the file, 0 declined." in told["text"]
    assert "96% of pairs were reported by at least one side, 54% by both." in told["text"]
    south = row(found, "response by organization", "end, learning: South")
    assert (south["count"], south["of"], south["verdict"]) == (2, 4, "note")
    assert row(found, "response by organization", "end, learning: North")["verdict"] == "ok"


def test_uneven_response_is_a_finding_of_its_own(checked, survey, row):
    found = checked(ROSTER + survey(), end=SIX)
    told = row(found, "uneven response")
    assert (told["code"], told["verdict"]) == ("W04", "note")
    assert "from 50% to 100%" in told["text"]


def test_full_response_is_ok(checked, survey, row):
    found = checked(ROSTER + survey(), end=f"{SIX}p7,p8\np8,p1\n")
    assert row(found, "response")["verdict"] == "ok"
    assert len(found.chasing) == 0
    assert not (found.table["found"] == "uneven response").any()


def test_the_chasing_list_goes_by_wave_and_person(checked, survey):
    """At the start p8 is silent; at the end p7 was invited and p8 is in no row."""
    state = "who,whom,state\n" + "".join(f"p{n},p{n + 1},\n" for n in range(1, 7)) + "p7,,invited\n"
    toml = ROSTER + survey("start.csv", "start") + survey(more='state = "state"\n')
    found = checked(toml, start=f"{SIX}p7,p8\n", end=state)
    assert found.chasing.to_numpy().tolist() == [
        ["start", "South", "p8", "Hana Jung", "learning", "never in the file"],
        ["end", "South", "p7", "Gus Ito", "learning", "invited"],
        ["end", "South", "p8", "Hana Jung", "learning", "never in the file"],
    ]


def test_questions_not_answered_stand_together(checked, survey):
    """p7 answered one of the two questions, p8 neither."""
    second = survey("help.csv", more='kind = "help"\nheadline = false\n')
    found = checked(ROSTER + survey() + second, end=SIX, help=f"{SIX}p7,p8\n")
    assert found.chasing[["person", "kinds"]].to_numpy().tolist() == [
        ["p7", "learning"],
        ["p8", "learning, help"],
    ]


def test_people_who_declined_are_never_in_the_list(checked, survey, row):
    """p7 declined in the survey, p8 in the roster: two declined, nobody to remind."""
    people = "id,name,org,yes\n" + "".join(f"p{n},N{n},North,yes\n" for n in range(1, 8))
    state = (
        "who,whom,state\n" + "".join(f"p{n},p{n + 1},\n" for n in range(1, 7)) + "p7,,declined\n"
    )
    found = checked(
        f'{ROSTER}consent = "yes"\n' + survey(more='state = "state"\n'),
        people=f"{people}p8,N8,North,declined\n",
        end=state,
    )
    assert len(found.chasing) == 0
    assert "2 declined" in row(found, "response")["text"]
    assert "p8" not in str(found).split("NOT ANSWERED YET")[1]


def test_who_answered_what_could_not_be_used_is_not_called_absent(checked, survey):
    found = checked(ROSTER + survey(), end=f"{SIX}p7,Nobody Known\np8,p1\n")
    assert found.chasing[["person", "state"]].to_numpy().tolist() == [
        ["p7", "answered, but could not be used"]
    ]


def test_of_recorded_ties_nobody_is_reminded(checked, survey):
    found = checked(ROSTER + survey(more='silent = "recorded"\n'), end=SIX)
    assert len(found.chasing) == 0
    assert not (found.table["section"] == "response").any()
