"""Whether both waves asked alike (W09): roster, wording, cap, window, direction, scale."""

import pandas as pd
import pytest

import netweave as nw
from netweave import Network
from netweave.compare import before_after

PEOPLE = pd.DataFrame(
    {"organization": ["Ash", "Ash", "Birch", "Birch"], "responded": True},
    index=["ana", "ben", "cleo", "dan"],
)
PAIRS = [("ana", "cleo"), ("cleo", "ana")]


def kinds(**columns):
    return pd.DataFrame(columns, index=pd.Index(["learning"], name="kind"))


def wave(table, unasked=None):
    ties = pd.DataFrame(PAIRS, columns=["learner", "learned_from"]).assign(kind="learning")
    return Network(PEOPLE, ties, table, unasked=unasked)


def found(change):
    return " ".join(notice.found for notice in change.warnings if notice.code == "W09")


def test_waves_that_asked_alike():
    assert found(before_after(wave(kinds(cap=[5.0])), wave(kinds(cap=[5.0])))) == ""


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("question", "Who helped you?", "Who taught you?"),
        ("scale", "FREY_LCS", "EDFIRST3"),
        ("cap", 5.0, 3.0),
        ("cap", 5.0, float("nan")),
        ("mutual", False, True),
        ("reporter", "learner", "learned_from"),
        ("threshold", 2.0, 3.0),
    ],
)
def test_waves_that_asked_differently(what, before, after):
    rest = {"scale": ["FREY_LCS"]} if what == "threshold" else {}
    change = before_after(*(wave(kinds(**{what: [value]}, **rest)) for value in (before, after)))
    assert what in found(change)
    assert "The two waves were not recorded in the same way" in change.sentence


def test_a_list_that_left_people_out_in_one_wave():
    """Nobody could name dan in the second wave: three of six pairs."""
    others = ["ana", "ben", "cleo"]
    rows = [*((other, "dan") for other in others), *(("dan", other) for other in others)]
    unasked = pd.DataFrame(rows, columns=["learner", "learned_from"])
    whole, part = wave(kinds()), wave(kinds(), unasked)
    assert "roster: not asked about 0% of pairs → 50%" in found(before_after(whole, part))
    assert found(before_after(part, part.where())) == ""


def survey(label, **options):
    answers = pd.DataFrame({"who": ["p1", "p2"], "whom": ["p3", "p1"], "level": [2, 3]})
    return nw.read_survey(
        answers, wave=label, learner="who", learned_from="whom", level="level", scale="FREY_LCS",
        threshold="cooperation", **options,
    )  # fmt: skip


def woven(first, second):
    people = pd.DataFrame({"id": ["p1", "p2", "p3"], "team": ["a", "b", "c"]})
    roster = nw.read_people(people, id="id", organization="team")
    net = nw.weave(roster, survey("start", **first), survey("end", **second))
    return before_after(net.wave("start"), net.wave("end"))


@pytest.mark.parametrize(("label", "afterwards"), [("start", False), ("end", True)])
def test_strangers_of_a_survey(label, afterwards):
    """p1 and p2 knew each other; p2 and p3 did not, and p2 learned from p3 at the end."""
    people = pd.DataFrame({"id": ["p1", "p2", "p3"], "team": ["a", "b", "c"]})
    later = pd.DataFrame({"who": ["p2", "p1", "p3"], "whom": ["p3", None, None]})
    knew = pd.DataFrame({"who": ["p1", "p2", "p3"], "whom": ["p2", "p1", None]})
    ends = {"learner": "who", "learned_from": "whom"}
    net = nw.weave(
        nw.read_people(people, id="id", organization="team"),
        nw.read_survey(later.assign(whom=[None] * 3), wave="start", **ends),
        nw.read_survey(later, wave="end", **ends),
        nw.read_survey(
            knew, wave=label, respondent="who", named="whom", direction="mutual",
            kind="acquaintance", headline=False,
        ),
    )  # fmt: skip
    change = before_after(net.wave("start"), net.wave("end"))
    found = change.strangers.loc["cross", ["strangers", "now_tied", "knew", "asked_in"]]
    assert found.tolist() == [2, 1, 1, label]
    assert ("W10" in {notice.code for notice in change.warnings}) is afterwards


def test_surveys_with_other_words():
    change = woven({"question": "Who helped you?"}, {"question": "Who taught you?"})
    assert "was asked as 'Who helped you?', 'Who taught you?'" in found(change)


def test_surveys_with_another_cap():
    change = woven({"most_names": 5}, {"most_names": 3})
    assert "let people name: start 5, end 3" in found(change)
    assert "let people name" not in found(woven({"most_names": 5}, {"most_names": 5}))
