"""Attitude beside behavior, and the own place as people see it, solved by hand."""

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

import netweave as nw
from netweave.analytics.attitudes.drafts import NO_NETWORK, SELF_ANSWERS
from netweave.analytics.attitudes.shuffled import spearman

EFFECTS = ("effect", "impact", "caused", "raised", "led to", "because", "thanks to", "improved")


def made_up(people=60, seed=1, link=0.8):
    """Give says and does, from 0 to 1, that go together, and six organizations."""
    rng = np.random.default_rng(seed)
    ids = [f"p{place:02d}" for place in range(people)]
    says = rng.random(people)
    does = link * says + (1 - link) * rng.random(people)
    where = pd.Series(np.arange(people) % 6, index=ids).astype(str)
    return pd.Series(says, ids, name="openness"), pd.Series(does, ids, name="ties"), where


def row(found, term):
    return found.table.set_index("term").loc[term]


def test_the_p_value_counts_all_shuffles_within_organizations():
    # Two organizations of three: 36 ways to shuffle, all of them listed here.
    one, other = np.array([1.0, 2, 3, 4, 5, 6]), np.array([2.0, 1, 3, 4, 6, 5])
    strata = np.array([0, 0, 0, 1, 1, 1])
    rhos = [
        spearmanr([*first, *second], other).statistic
        for first in itertools.permutations(one[:3])
        for second in itertools.permutations(one[3:])
    ]
    rho = spearmanr(one, other).statistic
    exact = np.mean(np.abs(rhos - np.mean(rhos)) >= abs(rho - np.mean(rhos)) - 1e-9)
    found = spearman(one, other, strata, 4_000, 1)
    assert found.rho == pytest.approx(rho)
    assert found.expected == pytest.approx(np.mean(rhos))
    assert found.p_value == pytest.approx(exact, abs=0.03)
    assert found.ways == 20  # counted no further
    assert found.p_value * 4_001 == pytest.approx(round(found.p_value * 4_001))


def test_people_never_leave_their_organization():
    # Between organizations the order is the same in every shuffle: nothing is left to chance.
    one, other = np.array([1.0, 1, 2, 2]), np.array([1.0, 1, 2, 2])
    found = spearman(one, other, np.array([0, 0, 1, 1]), 99, 1)
    assert (found.rho, found.expected) == (pytest.approx(1), pytest.approx(1))
    assert found.reason == "DEGENERATE_NULL"
    assert np.isnan(found.p_value)
    free = spearman(one, other, np.zeros(4, dtype=int), 999, 1)
    assert free.p_value == pytest.approx(1 / 3, abs=0.06)  # ρ = ±1 in 2 of 6 ways


def test_the_interval_is_that_of_bonett_and_wright():
    says, does, where = made_up()
    found = row(nw.attitude_and_behavior(says, does, organization=where, draws=99), "spearman")
    half = 1.959964 * np.sqrt((1 + found["estimate"] ** 2 / 2) / 57)
    ends = np.tanh(np.arctanh(found["estimate"]) + np.array([-half, half]))
    assert [found["conf_low"], found["conf_high"]] == pytest.approx(ends.tolist(), abs=1e-6)


def test_a_reliable_scale_bears_an_association_and_an_unreliable_one_does_not():
    says, does, where = made_up()
    given = {"organization": where, "draws": 499}
    good = nw.attitude_and_behavior(says, does, omega=0.81, **given)
    assert good.claim == 4
    assert good.sentence.startswith(
        "Within their organizations, people who report more openness show more ties (Spearman "
        "within organizations 0."
    )
    corrected = row(good, "disattenuated")["estimate"]
    assert corrected == pytest.approx(row(good, "spearman")["estimate"] / 0.9)
    assert good.warnings == ()
    poor = nw.attitude_and_behavior(says, does, omega=0.55, **given)
    assert poor.claim == 2
    assert "cannot be said with an omega of 0.55, below 0.70" in poor.sentence
    assert [notice.code for notice in poor.warnings] == ["W16"]
    nothing = nw.attitude_and_behavior(says, does, **given)
    assert nothing.claim == 2
    assert row(nothing, "disattenuated")["reason"] == "NO_RELIABILITY"
    assert "reliability of the scale is not known" in nothing.sentence
    lenient = nw.attitude_and_behavior(says, does, omega=0.65, reliable=0.6, **given)
    assert lenient.claim == 4
    with pytest.raises(nw.errors.ArgumentError, match="reliable must lie between"):
        nw.attitude_and_behavior(says, does, omega=0.55, reliable=0.5, **given)
    for found in (good, poor, nothing):
        assert not any(word in found.sentence for word in EFFECTS)


