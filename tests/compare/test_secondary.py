"""Beside the headline: Holm's adjustment, levels of kept ties, who is alone among what."""

import math

import numpy as np
import pandas as pd
import pytest

from netweave import Network
from netweave.compare import before_after
from netweave.compare.intervals import Spread, left_out_interval
from netweave.compare.secondary.alone import Traits, somebody_elsewhere
from netweave.compare.secondary.row import Row, frame, holm
from netweave.errors import ArgumentError

TWELVE = pd.DataFrame(
    {
        "organization": list("AABBCCDDEEFF"),
        "role": ["lead", "staff"] * 5 + ["lead", None],
        "locale": ["Rural: Fringe", "City", "42-Rural", None, *["City"] * 8],
        "responded": True,
    },
    index=list("abcdefghijkl"),
)


def wave(people, pairs, kinds=None, **columns):
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"]).assign(**columns)
    if kinds is not None:
        ties["kind"] = kinds.index[0]
    return Network(people, ties, kinds)


def term(change, name):
    return change.secondary.set_index("term").loc[name]


BEFORE = [("a", "c"), ("e", "g"), ("a", "b")]
AFTER = [("a", "c"), ("b", "e"), ("c", "i"), ("d", "k"), ("h", "l"), ("f", "j")]


# --- Holm ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("p", "adjusted"),
    [
        ([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]),
        ([0.04, 0.01, 0.03], [0.06, 0.03, 0.06]),
        ([0.5, 0.6], [1.0, 1.0]),
        ([0.02], [0.02]),
        ([], []),
    ],
)
def test_holm_by_hand(p, adjusted):
    assert holm(np.array(p)) == pytest.approx(adjusted)


def test_what_is_not_tested_does_not_count():
    found = holm(np.array([np.nan, 0.02, 0.03]))
    assert np.isnan(found[0])
    assert found[1:] == pytest.approx([0.04, 0.04])


def test_secondary_p_values_are_adjusted_for_all_of_them():
    table = before_after(wave(TWELVE, BEFORE), wave(TWELVE, AFTER)).secondary
    tested = table["p_value"].notna()
    assert tested.sum() >= 4
    assert (table["p_holm"].notna() == tested).all()
    assert (table.loc[tested, "p_holm"] >= table.loc[tested, "p_value"]).all()
    smallest = table.loc[tested, "p_value"].min()
    assert table["p_holm"].min() == pytest.approx(min(1, smallest * tested.sum()))
    assert not table.loc[table["term"] == "formation_cross", "p_value"].notna().any()


def test_left_unadjusted_they_are_warned_of():
    waves = wave(TWELVE, BEFORE), wave(TWELVE, AFTER)
    change, adjusted = before_after(*waves, adjust="none"), before_after(*waves)
    notice = next(one for one in change.warnings if one.code == "W23")
    tests = int(change.secondary["p_value"].notna().sum())
    assert notice.found == f"{tests} secondary p-values stand as they are."
    assert change.secondary["p_holm"].isna().all()
    assert "W23" not in {one.code for one in adjusted.warnings}
    with pytest.raises(ArgumentError, match="adjust"):
        before_after(*waves, adjust="bonferroni")


def test_the_widest_of_three_and_the_largest_p():
    values = np.array([0.08, 0.10, 0.12, 0.10, 0.09, 0.11])
    by = ("person", "organization", "dyad")
    three = tuple(left_out_interval(unit, 0.1, values * (1 + n)) for n, unit in enumerate(by))
    row = Row("x_change", 0.1, Spread(three), 6, tested=True).as_dict()
    widest = max(one.high - one.low for one in three)
    assert row["conf_high"] - row["conf_low"] == pytest.approx(widest)
    share = Row("x", 0.1, Spread(three), 6).as_dict()  # no share lies below 0
    assert (share["conf_low"], share["conf_high"]) == (0.0, row["conf_high"])
    assert "; cut at what is possible" in share["method"]
    assert "; cut" not in row["method"]
    assert row["p_value"] == max(one.p_value for one in three)
    few = Row("x", 0.1, Spread(three, few=True), 6, tested=True).as_dict()
    assert math.isnan(few["p_value"])
    assert frame([]).empty


