"""Scales of attitude: scores and reliability, solved by hand, and against a plain optimizer."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

import netweave as nw
from netweave.analytics.attitudes import reliable
from netweave.analytics.attitudes.drafts import PRINCIPLES

FIVE = pd.DataFrame(
    [(4, 5, 4), (2, 3, 3), (5, 5, 4), (3, 3, 2), (4, 4, 5)],
    columns=["a", "b", "c"],
    index=["ana", "ben", "cleo", "dan", "eve"],
)
OPEN = pd.DataFrame({"item": ["a", "b", "c"], "principle": "openness"})


def answers(people, items, loading=0.7, seed=1):
    """Give made-up answers from 1 to 5 with one thing behind them."""
    rng = np.random.default_rng(seed)
    behind = rng.normal(size=(people, 1))
    noise = rng.normal(size=(people, items)) * np.sqrt(1 - loading**2)
    values = np.clip(np.round(3 + 1.2 * (loading * behind + noise)), 1, 5)
    return pd.DataFrame(values, columns=list("abcdefgh")[:items]).add_prefix("q")


def listed(items, principle="openness"):
    return pd.DataFrame({
        "item": [f"q{name}" for name in "abcdefgh"[:items]],
        "principle": principle,
    })


def table_of(values):
    return reliable.covariances(np.asarray(values, dtype=float), np.ones((1, len(values))))


def test_the_drafts_are_unvalidated_and_four_principles():
    items = nw.draft_items()
    assert list(items.columns) == ["item", "principle", "text", "reversed", "status"]
    assert items.groupby("principle", sort=False).size().to_dict() == dict.fromkeys(PRINCIPLES, 3)
    assert set(items["status"]) == {"unvalidated"}
    assert items.groupby("principle")["reversed"].sum().eq(1).all()


def test_the_check_value_of_alpha():
    # Variances 1.3, 1.0, 1.3, of the sum 8.7: 3/2 · (1 − 3.6/8.7).
    found = nw.mindset_scale(FIVE, OPEN)
    assert found.reliability.loc["openness", "alpha"] == pytest.approx(1.5 * (1 - 3.6 / 8.7))
    assert round(found.reliability.loc["openness", "alpha"], 4) == 0.8793


def test_omega_of_three_items_is_in_closed_form():
    # λ₁² = s₁₂ s₁₃ / s₂₃ = 1.0 · 0.8 / 0.75, and so on; the rest of each variance is ψ.
    loadings = np.sqrt([1.0 * 0.8 / 0.75, 1.0 * 0.75 / 0.8, 0.8 * 0.75 / 1.0])
    common, unique = loadings.sum() ** 2, (np.array([1.3, 1.0, 1.3]) - loadings**2).sum()
    assert reliable.omega(table_of(FIVE))[0] == pytest.approx(common / (common + unique), abs=1e-6)


def test_omega_of_two_items_is_spearman_brown():
    # The two items of the check value correlate by 0.8 / 1.3.
    two = FIVE[["a", "c"]]
    r = 0.8 / 1.3
    assert reliable.omega(table_of(two))[0] == pytest.approx(2 * r / (1 + r))
    found = nw.mindset_scale(two, OPEN.drop(index=1)).reliability.loc["openness"]
    assert found["omega"] == pytest.approx(2 * r / (1 + r))
    assert found["reading"] == ""  # with five people it is given, and not read


def discrepancy(loadings, alike):
    implied = np.outer(loadings, loadings)
    np.fill_diagonal(implied, 1)
    sign, log = np.linalg.slogdet(implied)
    return log + np.trace(alike @ np.linalg.inv(implied)) if sign > 0 else 1e9


@pytest.mark.parametrize(("people", "items", "loading"), [(60, 4, 0.7), (80, 5, 0.6), (50, 3, 0.8)])
def test_the_loadings_are_those_of_greatest_likelihood(people, items, loading):
    alike = np.corrcoef(answers(people, items, loading).to_numpy(), rowvar=False)
    ours = reliable.one_factor(alike[None])[0]
    best = minimize(
        discrepancy, np.full(items, 0.5), (alike,), bounds=[(-0.997, 0.997)] * items,
        options={"ftol": 1e-14, "gtol": 1e-9},
    )  # fmt: skip
    assert discrepancy(ours, alike) == pytest.approx(best.fun, abs=1e-8)
    assert np.abs(ours) == pytest.approx(np.abs(best.x), abs=1e-3)


def test_a_constant_item_adds_nothing():
    values = answers(40, 4).to_numpy()
    alone, with_constant = values[:, :4], np.column_stack([values, np.full(40, 3.0)])
    first, second = reliable.omega(table_of(alone)), reliable.omega(table_of(with_constant))
    assert first == pytest.approx(second, abs=1e-6)


def test_many_samples_at_once_are_each_sample_alone():
    values = answers(40, 4).to_numpy()
    counts = np.random.default_rng(3).multinomial(40, np.full(40, 1 / 40), size=5).astype(float)
    together = reliable.omega(reliable.covariances(values, counts))
    each = [
        reliable.omega(table_of(np.repeat(values, row.astype(int), axis=0)))[0] for row in counts
    ]
    assert together == pytest.approx(each, abs=1e-4)


def test_scores_turn_reversed_items_round_and_need_two_thirds():
    given = pd.DataFrame(
        {"R1": [5, 5, 5, np.nan], "R2": [4, np.nan, np.nan, np.nan], "R3": [1, 3, np.nan, np.nan]},
        index=["ana", "ben", "cleo", "dan"],
    )
    found = nw.mindset_scale(given)
    # R3 is reversed: 1 counts as 5. (1 + .75 + 1)/3; ben (1 + .5)/2; one of three is too little.
    assert found.scores["relationships"].round(4).tolist()[:2] == [0.9167, 0.75]
    assert found.scores["relationships"].isna().tolist() == [False, False, True, True]
    assert found.why["relationships"].tolist()[2:] == ["INCOMPLETE", "NOT_OBSERVED"]
    assert found.why["relationships"].isna().tolist() == [True, True, False, False]
    assert list(found.scores.columns) == ["relationships"]
    assert found.sentence.endswith("The statements are drafts that nobody has validated.")


def test_readings_follow_omega_and_w16_says_when_not_to():
    high = nw.mindset_scale(answers(80, 8, 0.9), listed(8))
    low = nw.mindset_scale(answers(80, 3, 0.2), listed(3))
    few = nw.mindset_scale(answers(29, 4), listed(4))
    assert high.reliability["reading"].tolist() == ["single people"]
    assert high.warnings == ()
    assert low.reliability["reading"].tolist() == ["do not use"]
    assert [notice.code for notice in low.warnings] == ["W16"]
    assert few.table["reason"].tolist()[0] == "FEW_ANSWERS"
    assert np.isnan(few.table["estimate"][0])
    assert not np.isnan(few.table["estimate"][1])
    assert [notice.code for notice in few.warnings] == ["W16"]
    assert nw.mindset_scale(answers(30, 4), listed(4)).reliability["omega"].notna().all()
    strict = nw.mindset_scale(answers(80, 8, 0.9), listed(8), levels=(0.99, 0.99, 0.99))
    assert strict.reliability["reading"].tolist() == ["do not use"]
    assert all(found.claim == 1 for found in (high, low, few))


def test_the_interval_holds_omega_and_follows_the_seed():
    one, again = (nw.mindset_scale(answers(80, 4), listed(4), seed=5) for _ in range(2))
    other = nw.mindset_scale(answers(80, 4), listed(4), seed=6)
    row = one.table.iloc[0]
    assert row["conf_low"] < row["estimate"] < row["conf_high"]
    assert one.table.equals(again.table)
    assert not one.table.equals(other.table)


def test_a_statement_that_runs_against_the_others_is_named_and_nothing_is_read():
    table = answers(80, 4, 0.9)
    good = nw.mindset_scale(table, listed(4))
    assert good.reliability.loc["openness", "opposed"] == ""
    bad = nw.mindset_scale(table.assign(qb=6 - table["qb"]), listed(4))
    row = bad.reliability.loc["openness"]
    assert (row["opposed"], row["reading"]) == ("qb", "do not use")
    assert np.isnan(row["omega"])
    assert bad.table["reason"][0] == "ITEMS_OPPOSED"
    assert "qb runs against the others; is one worded the other way" in bad.sentence
    assert [notice.code for notice in bad.warnings] == ["W16"]
    assert "qb runs against" in bad.warnings[0].found
    does = pd.Series(bad.scores["openness"], name="ties")
    linked = nw.attitude_and_behavior(bad, does, draws=99)
    assert linked.claim == 2
    assert "reliability of the scale is not known" in linked.sentence
    turned = nw.mindset_scale(
        table.assign(qb=6 - table["qb"]), listed(4).assign(reversed=[False, True, False, False])
    )
    assert turned.reliability.equals(good.reliability)


def test_an_interval_holds_its_value_or_is_none():
    # Statements that are all but the same lie at the limit of the model, where samples stop short.
    table = pd.DataFrame(dict.fromkeys("abc", [1.0, 2, 3, 4, 5] * 8))
    row = nw.mindset_scale(table, OPEN, draws=99).table.iloc[0]
    assert row["estimate"] > 0.9
    assert np.isnan(row["conf_low"]) or row["conf_low"] <= row["estimate"] <= row["conf_high"]


def test_two_columns_of_one_item_are_refused():
    table = FIVE[["a", "b", "c", "a"]]
    with pytest.raises(nw.errors.DataError, match="'a'"):
        nw.mindset_scale(table, OPEN)


def test_sem_is_what_the_method_says():
    row = nw.mindset_scale(answers(80, 4), listed(4)).reliability.loc["openness"]
    assert row["sem"] == pytest.approx(row["sd"] * np.sqrt(1 - row["omega"]))


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (pd.DataFrame({"a": [3] * 40, "b": [2] * 40, "c": [4] * 40}), "NO_VARIANCE"),
        (pd.DataFrame({"a": [3, 4] * 20}), "ONE_ITEM"),
        (pd.DataFrame({"a": [], "b": [], "c": []}), "FEW_ANSWERS"),
    ],
    ids=["all alike", "one item", "nobody"],
)
def test_what_cannot_be_said_has_a_reason(table, reason):
    found = nw.mindset_scale(table.astype(float), OPEN[OPEN["item"].isin(table.columns)])
    assert found.table["estimate"].isna().all()
    assert found.table["reason"].tolist() == [reason, reason]
    assert found.sentence


def test_a_source_is_read_with_its_range_and_reversals():
    form = pd.DataFrame({"who": ["ana", "ben", "cleo"], "x": [7, 1, 4], "y": [1, 7, ""],
                         "z": [7, 1, 4], "state": ["", "", "declined"]})  # fmt: skip
    read = nw.read_items(form, wave="end", respondent="who", items={"a": "x", "b": "y", "c": "z"},
                         highest=7, reverse=["b"], state="state")  # fmt: skip
    found = nw.mindset_scale(read, OPEN.assign(reversed=[False, True, False]))
    assert found.scores["openness"].to_dict() == {"ana": 1.0, "ben": 0.0}
    with pytest.raises(nw.errors.DataError, match="reversed: 'b'"):
        nw.mindset_scale(read, OPEN)


def test_the_woven_answers_of_a_wave_are_read():
    people = nw.read_people(pd.DataFrame({"id": ["p1", "p2"]}), id="id")
    form = pd.DataFrame({"who": ["p1", "p2"], "O1": [5, 1], "O2": [5, 2], "O3": [1, 5]})
    read = nw.read_items(form, wave="start", respondent="who", items=["O1", "O2", "O3"], highest=5,
                         reverse=["O3"])  # fmt: skip
    items = nw.weave(people, read).report.items
    assert nw.mindset_scale(items.loc["start"]).scores["openness"].tolist() == [1.0, 0.25 / 3]
    assert nw.mindset_scale(items).scores["openness"].tolist() == [1.0, 0.25 / 3]
    with pytest.raises(nw.errors.DataError, match="one row per person"):
        nw.mindset_scale(items.set_axis(items.index.set_names(["when", "who"])))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (FIVE.replace({5: 6}), "from 1 to 5"),
        (FIVE.astype(object).replace({5: "much"}), "'much'"),
        (FIVE.rename(columns=str.upper), "none of the items"),
        (pd.concat([FIVE, FIVE]), "several rows"),
    ],
    ids=["outside", "words", "columns", "twice"],
)
def test_answers_that_cannot_be_used_are_refused(change, match):
    with pytest.raises(nw.errors.DataError, match=match):
        nw.mindset_scale(change, OPEN)


def test_settings_out_of_range_are_refused():
    with pytest.raises(nw.errors.ArgumentError, match="draws"):
        nw.mindset_scale(FIVE, OPEN, draws=0)
    with pytest.raises(nw.errors.ArgumentError, match="levels"):
        nw.mindset_scale(FIVE, OPEN, levels=(0.9, 0.7, 0.6))
    with pytest.raises(nw.errors.ArgumentError, match="above lowest"):
        nw.mindset_scale(FIVE, OPEN, lowest=5, highest=5)
    with pytest.raises(nw.errors.DataError, match="'item'"):
        nw.mindset_scale(FIVE, OPEN[["principle"]])
    with pytest.raises(nw.errors.DataError, match="'reversed'"):
        nw.mindset_scale(FIVE, OPEN.assign(reverse=True))
    with pytest.raises(nw.errors.DataError, match="more than once"):
        nw.mindset_scale(FIVE, pd.concat([OPEN, OPEN]))
    with pytest.raises(nw.errors.ArgumentError, match="reversed"):
        nw.mindset_scale(FIVE, OPEN.assign(reversed="no"))


def test_peers_are_averaged_and_hidden_below_three():
    items = pd.DataFrame({"item": ["h"], "principle": ["humility"]})
    rows = [("ana", "ben", 5), ("ana", "cleo", 4), ("ana", "dan", 3), ("ana", "ana", 1),
            ("ben", "ana", 2), ("ben", "cleo", 2), ("ben", "dan", None)]  # fmt: skip
    ratings = pd.DataFrame(rows, columns=["person", "rater", "h"])
    found = nw.peer_scores(ratings, items).droplevel("principle")
    assert found.loc["ana", ["score", "raters", "spread"]].tolist() == [0.75, 3, 0.25]
    assert found.loc["ben", "raters"] == 2
    assert found.loc["ben", ["score", "spread"]].isna().all()
    assert found["reason"].isna().tolist() == [True, False]
    with pytest.raises(nw.errors.ArgumentError, match="least"):
        nw.peer_scores(ratings, items, least=2)
    with pytest.raises(nw.errors.DataError, match="repeat a rater"):
        nw.peer_scores(pd.concat([ratings, ratings.head(1)]), items)
    with pytest.raises(nw.errors.DataError, match="who rates whom"):
        nw.peer_scores(ratings.assign(rater=None), items)


def test_somebody_who_only_rated_themselves_has_no_raters():
    items = pd.DataFrame({"item": ["h"], "principle": ["humility"]})
    found = nw.peer_scores(pd.DataFrame({"person": ["ana"], "rater": ["ana"], "h": [5]}), items)
    assert found["raters"].tolist() == [0]
    assert found["reason"].tolist() == ["FEW_RATERS"]
