"""QAP and MRQAP of high-tech managers and Florentine families, against R sna 2.7-1 and R glm.

Convention: Pearson over all cells off the diagonal; permuted p-values are Monte Carlo on either
side, theirs count/R, ours (1 + count)/(R + 1), and are compared within four standard errors.
"""

import json

import numpy as np
import pytest

from netweave.compare import mrqap, qap, same
from reference_networks import load

PAIRS = [
    ("hightech", "advice vs friends", "advice", "friends"),
    ("hightech", "advice vs reports", "advice", "reports"),
    ("hightech", "friends vs reports", "friends", "reports"),
    ("hightech", "advice vs same-department matrix", "advice", "dept"),
    ("padgett", "marriage vs business", "marriage", "business"),
]
IDS = [f"{name}-{title.replace(' ', '-')}" for name, title, *_ in PAIRS]


def told(reference, name, title):
    """Give what the other program says of one comparison."""
    facts = json.loads((reference / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    return next(one for one in facts["comparisons"] if one["comparison"] == title)


def given(reference, name, view):
    """Give a network, or for "dept" which managers share a department."""
    if view == "dept":
        return same(load(reference, name, "advice")[0], "dept")
    return load(reference, name, view)[0]


def alike(ours, theirs, draws, reps=2_000):
    """Compare two p-values within the error of counting."""
    error = np.sqrt(ours * (1 - ours) * (1 / draws + 1 / reps))
    return abs(ours - theirs) <= 4 * error + 1 / reps + 1 / draws


@pytest.mark.parametrize(("name", "title", "one", "other"), PAIRS, ids=IDS)
def test_qap(reference, name, title, one, other):
    facts = told(reference, name, title)
    nets = [given(reference, name, view) for view in (one, other)]
    directed = name == "hightech"
    found = qap(*nets, seed=1, permutations=4_999, directed=directed).table.iloc[0]
    theirs = facts["qap"]
    assert found["estimate"] == pytest.approx(facts["gcor_sna"], abs=1e-9)
    assert found["estimate"] == pytest.approx(theirs["observed"], abs=1e-9)
    assert alike(found["p_greater"], theirs["p_ge"], 4_999)
    assert alike(found["p_less"], theirs["p_le"], 4_999)
    # mean and spread over the shuffles, within four standard errors of theirs
    spread = theirs["perm_sd"]
    assert abs(found["expected"] - theirs["perm_mean"]) <= 4 * spread * np.sqrt(
        1 / 2_000 + 1 / 4_999
    )
    assert found["std_error"] == pytest.approx(spread, rel=4 * np.sqrt(0.5 / 2_000 + 0.5 / 4_999))


@pytest.mark.parametrize(("name", "title", "one", "other"), PAIRS, ids=IDS)
def test_jaccard_and_hamming(reference, name, title, one, other):
    facts = told(reference, name, title)
    nets = [given(reference, name, view) for view in (one, other)]
    for statistic in ("jaccard", "hamming"):
        found = qap(
            *nets, seed=1, permutations=19, directed=name == "hightech", statistic=statistic
        ).table.iloc[0]
        assert found["estimate"] == pytest.approx(facts[statistic], abs=1e-9)
        cells = sum(facts[key] for key in ("n11_maintained", "n10_dissolved", "n01_formed", "n00"))
        assert found["n"] == cells


@pytest.fixture(scope="module")
def managers(reference):
    return {view: load(reference, "hightech", view)[0] for view in ("advice", "friends", "reports")}


def test_mrqap_of_advice(reference, managers):
    facts = told(reference, "hightech", "MRQAP advice ~ friends + reports (OLS)")
    predictors = {name: managers[name] for name in ("friends", "reports")}
    found = mrqap(managers["advice"], predictors, seed=1, permutations=4_999)
    table = found.table.set_index("term")
    for name, value in facts["coefficients"].items():
        assert table.loc[name, "estimate"] == pytest.approx(value, abs=1e-9)
    assert found.r_squared == pytest.approx(facts["r_squared"], abs=1e-9)
    assert found.adjusted_r_squared == pytest.approx(facts["adj_r_squared"], abs=1e-9)
    for place, name in enumerate(("friends", "reports"), start=1):
        assert alike(table.loc[name, "p_greater"], facts["p_ge"][place], 4_999)
        assert alike(table.loc[name, "p_value"], facts["p_abs"][place], 4_999)


def test_logistic_mrqap_of_advice(reference, managers):
    facts = told(reference, "hightech", "logistic advice ~ friends + reports")
    predictors = {name: managers[name] for name in ("friends", "reports")}
    found = mrqap(managers["advice"], predictors, seed=1, permutations=199, family="logistic")
    estimates = found.table.set_index("term")["estimate"]
    for name, value in facts["coefficients"].items():
        # glm stops where the deviance is within 1e-8 of its last value.
        assert estimates[name] == pytest.approx(value, abs=2e-8)
    assert found.log_likelihood == pytest.approx(facts["loglik"], abs=1e-7)
