"""What two people share, or how far apart they are: by hand."""

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.compare import co_attendance, difference, mrqap, same
from small_networks import network

NET = network([(0, 1)], 4, role=["coach", "lead", "coach", None], years=[1.0, 4.0, None, 2.5])


def test_the_same_role():
    found = same(NET, "role")
    expected = [
        [0, 0, 1, np.nan],
        [0, 0, 0, np.nan],
        [1, 0, 0, np.nan],
        [np.nan, np.nan, np.nan, 0],
    ]
    np.testing.assert_array_equal(found, expected)
    assert found.index.equals(NET.people.index)
    assert found.columns.equals(NET.people.index)


def test_how_far_apart():
    found = difference(NET, "years")
    assert found.iloc[0].tolist()[:2] == [0, 3]
    assert np.isnan(found.iloc[0, 2])
    assert found.iloc[0, 3] == found.iloc[3, 0] == 1.5
    signed = difference(NET, "years", absolute=False)
    assert (signed.iloc[0, 1], signed.iloc[1, 0]) == (-3, 3)  # learner less learned from


def test_sessions_shared():
    records = pd.DataFrame({
        "person": ["ana", "ben", "ana", "ben", "cleo"],
        "event": ["s1", "s1", "s2", "s2", "s2"],
    })
    sessions = nw.Affiliations(["ana", "ben", "cleo", "dan"], pd.DataFrame(index=["s1", "s2"]),
                               records)  # fmt: skip
    expected = [[0, 2, 1, 0], [2, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]
    np.testing.assert_array_equal(co_attendance(sessions), expected)


def test_nobody():
    nobody = network([], 0, role=[], years=[])
    for found in (same(nobody, "role"), difference(nobody, "years")):
        assert found.shape == (0, 0)


def test_they_are_predictors():
    rng = np.random.default_rng(1)
    arcs = [(a, b) for a in range(7) for b in range(7) if a != b and rng.random() < 0.4]
    net = network(arcs, 7, role=list("aabbaab"), years=[1, 5, 2, 8, 3, 9, 4])
    found = mrqap(
        net, {"role": same(net, "role"), "years": difference(net, "years")}, seed=1, permutations=99
    )
    assert found.pairs == 42
    assert found.table["p_value"].iloc[1:].between(0, 1).all()


def test_what_is_refused(monkeypatch):
    with pytest.raises(nw.errors.DataError, match="lacks the column 'rolle'"):
        same(NET, "rolle")
    with pytest.raises(nw.errors.DataError, match="lacks the column 'age'"):
        difference(NET, "age")
    with pytest.raises(nw.errors.ArgumentError, match="must name a column of numbers"):
        difference(NET, "role")
    monkeypatch.setattr("netweave.compare.permutations.covariates.DENSE", 3)
    with pytest.raises(nw.errors.ArgumentError, match="not offered for more than 3 people"):
        same(NET, "role")
