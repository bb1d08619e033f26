"""Pairs who shared a session beside pairs who did not."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from compared_groups import by_hand, made_up, two_waves
from netweave.compare import exposure_contrast

HOMES = {"ana": "Elm", "ben": "Elm", "cleo": "Hill", "dan": "Hill", "eva": "Lake", "finn": "Lake"}
MET = {"s1": ["ana", "cleo", "eva"], "s2": ["ana", "cleo"], "s3": ["ben", "dan"]}
BEFORE = [("ana", "ben")]
AFTER = [("ana", "ben"), ("cleo", "ana"), ("eva", "cleo"), ("finn", "dan"), ("cleo", "dan")]


def sessions(met=MET, people=tuple(HOMES), **columns):
    rows = [(who, event) for event, there in met.items() for who in there]
    events = pd.DataFrame({"kind": "attendance", **columns}, index=list(met))
    return nw.Affiliations(list(people), events, pd.DataFrame(rows, columns=["person", "event"]))


def rows(found):
    return found.table.set_index("term")


def codes(found):
    return [notice.code for notice in found.warnings]


@pytest.fixture(scope="module")
def small():
    return exposure_contrast(*by_hand(HOMES, BEFORE, AFTER), sessions())


# --- by hand --------------------------------------------------------------------------------------


def test_by_hand(small):
    """15 pairs less ana-ben; four met: ana-cleo twice, ana-eva, cleo-eva, ben-dan."""
    counted = small.by_sessions
    assert counted.loc["all", "pairs"].tolist() == [10, 3, 1]
    assert counted.loc["all", "tied"].tolist() == [
        2,
        1,
        1,
    ]  # finn-dan, cleo-dan; cleo-eva; ana-cleo
    assert counted.loc["all", "rate"].tolist() == pytest.approx([2 / 10, 1 / 3, 1])
    # across: 12 pairs, none tied before; cleo-dan and eva-finn are inside
    assert counted.loc["cross", "pairs"].tolist() == [8, 3, 1]
    assert counted.loc["cross", "tied"].tolist() == [1, 1, 1]
    found = rows(small)
    assert found.loc["contrast", "estimate"] == pytest.approx(2 / 4 - 2 / 10)
    assert found.loc["cross_contrast", "estimate"] == pytest.approx(2 / 4 - 1 / 8)
    assert found.loc[["shared", "not_shared"], "estimate"].tolist() == pytest.approx([0.5, 0.2])
    assert found.loc[["cross_shared", "cross_not_shared"], "n"].tolist() == [4, 8]
    said = "2 of 4 who shared a session became tied (50 in 100) and 2 of 10 who did not (20 in 100)"
    assert said in small.sentence


def test_it_is_the_widest_of_the_intervals(small):
    """Leaving out one pair at a time: the dyad interval, from its 14 values."""
    tied = np.array([1, 1, 0, 0] + [1, 1] + [0] * 8)
    met = np.arange(14) < 4
    left = []
    for one in range(14):
        rest = np.arange(14) != one
        left.append(tied[rest & met].mean() - tied[rest & ~met].mean())
    left = np.array(left)
    error = math.sqrt(13 / 14 * ((left - left.mean()) ** 2).sum())
    found = rows(small)
    assert found.loc["contrast_dyad", "std_error"] == pytest.approx(error)
    assert found.loc["contrast", "method"].startswith("widest of two: ")  # three organizations
    widths = found["conf_high"] - found["conf_low"]
    usable = widths[["contrast_person", "contrast_dyad"]]
    assert widths["contrast"] == usable.max()
    assert math.isnan(found.loc["contrast", "p_value"])


def test_it_is_an_association_and_says_so(small):
    assert "W13" in codes(small)
    assert "Nobody was dealt out to sessions by lot" in small.sentence
    assert small.claim == 2
    with pytest.raises(nw.errors.RefusalError, match="E-CAUSAL"):
        nw.check_claim("Sessions led to ties.", small)


def test_sessions_outside_the_waves_and_large_ones_do_not_count():
    waves = by_hand(HOMES, BEFORE, AFTER)
    dated = []
    for net, window in zip(waves, (("2022-01-01", "2022-02-01"), ("2022-02-01", "2023-02-01")),
                           strict=True):  # fmt: skip
        span = pd.DataFrame(dict(zip(("start", "end"), [[day] for day in window], strict=True)),
                            index=net.waves.index)  # fmt: skip
        ties = net.ties.assign(wave=net.the_wave)
        dated.append(nw.Network(net.people, ties, None, span).wave(net.the_wave))
    starts = pd.to_datetime(["2022-02-01", "2023-02-01", None])
    found = exposure_contrast(*dated, sessions(start=starts))
    # s1 begins on the last day that is not in the first wave; s2 after the second; s3 nobody knows
    assert found.sessions.to_dict() == {
        "counted": 1, "too_large": 0, "left_out": 2, "people_not_listed": 0,
    }  # fmt: skip
    assert found.by_sessions.loc["all", "pairs"].tolist() == [11, 3, 0]
    nothing = exposure_contrast(*dated, sessions())
    assert nothing.reason == "NO_CONTRAST"
    assert "No session counts: 3 lie outside the time between the waves" in nothing.sentence
    small = exposure_contrast(*by_hand(HOMES, BEFORE, AFTER), sessions(), max_size=2)
    assert small.by_sessions.loc["all", "pairs"].tolist() == [12, 2, 0]
    assert small.sessions["too_large"] == 1
    assert "W26" in codes(small)


def test_works_are_no_sessions():
    kinds = ["authorship", "attendance", "attendance"]
    found = exposure_contrast(*by_hand(HOMES, BEFORE, AFTER), sessions(kind=kinds))
    assert found.by_sessions.loc["all", "pairs"].tolist() == [12, 2, 0]
    assert found.sessions["counted"] == 2


def test_people_whom_the_sessions_do_not_know_stay_out():
    met = {"s2": ["ana", "cleo"], "s3": ["ben", "dan"]}
    known = sessions(met, ["x", "ana", "ben", "cleo", "dan", "eva"])
    found = exposure_contrast(*by_hand(HOMES, BEFORE, AFTER), known)
    assert found.by_sessions.loc["all", "pairs"].sum() == 9  # ten pairs of five, one tied before
    assert found.sessions["people_not_listed"] == 1
    assert "1 person whom the list of sessions does not know" in found.sentence


# --- planted --------------------------------------------------------------------------------------


def test_pairs_who_met_and_became_tied_are_told():
    homes = {f"p{one:02}": f"O{one // 3}" for one in range(24)}
    rng = np.random.default_rng(4)
    met = {f"s{one}": list(rng.choice(list(homes), 4, replace=False)) for one in range(14)}
    shared = {frozenset(pair) for there in met.values() for pair in combinations(there, 2)}
    pairs = [pair for pair in combinations(homes, 2) if homes[pair[0]] != homes[pair[1]]]
    after = [pair for pair in pairs if rng.random() < (0.6 if frozenset(pair) in shared else 0.05)]
    found = exposure_contrast(*by_hand(homes, pairs[:1], after), sessions(met, homes))
    first = rows(found).loc["contrast"]
    assert first["conf_low"] > 0
    assert first["p_value"] == rows(found).loc[
        ["contrast_person", "contrast_organization", "contrast_dyad"], "p_value"
    ].max()  # fmt: skip
    assert first["method"].startswith("widest of three: ")
    assert "cannot tell whether there is one" not in found.sentence
    assert nw.check_claim(found.sentence, found) == found.sentence


def test_a_cohort_that_all_met_gives_no_contrast():
    net = made_up(1)
    found = exposure_contrast(*two_waves(net), net.report.affiliations, max_size=2)
    assert found.reason == "NO_CONTRAST"
    assert found.claim == 1
    assert found.table.loc[0, ["estimate", "p_value"]].isna().all()
    assert "cannot be said" in found.sentence


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("homes", "before", "after", "reason"),
    [
        (HOMES, [], [], "NOT_OBSERVED"),
        (dict.fromkeys(HOMES, "Elm"), BEFORE, AFTER, "ONE_GROUP"),
        (dict.fromkeys(HOMES), BEFORE, AFTER, "NO_GROUP"),
    ],
)
def test_undefined(homes, before, after, reason):
    found = exposure_contrast(*by_hand(homes, before, after), sessions())
    assert found.reason == reason
    assert found.claim == 1
    assert "W13" in codes(found)


def test_what_is_no_list_of_sessions():
    waves = by_hand(HOMES, BEFORE, AFTER)
    with pytest.raises(nw.errors.ArgumentError, match="sessions must be Affiliations"):
        exposure_contrast(*waves, waves[0])
    with pytest.raises(nw.errors.ArgumentError, match="in common"):
        exposure_contrast(*waves, sessions({"s": ["x"]}, ["x", "y"]))
    with pytest.raises(nw.errors.ArgumentError, match="max_size"):
        exposure_contrast(*waves, sessions(), max_size=1)


@pytest.mark.parametrize(("silent", "observed", "claim"), [(3, 12, 2), (4, 9, 1)])
def test_with_too_few_pairs_observed_it_only_describes(silent, observed, claim):
    """Of 15 pairs of six people, those with somebody who answered are observed."""
    gave = [place >= silent for place in range(6)]
    waves = [net.with_people(responded_tie=gave) for net in by_hand(HOMES, BEFORE, AFTER)]
    found = exposure_contrast(*waves, sessions())
    assert found.passport.coverage == observed / 15
    assert found.claim == claim


def test_a_log_that_was_only_read_is_told_what_makes_meetings_of_it():
    read = pd.DataFrame({"who": ["ana"], "what": ["s1"]})
    log = nw.read_attendance(read, person="who", event="what")
    with pytest.raises(nw.errors.ArgumentError, match=r"Make them: nw\.affiliate\(people, log\)\."):
        exposure_contrast(*by_hand(HOMES, BEFORE, AFTER), log)
