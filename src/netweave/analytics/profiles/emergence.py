"""Prepare for emergence: ties that arose by themselves, contacts who met, and introductions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from netweave._kernels import backed, closing, rewire
from netweave._kernels.cells import from_codes
from netweave.analytics._context import began
from netweave.analytics._facts import known_group
from netweave.analytics._ties import cells_of_ties
from netweave.analytics.profiles import _shares as shares
from netweave.analytics.profiles._chance import NEW, Chance, judge, key_of
from netweave.analytics.profiles._parts import Part, missing, part, part_of
from netweave.codes import Notice

if TYPE_CHECKING:
    from netweave.analytics.profiles._later import Later
    from netweave.network import Network

MOST_UNKNOWN = 0.3  # a heuristic: above it the share says little of the ties


class Emerged(NamedTuple):
    """What was found.

    Parameters
    ----------
    parts : list of Part
        E1, E2, E2_credit, E3, E3_cross.
    notices : tuple of Notice
        W12.
    chance : Chance or None
        What E2 was held against.
    formation : DataFrame or None
        Pairs that could be new, new ones and their share, with and without a contact in common.
    """

    parts: list[Part]
    notices: tuple[Notice, ...]
    chance: Chance | None = None
    formation: pd.DataFrame | None = None


def emergence(net: Network, later: Later | None, group: str, draws: int, seed: int) -> Emerged:
    """Make E1 to E3, what E2 was held against, the rates behind it, and W12."""
    own, notices = _self_organized(net)
    if later is None:
        gone = [missing(name, net.n, "NOT_OBSERVED", "needs the next wave")
                for name in ("E2", "E2_credit", "E3", "E3_cross")]  # fmt: skip
        return Emerged([own, *gone], notices)
    parts, chance, formation = _closed(net, later, draws, seed)
    parts = [own, *parts, *_introduced(net, later, group)]
    return Emerged(parts, notices, chance, formation)


def _self_organized(net: Network) -> tuple[Part, tuple[Notice, ...]]:
    """Make E1: the share of contacts, of known context, who met outside and not by the convener."""
    method = "contacts of known context"
    matrix, conveners = net.structure(), net.people.index[net.convener.to_numpy(dtype=bool)]
    ties = began(net, conveners, net.people.index)
    if ties is None:
        return missing("E1", net.n, "NOT_OBSERVED", method), ()
    cells = cells_of_ties(net)
    counted = cells >= 0
    unknown, count = int((counted & ~ties.known).sum()), int(counted.sum())
    contacts = ties.over(lambda rows: _either_way(matrix, cells[rows & counted]))
    shared = shares.over_contacts(matrix, contacts.own, contacts.known)
    codes: dict[str, np.ndarray | bool] = {"NO_ALTERS": np.diff(matrix.indptr) == 0}
    made = part_of("E1", shared, codes, "NOT_OBSERVED", method=method)
    warned = Notice("W12", f"Ties of unknown context: {unknown} of {count}.")
    return made, ((warned,) if unknown > MOST_UNKNOWN * count else ())


def _either_way(matrix: sparse.csr_array, cells: np.ndarray) -> np.ndarray:
    """Mark some cells of a symmetric matrix, and those across the diagonal."""
    person, other = backed.rows_of(matrix), matrix.indices.astype(np.int64)
    n = np.int64(matrix.shape[0])
    marked = np.zeros(matrix.nnz, dtype=bool)
    marked[cells] = True
    back = np.searchsorted(person * n + other, other * n + person)
    return np.asarray(marked | marked[back])


# ---------------------------------------------------------------------- closure


def _closed(
    net: Network, later: Later, draws: int, seed: int
) -> tuple[list[Part], Chance | None, pd.DataFrame]:
    """Make E2: the share of pairs of contacts, not tied now, who are tied later."""
    matrix, n = net.structure(), net.n
    cells = backed.rows_of(matrix) * np.int64(n) + matrix.indices
    blocked = np.union1d(np.union1d(cells, later.unseen), later.hidden)
    barred = from_codes(blocked, n)
    new = from_codes(np.setdiff1d(later.tied, blocked), n)
    could = closing.closable(matrix, barred, later.there)
    did = closing.closed(matrix, new)
    formation = _formation(could, did)
    base = formation.loc["without", "rate"]
    codes: dict[str, np.ndarray | bool] = {
        "NO_ALTERS": np.diff(matrix.indptr) == 0,
        "K<2": np.diff(matrix.indptr) == 1,
    }
    made = [
        part("E2", did.around, could.around, codes, "ALL_TIED", method="pairs not tied before"),
        part("E2_credit", did.credit, could.around, codes, "ALL_TIED", counts=False,
             method="pairs not tied before, shared among those between"),
    ]  # fmt: skip
    made[0] = made[0].with_base(np.array(base))
    if not draws:
        return made, None, formation

    def found(random: sparse.csr_array) -> dict[str, np.ndarray]:
        closed = closing.closed(matrix, random)
        return {
            "E2": shares.ratio(closed.around, could.around),
            "E2_credit": shares.ratio(closed.credit, could.around),
        }

    # People who are not there later have no new tie, and so get none.
    random = rewire.degree_preserving(new, draws, seed, directed=False, fixed=barred)
    networks = ((key_of(one), one) for one in random)
    chance = judge(key_of(new), networks, found(new), found, NEW)
    return [one.beside(chance) for one in made], chance, formation


def _formation(could: closing.Closable, did: closing.Closed) -> pd.DataFrame:
    """Give how many pairs could be new and were, with and without a contact in common."""
    pairs, new = np.array([could.between, could.apart]), np.array([did.between, did.apart])
    table = pd.DataFrame({"pairs": pairs, "new": new, "rate": shares.ratio(new, pairs)})
    return table.set_axis(pd.Index(["with", "without"], name="common_contact"))


# ---------------------------------------------------------------------- introductions


def _introduced(net: Network, later: Later, group: str) -> list[Part]:
    """Make E3: the new ties that somebody is reported to have introduced, and how many cross."""
    if "introduced_by" not in later.net.ties.columns:
        gone = ("E3", "E3_cross")
        return [missing(name, net.n, "NOT_OBSERVED", "introductions") for name in gone]
    by, across, known = _new_introductions(net, later, group)
    count, crossed, placed = (
        np.bincount(by, values.astype(float), net.n) for values in (np.ones(len(by)), across, known)
    )
    crossing = part("E3_cross", crossed, placed, {}, "NO_INTRODUCTIONS", method="introductions")
    ones = np.ones(net.n)
    return [part("E3", count, ones, {}, "", method="introductions", counts=False), crossing]


def _new_introductions(
    net: Network, later: Later, group: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """List who introduced two people who were not tied before: who, across, both groups known.

    Each pair counts once for everybody who is named. A pair that nobody could observe before does
    not count, nor does who introduces themselves.
    """
    rows = later.net.ties[cells_of_ties(later.net) >= 0]
    rows = rows[rows["introduced_by"].isin(net.people.index)]
    place = net.people.index.get_indexer(later.net.people.index)
    ends = np.array([rows[role].cat.codes.to_numpy() for role in ("learner", "learned_from")])
    ends = np.sort(ends.astype(np.int64), axis=0)
    by = net.people.index.get_indexer(pd.Index(rows["introduced_by"]))
    before = place[ends]
    matrix, n = net.structure(), np.int64(net.n)
    tied = backed.rows_of(matrix) * n + matrix.indices
    cells = np.where((before >= 0).all(axis=0), before[0] * n + before[1], -1)
    new = ~np.isin(cells, tied) & ~np.isin(cells, later.hidden) & (before != by).all(axis=0)
    once = np.unique(np.column_stack([by, *ends])[new], axis=0)
    codes = pd.factorize(known_group(later.net, group))[0]
    one, other = codes[once[:, 1]], codes[once[:, 2]]
    known = (one >= 0) & (other >= 0)
    return once[:, 0], known & (one != other), known
