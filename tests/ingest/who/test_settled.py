"""Decisions about the roster itself: organizations, and people who stand twice."""

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4"],
    "name": ["Ana Ruiz", "Bo Li", "Ana Ruis", "Cy Oh"],
    "org": ["Fernhill College", "Fernhill Coll.", "FC", "North"],
    "lead": ["", "", "yes", ""],
})
BOTH = {"id": "id", "name": "name", "organization": "org", "convener": "lead"}


def crosswalk(*rows, what, source="people"):
    """Make a crosswalk of (as_written, suggested, decision)."""
    frame = pd.DataFrame(rows, columns=["as_written", "suggested_id", "decision"], dtype="str")
    return frame.assign(what=what, suggested_name=frame["suggested_id"], source=source)


def woven(roster, aliases, *sources, **given):
    return nw.weave(nw.read_people(roster, **(BOTH | given)), *sources, aliases=aliases)


def test_an_accepted_organization_is_read_as_the_spelling_suggested():
    table = crosswalk(
        ("Fernhill Coll.", "Fernhill College", "accept"),
        ("fc", "Fernhill Coll.", "yes"),
        ("North", "Fernhill College", "reject"),
        ("gone", "North", "accept"),
        what="organization",
    )
    net = woven(ROSTER, table)
    assert net.people["organization"].tolist() == ["Fernhill College"] * 3 + ["North"]
    told = net.report.reading["people"]
    assert (
        "organization 'Fernhill Coll.' read as 'Fernhill College' in 1 row (aliases line 1" in told
    )
    assert "'FC' read as 'Fernhill College' in 1 row (aliases line 2: accepted)" in told
    assert net.report.unused_aliases["as_written"].tolist() == ["gone"]
    for other in (table.assign(decision=None), table.assign(source="other.csv")):
        assert woven(ROSTER, other).people["organization"].tolist() == ROSTER["org"].tolist()
    everywhere = table.assign(source=None)
    assert woven(ROSTER, everywhere).people["organization"].nunique() == 2


def test_organizations_of_every_wave():
    roster = pd.concat([ROSTER.assign(wave="w1"), ROSTER.assign(wave="w2", org="FC")])
    table = crosswalk(("FC", "", "Fernhill College"), what="organization")
    net = woven(roster, table, wave="wave")
    assert net.wave("w2").people["organization"].unique().tolist() == ["Fernhill College"]
    assert net.wave("w1").people["organization"].tolist()[1:3] == [
        "Fernhill Coll.", "Fernhill College",
    ]  # fmt: skip


def test_organizations_that_are_not_there_or_each_other():
    with pytest.raises(errors.DataError, match="one organization of the roster, and 'South'"):
        woven(ROSTER, crosswalk(("FC", "South", "accept"), what="organization"))
    circle = [("FC", "North", "accept"), ("North", "FC", "accept")]
    with pytest.raises(errors.DataError, match="'North' is decided in two ways"):
        woven(ROSTER, crosswalk(*circle, what="organization"))
    two = [("FC", "North", "accept"), ("FC", "Fernhill College", "accept")]
    with pytest.raises(errors.DataError, match=r"'FC' is decided in two ways: 'North'.*line 1"):
        woven(ROSTER, crosswalk(*two, what="organization"))


def log(*texts):
    frame = pd.DataFrame({"who": texts, "event": "s1"})
    return nw.read_attendance(frame, person="who", event="event")


def test_two_ids_of_one_person_become_one():
    table = crosswalk(("p3", "p1", "accept"), what="person")
    net = woven(ROSTER, table, log("p3", "ana ruis", "Ana Ruiz", "p2"))
    assert list(net.people.index) == ["p1", "p2", "p4"]
    assert net.people.loc["p1", "organization"] == "Fernhill College"
    assert bool(net.people.loc["p1", "convener"])  # said of either
    assert len(net.report.unmatched) == 0
    assert net.report.affiliations.records["person"].astype("str").tolist() == ["p1", "p2"]
    roster = net.report.records[net.report.records["file"] == "people"]
    assert roster["reason"].astype("str").tolist()[2] == (
        "the same person as 'p1' (aliases line 1: accepted)"
    )
    assert "one person: 'p3' is 'p1'" in net.report.reading["people"]
    assert set(net.report.merges["how"]) == {"aliases line 1: accepted"}


def test_other_rows_may_mean_the_id_that_went():
    table = pd.concat([
        crosswalk(("p3", "p1", "accept"), what="person"),
        crosswalk(("A. R.", "p3", "accept"), what="person", source=None),
    ])
    net = woven(ROSTER, table, log("A. R."))
    assert net.report.merges[["as_written", "person"]].values.tolist() == [["A. R.", "p1"]]


def test_rejected_and_undecided_stay_two():
    for word in ("reject", None):
        net = woven(ROSTER, crosswalk(("p3", "p1", word), what="person"), log("p3", "p1"))
        assert len(net) == 4
        assert not len(net.report.unmatched)
        assert not len(net.report.unused_aliases)


def test_who_declined_under_one_id_declined():
    roster = ROSTER.assign(consent=["yes", "yes", "no", "yes"])
    table = crosswalk(("p3", "p1", "accept"), what="person")
    net = woven(roster, table, log("p1", "p2"), consent="consent")
    assert list(net.people.index) == ["p2", "p4"]


def test_an_id_for_each_wave():
    roster = pd.DataFrame({
        "id": ["a1", "b", "a2", "b"],
        "name": ["Ana Ruiz", "Bo Li", "Ana Ruiz", "Bo Li"],
        "wave": ["w1", "w1", "w2", "w2"],
        "org": ["North", "North", "South", "South"],
    })
    people = nw.read_people(roster, id="id", name="name", organization="org", wave="wave")
    net = nw.weave(people, aliases=crosswalk(("a2", "a1", "accept"), what="person"))
    assert list(net.people.index) == ["a1", "b"]
    assert net.wave("w1").people["organization"].tolist() == ["North", "North"]
    assert net.wave("w2").people["organization"].tolist() == ["South", "South"]
