"""Who answered what: silence, states, and answers that could not be used."""

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4", "p5"],
    "name": ["Ana Ruiz", "Bo Li", "Cy Oh", "Di Po", "Bo Li"],
    "consent": ["", "", "", "declined", ""],
})


def people():
    return nw.read_people(ROSTER, id="id", name="name", consent="consent")


def test_a_state_says_more_than_silence():
    """p1 answered, p2 was only invited, p3 had left; p5 is in no row and so named nobody."""
    table = pd.DataFrame({
        "who": ["p1", "p2", "p3"],
        "whom": ["p2", None, None],
        "state": ["responded", "invited", "not eligible"],
    })
    answers = nw.read_survey(
        table, wave="w1", learner="who", learned_from="whom", state="state", silent="named nobody"
    )
    net = nw.weave(people(), answers)
    assert net.people["responded"].to_dict() == {"p1": True, "p2": False, "p5": True}
    assert net.people["responded_learning"].to_dict() == {"p1": True, "p2": False, "p5": True}


def test_an_answer_elsewhere_outweighs_an_invitation():
    table = pd.DataFrame({"who": ["p1", "p1"], "whom": ["p2", None], "state": ["", "invited"]})
    told = {"wave": "w1", "learner": "who", "learned_from": "whom", "state": "state"}
    net = nw.weave(people(), nw.read_survey(table, silent="named nobody", **told))
    assert net.people["responded"].to_dict() == dict.fromkeys(["p1", "p2", "p3", "p5"], True)
    asked = pd.DataFrame({"who": ["p2"], "whom": [None], "state": ["invited"]})
    net = nw.weave(people(), nw.read_survey(table, **told), nw.read_survey(asked, **told))
    assert net.people["responded"].to_dict() == {"p1": True, "p2": False, "p3": False, "p5": False}


def test_answers_that_named_somebody_and_could_not_be_used():
    rows = [
        ("p1", "p2", ""),  # no level
        ("p1", "p3", "friend"),  # not on the scale
        ("p1", "Zoe", "3"),  # finds nobody
        ("p1", "Bo Li", "3"),  # finds two
        ("p2", "p1", ""),  # said again with a level, in the next row
        ("p2", "p1", "4"),
        ("p2", "p2", "4"),  # themselves
        ("p2", "p4", "4"),  # somebody who declined
        ("p3", "p1", "0"),  # an observed no
        ("p3", None, ""),
        ("p4", "p1", ""),  # by somebody who declined
        ("Xu", "p1", ""),  # by nobody of the roster
        ("p5", "p1", ""),  # the only answer of p5
    ]
    table = pd.DataFrame(rows, columns=["who", "whom", "how"])
    answers = nw.read_survey(
        table, wave="w1", learner="who", learned_from="whom", level="how", scale="FREY_LCS"
    )
    net = nw.weave(people(), answers)
    assert net.report.unusable_answers.to_numpy().tolist() == [
        ["survey", "w1", "learning", "p1", 4],
        ["survey", "w1", "learning", "p5", 1],
    ]
    words = "5 answers of 2 people named somebody and could not be used; more than half of what "
    words += "they said was lost, so they count as not having answered."
    assert net.report.unusable_in_words() == words
    assert words in net.report.summary()
    # More than half of what p1 and p5 said is lost, so what they did not name is not known.
    answered = net.people["responded"].dropna()
    assert answered[answered.astype(bool)].index.tolist() == ["p2", "p3"]
    notice = next(notice for notice in net.notes if notice.code == "W25")
    assert notice.found == "learning, w1: 5 of 7 answers that named somebody."


def test_every_answer_could_be_used():
    table = pd.DataFrame({"who": ["p1", "p2"], "whom": ["p2", None]})
    answers = nw.read_survey(table, wave="w1", learner="who", learned_from="whom")
    for sources in ([], [answers]):
        report = nw.weave(people(), *sources).report
        assert list(report.unusable_answers.columns) == [
            "file", "wave", "kind", "respondent", "count",
        ]  # fmt: skip
        assert report.unusable_answers.empty
        assert report.unusable_in_words() == ""
        assert not any("could not be used" in line for line in report.summary())


def test_who_did_not_answer_is_missing_and_has_no_unusable_answers():
    """The state of p1 says that nobody answered; p1 is no zero but missing."""
    table = pd.DataFrame({"who": ["p1"], "whom": ["p2"], "state": ["invited"]})
    told = {"wave": "w1", "learner": "who", "learned_from": "whom", "state": "state"}
    report = nw.weave(people(), nw.read_survey(table, **told)).report
    assert report.refused["reason"].astype(str).str.startswith("names somebody although").all()
    assert report.unusable_answers.empty


def test_a_survey_on_another_scale_is_refused_whole():
    """Three of four levels are not on the scale: a fault of the file, not of single cells."""
    table = pd.DataFrame({
        "who": ["p1", "p1", "p2", "p2"],
        "whom": ["p2", "p3", "p1", "p3"],
        "how": ["weekly", "daily", "weekly", "cooperation"],
    })
    with pytest.raises(
        errors.DataError, match=r"must hold levels of FREY_LCS.*3 rows are not: lines 1, 2, 3"
    ):
        nw.read_survey(
            table, wave="w1", learner="who", learned_from="whom", level="how", scale="FREY_LCS"
        )


def told_levels(*levels):
    rows = [("p1", "p2", level) for level in levels]
    table = pd.DataFrame(rows, columns=["who", "whom", "how"])
    answers = nw.read_survey(
        table, wave="w1", learner="who", learned_from="whom", level="how", scale="FREY_LCS"
    )
    return nw.weave(people(), answers)


def test_answers_that_contradict_each_other_are_counted_as_such():
    """p1 says 5, 0, 5 and 2 of p2: 5 counts, one row repeats it, two contradict it."""
    net = told_levels("5", "0", "5", "2")
    assert net.ties["weight"].tolist() == [5]
    merged = net.report.records[net.report.records["fate"] == "merged"]
    named = merged[merged["mention"] == "named"]
    assert dict(zip(named["line"], named["reason"].astype("str"), strict=True)) == {
        2: "answered twice, differently: the highest counts",
        3: "same answer twice",
        4: "answered twice, differently: the highest counts",
    }
    assert net.report.reading["survey"].endswith(
        "2 answers differ from others of the same person: the highest counts"
    )


def test_answers_that_agree_say_nothing_of_contradiction():
    net = told_levels("3", "3")
    assert net.report.reasons.to_dict() == {"same answer twice": 2}
    assert "differ" not in net.report.reading["survey"]


def test_a_contradiction_across_two_files_is_seen_too():
    """The lower answer stands in the second file, and is counted there."""
    told = {"wave": "w1", "learner": "who", "learned_from": "whom", "level": "how"}
    parts = [
        nw.read_survey(
            pd.DataFrame({"who": ["p1"], "whom": ["p2"], "how": [how]}), scale="FREY_LCS", **told
        )
        for how in ("4", "1")
    ]
    net = nw.weave(people(), *parts)
    assert net.ties["weight"].tolist() == [4]
    assert "differ" not in net.report.reading["survey"]
    assert "1 answer differs" in net.report.reading["survey (2)"]
