"""How far people reach along ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._guard import guarded
from netweave.analytics._facts import NAN, TWO_PEOPLE
from netweave.analytics._reached import reached
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network

NO_PAIRS = {"EMPTY": "nobody", "NO_PAIRS": "no two people can reach each other"}


@measure(
    "reach",
    "network",
    formula="method 4.1 S5",
    range="0 to 1",
    unit="share of the others",
    undefined=TWO_PEOPLE,
)
def reach(net: Network | Affiliations, *, steps: int = 2) -> float:
    """Give the share of the others whom a person reaches in a few steps, on average.

    Ties count whichever way the learning went.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Every tie is one step, however strong it is; parallel ties are one. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``; none is built.
    steps : int, default 2
        How many ties a chain may have.

    Returns
    -------
    float
        0 to 1, 0 without ties; NaN for fewer than two people.

    Raises
    ------
    ArgumentError
        If ``steps`` is no whole number from 1 on.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. *Computational and
    Mathematical Organization Theory*, 12, 21-34.

    Examples
    --------
    A chain of four: the ends reach two of three others within two steps, the inner ones all.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> round(nw.reach(nw.Network(["ana", "ben", "cleo", "dan"], ties)), 3)
    0.833
    """
    if net.n < 2:
        return NAN
    return int(reached(net, steps=steps).people.sum()) / (net.n * (net.n - 1))


@measure(
    "global_efficiency",
    "network",
    formula="method 2.7; Latora & Marchiori 2001",
    range="0 to 1",
    unit="mean of 1/distance over pairs",
    undefined=TWO_PEOPLE,
)
def global_efficiency(net: Network | Affiliations, *, directed: bool = False) -> float:
    """Give the mean of 1/distance over all pairs of people; out of reach counts as 0.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Every tie is one step, however strong it is; parallel ties are one. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``; none is built.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went. True follows the arrows
        from learner to learned_from and takes ordered pairs.

    Returns
    -------
    float
        0 (no ties) to 1 (everybody tied to everybody); NaN for fewer than two people.

    References
    ----------
    Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. *Physical Review
    Letters*, 87, 198701.

    Examples
    --------
    A chain of three: distances 1, 1 and 2, so (1 + 1 + 1/2)/3.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> round(nw.global_efficiency(nw.Network(["ana", "ben", "cleo"], ties)), 3)
    0.833
    """
    if net.n < 2:
        return NAN
    near = reached(net, directed=directed).near
    return float(near.sum()) / (net.n * (net.n - 1))


@measure(
    "mean_distance",
    "network",
    formula="Watts & Strogatz 1998, over pairs that can reach each other",
    range="1 to n - 1",
    unit="steps",
    undefined=NO_PAIRS,
)
def mean_distance(net: Network | Affiliations, *, directed: bool = False) -> float:
    """Give the mean number of steps between people who can reach each other.

    Pairs that cannot are left out, so that a network of many small pieces has a small value: read
    it beside the share of pairs joined (`connectedness`), or take `global_efficiency`.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Every tie is one step, however strong it is; parallel ties are one. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``; none is built.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went. True follows the arrows
        from learner to learned_from and takes ordered pairs.

    Returns
    -------
    float
        1 to n - 1; NaN if nobody can reach anybody.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature*,
    393, 440-442.

    Examples
    --------
    A chain of three and one person alone: distances 1, 1 and 2.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> round(nw.mean_distance(nw.Network(["ana", "ben", "cleo", "dan"], ties)), 3)
    1.333
    """
    found = reached(net, directed=directed)
    pairs = int(found.people.sum())
    return int(found.steps.sum()) / pairs if pairs else NAN


@measure(
    "diameter",
    "network",
    formula="Harary, Norman & Cartwright 1965; longest finite distance",
    range="1 to n - 1",
    unit="steps",
    undefined=NO_PAIRS,
)
def diameter(net: Network | Affiliations, *, directed: bool = False) -> float:
    """Give the greatest number of steps between two people who can reach each other.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Every tie is one step, however strong it is; parallel ties are one. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``; none is built.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went. True follows the arrows
        from learner to learned_from.

    Returns
    -------
    float
        1 to n - 1, the longest of the distances that exist, in whichever piece it lies; NaN if
        nobody can reach anybody.

    References
    ----------
    Harary, F., Norman, R. Z. & Cartwright, D. (1965). *Structural Models: An Introduction to the
    Theory of Directed Graphs*. Wiley.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> nw.diameter(nw.Network(["ana", "ben", "cleo", "dan"], ties))
    2.0
    """
    farthest = int(reached(net, directed=directed).farthest.max(initial=0))
    return float(farthest) if farthest else NAN


@guarded
def distances(net: Network | Affiliations, *, directed: bool = False) -> pd.Series:
    """Count the pairs of people by how many steps they are apart.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Every tie is one step, however strong it is; parallel ties are one. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``; none is built.
    directed : bool, default False
        False counts unordered pairs over ties, whichever way the learning went. True follows the
        arrows from learner to learned_from and counts ordered pairs.

    Returns
    -------
    Series of int
        Named ``pairs``. The index ``distance`` holds 1, 2, … up to the longest distance there is,
        and infinity, where the pairs stand that cannot reach each other. They add up to all pairs.

    References
    ----------
    Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. *Nature*,
    393, 440-442.

    Examples
    --------
    A chain of three and one person alone.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> nw.distances(nw.Network(["ana", "ben", "cleo", "dan"], ties))
    distance
    1.0    2
    2.0    1
    inf    3
    Name: pairs, dtype: int64
    """
    ordered = reached(net, directed=directed).pairs[1:]
    apart = net.n * (net.n - 1) - int(ordered.sum())
    pairs = np.append(ordered, apart) // (1 if directed else 2)
    steps = np.append(np.arange(1.0, len(ordered) + 1), np.inf)
    return pd.Series(pairs, index=pd.Index(steps, name="distance"), name="pairs", dtype="int64")
