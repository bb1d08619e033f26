"""The map of people holds what the library computes, and the plain data say all of it."""

import functools
import json

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from mapped_cohort import HARMFUL, HOMES, NAMES, six
from netweave import Network, codes
from netweave.errors import ArgumentError, DataError
from netweave.plotting.interactive.people import MOST_PEOPLE

PEOPLE = list(NAMES)
MEASURES = {
    "learned": functools.partial(nw.degree, role="learned"),
    "taught": functools.partial(nw.degree, role="taught"),
    "tied": nw.degree,
    "others": lambda net: nw.boundary_spanners(net, seed=1, draws=1)["organizations"],
    "between": nw.cross_organization_betweenness,
}


@pytest.fixture(scope="module")
def net():
    """The cohort of six."""
    return six()


@pytest.fixture(scope="module")
def data(net):
    """What its map holds."""
    return nw.plotting.interactive_map(net).data


def view(data, label):
    return next(one for one in data["views"] if one["label"] == label)


def numbers(data, label, who="with"):
    return {one["id"]: one for one in view(data, label)["numbers"][who]}


def test_the_data_are_plain(data):
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_people_stand_where_the_layout_of_all_waves_has_them(net, data):
    xy = nw.plotting.arrange([net.wave("before"), net.wave("after")], seed=1)
    for person, node in zip(PEOPLE, data["nodes"], strict=True):
        assert (node["x"], node["y"]) == pytest.approx((xy.x[person], -xy.y[person]), abs=1e-5)


def test_people_are_named_grouped_and_marked(data):
    assert [node["name"] for node in data["nodes"]] == [
        " ".join(name.replace("\u2028", " ").split()) for name in NAMES.values()
    ]
    assert [node["organization"] for node in data["nodes"]] == list(HOMES.values())
    assert [node["convener"] for node in data["nodes"]] == [p == "hana" for p in PEOPLE]
    assert [(row["name"], row["count"]) for row in data["groups"]["rows"]] == [
        ("Hill", 3), ("Hub", 1), ("Lake", 2),
    ]  # fmt: skip
    assert len({row["colour"] for row in data["groups"]["rows"]}) == 3
    assert len({row["marker"] for row in data["groups"]["rows"]}) == 3


def test_two_waves_give_three_views_and_one_gives_one(net, data):
    assert [one["label"] for one in data["views"]] == ["before", "change: before → after", "after"]
    alone = nw.plotting.interactive_map(net.wave("after")).data
    assert [one["label"] for one in alone["views"]] == ["after"]


def test_lines_are_the_ties_of_each_kind_and_say_who_learned(data):
    place = PEOPLE.index
    assert sorted(view(data, "after")["lines"]) == sorted([
        [place("hana"), place("ana"), 0, 1, 0],
        [place("ana"), place("ben"), 0, 2, 0],
        [place("ana"), place("cleo"), 1, 1, 1],
        [place("ana"), place("dov"), 0, 0, 1],
        [place("cleo"), place("dov"), 0, 3, 3],
    ])
    assert [(kind["name"], kind["arrows"], kind["on"]) for kind in data["kinds"]] == [
        ("learning", True, True), ("same session", False, False),
    ]  # fmt: skip


def test_who_is_not_there_and_who_did_not_answer_is_said(data):
    assert PEOPLE.index("dov") not in view(data, "before")["here"]
    assert view(data, "after")["hollow"] == [PEOPLE.index("eve")]


def test_change_is_counted_by_hand(data):
    # kept: Ana and Ben; lost: Ana and Cleo, Ben and Hana, Cleo and Hana; formed: the other three
    found = numbers(data, "change: before → after")
    ana, dov = PEOPLE.index("ana"), PEOPLE.index("dov")
    assert [found[name]["text"][ana] for name in ("kept", "formed", "lost")] == [
        "kept: 1 tie", "formed: 2 ties", "lost: 1 tie",
    ]  # fmt: skip
    without = numbers(data, "change: before → after", "without")
    assert [without[name]["value"][ana] for name in ("kept", "formed", "lost")] == [1, 1, 1]
    assert view(data, "change: before → after")["joined"] == [dov]


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("wave", ["before", "after"])
@pytest.mark.parametrize("who", ["with", "without"])
def test_numbers_are_those_of_the_library(net, data, wave, who, name):
    one = net.wave(wave).where(kind="learning")
    one = one if who == "with" else one.without("convener")
    values = MEASURES[name](one).reindex(PEOPLE)
    found = numbers(data, wave, who)[name]["value"]
    expected = [None if np.isnan(value) else pytest.approx(value) for value in values]
    assert found == expected


