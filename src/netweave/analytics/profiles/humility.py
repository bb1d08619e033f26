"""Practice humility: whether learning goes both ways, and whether others could do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave.analytics.profiles import _shares as shares
from netweave.analytics.profiles._parts import Part, missing, part, part_of
from netweave.analytics.profiles.balance import learned, learning_kinds

if TYPE_CHECKING:
    from netweave.network import Network


def humility(net: Network) -> list[Part]:
    """Make learning_share, H1, H2 and H3."""
    matrix = net.structure()
    nobody: dict[str, np.ndarray | bool] = {"NO_ALTERS": np.diff(matrix.indptr) == 0}
    hanging = shares.dependent(matrix)
    others = shares.over_contacts(matrix, hanging.whole - hanging.part, hanging.whole)
    share = learning_part(net)
    return [
        share,
        _balance(net, share, nobody),
        part_of("H2", shares.redundant(matrix), nobody, "K<2", method="pairs of contacts"),
        part_of("H3", others, {}, "NO_ALTERS", method="contacts"),
    ]


def learning_part(net: Network) -> Part:
    """Make learning_share: of strengths if one kind says who learned, else of people."""
    kinds = learning_kinds(net)
    if not kinds:
        return missing("learning_share", net.n, "BOTH_WAYS", "")
    weighted = len(kinds) == 1
    chosen = net.where(kind=kinds)
    nobody: dict[str, np.ndarray | bool] = {"NO_ALTERS": np.diff(chosen.structure().indptr) == 0}
    return part_of(
        "learning_share",
        learned(chosen, weighted=weighted),
        nobody,
        "NOT_OBSERVED",
        counts=not weighted,
        method="strengths" if weighted else "people",
    )


def _balance(net: Network, share: Part, nobody: dict[str, np.ndarray | bool]) -> Part:
    """Make H1: twice the smaller of what was learned and what was taught, of both together."""
    if not learning_kinds(net):
        return missing("H1", net.n, "BOTH_WAYS", "")
    less = 2 * np.minimum(share.numerator, share.denominator - share.numerator)
    return part(
        "H1", less, share.denominator, nobody, "NOT_OBSERVED", method=share.method, counts=False
    )
