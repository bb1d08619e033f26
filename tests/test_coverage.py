"""Who answered, and which pairs were therefore observed."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert found.coverage == 1
    assert found.wave == "spring"
    assert found.notices[0].found == "spring: 6 of 8 people answered (75%)."


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


def test_confirmation_is_the_share_of_mutual_ties_that_both_reported():
    pairs = [("p0", "p1", 2), ("p0", "p2", 1), ("p1", "p2", 2), ("p0", "p3", 1)]
    both_ways = pairs + [(other, one, reports) for one, other, reports in pairs]
    ties = pd.DataFrame(both_ways, columns=["learner", "learned_from", "reports"])
    # p3 did not answer, so that tie cannot be confirmed: 2 of 3
    found = coverage_of(network([True, True, True, False], ties=ties, mutual=True))
    assert found.confirmation == pytest.approx(2 / 3)
    directed = coverage_of(network([True, True, True, False], ties=ties))
    assert math.isnan(directed.confirmation)
    weak = network([True] * 4, ties=ties.assign(weight=1.0), mutual=True, threshold=2.0)
    assert math.isnan(coverage_of(weak).confirmation)


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
