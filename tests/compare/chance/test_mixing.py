"""New ties beside chance: the worked evaluation, exact answers, and what cannot be said."""

import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from compared_groups import by_hand
from eight_people import FACTS, PEOPLE, eight
from netweave.compare import chance_mixing

COLUMNS = ["crossing", "expected_crossing", "n"]
TRIOS = {
    "ana": "Elm", "ben": "Elm", "cleo": "Elm", "dan": "Hill", "eva": "Hill", "finn": "Hill",
    "gus": "Lake", "hal": "Lake", "ida": "Lake",
}  # fmt: skip


@pytest.fixture(scope="module")
def eight_waves():
    net = eight(asked_in=None)
    return net.wave("wave1"), net.wave("wave2")


@pytest.fixture(scope="module")
def worked(eight_waves):
    return chance_mixing(*eight_waves)


def rows(found):
    return found.table.set_index("term")


# --- the worked evaluation ------------------------------------------------------------------------


def test_five_of_six_new_ties_cross_and_chance_gives_as_many(worked):
    row = rows(worked).loc["cross_share_new_at_random"]
    # 23 pairs could form a tie, 22 of them across
    assert row[COLUMNS].tolist() == pytest.approx([5, 6 * 22 / 23, 6])
    assert row["expected"] == pytest.approx(22 / 23)
    # the one pair inside is among the six drawn or it is not
    assert row["p_less"] == pytest.approx(6 / 23)
    assert row["p_greater"] == 1
    assert row["percentile"] == pytest.approx(3 / 23)
    assert worked.claim == 2
    assert "Of 6 new ties, 5 crossed organizations." in worked.sentence
    assert "so chance alone gives about as many" in worked.sentence
    assert "If people could have any number of new ties, 5.7 would have" in worked.sentence


def test_everybodys_number_of_new_ties_is_kept(worked):
    """Beside all networks on the 23 pairs with these numbers of ties, gone through one by one."""
    tied = {frozenset(pair) for pair in FACTS["edges_w1"]}
    new = [pair for pair in FACTS["edges_w2"] if frozenset(pair) not in tied]
    pairs = [pair for pair in combinations(PEOPLE, 2) if frozenset(pair) not in tied]
    place = {name: at for at, name in enumerate(PEOPLE)}
    ends = np.array([[place[name] for name in pair] for pair in pairs])
    incidence = np.eye(8, dtype=np.int8)[ends].sum(axis=1)
    wanted = sum(np.eye(8, dtype=np.int8)[place[name]] for pair in new for name in pair)
    chosen = np.array(list(combinations(range(len(pairs)), len(new))))
    possible = chosen[(incidence[chosen].sum(axis=1) == wanted).all(axis=1)]
    across = np.array([one[0] != other[0] for one, other in pairs])
    crossing = across[possible].sum(axis=1)
    row = rows(worked).loc["cross_share_new"]
    assert row["draws"] == 9_999
    assert row["expected_crossing"] == pytest.approx(crossing.mean(), abs=0.03)
    assert row["p_less"] == pytest.approx((crossing <= 5).mean(), abs=0.03)
    assert row["std_error"] == pytest.approx(crossing.std() / 6, abs=0.005)


def pairings(people):
    """Go through all ways to pair people off."""
    if not people:
        yield {}
        return
    first, *rest = people
    for other in rest:
        for more in pairings([one for one in rest if one != other]):
            yield {first: first, other: first, **more}


def test_organizations_dealt_out_anew(worked):
    tied = {frozenset(pair) for pair in FACTS["edges_w1"]}
    new = [pair for pair in FACTS["edges_w2"] if frozenset(pair) not in tied]
    ways = [sum(home[one] != home[other] for one, other in new) for home in pairings(PEOPLE)]
    assert len(ways) == 105
    assert np.mean(ways) == pytest.approx(36 / 7)
    exact = np.mean(np.array(ways) >= 5)
    assert round(exact, 2) == 0.80
    row = rows(worked).loc["cross_share_new_labels"]
    assert row[COLUMNS].tolist() == pytest.approx([5, 36 / 7, 6])
    assert row["p_greater"] == pytest.approx(exact, abs=0.02)


def test_closure_is_beside_the_rate_of_the_other_pairs(worked):
    assert worked.closure.loc["open", ["tied", "pairs"]].tolist() == [1, 5]
    assert worked.closure.loc["other", ["tied", "pairs"]].tolist() == [5, 18]
    assert worked.closure["rate"].tolist() == pytest.approx([1 / 5, 5 / 18])
    said = "Of 5 untied pairs with a contact in common at the start 1 was tied at the end, of the "
    assert f"{said}18 others 5." in worked.sentence


def test_with_the_convener_more_pairs_are_open(eight_waves):
    found = chance_mixing(*eight_waves, members_only=False, draws=99)
    # 36 pairs, 9 of them tied. Beside the 5 open ones the convener, tied to a1, b1, c1 and d1,
    # joins a1, b1 and c1 to d1; and a2, b2, c2 are one step from the convener
    assert found.closure["pairs"].tolist() == [11, 16]
    assert "W14" in [notice.code for notice in found.warnings]


def test_where_numbers_come_from(worked):
    assert worked.passport.measure == "chance_mixing"
    assert worked.passport.seed == 0
    assert worked.passport.ties == 6
    assert worked.passport.wave == "wave1 → wave2"
    # the p-value speaks of these pairs, so that few organizations are no bar
    assert "W17" not in [notice.code for notice in worked.warnings]


# --- more than chance -----------------------------------------------------------------------------


