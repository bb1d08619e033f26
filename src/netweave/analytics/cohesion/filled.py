"""How many of the ties there could be there are, and how many are returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave._kernels.sparse import binary
from netweave.analytics._facts import NAN, TWO_PEOPLE, both_answered, eligible_kinds
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "density",
    "network",
    formula="method 7; Wasserman & Faust 1994, ch. 4",
    range="0 to 1",
    unit="share of pairs",
    undefined=TWO_PEOPLE,
)
def density(net: Network, *, directed: bool = False) -> float:
    """Give the share of pairs of people who are tied.

    Parameters
    ----------
    net : Network
        One wave.
    directed : bool, default False
        False counts unordered pairs tied either way; True counts ordered pairs, learner and
        person learned from.

    Returns
    -------
    float
        0 to 1; NaN for fewer than two people.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 4.

    Examples
    --------
    Two of three pairs, three of six ordered pairs.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana"],
    ...     "learned_from": ["ben", "ana", "cleo"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> round(nw.density(net), 3), nw.density(net, directed=True)
    (0.667, 0.5)
    """
    matrix = net.structure(directed=directed)
    return matrix.nnz / (net.n * (net.n - 1)) if net.n > 1 else NAN


@measure(
    "reciprocity",
    "network",
    formula="method 2.4 R2; Wasserman & Faust 1994, ch. 13",
    range="0 to 1",
    unit="share of arcs",
    undefined={
        "EMPTY": "nobody",
        "NOT_ELIGIBLE": "every kind of tie is mutual by construction",
        "COVERAGE": "no tie between two people who both answered",
        "NO_TIES": "no ties of a kind that can show reciprocity",
    },
)
def reciprocity(net: Network) -> float:
    """Give the share of "learned from" that is returned: arcs whose opposite exists too.

    Only pairs of people enter of whom everybody who could report one of the two arcs answered
    about it: where the learner reports, the learner of either arc, that is both. An arc whose
    opposite could only have been reported by somebody silent is missing its answer, which is not
    the same as being unreturned.

    Parameters
    ----------
    net : Network
        One wave. Only kinds marked ``reciprocity_eligible`` enter: where both directions are
        written because one record was made, everything would be returned by construction. Where
        it is not known who answered, and for kinds that come from records, all pairs enter; with
        several eligible kinds a pair enters if both people answered every one of them.

    Returns
    -------
    float
        0 to 1; NaN if no kind is eligible, without ties, or if no tie is between two people who
        both answered.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 13.

    Examples
    --------
    Ana and Ben learned from each other, Ana also from Cleo: two of three arcs.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana"],
    ...     "learned_from": ["ben", "ana", "cleo"],
    ... })
    >>> round(nw.reciprocity(nw.Network(["ana", "ben", "cleo"], ties)), 3)
    0.667

    If Cleo did not answer, nobody knows whether she learned from Ana: two of two arcs.

    >>> people = pd.DataFrame({"responded": [True, True, False]}, index=["ana", "ben", "cleo"])
    >>> nw.reciprocity(nw.Network(people, ties))
    1.0
    """
    kinds = eligible_kinds(net)
    arcs = net.structure(directed=True)
    if not kinds or not arcs.nnz:
        return NAN
    cells = net.where(kind=kinds).structure(directed=True).tocoo()
    both = both_answered(net, kinds, cells.row, cells.col)
    arcs = binary(cells.row[both], cells.col[both], net.n)
    return float((arcs * arcs.T).sum()) / arcs.nnz if arcs.nnz else NAN
