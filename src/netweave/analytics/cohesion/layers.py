"""Whether people are tied in more than one way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave._kernels.sparse import binary
from netweave.analytics._facts import NAN, series
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

    from netweave.network import Network


@measure(
    "multiplexity",
    "network",
    formula="method 1.6",
    range="1 to the number of kinds",
    unit="kinds of tie per tied pair",
    undefined={"EMPTY": "nobody", "NO_TIES": "no ties"},
)
def multiplexity(net: Network) -> float:
    """Give the mean number of kinds of tie by which a tied pair of people is joined.

    Parameters
    ----------
    net : Network
        One wave. The kinds that enter structural measures count, each with its threshold; a pair
        is joined by a kind if either learned from the other, however strongly and however often.

    Returns
    -------
    float
        1 (every pair is tied in one way) to the number of kinds; NaN without ties.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 3.

    Examples
    --------
    Ana and Ben write and talk, Ben and Cleo only talk.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben"],
    ...     "learned_from": ["ben", "ben", "cleo"],
    ...     "kind": ["write", "talk", "talk"],
    ... })
    >>> nw.multiplexity(nw.Network(["ana", "ben", "cleo"], ties))
    1.5
    """
    joined = net.structure().nnz
    return sum(kind.nnz for kind in _layers(net)) / joined if joined else NAN


@measure(
    "multiplex_participation",
    "person",
    formula="method 1.6; Battiston, Nicosia & Latora 2014, eq. 12",
    range="0 to 1",
    unit="evenness of a person's ties over kinds",
    undefined={
        "ONE_KIND": "the network holds one kind of tie",
        "NO_ALTERS": "the person has no ties",
    },
)
def multiplex_participation(net: Network) -> pd.Series:
    """Say how evenly a person's ties are spread over the kinds of tie.

    ``P_i = L/(L - 1) (1 - sum_l (k_il / sum_l k_il)²)`` for L kinds in which i has the degrees
    ``k_il``.

    Parameters
    ----------
    net : Network
        One wave. The kinds that enter structural measures count, also those in which nobody is
        tied; direction and strength are disregarded, parallel ties of one kind count once.

    Returns
    -------
    Series of float
        0 (all ties of one kind) to 1 (equally many of each), named ``multiplex_participation``;
        NaN for everybody if there is one kind, and for a person without ties.

    References
    ----------
    Battiston, F., Nicosia, V. & Latora, V. (2014). Structural measures for multiplex networks.
    *Physical Review E*, 89, 032804.

    Examples
    --------
    Ben has one tie of the one kind and two of the other: 2(1 - 1/9 - 4/9).

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben"],
    ...     "learned_from": ["ben", "ben", "cleo"],
    ...     "kind": ["write", "talk", "talk"],
    ... })
    >>> nw.multiplex_participation(nw.Network(["ana", "ben", "cleo"], ties)).round(3).to_dict()
    {'ana': 1.0, 'ben': 0.889, 'cleo': 0.0}
    """
    degrees = np.array([np.diff(kind.indptr) for kind in _layers(net)], dtype=float)
    values = np.full(net.n, np.nan)
    if len(degrees) > 1:
        total = degrees.sum(axis=0)
        some = total > 0
        share = degrees[:, some] / total[some]
        values[some] = len(degrees) / (len(degrees) - 1) * (1 - (share**2).sum(axis=0))
    return series(net, values, "multiplex_participation")


def _layers(net: Network) -> list[sparse.csr_array]:
    """Give who is joined, kind by kind."""
    _ = net.structure()
    found = []
    for kind in net.structural_kinds:
        cells = net.where(kind=kind).structure().tocoo()
        found.append(binary(cells.row, cells.col, net.n))
    return found
