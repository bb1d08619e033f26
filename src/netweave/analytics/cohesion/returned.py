"""How much of what is learned is returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave._checks import one_of
from netweave._kernels.sparse import binary, either_way
from netweave.analytics._facts import NAN, both_answered, eligible_kinds, partly_answered
from netweave.analytics._weights import ties_of
from netweave.coverage import asked_about
from netweave.registry import measure

if TYPE_CHECKING:
    from scipy import sparse

    from netweave.network import Network

SHARES = ("arcs", "dyads", "alike", "correlation")
_UNDEFINED = {
    "EMPTY": "nobody",
    "NOT_ELIGIBLE": "every kind of tie is mutual by construction",
}
_NOBODY_TIED = {
    "COVERAGE": "no tie between two people who both answered",
    "NO_TIES": "no ties of a kind that can show reciprocity",
}


@measure(
    "reciprocity",
    "network",
    formula="method 2.4 R2; Wasserman & Faust 1994, ch. 13; Garlaschelli & Loffredo 2004, eq. 3",
    range="0 to 1; a correlation -1 to 1",
    unit="share of arcs (pairs)",
    undefined={
        **_UNDEFINED,
        "NO_VARIANCE": "correlation: everybody observed learned from everybody",
        **_NOBODY_TIED,
    },
)
def reciprocity(net: Network, *, of: str = "arcs") -> float:
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
        several eligible kinds a pair enters if both people answered every one of them. Parallel
        ties are one arc, however strong; for strengths see `weighted_reciprocity`.
    of : {"arcs", "dyads", "alike", "correlation"}, default "arcs"
        There are several reciprocities. With M mutual, A one-sided and N empty pairs:
        "arcs" is ``2M/(2M + A)``, the share of arcs that are returned; "dyads" ``M/(M + A)``, the
        share of tied pairs that are mutual; "alike" ``(M + N)/(M + A + N)``, the share of pairs
        that are the same in both directions, empty ones included; "correlation"
        ``(r - d)/(1 - d)`` with r the share of arcs and d the density of arcs, 0 if returning were
        a matter of chance.

    Returns
    -------
    float
        0 to 1 (a correlation down to -1); NaN if no kind is eligible, without ties, or if no tie
        is between two people who both answered.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 13.

    Garlaschelli, D. & Loffredo, M. I. (2004). Patterns of link reciprocity in directed networks.
    *Physical Review Letters*, 93, 268701.

    Examples
    --------
    Ana and Ben learned from each other, Ana also from Cleo: two of three arcs, one of two pairs;
    and Ben and Cleo are alike too, since neither learned from the other.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana"],
    ...     "learned_from": ["ben", "ana", "cleo"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> [round(nw.reciprocity(net, of=share), 3) for share in ("arcs", "dyads", "alike")]
    [0.667, 0.5, 0.667]

    If Cleo did not answer, nobody knows whether she learned from Ana: two of two arcs.

    >>> people = pd.DataFrame({"responded": [True, True, False]}, index=["ana", "ben", "cleo"])
    >>> nw.reciprocity(nw.Network(people, ties))
    1.0
    """
    one_of("of", SHARES, of)
    kinds = eligible_kinds(net)
    arcs = _observed(net, kinds) if kinds else net.structure(directed=True)
    if not kinds or not arcs.nnz:
        return NAN
    joined = either_way(arcs) if arcs is not net.structure(directed=True) else net.structure()
    mutual = 2 * arcs.nnz - joined.nnz  # arcs that are returned: two per mutual pair
    if of in {"arcs", "dyads"}:
        return mutual / arcs.nnz if of == "arcs" else mutual / joined.nnz
    pairs = 2 * _observed_pairs(net, kinds)
    if of == "alike":
        return (pairs - joined.nnz + mutual) / pairs
    share, density = mutual / arcs.nnz, arcs.nnz / pairs
    return (share - density) / (1 - density) if density < 1 else NAN


def _observed(net: Network, kinds: list[str]) -> sparse.csr_array:
    """Give the arcs of some kinds between people who both answered."""
    chosen = net if kinds == net.structural_kinds else net.where(kind=kinds)
    arcs = chosen.structure(directed=True)
    asked = partly_answered(net, kinds)
    if not asked:
        return arcs
    row = np.repeat(np.arange(net.n), np.diff(arcs.indptr))
    both = both_answered(asked, row, arcs.indices)
    return arcs if both.all() else binary(row[both], arcs.indices[both], net.n)


def _observed_pairs(net: Network, kinds: list[str]) -> int:
    """Count the pairs about which both people answered."""
    if len(kinds) == 1:
        return asked_about(net, kinds[0]).counts[0]
    asked, others = partly_answered(net, kinds), np.arange(net.n)
    return sum(
        int(both_answered(asked, np.full(person, person), others[:person]).sum())
        for person in range(net.n)
    )


@measure(
    "weighted_reciprocity",
    "network",
    needs=("one kind",),
    formula="method 2.4 R2; Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013, eq. 1-3",
    range="0 to 1",
    unit="share of the weight",
    undefined={**_UNDEFINED, **_NOBODY_TIED},
)
def weighted_reciprocity(net: Network) -> float:
    """Give the share of the weight of ties that is returned: ``sum min(w_ij, w_ji) / sum w_ij``.

    Parameters
    ----------
    net : Network
        One wave and one kind of tie, which must be marked ``reciprocity_eligible``. Parallel ties
        add up. Pairs enter as in `reciprocity`; thresholds do not matter.

    Returns
    -------
    float
        0 (nothing is returned) to 1 (everybody gives back as much as they got); NaN if the kind
        is mutual by construction, without ties, or if no tie is between two people who both
        answered.

    Raises
    ------
    DataError
        If the network holds several kinds, because their units do not add up.

    References
    ----------
    Squartini, T., Picciolo, F., Ruzzenenti, F. & Garlaschelli, D. (2013). Reciprocity of weighted
    networks. *Scientific Reports*, 3, 2729.

    Examples
    --------
    Ana learned 3 from Ben, he 1 from her: of 4 in all, 1 comes back in each direction.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben"],
    ...     "learned_from": ["ben", "ana"],
    ...     "weight": [3.0, 1.0],
    ... })
    >>> nw.weighted_reciprocity(nw.Network(["ana", "ben"], ties))
    0.5
    """
    kinds, weights = eligible_kinds(net), ties_of(net, weighted=True)
    if not kinds:
        return NAN
    cells = weights.tocoo()
    both = both_answered(partly_answered(net, kinds), cells.row, cells.col)
    kept = weights.copy()
    kept.data = kept.data * both
    total = float(kept.sum())
    return float(kept.minimum(kept.T).sum()) / total if total else NAN
