"""How dense it is around each person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave._checks import one_of
from netweave._kernels import cores, triads
from netweave.analytics._facts import series
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

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
    formula="Watts & Strogatz 1998",
    range="0 to 1",
    unit="share of pairs of contacts",
    undefined={"K<2": "the person has fewer than two contacts"},
)
def local_clustering(net: Network) -> pd.Series:
    """Give the share of each person's pairs of contacts who are tied to each other.

    Parameters
    ----------
    net : Network
        One wave; direction and strength disregarded, parallel ties count once.

    Returns
    -------
    Series of float
        0 (no contact knows another) to 1 (all know each other). NaN for people with fewer than two
        contacts.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature*,
    393, 440-442.

    Examples
    --------
    Of Ana's three pairs of contacts only Ben and Cleo are tied.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "ben", "dan"],
    ...     "learned_from": ["ana", "ana", "cleo", "ana"],
    ... })
    >>> nw.local_clustering(nw.Network(["ana", "ben", "cleo", "dan"], ties)).round(3).to_dict()
    {'ana': 0.333, 'ben': 1.0, 'cleo': 1.0, 'dan': nan}
    """
    joined = net.structure()
    degree = np.diff(joined.indptr).astype(float)
    pairs = degree * (degree - 1) / 2
    share = np.full(net.n, np.nan)
    np.divide(triads.triangles(joined), pairs, out=share, where=pairs > 0)
    return series(net, share, "local_clustering")
