"""What falls apart when one person goes, in many small networks at once, step by step.

Symmetric 0/1 matrices, laid along the diagonal of one. Blocks, the parts that hang together without
any one person, are found with a tree of shortest paths (Tarjan & Vishkin 1985): two ties of the
tree are in one block if a tie beside the tree leads around the person between them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components


class Tree(NamedTuple):
    """A tree of shortest paths in each piece.

    Parameters
    ----------
    parent : int array
        Whom everybody was met from, -1 for the first of a piece.
    levels : list of int arrays
        The people so many steps from the first, those met from one person side by side.
    """

    parent: np.ndarray
    levels: list[np.ndarray]


def pairs_separated(stack: sparse.csr_array, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Give per person of each network of n how many joined pairs of others there are, and parted.

    As `cuts.pairs_separated` does for one network; one row per network.
    """
    people = stack.shape[0]
    _, piece = connected_components(stack, directed=False)
    sizes = np.bincount(piece, minlength=1)
    tree = _tree(stack, piece)
    size, block = _blocks(stack, tree)
    below = np.flatnonzero(tree.parent >= 0)
    above = tree.parent[below]
    cut = block[below] != block[above]
    held = np.bincount(block[below[cut]], weights=size[below[cut]], minlength=people)
    top = np.full(people, -1, dtype=np.int64)
    top[block[below[cut]]] = above[cut]
    hangs = np.flatnonzero(top >= 0)
    branches = np.bincount(top[hangs], weights=held[hangs], minlength=people)
    kept = np.bincount(top[hangs], weights=_pairs(held[hangs]), minlength=people)
    others = (sizes[piece] - 1).astype(float)
    left = kept + _pairs(others - branches)
    # Everybody's share of the pairs of their piece adds up to all pairs of their network.
    joined = (others / 2.0).reshape(-1, n).sum(axis=1, keepdims=True)
    return joined - others.reshape(-1, n), (_pairs(others) - left).reshape(-1, n)


def _pairs(people: np.ndarray) -> np.ndarray:
    pairs: np.ndarray = people * (people - 1) / 2.0
    return pairs


def _tree(matrix: sparse.csr_array, piece: np.ndarray) -> Tree:
    """Go out from the first person of each piece, a step at a time in all of them."""
    indptr, indices = matrix.indptr.astype(np.int64), matrix.indices
    parent = np.full(len(piece), -1, dtype=np.int64)
    front = np.unique(piece, return_index=True)[1]
    seen = np.zeros(len(piece), dtype=bool)
    seen[front] = True
    levels = [front]
    while True:
        number = indptr[front + 1] - indptr[front]
        total = int(number.sum())
        place = np.arange(total) + np.repeat(indptr[front] - np.cumsum(number) + number, number)
        other = indices[place]
        new = ~seen[other]
        if not new.any():
            return Tree(parent, levels)
        # Met from several, from the last of them; those of one person stay side by side.
        met, stem = other[new], np.repeat(front, number)[new]
        parent[met] = stem
        front = met[parent[met] == stem]
        seen[front] = True
        levels.append(front)


def _blocks(matrix: sparse.csr_array, tree: Tree) -> tuple[np.ndarray, np.ndarray]:
    """Give everybody's branch, themselves included, and the block of the tie to whom they met."""
    people, parent = matrix.shape[0], tree.parent
    size = np.ones(people, dtype=np.int64)
    for level in tree.levels[:0:-1]:
        np.add.at(size, parent[level], size[level])
    order = _order(tree, size)
    row = np.repeat(np.arange(people), np.diff(matrix.indptr))
    column = matrix.indices
    around = (parent[row] != column) & (parent[column] != row)
    row, column = row[around], column[around]
    low, high = order.copy(), order.copy()
    np.minimum.at(low, row, order[column])
    np.maximum.at(high, row, order[column])
    for level in tree.levels[:0:-1]:
        np.minimum.at(low, parent[level], low[level])
        np.maximum.at(high, parent[level], high[level])
    stem = np.maximum(parent, 0)
    out = (low < order[stem]) | (high >= order[stem] + size[stem])
    up = np.flatnonzero((parent >= 0) & (parent[stem] >= 0) & out)
    ends = np.concatenate([row, up]), np.concatenate([column, parent[up]])
    joined = sparse.coo_array((np.ones(len(ends[0]), dtype=np.int8), ends), shape=matrix.shape)
    return size, connected_components(joined.tocsr(), directed=False)[1]


def _order(tree: Tree, size: np.ndarray) -> np.ndarray:
    """Give people numbers, so that a branch is a run of them that begins with its first."""
    order = np.zeros(len(size), dtype=np.int64)
    first = tree.levels[0]
    order[first] = np.cumsum(size[first]) - size[first]
    for level in tree.levels[1:]:
        stem, before = tree.parent[level], np.cumsum(size[level]) - size[level]
        begins = np.flatnonzero(np.append(True, stem[1:] != stem[:-1]))
        run = np.repeat(before[begins], np.diff(np.append(begins, len(level))))
        order[level] = order[stem] + 1 + before - run
    return order
