"""Maps in step: everybody in the same place, one scale, one legend."""

import numpy as np
import pandas as pd
import pytest

from netweave.errors import ArgumentError, DataError
from netweave.network import Network
from netweave.plotting import hub_view, new_panels, wave_maps


@pytest.fixture
def waves():
    people = pd.DataFrame(
        {"organization": ["Hill", "Hill", "Lake", "Lake"], "convener": [True, False, False, False]},
        index=["a", "b", "c", "d"],
    )
    ties = pd.DataFrame({
        "learner": ["a", "b", "a", "c", "d"],
        "learned_from": ["b", "c", "b", "d", "a"],
        "weight": [1.0, 2.0, 1.0, 4.0, 1.0],
        "wave": ["start", "start", "end", "end", "end"],
    })
    return Network(people, ties)


def places(ax, toys):
    """Give the places of the people drawn, as they stand in inches."""
    xy = np.vstack([dots.get_offsets() for dots in toys.dots(ax)])
    return np.array(sorted(map(tuple, np.round(xy, 9))))


def test_everybody_stands_in_the_same_place_at_the_same_scale(waves, toys):
    first, second = wave_maps(waves)
    assert np.array_equal(places(first, toys), places(second, toys))
    for ax in (first, second):
        width = ax.get_window_extent().width
        assert width / np.ptp(ax.get_xlim()) == pytest.approx(
            first.get_window_extent().width / np.ptp(first.get_xlim())
        )


def test_widths_mean_the_same_on_all_maps(waves, toys):
    first, second = (toys.labelled(ax, "ties")[0] for ax in wave_maps(waves))
    assert min(first.get_linewidths()) == pytest.approx(min(second.get_linewidths()))
    assert max(first.get_linewidths()) < max(second.get_linewidths())


def test_the_legend_stands_once_and_counts_each_map(waves, toys):
    first, second = wave_maps(waves)
    assert first.get_legend() is None
    words = toys.words(second)
    assert "start: 4 people, 2 ties, 1 person without ties" in words
    assert "end: 4 people, 3 ties" in words
    assert "Hill (2)" in words
    assert not any(word.startswith("row below") for word in words)


def test_the_second_map_of_the_hub_view_leaves_the_convener_out(waves, toys):
    with_hub, without = hub_view(waves.wave("end"))
    assert len(places(with_hub, toys)) == 4
    assert len(places(without, toys)) == 3
    assert "Without the convener: 3 people, 1 tie, 1 person without ties" in toys.words(without)
    named = hub_view(waves.wave("end"), hubs=["d"])
    assert [ax.get_title(loc="left") for ax in named] == ["With the hubs", "Without the hubs"]


def test_what_cannot_be_drawn_is_refused(waves):
    with pytest.raises(DataError, match="nobody is marked as convener"):
        hub_view(waves.wave("end").without("convener"))
    with pytest.raises(ArgumentError, match="option must be one of"):
        wave_maps(waves, colour="role")
    with pytest.raises(ArgumentError, match="axes must be 2 or more"):
        wave_maps(waves, axes=new_panels(1))
    with pytest.raises(ArgumentError, match="count must be 1 or more"):
        new_panels(0)


def test_waves_without_ties_or_people_are_drawn(toys):
    lonely = Network(["a", "b"], pd.DataFrame({"learner": [], "learned_from": []}))
    assert len(wave_maps({"only": lonely})) == 1
    nobody = Network([], pd.DataFrame({"learner": [], "learned_from": []}))
    assert len(wave_maps({"one": nobody, "two": nobody})) == 2
