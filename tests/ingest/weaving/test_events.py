"""Sessions and works have a date of their own: they count while somebody belonged to the cohort."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave._kernels.pairs import Pairs

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


def test_a_date_too_coarse_for_the_waves_is_in_none_of_them_and_said():
    """2022 is both waves: outside. June is in w1. What 2019 says is clear, and outside too."""
    works = pd.DataFrame({
        "who": ["stays", "other"] * 3,
        "work": ["year", "year", "month", "month", "early", "early"],
        "when": ["2022", "2022", "2022-06", "2022-06", "2019", "2019"],
    })  # fmt: skip
    source = people(ROSTER.assign(joined=""))
    papers = nw.read_authorship(works, person="who", work="work", time="when")
    log = nw.read_attendance(works.iloc[:2], person="who", event="work", time="when", role=None)
    net = nw.weave(source, papers, log, waves=WAVES)
    waves = net.ties.groupby("kind", observed=True)["wave"].agg(
        lambda found: found.astype("object").fillna("none").tolist()
    )
    assert waves["coauthorship"] == ["w1", "w1", "none", "none"]
    assert waves["attendance_peer"] == ["none", "none"]
    assert net.report.outside == {"authorship": 4, "attendance": 2}
    assert net.report.coarse == {"authorship": 2, "attendance": 2}
    notice = next(notice for notice in net.notes if notice.code == "W27")
    assert notice.found == "2 of 4 sessions and works, 4 mentions of people."
    words = ", 2 of them with a date that is only a month or a year and crosses the edge of a wave"
    assert f"authorship: 4 mentions outside every wave{words}" in net.report.summary()
    with pytest.warns(errors.NetweaveWarning, match="W27"):
        nw.affiliate(source, papers, waves=WAVES)
    whole = nw.weave(source, papers, waves=["all"])
    assert whole.ties["wave"].tolist() == ["all"] * 2
    assert whole.ties["weight"].tolist() == [3.0, 3.0]
    assert "W27" not in {notice.code for notice in whole.notes}


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


def test_a_row_that_marks_no_session_is_used_and_makes_no_record():
    """In a sign-in sheet somebody's row may be empty: the person was read, and was at nothing."""
    read = attendance(LOG.iloc[:3])
    log = read.log.assign(event=[0, -1, 0])
    net = nw.weave(people(), replace(read, log=log))
    assert reasons(net) == {1: "", 2: "", 3: ""}
    assert net.report.files.loc["attendance", ["used", "refused"]].tolist() == [3, 0]
    records = net.report.affiliations.records
    assert records["person"].tolist() == ["stays", "other"]
    assert records["record"].tolist() == [4, 6]
    assert net.report.affiliations.events["size"].tolist() == [2]
    assert nw.affiliate(people(), replace(read, log=log.assign(event=-1))).records.empty


def test_minutes_come_along_where_a_log_says_them():
    read = attendance(LOG.iloc[:3])
    timed = replace(read, log=read.log.assign(minutes=[55.0, None, 20.5]))
    works = pd.DataFrame({"who": ["stays"], "work": ["w"]})
    papers = nw.read_authorship(works, person="who", work="work")
    records = nw.affiliate(people(), timed, papers).records
    assert records["minutes"].tolist()[::2] == [55.0, 20.5]
    assert records["minutes"].isna().tolist() == [False, True, False, True]
    assert "minutes" not in nw.affiliate(people(), read, papers).records


def test_who_is_not_in_the_roster_is_one_person_in_a_session_and_no_name_is_another_each():
    """Zoe and ZOE are one, twice without a name are refused, and 'stays' is a peer: size 2."""
    log = pd.DataFrame({"who": ["stays", "Zoe", "ZOE", None, None], "session": "s"})
    net = nw.weave(people(), nw.read_attendance(log, person="who", event="session"))
    assert net.report.affiliations.events["size"].tolist() == [4]
    assert net.report.reasons.to_dict() == {
        "no such person in the roster": 2, "person is missing": 2,
    }  # fmt: skip


def test_who_is_not_in_the_roster_keeps_what_stands_in_parentheses():
    """Two Ana Ruiz beside 'stays' and 'other': four people, so 1/3 for each pair."""
    log = pd.DataFrame({
        "who": ["stays", "Ana Ruiz (North)", "Ana Ruiz (South)", "ana ruiz (north)", "other"],
        "session": "s",
    })  # fmt: skip
    net = nw.weave(people(), nw.read_attendance(log, person="who", event="session"))
    assert net.report.affiliations.events["size"].tolist() == [4]
    assert pairs(net) == [["stays", "other", 1 / 3], ["other", "stays", 1 / 3]]


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 3), st.booleans(), st.integers(-1, 2)),
        max_size=30,
    ),
    st.sampled_from([1, 10**6]),  # far apart, the pairs are numbered; close by, they index a table
)
def test_pairs_are_those_that_a_person_would_count(rows, apart):
    first, second, mark, value = (
        np.array(part, dtype=kind)
        for part, kind in zip(
            zip(*rows, strict=True) if rows else [[]] * 4, (int, int, bool, int), strict=True
        )
    )
    pairs = Pairs(first * apart, second * apart)
    keys = list(zip(first.tolist(), second.tolist(), strict=True))
    marked = [key for key, is_marked in zip(keys, mark, strict=True) if is_marked]
    assert pairs.among(mark).tolist() == [key in marked for key in keys]
    assert pairs.again().tolist() == [key in keys[:at] for at, key in enumerate(keys)]
    assert pairs.again(mark).tolist() == [
        bool(mark[at]) and any(keys[other] == key for other in range(at) if mark[other])
        for at, key in enumerate(keys)
    ]
    assert pairs.sizes().tolist() == [keys.count(key) for key in keys]
    alone = mark & ~pairs.again(mark)
    told = {key: value[at] for at, key in enumerate(keys) if alone[at]}
    assert pairs.told(alone, value).tolist() == [told.get(key, -1) for key in keys]
