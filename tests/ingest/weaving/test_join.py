"""Everything together: hand-solved cohorts."""

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4"],
    "name": ["Ana Ruiz", "Bo Li", "Cy Oh", "Di Po"],
    "org": ["North", "North", "South", "South"],
    "lead": ["", "", "", "x"],
})


def people(**columns):
    table = ROSTER.assign(**columns)
    given = {name: name for name in columns if name in {"consent", "joined", "left", "eligible"}}
    return nw.read_people(table, id="id", name="name", organization="org", convener="lead", **given)


def survey(rows, wave="w1", **options):
    table = pd.DataFrame(rows, columns=["who", "whom", "how"][: len(rows[0])])
    if len(rows[0]) == 3:
        options = {"level": "how", "scale": "FREY_LCS"} | options
    if "direction" in options:
        return nw.read_survey(table, wave=wave, respondent="who", named="whom", **options)
    return nw.read_survey(table, wave=wave, learner="who", learned_from="whom", **options)


def tied(net, *columns):
    chosen = net.ties[["learner", "learned_from", *columns]]
    return [tuple(row) for row in chosen.astype(object).to_numpy().tolist()]


def fates(net, file):
    records = net.report.records
    rows = records[records["file"] == file]
    return list(
        zip(
            rows["line"].tolist(), rows["fate"].astype(str), rows["reason"].astype(str), strict=True
        )
    )


def test_one_wave():
    answers = survey([("p1", "Li, Bo"), ("p1", "Zoe"), ("p2", None), ("p9", "p1"), ("p3", "P3")])
    net = nw.weave(people(), answers)
    assert tied(net, "weight", "kind", "wave") == [("p1", "p2", 1.0, "learning", "w1")]
    assert net.people["responded_learning"].tolist() == [True, True, True, False]
    assert net.people["organization"].tolist() == ["North", "North", "South", "South"]
    assert net.people["convener"].tolist() == [False, False, False, True]
    assert net.roster is None
    assert fates(net, "survey") == [
        (1, "used", ""),
        (1, "used", ""),
        (2, "used", ""),
        (2, "refused", "no such person in the roster"),
        (3, "used", ""),
        (4, "refused", "no such person in the roster"),
        (4, "refused", "respondent of this row is not used"),
        (5, "used", ""),
        (5, "refused", "names itself"),
    ]
    files = net.report.files
    assert files.loc["survey"].tolist() == [5, 2, 2, 0, 1]
    assert net.report.unmatched["as_written"].tolist() == ["Zoe", "p9"]
    assert net.kinds.loc["learning", ["evidence", "mutual", "headline", "reporter"]].tolist() == [
        "reported", False, True, "learner",
    ]  # fmt: skip


def test_a_tie_knows_its_record():
    net = nw.weave(people(), survey([("p3", None), ("p2", "Ana Ruiz"), ("p1", "Bo Li")]))
    records = net.report.records.loc[net.ties["record"]]
    assert records["value"].tolist() == ["Bo Li", "Ana Ruiz"]
    assert records["line"].tolist() == [3, 2]
    assert net.report.reports["record"].isin(net.ties["record"]).all()


def test_taught_turns_the_tie_round():
    net = nw.weave(people(), survey([("p1", "p2")], direction="taught"))
    assert tied(net) == [("p2", "p1")]
    assert net.kinds.loc["learning", "reporter"] == "learned_from"


