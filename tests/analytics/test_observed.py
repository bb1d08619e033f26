"""Pairs that somebody could report, and what hangs on them: counted against a list of pairs."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.analytics._observed import observed
from netweave.analytics.passports import notices_for, passport
from netweave.coverage import asked_about

PEOPLE = [f"p{place}" for place in range(9)]
TIES = pd.DataFrame({"learner": ["p0", "p1", "p4"], "learned_from": ["p4", "p0", "p5"]})


def network(gave, groups="AAABBBCCC", reporter="learner", **columns):
    """Give nine people with three ties, or as many people as there are answers, with none."""
    people = pd.DataFrame(
        {"organization": list(groups), "responded": gave, **columns}, index=PEOPLE[: len(gave)]
    )
    kinds = pd.DataFrame({"kind": ["tie"], "reporter": [reporter]})
    return nw.Network(people, TIES[: 3 if len(gave) == 9 else 0], kinds)


@pytest.mark.parametrize("reporter", ["learner", "learned_from", "either", "record"])
@pytest.mark.parametrize("directed", [False, True])
def test_counts_are_those_of_the_list(reporter, directed):
    gave = np.array([1, 0, 1, 0, 0, 1, 0, 1, 0], dtype=bool)
    net = network(gave, reporter=reporter)
    about = asked_about(net, "tie")
    seen = (about.arcs if directed else about.seen)(*np.indices((9, 9)))
    np.fill_diagonal(seen, val=False)
    codes = np.array([0, 0, 0, 1, 1, 1, 2, 2, -1])
    found = observed(net, directed=directed)
    if reporter == "record":
        assert found is None
        return
    every, own = found.by_person(codes)
    known = codes >= 0
    assert every.tolist() == seen[:, known].sum(axis=1).tolist()
    same = seen & (codes[:, None] == codes) & known & known[:, None]
    assert own[known].tolist() == same.sum(axis=1)[known].tolist()
    member = (codes[:, None] == np.arange(3)).astype(int)
    assert (found.by_group(codes) == member.T @ seen @ member).all()


def test_the_expected_index_is_that_of_pairs_that_could_be_reported():
    # p0 to p2 answered: 3 pairs inside A and 18 to the others; the 15 among the others are unseen.
    net = network([True] * 3 + [False] * 6)
    table = nw.ei_index(net).table.set_index("term")["estimate"]
    assert table["expected"] == pytest.approx(1 - 2 * 3 / 21)
    each = nw.ei_index_by_person(net, expected=True)
    assert each["p0"] == pytest.approx(1 - 2 * 2 / 8)
    assert each["p5"] == 1  # its three observed pairs are all across
    whole = nw.ei_index(network([True] * 9)).table.set_index("term")["estimate"]
    assert whole["expected"] == pytest.approx(1 - 2 * 9 / 36)


def test_labels_go_to_people_who_answered_alike():
    # p0 of A and p1 of B answered, p2 of A and p3 of B did not: the tie always crosses.
    net = network([True, True, False, False], "ABAB")
    ties = pd.DataFrame({"learner": ["p0"], "learned_from": ["p1"]})
    kinds = pd.DataFrame({"kind": ["tie"], "reporter": ["learner"]})
    half, full = (
        nw.ei_index(nw.Network(people, ties, kinds), permutations=99, seed=1)
        for people in (net.people, net.people.assign(responded=True))
    )
    assert half.table.set_index("term").loc["percentile", "reason"] == "SAME_BY_CHANCE"
    assert full.table.set_index("term").loc["expected_permuted", "estimate"] < 1
    assert {notice.code for notice in half.warnings} == {"W01"}


def test_without_observed_pairs_nothing_is_expected():
    nobody = nw.ei_index(network([False] * 9)).table.set_index("term")
    assert nobody.loc[["expected", "difference"], "reason"].tolist() == ["NOT_OBSERVED"] * 2
    assert nobody["estimate"].isna()[["expected", "difference"]].all()


def test_silence_is_no_periphery():
    # Seven of 16 answered and each named five others: the nine silent can have no ties among them.
    generator = np.random.default_rng(3)
    ids = [f"q{place:02}" for place in range(16)]
    pairs = [(one, other) for one in range(7) for other in range(16) if one != other]
    chosen = generator.choice(len(pairs), 35, replace=False)
    ties = pd.DataFrame([pairs[which] for which in chosen], columns=["learner", "learned_from"])
    ties = ties.map(lambda place: ids[place])
    people = pd.DataFrame({"responded": [place < 7 for place in range(16)]}, index=ids)
    net = nw.Network(people, ties, pd.DataFrame({"kind": ["tie"], "reporter": ["learner"]}))
    found = nw.core_periphery(net, seed=1, draws=199)
    place = found.table.set_index("term").loc["misplaced_pairs", "percentile"]
    blind = nw.core_periphery(nw.Network(ids, ties), seed=1, draws=199)
    assert blind.table["percentile"][0] < 0.1
    assert place > 0.4
    assert found.sentence.startswith("No core can be told: 70 in 100 pairs were reported")
    assert found.claim == 1
    assert [notice.code for notice in found.warnings] == ["W01", "W02"]
    assert found.passport.coverage == pytest.approx(84 / 120)


def test_notices_say_what_holds_for_every_finding():
    assert notices_for(network([True] * 9)) == ()
    told = notices_for(network([True] * 8 + [False], convener=[True] + [False] * 8))
    assert [notice.code for notice in told] == ["W04", "W14"]
    assert nw.concentration(network([False] * 9)).warnings[-1].code == "W03"
    assert np.isnan(passport(nw.Network(PEOPLE, TIES), "density").coverage)


def test_thresholds_do_not_bind_strengths():
    net = nw.Network(PEOPLE, TIES.assign(weight=[1.0, 2, 3])).with_threshold({"tie": 2})
    assert (passport(net, "x").ties, passport(net, "x").threshold) == (2, "tie from 2")
    strong = passport(net, "x", weighted=True)
    assert (strong.ties, strong.threshold) == (3, "tie any")
