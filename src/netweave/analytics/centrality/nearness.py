"""Who is near everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netweave.analytics._facts import series
from netweave.analytics._reached import named, reached, reached_by_length
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.affiliations import Affiliations
    from netweave.network import Network

APART = {
    "N<2": "fewer than two people",
    "DISCONNECTED": "somebody cannot reach somebody else",
}


@measure(
    "harmonic",
    "person",
    needs=("one kind if weighted",),
    formula="method 2.1, 1.7; Marchiori & Latora 2000; Rochat 2009",
    range="0 to 1; weighted 0 and up",
    unit="mean of 1/distance",
    undefined={"N<2": "fewer than two people"},
)
def harmonic(
    net: Network | Affiliations,
    *,
    directed: bool = False,
    role: str = "learned",
    weighted: bool = False,
) -> pd.Series:
    """Say how near each person is to everybody else: the mean of 1/distance.

    Somebody out of reach counts as 0, so the measure holds in networks that fall into pieces,
    where classical closeness does not.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Every tie is one step, however strong it is; parallel ties are one. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``; none is built.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went.
    role : {"learned", "taught"}, default "learned"
        Used if directed. "learned" goes from the person along the arrows, to those learned from,
        to those whom they learned from, …; "taught" goes the other way, to those who learned
        from the person, directly or through others.
    weighted : bool, default False
        Strong ties are short: a tie of weight w is mean weight / w long. Parallel ties add up, and
        so do both directions if not directed; thresholds do not matter. One kind of tie only, and
        not for people and events.

    Returns
    -------
    Series of float
        0 to 1, 1 if everybody is one step away (weighted: 0 and up, 1 if everybody is one tie of
        mean strength away); named ``harmonic`` (directed: ``harmonic_learned``,
        ``harmonic_taught``; weighted: ``_weighted`` behind that). 0 without ties, NaN for fewer
        than two people.

    Raises
    ------
    DataError
        If weighted and the network holds several kinds.
    ArgumentError
        If weighted and there are events instead of ties.

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
    if weighted:
        near = reached_by_length(net, directed=directed, role=role)[0]
    else:
        near = reached(net, directed=directed, role=role).near
    mean = near / (net.n - 1) if net.n > 1 else np.full(net.n, np.nan)
    return series(net, mean, named("harmonic", directed=directed, role=role, weighted=weighted))


@measure(
    "closeness",
    "person",
    needs=("one kind if weighted",),
    formula="Freeman 1979; method 7, 1.7",
    range="0 to 1; weighted 0 and up",
    unit="1/mean distance",
    undefined=APART,
)
def closeness(
    net: Network | Affiliations,
    *,
    directed: bool = False,
    role: str = "learned",
    weighted: bool = False,
) -> pd.Series:
    """Say how near each person is to everybody else: Freeman's closeness, 1/mean distance.

    It exists only where everybody can reach everybody. Elsewhere the distance to somebody out of
    reach would have to be made up, and a person of a small piece would look near; all values are
    NaN there, and `harmonic` is the measure to use.

    Parameters
    ----------
    net : Network or Affiliations
        One wave; one kind of tie if weighted. Otherwise every tie is one step, however strong it
        is, and parallel ties are one.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went.
    role : {"learned", "taught"}, default "learned"
        Used if directed. "learned" goes from the person along the arrows, to those learned from,
        "taught" the other way.
    weighted : bool, default False
        Strong ties are short: a tie of weight w is mean weight / w long. Parallel ties add up, and
        so do both directions if not directed; thresholds do not matter.

    Returns
    -------
    Series of float
        (n - 1)/(sum of distances to the others): 0 to 1, 1 if everybody is one step away (weighted:
        0 and up); named ``closeness`` (directed: ``closeness_learned``, ``closeness_taught``;
        weighted: ``_weighted`` behind that). NaN for everybody
        if somebody cannot reach somebody else (directed: along the arrows), and for fewer than
        two people.

    Raises
    ------
    DataError
        If weighted and the network holds several kinds.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
    Networks*, 1, 215-239.

    Examples
    --------
    A chain: from Ana it is one step to Ben and two to Cleo, 2/(1 + 2).

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> nw.closeness(net).round(3).to_dict()
    {'ana': 0.667, 'ben': 1.0, 'cleo': 0.667}
    >>> nw.reasons(nw.Network(["ana", "ben", "cleo", "dan"], ties), nw.closeness)["dan"]
    'DISCONNECTED'
    """
    if weighted:
        _, far, people = reached_by_length(net, directed=directed, role=role)
    else:
        found = reached(net, directed=directed, role=role)
        far, people = found.steps, found.people
    values = np.full(net.n, np.nan)
    if net.n > 1 and (people == net.n - 1).all():
        values = (net.n - 1) / far
    return series(net, values, named("closeness", directed=directed, role=role, weighted=weighted))


@measure(
    "eccentricity",
    "person",
    formula="Hage & Harary 1995",
    range="1 to n - 1",
    unit="steps",
    undefined=APART,
)
def eccentricity(
    net: Network | Affiliations, *, directed: bool = False, role: str = "learned"
) -> pd.Series:
    """Say how many steps each person is from whoever is farthest away.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Every tie is one step, however strong it is; parallel ties are one. In
        records of meetings, the ties are those of their projection: of all kinds, or of those
        chosen with ``sessions.where(kind=…)``; none is built.
    directed : bool, default False
        False counts steps over ties, whichever way the learning went.
    role : {"learned", "taught"}, default "learned"
        Used if directed. "learned" goes from the person along the arrows, to those learned from,
        "taught" the other way.

    Returns
    -------
    Series of float
        1 to n - 1, named ``eccentricity`` (directed: ``eccentricity_learned``,
        ``eccentricity_taught``). NaN for everybody if somebody cannot reach somebody else
        (directed: along the arrows), and for fewer than two people.

    References
    ----------
    Hage, P. & Harary, F. (1995). Eccentricity and centrality in networks. *Social Networks*, 17,
    57-63.

    Examples
    --------
    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ana", "ben"], "learned_from": ["ben", "cleo"]})
    >>> nw.eccentricity(nw.Network(["ana", "ben", "cleo"], ties)).to_dict()
    {'ana': 2.0, 'ben': 1.0, 'cleo': 2.0}
    """
    found = reached(net, directed=directed, role=role)
    together = net.n > 1 and bool((found.people == net.n - 1).all())
    values = found.farthest if together else np.full(net.n, np.nan)
    return series(net, values, named("eccentricity", directed=directed, role=role))