def test_scale_threshold_and_observed_none():
    rows = [("p1", "p2", "coalition"), ("p1", "p3", "no interaction"), ("p2", "p1", "1")]
    net = nw.weave(people(), survey(rows, threshold="cooperation", question="With whom?"))
    assert tied(net, "weight") == [("p1", "p2", 4.0), ("p2", "p1", 1.0)]
    kind = net.kinds.loc["learning"]
    assert (kind["threshold"], kind["max"], kind["scale"], kind["question"]) == (
        2.0, 5.0, "FREY_LCS", "With whom?",
    )  # fmt: skip
    assert net.report.files.loc["survey", "used"] == 3
    assert net.report.reports["weight"].tolist() == [4.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("reconcile", "expected"),
    [
        ("mean", {("p1", "p2"): 3.0, ("p1", "p3"): 4.0, ("p1", "p4"): 2.0, ("p2", "p4"): 1.0}),
        ("max", {("p1", "p2"): 4.0, ("p1", "p3"): 4.0, ("p1", "p4"): 2.0, ("p2", "p4"): 2.0}),
        ("min", {("p1", "p2"): 2.0, ("p1", "p4"): 2.0}),
    ],
)
def test_two_reports_of_a_mutual_tie(reconcile, expected):
    """p3 answered without naming p1, p2 said 'none' of p4, p4 did not answer at all."""
    rows = [
        ("p1", "p2", "4"), ("p2", "p1", "2"), ("p1", "p3", "4"), ("p3", None, ""),
        ("p1", "p4", "2"), ("p2", "p4", "0"),
    ]  # fmt: skip
    if reconcile != "min":
        rows.append(("p4", "p2", "2"))
    net = nw.weave(people(), survey(rows, direction="mutual"), reconcile=reconcile)
    both = {(one, other): weight for one, other, weight in tied(net, "weight")}
    assert {pair: weight for pair, weight in both.items() if pair[0] < pair[1]} == expected
    assert all(both[other, one] == weight for (one, other), weight in both.items())
    assert net.kinds.loc["learning", "mutual"]
    reports = {(one, other): count for one, other, count in tied(net, "reports")}
    assert reports["p1", "p2"] == 2
    assert reports["p1", "p4"] == 1


def test_learned_and_taught_are_two_reports_of_one_tie():
    learned = survey([("p1", "p2", "4"), ("p3", None, "")])
    taught = survey([("p2", "p1", "2"), ("p4", "p3", "3")], direction="taught")
    net = nw.weave(people(), learned, taught)
    assert tied(net, "weight", "reports") == [("p1", "p2", 3.0, 2.0), ("p3", "p4", 3.0, 1.0)]
    assert net.kinds.loc["learning", "reporter"] == "either"
    confirmed = nw.weave(people(), learned, taught, reconcile="min")
    assert tied(confirmed, "weight") == [("p1", "p2", 2.0)]


def test_repeated_answers_keep_the_highest_level():
    net = nw.weave(people(), survey([("p1", "p2", "2"), ("p1", "p2", "4"), ("p1", "p2", "4")]))
    assert tied(net, "weight") == [("p1", "p2", 4.0)]
    assert net.report.files.loc["survey"].tolist() == [3, 1, 0, 2, 0]
    assert net.report.records.loc[net.ties["record"], "line"].tolist() == [2]


def test_sources_of_one_kind_must_agree():
    with pytest.raises(errors.DataError, match="one scale in survey and another"):
        nw.weave(people(), survey([("p1", "p2")]), survey([("p1", "p2", "1")], wave="w2"))
    with pytest.raises(errors.DataError, match="one direction"):
        nw.weave(people(), survey([("p1", "p2")]), survey([("p1", "p2")], direction="mutual"))
    net = nw.weave(
        people(),
        survey([("p1", "p2")], question="A?"),
        survey([("p2", "p1")], wave="w2", question="B?"),
    )
    assert [notice.code for notice in net.notes] == ["W09"]


def test_several_waves_joiners_and_leavers():
    source = people(joined=["", "2022-07-01", "", ""], left=["", "", "2022-01-01", ""])
    waves = {"w1": ("2022-01-01", "2022-07-01"), "w2": ("2022-07-01", "2023-01-01")}
    net = nw.weave(
        source, survey([("p1", "p2"), ("p1", "p4")]), survey([("p1", "p2")], "w2"), waves=waves
    )
    assert tied(net, "wave") == [("p1", "p4", "w1"), ("p1", "p2", "w2")]
    eligible = net.roster["eligible"]
    assert eligible.loc["w1"].tolist() == [True, False, False, True]
    assert eligible.loc["w2"].tolist() == [True, True, False, True]
    assert "organization" not in net.people.columns
    assert list(net.wave("w1").people.index) == ["p1", "p4"]
    assert net.wave("w1").people["organization"].tolist() == ["North", "South"]
    assert fates(net, "survey")[1] == (1, "refused", "not eligible in this wave")


