"""What a survey says of its own question: asked afterwards or not, and how many could be named."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave import errors
from netweave.compare.instrument import instrument_notices
from netweave.project import load_project, read_project

IDS = ["p1", "p2", "p3", "p4", "p5"]
ANSWERS = [
    ("p1", "p2"), ("p1", "p3"), ("p1", "Zoe"), ("p2", "p1"), ("p2", "p1"), ("p2", "p3"),
    ("p3", None), ("p4", "p1"), ("p4", "p2"), ("p4", "p3"), ("p4", "p5"),
]  # fmt: skip


def survey(wave="w1", rows=ANSWERS, **options):
    table = pd.DataFrame(rows, columns=["who", "whom"])
    return nw.read_survey(table, wave=wave, learner="who", learned_from="whom", **options)


def woven(*surveys):
    return nw.weave(nw.read_people(pd.DataFrame({"id": IDS}), id="id"), *surveys)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((None, None), None),
        ((True, None), True),
        ((False, True), True),
        ((False, False), False),
        ((False, None), None),
    ],
)
def test_retrospective_if_any_wave_was_asked_afterwards(said, expected):
    net = woven(survey(retrospective=said[0]), survey("w2", retrospective=said[1]))
    assert str(net.kinds["retrospective"].dtype) == "boolean"
    value = net.kinds["retrospective"].iloc[0]
    assert pd.isna(value) if expected is None else bool(value) is expected
    waves = net.wave("w1"), net.wave("w2")
    codes = [notice.code for notice in instrument_notices(*waves, "learning")]
    assert ("W10" in codes) is (expected is True)


def test_kinds_of_records_state_neither():
    log = pd.DataFrame({"who": ["p1", "p2"], "session": ["s", "s"]})
    attendance = nw.read_attendance(log, person="who", event="session")
    net = woven(survey(retrospective=True, most_names=3), attendance)
    assert net.kinds["retrospective"].isna().tolist() == [False, True, True]
    assert net.kinds["cap"].fillna(-1).tolist() == [3.0, -1.0, -1.0]
    assert str(net.kinds["retrospective"].dtype) == "boolean"


def test_a_cap_counts_who_named_as_many():
    """p1 named three (Zoe too), p2 two different people, p3 nobody, p4 four."""
    net = woven(survey(most_names=3))
    assert net.kinds["cap"].tolist() == [3.0]
    assert [notice.code for notice in net.notes] == ["W08", "W25"]
    assert "people could name 3 at most; 2 of the 4 who answered" in net.notes[0].found
    assert "3 of the 4 who answered" in woven(survey(most_names=2)).notes[0].found


def test_who_declined_or_only_was_invited_named_nobody_at_all():
    table = pd.DataFrame({
        "who": ["p1", "p2", "p3"], "whom": ["p2", "p1", "p1"],
        "state": ["", "declined", "invited"],
    })  # fmt: skip
    answers = nw.read_survey(
        table, wave="w1", learner="who", learned_from="whom", state="state", most_names=1
    )
    assert "1 of the 1 who answered named as many" in woven(answers).notes[0].found


def test_no_cap_no_notice():
    net = woven(survey())
    assert np.isnan(net.kinds.loc["learning", "cap"])
    assert [notice.code for notice in net.notes] == ["W25"]  # Zoe is not in the roster


def test_waves_with_different_caps_differ_in_instrument():
    net = woven(survey(most_names=3), survey("w2", [*ANSWERS, ("p5", None)]))
    assert [notice.code for notice in net.notes] == ["W09", "W08", "W25", "W25"]
    assert net.notes[0].found == "learning let people name: w1 3, w2 any number."


@pytest.mark.parametrize("most", [0, -1, 2.5, True, "5"])
def test_a_cap_is_a_whole_number(most):
    with pytest.raises(errors.ArgumentError, match="most_names must be a whole number from 1"):
        survey(most_names=most)


def test_retrospective_is_true_or_false():
    with pytest.raises(errors.ArgumentError, match="retrospective must be True or False"):
        survey(retrospective="yes")


def test_keys_of_the_project_file(tmp_path):
    pd.DataFrame({"id": IDS}).to_csv(tmp_path / "people.csv", index=False)
    rows = pd.DataFrame(ANSWERS, columns=["who", "whom"])
    rows.to_csv(tmp_path / "answers.csv", index=False)
    path = tmp_path / "cohort.toml"
    path.write_text(
        '[people]\nfile = "people.csv"\nid = "id"\n[[survey]]\nfile = "answers.csv"\n'
        'wave = "w1"\nlearner = "who"\nlearned_from = "whom"\nretrospective = true\n'
        "most_names = 4\n",
        encoding="utf-8",
    )
    net, _ = load_project(read_project(path))
    assert net.kinds.loc["learning", ["retrospective", "cap"]].tolist() == [True, 4.0]


def test_one_file_named_for_two_waves_is_said():
    roster = nw.read_people(pd.DataFrame({"id": ["a", "b", "c"]}), id="id")
    told = pd.DataFrame({"who": ["a", "b"], "whom": ["b", "c"]})
    other = pd.DataFrame({"who": ["a", "b"], "whom": ["b", "a"]})
    before, after, changed = (
        nw.read_survey(table, wave=wave, learner="who", learned_from="whom")
        for table, wave in ((told, "before"), (told, "after"), (other, "after"))
    )
    notes = [note.found for note in nw.weave(roster, before, after).notes if note.code == "W09"]
    assert len(notes) == 1
    assert "before and after hold the same answers, row for row" in notes[0]
    assert not [note for note in nw.weave(roster, before, changed).notes if note.code == "W09"]
