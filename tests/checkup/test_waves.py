"""The order of the waves: said, and warned of where their names say another."""

import netweave as nw

from .conftest import ROSTER, WAVES

ASKED = "who,whom\np1,p2\np2,p5\np5,p6\n"


def test_the_order_is_that_of_the_sections(checked, survey, row):
    found = checked(
        ROSTER + survey("a.csv", "spring") + survey("b.csv", "autumn"), a=ASKED, b=ASKED
    )
    told = row(found, "order of waves")
    assert told["text"] == "Waves in this order: spring, autumn, as they stand in cohort.toml."
    assert (told["verdict"], told["code"]) == ("ok", "")


def test_names_that_say_another_order_are_warned_of_once(checked, survey, row):
    toml = ROSTER + survey("a.csv", "closing") + survey("b.csv", "baseline")
    told = row(checked(toml, a=ASKED, b=ASKED), "order of waves")
    assert told["code"] == "W28"
    assert "'closing' is taken as earlier than 'baseline'." in told["text"]
    assert "[[waves]]" in told["mend"]


def test_dates_hold(checked, survey, row):
    toml = ROSTER + WAVES + survey("b.csv", "end") + survey("a.csv", "start")
    told = row(checked(toml, a=ASKED, b=ASKED), "order of waves")
    assert told["text"] == "Waves in this order: start, end, by their dates."


def test_one_wave_has_no_order(checked, survey):
    found = checked(ROSTER + survey(), end=ASKED)
    assert "order of waves" not in set(found.table["found"])


def test_several_headlines_are_named_as_one_writes_them_in_python(project, survey):
    toml = ROSTER + survey() + survey("end.csv", more='kind = "advice"\n')
    net = nw.weave_project(nw.read_project(project(toml, end=ASKED)))
    told = "\n".join(nw.check(net).table["text"])
    assert "Name it: kind='learning'." in told
    assert "[report]" not in told
