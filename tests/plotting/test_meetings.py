"""The two-mode map: every record is one line between a person and an event."""

import numpy as np
import pandas as pd
import pytest

from netweave.affiliations import Affiliations
from netweave.plotting import meeting_map, new_axes


@pytest.fixture
def sessions():
    people = pd.DataFrame({"organization": ["Hill", "Lake", "Lake"]}, index=["a", "b", "c"])
    events = pd.DataFrame({"label": ["Kick-off", "Webinar"]}, index=["s1", "s2"])
    records = pd.DataFrame({"person": ["a", "b", "b"], "event": ["s1", "s1", "s2"]})
    return Affiliations(people, events, records)


def test_each_record_joins_a_person_and_an_event(sessions, toys):
    ax = meeting_map(sessions, ax=new_axes())
    (lines,) = toys.labelled(ax, "took part")
    assert len(lines.get_segments()) == 3
    markers = {str(item.get_label()): len(item.get_offsets()) for item in toys.dots(ax)}
    assert markers["people s"] == 2
    assert sum(markers.values()) == 5
    ends = {tuple(np.round(end, 6)) for line in lines.get_segments() for end in line}
    assert len(ends) == 4


def test_the_legend_says_what_everything_is(sessions, toys):
    words = toys.words(meeting_map(sessions, ax=new_axes()))
    assert words[0] == "3 people, 2 events, 3 records"
    assert "square: an event, of 1 to 2 people" in words
    assert "line: took part" in words
    assert "row below: 1 person at no event" in words


def test_the_largest_events_are_named(sessions):
    ax = meeting_map(sessions, ax=new_axes(), label_events=1)
    texts = [text.get_text() for text in ax.texts]
    assert "Kick-off" in texts
    assert "Webinar" not in texts


def test_no_records_and_nobody_are_drawn(toys):
    events = pd.DataFrame(index=["s1"])
    none = pd.DataFrame({"person": [], "event": []})
    assert toys.words(meeting_map(Affiliations(["a"], events, none), ax=new_axes()))
    assert toys.words(meeting_map(Affiliations([], events, none), ax=new_axes()))
