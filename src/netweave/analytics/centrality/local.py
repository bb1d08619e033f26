"""How dense it is around each person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave._checks import one_of
from netweave._kernels import cores, triads
from netweave.analytics._facts import series, strengths
from netweave.analytics._weights import ties_of
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

    from netweave.network import Network


@measure(
    "core_number",
    "person",
    formula="Seidman 1983; Batagelj & Zaveršnik 2011",
    range="0 to n - 1",
    unit="ties to people of the same core",
)
def core_number(net: Network, *, role: str = "any") -> pd.Series:
    """Say how deep in the network each person is: the highest k-core that they belong to.

    A k-core is the largest set of people in which everybody has at least k ties to others of the
    set. Many ties to people who have few themselves do not put anybody into a deep core.

    Parameters
    ----------
    net : Network
        One wave; strengths do not enter.
    role : {"any", "learned", "taught"}, default "any"
        "any" counts ties whichever way the learning went. "learned": everybody learned from at
        least k others of the core; "taught": at least k others of the core learned from them.

    Returns
    -------
    Series of float
        0 to n - 1, named ``core_number`` (``core_number_learned``, ``core_number_taught``). 0
        without ties; never missing. Parallel ties count once.

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. *Social Networks*, 5, 269-287.

    Batagelj, V. & Zaveršnik, M. (2011). Fast algorithms for determining (generalized) core groups
    in social networks. *Advances in Data Analysis and Classification*, 5, 129-145.

    Examples
    --------
    Ana, Ben and Cleo all know each other; Dan knows only Ana. Nobody learned from Dan, so that he
    is in no core of those learned from.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan"],
    ...     "learned_from": ["ben", "cleo", "ana", "ana"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.core_number(net).to_dict()
    {'ana': 2.0, 'ben': 2.0, 'cleo': 2.0, 'dan': 1.0}
    >>> nw.core_number(net, role="taught").to_dict()
    {'ana': 1.0, 'ben': 1.0, 'cleo': 1.0, 'dan': 0.0}
    """
    one_of("role", ("any", "learned", "taught"), role)
    if role == "any":
        found = cores.core_numbers(net.structure(), symmetric=True)
        return series(net, found, "core_number")
    arcs = net.structure(directed=True)
    rows = arcs if role == "learned" else arcs.T.tocsr()
    return series(net, cores.core_numbers(rows, symmetric=False), f"core_number_{role}")


@measure(
    "local_clustering",
    "person",
    needs=("one kind if weighted",),
    formula="Watts & Strogatz 1998; Onnela et al. 2005; Fagiolo 2007",
    range="0 to 1",
    unit="share of pairs of contacts",
    undefined={"K<2": "the person has fewer than two contacts"},
)
def local_clustering(net: Network, *, directed: bool = False, weighted: bool = False) -> pd.Series:
    """Give the share of each person's pairs of contacts who are tied to each other.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. Parallel ties count once, or are added up if
        weighted. Two contacts who both kept silent count as not tied, because nobody could say so:
        the share is then too low.
    directed : bool, default False
        False joins two people if either learned from the other. True takes every arrow by itself:
        of all the triangles of three arrows that the person's ties could be part of, whichever way
        their arrows point, the share that are there (Fagiolo).
    weighted : bool, default False
        A triangle counts the geometric mean of its three weights, each divided by the greatest in
        the network, in place of 1 (Onnela et al.), so that a single very strong tie makes
        everybody's value small. Both directions are added up if not directed; thresholds then
        change nothing. The pairs of contacts are counted as before.

    Returns
    -------
    Series of float
        0 (no contact knows another) to 1 (all know each other, weighted: with the greatest
        weight); named ``local_clustering`` with ``_directed`` and ``_weighted`` as asked. NaN for
        people with fewer than two contacts.

    Raises
    ------
    DataError
        If weighted and the network holds several kinds.

    Notes
    -----
    Weighted, the value is ``2/(k(k - 1))`` times the sum of ``(w_ij w_ik w_jk)^(1/3)`` over the
    pairs j, k of contacts. Directed, with ``S`` the sum of the matrix of arrows and its transpose
    (weighted: of the cube roots), it is ``(S³)_ii / (2 (d(d - 1) - 2 b))`` for d arrows and b
    contacts with arrows both ways.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature*,
    393, 440-442.

    Onnela, J.-P., Saramäki, J., Kertész, J. & Kaski, K. (2005). Intensity and coherence of motifs
    in weighted complex networks. *Physical Review E*, 71, 065103.

    Fagiolo, G. (2007). Clustering in complex directed networks. *Physical Review E*, 76, 026107.

    Examples
    --------
    Of Ana's three pairs of contacts only Ben and Cleo are tied.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "ben", "dan"],
    ...     "learned_from": ["ana", "ana", "cleo", "ana"],
    ...     "weight": [1.0, 8.0, 8.0, 1.0],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.local_clustering(net).round(3).to_dict()
    {'ana': 0.333, 'ben': 1.0, 'cleo': 1.0, 'dan': nan}

    Each weight over 8, the greatest: the triangle counts (1/8 · 1 · 1)^(1/3) = 1/2. Its arrows
    all go one way, one of the two that each tie could go: Ben's two contacts could be joined by
    either arrow, and are by one.

    >>> nw.local_clustering(net, weighted=True).round(3).to_dict()
    {'ana': 0.167, 'ben': 0.5, 'cleo': 0.5, 'dan': nan}
    >>> nw.local_clustering(net, directed=True).round(3).to_dict()
    {'ana': 0.167, 'ben': 0.5, 'cleo': 0.5, 'dan': nan}
    """
    name = "local_clustering" + "_directed" * directed + "_weighted" * weighted
    share = np.full(net.n, np.nan)
    if directed:
        found, pairs = _arrows(ties_of(net, weighted=weighted))
    elif weighted:
        joined = strengths(net, weighted=True, directed=False)
        found, pairs = triads.walks_of_three(_roots(joined)) / 2, _pairs(joined)
    else:
        joined = net.structure()
        found, pairs = triads.triangles(joined), _pairs(joined)
    np.divide(found, pairs, out=share, where=pairs > 0)
    return series(net, share, name)


def _pairs(joined: sparse.csr_array) -> np.ndarray:
    """Count everybody's pairs of contacts."""
    degree = np.diff(joined.indptr).astype(float)
    return np.asarray(degree * (degree - 1) / 2)


def _roots(weights: sparse.csr_array) -> sparse.csr_array:
    """Give the cube roots of weights, each divided by the greatest."""
    found = weights.copy()
    found.data = np.cbrt(weights.data / weights.data.max(initial=0.0))
    return found


def _arrows(arcs: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Count the triangles of arrows around everybody, and those that there could be."""
    there = arcs.copy()
    there.data = np.ones(len(arcs.data))
    both = (there * there.T).sum(axis=1)
    ends = there.sum(axis=1) + there.sum(axis=0)
    roots = _roots(arcs)
    either = (roots + roots.T).tocsr()
    either.sort_indices()
    return triads.walks_of_three(either) / 2, ends * (ends - 1) - 2 * both
