"""The map of change: what is kept, formed, lost and not known, and one place for everybody."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from netweave import compare
from netweave.errors import ArgumentError, DataError
from netweave.network import Network
from netweave.plotting import arrange, change_map, network_map, new_axes
from netweave.plotting.states import tie_states
from netweave.plotting.style import CHANGE


def wave(toys, label, people, *pairs, **columns):
    """Give one wave over some people."""
    table = pd.DataFrame({"organization": "Hill", **columns}, index=pd.Index(people, name="person"))
    return Network(table, toys.ties(*pairs), waves=[label])


@pytest.fixture
def waves(toys):
    """Kept a-b, formed b-c (d joined: also a-e), lost c-d with d, who left."""
    before = wave(toys, "start", list("abcd"), ("a", "b"), ("c", "d"))
    after = wave(toys, "end", list("abce"), ("b", "a"), ("c", "b"), ("e", "a"))
    return before, after


def test_states_by_hand(waves):
    states = tie_states(*waves)
    named = {
        (states.people[one], states.people[other]): state
        for one, other, state in zip(states.one, states.other, states.state, strict=True)
    }
    assert named == {
        ("a", "b"): "kept",
        ("b", "c"): "formed",
        ("a", "e"): "formed",
        ("c", "d"): "lost",
    }
    assert states.people[states.joined].tolist() == ["e"]
    assert states.people[states.left].tolist() == ["d"]


def test_each_state_has_its_own_line(toys, waves):
    ax = change_map(*waves, ax=new_axes())
    for state, number in {"kept": 1, "formed": 2, "lost": 1}.items():
        (lines,) = toys.labelled(ax, state)
        assert len(lines.get_segments()) == number
        assert to_hex(lines.get_colors()[0]) == CHANGE[state][0]
    styles = {
        state: toys.labelled(ax, state)[0].get_linestyle()[0][1]
        for state in ("kept", "formed", "lost")
    }
    assert styles["kept"] is None
    assert styles["lost"] is not None
    widths = {
        state: toys.labelled(ax, state)[0].get_linewidths()[0] for state in ("kept", "formed")
    }
    assert widths["formed"] > 1.5 * widths["kept"]


def test_the_legend_counts_in_words(toys, waves):
    texts = toys.words(change_map(*waves, ax=new_axes()))
    assert texts[:6] == [
        "start → end: 4 → 4 people",
        "kept: 1 tie",
        "formed: 2 ties (1 with people who joined)",
        "lost: 1 tie (1 with people who left)",
        "joined (1)",
        "left (1)",
    ]


def test_joiners_and_leavers_have_their_markers(toys, waves):
    ax = change_map(*waves, ax=new_axes())
    xy = arrange(waves)
    markers = {person: toys.dot_at(ax, xy.loc[person])[0] for person in "abcde"}
    assert markers == {"a": "o", "b": "o", "c": "o", "d": "v", "e": "^"}


def test_people_keep_their_places_on_the_maps_of_both_waves(toys, waves):
    xy = arrange(waves)
    change = np.vstack([
        item.get_offsets() for item in toys.dots(change_map(*waves, ax=new_axes()))
    ])
    for net in waves:
        ax = network_map(net, ax=new_axes(), positions=xy)
        for place in np.vstack([item.get_offsets() for item in toys.dots(ax)]):
            assert np.isclose(change, place).all(axis=1).any()


def test_a_tie_nobody_could_report_is_not_known(toys):
    before = wave(toys, "start", list("abc"), ("a", "b"), responded=[True, True, True])
    after = wave(toys, "end", list("abc"), ("c", "a"), responded=[False, False, True])
    states = tie_states(before, after)
    assert states.state.tolist() == ["unknown", "formed"]
    ax = change_map(before, after, ax=new_axes())
    assert "hollow: did not answer in one of the waves (2)" in toys.words(ax)
    assert any(
        text == "not known: nobody of the pair answered in the other wave: 1 tie"
        for text in toys.words(ax)
    )
    faces = [toys.dot_at(ax, arrange([before, after]).loc[person])[1] for person in "abc"]
    assert [face == "#ffffff" for face in faces] == [True, True, False]


def test_one_answer_is_enough_to_call_a_tie_lost(toys):
    before = wave(toys, "start", list("ab"), ("a", "b"), responded=[True, True])
    after = wave(toys, "end", list("ab"), responded=[False, True])
    assert tie_states(before, after).state.tolist() == ["lost"]


def test_the_counts_are_those_of_the_comparison(toys):
    one, other = toys.random_network(40, seed=1), toys.random_network(40, seed=2)
    rng = np.random.default_rng(0)
    both = [
        net.with_people(responded=rng.random(40) < 0.6, convener=np.arange(40) < 2)
        for net in (one, other)
    ]
    turnover = compare.before_after(*both).turnover.loc["all"]
    states = tie_states(*both)
    members = ~states.involves(states.convener)
    counted = {
        state: int((members & (states.state == state)).sum())
        for state in ("kept", "formed", "lost")
    }
    assert counted == {
        "kept": turnover["kept"],
        "formed": turnover["new"],
        "lost": turnover["lost"],
    }
    assert (states.state == "unknown").any()


def test_only_headline_kinds_count_unless_one_is_named(toys):
    kinds = pd.DataFrame({"kind": ["help", "know"], "headline": [True, False]})
    before = Network(toys.FOUR, toys.ties(("a", "b"), kind="know"), kinds)
    after = Network(toys.FOUR, toys.ties(("b", "c"), kind="help"), kinds)
    assert tie_states(before, after).state.tolist() == ["formed"]
    assert tie_states(before, after, "know").state.tolist() == ["lost"]
    with pytest.raises(ArgumentError, match="kind must be one of 'help', 'know', got 'advice'"):
        change_map(before, after, ax=new_axes(), kind="advice")


def test_without_a_headline_all_structural_kinds_count(toys):
    kinds = pd.DataFrame({"kind": ["paper"], "evidence": ["coproduced"], "headline": [False]})
    before = Network(toys.FOUR, toys.ties(("a", "b"), kind="paper"), kinds)
    assert tie_states(before, before).state.tolist() == ["kept"]


def test_opportunities_are_no_change(toys):
    kinds = pd.DataFrame({"kind": ["attendance"], "evidence": ["opportunity"]})
    net = Network(toys.FOUR, toys.ties(("a", "b"), kind="attendance"), kinds)
    with pytest.raises(DataError, match="being in the same room is not a tie"):
        change_map(net, net, ax=new_axes())


def test_a_person_has_the_organization_of_the_second_wave(toys):
    before = wave(toys, "start", list("abc"), ("a", "b"), organization=["Hill", "Hill", "Lake"])
    after = wave(toys, "end", list("ab"), ("a", "b"), organization=["Hill", "Moor"])
    texts = toys.words(change_map(before, after, ax=new_axes()))
    assert texts[texts.index("colour: organization") + 1 :] == ["Hill (1)", "Lake (1)", "Moor (1)"]


def test_names_only_if_asked_for(toys, waves):
    ax = change_map(*waves, ax=new_axes())
    assert len(ax.texts) == 0
    ax = change_map(*waves, ax=new_axes(), labels="auto")
    assert {text.get_text() for text in ax.texts} <= set("abcde")
    assert len(ax.texts) == 5


def test_without_organizations_and_without_ties(toys):
    net = Network(["a", "b"], toys.ties())
    texts = toys.words(change_map(net, net, ax=new_axes()))
    assert texts == [
        "before → after: 2 → 2 people",
        "kept: 0 ties",
        "formed: 0 ties",
        "lost: 0 ties",
    ]
    nobody = Network([], toys.ties())
    assert len(change_map(nobody, nobody, ax=new_axes(), labels="auto").texts) == 0
