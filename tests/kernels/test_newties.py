"""New ties dealt out anew: numbers of ties are kept, closed pairs stay closed, all is reached."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from netweave._kernels import engine, newties

# Five people; the pair 0-4 is closed, and so is 1-2. Ties 0-1, 2-3, 3-4.
N = 5
CLOSED = {(0, 4), (1, 2)}
ENDS = np.array([0, 2, 3]), np.array([1, 3, 4])


def allowed(n, closed):
    there = ~np.eye(n, dtype=bool)
    for one, other in closed:
        there[one, other] = there[other, one] = False
    return there


def every_network(n, closed, ends):
    """Go through all networks on open pairs with the same number of ties for everybody."""
    pairs = [pair for pair in combinations(range(n), 2) if pair not in closed]
    wanted = np.bincount(np.concatenate(ends), minlength=n)
    incidence = np.zeros((len(pairs), n), dtype=int)
    for row, pair in zip(incidence, pairs, strict=True):
        row[list(pair)] = 1
    for chosen in combinations(range(len(pairs)), len(ends[0])):
        if (incidence[list(chosen)].sum(axis=0) == wanted).all():
            yield tuple(pairs[one][0] * n + pairs[one][1] for one in chosen)


def drawn(ends, open_, draws, seed=0):
    return np.concatenate(list(newties.dealt(ends, open_, draws, seed)))


@pytest.fixture(params=["many chains", "one chain, compiled"])
def way(request, monkeypatch):
    if request.param != "many chains":
        monkeypatch.setattr(engine, "SMALL", -1)
    return request.param


def test_every_network_is_drawn_equally_often(way):
    possible = set(every_network(N, CLOSED, ENDS))
    assert len(possible) == 4  # 0-1 2-3 3-4; 0-2 1-3 3-4; 0-3 1-3 2-4; 0-3 1-4 2-3
    counts = Counter(tuple(row) for row in drawn(ENDS, allowed(N, CLOSED), 4_000).tolist())
    assert set(counts) == possible
    assert max(abs(count - 1_000) for count in counts.values()) < 150  # 5 standard errors


def test_numbers_of_ties_and_closed_pairs_are_kept(way):
    rng = np.random.default_rng(5)
    n = 12
    pairs = list(combinations(range(n), 2))
    places = rng.permutation(len(pairs))
    closed = {pairs[one] for one in places[:20]}
    ties = np.array([pairs[one] for one in places[20:40]]).T
    open_ = allowed(n, closed)
    for row in drawn((ties[0], ties[1]), open_, 60):
        one, other = np.divmod(row, n)
        assert (one < other).all()
        assert open_[one, other].all()
        assert len(set(row.tolist())) == 20
        both = np.bincount(np.concatenate([one, other]), minlength=n)
        assert (both == np.bincount(ties.ravel(), minlength=n)).all()


def test_where_most_open_pairs_are_tied_the_others_move(way):
    """Nine of ten pairs of five are open; all but 0-1 and 2-3 are tied."""
    pairs = [pair for pair in combinations(range(N), 2) if pair not in {(0, 4), (0, 1), (2, 3)}]
    ends = tuple(np.array(pairs).T)
    possible = set(every_network(N, {(0, 4)}, ends))
    assert len(possible) == 3  # without 0-1 and 2-3, 0-2 and 1-3, 0-3 and 1-2
    counts = Counter(tuple(row) for row in drawn(ends, allowed(N, {(0, 4)}), 3_000).tolist())
    assert set(counts) == possible
    assert max(abs(count - 1_000) for count in counts.values()) < 150


def test_where_all_open_pairs_are_tied_nothing_moves(way):
    ends = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert drawn(ends, allowed(3, set()), 4).tolist() == [[1, 2, 5]] * 4


def test_one_tie_has_nobody_to_trade_with(way):
    ends = np.array([0]), np.array([1])
    assert (drawn(ends, allowed(3, set()), 5) == 1).all()


def test_the_same_seed_gives_the_same_networks(way):
    one, other, third = (drawn(ENDS, allowed(N, CLOSED), 50, seed) for seed in (1, 1, 2))
    assert (one == other).all()
    assert (one != third).any()
