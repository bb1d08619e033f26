"""How much the network turns around its most central person."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from netweave._checks import one_of
from netweave.analytics._facts import NAN
from netweave.analytics.centrality.between import betweenness
from netweave.analytics.centrality.degrees import degree
from netweave.analytics.centrality.nearness import harmonic
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.affiliations import Affiliations
    from netweave.network import Network


@measure(
    "centralization",
    "network",
    formula="method 2.1; Freeman 1979",
    range="0 to 1",
    unit="share of the greatest possible inequality",
    undefined={"EMPTY": "nobody", "N<3": "fewer than three people"},
)
def centralization(net: Network | Affiliations, *, of: str = "degree") -> float:
    """Say how much the network turns around its most central person: Freeman's centralization.

    The differences to the highest value, added up and divided by their greatest possible sum. A
    star has 1, a network in which everybody has the same value 0. Size and density move it:
    never compare raw values between networks of different size.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Ties count once, however strong and however often; people without ties count, and
        have 0.
    of : {"degree", "betweenness", "harmonic", "learned", "taught"}, default "degree"
        The centrality. "learned" and "taught" are the directed degrees; the others disregard
        direction.

    Returns
    -------
    float
        0 to 1; NaN for fewer than three people.

    References
    ----------
    Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. *Social
    Networks*, 1, 215-239.

    Examples
    --------
    Three people learned from Ana, a star: everybody's degree is 2 less than hers, and 6 is the
    most there could be. In who taught whom she stands out most as well: 9 of 9.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({"learner": ["ben", "cleo", "dan"], "learned_from": ["ana"] * 3})
    >>> net = nw.Network(["ana", "ben", "cleo", "dan"], ties)
    >>> nw.centralization(net), nw.centralization(net, of="taught")
    (1.0, 1.0)
    >>> round(nw.centralization(net, of="learned"), 3)
    0.111
    """
    one_of("of", ("degree", "betweenness", "harmonic", "learned", "taught"), of)
    n = net.n
    if n < 3:
        net.structure()
        return NAN
    if of == "betweenness":
        ties = cast("Network", net)  # betweenness says itself that it needs ties
        values, most = betweenness(ties, normalized=True), float(n - 1)
    elif of == "harmonic":
        values, most = harmonic(net), (n - 2) / 2
    elif of == "degree":
        values, most = degree(net), float((n - 1) * (n - 2))
    else:
        values, most = degree(net, role=of), float((n - 1) ** 2)
    return float((values.max() - values).sum()) / most
