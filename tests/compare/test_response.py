"""Who answered, and what may be said of a change where not everybody did."""

import math

import numpy as np
import pandas as pd
import pytest

from netweave import Network
from netweave.compare import before_after

SEVEN = pd.DataFrame(
    {"organization": ["Ash", "Ash", "Birch", "Birch", "Cedar", "Cedar", "Cedar"]},
    index=["ana", "ben", "cleo", "dan", "eva", "finn", "gus"],
)


def wave(people, pairs, kinds=None):
    """One wave; each pair is (learner, learned_from)."""
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"])
    if kinds is not None:
        ties["kind"] = kinds.index[0]
    return Network(people, ties, kinds)


def codes(change):
    return [notice.code for notice in change.warnings]


def p1(change):
    return change.table.set_index("term").loc["P1"]


FIRST = wave(SEVEN, [("ana", "ben"), ("ana", "cleo")])
SECOND = wave(SEVEN, [("ana", "cleo"), ("cleo", "ana"), ("dan", "eva"), ("finn", "eva")])


# --- non-response -------------------------------------------------------------------------------


def test_p1_rescales_the_observed_density_to_all_pairs():
    answered = SEVEN.assign(responded=[True, True, True, True, False, False, False])
    before, after = (
        wave(answered, [("ana", "cleo")]),
        wave(answered, [("ana", "cleo"), ("dan", "eva")]),
    )
    change = before_after(before, after)
    # unobserved are the three pairs among eva, finn and gus, all inside: all 16 across remain
    assert p1(change)["estimate"] == pytest.approx(2 / 7)
    assert change.turnover.loc["same", "dyads"] == 2
    assert change.passport.coverage == pytest.approx(18 / 21)
    assert change.coverage["response"].tolist() == pytest.approx([4 / 7, 4 / 7])
    assert change.coverage["both"].tolist() == [6, 6]
    assert change.coverage["one"].tolist() == [12, 12]
    assert codes(change) == ["W01", "W04", "W17"]
    assert (
        "Not enough people answered (before 57%, after 57%), so ties are missing, and a change in "
        "who answered can look like a change in ties."
    ) in change.sentence
    # Cedar did not answer, Ash and Birch did
    assert change.response["after"].tolist() == [1, 1, 0]


def test_unobserved_pairs_across_are_taken_as_the_observed_ones():
    people = pd.DataFrame(
        {
            "organization": ["Ash", "Ash", "Birch", "Birch"],
            "responded": [True, False, False, False],
        },
        index=["ana", "ben", "cleo", "dan"],
    )
    change = before_after(wave(people, []), wave(people, [("ana", "cleo")]))
    # ana–cleo and ana–dan observed, one tied: density 1/2; c = 2 · 4 / 4
    assert p1(change)["estimate"] == pytest.approx(2 * 1 / 2)
    assert change.turnover.loc["cross", "dyads"] == 2
    assert change.isolates.loc["after", ["no_tie", "not_known"]].tolist() == [0, 2]
    assert codes(change)[0] == "W03"


def test_falling_response_shows_in_the_row_of_the_same_reporters():
    every, fewer = SEVEN.assign(responded=True), SEVEN.assign(responded=[True] * 6 + [False])
    before = wave(every, [("gus", "ana"), ("gus", "ben"), ("ana", "cleo")])
    after = wave(fewer, [("ana", "cleo"), ("ben", "cleo")])
    change = before_after(before, after)
    table = change.table.set_index("term")
    assert table.loc["P1", "estimate"] == pytest.approx(2 * (2 - 3) / 7)
    # without gus' 4 pairs: 12 pairs, one tie before, two after; c = 32/7
    assert table.loc["P1_same_reporters", "n"] == 12
    assert table.loc["P1_same_reporters", "estimate"] == pytest.approx(32 / 7 / 12)
    assert table.loc["P1_same_reporters", "method"].endswith("; widest of two: people")
    assert change.sentence.startswith("Observed: a difference of −0.3 ties outside their own org")
    assert (
        "these data cannot tell whether ties grew or shrank: over the pairs reported by the same "
        "people both times the change has the opposite sign. Counting only pairs reported by the "
        "same people both times, the change is +0.4."
    ) in change.sentence


