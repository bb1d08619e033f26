"""Weights that multiply without being built, against the ones that a projection builds."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

import netweave as nw
from made_up_meetings import KINDS, meetings, workload
from netweave._kernels.operators import Both, Held

WEIGHTS = ("newman", "count", "resource_allocation")
X = np.array([0.5, -1, 2, 0, 3, 1, -0.25])


def close(left, right):
    np.testing.assert_allclose(left, right, rtol=1e-12, atol=1e-12)


def pieces_of(matrix, *, strong=False):
    """Give the pieces of a built matrix, each as a set of people."""
    way = "strong" if strong else "weak"
    return parts(sparse.csgraph.connected_components(matrix, connection=way)[1])


def parts(labels):
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}


def expect_same(ours, built):
    """Hold every answer of an operator against the matrix that it stands for."""
    table = built.toarray()
    close(ours.dense(), table)
    close(ours.times(X[: ours.n]), table @ X[: ours.n])
    wide = np.column_stack([X[: ours.n], np.arange(ours.n), np.ones(ours.n)])
    close(ours.times(wide), table @ wide)
    close(ours.turned().times(wide), table.T @ wide)
    close(ours.row_sums, table.sum(axis=1))
    close(ours.column_sums, table.sum(axis=0))
    close(ours.total, table.sum())
    close(ours.both().dense(), table + table.T)
    close(ours.both().times(X[: ours.n]), (table + table.T) @ X[: ours.n])
    close(ours.both().row_sums, (table + table.T).sum(axis=1))
    assert ours.pieces().shape == (ours.n,)
    assert parts(ours.pieces()) == pieces_of(built)
    assert parts(ours.both().pieces()) == pieces_of(built)
    assert parts(ours.pieces(strong=True)) == pieces_of(built, strong=True)
    assert (ours.row_sums[table.sum(axis=1) == 0] == 0).all(), "nobody learns from nobody"


@given(meetings(), st.sampled_from(KINDS), st.sampled_from(WEIGHTS), st.data())
def test_the_factors_are_the_projection(records, kind, weights, data):
    chosen = records.where(kind=kind)
    built = records.project(weights).where(kind=kind).matrix
    ours = chosen.factored(weights)
    expect_same(ours, built)
    expect_same(ours.turned(), built.T.tocsr())
    some = np.array(sorted(data.draw(st.sets(st.integers(0, 6)))), dtype=int)
    close(ours.among(some).dense(), built.toarray()[np.ix_(some, some)])
    close(ours.both().among(some).dense(), (built + built.T).toarray()[np.ix_(some, some)])
    close(ours.among(some).row_sums, built.toarray()[np.ix_(some, some)].sum(axis=1))


@given(meetings(), st.sampled_from(KINDS))
@settings(max_examples=6)
def test_a_projection_makes_the_chosen_kind_alone(records, kind):
    chosen = records.where(kind=kind)
    alone, whole = chosen.project(), records.project().where(kind=kind)
    assert list(alone.kinds.index) == [kind]
    assert (alone.matrix != whole.matrix).nnz == 0
    assert len(chosen.ties()) == len(whole.ties)
    theirs = records.shares()["pairs"].reindex(chosen.events.index)
    assert (chosen.shares()["pairs"].reindex(chosen.events.index) <= theirs).all()


@pytest.mark.parametrize("symmetric", [False, True])
def test_a_held_matrix_answers_alike(symmetric):
    arcs = sparse.csr_array(np.array([[0, 2.0, 0, 0], [1, 0, 3, 0], [0, 0, 0, 0], [0, 0, 0, 0]]))
    arcs = (arcs + arcs.T).tocsr() if symmetric else arcs
    expect_same(Held(arcs, symmetric), arcs)
    expect_same(Both(Held(arcs)), arcs + arcs.T)


def test_a_long_chain_is_one_piece():
    """More steps than the sweeps go: the graph itself is asked."""
    steps = np.arange(49)
    chain = sparse.csr_array((np.ones(49), (steps, steps + 1)), shape=(60, 60))
    found = Held(chain).pieces()
    assert parts(found) == {
        frozenset(range(50)),
        *(frozenset({person}) for person in range(50, 60)),
    }


def test_no_pair_is_built():
    """A session of 3,000 has 9 million arcs and 3,000 records."""
    people = [f"p{place:04}" for place in range(3000)]
    records = pd.DataFrame({"person": people, "event": "s"})
    ours = nw.Affiliations(people, pd.DataFrame(index=["s"]), records)
    ours = ours.where(kind="attendance_peer").factored()
    assert ours.learner.nnz == 3000
    close(ours.row_sums, 1.0)
    close(ours.times(np.arange(3000.0)), (3000 * 2999 / 2 - np.arange(3000)) / 2999)


def test_the_factors_are_kept_for_the_next_call():
    sessions = workload()
    chosen = sessions.where(kind="attendance_peer")
    assert chosen.factored() is chosen.factored("newman")
    assert chosen.factored("count") is not chosen.factored("newman")


class TestRefused:
    sessions = nw.Affiliations(
        list("ab"),
        pd.DataFrame({"wave": ["fall", "spring"]}, index=["s1", "s2"]),
        pd.DataFrame({"person": list("abab"), "event": ["s1", "s1", "s2", "s2"]}),
    )

    @pytest.mark.parametrize("weights", ["binary", "jaccard"])
    def test_weights_without_factors(self, weights):
        chosen = self.sessions.wave("fall").where(kind="attendance_peer")
        with pytest.raises(nw.errors.ArgumentError, match=f"Project first: .*'{weights}'"):
            chosen.factored(weights)

    def test_two_kinds_of_tie(self):
        with pytest.raises(nw.errors.DataError, match=r"where\(kind='attendance_peer'\)"):
            self.sessions.wave("fall").factored()

    def test_two_waves(self):
        with pytest.raises(nw.errors.DataError, match=r"sessions.wave\('fall'\)"):
            self.sessions.where(kind="attendance_peer").factored()

    def test_an_unknown_kind(self):
        with pytest.raises(nw.errors.ArgumentError, match="kind must be one of"):
            self.sessions.where(kind="coauthorship")

    def test_a_wave_keeps_the_chosen_kind(self):
        chosen = self.sessions.where(kind="attendance_peer").wave("fall")
        assert list(chosen.kinds.index) == ["attendance_peer"]
        assert chosen.the_wave == "fall"
        close(chosen.factored().row_sums, 1.0)

    def test_nothing_happened(self):
        nothing = self.sessions.records[:0]
        empty = nw.Affiliations(list("ab"), pd.DataFrame(index=pd.Index([], dtype="str")), nothing)
        with pytest.raises(nw.errors.DataError, match="there are no events"):
            empty.factored()