def test_few_people_and_no_link():
    says, does, where = made_up()
    few = nw.attitude_and_behavior(says[:29], does, organization=where, omega=0.9, draws=99)
    assert few.claim == 2
    assert "fewer than 30 people" in few.sentence
    none = nw.attitude_and_behavior(*made_up(link=0)[:2], organization=where, omega=0.9, draws=99)
    assert none.claim == 2  # nothing is said to go together
    assert "cannot be told from chance" in none.sentence
    less = nw.attitude_and_behavior(says, 1 - does, organization=where, omega=0.9, draws=99)
    assert "people who report more openness show less ties" in less.sentence
    assert "Spearman within organizations −0." in less.sentence
    free = nw.attitude_and_behavior(says, 1 - does, omega=0.9, draws=99)
    assert free.sentence.startswith("People who report more openness show less ties (Spearman −0.")


def test_the_direction_is_that_within_organizations():
    # Organizations that say more do less, and in each of them who says more does more.
    rng = np.random.default_rng(4)
    ids, home = [f"p{place:02}" for place in range(60)], np.arange(60) % 6
    inside = rng.random(60)
    says = pd.Series((home + inside) / 6, ids, name="openness")
    does = pd.Series((5 - home + 0.9 * inside + 0.1 * rng.random(60)) / 6, ids, name="ties")
    where = pd.Series(home, ids).astype(str)
    found = nw.attitude_and_behavior(says, does, organization=where, omega=0.9, draws=199)
    table = found.table.set_index("term")
    # The correlation of the ranks, each less the mean of its organization, by hand.
    ranks = pd.DataFrame({"says": says.rank(), "does": does.rank()})
    centred = ranks - ranks.groupby(where).transform("mean")
    inner = table.loc["spearman_within"]
    assert inner["estimate"] == pytest.approx(centred.corr().iloc[0, 1])
    assert inner["p_value"] == table.loc["spearman", "p_value"] == 1 / 200
    half = 1.959964 * np.sqrt((1 + inner["estimate"] ** 2 / 2) / (60 - 3 - 5))
    low = np.tanh(np.arctanh(inner["estimate"]) - half)
    assert inner["conf_low"] == pytest.approx(low, abs=1e-6)
    assert table.loc["spearman", "estimate"] < -0.5
    assert found.claim == 4
    assert found.sentence == (
        "Within their organizations, people who report more openness show more ties (Spearman "
        f"within organizations {inner['estimate']:.2f}, 95% interval {inner['conf_low']:.2f} to "
        f"{inner['conf_high']:.2f}, p = 0.005; over all −{-table.loc['spearman', 'estimate']:.2f}, "
        "60 people)."
    )


def test_nobody_differs_within_organizations():
    says = pd.Series({"ana": 0.1, "ben": 0.1, "cleo": 0.5, "dan": 0.5})
    does = pd.Series({"ana": 0.3, "ben": 0.4, "cleo": 0.5, "dan": 0.9})
    where = pd.Series({"ana": "A", "ben": "A", "cleo": "B", "dan": "B"})
    for one, other in ((says, does), (does, says)):
        found = nw.attitude_and_behavior(one, other, organization=where, omega=0.9, draws=99)
        inner = row(found, "spearman_within")
        assert inner["reason"] == "NO_VARIANCE"
        assert inner[["estimate", "conf_low"]].isna().all()
        assert found.claim == 1
        assert "cannot be told from chance" in found.sentence


def test_discrepancies_lie_beyond_the_noise_of_both():
    # sd of 0, .5, 1 is .5; SEM = .5 √(1 − .84) = .2; noise 1.96 √(.04 + .0225) = .49.
    says = pd.Series({"ana": 0.0, "ben": 0.5, "cleo": 1.0})
    does = pd.Series({"ana": 0.2, "ben": 0.98, "cleo": 0.5})
    found = nw.attitude_and_behavior(says, does, omega=0.84, behavior_error=0.15, draws=9)
    assert found.discrepancies.index.tolist() == ["cleo"]
    assert found.discrepancies.loc["cleo", "noise"] == pytest.approx(0.49, abs=1e-3)
    assert found.discrepancies.loc["cleo", "difference"] == pytest.approx(0.5)
    assert not len(nw.attitude_and_behavior(says, does, omega=0.84, draws=9).discrepancies)
    assert not len(nw.attitude_and_behavior(says, does, behavior_error=0.1, draws=9).discrepancies)
    assert not len(found.illustrative)


