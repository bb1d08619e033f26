"""A hub of weak ties beside a strong chain, solved by hand: what strengths change."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import netweave as nw

# h is tied with weight 1 to a, b and c, of whom a-b and b-c are tied with weight 8.
TIES = pd.DataFrame({
    "learner": list("hhhab"),
    "learned_from": list("abcbc"),
    "weight": [1.0, 1.0, 1.0, 8.0, 8.0],
})
NET = nw.Network(list("habc"), TIES)


def test_the_orders_of_betweenness():
    """Steps: h and b share a-c. Strengths: a-c runs over b, and h is on nobody's way."""
    assert nw.betweenness(NET).tolist() == [0.5, 0, 0.5, 0]
    assert nw.betweenness(NET, weighted=True).tolist() == [0, 0, 1, 0]
    found = nw.betweenness_agreement(NET).table
    # ranks 3.5, 1.5, 3.5, 1.5 and 2, 2, 4, 2: covariance 2, sums of squares 4 and 3
    assert found["estimate"].tolist() == pytest.approx([2 / 12**0.5])


def test_clustering():
    """Triangles h-a-b and h-b-c, of intensity (1/8 · 1/8 · 1)^(1/3) = 1/4 each."""
    assert nw.local_clustering(NET).tolist() == pytest.approx([2 / 3, 1, 2 / 3, 1])
    found = nw.local_clustering(NET, weighted=True)
    assert found.tolist() == pytest.approx([
        float(Fraction(1, 4) * Fraction(k, 3)) for k in (2, 3, 2, 3)
    ])
    # each triangle is one of the two that its ties could be: arrows one way each
    arrows = nw.local_clustering(NET, directed=True)
    assert arrows.tolist() == pytest.approx([float(Fraction(k, 6)) for k in (2, 3, 2, 3)])


def test_bridging():
    """Strengths 3, 9, 17, 9: b has betweenness 1, and (1/17)/(1/3 + 1/9 + 1/9)."""
    found = nw.bridging_centrality(NET, weighted=True)
    assert found.tolist() == pytest.approx([0, 0, float(Fraction(1, 17) / Fraction(5, 9)), 0])


def test_walks():
    """Two complete pairs: hyperbolic cosine and sine of 1, and nothing between the pairs."""
    pairs = nw.Network(
        list("abcd"), pd.DataFrame({"learner": list("ac"), "learned_from": ["b", "d"]})
    )
    block = np.array([[np.cosh(1), np.sinh(1)], [np.sinh(1), np.cosh(1)]])
    assert nw.communicability(pairs).to_numpy() == pytest.approx(np.kron(np.eye(2), block))