def test_the_row_of_the_same_reporters_is_left_out_where_it_is_the_same():
    assert "P1_same_reporters" not in set(before_after(FIRST, SECOND).table["term"])


def cohort_losing_answers(seed, *, people=48, organizations=12, density=0.3):
    """The same one-way ties in both waves; 99 in 100 learners answer before, 81 after."""
    rng = np.random.default_rng(seed)
    names = [f"p{place:02}" for place in range(people)]
    one, other = np.triu_indices(people, k=1)
    tied = rng.random(len(one)) < density
    swap = rng.random(len(one)) < 0.5  # one learner per pair: nobody else could report the tie
    learner, learned_from = np.where(swap, other, one)[tied], np.where(swap, one, other)[tied]
    waves = []
    for rate in (0.99, 0.81):
        gave = rng.random(people) < rate
        home = [f"o{place % organizations:02}" for place in range(people)]
        table = pd.DataFrame({"organization": home, "responded": gave}, index=names)
        pairs = [
            (names[i], names[j]) for i, j in zip(learner, learned_from, strict=True) if gave[i]
        ]
        waves.append(wave(table, pairs))
    return before_after(*waves)


def test_falling_response_alone_is_never_said_to_be_fewer_ties():
    changes = [cohort_losing_answers(seed) for seed in range(12)]
    below = [p1(change)["conf_high"] < 0 for change in changes]
    assert sum(below) >= 6  # the headline itself is fooled: fewer answers, fewer ties
    for change in changes:
        # nothing changed, so over the same reporters nothing did
        assert change.table.set_index("term").loc["P1_same_reporters", "estimate"] == 0
        assert "Members had" not in change.sentence
        assert "the change is 0.0." in change.sentence


def test_the_row_of_the_same_reporters_has_its_own_interval():
    change = cohort_losing_answers(3)
    empty = change.table.set_index("term").loc["P1_same_reporters"]
    assert math.isnan(empty["conf_low"])  # no pair changed: no spread to measure
    assert empty["method"] == (
        "pairs whose same sides answered in both waves; no interval: NO_VARIANCE"
    )
    every, fewer = SEVEN.assign(responded=True), SEVEN.assign(responded=[True] * 6 + [False])
    before = wave(every, [("ana", "cleo"), ("ben", "dan")])
    change = before_after(before, wave(fewer, [("ana", "cleo"), ("ben", "eva"), ("cleo", "eva")]))
    same = change.table.set_index("term").loc["P1_same_reporters"]
    assert same["estimate"] == pytest.approx(32 / 7 * 1 / 12)
    # 12 pairs: −1 once, +1 twice; mean 1/12, squares 3 − 12/144, by 11; the widest is wider
    alone = 32 / 7 * math.sqrt((3 - 1 / 12) / 11 / 12)
    assert same["conf_high"] - same["estimate"] >= 1.95 * alone
    assert same["estimate"] - same["conf_low"] == pytest.approx(
        same["conf_high"] - same["estimate"]
    )


# --- waves that were not observed ----------------------------------------------------------------


@pytest.mark.parametrize("turn", [1, -1])
def test_a_wave_of_which_nobody_knows_who_answered_is_no_wave_of_full_answers(turn):
    asked = wave(SEVEN.assign(responded=True), [("ana", "cleo"), ("dan", "eva")])
    waves = (asked, FIRST)[::turn]
    change = before_after(*waves)
    which = "after" if turn == 1 else "before"
    assert change.reason == "NOT_OBSERVED"
    assert change.undefined == (
        "How ties outside people's own organization changed cannot be said: it is known who "
        f"answered in one wave, but not in '{which}'."
    )
    assert change.sentence.startswith(
        f"{change.undefined} No pair was observed in both waves, so what became of ties cannot be "
        "said."
    )
    assert p1(change)[["estimate", "conf_low"]].isna().all()
    assert p1(change)["method"] == "undefined: NOT_OBSERVED"
    assert change.turnover["dyads"].tolist() == [0, 0, 0]
    assert change.arcs.sum() == 0
    assert change.flows.loc["people", ["before", "after", "lost"]].isna().all()
    assert change.flows.loc["people", "n_stayed"] == 7
    assert change.isolates.loc[which, "no_tie"] == 0
    assert math.isnan(change.shares.loc[which, "share"])
    assert change.coverage["known"].tolist() == [turn == 1, turn == -1]
    assert change.assumptions == ()