def test_eligible_by_the_dates_of_the_survey_where_there_is_no_window():
    table = pd.DataFrame({
        "who": ["p1", "p2"],
        "whom": ["p2", "p3"],
        "at": ["2022-03-01", "2022-03-09"],
    })
    answers = nw.read_survey(table, wave="w1", learner="who", learned_from="whom", time="at")
    net = nw.weave(people(joined=["", "", "2022-03-10", "2022-03-09"]), answers)
    assert list(net.people.index) == ["p1", "p2", "p4"]
    assert net.ties["time"].tolist() == [pd.Timestamp("2022-03-01")]


def test_people_who_declined_are_taken_out_and_counted():
    answers = survey([("p1", "p2"), ("p2", "p1"), ("p1", "p3"), ("p3", "p1")])
    net = nw.weave(people(consent=["", "no", "", ""]), answers)
    assert list(net.people.index) == ["p1", "p3", "p4"]
    assert tied(net) == [("p1", "p3"), ("p3", "p1")]
    assert net.waves["declined"].tolist() == [1]
    assert net.report.reasons["declined"] == 2


def test_declined_in_the_survey_of_one_wave():
    table = pd.DataFrame({
        "who": ["p1", "p2", "p3"],
        "whom": ["p2", None, "p1"],
        "state": ["responded", "declined", "responded"],
    })
    first = nw.read_survey(table, wave="w1", learner="who", learned_from="whom", state="state")
    net = nw.weave(people(), first, survey([("p1", "p2"), ("p2", None)], "w2"))
    assert list(net.people.index) == ["p1", "p2", "p3", "p4"]
    assert list(net.wave("w1").people.index) == ["p1", "p3", "p4"]
    assert list(net.wave("w2").people.index) == ["p1", "p2", "p3", "p4"]
    assert net.waves["declined"].tolist() == [1, 0]
    assert net.roster.loc[("w1", "p2"), "consent"] == "declined"
    assert pd.isna(net.roster.loc[("w1", "p2"), "responded"])
    assert net.wave("w2").people["responded"].tolist() == [True, True, False, False]


def test_not_eligible_and_invited_in_the_survey():
    table = pd.DataFrame({
        "who": ["p1", "p2", "p3"],
        "whom": [None] * 3,
        "state": ["", "invited", "left"],
    })
    answers = nw.read_survey(table, wave="w1", learner="who", learned_from="whom", state="state")
    net = nw.weave(people(), answers)
    assert net.people["responded"].to_dict() == {"p1": True, "p2": False, "p4": False}
    assert net.report.files.loc["survey", "used"] == 3


def test_roster_with_a_row_per_wave():
    table = pd.DataFrame({
        "id": ["p1", "p2", "p1", "p2"],
        "wave": ["w1", "w1", "w2", "w2"],
        "org": ["A", "B", "C", "B"],
        "in": ["", "no", "", "yes"],
    })
    source = nw.read_people(table, id="id", wave="wave", organization="org", eligible="in")
    net = nw.weave(source, survey([("p1", "p2")]), survey([("p1", "p2")], "w2"))
    assert tied(net, "wave") == [("p1", "p2", "w2")]
    assert net.roster["organization"].tolist() == ["A", "B", "C", "B"]
    with pytest.raises(
        errors.DataError, match="no row for the wave 'w3'; it has rows for 'w1', 'w2'"
    ):
        nw.weave(source, survey([("p1", "p2")], "w3"))


SESSIONS = pd.DataFrame(
    [
        ("p4", "s1", "presenter", "", "2022-02-01"),
        ("Ana Ruiz", "s1", "", "", "2022-02-01"),
        ("p2", "s1", "", "", "2022-02-01"),
        ("guest", "s1", "", "", "2022-02-01"),
        ("p1", "s2", "", "red", "2022-08-01"),
        ("p2", "s2", "", "red", "2022-08-01"),
        ("p3", "s2", "", "blue", "2022-08-01"),
        ("p3", "s2", "facilitator", "", "2022-08-01"),
        ("p1", "s3", "", "", "2024-01-01"),
        ("p1", "s3", "", "", "2024-01-01"),
    ],
    columns=["who", "session", "role", "group", "date"],
)