def test_ties_that_all_stay_inside_are_told_from_chance():
    inside = [(one, other) for one, other in combinations(TRIOS, 2) if TRIOS[one] == TRIOS[other]]
    found = chance_mixing(*by_hand(TRIOS, [("ana", "dan")], [("ana", "dan"), *inside]), draws=999)
    row = rows(found).loc["cross_share_new"]
    assert row["estimate"] == 0
    assert row["p_less"] < 0.05
    assert ": fewer crossed than chance gives" in found.sentence
    assert nw.check_claim(found.sentence, found) == found.sentence


def test_strata_keep_organizations_within_a_role():
    homes = {"ana": "Elm", "ben": "Hill", "cleo": "Lake", "dan": "Lake"}
    role = ["coach", "coach", "teacher", "teacher"]
    waves = by_hand(homes, [("cleo", "dan")], [("ana", "ben"), ("ana", "cleo")], role=role)
    free = rows(chance_mixing(*waves, draws=99)).loc["cross_share_new_labels"]
    kept = rows(chance_mixing(*waves, draws=99, strata="role")).loc["cross_share_new_labels"]
    # 5 of the 6 pairs are across
    assert free["expected_crossing"] == pytest.approx(2 * 5 / 6)
    assert kept["expected_crossing"] == 2
    assert kept["reason"] == "SAME_BY_CHANCE"
    assert math.isnan(kept["p_value"])


def test_somebody_who_moved_is_not_dealt_a_home():
    roster = pd.DataFrame({
        "wave": ["start"] * 5 + ["end"] * 5,
        "person": ["ana", "ben", "cleo", "dan", "eva"] * 2,
        "organization": ["Elm", "Elm", "Hill", "Hill", "Elm", "Elm", "Elm", "Hill", "Hill", "Hill"],
    })
    people = pd.DataFrame(index=["ana", "ben", "cleo", "dan", "eva"])
    ties = pd.DataFrame(
        [("ana", "ben", "start"), ("ana", "ben", "end"), ("ana", "cleo", "end"),
         ("ana", "eva", "end"), ("ben", "dan", "end")],
        columns=["learner", "learned_from", "wave"],
    )  # fmt: skip
    net = nw.Network(people, ties, None, ["start", "end"], roster)
    found = chance_mixing(net.wave("start"), net.wave("end"), draws=99)
    # eva went from Elm to Hill: every pair with her turned, so her new tie does not count
    assert rows(found).loc["cross_share_new", ["crossing", "n"]].tolist() == [2, 2]
    assert rows(found).loc["cross_share_new_labels", "n"] == 2
    assert "W11" in [notice.code for notice in found.warnings]


def test_the_same_seed_gives_the_same_answer(eight_waves):
    tables = [chance_mixing(*eight_waves, draws=50, seed=seed).table for seed in (3, 3, 4)]
    pd.testing.assert_frame_equal(tables[0], tables[1])
    assert not tables[0].equals(tables[2])


# --- what cannot be said --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("homes", "before", "after", "reason"),
    [
        (TRIOS, [("ana", "dan")], [("ana", "dan")], "NO_NEW_TIES"),
        (TRIOS, [], [], "NOT_OBSERVED"),
        (dict.fromkeys(TRIOS, "Elm"), [("ana", "ben")], [("ana", "cleo")], "ONE_GROUP"),
        (dict.fromkeys(TRIOS), [("ana", "ben")], [("ana", "cleo")], "NO_GROUP"),
    ],
)
def test_undefined(homes, before, after, reason):
    found = chance_mixing(*by_hand(homes, before, after), draws=9)
    assert found.reason == reason
    assert found.table["reason"].tolist() == [reason] * 3
    assert found.table[["expected", "p_value", "percentile"]].isna().all(axis=None)
    assert found.claim == 1
    assert "cannot be set beside chance" in found.sentence


def test_one_new_tie_has_no_other_place():
    found = chance_mixing(*by_hand(TRIOS, [("ana", "ben")], [("ana", "dan")]), draws=30)
    assert rows(found).loc["cross_share_new", "reason"] == "DEGENERATE_NULL"
    assert rows(found).loc["cross_share_new_at_random", "reason"] != "DEGENERATE_NULL"
    assert found.claim == 1
    assert "W15" in [notice.code for notice in found.warnings]
    assert "Of 1 new tie, 1 crossed organizations." in found.sentence


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"draws": 1.5}, {"seed": -1}])
def test_settings_out_of_range(eight_waves, wrong):
    with pytest.raises(nw.errors.ArgumentError, match=next(iter(wrong))):
        chance_mixing(*eight_waves, **wrong)


def test_a_column_that_is_not_there(eight_waves):
    with pytest.raises(nw.errors.DataError, match="role"):
        chance_mixing(*eight_waves, strata="role", draws=9)


@pytest.mark.parametrize(("silent", "observed", "claim"), [(3, 33, 2), (5, 26, 1)])
def test_with_too_few_pairs_observed_it_only_describes(silent, observed, claim):
    """Of 36 pairs of nine people, those with somebody who answered are observed."""
    new = [("ana", "gus"), ("ben", "hal"), ("cleo", "eva"), ("dan", "ida"), ("ana", "ben"),
           ("cleo", "dan"), ("ben", "finn")]  # fmt: skip
    gave = [place < 9 - silent for place in range(9)]
    waves = by_hand(TRIOS, [("ana", "cleo")], new)
    found = chance_mixing(*(net.with_people(responded_tie=gave) for net in waves), draws=99)
    assert found.passport.coverage == observed / 36
    assert math.isfinite(rows(found).loc["cross_share_new", "percentile"])
    assert found.claim == claim
