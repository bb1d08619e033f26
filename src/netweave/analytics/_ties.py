"""Values of pairs on the rows of ties: parallel and mutual ties carry the value of their pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from netweave.network import Network


def cells_of_ties(net: Network, *, directed: bool = False) -> np.ndarray:
    """Give per tie the place of its pair among the cells of the structure, -1 where it is none.

    A tie is none if its kind is left out or it lies below its threshold, unless a parallel tie
    (undirected: or a mutual one) counts.
    """
    matrix = net.structure(directed=directed)
    rows = np.repeat(np.arange(net.n, dtype=np.int64), np.diff(matrix.indptr))
    cells = np.append(rows * net.n + matrix.indices, np.iinfo(np.int64).max)
    learner = net.ties["learner"].cat.codes.to_numpy().astype(np.int64)
    wanted = learner * net.n + net.ties["learned_from"].cat.codes.to_numpy()
    place = np.searchsorted(cells, wanted)
    found: np.ndarray = np.where(cells[place] == wanted, place, -1)
    return found
