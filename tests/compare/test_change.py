"""Two waves compared: what enters, what is refused, what is warned of, and laws for any numbers."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netweave import Network, compare
from netweave.codes import Notice
from netweave.compare import before_after
from netweave.errors import ArgumentError, DataError, RefusalError

SEVEN = pd.DataFrame(
    {"organization": ["Ash", "Ash", "Birch", "Birch", "Cedar", "Cedar", "Cedar"]},
    index=["ana", "ben", "cleo", "dan", "eva", "finn", "gus"],
)


def wave(people, pairs, kinds=None, **columns):
    """One wave; each pair is (learner, learned_from)."""
    ties = pd.DataFrame(pairs, columns=["learner", "learned_from"]).assign(**columns)
    if kinds is not None and "kind" not in ties:
        ties["kind"] = kinds.index[0]
    return Network(people, ties, kinds)


def kinds(**columns):
    names = columns.pop("kind", ["learning"])
    return pd.DataFrame(columns, index=pd.Index(names, name="kind"))


def codes(change):
    return [notice.code for notice in change.warnings]


def p1(change):
    return change.table.set_index("term").loc["P1"]


FIRST = wave(SEVEN, [("ana", "ben"), ("ana", "cleo")])
SECOND = wave(SEVEN, [("ana", "cleo"), ("cleo", "ana"), ("dan", "eva"), ("finn", "eva")])


# --- what comes out -----------------------------------------------------------------------------


def test_by_hand():
    change = before_after(FIRST, SECOND)
    # 21 pairs: 1 + 1 + 3 inside, 16 across; one tie across before, two after; 7 people
    assert p1(change)["estimate"] == pytest.approx(2 * 2 / 7 - 2 * 1 / 7)
    assert change.turnover["dyads"].to_dict() == {"cross": 16, "same": 5, "all": 21}
    columns = ["kept", "new", "lost", "never"]
    assert change.turnover.loc["cross", columns].tolist() == [1, 1, 0, 14]
    assert change.turnover.loc["same", columns].tolist() == [0, 1, 1, 3]
    # 42 ordered pairs: ana→cleo kept; cleo→ana, dan→eva, finn→eva new; ana→ben lost
    assert change.arcs.to_dict() == {"kept": 1, "new": 3, "lost": 1, "never": 37}
    assert change.shares["share"].tolist() == [1 / 2, 2 / 3]
    assert change.shares["expected"].tolist() == [16 / 21] * 2
    assert change.isolates["no_tie"].tolist() == [4, 2]
    assert change.isolates["no_cross_tie"].tolist() == [5, 3]
    assert change.waves == ("before", "after")
    assert change.passport.threshold == "tie: any"
    assert math.isnan(change.passport.coverage)


def test_the_table_has_the_common_columns():
    change = before_after(FIRST, SECOND)
    assert change.table["term"].is_unique
    assert set(change.table["term"]) <= set(compare.wording.TERMS_IN_WORDS)
    assert change.table["n"].dtype == "int64"
    assert p1(change)["method"].startswith("widest of two: ")


def test_it_shows_itself():
    change = before_after(FIRST, SECOND)
    assert change.sentence in str(change)
    assert "W17" in change._repr_html_()
    assert repr(change).startswith(
        "<Change before → after: Observed: a difference of +0.3 ties out"
    )


def test_six_organizations_give_a_p_value_and_the_largest_of_three():
    people = pd.DataFrame({"organization": list("AABBCCDDEEFF")}, index=list("abcdefghijkl"))
    first = wave(people, [("a", "c"), ("e", "g")])
    second = wave(people, [("a", "c"), ("b", "e"), ("c", "i"), ("d", "k"), ("h", "l"), ("f", "j")])
    table = before_after(first, second).table.set_index("term")
    three = table.loc[["P1_person", "P1_organization", "P1_dyad"]]
    assert table.loc["P1", "p_value"] == three["p_value"].max()
    width = three["conf_high"] - three["conf_low"]
    assert table.loc["P1", "conf_high"] - table.loc["P1", "conf_low"] == width.max()
    words = {"P1_person": "people", "P1_organization": "organizations", "P1_dyad": "pairs"}
    assert table.loc["P1", "method"] == f"widest of three: {words[width.idxmax()]}"
    assert "W17" not in codes(before_after(first, second))


def test_nobody_changed_gives_no_interval_and_no_claim_of_change():
    change = before_after(FIRST, FIRST.where())
    assert p1(change)["estimate"] == 0
    assert math.isnan(p1(change)["conf_low"])
    assert p1(change)["method"] == "no interval: NO_VARIANCE"
    assert change.claim == 1
    assert change.widest == ""
    assert "No interval can be given: no pair across changed." in change.sentence


def test_no_ties_at_all():
    asked = wave(SEVEN.assign(responded=True), [("ana", "ben")])
    empty = asked.where(mask=np.zeros(1, dtype=bool))
    change = before_after(empty, empty.where())
    assert change.turnover.loc["all", ["kept", "new", "lost", "never"]].tolist() == [0, 0, 0, 21]
    assert change.turnover.loc["all", ["persistence_rate", "jaccard"]].isna().all()
    assert change.turnover.loc["all", "formation_rate"] == 0
    assert change.shares["share"].isna().all()
    assert "W20" not in codes(change)


# --- undefined ----------------------------------------------------------------------------------


def test_without_organizations_turnover_stands_and_p1_is_undefined():
    bare = [
        wave(list(SEVEN.index), net.ties[["learner", "learned_from"]].to_numpy().tolist())
        for net in (FIRST, SECOND)
    ]
    change = before_after(*bare)
    assert change.reason == "NO_GROUP"
    assert change.undefined == (
        "How ties outside people's own organization changed cannot be said: "
        "nobody's organization is known."
    )
    assert change.sentence == (
        f"{change.undefined} Among all pairs of 7 people, 1 tie was kept, 2 were new and 1 was "
        "lost. Who answered is not known here: every missing answer looks like a missing tie. "
        "No comparison group: this is change, not effect."
    )
    assert p1(change)[["estimate", "conf_low", "p_value"]].isna().all()
    assert p1(change)["method"] == "undefined: NO_GROUP"
    assert change.claim == 1
    assert change.turnover.loc["all", ["kept", "new", "lost", "never"]].tolist() == [1, 2, 1, 17]
    assert change.turnover.loc["cross", "dyads"] == 0
    assert change.isolates["no_tie"].tolist() == [4, 2]
    assert change.isolates["no_cross_tie"].isna().all()
    assert "W17" not in codes(change)


def test_one_organization():
    people = SEVEN.assign(organization="Ash")
    change = before_after(wave(people, [("ana", "ben")]), wave(people, [("ana", "cleo")]))
    assert change.reason == "ONE_GROUP"
    assert change.turnover.loc["same", ["new", "lost"]].tolist() == [1, 1]


def test_no_pair_across_observed_in_both_waves():
    people = SEVEN.assign(responded=SEVEN["organization"] == "Ash")
    later = SEVEN.assign(responded=SEVEN.index == "gus")
    change = before_after(wave(people, []), wave(later, [("gus", "finn")]))
    # ana and ben answered before, gus after: ana–gus and ben–gus were observed twice
    assert change.turnover.loc["cross", "dyads"] == 2
    nobody = SEVEN.assign(responded=[False] * 7)
    change = before_after(wave(nobody, []), wave(nobody, [("gus", "finn")]))
    assert change.reason == "NO_DYADS"
    assert "W03" in codes(change)
    assert (
        "No pair was observed in both waves, so what became of ties cannot be said."
    ) in change.sentence
    assert "no ties in either wave" not in change.sentence


def test_a_column_that_does_not_exist_is_refused():
    with pytest.raises(DataError, match="lacks the column 'team'"):
        before_after(FIRST, SECOND, group="team")


def test_unknown_organizations_are_left_out_and_counted():
    people = SEVEN.assign(organization=[*SEVEN["organization"][:6], None])
    change = before_after(wave(people, [("ana", "cleo")]), wave(people, [("ana", "gus")]))
    assert change.people["unknown"] == 1
    # six people, 15 pairs, 3 inside
    assert change.turnover["dyads"].to_dict() == {"cross": 12, "same": 3, "other": 6, "all": 21}
    assert p1(change)["estimate"] == pytest.approx(-2 * 1 / 6)
    assert p1(change)["n"] == 6


# --- people who move -----------------------------------------------------------------------------


def test_pairs_of_people_who_moved_are_in_no_share():
    """Ben moves to Birch: ana–ben, ben–cleo and ben–dan are across in one wave only."""
    people = SEVEN.assign(responded=True)
    moved = people.assign(organization=["Ash", "Birch", *SEVEN["organization"][2:]])
    pairs = [("ana", "ben"), ("ben", "cleo"), ("dan", "eva")]
    change = before_after(wave(people, pairs), wave(moved, pairs))
    assert change.shares["cross"].tolist() == [1, 1]  # dan–eva
    assert change.shares["same"].tolist() == [0, 0]
    # cleo–dan and three pairs of Cedar are inside in both waves, 14 across
    assert change.shares["pairs"].tolist() == [18, 18]
    assert change.shares["expected"].tolist() == [14 / 18, 14 / 18]
    assert change.people["moved"] == 1
    # ana–ben went across; ben–cleo and ben–dan went inside
    assert change.turnover.loc["other", "dyads"] == 3
    assert "3 pairs that turned from inside to across or back were set aside" in change.sentence
    assert "if ties ignored organization, about 78 in 100 would." in change.sentence


def test_the_share_is_over_the_pairs_observed_in_both_waves():
    """As method 4.1 has it, and as the change of the share in the secondary table."""
    before = wave(SEVEN.assign(responded=True), [("finn", "gus"), ("ana", "cleo")])
    quiet = SEVEN.assign(responded=[True] * 5 + [False] * 2)
    change = before_after(before, wave(quiet, [("ana", "cleo")]))
    # finn–gus, inside, was observed before only
    assert change.shares["same"].tolist() == [0, 0]
    assert change.shares["pairs"].tolist() == [20, 20]
    change_of_share = change.secondary.set_index("term").loc["cross_share_change", "estimate"]
    assert change_of_share == change.shares["share"].diff().iloc[1] == 0


# --- a warning from elsewhere --------------------------------------------------------------------


def test_a_notice_can_be_added_and_its_caution_enters_the_sentence():
    change = before_after(FIRST, SECOND)
    turned = change.with_notice(Notice("W18", "The sign differs between the levels."))
    assert codes(turned) == ["W17", "W18"]
    caution = compare.sentence.CAUTIONS["W18"]
    end = "No comparison group: this is change, not effect."
    assert turned.sentence == change.sentence.replace(end, f"{caution} {end}")
    assert turned.table is change.table
    again = turned.with_notice(Notice("W18", "The sign differs between the levels."))
    assert again.sentence == turned.sentence
    assert again.warnings == turned.warnings
    assert "W18" not in codes(change)


def test_a_notice_without_a_caution_leaves_the_sentence():
    change = before_after(FIRST, SECOND)
    assert change.with_notice(Notice("W08", "At most five.")).sentence == change.sentence


# --- people who come and go ---------------------------------------------------------------------


def test_joiners_and_leavers():
    earlier = SEVEN.drop(index="gus")
    later = SEVEN.drop(index="ana")
    before = wave(earlier, [("ana", "cleo"), ("ben", "cleo"), ("ana", "ben")])
    after = wave(later, [("ben", "cleo"), ("gus", "ben"), ("gus", "dan"), ("gus", "finn")])
    change = before_after(before, after)
    assert change.people[["P", "J", "L"]].tolist() == [5, 1, 1]
    people = change.flows.loc["people"]
    assert people[["before", "after", "stayed", "gained", "lost"]].tolist() == [2, 3, 0, 2, 1]
    assert people[["n_stayed", "n_joined", "n_left"]].tolist() == [5, 1, 1]
    assert change.flows.loc["organizations", ["stayed", "gained", "lost"]].tolist() == [1, 0, 0]
    assert p1(change)["estimate"] == 0
    # finn has a tie after, to gus, who joined
    assert change.isolates["no_tie"].tolist() == [3, 1]


def test_organizations_that_enter():
    later = pd.concat([SEVEN, pd.DataFrame({"organization": ["Dogwood"]}, index=["hal"])])
    change = before_after(FIRST, wave(later, [("ana", "cleo"), ("hal", "cleo")]))
    found = change.flows.loc["organizations", ["stayed", "gained", "lost", "n_stayed", "n_joined"]]
    assert found.tolist() == [0, 1, 0, 3, 1]


def test_nobody_in_both():
    with pytest.raises(DataError, match=r"nobody is in both waves \(7 members before, 1 after"):
        before_after(FIRST, wave(["zoe"], []))


def test_a_convener_of_either_wave_is_left_out_of_both():
    later = SEVEN.assign(convener=SEVEN.index == "gus")
    change = before_after(FIRST, wave(later, [("gus", "ana"), ("ana", "cleo")]))
    assert change.people[["P", "conveners"]].tolist() == [6, 1]
    assert change.flows.loc["people", "after"] == 1
    assert change.passport.convener == "without"


# --- kinds and waves ----------------------------------------------------------------------------


def test_several_headlines_must_be_named():
    table = kinds(kind=["advice", "help"])
    pairs = [("ana", "ben"), ("ana", "cleo")]
    both = [wave(SEVEN, pairs, table, kind=["advice", "help"]) for _ in range(2)]
    with pytest.raises(
        ArgumentError, match=r"several kinds are marked .*'advice', 'help'.*kind='a"
    ):
        before_after(*both)
    change = before_after(*both, kind="help")
    assert change.turnover.loc["all", "kept"] == 1
    assert change.passport.left_out == ("advice",)
    assert "ties of the kind 'help' outside their own organization" in change.sentence


def test_a_kind_that_is_no_headline_is_never_taken_unasked():
    table = kinds(kind=["know"], headline=[False])
    both = [wave(SEVEN, [("ana", "cleo")], table) for _ in range(2)]
    with pytest.raises(ArgumentError, match="no kind is marked as headline"):
        before_after(*both)
    assert "ties of the kind 'know'" in before_after(*both, kind="know").sentence


def test_a_kind_that_one_wave_does_not_know():
    other = wave(SEVEN, [("ana", "ben")], kinds(kind=["learning"]))
    with pytest.raises(DataError, match=r"before lacks the kind 'learning'\. It has 'tie'"):
        before_after(FIRST, other, kind="learning")


def test_opportunity_is_refused_unless_allowed_and_then_needs_a_threshold():
    table = kinds(kind=["met"], evidence=["opportunity"])
    both = [wave(SEVEN, [("ana", "cleo"), ("cleo", "ana")], table) for _ in range(2)]
    for kind in (None, "met"):
        with pytest.raises(RefusalError, match="E-HEADLINE"):
            before_after(*both, kind=kind)
    with pytest.raises(DataError, match=r"net\.with_threshold"):
        before_after(*both, allow_opportunity=True)
    with_level = [net.with_threshold({"met": 1}) for net in both]
    change = before_after(*with_level, allow_opportunity=True)
    assert "W07" in codes(change)
    assert "A tie here is an opportunity" in change.sentence


def test_records_are_always_observed():
    table = kinds(kind=["paper"], evidence=["coproduced"], mutual=[True])
    people = SEVEN.assign(responded=[False] * 7)
    both = [wave(people, [("ana", "cleo"), ("cleo", "ana")], table) for _ in range(2)]
    change = before_after(*both)
    assert change.passport.coverage == 1
    assert change.turnover.loc["all", "dyads"] == 21
    assert not {"W01", "W02", "W03", "W04"} & set(codes(change))


def test_the_threshold_decides_what_a_tie_is():
    before = wave(SEVEN, [("ana", "cleo")], weight=[1.0]).with_threshold({"tie": 2})
    after = wave(SEVEN, [("ana", "cleo")], weight=[2.0]).with_threshold({"tie": 2})
    change = before_after(before, after)
    assert change.turnover.loc["cross", ["kept", "new"]].tolist() == [0, 1]
    assert change.passport.threshold == "tie: 2"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("question", "Who helped you?"),
        ("scale", "FREY_LCS"),
        ("threshold", 2.0),
        ("unit", "hours"),
        ("max", 5.0),
        ("reporter", "either"),
    ],
)
def test_waves_that_asked_differently(column, value):
    asked, other = kinds(), kinds(**{column: [value]})
    change = before_after(
        wave(SEVEN, [("ana", "ben")], asked), wave(SEVEN, [("ana", "ben")], other)
    )
    notice = next(notice for notice in change.warnings if notice.code == "W09")
    assert column in notice.found
    assert "The two waves were not recorded in the same way" in change.sentence


def test_windows_of_records_of_different_length():
    table = kinds(kind=["paper"], evidence=["coproduced"], mutual=[True])
    windows = pd.DataFrame(
        {"start": ["2022-01-01", "2023-01-01"], "end": ["2023-01-01", "2023-04-01"]},
        index=["year", "quarter"],
    )
    ties = pd.DataFrame({
        "learner": ["ana", "cleo"],
        "learned_from": ["cleo", "ana"],
        "kind": "paper",
        "wave": "year",
    })
    net = Network(SEVEN, ties, table, windows)
    change = before_after(net.wave("year"), net.wave("quarter"))
    assert next(n for n in change.warnings if n.code == "W09").found == (
        "Between the waves changed: window 365 days → 90 days."
    )
    with pytest.raises(ArgumentError, match="'quarter' starts later than 'year'"):
        before_after(net.wave("quarter"), net.wave("year"))
    with pytest.raises(DataError, match="holds 2 waves"):
        before_after(net, net.wave("year"))
    with pytest.raises(ArgumentError, match="got 'year' twice"):
        before_after(net.wave("year"), net.wave("year"))


@pytest.mark.parametrize(("asks", "warned"), [(True, True), (False, False), (None, False)])
def test_windows_of_a_survey_matter_if_it_asks_about_them(asks, warned):
    table = kinds(kind=["learning"])
    if asks is not None:
        table["asks_about_window"] = asks
    windows = pd.DataFrame(
        {"start": ["2022-01-01", "2023-01-01"], "end": ["2023-01-01", "2023-04-01"]},
        index=["year", "quarter"],
    )
    ties = pd.DataFrame({
        "learner": ["ana", "ana"],
        "learned_from": ["cleo", "cleo"],
        "kind": "learning",
        "wave": ["year", "quarter"],
    })
    net = Network(SEVEN, ties, table, windows)
    change = before_after(net.wave("year"), net.wave("quarter"))
    assert ("W09" in codes(change)) is warned
    undated = Network(SEVEN, ties, table, windows.assign(end=pd.NaT))
    assert "W09" not in codes(before_after(undated.wave("year"), undated.wave("quarter")))


def test_a_baseline_asked_afterwards():
    first = wave(SEVEN, [("ana", "ben")], kinds(retrospective=[True]))
    second = wave(SEVEN, [("ana", "ben")], kinds())
    change = before_after(first, second)
    assert "W10" in codes(change)
    assert "asked afterwards" in change.sentence


def test_warnings_come_by_weight_and_once_each():
    none = SEVEN.assign(responded=[True] + [False] * 6)
    before = wave(none, [("ana", "cleo")])
    after = wave(none, [("ana", "dan"), ("ana", "eva"), ("ana", "finn"), ("ana", "gus")])
    change = before_after(before, after)
    assert codes(change) == ["W03", "W01", "W04", "W17", "W20"]
    assert next(n for n in change.warnings if n.code == "W20").found.endswith("is 0.00.")


# --- laws ---------------------------------------------------------------------------------------

NAMES = [f"p{number}" for number in range(9)]


@st.composite
def two_waves(draw, *, moving=True):
    """Two waves of up to nine people, some of whom join, leave, move, or do not answer."""
    waves = []
    steady = draw(st.lists(st.sampled_from("ABC"), min_size=9, max_size=9))
    for _ in range(2):
        there = draw(st.lists(st.sampled_from(NAMES[1:]), unique=True)) + NAMES[:1]
        index = [name for name in NAMES if name in there]
        home = draw(st.lists(st.sampled_from("ABC"), min_size=9, max_size=9)) if moving else steady
        people = pd.DataFrame(
            {
                "organization": [home[NAMES.index(name)] for name in index],
                "responded": draw(
                    st.lists(st.booleans(), min_size=len(index), max_size=len(index))
                ),
            },
            index=index,
        )
        possible = [(one, other) for one in index for other in index if one != other]
        pairs = draw(st.lists(st.sampled_from(possible), unique=True)) if possible else []
        waves.append(wave(people, pairs))
    return waves


@settings(max_examples=15)
@given(two_waves())
def test_joiners_and_leavers_add_up(waves):
    flows = before_after(*waves).flows
    assert (flows["change"] == flows["after"] - flows["before"]).all()
    assert (flows["change"] == flows["stayed"] + flows["gained"] - flows["lost"]).all()
    assert flows["before"].nunique() == flows["after"].nunique() == 1


@settings(max_examples=15)
@given(two_waves())
def test_turnover_adds_up(waves):
    table = before_after(*waves).turnover
    counts = table[["kept", "new", "lost", "never"]]
    assert (counts.sum(axis=1) == table["dyads"]).all()
    parts = table.drop(index="all")[["kept", "new", "lost", "never", "dyads"]]
    assert parts.sum().tolist() == table.loc["all", parts.columns].tolist()
    rates = table[["formation_rate", "persistence_rate", "jaccard", "steady_state"]]
    assert (rates.isna() | ((rates >= 0) & (rates <= 1))).all(axis=None)


@settings(max_examples=15)
@given(two_waves(moving=False))
def test_exchanging_the_waves_turns_the_change_round(waves):
    there, back = before_after(*waves), before_after(*waves[::-1])
    assert p1(there)["estimate"] == pytest.approx(-p1(back)["estimate"], nan_ok=True)
    width = [p1(one)["conf_high"] - p1(one)["conf_low"] for one in (there, back)]
    assert width[0] == pytest.approx(width[1], nan_ok=True)
    turned = back.turnover.rename(columns={"new": "lost", "lost": "new"})
    columns = ["kept", "new", "lost", "never", "dyads"]
    pd.testing.assert_frame_equal(there.turnover[columns], turned[columns])


@settings(max_examples=15)
@given(two_waves(), st.permutations(NAMES))
def test_names_and_order_do_not_matter(waves, order):
    renamed = []
    for net in waves:
        other = dict(zip(NAMES, [f"q{name}" for name in order], strict=True))
        people = net.people.rename(index=other).sort_index(ascending=False)
        ties = net.ties[["learner", "learned_from"]].astype(str).replace(other)
        renamed.append(wave(people, ties.to_numpy().tolist()))
    one, two = before_after(*waves), before_after(*renamed)
    pd.testing.assert_frame_equal(one.turnover, two.turnover)
    pd.testing.assert_frame_equal(one.flows, two.flows)
    pd.testing.assert_frame_equal(
        one.table.drop(columns="method"), two.table.drop(columns="method")
    )
    assert one.arcs.equals(two.arcs)


@settings(max_examples=15)
@given(two_waves(moving=False))
def test_with_everybody_observed_p1_is_the_difference_of_mean_cross_ties(waves):
    everybody = [
        Network(net.people.assign(responded=True), net.ties[["learner", "learned_from"]])
        for net in waves
    ]
    change = before_after(*everybody)
    gain = change.cross_ties["after"].mean() - change.cross_ties["before"].mean()
    if not change.reason:
        assert p1(change)["estimate"] == pytest.approx(gain)
