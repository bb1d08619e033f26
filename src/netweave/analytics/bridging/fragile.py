"""What hangs on one person or one tie: who and what holds the pieces of the network together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netweave._kernels import cuts
from netweave.analytics._facts import series
from netweave.analytics._ties import cells_of_ties
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "pairs_separated",
    "person",
    formula="method 2.1 pair_loss, 3 cutpoints; Hopcroft & Tarjan 1973",
    range="0 to (n - 1)(n - 2)/2",
    unit="pairs of others",
)
def pairs_separated(net: Network) -> pd.Series:
    """Count the pairs of others whom only this person joins: if the person went, they would part.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went; parallel ties are one, and strengths
        do not enter.

    Returns
    -------
    Series of float
        0 to (n - 1)(n - 2)/2; 0 for a person without ties. Never missing.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    *Communications of the ACM*, 16, 372-378.

    Examples
    --------
    A chain of four: without Ben, Ana is cut off from Cleo and Dan.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> nw.pairs_separated(nw.Network(["ana", "ben", "cleo", "dan"], ties)).to_dict()
    {'ana': 0.0, 'ben': 2.0, 'cleo': 2.0, 'dan': 0.0}
    """
    return series(net, cuts.pairs_separated(net.structure())[1], "pairs_separated")


@measure(
    "cutpoints",
    "person",
    formula="method 3; Hopcroft & Tarjan 1973",
    range="True or False",
    unit="without the person a piece falls apart",
    values="flag",
)
def cutpoints(net: Network) -> pd.Series:
    """Mark the people without whom a piece of the network would fall apart.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went; parallel ties are one, and strengths
        do not enter.

    Returns
    -------
    Series of bool
        True for a person without whom two others could no longer reach each other; how many
        pairs says `pairs_separated`. False for a person without ties; never missing.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    *Communications of the ACM*, 16, 372-378.

    Examples
    --------
    A chain of four hangs on the two in the middle.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo"],
    ...     "learned_from": ["ben", "cleo", "dan"],
    ... })
    >>> nw.cutpoints(nw.Network(["ana", "ben", "cleo", "dan"], ties)).to_dict()
    {'ana': False, 'ben': True, 'cleo': True, 'dan': False}
    """
    return (pairs_separated(net) > 0).rename("cutpoints")


@measure(
    "bridges",
    "tie",
    formula="method 3; Hopcroft & Tarjan 1973",
    range="True or False",
    unit="without the tie a piece falls apart",
    values="flag",
)
def bridges(net: Network) -> pd.Series:
    """Mark the ties without which a piece of the network would fall apart.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went, however strong they are.

    Returns
    -------
    Series of bool
        Over the ties. Parallel and mutual ties of two people are one tie here: all are True if
        the two would be apart without them. A tie that does not count, by its kind or threshold,
        and has none beside it that does, is False. Never missing.

    References
    ----------
    Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    *Communications of the ACM*, 16, 372-378.

    Examples
    --------
    Ana, Ben and Cleo all know each other; Dan knows Cleo only.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan"],
    ...     "learned_from": ["ben", "cleo", "ana", "cleo"],
    ... })
    >>> nw.bridges(nw.Network(["ana", "ben", "cleo", "dan"], ties)).tolist()
    [False, False, False, True]
    """
    one, other = cuts.bridges(net.structure())
    pairs = np.minimum(one, other) * net.n + np.maximum(one, other)
    learner, learned_from = (
        net.ties[end].cat.codes.to_numpy().astype(np.int64) for end in ("learner", "learned_from")
    )
    mine = np.minimum(learner, learned_from) * net.n + np.maximum(learner, learned_from)
    return pd.Series(np.isin(mine, pairs), index=net.ties.index, name="bridges")


@measure(
    "local_bridges",
    "tie",
    formula="method 3; Granovetter 1973",
    range="2 (a contact in common) to n - 1",
    unit="steps round the tie",
    undefined={
        "NOT_COUNTED": "the tie is below its threshold or of a kind that is left out",
        "NO_DETOUR": "the tie is a bridge: without it the two cannot reach each other",
    },
)
def local_bridges(net: Network) -> pd.Series:
    """Say for each tie how many steps the two people would be apart without it: its span.

    A tie of two people who share a contact has span 2. A local bridge is a tie of span 3 or more:
    the higher the span, the longer the way that news would otherwise take.

    Parameters
    ----------
    net : Network
        One wave. Ties count whichever way the learning went; each is one step, however strong.

    Returns
    -------
    Series of float
        Over the ties: 2 to n - 1. Parallel and mutual ties of two people are one tie here, and
        all carry its span. NaN for a bridge, without which the two could not reach each other,
        and for a tie that does not count, by its kind or threshold, and has none beside it that
        does.

    References
    ----------
    Granovetter, M. S. (1973). The strength of weak ties. *American Journal of Sociology*, 78,
    1360-1380.

    Examples
    --------
    A ring of four, and Eve, who knows Ana only: round the ring it takes three steps.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "cleo", "dan", "eve"],
    ...     "learned_from": ["ben", "cleo", "dan", "ana", "ana"],
    ... })
    >>> nw.local_bridges(nw.Network(["ana", "ben", "cleo", "dan", "eve"], ties)).tolist()
    [3.0, 3.0, 3.0, 3.0, nan]
    """
    found = np.append(cuts.spans(net.structure()), 0.0)[cells_of_ties(net)]
    values = np.where(found > 0, found, np.nan)
    return pd.Series(values, index=net.ties.index, name="local_bridges")
