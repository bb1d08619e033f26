"""Ties as wires: whom a current reaches easily, and through whom it flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave import errors
from netweave._kernels import currents
from netweave.analytics._facts import series, strengths
from netweave.analytics._undefined import holds
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


@measure(
    "information_centrality",
    "person",
    needs=("one kind if weighted",),
    formula="Stephenson & Zelen 1989",
    range="above 0",
    unit="harmonic mean of the information on paths",
    undefined={"DISCONNECTED": "not everybody can reach everybody", "N<2": "only one person"},
)
def information_centrality(net: Network, *, weighted: bool = False) -> pd.Series:
    """Say how near everybody is to everybody else when all paths count, not only the shortest.

    Ties are wires. Between two people there is the more information the less resistance there
    is, and every further path lowers it. A person's value is the harmonic mean over everybody.

    Parameters
    ----------
    net : Network
        One wave of up to 5,000 people. Two people are joined if either learned from the other.
    weighted : bool, default False
        True takes strength as conductance, the weights of both directions and of parallel ties
        added up; twice the strength is half the resistance.

    Returns
    -------
    Series of float
        The number of people divided by the sum of the resistances to all others; named
        ``information_centrality`` (``information_centrality_weighted``). The measure is defined for
        a connected network of two people or more; in any other everybody has NaN.

    Raises
    ------
    ArgumentError
        If there are more than 5,000 people.
    DataError
        If weights are asked for and there are several kinds, because their units do not add up.

    References
    ----------
    Stephenson, K. & Zelen, M. (1989). Rethinking centrality: methods and examples. *Social
    Networks*, 11, 1-37.

    Examples
    --------
    A chain: Ana is one step from Ben and two from Cleo, so 3/(1 + 2); Ben has 3/(1 + 1).

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> nw.information_centrality(net).round(12).to_dict()
    {'ana': 1.0, 'ben': 1.5, 'cleo': 1.0}
    """
    wires = strengths(net, weighted=weighted, directed=False)
    values = np.full(net.n, np.nan)
    if net.n > 1 and not holds("DISCONNECTED", net, {"weighted": weighted}):
        if net.n > currents.MOST:
            mend = "Take a part of the network: net.subset(…)."
            rule = f"must have at most {currents.MOST} people"
            raise errors.setting_out_of_range("net", rule, net.n, mend)
        values = currents.information(wires)
    return series(net, values, "information_centrality" + "_weighted" * weighted)


@measure(
    "flow_betweenness",
    "person",
    needs=("one kind if weighted",),
    formula="Newman 2005; Brandes & Fleischer 2005",
    range="0 to (n - 1)(n - 2)/2",
    unit="pairs of people",
)
def flow_betweenness(net: Network, *, weighted: bool = False) -> pd.Series:
    """Say how much of what passes between others runs through each person, on all paths.

    Ties are wires. One unit of current enters at one person and leaves at another, and divides
    over all paths, the longer the less; the measure adds up what flows through a third person,
    over all pairs. Betweenness looks at the shortest paths alone. (Freeman, Borgatti and White's
    measure of the same name, of the greatest flow, is another one.)

    Parameters
    ----------
    net : Network
        One wave. Two people are joined if either learned from the other.
    weighted : bool, default False
        True takes strength as conductance, the weights of both directions and of parallel ties
        added up.

    Returns
    -------
    Series of float
        0 to (n - 1)(n - 2)/2 unordered pairs of others, named ``flow_betweenness``
        (``flow_betweenness_weighted``). Not normalized; on a network without circles it is
        betweenness. Only pairs in the same piece count. Never missing: people without ties, or
        with one, have 0.

    Raises
    ------
    DataError
        If weights are asked for and there are several kinds, because their units do not add up.

    References
    ----------
    Newman, M. E. J. (2005). A measure of betweenness centrality based on random walks. *Social
    Networks*, 27, 39-54.

    Brandes, U. & Fleischer, D. (2005). Centrality measures based on current flow. *STACS 2005*,
    533-544.

    Examples
    --------
    A triangle: a unit from Ben to Cleo sends 2/3 straight on and 1/3 through Ana.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "ana"],
    ... })
    >>> nw.flow_betweenness(nw.Network(["ana", "ben", "cleo"], ties)).round(3).tolist()
    [0.333, 0.333, 0.333]
    """
    wires = strengths(net, weighted=weighted, directed=False)
    return series(net, currents.through(wires), "flow_betweenness" + "_weighted" * weighted)
