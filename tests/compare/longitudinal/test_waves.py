"""Several waves: each beside the next, the slope, and where nothing is joined."""

import functools
import re

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from netweave import Network
from netweave.codes import WARNINGS
from netweave.compare import before_after, over_waves, tie_survival
from netweave.compare.longitudinal.courses import courses_of
from netweave.compare.longitudinal.trend import slope_of, stretches
from netweave.errors import ArgumentError, DataError, RefusalError
from netweave.indicators.given import Given
from netweave.plotting.style import new_axes

mpl.use("Agg")
SEVEN = pd.DataFrame(
    {"organization": ["Ash", "Ash", "Birch", "Birch", "Cedar", "Cedar", "Cedar"]},
    index=["ana", "ben", "cleo", "dan", "eva", "finn", "gus"],
)
EFFECT = re.compile(
    r"\b(effects? of|because|due to|caus\w+|impact\w*|led to|thanks to|improv\w+|raised)\b", re.I
)
PAIRS = [
    [("ana", "ben"), ("ana", "cleo")],
    [("ana", "cleo"), ("dan", "eva"), ("finn", "eva")],
    [("ana", "cleo"), ("dan", "eva"), ("ben", "gus"), ("gus", "eva")],
    [("dan", "eva"), ("ben", "gus"), ("cleo", "gus")],
]


def wave(pairs, label, year, people=SEVEN, **facts):
    """One wave of one year; facts: what the kind was asked as."""
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"]).assign(kind="learning")
    windows = pd.DataFrame(
        {"start": [f"{year}-01-01"], "end": [f"{year + 1}-01-01"]}, index=[label]
    )
    kinds = pd.DataFrame({name: [fact] for name, fact in facts.items()}, index=["learning"])
    kinds.index.name = "kind"
    return Network(people, ties, kinds, waves=windows)


def four(**changed):
    """Four waves, a year apart; changed: label → what is different in that wave."""
    return {
        label: wave(pairs, label, 2021 + place, **changed.get(label, {}))
        for place, (label, pairs) in enumerate(zip("abcd", PAIRS, strict=True))
    }


@functools.cache
def unchanged():
    """Four waves that were asked alike."""
    return over_waves(four())


def codes(found):
    return [notice.code for notice in found.warnings]


# --- each wave beside the next --------------------------------------------------------------------


def test_each_period_is_before_and_after():
    waves = four()
    found = over_waves(waves)
    for (before, after), row in found.periods.iterrows():
        change = before_after(waves[before], waves[after])
        alone = change.table.set_index("term").loc["P1"]
        for name in ("estimate", "std_error", "conf_low", "conf_high"):
            assert row[name] == pytest.approx(alone[name])
        assert row["widest"] == change.widest
        rates = change.turnover.loc["cross"]
        pd.testing.assert_series_equal(
            found.rates.loc[(before, after, "cross"), rates.index], rates, check_names=False
        )
    assert found.table["term"].tolist() == ["P1 a → b", "P1 b → c", "P1 c → d", "slope a → d"]
    assert found.claim == 3


def test_ties_per_person_by_hand():
    # 7 people; across: a 1, b 2, c 3 (gus–eva is inside), d 3 ties
    found = unchanged()
    assert found.periods["ties_before"].tolist() == pytest.approx([2 / 7, 4 / 7, 6 / 7])
    assert found.periods["ties_after"].tolist() == pytest.approx([4 / 7, 6 / 7, 6 / 7])
    assert found.periods["years"].tolist() == [1, 1, 1]
    assert found.breaks.empty
    assert found.waves == tuple("abcd")


def test_one_network_of_several_waves_is_the_same():
    ties = pd.concat([
        pd.DataFrame(pairs, columns=["learner", "learned_from"]).assign(wave=label)
        for label, pairs in zip("abcd", PAIRS, strict=True)
    ])
    windows = pd.DataFrame({
        "wave": list("abcd"),
        "start": [f"{year}-01-01" for year in range(2021, 2025)],
        "end": [f"{year}-01-01" for year in range(2022, 2026)],
    })
    found = over_waves(Network(SEVEN, ties.assign(kind="learning"), waves=windows))
    pd.testing.assert_frame_equal(found.periods, unchanged().periods)


