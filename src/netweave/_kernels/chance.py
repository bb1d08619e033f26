"""Random networks that share only their size with another: so many ties, or so many of each pair.

Every network with the same numbers is equally likely. Cells may be fixed: the ties in them stay,
and the others are drawn from the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from netweave._kernels.cells import codes_of, from_codes

FEW_CELLS = 1 << 20  # so many are listed
SPARSE = 50  # a draw of fewer than one in so many needs room for what is drawn only


def uniform(
    n: int,
    m: int,
    draws: int,
    seed: int | np.random.Generator,
    directed: bool = False,  # noqa: FBT001, FBT002  # as many ties, or as many arcs
    *,
    fixed: sparse.csr_array | None = None,
    held: sparse.csr_array | None = None,
) -> Iterator[sparse.csr_array]:
    """Yield 0/1 matrices with m ties: pairs (symmetric), or arcs if directed.

    The cells of ``fixed`` are left out of the draw; those of ``held`` are there besides the m.
    """
    for codes in _codes(n, m, draws, seed, directed=directed, fixed=fixed, held=held):
        both = codes if directed else np.concatenate([codes, _back(codes, n)])
        yield from_codes(np.sort(both), n)


def ends(
    n: int,
    m: int,
    draws: int,
    seed: int | np.random.Generator,
    *,
    fixed: sparse.csr_array | None = None,
    held: sparse.csr_array | None = None,
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the two ends of each tie of such networks, without direction; no matrix is built."""
    for codes in _codes(n, m, draws, seed, directed=False, fixed=fixed, held=held):
        one, other = np.divmod(codes, max(n, 1))
        yield one, other


def _codes(
    n: int,
    m: int,
    draws: int,
    seed: int | np.random.Generator,
    *,
    directed: bool,
    fixed: sparse.csr_array | None,
    held: sparse.csr_array | None,
) -> Iterator[np.ndarray]:
    """Yield the cells with a tie, of a pair only the one above the diagonal."""
    generator = np.random.default_rng(seed)
    cells = _Cells(n, directed=directed, fixed=fixed)
    stay = np.empty(0, dtype=np.int64) if held is None else codes_of(held, directed=directed)
    for _ in range(draws):
        yield np.concatenate([cells.drawn(m, generator), stay])


def same_dyads(
    mutual: int,
    asymmetric: int,
    n: int,
    draws: int,
    seed: int | np.random.Generator,
    *,
    fixed: sparse.csr_array | None = None,
    held: sparse.csr_array | None = None,
) -> Iterator[sparse.csr_array]:
    """Yield 0/1 matrices of arcs with so many mutual pairs and so many with one arc: U|MAN.

    The pairs of ``fixed`` (symmetric) are left out of the draw; the arcs of ``held`` stay.
    """
    generator = np.random.default_rng(seed)
    cells = _Cells(n, directed=False, fixed=fixed)
    stay = np.empty(0, dtype=np.int64) if held is None else codes_of(held, directed=True)
    for _ in range(draws):
        pairs = cells.drawn(mutual + asymmetric, generator)
        both, one = pairs[:mutual], pairs[mutual:]
        one = np.where(generator.random(asymmetric) < 0.5, one, _back(one, n))
        yield from_codes(np.sort(np.concatenate([both, _back(both, n), one, stay])), n)


def _back(codes: np.ndarray, n: int) -> np.ndarray:
    """Give the cells of the opposite arcs."""
    return np.asarray(codes % max(n, 1) * n + codes // max(n, 1))


class _Cells:
    """The cells that ties may be drawn from, of a pair only the one above the diagonal.

    They are numbered row by row, without the diagonal and without those that are fixed.
    """

    def __init__(self, n: int, *, directed: bool, fixed: sparse.csr_array | None) -> None:
        self.n, self.directed = n, directed
        before = np.arange(n, dtype=np.int64)
        self.starts = before * (n - 1) - (0 if directed else before * (before - 1) // 2)
        taken = np.empty(0, dtype=np.int64)
        if fixed is not None:
            row, column = np.divmod(codes_of(fixed, directed=directed), max(n, 1))
            after = column > row
            taken = self.starts[row] + column - (after if directed else row + 1)
        self.free = n * (n - 1) // (1 if directed else 2) - len(taken)
        self.gaps = taken - np.arange(len(taken))  # numbers of the free cells before which they lie
        self.listed: np.ndarray | None = None

    def drawn(self, count: int, generator: np.random.Generator) -> np.ndarray:
        """Draw distinct cells in random order."""
        if self.free <= FEW_CELLS:
            if self.listed is None:
                self.listed = self._numbered(np.arange(self.free))
            return np.asarray(self.listed[generator.choice(self.free, count, replace=False)])
        if count <= self.free // SPARSE:
            return self._numbered(generator.choice(self.free, count, replace=False))
        found = np.empty(0, dtype=np.int64)
        while len(found) < count:
            more = generator.integers(0, self.free, count - len(found) + 16)
            found = np.concatenate([found, more])
            found = found[np.sort(np.unique(found, return_index=True)[1])]
        return self._numbered(found[:count])

    def _numbered(self, numbers: np.ndarray) -> np.ndarray:
        """Give the cells of these numbers."""
        rank = numbers
        if len(self.gaps):
            rank = numbers + np.searchsorted(self.gaps, numbers, side="right")
        if self.directed:
            row = rank // max(self.n - 1, 1)
        else:
            row = np.searchsorted(self.starts, rank, side="right") - 1
        column = rank - self.starts[row]
        column += column >= row if self.directed else row + 1
        return np.asarray(row * self.n + column)
