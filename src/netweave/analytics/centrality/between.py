"""Who lies between others, and which ties do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave import errors
from netweave._kernels import paths, routes
from netweave.analytics._facts import NAN, series, tie_lengths
from netweave.analytics._ties import cells_of_ties
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "betweenness",
    "person",
    needs=("one kind if weighted",),
    formula="method 2.1, 1.7; Freeman 1977; Brandes 2001; Opsahl et al. 2010",
    range="0 to (n - 1)(n - 2)/2 pairs; 0 to 1 if normalized",
    unit="pairs of people",
    undefined={"N<3": "normalized: fewer than three people"},
)
def betweenness(
    net: Network,
    *,
    directed: bool = False,
    weighted: bool = False,
    normalized: bool = False,
    alpha: float = 1.0,
) -> pd.Series:
    """Count the pairs of others whose shortest connections run through each person.

    A pair counts with the share of its shortest paths that pass through the person. Paths are
    equally long if their lengths differ by less than a ten-thousand-millionth: fractions such as
    1/2 + 1/3 + 1/6 and 1/2 + 1/2 are the same length, although floating point tells them apart.

    Parameters
    ----------
    net : Network
        One wave; one kind of tie if weighted. Parallel ties are one. People without ties count in
        the pairs that are divided by.
    directed : bool, default False
        False counts unordered pairs, whichever way the learning went. True follows the arrows
        from learner to learned_from and counts ordered pairs.
    weighted : bool, default False
        Strong ties are short: a tie of weight w is ``(mean weight / w) ** alpha`` long. Parallel
        ties add up, and so do both directions if not directed; thresholds do not matter. False
        counts every tie as one step.
    normalized : bool, default False
        Divide by the number of pairs of others, so that the centre of a star has 1.
    alpha : float, default 1.0
        Used if weighted: from 0, every tie one step long, to 1, length inverse to weight.

    Returns
    -------
    Series of float
        0 to (n - 1)(n - 2)/2 (directed: twice that), or 0 to 1 if normalized; named
        ``betweenness`` with ``_directed``, ``_weighted`` and ``_normalized`` as asked. 0 without
        ties; normalized NaN for fewer than three people.

    Raises
    ------
    DataError
        If weighted and the network holds several kinds.
    ArgumentError
        If alpha lies outside 0 to 1, or is given although ties are not weighted.

    See Also
    --------
    betweenness_agreement : Whether steps and strengths put people in the same order.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry*, 40,
    35-41.

    Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of Mathematical
    Sociology*, 25, 163-177.

    Opsahl, T., Agneessens, F. & Skvoretz, J. (2010). Node centrality in weighted networks. *Social
    Networks*, 32, 245-251.

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

    Two weak ties against one strong detour: Ben is three strong steps from Dan over Cleo and Ana
    (3 × 1/3), one step of length 1 by himself. Both are shortest, and each person between has half.

    >>> ties = pd.DataFrame({
    ...     "learner": ["ben", "cleo", "ana", "ben"],
    ...     "learned_from": ["cleo", "ana", "dan", "dan"],
    ...     "weight": [3.0, 3.0, 3.0, 1.0],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.betweenness(net, directed=True, weighted=True).to_dict()
    {'ana': 1.5, 'ben': 0.0, 'cleo': 1.5, 'dan': 0.0}
    """
    if alpha != 1 and not weighted:
        raise errors.setting_out_of_range("alpha", "goes with weighted=True", alpha)
    name = "betweenness" + "_directed" * directed + "_weighted" * weighted
    name += "_normalized" * normalized
    if weighted:
        raw, _ = routes.betweenness(tie_lengths(net, directed=directed, alpha=alpha))
    else:
        raw = paths.betweenness(net.structure(directed=directed))
    pairs = 1.0 if directed else 2.0
    if normalized:
        pairs = (net.n - 1) * (net.n - 2) if net.n > 2 else NAN
    return series(net, raw / pairs, name)


@measure(
    "edge_betweenness",
    "tie",
    formula="Girvan & Newman 2002; Brandes 2008",
    range="1 to n²/4 pairs (directed: ordered pairs); up to 1 if normalized",
    unit="pairs of people",
    undefined={"NOT_COUNTED": "the tie is below its threshold or of a kind that is left out"},
)
def edge_betweenness(
    net: Network, *, directed: bool = False, normalized: bool = False
) -> pd.Series:
    """Count the pairs of people whose shortest connections run along each tie.

    A pair counts with the share of its shortest paths along the tie; the two people of the tie
    are a pair too. Every tie counts as one step, however strong it is.

    Parameters
    ----------
    net : Network
        One wave. Every tie is one step, however strong it is. People without ties count in the
        pairs that are divided by.
    directed : bool, default False
        False counts unordered pairs, whichever way the learning went. True follows the arrows
        from learner to learned_from and counts ordered pairs.
    normalized : bool, default False
        Divide by the number of all pairs, n(n - 1)/2, or n(n - 1) if directed.

    Returns
    -------
    Series of float
        Over the ties, at least 1 if not normalized; named ``edge_betweenness`` with ``_directed``
        and ``_normalized`` as asked. Parallel ties, and mutual ties if not directed, are one tie
        here, and all carry its value. NaN for a tie that does not count, by its kind or
        threshold, and has none beside it that does.

    References
    ----------
    Girvan, M. & Newman, M. E. J. (2002). Community structure in social and biological networks.
    *PNAS*, 99, 7821-7826.

    Brandes, U. (2008). On variants of shortest-path betweenness centrality and their generic
    computation. *Social Networks*, 30, 136-145.

    Examples
    --------
    A chain of four: the middle tie joins two people with two others.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> nw.edge_betweenness(nw.Network(["ana", "ben", "cleo", "dan"], ties)).tolist()
    [3.0, 4.0, 3.0]
    """
    name = "edge_betweenness" + "_directed" * directed + "_normalized" * normalized
    cells = paths.along_arcs(net.structure(directed=directed))
    if normalized and net.n > 1:
        pairs = net.n * (net.n - 1)
        cells *= (1 if directed else 2) / pairs
    values = np.append(cells, NAN)[cells_of_ties(net, directed=directed)]
    return pd.Series(values, index=net.ties.index, name=name)
