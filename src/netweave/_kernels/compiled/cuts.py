"""The depth-first walk, and the way round a tie."""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel


@kernel
def walk(  # noqa: PLR0915  # one loop, kept whole for its speed
    indptr: np.ndarray, indices: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Give place in the order met, stem, size of the branch, and its earliest other tie."""
    n = len(indptr) - 1
    order, parent = np.full(n, -1, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    size, low = np.ones(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    following = indptr[:-1].copy()
    met = 0
    for root in range(n):
        if order[root] >= 0:
            continue
        order[root] = low[root] = met
        met += 1
        person = np.int64(root)
        while person >= 0:
            above = parent[person]
            if following[person] == indptr[person + 1]:
                if above >= 0:
                    size[above] += size[person]
                    low[above] = min(low[above], low[person])
                person = above
                continue
            other = np.int64(indices[following[person]])
            following[person] += 1
            if order[other] < 0:
                parent[other] = person
                order[other] = low[other] = met
                met += 1
                person = other
            elif other != above:
                low[person] = min(low[person], order[other])
    return order, parent, size, low


@kernel
def spans(  # noqa: C901, PLR0912, PLR0915  # one loop, kept whole for its speed
    indptr: np.ndarray, indices: np.ndarray, cut: np.ndarray, found: np.ndarray
) -> None:
    """Write per cell the distance of its ends without their tie; cut ties keep what they have."""
    n = len(indptr) - 1
    near, seen = np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int64)
    queue, steps = np.empty(n, dtype=np.int32), np.empty(n, dtype=np.int32)
    for one in range(n):
        for place in range(indptr[one], indptr[one + 1]):
            near[indices[place]] = one
        for cell in range(indptr[one], indptr[one + 1]):
            other = indices[cell]
            if cut[cell] or other < one:  # the latter is written from the other end
                continue
            span = 0
            for place in range(indptr[other], indptr[other + 1]):
                if near[indices[place]] == one:
                    span = 2
                    break
            if span == 0:
                # From the far end, until somebody tied to this end is met.
                queue[0], steps[0], head, tail = other, 0, 0, 1
                seen[other] = seen[one] = cell
                while span == 0:
                    person = queue[head]
                    for place in range(indptr[person], indptr[person + 1]):
                        following = indices[place]
                        if seen[following] != cell:
                            seen[following] = cell
                            queue[tail], steps[tail] = following, steps[head] + 1
                            tail += 1
                            if near[following] == one:
                                span = steps[head] + 2
                                break
                    head += 1
            found[cell] = span
            for place in range(indptr[other], indptr[other + 1]):
                if indices[place] == one:
                    found[place] = span
                    break
