"""Settings refuse what cannot be made, and say which setting it is."""

from datetime import date

import pytest

from netweave.errors import ArgumentError
from netweave.simulation import CohortSettings, Wave
from netweave.simulation.settings import WAVES

YEARS = tuple(Wave(str(y), date(y, 1, 1), date(y + 1, 1, 1)) for y in (2022, 2023, 2024))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("organizations", 1),
        ("members_per_organization", (8, 5)),
        ("members_per_organization", (0, 5)),
        ("conveners", -1),
        ("joiners", 100),
        ("persistence", 1.0),
        ("density_cross", 0.0),
        ("density_same", 0.9),
        ("formation_cross", 1.0),
        ("reciprocity", 1.2),
        ("person_sd", -0.1),
        ("waves", WAVES[:1]),
        ("waves", WAVES[::-1]),
        ("waves", (WAVES[0], Wave("baseline", date(2022, 2, 1), date(2023, 1, 1)))),
        ("response", (0.9,)),
        ("response", (0.9, 0.0)),
        ("effect", (1.0, 1.0)),
        ("sessions", (("seance", 3),)),
        ("start", date(2022, 2, 1)),
    ],
)
def test_a_setting_outside_its_range_is_named(name, value):
    with pytest.raises(ArgumentError, match=name):
        CohortSettings(**{name: value})


def test_more_people_than_names_are_refused():
    with pytest.raises(ArgumentError, match="different names"):
        CohortSettings(organizations=200, members_per_organization=(50, 60))


def test_one_effect_holds_for_every_step():
    settings = CohortSettings(waves=YEARS, response=(1, 1, 1), effect=0.5)
    assert settings.effects == (0.5, 0.5)
    settings = CohortSettings(waves=YEARS, response=(1, 1, 1), effect=(0.0, 1.0))
    assert settings.effects == (0.0, 1.0)


def test_the_highest_stationary_probability_is_held_up_by_forming_95_in_100():
    highest = CohortSettings(persistence=0.7).highest_stationary
    assert highest * 0.7 + (1 - highest) * 0.95 == pytest.approx(highest)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"members_per_organization": 4}, r"must be a range.*got 4\. Say \(4, 4\)"),
        ({"members_per_organization": (4,)}, "must be a range"),
        ({"members_per_organization": ("4", 5)}, "must be a range"),
        ({"response": 0.8}, "must be a share for each wave, got 0.8"),
        ({"waves": 3}, "must be two waves or more, got 3"),
        ({"sessions": 5}, "must be pairs of format and count, got 5"),
        ({"organizations": (2, 3)}, "organizations must be"),
        ({"persistence": "high"}, "persistence must be a number, got 'high'"),
        ({"faults": "no"}, "faults must be True or False"),
    ],
)
def test_what_is_no_setting_is_refused_in_words(settings, said):
    with pytest.raises(ArgumentError, match=said):
        CohortSettings(**settings)
