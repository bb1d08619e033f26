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
        One wave. Of records of meetings, a pair is tied if the two shared an event; neither
        ``directed`` nor ``mutual`` can be told there. Parallel ties are one, however strong;
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

    Raises
    ------
    ArgumentError
        If ``directed`` or ``mutual`` is asked of records of meetings.

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
    if isinstance(net, Affiliations):
        meetings.undirected("directed", False, directed)  # noqa: FBT003  # the only value
        meetings.undirected("mutual", False, mutual)  # noqa: FBT003
        arcs = int(meetings.people_met(net).sum())
    else:
        arcs = net.structure(directed=directed or mutual).nnz
    if mutual:  # every mutual pair is two arcs, and one pair tied either way
        arcs = 2 * arcs - net.structure().nnz
    return arcs / (net.n * (net.n - 1)) if net.n > 1 else NAN
