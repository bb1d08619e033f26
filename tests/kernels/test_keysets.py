"""Sets of key people: what a person adds, all sets against the search."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from netweave._kernels import keysets

GRAPHS = [nx.gnm_random_graph(9, ties, seed=ties) for ties in (3, 8, 12, 20, 36)]
GRAPHS += [nx.star_graph(8), nx.path_graph(9), nx.cycle_graph(9), nx.empty_graph(9)]


def goals(graph, candidates):
    """Give every goal on a graph."""
    matrix = nx.to_scipy_sparse_array(graph, nodelist=range(len(graph)), dtype=float).tocsr()
    matrix.sort_indices()
    return {
        "parting": keysets.parting(matrix),
        "distancing": keysets.distancing(matrix, candidates),
        "reaching": keysets.reaching(keysets.closeness(matrix, candidates, 1), candidates),
        "nearing": keysets.reaching(keysets.closeness(matrix, candidates, None), candidates),
    }


@pytest.mark.parametrize("graph", GRAPHS, ids=str)
@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("candidates", [range(9), (0, 2, 3, 5, 8)], ids=["all", "some"])
def test_the_best_of_all_sets_is_found(graph, size, candidates):
    candidates = np.array(candidates)
    for name, goal in goals(graph, candidates).items():
        sets = [list(map(int, some)) for some in combinations(candidates, size)]
        worths = [goal.worth(some) for some in sets]
        best = max(worths)
        found, as_good = keysets.every(goal, candidates, size)
        assert goal.worth(found) == pytest.approx(best, rel=1e-6), name
        assert as_good == sum(worth == pytest.approx(best, rel=1e-6) for worth in worths), name
        near = keysets.searched(goal, candidates, size, starts=5, seed=1)
        assert set(near) <= set(candidates.tolist())
        assert len(set(near)) == size
        assert goal.worth(near) == pytest.approx(best, rel=1e-6), name


@pytest.mark.parametrize("graph", GRAPHS, ids=str)
def test_what_a_person_adds_is_what_the_larger_set_is_worth(graph):
    candidates = np.arange(9)
    for name, goal in goals(graph, candidates).items():
        worths = goal.added([4])
        for person in set(range(9)) - {4}:
            if np.isfinite(worths[person]):
                assert worths[person] == pytest.approx(goal.worth([4, person]), rel=1e-6), name
        assert np.isfinite(worths).any()


def test_two_stars_are_parted_by_their_centres_and_reached_by_them():
    graph = nx.disjoint_union(nx.star_graph(4), nx.star_graph(3))
    graph.add_edge(1, 6)
    candidates = np.arange(len(graph))
    for goal in goals(graph, candidates).values():
        assert keysets.every(goal, candidates, 2) == ([0, 5], 1)
        assert keysets.searched(goal, candidates, 2, starts=1, seed=0) == [0, 5]
