"""From a file to attitude beside behavior: one shape of items, and a profile as it comes."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw

IDS = [f"p{place:02}" for place in range(1, 37)]


def form(wave_shift=0.0):
    """Give a made-up file of three statements, the second worded the other way round."""
    behind = np.random.default_rng(3).normal(size=36) + wave_shift
    noise = np.random.default_rng(4).normal(size=(36, 3))
    values = np.clip(np.round(3 + behind[:, None] + 0.4 * noise), 1, 5)
    values[:, 1] = 6 - values[:, 1]
    return pd.DataFrame(values, columns=["share", "alone", "ask"]).assign(who=IDS)


def read(wave="start", **options):
    items = {"items": ["share", "alone", "ask"], "reverse": ["alone"], "highest": 5} | options
    return nw.read_items(form(), wave=wave, respondent="who", **items)


@pytest.fixture(scope="module")
def report():
    people = nw.read_people(pd.DataFrame({"id": IDS}), id="id")
    return nw.weave(people, read(), read("end")).report


@pytest.fixture(scope="module")
def profile():
    """Thirty-six people, six each in six organizations, everybody with five ties or more."""
    rng = np.random.default_rng(1)
    rows = [(one, other) for one in range(36) for other in rng.choice(36, 8) if one != other]
    ties = pd.DataFrame([(IDS[a], IDS[b]) for a, b in rows], columns=["learner", "learned_from"])
    where = pd.DataFrame({"organization": [f"org {at % 6}" for at in range(36)]}, index=IDS)
    net = nw.Network(where, ties)
    return net, nw.network_behavior_profile(net, draws=25)


def test_items_and_their_facts_are_taken_as_they_come(report):
    assert list(report.item_facts.columns) == ["question", "lowest", "highest", "words", "reversed"]
    scale = nw.mindset_scale(report.items, report.item_facts, wave="end", draws=9)
    alone = nw.mindset_scale(read(), draws=9)
    by_hand = form().set_index("who").assign(alone=lambda t: 6 - t["alone"])
    expected = ((by_hand - 1) / 4).mean(axis=1)
    for found in (scale, alone):
        assert found.scores["agreement"].tolist() == pytest.approx(expected.tolist())
        assert found.left_out.empty
    named = report.item_facts.assign(principle="openness")
    assert list(nw.mindset_scale(read(), named, draws=9).scores) == ["openness"]


def test_the_range_is_that_of_the_items():
    seven, table = read(highest=7), form().set_index("who")
    facts = seven.facts.assign(principle="openness")
    of_seven, of_five = (
        (table.assign(alone=1 + top - table["alone"]).mean(axis=1) - 1) / (top - 1)
        for top in (7, 5)
    )
    for found in (nw.mindset_scale(seven, draws=9), nw.mindset_scale(table, facts, draws=9)):
        assert found.scores.iloc[:, 0].tolist() == pytest.approx(of_seven.tolist())
    five = nw.mindset_scale(table, facts, lowest=1, highest=5, draws=9)
    assert five.scores["openness"].tolist() == pytest.approx(of_five.tolist())


def test_a_wave_is_chosen_and_several_are_refused(report):
    with pytest.raises(nw.errors.DataError, match=r"2 waves.*wave='end'"):
        nw.mindset_scale(report.items, report.item_facts)
    with pytest.raises(nw.errors.ArgumentError, match="'start', 'end'"):
        nw.mindset_scale(report.items, report.item_facts, wave="middle")
    with pytest.raises(nw.errors.ArgumentError, match=r"net\.report\.items"):
        nw.mindset_scale(form().set_index("who"), report.item_facts, wave="end")
    with pytest.raises(nw.errors.ArgumentError, match="'start'"):
        nw.mindset_scale(read(), wave="end")


def test_an_item_that_nobody_answered_in_the_wave_is_left_out_and_named(report):
    items = report.items.copy()
    items.loc["start", "ask"] = np.nan
    found = nw.mindset_scale(items, report.item_facts, wave="start", draws=9)
    assert found.left_out.to_dict() == {"ask": "nobody answered it in this wave"}
    assert found.scores["agreement"].notna().all()
    assert found.sentence.endswith("Left aside, nobody answered it in this wave: 'ask'.")


def test_unknown_columns_are_named_and_named_items_must_be_there():
    table = form().set_index("who").assign(age=40, place="Hill")
    found = nw.mindset_scale(table, read().facts, draws=9)
    assert found.left_out.to_dict() == dict.fromkeys(["age", "place"], "not among the items")
    assert found.sentence.endswith("Left aside, not among the items: 'age', 'place'.")
    with pytest.raises(nw.errors.DataError, match="an item that is no column of answers: 'ask'"):
        nw.mindset_scale(table.drop(columns="ask"), read().facts)
    drafts = pd.DataFrame({"O1": [3, 4], "O4": [1, 2]}, index=["ana", "ben"])
    assert nw.mindset_scale(drafts).left_out.index.tolist() == ["O4"]


def test_drafts_in_a_file_bring_their_principle_and_must_be_turned_as_they_are():
    asked = {"items": {"O1": "share", "O3": "alone", "more": "ask"}}
    found = nw.mindset_scale(read(**asked, reverse=["O3"]), draws=9)
    assert list(found.scores) == ["openness"]
    assert found.left_out.index.tolist() == ["more"]
    assert "drafts that nobody has validated" in found.sentence
    with pytest.raises(nw.errors.DataError, match="'O3'"):
        nw.mindset_scale(read(**asked, reverse=[]), draws=9)
    facts = read(**asked, reverse=[]).facts
    with pytest.raises(nw.errors.DataError, match="'O3'"):
        nw.mindset_scale(form().rename(columns={"share": "O1", "alone": "O3"}), facts)


def test_a_profile_is_taken_with_its_term(report, profile):
    net, found = profile
    scale = nw.mindset_scale(report.items, report.item_facts, wave="end", draws=9)
    link = nw.attitude_and_behavior(scale, found, term="O1", organization=net, draws=99)
    rows = found.table[found.table["term"] == "O1"].set_index("person")
    assert link.beside["behavior"].to_dict() == rows["percentile"].dropna().to_dict()
    words = "share of contacts in other organizations (as a place among random networks)"
    assert f"show a higher {words}" in link.sentence
    plain = nw.attitude_and_behavior(scale, found, term="O1", measure="estimate", draws=99)
    assert plain.beside["behavior"].to_dict() == rows["estimate"].dropna().to_dict()
    assert "a higher share of contacts in other organizations " in plain.sentence
    place = nw.hub_node_profile(net, draws=25)
    load = nw.attitude_and_behavior(scale, place, term="load", measure="difference", draws=99)
    assert load.beside["behavior"].to_dict() == place.table["load_difference"].dropna().to_dict()
    assert "how much hangs on the person" in load.sentence


def test_which_part_of_a_profile_is_asked_for_in_words(report, profile):
    net, found = profile
    scale = nw.mindset_scale(report.items, report.item_facts, wave="end", draws=9)
    with pytest.raises(nw.errors.ArgumentError, match="O1: share of contacts in other"):
        nw.attitude_and_behavior(scale, found)
    with pytest.raises(nw.errors.ArgumentError, match="term must be one of"):
        nw.attitude_and_behavior(scale, found, term="X9")
    with pytest.raises(nw.errors.ArgumentError, match="measure must be one of 'percentile'"):
        nw.attitude_and_behavior(scale, found, term="O1", measure="rank")
    with pytest.raises(nw.errors.DataError, match=r"percentile of H1.*take measure='estimate'"):
        nw.attitude_and_behavior(scale, found, term="H1")
    with pytest.raises(nw.errors.DataError, match="column reason says why"):
        nw.attitude_and_behavior(scale, found, term="R4", measure="estimate")
    with pytest.raises(nw.errors.ArgumentError, match="must be about people"):
        nw.attitude_and_behavior(scale, nw.organization_profile(net), term="hhi")
    with pytest.raises(nw.errors.ArgumentError, match="behavior is a Series"):
        nw.attitude_and_behavior(scale, scale.scores["agreement"], term="O1")


@pytest.mark.parametrize("name", ["estimate", "percentile", None, 0, " "])
def test_the_name_of_a_column_is_no_name_of_a_behavior(name):
    says = pd.Series([0.1, 0.5, 0.3], list("abc"), name=name)
    found = nw.attitude_and_behavior(says, pd.Series([1, 2, 3], list("abc"), name=name), draws=9)
    assert "who report more of the attitude also show more of the behavior" in found.sentence