def test_numbers_have_words(data):
    found = numbers(data, "after")
    ana = PEOPLE.index("ana")
    # With Hana: of the 8 pairs from different organizations that reach each other (Eve reaches
    # nobody) Ana is the only way of Ben to Dov, Cleo and Hana, and of Hana to Dov and Cleo: 5.
    assert [found[name]["text"][ana] for name in MEASURES] == [
        "learned from 1 person",
        "taught 2 people",
        "tied to 3 people in all",
        "tied to people of 2 other organizations",
        "between organizations: on 62.5% of the shortest ways between people of different "
        "organizations",
    ]


def test_what_is_undefined_has_its_reason():
    one = Network(
        pd.DataFrame({"organization": "Hill"}, index=["ana", "ben"]),
        pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]}),
    )
    found = numbers(nw.plotting.interactive_map(one).data, "all ties")
    for name in ("others", "between"):
        assert found[name]["value"] == [None, None]
        assert codes.REASONS["ONE_GROUP"] in found[name]["text"][0]


def test_who_has_no_organization_is_told_so():
    people = pd.DataFrame({"organization": ["Hill", "Lake", None]}, index=["ana", "ben", "cy"])
    ties = pd.DataFrame({"learner": ["ana", "cy"], "learned_from": ["ben", "ben"]})
    found = nw.plotting.interactive_map(Network(people, ties)).data
    others = numbers(found, "all ties")["others"]
    assert others["value"] == [1, 1, None]
    assert codes.REASONS["NO_GROUP_KNOWN"] in others["text"][2]
    assert [row["name"] for row in found["groups"]["rows"]] == ["Hill", "Lake", "not known"]


def test_meetings_alone_are_met_and_not_learned(net):
    after = net.wave("after").where(kind="same_session")
    found = numbers(nw.plotting.interactive_map(after).data, "after")
    ana = PEOPLE.index("ana")
    assert list(found) == ["met", "others", "between"]
    assert found["met"]["text"][ana] == "at the same events as 1 person"
    assert "an opportunity, not a tie" in found["between"]["text"][ana]


def test_ties_below_the_threshold_are_no_lines(net):
    strict = net.wave("before").with_threshold({"learning": 2})
    data = nw.plotting.interactive_map(strict).data
    assert [row[3] + row[4] for row in data["views"][0]["lines"]] == [3, 2]
    assert numbers(data, "before")["tied"]["value"] == list(nw.degree(strict))


def test_twins_in_name_are_told_apart_by_id():
    people = pd.DataFrame({"name": ["Ana", "Ana", "Ben"]}, index=["a1", "a2", "b"])
    net = Network(people, pd.DataFrame({"learner": ["a1"], "learned_from": ["b"]}))
    names = [node["name"] for node in nw.plotting.interactive_map(net).data["nodes"]]
    assert names == ["Ana (a1)", "Ana (a2)", "Ben"]


def test_names_on_the_map_follow_the_option(net):
    def ranks(label):
        return [n["rank"] for n in nw.plotting.interactive_map(net, label=label).data["nodes"]]

    assert sorted(ranks("auto")) == list(range(6))
    assert ranks("auto")[PEOPLE.index("ana")] == 0
    assert sum(rank >= 0 for rank in ranks(2)) == 2
    assert set(ranks(None)) == {-1}


def test_a_measure_gives_size_and_colour(net):
    after = net.wave("after")
    degree = nw.degree(after)
    data = nw.plotting.interactive_map(after, size=degree, color=degree).data
    assert data["sizes"][0]["value"] == list(degree)
    assert data["groups"]["title"] == "degree, darker is more"
    assert data["nodes"][1]["colour"] != data["nodes"][4]["colour"]


def test_the_order_of_waves_is_the_one_asked_for(net):
    data = nw.plotting.interactive_map(net, waves=["after"]).data
    assert [one["label"] for one in data["views"]] == ["after"]
    same = nw.plotting.interactive_map(net.by_wave()).data
    assert same == nw.plotting.interactive_map(net).data


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"waves": ["never"]}, ArgumentError, "never"),
        ({"waves": []}, ArgumentError, "one wave or more"),
        ({"height": 10}, ArgumentError, "pixels"),
        ({"audience": "everybody"}, ArgumentError, "everybody"),
        ({"color": "shoe size"}, DataError, "shoe size"),
        ({"label": "nickname"}, DataError, "nickname"),
    ],
)
def test_what_cannot_be_is_refused_in_words(net, options, error, words):
    with pytest.raises(error, match=words):
        nw.plotting.interactive_map(net, **options)


def test_nobody_makes_an_empty_map():
    nobody = Network([], pd.DataFrame({"learner": [], "learned_from": []}))
    drawn = nw.plotting.interactive_map(nobody)
    assert drawn.data["nodes"] == []
    assert "<html" in drawn.to_html()


def test_two_thousand_people_are_the_most():
    assert MOST_PEOPLE == 2000
    assert HARMFUL not in nw.plotting.interactive_map(six()).to_html()
