"""Older ties count less inside one wave, and never across two."""

import pandas as pd
import pytest

import netweave as nw
from netweave import errors

TIES = pd.DataFrame({
    "learner": ["ana", "ben", "ana"],
    "learned_from": ["ben", "cleo", "cleo"],
    "weight": [1.0, 2.0, 4.0],
    "time": pd.to_datetime(["2022-07-01", "2022-01-02", "2022-12-28"]),
})
WAVES = pd.DataFrame(
    {"start": ["2022-01-01", "2023-01-01"], "end": ["2023-01-01", "2024-01-01"]},
    index=["first", "second"],
)


def network(ties=TIES, waves=None):
    return nw.Network(["ana", "ben", "cleo"], ties, waves=waves)


def test_half_after_one_half_life():
    """180 and 360 days ago at a half-life of 180; after 180 of 365 days it is 0.71."""
    net = network()
    assert net.decay(180, at="2022-12-28").ties["weight"].tolist() == [0.5, 0.5, 4]
    assert net.decay(at="2022-12-28").ties["weight"][0] == pytest.approx(0.710, abs=5e-4)
    assert net.decay(180, at="2022-12-28").kinds["unit"].tolist() == [
        "strength, half-life 180 days"
    ]
    assert net.ties["weight"].tolist() == [1, 2, 4]
    assert network(TIES[:0]).decay(at="2022-12-28").n == 3


def test_decay_stays_inside_its_wave():
    waves = network(TIES.assign(wave="first"), WAVES)
    with pytest.raises(errors.RefusalError, match="E-DECAY: the network holds the waves"):
        waves.decay(at="2022-12-28")
    first = waves.wave("first")
    assert first.decay(180, at="2022-12-28").ties["weight"].tolist() == [0.5, 0.5, 4]
    with pytest.raises(errors.RefusalError, match="after the end of the wave 'first'"):
        first.decay(at="2023-06-30")


def test_a_faded_wave_is_not_compared_unsaid():
    net = network(pd.concat([TIES.assign(wave="first"), TIES.assign(wave="second")]), WAVES)
    net = net.with_people(organization=["A", "B", "C"])
    before, after = net.wave("first"), net.wave("second")
    change = nw.compare.before_after(before.decay(at="2022-12-28"), after)
    assert "W09" in [notice.code for notice in change.warnings]


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"at": "2022-12-01"}, "at must not be before 2022-12-28"),
        ({"at": "soon"}, "at must be a date"),
        ({"at": None}, "at must be a date"),
        ({"at": "2022-12-28", "half_life": 0}, "half_life must be days above 0"),
    ],
)
def test_settings_that_make_no_sense(options, match):
    with pytest.raises(errors.ArgumentError, match=match):
        network().decay(**options)


def test_ties_without_a_date_are_refused():
    ties = TIES.assign(time=[*TIES["time"][:2], pd.NaT])
    with pytest.raises(errors.DataError, match="1 of 3 have none"):
        network(ties).decay(at="2022-12-28")
    with pytest.raises(errors.DataError, match="3 of 3 have none"):
        network(TIES.drop(columns="time")).decay(at="2022-12-28")
