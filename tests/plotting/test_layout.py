"""Where people stand: inside the frame, near whom they are tied to, the same every time."""

import time

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.spatial.distance import pdist

from netweave import errors
from netweave._kernels import engine
from netweave.network import Network
from netweave.plotting import layout
from netweave.plotting.layout import arrange, places


def matrix(n, *pairs):
    """Give the symmetric 0/1 matrix of some pairs."""
    joined = np.zeros((n, n))
    for one, other in pairs:
        joined[one, other] = joined[other, one] = 1
    return sparse.csr_array(joined)


def clique(first, last):
    """Give all pairs of a range."""
    return [(i, j) for i in range(first, last) for j in range(i + 1, last)]


@pytest.mark.parametrize("n", [0, 1, 2, 3, 8, 60, 300])
def test_places_are_finite_and_inside(toys, n):
    net = toys.random_network(n) if n > 1 else Network([f"p{i}" for i in range(n)], toys.ties())
    xy = arrange(net)
    assert xy.index.equals(net.people.index)
    assert list(xy.columns) == ["x", "y"]
    assert np.isfinite(xy.to_numpy()).all()
    assert (xy.abs().to_numpy() <= 1 + 1e-9).all()
    if n > 1:
        assert pdist(xy.to_numpy()).min() > 0.005


def test_the_same_seed_gives_the_same_places(toys):
    net = toys.random_network(60)
    pd.testing.assert_frame_equal(arrange(net, seed=3), arrange(net, seed=3))
    assert not np.allclose(arrange(net, seed=3), arrange(net, seed=4))


def test_two_cliques_joined_by_one_tie_stand_apart():
    xy = places(matrix(12, *clique(0, 6), *clique(6, 12), (0, 6)))
    left, right = xy[:6], xy[6:]
    between = np.linalg.norm(left.mean(axis=0) - right.mean(axis=0))
    assert between > 2 * np.linalg.norm(left - left.mean(axis=0), axis=1).mean()
    nearest = np.linalg.norm(xy[:, None] - xy[None], axis=2)
    np.fill_diagonal(nearest, np.inf)
    assert ((nearest.argmin(axis=1) < 6) == (np.arange(12) < 6)).all()


def test_a_path_is_laid_out_in_its_order():
    xy = places(matrix(6, *[(i, i + 1) for i in range(5)]))
    assert np.ptp(xy[:, 0]) > np.ptp(xy[:, 1])
    steps = np.diff(xy[:, 0])
    assert (steps > 0).all() or (steps < 0).all()


def test_separate_parts_do_not_overlap():
    xy = places(matrix(9, *clique(0, 5), *clique(5, 9)))
    low, high = xy[:5].min(axis=0), xy[:5].max(axis=0)
    inside = ((xy[5:] >= low) & (xy[5:] <= high)).all(axis=1)
    assert not inside.any()


def test_people_without_ties_stand_in_a_row_below():
    xy = places(matrix(7, *clique(0, 4)))
    assert (xy[4:, 1] < xy[:4, 1].min() - 0.05).all()
    assert np.ptp(xy[4:, 1]) == 0
    assert (np.diff(xy[4:, 0]) > 0).all()


def test_nobody_tied_fills_rows_without_covering():
    xy = places(matrix(100))
    assert len(np.unique(np.round(xy, 6), axis=0)) == 100
    assert pdist(xy).min() > 0.04


def test_several_waves_share_one_layout_of_their_union(toys):
    before = toys.four(("a", "b"))
    after = Network(["a", "b", "e"], toys.ties(("b", "e")))
    xy = arrange([before, after])
    assert list(xy.index) == ["a", "b", "c", "d", "e"]
    row = xy.loc[["c", "d"], "y"]
    assert row["c"] == row["d"]
    assert (xy.loc[["a", "b", "e"], "y"] > row.iloc[0]).all()


def test_gathering_draws_groups_together(toys):
    net = toys.random_network(60)
    groups = net.group("organization")

    def spread(xy):
        return (xy - xy.groupby(groups).transform("mean")).pow(2).sum(axis=1).mean()

    assert spread(arrange(net, gather=groups)) < 0.7 * spread(arrange(net))


def test_several_waves_in_one_network_are_refused(toys):
    net = toys.four(("a", "b"), ("b", "c"), wave=["one", "two"])
    with pytest.raises(errors.DataError, match="2 waves"):
        arrange(net)


def test_a_large_network_is_laid_out_like_a_small_one(toys, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", 20)
    xy = arrange(toys.random_network(80)).to_numpy()
    assert np.isfinite(xy).all()
    assert pdist(xy).min() > 0.005


@pytest.mark.parametrize("n", [2, 5, 400])
def test_far_people_taken_together_push_like_each_of_them(monkeypatch, n):
    rng = np.random.default_rng(1)
    xy, mass = rng.normal(size=(n, 2)) * [10, 3], rng.random(n) + 0.5
    xy[n // 2 :] = xy[n // 2 :] / 20  # a dense crowd and a wide one
    monkeypatch.setattr(engine, "SMALL", 10_000)
    each = layout._repulsion(xy, mass)
    monkeypatch.setattr(engine, "SMALL", -1)
    together = layout._repulsion(xy, mass)
    apart = np.sqrt(((each - together) ** 2).sum())
    assert apart <= 0.01 * np.sqrt((each**2).sum())


@pytest.mark.parametrize(("n", "seconds"), [(60, 0.1), (2_000, 2.5)])
def test_the_layout_is_quick(toys, n, seconds):
    net = toys.random_network(n)
    arrange(toys.random_network(20))
    spent = []
    for _ in range(2):
        start = time.process_time()
        arrange(net)
        spent.append(time.process_time() - start)
    assert min(spent) < seconds
