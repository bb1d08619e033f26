"""Random networks that share only their size with another: so many ties, or so many of each pair.

Every network with the same numbers is equally likely. Cells may be fixed: the ties in them stay,
and the others are drawn from the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from netweave._kernels.cells import codes_of, from_codes

FEW_CELLS = 1 << 15  # so many are listed rather than tried


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
    generator = np.random.default_rng(seed)
    cells = _Cells(n, directed=directed, fixed=fixed)
    stay = np.empty(0, dtype=np.int64) if held is None else codes_of(held, directed=directed)
    for _ in range(draws):
        codes = np.concatenate([cells.drawn(m, generator), stay])
        if not directed:
            codes = np.concatenate([codes, _back(codes, n)])
        yield from_codes(np.sort(codes), n)


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
    """The cells that ties may be drawn from, of a pair only the one above the diagonal."""

    def __init__(self, n: int, *, directed: bool, fixed: sparse.csr_array | None) -> None:
        self.n, self.directed = n, directed
        none = np.empty(0, dtype=np.int64)
        self.fixed = none if fixed is None else codes_of(fixed, directed=directed)
        self.free = n * (n - 1) // (1 if directed else 2) - len(self.fixed)
        self._all: np.ndarray | None = None

    @property
    def all(self) -> np.ndarray:
        """Every free cell, listed once."""
        if self._all is None:
            everywhere = np.ones((self.n, self.n), dtype=bool)
            cells = np.flatnonzero(
                everywhere ^ np.eye(self.n, dtype=bool) if self.directed else np.triu(everywhere, 1)
            )
            self._all = np.asarray(np.setdiff1d(cells, self.fixed, assume_unique=True))
        return self._all

    def drawn(self, count: int, generator: np.random.Generator) -> np.ndarray:
        """Draw distinct cells in random order."""
        if self.free <= max(4 * count, FEW_CELLS):
            chosen: np.ndarray = self.all[generator.choice(self.free, count, replace=False)]
            return chosen
        found = np.empty(0, dtype=np.int64)
        while len(found) < count:
            found = np.concatenate([found, self._some(count - len(found) + 16, generator)])
            found = found[np.sort(np.unique(found, return_index=True)[1])]
        return found[:count]

    def _some(self, count: int, generator: np.random.Generator) -> np.ndarray:
        """Draw free cells, perhaps one of them twice."""
        row = generator.integers(0, self.n, count)
        column = generator.integers(0, self.n - 1, count)
        column += column >= row
        if not self.directed:
            row, column = np.minimum(row, column), np.maximum(row, column)
        codes = row * self.n + column
        return np.asarray(codes[~np.isin(codes, self.fixed)] if len(self.fixed) else codes)
