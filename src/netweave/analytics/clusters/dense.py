"""Groups in which everybody, or nearly everybody, is tied to everybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd

from netweave import errors
from netweave._checks import counted
from netweave._guard import guarded
from netweave._kernels import plexes as kernels

if TYPE_CHECKING:
    from netweave.network import Network

# Beyond these nothing is searched, or the search is given up.
CLIQUE_PEOPLE, CLIQUES = 5_000, 100_000
PLEX_PEOPLE = 1_000
_PART = "Take a part of the network: net.where(...), net.subset(...), or one of its components."


@guarded
def cliques(net: Network, *, least: int = 3) -> pd.DataFrame:
    """List the cliques: groups in which everybody is tied to everybody, as large as they can be.

    A clique is listed if nobody can be added to it. One person can be in many.

    Parameters
    ----------
    net : Network
        One wave of at most 5,000 people; direction disregarded, parallel ties count once.
    least : int, default 3
        List cliques of at least so many people; 1 lists people without ties too.

    Returns
    -------
    DataFrame
        One row per clique and member: ``clique`` (1, 2, …; the largest first, of equals the one
        with the earlier members), ``size``, ``person``. Empty if there is none.

    Raises
    ------
    ArgumentError
        If least is below 1, or there are more than 5,000 people.
    DataError
        If there are more than 100,000 cliques, of any size.

    References
    ----------
    Bron, C. & Kerbosch, J. (1973). Algorithm 457: finding all cliques of an undirected graph.
    *Communications of the ACM*, 16, 575-577.

    Tomita, E., Tanaka, A. & Takahashi, H. (2006). The worst-case time complexity for generating all
    maximal cliques. *Theoretical Computer Science*, 363, 28-42.

    Examples
    --------
    Ana, Ben and Cleo all know each other; Dan knows only Ana, which makes a pair.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan"],
    ...     "learned_from": ["ben", "cleo", "ana", "ana"],
    ... })
    >>> nw.cliques(nw.Network(["ana", "ben", "cleo", "dan"], ties))
       clique  size person
    0       1     3    ana
    1       1     3    ben
    2       1     3   cleo
    """
    _check(net, "cliques", CLIQUE_PEOPLE, {"least": least})
    cells = net.structure().tocoo()
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(net.n))
    graph.add_edges_from(zip(cells.row.tolist(), cells.col.tolist(), strict=True))
    found = []
    for looked, clique in enumerate(nx.find_cliques(graph)):
        if looked >= CLIQUES:
            raise errors.too_many_to_list("cliques", CLIQUES, _PART)
        if len(clique) >= least:
            found.append(sorted(clique))
    return _listed(net, "clique", found)


@guarded
def k_plexes(net: Network, *, k: int = 2, least: int = 4, sets: int = 30_000) -> pd.DataFrame:
    """List the k-plexes: groups in which everybody is tied to all but a few, k - 1, of the others.

    Exact: every k-plex to which nobody can be added is listed. With k = 1 they are the cliques.

    Parameters
    ----------
    net : Network
        One wave of at most 1,000 people; direction disregarded, parallel ties count once.
    k : int, default 2
        Everybody misses at most k - 1 of the others.
    least : int, default 4
        List groups of at least so many people, more than k. Below 2k - 1 a k-plex can fall into
        pieces. The larger, the faster the search.
    sets : int, default 30_000
        How many sets of people the search may look at before it is given up: about a second's
        work in a network of 300.

    Returns
    -------
    DataFrame
        One row per group and member: ``plex`` (1, 2, …; the largest first, of equals the one with
        the earlier members), ``size``, ``person``. Empty if there is none.

    Raises
    ------
    ArgumentError
        If k or sets is below 1, if least is not above k, or if there are more than 1,000 people.
    DataError
        If the search would look at more sets of people than it may.

    References
    ----------
    Seidman, S. B. & Foster, B. L. (1978). A graph-theoretic generalization of the clique concept.
    *Journal of Mathematical Sociology*, 6, 139-154.

    Examples
    --------
    In a ring of four everybody is tied to all but one of the others.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan"],
    ...     "learned_from": ["ben", "cleo", "dan", "ana"],
    ... })
    >>> nw.k_plexes(nw.Network(["ana", "ben", "cleo", "dan"], ties))["person"].tolist()
    ['ana', 'ben', 'cleo', 'dan']
    """
    _check(net, "k-plexes", PLEX_PEOPLE, {"k": k, "least": least, "sets": sets})
    if least <= k:
        mend = "As few people as that are a k-plex whether they are tied or not."
        raise errors.setting_out_of_range("least", f"must be above k = {k}", least, mend)
    try:
        found = kernels.plexes(net.structure(), k, least, sets)
    except kernels.TooManyStepsError:
        mend = (
            f"Ask for larger groups, least={least + 1}, or let it look at more, sets={10 * sets}."
        )
        raise errors.too_many_to_list("k-plexes", sets, mend) from None
    return _listed(net, "plex", found)


def _check(net: Network, what: str, most: int, settings: dict[str, int]) -> None:
    """Refuse settings below 1, and networks that are too large."""
    for name, value in settings.items():
        counted(name, value)
    if net.n > most:
        raise errors.network_too_large(what, net.n, most, _PART)


def _listed(net: Network, what: str, groups: Iterable[list[int]]) -> pd.DataFrame:
    """Put groups of places into rows, the largest group first."""
    ordered = sorted(groups, key=lambda group: (-len(group), group))
    sizes = np.array([len(group) for group in ordered], dtype=np.int64)
    places = np.array([place for group in ordered for place in group], dtype=np.int64)
    return pd.DataFrame({
        what: np.repeat(np.arange(1, len(ordered) + 1), sizes),
        "size": np.repeat(sizes, sizes),
        "person": net.people.index[places],
    })
