"""The vertex bootstrap: three people in full, pairs of networks, and what it cannot say."""

from functools import partial
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

import netweave as nw
from netweave.compare import vertex_bootstrap
from small_networks import IDS, network


def row(*arguments, **options):
    """Give the first row of a finding."""
    return vertex_bootstrap(*arguments, **{"seed": 1, **options}).table.iloc[0]


def every_draw(tied):
    """Give (probability, density) of every draw of three people, copies' pairs filled anew."""
    pairs = list(combinations(range(3), 2))
    for place in product(range(3), repeat=3):
        copies = [pair for pair in pairs if place[pair[0]] == place[pair[1]]]
        known = sum(tied[place[a], place[b]] for a, b in pairs if place[a] != place[b])
        for filled in product(pairs, repeat=len(copies)):
            total = known + sum(tied[pair] for pair in filled)
            yield 3.0 ** -(3 + len(copies)), total / 3


def test_three_people_in_full():
    net = network([(0, 1)], 3)
    tied = net.structure().toarray()
    chances, values = map(np.array, zip(*every_draw(tied), strict=True))
    assert chances.sum() == pytest.approx(1)
    assert chances @ values == pytest.approx(1 / 3)  # no bias, whatever is drawn
    exact = np.sqrt(chances @ (values - 1 / 3) ** 2)
    found = row(net, nw.density, draws=1_500)
    assert found["estimate"] == pytest.approx(1 / 3)
    assert found["std_error"] == pytest.approx(exact, rel=0.08)
    reach = 1.959963984540054 * found["std_error"]
    assert found["conf_high"] - found["estimate"] == pytest.approx(reach)


def test_it_is_conservative():
    # ties at random: the true spread of the density is known
    rng = np.random.default_rng(8)
    n, chance = 7, 0.4
    pairs = list(combinations(range(n), 2))
    found = []
    for seed in range(15):
        ties = [pair for pair in pairs if rng.random() < chance]
        found.append(row(network(ties, n), nw.density, draws=60, seed=seed)["std_error"])
    assert np.mean(found) > np.sqrt(chance * (1 - chance) / len(pairs))


def test_columns_of_people_go_with_them():
    net = network([(0, 1), (1, 2), (2, 3)], 4, organization=["a", "a", "b", "b"])

    def inside(one):
        homes = one.people["organization"].to_numpy()
        ties = one.structure().tocoo()
        return (homes[ties.row] == homes[ties.col]).sum() / 2

    found = row(net, inside, draws=50)
    assert found["estimate"] == 2
    assert found["std_error"] > 0


def test_a_pair_of_networks_is_drawn_together():
    before, after = network([(0, 1), (1, 2)], 5), network([(0, 1), (1, 2), (2, 3), (3, 4)], 5)
    found = vertex_bootstrap((before, after), nw.density, draws=300, seed=1)
    assert found.table["term"].tolist() == ["density_difference", "density_before", "density_after"]
    assert found.table["estimate"].tolist() == pytest.approx([0.2, 0.2, 0.4])
    first = found.table.iloc[0]
    assert first["statistic"] == pytest.approx(0.2 / first["std_error"])
    assert 0 < first["p_value"] < 1
    # drawn apart the difference would vary by both; the two share ties
    apart = np.hypot(*found.table["std_error"].iloc[1:])
    assert first["std_error"] < apart
    assert found.claim == 1  # no wave was named: a difference, not a change
    same = row((before, before), nw.density, draws=20)
    assert (same["estimate"], same["reason"]) == (0, "NO_VARIANCE")


def test_two_waves_are_a_change_and_no_effect():
    ties = pd.DataFrame({
        "learner": ["ana", "ana", "ben", "cleo"],
        "learned_from": ["ben", "ben", "cleo", "dan"],
        "wave": ["spring", "fall", "fall", "fall"],
    })
    net = nw.Network(IDS[:5], ties, waves=["spring", "fall"])
    found = vertex_bootstrap((net.wave("spring"), net.wave("fall")), nw.density, draws=50, seed=1)
    assert found.claim == 3
    assert found.sentence.endswith("this is change, not effect.")
    assert "1.1 to 1.5 times too large" in found.sentence
    assert found.passport.wave == "spring and fall"


def test_only_those_in_both_are_drawn():
    other = nw.Network(["dan", "ben", "ana", "zoe"],
                       pd.DataFrame({"learner": ["ana"], "learned_from": ["dan"]}))  # fmt: skip
    found = vertex_bootstrap((network([(0, 1), (2, 3)]), other), nw.density, draws=20, seed=1)
    assert found.passport.people == 3
    assert found.table["estimate"].tolist() == pytest.approx([0, 1 / 3, 1 / 3])


@pytest.mark.parametrize(
    ("arcs", "n", "statistic", "reason"),
    [
        ([], 0, nw.density, "EMPTY"),
        ([], 1, nw.density, "N<2"),
        ([], 4, nw.density, "NO_VARIANCE"),
        ([(a, b) for a in range(4) for b in range(a)], 4, nw.density, "NO_VARIANCE"),
        ([], 4, nw.centralization, "NO_VARIANCE"),
        ([(0, 1)], 4, nw.transitivity, "NO_TWO_PATHS"),
    ],
)
def test_what_has_no_interval_has_a_reason(arcs, n, statistic, reason):
    found = vertex_bootstrap(network(arcs, n), statistic, draws=20, seed=1)
    only = found.table.iloc[0]
    assert only["reason"] == reason
    assert only[["std_error", "conf_low", "conf_high"]].isna().all()
    assert found.claim == 1
    assert "no interval: " in found.sentence or "is undefined here: " in found.sentence


def test_what_is_refused():
    net = network([(0, 1), (1, 2)])
    with pytest.raises(
        nw.errors.ArgumentError, match="draws must be 2 or more, and a whole number"
    ):
        vertex_bootstrap(net, nw.density, draws=1, seed=1)
    with pytest.raises(nw.errors.ArgumentError, match="seed must be"):
        vertex_bootstrap(net, nw.density, seed=None)
    with pytest.raises(nw.errors.ArgumentError, match="must be a function that gives one number"):
        vertex_bootstrap(net, nw.degree, seed=1)
    with pytest.raises(nw.errors.ArgumentError, match="must be one network or two, got 3"):
        vertex_bootstrap((net, net, net), nw.density, seed=1)
    heavy = nw.Network(IDS[:3], pd.DataFrame({
        "learner": ["ana"], "learned_from": ["ben"], "weight": [7.0],
    }))  # fmt: skip

    def hours(one):
        return one.matrix.sum()

    with pytest.raises(nw.errors.ArgumentError, match="Strengths and kinds are not drawn"):
        vertex_bootstrap(heavy, partial(hours), seed=1)
    stranger = nw.Network(["zoe"], pd.DataFrame({"learner": [], "learned_from": []}))
    with pytest.raises(nw.errors.DataError):
        vertex_bootstrap((net, stranger), nw.density, seed=1)
