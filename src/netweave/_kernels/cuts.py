"""What falls apart when one person or one tie goes, for everybody in one sweep.

Symmetric 0/1 matrices. One depth-first walk (Hopcroft & Tarjan 1973): a branch below a person that
has no way around the person is a piece of its own once the person is gone.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from netweave._kernels import engine

Walk = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _ints(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Give the rows of a matrix in the one type that is compiled for."""
    return (
        np.ascontiguousarray(matrix.indptr, dtype=np.int64),
        np.ascontiguousarray(matrix.indices, dtype=np.int32),
    )


def walk(matrix: sparse.csr_array) -> Walk:
    """Walk as deep as possible first.

    Gives per person the place in the order met, the person they were met from (-1 for the first
    of a piece), the size of the branch below, themselves included, and the earliest place that
    the branch is tied to, its own stem left out.
    """
    if engine.compiled(matrix.shape[0]):
        from netweave._kernels.compiled.cuts import walk as compiled  # noqa: PLC0415

        found: Walk = compiled(*_ints(matrix))
        return found
    return _walk_in_python(matrix)


def _near(matrix: sparse.csr_array) -> list[int]:
    """Give everybody's contacts as a number with their bits."""
    cells = np.zeros(matrix.shape, dtype=bool)
    cells[np.repeat(np.arange(len(cells)), np.diff(matrix.indptr)), matrix.indices] = True
    packed = np.packbits(cells, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def _depth_first(matrix: sparse.csr_array) -> tuple[list[int], list[int]]:
    """Give everybody in the order met, and whom they were met from."""
    n = matrix.shape[0]
    near = _near(matrix)
    met: list[int] = []
    parent, unseen = [-1] * n, (1 << n) - 1
    for root in range(n):
        stack = [root] if unseen >> root & 1 else []
        met += stack
        unseen &= ~(1 << root)
        while stack:
            ways = near[stack[-1]] & unseen
            if not ways:
                stack.pop()
                continue
            other = (ways & -ways).bit_length() - 1
            unseen ^= 1 << other
            parent[other] = stack[-1]
            met.append(other)
            stack.append(other)
    return met, parent


def _walk_in_python(matrix: sparse.csr_array) -> Walk:
    n = matrix.shape[0]
    met, above = _depth_first(matrix)
    order, parent = np.empty(n, dtype=np.int64), np.array(above, dtype=np.int64)
    order[met] = np.arange(n)
    ties = np.diff(matrix.indptr)
    earliest = order[matrix.indices]
    earliest[np.repeat(parent, ties) == matrix.indices] = n
    lowest = order.copy()
    some = np.flatnonzero(ties)
    if len(some):
        lowest[some] = np.minimum.reduceat(earliest, matrix.indptr[some])
    low, size = np.minimum(lowest, order).tolist(), [1] * n
    for person in reversed(met):
        if above[person] >= 0:
            size[above[person]] += size[person]
            low[above[person]] = min(low[above[person]], low[person])
    return order, parent, np.array(size, dtype=np.int64), np.array(low, dtype=np.int64)


def _pairs(people: np.ndarray) -> np.ndarray:
    """Count the pairs among so many people."""
    pairs: np.ndarray = people * (people - 1) / 2.0
    return pairs


def pairs_separated(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Give per person how many joined pairs of others there are, and how many it alone joins."""
    n = matrix.shape[0]
    _, labels = sparse.csgraph.connected_components(matrix, directed=False)
    sizes = np.bincount(labels, minlength=1)
    others = (sizes[labels] - 1).astype(float)
    order, parent, size, low = walk(matrix)
    cut = np.flatnonzero(parent >= 0)
    cut = cut[low[cut] >= order[parent[cut]]]
    branches = np.bincount(parent[cut], weights=size[cut], minlength=n)
    kept = np.bincount(parent[cut], weights=_pairs(size[cut]), minlength=n)
    left = kept + _pairs(others - branches)
    return _pairs(sizes).sum() - others, _pairs(others) - left


def bridges(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Give the two ends of every tie without which the network would have one piece more."""
    order, parent, _, low = walk(matrix)
    below = np.flatnonzero(parent >= 0)
    below = below[low[below] > order[parent[below]]]
    return parent[below], below


def spans(matrix: sparse.csr_array) -> np.ndarray:
    """Give per cell of the matrix the distance of its two ends once their tie is gone.

    At least 2; 0 where nothing else joins them.
    """
    found = np.zeros(matrix.nnz)
    if not matrix.nnz:
        return found
    n = matrix.shape[0]
    rows = np.repeat(np.arange(n), np.diff(matrix.indptr))
    columns = matrix.indices.astype(np.int64)
    a, b = bridges(matrix)
    cut = np.isin(rows * n + columns, np.concatenate([a * n + b, b * n + a]))
    if engine.compiled(n):
        from netweave._kernels.compiled.cuts import spans as compiled  # noqa: PLC0415

        compiled(*_ints(matrix), cut, found)
        return found
    dense = matrix.toarray()
    two = dense @ dense
    found[two[rows, columns] > 0] = 2.0
    # Walks of three steps between the ends, less those that go over the tie itself.
    degree = dense.sum(axis=0)
    detours = (two @ dense)[rows, columns] > degree[rows] + degree[columns] - 1
    found[(found == 0) & detours] = 3.0
    for cell in np.flatnonzero((found == 0) & ~cut & (rows < columns)):
        found[cell] = _detour(dense, rows[cell], columns[cell])
    back = np.searchsorted(rows * n + columns, columns * n + rows)
    return np.maximum(found, found[back])


def _detour(dense: np.ndarray, one: int, other: int) -> int:
    """Give the distance of two tied people without their tie; another way exists."""
    front = dense[one] > 0
    front[other] = False
    seen = front.copy()
    seen[one] = True
    steps = 1
    while not seen[other]:
        front = (dense[front].sum(axis=0) > 0) & ~seen
        seen |= front
        steps += 1
    return steps