def test_the_blend_is_only_made_when_asked_for_and_calls_itself_illustrative():
    says = pd.Series({"ana": 0.0, "ben": 0.5, "cleo": 1.0})
    does = pd.Series({"ana": 0.2, "ben": 0.9, "cleo": 0.5})
    found = nw.attitude_and_behavior(
        says, does, omega=0.84, behavior_error=0.15, blend=0.25, draws=9
    )
    assert found.illustrative["illustrative"].tolist() == pytest.approx([0.15, 0.8, 0.625])
    # .25² · .2² + .75² · .15²
    assert found.illustrative["std_error"].tolist() == pytest.approx([np.sqrt(0.01515625)] * 3)
    assert "illustrative" in found.sentence


def test_a_scale_brings_its_own_reliability():
    rng = np.random.default_rng(2)
    behind = rng.normal(size=(60, 1))
    values = np.clip(np.round(3 + 1.3 * (0.9 * behind + 0.4 * rng.normal(size=(60, 6)))), 1, 5)
    table = pd.DataFrame(values, columns=["O1", "O2", "O3", "R1", "R2", "R3"])
    table[["O3", "R3"]] = 6 - table[["O3", "R3"]]
    scale = nw.mindset_scale(table, draws=9)
    does = pd.Series(behind[:, 0], name="ties")
    found = nw.attitude_and_behavior(scale, does, principle="openness", draws=99)
    omega = scale.reliability.loc["openness", "omega"]
    ratio = row(found, "spearman")["estimate"] / row(found, "disattenuated")["estimate"]
    assert ratio == pytest.approx(np.sqrt(omega))
    assert found.claim == 4
    with pytest.raises(nw.errors.ArgumentError, match="principle"):
        nw.attitude_and_behavior(scale, does)


@pytest.mark.parametrize(
    ("says", "does", "reason"),
    [
        ([0.1, 0.2], [0.3, 0.4], "N<3"),
        ([0.1, 0.1, 0.1], [0.3, 0.4, 0.5], "NO_VARIANCE"),
        ([0.1, 0.2, 0.3], [0.5, 0.5, 0.5], "NO_VARIANCE"),
    ],
)
def test_what_cannot_be_correlated_has_a_reason(says, does, reason):
    found = nw.attitude_and_behavior(pd.Series(says), pd.Series(does), omega=0.9, draws=9)
    assert found.table["reason"].tolist() == [reason, reason]
    assert found.table["estimate"].isna().all()
    assert found.claim == 1


def test_what_is_refused():
    says, does, _ = made_up()
    for options, match in [
        ({"draws": 0}, "draws"),
        ({"omega": 1.2}, "omega must lie between 0 and 1"),
        ({"blend": -0.1}, "blend must lie between 0 and 1"),
    ]:
        with pytest.raises(nw.errors.ArgumentError, match=match):
            nw.attitude_and_behavior(says, does, **options)
    with pytest.raises(nw.errors.DataError, match="nobody has both"):
        nw.attitude_and_behavior(says, does.rename(str.upper))
    with pytest.raises(nw.errors.DataError, match="between 0 and 1"):
        nw.attitude_and_behavior(says, does * 10, omega=0.8, behavior_error=0.1)
    with pytest.raises(nw.errors.DataError, match="several values"):
        nw.attitude_and_behavior(pd.concat([says, says]), does)
    with pytest.raises(nw.errors.ArgumentError, match="scores"):
        nw.attitude_and_behavior([0.1], does)


# ---------------------------------------------------------------------- the own place


def chain():
    """Ana - Ben - Cleo - Dan in a chain, Eve alone."""
    ties = pd.DataFrame({"learner": ["ana", "ben", "cleo"], "learned_from": ["ben", "cleo", "dan"]})
    return nw.Network(["ana", "ben", "cleo", "dan", "eve"], ties)


