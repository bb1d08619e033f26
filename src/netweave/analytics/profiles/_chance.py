"""How everybody's values stand among those on random networks, several measures in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from netweave.analytics.nulls.judging import Tally
from netweave.analytics.nulls.spoken import FEW

Values = Mapping[str, np.ndarray]
DEGREES = "in which everybody has as many ties"
ARCS = "in which everybody learned from as many people and taught as many"
NEW = "in which everybody has as many new ties"


@dataclass(frozen=True)
class Judged:
    """One measure beside chance.

    Parameters
    ----------
    expected : float array
        Mean over the random networks.
    percentile : float array
        (less + equal/2 + 1/2)/(draws + 1), NaN where there is none.
    draws : int array
        On how many random networks the measure is defined.
    why : object array
        Reason code where there is no percentile.
    """

    expected: np.ndarray
    percentile: np.ndarray
    draws: np.ndarray
    why: np.ndarray


@dataclass(frozen=True)
class Chance:
    """Several measures beside the same random networks.

    Parameters
    ----------
    judged : mapping
        Measure → how it stands.
    distinct : int
        How many different networks were seen, the observed one included, as far as 20; 0 if none
        was drawn.
    words : str
        What the networks share.
    """

    judged: Mapping[str, Judged]
    distinct: int
    words: str

    @property
    def enough(self) -> bool:
        """Whether enough different networks were seen to give a place among them."""
        return self.distinct >= FEW


def judge(
    key: bytes,
    drawn: Iterable[tuple[bytes, sparse.csr_array]],
    observed: Values,
    compute: Callable[[sparse.csr_array], Values],
    words: str,
) -> Chance:
    """Compute on every random network, and count how often it is less and how often equal."""
    tallies = {name: Tally(values) for name, values in observed.items()}
    seen, count = {key}, 0
    for one, matrix in drawn:
        count += 1
        if len(seen) < FEW:
            seen.add(one)
        for name, values in compute(matrix).items():
            tallies[name].add(values)
    alone = len(seen) == 1 and count >= FEW  # fewer draws cannot show that there is no other
    judged = {name: _judged(tally, alone=alone) for name, tally in tallies.items()}
    return Chance(judged, len(seen) if count else 0, words)


def _judged(tally: Tally, *, alone: bool) -> Judged:
    why = tally.why(degenerate=alone)
    place = (tally.less + 0.5 * tally.equal + 0.5) / (tally.count + 1)
    given = (why == "") & ~np.isnan(tally.observed)
    return Judged(
        expected=np.where(tally.count > 0, tally.mean, np.nan),
        percentile=np.where(given, place, np.nan),
        draws=tally.count.astype(np.int64),
        why=why,
    )


def key_of(matrix: sparse.csr_array) -> bytes:
    """Give bytes that are equal for equal matrices."""
    return bytes(matrix.indptr.tobytes() + matrix.indices.tobytes())
