"""One number per pair of people, read from a network, a table or an array; blanks are unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from netweave import errors
from netweave.analytics._facts import strengths
from netweave.analytics.nulls.drawn import unobserved
from netweave.network import Network

LEAST, MOST = 1e-40, 1e40  # up to six of these are multiplied


@dataclass(frozen=True)
class Cells:
    """A number for every ordered pair, row = learner, column = learned_from.

    Parameters
    ----------
    argument : str
        What it was given as.
    values : csr_array
        Nothing on the diagonal and nothing where it is not known.
    missing : csr_array or None
        Ones where it is not known; None where everything is.
    people : Index or None
        Who stands in which row; None for an array.
    net : Network or None
        The network it was read from.
    """

    argument: str
    values: sparse.csr_array
    missing: sparse.csr_array | None
    people: pd.Index | None = None
    net: Network | None = None

    @property
    def n(self) -> int:
        """How many people."""
        return int(self.values.shape[0])

    @property
    def binary(self) -> bool:
        """Whether every number is 0 or 1."""
        return bool((self.values.data == 1.0).all())

    @property
    def symmetric(self) -> bool:
        """Whether both directions hold the same, as far as they are known."""
        apart = abs(self.values - self.values.T)
        if self.missing is not None:
            apart = apart - apart * _both_ways(self.missing)
        size = np.abs(self.values.data).max(initial=0.0)
        return bool(apart.nnz == 0 or apart.max() <= 1e-9 * size)

    def at(self, place: np.ndarray) -> Cells:
        """Give the same among some people, in the order of their places."""
        if np.array_equal(place, np.arange(self.n)):
            return self
        missing = None if self.missing is None else _some(self.missing, place)
        missing = missing if missing is not None and missing.nnz else None
        people = None if self.people is None else self.people[place]
        return replace(self, values=_some(self.values, place), missing=missing, people=people)

    def known_both_ways(self) -> Cells:
        """Leave a pair out in both directions where one of them is not known."""
        if self.missing is None:
            return self
        missing = _both_ways(self.missing)
        return replace(self, missing=missing, values=_cleared(self.values, missing))

    def unknown_at(self, missing: sparse.csr_array | None) -> Cells:
        """Give the same, not known in some further cells."""
        if missing is None or not missing.nnz:
            return self
        every = missing if self.missing is None else self.missing + missing
        every = _ones(every)
        return replace(self, missing=every, values=_cleared(self.values, every))


def read(given: Any, argument: str, *, directed: bool, weighted: bool = False) -> Cells:  # noqa: ANN401
    """Read a network, a table of people × people with ids, or an array."""
    if isinstance(given, Network):
        return _of_network(given, argument, directed=directed, weighted=weighted)
    people = None
    if isinstance(given, pd.DataFrame):
        people = given.index
        alike = given.index.is_unique and given.columns.is_unique
        if not (alike and len(people) == len(given.columns) and people.isin(given.columns).all()):
            raise errors.ids_not_alike(argument)
        given = given[list(people)]
    values, missing = _numbers(given, argument)
    cells = _measurable(Cells(argument, values, missing, people))
    if not directed:
        cells = cells.known_both_ways()
        if not cells.symmetric:
            raise errors.not_symmetric(argument)
    return cells


def _measurable(cells: Cells) -> Cells:
    """Refuse numbers whose products are no numbers any more; the largest decides."""
    largest = float(abs(cells.values).max()) if cells.values.nnz else 1.0
    if LEAST <= largest <= MOST:
        return cells
    rule = f"must hold numbers of which the largest lies between {LEAST:g} and {MOST:g}"
    raise errors.setting_out_of_range(cells.argument, rule, largest, "Give them in another unit.")


def together(several: Sequence[Cells]) -> tuple[list[Cells], pd.Index, int]:
    """Bring all to the people they have in common, in the order of the first; count the others."""
    named = [(one, one.people) for one in several if one.people is not None]
    if not named:
        _same_size(several, several[0].n)
        return list(several), pd.RangeIndex(several[0].n), 0
    first = named[0][1]
    common, everybody = first, first
    for _, people in named[1:]:
        common = common[common.isin(people)]
        everybody = everybody.append(people[~people.isin(everybody)])
    unnamed = [one for one in several if one.people is None]
    _same_size(unnamed, len(first))
    if len(first) and not len(common):
        raise errors.no_people_in_common([one.argument for one, _ in named])
    found = []
    for one in several:
        people = first if one.people is None else one.people
        found.append(one.at(people.get_indexer(common)))
    return found, common, len(everybody) - len(common)


def _same_size(several: Sequence[Cells], n: int) -> None:
    for one in several:
        if one.n != n:
            raise errors.not_people_by_people(one.argument, one.values.shape, n)


def _of_network(net: Network, argument: str, *, directed: bool, weighted: bool) -> Cells:
    if weighted:
        values = net.matrix if directed else strengths(net, weighted=True, directed=False)
    else:
        values = net.structure(directed=directed)
    missing = unobserved(net, directed=directed, whole_pairs=False)
    if missing is not None:
        missing = missing if directed else _both_ways(missing)
        values = _cleared(values, missing)
    return _measurable(Cells(argument, values, missing, net.people.index, net))


def _numbers(given: Any, argument: str) -> tuple[sparse.csr_array, sparse.csr_array | None]:  # noqa: ANN401
    """Give the values off the diagonal, and where there are none."""
    held: sparse.coo_array | None = (
        sparse.coo_array(given) if sparse.issparse(given) else None  # type: ignore[call-overload]
    )
    try:
        table = np.asarray(held.data if held is not None else given, dtype=float)
    except (TypeError, ValueError):
        raise errors.no_number(argument, _odd(given)) from None
    shape = held.shape if held is not None else table.shape
    if len(shape) != 2 or shape[0] != shape[1]:
        raise errors.not_people_by_people(argument, shape, None)
    if np.isinf(table).any():
        raise errors.setting_out_of_range(argument, "must hold finite numbers", float("inf"))
    # a blank, NaN, is not zero
    row, column = map(np.asarray, np.nonzero(table) if held is None else held.coords)
    data = table[row, column] if held is None else table
    apart = row != column
    row, column, data = row[apart], column[apart], data[apart]
    blank = np.isnan(data)
    values = _matrix(row[~blank], column[~blank], data[~blank], shape[0])
    if not blank.any():
        return values, None
    return values, _matrix(row[blank], column[blank], np.ones(int(blank.sum())), shape[0])


def _odd(given: Any) -> object:  # noqa: ANN401
    """Give the first value that is no number, of a table or array; else what was given."""
    for value in np.asarray(given, dtype=object).ravel():
        try:
            float(value)
        except (TypeError, ValueError):
            return value
    return type(given).__name__


def _matrix(row: np.ndarray, column: np.ndarray, data: np.ndarray, n: int) -> sparse.csr_array:
    matrix = sparse.csr_array((data, (row, column)), shape=(n, n))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return matrix


def _some(matrix: sparse.csr_array, place: np.ndarray) -> sparse.csr_array:
    some: sparse.csr_array = matrix[place][:, place].tocsr()
    some.sort_indices()
    return some


def _ones(matrix: sparse.csr_array) -> sparse.csr_array:
    found = matrix.tocsr()
    found.eliminate_zeros()
    found.data[:] = 1.0
    found.sort_indices()
    return found


def _both_ways(matrix: sparse.csr_array) -> sparse.csr_array:
    return _ones((matrix + matrix.T).tocsr())


def _cleared(values: sparse.csr_array, missing: sparse.csr_array) -> sparse.csr_array:
    left: sparse.csr_array = (values - values * missing).tocsr()
    left.eliminate_zeros()
    left.sort_indices()
    return left
