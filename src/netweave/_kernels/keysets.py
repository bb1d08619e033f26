"""Sets of people that matter together: how good a set is, and the search for the best one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from netweave._kernels import cuts, engine, paths
from netweave._kernels.removal import remaining
from netweave._kernels.sweeps import sweep

BLOCK = 256
LEAST = 1e-12
FIRST = 16  # how many are tried before the rest, in a small network
DEEP = 20  # where people are so far apart, it is quicker to try all than to ask who might be best
SLACK = 1e-6  # more than what rounding can make of a bound

Add = Callable[[list[int]], np.ndarray]


@dataclass(frozen=True)
class Goal:
    """What a set is to be good at.

    Parameters
    ----------
    worth : callable
        Gives how good a set is.
    added : callable
        Gives, for a set, how good it would be with each person added.
    """

    worth: Callable[[list[int]], float]
    added: Add


def without(matrix: sparse.csr_array, chosen: list[int]) -> sparse.csr_array:
    """Give the matrix with everybody in their place, and the chosen tied to nobody."""
    keep = np.ones(matrix.shape[0])
    keep[chosen] = 0.0
    lone = sparse.diags_array(keep)
    left: sparse.csr_array = (lone @ matrix @ lone).tocsr()
    left.eliminate_zeros()
    left.sort_indices()
    return left


def joined(matrix: sparse.csr_array) -> float:
    """Count the unordered pairs that can reach each other."""
    return float(paths.joined_pairs(csgraph.connected_components(matrix, directed=False)[1]))


def near(matrix: sparse.csr_array) -> float:
    """Sum 1/d over unordered pairs."""
    return float(sweep(matrix).near.sum()) / 2


def parting(matrix: sparse.csr_array) -> Goal:
    """Leave few pairs that can reach each other: the fewer, the better."""

    def added(chosen: list[int]) -> np.ndarray:
        pairs, separated = cuts.pairs_separated(without(matrix, chosen))
        kept: np.ndarray = separated - pairs
        return kept

    return Goal(lambda chosen: -joined(without(matrix, chosen)), added)


def distancing(matrix: sparse.csr_array, candidates: np.ndarray) -> Goal:
    """Leave the others far from each other: the less the sum of 1/d, the better.

    Whoever cannot be the best is not tried: without a person the sum falls by the person's own
    share, and by at most 1/2 for each pair whose shortest paths all pass through the person. In a
    small network trying all the rest together costs no more than trying a few.
    """

    def added(chosen: list[int]) -> np.ndarray:
        left = without(matrix, chosen)
        found = np.full(matrix.shape[0], -np.inf)
        free = candidates[~np.isin(candidates, chosen)]
        one_by_one = engine.compiled(len(found))
        swept = sweep(left)
        if swept.farthest.max(initial=0) > DEEP and not one_by_one:
            found[free] = -remaining(left, free)[0] / 2
            return found
        between = paths.betweenness(left)
        most = swept.near + between / 4 - swept.near.sum() / 2
        free = free[np.argsort(-most[free], kind="stable")]
        step = 1 if one_by_one else FIRST
        while len(free):
            some, free = free[:step], free[step:]
            found[some] = most[some]
            some = some[between[some] > 0] if one_by_one else some
            found[some] = -remaining(left, some)[0] / 2
            free = free[most[free] > found.max() - SLACK]
            step = 1 if one_by_one else len(free)
        return found

    return Goal(lambda chosen: -near(without(matrix, chosen)), added)


def reaching(closeness: np.ndarray, candidates: np.ndarray) -> Goal:
    """Come close to many others: the sum, over those outside, of the best any member has.

    One row of closeness per candidate, one column per person.
    """
    row = np.full(closeness.shape[1], -1)
    row[candidates] = np.arange(len(candidates))

    def best(chosen: list[int]) -> np.ndarray:
        held = closeness[row[chosen]]
        reached: np.ndarray = held.max(axis=0, initial=0.0).astype(float)
        reached[chosen] = 0.0
        return reached

    def added(chosen: list[int]) -> np.ndarray:
        already = best(chosen)
        outside = np.ones(len(row), dtype=bool)
        outside[chosen] = False
        worth = np.full(len(row), -np.inf)
        for first in range(0, len(candidates), BLOCK):
            some = candidates[first : first + BLOCK]
            both = np.maximum(closeness[first : first + BLOCK], already)
            worth[some] = both[:, outside].sum(axis=1, dtype=float) - already[some]
        return worth

    return Goal(lambda chosen: float(best(chosen).sum()), added)


def closeness(matrix: sparse.csr_array, people: np.ndarray, steps: int | None) -> np.ndarray:
    """Give 1/d from some people to everybody, or 1 within so many steps; 0 to themselves."""
    found = np.zeros((len(people), matrix.shape[0]), dtype=np.float32)
    for first in range(0, len(people), BLOCK):
        some = people[first : first + BLOCK]
        limit = np.inf if steps is None else steps
        far = csgraph.dijkstra(matrix, unweighted=True, indices=some, limit=limit)
        close = np.isfinite(far) & (far > 0)
        if steps is None:
            np.divide(1.0, far, out=found[first : first + BLOCK], where=close, casting="same_kind")
        else:
            found[first : first + BLOCK] = close
    return found


def every(goal: Goal, candidates: np.ndarray, size: int) -> tuple[list[int], int]:
    """Try all sets of a size; of equally good ones, give the first, and how many they are."""
    best: list[int] = candidates[:size].tolist()
    worth, as_good = -np.inf, 0
    for start in combinations(range(len(candidates)), size - 1):
        later = candidates[(start[-1] + 1 if start else 0) :]
        if not len(later):
            continue
        chosen = candidates[list(start)].tolist() if start else []
        values = goal.added(chosen)[later]
        place = int(np.argmax(values))
        if values[place] > worth + LEAST:
            best, worth = [*chosen, int(later[place])], float(values[place])
            as_good = 0
        as_good += int((values >= worth - LEAST).sum())
    return best, as_good


def _next(goal: Goal, chosen: list[int], candidates: np.ndarray) -> tuple[int, float]:
    """Give the candidate who adds most to a set, and how good the set is then."""
    values = goal.added(chosen)
    free = candidates[~np.isin(candidates, chosen)]
    best = int(free[np.argmax(values[free])])
    return best, float(values[best])


def _starts(
    goal: Goal, candidates: np.ndarray, size: int, starts: int, seed: int
) -> Iterator[list[int]]:
    """Give the set that takes the best next person each time, then random sets."""
    greedy: list[int] = []
    while len(greedy) < size:
        greedy.append(_next(goal, greedy, candidates)[0])
    yield greedy
    rng = np.random.default_rng(seed)
    for _ in range(starts - 1):
        yield rng.choice(candidates, size, replace=False).tolist()


def _remembered(goal: Goal) -> Goal:
    """Compute what each set would gain once only: searches come by the same sets again."""
    known: dict[frozenset[int], np.ndarray] = {}

    def added(chosen: list[int]) -> np.ndarray:
        key = frozenset(chosen)
        if key not in known:
            known[key] = goal.added(chosen)
        return known[key]

    return Goal(goal.worth, added)


def searched(goal: Goal, candidates: np.ndarray, size: int, starts: int, seed: int) -> list[int]:
    """From each start, exchange one member for the best other while that helps; give the best."""
    best: list[int] = []
    worth = -np.inf
    goal = _remembered(goal)
    for start in _starts(goal, candidates, size, starts, seed):
        chosen, value, idle = start, goal.worth(start), 0
        while idle < size:
            rest = chosen[1:]
            other, changed = _next(goal, rest, candidates)
            idle += 1
            if changed > value + LEAST:
                value, idle = changed, 1
            else:
                other = chosen[0]
            chosen = [*rest, other]
        if value > worth + LEAST:
            best, worth = chosen, value
    return sorted(best)
