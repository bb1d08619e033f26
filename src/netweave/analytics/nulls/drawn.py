"""Networks made from a 0/1 matrix, quickly, on the people of another network."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels.cells import from_codes
from netweave.coverage import asked_about
from netweave.network import Network

if TYPE_CHECKING:
    from scipy import sparse

CELLS = 1 << 20  # cells looked at together
_TABLES = ("_people", "_kinds", "_waves", "_roster", "_unasked", "_declined", "report", "notes")
_FROM_TIES = ("_ties", "_strengths", "_arcs", "_joined", "matrix", "without_ties")


class Drawn(Network):
    """A network of one kind of tie whose table of ties is made when it is first asked for."""

    _strengths: sparse.csr_array

    @classmethod
    def like(
        cls,
        model: Network,
        arcs: sparse.csr_array,
        strengths: sparse.csr_array | None = None,
        *,
        mutual: bool = False,
    ) -> Drawn:
        """Give a network with these arcs, and all the rest as in a model; nothing is checked.

        ``mutual``: every arc is known to have its other direction.
        """
        net = object.__new__(cls)
        parts = {name: vars(model)[name] for name in _TABLES}
        parts["_texts"] = model._texts  # noqa: SLF001  # the people are the same
        strengths = arcs if strengths is None else strengths
        vars(net).update(parts, _arcs=arcs, _strengths=strengths, _pool=net)
        vars(net).update({"_joined": arcs} if mutual else {})
        return net

    @cached_property
    def _ties(self) -> pd.DataFrame:  # type: ignore[override]
        cells = self._strengths.tocoo()
        zero = np.zeros(cells.nnz, dtype=np.int8)
        table = pd.DataFrame({
            "learner": pd.Categorical.from_codes(cells.row, categories=self._people.index),
            "learned_from": pd.Categorical.from_codes(cells.col, categories=self._people.index),
            "weight": cells.data.astype(float),
            "kind": pd.Categorical.from_codes(zero, categories=self._kinds.index),
        })
        if len(self._waves):
            table["wave"] = pd.Categorical.from_codes(zero, categories=self._waves.index)
        return table.assign(record=np.full(cells.nnz, -1, dtype=np.int32))


def with_column(net: Network, column: str, values: pd.Series) -> Network:
    """Give the network with other values in a column of people; what was computed stays."""
    other = object.__new__(type(net))
    people = net.people
    people[column] = values.array
    kept = {name: part for name, part in vars(net).items() if name in (*_TABLES, *_FROM_TIES)}
    vars(other).update(kept, _people=people, _pool=other)
    return other


def plain(net: Network, *, directed: bool) -> Drawn:
    """Give the structure of a network as a network: one kind, every weight 1.

    A single structural kind keeps its name, and what is known about who was asked. The union of
    several is one kind of which every pair counts as observed.
    """
    arcs, kinds = net.structure(directed=directed), net.structural_kinds
    if len(kinds) == 1:
        model = net.where(kind=kinds[0])
        model = model if directed else model.symmetrize()
    else:
        model = Network(net.people, _no_ties(net), _one_kind(net), list(net.waves.index))
    drawn = Drawn.like(model, arcs)
    opportunity = model.kinds["evidence"] == "opportunity"
    table = model.kinds.assign(threshold=np.where(opportunity, 1.0, np.nan), mutual=not directed)
    vars(drawn)["_kinds"] = table
    return drawn


def _no_ties(net: Network) -> pd.DataFrame:
    """Give an empty table of ties."""
    nobody = net.people.index[:0].to_series()
    return pd.DataFrame({"learner": nobody, "learned_from": nobody})


def _one_kind(net: Network) -> pd.DataFrame:
    """Give the table of the kind that the union of several is."""
    kinds = net.kinds.loc[net.structural_kinds]
    return pd.DataFrame({
        "kind": ["tie"],
        "reciprocity_eligible": bool(kinds["reciprocity_eligible"].all()),
        "reporter": "record",
    })


def unobserved(net: Network, *, directed: bool, whole_pairs: bool) -> sparse.csr_array | None:
    """Mark the cells of the structure that could not be observed; None if there are none.

    A cell is observed if somebody who could report the tie answered about it, for every
    structural kind. Of a pair (undirected) one direction is enough; ``whole_pairs`` wants both.
    """
    asked = [asked_about(net, kind) for kind in net.structural_kinds]
    if all(about.gave.all() and about.roles is None and not len(about.partial[0])
           for about in asked):  # fmt: skip
        return None
    n, found = net.n, []
    step = max(1, CELLS // max(n, 1))
    for first in range(0, n, step):
        cells = np.arange(first * n, min(first + step, n) * n)
        row, column = cells // n, cells % n
        missing = np.zeros(len(row), dtype=bool)
        for about in asked:
            seen = about.arcs(row, column) if directed else about.seen(row, column)
            if whole_pairs:
                seen &= about.arcs(column, row)
            missing |= ~seen
        found.append(cells[missing & (row != column)])
    fixed = np.concatenate(found)
    return from_codes(fixed, n) if len(fixed) else None


def parted(
    net: Network, arcs: sparse.csr_array, *, directed: bool, whole_pairs: bool = False
) -> tuple[sparse.csr_array, sparse.csr_array | None, sparse.csr_array | None]:
    """Part a 0/1 matrix into what may be drawn anew and what stays, and mark where it stays."""
    fixed = unobserved(net, directed=directed, whole_pairs=whole_pairs)
    if fixed is None:
        return arcs, None, None
    held = arcs * fixed
    return arcs - held, held, fixed
