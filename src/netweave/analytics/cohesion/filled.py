"""How many of the ties there could be there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netweave.affiliations import Affiliations
from netweave.analytics import _meetings as meetings
from netweave.analytics._facts import NAN, TWO_PEOPLE
from netweave.registry import measure

if TYPE_CHECKING:
    from netweave.network import Network


@measure(
    "density",
    "network",
    formula="method 7; Wasserman & Faust 1994, ch. 4",
    range="0 to 1",
    unit="share of pairs",
    undefined=TWO_PEOPLE,
)
def density(net: Network | Affiliations, *, directed: bool = False, mutual: bool = False) -> float:
    """Give the share of pairs of people who are tied.

    Parameters
    ----------
    net : Network or Affiliations
        One wave. Of records of meetings, the ties are those of their projection: of all kinds,
        or of those chosen with ``sessions.where(kind=…)``. Parallel ties are one, however strong;
        people without ties count in the pairs.
    directed : bool, default False
        False counts unordered pairs tied either way; True counts ordered pairs, learner and
        person learned from.
    mutual : bool, default False
        Count only pairs of whom each learned from the other; ``directed`` then changes nothing.

    Returns
    -------
    float
        0 to 1; NaN for fewer than two people.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). *Social Network Analysis*. Cambridge University Press, ch. 4.

    Examples
    --------
    Two of three pairs, three of six ordered pairs.

    >>> import pandas as pd
    >>> import netweave as nw
    >>> ties = pd.DataFrame({
    ...     "learner": ["ana", "ben", "ana"],
    ...     "learned_from": ["ben", "ana", "cleo"],
    ... })
    >>> net = nw.Network(["ana", "ben", "cleo"], ties)
    >>> round(nw.density(net), 3), nw.density(net, directed=True)
    (0.667, 0.5)
    >>> round(nw.density(net, mutual=True), 3)
    0.333
    """
    arcs = _arcs(net, directed=directed or mutual)
    if mutual:  # every mutual pair is two arcs, and one pair tied either way
        arcs = 2 * arcs - _arcs(net, directed=False)
    return arcs / (net.n * (net.n - 1)) if net.n > 1 else NAN


def _arcs(net: Network | Affiliations, *, directed: bool) -> int:
    """Count the ordered pairs that are tied; either way, if direction is disregarded."""
    if isinstance(net, Affiliations):
        return int(meetings.people_met(net, "learned" if directed else "any").sum())
    return net.structure(directed=directed).nnz
