"""How long ties last: Kaplan–Meier on pairs, by hand, against a slow twin, and its interval."""

import functools
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from netweave import Network
from netweave.compare import tie_survival
from netweave.compare.longitudinal.courses import Courses
from netweave.compare.longitudinal.lasting import curve_of, spells_of
from netweave.errors import ArgumentError

SIX = pd.DataFrame(
    {"organization": ["Ash", "Ash", "Birch", "Birch", "Cedar", "Cedar"]},
    index=["ana", "ben", "cleo", "dan", "eva", "finn"],
)


def network(waves, silent=(), **people):
    """Waves of pairs; silent: (wave, person) who did not answer."""
    ties = pd.DataFrame(
        [(*pair, label) for label, pairs in waves.items() for pair in pairs],
        columns=["learner", "learned_from", "wave"],
    )
    index = pd.MultiIndex.from_product([waves, SIX.index], names=["wave", "person"])
    roster = pd.DataFrame({"responded": [place not in silent for place in index]}, index=index)
    for name, values in people.items():
        roster[name] = values
    roster["organization"] = roster.get(
        "organization", pd.Series(np.tile(SIX["organization"], len(waves)), index=index)
    )
    return Network(SIX, ties, waves=list(waves), roster=roster)


WAVES = {
    "a": [("ana", "cleo"), ("ben", "dan"), ("ana", "ben")],
    "b": [("ana", "cleo"), ("ben", "eva"), ("ana", "ben")],
    "c": [("ana", "cleo"), ("ben", "eva")],
    "d": [("ben", "eva"), ("cleo", "eva")],
}


@functools.cache
def plain():
    """The four waves, everybody answering."""
    return tie_survival(network(WAVES))


def rows(found, name):
    return found.at_risk.loc[name, ["at_risk", "lost", "censored"]].values.tolist()


def test_by_hand():
    found = plain()
    # across: ana–cleo lasts two waves and is gone in d, ben–dan none, ben–eva starts in b and
    # lasts two, cleo–eva starts in d, of which no later wave is known
    assert rows(found, "cross") == [[3, 1, 1], [2, 0, 0], [1, 1, 1]]
    assert found.at_risk.loc["cross", "survival"].tolist() == pytest.approx([2 / 3, 2 / 3, 0])
    # inside: ana–ben lasts one wave
    assert rows(found, "same") == [[1, 0, 0], [1, 1, 0], [0, 0, 0]]
    assert found.at_risk.loc["same", "survival"].tolist()[:2] == [1, 0]
    assert np.isnan(found.at_risk.loc[("same", 3), "survival"])
    # both ties of unknown start were observed one wave later
    begun = {"started": 2, "unknown": 2, "counted": 4, "old_followed": 2}
    assert found.starts.loc["cross"].to_dict() == begun
    reasons = found.table.set_index("term")["reason"].to_dict()
    assert reasons["S_same_3"] == "NO_TIES"
    assert reasons["S_same_1"] == "NO_VARIANCE"


def test_new_ties_only():
    found = tie_survival(network(WAVES), new_only=True)
    assert rows(found, "cross") == [[1, 0, 1], [1, 0, 0], [0, 0, 1]]
    assert rows(found, "same") == [[0, 0, 0]] * 3
    assert found.starts["counted"].tolist() == [2, 0]
    assert "age is not known" not in found.sentence
    assert "3 of these ties were there when first observed" in plain().sentence


def test_a_pair_not_observed_is_censored_before_it():
    # Nobody of ana and cleo answered in b: that their tie is there in c says nothing of its age
    found = tie_survival(network(WAVES, silent=[("b", "ana"), ("b", "cleo")]))
    # ana–cleo: censored at age 0, enters again in c, lost in d
    assert rows(found, "cross") == [[3, 2, 2], [1, 0, 0], [0, 0, 1]]
    assert found.starts.loc["cross", "unknown"] == 3


def test_a_tie_that_comes_again_is_a_new_one():
    pair = [("ana", "cleo")]
    found = tie_survival(network({"a": pair, "b": [], "c": pair, "d": pair}))
    assert rows(found, "cross") == [[2, 1, 0], [0, 0, 1], [0, 0, 0]]
    begun = {"started": 1, "unknown": 1, "counted": 2, "old_followed": 1}
    assert found.starts.loc["cross"].to_dict() == begun


