"""Organizations as respondents: five people of three organizations, and one without."""

import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.coverage import coverage_of
from netweave.ingest import organizations_from

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4", "p5", "p6"],
    "name": ["Ana Ruiz", "Bo Li", "Cy Oh", "Di Po", "Eva Sand", "Finn Ode"],
    "mail": ["ana@north.org", "", "", "", "", ""],
    "org": ["North", "North", "South", "South", "West", ""],
    "convener": ["", "", "", "yes", "yes", ""],
})


def people(roster=ROSTER, **more):
    told = {"id": "id", "name": "name", "organization": "org", "convener": "convener"}
    return nw.read_people(roster, **(told | {"aliases": ["mail"]} | more))


def survey(rows, columns=("who", "partner", "how"), **more):
    table = pd.DataFrame(rows, columns=list(columns))
    told = {"wave": "w1", "respondent": "who", "named": "partner", "direction": "mutual"}
    if "how" in columns:
        told |= {"level": "how", "scale": "FREY_LCS"}
    return nw.read_survey(table, **(told | more))


ROWS = [
    ("ana@north.org", "South", "2"),
    ("Bo Li", "Cy Oh", "4"),  # the same pair of organizations, said by somebody else of North
    ("Cy Oh", "North", "3"),
    ("Di Po", "Cy Oh", "5"),  # a colleague: South names itself
    ("p4", "West", "1"),
    ("Finn Ode", "North", "5"),  # belongs to no organization
]


def test_whoever_answers_speaks_for_the_organization():
    net = nw.weave(organizations_from(people()), survey(ROWS), reconcile="mean")
    assert list(net.people.index) == ["North", "South", "West"]
    assert net.people["people"].tolist() == [2, 2, 1]
    assert net.people["convener"].tolist() == [False, False, True]
    # North says 2 and 4 of South, of which the higher counts; South says 3: the mean is 3.5
    ties = net.ties[["learner", "learned_from", "weight", "reconstructed"]]
    once = ties["learner"].cat.codes < ties["learned_from"].cat.codes
    assert ties[once].to_numpy().tolist() == [
        ["North", "South", 3.5, False],
        ["South", "West", 1.0, True],
    ]
    assert net.people["responded"].tolist() == [True, True, False]
    assert coverage_of(net).confirmation == 1


def test_every_row_is_accounted_for():
    report = nw.weave(organizations_from(people()), survey(ROWS)).report
    assert report.reasons.to_dict() == {
        "answered twice, differently: the highest counts": 2,
        "has no organization": 1,
        "names itself": 1,
        "no such person in the roster": 1,
        "respondent of this row is not used": 1,
    }
    assert report.files.loc["people"].tolist() == [6, 5, 0, 0, 1]
    assert report.files.loc["survey"].tolist() == [6, 3, 1, 1, 1]
    assert report.unmatched["as_written"].tolist() == ["Finn Ode"]
    assert "1 people without an organization left out" in report.reading["people"]


def test_who_changed_organization_speaks_for_none_and_two_of_one_name_neither():
    roster = pd.DataFrame({
        "id": ["p1", "p1", "p2", "p3"],
        "name": ["Ana Ruiz", "Ana Ruiz", "Bo Li", "Bo Li"],
        "org": ["North", "South", "North", "South"],
        "wave": ["w1", "w2", "w1", "w1"],
    })
    known = nw.read_people(roster, id="id", name="name", organization="org", wave="wave")
    organizations = organizations_from(known)
    assert "1 people in several left out" in organizations.note
    rows = [("Ana Ruiz", "South"), ("Bo Li", "South"), ("p2", "South"), ("North", "South")]
    net = nw.weave(organizations, survey(rows, ("who", "partner")))
    fates = net.report.records
    fates = fates[(fates["file"] == "survey") & (fates["mention"] == "respondent")]
    assert fates["fate"].tolist() == ["refused", "refused", "used", "merged"]
    assert len(net.ties) == 2
    twice = net.report.records
    assert (twice["reason"] == "belongs to two organizations over the waves").sum() == 2


def test_who_declined_speaks_for_nobody():
    roster = ROSTER.assign(consent=["declined", "yes", "declined", "declined", "", ""])
    organizations = organizations_from(people(roster, consent="consent"))
    assert organizations.roster.set_index("person")["consent"].to_dict() == {
        "North": "consented", "South": "declined", "West": "not_asked",
    }  # fmt: skip
    rows = [("Ana Ruiz", "West"), ("Bo Li", "Eva Sand"), ("Bo Li", "South")]
    net = nw.weave(organizations, survey(rows, ("who", "partner")))
    assert list(net.people.index) == ["North", "West"]
    assert len(net.ties) == 2
    assert net.declined["organization"].tolist() == ["South"]
    assert net.report.reasons.to_dict()["declined"] == 1


def test_an_organization_is_there_as_long_as_anybody_of_it():
    roster = ROSTER.assign(
        joined=["2022-03-01", "2022-01-01", "", "2022-05-01", "2022-05-01", ""],
        left=["2022-06-01", "2022-08-01", "2022-02-01", "", "2022-09-01", ""],
    )
    found = organizations_from(people(roster, joined="joined", left="left")).roster
    days = found[["joined", "left"]].map(lambda day: "" if pd.isna(day) else f"{day:%Y-%m-%d}")
    assert days["joined"].tolist() == ["2022-01-01", "", "2022-05-01"]
    assert days["left"].tolist() == ["2022-08-01", "", "2022-09-01"]


def test_a_roster_without_organizations_is_refused():
    known = nw.read_people(ROSTER[["id", "name"]], id="id", name="name")
    with pytest.raises(errors.DataError, match="people names no organization"):
        organizations_from(known)