def test_without_each_unit_as_printed_in_textbooks():
    # the jackknife of a mean is the usual standard error: squares 4 + 1 + 9 around 3, by 2, by 3
    values = np.array([1.0, 2.0, 6.0])
    left_out = (values.sum() - values) / 2
    found = left_out_interval("dyad", 3.0, left_out)
    assert found.std_error == pytest.approx(math.sqrt((4 + 1 + 9) / 2 / 3))
    assert left_out_interval("person", 3.0, left_out[:2]).reason == "TOO_FEW"
    assert left_out_interval("person", 3.0, np.array([1, 2, np.nan])).reason == "TOO_FEW"
    assert left_out_interval("person", 3.0, np.ones(4)).reason == "NO_VARIANCE"


# --- levels --------------------------------------------------------------------------------------


def frey(threshold=2.0):
    return pd.DataFrame(
        {"scale": ["FREY_LCS"], "threshold": [threshold], "max": [5.0]},
        index=pd.Index(["work"], name="kind"),
    )


def test_levels_and_their_shares_are_of_the_same_ties():
    """B moves to organization B: what became of a–b is neither across nor inside."""
    moved = TWELVE.assign(organization=["A", *"BBBCCDDEEFF"])
    pairs, weight = [("a", "c"), ("a", "b"), ("e", "g")], [2.0, 3.0, 4.0]
    before = wave(TWELVE, pairs, frey(), weight=weight)
    change = before_after(before, wave(moved, pairs, frey(), weight=[3.0, 5.0, 4.0]))
    assert change.turnover.loc["all", "kept"] == 3
    assert change.levels.to_numpy().sum() == term(change, "level_up")["n"] == 2


def test_levels_of_kept_ties():
    pairs = [("a", "c"), ("c", "a"), ("e", "g"), ("b", "d"), ("f", "h"), ("i", "k")]
    before = wave(TWELVE, pairs, frey(), weight=[2.0, 3.0, 4.0, 2.0, 5.0, 1.0])
    after = wave(TWELVE, pairs, frey(), weight=[4.0, 2.0, 3.0, 2.0, 1.0, 5.0])
    change = before_after(before, after)
    # a–c 3 → 4 (the higher of two reports), e–g 4 → 3, b–d 2 → 2; f–h is lost, i–k is new
    assert change.levels.index.tolist() == change.levels.columns.tolist() == [2, 3, 4, 5]
    assert change.levels.index.name == "before"
    assert change.levels.columns.name == "after"
    assert change.levels.to_numpy().sum() == 3
    assert [change.levels.loc[one, two] for one, two in ((3, 4), (4, 3), (2, 2))] == [1, 1, 1]
    shares = [term(change, f"level_{name}")["estimate"] for name in ("up", "same", "down")]
    assert shares == pytest.approx([1 / 3] * 3)
    assert term(change, "level_shift")["estimate"] == 0
    assert term(change, "level_up")["n"] == 3


def test_the_highest_report_is_the_level():
    before = wave(TWELVE, [("a", "c")], frey(), weight=[2.5], highest=[3.0])
    after = wave(TWELVE, [("a", "c")], frey(), weight=[2.5], highest=[np.nan])
    assert before_after(before, after).levels.loc[3.0, 2.5] == 1


def test_without_a_scale_there_are_no_levels():
    change = before_after(wave(TWELVE, BEFORE), wave(TWELVE, AFTER))
    assert change.levels.empty
    assert not change.secondary["term"].str.startswith("level").any()


# --- alone ---------------------------------------------------------------------------------------


