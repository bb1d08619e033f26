"""Sessions and works have a date of their own: they count while somebody belonged to the cohort."""

import pandas as pd
import pytest

import netweave as nw

ROSTER = pd.DataFrame({
    "id": ["stays", "leaves", "joins", "other"],
    "joined": ["2022-01-01", "2022-01-01", "2022-05-10", ""],
    "left": ["", "2022-03-15", "", ""],
    "org": ["A", "B", "A", "B"],
})
LOG = pd.DataFrame(
    [
        ("stays", "one", "2022-02-01"),
        ("leaves", "one", "2022-02-01"),
        ("other", "one", "2022-02-01"),
        ("leaves", "last day", "2022-03-15 16:00"),
        ("leaves", "too late", "2022-03-16"),
        ("joins", "too early", "2022-05-09"),
        ("joins", "first day", "2022-05-10"),
    ],
    columns=["who", "session", "date"],
)
WAVES = {"w1": ("2022-01-01", "2022-07-01"), "w2": ("2022-07-01", "2023-01-01")}


def people(table=ROSTER, **options):
    return nw.read_people(
        table, id="id", joined="joined", left="left", organization="org", **options
    )


def attendance(table=LOG):
    return nw.read_attendance(table, person="who", event="session", time="date")


def reasons(net, file="attendance"):
    records = net.report.records
    mine = records[records["file"] == file]
    return dict(zip(mine["line"].tolist(), mine["reason"].astype("str"), strict=True))


def pairs(net):
    ties = net.ties.astype({"learner": "str", "learned_from": "str"})
    return ties[["learner", "learned_from", "weight"]].to_numpy().tolist()


@pytest.mark.parametrize("waves", [{"w1": WAVES["w1"]}, WAVES])
def test_who_left_later_in_the_wave_was_at_the_session(waves):
    """Of three at session one, 'leaves' left in March: each of the others still gets 1/2 of it."""
    net = nw.weave(people(), attendance(), waves=waves)
    assert reasons(net) == {
        1: "", 2: "", 3: "", 4: "", 5: "after leaving", 6: "before joining", 7: "",
    }  # fmt: skip
    assert net.report.departed == {"attendance": 2}
    assert pairs(net.wave("w1")) == [["stays", "other", 0.5], ["other", "stays", 0.5]]
    two_mode = net.report.affiliations
    assert two_mode.events_per_person.loc[["stays", "leaves", "joins", "other"]].tolist() == [
        1, 2, 1, 1,
    ]  # fmt: skip
    assert two_mode.events["size"].to_dict() == {
        "one": 3, "last day": 1, "too late": 1, "too early": 1, "first day": 1,
    }  # fmt: skip
    assert list(net.wave("w1").people.index) == ["stays", "joins", "other"]
    assert any("2 mentions of people who had left" in line for line in net.report.summary())


def test_in_one_wave_only_those_who_took_part_join_the_affiliations():
    net = nw.weave(people(), attendance(), waves={"w1": WAVES["w1"]})
    assert list(net.report.affiliations.people.index) == list(ROSTER["id"])
    assert net.report.affiliations.people["organization"].tolist() == ["A", "B", "A", "B"]
    fewer = attendance(LOG[LOG["who"] != "leaves"])
    net = nw.weave(people(), fewer, waves={"w1": WAVES["w1"]})
    assert list(net.report.affiliations.people.index) == ["stays", "joins", "other"]
    assert net.report.departed == {}


def test_outside_every_wave_the_days_count_too():
    late = pd.DataFrame({
        "who": ["stays", "joins", "leaves"], "session": "s", "date": "2024-01-01",
    })  # fmt: skip
    net = nw.weave(people(), attendance(late), waves=WAVES)
    assert reasons(net) == {1: "", 2: "", 3: "after leaving"}
    assert net.report.outside == {"attendance": 2}
    assert pairs(net) == [["stays", "joins", 0.5], ["joins", "stays", 0.5]]
    assert net.ties["wave"].isna().all()


def test_outside_a_single_wave_a_tie_needs_people_of_its_network():
    early = pd.DataFrame({
        "who": ["stays", "leaves", "other"], "session": "s", "date": "2022-02-01",
    })  # fmt: skip
    net = nw.weave(people(), attendance(early), waves={"w2": WAVES["w2"]})
    assert pairs(net) == [["stays", "other", 0.5], ["other", "stays", 0.5]]
    assert net.report.outside == {"attendance": 3}
    assert net.report.departed == {}


