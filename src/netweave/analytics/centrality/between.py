"""Who lies between others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave._kernels import paths
from netweave.analytics._facts import NAN, series
from netweave.registry import measure

if TYPE_CHECKING:
    import pandas as pd

    from netweave.network import Network


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