def test_nothing_is_followed_across_a_break():
    net = network(WAVES)
    kinds = net.kinds.assign(question="Who?")
    waves = {}
    for label in WAVES:
        one = net.wave(label)
        asked = kinds if label in "ab" else kinds.assign(question="Whom?")
        waves[label] = Network(one.people, one.ties[["learner", "learned_from"]], asked)
    found = tie_survival(waves)
    # b and c are not joined: from a to b one of two ties across is kept, from c to d one of two
    assert rows(found, "cross")[0] == [4, 2, 2]
    assert found.at_risk.loc[("cross", 1), "survival"] == pytest.approx(2 / 4)
    assert found.at_risk.loc[("cross", 2), "at_risk"] == 0
    assert "W09" in [notice.code for notice in found.warnings]


def test_pairs_that_turn_across_are_in_neither_curve():
    homes = ["Ash", "Ash", "Birch", "Birch", "Cedar", "Cedar"] * 2
    homes += ["Ash", "Birch", "Birch", "Birch", "Cedar", "Cedar"] * 2
    found = tie_survival(network(WAVES, organization=homes))
    assert rows(found, "same") == [[0, 0, 0]] * 3  # ana–ben turned
    assert "No ties inside organizations could be followed" in found.sentence


def test_the_interval_leaves_out_one_person_at_a_time():
    found = plain().at_risk.loc[("cross", 1)]
    # 3 at risk, 1 lost (ben–dan); without ana 1/2, ben 1, cleo 1/2, dan 1, eva 1/2 are kept
    values = np.array([1 / 2, 1, 1 / 2, 1, 1 / 2])
    error = np.sqrt(4 / 5 * ((values - values.mean()) ** 2).sum())
    assert found["std_error"] == pytest.approx(error)
    t, share = stats.t.ppf(0.975, 4), 2 / 3
    width = t * error / (share * -np.log(share))
    assert found["conf_low"] == pytest.approx(share ** np.exp(width))
    assert found["conf_high"] == pytest.approx(share ** np.exp(-width))


def test_the_sentence():
    said = plain().sentence
    # cleo–eva starts in the last wave: of it nothing is known
    assert said.startswith("Of 3 ties across organizations that could be followed, about 67 in 10")
    assert (
        "an estimated 0 in 100 were still there 3 waves later (1 of them could be followed so far)"
        in said
    )
    assert said.endswith("No comparison group: this is change, not effect.")
    assert not re.search(r"nan|\b(impact|because)\b", said)


def test_who_answered_is_told_apart():
    # ben alone reports ben–eva; he is silent in c, so that the tie seems gone, though eva answered
    waves = {"a": WAVES["a"], "b": WAVES["b"], "c": [("ana", "cleo")]}
    found = tie_survival(network(waves, silent=[("c", "ben")]))
    row = found.at_risk.loc[("cross", 1)]
    assert row["survival"] == pytest.approx(1 / 3)
    assert row["same_reporters"] == pytest.approx(1 / 2)  # ana–cleo kept, ben–dan lost
    assert (
        "50 in 100 if only pairs reported by the same people each time are counted"
        in found.sentence
    )


@pytest.mark.parametrize("waves", [{"a": [], "b": [], "c": []}, {"a": [], "b": [("ana", "cleo")]}])
def test_without_ties_to_follow(waves):
    found = tie_survival(network(waves))
    assert found.table["estimate"].isna().all()
    assert set(found.table["reason"]) == {"NO_TIES"}
    assert found.claim == 1
    assert "could be followed" in found.sentence
    assert "when first observed" not in found.sentence


def test_a_tie_first_seen_in_the_last_wave_is_not_said_to_be_still_there():
    """Ana and cleo are silent in b: their tie in c, the last wave, was seen there first."""
    pairs = {"a": [("ben", "dan")], "b": [("ben", "dan")], "c": [("ben", "dan"), ("ana", "cleo")]}
    found = tie_survival(network(pairs, silent=[("b", "ana"), ("b", "cleo")]))
    assert found.starts.loc["cross", ["unknown", "old_followed"]].tolist() == [2, 1]
    assert found.sentence.startswith(
        "Of 1 tie across organizations that could be followed, all were still there one wave later"
    )
    assert "1 of these ties was there when first observed" in found.sentence