def test_an_unknown_wave_without_ties_was_not_observed():
    change = before_after(wave(SEVEN, []).where(), FIRST)
    assert change.reason == "NOT_OBSERVED"
    assert change.undefined.endswith(
        "who answered is not known, and there is no tie at all in 'before'."
    )
    assert change.isolates.loc["before", "not_known"] == 7


def test_ties_with_a_convener_show_that_a_wave_was_recorded():
    people = SEVEN.assign(convener=SEVEN.index == "gus")
    change = before_after(wave(people, [("ana", "gus")]), wave(people, [("ana", "cleo")]))
    assert change.reason == ""
    assert p1(change)["estimate"] == pytest.approx(2 * 1 / 6)


def test_where_who_answered_is_not_known_the_sentence_says_so():
    change = before_after(FIRST, SECOND)
    said = "Who answered is not known here: every missing answer looks like a missing tie."
    assert change.assumptions == (said,)
    assert said in change.sentence
    records = pd.DataFrame(
        {"evidence": ["coproduced"], "mutual": [True]}, index=pd.Index(["paper"], name="kind")
    )
    both = [wave(SEVEN, [("ana", "cleo"), ("cleo", "ana")], records) for _ in range(2)]
    assert before_after(*both).assumptions == ()


def test_ties_of_which_nobody_answered_stay_out_and_are_counted():
    people = SEVEN.assign(responded=[True] * 5 + [False] * 2)
    before = wave(people, [("ana", "cleo")])
    after = wave(people, [("ana", "cleo"), ("finn", "gus")])
    change = before_after(before, after)
    # finn and gus did not answer: the pair is not one of the 20 observed ones
    assert change.turnover.loc["all", ["kept", "new", "dyads"]].tolist() == [1, 0, 20]
    assert change.assumptions == (
        "1 tie joins two people of whom neither answered; it is not counted.",
    )
    assert change.assumptions[0] in change.sentence


# --- too few to leave one out --------------------------------------------------------------------


def test_an_organization_that_cannot_be_left_out_makes_it_this_cohort_only():
    # six organizations; only people of Ash answered, so without Ash no pair is left
    people = pd.DataFrame(
        {"organization": ["Ash", "Ash", *"BCDEF"], "responded": [True, True] + [False] * 5},
        index=["ana", "ben", *"bcdef"],
    )
    after = wave(people, [("ana", "b"), ("ben", "c")])
    change = before_after(wave(people, [("ana", "f")]), after)
    table = change.table.set_index("term")
    assert table.loc["P1_organization", "method"].endswith("no interval: TOO_FEW")
    assert table.loc["P1", "method"].startswith("widest of two: ")
    assert change.table["p_value"].isna().all()
    notice = next(one for one in change.warnings if one.code == "W17")
    assert notice.found == "There are 6, but without one of them no pair across is left."
    assert "so the interval speaks of this cohort only." in change.sentence


def test_a_person_who_cannot_be_left_out_leaves_no_interval():
    people = SEVEN.assign(responded=SEVEN.index == "ana")
    change = before_after(wave(people, [("ana", "cleo")]), wave(people, [("ana", "dan")] * 1))
    table = change.table.set_index("term")
    assert table.loc["P1", "method"] == "no interval: TOO_FEW"
    assert math.isnan(table.loc["P1", "conf_low"])
    assert change.claim == 1
    assert "for the arithmetic only: nobody can be left out" in table.loc["P1_dyad", "method"]
    assert "No interval can be given: one person is in every pair across." in change.sentence
