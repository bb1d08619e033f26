"""Brokered triples: every way to count them against a plain loop over three people."""

import itertools

import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import brokers, engine


def flows(n, share, seed):
    """Draw how much people learned from each other; rows learned from columns."""
    rng = np.random.default_rng(seed)
    drawn = np.where(rng.random((n, n)) < share, rng.integers(1, 4, size=(n, n)), 0).astype(float)
    np.fill_diagonal(drawn, 0)
    return drawn


def role(start, broker, end):
    """Give the number of the role from three groups, read off Gould and Fernandez' table."""
    shared = (start == broker, broker == end, start == end)
    return {
        (True, True, True): 0,
        (False, False, True): 1,
        (False, True, False): 2,
        (True, False, False): 3,
        (False, False, False): 4,
    }[shared]


def by_hand(learned, codes, *, partial=False):
    """Sum over all triples: j learned from i, k from j, less what k learned from i."""
    n = len(learned)
    total = np.zeros((n, 5))
    for i, k in itertools.permutations(range(n), 2):
        passed = {
            j: min(learned[j, i], learned[k, j]) - learned[k, i]
            for j in set(range(n)) - {i, k}
            if min(learned[j, i], learned[k, j]) > learned[k, i]
        }
        for j, amount in passed.items():
            kind = role(codes[i], codes[j], codes[k])
            total[j, kind] += amount / (len(passed) if partial else 1)
    return total


CASES = {
    "nobody": (0, 0.0),
    "one": (1, 0.0),
    "two": (2, 1.0),
    "no ties": (4, 0.0),
    "sparse": (12, 0.15),
    "dense": (11, 0.6),
    "complete": (6, 1.0),
}
LARGE = pytest.mark.parametrize("large", [False, True], ids=["numpy", "compiled"])
WAYS = ["listed", "products", "compiled"]
EVERY = pytest.mark.parametrize(("n", "share"), CASES.values(), ids=CASES)


@LARGE
@EVERY
@pytest.mark.parametrize("partial", [False, True], ids=["full", "partial"])
def test_every_triple(n, share, partial, large, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", -1 if large else 300)
    learned = flows(n, share, seed=n)
    codes = np.random.default_rng(n).integers(0, 3, size=n)
    ties = sparse.csr_array((learned > 0).astype(float))
    wanted = by_hand(ties.toarray(), codes, partial=partial)
    np.testing.assert_allclose(brokers.roles(ties, codes, partial=partial), wanted, atol=1e-12)
    # With ties of strength 1 the weighted variant is the count.
    np.testing.assert_allclose(brokers.portions(ties, codes, partial=partial), wanted, atol=1e-12)
    wanted = by_hand(learned, codes, partial=partial)
    found = brokers.portions(sparse.csr_array(learned), codes, partial=partial)
    np.testing.assert_allclose(found, wanted, atol=1e-12)


@pytest.mark.parametrize(("small", "few"), [(300, 10**6), (300, -1), (-1, 0)], ids=WAYS)
@EVERY
def test_many_labelings_are_one_after_the_other(n, share, small, few, monkeypatch):
    monkeypatch.setattr(engine, "SMALL", small)
    monkeypatch.setattr(brokers, "FEW", few)
    ties = sparse.csr_array((flows(n, share, seed=n) > 0).astype(float))
    labels = np.random.default_rng(n).integers(0, 4, size=(n, 21)).astype(np.int32)
    blocks = list(brokers.relabelled(ties, iter([labels[:, :20], labels[:, 20:]])))
    found = np.concatenate(blocks, axis=2)
    assert found.shape == (n, 5, 21)
    for lane in (0, 15, 16, 20):
        wanted = by_hand(ties.toarray(), labels[:, lane])
        np.testing.assert_array_equal(found[:, :, lane], wanted)


@pytest.mark.parametrize("sizes", [[3], [2, 1], [1, 1, 1], [2, 2, 1], [3, 0, 2]])
def test_chances_are_those_of_all_deals(sizes):
    labels = np.repeat(np.arange(len(sizes)), sizes)
    deals = [role(*labels[list(three)]) for three in itertools.permutations(range(len(labels)), 3)]
    wanted = np.bincount(deals, minlength=5) / len(deals)
    assert brokers.chances(np.array(sizes)).tolist() == pytest.approx(wanted.tolist())


@pytest.mark.parametrize("sizes", [[], [1], [2], [1, 1]])
def test_too_few_for_a_triple(sizes):
    assert brokers.chances(np.array(sizes)).tolist() == [0] * 5
