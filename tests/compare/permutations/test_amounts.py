"""Numbers of any size, and what is no number: refused in one line, or the same finding."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.compare import mrqap, qap, same
from netweave.compare.wording import amount
from netweave.errors import ArgumentError

NAMES = [f"p{place:02}" for place in range(12)]
DRAWN = np.random.default_rng(3)
ONE, OTHER = DRAWN.random((2, 12, 12))
TIES = (DRAWN.random((12, 12)) < 0.3).astype(float)
NET = nw.Network(
    pd.DataFrame({"organization": list("abcd") * 3}, index=NAMES),
    pd.DataFrame({"learner": NAMES[:-1], "learned_from": NAMES[1:]}),
)
TEXT = pd.DataFrame("teacher", index=NAMES, columns=NAMES)


@pytest.mark.parametrize("size", [1e300, 1e160, 1e-300])
@pytest.mark.parametrize("function", [
    lambda one: qap(one, OTHER, permutations=9, seed=1),
    lambda one: mrqap(one, {"other": OTHER}, permutations=9, seed=1),
    lambda one: mrqap(TIES, {"one": one}, family="logistic", permutations=9, seed=1),
])  # fmt: skip
def test_numbers_whose_products_are_none_are_refused(function, size):
    with np.errstate(over="raise"), pytest.raises(ArgumentError, match="Give them in another unit"):
        function(ONE * size)


@pytest.mark.parametrize("size", [2.0**100, 2.0**-100])
@pytest.mark.parametrize("how", [
    {}, {"errors": "dyadic"}, {"family": "logistic"},
])  # fmt: skip
def test_the_unit_of_a_number_changes_its_coefficient_alone(size, how):
    outcome = TIES if how.get("family") else OTHER
    named = {"one": ONE, "same": same(NET, "organization").to_numpy()}
    with np.errstate(over="raise", invalid="raise"):
        small = mrqap(outcome, named, permutations=19, seed=1, **how).table.set_index("term")
        large = mrqap(outcome, named | {"one": ONE * size}, permutations=19, seed=1, **how)
    large = large.table.set_index("term")
    assert large.loc["one", "estimate"] * size == pytest.approx(small.loc["one", "estimate"])
    assert large.loc["one", "std_error"] * size == pytest.approx(small.loc["one", "std_error"])
    assert large.loc["same", "estimate"] == pytest.approx(small.loc["same", "estimate"])
    for name in ("statistic", "p_value"):
        assert large[name].to_numpy() == pytest.approx(small[name].to_numpy(), nan_ok=True)


def test_before_and_after_counts_ties_whatever_they_weigh():
    rows = [
        (NAMES[n], NAMES[n + 1 + late], wave) for late, wave in enumerate("ab") for n in range(9)
    ]
    ties = pd.DataFrame(rows, columns=["learner", "learned_from", "wave"])
    found = []
    for weight in (1.0, 1e300):
        net = nw.Network(NET.people, ties.assign(weight=weight), waves=["a", "b"])
        ends = net.wave("a"), net.wave("b")
        with np.errstate(all="raise", under="ignore"):
            found.append(nw.compare.before_after(*ends).sentence)
            nw.against_chance(ends[0], nw.transitivity, "ties", draws=9, seed=1)
    assert found[0] == found[1]


@pytest.mark.parametrize("given", [TEXT, TEXT.to_numpy(), TEXT.to_numpy(dtype=object), "teacher"])
def test_text_is_refused_in_one_line(given):
    with pytest.raises(ArgumentError) as refused:
        qap(NET, given, permutations=9, seed=1)
    said = str(refused.value)
    assert said.startswith("other must hold numbers, one for each pair of people")
    assert "it holds 'teacher'" in said
    assert "nw.compare.same" in said
    assert "\n" not in said
    assert len(said) < 250


def test_an_amount_is_no_tie():
    with pytest.raises(ArgumentError, match=r"for amounts take family='linear'"):
        mrqap(ONE, {"other": OTHER}, family="logistic", permutations=9, seed=1)
    with pytest.raises(ArgumentError, match=r"for amounts take statistic='pearson'"):
        qap(ONE, OTHER, statistic="jaccard", permutations=9, seed=1)


def test_predictors_in_a_list_are_told_how_to_stand():
    with pytest.raises(ArgumentError, match=r"predictors must be a dict, got a list\. Such as \{"):
        mrqap(NET, [ONE], permutations=9, seed=1)


@pytest.mark.parametrize(("value", "text"), [
    (0.0, "0.000"), (-0.2, "−0.200"), (-0.000044, "−0.000044"), (3e-7, "3e−07"),
    (-2.5e6, "−2,500,000"), (1e300, "1e+300"), (0.001, "0.001"),
])  # fmt: skip
def test_no_number_looks_like_zero(value, text):
    assert amount(value) == text