def attendance(table=SESSIONS, **options):
    columns = {
        "person": "who",
        "event": "session",
        "role": "role",
        "group": "group",
        "time": "date",
    }
    return nw.read_attendance(table, **columns, **options)


def test_attendance_counts_guests_and_falls_into_windows():
    waves = {"w1": ("2022-01-01", "2022-07-01"), "w2": ("2022-07-01", "2023-01-01")}
    net = nw.weave(people(), attendance(), waves=waves)
    assert tied(net, "kind", "weight", "wave") == [
        ("p1", "p2", "attendance_peer", 0.5, "w1"),
        ("p2", "p1", "attendance_peer", 0.5, "w1"),
        ("p1", "p4", "attendance_presenter", 1.0, "w1"),
        ("p2", "p4", "attendance_presenter", 1.0, "w1"),
        ("p1", "p2", "attendance_peer", 1.0, "w2"),
        ("p2", "p1", "attendance_peer", 1.0, "w2"),
    ]
    assert net.report.outside == {"attendance": 1}
    assert net.report.files.loc["attendance"].tolist() == [10, 7, 0, 2, 1]
    assert [notice.code for notice in net.notes] == ["W05"]
    assert net.kinds["headline"].tolist() == [False, False]
    assert net.kinds["reporter"].tolist() == ["record", "record"]


def test_affiliate():
    with pytest.warns(errors.NetweaveWarning, match="1 mention"):
        table = nw.affiliate(people(), attendance())
    assert table.events["size"].tolist() == [4.0, 3.0, 1.0]
    assert table.events["presenters"].tolist() == [1.0, 0.0, 0.0]
    assert table.records["set_size"].fillna(0).tolist() == [0.0, 3.0, 3.0, 2.0, 2.0, 1.0, 1.0]
    assert table.matrix.sum() == 7
    assert len(nw.affiliate(people()).events) == 0


def test_an_edit_of_the_roster_changes_no_weight():
    fewer = nw.read_people(ROSTER.iloc[:2], id="id", name="name")
    one, two = (nw.weave(source, attendance()) for source in (people(), fewer))
    pair = [("p1", "p2"), ("p2", "p1")]
    weights = [
        sorted(row for row in tied(net, "kind", "weight") if row[:2] in pair) for net in (one, two)
    ]
    assert weights[0] == weights[1]


def test_who_presents_is_not_audience_and_groups_count_once():
    table = pd.DataFrame(
        [
            ("p1", "s", "presenter", None),
            ("p1", "s", "attendee", None),
            ("p1", "s", "attendee", "g"),
            ("p2", "s", "attendee", "g"),
            ("p2", "s", "attendee", "h"),
            ("p2", "s", "attendee", None),
        ],
        columns=["who", "session", "role", "group"],
    )
    log = nw.read_attendance(table, person="who", event="session", role="role", group="group")
    net = nw.weave(people(), log)
    assert [reason for *_, reason in fates(net, "attendance")] == [
        "", "presents in this session", "", "", "already in another group of this session",
        "same person twice in this session",
    ]  # fmt: skip
    assert tied(net, "kind", "weight") == [
        ("p1", "p2", "attendance_peer", 1.0),
        ("p2", "p1", "attendance_peer", 1.0),
        ("p2", "p1", "attendance_presenter", 1.0),
    ]


def test_two_logs_of_one_session_are_one_session():
    talks = SESSIONS[SESSIONS["role"] == "presenter"]
    rest = SESSIONS[SESSIONS["role"] != "presenter"]
    split = nw.weave(people(), attendance(talks), attendance(rest))
    whole = nw.weave(people(), attendance())
    pd.testing.assert_frame_equal(
        split.ties.drop(columns="record"), whole.ties.drop(columns="record")
    )
    assert list(split.report.files.index) == ["people", "attendance", "attendance (2)"]
    moved = attendance(rest.assign(date="2025-01-01"))
    with pytest.raises(errors.DataError, match="another start in another log: 's1'"):
        nw.weave(people(), attendance(talks), moved)


