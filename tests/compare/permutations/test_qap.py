"""QAP: every order of a few people by hand, what is not known, and what cannot be compared."""

import sys

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import netweave as nw
from netweave._kernels import engine
from netweave.compare import qap
from small_networks import IDS, cells, moved, network, orders

ONE = [(0, 1), (1, 2), (2, 0), (3, 0)]
OTHER = [(0, 1), (1, 2), (2, 3)]


def row(*arguments, **options):
    """Give the only row of a finding."""
    (only,) = qap(*arguments, **{"seed": 1, **options}).table.to_dict("records")
    return only


def tails(one, other, statistic):
    """Give the statistic and both tails by going through every order."""
    values = np.array([
        statistic(cells(one), cells(moved(other, order))) for order in orders(len(one))
    ])
    observed = values[0]  # the first order is that of the data
    return observed, (values >= observed - 1e-9).mean(), (values <= observed + 1e-9).mean()


def pearson(x, y):
    return np.corrcoef(x, y)[0, 1]


def jaccard(x, y):
    return (x * y).sum() / np.maximum(x, y).sum()


def hamming(x, y):
    return (x != y).sum()


@pytest.mark.parametrize("statistic", [pearson, jaccard, hamming])
def test_every_order_of_four_people(statistic):
    one, other = network(ONE), network(OTHER)
    dense = [net.structure(directed=True).toarray() for net in (one, other)]
    observed, greater, less = tails(*dense, statistic)
    found = row(one, other, statistic=statistic.__name__)
    assert found["estimate"] == pytest.approx(observed)
    assert (found["p_greater"], found["p_less"]) == pytest.approx((greater, less))
    assert found["p_value"] == pytest.approx(min(1, 2 * min(greater, less)))
    assert (found["n"], found["permutations"]) == (12, 23)


def test_two_ties_of_four_by_hand():
    # x = {0→1}, y = {0→1} of 12 cells: r is 1; of 24 orders 2 leave 0→1 where it is
    found = row(network([(0, 1)]), network([(0, 1)]), alternative="greater")
    assert found["estimate"] == pytest.approx(1)
    assert found["p_value"] == found["p_greater"] == pytest.approx(2 / 24)
    assert found["p_less"] == 1
    # the mean of r over all orders is 0: of the other 23, one has r = 1 and 22 have -1/11
    assert found["expected"] == pytest.approx((1 - 22 / 11) / 23)


def test_pairs_without_direction_count_once():
    one, other = network(ONE), network(OTHER)
    found = row(one, other, directed=False, statistic="hamming")
    # 0-1 1-2 0-2 0-3 against 0-1 1-2 2-3: 0-2, 0-3 and 2-3 differ
    assert (found["estimate"], found["n"]) == (3, 6)
    dense = [net.structure().toarray() for net in (one, other)]
    observed, greater, _ = tails(*dense, pearson)
    found = row(one, other, directed=False)
    assert (found["estimate"], found["p_greater"]) == pytest.approx((observed, greater))


def test_tails_are_those_of_the_alternative():
    one, other = network(ONE), network(OTHER)
    found = [row(one, other, alternative=which) for which in ("two-sided", "greater", "less")]
    assert found[1]["p_value"] == found[0]["p_greater"]
    assert found[2]["p_value"] == found[0]["p_less"]
    assert found[0]["p_value"] == pytest.approx(2 * found[0]["p_greater"])


def test_strengths_count_if_asked():
    ties = pd.DataFrame({"learner": ["ana", "ana", "ben"], "learned_from": ["ben", "ben", "cleo"],
                         "weight": [2.0, 1.0, 5.0]})  # fmt: skip
    net = nw.Network(IDS[:4], ties)
    years = np.arange(16.0).reshape(4, 4)
    dense = np.zeros((4, 4))
    dense[0, 1], dense[1, 2] = 3, 5  # parallel ties add up
    observed, greater, _ = tails(dense, years, pearson)
    found = row(net, years, weighted=True)
    assert (found["estimate"], found["p_greater"]) == pytest.approx((observed, greater))
    assert row(net, years)["estimate"] == pytest.approx(pearson(cells(dense > 0), cells(years)))


