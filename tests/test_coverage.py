"""Who answered, and which pairs were therefore observed."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netweave as nw
from netweave import Network
from netweave.coverage import answered, coverage_of, response
from netweave.errors import ArgumentError, DataError

NO_TIES = pd.DataFrame({"learner": [], "learned_from": []}, dtype="str")


def network(answers, organizations=None, ties=NO_TIES, **columns):
    people = pd.DataFrame({"responded": answers}, index=[f"p{i}" for i in range(len(answers))])
    if organizations is not None:
        people["organization"] = list(organizations)
    table = pd.DataFrame({name: [value] for name, value in columns.items()}, index=["learning"])
    return Network(people, ties.assign(kind="learning"), table.rename_axis("kind"))


def test_pairs_of_which_both_one_or_nobody_answered():
    found = coverage_of(network([True, True, True, False, False]))
    assert (found.pairs, found.both, found.one, found.none) == (10, 3, 6, 1)
    assert found.coverage == pytest.approx(0.9)
    assert found.response == pytest.approx(0.6)
    assert found.known
    assert [notice.code for notice in found.notices] == ["W01"]
    assert found.notices[0].found == "3 of 5 people answered (60%)."


def test_independent_response_of_eight_in_ten():
    # 20 people, 16 answered: 120 of 190 pairs by both, 6 by nobody
    found = coverage_of(network([True] * 16 + [False] * 4))
    assert (found.both, found.one, found.none) == (120, 64, 6)
    assert found.notices == ()


@pytest.mark.parametrize(("count", "codes"), [(4, ["W01", "W02"]), (3, ["W01", "W03"])])
def test_low_coverage(count, codes):
    # of 9 people 4 answered: 35/36 of pairs... by nobody 10 of 36, 15 of 36 when 3 answered
    found = coverage_of(network([True] * count + [False] * (9 - count)))
    assert found.coverage == pytest.approx(1 - {4: 10, 3: 15}[count] / 36)
    assert [notice.code for notice in found.notices] == codes


def test_never_asked_counts_as_not_answering_where_somebody_was_asked():
    gave, known = answered(network([True, None, False]), "learning")
    assert gave.tolist() == [True, False, False]
    assert known


def test_where_nobodys_answer_is_known_every_pair_is_taken_as_observed_and_numbers_are_missing():
    net = network([None, None, None], "AAB")
    gave, known = answered(net, "learning")
    assert gave.all()
    assert not known
    found = coverage_of(net)
    numbers = (found.response, found.coverage, found.both, found.one, found.none)
    assert all(math.isnan(value) for value in numbers)
    assert found.notices == ()
    assert found.by_group["response"].isna().all()


def test_records_are_always_observed():
    found = coverage_of(network([False, False], reporter="record"))
    assert found.coverage == 1
    assert math.isnan(found.response)
    assert found.answered == 2
    assert found.notices == ()


def test_people_who_declined_were_eligible_and_did_not_answer():
    waves = pd.DataFrame({"wave": ["spring"], "declined": [2]})
    people = pd.DataFrame({"responded": [True] * 6}, index=list("abcdef"))
    found = coverage_of(Network(people, NO_TIES, pd.DataFrame(index=["tie"]), waves))
    assert (found.eligible, found.answered, found.declined) == (8, 6, 2)
    assert found.response == pytest.approx(0.75)
    # 8 · 7 / 2 pairs, of which the 6 · 5 / 2 of the people who answered were observed
    assert (found.pairs, found.both, found.one, found.none) == (28, 15, 0, 13)
    assert found.coverage == pytest.approx(15 / 28)
    assert found.wave == "spring"
    assert found.notices[0].found == "spring: 6 of 8 people answered (75%)."


def woven_with_decliners():
    """Three of Ash, four of Birch and a convener; one of Ash, two of Birch, a convener declined."""
    roster = pd.DataFrame(
        {
            "organization": ["Ash", "Ash", "Ash", "Birch", "Birch", "Birch", "Birch", "Hub", "Hub"],
            "convener": ["no"] * 7 + ["yes"] * 2,
            "consent": ["yes", "yes", "no", "yes", "yes", "no", "no", "yes", "no"],
        },
        index=pd.Index([f"p{i}" for i in range(9)], name="id"),
    ).reset_index()
    rows = pd.DataFrame({
        "me": ["p0", "p1", "p3", "p7"],
        "them": ["p1", "p2", "p5", "p0"],
    })
    people = nw.read_people(
        roster, id="id", organization="organization", convener="convener", consent="consent"
    )
    survey = nw.read_survey(rows, wave="spring", learner="me", learned_from="them")
    return nw.weave(people, survey)


def test_people_who_declined_count_by_organization_and_not_the_conveners_among_them():
    net = woven_with_decliners().without("convener")
    found = coverage_of(net, "learning")
    # p0, p1, p3 answered, p4 did not; p2, p5 and p6 declined
    assert (found.eligible, found.answered, found.declined) == (7, 3, 3)
    assert found.response == pytest.approx(3 / 7)
    # of 21 pairs: 3 by both, p4 with each of them by one; all others, 15, by nobody
    assert (found.pairs, found.both, found.one, found.none) == (21, 3, 3, 15)
    assert found.coverage == pytest.approx(6 / 21)
    assert found.by_group.loc["Ash"].tolist() == pytest.approx([3, 2, 2 / 3])
    assert found.by_group.loc["Birch"].tolist() == pytest.approx([4, 1, 1 / 4])
    assert [notice.code for notice in found.notices] == ["W01", "W03", "W04"]
    everybody = coverage_of(woven_with_decliners(), "learning")
    assert (everybody.eligible, everybody.declined) == (9, 4)


def test_an_organization_of_which_everybody_declined_is_listed():
    net = woven_with_decliners().without(["p3", "p4"]).without("convener")
    table = response(net, "learning")
    assert table.index.tolist() == ["Ash", "Birch"]
    assert table.loc["Birch"].tolist() == [2, 0, 0]


def test_response_by_organization():
    net = network([True, True, False, True, False, True], ["B", "A", "A", "B", "A", None])
    table = response(net, "learning")
    assert table.index.tolist() == ["B", "A"]
    assert table["eligible"].tolist() == [2, 3]
    assert table["answered"].tolist() == [2, 1]
    assert table["response"].tolist() == pytest.approx([1, 1 / 3])
    uneven = next(notice for notice in coverage_of(net).notices if notice.code == "W04")
    assert uneven.found == "response goes from 33% to 100% between organizations."


def test_a_difference_of_just_twenty_points_is_not_uneven():
    net = network([True] * 5 + [True] * 4 + [False], "AAAAABBBBB")
    assert coverage_of(net).notices == ()


REPORTS = [  # who, whom, the higher and the lower of the two reports
    ("p0", "p1", 3.0, 2.0),
    ("p0", "p2", 3.0, 1.0),
    ("p1", "p2", 3.0, None),
    ("p0", "p3", 3.0, 3.0),
    ("p1", "p3", 1.0, 1.0),
]


def reported(**kinds):
    columns = ["learner", "learned_from", "highest", "lowest"]
    both_ways = REPORTS + [(other, one, *levels) for one, other, *levels in REPORTS]
    ties = pd.DataFrame(both_ways if kinds.get("mutual") else REPORTS, columns=columns)
    return network([True, True, True, True, False], ties=ties, **kinds)


def test_a_tie_is_confirmed_if_both_reports_reach_the_threshold():
    # four ties have a report of 2 or more; of p0–p1 and p0–p3 both are
    assert coverage_of(reported(mutual=True, threshold=2.0)).confirmation == pytest.approx(2 / 4)
    # any report is enough: of all five, all but p1–p2 were reported twice
    assert coverage_of(reported(mutual=True)).confirmation == pytest.approx(4 / 5)
    assert math.isnan(coverage_of(reported(mutual=True, threshold=4.0)).confirmation)


def test_a_tie_with_somebody_who_did_not_answer_cannot_be_confirmed():
    ties = pd.DataFrame({
        "learner": ["p0", "p1", "p0", "p2"],
        "learned_from": ["p1", "p0", "p2", "p0"],
        "highest": 2.0,
        "lowest": [2.0, 2.0, None, None],
    })
    net = network([True, True, False], ties=ties, mutual=True)
    assert coverage_of(net).confirmation == 1


def test_directed_ties_are_confirmed_where_both_sides_are_asked():
    assert coverage_of(reported(reporter="either")).confirmation == pytest.approx(4 / 5)
    assert math.isnan(coverage_of(reported(reporter="learner")).confirmation)


def test_without_the_two_reports_confirmation_is_not_known():
    ties = pd.DataFrame({"learner": ["p0"], "learned_from": ["p1"], "reports": [2]})
    assert math.isnan(coverage_of(network([True] * 2, ties=ties, reporter="either")).confirmation)


def test_nobody_and_one_person():
    assert math.isnan(coverage_of(network([])).coverage)
    alone = coverage_of(network([True]))
    assert alone.pairs == 0
    assert math.isnan(alone.coverage)
    assert alone.response == 1


def test_what_is_refused():
    net = network([True, False])
    with pytest.raises(ArgumentError, match="kind must be one of 'learning', got 'advice'"):
        coverage_of(net, "advice")
    two = Network(["a", "b"], NO_TIES, pd.DataFrame(index=["tie"]), ["spring", "autumn"])
    with pytest.raises(DataError, match="holds 2 waves"):
        coverage_of(two)


@given(st.lists(st.booleans(), max_size=30))
def test_pairs_add_up(answers):
    found = coverage_of(network(answers))
    if found.known:
        assert found.both + found.one + found.none == found.pairs
        seen = sum(a or b for i, a in enumerate(answers) for b in answers[:i])
        assert found.both + found.one == seen
