"""What the report will be able to say, and whether it would refuse."""

import pandas as pd
import pytest
from markupsafe import Markup

from netweave import Network, check, errors, read_people, read_survey, weave
from netweave.checkup import outlook
from netweave.project import load_project, read_project
from netweave.report import Options, chance, make_page, pictures
from netweave.report.page import Picture

from .conftest import ROSTER, SESSIONS, WAVES

RING = "who,whom\n" + "".join(f"p{n},p{n % 8 + 1}\n" for n in range(1, 9))
HALF = "who,whom\n" + "".join(f"p{n},p{n + 1}\n" for n in range(1, 5))
TWO = "who,whom\np1,p2\np2,p3\n"
STAR = "who,whom\n" + "".join(f"p{n},p{(n + 3) % 8 + 1}\n" for n in range(1, 9))


def said(found, finding):
    """Give (possible, because) of one finding."""
    rows = found.possible[found.possible["finding"] == finding]
    assert len(rows) == 1, found.possible["finding"].tolist()
    return rows.iloc[0]["possible"], rows.iloc[0]["because"]


def test_two_complete_waves_allow_a_change_within_this_cohort(checked, survey, row):
    """Eight people of two organizations: a change, nothing beyond (W17), small (W22)."""
    found = checked(ROSTER + survey("start.csv", "start") + survey(), start=RING, end=STAR)
    assert said(found, outlook.CHANGE) == (
        "yes", "asked alike in start and end, and enough people answered.",
    )  # fmt: skip
    possible, because = said(found, "speaking beyond this cohort")
    assert possible == "no"
    assert "W17" in because
    assert row(found, "too few organizations")["code"] == "W17"
    assert "start 8, end 8" in row(found, "fewer than 15 people")["text"]
    assert said(found, "end: structure told from chance") == ("no", "8 members (W22).")
    assert said(found, "end: ties, density and reciprocity")[0] == "yes"
    assert not found.refuses


def test_of_fifteen_people_no_size_is_lamented(checked, survey):
    people = "id,name,org\n" + "".join(f"p{n},N{n},Org {n % 5}\n" for n in range(1, 16))
    ring = "who,whom\n" + "".join(f"p{n},p{n % 15 + 1}\n" for n in range(1, 16))
    found = checked(ROSTER + survey(), people=people, end=ring)
    assert "W22" not in set(found.table["code"])
    assert not found.possible["finding"].str.contains("chance").any()


def test_before_anybody_answered_nothing_is_possible(checked, survey):
    """Everybody stands in the file as invited."""
    rows = "who,whom,state\n" + "".join(f"p{n},,invited\n" for n in range(1, 9))
    found = checked(ROSTER + survey(more='state = "state"\n'), end=rows)
    assert said(found, "end: ties, density and reciprocity") == (
        "no", "0% of pairs were observed; 0% answered (W01).",
    )  # fmt: skip
    assert found.chasing["state"].tolist() == ["invited"] * 8


def test_one_wave_allows_no_change(checked, survey):
    found = checked(ROSTER + survey(), end=RING)
    possible, because = said(found, outlook.CHANGE)
    assert possible == "no"
    assert "recorded in one wave (end) only" in because
    assert said(found, "speaking beyond this cohort")[0] == "no"


@pytest.mark.parametrize(
    ("answers", "paths", "because", "code"),
    [
        (RING, "yes", "100% of pairs were observed.", ""),
        (HALF, "limited", "79% of pairs were observed (W02).", "W02"),
        (TWO, "no", "46% of pairs were observed (W03).", "W03"),
    ],
)
def test_coverage_decides_on_measures_that_follow_paths(checked, survey, answers, paths, because,
                                                        code):  # fmt: skip
    """Of 28 pairs 6 are unobserved where 4 of 8 answered, 15 where 2 did."""
    found = checked(ROSTER + survey(), end=answers)
    assert said(found, "end: measures that follow paths") == (paths, because)
    assert {"W02", "W03"} & set(found.table["code"]) == ({code} if code else set())


@pytest.mark.parametrize(
    ("first", "more", "code"),
    [
        ('question = "Who?"\n', 'question = "Whom?"\n', "W09"),
        ("most_names = 3\n", "most_names = 5\n", "W09"),
        ("retrospective = true\n", "retrospective = false\n", "W10"),
    ],
)
def test_waves_asked_differently_limit_the_change(checked, survey, first, more, code):
    toml = ROSTER + survey("start.csv", "start", more=first) + survey(more=more)
    found = checked(toml, start=RING, end=STAR)
    possible, because = said(found, outlook.CHANGE)
    assert possible == "limited"
    assert f"({code})" in because
    assert code in set(found.table["code"])


def test_another_question_asked_differently_is_no_limit(checked, survey):
    help_ = 'kind = "help"\nheadline = false\nquestion = "{}"\n'
    toml = ROSTER + survey("start.csv", "start") + survey()
    toml += survey("start.csv", "start", more=help_.format("A"))
    toml += survey(more=help_.format("B"))
    found = checked(toml, start=RING, end=STAR)
    assert said(found, outlook.CHANGE)[0] == "yes"
    assert "W09" in set(found.table["code"])


