"""Laws of random networks: what must be kept is, and no effect gives no finding."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import netweave as nw

NAMES = [f"p{number:02}" for number in range(12)]
some = settings(max_examples=10)


@st.composite
def networks(draw):
    """Draw people of two organizations, some of whom did not answer, and their arcs."""
    ids = NAMES[: draw(st.integers(2, 9))]
    answered = draw(st.lists(st.sampled_from([True, True, False]),
                             min_size=len(ids), max_size=len(ids)))  # fmt: skip
    speakers = [person for person, spoke in zip(ids, answered, strict=True) if spoke] or ids[:1]
    pair = st.tuples(st.sampled_from(speakers), st.sampled_from(ids))
    rows = draw(st.lists(pair.filter(lambda p: p[0] != p[1]), max_size=25))
    people = pd.DataFrame(
        {
            "organization": (["A", "B", "B"] * 3)[: len(ids)],
            "responded": [person in speakers for person in ids],
        },
        index=ids,
    )
    return nw.Network(people, pd.DataFrame(rows, columns=["learner", "learned_from"]))


def census(table):
    both = int((table * table.T).sum()) // 2
    return both, int(table.sum()) - 2 * both


@some
@given(networks(), st.integers(0, 5))
def test_degrees_are_kept_exactly(net, seed):
    for directed in (False, True):
        table = net.structure(directed=directed).toarray()
        for one in nw.null_networks(net, "degrees", draws=3, seed=seed, directed=directed):
            other = one.structure(directed=True).toarray()
            assert (other.sum(axis=0) == table.sum(axis=0)).all()
            assert (other.sum(axis=1) == table.sum(axis=1)).all()
            assert not other.diagonal().any()
            assert directed or (other == other.T).all()


@some
@given(networks(), st.integers(0, 5))
def test_sizes_and_the_dyad_census_are_kept_exactly(net, seed):
    table = net.structure(directed=True).toarray()
    for one in nw.null_networks(net, "dyads", draws=3, seed=seed):
        assert census(one.structure(directed=True).toarray()) == census(table)
    for directed in (False, True):
        for one in nw.null_networks(net, "ties", draws=3, seed=seed, directed=directed):
            assert one.structure(directed=directed).nnz == net.structure(directed=directed).nnz


@some
@given(networks(), st.sampled_from(["ties", "dyads", "degrees"]), st.integers(0, 5))
def test_arcs_nobody_could_report_stay(net, null, seed):
    silent = ~net.people["responded"].to_numpy(dtype=bool)
    table = net.structure(directed=True).toarray()
    for one in nw.null_networks(net, null, draws=3, seed=seed, directed=True):
        assert (one.structure(directed=True).toarray()[silent] == table[silent]).all()


@some
@given(networks(), st.sampled_from(["ties", "degrees", "labels"]))
def test_every_percentile_lies_strictly_between_0_and_1(net, null):
    for measure in (nw.betweenness, nw.centralization):
        table = nw.against_chance(net, measure, null, draws=9, seed=1).table
        judged = table["percentile"].dropna()
        assert judged.between(1 / 20, 19 / 20).all()
        assert (table["percentile"].isna() == table["reason"].notna()).all()


def spread(net):
    """Sum a number per tie that hangs on who is tied: no two networks have the same."""
    cells = net.structure(directed=True).tocoo()
    return float(np.sin(cells.row * 12.9898 + cells.col * 78.233).sum())


@pytest.mark.parametrize("null", ["ties", "dyads", "degrees", "labels"])
def test_percentiles_are_uniform_where_there_is_no_effect(null, slow):
    """Each network is judged that was itself drawn from the null."""
    generator = np.random.default_rng(11)
    arcs = np.argwhere((generator.random((12, 12)) < 0.25) & ~np.eye(12, dtype=bool))
    people = pd.DataFrame({"organization": list("AABBBCCCCDDD")}, index=NAMES)
    ties = pd.DataFrame({
        "learner": [NAMES[a] for a, _ in arcs],
        "learned_from": [NAMES[b] for _, b in arcs],
    })
    start, options = nw.Network(people, ties), {"directed": True}
    measure = spread
    if null == "labels":
        worth = {name: float(np.sin(99 * place)) for place, name in enumerate(NAMES)}
        share = pd.Series(worth)
        options = {"group": "organization"}

        def measure(net):
            ranks = net.people["organization"].map({"A": 0.0, "B": 1.0, "C": 2.5, "D": 5.1})
            return float((ranks * share).sum())

    count = 600 if slow else 50
    found = [
        nw.against_chance(one, measure, null, draws=29, seed=1000 + place, **options)
        .table["percentile"].item()
        for place, one in enumerate(nw.null_networks(start, null, draws=count, seed=3, **options))
    ]  # fmt: skip
    assert stats.kstest(found, "uniform").pvalue > 0.001
