"""How many ties each person has, and how strong they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave._checks import one_of
from netweave.affiliations import Affiliations
from netweave.analytics import _meetings as meetings
from netweave.analytics._facts import series
from netweave.analytics._weights import ties_of, weights_of
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
def degree(net: Network | Affiliations, *, role: str = "any") -> pd.Series:
    """Count the people that each person is tied to.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Of records of meetings, the others whom a person met are counted, each once, as
        their projection would: of all kinds of tie, or of those chosen with
        ``sessions.where(kind=…)``.
    role : {"any", "learned", "taught"}, default "any"
        "learned" counts the people learned from, "taught" those who learned from the person,
        "any" counts each once, whichever way the learning went. Parallel ties are one, however
        strong.

    Returns
    -------
    Series of float
        0 to n - 1, named ``degree`` (``degree_learned``, ``degree_taught``). Never missing: a
        person without ties has 0.

    Raises
    ------
    ArgumentError
        If ``role`` is not one of its words.

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
    name = "degree" if role == "any" else f"degree_{role}"
    if isinstance(net, Affiliations):
        return series(net, meetings.people_met(net, role), name)
    axis = 0 if role == "taught" else 1
    return series(net, net.structure(directed=role != "any").sum(axis=axis), name)


@measure(
    "strength",
    "person",
    needs=("one kind",),
    formula="method 0",
    range="0 and up",
    unit="the kind's unit",
)
def strength(net: Network | Affiliations, *, role: str = "both") -> pd.Series:
    """Add up the weights of each person's ties.

    Parameters
    ----------
    net : Network or Affiliations
        One wave and one kind of tie. Records of meetings weigh as Newman's projection does, and
        no pair is built.
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
    weights = weights_of(net, weighted=True, role="learned")
    learned, taught = weights.row_sums, weights.column_sums
    if role == "both":
        return series(net, learned + taught, "strength")
    return series(net, learned if role == "learned" else taught, f"strength_{role}")


@measure(
    "alpha_degree",
    "person",
    needs=("one kind",),
    formula="method 1.7; Opsahl, Agneessens & Skvoretz 2010",
    range="0 and up",
    unit="people and the kind's unit, mixed by alpha",
)
def alpha_degree(net: Network, *, alpha: float = 0.5, role: str = "both") -> pd.Series:
    """Mix the number of people whom each person is tied to with the strength of these ties.

    With k people and strength s in all it is k^(1 - alpha) · s^alpha. (The sum of each weight to
    the power of alpha, which goes by the same name in places, is another measure.)

    Parameters
    ----------
    net : Network
        One wave and one kind of tie.
    alpha : float, default 0.5
        0 or more. 0 gives k, 1 gives strength. Between them more people count for more at equal
        strength; above 1 fewer people do.
    role : {"both", "learned", "taught"}, default "both"
        "learned" takes the people learned from and how much, "taught" those who learned from the
        person, "both" each of them once and the strength of both directions.

    Returns
    -------
    Series of float
        0 and up, named ``alpha_degree`` (``alpha_degree_learned``, ``alpha_degree_taught``).
        Parallel ties add up to one. Never missing: a person without ties has 0. Every tie of the
        kind counts, whatever the threshold of structural measures.

    Raises
    ------
    ArgumentError
        If alpha is below 0, or ``role`` is not one of its words.
    DataError
        If the network holds several kinds, because their units do not add up.

    References
    ----------
    Opsahl, T., Agneessens, F. & Skvoretz, J. (2010). Node centrality in weighted networks:
    generalizing degree and shortest paths. *Social Networks*, 32, 245-251.

    Examples
    --------
    Ana learned from four people, 8 in all: 4^0.5 · 8^0.5 is the root of 32.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> others = ["ben", "cleo", "dan", "eve"]
    >>> ties = pd.DataFrame({"learner": "ana", "learned_from": others, "weight": [5, 1, 1, 1]})
    >>> net = nw.Network(["ana", *others], ties)
    >>> nw.alpha_degree(net, role="learned").round(3).tolist()
    [5.657, 0.0, 0.0, 0.0, 0.0]
    """
    one_of("role", ("both", "learned", "taught"), role)
    if not 0 <= alpha < np.inf:
        raise errors.setting_out_of_range("alpha", "must be 0 or more", alpha)
    ties = ties_of(net, weighted=True)
    if role == "both":
        ties = ties + ties.T
    axis = 0 if role == "taught" else 1
    people, strong = np.asarray((ties > 0).sum(axis=axis), dtype=float), ties.sum(axis=axis)
    mean = np.divide(strong, people, out=np.zeros(net.n), where=people > 0)
    name = "alpha_degree" if role == "both" else f"alpha_degree_{role}"
    return series(net, people * mean**alpha, name)