def blank(matrix, *places):
    found = np.array(matrix, dtype=float)
    for place in places:
        found[place] = np.nan
    return found


def test_what_is_not_known_is_left_out_pair_by_pair():
    rng = np.random.default_rng(3)
    one = blank(rng.normal(size=(5, 5)), (0, 1), (2, 4))
    other = blank(rng.integers(2, size=(5, 5)), (1, 0), (2, 4), (3, 2))

    def known(x, y):
        both = ~np.isnan(x) & ~np.isnan(y)
        return pearson(x[both], y[both])

    observed, greater, less = tails(one, other, known)
    found = qap(one, other, seed=1)
    only = found.table.iloc[0]
    assert only["n"] == 20 - 4
    assert list(only[["estimate", "p_greater", "p_less"]]) == pytest.approx([
        observed,
        greater,
        less,
    ])
    assert "4 ordered pairs of which too little is known are left out." in found.sentence


def test_who_did_not_answer_makes_pairs_unknown():
    people = pd.DataFrame({"responded": [True, True, True, False]}, index=IDS[:4])
    ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    kinds = pd.DataFrame({"kind": ["tie"], "reporter": ["learner"]})
    found = qap(nw.Network(people, ties, kinds), network(OTHER), seed=1)
    assert found.table["n"].item() == 12 - 3  # only Dan could report what Dan learned
    either = qap(nw.Network(people, ties, kinds), network(OTHER), seed=1, directed=False)
    assert either.table["n"].item() == 6  # of each pair one side answered
    assert {notice.code for notice in found.warnings} >= {"W01"}


def test_people_who_are_not_in_both_are_left_out():
    first = network(ONE)
    second = nw.Network(["dan", "cleo", "ben", "ana", "zoe"], pd.DataFrame({
        "learner": ["ana", "ben", "cleo", "zoe"], "learned_from": ["ben", "cleo", "dan", "ana"],
    }))  # fmt: skip
    found = qap(first, second, seed=1)
    same = row(first, network(OTHER))
    assert found.table.iloc[0]["estimate"] == pytest.approx(same["estimate"])
    assert found.passport.people == 4
    assert "1 person who is not in all that is compared is left out." in found.sentence


def test_a_table_goes_by_ids_and_an_array_by_place():
    net = network(ONE)
    table = net.structure(directed=True).toarray()
    frame = pd.DataFrame(table, IDS[:4], IDS[:4]).iloc[[2, 0, 3, 1], [1, 0, 3, 2]]
    for given in (table, frame, network(ONE), net.structure(directed=True)):
        assert row(net, given)["estimate"] == pytest.approx(1)


@pytest.mark.parametrize("small", [300, -1], ids=["numpy", "compiled"])
def test_both_engines_agree(monkeypatch, small):
    rng = np.random.default_rng(5)
    one, other = rng.integers(2, size=(2, 30, 30)).astype(float)
    found = row(one, other, permutations=499)
    monkeypatch.setattr(engine, "SMALL", small)
    again = row(one, other, permutations=499)
    assert again["estimate"] == pytest.approx(found["estimate"])
    assert again["p_greater"] == found["p_greater"]


def test_a_small_network_waits_for_no_compiler(monkeypatch):
    monkeypatch.setitem(sys.modules, "netweave._kernels.compiled.permute", None)
    rng = np.random.default_rng(5)
    one, other = rng.integers(2, size=(2, 300, 300)).astype(float)  # as full as can be
    assert row(one, other, permutations=9)["permutations"] == 9
    monkeypatch.setattr(engine, "SMALL", 299)
    with pytest.raises(ImportError):
        row(one, other, permutations=9)


def test_no_other_order_of_the_people_matters_for_the_value():
    one, other = network(ONE), network(OTHER)
    order = [2, 0, 3, 1]
    shuffled = [
        net.structure(directed=True).toarray()[np.ix_(order, order)] for net in (one, other)
    ]
    assert row(*shuffled)["estimate"] == pytest.approx(row(one, other)["estimate"])
    assert row(*shuffled)["p_greater"] == pytest.approx(row(one, other)["p_greater"])


EVERY = [(a, b) for a in range(4) for b in range(4) if a != b]