def test_one_wave_is_refused():
    with pytest.raises(ArgumentError, match="waves must hold 2 waves or more"):
        tie_survival(network({"a": []}))


# --- against a slow twin --------------------------------------------------------------------------


@st.composite
def courses(draw):
    """Pairs of a few people over a few waves, at random."""
    people, waves = draw(st.integers(3, 6)), draw(st.integers(2, 5))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    one, other = np.triu_indices(people, k=1)
    drawn = Courses(
        people=pd.RangeIndex(people),
        home=np.tile(np.arange(people), (waves, 1)),
        present=np.ones((waves, people), dtype=bool),
        one=one,
        other=other,
        tied=rng.random((waves, len(one))) < 0.6,
        sides=rng.random((waves, 2, len(one))) < 0.7,
    )
    whole = (rng.random(waves - 1) < 0.8).tolist()
    return drawn, whole


def twin(drawn, whole, new_only):
    """Follow each pair by itself: (age, what became of it) for each wave that a tie has."""
    met = []
    for pair in range(len(drawn.one)):
        told = zip(drawn.seen[:, pair], drawn.tied[:, pair], strict=True)
        state = [bool(tied) if seen else None for seen, tied in told]
        age = None
        for wave, now in enumerate(state):
            before = state[wave - 1] if wave and whole[wave - 1] else None
            if not now:
                age = None
                continue
            if before is None:
                age = None if new_only else 0
            elif before is False:
                age = 0
            elif age is not None:
                age += 1
            last = wave == len(whole)
            then = None if last or not whole[wave] else state[wave + 1]
            if age is not None:
                met.append((pair, age, then))
    return met


@given(drawn=courses(), new_only=st.booleans())
@settings(max_examples=25)
def test_spells_are_those_of_the_slow_twin(drawn, new_only):
    pairs, whole = drawn
    spells = spells_of(pairs, whole, new_only=new_only)
    met = twin(pairs, whole, new_only)
    for age in range(len(whole)):
        mine = [then for _, at, then in met if at == age]
        assert spells.at_risk[age].sum() == sum(then is not None for then in mine)
        assert spells.lost[age].sum() == sum(then is False for then in mine)
        assert spells.censored[age].sum() == sum(then is None for then in mine)


@given(drawn=courses())
@settings(max_examples=25)
def test_every_tie_is_accounted_for(drawn):
    pairs, whole = drawn
    spells = spells_of(pairs, whole, new_only=False)
    at_risk, lost, censored = (
        part.sum(axis=1) for part in (spells.at_risk, spells.lost, spells.censored)
    )
    entered = spells.started.sum() + spells.unknown.sum()
    assert at_risk[0] + censored[0] == entered
    assert (at_risk[1:] + censored[1:] == at_risk[:-1] - lost[:-1]).all()
    curve = curve_of(spells, (pairs.one, pairs.other), np.ones(len(pairs.one), dtype=bool))
    known = curve.survival[np.isfinite(curve.survival)]
    assert ((known >= 0) & (known <= 1)).all()
    assert (np.diff(known) <= 1e-12).all()
    bounded = np.isfinite(curve.low)
    assert (curve.low[bounded] <= curve.survival[bounded]).all()
    assert (curve.survival[bounded] <= curve.high[bounded]).all()
    assert ((curve.low[bounded] > -1e-12) & (curve.high[bounded] < 1 + 1e-12)).all()


@given(drawn=courses())
@settings(max_examples=25)
def test_the_jackknife_is_what_deleting_gives(drawn):
    pairs, whole = drawn
    every = np.ones(len(pairs.one), dtype=bool)
    spells = spells_of(pairs, whole, new_only=False)
    curve = curve_of(spells, (pairs.one, pairs.other), every)
    touched = spells.at_risk.any(axis=0)
    who = np.unique(np.concatenate([pairs.one[touched], pairs.other[touched]]))
    left = np.array([
        curve_of(spells, (pairs.one, pairs.other), (pairs.one != p) & (pairs.other != p)).survival
        for p in who
    ])
    for age in np.flatnonzero(np.isfinite(curve.std_error)):
        values = left[:, age]
        count = len(values)
        error = np.sqrt((count - 1) / count * ((values - values.mean()) ** 2).sum())
        assert curve.std_error[age] == pytest.approx(error)
