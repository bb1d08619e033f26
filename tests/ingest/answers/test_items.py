"""Items of an attitude scale: kept as given, every cell accounted for."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import errors
from netweave.ingest import read_items

AGREE = ["strongly disagree", "disagree", "neither", "agree", "strongly agree"]
ROSTER = pd.DataFrame({
    "id": ["p1", "p2", "p3", "p4"],
    "name": ["Ana Ruiz", "Bo Li", "Cy Oh", "Di Po"],
    "consent": ["", "", "", "declined"],
})


def people():
    return nw.read_people(ROSTER, id="id", name="name", consent="consent")


def table(rows, columns=("who", "q1", "q2")):
    return pd.DataFrame(rows, columns=list(columns))


def woven(rows, **more):
    told = {"wave": "w1", "respondent": "who", "items": ["q1", "q2"], "highest": 5} | more
    return nw.weave(people(), read_items(table(rows), **told)).report


def values(report):
    return report.items.reset_index().fillna(-1).to_numpy().tolist()


def test_one_row_per_wave_and_person():
    second = read_items(
        table([("Li, Bo", "2", "3")]), wave="w2", respondent="who", items=["q1", "q2"], highest=5
    )
    first = read_items(
        table([("Cy Oh", "1", "5"), ("p1", "4", "")]), wave="w1", respondent="who",
        items=["q1", "q2"], highest=5,
    )  # fmt: skip
    report = nw.weave(people(), second, first, waves=["w1", "w2"]).report
    assert values(report) == [
        ["w1", "p1", 4, -1],
        ["w1", "p3", 1, 5],
        ["w2", "p2", 2, 3],
    ]
    assert report.items.index.names == ["wave", "person"]
    assert report.items.dtypes.map(pd.api.types.is_float_dtype).all()


def test_words_and_numbers_are_the_same_answers():
    report = woven(
        [("p1", "Agree", "5"), ("p2", " strongly  disagree", "4.0")], words=AGREE, highest=None
    )
    assert values(report) == [["w1", "p1", 4, 5], ["w1", "p2", 1, 4]]
    facts = report.item_facts.loc["q1"]
    assert facts[["lowest", "highest", "words"]].tolist() == [1, 5, "; ".join(AGREE)]


def test_numbers_may_begin_at_nought():
    report = woven([("p1", "0", "10")], lowest=0, highest=10)
    assert values(report) == [["w1", "p1", 0, 10]]


def test_items_have_ids_and_what_is_turned_round_is_noted_not_applied():
    report = woven([("p1", "2", "4")], items={"credit": "q2", "share": "q1"}, reverse=["share"])
    assert list(report.items.columns) == ["credit", "share"]
    assert report.items.loc[("w1", "p1")].tolist() == [4, 2]
    assert report.item_facts["reversed"].to_dict() == {"credit": False, "share": True}
    assert report.item_facts["question"].to_dict() == {"credit": "q2", "share": "q1"}


def test_question_texts_are_kept(tmp_path):
    """Qualtrics writes the text under the id."""
    file = tmp_path / "export.csv"
    file.write_text(
        "StartDate,ResponseId,Q1_1,who\n"
        "Start Date,Response ID,I share unfinished work,Your name\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}",'
        '"{""ImportId"":""QID1_1""}","{""ImportId"":""QID2_TEXT""}"\n'
        "2024-03-01 09:00:00,R_1,4,Ana Ruiz\n"
    )
    items = read_items(file, wave="w1", respondent="who", items=["Q1_1"], highest=5)
    assert items.facts["question"].tolist() == ["I share unfinished work"]
    assert nw.weave(people(), items).report.items.to_numpy().tolist() == [[4]]


def test_what_is_no_answer_is_refused_with_its_line():
    report = woven([("p1", "6", "5"), ("p2", "2", "3.5"), ("p3", "1", "2")])
    assert values(report) == [["w1", "p1", -1, 5], ["w1", "p2", 2, -1], ["w1", "p3", 1, 2]]
    assert report.refused[["line", "mention", "reason"]].astype(str).to_numpy().tolist() == [
        ["1", "item", "'6' is no answer from 1 to 5"],
        ["2", "item", "'3.5' is no answer from 1 to 5"],
    ]
    assert report.files.loc["items"].tolist() == [3, 1, 2, 0, 0]
    with pytest.raises(errors.DataError, match="'6' is no answer"):
        read_items(
            table([("p1", "6", "5")]), wave="w1", respondent="who", items=["q1", "q2"],
            highest=5, on_bad="raise",
        )  # fmt: skip


def test_codes_and_blank_cells_are_no_answer():
    report = woven([("p1", "99", "5"), ("p2", "Rather Not", "")], missing=[99, "rather not"])
    assert values(report) == [["w1", "p1", -1, 5]]
    assert report.refused.empty


def test_most_answers_off_the_scale_is_another_scale():
    with pytest.raises(errors.DataError, match=r"must hold answers from 1 to 5.*another|none of"):
        woven([("p1", "7", "6"), ("p2", "7", "4")])


def test_a_scale_must_be_named():
    rows = table([("p1", "1", "2")])
    told = {"wave": "w1", "respondent": "who", "items": ["q1", "q2"]}
    with pytest.raises(errors.RefusalError, match="E-SCALE"):
        read_items(rows, **told)
    for wrong in ({"highest": 1}, {"words": AGREE, "highest": 7}):
        with pytest.raises(errors.ArgumentError, match="highest must be above lowest"):
            read_items(rows, **told, **wrong)
    with pytest.raises(errors.ArgumentError, match="reverse must be one of"):
        read_items(rows, **told, highest=5, reverse=["q9"])
    with pytest.raises(errors.ArgumentError, match="wave must be a name"):
        read_items(rows, **(told | {"wave": ""}), highest=5)
    with pytest.raises(errors.DataError, match="q3"):
        read_items(rows, **(told | {"items": ["q3"]}), highest=5)


def test_the_same_answer_twice_is_one_and_two_different_ones_are_none():
    """p1 repeats a row, p2 adds what was left out, p3 says two things of q1."""
    report = woven([
        ("p1", "4", "5"), ("p1", "4", "5"), ("p2", "3", ""), ("p2", "", "2"),
        ("p3", "1", "2"), ("p3", "5", "2"),
    ])  # fmt: skip
    assert values(report) == [["w1", "p1", 4, 5], ["w1", "p2", 3, 2], ["w1", "p3", -1, 2]]
    assert report.reasons.to_dict() == {
        "same answer twice": 4,
        "answered twice, differently": 2,
    }
    assert report.files.loc["items"].tolist() == [6, 3, 2, 1, 0]


def test_who_is_not_found_declined_or_did_not_answer():
    rows = table(
        [
            ("p1", "4", "5", "responded"),
            ("Zoe", "1", "1", ""),
            ("p4", "2", "2", ""),
            ("p2", "3", "3", "declined"),
            ("p3", "1", "", "invited"),
        ],
        ("who", "q1", "q2", "state"),
    )
    items = read_items(
        rows, wave="w1", respondent="who", items=["q1", "q2"], highest=5, state="state"
    )
    net = nw.weave(people(), items)
    report = net.report
    assert values(report) == [["w1", "p1", 4, 5]]
    assert list(net.people.index) == ["p1", "p3"]
    reasons = report.refused.groupby("line")["reason"].agg(lambda found: found.iloc[0]).to_dict()
    assert reasons == {
        2: "no such person in the roster",
        3: "declined",
        4: "declined",
        5: "answers although the state says that nobody answered",
    }
    assert report.files.loc["items", ["rows", "used", "refused"]].tolist() == [5, 1, 3]


def test_one_item_is_on_one_scale():
    told = {"respondent": "who", "items": ["q1"]}
    rows = table([("p1", "1", "")])
    first = read_items(rows, wave="w1", highest=5, **told)
    other = read_items(rows, wave="w2", highest=7, **told)
    with pytest.raises(errors.DataError, match="items must be asked on one scale in every file"):
        nw.weave(people(), first, other)


def test_items_beside_a_survey_and_none_at_all():
    survey = nw.read_survey(
        pd.DataFrame({"who": ["p1"], "whom": ["p2"]}), wave="w1", learner="who",
        learned_from="whom",
    )  # fmt: skip
    items = read_items(
        table([("p3", "1", "2")]), wave="w1", respondent="who", items=["q1", "q2"], highest=5
    )
    net = nw.weave(people(), survey, items)
    assert net.people["responded"].tolist() == [True, False, False]
    assert len(net.ties) == 1
    assert len(net.report.items) == 1
    alone = nw.weave(people(), survey).report
    assert alone.items.empty
    assert alone.item_facts.empty
    blank = woven([("p1", "", "")])
    assert list(blank.items.columns) == ["q1", "q2"]
    assert blank.items.empty


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p1", "p2", "p3", "p4", "Zoe", ""]),
            st.sampled_from(["", "1", "3", "5", "6", "x"]),
            st.sampled_from(["", "1", "5", "6"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_row_is_accounted_for(rows):
    told = {"wave": "w1", "respondent": "who", "items": ["q1", "q2"], "highest": 5}
    try:
        items = read_items(table(rows), **told)
    except errors.DataError:
        answers = [cell for row in rows for cell in row[1:] if cell]
        assert 2 * sum(cell in {"6", "x"} for cell in answers) > len(answers)
        return
    report = nw.weave(people(), items).report
    counts = report.files.loc["items"]
    assert counts["rows"] == len(rows)
    used = (report.records["fate"] == "used") & (report.records["mention"] == "item")
    assert used.sum() == report.items.notna().to_numpy().sum()
    for who, one, two in rows:
        for cell, name in ((one, "q1"), (two, "q2")):
            if cell in {"1", "3", "5"} and ("w1", who) in report.items.index:
                found = report.items.loc[("w1", who), name]
                assert np.isnan(found) or found in {1, 3, 5}


def test_no_items_at_all():
    with pytest.raises(errors.ArgumentError, match="items must name at least one column"):
        read_items(table([("p1", "1", "2")]), wave="w1", respondent="who", items=[], highest=5)


def test_words_that_differ_in_figures_are_different_answers():
    report = woven(
        [("p1", "1-2 times", "3-5 times"), ("p2", "never", "3")],
        words=["never", "1-2 times", "3-5 times"], highest=None,
    )  # fmt: skip
    assert values(report) == [["w1", "p1", 2, 3], ["w1", "p2", 1, 3]]
    with pytest.raises(errors.ArgumentError, match="the words of the items must differ"):
        woven([("p1", "a", "b")], words=["agree", "Agree"], highest=None)


def test_cells_with_a_code_for_no_answer_are_counted():
    told = {"wave": "w1", "respondent": "who", "items": ["q1", "q2"], "highest": 5}
    rows = table([("p1", "9", "2"), ("p2", "3", "9"), ("p3", "N/A", "1")])
    assert read_items(rows, missing=[9, "n/a"], **told).note.endswith(
        "3 cells hold a code for no answer"
    )
    assert "code" not in read_items(table([("p1", "1", "2")]), missing=9, **told).note
