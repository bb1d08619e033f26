"""Backbones of attendance and authorship: who was there, what was tested, what is said."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from netweave import errors
from netweave.affiliations import Affiliations
from netweave.analytics.backbones import Backbone, backbone
from netweave.codes import REASONS

# Networks × practices as a published review of six networks lists them; its one "?" is read as 0.
PRACTICES = """
1111111111
1111101111
1111101001
1111000111
1101111111
1111001001
"""


# Four circles of three people who meet in turn, twelve times each.
CIRCLES = np.kron(np.eye(4, dtype=int), np.ones((3, 12), dtype=int)).astype(bool)


def table_of(text):
    """Give a 0/1 table from rows of digits."""
    return np.array([[mark == "1" for mark in row] for row in text.split()])


def log_of(table, names=None, **events):
    """Give people who were at events from a 0/1 table."""
    names = names or [f"p{place:03d}" for place in range(table.shape[0])]
    sessions = [f"e{place:03d}" for place in range(table.shape[1])]
    who, what = np.nonzero(table)
    records = pd.DataFrame({
        "person": [names[place] for place in who],
        "event": [sessions[place] for place in what],
    })
    return Affiliations(names, pd.DataFrame(events, index=sessions), records)


@pytest.mark.parametrize("method", ["sdsm", "fdsm"])
def test_four_circles_are_found(method):
    found = backbone(log_of(CIRCLES), method=method, seed=1)
    kept = set(map(tuple, found.kept[["person", "other"]].to_numpy()))
    names = [f"p{place:03d}" for place in range(12)]
    circles = [names[start : start + 3] for start in range(0, 12, 3)]
    assert kept == {pair for circle in circles for pair in itertools.combinations(circle, 2)}
    assert found.sentence.startswith("12 of the 66 pairs tested met more often than chance would")
    assert found.claim == 2
    assert found.passport.ties == 12
    assert found.passport.kinds == ("attendance",)
    net = found.network
    assert net.structure().nnz == 24
    assert net.kinds.loc["backbone", ["evidence", "mutual", "headline"]].tolist() == [
        "opportunity",
        True,
        False,
    ]
    assert not net.kinds.loc["backbone", "reciprocity_eligible"]
    assert set(net.ties["weight"]) == {12}


def test_the_table_says_every_pair_once_in_the_order_of_people():
    found = backbone(log_of(table_of("1100 0000 1010 0111"), names=["zoe", "abe", "kim", "bo"]))
    assert found.table[["person", "other"]].to_numpy().tolist() == [
        ["zoe", "kim"],
        ["zoe", "bo"],
        ["kim", "bo"],
    ]
    assert found.table["shared"].tolist() == [1, 1, 1]
    assert found.network.people.index.tolist() == found.people.index.tolist()
    assert len(found.people) == 4


def test_other_names_and_another_order_permute_the_table():
    table = np.random.default_rng(3).random((9, 14)) < 0.5
    names = [f"p{place:03d}" for place in range(9)]
    order = np.random.default_rng(4).permutation(9)
    log = log_of(table)
    again = Affiliations([names[place] for place in order], log.events, log.records)

    def said(found):
        rows = found.table.astype({"person": "str", "other": "str"})
        return {frozenset(row[:2]): row[2:] for row in rows.itertuples(index=False, name=None)}

    left, right = said(backbone(log)), said(backbone(again))
    assert left.keys() == right.keys()
    for pair, row in left.items():
        assert row == pytest.approx(right[pair], rel=1e-9)
    renamed = backbone(log_of(table, names=list("ihgfedcba")), method="fdsm", seed=5)
    same = backbone(log, method="fdsm", seed=5)
    assert renamed.table.iloc[:, 2:].equals(same.table.iloc[:, 2:])


def test_who_only_facilitates_is_not_there():
    records = pd.DataFrame(
        [
            ("ana", "s1", "attendee", "red"),
            ("ana", "s1", "attendee", "blue"),
            ("ben", "s1", "presenter", None),
            ("cleo", "s1", "facilitator", None),
            ("cleo", "s2", "facilitator", None),
            ("cleo", "s2", "attendee", None),
            ("ben", "s2", "attendee", None),
            ("dan", "s2", "facilitator", None),
        ],
        columns=["person", "event", "role", "group"],
    )
    log = Affiliations(["ana", "ben", "cleo", "dan"], pd.DataFrame(index=["s1", "s2"]), records)
    found = backbone(log)
    shared = {(a, b): c for a, b, c in found.table[["person", "other", "shared"]].to_numpy()}
    assert shared == {("ana", "ben"): 1, ("ana", "cleo"): 0, ("ben", "cleo"): 1}


def test_waves_and_kinds_are_never_mixed():
    table = np.random.default_rng(6).random((6, 24)) < 0.5
    waves = ["fall"] * 12 + ["spring"] * 12
    log = log_of(table, wave=waves)
    with pytest.raises(errors.DataError, match=r"2 waves \('fall', 'spring'\).*wave='fall'"):
        backbone(log)
    found = backbone(log, wave="spring")
    assert found.table.equals(backbone(log_of(table[:, 12:])).table)
    assert found.passport.wave == found.network.the_wave == "spring"
    assert backbone(log.wave("spring")).table.equals(found.table)
    with pytest.raises(errors.ArgumentError, match="wave must be one of 'fall', 'spring'"):
        backbone(log, wave="summer")
    with pytest.raises(errors.DataError, match=r"1 wave .*, 12 of them to none"):
        backbone(log_of(table, wave=[None] * 12 + ["spring"] * 12))
    mixed = log_of(table, kind=["attendance"] * 12 + ["authorship"] * 12)
    with pytest.raises(errors.DataError, match="kind='attendance'"):
        backbone(mixed)
    works = backbone(mixed, kind="authorship")
    assert works.table.equals(found.table)
    assert "wrote together" in works.sentence
    assert works.network.kinds.loc["backbone", "evidence"] == "coproduced"
    assert not works.network.kinds.loc["backbone", "headline"]
    assert works.passport.left_out == ("attendance",)


def shape(n, events):
    """Give a table in which nobody is anywhere."""
    return np.zeros((n, events), dtype=bool)


@pytest.mark.parametrize(
    ("table", "reason", "codes"),
    [
        (shape(0, 3), "EMPTY", {}),
        (shape(3, 0), "NO_EVENTS", {}),
        (shape(3, 4), "NO_EVENTS", {}),
        (table_of("111 000"), "N<2", {"W05"}),
        (~shape(3, 12), "DEGENERATE_NULL", {"W05", "W15"}),
        (table_of("111 110 100"), "DEGENERATE_NULL", {"W05", "W15"}),
    ],
)
@pytest.mark.parametrize("method", ["sdsm", "fdsm"])
def test_nothing_to_test_is_an_answer_with_a_reason(table, reason, codes, method):
    found = backbone(log_of(table), method=method, seed=0, permutations=200)
    assert found.reason == reason
    assert REASONS[reason] in found.sentence
    assert not found.table["kept"].any()
    assert (found.table["p_value"] == 1).all()
    asked = set(codes) - ({"W15"} if method == "sdsm" else set())
    assert {notice.code for notice in found.warnings} == asked
    assert found.network.n == len(table)
    assert found._repr_html_().startswith("<p>")


def test_too_few_random_tables_are_said():
    log = log_of(CIRCLES)
    found = backbone(log, method="fdsm", seed=1, permutations=1_318)
    assert not found.table["kept"].any()
    assert "With 1,318 random tables no pair could have been kept" in found.sentence
    assert "that takes 1,319 or more" in found.sentence
    enough = backbone(log, method="fdsm", seed=1, permutations=1_319)
    assert enough.table["kept"].sum() == 12
    assert "random tables" not in enough.sentence
    assert (
        backbone(log, method="fdsm", seed=1, permutations=199, correction="bh").table["kept"].any()
    )


def test_few_reference_tables_are_said():
    found = backbone(log_of(np.eye(3, dtype=bool)), method="fdsm", seed=1)
    notes = {notice.code: notice.found for notice in found.warnings}
    assert notes["W15"] == "6 distinct tables among 9,999 draws."
    assert notes["W05"].startswith("3 sessions; those who took part were in 33% of them")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"method": "disparity"}, "method must be one of 'sdsm', 'fdsm'"),
        ({"correction": "bonferroni"}, "correction must be one of 'holm', 'bh', 'none'"),
        ({"alpha": 0}, "alpha must"),
        ({"method": "fdsm", "seed": -1}, "seed must be 0 or a whole number above it"),
        ({"method": "fdsm", "seed": 1, "permutations": 0}, "permutations must be 1 or more"),
        ({"kind": "survey"}, "kind must be one of 'attendance', 'authorship'"),
    ],
)
def test_arguments_out_of_range_are_refused(options, words):
    with pytest.raises(errors.ArgumentError, match=words):
        backbone(log_of(CIRCLES), **options)


def test_what_it_shows():
    found = backbone(log_of(CIRCLES))
    assert repr(found) == "<Backbone: 12 of 66 pairs kept>"
    assert str(found) == found.sentence
    assert found._repr_html_().count("<tr") == 1 + 12
    crowd = Backbone(pd.concat([found.kept] * 5, ignore_index=True), "Many.")
    assert crowd._repr_html_().count("<tr") == 1 + 50
    assert "10 more pairs" in crowd._repr_html_()
    _, ax = plt.subplots()
    assert found.plot(ax).has_data()
    plt.close("all")


def test_the_practices_of_six_networks_have_no_backbone():
    table = table_of(PRACTICES)
    for method, correction in itertools.product(("sdsm", "fdsm"), ("holm", "bh", "none")):
        found = backbone(
            log_of(table), method=method, correction=correction, seed=1, permutations=1_999
        )
        assert not found.table["kept"].any()
        assert found.table["p_value"].min() > 0.09
        assert found.sentence.startswith("No pair of the 15 tested met more often than chance")
        assert found.reason == ""
        assert [notice.code for notice in found.warnings] == []
