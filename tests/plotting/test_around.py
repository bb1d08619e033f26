"""The map around one person: who is on it, and where."""

import numpy as np
import pandas as pd
import pytest

from netweave.errors import ArgumentError, DataError
from netweave.network import Network
from netweave.plotting import ego_map, new_axes


@pytest.fixture
def net():
    people = pd.DataFrame(
        {"organization": ["Hill", "Lake", "Hill", "Lake", "Lake"]}, index=list("abcde")
    )
    ties = pd.DataFrame({"learner": ["a", "a", "c", "b", "d"], "learned_from": list("bcade")})
    return Network(people, ties)


def test_the_person_stands_in_the_middle_of_those_they_are_tied_to(net, toys):
    ax = ego_map(net, "a", ax=new_axes())
    xy = np.vstack([dots.get_offsets() for dots in toys.dots(ax)])
    away = sorted(np.round(np.hypot(*xy.T), 6).tolist())
    assert away == [0.0, 1.0, 1.0]
    assert toys.words(ax)[0].startswith("3 people")
    assert len(toys.labelled(ax, "ties")[0].get_segments()) == 2


def test_people_of_one_group_stand_side_by_side(toys):
    people = pd.DataFrame(
        {"organization": ["x", "Hill", "Lake", "Hill", "Lake"]}, index=list("abcde")
    )
    ties = pd.DataFrame({"learner": ["a"] * 4, "learned_from": list("bcde")})
    ax = ego_map(Network(people, ties), "a", ax=new_axes(), label="organization")
    hill = [toys.dot_at(ax, place) for place in ((0.0, 1.0), (1.0, 0.0))]
    lake = [toys.dot_at(ax, place) for place in ((0.0, -1.0), (-1.0, 0.0))]
    assert hill[0] == hill[1]
    assert lake[0] == lake[1]
    assert hill[0] != lake[0]


def test_somebody_without_ties_stands_alone(net):
    alone = net.subset(["a", "d"])
    assert ego_map(alone, "d", ax=new_axes()).get_legend() is not None


def test_strangers_and_unknown_options_are_refused(net):
    with pytest.raises(DataError, match="person"):
        ego_map(net, "zoe", ax=new_axes())
    with pytest.raises(ArgumentError, match="option must be one of"):
        ego_map(net, "a", colour="role")