def test_several_headlines_are_refused_unless_one_is_named(project, survey, row):
    path = project(ROSTER + survey() + survey("help.csv", more='kind = "help"\n'),
                   end=RING, help=STAR)  # fmt: skip
    found = check(path)
    assert found.refuses
    told = row(found, "refuses")
    assert (told["where"], told["verdict"]) == ("the report", "stops")
    assert "headline" in told["text"]
    assert found.possible["possible"].tolist() == ["no"]
    assert (found.table["found"] == "response").sum() == 2
    assert not check(path, kind="help").refuses


def test_an_opportunity_as_headline_is_refused_with_its_code(checked, row):
    log = "who,what,when\np1,a,2024-02-01\np2,a,2024-02-01\n"
    toml = ROSTER + SESSIONS + '[report]\nheadline = "attendance_peer"\n'
    told = row(checked(toml, log=log), "refuses")
    assert told["code"] == "E-HEADLINE"


def test_a_group_that_nobody_has_is_refused_and_hides_nothing(project, survey, row):
    found = check(project(ROSTER + survey(), end=RING), group="planet")
    assert found.refuses
    assert "planet" in row(found, "refuses")["text"]
    assert row(found, "response")["count"] == 8


def test_without_organizations_nothing_crosses_them(checked, survey):
    toml = ROSTER.replace('organization = "org"\n', "") + survey()
    found = checked(toml, end=RING)
    assert said(found, "ties between organizations") == (
        "no", 'nobody’s organization is known. Name the column in [people]: organization = "…".',
    )  # fmt: skip


def test_sessions_are_exposure(checked, survey):
    log = "who,what,when\np1,a,2024-02-01\np2,a,2024-02-01\n"
    found = checked(ROSTER + WAVES + SESSIONS + survey(), log=log, end=RING)
    possible, because = said(found, "sessions and products, as exposure")
    assert possible == "limited"
    assert "W05" in because
    without = checked(ROSTER + survey(), end=RING)
    assert said(without, "sessions and products, as exposure")[0] == "no"


@pytest.mark.parametrize(("unknown", "warned"), [(1, False), (3, True)])
def test_ties_of_unknown_context_are_counted_where_it_is_recorded(unknown, warned):
    """One of five unknown is below 30 in 100, three are above (W12)."""
    context = ["unknown"] * unknown + ["convening"] * (5 - unknown)
    ties = pd.DataFrame({"learner": list("abcde"), "learned_from": list("bcdea")})
    net = Network(list("abcde"), ties.assign(context=context))
    rows = outlook._self_organized(net)
    assert [row[1] for row in rows] == (["limited"] if warned else [])
    codes = [one.code for one in outlook._context(net)]
    assert codes == (["W12"] if warned else [])


def test_a_network_is_checked_as_the_project_is(project, survey):
    path = project(ROSTER + survey("start.csv", "start") + survey(), start=RING, end=HALF)
    folder = path.parent
    people = read_people(folder / "people.csv", id="id", name="name", organization="org")
    sources = [
        read_survey(folder / f"{wave}.csv", wave=wave, learner="who", learned_from="whom")
        for wave in ("start", "end")
    ]
    from_net, from_project = check(weave(people, *sources)), check(read_project(path))
    columns = ["section", "where", "found", "count", "verdict", "code"]
    pd.testing.assert_frame_equal(from_net.table[columns], from_project.table[columns])
    pd.testing.assert_frame_equal(from_net.chasing, from_project.chasing)
    assert from_net.refuses == from_project.refuses


NOBODY = "who,whom\nx,y\n"
PROJECTS = {
    "two waves": (True, RING, STAR, ""),
    "nobody matched": (True, NOBODY, NOBODY, ""),
    "one wave": (False, RING, RING, ""),
    "no such headline": (True, RING, STAR, '[report]\nheadline = "love"\n'),
    "no such group": (True, RING, STAR, '[report]\ngroup = "planet"\n'),
    "public": (True, RING, STAR, '[report]\naudience = "public"\n'),
    "below a confirmed tie": (True, RING, STAR, '[ties]\nreconcile = "min"\n'),
}


@pytest.mark.parametrize("case", PROJECTS)
def test_the_checkup_refuses_exactly_where_the_report_does(project, survey, monkeypatch, case):
    both, start, end, more = PROJECTS[case]
    blank = Picture("map", Markup("<svg></svg>"), "", "")
    monkeypatch.setattr(pictures, "_picture", lambda *_, **__: blank)
    monkeypatch.setattr(chance, "DRAWS", 20)
    path = project(ROSTER + (survey("start.csv", "start") if both else "") + survey() + more,
                   start=start, end=end)  # fmt: skip
    made = read_project(path)
    try:
        net, affiliations = load_project(made)
        options = Options(made.title, made.audience, made.headline, made.group, made.seed)
        make_page(net, options, affiliations)
    except errors.NetweaveError:
        refused = True
    else:
        refused = False
    assert check(path).refuses == refused