def test_rates_per_year_over_two_years():
    waves = {"a": wave(PAIRS[0], "a", 2021), "c": wave(PAIRS[2], "c", 2023)}
    row = over_waves(waves).rates.loc[("a", "c", "cross")]
    # across: 1 kept, 2 new, 13 never; formation 2/15 in two years
    assert row["formation_rate"] == pytest.approx(2 / 15)
    assert row["formation_per_year"] == pytest.approx(1 - np.sqrt(13 / 15))
    assert row["persistence_per_year"] == 1
    assert row["years"] == 2


def test_conveners_stay_out():
    people = SEVEN.assign(convener=SEVEN.index == "ana")
    waves = {name: wave(PAIRS[n], name, 2021 + n, people) for n, name in enumerate("abc")}
    members = over_waves(waves)
    assert members.periods["people"].tolist() == [6, 6]
    assert members.slopes["people"].tolist() == [6]
    assert members.passport.convener == "without"
    everybody = over_waves(waves, members_only=False)
    assert everybody.periods["people"].tolist() == [7, 7]
    assert "W14" in codes(everybody)


# --- the slope ------------------------------------------------------------------------------------


def test_the_slope_by_hand():
    # ties across per person 2/7, 4/7, 6/7, 6/7 at years 0 to 3: slope (−3·2 − 4 + 6 + 3·6)/(7·10)
    found = unchanged().table.set_index("term").loc["slope a → d"]
    assert found["estimate"] == pytest.approx(14 / 70)
    assert found["n"] == 7


def test_the_slope_knows_how_far_apart_the_waves_are():
    # 2/7, 4/7, 6/7 at years 0, 1 and 4; mean 5/3, squares (25 + 4 + 49)/9 = 78/9
    waves = {name: wave(PAIRS[n], name, 2021 + n**2) for n, name in enumerate("abc")}
    waves["c"] = wave(PAIRS[2], "c", 2025)
    slope = over_waves(waves).table.set_index("term").loc["slope a → c", "estimate"]
    assert slope == pytest.approx((-5 / 3 * 2 / 7 - 2 / 3 * 4 / 7 + 7 / 3 * 6 / 7) / (78 / 9))


def test_over_two_waves_the_slope_is_the_change_per_year():
    waves = {"a": wave(PAIRS[0], "a", 2021), "c": wave(PAIRS[2], "c", 2023)}
    change = before_after(waves["a"], waves["c"]).table.set_index("term")
    slope = slope_of(courses_of(list(waves.values()), "learning", "organization"),
                     ("a", "c"), np.array([0.0, 2.0])).found  # fmt: skip
    assert slope.estimate == pytest.approx(change.loc["P1", "estimate"] / 2)
    for interval in slope.intervals:
        row = change.loc[f"P1_{interval.by}"]
        assert interval.std_error == pytest.approx(row["std_error"] / 2)
        assert interval.low == pytest.approx(row["conf_low"] / 2)


def test_the_slope_rests_on_pairs_observed_in_all_waves():
    silent = SEVEN.assign(responded=~SEVEN.index.isin(["ana", "cleo"]))
    waves = {
        name: wave(
            PAIRS[n], name, 2021 + n, silent if name == "b" else SEVEN.assign(responded=True)
        )
        for n, name in enumerate("abc")
    }
    found = over_waves(waves)
    # ana–cleo was not observed in b: 15 of 16 pairs are left; 0, 1 and 2 of them were tied
    assert found.slopes["pairs"].tolist() == [15]
    assert found.table.set_index("term").loc["slope a → c", "estimate"] == pytest.approx(
        32 / 7 * (2 - 0) / 2 / 15
    )
    # over the pairs of which the same sides answered in all waves, none with ana or cleo
    assert found.slopes["same_reporters"].notna().all()


def test_without_dates_there_is_no_slope():
    ties = pd.DataFrame(PAIRS[0] * 3, columns=["learner", "learned_from"])
    ties = ties.assign(wave=np.repeat(["x", "y", "z"], 2))
    found = over_waves(Network(SEVEN, ties))
    row = found.table.set_index("term").loc["slope x → z"]
    assert row["reason"] == "NO_DATES"
    assert np.isnan(row["estimate"])
    assert "the waves have no dates" in found.sentence
    assert found.claim == 1  # nothing changed, so that there is no interval either


