"""Weights added up by the groups of people at their other end."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from netweave._kernels.operators import Both, Factored, Held, Weights

STEP = 4096  # people at a time, so that only their sums per group are held
ROOM = 8  # cells per record up to which the groups at all meetings are counted in one table


def inside(weights: Weights, codes: np.ndarray) -> np.ndarray:
    """Give how much each person learned from others of the same group; -1 is no group."""
    if isinstance(weights, Both):
        return np.asarray(inside(weights.one, codes) + inside(weights.one.turned(), codes))
    if isinstance(weights, Factored):
        return _inside_met(weights, codes)
    assert isinstance(weights, Held)
    cells = weights.matrix
    row = np.repeat(np.arange(weights.n), np.diff(cells.indptr))
    alike = (codes[row] == codes[cells.indices]) & (codes[row] >= 0)
    return np.bincount(row[alike], cells.data[alike], weights.n).astype(float)


def _inside_met(weights: Factored, codes: np.ndarray) -> np.ndarray:
    """Count everybody's own group at each meeting, and add up what one gets from each there."""
    groups = max(int(codes.max(initial=-1)) + 1, 1)
    cells = _own_group(weights.learner, codes, groups)
    same = weights.learner is weights.learned_from
    there = cells if same else _own_group(weights.learned_from, codes, groups)
    taught = np.repeat(weights.by_column, np.diff(weights.learned_from.indptr))
    others = weights.learner.copy()
    others.data = _sums(there, taught, cells, groups * len(weights.each)).astype(float)
    if same:
        others.data -= taught
    else:
        both = weights.learner.multiply(weights.learned_from).tocsr()
        others = (others - sparse.diags_array(weights.by_column) @ both).tocsr()
    found = weights.by_row * (others @ weights.each)
    return np.asarray(np.where(codes >= 0, found, 0.0))


def inside_by_deal(weights: Factored, people: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Add up the weights inside groups among some people, for each column of their labels.

    No pair is built: at each meeting what a group gives and what it takes are multiplied.
    """
    groups = int(labels.max(initial=-1)) + 1
    learning = (sparse.diags_array(weights.by_row) @ weights.learner).T.tocsr()
    taught = learning
    if not weights.symmetric:
        taught = (sparse.diags_array(weights.by_column) @ weights.learned_from).T.tocsr()
    oneself = weights.diagonal[people].sum()
    found = np.empty(labels.shape[1])
    codes = np.full(weights.n, -1)
    for deal, column in enumerate(labels.T):
        codes[people] = column
        member = _members(codes, groups)
        given = learning @ member
        taken = given if taught is learning else taught @ member
        found[deal] = weights.each @ given.multiply(taken).sum(axis=1) - oneself
    return found


def _own_group(table: sparse.csr_array, codes: np.ndarray, groups: int) -> np.ndarray:
    """Give each record the number of its meeting and group; below 0 without a group."""
    group = np.repeat(codes.astype(np.int64), np.diff(table.indptr))
    return np.where(group >= 0, table.indices * np.int64(groups) + group, -1)


def _sums(cells: np.ndarray, values: np.ndarray, asked: np.ndarray, count: int) -> np.ndarray:
    """Add up values by cell, and give the sum of each cell asked for; of what is below 0, any."""
    if count <= ROOM * len(cells):
        known = cells >= 0
        table = np.bincount(cells[known], values[known], count + 1)
        return np.asarray(table[asked])
    names, place = np.unique(cells, return_inverse=True)
    sums = np.bincount(place, values, len(names))
    if asked is cells:
        return np.asarray(sums[place])
    found = np.minimum(np.searchsorted(names, asked), len(names) - 1)
    return np.where(names[found] == asked, sums[found], 0.0)


def between(weights: Weights, codes: np.ndarray, groups: int) -> np.ndarray:
    """Give how much each group (row) learned from each group (column)."""
    if isinstance(weights, Both):
        found = between(weights.one, codes, groups)
        return np.asarray(found + found.T)
    member = _members(codes, groups)
    if not isinstance(weights, Factored):
        assert isinstance(weights, Held)
        return np.asarray((member.T @ weights.matrix @ member).toarray(), dtype=float)
    given = (sparse.diags_array(weights.by_row) @ member).T.tocsr() @ weights.learner
    taken = (sparse.diags_array(weights.by_column) @ member).T.tocsr() @ weights.learned_from
    found = ((given @ sparse.diags_array(weights.each)) @ taken.T.tocsr()).toarray()
    known = codes >= 0
    own = inside(weights, codes)  # nobody learns from themselves
    np.fill_diagonal(found, np.bincount(codes[known], own[known], groups))
    return np.asarray(found)


def squares(weights: Weights, codes: np.ndarray, groups: int) -> np.ndarray:
    """Give the sum, over groups, of the square of what each person learned from the group."""
    member = _members(codes, groups)
    blocks = [
        np.asarray(spread.power(2).sum(axis=1)).ravel() for spread in _spread(weights, member)
    ]
    return np.concatenate(blocks)


def _spread(weights: Weights, member: sparse.csr_array) -> Iterator[sparse.csr_array]:
    """Give how much everybody learned from each group, in blocks of people."""
    if isinstance(weights, Both):
        for one, other in zip(
            _spread(weights.one, member), _spread(weights.one.turned(), member), strict=True
        ):
            yield one + other
        return
    starts = range(0, max(weights.n, 1), STEP)
    if isinstance(weights, Held):
        yield from ((weights.matrix[first : first + STEP] @ member).tocsr() for first in starts)
        return
    assert isinstance(weights, Factored)
    there = weights.learned_from.T @ (sparse.diags_array(weights.by_column) @ member)
    there = (sparse.diags_array(weights.each) @ there).tocsr()
    for first in starts:
        here = slice(first, first + STEP)
        by_row = sparse.diags_array(weights.by_row[here])
        own = sparse.diags_array(weights.diagonal[here])
        yield (by_row @ (weights.learner[here] @ there) - own @ member[here]).tocsr()


def _members(codes: np.ndarray, groups: int) -> sparse.csr_array:
    """Give people × groups, 1 where a person belongs."""
    known = np.flatnonzero(codes >= 0)
    ends = (known, codes[known])
    found: sparse.csr_array = sparse.csr_array((np.ones(len(known)), ends), (len(codes), groups))
    return found
