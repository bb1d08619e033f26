"""S5 and S8: reach within two steps, and what hangs on the convener. Of both only a range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels import paths, removal
from netweave.compare.intervals import Spread
from netweave.compare.secondary.left_out import ratio_of
from netweave.compare.secondary.row import Row
from netweave.coverage import LEAST

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.compare.case import Case

# Above so many people what hangs on the convener is not computed again without each of them: it
# takes a sweep over all paths each time.
SINGLES = 100
NAN = float("nan")
SIDES = ("without", "with")


@dataclass(frozen=True)
class Found:
    """A value in one wave, again without each person, and why it is undefined.

    Parameters
    ----------
    value : float
        The value.
    left_out : array
        Without each person of the panel; empty where that was not computed.
    reason : str
        "" where it is defined.
    """

    value: float
    left_out: np.ndarray = field(default_factory=lambda: np.empty(0))
    reason: str = ""

    @property
    def range(self) -> tuple[float, float]:
        """The lowest and highest value without one person."""
        told = self.left_out[np.isfinite(self.left_out)]
        return (float(told.min()), float(told.max())) if len(told) else (NAN, NAN)


@dataclass(frozen=True)
class Around:
    """The members of the panel in one wave, with and without the conveners.

    Parameters
    ----------
    matrix : csr_array
        Who is tied, members first, then conveners.
    members : int
        How many members.
    withheld : str
        Why measures of paths are withheld: "NOT_OBSERVED", "COVERAGE", "N<2" or "".
    """

    matrix: sparse.csr_array
    members: int
    withheld: str

    @property
    def hubs(self) -> np.ndarray:
        """Mark the conveners."""
        return np.arange(self.matrix.shape[0]) >= self.members


def around(case: Case) -> list[Around]:
    """Lay out either wave; who convenes in one of them is a member in neither."""
    marked = [net.people.index[net.convener.to_numpy()] for net in case.everybody]
    conveners = case.panel.conveners.union(marked[0].union(marked[1]))
    members = case.panel.people[~case.panel.people.isin(conveners)]
    out = []
    for net, seen, missing in zip(case.everybody, case.coverage, case.unobserved, strict=True):
        there = conveners[conveners.isin(net.people.index)]
        place = net.people.index.get_indexer(members.append(there))
        why = "COVERAGE" if seen.coverage < LEAST else "N<2" if len(members) < 2 else ""
        matrix = removal.among(net.structure(), place)
        out.append(Around(matrix, len(members), "NOT_OBSERVED" if missing else why))
    return out


def reached(wave: Around, *, convener: bool) -> Found:
    """Give the mean share of the other members that a member reaches within two steps."""
    if wave.withheld:
        return Found(NAN, reason=wave.withheld)
    n, tied = wave.members, wave.matrix[: wave.members][:, : wave.members]
    always = tied.copy()
    if convener:  # whom a convener joins is reached whichever member is left out
        to_hub = wave.matrix[:n][:, n:]
        always = always + to_hub @ to_hub.T
    common = tied @ tied
    near = _off_diagonal((always + common) > 0)
    sole = _off_diagonal(common == 1) if common.nnz else near * 0  # one go-between only
    sole = sole - sole.multiply(always > 0)
    rows = np.asarray(near.sum(axis=1)).ravel()
    between = np.asarray(tied.multiply(tied @ sole).sum(axis=1)).ravel()
    total = float(rows.sum())
    fewer = np.full(n, (n - 1) * (n - 2))
    return Found(total / (n * (n - 1)), ratio_of(total - 2 * rows - between, fewer))


def _off_diagonal(marks: sparse.csr_array) -> sparse.csr_array:
    out = marks.astype(float).tocsr()
    out.setdiag(0)
    out.eliminate_zeros()
    return out


def dependence(wave: Around) -> dict[str, Found]:
    """Give what share of pairs, and of shortest paths, hangs on the conveners."""
    terms = ("pair_loss", "geodesic_share")
    reason = wave.withheld or ("" if wave.hubs.any() else "NO_CONVENER")
    if reason:
        return dict.fromkeys(terms, Found(NAN, reason=reason))
    values = _losses(wave.matrix, wave.hubs)
    others = np.empty((0, 2))
    if wave.members <= SINGLES:
        everybody = np.arange(len(wave.hubs))
        kept = (everybody[everybody != person] for person in range(wave.members))
        others = np.array([_losses(removal.among(wave.matrix, k), wave.hubs[k]) for k in kept])
    why = "NO_PAIRS" if np.isnan(values[0]) else ""
    return {term: Found(values[place], others[:, place], why) for place, term in enumerate(terms)}


def _losses(matrix: sparse.csr_array, hubs: np.ndarray) -> tuple[float, float]:
    outside = np.flatnonzero(~hubs)
    pairs, left = joined(matrix, outside)
    if not pairs:
        return NAN, NAN
    return 1 - left / pairs, paths.paths_through(matrix, hubs) / (2 * pairs)


def joined(matrix: sparse.csr_array, outside: np.ndarray) -> tuple[int, int]:
    """Count the pairs outside the hubs that are joined with them, and without them."""
    inner = removal.among(matrix, outside)
    return removal.joined(matrix, outside), removal.joined(inner, np.arange(len(outside)))


@dataclass(frozen=True)
class Paths:
    """What was found of paths in both waves.

    Parameters
    ----------
    waves : list of Around
        The members, with and without conveners.
    reach : dict
        "without" and "with": reach in either wave.
    hubs : list of dict
        In either wave, what hangs on the conveners, by term.
    """

    waves: list[Around]
    reach: dict[str, list[Found]]
    hubs: list[dict[str, Found]]


def paths_of(case: Case) -> Paths:
    """Find reach, and what hangs on the conveners, in both waves."""
    waves = around(case)
    nobody = not any(wave.hubs.any() for wave in waves)
    reach = {
        side: [
            Found(NAN, reason="NO_CONVENER")
            if nobody and side == "with"
            else reached(wave, convener=side == "with")
            for wave in waves
        ]
        for side in SIDES
    }
    return Paths(waves, reach, [dependence(wave) for wave in waves])


def reach_table(case: Case, found: Paths) -> pd.DataFrame:
    """Lay out S5: index wave and "without" or "with" the convener."""
    rows = {}
    for place, (label, wave) in enumerate(zip(case.labels, found.waves, strict=True)):
        for side, values in found.reach.items():
            one = values[place]
            rows[label, side] = {
                "reach": one.value,
                "range_low": one.range[0],
                "range_high": one.range[1],
                "people": wave.members,
                "reason": one.reason,
            }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(["wave", "convener"])


def hub_table(case: Case, found: Paths) -> pd.DataFrame:
    """Lay out S8: per wave both losses with their ranges, and the pairs behind the first."""
    rows = {}
    for label, wave, hubs in zip(case.labels, found.waves, found.hubs, strict=True):
        reason = hubs["pair_loss"].reason
        outside = np.flatnonzero(~wave.hubs)
        known = reason in {"", "NO_PAIRS"}
        pairs = joined(wave.matrix, outside) if known else (NAN, NAN)
        rows[label] = {
            **{term: one.value for term, one in hubs.items()},
            **{f"{term}_low": one.range[0] for term, one in hubs.items()},
            **{f"{term}_high": one.range[1] for term, one in hubs.items()},
            "joined_with": pairs[0],
            "joined_without": pairs[1],
            "pairs": wave.members * (wave.members - 1) // 2,
            "reason": reason,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("wave")


def path_rows(found: Paths) -> Iterator[Row]:
    """Give the changes in reach and in what hangs on the convener, with their ranges."""
    people = found.waves[0].members
    for side, term in zip(SIDES, ("reach_change", "reach_with_convener_change"), strict=True):
        yield _difference(people, term, found.reach[side])
    for term in ("pair_loss", "geodesic_share"):
        yield _difference(people, f"{term}_change", [wave[term] for wave in found.hubs])


def _difference(people: int, term: str, found: list[Found]) -> Row:
    reason = next((one.reason for one in found if one.reason), "")
    both = all(len(one.left_out) for one in found)
    left_out = found[1].left_out - found[0].left_out if both else np.empty(0)
    value = found[1].value - found[0].value
    return Row(term, value, Spread(), people, left_out=left_out, reason=reason)
