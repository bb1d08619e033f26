"""Prioritize relationships: how strong, how mutual, of how many kinds, and how lasting they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave._kernels import backed
from netweave._kernels.sparse import binary
from netweave.analytics._facts import partly_answered
from netweave.analytics._ties import cells_of_ties
from netweave.analytics.nulls.drawing import Choices, reference
from netweave.analytics.profiles import _shares as shares
from netweave.analytics.profiles._chance import ARCS, Chance, judge
from netweave.analytics.profiles._parts import Part, missing, part_of
from netweave.analytics.profiles.balance import eligible_arcs, known_both_ways, returned
from netweave.scales import SCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scipy import sparse

    from netweave.analytics.profiles._later import Later
    from netweave.network import Network


def relationships(
    net: Network, later: Later | None, draws: int, seed: int
) -> tuple[list[Part], Chance | None]:
    """Make R1 to R4, and say what R2 was held against."""
    mutual, chance = _returned(net, draws, seed)
    return [_strong(net), mutual, _multiplex(net), _lasting(net, later)], chance


def _nobody(net: Network) -> dict[str, np.ndarray | bool]:
    return {"NO_ALTERS": np.diff(net.structure().indptr) == 0}


def _highest(net: Network) -> np.ndarray:
    """Give per kind its highest level: as stated, or that of its scale; NaN where neither is."""
    kinds = net.kinds
    known = kinds["scale"].map({name: float(scale.highest) for name, scale in SCALES.items()})
    most = kinds["max"].where(kinds["max"].notna(), known).astype(float)
    return most.where(most > 0).where(kinds.index.isin(net.structural_kinds)).to_numpy()


def _strong(net: Network) -> Part:
    """Make R1: the mean over contacts of the strongest tie as a share of its highest level."""
    method = "strongest tie as a share of the highest level"
    most = _highest(net)
    if np.isnan(most).all():
        return missing("R1", net.n, "NO_SCALE", method)
    matrix, ties = net.structure(), net.ties
    cells = cells_of_ties(net)
    level = ties["weight"].to_numpy() / most[ties["kind"].cat.codes.to_numpy()]
    kept = (cells >= 0) & ~np.isnan(level)
    strength = np.full(matrix.nnz, -1.0)
    np.maximum.at(strength, cells[kept], np.minimum(level[kept], 1.0))
    person, other = backed.rows_of(matrix), matrix.indices.astype(np.int64)
    back = np.searchsorted(person * np.int64(net.n) + other, other * net.n + person)
    strength = np.maximum(strength, strength[back])
    there = strength >= 0
    found = shares.Shares(net.n, person[there], strength[there], np.ones(int(there.sum())))
    return part_of("R1", found, _nobody(net), "NO_SCALE", method=method, counts=False)


def _returned(net: Network, draws: int, seed: int) -> tuple[Part, Chance | None]:
    """Make R2: the share of contacts, or of strength, that goes both ways."""
    arcs, kinds, weighted = eligible_arcs(net)
    method = "strength returned" if weighted else "contacts both ways"
    if not kinds:
        return missing("R2", net.n, "NOT_ELIGIBLE", method), None
    asked = partly_answered(net, kinds)

    def found(matrix: sparse.csr_array) -> shares.Shares:
        return returned(known_both_ways(asked, matrix), weighted=weighted)

    made = found(arcs)
    one = part_of("R2", made, _nobody(net), "NOT_OBSERVED", method=method, counts=not weighted)
    if not draws:
        return one, None
    drawn = reference(net.where(kind=kinds), "degrees", draws, seed, Choices(directed=True))
    own = np.random.default_rng([seed, 1])

    def networks() -> Iterator[tuple[bytes, sparse.csr_array]]:
        for key, random in drawn.networks:
            yield key, _carried(arcs, random.structure(directed=True), own)

    chance = judge(drawn.key, networks(), {"R2": made.values},
                   lambda matrix: {"R2": found(matrix).values}, ARCS)  # fmt: skip
    return one.beside(chance), chance


def _carried(
    strong: sparse.csr_array, random: sparse.csr_array, generator: np.random.Generator
) -> sparse.csr_array:
    """Deal everybody's strengths out among the people they now learn from."""
    order = np.lexsort((generator.random(strong.nnz), backed.rows_of(strong)))
    carried = random.copy()
    carried.data = strong.data[order]
    return carried


def _multiplex(net: Network) -> Part:
    """Make R3: the mean over contacts of the further kinds of tie, of those there are."""
    method = "further kinds of tie per contact"
    kinds = net.structural_kinds
    if len(kinds) < 2:
        return missing("R3", net.n, "ONE_KIND", method)
    cells = [net.where(kind=kind).structure().tocoo() for kind in kinds]
    row, column = (np.concatenate([getattr(one, end) for one in cells]) for end in ("row", "col"))
    matrix = binary(row, column, net.n)
    held = backed.rows_of(matrix) * np.int64(net.n) + matrix.indices
    count = np.bincount(
        np.searchsorted(held, row.astype(np.int64) * net.n + column), minlength=matrix.nnz
    )
    found = shares.over_contacts(matrix, (count - 1) / (len(kinds) - 1), None)
    return part_of("R3", found, {}, "NO_ALTERS", method=method, counts=False)


def _lasting(net: Network, later: Later | None) -> Part:
    """Make R4: the share of contacts of now who are contacts later too, among those still there."""
    method = "contacts kept"
    if later is None:
        return missing("R4", net.n, "NOT_OBSERVED", method)
    matrix = net.structure()
    person, other = backed.rows_of(matrix), matrix.indices.astype(np.int64)
    cells = person * np.int64(net.n) + other
    both = later.there[person] & later.there[other] & ~np.isin(cells, later.unseen)
    kept = np.isin(cells, later.tied) & both
    found = shares.over_contacts(matrix, kept, both)
    return part_of("R4", found, _nobody(net), "NOT_OBSERVED", method=method)