@pytest.mark.parametrize(
    ("one", "other", "statistic", "reason"),
    [
        (network([], 0), network([], 0), "pearson", "EMPTY"),
        (network([], 1), network([], 1), "hamming", "N<2"),
        (network([]), network(ONE), "pearson", "NO_VARIANCE"),
        (network(EVERY), network(ONE), "pearson", "NO_VARIANCE"),
        (network([]), network([]), "jaccard", "NO_TIES"),
        (network([]), network([]), "hamming", "SAME_BY_CHANCE"),
        (network(EVERY), network(ONE), "hamming", "SAME_BY_CHANCE"),
        (np.full((4, 4), np.nan), network(ONE), "pearson", "NO_DYADS"),
        (np.full((4, 4), 2.0), network(ONE), "pearson", "NO_VARIANCE"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_has_a_reason(one, other, statistic, reason):
    found = qap(one, other, seed=1, statistic=statistic)
    only = found.table.iloc[0]
    assert only["reason"] == reason
    assert np.isnan(only[["p_value", "p_greater", "p_less"]].astype(float)).all()
    assert np.isnan(only["estimate"]) == (reason != "SAME_BY_CHANCE")
    assert found.claim == 1
    assert found.sentence


def test_three_people_are_too_few_to_shuffle():
    found = qap(network([(0, 1), (1, 2)], 3), network([(0, 1)], 3), seed=1)
    assert [notice.code for notice in found.warnings] == ["W15"]
    assert found.claim == 1
    assert "too few ways to shuffle" in found.sentence


def test_the_sentence():
    found = qap(network(ONE), network(OTHER), seed=1, statistic="hamming")
    assert found.claim == 2
    assert found.sentence.startswith("The two networks differ in 3 ordered pairs, of 12 ordered")
    assert "(two-sided p = " in found.sentence
    for word in ("effect", "because", "led to", "caused", "impact"):
        assert word not in found.sentence


def test_two_waves_mostly_show_that_ties_last():
    ties = pd.DataFrame({"learner": ["ana", "ben"] * 2, "learned_from": ["ben", "cleo"] * 2,
                         "wave": ["spring"] * 2 + ["fall"] * 2})  # fmt: skip
    net = nw.Network(IDS[:4], ties, waves=["spring", "fall"])
    found = qap(net.wave("spring"), net.wave("fall"), seed=1)
    assert found.sentence.endswith("Between two waves it mostly shows that ties last.")
    assert found.passport.wave == "spring and fall"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"permutations": 0}, "permutations must be 1 or more, and a whole number, got 0"),
        ({"permutations": 9.5}, "permutations must be"),
        ({"seed": None}, "seed must be"),
        ({"statistic": "kendall"}, "statistic must be one of"),
        ({"alternative": "both"}, "alternative must be one of"),
        ({"statistic": "jaccard", "weighted": True}, "weighted must be False for 'jaccard'"),
        ({"other": np.ones((3, 4))}, "3 × 4"),
        ({"other": np.ones((5, 5))}, "other must have one row and one column per person, 4 × 4"),
        ({"other": "friends"}, "other must hold numbers"),
        ({"other": np.full((4, 4), np.inf)}, "other must hold finite numbers"),
        ({"other": np.triu(np.ones((4, 4))), "directed": False}, "the same both ways"),
        ({"other": np.full((4, 4), 2.0), "statistic": "hamming"}, "must hold 0 and 1 only"),
        ({"other": pd.DataFrame(np.ones((2, 2)), ["x", "y"], ["x", "y"])}, "people in common"),
        (
            {"other": pd.DataFrame(np.ones((2, 2)), ["x", "y"], ["x", "z"])},
            "the same people in its",
        ),
    ],
)
def test_what_is_refused(options, words):
    with pytest.raises(nw.errors.ArgumentError, match=words.replace("(", r"\(")):
        qap(**{"one": network(ONE), "other": network(OTHER), "seed": 1, **options})


def test_p_is_uniform_where_nothing_goes_together(slow):
    rng = np.random.default_rng(11)
    drawn = [
        row(rng.normal(size=(8, 8)), rng.normal(size=(8, 8)), permutations=199, seed=seed)[
            "p_value"
        ]
        for seed in range(2_000 if slow else 80)
    ]
    assert stats.kstest(drawn, "uniform").pvalue > 0.001
