"""The scorecard: each indicator against numbers that can be counted by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.codes import REASONS
from netweave.errors import ArgumentError, DataError
from netweave.indicators.catalog import BY_TERM, CARDS

PEOPLE = pd.DataFrame(
    {
        "organization": ["Hill", "Hill", "Lake", "Lake", "Moor", "Home"],
        "role": ["coach", "lead", "coach", "lead", "coach", "staff"],
        "convener": [False] * 5 + [True],
    },
    index=["ana", "ben", "cleo", "dan", "eve", "fay"],
)
# First: Ana and Ben each way, Fay with Ana and Cleo. Then also Ana and Ben from Cleo, Dan from Ana.
TIES = pd.DataFrame(
    [
        ("ana", "ben", 3.0, "start"),
        ("ben", "ana", 2.0, "start"),
        ("fay", "ana", 1.0, "start"),
        ("fay", "cleo", 1.0, "start"),
        ("ana", "ben", 3.0, "end"),
        ("ana", "cleo", 2.0, "end"),
        ("ben", "cleo", 2.0, "end"),
        ("dan", "ana", 1.0, "end"),
        ("fay", "ana", 1.0, "end"),
    ],
    columns=["learner", "learned_from", "weight", "wave"],
)
EVENTS = pd.DataFrame(
    {
        "kind": ["attendance", "attendance", "authorship", "authorship"],
        "practice": ["convening", "webinar", None, None],
    },
    index=["s1", "s2", "w1", "w2"],
)
RECORDS = pd.DataFrame(
    [
        ("ana", "s1", "attendee"),
        ("ben", "s1", "presenter"),
        ("cleo", "s1", "attendee"),
        ("fay", "s1", "presenter"),
        ("ana", "s2", "attendee"),
        ("ana", "w1", "author"),
        ("cleo", "w1", "author"),
        ("dan", "w2", "author"),
    ],
    columns=["person", "event", "role"],
)


@pytest.fixture(scope="module")
def found():
    net = nw.Network(PEOPLE, TIES, waves=["start", "end"])
    meetings = nw.Affiliations(PEOPLE, EVENTS, RECORDS)
    return nw.scorecard(net, meetings, practice="practice", convenings="convening")


def test_ties_of_each_wave(found):
    rows = found.table.set_index(["term", "wave"])
    wanted = {
        ("cross_ties", "start"): (0.0, 5),
        ("cross_ties", "end"): (2 * 3 / 5, 5),  # Ana and Ben with Cleo, Dan with Ana
        ("density", "end"): (4 / 10, 10),
        ("reach_two", "end"): (6 / 10, 10),  # all pairs but Eve's; Dan is two steps from Ben, Cleo
        ("no_tie", "start"): (3 / 5, 5),
        ("no_cross_tie", "end"): (1 / 5, 5),
        # Coaches Ana and Cleo are tied, Eve is not; leads Ben and Dan are not.
        ("no_role_alike_tie", "end"): (3 / 5, 5),
        ("same_role_cross", "end"): (1 / 3, 3),
        ("linked_organizations", "end"): (1 / 3, 3),
        ("single_threads", "end"): (0.0, 1),
        ("reciprocity", "start"): (1.0, 1),
        ("reciprocity", "end"): (0.0, 4),
        ("tie_level", "end"): (2.0, 4),
        ("sources", "end"): (4 / 5, 5),
        ("was_source", "end"): (3 / 5, 5),
        ("both_ways", "end"): (2 / 5, 5),
        ("convener_ties", "start"): (2 / 3, 3),
        ("convener_ties", "end"): (1 / 5, 5),
    }
    for key, (value, n) in wanted.items():
        assert rows.loc[key, "estimate"] == pytest.approx(value), key
        assert rows.loc[key, "n"] == n, key


def test_hubs_are_those_of_hub_dependence(found):
    net = nw.Network(PEOPLE, TIES, waves=["start", "end"]).wave("start")
    wanted = nw.hub_dependence(net, hubs="convener").table.set_index("term")
    rows = found.table.set_index(["term", "wave"])
    for term in ("pair_loss", "geodesic_share"):
        assert rows.loc[(term, "start"), "estimate"] == wanted.loc[term, "estimate"]
    # Ana, Ben and Cleo reach each other through Fay, Ana and Ben without her: 2 of 3 are lost.
    assert rows.loc[("pair_loss", "start"), "estimate"] == pytest.approx(2 / 3)


def test_what_became_of_pairs(found):
    rows = found.table.set_index("term")
    change = nw.compare.before_after(
        *(nw.Network(PEOPLE, TIES, waves=["start", "end"]).wave(wave) for wave in ("start", "end"))
    )
    primary = change.table.set_index("term").loc["P1"]
    assert rows.loc["cross_ties_change", "estimate"] == primary["estimate"]
    assert rows.loc["continuity", ["estimate", "n"]].tolist() == [1.0, 1]
    assert rows.loc["new_organization_pairs", ["estimate", "n"]].tolist() == [1.0, 3]
    assert rows.loc["supported_new_pairs", "estimate"] == 1.0
    assert rows.loc["strangers_tied", "reason"] == "NO_RECORDS"


def test_meetings_and_products(found):
    rows = found.table.set_index("term")
    wanted = {
        "took_part": (3 / 5, 5),
        "member_led": (1 / 2, 2),
        "presenting_gini": (4 / 5, 5),  # one of five gave the one member's talk
        "role_levels": (1 / 3, 3),  # Hill came once with coach and lead; Lake, Hill with one
        "practices": (4 / 3, 3),
        "beyond_convenings": (1 / 3, 3),
        "products_across": (1 / 2, 2),
        "organizations_producing": (1 / 3, 3),
        "products_per_meeting": (1 / 3, 3),
    }
    for term, (value, n) in wanted.items():
        assert rows.loc[term, "estimate"] == pytest.approx(value), term
        assert rows.loc[term, "n"] == n, term


def test_every_card_stands_once_or_per_wave_in_the_order_of_the_catalog(found):
    assert list(dict.fromkeys(found.table["term"])) == [card.term for card in CARDS]
    for term, rows in found.table.groupby("term"):
        assert set(rows["wave"]) in ({""}, {"start", "end"}), term
        assert rows["label"].eq(BY_TERM[term].label).all()
    missing = found.table["estimate"].isna()
    assert found.table["reason"].notna().eq(missing).all()
    assert set(found.table["reason"].dropna()) <= set(REASONS)
    shares = found.table[found.table["unit"].isin(["share", "index, 0 to 1"]) & ~missing]
    assert shares["estimate"].between(0, 1).all()


def test_results_are_never_computed_and_nothing_is_graded(found):
    row = found.table.set_index("term").loc["results"]
    assert np.isnan(row["estimate"])
    assert "no grade" in found.sentence
    assert found.claim == 1


def test_words_have_denominators_and_reasons(found):
    wide = found.wide.set_index("indicator")
    assert wide.loc[BY_TERM["no_tie"].label, "start"] == "60 in 100 (of 5)"
    assert wide.loc[BY_TERM["results"].label, "why not"] == REASONS["NO_RECORDS"]
    assert "<p>" in found._repr_html_()


def test_who_did_not_answer_is_not_without_ties():
    gave = PEOPLE.assign(responded_learning=[True, True, False, False, True, True])
    ties = TIES[TIES["wave"] == "start"].assign(kind="learning")
    net = nw.Network(gave, ties, waves=["start"])
    rows = nw.scorecard(net, kind="learning").table.set_index("term")
    assert rows.loc["no_tie", ["estimate", "n"]].tolist() == [pytest.approx(1 / 3), 3]
    assert rows.loc["continuity", "reason"] == "ONE_WAVE"
    assert rows.loc["took_part", "reason"] == "NO_RECORDS"


@pytest.mark.parametrize("people", [PEOPLE[:0], PEOPLE[:1], PEOPLE[5:]])
def test_nobody_and_one_person_say_why(people):
    facts = pd.DataFrame({"headline": [True]}, index=["learning"])
    net = nw.Network(people, TIES[:0], waves=["start", "end"], kinds=facts)
    table = nw.scorecard(net).table
    assert table["estimate"].isna().all()
    assert table["reason"].notna().all()


def test_a_kind_that_is_not_there_is_refused():
    net = nw.Network(PEOPLE, TIES, waves=["start", "end"])
    with pytest.raises(nw.errors.ArgumentError, match="kind must be one of"):
        nw.scorecard(net, kind="trust")
    with pytest.raises(nw.errors.ArgumentError, match="net"):
        nw.scorecard(5)


def test_a_network_without_waves_is_one_wave():
    ties = TIES[TIES["wave"] == "end"].drop(columns="wave")
    found = nw.scorecard(nw.Network(PEOPLE, ties)).table.set_index("term")
    assert found.loc["density", ["wave", "estimate"]].tolist() == ["", 0.4]
    assert list(dict.fromkeys(found.index)) == [card.term for card in CARDS]


SURVEYED = pd.DataFrame(
    {"organization": list("AABBCC"), "responded": [True, True, False, False, True, True]},
    index=list("abcdef"),
)


def surveyed(arcs, **answers):
    """Give a wave in which some did not answer."""
    ties = pd.DataFrame(arcs, columns=["learner", "learned_from"]).assign(kind="learning")
    return nw.Network(SURVEYED.assign(**answers), ties)


def test_a_pair_that_nobody_could_report_is_neither_tied_nor_not():
    """B and C keep silent at first: their pair of organizations is not new afterwards."""
    one, two = ("a", "b"), ("c", "e")
    ties = pd.DataFrame([(*one, "start"), (*one, "end"), (*two, "end")],
                        columns=["learner", "learned_from", "wave"])  # fmt: skip
    roster = pd.concat([
        SURVEYED.assign(wave="start", responded=[True, True, False, False, False, False]),
        SURVEYED.assign(wave="end", responded=True),
    ])
    net = nw.Network(SURVEYED[["organization"]], ties, waves=["start", "end"],
                     roster=roster.rename_axis("person").reset_index())  # fmt: skip
    rows = nw.scorecard(net).table.set_index(["term", "wave"])
    assert rows.loc[("linked_organizations", "start"), ["estimate", "n"]].tolist() == [0.0, 2]
    assert rows.loc[("new_organization_pairs", ""), ["estimate", "n"]].tolist() == [0.0, 2]


def test_few_answers_are_warned_of_and_paths_withheld():
    few = surveyed([("a", "b"), ("b", "a")], responded=[True, True] + [False] * 4)
    found = nw.scorecard(few, kind="learning")
    assert {"W01"} <= {one.code for one in found.warnings}
    rows = found.table.set_index("term")
    for term in ("was_source", "both_ways"):  # 9 of 15 pairs were observed
        assert rows.loc[term, "reason"] == "COVERAGE"
    assert rows.loc["reach_two", "estimate"] == pytest.approx(1 / 15)
    assert rows.loc["reciprocity", ["estimate", "n"]].tolist() == [1.0, 1]
    fewer = surveyed([("a", "b")], responded=[True] + [False] * 5)  # 5 of 15
    rows = nw.scorecard(fewer, kind="learning").table.set_index("term")
    assert rows.loc["reach_two", "reason"] == "COVERAGE"


def test_reciprocity_counts_pairs_both_of_whom_answered():
    half = surveyed([("a", "b"), ("b", "a"), ("a", "c"), ("e", "d")])
    rows = nw.scorecard(half, kind="learning").table.set_index("term")
    assert rows.loc["reciprocity", ["estimate", "n"]].tolist() == [1.0, 1]


def test_who_facilitates_only_took_no_part():
    records = pd.DataFrame(
        [("ana", "s1", "facilitator"), ("ben", "s1", "attendee"), ("cleo", "s1", "attendee")],
        columns=["person", "event", "role"],
    )
    meetings = nw.Affiliations(PEOPLE, EVENTS[:1], records)
    net = nw.Network(PEOPLE, TIES, waves=["start", "end"])
    rows = nw.scorecard(net, meetings).table.set_index("term")
    assert rows.loc["took_part", "estimate"] == pytest.approx(2 / 5)
    assert rows.loc["role_levels", ["estimate", "n"]].tolist() == [0.0, 2]


def test_it_is_no_picture(found):
    with pytest.raises(nw.errors.ArgumentError, match="a scorecard is a table"):
        found.plot()


def test_convenings_need_practices_and_a_role_that_is_named_must_be_there():
    net = nw.Network(PEOPLE.drop(columns="role"), TIES)
    for convenings in ("nonsense", ["a", "b"], np.array([1, 2])):
        with pytest.raises(ArgumentError, match="convenings names practices, and needs practice="):
            nw.scorecard(net, convenings=convenings)
    for role in ("x", ""):
        with pytest.raises(DataError, match="people"):
            nw.scorecard(net, role=role)
    assert nw.scorecard(net).claim == 1  # the default may be missing


@pytest.mark.parametrize("kind", [[], {}, "", 0, pd.NA, pd.Series(["attendance"]), np.array([])])
def test_what_is_no_kind_of_event_is_refused(kind):
    log = nw.Affiliations(PEOPLE, EVENTS[:2], pd.DataFrame(RECORDS[:4]))
    for measure in (nw.nestedness, nw.event_overlap, nw.practice_variety):
        with pytest.raises(ArgumentError, match="kind must be one of 'attendance', 'authorship'"):
            measure(log, kind=kind)