def test_the_own_place_beside_the_measured_one():
    answers = pd.Series({
        "ana": 1,
        "ben": 4.0,
        "cleo": "This is  not a network",
        "dan": "in between",
    })
    found = nw.self_perception(answers, chain(), draws=99)
    said = found.beside["said"]
    assert said.drop(["cleo", "eve"]).tolist() == [1, 4, 3]
    assert said[["cleo", "eve"]].isna().all()
    assert found.beside["not_a_network"].tolist() == [False, False, True, False, False]
    # Two open two-paths, one at Ben and one at Cleo: 5/2 of an even share each.
    assert found.beside["brokerage_load"].tolist() == [0, 2.5, 2.5, 0, 0]
    # Of the 3 pairs of others that can reach each other, 2 run through Ben: to Ana from either.
    assert found.beside["geodesic_share"].tolist() == pytest.approx([0, 2 / 3, 2 / 3, 0, 0])
    for person in ("ben", "ana"):
        alone = nw.hub_dependence(chain(), hubs=person).table.set_index("term")["estimate"]
        assert found.beside.loc[person, "geodesic_share"] == pytest.approx(alone["geodesic_share"])
    shares = found.table.set_index("term")
    assert shares.loc["answered", ["estimate", "n"]].tolist() == [0.8, 5]
    assert shares.loc["not_a_network", ["estimate", "n"]].tolist() == [0.25, 4]
    for side in ("hub_side", "in_between", "node_side"):
        assert shares.loc[side, "estimate"] == pytest.approx(1 / 3)
    assert found.crossed.to_numpy().sum() == 5
    assert found.crossed.loc[NO_NETWORK].tolist() == [0, 0, 1]
    assert found.crossed.loc["no answer"].tolist() == [1, 0, 0]
    assert list(found.crossed.index[:5]) == list(SELF_ANSWERS)
    assert "1 says that this is not a network" in found.sentence


def test_seeing_oneself_as_a_hub_goes_up_with_standing_between():
    # Ana sees herself as one of many and stands between nobody; Ben the other way.
    answers = pd.Series({"ana": 5, "ben": 1, "cleo": 2, "dan": 4})
    found = nw.self_perception(answers, chain(), draws=99).table.set_index("term")
    # Ranks of load 1.5, 3.5, 3.5, 1.5 and of the hub side 1, 4, 3, 2.
    assert found.loc["hub_and_brokerage_load", "estimate"] == pytest.approx(
        spearmanr([1, 4, 3, 2], [1.5, 3.5, 3.5, 1.5]).statistic
    )
    assert found.loc["hub_and_brokerage_load", "n"] == 4


def test_the_sixth_number_is_no_network_and_never_enters():
    answers = pd.Series({"ana": 6, "ben": 6, "cleo": 6, "dan": 1, "eve": 2})
    found = nw.self_perception(answers, chain(), draws=9)
    assert found.beside["not_a_network"].sum() == 3
    assert found.table.set_index("term").loc["hub_and_brokerage_load", "reason"] == "N<3"
    assert found.claim == 1


@pytest.mark.parametrize("people", [[], ["ana"], ["ana", "ben", "cleo"]])
def test_networks_without_ties_have_reasons(people):
    net = nw.Network(people, pd.DataFrame({"learner": [], "learned_from": []}))
    found = nw.self_perception(pd.Series(1.0, index=pd.Index(people, dtype=object)), net, draws=9)
    assert found.table.loc[found.table["estimate"].isna(), "reason"].notna().all()
    assert found.beside["brokerage_load"].isna().all()
    assert found.sentence


def test_answers_that_are_none_are_refused():
    for answers, match in [
        (pd.Series({"ana": "a boss"}), "'a boss'"),
        (pd.Series({"ana": 7}), "or 1 to 6"),
        (pd.Series({"ana": True}), "True"),
        (pd.Series({"ana": np.False_}, dtype=object), "False"),
        (pd.Series({"zoe": 1}), "zoe"),
        (pd.Series([1, 2], index=["ana", "ana"]), "several rows"),
    ]:
        with pytest.raises(nw.errors.DataError, match=match):
            nw.self_perception(answers, chain())
    for words in (["in between", "In  Between", "hub"], ["hub", "This is not a network"]):
        with pytest.raises(nw.errors.ArgumentError, match="words must differ"):
            nw.self_perception(pd.Series({"ana": 1}), chain(), words=words)
