"""Who stands in which triad: triangles around each person, and the census of all triads.

Only triangles are looked for. How often two ties meet follows from how many ties of which sort
each person has, so that the open triads are those two-paths less the ones that triangles close,
and the triads of one tie or none are what is left.
"""

from __future__ import annotations

import itertools

import numpy as np
from scipy import sparse

from netweave._kernels import engine
from netweave._kernels.sparse import row_lists

BLOCKS = 32
FEW_PATHS = 200_000  # with fewer two-paths, about, a small network is multiplied without its zeros
SPLIT = 16_384  # so many people's triangles are counted at once

# The sixteen sorts after Holland and Leinhardt: mutual, asymmetric and null pairs, and the way.
SORTS = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)
# Two ties that meet: both arcs leave the middle, both enter it, one each, …
OPEN = ("021D", "021U", "021C", "111D", "111U", "201")
# Which meetings of two ties each triangle closes, in the order of OPEN.
CLOSES = {
    "030T": (1, 1, 1, 0, 0, 0),
    "030C": (0, 0, 3, 0, 0, 0),
    "120D": (1, 0, 0, 2, 0, 0),
    "120U": (0, 1, 0, 0, 2, 0),
    "120C": (0, 0, 1, 1, 1, 0),
    "210": (0, 0, 0, 1, 1, 1),
    "300": (0, 0, 0, 0, 0, 3),
}
# Ordered paths i → j → k of each sort, and those with i → k.
CHAINS = {
    **{"021C": (1, 0), "111D": (1, 0), "111U": (1, 0), "201": (2, 0)},
    **{"030T": (1, 1), "030C": (3, 0), "120D": (2, 2), "120U": (2, 2), "120C": (3, 1)},
    **{"210": (4, 3), "300": (6, 6)},
}


def triangles(joined: sparse.csr_array) -> np.ndarray:
    """Count the triangles around each person (symmetric 0/1 matrix)."""
    if engine.compiled(joined.shape[0]):
        return _counted(joined)
    if joined.nnz**2 < FEW_PATHS * joined.shape[0]:
        twice = np.asarray((joined @ joined).multiply(joined).sum(axis=1)).ravel()
    else:
        dense = joined.toarray()
        twice = ((dense @ dense) * dense).sum(axis=1)
    return np.asarray(np.rint(twice / 2).astype(np.int64))