def test_role_alike_and_rural_isolates():
    change = before_after(wave(TWELVE, BEFORE), wave(TWELVE, AFTER))
    found = change.isolates
    # leads: a c e g i k; staff: b d f h j; l has no role. Somebody elsewhere holds each role.
    assert found["role_elsewhere"].tolist() == [11, 11]
    # before a–c and e–g join leads, after a–c and c–i join leads and f–j staff
    assert found["no_role_alike_tie"].tolist() == [7, 6]
    # a and c are rural, tied in both waves, to each other across
    assert found["rural"].tolist() == [2, 2]
    assert found["rural_no_tie"].tolist() == [0, 0]
    assert term(change, "no_role_alike_tie_change")["estimate"] == pytest.approx(-1 / 11)
    assert term(change, "rural_no_tie_change")["n"] == 2


def test_other_columns_and_other_words_for_rural():
    people = TWELVE.rename(columns={"role": "job", "locale": "place"})
    waves = wave(people, BEFORE), wave(people, AFTER)
    bare = before_after(*waves)
    assert bare.isolates[["role_elsewhere", "rural", "rural_no_tie"]].isna().all(axis=None)
    assert "rural_no_tie_change" not in set(bare.secondary["term"])
    named = before_after(*waves, role="job", locale="place", rural="city")
    assert named.isolates["role_elsewhere"].tolist() == [11, 11]
    # b, e, g are in a city and tied before; f, h, i, j, k, l are too and are not
    assert named.isolates.loc["before", ["rural", "rural_no_tie"]].tolist() == [9, 6]
    assert Traits(rural=("42",)).is_rural(wave(TWELVE, BEFORE)).tolist() == [
        name == "c" for name in TWELVE.index
    ]


def test_a_role_that_nobody_else_holds_elsewhere():
    home, role = np.array([0, 0, 1, 1, -1]), np.array([0, 1, 1, -1, 0])
    assert somebody_elsewhere(home, role).tolist() == [False, True, True, False, False]


def test_the_shares_are_of_those_who_answered_in_both_waves():
    quiet = TWELVE.assign(responded=[*[True] * 10, False, False])
    change = before_after(wave(TWELVE, BEFORE), wave(quiet, AFTER))
    assert term(change, "no_tie_change")["n"] == 10
    assert change.isolates["answered"].tolist() == [12, 10]
    # of a to j, before d, f, h, i, j had no tie, after g had none
    assert term(change, "no_tie_change")["estimate"] == pytest.approx(1 / 10 - 5 / 10)


def test_a_wave_that_was_not_observed_leaves_nothing_beside():
    unknown = wave(TWELVE.drop(columns="responded"), [])
    change = before_after(unknown.where(), wave(TWELVE, AFTER))
    assert change.reason == "NOT_OBSERVED"
    assert change.secondary["estimate"].isna().all()
    assert (change.secondary["reason"] != "").all()
    assert term(change, "no_tie_change")["reason"] == "NOT_OBSERVED"
    assert change.reach["reason"].iloc[0] == "NOT_OBSERVED"
    assert change.sensitivity.empty
    assert change.verdict == "cannot tell"


def test_measures_of_paths_are_withheld_where_too_few_pairs_were_observed():
    quiet = TWELVE.assign(
        responded=TWELVE.index.isin(["a", "b", "c"]), convener=TWELVE.index == "l"
    )
    change = before_after(wave(quiet, BEFORE), wave(quiet, AFTER))
    assert set(change.reach["reason"]) == {"COVERAGE"}
    assert change.hubs["reason"].tolist() == ["COVERAGE"] * 2
    assert term(change, "reach_change")["reason"] == "COVERAGE"


def test_one_person():
    one = wave(TWELVE.loc[["a"]], [])
    change = before_after(one, wave(TWELVE.loc[["a"]], []))
    assert change.reach["reach"].isna().all()
    assert change.reach.xs("without", level="convener")["reason"].tolist() == ["N<2"] * 2
    assert change.secondary["estimate"].isna().all()
    assert change.verdict == "cannot tell"
