"""Who is tied to people who are well tied themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._guard import guarded
from netweave._kernels import spectral
from netweave.analytics._facts import series, strengths
from netweave.analytics._weights import by_weight, ties_of, weights_of
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network

MOST = 2_000  # people of whom all eigenvectors are computed
MOST_PAIRED = 5_000  # people of whom every pair is given a number
GREATEST = 700.0  # its exponential is still a number
_PART = "Take a part of the network: net.subset(…)."


@measure(
    "eigenvector",
    "person",
    needs=("one kind if weighted",),
    formula="Bonacich 1972",
    range="0 to 1",
    unit="squares add up to 1",
    undefined={"NO_TIES": "there are no ties"},
)
def eigenvector(net: Network | Affiliations, *, weighted: bool = False) -> pd.Series:
    """Say how well everybody is tied to people who are well tied themselves.

    Each person's value is proportional to the sum of the values of the people they are tied to:
    the eigenvector that belongs to the greatest eigenvalue of the network.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Of records of meetings, one kind of tie: ``sessions.where(kind=…)``; their
        weights (Newman's) always count, and no pair is built.
    weighted : bool, default False
        False joins two people if either learned from the other. True adds up the weights of both
        directions and of parallel ties; a stronger tie counts more.

    Returns
    -------
    Series of float
        0 to 1, the squares add up to 1; named ``eigenvector`` (``eigenvector_weighted``). Only
        the piece of the network with the greatest eigenvalue has values above 0: people in other
        pieces, and people without ties, have 0. Where several pieces share that eigenvalue, each
        has the part that repeated averaging from equal values gives it. NaN for everybody if
        there are no ties.

    Raises
    ------
    DataError
        If weights are asked for and there are several kinds, because their units do not add up.

    References
    ----------
    Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique
    identification. *Journal of Mathematical Sociology*, 2, 113-120.

    Examples
    --------
    Four people learned from Ana: her value is twice that of each (the eigenvalue), and the squares
    are 1/2 and 4 · 1/8.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan", "eve"], "learned_from": ["ana"] * 4})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan", "eve", "fay"], ties)
    >>> nw.eigenvector(net).round(3).tolist()
    [0.707, 0.354, 0.354, 0.354, 0.354, 0.0]
    """
    counted = by_weight(net, weighted=weighted)
    value, vector = spectral.principal(weights_of(net, weighted=counted))
    name = "eigenvector" + "_weighted" * counted
    return series(net, vector if value > 0 else np.full(net.n, np.nan), name)


@measure(
    "hits",
    "person",
    needs=("one kind if weighted",),
    formula="Kleinberg 1999",
    range="0 to 1",
    unit="squares of each column add up to 1",
    undefined={"NO_TIES": "there are no ties"},
)
def hits(net: Network, *, weighted: bool = False) -> pd.DataFrame:
    """Tell those who learned from the much sought from those who are sought by such learners.

    Two values hold each other up: ``learned`` is proportional to the sum of ``taught`` over the
    people learned from, ``taught`` to the sum of ``learned`` over those who learned from the
    person. In Kleinberg's words they are hubs and authorities.

    Parameters
    ----------
    net : Network
        One wave.
    weighted : bool, default False
        False counts everybody learned from once. True multiplies with the weights, parallel ties
        added up.

    Returns
    -------
    DataFrame of float
        Columns ``learned`` and ``taught``, 0 to 1, the squares of each column add up to 1. Who
        learned from nobody has 0 in the first, from whom nobody learned in the second. If the
        network falls into pieces, one of them has values above 0, as in `eigenvector`. NaN for
        everybody if there are no ties.

    Raises
    ------
    DataError
        If weights are asked for and there are several kinds, because their units do not add up.

    References
    ----------
    Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. *Journal of the
    ACM*, 46, 604-632.

    Examples
    --------
    Ben and Cleo learned from Ana: she alone taught, and each of them learned half, 1/√2.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo"], "learned_from": ["ana", "ana"]})
    >>> nw.hits(nw.Network(["ana", "ben", "cleo"], ties)).round(3)
            learned  taught
    person
    ana       0.000     1.0
    ben       0.707     0.0
    cleo      0.707     0.0
    """
    arcs = ties_of(net, weighted=weighted)
    learned, taught = spectral.linked(arcs)
    if not arcs.nnz:
        learned, taught = np.full((2, net.n), np.nan)
    return pd.DataFrame({"learned": learned, "taught": taught}, index=net.people.index)


@measure(
    "subgraph_centrality",
    "person",
    formula="Estrada & Rodríguez-Velázquez 2005",
    range="1 and up",
    unit="closed walks, those of length k divided by k!",
)
def subgraph_centrality(net: Network) -> pd.Series:
    """Count the ways that lead from each person back, the shorter the more they count.

    Every closed walk over ties takes part, those of length k divided by k!: the diagonal of the
    exponential of the network. Triangles around a person count much, long circles little.

    Parameters
    ----------
    net : Network
        One wave of up to 2,000 people. Two people are joined if either learned from the other;
        weights do not count, and parallel ties count once.

    Returns
    -------
    Series of float
        1 and up, named ``subgraph_centrality``. Never missing: a person without ties has 1, the
        walk of length 0.

    Raises
    ------
    ArgumentError
        If there are more than 2,000 people, or so many ties that the sum is too large a number.

    References
    ----------
    Estrada, E. & Rodríguez-Velázquez, J. A. (2005). Subgraph centrality in complex networks.
    *Physical Review E*, 71, 056103.

    Examples
    --------
    From Ana over Ben and back there is one walk of each even length: 1 + 1/2! + 1/4! + …, the
    hyperbolic cosine of 1.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> nw.subgraph_centrality(nw.Network(["ana", "ben", "cleo"], ties)).round(3).tolist()
    [1.543, 1.543, 1.0]
    """
    _not_above(MOST, net)
    greatest, found = spectral.closed_walks(net.structure())
    _finite(greatest, _PART)
    return series(net, found, "subgraph_centrality")


@guarded
def communicability(net: Network, *, weighted: bool = False) -> pd.DataFrame:
    """Count the ways that lead from each person to each other, the shorter the more they count.

    Every walk over ties takes part, those of length k divided by k!: the exponential of the
    network. Two people with many short ways between them can pass learning on by several of them,
    also where no tie joins the two; distance sees the shortest way only.

    Parameters
    ----------
    net : Network
        One wave of up to 5,000 people; one kind of tie if weighted. Two people are joined if
        either learned from the other; parallel ties count once.
    weighted : bool, default False
        A walk counts the product of the weights along it, both directions and parallel ties added
        up; thresholds then change nothing. Not every unit suits: twice the weights make a walk of
        length k count 2^k times as much.

    Returns
    -------
    DataFrame of float
        People by people, symmetric, a number for every cell: 5,000 people take 200 MB and minutes.
        0 for two people whom no chain of ties joins. The diagonal is `subgraph_centrality` (if not
        weighted), 1 for a person without ties. Never missing. The sums of rows are the total
        communicability of people.

    Raises
    ------
    ArgumentError
        If there are more than 5,000 people, or if ties are so many, or so strong, that the sum is
        too large a number.
    DataError
        If weighted and the network holds several kinds.

    See Also
    --------
    subgraph_centrality : The ways that lead back to the same person.
    distances : How many pairs are so many steps apart.

    References
    ----------
    Estrada, E. & Hatano, N. (2008). Communicability in complex networks. *Physical Review E*, 77,
    036111.

    Examples
    --------
    From Ana over Ben back to Ana there is one walk of each even length, from Ana to Ben one of
    each odd length: the hyperbolic cosine and sine of 1.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana"], "learned_from": ["ben"]})
    >>> nw.communicability(nw.Network(["ana", "ben", "cleo"], ties)).round(3)
              ana    ben  cleo
    person
    ana     1.543  1.175   0.0
    ben     1.175  1.543   0.0
    cleo    0.000  0.000   1.0
    """
    _not_above(MOST_PAIRED, net)
    greatest, found = spectral.all_walks(strengths(net, weighted=weighted, directed=False))
    _finite(greatest, "Divide the weights by a number, or take a part: net.subset(…).")
    everybody = net.people.index
    return pd.DataFrame(found, index=everybody, columns=everybody.rename(None))


def _not_above(most: int, net: Network) -> None:
    """Refuse a network of too many people for a table of all eigenvectors."""
    if net.n > most:
        raise errors.setting_out_of_range("net", f"must have at most {most} people", net.n, _PART)


def _finite(greatest: float, mend: str) -> None:
    """Refuse a network whose exponential is no number."""
    if not greatest <= GREATEST:
        rule = f"must have a greatest eigenvalue of at most {GREATEST:g}"
        raise errors.setting_out_of_range("net", rule, round(greatest, 1), mend)