# --- breaks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "value"), [("question", "Whom do you trust?"), ("threshold", 2.0), ("max", 5.0)]
)
def test_nothing_is_joined_where_the_instrument_changed(fact, value):
    waves = four(d={fact: value})
    found = over_waves(waves)
    assert found.periods["joined"].tolist() == [True, True, False]
    assert found.breaks[["before", "after"]].values.tolist() == [["c", "d"]]
    assert fact in found.breaks["why"].iloc[0]
    assert found.table["term"].tolist()[3:] == ["slope a → c"]
    assert "Nothing is joined between c and d" in found.sentence
    assert "c → d" not in found.sentence
    assert "W09" in codes(found)


def test_a_break_in_the_middle_leaves_no_slope():
    found = over_waves(four(c={"question": "A?"}, d={"question": "A?"}))
    assert found.periods["joined"].tolist() == [True, False, True]
    assert found.slopes.empty


def test_stretches_by_hand():
    assert stretches([True, True]) == [range(3)]
    assert stretches([True, False, True, True, False]) == [range(2, 5)]
    assert stretches([False, False]) == []


def test_few_people_of_both_waves_are_a_break():
    names = ["ana", "cleo", "eva", *"uvwxyz"]
    others = pd.DataFrame({"organization": ["Ash", "Birch", "Cedar"] * 3}, index=names)
    waves = four()
    waves["d"] = wave([("ana", "cleo")], "d", 2024, others)
    found = over_waves(waves)
    # 3 in both, 13 in either
    assert found.periods["shared"].iloc[-1] == pytest.approx(3 / 13)
    assert "only 3 of 13 people are in both waves" in found.sentence
    assert over_waves(waves, least_shared=0.2).breaks.empty


def test_nobody_in_both_waves_is_a_break_and_no_error():
    others = pd.DataFrame({"organization": ["Ash", "Birch"]}, index=["xan", "yul"])
    waves = four()
    waves["d"] = wave([("xan", "yul")], "d", 2024, others)
    found = over_waves(waves)
    row = found.periods.loc[("c", "d")]
    assert row["reason"] == "NO_DYADS"
    assert np.isnan(float(row["estimate"]))
    assert found.breaks["why"].tolist() == ["nobody is in both waves"]


def test_a_wave_not_observed_is_a_break():
    told, untold = SEVEN.assign(responded=True), SEVEN
    waves = {name: wave(PAIRS[n], name, 2021 + n, untold if name == "d" else told)
             for n, name in enumerate("abcd")}  # fmt: skip
    found = over_waves(waves)
    assert found.periods["joined"].tolist() == [True, True, False]
    assert found.periods["reason"].tolist() == ["", "", "NOT_OBSERVED"]


def test_the_picture_joins_nothing_across_a_break():
    ax = over_waves(four(d={"question": "A?"})).plot(new_axes())
    labels = [line.get_label() for line in ax.get_lines()]
    assert labels == ["joined", "joined", "apart", "break"]
    assert [line.get_linestyle() for line in ax.get_lines()[:3]] == ["-", "-", "None"]
    assert [text.get_text() for text in ax.get_xticklabels()] == list("abcd")


# --- waves of sessions alone ----------------------------------------------------------------------


def asked_in(*labels, extra="between"):
    """Three waves, of which one was asked nothing."""
    ties = pd.DataFrame(
        [(*pair, label) for label, pairs in zip(labels, PAIRS, strict=False) for pair in pairs],
        columns=["learner", "learned_from", "wave"],
    ).assign(kind="learning")
    every = [labels[0], extra, *labels[1:]]
    roster = pd.concat({
        label: SEVEN.assign(responded_learning=True if label != extra else pd.NA)
        for label in every
    }, names=["wave", "person"])  # fmt: skip
    return Network(SEVEN, ties, waves=every, roster=roster)


def test_a_wave_in_which_nobody_was_asked_is_left_out_and_named():
    net = asked_in("a", "b", "c")
    found = over_waves(net)
    assert found.waves == ("a", "b", "c")
    assert found.breaks.empty
    assert "The wave 'between' holds no answer about learning and is left out." in found.sentence
    whole = over_waves({label: net.wave(label) for label in "abc"})
    assert found.periods.equals(whole.periods)
    assert "left out" not in whole.sentence