def test_authorship():
    works = pd.DataFrame({
        "who": ["Ana Ruiz", "Li, Bo", "Somebody Else", "Ana Ruiz", "Ruiz, Ana", "Cy Oh"],
        "work": ["w", "w", "w", "x", "x", "x"],
    })
    papers = nw.read_authorship(works, person="who", work="work")
    net = nw.weave(people(), papers)
    assert tied(net, "weight") == [
        ("p1", "p2", 0.5), ("p1", "p3", 1.0), ("p2", "p1", 0.5), ("p3", "p1", 1.0),
    ]  # fmt: skip
    assert net.kinds.loc["coauthorship", "headline"]
    with_survey = nw.weave(people(), papers, survey([("p1", "p2")]))
    assert with_survey.kinds["headline"].to_dict() == {"learning": True, "coauthorship": False}
    assert nw.weave(people(), papers, papers).equals(net)
    two = nw.weave(people(), papers, nw.read_authorship(works, person="who", work="work"))
    assert two.ties["weight"].sum() == 2 * net.ties["weight"].sum()


def test_many_authors():
    works = pd.DataFrame({
        "who": [f"Person {letter}" for letter in "abcdefghijklmnopqrstu"],
        "work": "w",
    })
    papers = nw.read_authorship(works, person="who", work="work")
    net = nw.weave(nw.people_from(papers), papers)
    assert [notice.code for notice in net.notes] == ["W06"]
    assert "up to 21 authors" in net.notes[0].found


def test_a_single_wave_without_a_window_holds_everything():
    net = nw.weave(people(), survey([("p1", "p2")]), attendance())
    assert net.ties["wave"].notna().all()
    assert net.report.outside == {}


def test_nobody_and_nothing():
    net = nw.weave(people())
    assert (len(net), len(net.ties), len(net.waves)) == (4, 0, 0)
    assert net.people["organization"].tolist() == ["North", "North", "South", "South"]
    with pytest.raises(errors.ArgumentError, match=r"nw\.read_people"):
        nw.weave(ROSTER)
    with pytest.raises(errors.ArgumentError, match="sources must be what"):
        nw.weave(people(), ROSTER)


def test_aliases_and_raising():
    answers = survey([("p1", "Bo Lee")])
    with pytest.raises(errors.DataError, match=r"'Bo Lee'.*aliases="):
        nw.weave(people(), answers, on_bad="raise")
    aliases = pd.DataFrame({"as_written": ["Bo Lee", "Anna"], "person": ["p2", "p1"]})
    net = nw.weave(people(), answers, aliases=aliases, on_bad="raise")
    assert tied(net) == [("p1", "p2")]
    assert net.report.unused_aliases["as_written"].tolist() == ["Anna"]
    assert "aliases that no record needed: 1" in net.report.summary()


def test_addresses_of_the_roster_as_aliases():
    roster = ROSTER.assign(mail=["ana@x.example; ana@y.example", "bo@x.example", None, None])
    source = nw.read_people(roster, id="id", aliases="mail")
    net = nw.weave(source, survey([("ANA@y.example", "bo@x.example")]))
    assert tied(net) == [("p1", "p2")]
    assert list(net.report.files.index) == ["people", "survey"]


def test_weaving_twice_gives_the_same_and_leaves_the_sources_alone():
    source, answers, log = (
        people(),
        survey([("p1", "Zoe"), ("p1", "p2"), ("p1", "p2")]),
        attendance(),
    )
    nets = [nw.weave(source, answers, log) for _ in range(2)]
    assert nets[0].equals(nets[1])
    pd.testing.assert_frame_equal(nets[0].report.records, nets[1].report.records)
    assert answers.mentions.fates.open.all()


def test_sources_in_a_list_are_told_how_to_be_given():
    mend = r"one after the other: nw\.weave\(people, survey, log\), or with a star"
    with pytest.raises(errors.ArgumentError, match=mend):
        nw.weave(people(), [survey([("p1", "p2")])])
