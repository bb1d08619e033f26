"""Who declined still counts as somebody who was asked, and nobody can tell who it was."""

import pandas as pd
import pytest

import netweave as nw

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4", "p5"],
    "org": ["North", "South", "", "North", "Hub"],
    "lead": ["", "", "", "", "yes"],
    "consent": ["", "declined", "declined", "", "declined"],
    "left": ["", "", "", "", ""],
})
WAVES = {"w1": ("2022-01-01", "2022-07-01"), "w2": ("2022-07-01", "2023-01-01")}


def people(**columns):
    return nw.read_people(
        ROSTER.assign(**columns), id="id", organization="org", convener="lead", consent="consent",
        left="left",
    )  # fmt: skip


def rows(net):
    table = net.declined.astype({"organization": "object"})
    return table.where(table.notna(), None).to_numpy().tolist()


@pytest.mark.parametrize(("waves", "labels"), [(None, [""]), (["w1"], ["w1"]), (WAVES, WAVES)])
def test_declined_people_in_any_number_of_waves(waves, labels):
    net = nw.weave(people(), waves=waves)
    here = [["South", False], [None, False], ["Hub", True]]
    assert rows(net) == [[label, *one] for label in labels for one in here]
    assert net.waves["declined"].to_dict() == (dict.fromkeys(labels, 3) if waves else {})
    assert list(net.declined.columns) == ["wave", "organization", "convener"]
    assert net.declined["convener"].dtype == bool


def test_who_had_left_was_not_asked():
    net = nw.weave(people(left=["", "2022-03-01", "", "", ""]), waves=WAVES)
    assert net.declined["organization"].tolist().count("South") == 0
    assert net.waves["declined"].tolist() == [2, 2]


def test_declined_in_one_wave_of_a_roster_by_wave():
    table = pd.DataFrame({
        "id": ["p1", "p1", "p2", "p2"],
        "wave": ["w1", "w2", "w1", "w2"],
        "org": ["A", "B", "C", "D"],
        "consent": ["yes", "no", "yes", "yes"],
    })
    source = nw.read_people(table, id="id", wave="wave", organization="org", consent="consent")
    net = nw.weave(source, waves=["w1", "w2"])
    assert rows(net) == [["w2", "B", False]]
    assert rows(net.wave("w1")) == []
    assert net.waves["declined"].tolist() == [0, 1]
    assert list(net.wave("w2").people.index) == ["p2"]


def test_declined_in_a_survey():
    answers = pd.DataFrame({"who": ["p1", "p4"], "whom": ["p4", None], "state": ["", "declined"]})
    survey = nw.read_survey(answers, wave="w1", learner="who", learned_from="whom", state="state")
    net = nw.weave(people(consent=""), survey)
    assert rows(net) == [["w1", "North", False]]
    assert net.waves["declined"].tolist() == [1]


def test_without_the_convener_its_own_are_not_counted():
    net = nw.weave(people(), waves=["w1"]).without("convener")
    assert rows(net) == [["w1", "South", False], ["w1", None, False]]
    assert net.waves["declined"].tolist() == [2]


def test_the_order_of_the_roster_cannot_be_read_from_it():
    backwards = ROSTER.iloc[::-1]
    source = nw.read_people(
        backwards, id="id", organization="org", convener="lead", consent="consent"
    )
    one, two = nw.weave(people(), waves=["w1"]), nw.weave(source, waves=["w1"])
    pd.testing.assert_frame_equal(one.declined, two.declined)


def test_nobody_declined():
    net = nw.weave(people(consent=""), waves=["w1"])
    assert net.declined.empty
    assert net.declined.dtypes.astype(str).tolist() == ["str", "str", "bool"]


# --- several waves, in the table of meetings ------------------------------------------------------


def met(roster):
    """Two sessions, one in each wave, of people of whom the roster says something in both."""
    log = nw.read_attendance(
        pd.DataFrame({
            "who": ["a", "b", "c"], "what": ["s", "s", "t"],
            "when": ["2024-01-02", "2024-01-02", "2024-08-02"],
        }),
        person="who", event="what", time="when",
    )  # fmt: skip
    halves = {"w1": ("2024-01-01", "2024-07-01"), "w2": ("2024-07-01", "2025-01-01")}
    people = nw.read_people(pd.DataFrame(roster), id="id", organization="org", wave="wave")
    return nw.affiliate(people, log, waves=halves), nw.weave(people, log, waves=halves)


def by_wave(first, second):
    """Give a roster of three people with their organizations in two waves."""
    return {"id": list("abc") * 2, "org": [*first, *second], "wave": ["w1"] * 3 + ["w2"] * 3}


def test_an_organization_that_is_the_same_in_all_waves_stands_with_the_people():
    meetings, net = met(by_wave("XXY", "XXY"))
    assert meetings.people["organization"].tolist() == ["X", "X", "Y"]
    assert meetings.wave("w1").people["organization"].tolist() == ["X", "X", "Y"]
    assert net.report.affiliations.people["organization"].tolist() == ["X", "X", "Y"]
    assert "organization" not in net.people  # it lives in the roster, wave by wave


def test_whose_organization_changed_is_named_and_given_none():
    with pytest.warns(nw.errors.NetweaveWarning, match=r"1 of 3 people changed .* here: 'b'\."):
        meetings, net = met(by_wave("XXY", "XYY"))
    assert meetings.people["organization"].fillna("?").tolist() == ["X", "?", "Y"]
    assert net.wave("w2").people["organization"].tolist() == ["X", "Y", "Y"]


def test_an_organization_known_in_one_wave_only_holds():
    meetings, _ = met(by_wave(["X", None, "Y"], "XXY"))
    assert meetings.people["organization"].tolist() == ["X", "X", "Y"]