@pytest.mark.parametrize("told", [True, False])
def test_a_wave_not_asked_about_the_kind_is_left_out_with_a_roster_and_without(told):
    """In b there are ties of another kind only."""
    rows = {"a": "learning", "b": "friendship", "c": "learning", "d": "learning"}
    ties = pd.DataFrame(
        [(*pair, label, kind) for (label, kind), pairs in zip(rows.items(), PAIRS, strict=False)
         for pair in pairs],
        columns=["learner", "learned_from", "wave", "kind"],
    )  # fmt: skip
    people = SEVEN
    roster = pd.concat({
        label: people.assign(responded_learning=kind == "learning") for label, kind in rows.items()
    }, names=["wave", "person"])  # fmt: skip
    given = {"roster": roster} if told else {}
    net = Network(people, ties, waves=list(rows), **given)
    found = over_waves(net, kind="learning")
    assert found.waves == ("a", "c", "d")
    assert found.periods["reason"].tolist() == ["", ""]
    assert "The wave 'b' holds no answer about learning and is left out." in found.sentence
    assert tie_survival(net, kind="learning").waves == ("a", "c", "d")
    assert tuple(Given(net, None, "learning", "organization", "", None, ()).waves) == found.waves


def test_a_gap_is_not_called_one_wave_later():
    """Only b to c is one wave: what was there in a is not followed to b."""
    net = asked_in("a", "b", "c")
    found = tie_survival(net)
    assert found.waves == ("a", "b", "c")
    first = tie_survival({name: net.wave(name) for name in "bc"}).at_risk
    one = found.at_risk.xs(1, level="waves_later")[["at_risk", "lost", "survival"]]
    assert one.equals(first.xs(1, level="waves_later")[one.columns])
    assert not found.at_risk["at_risk"].xs(2, level="waves_later").any()
    said = "No tie is followed from a to b, since a wave between them is left out"
    assert said in found.sentence
    whole = tie_survival({name: net.wave(name) for name in "abc"})
    assert "is followed from" not in whole.sentence
    assert whole.at_risk["at_risk"].xs(2, level="waves_later").any()


def test_with_nothing_but_a_gap_no_tie_is_followed():
    found = tie_survival(asked_in("a", "b"))
    assert set(found.table["reason"]) == {"NO_TIES"}
    assert "one wave later" not in found.sentence
    assert "No tie is followed from a to b" in found.sentence


# --- words, warnings, refusals --------------------------------------------------------------------


def test_the_sentence_by_hand():
    said = unchanged().sentence
    assert said.startswith(
        "Ties outside people's own organization, per member of both waves: from 0.3 at a to "
        "0.6 at b (change"
    )
    assert "From a to d, over the 7 people of all 4 waves: +0.2 such ties a year per member" in said
    assert "With fewer than six organizations the interval speaks of this cohort only." in said
    assert said.endswith("No comparison group: this is change, not effect.")
    assert not EFFECT.search(said)


def test_several_p_values_are_warned_of():
    people = pd.DataFrame({"organization": list("abcdefg")}, index=SEVEN.index)
    waves = {name: wave(PAIRS[n], name, 2021 + n, people) for n, name in enumerate("abc")}
    found = over_waves(waves)
    assert found.periods["p_value"].notna().all()
    assert "W23" in codes(found)
    assert "W23" not in codes(unchanged())  # three organizations: no p-value
    assert "W17" in codes(unchanged())
    assert set(codes(found)) <= set(WARNINGS)


def test_what_is_refused():
    with pytest.raises(ArgumentError, match="waves must hold 2 waves or more"):
        over_waves({"a": wave(PAIRS[0], "a", 2021)})
    with pytest.raises(ArgumentError, match="least_shared must lie between 0 and 1"):
        over_waves(four(), least_shared=2)
    with pytest.raises(ArgumentError):
        over_waves(dict(reversed(four().items())))
    with pytest.raises(DataError):
        over_waves(four(), kind="advice")
    with pytest.raises(RefusalError, match="E-HEADLINE"):
        over_waves({name: wave(PAIRS[n], name, 2021 + n, evidence="opportunity", threshold=1.0)
                    for n, name in enumerate("ab")})  # fmt: skip