def test_outside_several_waves_a_tie_joins_whoever_was_there_on_the_day():
    """'leaves' is in no wave's network, and was a member on the day of the session."""
    early = pd.DataFrame({"who": ["stays", "leaves"], "session": "s", "date": "2022-02-01"})
    waves = {"w2": WAVES["w2"], "w3": ("2023-01-01", "2023-07-01")}
    net = nw.weave(people(), attendance(early), waves=waves)
    assert pairs(net) == [["stays", "leaves", 1.0], ["leaves", "stays", 1.0]]
    assert list(net.wave("w2").people.index) == ["stays", "joins", "other"]


def test_outside_every_wave_the_widest_of_several_rows_holds():
    """The second row of 'stays' says nothing about leaving, so the person may be there still."""
    table = pd.DataFrame({
        "id": ["stays", "stays", "leaves", "leaves"], "wave": ["w1", "w2"] * 2, "joined": "",
        "left": ["2022-09-01", "", "2022-09-01", "2022-10-01"], "org": "A",
    })  # fmt: skip
    late = pd.DataFrame({"who": ["stays", "leaves"], "session": "s", "date": "2024-01-01"})
    net = nw.weave(people(table, wave="wave"), attendance(late), waves=WAVES)
    assert reasons(net) == {1: "", 2: "after leaving"}


def test_without_a_date_the_wave_decides():
    undated = nw.read_attendance(LOG, person="who", event="session")
    answers = pd.DataFrame({"who": ["stays"], "whom": [None], "at": ["2022-06-01"]})
    survey = nw.read_survey(answers, wave="w1", learner="who", learned_from="whom", time="at")
    net = nw.weave(people(), undated, survey)
    assert set(net.report.reasons.index) == {"not eligible in this wave"}
    assert reasons(net)[4] == "not eligible in this wave"


def test_a_month_or_a_year_is_refused_only_if_all_of_it_lies_outside():
    works = pd.DataFrame({
        "who": ["leaves"] * 4 + ["joins"] * 4,
        "work": list("abcdefgh"),
        "when": [
            "2022", "2022-03", "April 2022", "2023", "2022", "2022-05", "2022-04", "2022-05-09",
        ],
    })  # fmt: skip
    papers = nw.read_authorship(works, person="who", work="work", time="when")
    net = nw.weave(people(), papers, waves=WAVES)
    assert list(reasons(net, "authorship").values()) == [
        "", "", "after leaving", "after leaving", "", "", "before joining", "before joining",
    ]  # fmt: skip


def test_years_and_months_of_bibtex(tmp_path):
    path = tmp_path / "works.bib"
    path.write_text(
        "@misc{a, author={leaves}, year={2022}}\n"
        "@misc{b, author={leaves}, year={2022}, month=mar}\n"
        "@misc{c, author={leaves}, year={2022}, month={4}}\n"
        "@misc{d, author={joins}, date={2022-05-09}}\n"
        "@misc{e, author={joins}, date={2022-05}}\n"
        "@misc{f, author={joins}, year={2022}, month=may}\n",
        encoding="utf-8",
    )
    net = nw.weave(people(), nw.read_authorship(path), waves=WAVES)
    assert list(reasons(net, "works.bib").values()) == [
        "", "", "after leaving", "before joining", "", "",
    ]  # fmt: skip


def test_a_roster_by_wave_still_says_who_belongs():
    table = ROSTER.iloc[:2].assign(wave=["w1", "w1"], into=["yes", "no"])
    source = people(table, wave="wave", eligible="into")
    net = nw.weave(source, attendance(LOG.iloc[:3]), waves={"w1": WAVES["w1"]})
    assert reasons(net)[2] == "not eligible in this wave"


def test_declined_later_is_declined_everywhere_they_are_nobody():
    """Left before the end of w1 and declined in w2: in no network, so in no record either."""
    table = pd.DataFrame({
        "id": ["stays", "leaves", "leaves"], "wave": ["w1", "w1", "w2"], "joined": "",
        "left": ["", "2022-03-15", ""], "org": "A", "consent": ["yes", "yes", "no"],
    })  # fmt: skip
    table = pd.concat([table, table.iloc[:1].assign(wave="w2")])
    source = people(table, wave="wave", consent="consent")
    net = nw.weave(source, attendance(LOG.iloc[:2]), waves=WAVES)
    assert reasons(net) == {1: "", 2: "declined"}
    assert list(net.report.affiliations.people.index) == ["stays"]
