"""The next wave, seen from the people of this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave._kernels.cells import codes_of
from netweave.analytics.nulls.drawn import unobserved

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.network import Network


@dataclass(frozen=True)
class Later:
    """A later wave; pairs are cells (place · n + place) of the earlier wave, both ways, sorted.

    Parameters
    ----------
    net : Network
        The later wave.
    there : bool array
        Which people of the earlier wave are in it.
    tied : int array
        The pairs tied later.
    unseen : int array
        The pairs that nobody could observe later.
    hidden : int array
        The pairs that nobody could observe in the earlier wave.
    """

    net: Network
    there: np.ndarray
    tied: np.ndarray
    unseen: np.ndarray
    hidden: np.ndarray


def seen_from(net: Network, later: Network | None) -> Later | None:
    """Look at the next wave from this one; refuse what is no other wave."""
    if later is None:
        return None
    if not hasattr(later, "people"):
        raise errors.no_network("later", later)
    if later is net or (net.the_wave and later.the_wave == net.the_wave):
        raise errors.setting_out_of_range("later", "must be another wave than net", later.the_wave)
    place = net.people.index.get_indexer(later.people.index)
    there = np.zeros(net.n, dtype=bool)
    there[place[place >= 0]] = True
    none = np.empty(0, dtype=np.int64)
    unseen, hidden = (unobserved(one, directed=False, whole_pairs=False) for one in (later, net))
    return Later(
        later,
        there,
        _moved(later.structure(), place, net.n),
        none if unseen is None else _moved(unseen, place, net.n),
        none if hidden is None else codes_of(hidden, directed=True),
    )


def _moved(matrix: sparse.csr_array, place: np.ndarray, n: int) -> np.ndarray:
    """Give the cells of the later wave as cells of the earlier one."""
    cells = matrix.tocoo()
    row, column = place[cells.row].astype(np.int64), place[cells.col].astype(np.int64)
    both = (row >= 0) & (column >= 0)
    return np.sort(row[both] * n + column[both])
