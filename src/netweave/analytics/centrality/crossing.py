"""Who lies between organizations, and what a set of people lies between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from netweave._kernels import paths
from netweave.analytics import _groups as groups
from netweave.analytics._facts import NAN, marked, series
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


@measure(
    "cross_organization_betweenness",
    "person",
    needs=("group",),
    formula="method 3; Flom et al. 2004; Brandes 2008",
    range="0 to 1; not normalized 0 and up",
    unit="share of the connected pairs from different organizations",
    undefined={
        "NO_GROUP": "nobody's organization is known",
        "ONE_GROUP": "there is only one organization",
        "NO_PAIRS": "normalized: no two people of different organizations can reach each other",
    },
)
def cross_organization_betweenness(
    net: Network, *, group: str = "organization", normalized: bool = True
) -> pd.Series:
    """Say how much each person lies between people of different organizations.

    As betweenness, but only pairs of people from two different organizations count, each with the
    share of its shortest paths that pass through the person.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went, each as one step, however strong it
        is; parallel and mutual ties are one.
    group : str, default "organization"
        The column of people that names the organization. People without one are no end of a
        pair, but may lie between others.
    normalized : bool, default True
        Divide by the number of pairs from different organizations that can reach each other, the
        same for everybody.

    Returns
    -------
    Series of float
        0 to 1 if normalized, else a number of unordered pairs; named
        ``cross_organization_betweenness``, with ``_raw`` if not normalized. 0 without ties. NaN
        for everybody if there is only one organization or none is known, and, normalized, if no
        two people of different organizations can reach each other.

    References
    ----------
    Flom, P. L., Friedman, S. R., Strauss, S. & Neaigus, A. (2004). A new measure of linkage
    between two sub-networks. *Connections*, 26(1), 62-70.

    Brandes, U. (2008). On variants of shortest-path betweenness centrality and their generic
    computation. *Social Networks*, 30, 136-145.

    Examples
    --------
    A chain of four, two from each organization: four pairs cross. Ben lies between Ana and Cleo,
    and between Ana and Dan.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> people = pd.DataFrame(
    ...     {"organization": ["Elm", "Elm", "Oak", "Oak"]}, index=["ana", "ben", "cleo", "dan"]
    ... )
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> nw.cross_organization_betweenness(nw.Network(people, ties)).to_dict()
    {'ana': 0.0, 'ben': 0.5, 'cleo': 0.5, 'dan': 0.0}
    """
    name = "cross_organization_betweenness" + "_raw" * (not normalized)
    codes, names = groups.coded(net, group)
    if len(names) < 2:
        return series(net, np.full(net.n, np.nan), name)
    found = paths.across(net.structure(), codes)
    if not normalized:
        return series(net, found.people / 2, name)
    return series(net, found.people / found.pairs if found.pairs else found.people * NAN, name)


@measure(
    "set_betweenness",
    "network",
    formula="method 2.1 (geodesic_share); Everett & Borgatti 1999",
    range="0 to 1",
    unit="share of the connected pairs outside the set",
    undefined={
        "EMPTY": "nobody",
        "NO_CONVENER": "nobody is marked as convener",
        "NO_PAIRS": "no two people outside the set can reach each other",
    },
)
def set_betweenness(
    net: Network, people: str | Iterable[object], *, directed: bool = False
) -> float:
    """Say how much of what connects the others passes through a set of people.

    Of all pairs of people outside the set that can reach each other, each pair counts with the
    share of its shortest paths on which somebody of the set lies.

    Parameters
    ----------
    net : Network
        One wave, with the set in it. Every tie counts as one step, however strong it is; parallel
        ties are one.
    people : "convener", id or iterable of ids
        The set; "convener" is everybody so marked in people.
    directed : bool, default False
        False takes unordered pairs, whichever way the learning went. True follows the arrows from
        learner to learned_from and takes ordered pairs.

    Returns
    -------
    float
        0 to 1; 0 for a set of nobody. NaN if no two people outside the set can reach each other,
        and for "convener" if nobody is so marked.

    Raises
    ------
    DataError
        If an id is not among the people.

    References
    ----------
    Everett, M. G. & Borgatti, S. P. (1999). The centrality of groups and classes. *Journal of
    Mathematical Sociology*, 23, 181-201. Normalized here by the pairs that can reach each other.

    Examples
    --------
    Ana knows Ben and Cleo, and so does Dan: Ben and Cleo meet through either of them.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "ben", "cleo"],
    ...     "learned_from": ["ana", "ana", "dan", "dan"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> round(nw.set_betweenness(net, "ana"), 3), nw.set_betweenness(net, ["ana", "dan"])
    (0.167, 1.0)
    """
    inside = marked(net, people, "people")
    nobody = isinstance(people, str) and people == "convener" and not inside.any()
    through, pairs = paths.through(net.structure(directed=directed), inside)
    return through / pairs if pairs and not nobody else NAN