def walks_of_three(matrix: sparse.csr_array) -> np.ndarray:
    """Add up, for each person, the products of weights over all walks of three ties that return.

    Symmetric weights without diagonal. Every triangle is walked both ways round.
    """
    n = matrix.shape[0]
    if not engine.compiled(n):
        dense = matrix.toarray()
        returning: np.ndarray = ((dense @ dense) * dense).sum(axis=1)
        return returning
    from netweave._kernels.compiled.triads import products  # noqa: PLC0415

    upward = _upwards(matrix)
    total = np.zeros(n)
    step = max(1024, -(-n // BLOCKS))
    for some in engine.in_blocks(lambda first, last: products(first, last, *upward), n, step):
        total += some
    return 2 * total


def _upwards(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keep each tie at the end with fewer ties, or of equals the earlier: starts, ends, weights."""
    degree = np.diff(matrix.indptr)
    rank = np.empty(len(degree), dtype=np.int64)
    rank[np.argsort(degree, kind="stable")] = np.arange(len(degree))
    rows = np.repeat(np.arange(len(degree)), degree)
    up = rank[rows] < rank[matrix.indices]
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows[up], minlength=len(degree)))])
    return (
        starts.astype(np.int64),
        matrix.indices[up].astype(np.int32),
        np.ascontiguousarray(matrix.data[up], dtype=np.float64),
    )


def census(joined: sparse.csr_array, arcs: sparse.csr_array) -> dict[str, int]:
    """Count the triads of each sort; joined is arcs either way."""
    n = joined.shape[0]
    if engine.compiled(n):
        codes, ties = _found(joined, arcs)
        closed = _by_sort(codes)
    else:
        one_way, mutual = _ways(arcs.toarray())
        closed = _closed(one_way, mutual)
        ties = np.stack([one_way.sum(axis=1), one_way.sum(axis=0), mutual.sum(axis=1)])
    given, taken, both = ties.astype(np.int64)
    meetings = dict(zip(OPEN, _meetings(both, given, taken), strict=True))
    for sort, closes in CLOSES.items():
        for place, count in zip(OPEN, closes, strict=True):
            meetings[place] -= count * closed[sort]
    counts = meetings | closed
    alone = {"102": int(both.sum()) // 2 * (n - 2), "012": int(given.sum()) * (n - 2)}
    for sort, count in counts.items():  # the name of a sort begins with its numbers of pairs
        alone["102"] -= int(sort[0]) * count
        alone["012"] -= int(sort[1]) * count
    counts |= alone
    counts["003"] = n * (n - 1) * (n - 2) // 6 - sum(counts.values())
    return {sort: counts[sort] for sort in SORTS}


def dyads(arcs: sparse.csr_array) -> tuple[int, int, int]:
    """Count the pairs with both arcs, with one, and with none."""
    n = arcs.shape[0]
    mutual = int((arcs * arcs.T).sum()) // 2
    asymmetric = arcs.nnz - 2 * mutual
    return mutual, asymmetric, n * (n - 1) // 2 - mutual - asymmetric


def chains(counts: dict[str, int]) -> tuple[int, int]:
    """Count from a census the ordered paths i → j → k, and how many of them have i → k."""
    steps = [(counts[sort], *both) for sort, both in CHAINS.items()]
    return sum(n * every for n, every, _ in steps), sum(n * shut for n, _, shut in steps)


def _meetings(both: np.ndarray, given: np.ndarray, taken: np.ndarray) -> list[int]:
    """Count where two ties meet, by the sorts OPEN, from each person's ties of each sort."""
    return [
        int((given * (given - 1)).sum()) // 2,
        int((taken * (taken - 1)).sum()) // 2,
        int((given * taken).sum()),
        int((both * taken).sum()),
        int((both * given).sum()),
        int((both * (both - 1)).sum()) // 2,
    ]


def _ways(arcs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Split the arcs of a small network into those of one way and the mutual ones."""
    mutual = arcs * arcs.T
    return arcs - mutual, mutual


def _closed(one: np.ndarray, mutual: np.ndarray) -> dict[str, int]:
    """Count the triangles of each sort in a small network."""
    square, chain = mutual @ mutual, one @ one
    counts = {
        "030T": (chain * one).sum(),
        "030C": (chain * one.T).sum() / 3,
        "120D": ((one.T @ one) * mutual).sum() / 2,
        "120U": ((one @ one.T) * mutual).sum() / 2,
        "120C": (chain * mutual).sum(),
        "210": (square * one).sum(),
        "300": (square * mutual).sum() / 6,
    }
    return {sort: round(count) for sort, count in counts.items()}


def _counted(joined: sparse.csr_array) -> np.ndarray:
    """Count the triangles around each person, compiled and in threads."""
    from netweave._kernels.compiled import triangles  # noqa: PLC0415  # numba only where it pays

    starts, ends, order, _ = triangles.ranked(*row_lists(joined))
    n = len(order)
    blocks = engine.in_blocks(
        lambda first, last: triangles.counted(first, last, starts, ends),
        n,
        max(SPLIT, -(-n // BLOCKS)),
    )
    around = np.zeros(n, dtype=np.int64)
    around[order] = sum(blocks, np.zeros(n, dtype=np.int64))
    return around


def _found(joined: sparse.csr_array, arcs: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Count the triangles of each three codes, and each one's ties."""
    from netweave._kernels.compiled.triads import closed, upwards  # noqa: PLC0415

    *ties, sorts = upwards(*(_pointers(matrix) for matrix in (joined, arcs)))
    n = joined.shape[0]
    codes = np.zeros(64, dtype=np.int64)
    step = max(1024, -(-n // BLOCKS))
    for triples in engine.in_blocks(lambda *rows: closed(*rows, *ties), n, step):
        codes += triples
    return codes, sorts[:, 5:].T


def _pointers(matrix: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)


def _by_sort(codes: np.ndarray) -> dict[str, int]:
    """Add up the triangles of three codes (1: there, 2: back, 3: both) by their sort."""
    counts = dict.fromkeys(CLOSES, 0)
    for three in itertools.product((1, 2, 3), repeat=3):
        arcs = np.zeros((3, 3))
        for (i, j), code in zip(((0, 1), (0, 2), (1, 2)), three, strict=True):
            arcs[i, j], arcs[j, i] = code & 1, code >> 1
        sort = next(sort for sort, count in _closed(*_ways(arcs)).items() if count)
        counts[sort] += int(codes[three[0] << 4 | three[1] << 2 | three[2]])
    return counts
