"""What falls apart when one person goes: pairs separated, for every person in one sweep."""

from __future__ import annotations

import numpy as np
from scipy import sparse


def pairs_separated(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Give per person how many joined pairs of others there are, and how many it alone joins.

    Symmetric 0/1 matrix. One depth-first walk (Hopcroft & Tarjan 1973): a branch below a person
    that has no way around the person is a piece of its own once the person is gone.
    """
    n = matrix.shape[0]
    _, labels = sparse.csgraph.connected_components(matrix, directed=False)
    sizes = np.bincount(labels, minlength=1)
    pairs = int((sizes * (sizes - 1) // 2).sum())
    others = sizes[labels] - 1
    joined = pairs - others
    pieces = _pieces(matrix)
    separated = np.zeros(n)
    for person in range(n):
        rest = int(others[person]) - sum(pieces[person])
        sizes_after = [*pieces[person], rest]
        kept = sum(size * (size - 1) // 2 for size in sizes_after)
        separated[person] = int(others[person]) * (int(others[person]) - 1) // 2 - kept
    return joined.astype(float), separated


def _depth_first(matrix: sparse.csr_array) -> tuple[list[int], list[int]]:
    """Walk as deep as possible first; give everybody in the order met, and whom they came from."""
    n = matrix.shape[0]
    indptr, indices = matrix.indptr.tolist(), matrix.indices.tolist()
    ways = [iter(indices[indptr[person] : indptr[person + 1]]) for person in range(n)]
    met: list[int] = []
    parent, seen = [-1] * n, [False] * n
    for root in range(n):
        stack = [] if seen[root] else [root]
        met += stack
        seen[root] = True
        while stack:
            other = next(ways[stack[-1]], -1)
            if other < 0:
                stack.pop()
            elif not seen[other]:
                seen[other] = True
                parent[other] = stack[-1]
                met.append(other)
                stack.append(other)
    return met, parent


def _pieces(matrix: sparse.csr_array) -> list[list[int]]:
    """Give per person the sizes of the branches that only this person ties to the rest."""
    n = matrix.shape[0]
    met, parent = _depth_first(matrix)
    order = np.empty(n, dtype=np.int64)
    order[met] = np.arange(n)
    highest = order.copy()
    cells = matrix.tocoo()
    np.minimum.at(highest, cells.row, order[cells.col])
    when, low = order.tolist(), highest.tolist()
    size = [1] * n
    pieces: list[list[int]] = [[] for _ in range(n)]
    for person in reversed(met):
        above = parent[person]
        if above < 0:
            continue
        size[above] += size[person]
        low[above] = min(low[above], low[person])
        if low[person] >= when[above]:
            pieces[above].append(size[person])
    return pieces
