"""Who has many ties, who lies between others, who is near everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave._checks import one_of
from netweave._kernels import paths
from netweave.analytics._facts import NAN, series
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


@measure(
    "degree",
    "person",
    formula="method 0; Freeman 1979",
    range="0 to n - 1",
    unit="people",
)
def degree(net: Network, *, role: str = "any") -> pd.Series:
    """Count the people that each person is tied to.

    Parameters
    ----------
    net : Network
        One wave.
    role : {"any", "learned", "taught"}, default "any"
        "learned" counts the people learned from, "taught" those who learned from the person,
        "any" counts each once, whichever way the learning went.

    Returns
    -------
    Series of float
        0 to n - 1, named ``degree`` (``degree_learned``, ``degree_taught``). Never missing: a
        person without ties has 0.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
    Networks*, 1, 215-239.

    Examples
    --------
    Ana learned from Ben and Cleo, Ben from Ana.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben"],
    ...     "learned_from": ["ben", "cleo", "ana"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.degree(net).to_dict()
    {'ana': 2.0, 'ben': 1.0, 'cleo': 1.0, 'dan': 0.0}
    >>> nw.degree(net, role="taught").to_dict()
    {'ana': 1.0, 'ben': 1.0, 'cleo': 1.0, 'dan': 0.0}
    """
    one_of("role", ("any", "learned", "taught"), role)
    if role == "any":
        return series(net, net.structure().sum(axis=1), "degree")
    axis = 1 if role == "learned" else 0
    return series(net, net.structure(directed=True).sum(axis=axis), f"degree_{role}")


@measure(
    "strength",
    "person",
    needs=("one kind",),
    formula="method 0",
    range="0 and up",
    unit="the kind's unit",
)
def strength(net: Network, *, role: str = "both") -> pd.Series:
    """Add up the weights of each person's ties.

    Parameters
    ----------
    net : Network
        One wave and one kind of tie.
    role : {"both", "learned", "taught"}, default "both"
        "learned" is how much the person learned from others, "taught" how much others learned
        from the person, "both" their sum.

    Returns
    -------
    Series of float
        0 and up, in the unit of the kind, named ``strength`` (``strength_learned``,
        ``strength_taught``). Parallel ties add up. Never missing: a person without ties has 0.

    Raises
    ------
    DataError
        If the network holds several kinds, because their units do not add up.

    References
    ----------
    Barrat, A., Barthélemy, M., Pastor-Satorras, R. & Vespignani, A. (2004). The architecture of
    complex weighted networks. *PNAS*, 101, 3747-3752.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ana", "ben"],
    ...     "learned_from": ["ben", "cleo", "ana"],
    ...     "weight": [2.0, 0.5, 1.0],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> nw.strength(net, role="learned").to_dict()
    {'ana': 2.5, 'ben': 1.0, 'cleo': 0.0}
    >>> nw.strength(net).to_dict()
    {'ana': 3.5, 'ben': 3.0, 'cleo': 0.5}
    """
    one_of("role", ("both", "learned", "taught"), role)
    learned, taught = net.matrix.sum(axis=1), net.matrix.sum(axis=0)
    if role == "both":
        return series(net, learned + taught, "strength")
    return series(net, learned if role == "learned" else taught, f"strength_{role}")


@measure(
    "betweenness",
    "person",
    formula="method 2.1; Freeman 1977; Brandes 2001",
    range="0 to (n - 1)(n - 2)/2 pairs; 0 to 1 if normalized",
    unit="pairs of people",
    undefined={"N<3": "normalized: fewer than three people"},
)
def betweenness(net: Network, *, directed: bool = False, normalized: bool = False) -> pd.Series:
    """Count the pairs of others whose shortest connections run through each person.

    A pair counts with the share of its shortest paths that pass through the person.

    Parameters
    ----------
    net : Network
        One wave.
    directed : bool, default False
        False counts unordered pairs, whichever way the learning went. True follows the arrows
        from learner to learned_from and counts ordered pairs.
    normalized : bool, default False
        Divide by the number of pairs of others, so that the centre of a star has 1.

    Returns
    -------
    Series of float
        0 to (n - 1)(n - 2)/2 (directed: twice that), or 0 to 1 if normalized; named
        ``betweenness`` with ``_directed`` and ``_normalized`` as asked. 0 without ties;
        normalized NaN for fewer than three people.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry*, 40,
    35-41.

    Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of Mathematical
    Sociology*, 25, 163-177.

    Examples
    --------
    Everybody learned from Ana, so all three pairs of the others meet through her.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.betweenness(net).to_dict()
    {'ana': 3.0, 'ben': 0.0, 'cleo': 0.0, 'dan': 0.0}
    >>> float(nw.betweenness(net, directed=True)["ana"])
    0.0
    """
    name = "betweenness" + "_directed" * directed + "_normalized" * normalized
    raw = paths.betweenness(net.structure(directed=directed))
    pairs = 1.0 if directed else 2.0
    if normalized:
        pairs = (net.n - 1) * (net.n - 2) if net.n > 2 else NAN
    return series(net, raw / pairs, name)


@measure(
    "harmonic",
    "person",
    formula="method 2.1; Marchiori & Latora 2000; Rochat 2009",
    range="0 to 1",
    unit="mean of 1/distance",
    undefined={"N<2": "fewer than two people"},
)
def harmonic(net: Network, *, directed: bool = False, role: str = "learned") -> pd.Series:
    """Say how near each person is to everybody else: the mean of 1/distance.

    Somebody out of reach counts as 0, so the measure holds in networks that fall into pieces,
    where classical closeness does not.

    Parameters
    ----------
    net : Network
        One wave.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went.
    role : {"learned", "taught"}, default "learned"
        Used if directed. "learned" goes from the person along the arrows, to those learned from,
        to those whom they learned from, …; "taught" goes the other way, to those who learned
        from the person, directly or through others.

    Returns
    -------
    Series of float
        0 to 1, 1 if everybody is one step away; named ``harmonic`` (directed:
        ``harmonic_learned``, ``harmonic_taught``). 0 without ties, NaN for fewer than two people.

    References
    ----------
    Marchiori, M. & Latora, V. (2000). Harmony in the small-world. *Physica A*, 285, 539-546.

    Rochat, Y. (2009). Closeness centrality extended to unconnected graphs: the harmonic
    centrality index. *ASNA*.

    Examples
    --------
    A chain: Ana learned from Ben, Ben from Cleo. From Ana it is one step to Ben and two to Cleo:
    (1 + 1/2)/2.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> nw.harmonic(net).to_dict()
    {'ana': 0.75, 'ben': 1.0, 'cleo': 0.75}
    >>> nw.harmonic(net, directed=True, role="taught").to_dict()
    {'ana': 0.0, 'ben': 0.5, 'cleo': 0.75}
    """
    one_of("role", ("learned", "taught"), role)
    matrix = net.structure(directed=directed)
    if directed and role == "taught":
        matrix = matrix.T.tocsr()
    total = paths.reciprocal_distances(matrix)
    name = f"harmonic_{role}" if directed else "harmonic"
    mean = total / (net.n - 1) if net.n > 1 else np.full(net.n, np.nan)
    return series(net, mean, name)
