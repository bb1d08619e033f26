"""Who was no longer there, and sessions promised and kept, counted by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta

import netweave as nw
from netweave.analytics.partners import rates


def cohort(**columns):
    """Eight people in two organizations; a1-b1, a2-b1 across, a3-a4 inside, b4 alone."""
    people = pd.DataFrame(
        {"organization": list("AAAABBBB"), **columns},
        index=[f"{group}{place}" for group in "ab" for place in range(1, 5)],
    )  # fmt: skip
    edges = [("a1", "b1"), ("b1", "a1"), ("a2", "b1"), ("a3", "a4"), ("b2", "b3"), ("b2", "b3")]
    return nw.Network(people, pd.DataFrame(edges, columns=["learner", "learned_from"]))


def row(found, term):
    return found.table.set_index("term").loc[term]


def test_rates_by_place_at_the_start():
    start = cohort()
    found = nw.attrition(start, start.without(["a1", "a3", "b4"]))
    # Ties: a1 1, a2 1, a3 1, a4 1, b1 2, b2 1, b3 1, b4 0; the median is 1.
    assert found.counts.T.to_dict("list") == {
        "all": [8, 3],
        "no_tie": [1, 1], "some_tie": [7, 2], "any_tie_not_known": [0, 0],
        "few_ties": [7, 3], "many_ties": [1, 0], "ties_not_known": [0, 0],
        "no_cross_tie": [5, 2], "some_cross_tie": [3, 1], "cross_ties_not_known": [0, 0],
    }  # fmt: skip
    assert row(found, "no_cross_tie")["estimate"] == 0.4
    assert row(found, "no_cross_tie_difference")["estimate"] == pytest.approx(0.4 - 1 / 3)
    low, high = beta.ppf([0.025, 0.975], 2.5, 3.5)
    assert row(found, "no_cross_tie")[["conf_low", "conf_high"]].tolist() == pytest.approx([
        low,
        high,
    ])
    assert not any(term.endswith("not_known") for term in found.table["term"])
    assert found.claim == 1
    assert "Of those without a tie to another organization, 2 of 5" in found.sentence
    assert not any(person in found.sentence for person in start.people.index)


def test_all_and_none_have_intervals_that_hold_them():
    assert rates.rate(0, 4)[:2] == (0, 0)
    assert rates.rate(4, 4)[::2] == (1, 1)
    assert rates.rate(0, 4)[2] == pytest.approx(beta.ppf(0.975, 0.5, 4.5))
    assert np.isnan(rates.rate(0, 0)).all()


def test_the_interval_of_a_difference_is_squared_and_added():
    one, other = rates.rate(2, 5), rates.rate(1, 3)
    gap, low, high = rates.difference(one, other)
    assert gap == pytest.approx(0.4 - 1 / 3)
    assert (gap - low) ** 2 == pytest.approx((one[0] - one[1]) ** 2 + (other[2] - other[0]) ** 2)
    assert (high - gap) ** 2 == pytest.approx((one[2] - one[0]) ** 2 + (other[0] - other[1]) ** 2)


def test_by_value_received():
    start = cohort(got=[1, 2, 3, 4, 5, np.nan, 4, 3])
    after = start.without(["a1", "a2", "b2"])
    found = nw.attrition(start, after, value="got")
    # The median of 1 2 3 4 5 4 3 is 3: four at most 3, three above; b2 said nothing.
    assert found.counts.loc[["low_value", "high_value", "value_not_known"]].to_numpy().tolist() == [
        [4, 2], [3, 0], [1, 1],
    ]  # fmt: skip
    assert (
        "Of those who got less out of it, 2 of 4; of those who got more, 0 of 3" in found.sentence
    )
    assert row(found, "value_not_known")["n"] == 1
    flags = pd.Series([True, True, False, True], index=["a1", "a2", "a3", "a4"])
    yes = nw.attrition(start, after, value=flags)  # the median of 1 1 0 1 is 1: nobody is above
    assert yes.counts.loc[["low_value", "high_value"]].to_numpy().tolist() == [[1, 0], [3, 2]]
    with pytest.raises(nw.errors.DataError, match="numbers or True and False"):
        nw.attrition(start, after, value=pd.Series({"a1": "much"}))
    ids = list(start.people.index)
    for given, match in [
        (pd.Series(1.0, index=[*ids, "zoe"]), "'zoe'"),
        (pd.Series(np.inf, index=ids), "infinite"),
        (pd.Series(1.0, index=[*ids, ids[0]]), "several rows"),
    ]:
        with pytest.raises(nw.errors.DataError, match=match):
            nw.attrition(start, after, value=given)
    with pytest.raises(nw.errors.DataError, match="'gto'"):
        nw.attrition(start, after, value="gto")


def test_no_answer_is_no_place_unless_others_told_it():
    start = cohort(responded=[True, True, True, False, False, True, True, False])
    found = nw.attrition(start, start.without(["b4"]))
    # b4 has no tie and did not answer; a4 and b1 did not either, but their ties are known.
    assert found.counts.loc["any_tie_not_known"].tolist() == [1, 1]
    assert found.counts.loc["no_tie"].tolist() == [0, 0]
    assert row(found, "no_tie")["reason"] == "NOBODY"
    assert row(found, "no_tie_difference")["reason"] == "NOBODY"
    # a4 has one tie, the median, and may have more: not known. b1 is above it already.
    assert found.counts.loc["ties_not_known"].tolist() == [2, 1]
    assert found.counts.loc["cross_ties_not_known"].tolist() == [2, 1]
    assert "W01" in [notice.code for notice in found.warnings]


def test_conveners_stay_out_with_their_ties():
    start = cohort(convener=[False] * 4 + [True] + [False] * 3)
    found = nw.attrition(start, start.without(["a1", "b1"]))
    assert found.counts.loc["all"].tolist() == [7, 1]
    assert found.counts.loc["no_tie"].tolist() == [3, 1]  # a1 and a2 were tied to b1 only
    kept = nw.attrition(start, start.without(["a1", "b1"]), members_only=False)
    assert kept.counts.loc["all"].tolist() == [8, 2]


def test_unknown_or_single_organizations_have_a_reason():
    start = cohort()
    nobody = start.with_people(organization=pd.Series(np.nan, start.people.index, dtype="str"))
    assert row(nw.attrition(nobody, nobody), "no_cross_tie")["reason"] == "NO_GROUP"
    single = start.with_people(organization="A")
    assert row(nw.attrition(single, single), "some_cross_tie")["reason"] == "ONE_GROUP"


def test_nobody_at_the_start_and_everybody_gone():
    none = nw.Network([], pd.DataFrame({"learner": [], "learned_from": []}))
    found = nw.attrition(none, cohort())
    assert row(found, "all")["reason"] == "EMPTY"
    assert found.sentence == "Nobody was there at the start, so nobody can have left."
    gone = nw.attrition(cohort(), none)
    assert row(gone, "all")["estimate"] == 1


# ---------------------------------------------------------------------- sessions promised


def sessions(people=("ana", "ben", "cleo", "dan")):
    """Three sessions: Ana at all, Ben at the first twice over (two roles), Cleo at the last."""
    records = pd.DataFrame({
        "person": ["ana", "ana", "ana", "ben", "ben", "cleo", "dan"],
        "event": ["s1", "s2", "s3", "s1", "s1", "s3", "w1"],
        "role": [
            "attendee",
            "presenter",
            "attendee",
            "attendee",
            "facilitator",
            "attendee",
            "author",
        ],
    })
    table = pd.DataFrame(
        {"organization": ["Hill", "Hill", "Lake", "Lake"], "plan": [2, 3, np.nan, 0]}, index=people
    )
    events = pd.DataFrame(
        {"kind": ["attendance"] * 3 + ["authorship"]}, index=["s1", "s2", "s3", "w1"]
    )
    return nw.Affiliations(table, events, records)


def test_kept_against_promised():
    found = nw.attendance_kept(sessions(), "plan")
    # Ana promised 2 and came to 3, Ben promised 3 and came to 1; who promised 0 or nothing is out.
    assert found.each.loc["ana"].tolist() == [2, 3, 1]
    assert found.each.loc["ben"].tolist() == [3, 1, pytest.approx(1 / 3)]
    assert len(found.each) == 2
    assert row(found, "kept_share")[["estimate", "n"]].tolist() == [0.6, 5]
    assert row(found, "in_full")[["estimate", "n"]].tolist() == [0.5, 2]
    assert row(found, "none")["estimate"] == 0
    assert found.held == 3


def test_an_organization_was_there_if_one_of_its_people_was():
    promised = pd.Series({"Hill": 4, "Lake": 2})
    found = nw.attendance_kept(sessions(), promised, by="organization")
    assert found.each["kept"].to_dict() == {"Hill": 3, "Lake": 1}
    assert found.sentence == (
        "Of 6 promised sessions 4 were kept (67 in 100); of 2 organizations that promised, 0 "
        "kept all and 0 none. 1 promised more sessions than the 3 that were held."
    )


def test_no_promise_and_no_session_have_reasons():
    assert set(nw.attendance_kept(sessions(), pd.Series(dtype=float)).table["reason"]) == {"NOBODY"}
    none = nw.Affiliations(["ana"], pd.DataFrame(), pd.DataFrame({"person": [], "event": []}))
    found = nw.attendance_kept(none, pd.Series({"ana": 2}))
    assert set(found.table["reason"]) == {"NO_EVENTS"}
    assert found.table["estimate"].isna().all()


@pytest.mark.parametrize(
    ("promised", "options", "match"),
    [
        (pd.Series({"zoe": 1}), {}, "zoe"),
        (pd.Series({"ana": -1}), {}, "0 or more"),
        (pd.Series({"ana": 0.5}), {}, "whole number"),
        (pd.Series({"ana": 1e308}), {}, "whole number"),
        (pd.Series({"ana": "two"}), {}, "'two'"),
        (pd.Series([1, 2], index=["ana", "ana"]), {}, "more than once"),
        ("plans", {}, "'plan'"),
        ("plan", {"by": "organization"}, "Series over organization"),
        (pd.Series({"Moor": 1}), {"by": "organization"}, "'Moor'"),
    ],
)
def test_promises_that_cannot_be_used(promised, options, match):
    with pytest.raises(nw.errors.NetweaveError, match=match):
        nw.attendance_kept(sessions(), promised, **options)


def test_one_person_is_no_people():
    alone = nw.Network(["ana"], pd.DataFrame({"learner": [], "learned_from": []}, dtype="str"))
    assert nw.attrition(alone, alone).sentence.startswith("Of 1 person who was there at the start")
