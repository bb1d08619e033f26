"""Who else joins two contacts of a person, against a search on each network without the person."""

import itertools

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from netweave._kernels import backed, closing, engine, holes


def matrices():
    """Give sparse and dense random networks, with pieces and people alone, and none at all."""
    generator = np.random.default_rng(8)
    for n in (1, 2, 3, 5, 8, 13, 13, 13):
        for density in (0.1, 0.25, 0.6, 1.0):
            upper = np.triu(generator.random((n, n)) < density, 1)
            yield sparse.csr_array((upper | upper.T).astype(float))
    yield sparse.csr_array((0, 0))


def searched(matrix):
    """Give per cell who is tied to, hangs on the person for, and reaches the contact otherwise."""
    graph = nx.from_scipy_sparse_array(matrix)
    tied, sole, joined = np.zeros((3, *matrix.shape))
    for person in graph:
        left = graph.copy()
        left.remove_node(person)
        for one, other in itertools.permutations(graph[person], 2):
            tied[person, one] += graph.has_edge(one, other)
            common = set(graph[one]) & set(graph[other])
            sole[person, one] += not graph.has_edge(one, other) and common == {person}
            joined[person, one] += nx.has_path(left, one, other)
    return tied, sole, joined


@pytest.mark.parametrize(("work", "full"), [(backed.WORK, 0), (1, 0), (1, 2_000)])
def test_against_a_search_without_the_person(monkeypatch, work, full):
    monkeypatch.setattr(backed, "WORK", work)
    monkeypatch.setattr(backed, "FULL", full)
    for matrix in matrices():
        cells = backed.rows_of(matrix), matrix.indices
        tied, sole, joined = (table[cells].tolist() for table in searched(matrix))
        found = backed.tied_and_sole(matrix)
        assert found[0].tolist() == tied
        assert found[1].tolist() == sole
        assert backed.joined_otherwise(matrix).tolist() == joined
        count = np.bincount(cells[0], found[1], matrix.shape[0]) / 2
        assert count.tolist() == holes.sole_middles(matrix).tolist()


def test_the_compiled_walk_gives_the_same(monkeypatch):
    found = [backed.joined_otherwise(matrix).tolist() for matrix in matrices()]
    monkeypatch.setattr(engine, "SMALL", -1)
    assert found == [backed.joined_otherwise(matrix).tolist() for matrix in matrices()]


@pytest.mark.parametrize("step", [closing.STEP, 1])
def test_pairs_that_could_be_new_and_are_against_a_list_of_them(monkeypatch, step):
    monkeypatch.setattr(closing, "STEP", step)
    generator = np.random.default_rng(9)
    for matrix in matrices():
        n = matrix.shape[0]
        there = generator.random(n) < 0.8
        hidden = np.triu(generator.random((n, n)) < 0.2, 1)
        barred = (matrix.toarray() > 0) | hidden | hidden.T
        later = np.triu(generator.random((n, n)) < 0.4, 1) & ~barred
        later &= there[:, None] & there[None, :]
        dense, around, credit = matrix.toarray() > 0, np.zeros((2, n)), np.zeros(n)
        counts = np.zeros((2, 2), dtype=int)  # could, did × between, apart
        for one, other in itertools.combinations(np.flatnonzero(there), 2):
            if barred[one, other]:
                continue
            common = np.flatnonzero(dense[one] & dense[other])
            for which, counted in enumerate((True, later[one, other])):
                counts[which, int(not len(common))] += counted
                around[which, common] += counted
            credit[common] += later[one, other] / max(len(common), 1)
        new = sparse.csr_array((later | later.T).astype(float))
        blocked = sparse.csr_array(barred.astype(float))
        could, did = closing.closable(matrix, blocked, there), closing.closed(matrix, new)
        assert could.around.tolist() == around[0].tolist()
        assert did.around.tolist() == around[1].tolist()
        assert did.credit == pytest.approx(credit)
        assert [[could.between, could.apart], [did.between, did.apart]] == counts.tolist()
