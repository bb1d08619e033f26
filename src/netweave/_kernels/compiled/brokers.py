"""Brokered triples by the walk over two-paths: what i knows passes through j to k.

A cell (k, j) says that k learned from j. Walking from the learner k to j, and from there to i, the
row of k tells at once whether k learned from i directly.
"""

from __future__ import annotations

import numpy as np

from netweave._kernels.compiled.jit import kernel


@kernel
def roles(
    first: int, last: int, indptr: np.ndarray, indices: np.ndarray, codes: np.ndarray
) -> np.ndarray:
    """Count for everybody the open triples to the learners first … last, by role.

    Columns: coordinator, consultant, gatekeeper, representative, liaison. No code is below 0.
    """
    found = np.zeros((len(indptr) - 1, 5), dtype=np.int64)
    seen = codes.copy()  # -1 for whoever k learned from, and for k
    for k in range(first, last):
        for at in range(indptr[k], indptr[k + 1]):
            seen[indices[at]] = -1
        seen[k] = -1
        for at in range(indptr[k], indptr[k + 1]):
            j = indices[at]
            every, own, ends = 0, 0, 0
            for to in range(indptr[j], indptr[j + 1]):
                group = seen[indices[to]]
                every += group >= 0
                own += group == codes[j]
                ends += group == codes[k]
            if codes[j] == codes[k]:
                found[j, 0] += own
                found[j, 2] += every - own
            else:
                found[j, 1] += ends
                found[j, 3] += own
                found[j, 4] += every - own - ends
        for at in range(indptr[k], indptr[k + 1]):
            seen[indices[at]] = codes[indices[at]]
        seen[k] = codes[k]
    return found


@kernel
def _tell(
    found: np.ndarray, labels: tuple[np.ndarray, np.ndarray], own: np.ndarray, ends: np.ndarray
) -> None:
    """Add one broker's triples to one learner to the roles × labelings.

    The last of own is how many triples there are.
    """
    broker, learner = labels
    every = own[-1]
    for lane in range(len(broker)):
        if broker[lane] == learner[lane]:
            found[0, lane] += own[lane]
            found[2, lane] += every - own[lane]
        else:
            found[1, lane] += ends[lane]
            found[3, lane] += own[lane]
            found[4, lane] += every - own[lane] - ends[lane]


@kernel
def relabelled(indptr: np.ndarray, indices: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Count the same for several labelings at once, one per column; give people × roles × columns.

    The columns lie side by side, so that one step of the walk serves all of them.
    """
    n, lanes = labels.shape
    found = np.zeros((n, 5, lanes), dtype=np.int64)
    seen = np.full(n, -1)
    own, ends = np.zeros(lanes + 1, dtype=np.int32), np.zeros(lanes + 1, dtype=np.int32)
    for k in range(n):
        for at in range(indptr[k], indptr[k + 1]):
            seen[indices[at]] = k
        seen[k] = k
        for at in range(indptr[k], indptr[k + 1]):
            j = indices[at]
            own[:] = 0
            ends[:] = 0
            for to in range(indptr[j], indptr[j + 1]):
                i = indices[to]
                if seen[i] != k:
                    own[lanes] += 1  # whatever the labels
                    for lane in range(lanes):
                        own[lane] += labels[i, lane] == labels[j, lane]
                        ends[lane] += labels[i, lane] == labels[k, lane]
            _tell(found[j], (labels[j], labels[k]), own, ends)
    return found


@kernel
def _role(start: int, broker: int, end: int) -> int:
    """Give the number of the role from the groups of i, j and k."""
    if broker == end:
        return 0 if start == broker else 2
    if start == broker:
        return 3
    return 1 if start == end else 4


@kernel
def _count(
    matrix: tuple[np.ndarray, np.ndarray, np.ndarray],
    k: int,
    direct: np.ndarray,
    brokers: np.ndarray,
) -> None:
    """Count who stands between k and everybody."""
    indptr, indices, strength = matrix
    for at in range(indptr[k], indptr[k + 1]):
        for to in range(indptr[indices[at]], indptr[indices[at] + 1]):
            brokers[indices[to]] += min(strength[at], strength[to]) > direct[indices[to]]


@kernel
def portions(
    rows: tuple[int, int],
    matrix: tuple[np.ndarray, np.ndarray, np.ndarray],
    codes: np.ndarray,
    partial: bool,  # noqa: FBT001  # compiled code has no keywords
) -> np.ndarray:
    """Add up what the weaker tie of each triple exceeds the direct one by, by role.

    The matrix is (indptr, indices, strengths). With partial, it is divided by how many brokers
    stand between the same two.
    """
    indptr, indices, strength = matrix
    n = len(indptr) - 1
    found, direct, brokers = np.zeros((n, 5)), np.zeros(n), np.zeros(n, dtype=np.int32)
    for k in range(rows[0], rows[1]):
        for at in range(indptr[k], indptr[k + 1]):
            direct[indices[at]] = strength[at]
        direct[k] = np.inf
        if partial:
            _count(matrix, k, direct, brokers)
        for at in range(indptr[k], indptr[k + 1]):
            j = indices[at]
            for to in range(indptr[j], indptr[j + 1]):
                i = indices[to]
                passed = min(strength[at], strength[to]) - direct[i]
                if passed > 0:
                    role = _role(codes[i], codes[j], codes[k])
                    found[j, role] += passed / max(brokers[i], 1)
        for at in range(indptr[k], indptr[k + 1]):
            j = indices[at]
            direct[j] = 0.0
            brokers[indices[indptr[j] : indptr[j + 1]]] = 0
        direct[k] = 0.0
    return found
