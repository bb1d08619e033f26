"""How many ties each person has, and how strong they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave._checks import one_of
from netweave.analytics._facts import series
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
